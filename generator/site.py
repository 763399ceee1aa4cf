"""Katalog -> every file the site consists of, besides what the theme and the hand-written pages give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

from generator import parallel, qr, swap
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
from generator.telling.present import nb

Fill = Callable[[Page], str]
"""Puts a page into its frame."""


PAGES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    views.pages,
    coverage_page.pages,
    find.pages,
    life_course.pages,
    veiviser.pages,
    home.pages,
    plan_page.pages,
    alphabet.pages,
    help_lines.pages,
    liste.pages,
    status_page.pages,
)
"""What makes pages of the whole catalogue, what takes longest first."""

TOGETHER = 100
"""So many pages of measures are one piece of work."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path with forward slashes, from the root of the site, and its text."""

    path: str
    text: str


Piece = Callable[[], Iterator[Output]]


def pieces(site: Site, fill: Fill) -> list[Piece]:
    """Return the pieces of work that together make every generated file. None needs another."""
    tiltak = list(site.katalog.tiltak.values())
    chunks = [tiltak[i : i + TOGETHER] for i in range(0, len(tiltak), TOGETHER)]
    return [
        *(partial(_filled, partial(pages, site), fill) for pages in PAGES),
        *(partial(_filled, partial(measure_page.pages, site, chunk, n), fill) for n, chunk in enumerate(chunks)),
        partial(_lists, site),
    ]


def outputs(site: Site, fill: Fill) -> Iterator[Output]:
    """Yield every generated file, in an order that is the same each time."""
    for piece in pieces(site, fill):
        yield from piece()
    yield from search_files(site)


def write(site: Site, fill: Fill, folder: Path, old: Path | None) -> list[str]:
    """Write every generated file into a folder, on every core; return their paths in the order of ``outputs``.

    ``old`` is the site that is to be replaced, whose files are used again where they are the same.
    """
    site.prepare()
    written = parallel.each([partial(_write, piece, folder, old) for piece in pieces(site, fill)])
    written.append(_write(partial(search_files, site), folder, old))
    return [path for paths in written for path in paths]


def _write(piece: Piece, folder: Path, old: Path | None) -> list[str]:
    """Write the files of one piece of work. None is kept in memory."""
    paths = []
    for output in piece():
        swap.put(folder / output.path, old / output.path if old else None, output.text.encode())
        paths.append(output.path)
    return paths


def _filled(pages: Callable[[], Iterator[Page]], fill: Fill) -> Iterator[Output]:
    """Yield each page in its frame."""
    for page in pages():
        yield Output(f"{page.path}index.html", fill(page))


def _lists(site: Site) -> Iterator[Output]:
    """Yield what is no page: the coverage as a table, the list's data, and a QR code for each measure."""
    yield Output("dekning/dekning.csv", as_csv(site.matrices, site.katalog))
    yield Output(liste.DATA, liste.list_data(site))
    if site.site_url:
        for t in site.katalog.tiltak.values():
            address = urljoin(site.site_url, f"tiltak/{t.id}/")
            yield Output(f"tiltak/{t.id}/qr.svg", qr.svg(address))


def search_files(site: Site) -> Iterator[Output]:
    """Yield what search needs: the index, its rules, the names that suggestions show, and lunr.js itself."""
    if site.sokefiler is None:
        return
    files = site.sokefiler()
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
