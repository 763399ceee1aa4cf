"""Which measures a reader of one may want next: those it names, its whole and parts, then the most alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Katalog, Tiltak, Vokabular
from generator.telling.ages import Aldersspenn, age_of, overlap
from generator.views import only_staff

MOST = 6
WINDOW = 30
"""How many neighbours in each bucket are compared: enough to choose from, and the same at any size."""

Bucket = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class _Trekk:
    """What measures are compared by."""

    tema: frozenset[str]
    kommuner: frozenset[str]
    malgrupper: frozenset[str]
    alder: Aldersspenn

    @classmethod
    def av(cls, t: Tiltak, vokabular: Vokabular) -> _Trekk:
        """Take them from a measure."""
        return cls(frozenset(t.tema), frozenset(t.kommuner), frozenset(t.malgrupper), age_of(t, vokabular))


def alike(a: _Trekk, b: _Trekk) -> int:
    """Count what two measures share; shared themes weigh most, and without one they are not alike."""
    themes = len(a.tema & b.tema)
    if not themes:
        return 0
    place = not a.kommuner.isdisjoint(b.kommuner)
    return 4 * themes + 2 * place + 2 * overlap(a.alder, b.alder) + len(a.malgrupper & b.malgrupper)


def _buckets(t: Tiltak) -> Iterator[Bucket]:
    """Yield where a measure lies: by theme and municipality, and apart for whom it is written."""
    yield from ((tema, kommune, only_staff(t)) for tema in t.tema for kommune in (*t.kommuner, ""))


class Neighbours:
    """Finds related measures in time that does not grow with the catalogue."""

    def __init__(self, katalog: Katalog) -> None:
        """Put every measure into its buckets, and remember who names whom."""
        self._tiltak = katalog.tiltak
        self._trekk = {t.id: _Trekk.av(t, katalog.vokabular) for t in katalog.tiltak.values()}
        self._buckets: dict[Bucket, list[str]] = defaultdict(list)
        self._place: dict[tuple[Bucket, str], int] = {}
        self._named_by: dict[str, list[str]] = defaultdict(list)
        for t in katalog.tiltak.values():
            for bucket in _buckets(t):
                self._place[bucket, t.id] = len(self._buckets[bucket])
                self._buckets[bucket].append(t.id)
            for other in (*t.relatert, *((t.del_av,) if t.del_av else ())):
                self._named_by[other].append(t.id)

    def of(self, t: Tiltak) -> tuple[Tiltak, ...]:
        """Return up to MOST measures, the nearest first, but those for staff alone last.

        What the post itself names is among them, whoever it is for. The rest is written for the same readers.
        """
        named = [*t.relatert, *((t.del_av,) if t.del_av else ())]
        named += [i for i in self._named_by[t.id] if only_staff(self._tiltak[i]) == only_staff(t)]
        found = dict.fromkeys(named)
        if len(found) < MOST:
            near = {i for bucket in _buckets(t) for i in self._around(bucket, t.id)} - {t.id}
            own = self._trekk[t.id]
            scored = sorted((-alike(own, self._trekk[i]), i) for i in near)
            found |= dict.fromkeys(i for _, i in scored)
        return tuple(sorted((self._tiltak[i] for i in list(found)[:MOST]), key=only_staff))

    def _around(self, bucket: Bucket, own: str) -> list[str]:
        """Return the measures that stand nearest in a bucket, by id."""
        ids, place = self._buckets[bucket], self._place[bucket, own]
        first = max(0, min(place - WINDOW // 2, len(ids) - WINDOW))
        return ids[first : first + WINDOW]
