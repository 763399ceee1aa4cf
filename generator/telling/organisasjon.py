"""Numbers of organisations: whether one can exist, how it is written, and which holds for a unit."""

from __future__ import annotations

import re
from typing import Final

from generator.model import Enhet, Katalog

_WEIGHTS: Final = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_MODULUS: Final = 11


def digits(number: str) -> str:
    """Return the digits of a number, without what stands between them."""
    return re.sub(r"\s", "", number)


def grouped(number: str) -> str:
    """Write a number as one reads it: in threes."""
    plain = digits(number)
    return " ".join(plain[i : i + 3] for i in range(0, len(plain), 3))


def is_real(number: str) -> bool:
    """Tell whether nine digits can be the number of an organisation: the last is the one that the others give."""
    return sum(w * int(digit) for w, digit in zip(_WEIGHTS, digits(number), strict=True)) % _MODULUS == 0


def organisation_of(enhet: Enhet, katalog: Katalog) -> Enhet | None:
    """Return the organisation that a unit is, or is a part of: itself where it has a number, else the nearest above.

    A number, a name or a place in the municipality that is only assumed counts for nothing.
    """
    unit: Enhet | None = enhet
    while unit is not None:
        if unit.organisasjonsnummer and not {"organisasjonsnummer", "navn"} & set(unit.antatt):
            return unit
        above = None if "overordnet" in unit.antatt else unit.overordnet
        unit = katalog.enheter[above] if above else None
    return None
