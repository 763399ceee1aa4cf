"""Ask the index: words as typed to measures in order. Twin of ``sok/spor.js`` and ``sok/motor.js``.

Never is raw text handed to lunr's own query language: lunr gets finished terms, each with its weight, for all
fields alike, since it divides a field's score by the length of what that field was asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from lunr.index import Index as LunrIndex
from lunr.query import Query as LunrQuery

from generator.search.analysis import BEGREP, NEKTING, Analyse, Regler
from generator.search.answer import Del, Hvorfor, Svar, Svarbegrep, Treff
from generator.search.index import FORMAT, fnv1a, ordforrad
from generator.search.interpret import ANDRE, JEG, Tolkning, begynner, tolk
from generator.search.lexicon import Leksikon
from generator.search.lunrskriver import pakk_ut
from generator.search.phrases import FULL, Begreper, Begrepstreff, Oppslag
from generator.search.votes import Valg

FELTER = ("hel", "navn", "stikkord", "deler", "kort", "begrep", "nar", "sted", "tekst", "annet", "tema")
"""The fields of the index, the most telling first."""

EGNE = frozenset({"hel", "navn", "stikkord", "deler"})
"""The fields that name a measure."""

MAKS_HVORFOR = 4
AVTAR = (100, 70, 50, 35, 25, 18, 12)
"""How much the first concept counts, the second and so on, in per cent. Like concepts have like measures."""
GRUNN = 90
"""A concept that is less than so many per cent of the first is neither told of nor a reason."""
GRUNN_LIK = 12
"""Nor is one whose entries are less like the query than so many per cent of the first's, which is all it says."""
VOLD, UTOVER = "vold", "utover"
"""The kinds of danger that violence is to the one who meets it, and to the one who does it or is afraid of doing it."""
FORSTATT = 3
"""So many of the best concepts may make the words that they have understood count less."""


class FeilVersjonError(Exception):
    """The index and the rules were not made together."""


@dataclass(frozen=True, slots=True)
class _Funn:
    """A hit of lunr's, weighed."""

    nr: int
    poeng: int
    dekning: int
    felter: Mapping[str, Mapping[str, Any]]
    navngitt: int
    """How much of the query names the measure, 0–1000."""
    nar: bool = False
    """Whether it fits nearly as well as the one that fits best, wherever it is given."""


def _rekkefolge(funn: _Funn) -> tuple[int, int]:
    """Order hits by points, and by the order of the index where they are equal."""
    return (-funn.poeng, funn.nr)


class Indeks:
    """The two files, read."""

    def __init__(self, regler_tekst: str, indeks_tekst: str) -> None:
        """Read the files; refuse them where one was not made with the other."""
        regler, indeks = json.loads(regler_tekst), json.loads(indeks_tekst)
        if {regler["format"], indeks["format"]} != {FORMAT} or indeks["regler"] != fnv1a(regler_tekst):
            raise FeilVersjonError("regler.json og indeks.json er ikke laget sammen")
        self.analyse = Analyse(Regler(**regler["analyse"]))
        self.vekter: Mapping[str, int] = regler["vekter"]["ledd"]
        self.stemmevekter: Mapping[str, int] = regler["vekter"]["stemmer"]
        self.begreper = Begreper([Oppslag(**b) for b in regler["begreper"]], regler["vekter"]["begrep"])
        self.ider: list[str] = indeks["ider"]
        self.stikkord: list[list[str]] = indeks["stikkord"]
        self.like: dict[int, int] = {nr: n for n, gruppe in enumerate(indeks["like"]) for nr in gruppe}
        """The measures that are called the same but for the place, and which group each is in."""
        self.kommuner: dict[str, list[int]] = {k["id"]: k["tiltak"] for k in indeks["kommuner"]}
        """The measures of each municipality, without those that count in all."""
        self.steder = {tuple(navn.split()): k["id"] for k in indeks["kommuner"] for navn in k["navn"]}
        """The municipality that each name means, word for word."""
        self.sider = {tuple(side["navn"].split()): side["adresse"] for side in indeks["sider"]}
        """The page for staff that some terms name together, in order."""
        self.savnet = [tuple(navn.split()) for navn in indeks["savnet"].split(",")]
        """The terms of each service that nothing is called, in order."""
        self.andel: list[int] = indeks["andel"]
        """How much a hit on each measure counts where the query does not name it, in per cent."""
        self.forst: list[list[int]] = indeks["forst"]
        """For each concept the measures that one would show first, the very first at the head."""
        self.lunr = LunrIndex.load(pakk_ut(indeks["lunr"]))
        self.leksikon = Leksikon(self.analyse, *ordforrad(self.begreper.oppslag, self.lunr.inverted_index))
        self.former = dict(zip(self.leksikon.termer, indeks["former"].split(" "), strict=True))

    def form(self, term: str) -> str:
        """Return a term as a word that people write."""
        form: str = self.former.get(term, "")
        return form[1:] if form.startswith("=") else term + form


