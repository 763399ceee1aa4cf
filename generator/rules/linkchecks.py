"""Rules on the links of a text: where they may lead, and how they must be written. Each docstring is the rule."""

# ruff: noqa: D401 - each docstring is a rule, not an order

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from generator.problem import Grad
from generator.rules.text import Found, Text
from generator.spelling import shown

SCHEMES = ("https://", "http://", "mailto:", "tel:")

WRAPPERS = (
    "safelinks.protection.outlook.com/",
    "urldefense.com/",
    "l.facebook.com/l.php",
    "google.com/url",
    "google.no/url",
)
"""Addresses that only lead on to another, as mail programs and social media write them."""

LINK_SIGNS = ("](", "] (", "]:", "http://", "script:", "data:", *WRAPPERS)
"""What a file in small letters must hold before most of these rules can find anything in it."""

ODD_HOST = re.compile(r"https?://(?![\w.-]+(?:[/?#\s\"')>]|$))")
"""An address in a file in small letters whose host must be looked at: most are letters and full stops."""

WEB_ADDRESSES = ("nettside", "skjema")
"""The fields whose schema lets a web address alone stand in them."""

_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^[ ]{0,3}\[[^\]\n]+\]:[ ]*<?(\S*)", re.MULTILINE)
_NO_WORDS = re.compile(r"(?<!!)\[\s*\]\(")
_SCHEME = re.compile(r"\b(?:java|vb|live)script:|\bdata:[a-z]+/", re.IGNORECASE)
_A_HOST = "Etter https:// skal navnet på nettstedet stå, som i https://www.eksempel.no."
_SPACED = re.compile(r"\[[^\]\n]+\]([ \t]+)\((?:https?://|www\.|mailto:|tel:)[^)\s]+\)")
_ADDRESS = re.compile(r"https?://[^\s\"<>)\]]+")


def links(text: Text) -> Iterator[Found]:
    """A link has a text, and goes to a host, a mailbox or a number; never to a script, to data or into the folder."""
    value = text.node.value
    if text.markdown:
        for link in _LINK.finditer(value):
            target = link[1] if link[1] is not None else link[2]
            if not target.lower().startswith(SCHEMES):
                fixed = f"https://{target}" if re.match(r"www\.[\w-]+\.\w", target) else ""
                message = f"Lenken {shown(target)} går ikke. En lenke begynner med https://, mailto: eller tel:."
                yield Found(link.start(), Grad.FEIL, message, target, fixed)
            elif not _has_host(target):
                yield Found(link.start(), Grad.FEIL, f"Lenken {shown(target)} går ikke. {_A_HOST}")
        for link in _NO_WORDS.finditer(value):
            yield Found(link.start(), Grad.FEIL, "Lenken har ingen tekst. Skriv hva den fører til, i hakeparentesen.")
    elif not _has_host(value):
        yield Found(0, Grad.FEIL, f"{shown(value)} er ingen nettadresse. {_A_HOST}")
    if found := next((one for one in _SCHEME.finditer(value) if not _told(text, one.start())), None):
        message = f"«{found[0]}» kan ikke stå i en post. Bruk en vanlig nettadresse."
        yield Found(found.start(), Grad.FEIL, message)


def _told(text: Text, at: int) -> bool:
    """Tell whether what stands at a place is told already: as a link, or by the schema of a web address."""
    if text.markdown:
        return any(link.start() <= at < link.end() for link in _LINK.finditer(text.node.value))
    return bool(text.path) and text.path[-1] in WEB_ADDRESSES


def _has_host(url: str) -> bool:
    """Tell whether a web address can be read and names a host. What is no web address has no need of one."""
    if not url.lower().startswith(("https://", "http://")):
        return True
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def secure(text: Text) -> Iterator[Found]:
    """An external link uses https."""
    if (offset := text.node.value.find("http://")) >= 0:
        message = "Lenken er uten kryptering. Bruk https:// hvis nettstedet har det."
        yield Found(offset, Grad.ADVARSEL, message, "http://", "https://")


def spaced(text: Text) -> Iterator[Found]:
    """A link has nothing between its text and its address, else readers see the signs and no link."""
    for found in _SPACED.finditer(text.node.value) if text.markdown else ():
        whole = found[0]
        message = "Det er mellomrom mellom ] og (, så leserne ser tegnene og ingen lenke. Ta det bort."
        yield Found(found.start(), Grad.ADVARSEL, message, whole, whole.replace(f"]{found[1]}(", "](", 1))


def wrapped(text: Text) -> Iterator[Found]:
    """A link goes straight to where it leads: what only leads on tells who copied it, or who follows it."""
    for found in _ADDRESS.finditer(text.node.value):
        if any(wrapper in found[0].lower() for wrapper in WRAPPERS):
            meant = _behind(found[0])
            message = (
                "Lenken går innom et annet nettsted, og kan røpe hvem som kopierte den. Skriv adressen den fører til."
            )
            yield Found(found.start(), Grad.ADVARSEL, message, found[0] if meant else "", meant)


def _behind(url: str) -> str:
    """Return the address that another leads on to; nothing where it does not say so, or one that is no address."""
    try:
        asked = parse_qs(urlsplit(url).query)
    except ValueError:
        return ""
    behind = next((asked[key][0] for key in ("url", "u", "q") if key in asked), "")
    return behind if _ADDRESS.fullmatch(behind) else ""
