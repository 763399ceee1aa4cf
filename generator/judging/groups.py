"""A text where fields are wanted -> the lines of the fields that it says, where that is certain.

What they must have besides is still to be filled in, between < and >: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from generator.judging.blank import lines_of, to_fill_in
from generator.judging.coerce import ANYTHING
from generator.judging.forms import read_date
from generator.judging.skjema import Json, known_values
from generator.reading.lines import Line, quoted
from generator.spelling import are_grades, from_to, named

ENDS = ("fra", "til")
"""The fields of a stretch of years or days."""

WORDS = ("tekst", "merknad", "slik", "nb")
"""The fields that hold what people write in a group with other fields."""

_AGE = r"([0-9]{1,2})(?:\s*år)?"
_UP_TO = re.compile(rf"(?:opp\s+til|til)(?:\s+og\s+med)?\s+{_AGE}", re.IGNORECASE)
_UNDER = re.compile(r"under\s+0*([1-9][0-9]?)(?:\s*år)?", re.IGNORECASE)
_AND_UP = re.compile(
    rf"(?:fra|fylt)\s+{_AGE}|(?:fra\s+)?{_AGE}\s*(?:\+|og\s+(?:oppover|eldre|over)|eller\s+eldre)", re.IGNORECASE
)
_ALL_AGES = re.compile(r"^(?:for\s+)?alle(?:\s+aldre|\s+aldersgrupper)?$", re.IGNORECASE)

_BETWEEN_DAYS = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+til\s+")


def lines_said(text: str, part: Json) -> list[str]:
    """Return the lines of a group of fields that a text says; none where it may say other things."""
    fields: Mapping[str, Json] = part.get("properties", {})
    said = _said(text.strip(), fields)
    needed = {key for key in part.get("required", ()) if said and key not in said}
    return [said.get(key) or to_fill_in(key, fields[key]) for key in fields if key in said or key in needed]


def to_fill(key: str, part: Json) -> list[str]:
    """Return the lines of a group of fields to be filled in: both ends of a stretch, else those it must have."""
    fields: Mapping[str, Json] = part.get("properties", {})
    if all(end in fields for end in ENDS):
        return [to_fill_in(end, fields[end]) for end in ENDS]
    return [line.removeprefix("  ") for line in lines_of(key, part)[1:]]


def under(line: Line, fields: list[str]) -> str:
    """Return the line of a field with others under it, and no value of its own."""
    return "\n".join([line.write(""), *(" " * (len(line.indent + line.dash) + 2) + field for field in fields)])


def _said(text: str, fields: Mapping[str, Json]) -> dict[str, str]:
    """Return the line of each field that a text says."""
    for key, part in fields.items():
        if "enum" in part and (ident := named(text, known_values(part))):
            return {key: f"{key}: {quoted(ident)}"}
    ends = [fields.get(key, {}) for key in ENDS]
    if all(part.get("type") == "integer" for part in ends):
        return {key: f"{key}: {number}" for key, number in _ages(text).items()}
    if all(part.get("format") == "date" for part in ends):
        return {key: f"{key}: {quoted(day.isoformat())}" for key, day in _days(text).items()}
    dates = [key for key, part in fields.items() if part.get("format") == "date"]
    if len(dates) == 1 and (day := read_date(text)):
        return {dates[0]: f"{dates[0]}: {quoted(day.isoformat())}"}
    of_form = [key for key, part in fields.items() if _has_form(text, part)]
    if len(of_form) == 1:
        return {of_form[0]: f"{of_form[0]}: {quoted(text)}"}
    words = next((key for key in WORDS if key in fields), "") if re.search(r"\w", text) else ""
    return {words: f"{words}: {quoted(text)}"} if words else {}


def _has_form(text: str, part: Json) -> bool:
    """Tell whether a field holds only what has a form of its own, and a text has it."""
    pattern = part.get("pattern", ANYTHING)
    return pattern != ANYTHING and re.search(pattern, text) is not None


def _ages(text: str) -> dict[str, int]:
    """Return the ends of an age, where a text says nothing else: «13-19», «opp til 24 år», «fra 13», «alle»."""
    text = _ALL_AGES.sub("fra 0", text)
    ends: tuple[int | None, int | None] = (None, None)
    if are_grades(text):
        pass
    elif span := from_to(text):
        ends = span
    elif found := _UP_TO.fullmatch(text):
        ends = None, int(found[1])
    elif found := _UNDER.fullmatch(text):
        ends = None, int(found[1]) - 1
    elif found := _AND_UP.fullmatch(text):
        ends = int(found[1] or found[2]), None
    return {key: end for key, end in zip(ENDS, ends, strict=True) if end is not None}


def _days(text: str) -> dict[str, date]:
    """Return the first and the last day, where a text says both and nothing else."""
    said = _BETWEEN_DAYS.split(text.lower().removeprefix("fra "))
    days = [day for day in map(read_date, said) if day]
    whole = len(said) == len(days) == len(ENDS) and days == sorted(days)
    return dict(zip(ENDS, days, strict=True)) if whole else {}
