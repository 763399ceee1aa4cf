"""``tiltak bygg``: build the site, and say where it is."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from generator import oppsett, oppsettfeil
from generator.bygg import build
from generator.editing.revisions import count_measures
from generator.mark import is_marked, is_ours
from generator.place import Sted, UsageError
from generator.problem import stopping
from generator.report import NOT_BUILT, as_text, summary


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--til",
        metavar="MAPPE",
        help="mappen nettstedet skal ligge i; ellers den som står ved site_dir i mkdocs.yml: site/",
    )
    parser.add_argument("--faerre", action="store_true", help="bygg selv om det er langt færre tiltak enn sist")
    parser.add_argument(
        "--forrige",
        metavar="VERSJON",
        help="versjonen i git som er sist, når det ikke står noe nettsted i mappen fra før",
    )


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Build; answer 0 when the site is in its place, 1 when a FEIL stopped it."""
    if args.til == "":
        raise UsageError("Du må skrive noe etter --til.")  # most likely a variable that is not set
    site = oppsett.site_dir(sted.rot)
    til = (sted.her / args.til).resolve() if args.til else site
    if args.til is None and (wrong := list(oppsettfeil.site_fault(site, sted.rot))):
        return _stopped(as_text(oppsett.located(sted.rot, wrong)))
    if til.is_symlink():
        raise UsageError(f"{til} er en lenke. Slett lenken, eller skriv mappen den fører til: --til {til.resolve()}")
    if refused := _refused(til, sted.rot, site):
        raise UsageError(f"{til} {refused} Velg en annen mappe med --til.")
    last = 0 if args.forrige is None or is_marked(til) else _measures(args.forrige, sted.rot)
    gc.disable()  # the program ends when the site is there; until then nearly everything it has made is in use
    built = build(sted.rot, til, fewer=args.faerre, last=last, tell=lambda text: sys.stderr.write(f"{text}\n"))
    gc.freeze()  # nor does Python look through it all for circles when the program ends
    feil = stopping(built.problemer)
    if feil or built.feil:
        return _stopped(as_text(feil) or built.feil)
    if built.utelatt:
        sys.stdout.write(f"{built.utelatt}\n")
    sekunder = f"{built.sekunder:.1f}".replace(".", ",")
    sys.stdout.write(f"{summary(built.problemer, built.filer)}\n")
    sys.stdout.write(f"{built.sider} sider på {sekunder} sekunder. Nettstedet ligger i {til}\n")
    return 0


def _measures(forrige: str, rot: Path) -> int:
    """Return how many measures stood in a version in git; of one that is not known, say so, and it held none."""
    found = count_measures(forrige, rot)
    if found is None:
        sys.stderr.write(f"Vi finner ikke versjonen «{forrige}», og vet ikke hvor mange tiltak det var sist.\n")
    return found or 0


def _stopped(why: str) -> int:
    """Say why nothing was built."""
    sys.stderr.write(f"{why}\n\n{NOT_BUILT}\n")
    return 1


def _refused(til: Path, rot: Path, site: Path) -> str:
    """Return why a site cannot be built into a folder, as the end of a sentence; ``""`` when it can."""
    if why := oppsett.in_project(til, rot):
        return why
    if site in til.parents or any(is_marked(folder) for folder in til.parents):
        return "ligger inne i et nettsted, og blir borte neste gang det bygges."
    if not is_ours(til):
        return "er ikke tom, og er ikke laget av «tiltak bygg»."
    return ""
