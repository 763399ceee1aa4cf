"""Words as people spell them, and the ids they meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

SHOWN = 60

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
