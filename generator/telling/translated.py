"""The catalogue as one language tells it: what a human has translated of each post, and the rest as it was written."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.model import Katalog, Tiltak

_FIELDS: Final = ("navn", "kort", "beskrivelse")
"""The texts of a measure that may be translated."""


class Translated(str):
    """A text of a post that a human has translated to the language of the page."""

    __slots__ = ()


def translated(katalog: Katalog, language: str) -> Katalog:
    """Return the catalogue with the translations to a language in place of the texts they are made of."""
    return replace(katalog, tiltak={t.id: _translated(t, language) for t in katalog.tiltak.values()})


def is_translated(t: Tiltak, field: str) -> bool:
    """Tell whether a text of a measure is a translation."""
    return isinstance(getattr(t, field), Translated)


def translations(katalog: Katalog) -> list[str]:
    """Name every text that is a translation. No digest of the texts themselves tells them from others."""
    return [f"{t.id}.{field}" for t in katalog.tiltak.values() for field in _FIELDS if is_translated(t, field)]


def _translated(t: Tiltak, language: str) -> Tiltak:
    """Return one measure with its translation; a text that nobody has translated, and stands for, stays as it is."""
    made = t.translation(language)
    if made is None:
        return t
    return replace(
        t,
        navn=Translated(made.navn) if made.navn else t.navn,
        kort=Translated(made.kort) if made.kort else t.kort,
        beskrivelse=Translated(made.beskrivelse) if made.beskrivelse else t.beskrivelse,
    )
