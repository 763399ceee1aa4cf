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


@dataclass(frozen=True, slots=True)
class Aldersspenn:
    """Years from ``fra`` to ``til``, both included (−1 is pregnancy); None is an open end. Unknown has neither."""

    fra: int | None
    til: int | None
    grunnlag: Aldersgrunnlag


def overlap(a: Aldersspenn, b: Aldersspenn) -> bool:
    """Tell whether two ages have a year in common; never when one of them is unknown."""
    if Aldersgrunnlag.UKJENT in (a.grunnlag, b.grunnlag):
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
        sure = Aldersgrunnlag.ANTATT if "alder" in t.antatt else Aldersgrunnlag.OPPGITT
        return Aldersspenn(t.alder.fra, t.alder.til, sure)
    grades = [vokabular.trinn[trinn].alder for trinn in t.trinn]
    known = [alder for alder in grades if alder is not None]
    if known:
        return Aldersspenn(*_hull(known), Aldersgrunnlag.TRINN)
    rough = [alder for m in t.malgrupper if (alder := vokabular.malgrupper[m].alder) is not None]
    if rough:
        return Aldersspenn(*_hull(rough), Aldersgrunnlag.OMTRENT)
    return Aldersspenn(None, None, Aldersgrunnlag.UKJENT)


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
    """Return the same age as :func:`age_of`, with its gaps: 3rd and 8th grade are two years, not six.

    Youngest first; nothing when the age is unknown. An absent end is open.
    """
    if t.alder is not None:
        return (t.alder,)
    grades = [alder for trinn in t.trinn if (alder := vokabular.trinn[trinn].alder) is not None]
    rough = [alder for m in t.malgrupper if (alder := vokabular.malgrupper[m].alder) is not None]
    return _merged(grades or rough)


def meets(spans: Iterable[Alder], fra: int, til: int) -> bool:
    """Tell whether any of the spans holds a year from ``fra`` to ``til``."""
    return any((s.fra is None or s.fra <= til) and (s.til is None or fra <= s.til) for s in spans)
