"""``tiltak sjekk``: read and judge everything, tell what is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from generator import oppsett, oppsettfeil
from generator.cache import Cache
from generator.editing.revisions import changed_files
from generator.load import Lest, load
from generator.load_few import load_few
from generator.place import MERKE, Sted, UsageError
from generator.problem import Grad, Problem, stopping
from generator.reading.folder import LISTEMAPPE, MAPPER
from generator.report import FORMATS, summary
from generator.search.sokevokabular import forst_borte, sokefeil
from generator.sider import broken_texts, unfinished


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("filer", nargs="*", metavar="FIL", help="filene du vil vite om; ellers alle")
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="tekst",
        help="tekst for mennesker, github for merknader i en pull request, json for programmer",
    )
    parser.add_argument(
        "--siden",
        metavar="VERSJON",
        help="vis ADVARSEL og MANGLER bare i filene som er endret siden denne versjonen i git",
    )
    parser.add_argument("--streng", action="store_true", help="svar 1 også ved ADVARSEL og MANGLER")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Tell the problems; answer 1 when there is a FEIL, with ``--streng`` when there is anything at all."""
    chosen = [inside(name, sted) for name in args.filer]
    lest = load_few(sted.rot, sted.i_dag, chosen) if chosen else load(sted.rot, sted.i_dag)
    told = sorted(
        {*lest.problemer, *_of_search(sted, chosen, lest), *_of_pages(sted, chosen)}, key=lambda problem: problem.key
    )
    near = None if args.siden is None else changed_files(args.siden, sted.rot)
    problemer = [
        problem
        for problem in told
        if (not chosen or _concerns(problem, chosen))
        and (near is None or problem.grad is Grad.FEIL or problem.fil in near)
    ]
    filer = [fil for fil in lest.filer if not chosen or any(under(fil, path) for path in chosen)]
    filer += [fil for fil in chosen if fil.partition("/")[0] not in MAPPER and (sted.rot / fil).is_file()]
    text = FORMATS[args.format](problemer)
    if text:
        sys.stdout.write(f"{text}\n")
    if args.format == "tekst":
        gap = "\n" if problemer else ""
        sys.stdout.write(f"{gap}{summary(problemer, len(filer))}\n")
    return 1 if (problemer if args.streng else stopping(problemer)) else 0


def inside(name: str, sted: Sted) -> str:
    """Return a file named on the command line as a path from the root."""
    if not name:
        raise UsageError("Et av filnavnene er tomt.")
    paths = (Path(os.path.abspath(folder / name)) for folder in (sted.her, sted.rot))  # noqa: PTH100 - a link is named by its own place
    path = next((path for path in paths if os.path.lexists(path)), None)
    if path is None:
        raise UsageError(f"Finner ikke filen {name}.")
    real = Path(os.path.realpath(path.parent)) / path.name
    try:
        relative = real.relative_to(sted.rot)
    except ValueError:
        raise UsageError(f"{name} ligger ikke i {sted.rot}.") from None
    fil, pages = relative.as_posix(), oppsett.pages_dir(sted.rot)
    if relative.parts and relative.parts[0] not in (*MAPPER, "schema", MERKE) and not (pages and under(fil, pages)):
        raise UsageError(f"{name} er ingen post. Postene ligger i {', '.join(MAPPER)}.")
    if any(part.startswith(".") for part in relative.parts):
        raise UsageError(f"{name} blir ikke lest, for navnet begynner med punktum.")
    return fil


def under(fil: str, path: str) -> bool:
    """Tell whether a file is the one at a path, or lies in the folder there."""
    return path in (".", fil) or fil.startswith(f"{path}/")


def _of_search(sted: Sted, chosen: list[str], lest: Lest) -> tuple[Problem, ...]:
    """Return what is wrong with the vocabulary of search: not asked when one asks about posts only."""
    if chosen and not any(fil.partition("/")[0] in (".", "schema") for fil in chosen):
        return ()
    stopping_it = sokefeil(sted.rot / LISTEMAPPE, Cache.of(sted.rot))
    if stopping_it or lest.katalog is None:
        return stopping_it
    return forst_borte(sted.rot / LISTEMAPPE, lest.katalog.tiltak)


def _of_pages(sted: Sted, chosen: list[str]) -> Iterator[Problem]:
    """Yield what is wrong with the settings and the hand-written pages: not asked when one asks about posts only."""
    pages = oppsett.pages_dir(sted.rot)
    if not chosen or any(path in (".", MERKE) for path in chosen):
        yield from oppsett.read(sted.rot) or oppsettfeil.judged(sted.rot)
    if not chosen or any(path == "." or (pages and under(path, pages)) for path in chosen):
        yield from unfinished(sted.rot, pages, oppsett.languages(sted.rot))
        yield from broken_texts(sted.rot, pages)


def _concerns(problem: Problem, chosen: list[str]) -> bool:
    """Tell whether a problem is about a chosen file, or keeps every file from being judged."""
    stops_all = problem.grad is Grad.FEIL and problem.fil.startswith("schema")
    return stops_all or any(under(problem.fil, path) or under(path, problem.fil) for path in chosen)
