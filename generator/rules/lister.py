"""What the rules of the closed lists look at, and the values that the program itself knows by their ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from pathlib import Path as File
from typing import Final

from generator.model import Vokabular
from generator.problem import Grad, Problem
from generator.reading.folder import LISTEMAPPE, read_bytes
from generator.reading.nodes import Document, Path
from generator.reading.yamlfile import read
from generator.spelling import shown, suggest
from generator.telling.present import listed
from generator.texts import BOKMAL, words

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "kostnad": ("gratis", "ukjent"),
    "status": ("planlagt", "pilot", "i-drift", "pause", "avsluttet", "ukjent"),
    "svar": ("ja", "nei", "ukjent"),
    "synlighet": ("innbygger", "ansatt"),
    "trinn": ("vgs",),
    "type": ("metode",),
}
"""The values of each list that the program knows by their ids: without one, a page would say what is not so."""

NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "malgrupper": ("gravide", "spedbarn", "barn", "ungdom", "unge-voksne", "foresatte", "familie", "ansatte"),
    "tema": ("psykisk-helse", "graviditet", "foreldrerollen", "sprak-og-utvikling"),
}
"""Those that the guide knows: without one, it has less to go by."""

NOT_SHOWN: Final = ("klarsprak",)
"""The lists that no reader meets."""

WITHIN: Final[Mapping[str, tuple[str, str]]] = {"planmal": ("plan", "mal")}
"""The lists that lie in the file of another, and under what."""

DRAWINGS: Final = "site-overrides/assets/ikoner.svg"
"""The file of drawings, from the root of a project: each is a symbol, and its id begins with ``i-``."""

LOS: Final = ("https://psi.norge.no/los/", "http://psi.norge.no/los/")
"""What the address of a theme in Los begins with."""

GUIDE: Final = ("alene", "samtykke", "koordinerer", "hva", "hvordan", "hvem", "verktoy", "videre")
"""The fields of a BTI level that its page tells; what is not there is said to be not given."""


@dataclass(frozen=True, slots=True)
class Lister:
    """The approved lists, and where they were read from: one is read again when a rule must point into it, once."""

    rot: File
    vokabular: Vokabular
    i_dag: date
    languages: tuple[str, ...] = (BOKMAL,)
    """The languages of the site."""
    documents: dict[str, Document] = field(default_factory=dict)

    def problem(  # noqa: PLR0913 - all that a problem holds
        self, navn: str, path: Path, felt: str, melding: str, missing: str = "", *, grad: Grad = Grad.FEIL
    ) -> Problem:
        """Return a problem at a path of a list; ``missing`` is the field that the fields there lack, as YAML."""
        fil = f"{LISTEMAPPE}/{navn}.yml"
        if fil not in self.documents:
            raw = read_bytes(self.rot, fil)
            self.documents[fil] = read(raw if isinstance(raw, bytes) else b"", fil, {})
        document = self.documents[fil]
        forslag = document.with_field(path, [missing]) if missing else ""
        return Problem(fil, *document.key_place(path), felt, grad, melding, forslag)


ListCheck = Callable[[Lister], Iterator[Problem]]
"""One rule: what it says of the lists."""


def known_values_are_there(lister: Lister) -> Iterator[Problem]:
    """Every value that the program knows by its id is in its list, whatever name it has there."""
    needed = "Programmet bruker den. Ta den inn igjen. Navnet kan du velge selv."
    named = "Veiviseren bruker den. Har dere det samme med en annen id, så bruk denne. Navnet kan dere velge selv."
    for values, grad, why in ((NEEDED, Grad.FEIL, needed), (NAMED, Grad.ADVARSEL, named)):
        for navn, idents in values.items():
            for ident in idents:
                if ident not in getattr(lister.vokabular, navn):
                    message = f"Id-en «{ident}» mangler. {why}"
                    yield lister.problem(navn, ("verdier",), "Id", message, grad=grad)


def bti_levels_guide(lister: Lister) -> Iterator[Problem]:
    """Each BTI level tells what one does there."""
    for index, level in enumerate(lister.vokabular.bti.values()):
        if missing := [felt for felt in GUIDE if not getattr(level, felt)]:
            message = f"Nivå {level.id} mangler {listed(missing)}. På siden står det «Ikke oppgitt» der."
            yield lister.problem("bti", ("verdier", index), "BTI-nivå", message, grad=Grad.MANGLER)


def every_language_is_written(lister: Lister) -> Iterator[Problem]:
    """Every text that readers meet is in each language of the site; one problem for each list and language."""
    for navn in (f.name for f in fields(Vokabular) if f.name not in NOT_SHOWN):
        fil, around = WITHIN.get(navn, (navn, "verdier"))
        for language in lister.languages:
            values = getattr(lister.vokabular, navn).values()
            lacking = [found for n, value in enumerate(values) for found in _lacking(value, (around, n), language)]
            if lacking:
                (path, text), called = lacking[0], words()["felles"]["sprakene"][language]
                some = f"{len(lacking)} tekster" if len(lacking) > 1 else "En tekst"
                message = f"{some} i listen mangler på {called}, og står på bokmål på siden. Den første er «{text}»."
                missing = f'{language}: "<samme tekst på {called}>"'
                yield lister.problem(fil, path, called.capitalize(), message, missing, grad=Grad.MANGLER)


def languages_are_known(lister: Lister) -> Iterator[Problem]:
    """Every text of a list is in languages that are known: in another, as «Nb», it would be lost."""
    known = {str(ident) for ident in lister.vokabular.sprak}
    for navn in (f.name for f in fields(Vokabular)):
        fil, around = WITHIN.get(navn, (navn, "verdier"))
        for n, value in enumerate(getattr(lister.vokabular, navn).values()):
            for path, languages in _texts(value, (around, n)):
                for strange in sorted(languages - known):
                    near = strange.lower()
                    message = f"Vi kjenner ikke språket {shown(strange)}."
                    message += f" Mente du «{near}»?" if near in known else ""
                    problem = lister.problem(fil, (*path, strange), "Språk", message)
                    line = lister.documents[problem.fil].line(problem.linje)
                    yield replace(problem, forslag=line.replace(strange, near, 1)) if near in known else problem


def drawings_are_there(lister: Lister) -> Iterator[Problem]:
    """Every theme that names a drawing has it: of another, the page shows an empty place."""
    file = lister.rot / DRAWINGS
    drawn = re.findall(r'<symbol id="i-([^"]+)"', file.read_text("utf-8", "replace")) if file.is_file() else []
    for n, theme in enumerate(lister.vokabular.tema.values()):
        if drawn and theme.ikon and theme.ikon not in drawn:
            near = suggest(theme.ikon, {name: name for name in drawn})
            message = f"Vi har ingen tegning som heter {shown(theme.ikon)}, så temaet står uten. "
            message += f"Mente du «{near}»?" if near else f"Navnene står i {DRAWINGS}, med «i-» foran."
            path = ("verdier", n, "ikon")
            problem = lister.problem("tema", path, "Ikon", message, grad=Grad.ADVARSEL)
            document = lister.documents[problem.fil]
            yield replace(problem, forslag=document.rewrite(document.node(path), near)) if near else problem


def themes_are_in_los(lister: Lister) -> Iterator[Problem]:
    """Every theme that names its address in Los has one from there: the open data give it to others as such."""
    for n, theme in enumerate(lister.vokabular.tema.values()):
        if theme.los and not theme.los.startswith(LOS):
            message = f"Adressen er ikke i Los. De begynner med {LOS[0]}. Står ikke temaet der, så slett linjen."
            yield lister.problem("tema", ("verdier", n, "los"), "Los", message, grad=Grad.ADVARSEL)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, set[str]]]:
    """Yield where a value of a list has a text, and the languages it is in."""
    if isinstance(value, Mapping):
        yield path, set(value)
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from _texts(inner, (*path, n))
    elif is_dataclass(value):
        for field_ in fields(value):
            if held := getattr(value, field_.name):
                yield from _texts(held, (*path, field_.name))


def _lacking(value: object, path: Path, language: str) -> Iterator[tuple[Path, str]]:
    """Yield where a value of a list has a text that is not in a language, and the text, or the first of several."""
    if isinstance(value, Mapping):
        if BOKMAL in value and language not in value:
            text = value[BOKMAL]
            yield path, text if isinstance(text, str) else next(iter(text), "")
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from _lacking(inner, (*path, n), language)
    elif is_dataclass(value):
        for field_ in fields(value):
            yield from _lacking(getattr(value, field_.name), (*path, field_.name), language)


LIST_CHECKS: tuple[ListCheck, ...] = (
    known_values_are_there,
    languages_are_known,
    bti_levels_guide,
    every_language_is_written,
    drawings_are_there,
    themes_are_in_los,
)
