"""The questions of ``tiltak ny``: one for each single value of a new post, made from the schema.

An answer is what a person types; a value is what the file holds. Lists are typed with commas; a choice is
typed as its number, its id or its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.judging.skjema import Json, Skjema, known_values
from generator.reading.nodes import Path
from generator.spelling import shown, suggest

_NOT_ASKED = ("antatt", "bekreftet", "kilder", "oversettelser")
"""What belongs to other commands, or to an editor."""

LONG = 1000
"""A text that may be so long may have paragraphs."""

_ALIAS: Mapping[Path, str] = {("kostnad", "type"): "kostnad"}


@dataclass(frozen=True, slots=True)
class Sporsmal:
    """One question: where the value goes, how it is asked, what may be answered."""

    path: Path
    valg: str
    tittel: str
    forklaring: str
    eksempel: str
    pakrevd: bool
    anbefalt: bool
    liste: bool
    tom: bool
    kjente: Mapping[str, str] = field(default_factory=dict)
    nummerert: bool = False
    avsnitt: bool = False
    """Whether the answer may have several paragraphs."""

    def joined(self, lines: Sequence[str]) -> str:
        """Return lines that were pasted as one answer: the items of a list, paragraphs, or one line."""
        between = ", " if self.liste else "\n" if self.avsnitt else " "
        kept = [line.strip() for line in lines]
        return between.join(kept if self.avsnitt else [line.strip(",") for line in kept if line]).strip()


class AnswerError(Exception):
    """An answer that cannot be used; the message is Norwegian."""


def questions(skjema: Skjema, ids: Mapping[str, Mapping[str, str]]) -> Iterator[Sporsmal]:
    """Yield every question, in the order of the schema; ``ids`` holds name by id of units and measures."""
    innhold = skjema.innhold
    for key, part in innhold["properties"].items():
        if key in _NOT_ASKED or not _has_answer(part):
            continue
        required, wanted = key in innhold["required"], key in innhold.get("x-anbefalt", ())
        if part.get("type") != "object":
            yield _question((key,), part, ids, (required, wanted))
            continue
        for name, inner in part["properties"].items():
            needed = required and name in part.get("required", ())
            yield _question((key, name), inner, ids, (needed, wanted))


def _has_answer(part: Json) -> bool:
    """Tell whether a field can be filled in: not from a list that the municipality has nothing in."""
    return bool(part.get("items", part).get("enum", True))


def _question(path: Path, part: Json, ids: Mapping[str, Mapping[str, str]], weight: tuple[bool, bool]) -> Sporsmal:
    liste = part.get("type") == "array"
    inner = part.get("items", {}) if liste else part
    kjente = known_values(inner) if "enum" in inner else {}
    if kind := inner.get("x-referanse"):
        kjente = dict(ids.get(kind, {}))
    if inner.get("type") == "boolean":
        kjente = {"true": "ja", "false": "nei"}
    examples = part.get("examples") or [""]
    example = ", ".join(map(str, examples[0])) if isinstance(examples[0], list) else str(examples[0])
    numbered = bool(kjente) and not any(ident.lstrip("-")[:1].isdigit() for ident in kjente)
    return Sporsmal(
        path=path,
        valg=_ALIAS.get(path) or _option(path),
        tittel=str(part.get("title", path[-1])),
        forklaring=str(part.get("description", "")),
        eksempel=example,
        pakrevd=weight[0],
        anbefalt=weight[1],
        liste=liste,
        tom=liste and not part.get("minItems"),
        kjente=kjente,
        nummerert=numbered,
        avsnitt=inner.get("maxLength", 0) >= LONG,
    )


def _option(path: Path) -> str:
    """Return the name of the option: the key, with the field around it where others have one like it."""
    names = [str(step).replace("_", "-") for step in path]
    return (
        names[-1] if path[0] in ("kontakt", "tilgang") and names[-1] not in ("merknad", "skjema") else "-".join(names)
    )


def value(sporsmal: Sporsmal, answer: str) -> Any:  # noqa: ANN401 - what the file holds
    """Return what an answer means; AnswerError when it means nothing known."""
    if not sporsmal.liste:
        said = answer.strip()
        return f"{said}\n" if "\n" in said else _known(sporsmal, said)  # paragraphs end as in a file
    parts = [part.strip() for part in answer.split(",") if part.strip()]
    return list(dict.fromkeys(_known(sporsmal, part) for part in parts))


def _known(sporsmal: Sporsmal, word: str) -> str:
    """Return the id that a word names; any word where there is no list."""
    kjente = sporsmal.kjente
    if not kjente or word in kjente:
        return word
    if sporsmal.nummerert and word.isdecimal() and 0 < int(word) <= len(kjente):
        return list(kjente)[int(word) - 1]
    names = {name.casefold(): ident for ident, name in kjente.items()}
    if word.casefold() in names:
        return names[word.casefold()]
    near = suggest(word, kjente)
    hint = f"Mente du «{near}»?" if near else f"Du kan velge mellom {', '.join(kjente)}."
    raise AnswerError(f"Vi kjenner ikke {shown(word)}. {hint}")


def put(data: dict[str, Any], path: Path, what: object) -> None:
    """Put a value where it belongs, making the field around it."""
    inner = data
    for step in path[:-1]:
        inner = inner.setdefault(str(step), {})
    inner[str(path[-1])] = what
