"""The questions of the issue form «Nytt tilbud», made from the schema, for the form and for its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.editing.formhelp import without_yaml
from generator.judging.skjema import Json, always_empty
from generator.texts import tool_words

Path = tuple[str, ...]

ASKED: Final[tuple[Path, ...]] = (
    ("navn",),
    ("kort",),
    ("beskrivelse",),
    ("resultat",),
    ("type",),
    ("status",),
    ("enhet",),
    ("kommuner",),
    ("malgrupper",),
    ("alder", "fra"),
    ("alder", "til"),
    ("tema",),
    ("tilgang", "ta_kontakt_selv"),
    ("tilgang", "dropin"),
    ("tilgang", "henvises_av"),
    ("tilgang", "slik"),
    ("kostnad", "type"),
    ("kostnad", "merknad"),
    ("kontakt", "telefon"),
    ("kontakt", "epost"),
    ("kontakt", "nettside"),
    ("kontakt", "besok"),
    ("kontakt", "apningstid"),
    ("stikkord",),
    ("for_ansatte",),
    ("synlighet",),
    ("forebyggingsniva",),
    ("bti",),
    ("risikofaktorer",),
    ("beskyttelsesfaktorer",),
)
"""What is asked, in this order. The rest of the schema is for the one who goes through the proposal."""

LONG: Final = 200
"""A text that may be longer than this gets a large box."""


@dataclass(frozen=True, slots=True)
class Sporsmal:
    """One question: where its answer goes, its label, its kind, and its choices by their words."""

    path: Path
    label: str
    hjelp: str
    kind: str
    required: bool
    valg: Mapping[str, Any]
    eksempel: str = ""


def questions(skjema: Json, enheter: Mapping[str, str]) -> tuple[Sporsmal, ...]:
    """Return the questions. ``skjema`` is that of a measure, filled; ``enheter`` maps unit ids to names."""
    nothing = always_empty(skjema)
    return tuple(_question(skjema, path, enheter) for path in ASKED if path[0] not in nothing)


def _question(skjema: Json, path: Path, enheter: Mapping[str, str]) -> Sporsmal:
    part, required = skjema, True
    for step in path:
        required = required and step in part.get("required", ())
        part = part["properties"][step]
    items = part.get("items", {})
    allowed = part if "enum" in part else items
    if path == ("enhet",):
        valg: dict[str, Any] = {_unit(ident, name): ident for ident, name in enheter.items()}
    else:
        names = zip(allowed.get("enum", ()), allowed.get("enumDescriptions", ()), strict=True)
        valg = dict(_labelled(names))
    kind = "checkboxes" if items.get("enum") else "dropdown" if valg else _text_kind(path, part)
    example = next(iter(part.get("examples", ())), "")
    return Sporsmal(
        path,
        tool_words()["nytt_tilbud"]["label"].get(".".join(path), part["title"]),
        without_yaml(part["description"]),
        kind,
        required and (kind != "checkboxes" or bool(part.get("minItems"))),
        valg,
        str(example) if kind in ("input", "textarea") and isinstance(example, str | int) else "",
    )


def _unit(ident: str, name: str) -> str:
    return f"{name} ({ident})"


def _text_kind(path: Path, part: Json) -> str:
    if path == ("stikkord",):
        return "textarea"
    return "textarea" if part.get("maxLength", 0) > LONG or path[-1] == "slik" else "input"


def _labelled(names: Iterable[tuple[int | str, str]]) -> Iterator[tuple[str, int | str]]:
    """Yield the words of each choice; a code stands before its name."""
    for value, name in names:
        coded = not any(sign.islower() for sign in str(value))
        yield (f"{value} {name}" if coded else str(name)), value
