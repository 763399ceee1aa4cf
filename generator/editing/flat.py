"""A post as the cells of one row, and back: the columns come from the schema, the data stays the same.

A field in a field is ``kontakt.telefon``; a list of single values is one cell with ``; `` between; a list of fields
is numbered, ``kilder.1.sitat``. An empty cell is a field that is not there, ``[]`` is an empty list.

A spreadsheet turns ``003``, ``1-3`` and ``=x`` into something else. Such a text gets an apostrophe in front, which the
reading takes away again: it survives being opened and saved any number of times, and no cell is a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.judging.skjema import Json, Skjema
from generator.reading.nodes import Path

ID = "id"
EMPTY = "[]"

JA, NEI = ("ja", "true", "sann"), ("nei", "false", "usann")
"""What stands for true and false; the first is what we write."""

EDGES = " \t\xa0"
"""What the reading takes away around a cell that has no apostrophe."""

MONTHS = "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec"
FORMULA = tuple("=+-@\t\r'＝＋－＠")
"""What a text begins with that a spreadsheet may take for a formula, or for our own mark."""

_CHANGED = re.compile(
    r"(?:kr\.? ?)?[\d\s.,:/%()\u2010-\u2015\u2212-]*\d[\d\s.,:/%()-]*(?:kr\.?|[ap]m)?"
    r"|\d+(?:[.,]\d*)?e[+-]?\d+|sann|usann|true|false"
    rf"|(?:\d{{1,4}}[. /-]*)?(?:{MONTHS})[a-z]*\.?[ /-]*\d{{0,4}}",
    re.IGNORECASE,
)
"""Texts that a spreadsheet may read as a number, a date, a time or a truth value."""

_LONGEST = 60
"""No longer text is any of them."""


class Column(NamedTuple):
    """One column: the way into the post, and what the schema says of the value there."""

    path: Path
    part: Json

    @property
    def navn(self) -> str:
        """The heading: a list counts from 1."""
        return ".".join(str(step + 1) if isinstance(step, int) else step for step in self.path)

    @property
    def many(self) -> bool:
        """Whether the cell holds a whole list."""
        return self.part.get("type") == "array"


def columns(skjema: Skjema, poster: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Return the columns that hold some posts, in the order of the schema."""
    return tuple(_columns(skjema.innhold, (), list(poster)))


def _columns(part: Json, path: Path, values: list[Any]) -> Iterator[Column]:
    """Yield the columns of one field; ``values`` are what the posts have there."""
    kind = part.get("type")
    if kind == "object":
        for key, child in part.get("properties", {}).items():
            inside = [value[key] for value in values if isinstance(value, dict) and key in value]
            if inside or not _of_languages(part):
                yield from _columns(child, (*path, key), inside)
    elif kind == "array" and part.get("items", {}).get("type") == "object":
        most = max((len(value) for value in values if isinstance(value, list)), default=0)
        for index in range(max(most, 1)):
            inside = [value[index] for value in values if isinstance(value, list) and index < len(value)]
            yield from _columns(part["items"], (*path, index), inside)
    else:
        yield Column(path, part)


def _of_languages(part: Json) -> bool:
    """Tell whether a field has one key a language: only the languages that are used get columns."""
    return "x-sprak" in part


def column(navn: str, skjema: Skjema) -> Column | None:
    """Return the column with a heading, or None when there is no such field."""
    steps = [int(step) - 1 if step.isascii() and step.isdigit() else step for step in navn.strip().lower().split(".")]
    if any(isinstance(step, int) and not 0 <= step < 200 for step in steps):  # noqa: PLR2004 - the longest list
        return None
    part = skjema.innhold
    for step in steps:
        kind = "array" if isinstance(step, int) else "object"
        known = part.get("items") if isinstance(step, int) else part.get("properties", {}).get(step)
        if part.get("type") != kind or not isinstance(known, dict):
            return None
        part = known
    nested = part.get("type") == "object" or part.get("items", {}).get("type") == "object"
    single = isinstance(steps[-1], int)
    return None if nested or single else Column(tuple(steps), part)