def sok(indeks: Indeks, tekst: str, maks: int = 20) -> Svar:
    """Search."""
    return Sporring(indeks, tekst).svar(maks)


class Sporring:
    """One query on its way from text to answer."""

    def __init__(self, indeks: Indeks, tekst: str) -> None:
        """Read the text as words and concepts."""
        self._i = indeks
        self._v = indeks.vekter
        self.tolkning: Tolkning = tolk(tekst, indeks.analyse, indeks.leksikon, indeks.vekter, indeks.steder)
        self.begreper: list[Begrepstreff] = indeks.begreper.treff(self.tolkning.fraser, self.tolkning.rekke)
        self.klausuler = self._klausuler()
        self._dekker = self._lag_dekker()

    def _klausuler(self) -> dict[str, int]:
        """Return the terms that lunr is asked, with their weights."""
        out = self.tolkning.termer(self._andeler()) | dict.fromkeys(self.tolkning.sted, self._v["sted"])
        begreper = self.begreper
        if begreper and begreper[0].smaord:
            # What the words would mean without their small ones is not asked for: «jeg vil dø» is not about grief.
            begreper = [b for b in begreper if self._ment(b)]
        else:
            out[self.tolkning.nokkel] = self._v["hel"]
        for b, andel in zip(begreper, AVTAR, strict=False):
            out[f"{BEGREP}{b.nr}"] = self._v["begrep"] * andel * (b.poeng * b.poeng // FULL) // (100 * FULL)
        return {t: w for t, w in out.items() if w and t in self._i.lunr.inverted_index}

    def _andeler(self) -> list[int]:
        """Return how much each word counts by itself, 0–100: less where a concept has already understood it.

        Who writes «vil ikke leve mer» is not looking for a measure that has «leve» somewhere in its text.
        """
        sammen = bool(self.begreper and self.begreper[0].smaord)
        met = [100 if sammen else 0] * len(self.tolkning.ledd)
        if len(met) > 1 and not sammen:
            for b in self.begreper[:FORSTATT]:
                for plass, p in b.ledd.items() if b.poeng >= self._v["forstatt"] else ():
                    i = self.tolkning.plass[plass]
                    if i is not None:
                        met[i] = max(met[i], p * b.poeng // FULL)
        return [100 - self._v["dempet"] * m // 100 for m in met]

    def svar(self, maks: int) -> Svar:
        """Answer."""
        grenser = self._i.begreper.vekter
        funn, savnet = self._funn(), self._savnet()
        vist = [self._i.begreper.oppslag[b.nr] for b in self.begreper if b.poeng >= grenser["vis"] and self._ment(b)]
        return Svar(
            treff=tuple(
                Treff(self._i.ider[f.nr], f.poeng, self._hvorfor(f.nr, f.felter), f.dekning, f.nar) for f in funn[:maks]
            ),
            begreper=tuple(Svarbegrep(o.id, tuple(o.tema)) for o in vist),
            tema=tuple(dict.fromkeys(t for o in vist for t in o.tema)),
            trygghet=self._trygghet(),
            linjer=tuple(vist[0].linjer) if vist else (),
            side=self._navngitt() or (vist[0].side if vist else ""),
            savnet=savnet,
            kommuner=self.tolkning.kommuner,
            sikker=bool(savnet) or (self._forstatt() and any(map(self._om_det_samme, funn[:1]))),
            tolket=tuple(self._i.form(t) if t else raw for raw, t in self.tolkning.lest()),
        )

    def _forstatt(self) -> bool:
        """Whether the words are understood: by a concept that is sure, or each by itself."""
        sikkert = self._i.begreper.vekter["sikker"]
        return any(b.poeng >= sikkert for b in self.begreper) or self.tolkning.kjent

    def _om_det_samme(self, f: _Funn) -> bool:
        """Whether a measure is about what was understood, and not only the nearest there is.

        It has one of the concepts that are meant, or is named by half of the words.
        """
        ment = any(t.startswith(BEGREP) and t not in self._ikke_ment[0] for t in f.felter)
        return not self.begreper or ment or 2 * f.navngitt >= FULL

    def _savnet(self) -> str:
        """Return the words, as typed, that name a service which is not in the overview; the first such, or nothing."""
        t = self.tolkning
        funnet = ((i, i + len(navn)) for navn in self._i.savnet if navn for i in begynner(navn, t.ord))
        return " ".join(t.raw[slice(*min(funnet, default=(0, 0)))])

    def _navngitt(self) -> str:
        """Return the page for staff that the words name, or nothing; the first where they name more."""
        ord_ = self.tolkning.ord
        funnet = ((i, side) for navn, side in self._i.sider.items() for i in begynner(navn, ord_))
        return min(funnet, default=(0, ""))[1]

    def _ment(self, b: Begrepstreff) -> bool:
        """Say whether a concept is one of those that the query most likely means, not one that shares words with it.

        Where the first is said in full, so must the others be, and where it is one of its words, they must be like it:
        «skader» is «skader seg selv», and next to nothing of «fosterskade». Danger that is not is told of only where it
        is the first and nothing is: nobody is to read «seksuelle overgrep» as the reason for a hit on something else.
        """
        best = self.begreper[0]
        if self._i.begreper.oppslag[b.nr].trygghet and not b.helt and (b is not best or self._noe_helt):
            return False
        fjern = best.likhet >= FULL and b.likhet * 100 < best.likhet * GRUNN_LIK
        return b.poeng * 100 >= best.poeng * GRUNN and (b.helt or not (best.helt or fjern))

    @cached_property
    def _noe_helt(self) -> bool:
        """Whether the query says all of something."""
        return any(b.helt for b in self.begreper)

    @cached_property
    def _ikke_ment(self) -> tuple[set[str], set[str]]:
        """The terms of the concepts that the query only shares words with, and those of them that are danger."""
        concepts = [b for b in self.begreper if not self._ment(b)]
        danger = [b for b in concepts if self._i.begreper.oppslag[b.nr].trygghet]
        return {f"{BEGREP}{b.nr}" for b in concepts}, {f"{BEGREP}{b.nr}" for b in danger}

    def _trygghet(self) -> str | None:
        """Return the kind of danger that the query may be about.

        It is when the query says all of what someone in danger may say or a word that means danger whatever else is
        said, when danger is one of the first things it may mean, or when that is sure. Further down the concepts only
        share a common word with it, and a box that is often wrong is not read. Where the query says all of something
        else, danger must be nearly as sure. Nowhere may it be much less like the query than what is said in full. And
        where there is little but one word to go by, danger must be what that very word says, or what it may mean alone.
        """
        g = self._i.begreper.vekter
        oppslag = self._i.begreper.oppslag
        best = self.begreper[0] if self.begreper else Begrepstreff(0)
        nesten = best.poeng * g["trygghet_nesten"] // 100 if best.helt else 0
        blant = max(g["trygghet"], nesten or best.poeng * g["trygghet_andel"] // 100)
        siden = max(g["trygghet_sikkert"], nesten)
        sagt = (b.likhet for b in self.begreper if b.helt or b.likhet >= FULL)
        lik = max(sagt, default=0) * g["trygghet_lik"] // 100
        for plass, b in enumerate(self.begreper):
            o = oppslag[b.nr]
            nok = b.poeng >= (blant if plass < g["trygghet_blant"] else siden) and b.likhet >= lik
            nok = nok and (b.ett_ord or not self._knapt)
            if o.trygghet and (b.helt or (nok and not o.bare_helt)):
                return self._slag(o.trygghet)
        ord_ = self.tolkning.sagt
        sagt_fare = [o.trygghet for o in oppslag if o.trygghet and not ord_.isdisjoint(o.fare)]
        if len(self.tolkning.ledd) == 1:
            sagt_fare += [slag for term, slag in self._i.analyse.fare_alene.items() if term in ord_]
        return next(map(self._slag, sagt_fare), None)

    @cached_property
    def _knapt(self) -> bool:
        """Whether the query is the name or a keyword of a measure, or one word and nothing of whom it happens to.

        «Levva livet» and «sommerferie» share a word with much that is said in danger.
        """
        t = self.tolkning
        alene = len(t.ledd) <= 1 and NEKTING not in t.sagt and (not t.gjor or len(t.sagt) <= 1)
        return alene or t.nokkel in self._i.lunr.inverted_index

    def _slag(self, trygghet: str) -> str:
        """Return the kind of danger: who is hit is not asked whether they hit, and who hits not told it is no fault."""
        if trygghet not in (VOLD, UTOVER):
            return trygghet
        egen = self.tolkning.gjor == JEG or (trygghet == UTOVER and self.tolkning.gjor != ANDRE)
        return UTOVER if egen else VOLD

    def _funn(self) -> list[_Funn]:
        """Return the measures that lunr finds, weighed by coverage, the best first; a long tail is left out."""
        d = self._v["dekning"]
        funn: list[_Funn] = []
        best = 0
        for hit in self._spor_lunr():
            grense = best * self._v["hale"]
            if hit["score"] * FULL * 100 < grense:
                break
            felter = hit["match_data"].metadata
            dekning, navngitt = self._dekning(felter)
            nr = int(hit["ref"])
            andel = 100 if navngitt else self._i.andel[nr]
            poeng = int(hit["score"] * ((100 - d) * 10 + d * dekning // 100) + 0.5) * andel // 100
            funn.append(_Funn(nr, poeng, dekning, felter, navngitt))
            best = max(best, poeng)
        funn = [f for f in funn if f.poeng * 100 >= best * self._v["hale"]]
        return self._spredt(sorted(self._pa_stedet(self._med_stemmer(funn, best)), key=_rekkefolge))

    def _med_stemmer(self, funn: list[_Funn], best: int) -> list[_Funn]:
        """Let what the query may mean vote for the measures, and the words that name a measure vote for it."""
        v = self._i.stemmevekter
        valg = Valg(self.begreper[: len(AVTAR)], self._i.forst, v)
        stemmer = [valg.stemmer(f.nr, f.felter) * self._i.andel[f.nr] for f in funn]
        flest = max(stemmer, default=0)
        if not flest:
            return funn
        mest = best * v["vekt"] // 100 * self.begreper[0].poeng // FULL
        return [
            replace(f, poeng=f.poeng + mest * max(s * FULL // flest, f.navngitt * v["navn"] // 100) // FULL)
            for f, s in zip(funn, stemmer, strict=True)
        ]

    def _pa_stedet(self, funn: list[_Funn]) -> list[_Funn]:
        """Say which measures fit nearly as well as the best, and let those count more that are where the words say.

        What has nothing but the place to do with it is not lifted by it.
        """
        nok = max((f.poeng for f in funn), default=0) * self._v["nar"]
        her = {nr for kommune in self.tolkning.kommuner for nr in self._i.kommuner[kommune]}
        return [
            replace(
                f,
                poeng=f.poeng * (self._v["her"] if f.dekning and f.nr in her else 1),
                nar=f.poeng * 100 >= nok,
            )
            for f in funn
        ]

    def _spredt(self, funn: list[_Funn]) -> list[_Funn]:
        """Let each measure that is called the same as one before it count less.

        The psychologists of three municipalities would else fill the screen before any other help.
        """
        andel: dict[int, int] = {}
        out = []
        for f in funn:
            gruppe = self._i.like.get(f.nr)
            if gruppe is not None:
                a = andel.get(gruppe, 100)
                andel[gruppe] = a * self._v["like"] // 100
                f = replace(f, poeng=f.poeng * a // 100)  # noqa: PLW2901 - the same hit, weighed
            out.append(f)
        return sorted(out, key=_rekkefolge)

    def _spor_lunr(self) -> list[dict[str, Any]]:
        """Ask lunr for finished terms, in every field."""
        if not self.klausuler:
            return []
        query = LunrQuery(self._i.lunr.fields)
        for term, vekt in self.klausuler.items():
            query.term(term, boost=vekt, use_pipeline=False)
        hits: list[dict[str, Any]] = self._i.lunr.query(query)
        return hits

    def _dekning(self, felter: Mapping[str, Mapping[str, Any]]) -> tuple[int, int]:
        """Return how much of the query a measure meets, 0–1000, and how much of it names the measure.

        It meets words by its own or through a concept.
        """
        t = self.tolkning
        if t.nokkel in felter or not t.vekt:
            return FULL, FULL
        har, navn = [0] * len(t.ledd), [0] * len(t.ledd)
        for term, f in felter.items():
            navngir = not term.startswith(BEGREP) and not EGNE.isdisjoint(f)
            for i, p in self._dekker[term]:
                har[i] = max(har[i], p)
                if navngir:
                    navn[i] = max(navn[i], p)
        return self._del(har), self._del(navn)

    def _del(self, har: Sequence[int]) -> int:
        """Return how much of the query it is, 0–1000, to have each of its words so surely."""
        t = self.tolkning
        return sum(h * ledd.vekt for h, ledd in zip(har, t.ledd, strict=True)) * 10 // t.vekt

    def _lag_dekker(self) -> dict[str, list[tuple[int, int]]]:
        """Return for each term that lunr is asked which words of the query it meets, and how surely: 0–100."""
        t = self.tolkning
        out: dict[str, list[tuple[int, int]]] = {term: [] for term in self.klausuler}
        for i, ledd in enumerate(t.ledd):
            for term, p in ledd.alternativer.items():
                out.setdefault(term, []).append((i, p))
        for b in self.begreper:
            met = ((t.plass[plass], p * b.poeng // FULL) for plass, p in b.ledd.items())
            out[f"{BEGREP}{b.nr}"] = [(i, p) for i, p in met if i is not None]
        return out

    def _hvorfor(self, nr: int, felter: Mapping[str, Mapping[str, Any]]) -> tuple[Hvorfor, ...]:
        """Return why a measure was found, the most telling first."""
        ikke_ment, farlige = self._ikke_ment
        telling = [term for term in felter if term not in ikke_ment] or [t for t in felter if t not in farlige]
        grunner = [(min(map(FELTER.index, felter[term])), term) for term in telling]
        grunner.sort(key=lambda g: (g[0], -self.klausuler[g[1]], g[1]))
        out = dict.fromkeys(self._grunn(nr, FELTER[rang], term) for rang, term in grunner)
        return tuple(out)[:MAKS_HVORFOR]

    def _grunn(self, nr: int, felt: str, term: str) -> Hvorfor:
        """Return one reason: the keyword or concept, or the word as it was typed."""
        if term.startswith(BEGREP):
            return Hvorfor("begrep", self._i.begreper.oppslag[int(term[1:])].navn)
        if felt in ("hel", "stikkord", "deler"):
            for stikkord in self._i.stikkord[nr]:
                if self._har(stikkord, term, felt):
                    return Hvorfor("stikkord", stikkord)
            felt = "navn"
        return Hvorfor(felt, self.tolkning.skrevet(term))

    def _har(self, stikkord: str, term: str, felt: str) -> bool:
        """Say whether a keyword holds a term in the way that a field does."""
        a = self._i.analyse
        if felt == "hel":
            return a.nokkel(a.tokens(stikkord)) == term
        if felt == "stikkord":
            return term in a.termer(stikkord)
        forms = [a.grunnform(t.form) for t in a.tokens(stikkord)]
        return any(term in self._i.leksikon.deler(form) for form in forms)

    def deler(self, tiltak: str) -> list[Del]:
        """Return the parts of a measure's score, before its coverage counts; the largest first."""
        ref = self._i.ider.index(tiltak)
        lengde = sum(w * w for w in self.klausuler.values()) ** 0.5
        plass = {self._i.lunr.inverted_index[t]["_index"]: t for t in self.klausuler}
        out = []
        for felt in FELTER:
            vektor = self._i.lunr.field_vectors.get(f"{felt}/{ref}")
            tall = vektor.elements if vektor else []
            for index, vekt in zip(tall[::2], tall[1::2], strict=True):
                if index in plass:
                    term = plass[index]
                    out.append(Del(felt, term, vekt * self.klausuler[term] / lengde))
        return sorted(out, key=lambda d: (-d.poeng, d.felt, d.term))
