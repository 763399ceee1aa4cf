"""``tiltak skjema``: write the choices of the vocabularies into the schemas."""

from __future__ import annotations

import argparse
import sys

from generator.judging.skjema import path_of, write
from generator.load_vokabular import read_grunnlag
from generator.place import Sted
from generator.problem import stopping
from generator.report import as_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--sjekk", action="store_true", help="skriv ingenting; svar 1 hvis et skjema er eldre enn listene"
    )


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Write each schema that differs from its vocabularies; with ``--sjekk`` only tell."""
    grunnlag = read_grunnlag(sted.rot)
    if feil := stopping(grunnlag.problemer):
        sys.stdout.write(f"{as_text(feil)}\n")
        return 1
    stale = 0
    for navn, filled in grunnlag.filled.items():
        path, text = sted.rot / path_of(navn), write(filled)
        if path.read_text("utf-8") == text:
            continue
        stale += 1
        if not args.sjekk:
            path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"{path_of(navn)} {'er eldre enn listene' if args.sjekk else 'er skrevet'}.\n")
    if not stale:
        sys.stdout.write("Skjemaene stemmer med listene.\n")
    return 1 if stale and args.sjekk else 0
