"""The pages of coverage: two tables, the gaps in words, the lists behind each number.

There is one for each axis, and one for each municipality.
"""

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
from generator.views import code, norwegian_key

CSV = "dekning.csv"
"""The name of the numbers as a table, beside the page they are on."""

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


def path_of(kommune: str) -> str:
    """Return the address of one municipality."""
    return f"dekning/kommune/{kommune}/"


def _search(m: Matrise, c: Celle) -> str:
    """Return the choices that ask the search page for the same measures, seen by staff, as its fragment."""
    if c.kolonne == UNKNOWN:
        return ""
    place = f"&kommune={m.kommune}" if m.kommune else ""
    return f"vis=ansatt&{m.slag}={code(c.faktor)}&{m.akse}={code(c.kolonne)}{place}"


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


def context(matrices: tuple[Matrise, ...], site: Site) -> dict[str, Any]:
    """Gather what the template shows of one axis, in all municipalities or in one."""
    o, katalog, cards = words()["dekning"], site.katalog, site.cards
    v = katalog.vokabular
    akse, kommune = matrices[0].akse, matrices[0].kommune
    everything = counted(katalog, kommune)
    never = [uncapitalised(said(kind.navn)) for kind in v.type.values() if not kind.i_dekning]
    return {
        "akse": akse,
        "akser": () if kommune else [(o["akser"][a], path(a), a == akse) for a in axes(v)],
        **choice(site, kommune),
        "hoder": list(heads(akse, katalog).values()),
        "tabeller": [table(m, katalog, cards) for m in matrices],
        "grader": GRADES,
        "kilder": sources_text(katalog, o["kilder"]),
        "telles": o["telles"].format(antall=len(everything), aldri=listed(never)),
        "uten_faktor": len([t for t in everything if not any(getattr(t, felt) for felt in FIELDS.values())]),
    }


def choice(site: Site, here: str) -> dict[str, Any]:
    """Return what lets one choose a municipality: the page of each, and which have nothing in the tables."""
    kommuner, own = site.katalog.vokabular.kommuner.items(), site.coverage_places
    named = {ident: said(k.navn) for ident, k in sorted(kommuner, key=lambda item: norwegian_key(said(item[1].navn)))}
    everyone = (words()["tale"]["alle_kommuner"], path(AXES[0]), not here)
    return {
        "kommune": named.get(here, ""),
        "kommuner": [everyone, *((name, path_of(k), k == here) for k, name in named.items() if k in own)]
        if own
        else (),
        "uten_tiltak": listed([name for k, name in named.items() if k not in own]) if own else "",
    }


def numbers(site: Site) -> Iterator[tuple[str, tuple[Matrise, ...]]]:
    """Yield each table of numbers that can be downloaded: its path, and the matrices it holds."""
    yield f"{path(AXES[0])}{CSV}", site.matrices
    for kommune, matrices in site.matrices_of_places.items():
        yield f"{path_of(kommune)}{CSV}", matrices


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages of coverage: one for each axis, and one for each municipality."""
    o, merknad = words()["dekning"], site.merknader.get("dekning", "")
    for akse in axes(site.katalog.vokabular):
        shown = context(tuple(m for m in site.matrices if m.akse == akse), site)
        whole = {"tittel": o["tittel"], "ingress": o["ingress"][akse], "csv": f"{path(AXES[0])}{CSV}"}
        body = site.render.later("dekning", **shown, **whole, merknad=merknad)
        yield Page(path(akse), o["side"][akse], o["beskrivelse"][akse], body, "dekning")
    for kommune, matrices in site.matrices_of_places.items():
        shown, address = context(matrices, site), path_of(kommune)
        said_there = {key: o["kommune"][key].format(kommune=shown["kommune"]) for key in ("tittel", "ingress")}
        body = site.render.later("dekning", **shown, **said_there, csv=f"{address}{CSV}", merknad=merknad)
        about = o["kommune"]["beskrivelse"].format(kommune=shown["kommune"])
        yield Page(address, said_there["tittel"], about, body, "dekning")
