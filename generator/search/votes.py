"""What a query may mean votes for the measures. Twin of ``sok/stemmer.js``.

To lunr a concept is a term like any other: one that few measures have counts most, and what is the very first to show
for it gets little more than the rest. A vote counts as much as the concept is like the query, by all that people say
for it and not its best entry alone, and as closely as the measure is tied to the concept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.search.analysis import BEGREP
from generator.search.phrases import Begrepstreff


@dataclass(frozen=True, slots=True)
class Valg:
    """One election: who votes, what they would show first, and how much each kind of tie counts."""

    begreper: Sequence[Begrepstreff]
    forst: Sequence[Sequence[int]]
    """For each concept the measures that one would show first, as numbers, the very first at the head."""
    vekter: Mapping[str, int]

    def stemmer(self, nr: int, felter: Mapping[str, Collection[str]]) -> int:
        """Return the votes of one measure; ``felter`` says for each term in which fields the measure has it."""
        return sum(
            b.likhet * self._knyttet(b.nr, nr, felter[tag])
            for b in self.begreper
            if (tag := f"{BEGREP}{b.nr}") in felter
        )

    def _knyttet(self, begrep: int, nr: int, felter: Collection[str]) -> int:
        """Return how closely a measure is tied to a concept that it has in some fields."""
        forst = self.forst[begrep]
        if nr in forst:
            return self.vekter["aller" if nr == forst[0] else "blant"]
        return max(self.vekter[felt] for felt in felter)
