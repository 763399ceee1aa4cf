"""The pages of coverage, one for each axis: two tables, the gaps in words, the lists behind each number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import Katalog
from generator.pages.coverage import (
    AXES,
    FIELDS,
    UNKNOWN,
    Celle,
    Matrise,
    Plassering,
    applies,
    axes,
    counted,
)
from generator.pages.coverage_words import GRADES, apart, gap, heads, in_words, shows
from generator.pages.page import Page, Site
from generator.telling.cards import Kort
from generator.telling.dokumenter import sources_text
from generator.telling.present import Sikkerhet, listed, sure_word, uncapitalised
from generator.texts import said, words
from generator.views import code

SHADES = (0, 2, 4, 6)
"""The most measures of each shade of a cell; above the last stands the strongest."""


@dataclass(frozen=True, slots=True)
class Post:
    """A measure in the list behind a number."""

    kort: Kort
    sikkerhet: Sikkerhet
    ord: str


@dataclass(frozen=True, slots=True)
class Felt:
    """A cell as it is shown: where it leads, its shade, its dots, and all of it in words."""

    anker: str
    lenke: str
    kolonne: str
    antall: int
    styrke: int
    prikker: tuple[Sikkerhet, ...]
    ord: str
    utenom: str
    gjelder: str
    poster: tuple[Post, ...]
    utenom_poster: tuple[Post, ...]
    sok: str


@dataclass(frozen=True, slots=True)
class Rad:
    """A row: a factor and its cells."""

    kode: str
    navn: str
    adresse: str
    felter: tuple[Felt, ...]

    @property
    def med_poster(self) -> tuple[Felt, ...]:
        """Return the cells that have a list behind them."""
        return tuple(f for f in self.felter if f.poster or f.utenom_poster)


@dataclass(frozen=True, slots=True)
class Tomt:
    """A gap in words, and what is on its way there."""

    anker: str
    setning: str
    navn: str
    utenom: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Tabell:
    """One matrix, ready to be written."""

    slag: str
    rader: tuple[Rad, ...]
    sum: tuple[int, ...]
    antall_felt: int
    plasseringer: int
    sikre: Mapping[str, int]
    tomme: tuple[Tomt, ...]
    utelatt: tuple[Kort, ...]
    viser: str


def path(akse: str) -> str:
    """Return the address of one axis; the first has the front."""
    return "dekning/" if akse == AXES[0] else f"dekning/{akse}/"


def _search(m: Matrise, c: Celle) -> str:
    """Return the choices that ask the search page for the same measures, seen by staff, as its fragment."""
    if c.kolonne == UNKNOWN:
        return ""
    return f"vis=ansatt&{m.slag}={code(c.faktor)}&{m.akse}={code(c.kolonne)}"


def _posts(placed: tuple[Plassering, ...], cards: Mapping[str, Kort]) -> tuple[Post, ...]:
    return tuple(Post(cards[p.tiltak.id], p.sikkerhet, sure_word(p.tiltak, p.sikkerhet)) for p in placed)


def table(m: Matrise, katalog: Katalog, cards: Mapping[str, Kort]) -> Tabell:
    """Write one matrix out."""
    o, head, gaps = words()["dekning"], heads(m.akse, katalog), m.tomme

    def anchor(c: Celle) -> str:
        return f"{code(c.faktor)}-{code(c.kolonne)}"

    def cell(c: Celle) -> Felt:
        begins = m.faktorer[c.faktor].fra_alder
        return Felt(
            anker=anchor(c),
            lenke=f"tom-{anchor(c)}" if c in gaps else anchor(c) if c.talt or c.utenom else "",
            kolonne=head[c.kolonne].navn,
            antall=c.antall,
            styrke=sum(c.antall > most for most in SHADES),
            prikker=tuple(grad for grad in GRADES for _ in range(c.sure(grad))),
            ord=in_words(c, head[c.kolonne]),
            utenom=apart(c, katalog),
            gjelder="" if applies(m.faktorer[c.faktor], c.kolonne) else o["gjelder_fra"].format(alder=begins),
            poster=_posts(c.talt, cards),
            utenom_poster=_posts(c.utenom, cards),
            sok=_search(m, c),
        )

    return Tabell(
        slag=m.slag,
        rader=tuple(
            Rad(kode, said(f.navn), f"{m.slag}/{code(kode)}/", tuple(cell(c) for c in m.row(kode)))
            for kode, f in m.faktorer.items()
        ),
        sum=tuple(m.total(kolonne) for kolonne in m.kolonner),
        antall_felt=len(m.felt),
        plasseringer=m.plasseringer,
        sikre={grad: m.sure(grad) for grad in GRADES},
        tomme=tuple(
            Tomt(anchor(c), gap(m, c, head[c.kolonne]), said(m.faktorer[c.faktor].navn), _posts(c.utenom, cards))
            for c in m.tomme
        ),
        utelatt=tuple(cards[t.id] for t in m.utelatt),
        viser=shows(m, head),
    )


def context(akse: str, matrices: tuple[Matrise, ...], katalog: Katalog, cards: Mapping[str, Kort]) -> dict[str, Any]:
    """Gather everything the template of one axis shows."""
    o, v = words()["dekning"], katalog.vokabular
    everything = counted(katalog)
    never = [uncapitalised(said(kind.navn)) for kind in v.type.values() if not kind.i_dekning]
    return {
        "akse": akse,
        "akser": [(o["akser"][a], path(a), a == akse) for a in axes(v)],
        "hoder": list(heads(akse, katalog).values()),
        "tabeller": [table(m, katalog, cards) for m in matrices],
        "grader": GRADES,
        "kilder": sources_text(katalog, o["kilder"]),
        "telles": o["telles"].format(antall=len(everything), aldri=listed(never)),
        "uten_faktor": len([t for t in everything if not any(getattr(t, felt) for felt in FIELDS.values())]),
    }


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages of coverage, one for each axis."""
    o = words()["dekning"]
    for akse in axes(site.katalog.vokabular):
        matrices = tuple(m for m in site.matrices if m.akse == akse)
        names = context(akse, matrices, site.katalog, site.cards)
        body = site.render.later("dekning", **names, merknad=site.merknader.get("dekning", ""))
        yield Page(path(akse), o["side"][akse], o["beskrivelse"][akse], body, "dekning")
