"""A text where fields are wanted -> the lines of the fields that it says, where that is certain.

What they must have besides is still to be filled in, between < and >: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from generator.judging.blank import to_fill_in
from generator.judging.coerce import ANYTHING
from generator.judging.forms import read_date
from generator.judging.skjema import Json, known_values
from generator.reading.lines import quoted
from generator.spelling import are_grades, from_to, named

ENDS = ("fra", "til")
"""The fields of a stretch of years or days."""

WORDS = ("tekst", "merknad", "slik", "nb")
"""The fields that hold what people write in a group with other fields."""

_AGE = r"([0-9]{1,2})(?:\s*år)?"
_UP_TO = re.compile(rf"(?:opp\s+til|til)(?:\s+og\s+med)?\s+{_AGE}", re.IGNORECASE)
_UNDER = re.compile(r"under\s+0*([1-9][0-9]?)(?:\s*år)?", re.IGNORECASE)
_AND_UP = re.compile(rf"fra\s+{_AGE}|(?:fra\s+)?{_AGE}\s*(?:\+|og\s+(?:oppover|eldre))", re.IGNORECASE)

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_BETWEEN_DAYS = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+til\s+")


def lines_said(text: str, part: Json) -> list[str]:
    """Return the lines of a group of fields that a text says; none where it may say other things."""
    fields: Mapping[str, Json] = part.get("properties", {})
    said = _said(text.strip(), fields, part.get("required", ()))
    needed = {key for key in part.get("required", ()) if said and key not in said}
    return [said.get(key) or to_fill_in(key, fields[key]) for key in fields if key in said or key in needed]


def _said(text: str, fields: Mapping[str, Json], required: Iterable[str]) -> dict[str, str]:
    """Return the line of each field that a text says."""
    for key, part in fields.items():
        if "enum" in part and (ident := named(text, known_values(part))):
            return {key: f"{key}: {quoted(ident)}"}
    ends = [fields.get(key, {}) for key in ENDS]
    if all(part.get("type") == "integer" for part in ends):
        return {key: f"{key}: {number}" for key, number in _ages(text).items()}
    if all(part.get("format") == "date" for part in ends):
        days = {key: f"{key}: {quoted(day.isoformat())}" for key, day in _days(text).items()}
        unfilled = {key: to_fill_in(key, fields[key]) for key in ENDS} if _YEAR.search(text) else {}
        return days or unfilled
    of_form = [key for key, part in fields.items() if _has_form(text, part)]
    if len(of_form) == 1:
        return {of_form[0]: f"{of_form[0]}: {quoted(text)}"}
    words = next((key for key in WORDS if key in fields), "") if required else ""
    return {words: f"{words}: {quoted(text)}"} if words else {}


def _has_form(text: str, part: Json) -> bool:
    """Tell whether a field holds only what has a form of its own, and a text has it."""
    pattern = part.get("pattern", ANYTHING)
    return pattern != ANYTHING and re.search(pattern, text) is not None


def _ages(text: str) -> dict[str, int]:
    """Return the ends of an age, where a text says nothing else: «13-19», «opp til 24 år», «fra 13»."""
    if are_grades(text):
        return {}
    if span := from_to(text):
        return {"fra": span[0], "til": span[1]}
    if found := _UP_TO.fullmatch(text):
        return {"til": int(found[1])}
    if found := _UNDER.fullmatch(text):
        return {"til": int(found[1]) - 1}
    if found := _AND_UP.fullmatch(text):
        return {"fra": int(found[1] or found[2])}
    return {}


def _days(text: str) -> dict[str, date]:
    """Return the first and the last day, where a text says both and nothing else."""
    said = _BETWEEN_DAYS.split(text.lower().removeprefix("fra "))
    days = [day for day in map(read_date, said) if day]
    whole = len(said) == len(days) == len(ENDS) and days == sorted(days)
    return dict(zip(ENDS, days, strict=True)) if whole else {}
