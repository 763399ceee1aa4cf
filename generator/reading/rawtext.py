"""Bytes to text: what keeps a file from being read at all, and the lines that YAML may read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.problem import Grad, Problem
from generator.reading.mending import Under, mend

MAX_BYTES = 64 * 1024
_NEWLINE = re.compile(r"\r\n?")
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |$)|={7}$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawText:
    """A decoded file: its lines as typed, its lines as YAML may read them, and what was wrong."""

    lines: tuple[str, ...]
    mended: tuple[str, ...]
    problems: tuple[Problem, ...]


def decode(raw: bytes, fil: str, titler: Mapping[str, str], under: Under | None = None) -> RawText:
    """Read the bytes of one file; ``titler`` holds the Norwegian title of each known key."""
    refused = _refuse(raw, fil)
    if refused is not None:
        return RawText((), (), (refused,))
    text = _NEWLINE.sub("\n", raw.decode().removeprefix("\ufeff"))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    lines = tuple(text.split("\n"))
    if _CONFLICT.search(text):
        return RawText(lines, (), tuple(_conflicts(lines, fil)))
    if text.strip(" \t\n") == "":
        empty = Problem(fil, 0, 0, "", Grad.FEIL, "Filen er tom. Skriv feltene, eller slett filen.")
        return RawText(lines, (), (empty,))
    mended, problems = mend(text, lines, fil, titler, under or {})
    if not "".join(mended).strip():
        unseen = Problem(fil, 0, 0, "", Grad.FEIL, "Filen har bare usynlige tegn. Skriv feltene, eller slett filen.")
        return RawText(lines, (), (unseen,))
    return RawText(lines, mended, problems)


def _refuse(raw: bytes, fil: str) -> Problem | None:
    """Return the problem of a file that cannot be read as text at all."""
    if len(raw) > MAX_BYTES:
        message = "Filen er større enn 64 kB. Så lange poster leser ingen. Kort ned teksten, eller del posten."
        return Problem(fil, 0, 0, "", Grad.FEIL, message)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "Filen er lagret som UTF-16. Velg «Lagre som» og tegnsettet UTF-8."
        return Problem(fil, 0, 0, "", Grad.FEIL, message)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        text = raw.split(b"\n")[line - 1].decode("cp1252", "replace").strip("\r")
        message = "Filen er ikke lagret som UTF-8, så æ, ø og å blir ødelagt. Velg «Lagre som» og tegnsettet UTF-8."
        return Problem(fil, line, column, "", Grad.FEIL, message, text if text.isprintable() else "")
    return None


def _conflicts(lines: tuple[str, ...], fil: str) -> Iterator[Problem]:
    """Two versions of the same lines, left by a merge: FEIL, and nothing else in the file can be judged."""
    message = (
        "Her står to utgaver av de samme linjene. Behold den rette, og slett linjene som begynner med "
        "<<<<<<<, ======= og >>>>>>>."
    )
    open_ = False
    for number, line in enumerate(lines, 1):
        if line.startswith("<<<<<<<") or (_CONFLICT.match(line) and not open_):
            yield Problem(fil, number, 1, "", Grad.FEIL, message)
            open_ = True
        if line.startswith(">>>>>>>"):
            open_ = False
