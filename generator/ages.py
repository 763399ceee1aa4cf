"""The age of a measure: stated, by its grades, roughly by its target groups, or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Alder, Tiltak, Vokabular


class Grunnlag(StrEnum):
    """What an age is built on, from the surest to none."""

    OPPGITT = "oppgitt"
    ANTATT = "antatt"
    TRINN = "trinn"
    OMTRENT = "omtrent"
    UKJENT = "ukjent"


@dataclass(frozen=True, slots=True)
class Aldersspenn:
    """Whole years from ``fra`` to ``til``, both included; None is an open end. Unknown has neither."""

    fra: int | None
    til: int | None
    grunnlag: Grunnlag

    def includes(self, years: int) -> bool:
        """Tell whether someone of this age (−1 is pregnancy) is inside; never true when unknown."""
        if self.grunnlag is Grunnlag.UKJENT:
            return False
        return (self.fra is None or self.fra <= years) and (self.til is None or years <= self.til)


def overlap(a: Aldersspenn, b: Aldersspenn) -> bool:
    """Tell whether two ages have a year in common; never when one of them is unknown."""
    if Grunnlag.UKJENT in (a.grunnlag, b.grunnlag):
        return False
    apart = (a.til is not None and b.fra is not None and a.til < b.fra) or (
        b.til is not None and a.fra is not None and b.til < a.fra
    )
    return not apart


def _hull(spans: list[Alder]) -> tuple[int | None, int | None]:
    """Return the smallest span that holds all; an open end anywhere leaves that end open."""
    lows = [s.fra for s in spans]
    highs = [s.til for s in spans]
    fra = None if None in lows else min(x for x in lows if x is not None)
    til = None if None in highs else max(x for x in highs if x is not None)
    return fra, til


def age_of(t: Tiltak, vokabular: Vokabular) -> Aldersspenn:
    """Return the age of a measure: its ``alder``, else its grades, else what its target groups mean."""
    if t.alder is not None:
        sure = Grunnlag.ANTATT if "alder" in t.antatt else Grunnlag.OPPGITT
        return Aldersspenn(t.alder.fra, t.alder.til, sure)
    grades = [vokabular.trinn[trinn].alder for trinn in t.trinn]
    known = [alder for alder in grades if alder is not None]
    if known:
        return Aldersspenn(*_hull(known), Grunnlag.TRINN)
    rough = [alder for m in t.malgrupper if (alder := vokabular.malgrupper[m].alder) is not None]
    if rough:
        return Aldersspenn(*_hull(rough), Grunnlag.OMTRENT)
    return Aldersspenn(None, None, Grunnlag.UKJENT)
