"""The age of a measure: stated, by its grades, roughly by its target groups, or unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.model import Alder, Tiltak, Vokabular


class Aldersgrunnlag(StrEnum):
    """What an age is built on, from the surest to none."""

    OPPGITT = "oppgitt"
    ANTATT = "antatt"
    TRINN = "trinn"
    OMTRENT = "omtrent"
    UKJENT = "ukjent"


GRUNNLAG = {
    Aldersgrunnlag.OPPGITT: "alder",
    Aldersgrunnlag.ANTATT: "alder",
    Aldersgrunnlag.TRINN: "trinn",
    Aldersgrunnlag.OMTRENT: "malgrupper",
}
"""The field that an age is taken from; an age that is not known is from none."""


@dataclass(frozen=True, slots=True)
class Aldersspenn:
    """The years of a measure, and what they are built on.

    Each stretch has its first and last year, both included (−1 is pregnancy); an absent end is open. Youngest first,
    and a gap is a gap: 3rd and 8th grade are two years, not six. Unknown has none.
    """

    strekk: tuple[Alder, ...]
    grunnlag: Aldersgrunnlag


def overlap(a: Aldersspenn, b: Aldersspenn) -> bool:
    """Tell whether two ages have a year in common; never when one of them is unknown."""
    return any(
        (x.fra is None or y.til is None or x.fra <= y.til) and (y.fra is None or x.til is None or y.fra <= x.til)
        for x in a.strekk
        for y in b.strekk
    )


def age_of(t: Tiltak, vokabular: Vokabular) -> Aldersspenn:
    """Return the age of a measure: its ``alder``, else its grades, else what its target groups mean."""
    if t.alder is not None:
        return Aldersspenn((t.alder,), Aldersgrunnlag.ANTATT if "alder" in t.antatt else Aldersgrunnlag.OPPGITT)
    grades = [alder for trinn in t.trinn if (alder := vokabular.trinn[trinn].alder) is not None]
    if grades:
        return Aldersspenn(_merged(grades), Aldersgrunnlag.TRINN)
    rough = [alder for m in t.malgrupper if (alder := vokabular.malgrupper[m].alder) is not None]
    return Aldersspenn(_merged(rough), Aldersgrunnlag.OMTRENT if rough else Aldersgrunnlag.UKJENT)


def _merged(spans: Iterable[Alder]) -> tuple[Alder, ...]:
    """Join spans that overlap or follow on each other, youngest first."""
    merged: list[Alder] = []
    for span in sorted(spans, key=lambda s: (s.fra is not None, s.fra or 0)):
        last = merged[-1] if merged else None
        touches = last and (last.til is None or span.fra is None or span.fra <= last.til + 1)
        if last and touches:
            til = None if last.til is None or span.til is None else max(last.til, span.til)
            merged[-1] = Alder(last.fra, til)
        else:
            merged.append(span)
    return tuple(merged)


def stretches(t: Tiltak, vokabular: Vokabular) -> tuple[Alder, ...]:
    """Return the years of a measure alone: every view that asks for ages asks for these."""
    return age_of(t, vokabular).strekk


def meets(spans: Iterable[Alder], fra: int, til: int) -> bool:
    """Tell whether any of the spans holds a year from ``fra`` to ``til``."""
    return any((s.fra is None or s.fra <= til) and (s.til is None or fra <= s.til) for s in spans)
