"""The rule of the help lines: a wrong number harms, so each says when it was last checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.problem import Grad, Problem
from generator.rules.posts import Alt, Check
from generator.telling.hjelpelinjer import is_stale
from generator.telling.present import nb, norwegian_date

FILE: Final = "schema/vokabular/hjelpelinjer.yml"


def help_lines_are_checked(alt: Alt) -> Iterator[Problem]:
    """Each help line says when it was last checked, and that is less than half a year ago."""
    for h in alt.vokabular.hjelpelinjer.values():
        name = nb(h.navn)
        if h.dato is None:
            message = f"«{name}» har ingen dato for når opplysningene ble sjekket."
            yield Problem(FILE, 0, 0, "Dato", Grad.MANGLER, message)
        elif is_stale(h, alt.i_dag):
            day = norwegian_date(h.dato)
            message = f"«{name}» ble sist sjekket {day}. Sjekk nummer og tider, og skriv ny dato."
            yield Problem(FILE, 0, 0, "Dato", Grad.ADVARSEL, message)


LINE_CHECKS: tuple[Check, ...] = (help_lines_are_checked,)
