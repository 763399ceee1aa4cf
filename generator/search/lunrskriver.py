"""lunr's index, written straight from finished terms: what lunr.py's ``Builder`` makes, without its way there.

``Builder`` wraps every term in a token, runs it through a pipeline and sorts it into a vector one by one; our
terms are finished, so for a thousand measures that is two thirds of the work of search. The arithmetic is
lunr's own, in the same order, and a test holds the two to the same index.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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
    """Return the index as JSON values. A document's reference is its number; ``vekter`` are those of the fields.

    ``b`` is how much a term counts for less in a long field, and ``uansett_lengde`` are fields where it does not: a
    service that helps with much helps no less with each of it. lunr itself has one ``b`` for all fields.

    It is small: weights are whole quarters, and fields that are empty are left out.
    """
    antall = [(str(nr), d.vekt, [(felt, Counter(d.felt[felt])) for felt in vekter]) for nr, d in enumerate(dokumenter)]
    omvendt = _omvendt(antall)
    vekt = {term: _sjeldenhet(felt, len(dokumenter)) for term, felt in omvendt.items()}
    plass = {term: nr for nr, term in enumerate(omvendt)}
    snitt = {felt: sum(len(d.felt[felt]) for d in dokumenter) / max(1, len(dokumenter)) for felt in vekter}
    vektorer = []
    for ref, faktor, felter in antall:
        for felt, termer in felter:
            if termer:
                av_lengde = 0.0 if felt in uansett_lengde else b
                demping = K1 * (1 - av_lengde + av_lengde * (termer.total() / snitt[felt]))
                par = sorted(
                    (plass[t], round(vekt[t] * ((K1 + 1) * n) / (demping + n) * vekter[felt] * faktor, 3))
                    for t, n in termer.items()
                )
                vektorer.append([f"{felt}/{ref}", [x for nr, poeng in par for x in (nr, round(FINHET * poeng))]])
    return {
        "version": __TARGET_JS_VERSION__,
        "fields": list(vekter),
        "fieldVectors": vektorer,
        "invertedIndex": [
            [term, {f: omvendt[term][f] for f in vekter if f in omvendt[term]} | {"_index": plass[term]}]
            for term in sorted(omvendt)
        ],
        "pipeline": [],
    }


def _omvendt(
    antall: Iterable[tuple[str, float, list[tuple[str, Counter[str]]]]],
) -> dict[str, dict[str, dict[str, dict[str, Any]]]]:
    """Return each term, in the order they come, with the documents that have it in each field."""
    omvendt: dict[str, dict[str, dict[str, dict[str, Any]]]] = {}
    for ref, _, felter in antall:
        for felt, termer in felter:
            for term in termer:
                omvendt.setdefault(term, {}).setdefault(felt, {})[ref] = {}
    return omvendt


def _sjeldenhet(felt: Mapping[str, Mapping[str, object]], antall: int) -> float:
    """Return lunr's inverse document frequency of a term."""
    med = sum(map(len, felt.values()))
    return math.log(1 + abs((antall - med + 0.5) / (med + 0.5)))
