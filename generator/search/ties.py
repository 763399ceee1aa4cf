"""Which concepts each measure is tied to, and how much it counts that a measure is seldom the first to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from generator.search.analysis import BEGREP, Analyse
from generator.search.measure_texts import Tekster, kind_of_service
from generator.search.sokevokabular import Sokevokabular

Kobling = Mapping[str, list[str]]
"""The concepts of one measure, as terms: by field, those that it is about, those near, and those of its themes."""


class Koblinger:
    """The vocabulary, ready to be asked which concepts a measure is tied to."""

    def __init__(self, analyse: Analyse, vokabular: Sokevokabular) -> None:
        """Sort the concepts by what ties a measure to them."""
        self._analyse = analyse
        self._vokabular = vokabular
        self._tag = {b.id: f"{BEGREP}{nr}" for nr, b in enumerate(vokabular.begreper)}
        self._nokler: dict[tuple[str, bool], list[str]] = defaultdict(list)
        self._ordsett: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        self._hovedtema: dict[str, list[str]] = defaultdict(list)
        for b in vokabular.begreper:
            tag = self._tag[b.id]
            for tema in b.tema[:1]:
                self._hovedtema[tema].append(tag)
            for s in b.stikkord:
                self._nokler[self._nokkel(s)].append(tag)
                termer = analyse.termer(s)
                # «vil ikke på skolen» without its small words is only «skole», which is not what it says.
                if termer and len(termer) == len(analyse.tokens(s)):
                    self._ordsett[termer[0]].append((frozenset(termer), tag))

    def _nokkel(self, text: str) -> tuple[str, bool]:
        """Return what two names for the same have in common: «vil ikke på skolen» is not «på skolen»."""
        tokens = self._analyse.tokens(text)
        return self._analyse.nokkel(tokens), any(t.raw in self._analyse.nekting for t in tokens)

    @cached_property
    def _hjelper(self) -> Mapping[frozenset[str], list[str]]:
        """What each kind of service helps with."""
        hjelper: dict[frozenset[str], list[str]] = defaultdict(list)
        for h in self._vokabular.hjelpere:
            for navn in h.navn:
                hjelper[frozenset(self._analyse.termer(navn))] += [self._tag[ident] for ident in h.med]
        return hjelper

    @cached_property
    def _forst(self) -> Mapping[str, list[tuple[str, int]]]:
        """What one would show each measure first for, and how many times that counts."""
        vekter = self._vokabular.regler.vekter["forst"]
        forst: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for ident, tiltak in self._vokabular.forst.items():
            for nr, t in enumerate(tiltak):
                forst[t].append((self._tag[ident], vekter["blant" if nr else "aller"]))
        return forst

    def av_alle(self, tekster: Sequence[Tekster]) -> list[Kobling]:
        """Return the concepts of each measure."""
        return [self._av(d) for d in tekster]

    def _av(self, d: Tekster) -> Kobling:
        """Tie concepts to a measure.

        By equal keywords or names, by the kind of service it is, by what one would show first, by a keyword that holds
        the concept's words, by theme.
        """
        atoms = [*d.navn, *d.stikkord]
        begrep = [tag for s in atoms for tag in self._nokler.get(self._nokkel(s), ())]
        begrep += self._hjelper.get(kind_of_service(d, self._analyse), ())
        for tag, ganger in self._forst.get(d.id, ()):
            begrep += [tag] * (ganger - begrep.count(tag))
        nar = {
            tag
            for har in (frozenset(self._analyse.termer(s)) for s in atoms)
            for term in har
            for ord_, tag in self._ordsett.get(term, ())
            if ord_ <= har
        }
        nar.difference_update(begrep)
        av_tema = [tag for t in d.tema if d.for_innbygger for tag in self._hovedtema.get(t, ()) if tag not in nar]
        return {"begrep": begrep, "nar": sorted(nar), "tema": [t for t in av_tema if t not in begrep]}


def andeler(tekster: Sequence[Tekster], koblinger: Sequence[Kobling], vokabular: Sokevokabular) -> list[int]:
    """Return for each measure how much a hit on it counts, in per cent: about 100, less where it is seldom the first.

    A service that helps with much is a hit for much, and those that one would show first drown among such. A measure
    that nobody has judged counts as it is, and so does one for staff alone: it has its own weight already.
    """
    forst = Counter(t for tiltak in vokabular.forst.values() for t in set(tiltak))
    vurdert = {f"{BEGREP}{nr}" for nr, b in enumerate(vokabular.begreper) if b.id in vokabular.forst}
    antall = {
        d.id: len(vurdert.intersection(k["begrep"]))
        for d, k in zip(tekster, koblinger, strict=True)
        if d.for_innbygger and (d.id in forst or d.id in vokabular.aldri_forst)
    }
    snitt = sum(forst[t] for t in antall) / max(1, sum(antall.values()))
    if not snitt:
        return [100] * len(tekster)
    tiltro, styrke = (vokabular.regler.vekter["forst"][navn] for navn in ("tiltro", "styrke"))
    andel = {t: ((forst[t] / snitt + tiltro) / (n + tiltro)) ** styrke for t, n in antall.items()}
    return [round(100 * andel.get(d.id, 1)) for d in tekster]