def get(data: Any, path: Path) -> Any:  # noqa: ANN401 - any data
    """Return the value at a path, or None."""
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def table(poster: Mapping[str, Mapping[str, Any]], skjema: Skjema) -> str:
    """Return posts by id as CSV: semicolon, CRLF, one row a post. A file of it begins with a BOM."""
    known = columns(skjema, poster.values())
    return as_csv(known, ((ident, [get(data, column.path) for column in known]) for ident, data in poster.items()))


def as_csv(known: Iterable[Column], rows: Iterable[tuple[str, Iterable[Any]]]) -> str:
    """Return rows, each the id of a post and the value of every column, as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([ID, *(column.navn for column in known)])
    for ident, values in rows:
        writer.writerow([cell(ident), *map(cell, values)])
    return text.getvalue()


def cell(value: Any) -> str:  # noqa: ANN401 - any data
    """Return a value as the text of its cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return JA[0] if value else NEI[0]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return guarded("; ".join(map(_item, value))) if value else EMPTY
    return guarded(str(value))


def guarded(text: str) -> str:
    """Return a text that a spreadsheet leaves alone."""
    changed = text == EMPTY or text != text.strip(EDGES) or text.startswith(FORMULA)
    changed = changed or (len(text) <= _LONGEST and _CHANGED.fullmatch(text) is not None)
    return f"'{text}" if changed else text


def is_guarded(text: str) -> bool:
    """Tell whether the apostrophe in front is ours."""
    return text.startswith("'") and guarded(text[1:]) != text[1:]


def bare(text: str) -> str:
    """Return the text of a cell without our apostrophe."""
    return text[1:] if is_guarded(text) else text


def _item(value: Any) -> str:  # noqa: ANN401 - any data
    """Return one item of a list; a semicolon, a backslash or a space at its end is marked as its own."""
    text = str(value)
    if "\\" not in text and ";" not in text and text == text.strip():
        return text
    text = text.replace("\\", "\\\\").replace(";", "\\;")
    return re.sub(r"^\s|\s$", lambda found: f"\\{found[0]}", text)


def items(text: str) -> list[str]:
    """Return the items of a list cell."""
    if "\\" not in text:
        return [item for part in text.split(";") if (item := part.strip())]
    found: list[list[str]] = [[]]
    for sign in re.findall(r"\\.|.", text, re.DOTALL):
        if sign == ";":
            found.append([])
        elif found[-1] or not sign.isspace():
            found[-1].append(sign)
    for signs in found:
        while signs and signs[-1].isspace() and len(signs[-1]) == 1:
            signs.pop()
    return ["".join(sign[-1] for sign in signs) for signs in found if signs]


def put(data: dict[str, Any], values: Mapping[Path, Any]) -> dict[str, Any]:
    """Return data with the values at their paths (None takes a field away); emptied fields and items go too."""
    tree: Any = _keyed(data)
    for path, value in values.items():
        node = tree
        for step in path[:-1]:
            if not isinstance(node.get(step), dict):
                node[step] = {}
            node = node[step]
        node[path[-1]] = value
    result = _unkeyed(tree)
    return result if isinstance(result, dict) else {}


def _keyed(value: Any) -> Any:  # noqa: ANN401 - any data
    """Return data with each list of fields as numbered fields."""
    if isinstance(value, dict):
        return {key: _keyed(child) for key, child in value.items()}
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return {index: _keyed(item) for index, item in enumerate(value)}
    return value


def _unkeyed(value: Any) -> Any:  # noqa: ANN401 - any data
    """Return numbered fields as a list again, without what is empty."""
    if not isinstance(value, dict):
        return value
    kept = {key: child for key, raw in value.items() if (child := _unkeyed(raw)) is not None}
    if not kept:
        return None
    return [kept[key] for key in sorted(kept)] if all(isinstance(key, int) for key in kept) else kept
