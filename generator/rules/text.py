"""One text of a post, and what a rule has found in it."""

from __future__ import annotations

from typing import NamedTuple

from generator.problem import Grad
from generator.reading.nodes import Document, Path, Scalar

MARKDOWN = ("beskrivelse", "for_ansatte", "om")
"""The fields whose texts are Markdown."""

TOOLS = "verktoy"
"""The field whose texts are Markdown in one line each, with links to what a municipality has."""

PLAIN = ("navn", "kort", "resultat")
"""The fields whose texts must hold no Markdown."""


class Text(NamedTuple):
    """One text of a post: its node, its path, and where it stands."""

    document: Document
    node: Scalar
    path: Path
    official: frozenset[str]

    @property
    def markdown(self) -> bool:
        """Whether the text is Markdown."""
        return bool(self.path) and (self.path[-1] in MARKDOWN or TOOLS in self.path)


class Found(NamedTuple):
    """Something a rule has found in a text: where, what is wrong, and what the words should be instead."""

    offset: int
    grad: Grad
    melding: str
    old: str = ""
    new: str = ""
