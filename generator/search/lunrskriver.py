"""lunr's index, written straight from finished terms: what lunr.py's ``Builder`` makes, without its way there.

``Builder`` wraps every term in a token, runs it through a pipeline and sorts it into a vector one by one; our
terms are finished, so for a thousand measures that is two thirds of the work of search. The arithmetic is
lunr's own, in the same order, and a test holds the two to the same index.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lunr import __TARGET_JS_VERSION__

K1: Final = 1.2
"""lunr's own: how soon more of the same word stops counting for more."""

FINHET: Final = 4
"""So many steps are there in one of lunr's points."""


@dataclass(frozen=True, slots=True)
class Dokument:
    """One measure to index: how much it counts, and the terms of each field."""

    vekt: float
    felt: Mapping[str, Sequence[str]]


def skriv(
    vekter: Mapping[str, float], b: float, dokumenter: Sequence[Dokument], uansett_lengde: Collection[str] = ()
) -> dict[str, Any]:
    """Return the index as JSON values, small; ``pakk_ut`` and ``sok/pakk.js`` make it what lunr reads.

    A document's reference is its number, and ``vekter`` are the weights of the fields. ``b`` is how much a term counts
    for less in a long field, and ``uansett_lengde`` are fields where it does not: a service that helps with much helps
    no less with each of it. lunr itself has one ``b`` for all fields.

    ``termer`` are the terms in order. ``felt`` holds for each field, for each document, pairs of whole numbers: how
    far a term is from the one before, and its points in quarters. Which documents have a term is not written: that is
    known from these.
    """
    antall = {felt: [Counter(d.felt[felt]) for d in dokumenter] for felt in vekter}
    med = Counter(term for docs in antall.values() for termer in docs for term in termer)
    kjent = {term: (nr, _sjeldenhet(med[term], len(dokumenter))) for nr, term in enumerate(sorted(med))}
    felter: dict[str, list[list[int]]] = {}
    for felt, docs in antall.items():
        snitt = sum(termer.total() for termer in docs) / max(1, len(docs))
        av_lengde = 0.0 if felt in uansett_lengde else b
        felter[felt] = []
        for d, termer in zip(dokumenter, docs, strict=True):
            demping = K1 * (1 - av_lengde + av_lengde * (termer.total() / snitt)) if termer else 0.0
            par: list[int] = []
            forrige = 0
            for nr, vekt, n in sorted((*kjent[t], n) for t, n in termer.items()):
                poeng = round(vekt * ((K1 + 1) * n) / (demping + n) * vekter[felt] * d.vekt, 3)
                par += (nr - forrige, round(FINHET * poeng))
                forrige = nr
            felter[felt].append(par)
    return {"version": __TARGET_JS_VERSION__, "termer": " ".join(kjent), "felt": felter}


def _sjeldenhet(med: int, antall: int) -> float:
    """Return lunr's inverse document frequency of a term that is in so many fields of so many documents."""
    return math.log(1 + abs((antall - med + 0.5) / (med + 0.5)))


def pakk_ut(pakket: Mapping[str, Any]) -> dict[str, Any]:
    """Return the index as lunr itself writes it. Twin of ``sok/pakk.js``."""
    termer = pakket["termer"].split()
    omvendt: list[dict[str, Any]] = [
        {felt: {} for felt in pakket["felt"]} | {"_index": nr} for nr in range(len(termer))
    ]
    vektorer = []
    for felt, docs in pakket["felt"].items():
        for ref, par in enumerate(docs):
            vektor: list[int] = []
            nr = 0
            for lengre, poeng in zip(par[::2], par[1::2], strict=True):
                nr += lengre
                vektor += (nr, poeng)
                omvendt[nr][felt][str(ref)] = {}
            if vektor:
                vektorer.append([f"{felt}/{ref}", vektor])
    return {
        "version": pakket["version"],
        "fields": list(pakket["felt"]),
        "fieldVectors": vektorer,
        "invertedIndex": [list(p) for p in zip(termer, omvendt, strict=True)],
        "pipeline": [],
    }
