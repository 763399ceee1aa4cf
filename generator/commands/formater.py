"""``tiltak formater``: write the posts in the one fixed style."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from generator.commands.sjekk import inside, under
from generator.editing.onefile import replace_file
from generator.editing.style import StyleError, formatted
from generator.judging.skjema import Skjema
from generator.load_vokabular import Grunnlag, read_grunnlag
from generator.place import Sted
from generator.problem import Grad, Problem
from generator.reading.folder import MAPPER, files, read_bytes
from generator.report import as_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("filer", nargs="*", metavar="FIL", help="filene du vil skrive om; ellers alle")
    parser.add_argument("--sjekk", action="store_true", help="skriv ingenting; svar 1 hvis en fil ikke følger stilen")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Rewrite each file that is not in the style; answer 1 when one cannot be read, or differs."""
    chosen = [inside(name, sted) for name in args.filer]
    grunnlag = read_grunnlag(sted.rot)
    if not grunnlag.filled:
        sys.stdout.write(f"{as_text(grunnlag.problemer)}\n")
        return 1
    counted = {"lik": 0, "skrevet": 0, "feil": 0}
    for fil, skjema, refused in _posts(sted, grunnlag, chosen):
        counted[_one(fil, skjema, refused, sted, write=not args.sjekk)] += 1
    sys.stdout.write(f"{_summary(counted, write=not args.sjekk)}\n")
    return 1 if counted["feil"] or (args.sjekk and counted["skrevet"]) else 0


def _posts(sted: Sted, grunnlag: Grunnlag, chosen: list[str]) -> Iterator[tuple[str, Skjema, Problem | None]]:
    """Yield each chosen file with its schema, and why it cannot be read."""
    for mappe, navn in MAPPER.items():
        skjema = grunnlag.skjema(navn)
        for name, problem in files(sted.rot, mappe):
            fil = f"{mappe}/{name}" if name and problem is None else (problem.fil if problem else mappe)
            if not chosen or any(under(fil, path) for path in chosen):
                yield fil, skjema, problem


def _one(fil: str, skjema: Skjema, refused: Problem | None, sted: Sted, *, write: bool) -> str:
    """Bring one file into the style, and say what came of it."""
    raw = refused or read_bytes(sted.rot, fil)
    if isinstance(raw, Problem):
        return _left(fil, (raw,))
    try:
        text, problemer = formatted(raw, fil, skjema)
    except StyleError:
        melding = "Filen kan ikke skrives om uten at noe av innholdet endrer seg. Meld gjerne fra om det."
        return _left(fil, (Problem(fil, 0, 0, "", Grad.FEIL, melding),))
    if text is None:
        return _left(fil, problemer)
    if text.encode() == raw:
        return "lik"
    if write:
        replace_file(sted.rot / fil, text)
    sys.stdout.write(f"{fil} {'er skrevet om' if write else 'følger ikke stilen'}.\n")
    return "skrevet"


def _left(fil: str, problemer: tuple[Problem, ...]) -> str:
    """Tell why a file is left as it is."""
    sys.stdout.write(f"{as_text(problemer)}\n\n{fil} er urørt. Rett feilen først.\n")
    return "feil"


def _summary(counted: dict[str, int], *, write: bool) -> str:
    """Return the last line: how many files were in the style already, rewritten, and left."""
    changed = "skrevet om" if write else "følger ikke stilen"
    parts = [f"{counted['lik']} i riktig stil fra før", f"{counted['skrevet']} {changed}"]
    if counted["feil"]:
        parts.append(f"{counted['feil']} urørt på grunn av feil")
    if not any(counted.values()):
        return "Ingen filer."
    return f"{', '.join(parts)}."
