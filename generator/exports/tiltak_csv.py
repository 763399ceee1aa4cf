"""``data/tiltak.csv``: a row a measure, as a Norwegian spreadsheet opens it: semicolon, BOM, and text stays text.

It is the table of ``tiltak eksporter``, and ``tiltak importer`` reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from generator.editing.flat import EMPTY, ID, JA, NEI, Column, as_csv, bare, columns, get, items
from generator.exports.edition import FOLDER, Edition, Exported, checked
from generator.judging.skjema import make

PATH: Final = f"{FOLDER}tiltak.csv"
BOM: Final = "\ufeff"

Row = tuple[str, tuple[Any, ...]]
"""The id of a measure and the value of each column, as texts."""


def exported(edition: Edition) -> Iterator[Exported]:
    """Yield the table."""
    skjema = make(edition.skjemaer["tiltak"])
    known = columns(skjema, edition.posts.values())
    rows = [(ident, [get(data, column.path) for column in known]) for ident, data in edition.posts.items()]
    held = [(ident, tuple(map(_as_text, values))) for ident, values in rows]
    yield checked(PATH, BOM + as_csv(known, rows), partial(_rows, known), held)


def _rows(known: tuple[Column, ...], text: str) -> list[Row]:
    """Return what the rows of a table hold."""
    head, *rows = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";")
    if head != [ID, *(column.navn for column in known)]:
        return []
    many = [column.many for column in known]
    return [(ident, tuple(map(_value, cells, many))) for ident, *cells in rows]


def _value(text: str, many: bool) -> Any:  # noqa: ANN401, FBT001 - a text, several, or none; as map gives them
    """Return what one cell holds, as texts."""
    if not text:
        return None
    if not many:
        return bare(text)
    return [] if text == EMPTY else items(bare(text))


def _as_text(value: Any) -> Any:  # noqa: ANN401 - any data
    """Return a value as the texts of which it is made."""
    if value is None:
        return None
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return JA[0] if value else NEI[0]
    return str(value)
