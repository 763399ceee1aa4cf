"""A query read as words: each with the terms that it may mean. Twin of ``sok/tolk.js``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise

from generator.search.analysis import NEKTING, Analyse, Token
from generator.search.lexicon import Leksikon
from generator.search.phrases import SIKKERT, Rekke

MAKS_TEGN = 300
MAKS_ORD = 30
MINSTE_SAMMENSKREVET = 5

ALDER = re.compile(r"([0-9]*)(år|åring\w*|mnd|måned|måneder|månader|uker|veker)")
"""After a number such words make it an age. Who writes «barn 3 år» is not looking for what is on the 3rd grade."""

TALL = re.compile("[0-9]+")
VOKSEN = 18
PA = "på"
"""Between a person and a number it makes that an age: «sønnen på 15»."""
VARER = frozenset({"i", "siste"})
"""Before a number of years these make it how long something lasts: «i 3 år» is no child."""

JEG, ANDRE = "jeg", "andre"
"""Who does what is done, as far as the words say."""

Steder = Mapping[tuple[str, ...], str]
"""The names of municipalities, as folded words, to their ids."""


@dataclass(slots=True)
class Ledd:
    """A word of the query with content, and the terms that it may mean, each with how surely: 0–100."""

    token: Token
    vekt: int
    kjent: bool = False
    """Whether the word, or the whole of its parts, is in the lexicon."""
    delt: bool = False
    """Whether it is known by its parts alone."""
    alternativer: dict[str, int] = field(default_factory=dict)
    person: str | None = None

    def frase(self, selv: int) -> dict[str, int]:
        """Return what the word may be in a phrase: a person first of all, and that very word for ``selv`` per cent."""
        if self.person is None:
            return dict(self.alternativer)
        return {self.person: 100} | {term: p * selv // 100 for term, p in self.alternativer.items()}


@dataclass(frozen=True, slots=True)
class Tolkning:
    """The whole query as it was read."""

    ledd: Sequence[Ledd]
    fraser: Sequence[Mapping[str, int]]
    """The words, negations and places in order, as they may stand in a phrase; last the child an age alone says."""
    plass: Sequence[int | None]
    """For each of ``fraser`` which of ``ledd`` it is; None where it is none."""
    nokkel: str
    """The term that a name or keyword equal to the query would have."""
    rekke: Rekke
    """All that the words say for sure, word for word, those without content too: terms, persons, and a negation."""
    kommuner: tuple[str, ...]
    """The ids of the municipalities that the words name."""
    sted: Mapping[str, str]
    """The terms of their names, each with the word as typed, where the query says something else too."""
    ord: Sequence[str]
    """Every word as its term, in order."""
    raw: Sequence[str]
    """Every word as typed, in order."""
    gjor: str
    """Who does what is done: ``JEG`` where the one who asks harms another, ``ANDRE``, or nothing: it is not said."""

    @property
    def sagt(self) -> frozenset[str]:
        """All that the words say for sure together."""
        return frozenset().union(*(termer for termer, _ in self.rekke))

    @property
    def vekt(self) -> int:
        """What all words weigh together."""
        return sum(ledd.vekt for ledd in self.ledd)

    @property
    def kjent(self) -> bool:
        """Whether every word is known, and not all by their parts alone: «læreplass» is neither «lære» nor «plass»."""
        return all(ledd.kjent for ledd in self.ledd) and not (self.ledd and all(ledd.delt for ledd in self.ledd))

    def termer(self, andeler: Sequence[int]) -> dict[str, int]:
        """Return every term that the words may mean, with its weight: the share of its word that counts, 0–100."""
        out: dict[str, int] = {}
        for ledd, andel in zip(self.ledd, andeler, strict=True):
            vekt = ledd.vekt * andel // 100
            for term, p in ledd.alternativer.items():
                out[term] = max(out.get(term, 0), p * vekt // 100)
        return out

    def skrevet(self, term: str) -> str:
        """Return the word of the query that means a term most surely."""
        best, ord_ = 0, ""
        for ledd in self.ledd:
            p = ledd.alternativer.get(term, 0)
            if p > best:
                best, ord_ = p, ledd.token.raw
        return ord_ or self.sted.get(term) or " ".join(ledd.token.raw for ledd in self.ledd)

    def lest(self) -> list[tuple[str, str | None]]:
        """Return each word, with the term that it was mended to where it is not known."""
        return [(ledd.token.raw, None if ledd.kjent else next(iter(ledd.alternativer), None)) for ledd in self.ledd]


def _alder(tokens: Sequence[Token], analyse: Analyse) -> dict[int, bool]:
    """Return the places of words that say an age («3 år», «3-åring», «sønn på 3»), and whether it makes it a child."""
    out: dict[int, bool] = {}
    for i, token in enumerate(tokens):
        if TALL.fullmatch(token.raw) and i > 1 and tokens[i - 1].raw == PA and analyse.person(tokens[i - 2].form):
            out[i] = int(token.raw) < VOKSEN
        funnet = ALDER.fullmatch(token.raw)
        if funnet is None:
            continue
        tall, hva = funnet.groups()
        start = i
        if not tall and i and tokens[i - 1].raw.isdecimal():
            start, tall = i - 1, tokens[i - 1].raw
        if tall:
            varer = start > 0 and tokens[start - 1].raw in VARER
            barn = hva.startswith("år") and int(tall) < VOKSEN and not varer
            out |= dict.fromkeys(range(start, i + 1), barn)
    return out


def begynner(navn: Sequence[str], ord_: Sequence[str]) -> Iterator[int]:
    """Yield where in a row of words a name of one or more words begins."""
    return (i for i in range(len(ord_)) if tuple(ord_[i : i + len(navn)]) == tuple(navn))


def _kommuner(tokens: Sequence[Token], steder: Steder) -> dict[int, str]:
    """Return the places of the words that name a municipality, with its id."""
    forms = [t.form for t in tokens]
    return {i + n: kommune for navn, kommune in steder.items() for i in begynner(navn, forms) for n in range(len(navn))}


def tolk(tekst: str, analyse: Analyse, leksikon: Leksikon, vekter: Mapping[str, int], steder: Steder) -> Tolkning:
    """Read a query. The last word is taken as unfinished unless a blank follows it.

    An age and the name of a municipality are no words to find a measure by, unless the query says nothing else. The
    age of a child says that it is one: «3-åring» is «treåring».
    """
    tekst = tekst[:MAKS_TEGN]
    tokens = analyse.tokens(tekst)[:MAKS_ORD]
    uferdig = bool(tokens) and bool(analyse.tokens(tekst[-1:]))
    tolker = _Tolker(analyse, leksikon, vekter)
    kommuner = _kommuner(tokens, steder)
    alder = _alder(tokens, analyse)
    utenom = alder.keys() | kommuner.keys()
    utenom |= {i for i, token in enumerate(tokens) if token.raw == "kommune" and i - 1 in kommuner}
    if all(i in utenom or token.raw in analyse.stopp for i, token in enumerate(tokens)):
        utenom = set()
    ledd: dict[int, Ledd] = {}
    fraser: list[int | str] = []
    for i, token in enumerate(tokens):
        if token.raw in analyse.nekting:
            fraser.append(NEKTING)
        elif i in kommuner and i in utenom:
            fraser.append(analyse.term(token.form))
        elif token.raw not in analyse.stopp and i not in utenom:
            fraser.append(len(ledd))
            ledd[i] = tolker.ledd(token, uferdig=uferdig and i == len(tokens) - 1)
    tolker.skriv_sammen(tokens, ledd)
    alle = list(ledd.values())
    barn = analyse.person("barn")
    rekke = [
        (set(_sikkert(ledd[i].frase(vekter["selv"]))), ledd[i].vekt) if i in ledd else ({analyse.smaord(token)}, 0)
        for i, token in enumerate(tokens)
    ]
    barneaar = [i for i in alder.keys() & utenom if alder[i]]
    if barn and barneaar and all(en.person != barn for en in alle):
        fraser.append(barn)
        rekke[barneaar[0]][0].add(barn)
    return Tolkning(
        ledd=alle,
        fraser=[{f: 100} if isinstance(f, str) else alle[f].frase(vekter["selv"]) for f in fraser],
        plass=[None if isinstance(f, str) else f for f in fraser],
        nokkel=analyse.nokkel(tokens),
        rekke=rekke,
        kommuner=tuple(dict.fromkeys(kommuner.values())),
        sted={analyse.term(tokens[i].form): tokens[i].raw for i in kommuner if i in utenom},
        ord=[analyse.term(token.form) for token in tokens],
        raw=[token.raw for token in tokens],
        gjor=_gjor(tokens, {en.person for en in alle} - {None, barn}, analyse.gjerning),
    )


def _gjor(tokens: Sequence[Token], voksne: Collection[str | None], ord_: Mapping[str, frozenset[str]]) -> str:
    """Return who does what is done, as far as the words and the persons other than children say."""
    forms = [token.form for token in tokens]
    if any(_skader(forms[i + 1 :], ord_) for i, form in enumerate(forms) if form in ord_["jeg"]):
        return JEG
    return ANDRE if voksne or not ord_["andre"].isdisjoint(forms) else ""


def _skader(forms: Sequence[str], ord_: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether words after «jeg» say that it harms another."""
    rest = list(dropwhile(lambda form: form in ord_["mellom"], forms))
    hva = "skader"
    if rest and rest[0] in ord_["er"]:
        hva, rest = "slik", rest[1:]
    return bool(rest) and rest[0] in ord_[hva] and not (rest[1:] and rest[1] in ord_["unntatt"])


