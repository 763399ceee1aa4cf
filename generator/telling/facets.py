"""The facets of the search page: what one can narrow by, with which choices, and what a measure holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.model import Begrep, Katalog, Tiltak
from generator.telling.age_choices import PREGNANT
from generator.telling.ages import meets, stretches
from generator.telling.tilgang import is_free, is_open
from generator.texts import said, words
from generator.views import code, municipalities, norwegian_key

AGE_BANDS: Final = {
    PREGNANT: (-1, -1),
    "0-2": (0, 2),
    "3-5": (3, 5),
    "6-12": (6, 12),
    "13-18": (13, 18),
    "19-24": (19, 24),
}
"""The choices of age: key in the address, and first and last whole year."""

UNKNOWN: Final = "ukjent"
"""What a measure holds in the age facet when its age is unknown; an age filter keeps it, last and marked."""


@dataclass(frozen=True, slots=True)
class Valg:
    """One choice of a facet: its value in the address, its words and its icon or ``""``."""

    verdi: str
    navn: str
    ikon: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow. ``navn`` is its key in the fragment and in ``tekster``; ``ansatt`` is for staff."""

    navn: str
    choices: Callable[[Katalog], Iterable[Valg]]
    of: Callable[[Tiltak, Katalog], Sequence[str]]
    ansatt: bool = False


def _named(begreper: Mapping[Any, Begrep], *, with_code: bool = False) -> list[Valg]:
    return [
        Valg(code(i), f"{i} {said(b.navn)}" if with_code else said(b.navn), getattr(b, "ikon", None) or "")
        for i, b in begreper.items()
    ]


def _municipalities(katalog: Katalog) -> list[Valg]:
    return sorted(_named(katalog.vokabular.kommuner), key=lambda valg: norwegian_key(valg.navn))


def _units(katalog: Katalog) -> list[Valg]:
    owners = {t.enhet for t in katalog.tiltak.values()}
    found = [Valg(e.id, e.navn) for e in katalog.enheter.values() if e.id in owners]
    return sorted(found, key=lambda valg: norwegian_key(valg.navn))


def _bti(katalog: Katalog) -> list[Valg]:
    return [Valg(code(n.id), f"{n.id} {said(n.kort)}", n.symbol) for n in katalog.vokabular.bti.values()]


def _levels(katalog: Katalog) -> list[Valg]:
    return [Valg(str(n.id), said(n.navn), str(n.id)) for n in katalog.vokabular.forebyggingsniva.values()]


def _ages(_: Katalog) -> list[Valg]:
    return [Valg(band, words()["fasett"]["aldre"][band]) for band in AGE_BANDS]


def _ages_of(t: Tiltak, katalog: Katalog) -> list[str]:
    spans = stretches(t, katalog.vokabular)
    if not spans:
        return [UNKNOWN]
    return [band for band, years in AGE_BANDS.items() if meets(spans, *years)]


def _municipalities_of(t: Tiltak, katalog: Katalog) -> Sequence[str]:
    return municipalities(t, katalog.vokabular)


FACETS: tuple[Facet, ...] = (
    Facet("bti", _bti, lambda t, _: [code(n) for n in t.bti], ansatt=True),
    Facet("forebygging", _levels, lambda t, _: t.forebyggingsniva, ansatt=True),
    Facet(
        "risiko",
        lambda k: _named(k.vokabular.risikofaktorer, with_code=True),
        lambda t, _: [code(r) for r in t.risikofaktorer],
        ansatt=True,
    ),
    Facet(
        "beskyttelse",
        lambda k: _named(k.vokabular.beskyttelsesfaktorer, with_code=True),
        lambda t, _: [code(b) for b in t.beskyttelsesfaktorer],
        ansatt=True,
    ),
    Facet("kommune", _municipalities, _municipalities_of),
    Facet("alder", _ages, _ages_of),
    Facet("tema", lambda k: _named(k.vokabular.tema), lambda t, _: t.tema),
    Facet("malgruppe", lambda k: _named(k.vokabular.malgrupper), lambda t, _: t.malgrupper),
    Facet(
        "selv",
        lambda _: [Valg("ja", words()["fasett"]["ja_selv"])],
        lambda t, _: ["ja"] if is_open(t) else [],
    ),
    Facet(
        "gratis",
        lambda _: [Valg("ja", words()["fasett"]["ja_gratis"])],
        lambda t, _: ["ja"] if is_free(t) else [],
    ),
    Facet("enhet", _units, lambda t, _: [t.enhet]),
    Facet("status", lambda k: _named(k.vokabular.status), lambda t, _: [t.status]),
)


def held(t: Tiltak, katalog: Katalog) -> dict[str, str]:
    """Return what a measure holds in every facet, values separated by spaces: the card's data attributes."""
    return {facet.navn: " ".join(facet.of(t, katalog)) for facet in FACETS}


@dataclass(frozen=True, slots=True)
class Fasett:
    """A facet with its choices and how many measures of the whole catalogue each has."""

    navn: str
    ansatt: bool
    valg: tuple[tuple[Valg, int], ...]


def facets(katalog: Katalog, holdings: Iterable[Mapping[str, str]]) -> tuple[Fasett, ...]:
    """Return every facet that has a choice, as the page shows it before anything is chosen.

    Unknown ages count in every age band, since an age filter keeps them.
    """
    kept = list(holdings)
    found = []
    for facet in FACETS:
        values = [h[facet.navn].split() for h in kept]
        extra = sum(UNKNOWN in v for v in values) if facet.navn == "alder" else 0
        choices = [(valg, sum(valg.verdi in v for v in values) + extra) for valg in facet.choices(katalog)]
        if choices:
            found.append(Fasett(facet.navn, facet.ansatt, tuple(choices)))
    return tuple(found)
