"""``tiltak github``: write the files under .github/ that follow from schema, lists and units."""

from __future__ import annotations

import argparse
import sys

from generator.github.filer import github_files
from generator.load import load
from generator.place import Sted
from generator.problem import stopping
from generator.reading.skjema import inlined
from generator.reading.vokabular import read_grunnlag
from generator.report import as_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--sjekk", action="store_true", help="skriv ingenting; svar 1 hvis en fil er eldre enn dataene")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Write each file that differs; with ``--sjekk`` only tell."""
    lest = load(sted.rot, sted.i_dag)
    if lest.katalog is None:
        sys.stdout.write(f"{as_text(stopping(lest.problemer))}\n")
        return 1
    skjema = inlined(read_grunnlag(sted.rot).filled["tiltak"])
    stale = 0
    for fil, text in github_files(lest.katalog, skjema).items():
        path = sted.rot / fil
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale += 1
        if not args.sjekk:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{fil} {'er eldre enn dataene. Kjør «tiltak github».' if args.sjekk else 'er skrevet.'}\n")
    if not stale:
        sys.stdout.write("Filene i .github/ stemmer med dataene.\n")
    return 1 if stale and args.sjekk else 0
