"""YAML as people write it: bytes -> Document, with every scalar as typed and the place where it stands.

The event stream is read, not the loaded data: so ``no`` is a word, ``07100`` keeps its zero, and a key that
stands twice, an alias, an anchor, a tag or a second document is seen. Nothing a file holds makes this raise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as MappingABC
from typing import Any

import yaml

from generator.problem import Grad, Problem
from generator.reading.lines import quoted, split_line
from generator.reading.mending import TWO_IN_ONE, Under
from generator.reading.nodes import NOWHERE, Document, Mapping, Mark, Node, Place, Scalar, Sequence
from generator.reading.rawtext import decode
from generator.reading.syntax import Syntax, events, repair

_MARKED = re.compile(r"(?!!!python)(?:!!\S+\s+|[!&]\S*\s+(?=[\"'\[{])|&\S+\s+(?=\S+$)|!\s+)(.+)")
"""A value with a tag or an anchor before it, which says what program it is for and nothing to readers."""

MAX_DEPTH = 10
MAX_ITEMS = 200

A_POST = 5
"""So many fields of a post that stand twice are a second post, pasted below the first."""

MERGE = "<<"
"""The key that in YAML brings in the fields of another place."""

LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's reader where it is there, else PyYAML's own: the same events, ten times slower."""


def read(raw: bytes, fil: str, titler: MappingABC[str, str], under: Under | None = None) -> Document:
    """Read one file. ``titler`` holds the Norwegian title of each known key, ``under`` what may stand under it."""
    text = decode(raw, fil, titler, under)
    if not text.mended:
        return Document(fil, None, text.lines, text.problems)
    tree = _Tree(fil, text.mended, titler)
    try:
        tree.build()
    except yaml.YAMLError as error:
        lines, problems = repair(text.mended, error, Syntax(fil, titler, LOADER))
        if not lines:
            return Document(fil, None, text.mended, (*text.problems, *problems))
        tree = _Tree(fil, lines, titler)
        tree.build()
        return Document(fil, tree.root, lines, (*text.problems, *problems, *tree.problems))
    return Document(fil, tree.root, text.mended, (*text.problems, *tree.problems))


def _start(event: yaml.Event) -> Place:
    mark = event.start_mark or NOWHERE
    return Place(mark.line + 1, mark.column + 1)


class _Stop(Exception):  # noqa: N818 - no error: the rest of the file is left unread
    """The rest of the file cannot be read; why is already told."""


