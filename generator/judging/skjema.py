"""The schemas: JSON files in ``schema/``, their enums filled from the vocabularies, ready to judge with.

``x-vokabular`` names the list whose ids are allowed; ``x-felt`` allows the names of the schema's own fields;
``x-sprak`` gives one key per language but that of the posts. ``tiltak skjema`` writes the filled schemas; reading
fills them anew, so that a vocabulary that was just changed holds at once.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.judging.approve import Approve, approver
from generator.judging.editorhelp import with_help
from generator.late import late
from generator.model import ALLE_KOMMUNER
from generator.problem import Grad, Problem
from generator.reading.mending import Under
from generator.spelling import LONGEST_LIST, fold

if TYPE_CHECKING:
    import jsonschema
else:
    jsonschema = late("jsonschema")

Json = dict[str, Any]

FEW = 8
"""Up to so many allowed values are listed."""

NAVN = ("tiltak", "enhet", "vokabular")

_NEVER_ASSUMED = ("antatt", "bekreftet")
"""The fields that say how sure the others are: neither is itself assumed."""

_EXTRA = {"kommuner": [(ALLE_KOMMUNER, "Alle kommuner")]}

OTHER_WORDS = "x-andre-ord"
"""The key of a schema under which other words for its values stand, each with the value it means."""

Verdilister = Mapping[str, Sequence[tuple[int | str, str]]]
"""The name of each vocabulary, and the id and Norwegian name of each of its values."""


@dataclass(frozen=True)
class Skjema:
    """One schema: its content with enums filled and references put in place, and the title of each key."""

    innhold: Json
    titler: Mapping[str, str]
    andre_felt: Mapping[str, str] = field(default_factory=dict)
    """The fields that posts of the other kind have and these have not, and the folder of those posts."""

    @cached_property
    def validator(self) -> jsonschema.Draft7Validator:
        """What judges by it, made when something is to be judged."""
        return jsonschema.Draft7Validator(self.innhold, format_checker=jsonschema.FormatChecker(["date"]))

    @cached_property
    def approves(self) -> Approve:
        """What tells quickly whether data follows it."""
        return approver(self.validator)

    @cached_property
    def under(self) -> Under:
        """What may stand under each key, made when a file is to be read."""
        under: dict[str, frozenset[str]] = {}
        _collect_under("", self.innhold, under)
        return under

    def part(self, path: Sequence[str | int]) -> Json:
        """Return what the schema says about the value at a path; nothing when it knows no such field."""
        part = self.innhold
        for step in path:
            if isinstance(step, int):
                part = part.get("items", {})
            else:
                other = part.get("additionalProperties")
                part = part.get("properties", {}).get(step) or (other if isinstance(other, dict) else {})
        return part

    def requires(self, path: Sequence[str | int]) -> bool:
        """Tell whether the field at a path must be there."""
        return bool(path) and path[-1] in self.part(path[:-1]).get("required", ())

    def title(self, path: Sequence[str | int]) -> str:
        """Return the Norwegian title of the field at a path, or of the nearest field around it."""
        for length in range(len(path), 0, -1):
            if title := self.part(path[:length]).get("title"):
                return str(title)
        return ""


def known_values(part: Json) -> dict[str, str]:
    """Return each allowed value of a field, as text, with its name."""
    allowed: list[Any] = part["enum"]
    names: list[Any] = part.get("enumDescriptions", allowed)
    return {str(value): str(name) for value, name in zip(allowed, names, strict=False)}


def value_name(part: Json, value: object) -> str | None:
    """Return what an allowed value of a field is called; None where the field has no list, or not that value."""
    return known_values(part).get(str(value)) if "enum" in part else None


def always_empty(skjema: Json) -> tuple[str, ...]:
    """Return the lists that a post must have and can hold nothing: the municipality has no values for them."""
    return tuple(key for key in skjema["required"] if skjema["properties"][key].get("items", {}).get("enum") == [])


def choices(part: Json, typed: object = "") -> str:
    """Return the allowed values of a field as they are told: all when they are few, else those most like ``typed``."""
    known = known_values(part)
    likest = sorted(known, key=lambda value: -_likeness(str(typed), value)) if len(known) > FEW and typed else known
    names = [_told(value, known[value]) for value in likest]
    if len(names) > FEW:
        where = "Det er feltene en post kan ha" if part.get("x-felt") else "Alle står i schema/vokabular"
        return f"{', '.join(names[:FEW])} og {len(names) - FEW} til. {where}"
    return ", ".join(names)


def _likeness(typed: str, value: str) -> float:
    """Return how like a value what is typed is: by its beginning first, then by its letters; from 0 to 2."""
    word = fold(typed[:LONGEST_LIST])
    begins = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, value, strict=False))) / len(value)
    return begins + SequenceMatcher(None, word, value).ratio()


def _told(value: str, name: str) -> str:
    """Return an allowed value as it is told: with its name where it is so short a code that nobody can guess it."""
    code = value.isalpha() and len(value) <= len("sma") and name.lower() != value
    return f"{value} ({name.lower()})" if code else value


def path_of(navn: str) -> str:
    """Return where a schema lies, relative to the root."""
    return f"schema/{navn}.schema.json"


def read_raw(rot: Path, navn: str) -> Json | Problem:
    """Read one schema as it lies on disk."""
    fil = path_of(navn)
    try:
        content = json.loads((rot / fil).read_text("utf-8"))
    except FileNotFoundError:
        message = "Skjemaet mangler. Hent filen tilbake: uten den kan ingen poster leses."
        return Problem(fil, 0, 0, "", Grad.FEIL, message)
    except OSError:
        return Problem(fil, 0, 0, "", Grad.FEIL, "Skjemaet kan ikke leses. Sjekk at du har tilgang til filen.")
    except json.JSONDecodeError as error:
        return Problem(fil, error.lineno, error.colno, "", Grad.FEIL, "Skjemaet er ikke gyldig JSON.")
    except (ValueError, RecursionError):
        return Problem(fil, 0, 0, "", Grad.FEIL, "Skjemaet er ikke gyldig JSON.")
    if not isinstance(content, dict) or not isinstance(content.get("properties"), dict):
        return Problem(fil, 0, 0, "", Grad.FEIL, "Skjemaet beskriver ingen felt.")
    return content


def fill(raw: Json, lister: Verdilister, sprak: str) -> Json:
    """Return the schema with every enum as the vocabularies say, and with the help that editors show.

    A list that is not among them allows anything. ``sprak`` is the language of the posts, which is no translation.
    """
    filled = copy.deepcopy(raw)
    properties = inlined(raw)["properties"].items()
    felt = [(key, part.get("title", key)) for key, part in properties if key not in _NEVER_ASSUMED]

    def walk(part: object) -> None:
        if isinstance(part, list):
            for item in part:
                walk(item)
        if not isinstance(part, dict):
            return
        values: Sequence[tuple[int | str, str]] | None = felt if part.get("x-felt") is True else None
        if isinstance(navn := part.get("x-vokabular"), str):
            if navn in lister:
                values = [*lister[navn], *_EXTRA.get(navn, ())]
            else:
                part.pop("enum", None)
        if values is not None:
            part["enum"] = [value for value, _ in values]
            part["enumDescriptions"] = [text for _, text in values]
        if isinstance(target := part.get("x-sprak"), str) and "sprak" in lister:
            whole = raw["definitions"][target.rpartition("/")[2]]
            said = {key: whole[key] for key in ("description", "examples") if key in whole}
            part["properties"] = {
                tag: {"$ref": target, "title": navn, **said} for tag, navn in lister["sprak"] if tag != sprak
            }
        for item in part.values():
            walk(item)

    walk(filled)
    return with_help(filled) if "x-anbefalt" in filled else filled  # of a list nothing is recommended


def inlined(raw: Json) -> Json:
    """Return the schema with each ``$ref`` replaced by what it points to, since judging it anew is slow."""
    definitions = raw.get("definitions", {})

    def walk(part: Any, depth: int = 0) -> Any:  # noqa: ANN401 - any part of a schema
        if isinstance(part, list):
            return [walk(item, depth) for item in part]
        if not isinstance(part, dict):
            return part
        reference = part.get("$ref")
        if isinstance(reference, str) and depth < len(definitions):
            return walk(definitions.get(reference.rpartition("/")[2], {}), depth + 1)
        return {key: walk(value, depth) for key, value in part.items() if key != "definitions"}

    result: Json = walk(raw)
    return result


AndreOrd = Mapping[str, Mapping[str, str]]
"""The name of each list, and other words for its values, each with the id it means."""


def make(filled: Json, andre_felt: Mapping[str, str] | None = None, andre_ord: AndreOrd | None = None) -> Skjema:
    """Make a filled schema ready to judge with. ``andre_ord`` are known besides those that the schema has itself."""
    innhold = inlined(filled)
    _know_words(innhold, andre_ord or {})
    titler = {key: str(part.get("title", key)) for key, part in innhold.get("properties", {}).items()}
    _collect_titles(innhold, titler, frozenset(titler))
    return Skjema(innhold, titler, andre_felt or {})


def _know_words(part: Json, andre_ord: AndreOrd) -> None:
    """Add other words for the values of each list that has some."""
    if words := andre_ord.get(part.get("x-vokabular", "")):
        part[OTHER_WORDS] = {**words, **part.get(OTHER_WORDS, {})}
    children = [*part.get("properties", {}).values(), part.get("items"), part.get("additionalProperties")]
    for child in children:
        if isinstance(child, dict):
            _know_words(child, andre_ord)


def _collect_titles(part: Json, titler: dict[str, str], outer: Collection[str]) -> None:
    """Collect the title of each key; none for one that means different things in different places further in."""
    children: list[Json] = []
    for key, child in part.get("properties", {}).items():
        title = str(child.get("title", key))
        if titler.setdefault(key, title) != title and key not in outer:
            titler[key] = ""
        children.append(child)
    children.extend(child for child in (part.get("items"), part.get("additionalProperties")) if isinstance(child, dict))
    for child in children:
        _collect_titles(child, titler, outer)


def _collect_under(key: str, part: Json, under: dict[str, frozenset[str]]) -> None:
    """Collect what may stand under each key; nothing for one that in another place holds something else."""
    begins = frozenset("-") if part.get("type") == "array" else frozenset(part.get("properties", ()))
    under[key] = begins if under.get(key, begins) == begins else frozenset()
    if isinstance(items := part.get("items"), dict):
        part = items
    for name, child in part.get("properties", {}).items():
        _collect_under(name, child, under)


def write(filled: Json) -> str:
    """Return the text of a schema as it lies on disk."""
    return json.dumps(filled, ensure_ascii=False, indent=2) + "\n"
