"""The external links of the posts and the lists: where each stands, and whether it answers."""

from __future__ import annotations

import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

import yaml

from generator.model import Katalog
from generator.place import UsageError

UNNTAK = Path(".github/lenker-unntak.yml")
FELLES = ""
"""Where a link stands that is in a list and in no post."""

TIMEOUT: Final = 15
WORKERS: Final = 8
GONE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
NO_HEAD: Final = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_IMPLEMENTED,
)

_URL = re.compile(r"https?://(?:[^\s<>\"'`|\\^{}\]()]|\([^\s<>\"()]*\))+")
"""An address among other words; what has a bracket in it, has both."""

_ALONE = re.compile(r"https?://[^\s\"]+")


class Dom(StrEnum):
    """What is known of a link."""

    VIRKER = "virker"
    DOD = "dod"
    USIKKER = "usikker"


@dataclass(frozen=True, slots=True)
class Svar:
    """The verdict on one link, and the reason: a key of the texts, with the status where there was one."""

    dom: Dom
    grunn: str = ""
    kode: int = 0


def links(katalog: Katalog) -> dict[str, tuple[str, ...]]:
    """Return every external address, and the files it stands in."""
    found: dict[str, set[str]] = {}
    for mappe, poster in (("tiltak", katalog.tiltak), ("enheter", katalog.enheter)):
        for ident, post in poster.items():
            for url in _urls(post):
                found.setdefault(url, set()).add(f"{mappe}/{ident}.yml")
    for url in _urls(katalog.vokabular):
        found.setdefault(url, {FELLES})
    return {url: tuple(sorted(places)) for url, places in sorted(found.items())}


def _urls(value: object) -> Iterator[str]:
    """Yield every address in a value, however deep."""
    if isinstance(value, str) and _ALONE.fullmatch(value):
        yield value  # the field is an address, whatever signs it has
    elif isinstance(value, str):
        yield from (url.rstrip(".,;:!?") for url in _URL.findall(value))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _urls(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _urls(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _urls(getattr(value, field.name))


def ask_all(urls: Sequence[str], pause: float = 3.0) -> dict[str, Svar]:
    """Ask for every address; what does not answer well is asked once more after a pause."""
    with ThreadPoolExecutor(WORKERS) as pool:
        first = dict(zip(urls, pool.map(ask, urls), strict=True))
        again = [url for url, svar in first.items() if svar.dom is not Dom.VIRKER]
        if again:
            time.sleep(pause)
        return first | dict(zip(again, pool.map(ask, again), strict=True))


def ask(url: str) -> Svar:
    """Ask for one address: first for the head alone, then as a reader would."""
    svar = _ask(url, "HEAD")
    return _ask(url, "GET") if svar.kode in NO_HEAD else svar


def _ask(url: str, method: str) -> Svar:
    headers = {"User-Agent": "tiltaksoversikt lenkesjekk"}
    try:
        request = urllib.request.Request(in_ascii(url), method=method, headers=headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 - http and https alone get here
            return Svar(Dom.VIRKER)
    except urllib.error.HTTPError as error:
        error.close()
        gone = error.code in GONE
        return Svar(Dom.DOD if gone else Dom.USIKKER, "finnes_ikke" if gone else "svar", error.code)
    except urllib.error.URLError as error:
        return verdict(error.reason)
    except (OSError, ValueError, HTTPException):
        return Svar(Dom.USIKKER, "tid")


def in_ascii(url: str) -> str:
    """Return an address as a browser sends it: the name of the host and the path may hold æ, ø and å."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return urlunsplit(parts._replace(netloc=host, path=_sent(parts.path), query=_sent(parts.query), fragment=""))


def _sent(text: str) -> str:
    """Return a part of an address with its letters as signs that may be sent; what is so already stays."""
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]")


def verdict(reason: str | BaseException) -> Svar:
    """Judge why no answer came. A name that no one has is dead; a network that is down proves nothing."""
    if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
        return Svar(Dom.DOD, "ingen_vert")
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Svar(Dom.DOD, "sertifikat")
    return Svar(Dom.USIKKER, "tid")


def exceptions(rot: Path) -> dict[str, str]:
    """Return the links that are left alone, and the reason for each; ``""`` where none is given.

    A file that says something else is a call we cannot follow.
    """
    path = rot / UNNTAK
    if not path.is_file():
        return {}
    try:
        whole = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    except (yaml.YAMLError, ValueError):
        raise UsageError(f"{UNNTAK} kan ikke leses som YAML. Hent den tilbake slik den var.") from None
    rows = whole.get("unntak") or [] if isinstance(whole, dict) else []
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("adresse") for row in rows):
        raise UsageError(f'Under «unntak» i {UNNTAK} skal hver lenke stå som: - adresse: "https://eksempel.no"')
    return {str(row["adresse"]): str(row.get("grunn") or "").strip() for row in rows}
