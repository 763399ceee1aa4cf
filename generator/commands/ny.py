"""``tiltak ny``: a new post, from questions or from options."""

from __future__ import annotations

import argparse
import copy
import os
import select
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.editing.formhelp import without_yaml
from generator.editing.onefile import new_file
from generator.editing.sporsmal import AnswerError, Sporsmal, put, questions, value
from generator.editing.style import write
from generator.judging.coerce import coerce
from generator.judging.judge import judge
from generator.judging.skjema import Skjema, always_empty
from generator.judging.typed import build_partly
from generator.load import Lest, load
from generator.load_vokabular import read_grunnlag
from generator.model import Katalog, Tiltak
from generator.place import Sted, UsageError, find
from generator.problem import Problem, stopping
from generator.reading.folder import ENDING, ID_FORM, MAPPE_TIL
from generator.reading.lines import quoted
from generator.reading.yamlfile import read
from generator.report import as_text
from generator.rules.checks import FIELD_CHECKS, assumptions_are_not_keywords
from generator.rules.posts import Alt, Post
from generator.rules.textchecks import check_texts
from generator.spelling import fold
from generator.texts import said

AT_ONCE = 0.05
"""Seconds within which a pasted line follows the one before."""

Names = Mapping[str, Mapping[str, str]]
Data = dict[str, Any]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments: one for each field that can be asked about."""
    parser.add_argument("--id", metavar="ID", help="filnavnet og adressen; ellers lages den av navnet")
    for sporsmal in _options():
        text = sporsmal.forklaring.partition(". ")[0].rstrip(".").replace("%", "%%")
        text = f"{text} (flere med komma)" if sporsmal.liste else text
        metavar = sporsmal.tittel.upper().replace(" ", "-")
        parser.add_argument(f"--{sporsmal.valg}", dest=sporsmal.valg, metavar=metavar, help=text)


def _options() -> list[Sporsmal]:
    """Return the questions of the project we stand in; none outside a project, where only --help works."""
    try:
        filled = read_grunnlag(find(Path.cwd()).rot)
    except UsageError:
        return []
    return list(questions(filled.skjema("tiltak"), {})) if filled.filled else []


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Ask, write, and say what comes next; answer 1 when the post would not be valid."""
    grunnlag = read_grunnlag(sted.rot)
    lest = load(sted.rot, sted.i_dag)
    if not grunnlag.filled or lest.katalog is None:
        sys.stdout.write(f"{as_text(stopping(lest.problemer))}\n\nRett feilene først. Da kan du lage en ny post.\n")
        return 1
    if not lest.katalog.enheter:
        sys.stdout.write(_first_unit(lest.katalog))
        return 1
    around = _around(lest.katalog, sted)
    samtale = _Samtale(grunnlag.skjema("tiltak"), _names(lest), vars(args), grunnlag.official(), around)
    ident, data = samtale.hold(_taken(sted.rot))
    fil = f"tiltak/{ident}{ENDING}"
    text = _styled(data, fil, samtale.skjema)
    problemer = samtale.faults(data, fil)
    if not problemer:
        problemer = _written(sted, fil, text)
    if problemer:
        sys.stdout.write(f"{as_text(problemer)}\n\nPosten er ikke laget. Rett svarene, og prøv igjen.\n")
        return 1
    sys.stdout.write(f"{fil} er laget.\nSe hva som mangler med:  tiltak sjekk {fil}\n")
    return 0


def _first_unit(katalog: Katalog) -> str:
    """Say how a unit is made: without one, no measure has an owner."""
    kommune = next(iter(katalog.vokabular.kommuner.values()))
    return (
        "Det finnes ingen enheter ennå, og hvert tilbud skal ha en enhet som eier det. Lag den først: en ny fil i "
        f"mappen enheter/. Filnavnet er id-en, for eksempel {kommune.id}-kommune.yml. Lim inn dette, og rett navnet:"
        "\n\n"
        f"navn: {quoted(f'{said(kommune.navn)} kommune')}\nkommuner:\n  - {quoted(str(kommune.id))}\n"
    )