class _Tree:
    """Builds the nodes of one document from YAML's events."""

    def __init__(self, fil: str, lines: tuple[str, ...], titler: MappingABC[str, str]) -> None:
        self.fil = fil
        self.lines = lines
        self.titler = titler
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0
        self._twice: list[tuple[Scalar, int]] = []
        self._hash = "#" in "".join(lines)[1:]  # most begin with a comment that says which schema they follow

    def build(self) -> None:
        """Read all events; raise only ``yaml.YAMLError``."""
        handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            for event in events("\n".join(self.lines), LOADER):
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
        except _Stop:
            return
        finally:
            self._tell_twice()
        if self.root is None and not self.problems:
            self._tell(Place(0, 0), "Filen har ingen felt, bare kommentarer. Skriv feltene, eller slett filen.")

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        """Refuse a second document: half of the file would be lost."""
        self._documents += 1
        if self._documents > 1:
            self._tell(_start(event), TWO_IN_ONE)
            raise _Stop

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        scalar = Scalar(event.start_mark or NOWHERE, event.end_mark or NOWHERE, event.value, event.style or "")
        if event.anchor is not None or event.tag is not None:
            meant = self._special(event)
            if meant and scalar.place.line == scalar.end.line:  # the schema judges what we ask for
                scalar.value, scalar.style = meant, '"'
        if self._hash and scalar.style in ("", "'", '"'):
            scalar.eaten = self._comment(scalar.stop)
        self._add(scalar)

    def _comment(self, stop: Mark) -> str:
        """Return the comment after a scalar, from its ``#``."""
        rest = self.lines[stop.line][stop.column :].lstrip(" ") if stop.line < len(self.lines) else ""
        return rest.rstrip() if rest.startswith("#") else ""

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._special(event)
        if len(self._stack) >= MAX_DEPTH:
            self._tell(_start(event), "Her står lister eller felt inne i hverandre i for mange lag.")
            raise _Stop
        kind = Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence
        node = kind(event.start_mark or NOWHERE)
        self._add(node)
        self._stack.append(node)
        self._keys.append(None)

    def _close(self, event: yaml.Event) -> None:
        closed = self._stack.pop()
        if isinstance(closed, Mapping):
            closed.stop = event.end_mark or NOWHERE
        self._keys.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        """Refuse ``*name``, and read it as the word that stands there."""
        self._special(event)
        self._add(Scalar(event.start_mark or NOWHERE, event.end_mark or NOWHERE, f"*{event.anchor}", '"'))

    def _special(self, event: yaml.NodeEvent) -> str:
        """Refuse an anchor, an alias or a tag: a text that begins with & * or ! needs quotation marks.

        Return the text that stands in them in the line to paste, where there is one.
        """
        place = _start(event)
        typed = self.lines[place.line - 1]
        sign = typed[place.column - 1 : place.column]
        parts = split_line(typed)
        marked = _MARKED.fullmatch(parts.value.strip())
        meant = marked[1] if marked else quoted(parts.value.strip())
        forslag = parts.write(meant) if parts.value.startswith(sign) else ""
        if parts.value.startswith(f"{MERGE}:"):
            self._tell(place, f"«{MERGE}:» henter felt fra et annet sted, og det leses ikke her. Skriv feltene ut.")
            return ""
        message = f"Tegnet {sign} først i teksten betyr noe eget i YAML. Sett hele teksten i anførselstegn."
        if marked:
            word = "" if parts.value.startswith("! ") else " og ordet etter det"
            message = f"Tegnet {sign}{word} betyr noe eget i YAML. Ta det bort."
        self._tell(place, message, forslag)
        return parts.value.strip() if forslag and not marked else ""

    def _add(self, node: Node) -> None:
        """Put a finished value or key where it belongs."""
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            self._append(parent, node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
            return
        self._keys[-1] = None
        if key.value in parent.keys:
            self._twice.append((key, parent.keys[key.value].place.line))
        elif key.style != "?":
            parent.keys[key.value] = key
            parent.values[key.value] = node

    def _tell_twice(self) -> None:
        """Tell each field that stands twice; where they are a whole post, it is told once."""
        outermost = [key for key, _ in self._twice if key.place.column == 1]
        if len(outermost) >= A_POST:
            start = outermost[0].place
            message = "Her begynner feltene forfra. Er dette en ny post, flytt den til en egen fil. Ellers slett den."
            self._tell(start, message)
            self._twice = [(key, first) for key, first in self._twice if key.place < start]
        for key, first in self._twice:
            alone = split_line(self.lines[key.place.line - 1]).opens
            todo = "Samle det på ett sted." if alone else "Behold den ene linjen."
            message = f"«{key.value}» står to ganger, første gang på linje {first}. {todo}"
            self._tell(key.place, message)

    def _append(self, parent: Sequence, node: Node) -> None:
        """Add one item, up to the number no honest list reaches."""
        if len(parent.items) < MAX_ITEMS:
            parent.items.append(node)
        elif len(parent.items) == MAX_ITEMS:
            self._tell(node.place, f"Listen har flere enn {MAX_ITEMS} punkter. Kort den ned.")
            raise _Stop

    def _key(self, node: Node) -> Scalar:
        """Return the key of the field that follows; one that is no word is told, and its value dropped."""
        if isinstance(node, Scalar) and node.value.strip():
            return node
        self._tell(node.place, "Her mangler navnet på feltet foran kolonet.")
        return Scalar(node.start, node.start, "", "?")

    def _tell(self, place: Place, message: str, forslag: str = "") -> None:
        name = split_line(self.lines[place.line - 1]).name if place.line else ""
        felt = self.titler.get(name, "")
        self.problems.append(Problem(self.fil, *place, felt, Grad.FEIL, message, forslag))
