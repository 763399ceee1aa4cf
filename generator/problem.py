"""What is wrong in the data, as a value: where it is, what is wrong, and a line to paste."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.fodselsnummer import mask


class Grad(StrEnum):
    """How grave a problem is. The words are the product's own and stand in every output format."""

    FEIL = "FEIL"
    """Stops: nothing is built from data that has one."""

    ADVARSEL = "ADVARSEL"
    """Published, but should be mended soon."""

    MANGLER = "MANGLER"
    """Published with a gap that readers see."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place.

    ``fil`` is a POSIX path relative to the root of the project. ``linje`` and ``kolonne`` count from 1;
    0 means that the problem belongs to the whole file. ``felt`` is the Norwegian title of the field, or
    ``""``. ``forslag`` is a line that can be pasted into the file, or a sentence that says whom to ask. No identity
    number that stands in the file is repeated: what is told may be read by anyone.
    """

    fil: str
    linje: int
    kolonne: int
    felt: str
    grad: Grad
    melding: str
    forslag: str = ""

    def __post_init__(self) -> None:
        """Take identity numbers out of what is told."""
        mask(self, "melding", "forslag")

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """The order in which problems are told: by file, then by place."""
        return (self.fil, self.linje, self.kolonne, self.grad, self.melding)


def stopping(problemer: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop: every FEIL, in the same order."""
    return [problem for problem in problemer if problem.grad is Grad.FEIL]
