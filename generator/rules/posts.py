"""What the rules look at: approved posts that can point into their files, the vocabularies, today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.judging.blank import lines_of, to_fill_in
from generator.judging.skjema import Skjema
from generator.model import Enhet, Tiltak, Vokabular
from generator.problem import Grad, Problem
from generator.reading import nodes
from generator.reading.nodes import Document, Path, Scalar
from generator.reading.yamlfile import read


@dataclass(frozen=True, slots=True)
class Post:
    """One post, and the bytes it came from: read again only when a rule must point into it.

    ``watched``: whether the bytes may hold a label that the name of a person stands after, as ``personvern.py`` has it.
    ``wrong``: the fields that are not in its value, since the schema refuses them; of an approved post none.
    """

    fil: str
    verdi: Tiltak | Enhet
    raw: bytes
    skjema: Skjema
    watched: bool
    wrong: frozenset[str] = frozenset()

    def problem(self, path: Path, grad: Grad, melding: str, verdi: str = "") -> Problem:
        """Return a problem at a path of the post; ``verdi`` is what should stand there, as YAML."""
        document = self.document()
        forslag = document.rewrite(document.node(path), verdi) if verdi else ""
        return Problem(self.fil, *document.place(path), self.skjema.title(path), grad, melding, forslag)

    def warning(self, path: Path, offset: int, melding: str, change: tuple[str, str] = ("", "")) -> Problem:
        """Return an ADVARSEL at one character of a text, its line mended where one word takes another's place."""
        document = self.document()
        node = document.node(path)
        place = document.text_place(node, offset) if isinstance(node, Scalar) else document.place(path)
        line, (old, new) = document.line(place.line), change
        forslag = line.replace(old, new, 1) if new and old in line else ""
        return Problem(self.fil, *place, self.skjema.title(path), Grad.ADVARSEL, melding, forslag)

    def lacking(self, key: str, melding: str, *fields: str) -> Problem:
        """Return a MANGLER about a field that is not there, or says too little, with the lines to fill in.

        ``fields`` are those of its own that it lacks; else what it must have.
        """
        part = self.skjema.part((key,))
        inside = [to_fill_in(name, self.skjema.part((key, name))) for name in fields]
        lines = [f"{key}:", *(f"  {line}" for line in inside)] if inside else lines_of(key, part)
        place, forslag = self._to_paste(key, lines)
        return Problem(self.fil, *place, self.skjema.title((key,)), Grad.MANGLER, melding, forslag)

    def _to_paste(self, key: str, lines: list[str]) -> tuple[tuple[int, int], str]:
        """Return where a field is, and what to paste there; (0, 0) where it is not there, and may be pasted anywhere.

        Most posts are written as we write, and need not be read again.
        """
        name = key.encode()
        there = name in self.raw and re.search(rb"^[\"' ]*" + name + rb"[\"' ]*:", self.raw, re.MULTILINE)
        ours = there and re.search(rb"^" + name + rb":[ \t]*\r?\n  \S", self.raw, re.MULTILINE)
        if b"\nnavn:" in b"\n" + self.raw and (ours or not there):
            line = self.raw.count(b"\n", 0, ours.start()) + 1 if ours else 0
            return (line, min(line, 1)), "\n".join(lines)
        document = self.document()
        node = document.node((key,))
        if isinstance(node, nodes.Mapping):
            return document.fields_place((key,)), document.with_field((key,), [line.strip() for line in lines[1:]])
        if node is None:
            return (0, 0), document.with_field((), lines)
        return document.key_place((key,)), "\n".join(lines)

    def unknown(self, path: tuple[str, ...], value: str, melding: str, verdi: str) -> Problem:
        """Return a MANGLER about a field that says ``value``: that it is not known; ``verdi`` is what may stand there.

        Most posts are written as we write, and need not be read again.
        """
        *above, key = (re.escape(step.encode()) for step in path)
        inside = b"".join(rb"^%s:\n(?: .*\n)*? {2}" % name for name in above) or b"^"
        met = re.search(rb'%s%s: ("%s")' % (inside, key, re.escape(value.encode())), self.raw, re.MULTILINE)
        if not met or len(above) > 1 or b"\r" in self.raw:
            return self.problem(path, Grad.MANGLER, melding, verdi)
        start, end = met.span(1)
        begins = self.raw.rfind(b"\n", 0, start) + 1
        place = self.raw.count(b"\n", 0, start) + 1, start - begins + 1
        rest = self.raw[end:].partition(b"\n")[0]
        forslag = f"{self.raw[begins:start].decode()}{verdi}{rest.decode()}"
        return Problem(self.fil, *place, self.skjema.title(path), Grad.MANGLER, melding, forslag)

    def document(self) -> Document:
        """Read the bytes again."""
        return read(self.raw, self.fil, self.skjema.titler)


@dataclass(frozen=True, slots=True)
class Alt:
    """All that the rules may look at."""

    poster: tuple[Post, ...]
    ids: Mapping[str, frozenset[str]]
    vokabular: Vokabular
    i_dag: date

    def tiltak(self) -> Iterator[tuple[Post, Tiltak]]:
        """Yield every measure."""
        for post in self.poster:
            if isinstance(post.verdi, Tiltak):
                yield post, post.verdi

    def enheter(self) -> dict[str, Enhet]:
        """Return every unit by its id."""
        return {post.verdi.id: post.verdi for post in self.poster if isinstance(post.verdi, Enhet)}


Check = Callable[[Alt], Iterator[Problem]]
"""One rule: what it says of the posts."""
