"""What the rules of the closed lists look at, and the values that the program itself knows by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File
from typing import Final

from generator.model import Vokabular
from generator.problem import Grad, Problem
from generator.reading.folder import read_bytes
from generator.reading.nodes import Path
from generator.reading.vokabular import MAPPE
from generator.reading.yamlfile import read

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "kostnad": ("gratis", "ukjent"),
    "malgrupper": ("gravide", "spedbarn", "barn", "ungdom", "unge-voksne", "foresatte", "familie", "ansatte"),
    "status": ("planlagt", "pilot", "i-drift", "pause", "avsluttet", "ukjent"),
    "svar": ("ja", "nei", "ukjent"),
    "synlighet": ("innbygger", "ansatt"),
    "tema": ("psykisk-helse", "graviditet", "foreldrerollen", "sprak-og-utvikling"),
}
"""The values of each list that pages, filters and the guide know by their ids. Without one, something is left out."""


@dataclass(frozen=True, slots=True)
class Lister:
    """The approved lists, and where they were read from: one is read again only when a rule must point into it."""

    rot: File
    vokabular: Vokabular
    i_dag: date

    def problem(self, navn: str, path: Path, felt: str, melding: str, missing: str = "") -> Problem:
        """Return a FEIL at a path of a list; ``missing`` is the field that the fields there lack, as YAML."""
        fil = f"{MAPPE}/{navn}.yml"
        raw = read_bytes(self.rot, fil)
        place = read(raw, fil, {}).key_place(path) if isinstance(raw, bytes) else (0, 0)
        forslag = f"{' ' * (place[1] - 1)}{missing}" if missing else ""
        return Problem(fil, *place, felt, Grad.FEIL, melding, forslag)


ListCheck = Callable[[Lister], Iterator[Problem]]
"""One rule: what it says of the lists."""


def known_values_are_there(lister: Lister) -> Iterator[Problem]:
    """Every value that the program knows by its id is in its list, whatever name it has there."""
    for navn, idents in NEEDED.items():
        for ident in idents:
            if ident not in getattr(lister.vokabular, navn):
                message = f"Id-en «{ident}» mangler. Programmet bruker den. Ta den inn igjen. Navnet kan du velge selv."
                yield lister.problem(navn, ("verdier",), "Id", message)
