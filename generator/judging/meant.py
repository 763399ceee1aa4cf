"""A word that is in no list -> the value of the list that was meant, where that is likely."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.judging.skjema import OTHER_WORDS, Json, known_values
from generator.reading.lines import quoted
from generator.spelling import fold, named, several, suggest

_KINDS = ("kommune", "nivå", "tiltak", "tilbud")
"""The words for what something is, which people write after its name."""

_BEFORE_NUMBER = {"bti", "nivå", "niva", "trinn", "klasse", "klassetrinn", "årstrinn", "nr"}
"""The words that may stand with the number of a level or a grade, and say nothing more of it."""


def meant_as_yaml(text: str, part: Json) -> str:
    """Return the value, as YAML, that was most likely meant by a word that is none; nothing for one that is."""
    known, bare = known_values(part), text.strip()
    if text in known:
        return ""
    near = bare if bare in known else value_meant(bare, part)
    return as_yaml(near, part["enum"]) if near else ""


def value_meant(word: str, part: Json) -> str:
    """Return the allowed value that a word most likely means; nothing where none is likely."""
    known = known_values(part)
    if re.match(r"[-−]\d", word):  # below zero is no misspelling
        return ""
    return (
        _yes_or_no(word, known)
        or _known_as(word, part)
        or suggest(_without_kind(word), known)
        or _padded(word, known)
        or _number_named(word, known)
        or _code(word, known)
        or _begun(word, known)
    )


def _known_as(word: str, part: Json) -> str:
    """Return the value that a word is another word for, by its schema or by the list itself."""
    ident = _other_words(part).get(fold(word), "")
    return ident if ident in known_values(part) else ""


def _other_words(part: Json) -> Mapping[str, str]:
    """Return the other words for the values of a list, folded, each with what it means."""
    return {fold(other): str(ident) for other, ident in part.get(OTHER_WORDS, {}).items()}


def _padded(word: str, known: Mapping[str, str]) -> str:
    """Return the id that is a number, but for the zeros before it."""
    same = [ident for ident in known if ident.isdigit() and word.isdecimal() and int(ident) == int(word)]
    return same[0] if len(same) == 1 else ""


def _number_named(text: str, known: Mapping[str, str]) -> str:
    """Return the number of «BTI 1» and «8. trinn», in a list of numbers."""
    numbers, words = re.findall(r"\d+", text), re.findall(r"[^\W\d]+", text.lower())
    alone = len(numbers) == 1 and set(words) <= _BEFORE_NUMBER  # «vg1» is no first grade
    return numbers[0] if alone and numbers[0] in known else ""


def _code(text: str, known: Mapping[str, str]) -> str:
    """Return the code that stands before its own explanation: «R1: vold», «3.3 Familieteam»."""
    first = re.split(r"[\s:]", text, maxsplit=1)[0].rstrip(".,")
    return named(first, known) if any(sign.isdigit() for sign in first) and not first.isdigit() else ""


def _begun(text: str, known: Mapping[str, str]) -> str:
    """Return the one value that begins with a whole word: «vold» is «vold-og-overgrep»."""
    start = f"{fold(text)}-"
    begun = [ident for ident, name in known.items() if f"{ident}-".startswith(start) or fold(name).startswith(start)]
    return begun[0] if len(begun) == 1 else ""


def _without_kind(text: str) -> str:
    """Return a name without the word for what it is: «Namsos kommune», «selektivt nivå»."""
    name, _, kind = text.rpartition(" ")
    return name if kind.lower() in _KINDS else text


def values_in(text: str, known: Mapping[str, str]) -> list[str]:
    """Return the values that stand where one should, with a comma between them or none."""
    apart = "" if any(word.strip(".").isdigit() for word in text.split()) else ",".join(text.split())
    return several(text, known, named) or several(apart, known, named)


def _yes_or_no(word: str, known: Mapping[str, str]) -> str:
    """Return what YAML's own words for true and false are in a list that has yes and no."""
    meant = {"true": "ja", "yes": "ja", "y": "ja", "on": "ja", "false": "nei", "no": "nei", "n": "nei", "off": "nei"}
    said = meant.get(word.lower(), "")
    return said if said in known else ""


def as_yaml(ident: str, allowed: list[Any]) -> str:
    """Return an allowed value as YAML: a number plain, a word in quotation marks."""
    return ident if any(value == int(ident) for value in allowed if ident.isdigit()) else quoted(ident)


def items_said(text: str, part: Json) -> list[str]:
    """Return the items that a text holds, as YAML: «0-1», «Namsos og Grong»; none where one of them is unknown."""
    if "enum" not in part:
        return [quoted(item.strip()) for item in text.split(",") if item.strip()]
    known, text = known_values(part), _other_words(part).get(fold(text), text)
    return [as_yaml(ident, part["enum"]) for ident in several(text, known, lambda word, _: value_meant(word, part))]
