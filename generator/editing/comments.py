"""The comments of a file, and the field or list item each one stands at.

A comment on a line of its own belongs to what follows it; one that is indented deeper than what follows, to
what stands above, unless what follows is part of that. Below the last line it belongs to what is indented as it
is. A comment behind a value belongs to that value. YAML itself forgets them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.reading.lines import indentation
from generator.reading.nodes import Document, Mapping, Node, Path, Scalar, walk

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*[ ]+(#.*)")

HEAD: Path = ()
"""Comments at the path of the whole file stand on top of it."""


@dataclass(slots=True)
class Comments:
    """The comments before, behind and after each field or list item."""

    before: defaultdict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    behind: defaultdict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    after: defaultdict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))

    def texts(self) -> list[str]:
        """Return every comment there is, sorted: what no rewriting may lose."""
        lists = [*self.before.values(), *self.behind.values(), *self.after.values()]
        return sorted(text for texts in lists for text in texts)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One field or list item: where it begins, and where its value ends when that is a single one."""

    path: Path
    start: tuple[int, int]
    end: tuple[int, int]


def comments(document: Document) -> Comments:
    """Find every comment of a document that could be read."""
    found = Comments()
    if document.root is None:
        return found
    entries = sorted(_entries(document.root, ()), key=lambda entry: (entry.start, len(entry.path)))
    for number, column in by_line(document).items():
        line = document.line(number)
        give = _behind if line[:column].strip() else _alone
        give(document, entries, (number, column + 1), line[column:].rstrip(), found)
    return found


def by_line(document: Document) -> dict[int, int]:
    """Return for each line that has a comment the column (from 0) where it begins."""
    covered = _covered(document)
    columns = ((number, _comment_at(line, covered.get(number, []))) for number, line in enumerate(document.lines, 1))
    return {number: column for number, column in columns if column >= 0}


def _entries(node: Node, path: Path) -> Iterator[_Entry]:
    """Yield every field and list item, outermost first."""
    if isinstance(node, Scalar):
        return
    steps: list[tuple[str | int, Node, Node]]
    if isinstance(node, Mapping):
        steps = [(key, node.keys[key], child) for key, child in node.values.items()]
    else:
        steps = [(index, child, child) for index, child in enumerate(node.items)]
    for step, first, child in steps:
        end = child.end if isinstance(child, Scalar) else child.place
        yield _Entry((*path, step), (first.place.line, first.place.column), (end.line, end.column))
        yield from _entries(child, (*path, step))


def _texts(document: Document) -> Iterator[Scalar]:
    """Yield everything that is typed: values, and the keys of fields."""
    for _, node in walk(document.root):
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Mapping):
            yield from node.keys.values()


def _covered(document: Document) -> dict[int, list[tuple[int, int]]]:
    """Return the columns of each line that lie inside a text, where ``#`` is a sign like any other."""
    spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for scalar in _texts(document):
        (first, column), (last, end) = scalar.place, scalar.end
        if scalar.style in ("|", ">"):
            head = _BLOCK_HEAD.match(document.line(first), column - 1)
            spans[first].append((column - 1, head.start(1) if head else len(document.line(first))))
            for number in range(first + 1, _block_end(document, scalar) + 1):
                spans[number].append((0, len(document.line(number))))
            continue
        for number in range(first, last + 1):
            start = column - 1 if number == first else 0
            spans[number].append((start, end - 1 if number == last else len(document.line(number))))
    return spans


def _block_end(document: Document, scalar: Scalar) -> int:
    """Return the last line of a ``|`` or ``>`` text: as long as lines are indented as its first is."""
    number = scalar.place.line + 1
    total = len(document.lines)
    while number <= total and not document.line(number).strip():
        number += 1
    first = document.line(number)
    last = scalar.place.line
    while number <= total and number < scalar.end.line + 1:
        line = document.line(number)
        if line.strip() and indentation(line) < indentation(first):
            break
        last = number
        number += 1
    return last


def _comment_at(line: str, spans: list[tuple[int, int]]) -> int:
    """Return the column (from 0) where the comment of a line begins, or -1."""
    at = line.find("#")
    while at >= 0:
        outside = not any(start <= at < end for start, end in spans)
        if outside and (at == 0 or line[at - 1] in " \t"):
            return at
        at = line.find("#", at + 1)
    return -1


def _behind(document: Document, entries: list[_Entry], place: tuple[int, int], text: str, found: Comments) -> None:
    """Give a comment to the value it stands behind; behind a ``]`` or ``}`` that is the whole list."""
    earlier = [entry for entry in entries if entry.start < place]
    if not earlier:
        found.before[HEAD].append(text)
        return
    last = earlier[-1]
    path = last.path
    if last.end[0] == place[0]:
        between = document.line(place[0])[last.end[1] - 1 : place[1] - 1]
        path = path[: max(1, len(path) - between.count("]") - between.count("}"))]
    found.behind[path].append(text)


def _alone(document: Document, entries: list[_Entry], place: tuple[int, int], text: str, found: Comments) -> None:
    """Give a comment on its own line to what follows it, or to what stands above."""
    earlier = [entry for entry in entries if entry.start < place]
    later = [entry for entry in entries if entry.start > place]
    if not earlier:
        gap = any(not document.line(number).strip() for number in range(place[0], later[0].start[0]))
        found.before[HEAD if gap else later[0].path].append(text)
        return
    above = earlier[-1].path
    if not later:
        around = [entry for entry in earlier if entry.path == above[: len(entry.path)]]
        fitting = [entry for entry in around if entry.start[1] <= place[1]] or around[:1]
        found.after[fitting[-1].path].append(text)
    elif later[0].path[: len(above)] != above and place[1] - 1 > indentation(document.line(later[0].start[0])):
        found.after[above].append(text)
    else:
        found.before[later[0].path].append(text)
