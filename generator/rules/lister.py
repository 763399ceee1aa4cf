"""What the rules of the closed lists look at, and the values that the program itself knows by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as File
from typing import Final

from generator.model import Vokabular
from generator.problem import Grad, Problem
from generator.reading.folder import read_bytes
from generator.reading.nodes import Document, Path
from generator.reading.vokabular import MAPPE
from generator.reading.yamlfile import read
from generator.telling.present import listed

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "kostnad": ("gratis", "ukjent"),
    "status": ("i-drift", "ukjent"),
    "svar": ("ja", "nei", "ukjent"),
    "synlighet": ("innbygger", "ansatt"),
}
"""The values of each list that every page knows by their ids: without one, it would say what is not so."""

NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "malgrupper": ("gravide", "spedbarn", "barn", "ungdom", "unge-voksne", "foresatte", "familie", "ansatte"),
    "tema": ("psykisk-helse", "graviditet", "foreldrerollen", "sprak-og-utvikling"),
}
"""Those that the guide knows: without one, it has less to go by."""

GUIDE: Final = ("alene", "samtykke", "koordinerer", "hva", "hvordan", "hvem", "verktoy", "videre")
"""The fields of a BTI level that its page tells; what is not there is said to be not given."""


@dataclass(frozen=True, slots=True)
class Lister:
    """The approved lists, and where they were read from: one is read again when a rule must point into it, once."""

    rot: File
    vokabular: Vokabular
    i_dag: date
    documents: dict[str, Document] = field(default_factory=dict)

    def problem(  # noqa: PLR0913 - all that a problem holds
        self, navn: str, path: Path, felt: str, melding: str, missing: str = "", *, grad: Grad = Grad.FEIL
    ) -> Problem:
        """Return a problem at a path of a list; ``missing`` is the field that the fields there lack, as YAML."""
        fil = f"{MAPPE}/{navn}.yml"
        if fil not in self.documents:
            raw = read_bytes(self.rot, fil)
            self.documents[fil] = read(raw if isinstance(raw, bytes) else b"", fil, {})
        document = self.documents[fil]
        forslag = document.with_field(path, [missing]) if missing else ""
        return Problem(fil, *document.key_place(path), felt, grad, melding, forslag)


ListCheck = Callable[[Lister], Iterator[Problem]]
"""One rule: what it says of the lists."""


def known_values_are_there(lister: Lister) -> Iterator[Problem]:
    """Every value that the program knows by its id is in its list, whatever name it has there."""
    needed = "Programmet bruker den. Ta den inn igjen. Navnet kan du velge selv."
    named = "Veiviseren bruker den. Har dere det samme med en annen id, så bruk denne. Navnet kan dere velge selv."
    for values, grad, why in ((NEEDED, Grad.FEIL, needed), (NAMED, Grad.ADVARSEL, named)):
        for navn, idents in values.items():
            for ident in idents:
                if ident not in getattr(lister.vokabular, navn):
                    message = f"Id-en «{ident}» mangler. {why}"
                    yield lister.problem(navn, ("verdier",), "Id", message, grad=grad)


def bti_levels_guide(lister: Lister) -> Iterator[Problem]:
    """Each BTI level tells what one does there."""
    for index, level in enumerate(lister.vokabular.bti.values()):
        if missing := [felt for felt in GUIDE if not getattr(level, felt)]:
            message = f"Nivå {level.id} mangler {listed(missing)}. På siden står det «Ikke oppgitt» der."
            yield lister.problem("bti", ("verdier", index), "BTI-nivå", message, grad=Grad.MANGLER)


LIST_CHECKS: tuple[ListCheck, ...] = (known_values_are_there, bti_levels_guide)
