"""Finds every quote again in the source documents: ``python -m generator.kilder FOLDER``.

A quote is found when it stands, white space folded, inside the lines that the post names. So a fact that
nobody stated, or that was copied from the wrong place, does not slip in.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.load import load
from generator.model import Katalog, Kilde
from generator.place import answered, day
from generator.telling.dokumenter import citations


def folded(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def lines_named(linjer: str) -> list[range]:
    """Return the line numbers (from 1) of «131-146; 150» as ranges."""
    ranges = []
    for part in linjer.split(";"):
        first, _, last = part.strip().partition("-")
        ranges.append(range(int(first), int(last or first) + 1))
    return ranges


def stands_there(kilde: Kilde, lines: Sequence[str]) -> bool:
    """Tell whether a quote stands in the lines it names."""
    quote = folded(kilde.sitat)
    return any(quote in folded(" ".join(lines[n.start - 1 : n.stop - 1])) for n in lines_named(kilde.linjer))


def missing(katalog: Katalog, folder: Path) -> list[str]:
    """Return one Norwegian sentence for every quote that is not where it should be."""
    documents = {d: (folder / f"{d}.txt").read_text(encoding="utf-8").split("\n") for d in katalog.vokabular.dokumenter}
    return [
        f"{fil}: fant ikke «{k.sitat}» i dokument {k.dokument}, linje {k.linjer}."
        for fil, k in citations(katalog)
        if not stands_there(k, documents[k.dokument])
    ]


def main(arguments: Sequence[str]) -> int:
    """Check the catalogue in the working directory against the sources in a folder; 0 when all are found."""
    if len(arguments) != 1:
        sys.stderr.write("Bruk: python -m generator.kilder MAPPE\n")
        return 2
    folder = Path(arguments[0])
    katalog = load(Path.cwd(), day()).katalog
    if katalog is None:
        sys.stderr.write("Dataene har FEIL. Kjør «tiltak sjekk» først.\n")
        return 1
    absent = [d for d in katalog.vokabular.dokumenter if not (folder / f"{d}.txt").is_file()]
    if absent:
        sys.stderr.write(f"Fant ikke kildene {', '.join(absent)} i mappen {folder}.\n")
        return 2
    faults = missing(katalog, folder)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    total = sum(1 for _ in citations(katalog))
    sys.stdout.write(f"{total - len(faults)} av {total} sitater er funnet igjen i kildene.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(answered(lambda: main(sys.argv[1:])))
