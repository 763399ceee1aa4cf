"""``tiltak importer``: posts from a spreadsheet. Tells every doubt; writes only with --skriv, and only what holds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from textwrap import indent

from generator.commands.endringer import as_text as sentences
from generator.editing.changes import Endring, changes
from generator.editing.importing import Innhold, Rad, content
from generator.editing.incell import in_cells
from generator.editing.onefile import new_file, replace_file
from generator.editing.revisions import read_folder
from generator.editing.sheet import Tvil, read_sheet
from generator.editing.style import StyleError, check
from generator.editing.trial import trial
from generator.judging.skjema import Skjema
from generator.load_vokabular import read_grunnlag
from generator.place import Sted, UsageError
from generator.problem import Grad
from generator.reading.folder import MAPPER
from generator.report import as_text

FEW = 8
"""Up to so many rows are told by number at once."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("fil", metavar="FIL", help="regnearket: .csv eller .xlsx")
    parser.add_argument("--skriv", action="store_true", help="skriv filene; ellers sier vi bare hva som ville skje")
    parser.add_argument("--enheter", action="store_true", help="radene er enheter, ikke tiltak")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Tell what each row would do, and do it with --skriv; answer 1 when a row cannot be used."""
    path = sted.her / args.fil
    if not path.is_file():
        raise UsageError(f"Finner ikke filen {args.fil}.")
    grunnlag = read_grunnlag(sted.rot)
    if not grunnlag.filled:
        sys.stdout.write(f"{as_text(grunnlag.problemer)}\n")
        return 1
    mappe, others = ("enheter", "tiltak") if args.enheter else ("tiltak", "enheter")
    skjema, other = grunnlag.skjema(MAPPER[mappe]), grunnlag.skjema(MAPPER[others])
    innhold = content(read_sheet(path.read_bytes(), path.name), sted.rot, mappe, skjema, other)
    _say(*(tvil.text(args.fil) for tvil in innhold.tvil))
    if innhold.refused:
        _say("Ingenting er skrevet.")
        return 1
    _judge(innhold, sted, skjema)
    for rad in innhold.rader:
        _say(*(tvil.text(args.fil) for tvil in rad.tvil))
    good = innhold.usable
    before = read_folder(sted.rot, grunnlag)
    after = before.with_texts({fil: rad.tekst for fil, rad in good.items()})
    told = {fil: list(group) for fil, group in groupby(changes(before, after), lambda endring: endring.fil)}
    if args.skriv:
        for rad in good.values():
            _write(rad, sted)
    if good:
        _say("\n".join(_done(rad, told.get(rad.fil, ()), written=args.skriv) for rad in good.values()))
    _say(*(tvil.text(args.fil) for tvil in _emptied(good.values(), written=args.skriv)))
    _say(_summary(innhold.rader, good.values(), written=args.skriv))
    return 1 if any(rad.refused for rad in innhold.rader) else 0


def _judge(innhold: Innhold, sted: Sted, skjema: Skjema) -> None:
    """Tell what ``tiltak sjekk`` would say, of each cell; refuse a row with a FEIL, or that would lose a comment."""
    good = innhold.usable
    if not good:
        return
    dom = trial(sted.rot, sted.i_dag, {fil: rad.tekst for fil, rad in good.items()})
    found = [*dom.feil, *dom.advarsler]
    elsewhere = [problem for problem in found if problem.fil not in good]
    for fil, rad in good.items():
        for problem, tvil in in_cells([problem for problem in found if problem.fil == fil], rad, skjema):
            if tvil is None:
                elsewhere.append(problem)
            else:
                rad.tvil.append(tvil)
    if elsewhere:
        _say(as_text(elsewhere))
    for fil, rad in good.items():
        if fil not in dom.holder:
            if not rad.refused or any(problem.fil == fil for problem in elsewhere):
                melding = f"{fil} ville få feil (se over), og blir ikke skrevet."
                rad.tvil.append(Tvil(rad.nummer, 0, "", Grad.FEIL, melding))
            continue
        try:
            check(rad.tekst, fil, skjema, rad.data, rad.merknader)
        except StyleError:
            melding = f"En kommentar i {fil} ville gått tapt. Endre filen for hånd."
            rad.tvil.append(Tvil(rad.nummer, 0, "", Grad.FEIL, melding))


def _write(rad: Rad, sted: Sted) -> None:
    """Write the file of one row."""
    path = sted.rot / rad.fil
    if rad.ny:
        new_file(path, rad.tekst)
    else:
        replace_file(path, rad.tekst)


def _done(rad: Rad, changed: Sequence[Endring], *, written: bool) -> str:
    """Say what came of one row, and below it what that changes in the post, as ``tiltak endringer`` says it."""
    verb = ("er laget", "er skrevet om") if written else ("ville blitt laget", "ville blitt skrevet om")
    return f"Rad {rad.nummer}: {rad.fil} {verb[0] if rad.ny else verb[1]}.\n{indent(sentences(changed), '  ')}"


def _emptied(rader: Iterable[Rad], *, written: bool) -> Iterator[Tvil]:
    """Yield one ADVARSEL for each field that empty cells take away, however many they are."""
    fields: dict[str, tuple[int, list[int]]] = {}
    for rad in rader:
        for at, column in rad.emptied.items():
            felt = ".".join(takewhile(lambda step: not step.isdigit(), column.navn.split(".")))
            fields.setdefault(felt, (at, []))[1].append(rad.nummer)
    for felt, (at, found) in fields.items():
        numbers = sorted(set(found))
        alone = len(numbers) == 1
        rows = ", ".join(map(str, numbers[:FEW])) + (f" og {len(numbers) - FEW} til" if len(numbers) > FEW else "")
        where = "Cellen er tom." if alone else f"Cellen er tom i {len(numbers)} rader: {rows}."
        what = "Det som sto i posten, er tatt bort." if written else "Det som står i posten, ville blitt tatt bort."
        more = " Leserne ser da det som var antatt, som sikkert." if felt == "antatt" else ""
        yield Tvil(numbers[0] if alone else 0, at + 1, felt, Grad.ADVARSEL, f"{where} {what}{more}")


def _summary(rader: list[Rad], good: Collection[Rad], *, written: bool) -> str:
    """Return the numbers, and what to do next."""
    refused = sum(rad.refused for rad in rader)
    new = sum(rad.ny for rad in good)
    counts = f"{new} nye, {len(good) - new} endret, {len(rader) - len(good) - refused} like, {refused} ikke brukt"
    lines = [f"{len(rader)} {'rad' if len(rader) == 1 else 'rader'} lest: {counts}."]
    if good:
        ask = (
            "Les endringene, og kjør tiltak sjekk."
            if written
            else "Ingenting er skrevet. Legg til --skriv når det er riktig."
        )
        lines.append(ask)
    return "\n".join(lines)


def _say(*parts: str) -> None:
    for part in parts:
        sys.stdout.write(f"{part}\n\n" if not part.endswith("\n") else part)
