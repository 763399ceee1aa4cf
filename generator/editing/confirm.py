"""A post with some assumptions taken out and a confirmation put in; every other byte stays.

The lines of ``antatt`` and ``bekreftet`` are changed where they stand; a comment on a line of the old confirmation is
put above the new one. Where they are written so that lines do not tell them apart, the whole file is written in the
style instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from generator.editing.comments import by_line, comments
from generator.editing.style import check, normalised, write
from generator.judging.coerce import coerce
from generator.judging.skjema import Skjema
from generator.model import Bekreftet
from generator.reading.lines import quoted
from generator.reading.nodes import Document, Mapping, Scalar, Sequence
from generator.reading.yamlfile import read

_NEWLINE = re.compile(r"(\r\n?|\n)")


def confirmed(raw: bytes, fil: str, skjema: Skjema, out: Collection[str], bekreftet: Bekreftet) -> str:
    """Return the text of a valid post without some of its assumptions, and confirmed."""
    document = read(raw, fil, skjema.titler, skjema.under)
    old = normalised(coerce(document, skjema).data)
    wanted = _wanted(old, out, bekreftet)
    text = _by_lines(raw.decode(), document, skjema, out, bekreftet)
    if text is not None and _reads_back(text, fil, skjema, wanted):
        return text
    text = write(wanted, fil, skjema, comments(document))
    check(text, fil, skjema, wanted)
    return text


def _wanted(old: dict[str, Any], out: Collection[str], bekreftet: Bekreftet) -> dict[str, Any]:
    """Return the data the file should hold afterwards."""
    left = [key for key in old.get("antatt", ()) if key not in out]
    kept = {key: value for key, value in old.items() if key != "antatt"}
    new = {"dato": bekreftet.dato.isoformat(), "rolle": bekreftet.rolle}
    return {**kept, **({"antatt": left} if left else {}), "bekreftet": new}


def _reads_back(text: str, fil: str, skjema: Skjema, wanted: object) -> bool:
    document = read(text.encode(), fil, skjema.titler, skjema.under)
    return bool(normalised(coerce(document, skjema).data) == wanted)


def _by_lines(text: str, document: Document, skjema: Skjema, out: Collection[str], bekreftet: Bekreftet) -> str | None:
    """Return the text with only the lines of the two fields changed; None where lines do not suffice."""
    parts = _NEWLINE.split(text)
    lines = [f"{line}{end}" for line, end in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    newline = parts[1] if len(parts) > 1 else "\n"
    root = document.root
    if not isinstance(root, Mapping):
        return None
    gone = _assumed_lines(root, document, out)
    span = _span(root, document, "bekreftet")
    if gone is None:
        return None
    held = [document.line(n)[column:].rstrip() for n, column in by_line(document).items() if span and n in span]
    rows = (*held, "bekreftet:", f'  dato: "{bekreftet.dato.isoformat()}"', f"  rolle: {quoted(bekreftet.rolle)}")
    block = [f"{row}{newline}" for row in rows]
    at = span[0] if span else _place_of_new(root, document, skjema)
    gone |= set(span or ())
    if at > len(lines) and lines and not lines[-1].endswith(("\n", "\r")) and lines[-1]:
        lines[-1] += newline
    result: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if number == min(at, len(lines) + 1):
            result += block
        if number not in gone:
            result.append(line)
    return "".join(result)


def _assumed_lines(root: Mapping, document: Document, out: Collection[str]) -> set[int] | None:
    """Return the lines of ``antatt`` that go; None where two items share a line."""
    node = root.values.get("antatt")
    if node is None or not out:
        return set()
    if not isinstance(node, Sequence):
        return None
    items = [item for item in node.items if isinstance(item, Scalar)]
    places = [item.place.line for item in items]
    alone = all(document.line(number).lstrip().startswith("- ") for number in places)
    if not alone or len(set(places)) < len(node.items):
        return None
    going = {item.place.line for item in items if item.value in out}
    return going | {root.keys["antatt"].place.line} if len(going) == len(items) else going


def _span(root: Mapping, document: Document, key: str) -> range | None:
    """Return the lines a field stands on: up to the next field, less comments and empty lines there."""
    if key not in root.keys:
        return None
    start = root.keys[key].place.line
    later = [other.place.line for other in root.keys.values() if other.place.line > start]
    return range(start, _above(document, min(later, default=len(document.lines) + 1)))


def _place_of_new(root: Mapping, document: Document, skjema: Skjema) -> int:
    """Return the line before which ``bekreftet`` belongs: the first field that the schema puts after it."""
    order = list(skjema.innhold["properties"])
    after = order[order.index("bekreftet") + 1 :]
    lines = [key.place.line for name, key in root.keys.items() if name in after]
    return _above(document, min(lines, default=len(document.lines) + 1))


def _above(document: Document, number: int) -> int:
    """Return the first of the comments and empty lines that stand right above a line."""
    while number > 1 and (not (line := document.line(number - 1).strip()) or line.startswith("#")):
        number -= 1
    return number
