"""A build with far fewer measures than the last is most likely a mistake, and is stopped before anything is lost."""

from __future__ import annotations

import dataclasses

from generator.load import Lest
from generator.problem import Grad, Problem

FEW = 5
"""So many measures may always go, also from a small overview."""


def guard(lest: Lest, before: int, percent: int) -> Lest:
    """Return what was read, without its catalogue and with a FEIL where too much is gone.

    ``before`` is how many measures there were last time, and ``percent`` how many of a hundred may go
    (100 lets all go).
    """
    now = len(lest.katalog.tiltak) if lest.katalog else before
    if before - now <= max(FEW, before * percent // 100):
        return lest
    message = (
        f"Her er {now} tiltak. Sist var det {before}. Er noen filer blitt borte? Hent dem tilbake. "
        "Er det meningen, kjør «tiltak bygg --faerre». På GitHub kjører du «Publiser» for hånd."
    )
    problem = Problem("tiltak", 0, 0, "", Grad.FEIL, message)
    return dataclasses.replace(lest, katalog=None, problemer=(problem, *lest.problemer))
