"""What is known of a method's effect. A grade is never bare: scale, year, words and link go with it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Metode
from generator.texts import words


@dataclass(frozen=True, slots=True)
class Kunnskap:
    """The grade of a method in words, what it means, and where it stands; empty texts when it has none."""

    grad: str = ""
    betyr: str = ""
    kilde: str = ""


def evidence(m: Metode) -> Kunnskap:
    """Return what is known of the effect of a method."""
    if m.ungsinn is None:
        return Kunnskap()
    o = words()["ungsinn"]
    grade = str(m.ungsinn.niva)
    year = f", {m.ungsinn.aar}" if m.ungsinn.aar else ""
    text = (
        o["grad"].format(
            niva=grade, ord=o["grader"].get(grade, ""), skala=o["skalaer"].get(m.ungsinn.skala, m.ungsinn.skala)
        )
        + year
    )
    return Kunnskap(text, o["betyr"].get(grade, ""), m.ungsinn.url or "")