def _sikkert(frase: Mapping[str, int]) -> Iterator[str]:
    """Yield what a word is for sure in a phrase."""
    return (term for term, p in frase.items() if p == SIKKERT)


@dataclass(frozen=True, slots=True)
class _Tolker:
    """What it takes to read a word."""

    analyse: Analyse
    leksikon: Leksikon
    vekter: Mapping[str, int]

    def ledd(self, token: Token, *, uferdig: bool) -> Ledd:
        """Read one word: as a term that is known, else as the beginning, the parts or a misspelling of one."""
        lex, v = self.leksikon, self.vekter
        term = self.analyse.term(token.form)
        form = self.analyse.grunnform(token.form)
        svak = token.form in self.analyse.svake or term in self.analyse.svake_termer
        ledd = Ledd(token, v["svak"] if svak else 100, person=self.analyse.person(token.form))
        alt = ledd.alternativer
        if lex.kjent(term):
            alt[term] = 100
            _legg_til(alt, lex.deler(form), v["kjente_deler"])
        _legg_til(alt, lex.fuge_s(form), v["fuge_s"])
        ledd.kjent = bool(alt) or ledd.person is not None
        if uferdig:
            _legg_til(alt, lex.fortsett(token.form), v["prefiks_kjent"] if alt else v["prefiks"])
        if not ledd.kjent:
            halv = lex.halv_endelse(token.form) if uferdig else None
            if halv:
                ledd.kjent = True
                alt[halv] = v["halv_endelse"]
            else:
                self._ukjent(ledd, form)
        return ledd

    def _ukjent(self, ledd: Ledd, form: str) -> None:
        """Read a word that is not known."""
        lex, v, alt = self.leksikon, self.vekter, ledd.alternativer
        deler = lex.deler(form) or lex.deler(form, slakk=True)
        _legg_til(alt, deler, v["deler"])
        for term, feil in lex.naboer(ledd.token.form):
            alt.setdefault(term, v["nabo"] // max(1, feil))
        ledd.kjent = ledd.delt = bool(deler)
        if not deler:
            _legg_til(alt, lex.inni(ledd.token.form), v["inni"])
            if not alt:
                _legg_til(alt, lex.biter(form), v["biter"])

    def skriv_sammen(self, tokens: Sequence[Token], ledd: Mapping[int, Ledd]) -> None:
        """Read words that are written apart as one: «helse stasjon»."""
        for i, (x, y) in enumerate(pairwise(tokens)):
            for form in (x.form + y.form, f"{x.form}s{y.form}"):
                term = self.analyse.term(form)
                if len(form) >= MINSTE_SAMMENSKREVET and self.leksikon.kjent(term):
                    for en in (ledd.get(i), ledd.get(i + 1)):
                        if en:
                            en.kjent = True
                            en.alternativer[term] = 100


def _legg_til(alternativer: dict[str, int], termer: Sequence[str], sikkert: int) -> None:
    """Add terms that are not there yet."""
    for term in termer:
        alternativer.setdefault(term, sikkert)
