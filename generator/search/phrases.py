"""Concepts: what people say, led to what they mean. Twin of ``sok/begrep.js``.

A concept has *entries*, each the terms of one phrase or word. A query meets an entry as far as it holds the
entry's terms, the rare ones counting most, and the more so the more of the query the entry accounts for. Beside
that a concept has a *bag*, all its terms together: a query that meets no entry may still use the concept's words.
All numbers are whole, so that both halves agree to the last digit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import isqrt

from generator.search.analysis import NEKTING, PERSON

FULL = 1000
SIKKERT = 100
"""How surely a word is met at most."""

MINSTE_RETTET = 5
"""A word that had to be mended says a term of fewer letters with others only: so short are many words alike."""

IKKE_INNHOLD = (NEKTING, PERSON)

Ledd = Mapping[str, int]
"""What one word of a query may be in a phrase, and how surely: 0–100."""

Rekke = Sequence[tuple[AbstractSet[str], int]]
"""Each word of a query: the terms that it is for sure, and how much content it has, 0–100."""


@dataclass(frozen=True, slots=True)
class Oppslag:
    """A concept as ``regler.json`` holds it: its entries are terms parted by spaces."""

    id: str
    navn: str
    tema: Sequence[str] = ()
    norsk: Sequence[str] = ()
    engelsk: Sequence[str] = ()
    deler: str = ""
    """Terms that are parts of its compounds, and those that its small words go with."""
    smaord: Sequence[str] = ()
    """Ways to say it where the small words carry the meaning («vil ikke være her mer»): every term but who it is."""
    trygghet: str | None = None
    fare: Sequence[str] = ()
    """Its terms that mean danger whatever else is said."""
    bare_helt: bool = False
    """Whether it means danger only where the query says all of it."""
    smaord_nok: bool = False
    """Whether small words are enough for it though another word says something too, where none says a whole."""
    linjer: Sequence[str] = ()
    """The ids of the help lines to show with the hits."""
    side: str = ""
    """The page of the site to read besides."""

    def entries(self) -> Iterator[tuple[str, ...]]:
        """Yield the terms of each entry."""
        return (tuple(e.split()) for entries in (self.norsk, self.engelsk) for e in entries)


@dataclass(slots=True)
class Begrepstreff:
    """How well a query meets a concept, 0–1000, and which of its words do so."""

    nr: int
    poeng: int = 0
    ledd: dict[int, int] = field(default_factory=dict)
    """Place of a word in the query to how surely it was met, 0–100."""
    helt: bool = False
    """Whether the query says all of an entry of several terms, one of them more than a person or a negation."""
    smaord: int = 0
    """How many words do so where one of them says something else without its small words («jeg vil dø»), or 0."""
    ett_ord: bool = False
    """Whether one word of the query, and not only what it may become, is all of an entry."""
    likhet: int = 0
    """How like the query its entries are, added up: 1000 for one that is the same, next to nothing for most."""


def _femte(andel: int) -> int:
    """Return a share of a thousand to its fifth power: what is much alike counts, and what is little so does not."""
    annen = andel * andel // FULL
    return annen * annen // FULL * andel // FULL


def _har_innhold(smaord: AbstractSet[str], rekke: Rekke) -> bool:
    """Say whether one of some words has all its content itself."""
    return any(innhold == SIKKERT and not smaord.isdisjoint(termer) for termer, innhold in rekke)


def _sagt_sammen(smaord: AbstractSet[str], rekke: Rekke) -> bool:
    """Say whether words stand together in a query, with no other word of content between, or one has enough itself.

    «vil ikke mer» is not «vil ikke spille fotball mer». Whom it is about may be said anywhere.
    """
    if _har_innhold(smaord, rekke):
        return True
    ord_ = {t for t in smaord if not t.startswith(PERSON)}
    for i in range(len(rekke)):
        mangler = set(ord_)
        for termer, innhold in rekke[i:]:
            if innhold and smaord.isdisjoint(termer):
                break
            mangler -= termer
            if not mangler:
                return True
    return False


class Begreper:
    """All concepts, ready to be asked."""

    def __init__(self, oppslag: Sequence[Oppslag], vekter: Mapping[str, int]) -> None:
        """Give the entries numbers, fill the bags, and weigh each term by how few concepts have it."""
        self.oppslag = oppslag
        self.vekter = vekter
        self._entries: list[tuple[int, tuple[str, ...]]] = []
        self._med: dict[str, list[int]] = defaultdict(list)
        self._pose: dict[str, dict[int, int]] = defaultdict(dict)
        self._smaord = [(nr, frozenset(sagt.split())) for nr, o in enumerate(oppslag) for sagt in o.smaord]
        for nr, o in enumerate(oppslag):
            antall: dict[str, int] = defaultdict(int)
            for termer in o.entries():
                for t in termer:
                    self._med[t].append(len(self._entries))
                    antall[t] += 2
                self._entries.append((nr, termer))
            for t in o.deler.split():
                antall[t] += 1
            for t, n in antall.items():
                self._pose[t][nr] = FULL * n // (n + vekter["metning"])
        self._vekt = {t: self._vei(t, len(nrs)) for t, nrs in self._pose.items()}
        self._lengde = [sum(self._vekt[t] ** 2 for t in termer) for _, termer in self._entries]

    def _vei(self, term: str, antall: int) -> int:
        """Weigh a term that so many concepts have."""
        if term == NEKTING:
            return self.vekter["nekting"]
        if term.startswith(PERSON):
            return self.vekter["person"]
        return max(self.vekter["minst"], self.vekter["sjelden"] - self.vekter["trinn"] * (antall.bit_length() - 1))

    def vekt(self, term: str) -> int:
        """Return the weight of a term; one that no concept has is as rare as can be."""
        return self._vekt.get(term, self.vekter["sjelden"])

    def treff(self, ledd: Sequence[Ledd], rekke: Rekke = ()) -> list[Begrepstreff]:
        """Return the concepts that the words of a query meet, the best first.

        ``rekke`` is all that the query says for sure, small words too.
        """
        alle = sum(max(map(self.vekt, alts), default=0) for alts in ledd)
        sikkert: dict[str, tuple[int, int]] = {}
        for i, alts in enumerate(ledd):
            for t, p in alts.items():
                if t in self._vekt and p > sikkert.get(t, (0, 0))[0]:
                    sikkert[t] = (p, i)
        best: dict[int, Begrepstreff] = {}
        if any(t != NEKTING for t in sikkert):
            best = self._beste_entry(sikkert, alle)
            self._med_pose(best, sikkert, alle)
        sagt = frozenset().union(*(termer for termer, _ in rekke))
        forstatt, noe_helt = bool(best), any(b.helt for b in best.values())
        mest = max((b.poeng for b in best.values()), default=0)
        ellers = self.vekter["smaord"]
        ellers = min(ellers, max((b.poeng for b in best.values() if b.helt), default=ellers))
        for nr, smaord in self._smaord:
            # What is no danger is looked for in the small words only where nothing else says anything.
            alene = self.oppslag[nr].smaord_nok and not noe_helt
            if forstatt and not alene and not self.oppslag[nr].trygghet:
                continue
            if smaord <= sagt and _sagt_sammen(smaord, rekke):
                b = best.setdefault(nr, Begrepstreff(nr))
                b.helt = True
                # «vil dø» says more than «dø» does, but «vil ikke mer på skolen» is first about school.
                if alene or _har_innhold(smaord, rekke):
                    b.poeng, b.smaord = max(b.poeng, mest, self.vekter["smaord"]), max(b.smaord, len(smaord))
                else:
                    b.poeng = max(b.poeng, ellers)
        over = (b for b in best.values() if b.poeng >= self.vekter["terskel"])
        return sorted(over, key=lambda b: (-b.poeng, -b.smaord, not b.helt, -b.likhet, b.nr))

    def _beste_entry(self, sikkert: Mapping[str, tuple[int, int]], alle: int) -> dict[int, Begrepstreff]:
        """Return each concept that has an entry with a word of the query, by its best entry."""
        best: dict[int, Begrepstreff] = {}
        helt: set[int] = set()
        ett_ord: set[int] = set()
        likhet: dict[int, int] = defaultdict(int)
        lengde = sum((self._vekt[t] * p) ** 2 for t, (p, _) in sikkert.items())
        for e in dict.fromkeys(e for t in sikkert if t != NEKTING for e in self._med[t]):
            nr, termer = self._entries[e]
            har = hele = felles = 0
            for t in termer:
                vekt = self._vekt[t]
                hele += vekt
                har += vekt * sikkert.get(t, (0, 0))[0]
                felles += vekt * vekt * sikkert.get(t, (0, 0))[0]
            likhet[nr] += _femte(FULL * felles // isqrt(lengde * self._lengde[e]))
            if har == SIKKERT * hele and len(termer) > 1 and any(t[0] not in IKKE_INNHOLD for t in termer):
                helt.add(nr)
            if len(termer) == 1 and self._sier_alene(termer[0], har // hele):
                ett_ord.add(nr)
            poeng = self._poeng(har, hele, alle)
            old = best.get(nr)
            if old is None or poeng > old.poeng:
                met = (sikkert[t] for t in termer if t in sikkert)
                best[nr] = Begrepstreff(nr, poeng, {i: p for p, i in met})
        for nr in helt:
            best[nr].helt = True
        for nr in ett_ord:
            best[nr].ett_ord = True
        for nr, sum_ in likhet.items():
            best[nr].likhet = sum_
        return best

    def _sier_alene(self, term: str, p: int) -> bool:
        """Say whether a word read so surely as a term says it: «skatt» is no misspelling of «skade»."""
        return p == SIKKERT or (p > self.vekter["ett_ord"] and len(term) >= MINSTE_RETTET)

    def _poeng(self, har: int, hele: int, alle: int) -> int:
        """Return how well an entry is met: by how much of it, and how much of the query it is."""
        dekning = har * 10 // hele
        forklart = min(FULL, har * 10 // alle)
        styrke = FULL * har // (har + 100 * self.vekter["halv"])
        alene = self.vekter["alene"]
        return dekning * (alene * styrke + (FULL - alene) * forklart) // FULL // FULL

    def _med_pose(
        self,
        best: dict[int, Begrepstreff],
        sikkert: Mapping[str, tuple[int, int]],
        alle: int,
    ) -> None:
        """Let the bags speak: the surer of entry and bag counts, and the other adds a share of what is left."""
        sum_: dict[int, int] = defaultdict(int)
        for t, (p, i) in sikkert.items():
            if t == NEKTING:
                continue
            for nr, metning in self._pose[t].items():
                sum_[nr] += self._vekt[t] * p * metning // 100
                ledd = best.setdefault(nr, Begrepstreff(nr)).ledd
                ledd[i] = max(p * metning // FULL, ledd.get(i, 0))
        for nr, s in sum_.items():
            b = best[nr]
            pose = min(FULL, self.vekter["pose"] * (s // alle) // 100)
            mest, minst = max(b.poeng, pose), min(b.poeng, pose)
            b.poeng = mest + (FULL - mest) * minst * self.vekter["begge"] // 100 // FULL
