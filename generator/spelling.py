"""Words as people spell them, and the ids they meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

SHOWN = 60

_AND = re.compile(r"\s*(?:[,;/+&]|\bog\b)\s*")
_FROM_TO = re.compile(
    r"(?:fra\s+)?([0-9]{1,2})\.?\s*(?:-|–|til(?:\s+og\s+med)?)\s*([0-9]{1,2})\.?(?:\s*(?:år|trinn|klasse))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([-−]?)0*([0-9]{1,9})(?:\s*år)?", re.IGNORECASE)
_PARTS_OF_A_YEAR = re.compile(r"[0-9]\s*(?:mnd|mån|md\b|uke|veke|dag|døgn)|\b(?:måned|uker|dager)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
FEW_LETTERS, FEW_OF_ALL = 2, 0.2
"""What was meant may be so much shorter than what is written: some letters, or some of all."""

SURELY_LIKE = 0.85
"""How much a word must be like another to be taken for it whatever its first letter is, and in however many words."""

LIKE = 0.65
"""How much a word must be like the one it is taken for."""

LONGEST_LIST = 200
"""A longer text is no id and no list of a few."""

_FOLD = str.maketrans({"å": "a", "ø": "o", "æ": "a", "ö": "o", "ä": "a", "é": "e", "č": "c", "š": "s"})


def fold(text: str) -> str:
    """Return a text as an id would be spelled: small letters, å as a, the rest as hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_FOLD)).strip("-")


def shown(value: object) -> str:
    """Return a value as it is told to people: in «», and not too long."""
    text = re.sub(r"\s+", " ", str(value)).strip()
    return f"«{text[:SHOWN]}…»" if len(text) > SHOWN else f"«{text}»"


def named(word: str, known: Mapping[str, str]) -> str:
    """Return the id that a word is, but for capitals and Norwegian letters: the id itself or its Norwegian name."""
    return _folded(tuple(known.items())).get(fold(word[:LONGEST_LIST]), "")


def suggest(word: str, known: Mapping[str, str]) -> str:
    """Return the id that was probably meant: by its own spelling, its Norwegian name, or nearly so.

    Another number is another thing («§ 3-1», «§ 15-1»), and of «barn, ungdom» no half is what was meant. Few miss the
    first letter: «fransk» is no «ukrainsk». And «hele landet» is two words, where «hoylandet» is one.
    """
    wanted, folded = fold(word[:LONGEST_LIST]), _folded(tuple(known.items()))
    if wanted in folded:
        return folded[wanted]
    for close in get_close_matches(wanted, folded, cutoff=0.7):
        too_short = len(wanted) - len(close) > max(FEW_LETTERS, len(wanted) * FEW_OF_ALL)
        parts = close.count("-") == wanted.count("-") or close.replace("-", "") == wanted.replace("-", "")
        surely = close[:1] == wanted[:1] and parts
        alike = SequenceMatcher(None, close, wanted).ratio() >= SURELY_LIKE
        if _DIGITS.findall(close) == _DIGITS.findall(wanted) and not too_short and (surely or alike):
            return folded[close]
    return ""


def misspelt(ident: str, known: Collection[str]) -> str:
    """Return the id that was probably meant where one is misspelt: another word is another thing, like «-grong»."""
    near = suggest(ident, {other: other for other in sorted(known)})
    told, meant = fold(ident).split("-"), near.split("-")
    if len(told) != len(meant):  # only the hyphens may be others
        return near if "".join(told) == "".join(meant) else ""
    alike = (SequenceMatcher(None, a, b).ratio() for a, b in zip(told, meant, strict=True))
    return near if min(alike) >= LIKE else ""


@lru_cache(maxsize=64)
def _folded(known: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return each id by its own spelling and by its name; the first of two that are spelled alike."""
    folded: dict[str, str] = {}
    for ident, name in known:
        folded.setdefault(fold(ident), ident)
        folded.setdefault(fold(name), ident)
    return folded


def from_to(text: str) -> tuple[int, int] | None:
    """Return both ends, the lower first, where a text says nothing but «6-12», «fra 6 til 12 år» or «5.-7. trinn»."""
    found = _FROM_TO.fullmatch(text.strip())
    ends = (int(found[1]), int(found[2])) if found else (1, 0)
    return ends if ends[0] <= ends[1] else None


def are_grades(text: str) -> bool:
    """Tell whether a text says something of school: a number in it is no age."""
    return re.search(r"\d\.|trinn|klasse|vgs?\b|skole", text, re.IGNORECASE) is not None


def whole(text: str) -> int | None:
    """Return the number where a text says nothing but «7», «007» or «7 år»."""
    found = _NUMBER.fullmatch(text.strip())
    return int(f"{'-' if found[1] else ''}{found[2]}") if found else None


def is_part_of_a_year(text: str) -> bool:
    """Tell whether a text says an age in months, weeks or days."""
    return _PARTS_OF_A_YEAR.search(text) is not None


def several(text: str, known: Mapping[str, str], find: Callable[[str, Mapping[str, str]], str] = suggest) -> list[str]:
    """Return the ids that a text lists: «0-1», «Namsos og Grong»; none where ``find`` does not know a part of it."""
    if len(text) > LONGEST_LIST:
        return []
    words = [word for word in _AND.split(text) if word]
    if span := from_to(text):
        words = [str(number) for number in range(span[0], span[1] + 1)]
    meant = [word if word in known else find(word, known) for word in words]
    return list(dict.fromkeys(meant)) if all(meant) else []
