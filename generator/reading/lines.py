"""One line of YAML as it is typed: taken apart, written anew, and told of where it stands wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_BLOCK = re.compile(r"(?:^|[:\-])[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$")
_LINE = re.compile(
    r"(?P<indent>[ \t\xa0]*)(?P<dash>(?:-[ \t\xa0]+)*)"
    r"(?:(?P<key>[^\W\d][\w.-]*|\"[^\"\\]*\"|'[^']*')[ ]?:(?:[ \t\xa0]+|$))?(?P<value>.*)"
)
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(\s+#.*)?""")
_COMMENT = re.compile(r"\s#\s")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_JOINERS = "\u200c\u200d\u200e\u200f"
"""Unseen signs that belong in some languages' spelling."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of YAML taken apart: indentation, dashes of list items, key without colon, value, comment."""

    indent: str = ""
    dash: str = ""
    key: str = ""
    value: str = ""
    comment: str = ""

    @property
    def name(self) -> str:
        """The key without quotation marks."""
        return self.key.strip("\"'")

    @property
    def depth(self) -> int:
        """How far in it stands; an item stands inside a field that has the same indentation."""
        return len(self.indent) + bool(self.dash)

    @property
    def opens(self) -> bool:
        """Whether it is a key whose value can only stand on the lines under it."""
        return bool(self.key) and not self.value.partition("#")[0].strip()

    @property
    def is_item(self) -> bool:
        """Whether it is a list item that is a value, not fields, and does not go on in the next line."""
        quoted = self.value[:1] in ("'", '"')
        return bool(self.dash) and not self.key and (not quoted or _QUOTED.fullmatch(self.value) is not None)

    @property
    def is_open_text(self) -> bool:
        """Whether it is a key with a text that is unquoted, so it may go on in the next line."""
        return bool(self.key and self.value) and self.value[0] not in "\"'[{|>#&*!"

    def write(self, value: str, indent: str | None = None) -> str:
        """Return the line anew, with another value and perhaps another indentation."""
        head = f"{self.indent if indent is None else indent}{self.dash}"
        body = f"{head}{self.key}: {value}" if self.key else f"{head}{value}"
        return body.rstrip() + self.comment


def indentation(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


@lru_cache(maxsize=256)  # about the lines of a post, which are looked at again and again to find what was meant
def split_line(text: str) -> Line:
    """Take one line apart. Any text can be: what is no key is the value."""
    found = _LINE.match(text)
    if found is None:
        return Line(value=text)
    value = found["value"]
    if "#" not in value or value.startswith("#"):
        return Line(found["indent"], found["dash"], found["key"] or "", value)
    if parts := _QUOTED.fullmatch(value):
        end = len(parts[1])
    else:
        comment = _COMMENT.search(value)
        end = len(value[: comment.start()].rstrip()) if comment else len(value)
    return Line(found["indent"], found["dash"], found["key"] or "", value[:end], value[end:])


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML reads it back unchanged; a sign that no one can see is its number."""
    return f'"{"".join(map(_sign, text))}"'


def is_seen(sign: str) -> bool:
    """Tell whether a sign may stand in a file as it is: one can see it, or some languages' spelling needs it."""
    return sign.isprintable() or sign in _JOINERS


def _sign(sign: str) -> str:
    """Return a sign as it is written between double quotes."""
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    code = ord(sign)
    if is_seen(sign):
        return sign
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004 - four hex digits


def structure(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield (index, line) of the lines that hold YAML: no comments, nothing inside a ``|`` or ``>`` text."""
    inside: int | None = None
    for index, line in enumerate(lines):
        if inside is not None:
            if not line.strip() or indentation(line) > inside:
                continue
            inside = None
        if line.strip() and not line.lstrip().startswith("#"):
            yield index, line
        if _BLOCK.search(line):
            inside = len(split_line(line).indent)


def stands_wrong(others: str, indent: int) -> str:
    """Return what is told of a line that should stand as the others do: those «over» or «under» it."""
    return f"Innrykket stemmer ikke med linjene {others}. {_wanted(indent)}"


def belongs_to(key: str, indent: int) -> str:
    """Return what is told of a line that stands outside of the field it belongs to."""
    return f"Linjen hører til «{key}». {_wanted(indent)}"


def _wanted(indent: int) -> str:
    spaces = {0: "ingen mellomrom", 1: "ett mellomrom"}.get(indent, f"{indent} mellomrom")
    return f"Her skal det være {spaces} foran."
