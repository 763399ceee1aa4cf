"""What is not there yet: the lines of a field that is missing or empty, and what must still be filled in in them."""

from __future__ import annotations

import re

from generator.judging.skjema import Json, Skjema, choices
from generator.reading.lines import split_line
from generator.reading.nodes import Document, Path
from generator.spelling import shown

_NOTHING = re.compile(r"""(?P<quote>["']?)\s*(?P=quote)|\[\s*\]|~|null""", re.IGNORECASE)


def lines_of(key: str, part: Json) -> list[str]:
    """Return lines to paste for a field that is missing; what must be filled in stands between < and >."""
    if part.get("type") == "array":
        if not part.get("minItems"):
            return [f"{key}: []"]
        inside = _inside(part["items"]) or [f'"<{_hint(part)}>"']
        return [f"{key}:", *(f"  {'  ' if n else '- '}{line}" for n, line in enumerate(inside))]
    if part.get("type") == "object":
        return [f"{key}:", *(f"  {line}" for line in _inside(part))]
    if "ukjent" in part.get("enum", ()):
        return [f'{key}: "ukjent"']
    return [to_fill_in(key, part)]


def to_fill_in(key: str, part: Json) -> str:
    """Return the line of a field that only the one who writes the post can fill in."""
    return f'{key}: "<{_hint(part)}>"'


def _inside(part: Json) -> list[str]:
    """Return the lines of the fields that something must have, or of its first; none where it has no fields."""
    fields = part.get("properties", {})
    return [line for name in part.get("required") or list(fields)[:1] for line in lines_of(name, fields[name])]


def _hint(part: Json) -> str:
    """Return what a field wants, in few words."""
    text = str(part.get("description") or part.get("title") or "skriv her")
    return text.partition(". ")[0].rstrip(".").replace('"', "")


def is_unfilled(text: str, skjema: Skjema, path: Path) -> bool:
    """Tell whether a value is what we proposed ourselves, still to be filled in."""
    if not (text.startswith("<") and text.endswith(">")):
        return False
    around = [path, path[:-1]] if path and isinstance(path[-1], int) else [path]
    return text[1:-1] in [_hint(skjema.part(place)) for place in around]


def fill_in(part: Json) -> str:
    """Return what is told of a value that is still to be filled in."""
    told = "Bytt ut teksten mellom < og >, og ta bort de to tegnene."
    if part.get("enum"):
        return f"{told} Du kan velge mellom {choices(part)}."
    return f"{told} For eksempel {shown(part['examples'][0])}." if part.get("examples") else told


def advice(document: Document, skjema: Skjema, path: Path) -> tuple[str, str]:
    """Return what to do with an empty field, and its lines to paste: one that must be there cannot be deleted."""
    if skjema.requires(path):
        return "Fyll det ut.", instead(document, skjema, path)
    return "Fyll det ut, eller slett linjen.", ""


def instead(document: Document, skjema: Skjema, path: Path) -> str:
    """Return the lines of an empty field as they are when it is missing; none where it has no line of its own."""
    place, node = document.key_place(path), document.node(path)
    parts = split_line(document.line(place.line))
    comment = f"  {parts.value}" if parts.value.startswith("#") else parts.comment
    empty = parts.opens or _NOTHING.fullmatch(parts.value)
    if node is None or node.place.line != place.line or parts.name != path[-1] or not empty:
        return ""
    first, *rest = lines_of(str(path[-1]), skjema.part(path))
    head = parts.indent + parts.dash
    return "\n".join([head + first + comment, *(" " * len(head) + line for line in rest)])
