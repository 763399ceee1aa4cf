"""``schema/vokabular/*.yml`` -> the closed lists, and the schemas whose enums they fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from generator.cache import Cache, fingerprint, program, remembered
from generator.judging import skjema as skjemaer
from generator.judging.coerce import coerce
from generator.judging.judge import judge
from generator.judging.skjema import AndreOrd, Json, Skjema, make
from generator.judging.typed import build
from generator.model import Begrep, Vokabular
from generator.oppsett import languages
from generator.problem import Grad, Problem
from generator.reading.folder import LISTEMAPPE, MAPPER, read_bytes
from generator.reading.nodes import Document
from generator.reading.yamlfile import read
from generator.rules.textchecks import check_texts

Values = tuple[tuple[int | str, str], ...]
"""The id and the Norwegian name of each value of one list."""


@dataclass(frozen=True, slots=True)
class Grunnlag:
    """What posts are judged by: the lists, and the filled schemas as they should lie on disk; neither with a FEIL."""

    vokabular: Vokabular | None
    filled: Mapping[str, Json]
    problemer: tuple[Problem, ...]
    andre_ord: AndreOrd = field(default_factory=dict)
    """Other words for the values of the lists: their names in other languages, and the numbers of municipalities."""

    def skjema(self, navn: str) -> Skjema:
        """Return one schema, ready to judge with."""
        own = self.filled[navn]["properties"]
        others = ((mappe, self.filled[other]["properties"]) for mappe, other in MAPPER.items() if other != navn)
        return make(
            self.filled[navn], {key: mappe for mappe, keys in others for key in keys if key not in own}, self.andre_ord
        )

    def official(self) -> frozenset[str]:
        """Return the digits of every national help line: no one's private phone."""
        lines = self.vokabular.hjelpelinjer.values() if self.vokabular else ()
        numbers = [text for line in lines for text in (line.tel, *(kanal.verdi for kanal in line.kanaler))]
        return frozenset(re.sub(r"\D", "", number) for number in numbers if number)


def read_grunnlag(rot: Path) -> Grunnlag:
    """Read schemas and vocabularies. While one has a FEIL nothing can be judged by them; then ``filled`` is empty."""
    raw = {navn: skjemaer.read_raw(rot, navn) for navn in skjemaer.NAVN}
    missing = tuple(content for content in raw.values() if isinstance(content, Problem))
    if missing:
        return Grunnlag(None, {}, missing)
    contents = {navn: content for navn, content in raw.items() if not isinstance(content, Problem)}
    unfilled = make(contents["vokabular"])
    sprak = languages(rot)[0]
    lists = {navn: read_bytes(rot, f"{LISTEMAPPE}/{navn}.yml") for navn in unfilled.innhold["properties"]}
    return remembered(
        Cache.of(rot),
        "grunnlag",
        lambda: fingerprint(program(), repr(contents), repr(lists), sprak),
        lambda: _grunnlag(contents, unfilled, lists, sprak),
    )


def _grunnlag(
    contents: Mapping[str, Json], unfilled: Skjema, lists: Mapping[str, bytes | Problem], sprak: str
) -> Grunnlag:
    """Judge the lists, and fill the schemas from them and from the language of the posts."""
    parts = {navn: make(part) for navn, part in unfilled.innhold["properties"].items()}
    documents = {navn: _read(raw, navn, unfilled) for navn, raw in lists.items()}
    unread = [document for document in documents.values() if document.root is None]
    if unread:
        return Grunnlag(None, {}, tuple(problem for document in unread for problem in document.problems))
    lister = {navn: tuple(_values(document, parts[navn], "verdier")) for navn, document in documents.items()}
    lister["planmal"] = tuple(_values(documents["plan"], parts["plan"], "mal"))
    filled = {navn: skjemaer.fill(content, lister, sprak) for navn, content in contents.items()}
    data, problems = _judge(documents, make(filled["vokabular"]))
    if _faulty(problems):
        return Grunnlag(None, {}, tuple(_own(documents, contents["vokabular"], lister, sprak)))
    stale = [_stale(navn) for navn in skjemaer.NAVN if contents[navn] != filled[navn]]
    andre_ord = {navn: dict(_other_words(listed["verdier"])) for navn, listed in data.items()}
    return Grunnlag(_vokabular(data), filled, (*problems, *stale), andre_ord)


