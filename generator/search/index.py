"""The catalogue as the two files that search needs: ``regler.json`` and ``indeks.json``.

The index is lunr's own, made out of finished terms and packed; its pipelines are empty, since all analysis is ours.
``indeks.json`` names the hash of the rules it was made with.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any

from generator.model import Katalog
from generator.search.analysis import Analyse, Token
from generator.search.entries import Sagt, les_sagt, skrevet
from generator.search.lexicon import Leksikon
from generator.search.lunrskriver import Dokument, skriv
from generator.search.measure_texts import Tekster, alike
from generator.search.navngitt import navngitte_sider
from generator.search.phrases import Oppslag
from generator.search.sokevokabular import Sokevokabular, kompiler
from generator.search.ties import Kobling, Koblinger, andeler
from generator.views import only_staff

FORMAT = 8
"""Goes up when a page made for one form of the files cannot read the next."""

_BINDESTREK = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
_STREK = re.compile("[-‐‑]")


@dataclass(frozen=True, slots=True)
class Sokefiler:
    """The two files, as text."""

    regler: str
    indeks: str


def bygg_sokefiler(
    katalog: Katalog, vokabular: Sokevokabular, sprak: str = "nb", sagt: Sagt | None = None
) -> Sokefiler:
    """Make the files of search for one language of the site; ``sagt`` is what the vocabulary gives, if it is known."""
    return bygg_alle(katalog, vokabular, (sprak,), sagt)[sprak]


def bygg_alle(
    katalog: Katalog, vokabular: Sokevokabular, sprak: Iterable[str], sagt: Sagt | None = None
) -> dict[str, Sokefiler]:
    """Make the files of search for each language.

    The rules are the same in all. Most texts are too, for few posts are translated, and each is analysed once.
    """
    felles = _Felles.av(katalog, vokabular, les_sagt(vokabular) if sagt is None else sagt)
    return {one: Sokefiler(felles.regler, _json(_indeks(katalog, one, felles))) for one in sprak}


@dataclass(frozen=True, slots=True)
class _Felles:
    """What is the same in every language."""

    vokabular: Sokevokabular
    sagt: Sagt
    analyse: Analyse
    koblinger: Koblinger
    regler: str
    """The rules as a file."""
    merke: str
    """The hash of the rules, which says what an index was made with."""
    kommuner: list[dict[str, Any]]
    sider: list[dict[str, str]]

    @classmethod
    def av(cls, katalog: Katalog, vokabular: Sokevokabular, sagt: Sagt) -> _Felles:
        """Make it."""
        regler = kompiler(vokabular)
        analyse = Analyse(regler)
        holder = {
            "format": FORMAT,
            "analyse": asdict(regler),
            "vekter": {k: vokabular.regler.vekter[k] for k in ("ledd", "begrep", "stemmer")},
            "begreper": [{f.name: v for f in fields(o) if (v := getattr(o, f.name))} for o in sagt.oppslag],
        }
        kommuner = _kommuner(katalog, analyse, ordforrad(sagt.oppslag, ())[0])
        tekst = _json(holder)
        return cls(
            vokabular=vokabular,
            sagt=sagt,
            analyse=analyse,
            koblinger=Koblinger(analyse, vokabular),
            regler=tekst,
            merke=fnv1a(tekst),
            kommuner=kommuner,
            sider=navngitte_sider(katalog, analyse),
        )


def _indeks(katalog: Katalog, sprak: str, felles: _Felles) -> dict[str, Any]:
    """Return the index of one language."""
    vokabular, sagt, analyse = felles.vokabular, felles.sagt, felles.analyse
    tekster = [Tekster.av(t, katalog, sprak) for t in katalog.tiltak.values()]
    koblinger = felles.koblinger.av_alle(tekster)
    lunr = _Bygger(analyse, vokabular, sagt.oppslag, tekster).lunr(koblinger)
    termer = sorted(ordforrad(sagt.oppslag, lunr["termer"].split())[0])
    return {
        "format": FORMAT,
        "regler": felles.merke,
        "sprak": sprak,
        "ider": [t.id for t in tekster],
        "stikkord": [t.stikkord for t in tekster],
        "like": alike(tekster, analyse),
        "kommuner": felles.kommuner,
        "sider": felles.sider,
        "savnet": _savnet(vokabular, analyse, katalog, tekster),
        "andel": andeler(tekster, koblinger, vokabular),
        "former": " ".join(_former(termer, analyse, sagt, tekster)),
        "forst": _forst(tekster, vokabular),
        "lunr": lunr,
    }


def _forst(tekster: Sequence[Tekster], vokabular: Sokevokabular) -> list[list[int]]:
    """Return for each concept the measures that one would show first, as numbers, the very first at the head."""
    nr = {d.id: n for n, d in enumerate(tekster)}
    return [[nr[t] for t in vokabular.forst.get(b.id, ()) if t in nr] for b in vokabular.begreper]


def _savnet(vokabular: Sokevokabular, analyse: Analyse, katalog: Katalog, tekster: Sequence[Tekster]) -> str:
    """Return the names of the services that are nowhere in the overview, each as its terms, parted by commas.

    A service is there where a measure has its name or it for a keyword, and where a unit or a help line is called so.
    What staff alone use has it for a keyword because it is about it («samarbeid med BUP»), and not the service itself.
    """
    navn = [text for d in tekster for text in d.navn]
    navn += [text for d in tekster if not only_staff(katalog.tiltak[d.id]) for text in d.stikkord]
    navn += [e.navn for e in katalog.enheter.values()]
    navn += [text for h in katalog.vokabular.hjelpelinjer.values() for text in h.navn.values()]
    har = [frozenset(analyse.termer(text)) for text in navn]
    tjenester = (
        [analyse.term(token.form) for token in analyse.tokens(name)] for name in vokabular.regler.tjenester.split(",")
    )
    return ",".join(dict.fromkeys(" ".join(t) for t in tjenester if not any(h.issuperset(t) for h in har)))


def _kommuner(katalog: Katalog, analyse: Analyse, kjent: Collection[str]) -> list[dict[str, Any]]:
    """Return each municipality with its names, as folded words, and the measures that are its own, as numbers.

    A name of words that mean something else needs a word that makes it a place: who writes «vil ikkje leka» says
    nothing of Leka, who writes «Leka kommune» does.
    """
    out = []
    for k in katalog.vokabular.kommuner.values():
        navn: dict[str, None] = {}
        for tokens in filter(None, map(analyse.tokens, (*k.navn.values(), k.samisk or ""))):
            forms = " ".join(t.form for t in tokens)
            tvetydig = all(t.form in analyse.stopp or analyse.term(t.form) in kjent for t in tokens)
            navn |= dict.fromkeys([f"{forms} kommune", f"i {forms}"] if tvetydig else [forms])
        egne = [nr for nr, t in enumerate(katalog.tiltak.values()) if k.id in t.kommuner]
        out.append({"id": k.id, "navn": list(navn), "tiltak": egne})
    return out


def _json(value: object) -> str:
    """Return JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def fnv1a(text: str) -> str:
    """Return the 32-bit FNV-1a hash of a text in UTF-8: one that a page can work out without https."""
    h = 0x811C9DC5
    for byte in text.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{h:08x}"


