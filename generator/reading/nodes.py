"""What YAML text becomes: nodes that know where they stand, and the Document that finds them by path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from generator.problem import Problem
from generator.reading.lines import Line, indentation, split_line

_WORD = re.compile(r"\S+")

Path = tuple[str | int, ...]
"""The way to a value: keys and numbers of list items, from the outermost."""


class Place(NamedTuple):
    """A line and a column, both from 1. (0, 0) is the file as a whole."""

    line: int
    column: int


class Mark(Protocol):
    """A place as YAML's reader counts it, from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


class _Nowhere(NamedTuple):
    line: int = -1
    column: int = -1


NOWHERE: Mark = _Nowhere()
"""The mark of what stands in no line."""


@dataclass(slots=True)
class _Placed:
    """Something that begins at a mark."""

    start: Mark

    @property
    def place(self) -> Place:
        """Where it begins."""
        return _place_of(self.start)


def _place_of(mark: Mark) -> Place:
    """Return the place of a mark, counted from 1."""
    return Place(mark.line + 1, mark.column + 1)


@dataclass(slots=True)
class Scalar(_Placed):
    """A single value as typed. ``style`` is ``""`` when it is unquoted; ``eaten`` is a comment after it in its line."""

    stop: Mark
    value: str
    style: str = ""
    eaten: str = ""

    @property
    def end(self) -> Place:
        """Where what follows it begins."""
        return _place_of(self.stop)


@dataclass(slots=True)
class Sequence(_Placed):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping(_Placed):
    """Fields: each key with its place, and its value."""

    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    stop: Mark = NOWHERE

    @property
    def end(self) -> Place:
        """Where what follows them begins."""
        return _place_of(self.stop)


Node = Scalar | Sequence | Mapping


def walk(root: Node | None) -> Iterator[tuple[Path, Node]]:
    """Yield a value and all that is in it, each with the way to it, in the order of the file."""
    stack: list[tuple[Path, Node]] = [((), root)] if root is not None else []
    while stack:
        path, node = stack.pop()
        yield path, node
        if isinstance(node, Mapping):
            stack.extend(((*path, key), child) for key, child in reversed(node.values.items()))
        elif isinstance(node, Sequence):
            stack.extend(((*path, index), node.items[index]) for index in reversed(range(len(node.items))))


