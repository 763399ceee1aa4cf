"""What is said of each measure, and which of them are the same service in different places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import Katalog, Tekst, Tiltak
from generator.search.analysis import Analyse

_LENKE = re.compile(r"\]\([^)\s]*\)")


@dataclass(frozen=True, slots=True)
class Tekster:
    """What is said of one measure, by how much it says."""

    id: str
    navn: list[str]
    stikkord: list[str]
    kort: list[str]
    tekst: list[str]
    sted: list[str]
    kommuner: list[str]
    annet: list[str]
    tema: tuple[str, ...]
    for_innbygger: bool

    @classmethod
    def av(cls, t: Tiltak, katalog: Katalog, sprak: str) -> Tekster:
        """Gather the texts of a measure, with its translation to the language where there is one."""
        v = katalog.vokabular
        o = t.translation(sprak)
        enhet, gives = katalog.enheter.get(t.enhet), katalog.enheter.get(t.leverandor or "")
        kommuner = [k.navn["nb"] for k in _finn(t.kommuner, v.kommuner)]
        navnene: Iterator[Tekst] = (
            begrep.navn
            for ids, liste in (
                (t.malgrupper, v.malgrupper),
                (t.tema, v.tema),
                (t.risikofaktorer, v.risikofaktorer),
                (t.beskyttelsesfaktorer, v.beskyttelsesfaktorer),
                ((t.type,), v.type),
                ((t.metode,) if t.metode else (), v.metoder),
                (t.hjemmel, v.hjemler),
                (t.forebyggingsniva, v.forebyggingsniva),
            )
            for begrep in _finn(ids, liste)
        )
        return cls(
            id=t.id,
            navn=[t.navn, *_tekst(o.navn if o else None)],
            stikkord=list(t.stikkord),
            kort=[t.kort, *_tekst(o.kort if o else None)],
            tekst=[*_tekst(t.beskrivelse, t.resultat, t.tilgang.slik, t.for_ansatte, o.beskrivelse if o else None)],
            sted=[*kommuner, *_tekst(enhet.navn if enhet else None, gives.navn if gives else None)],
            kommuner=kommuner,
            annet=[
                *(n.get(sprak, n["nb"]) for n in navnene),
                *t.partnere,
                *t.plan,
                *t.risikofaktorer,
                *t.beskyttelsesfaktorer,
            ],
            tema=t.tema,
            for_innbygger="innbygger" in t.synlighet,
        )


def _finn(ids: Iterable[Any], liste: Mapping[Any, Any]) -> Iterator[Any]:
    """Yield the values that a list has of these ids."""
    return (liste[i] for i in ids if i in liste)


def _tekst(*texts: str | None) -> Iterator[str]:
    """Yield the texts that are there, links without their addresses."""
    return (_LENKE.sub("]", t) for t in texts if t)


def kind_of_service(d: Tekster, analyse: Analyse) -> frozenset[str]:
    """Return the terms of a measure's name without those of its place: what kind of service it is."""
    return frozenset(analyse.termer(d.navn[0])) - {term for sted in d.kommuner for term in analyse.termer(sted)}


def alike(tekster: Sequence[Tekster], analyse: Analyse) -> list[list[int]]:
    """Return the measures that are called the same but for the place, where there are several."""
    grupper: dict[frozenset[str], list[int]] = defaultdict(list)
    for nr, d in enumerate(tekster):
        grupper[kind_of_service(d, analyse)].append(nr)
    return [gruppe for gruppe in grupper.values() if len(gruppe) > 1]
