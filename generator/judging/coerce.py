"""Scalars as typed -> the values the schema asks for, and what people lose when YAML decides the type.

A scalar that as text equals an allowed value is that value. A text is what stands there, but one that other
readers of YAML take for a number, a time or a truth value gets an ADVARSEL and the line with quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from generator.judging.blank import advice, fill_in, is_unfilled
from generator.judging.skjema import Json, Skjema
from generator.problem import Grad, Problem
from generator.reading.lines import quoted, split_line
from generator.reading.nodes import Document, Mapping, Node, Path, Scalar
from generator.reading.signs import foreign, hidden, seen
from generator.spelling import shown

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_FORM = frozenset(("format", "x-referanse"))
"""Words of a schema that ask for more than a text."""

ANYTHING = r"\S"
"""The pattern of a text of any kind."""

_CURLY = re.compile(r"[“”„‟‘’‚]([^“”„‟‘’‚\"]*)[“”‟‘’\"]|«([^«»]*)»")
_EMPTY = ("", "~", "null", "Null", "NULL")
_OTHER_TYPE = re.compile(
    r"""
      [yYnN] | yes | Yes | YES | no | No | NO | on | On | ON | off | Off | OFF
    | true | True | TRUE | false | False | FALSE
    | ~ | null | Null | NULL | = | <<
    | [-+]? (?: 0b[01_]+ | 0x[0-9a-fA-F_]+ | 0o[0-7]+ | [0-9][0-9_]* )
    | [-+]? [0-9][0-9_]* (?: : [0-5]?[0-9] )+ (?: \.[0-9_]* )?
    | [-+]? (?: [0-9][0-9_]* \.[0-9_]* | \.[0-9][0-9_]* | [0-9][0-9_]* ) (?: [eE] [-+]? [0-9]+ )?
    | [-+]? \. (?: inf | Inf | INF ) | \. (?: nan | NaN | NAN )
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2}
      (?: (?: [Tt] | [ \t]+ ) [0-9]{1,2} : [0-9]{2} : [0-9]{2} (?: \.[0-9]* )?
          (?: [ \t]* (?: Z | [-+][0-9]{1,2} (?: :[0-9]{2} )? ) )? )?
    """,
    re.VERBOSE,
)
"""An unquoted text that YAML 1.1 or 1.2 reads as a number, a truth value, a time or nothing."""


@dataclass(slots=True)
class Coerced:
    """The values; the problems, each with the path it belongs to; the paths that need no second verdict."""

    data: Any = None
    problems: list[tuple[Path, Problem]] = field(default_factory=list)
    judged: set[Path] = field(default_factory=set)


def coerce(document: Document, skjema: Skjema) -> Coerced:
    """Give every scalar of a document the type its schema asks for."""
    worker = _Worker(document, skjema)
    if document.root is not None:
        worker.result.data = worker.value(document.root, skjema.innhold, ())
    return worker.result


def _any_words(part: Json) -> bool:
    """Tell whether a field holds any text, and nothing of a form of its own."""
    return not _FORM.intersection(part) and part.get("pattern", ANYTHING) == ANYTHING


class _Worker:
    """Walks the tree and the schema side by side."""

    def __init__(self, document: Document, skjema: Skjema) -> None:
        self.document = document
        self.skjema = skjema
        self.result = Coerced()

    def value(self, node: Node, part: Json, path: Path) -> object:
        """Return the value of one node."""
        if isinstance(node, Scalar):
            if is_unfilled(node.value, self.skjema, path):
                self._tell(node, path, Grad.FEIL, fill_in(part))
                return node.value
            return self._scalar(node, part, path)
        if isinstance(node, Mapping):
            known = part.get("properties", {})
            other = part.get("additionalProperties")
            rest = other if isinstance(other, dict) else {}
            return {key: self.value(child, known.get(key, rest), (*path, key)) for key, child in node.values.items()}
        items = part.get("items", {})
        return [self.value(child, items, (*path, index)) for index, child in enumerate(node.items)]

    def _scalar(self, node: Scalar, part: Json, path: Path) -> object:
        text = node.value
        if node.stop.line > node.start.line and path:
            self._swallowed(node, path)
        kind = part.get("type")
        enum = part.get("enum")
        free = kind == "string" and enum is None
        unsure = not node.style and (node.eaten or text in _EMPTY)
        if unsure and self._lost(node, path, words=free and (text in _EMPTY or _any_words(part))):
            return text
        if node.style and (self._cut_off(node, path) or self._unseen(node, path)):
            return text
        if enum is not None:
            text = self._unquoted(node, path)
            return next((value for value in enum if str(value) == text), text)
        if kind == "boolean":
            return {"true": True, "false": False}.get(text.lower(), text)
        if kind != "string" and _INTEGER.fullmatch(text) and (kind == "integer" or not node.style):
            return int(text)
        if free and not node.style:
            text = self._unquoted(node, path)
            if _any_words(part) and 0 < text.find('"') == len(text) - 1:
                message = "Anførselstegnet på slutten blir en del av teksten, for det står ikke noe foran."
                text = text[:-1].rstrip()
                self._tell(node, path, Grad.ADVARSEL, message, self.document.rewrite(node, quoted(text)))
            if text is node.value and part.get("format") != "date" and _OTHER_TYPE.fullmatch(text):
                message = f"«{text}» blir lest som noe annet enn tekst i andre programmer. Bruk anførselstegn."
                self._tell(node, path, Grad.ADVARSEL, message, self.document.rewrite(node, quoted(text)))
        return text

    def _swallowed(self, node: Scalar, path: Path) -> None:
        """Tell of lines of a text that look like fields which are not there: they may be meant as them."""
        around = self.document.node(path[:-1])
        known = self.skjema.part(path[:-1]).get("properties", {})
        if not isinstance(around, Mapping):
            return
        in_quotes = node.style in ("'", '"')
        first = node.start.line + 1
        lines = self.document.lines[first : node.stop.line + in_quotes]
        last = max((at for at, line in enumerate(lines, first) if line.strip()), default=first)
        for index, line in enumerate(lines, first):
            parts = split_line(line)
            if parts.dash or parts.key not in known or parts.key in around.keys:
                continue
            message = f"«{parts.key}:» er blitt en del av teksten over."
            message += (
                " Mangler det et anførselstegn der?"
                if in_quotes
                else f" Er det et felt, må linjen stå like langt inn som «{path[-1]}:»."
            )
            indent = " " * (self.document.key_place(path).column - 1)
            forslag = "" if in_quotes or index < last else indent + line.strip()
            felt = self.skjema.title((*path[:-1], parts.key))
            problem = Problem(
                self.document.fil, index + 1, len(parts.indent) + 1, felt, Grad.ADVARSEL, message, forslag
            )
            self.result.problems.append((path, problem))

    def _lost(self, node: Scalar, path: Path, *, words: bool) -> bool:
        """Tell of an empty value, and of ``words`` that ``#`` turned into a comment; True when that settles it.

        After a date, an address or an id nothing more can belong to it, so what stands there is a comment.
        """
        hidden = node.eaten[1:2] not in ("", " ") and node.value not in _EMPTY[1:]
        if words and node.eaten and (hidden or node.value not in _EMPTY):
            whole = quoted(f"{node.value} {node.eaten}".strip())
            forslag = self.document.rewrite(node, whole, tail=False)
            if hidden:
                message = "Teksten etter # ble borte. I YAML betyr # «kommentar»."
                self._tell(node, path, Grad.FEIL, message, forslag)
                return True
            message = "Alt etter # er en kommentar og vises ikke. Skal det vises, må teksten stå i anførselstegn."
            self._tell(node, path, Grad.ADVARSEL, message, forslag)
        if node.value not in _EMPTY:
            return False
        if alone := self._alone(path):
            self._tell(node, path, Grad.FEIL, alone)
            return True
        what, lines = advice(self.document, self.skjema, path)
        why = f"«{node.value}» betyr «tomt» i YAML." if node.value else "Feltet er tomt."
        self._tell(node, path, Grad.FEIL, f"{why} {what}", lines)
        return True

    def _cut_off(self, node: Scalar, path: Path) -> bool:
        """Tell of what ``#`` turned into a comment after a closing quotation mark; whoever means one leaves spaces."""
        line, end = self.document.line(node.end.line), node.end.column - 1
        meant = line[end : end + 1] == " " and node.eaten[1:2] in ("", " ", "#")
        if not node.eaten or meant or node.place.line != node.end.line:
            return False
        inner = node.style in node.eaten  # the mark was no closing one, but stands inside the text
        rest = f"{node.style}{node.eaten}".removesuffix(node.style) if inner else f" {node.eaten}"
        forslag = self.document.rewrite(node, quoted(node.value + rest), tail=False)
        self._tell(node, path, Grad.FEIL, "Teksten etter # ble borte. I YAML betyr # «kommentar».", forslag)
        return True

    def _unseen(self, node: Scalar, path: Path) -> bool:
        """Tell of a sign that nobody sees; as typed it is gone already, so it is written as a code."""
        sign = hidden(node.value) if node.style == '"' else ""
        if sign:
            self._tell(node, path, Grad.FEIL, foreign(sign), self.document.rewrite(node, quoted(seen(node.value))))
        return bool(sign)

    def _alone(self, path: Path) -> str:
        """Return what is wrong where words stand as a field of their own inside { }; nothing where they do not."""
        word = str(path[-1]) if path else ""
        around = self.skjema.innhold["properties"].get(path[0], {}) if len(path) > 1 else {}
        if around.get("type") != "object" or word in self.skjema.titler:
            return ""
        if re.match(r"\w+:\S", word):
            return f"Det mangler et mellomrom etter kolonet i {shown(word)}."
        return f"{shown(word)} står alene. En tekst med komma inne i {{ }} må stå i anførselstegn."

    def _unquoted(self, node: Scalar, path: Path) -> str:
        """Return the text without curly quotation marks that were meant as straight ones."""
        found = None if node.style or node.value.isascii() else _CURLY.fullmatch(node.value)
        if found is None:
            return node.value
        bare = found[1] if found[2] is None else found[2]
        message = "Anførselstegnene er krøllete, og blir en del av teksten. Bruk rette anførselstegn."
        if found[2] is not None:
            message = "Tegnene « og » rundt hele teksten blir en del av den. Bruk rette anførselstegn."
        self._tell(node, path, Grad.ADVARSEL, message, self.document.rewrite(node, quoted(bare)))
        return bare

    def _tell(self, node: Scalar, path: Path, grad: Grad, message: str, forslag: str = "") -> None:
        place = node.place if node.value else self.document.key_place(path)
        felt = self.skjema.title(path)
        self.result.problems.append((path, Problem(self.document.fil, *place, felt, grad, message, forslag)))
        if grad is Grad.FEIL:
            self.result.judged.add(path)
