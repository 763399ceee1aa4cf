"""``tiltak github``: write the files under .github/ that follow from schema, lists and units."""

from __future__ import annotations

import argparse
import sys

from generator.github.filer import outdated
from generator.load import load
from generator.place import Sted
from generator.problem import stopping
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
    stale = outdated(sted.rot, lest)
    for fil, text in stale.items():
        path = sted.rot / fil
        if not args.sjekk:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{fil} {'er eldre enn dataene. Kjør «tiltak github».' if args.sjekk else 'er skrevet.'}\n")
    if not stale:
        sys.stdout.write("Filene i .github/ stemmer med dataene.\n")
    return 1 if stale and args.sjekk else 0
