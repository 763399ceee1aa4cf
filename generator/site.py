"""Katalog -> every file the site consists of, besides what the theme and the hand-written pages give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from generator import qr
from generator.pages import (
    alphabet,
    coverage_page,
    find,
    help_lines,
    home,
    life_course,
    liste,
    measure_page,
    plan_page,
    status_page,
    veiviser,
    views,
)
from generator.pages.coverage_csv import as_csv
from generator.pages.page import SAFE_LINES, Page, Site
from generator.search import lunrjs
from generator.search.index import bygg_sokefiler as build_index
from generator.telling.present import nb

Fill = Callable[[Page], str]
"""Puts a page into its frame."""


PAGES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home.pages,
    find.pages,
    measure_page.pages,
    views.pages,
    life_course.pages,
    coverage_page.pages,
    plan_page.pages,
    alphabet.pages,
    help_lines.pages,
    liste.pages,
    veiviser.pages,
    status_page.pages,
)


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path with forward slashes, from the root of the site, and its text."""

    path: str
    text: str


def outputs(site: Site, fill: Fill) -> Iterator[Output]:
    """Yield every generated file, in an order that is the same each time."""
    yield from search_files(site)  # first: it needs much memory for a while, and the pages stay in it
    for page in (page for make in PAGES for page in make(site)):
        yield Output(f"{page.path}index.html", fill(page))
    yield Output("dekning/dekning.csv", as_csv(site.matrices, site.katalog))
    yield Output(liste.DATA, liste.list_data(site))
    if site.site_url:
        for t in site.katalog.tiltak.values():
            address = urljoin(site.site_url, f"tiltak/{t.id}/")
            yield Output(f"tiltak/{t.id}/qr.svg", qr.svg(address))


def search_files(site: Site) -> Iterator[Output]:
    """Yield what search needs: the index, its rules, the names that suggestions show, and lunr.js itself."""
    if site.sokevokabular is None:
        return
    files = build_index(site.katalog, site.sokevokabular)
    yield Output("sok/regler.json", files.regler)
    yield Output("sok/indeks.json", files.indeks)
    yield Output("sok/navn.json", suggested_names(site))
    yield Output(lunrjs.LAGES_SOM, lunrjs.lunr_modul())


def suggested_names(site: Site) -> str:
    """Return the names that suggestions show while one types: measures, themes and help lines, as JSON."""
    v = site.katalog.vokabular
    lines = [v.hjelpelinjer[i] for i in SAFE_LINES if i in v.hjelpelinjer]
    names = {
        "tiltak": {k.id: [k.navn, k.sted] for k in site.cards.values()},
        "tema": {t.id: nb(t.navn) for t in v.tema.values()},
        "hjelp": [[h.tel, h.nummer, nb(h.navn)] for h in lines],
    }
    return json.dumps(names, ensure_ascii=False, separators=(",", ":"))
