"""``tiltak eksporter``: the posts as a table that a Norwegian spreadsheet opens as it is."""

from __future__ import annotations

import argparse
import shlex
import sys
from itertools import chain, count
from pathlib import Path
from typing import Any

from generator.editing.flat import table
from generator.judging.judge import judge
from generator.judging.skjema import Skjema
from generator.load_vokabular import read_grunnlag
from generator.place import Sted, UsageError
from generator.problem import Problem, stopping
from generator.reading.folder import ENDING, MAPPER, files, read_bytes
from generator.reading.yamlfile import read
from generator.report import as_text

STDOUT = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--csv",
        nargs="?",
        const=STDOUT,
        required=True,
        metavar="FIL",
        help="filen det skal skrives til; ellers skjermen",
    )
    parser.add_argument("--enheter", action="store_true", help="enhetene i stedet for tiltakene")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Write the table; answer 1 when a post cannot be read, since it would be missing."""
    if args.csv != STDOUT and not args.csv.lower().endswith(".csv"):
        raise UsageError("Navnet på filen må slutte på .csv. Skriv for eksempel:  tiltak eksporter --csv poster.csv")
    mappe = "enheter" if args.enheter else "tiltak"
    grunnlag = read_grunnlag(sted.rot)
    if not grunnlag.filled:
        sys.stdout.write(f"{as_text(grunnlag.problemer)}\n")
        return 1
    skjema = grunnlag.skjema(MAPPER[mappe])
    poster, feil = _poster(sted.rot, mappe, skjema)
    if feil:
        sys.stdout.write(f"{as_text(feil)}\n\nIngenting er skrevet. Rett feilene først.\n")
        return 1
    raw = table(poster, skjema).encode("utf-8-sig")
    if args.csv == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        return 0
    path = sted.her / args.csv
    kept = _keep(path, raw)
    path.write_bytes(raw)
    if kept is not None:
        name = Path(args.csv).with_name(kept.name)
        sys.stdout.write(f"{args.csv} fantes fra før med annet innhold. Det gamle ligger nå i {name}.\n")
    back = f"{shlex.quote(args.csv)}{' --enheter' if args.enheter else ''}"
    sys.stdout.write(f"{args.csv} er skrevet med {len(poster)} rader. Ta den inn igjen med:  tiltak importer {back}\n")
    return 0


def _keep(path: Path, raw: bytes) -> Path | None:
    """Copy a file beside itself, under a name no other file has, when what takes its place is not the same."""
    if not path.exists() or (old := path.read_bytes()) == raw:
        return None
    names = (path.with_name(f"{path.stem}.forrige{number}{path.suffix}") for number in chain(("",), count(2)))
    beside = next(name for name in names if not name.exists())
    with beside.open("xb") as stream:
        stream.write(old)
    return beside


def _poster(rot: Path, mappe: str, skjema: Skjema) -> tuple[dict[str, Any], list[Problem]]:
    """Return the data of each post by id, and the FEIL of those that cannot be read."""
    poster: dict[str, Any] = {}
    feil: list[Problem] = []
    for name, problem in files(rot, mappe):
        raw = problem or read_bytes(rot, f"{mappe}/{name}")
        if isinstance(raw, Problem):
            feil.append(raw)
            continue
        judged = judge(read(raw, f"{mappe}/{name}", skjema.titler), skjema)
        feil += stopping(judged.problems)
        poster[name.removesuffix(ENDING)] = judged.data
    return poster, feil
