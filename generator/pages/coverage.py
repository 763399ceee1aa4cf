"""Coverage: how many measures there are for each factor, by prevention level, by BTI level and by age.

For all municipalities together, and for each one: what one of them has fills no gap in another.

A *placement* is one measure in one cell; a measure with two factors and two levels has four. Only what is
running, tried out or of unknown status is counted. What is planned or paused stands apart, what is ended
nowhere, and a type the vocabulary keeps out of coverage (tools, arenas) never.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.model import Faktor, Katalog, Tiltak, Vokabular
from generator.telling.age_choices import PREGNANT
from generator.telling.ages import Aldersgrunnlag, age_of, meets, stretches
from generator.telling.facets import AGE_BANDS
from generator.telling.present import Sikkerhet, sureness
from generator.views import in_order, municipalities

COUNTED: Final = ("i-drift", "pilot", "ukjent")
"""The statuses that count."""

APART: Final = ("planlagt", "pause")
"""The statuses that are shown beside the count, never in it."""

UNKNOWN: Final = "ukjent"
"""The column of measures whose age is unknown."""

BANDS: Final = {band: years for band, years in AGE_BANDS.items() if band != PREGNANT}
"""The age bands, both ends included: those of the search page, which a number in the table leads to."""

FIELDS: Final = {"risiko": "risikofaktorer", "beskyttelse": "beskyttelsesfaktorer"}
"""What the rows may be, and the field that holds them."""

AXES: Final = ("forebygging", "bti", "alder")
"""What the columns may be."""

Kolonne = int | str


@dataclass(frozen=True, slots=True)
class Plassering:
    """One measure in one cell, and how sure that is: as the least sure of the two fields it stands on."""

    tiltak: Tiltak
    sikkerhet: Sikkerhet


@dataclass(frozen=True)
class Celle:
    """One factor at one value of the axis: what counts there, and what is planned or paused."""

    faktor: str
    kolonne: Kolonne
    talt: tuple[Plassering, ...]
    utenom: tuple[Plassering, ...]

    @property
    def antall(self) -> int:
        """How many measures count."""
        return len(self.talt)

    def sure(self, grad: Sikkerhet) -> int:
        """Count the placements of one degree of sureness."""
        return sum(p.sikkerhet is grad for p in self.talt)

    def apart(self, status: str) -> int:
        """Count what stands apart with one status."""
        return sum(p.tiltak.status == status for p in self.utenom)


@dataclass(frozen=True)
class Matrise:
    """Factors by one axis. Each cell is there, the empty ones too, in the order of the vocabularies."""

    slag: str
    akse: str
    faktorer: Mapping[str, Faktor]
    kolonner: tuple[Kolonne, ...]
    celler: Mapping[tuple[str, Kolonne], Celle]
    utelatt: tuple[Tiltak, ...]
    """Measures that count and hold a factor of these, but stand in no cell."""
    kommune: str = ""
    """The municipality that it is of; ``""`` for all together."""

    def row(self, faktor: str) -> tuple[Celle, ...]:
        """Return the cells of one factor."""
        return tuple(self.celler[faktor, kolonne] for kolonne in self.kolonner)

    def total(self, kolonne: Kolonne) -> int:
        """Count the placements of one column."""
        return sum(self.celler[faktor, kolonne].antall for faktor in self.faktorer)

    @cached_property
    def felt(self) -> tuple[Celle, ...]:
        """Return the cells that could be gaps: all but those that cannot apply, and the unknown ages."""
        return tuple(
            c for c in self.celler.values() if c.kolonne != UNKNOWN and applies(self.faktorer[c.faktor], c.kolonne)
        )

    @cached_property
    def tomme(self) -> tuple[Celle, ...]:
        """Return the cells where nothing counts."""
        return tuple(c for c in self.felt if not c.antall)

    def sure(self, grad: Sikkerhet) -> int:
        """Count the placements of one degree of sureness in the whole matrix."""
        return sum(c.sure(grad) for c in self.celler.values())

    @property
    def plasseringer(self) -> int:
        """Count every placement."""
        return sum(c.antall for c in self.celler.values())


def applies(faktor: Faktor, kolonne: Kolonne) -> bool:
    """Tell whether a cell can hold anything: a factor may begin at an age above a whole band."""
    band = BANDS.get(str(kolonne))
    return band is None or faktor.fra_alder is None or band[1] >= faktor.fra_alder


def columns(akse: str, vokabular: Vokabular) -> tuple[Kolonne, ...]:
    """Return the columns of one axis."""
    if akse == "forebygging":
        return tuple(vokabular.forebyggingsniva)
    return tuple(vokabular.bti) if akse == "bti" else (*BANDS, UNKNOWN)


def axes(vokabular: Vokabular) -> tuple[str, ...]:
    """Return the axes that have columns: a municipality may have no BTI."""
    return tuple(akse for akse in AXES if columns(akse, vokabular))


def columns_of(t: Tiltak, akse: str, vokabular: Vokabular) -> tuple[Kolonne, ...]:
    """Return the columns one measure stands in."""
    if akse == "forebygging":
        return t.forebyggingsniva
    if akse == "bti":
        return t.bti
    spans = stretches(t, vokabular)
    if not spans:
        return (UNKNOWN,)
    return tuple(band for band, (fra, til) in BANDS.items() if meets(spans, fra, til))


def axis_sureness(t: Tiltak, akse: str, vokabular: Vokabular) -> Sikkerhet:
    """Tell how sure the place of a measure on an axis is; what target groups hint at is assumed."""
    if akse != "alder":
        return sureness(t, {"forebygging": "forebyggingsniva"}.get(akse, akse))
    grunnlag = age_of(t, vokabular).grunnlag
    if grunnlag is Aldersgrunnlag.UKJENT:
        return Sikkerhet.BEKREFTET  # that nothing is said is certain: the factor alone decides
    if grunnlag in (Aldersgrunnlag.ANTATT, Aldersgrunnlag.OMTRENT):
        return Sikkerhet.ANTATT
    return sureness(t, "alder" if grunnlag is Aldersgrunnlag.OPPGITT else "trinn")


def _place(t: Tiltak, slag: str, akse: str, vokabular: Vokabular) -> Plassering:
    """Place a measure with the sureness of the less sure of its two fields."""
    order = (Sikkerhet.ANTATT, Sikkerhet.OPPGITT, Sikkerhet.BEKREFTET)
    both = (sureness(t, FIELDS[slag]), axis_sureness(t, akse, vokabular))
    return Plassering(t, min(both, key=order.index))


def _kept(katalog: Katalog, statuses: tuple[str, ...], kommune: str) -> tuple[Tiltak, ...]:
    """Return the measures of some statuses whose type is part of coverage, in list order: all, or those of a place."""
    v = katalog.vokabular
    kept = (t for t in katalog.tiltak.values() if t.status in statuses and v.type[t.type].i_dekning)
    return in_order(t for t in kept if not kommune or kommune in municipalities(t, v))


def counted(katalog: Katalog, kommune: str = "") -> tuple[Tiltak, ...]:
    """Return every measure that counts, in all municipalities or in one, whatever factors it holds."""
    return _kept(katalog, COUNTED, kommune)


def places(katalog: Katalog) -> tuple[str, ...]:
    """Return the municipalities that have tables of their own: each with a measure there, where there are several."""
    v = katalog.vokabular
    if len(v.kommuner) == 1:
        return ()
    held = [t for t in counted(katalog) if any(getattr(t, felt) for felt in FIELDS.values())]
    there = {kommune for t in held for kommune in municipalities(t, v)}
    return tuple(kommune for kommune in v.kommuner if kommune in there)


def matrix(katalog: Katalog, slag: str, akse: str, kommune: str = "") -> Matrise:
    """Count the measures of the catalogue for one kind of factor and one axis, in all municipalities or in one."""
    v = katalog.vokabular
    faktorer: Mapping[str, Faktor] = getattr(v, FIELDS[slag])
    kolonner = columns(akse, v)
    found: dict[tuple[str, Kolonne], tuple[list[Plassering], list[Plassering]]] = {
        (faktor, kolonne): ([], []) for faktor in faktorer for kolonne in kolonner
    }
    outside = []
    for where, statuses in enumerate((COUNTED, APART)):
        for t in _kept(katalog, statuses, kommune):
            held: tuple[str, ...] = getattr(t, FIELDS[slag])
            own = columns_of(t, akse, v) if held else ()
            cells = [(f, kolonne) for f in held for kolonne in own if applies(faktorer[f], kolonne)]
            if cells:
                place = _place(t, slag, akse, v)
                for key in cells:
                    found[key][where].append(place)
            elif held and statuses == COUNTED:
                outside.append(t)
    celler = {key: Celle(*key, tuple(talt), tuple(utenom)) for key, (talt, utenom) in found.items()}
    return Matrise(slag, akse, faktorer, kolonner, celler, tuple(outside), kommune)