def ordforrad(oppslag: Sequence[Oppslag], termer: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return every term that is a word, and those that are Norwegian, of the concepts and the measures."""
    norsk = _ord(t for o in oppslag for e in o.norsk for t in e.split()) | _ord(termer)
    return norsk | _ord(t for o in oppslag for e in (*o.engelsk, o.deler) for t in e.split()), norsk


def _ord(termer: Iterable[str]) -> set[str]:
    """Return the terms that are words."""
    return {t for t in termer if t[0].isalnum()}


def _former(termer: Sequence[str], analyse: Analyse, sagt: Sagt, tekster: Sequence[Tekster]) -> Iterator[str]:
    """Yield for each term what to add to it, or ``=`` and the whole, to get the word most often written."""
    texts = (s for d in tekster for s in (*d.navn, *d.stikkord, *d.kort, *d.tekst, *d.sted, *d.annet))
    own = skrevet(texts, analyse)
    for term in termer:
        here, there = own.get(term, {}), sagt.skrevet.get(term, {})
        former = Counter(here) + Counter(there) if here and there else here or there
        form = min(former, key=lambda f: (-former[f], len(f), f), default=term)
        yield form[len(term) :] if form.startswith(term) else f"={form}"


class _Bygger:
    """The index in the making."""

    def __init__(
        self,
        analyse: Analyse,
        vokabular: Sokevokabular,
        oppslag: Sequence[Oppslag],
        tekster: Sequence[Tekster],
    ) -> None:
        self._analyse = analyse
        self._vokabular = vokabular
        self._tekster = tekster
        self._termer = cache(self._finn_termer)
        self._ledd = cache(self._finn_ledd)
        alt = {t for d in tekster for s in (*d.navn, *d.stikkord, *d.kort, *d.tekst, *d.annet) for t in self._termer(s)}
        self._leksikon = Leksikon(analyse, *ordforrad(oppslag, alt))

    def lunr(self, koblinger: Iterable[Kobling]) -> dict[str, Any]:
        """Return lunr's index, packed."""
        vekter = self._vokabular.regler.vekter
        return skriv(
            vekter["felt"],
            vekter["b"],
            [
                Dokument(1 if d.for_innbygger else vekter["ansatt"], {**self._felter(d), **kobling})
                for d, kobling in zip(self._tekster, koblinger, strict=True)
            ],
            vekter["uansett_lengde"].split(),
        )

    def _felter(self, d: Tekster) -> dict[str, list[str]]:
        """Return the terms of each field of a measure."""
        a = self._analyse
        sterk = [*d.navn, *d.stikkord]

        def termer(texts: Iterable[str]) -> list[str]:
            return [t for text in texts for t in self._termer(text)]

        return {
            "hel": list(dict.fromkeys(a.nokkel(a.tokens(s)) for s in sterk)),
            "navn": termer(d.navn),
            "stikkord": termer(d.stikkord),
            "deler": self._deler(sterk),
            "kort": termer(d.kort),
            "tekst": termer(d.tekst),
            "sted": termer(d.sted),
            "annet": termer(d.annet) + self._deler([*d.kort, *d.tekst]),
        }

    def _finn_termer(self, text: str) -> tuple[str, ...]:
        """Return the terms of a text, and of hyphenated words written in one."""
        joined = (_STREK.sub("", word) for word in _BINDESTREK.findall(text)) if _STREK.search(text) else ()
        return tuple(term for part in (text, *joined) for term in self._analyse.termer(part))

    def _deler(self, texts: Iterable[str]) -> list[str]:
        """Return the parts of the compounds in texts."""
        return [part for text in texts for token in self._analyse.tokens(text) for part in self._ledd(token)]

    def _finn_ledd(self, token: Token) -> tuple[str, ...]:
        """Return the parts of one word, where it is a compound."""
        a = self._analyse
        return () if a.er_stopp(token) else self._leksikon.deler(a.grunnform(token.form))