def _read(raw: bytes | Problem, navn: str, unfilled: Skjema) -> Document:
    """Read the file of one list."""
    fil = f"{LISTEMAPPE}/{navn}.yml"
    if isinstance(raw, Problem):
        return Document(fil, None, (), (raw,))
    return read(raw, fil, unfilled.titler, unfilled.under)


def _values(document: Document, part: Skjema, key: str) -> Iterator[tuple[int | str, str]]:
    """Yield the id and the name of each value that can be read, whatever else is wrong in the file."""
    data = coerce(document, part).data
    values = data.get(key) if isinstance(data, dict) else None
    for value in values if isinstance(values, list) else ():
        ident = value.get("id") if isinstance(value, dict) else None
        if isinstance(ident, int | str) and ident != "":
            name = value.get("navn")
            text = name.get("nb") if isinstance(name, dict) else None
            yield ident, text if isinstance(text, str) else str(ident)


def _other_words(values: Iterable[Json]) -> Iterator[tuple[str, str]]:
    """Yield what else each value of a list is called, and its id."""
    for value in values:
        names = {**value.get("navn", {}), **{key: value[key] for key in ("nummer", "samisk") if key in value}}
        for tag, name in names.items():
            if tag != "nb" and name != names.get("nb"):
                yield name, str(value["id"])


def _judge(documents: Mapping[str, Document], hele: Skjema) -> tuple[dict[str, Any], list[Problem]]:
    """Judge every list by its part of the schema, and see that no id stands twice, nor two with the same address."""
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    for navn, document in documents.items():
        skjema = make(hele.innhold["properties"][navn])
        judged = judge(document, skjema, check_texts(document, skjema, None))
        problems += judged.problems
        data[navn] = judged.data
        seen: dict[str, str] = {}
        for index, value in enumerate(judged.data["verdier"] if judged.data else ()):
            ident = str(value["id"])
            first = seen.get(ident.lower())  # as in the address of its page
            if first is not None:
                place = document.place(("verdier", index, "id"))
                message = f"Id-en «{ident}» står to ganger i listen."
                if ident != first:
                    message = f"Id-en «{ident}» får samme adresse som «{first}». Velg en annen."
                problems.append(Problem(document.fil, *place, "Id", Grad.FEIL, message))
            seen[ident.lower()] = ident
    return data, problems


def _own(documents: Mapping[str, Document], raw: Json, lister: Mapping[str, Values], sprak: str) -> list[Problem]:
    """Return what is wrong with each list in itself: none is judged by another that has a FEIL."""
    _, alone = _judge(documents, make(skjemaer.fill(raw, {}, sprak)))
    owners = {navn: "plan" if navn == "planmal" else navn for navn in lister}
    sound = {navn: lister[navn] for navn, owner in owners.items() if f"{LISTEMAPPE}/{owner}.yml" not in _faulty(alone)}
    return _judge(documents, make(skjemaer.fill(raw, sound, sprak)))[1]


def _faulty(problems: Iterable[Problem]) -> set[str]:
    """Return the files that have a FEIL."""
    return {problem.fil for problem in problems if problem.grad is Grad.FEIL}


def _stale(navn: str) -> Problem:
    message = "Skjemaet er eldre enn listene i schema/vokabular, eller enn språket i mkdocs.yml. Kjør «tiltak skjema»."
    return Problem(skjemaer.path_of(navn), 0, 0, "", Grad.ADVARSEL, message)


def _vokabular(data: Mapping[str, Any]) -> Vokabular:
    """Make the typed lists; the goals of the plan lie in the plan's own file."""
    hints = get_type_hints(Vokabular)
    lists: dict[str, Mapping[Any, Begrep]] = {}
    for listed in fields(Vokabular):
        cls: type[Begrep] = get_args(hints[listed.name])[1]
        values = data["plan"]["mal"] if listed.name == "planmal" else data[listed.name]["verdier"]
        lists[listed.name] = {value["id"]: build(cls, value) for value in values}
    return Vokabular(**lists)  # type: ignore[arg-type]  # each list has the type its own field names