def _names(lest: Lest) -> Names:
    """Return the name of each unit and measure by id."""
    katalog = lest.katalog
    if katalog is None:
        return {}
    return {
        "enhet": {enhet.id: enhet.navn for enhet in katalog.enheter.values()},
        "tiltak": {t.id: t.navn for t in katalog.tiltak.values()},
    }


def _around(katalog: Katalog, sted: Sted) -> Alt:
    """Return what the rules may look at around the new post: which posts there are, the lists, today."""
    ids = {MAPPE_TIL["enhet"]: frozenset(katalog.enheter), MAPPE_TIL["tiltak"]: frozenset(katalog.tiltak)}
    return Alt((), ids, katalog.vokabular, sted.i_dag)


def _taken(rot: Path) -> frozenset[str]:
    """Return every id that is in use, whatever the ending of its file."""
    return frozenset(path.name.partition(".")[0].lower() for path in (rot / "tiltak").iterdir())


def _styled(data: Data, fil: str, skjema: Skjema) -> str:
    """Return the file's text, every value with the type its schema asks for."""
    typed = coerce(read(write(data, fil, skjema).encode(), fil, skjema.titler), skjema).data
    return write(typed, fil, skjema)


def _written(sted: Sted, fil: str, text: str) -> list[Problem]:
    """Write the new file, and take it away again if the whole is not valid with it."""
    path = sted.rot / fil
    new_file(path, text)
    feil: list[Problem] | None = None
    try:
        feil = stopping(load(sted.rot, sted.i_dag).problemer)
    finally:
        if feil is None or feil:
            path.unlink()
    return feil


