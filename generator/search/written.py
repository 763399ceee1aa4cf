"""The words of search as they are written: every value as typed, and what is wrong with one on its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import yaml

from generator.reading.lines import quoted
from generator.spelling import suggest

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Tells a value that is not there from a text. libyaml's where it is there, else PyYAML's own, ten times slower."""

NULL = "tag:yaml.org,2002:null"
A_LIST = "Skriv en liste: én linje for hvert punkt, med strek foran."


class WrittenError(Exception):
    """Something that cannot be used: what is wrong, on which line, and a line to paste where one is known."""

    def __init__(self, melding: str, linje: int, forslag: str = "") -> None:
        """Say what is wrong and where."""
        super().__init__(melding, linje, forslag)
        self.melding, self.linje, self.forslag = melding, linje, forslag


@dataclass(frozen=True, slots=True)
class Written:
    """A value, with the node of its key where it has one, and the lines of its file."""

    node: yaml.Node | None
    lines: Sequence[str]
    key: yaml.Node | None = None

    @classmethod
    def of(cls, text: str) -> Self:
        """Read the text of a file; yaml.YAMLError where it is no YAML."""
        return cls(yaml.compose(text, Loader=LOADER), text.split("\n"))

    def fault(self, melding: str, forslag: str = "") -> WrittenError:
        """Return what is wrong here, on the line of the key or, without one, of the value."""
        node = self.key or self.node
        return WrittenError(melding, node.start_mark.line + 1 if node else 0, forslag)

    def renamed(self, name: str) -> str:
        """Return the line of a field with another name."""
        return self._replaced(self.key, name)

    def instead(self, text: str) -> str:
        """Return the line of a value with another value."""
        return self._replaced(self.node, text)

    def _replaced(self, node: yaml.Node | None, text: str) -> str:
        if node is None or node.start_mark.line != node.end_mark.line:
            return ""
        line = self.lines[node.start_mark.line]
        return f"{line[: node.start_mark.column]}{text}{line[node.end_mark.column :]}"

    def entries(self) -> dict[str, Self]:
        """Return fields that may have any name, but each only once."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault("Her skal det stå felt: et navn, et kolon og en verdi.")
        found: dict[str, Self] = {}
        for key, value in self.node.value:
            field = type(self)(value, self.lines, key)
            name = type(self)(key, self.lines).text()
            if name in found:
                raise field.fault(f"«{name}» står to ganger. Slett den ene, eller slå dem sammen.")
            found[name] = field
        return found

    def fields(self, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Self]:
        """Return fields that all are known; those that must be there are there."""
        found = self.entries()
        known = (*needed, *optional)
        whose = f"«{found['id'].text()}»: " if "id" in found else ""
        for name, field in found.items():
            if name not in known:
                near = suggest(name, {other: other for other in known if other not in found})
                hint = f"Mente du «{near}»?" if near else f"Du kan bruke: {', '.join(known)}."
                line = field.renamed(near) if near else ""
                raise field.fault(f"{whose}Vi kjenner ikke feltet «{name}». {hint}", line)
        for name in needed:
            if name not in found:
                raise self.fault(f"{whose}Feltet «{name}» mangler.")
        return found

    def items(self) -> list[Self]:
        """Return the items of a list."""
        if isinstance(self.node, yaml.SequenceNode):
            return [type(self)(node, self.lines) for node in self.node.value]
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.fault(f"Her skal det stå en liste. {A_LIST}")
        if self._is_empty():
            raise self.fault(f"Her står det ingenting. {A_LIST}")
        several = "," in self.node.value
        line = "" if several else self.instead(f"[{quoted(self.node.value)}]")
        raise self.fault(f"Her skal det stå en liste, også når det bare er én. {A_LIST}", line)

    def text(self) -> str:
        """Return a text as it is typed."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.fault("Her skal det stå én tekst.")
        if self._is_empty():
            raise self.fault("Her står det ingenting. Fyll det ut, eller slett linjen.")
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(item.text() for item in self.items())

    def is_nothing(self) -> bool:
        """Tell whether an empty text is meant: it is written with quotation marks."""
        return isinstance(self.node, yaml.ScalarNode) and bool(self.node.style) and not self.node.value

    def _is_empty(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and (self.node.tag == NULL or not self.node.value.strip())
