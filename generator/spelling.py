"""Words as people spell them, and the ids they meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

SHOWN = 60

_AND = re.compile(r"\s*(?:[,;/+&]|\bog\b)\s*")
_FROM_TO = re.compile(r"(\d{1,2})\s*(?:-|–|til)\s*(\d{1,2})")

_FOLD = str.maketrans({"å": "a", "ø": "o", "æ": "a", "ö": "o", "ä": "a", "é": "e", "č": "c", "š": "s"})


def fold(text: str) -> str:
    """Return a text as an id would be spelled: small letters, å as a, the rest as hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_FOLD)).strip("-")


def shown(value: object) -> str:
    """Return a value as it is told to people: in «», and not too long."""
    text = re.sub(r"\s+", " ", str(value)).strip()
    return f"«{text[:SHOWN]}…»" if len(text) > SHOWN else f"«{text}»"


def suggest(word: str, known: Mapping[str, str]) -> str:
    """Return the id that was probably meant: by its own spelling, its Norwegian name, or nearly so."""
    wanted = fold(word[:200])
    folded: dict[str, str] = {}
    for ident, name in known.items():
        folded.setdefault(fold(ident), ident)
        folded.setdefault(fold(name), ident)
    if wanted in folded:
        return folded[wanted]
    close = get_close_matches(wanted, folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else ""


def several(text: str, known: Mapping[str, str]) -> list[str]:
    """Return the ids that a text lists: «0-1», «Namsos og Grong»; none where a part of it is unknown."""
    words = [word for word in _AND.split(text[:200]) if word]
    if found := _FROM_TO.fullmatch(text.strip()):
        words = [str(number) for number in range(int(found[1]), int(found[2]) + 1)]
    meant = [word if word in known else suggest(word, known) for word in words]
    return list(dict.fromkeys(meant)) if all(meant) else []
