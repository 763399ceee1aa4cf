"""The one fixed style of our files: data and comments -> text.

The order of the schema, every text in double quotes, a text with line breaks as a ``|`` block, numbers and
truth values plain, a list as one line for each item, NFC, LF, one newline at the end. What is written reads
back to the same data, or it is not written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.editing.comments import HEAD, Comments, comments
from generator.judging.coerce import coerce
from generator.judging.skjema import Skjema
from generator.problem import Problem, stopping
from generator.reading.folder import MAPPER
from generator.reading.lines import is_seen, quoted
from generator.reading.nodes import Path
from generator.reading.yamlfile import read

MODELINE = "# yaml-language-server:"
_PLAIN_KEY = re.compile(r"[^\W\d][\w-]*")


class StyleError(Exception):
    """What was written does not read back to the same: a fault of ours, and the file must be left alone."""


class Formatted(NamedTuple):
    """The text of one file in the style (None when it cannot be read), and what stands in the way."""

    text: str | None
    problemer: tuple[Problem, ...]


def modeline(fil: str) -> str:
    """Return the first line of a file: it tells editors which schema helps them."""
    return f"{MODELINE} $schema=../schema/{MAPPER[fil.partition('/')[0]]}.schema.json"


def formatted(raw: bytes, fil: str, skjema: Skjema) -> Formatted:
    """Return a file in the style; with a FEIL that hides what was meant, nothing."""
    document = read(raw, fil, skjema.titler, skjema.under)
    coerced = coerce(document, skjema)
    problems = [*document.problems, *(problem for _, problem in coerced.problems)]
    feil = tuple(stopping(problems))
    if feil or not isinstance(coerced.data, dict):
        return Formatted(None, feil)
    data, notes = normalised(coerced.data), comments(document)
    text = write(data, fil, skjema, notes)
    check(text, fil, skjema, data, notes)
    return Formatted(text, ())


def check(text: str, fil: str, skjema: Skjema, data: object, notes: Comments | None = None) -> None:
    """Raise unless a text reads back to the data and holds every comment."""
    document = read(text.encode(), fil, skjema.titler, skjema.under)
    again = coerce(document, skjema)
    faulty = [*document.problems, *(problem for _, problem in again.problems)]
    if again.data != data or stopping(faulty):
        raise StyleError(fil)
    if notes is not None and _words(comments(document)) != _words(notes):
        raise StyleError(fil)


def _words(notes: Comments) -> list[str]:
    """Return the words of all comments but the first line: two behind one value have become one."""
    return sorted(word for text in notes.texts() if not text.startswith(MODELINE) for word in text.split())


def normalised(value: Any) -> Any:  # noqa: ANN401 - any data
    """Return data with every text in NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {normalised(key): normalised(child) for key, child in value.items()}
    if isinstance(value, list):
        return [normalised(child) for child in value]
    return value


def write(data: Mapping[str, Any], fil: str, skjema: Skjema, notes: Comments | None = None) -> str:
    """Return data as the text of a file, first line and all."""
    writer = _Writer(skjema, notes or Comments())
    head = [text for text in writer.notes.before[HEAD] if not text.startswith(MODELINE)]
    lines = [modeline(fil), *head]
    lines += [line for line in writer.fields(data, (), "") if not line.startswith(MODELINE)]
    return "\n".join(lines) + "\n"


def _as_block(text: str) -> bool:
    """Tell whether a text has line breaks and can be written as a ``|`` block, just as it is."""
    if "\n" not in text.strip("\n") + text[-1:] or text.startswith((" ", "\n")):
        return False
    return all(sign == "\n" or is_seen(sign) for sign in text)


class _Writer:
    """Writes data beside its schema, with the comments where they stood."""

    def __init__(self, skjema: Skjema, notes: Comments) -> None:
        self.skjema = skjema
        self.notes = notes

    def fields(self, data: Mapping[str, Any], path: Path, indent: str) -> Iterator[str]:
        """Yield the lines of some fields, in the order of the schema; what it does not know comes last."""
        order = list(self.skjema.part(path).get("properties", {}))
        known = {key: index for index, key in enumerate(order)}
        for key in sorted(data, key=lambda key: known.get(key, len(known))):
            name = key if _PLAIN_KEY.fullmatch(key) else quoted(key)
            yield from self._entry(data[key], (*path, key), indent, f"{name}:")

    def _items(self, data: list[Any], path: Path, indent: str) -> Iterator[str]:
        for index, item in enumerate(data):
            here = (*path, index)
            if isinstance(item, dict) and item:
                yield from self._item_of_fields(item, here, indent)
            else:
                yield from self._entry(item, here, indent, "-")

    def _item_of_fields(self, item: dict[str, Any], path: Path, indent: str) -> Iterator[str]:
        """Yield a list item that has fields: the first of them stands behind the dash."""
        behind = [f"{indent}{text}" for text in self.notes.behind[path]]
        lines = list(self.fields(item, path, f"{indent}  "))
        first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (f"{indent}{text}" for text in self.notes.before[path])
        yield from behind
        yield from (f"{indent}{line.strip()}" for line in lines[:first])
        yield f"{indent}- {lines[first].lstrip()}"
        yield from lines[first + 1 :]
        yield from (f"{indent}{text}" for text in self.notes.after[path])

    def _entry(self, value: Any, path: Path, indent: str, head: str) -> Iterator[str]:  # noqa: ANN401
        """Yield one field or list item, its value and its comments."""
        yield from (f"{indent}{text}" for text in self.notes.before[path])
        behind = "".join(f" {text}" for text in self.notes.behind[path])
        if isinstance(value, dict) and value:
            yield f"{indent}{head}{behind}"
            yield from self.fields(value, path, f"{indent}  ")
        elif isinstance(value, list) and value:
            yield f"{indent}{head}{behind}"
            yield from self._items(value, path, f"{indent}  ")
        elif isinstance(value, str) and _as_block(value):
            rest = value.rstrip("\n")
            end = {0: "-", 1: ""}.get(len(value) - len(rest))
            if end is None:
                yield f"{indent}{head} {quoted(value)}{behind}"
            else:
                yield f"{indent}{head} |{end}{behind}"
                yield from (f"{indent}  {line}" if line else "" for line in rest.split("\n"))
        else:
            yield f"{indent}{head} {_plain(value)}{behind}"
        yield from (f"{indent}{text}" for text in self.notes.after[path])


def _plain(value: object) -> str:
    """Return a single value as YAML, or an empty list."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | dict):
        return "[]" if isinstance(value, list) else "{}"
    return quoted(str(value))
