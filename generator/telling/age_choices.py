"""The ages one may choose between, on the home page, in the life course and on the levels of BTI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from generator.model import Alder, Trinn, Vokabular
from generator.telling.ages import meets
from generator.telling.present import grade_text
from generator.texts import words

FIRST: Final = -1
LAST: Final = 24
"""Pregnancy, and the last year the life course shows."""

PREGNANT: Final = "gravid"
"""What the address says for pregnancy, here as on the search page."""

PHASES: Final = (
    (PREGNANT, -1, -1),
    ("0", 0, 0),
    ("1-5", 1, 5),
    ("6-12", 6, 12),
    ("13-18", 13, 18),
    ("19-24", 19, 24),
)
"""The ages one chooses between: what the address says, and the first and last year."""


@dataclass(frozen=True, slots=True)
class Fase:
    """A phase of childhood: its key in the address, its words, and its first and last year."""

    nokkel: str
    navn: str
    under: str
    fra: int
    til: int


def year_name(age: int) -> str:
    """Say one age: «Gravid», «7 år»."""
    o = words()["livslop"]
    return str(o["gravid"]) if age == FIRST else str(o["aar"].format(alder=age))


def coded(spans: Iterable[Alder]) -> str:
    """Write spans for the browser: ``-1:12 16:``; an absent end is open."""
    return " ".join(f"{'' if s.fra is None else s.fra}:{'' if s.til is None else s.til}" for s in spans)


def phases() -> list[Fase]:
    """Return the phases of childhood: the ways in by age."""
    o = words()["livslop"]
    return [Fase(key, _phase_name(key, fra, til), o["faser"][key], fra, til) for key, fra, til in PHASES]


def choices(vokabular: Vokabular) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the ages one may choose, in groups: the phases, then each year with its grade."""
    o = words()["livslop"]
    several = [(fase.nokkel, f"{fase.navn}, {fase.under.lower()}") for fase in phases() if fase.fra != fase.til]
    years = [
        (PREGNANT if age == FIRST else str(age), _year_with_grade(age, vokabular)) for age in range(FIRST, LAST + 1)
    ]
    return [(o["velg_fase"], several), (o["velg_aar"], years)]


def _phase_name(key: str, fra: int, til: int) -> str:
    o = words()["livslop"]
    return year_name(fra) if fra == til else str(o["aar"].format(alder=key.replace("-", "–")))


def _year_with_grade(age: int, vokabular: Vokabular) -> str:
    """Say an age and the grade one usually is in: «11 år (6. trinn)»."""
    grades = [n.id for n in vokabular.trinn.values() if n.alder and meets([n.alder], age, age)]
    names: Mapping[int | str, Trinn] = vokabular.trinn
    grade = grade_text(grades, names)
    return f"{year_name(age)} ({grade})" if grade else year_name(age)
