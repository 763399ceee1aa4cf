"""``tiltak status``: what each unit should look at, with file and line."""

from __future__ import annotations

import argparse
import sys
from itertools import groupby

from generator.editing.status import SLAG, Rad, status
from generator.load import load
from generator.place import Sted, UsageError
from generator.problem import stopping
from generator.report import as_text
from generator.spelling import suggest
from generator.texts import words


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--enhet", metavar="ENHET", help="bare denne enheten: id eller navn")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Tell unit by unit; answer 1 when a FEIL keeps us from knowing."""
    lest = load(sted.rot, sted.i_dag)
    if lest.katalog is None:
        sys.stdout.write(f"{as_text(stopping(lest.problemer))}\n\nRett feilene først. Da kan vi si hva som mangler.\n")
        return 1
    if not lest.filer:
        sys.stdout.write("Det er ingen poster ennå. Lag den første enheten, og så tilbudene.\n")
        return 0
    navn = {enhet.id: enhet.navn for enhet in lest.katalog.enheter.values()}
    rows = status(sted.rot, lest, sted.i_dag)
    if args.enhet is not None:
        chosen = args.enhet if args.enhet in navn else suggest(args.enhet, navn)
        if chosen not in navn or (args.enhet not in (chosen, navn[chosen])):
            hint = f" Mente du «{chosen}»?" if chosen else ""
            raise UsageError(f"Vi kjenner ikke enheten «{args.enhet}».{hint}")
        rows = tuple(row for row in rows if row.enhet == chosen)
        navn = {chosen: navn[chosen]}
    for enhet, group in groupby(rows, key=lambda row: row.enhet):
        sys.stdout.write(f"{_unit(navn[enhet], list(group))}\n\n")
    sys.stdout.write(f"{counted(rows)}\n")
    return 0


def _unit(navn: str, rows: list[Rad]) -> str:
    """Return one unit's rows for people."""
    o = words()["enhetsstatus"]
    lines = [navn, "=" * len(navn)]
    for slag, group in groupby(rows, key=lambda row: row.slag):
        lines += ["", f"{o['slag'][slag]['tittel']}"]
        for row in group:
            lines += [f"  {row.navn} – {row.felt}" if row.felt else f"  {row.navn}"]
            lines += [f"    {row.fil}, linje {row.linje}", f"    {row.tekst}"]
            lines += [f"    {o['kjor']}: {row.kommando}"] if row.kommando else []
    return "\n".join(lines)


def counted(rows: tuple[Rad, ...]) -> str:
    """Return how many rows of each kind there are, in one sentence."""
    o = words()["enhetsstatus"]["slag"]
    counts = [(slag, sum(row.slag == slag for row in rows)) for slag in SLAG]
    parts = [f"{count} {o[slag]['antall']}" for slag, count in counts if count]
    return f"{', '.join(parts)}." if parts else str(words()["enhetsstatus"]["alt_i_orden"])