class _Samtale:
    """The conversation: what is given is taken, what is missing is asked."""

    def __init__(
        self, skjema: Skjema, ids: Names, given: Mapping[str, str | None], official: frozenset[str], alt: Alt
    ) -> None:
        self.skjema = skjema
        self.alt = alt
        self.sporsmal = list(questions(skjema, ids))
        self.given = given
        self.official = official
        needed = [q for q in self.sporsmal if q.pakrevd and given.get(q.valg) is None]
        self.asks = sys.stdin.isatty() or bool(needed)

    def hold(self, taken: frozenset[str]) -> tuple[str, Data]:
        """Return the id and the data of the new post."""
        ident = self.given.get("id")
        if ident is not None:
            _check_id(ident, taken)
        for sporsmal in self.sporsmal:
            self._given(sporsmal, {})
        data: Data = {key: [] for key in always_empty(self.skjema.innhold)}
        for sporsmal in self.sporsmal:
            self._one(sporsmal, data)
            if sporsmal.path == ("navn",) and ident is None:
                ident = self._id(str(data["navn"]), taken)
        return str(ident), data

    def _given(self, sporsmal: Sporsmal, data: Data) -> bool:
        """Put what an option says into the data; tell whether it said anything."""
        given = self.given.get(sporsmal.valg)
        if given is None:
            return False
        try:
            asked = replace(sporsmal, nummerert=False)  # who writes an option has not seen the numbers of a list
            put(data, sporsmal.path, value(asked, given))
        except AnswerError as error:
            raise UsageError(f"--{sporsmal.valg}: {error}") from None
        return True

    def _one(self, sporsmal: Sporsmal, data: Data) -> None:
        """Put the answer to one question into the data, asking until it is one."""
        if self._given(sporsmal, data):
            return
        if not self.asks or not (sporsmal.pakrevd or sporsmal.anbefalt):
            return
        _say("\n".join(_shown(sporsmal)))
        while True:
            answer = self._answer(f"{sporsmal.tittel}: ", sporsmal)
            if not answer and not sporsmal.pakrevd:
                return
            if not answer and not sporsmal.tom:
                _say("Dette må fylles ut.")
                continue
            tried = copy.deepcopy(data)
            try:
                put(tried, sporsmal.path, value(sporsmal, answer))
            except AnswerError as error:
                _say(str(error))
                continue
            before = self._so_far(data) if data else []
            if wrong := [message for message in self._so_far(tried) if message not in before]:
                _say(wrong[0])
                continue
            data.clear()
            data.update(tried)
            return

    def faults(self, data: Data, fil: str) -> list[Problem]:
        """Return the FEIL of the data."""
        document = read(_styled(data, fil, self.skjema).encode(), fil, self.skjema.titler)
        found = [*judge(document, self.skjema).problems, *check_texts(document, self.skjema, self.official)]
        return stopping(found)

    def _so_far(self, data: Data) -> list[str]:
        """Return what is wrong with data that is not finished: what is not there yet is no fault."""
        fil = "tiltak/ny.yml"
        raw = _styled(data, fil, self.skjema).encode()
        judged = judge(read(raw, fil, self.skjema.titler), self.skjema)
        right = judged.rest if judged.data is None else judged.data
        post = Post(fil, build_partly(Tiltak, right or {}, id="ny"), raw, self.skjema, watched=False)
        alt = replace(self.alt, poster=(post,))
        rules = (problem for check in (*FIELD_CHECKS, assumptions_are_not_keywords) for problem in check(alt))
        found = [*(p for p in self.faults(data, fil) if p.linje > 1), *rules]
        return [problem.melding for problem in stopping(found)]

    def _id(self, navn: str, taken: frozenset[str]) -> str:
        """Return the id: as suggested by the name, or as the person wants it."""
        suggested = fold(navn)
        if not self.asks:
            _check_id(suggested, taken)
            return suggested
        _say("\nFilnavnet blir adressen på nettstedet, og endres aldri siden.")
        while True:
            answer = self._answer(f"Id [{suggested}]: ", None) or suggested
            try:
                _check_id(answer, taken)
            except UsageError as error:
                _say(str(error))
            else:
                return answer

    def _answer(self, prompt: str, sporsmal: Sporsmal | None) -> str:
        """Return one line of what the person types; when there is no more, nothing or a calm stop."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline()
        if sporsmal is not None and (more := list(_pasted())):
            _say("\nDu limte inn flere linjer. Vi leser dem som ett svar.")
            return sporsmal.joined([line, *more])
        if line or (sporsmal is not None and not sporsmal.pakrevd):
            return line.strip()
        _say("")
        missing = [q.valg for q in self.sporsmal if q.pakrevd and self.given.get(q.valg) is None]
        raise UsageError(f"Svarene tok slutt. Skriv dem, eller gi dem slik: --{' … --'.join(missing)} …")


def _pasted() -> Iterator[str]:
    """Yield the lines that are there already when the first is read: no one types so fast, they are pasted."""
    while os.name == "posix" and sys.stdin.isatty() and select.select([sys.stdin], [], [], AT_ONCE)[0]:
        line = sys.stdin.readline()
        if not line:
            return
        yield line


def _check_id(ident: str, taken: frozenset[str]) -> None:
    """Refuse an id that cannot be an address, or that is in use."""
    if not ID_FORM.fullmatch(ident):
        near = fold(ident)
        hint = f" Mente du «{near}»?" if near else ""
        raise UsageError(f"Id-en kan bare ha små bokstaver a–z, tall og bindestrek.{hint}")
    if ident in taken:
        raise UsageError(f"Det finnes allerede en post med id-en «{ident}». Velg en annen med --id.")


def _shown(sporsmal: Sporsmal) -> Iterator[str]:
    """Yield what is told before a question: what is meant, the choices, how to answer."""
    yield f"\n{sporsmal.tittel}{'' if sporsmal.pakrevd else ' (Enter hopper over)'}"
    if explained := without_yaml(sporsmal.forklaring):
        yield f"  {explained}"
    for number, (ident, name) in enumerate(sporsmal.kjente.items(), 1):
        yield f"  {number if sporsmal.nummerert else ident:>4}  {name}"
    if sporsmal.eksempel and not sporsmal.kjente:
        yield f"  For eksempel: {sporsmal.eksempel}"
    if sporsmal.liste:
        yield f"  Skriv flere med komma mellom.{' Enter betyr ingen.' if sporsmal.tom else ''}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