def scalars(root: Node | None) -> Iterator[tuple[Path, Scalar]]:
    """Yield every single value in a value, each with the way to it, in the order of the file."""
    return ((path, node) for path, node in walk(root) if isinstance(node, Scalar))


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its tree (None when unreadable), its lines as YAML got them, what was wrong."""

    fil: str
    root: Node | None
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]

    def node(self, path: Path) -> Node | None:
        """Return the value at a path, or None."""
        node = self.root
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.values.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def key_place(self, path: Path) -> Place:
        """Return where the field at a path begins: its key, its list item, or the nearest that is there."""
        while path:
            parent = self.node(path[:-1])
            if isinstance(parent, Mapping) and path[-1] in parent.keys:
                return parent.keys[str(path[-1])].place
            if isinstance(parent, Sequence) and (item := self.node(path)) is not None:
                return item.place
            path = path[:-1]
        return Place(0, 0)

    def place(self, path: Path) -> Place:
        """Return where the value at a path stands; for fields and lists, where their key does."""
        node = self.node(path)
        return node.place if isinstance(node, Scalar) else self.key_place(path)

    def text_place(self, scalar: Scalar, offset: int) -> Place:
        """Return where the character at an offset of a text stands.

        It is exact in one line and in ``|`` texts. In a text that is folded it is that of the word which the character
        stands in or before, and where the text begins when a word of it is written otherwise than it is read.
        """
        line, column = scalar.place
        if scalar.style == "|":
            before = scalar.value[:offset]
            line += 1 + before.count("\n")
            typed = self.lines[line - 1] if line <= len(self.lines) else ""
            return Place(line, indentation(typed) + 1 + offset - (before.rfind("\n") + 1))
        if self.lines[line - 1].startswith(scalar.value, column - 1 + bool(scalar.style)):
            return Place(line, column + bool(scalar.style) + offset)
        return self._word_place(scalar, offset) or Place(line, column)

    def _word_place(self, scalar: Scalar, offset: int) -> Place | None:
        """Return where the word at an offset of a folded text stands; None when the text is written otherwise."""
        start, stop = scalar.start, scalar.stop
        typed = [self.line(number + 1) for number in range(start.line, stop.line + 1)]
        typed[-1] = typed[-1][: stop.column]
        block = scalar.style == ">"
        first = 0 if block else start.column + bool(scalar.style)
        words = [
            (Place(start.line + 1 + row, found.start() + 1), found[0])
            for row, line in enumerate(typed)
            if row or not block
            for found in _WORD.finditer(line, 0 if row else first)
        ]
        read = _WORD.findall(scalar.value)
        same = [word for _, word in words[: len(read) - 1]] == read[:-1]  # the last may have a quotation mark after it
        if not words or not same:
            return None
        before = len(_WORD.findall(scalar.value[:offset]))
        inside = offset > 0 and not scalar.value[offset - 1].isspace() and before > 0
        return words[min(before - inside, len(words) - 1)][0]

    def line(self, number: int) -> str:
        """Return a line, counted from 1; empty outside the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def rewrite(
        self, node: Node | None, value: str, *, tail: bool = True, others: Iterable[tuple[Scalar, str]] = ()
    ) -> str:
        """Return the line of a scalar with another value; without its ``tail`` the rest of the line goes too.

        ``others`` are scalars with other values too, where they stand in the same line. Empty when the scalar spans
        several lines.
        """
        if not isinstance(node, Scalar) or node.place.line != node.end.line:
            return ""
        line = self.line(node.place.line)
        beside = [(other, new) for other, new in others if other.place.line == other.end.line == node.place.line]
        for scalar, new in sorted([(node, value), *beside], key=lambda pair: pair[0].place, reverse=True):
            start, end = scalar.place.column - 1, scalar.end.column - 1
            gap = " " if start == end and line[start - 1 : start] in (":", "-") else ""
            line = f"{line[:start]}{gap}{new}{line[end:] if tail else ''}"
        return line

    def without(self, path: Path) -> str:
        """Return the line of a list without one of its items; nothing where the list has not that line to itself."""
        around = self.node(path[:-1])
        line = split_line(self.line(self.key_place(path[:-1]).line))
        if not isinstance(around, Sequence) or line.name != path[-2] or not self._in_one_line(line):
            return ""
        items = [item for item in around.items if isinstance(item, Scalar)]
        if len(items) != len(around.items):
            return ""
        text = self.line(items[0].place.line)
        kept = [text[item.place.column - 1 : item.end.column - 1] for item in items if item is not self.node(path)]
        return line.write(f"[{', '.join(kept)}]")

    @staticmethod
    def _in_one_line(line: Line) -> bool:
        """Tell whether a line holds a whole list."""
        return line.value[:1] == "[" and line.value.endswith("]")

    def fields_place(self, path: Path) -> Place:
        """Return where the fields at a path begin: their brace, else their key or their list item."""
        node = self.node(path)
        return node.place if isinstance(node, Mapping) and self._braced(node) else self.key_place(path)

    def with_field(self, path: Path, field: list[str]) -> str:
        """Return the line where the fields at a path begin with one more of them, which has these lines.

        Of the file as a whole, only the new lines: they stand as far in as the others. Empty where the field has
        several lines, and the others stand in braces.
        """
        if not path:
            first = next((key.place.column for key in getattr(self.root, "keys", {}).values()), 1)
            return "\n".join(" " * (first - 1) + added for added in field)
        node, line = self.node(path), self.line(self.fields_place(path).line)
        if not isinstance(node, Mapping):
            return ""
        if self._braced(node):
            return self._in_braces(node, line, field[0]) if len(field) == 1 else ""
        column = node.place.column - 1
        if isinstance(path[-1], str):  # their key has the line to itself
            return "\n".join([line, *(" " * column + added for added in field)])
        value = next(iter(node.values.values()), None)
        whole = isinstance(value, Scalar) and value.place.line == value.end.line
        lines = [line[column:], *field] if whole else [*field, line[column:]]
        return line[:column] + f"\n{' ' * column}".join(lines)

    def _braced(self, node: Mapping) -> bool:
        """Tell whether fields stand in braces."""
        return self.line(node.place.line)[node.place.column - 1 :].startswith("{")

    def _in_braces(self, node: Mapping, line: str, field: str) -> str:
        """Return the line of fields in braces with one more: the last of them, or the first where they go on below."""
        start, end = node.place.column, node.end.column - 2
        if node.end.line != node.place.line:
            return f"{line[:start]}{field}, {line[start:].lstrip()}".rstrip()
        before = line[:end].rstrip(" ,")
        return f"{before}{', ' if node.keys else ''}{field}{line[end:]}"

    def unlisted(self, path: Path, value: str) -> str:
        """Return the line of a field whose list stands in that line alone, with a value in place of the list."""
        line = self.line(self.key_place(path).line)
        parts = split_line(line)
        return parts.write(value) if path and parts.name == path[-1] and self._in_one_line(parts) else ""
