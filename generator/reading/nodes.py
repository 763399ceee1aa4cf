"""What YAML text becomes: nodes that know where they stand, and the Document that finds them by path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from generator.problem import Problem
from generator.reading.lines import indentation, split_line

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
    """A single value as typed. ``style`` is ``""`` when it is unquoted; ``eaten`` is a comment after it."""

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
        """Return where the character at an offset of a text stands: exact in one line and in ``|`` texts."""
        line, column = scalar.place
        if scalar.style == "|":
            before = scalar.value[:offset]
            line += 1 + before.count("\n")
            typed = self.lines[line - 1] if line <= len(self.lines) else ""
            return Place(line, indentation(typed) + 1 + offset - (before.rfind("\n") + 1))
        same_line = self.lines[line - 1].startswith(scalar.value, column - 1 + bool(scalar.style))
        return Place(line, column + bool(scalar.style) + offset) if same_line else Place(line, column)

    def line(self, number: int) -> str:
        """Return a line, counted from 1; empty outside the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def rewrite(self, node: Node | None, value: str, *, tail: bool = True) -> str:
        """Return the line of a scalar with another value; without its ``tail`` the rest of the line goes too.

        Empty when the scalar spans several lines.
        """
        if not isinstance(node, Scalar) or node.place.line != node.end.line:
            return ""
        line = self.line(node.place.line)
        start, end = node.place.column - 1, node.end.column - 1
        gap = " " if start == end and line[start - 1 : start] in (":", "-") else ""
        return f"{line[:start]}{gap}{value}{line[end:] if tail else ''}"

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
        whole = path and parts.name == path[-1] and parts.value[:1] == "[" and parts.value.endswith("]")
        return parts.write(value) if whole else ""
