"""Katalog -> every file the site consists of, besides what the theme and the hand-written pages give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias
from urllib.parse import urljoin

from generator import parallel, qr, spare, swap
from generator.cache import fingerprint, of_values, program
from generator.exports import atom, cpsv, hsds, json_schema, opensearch, tiltak_csv, tiltak_json
from generator.exports.edition import FOLDER, Edition, Exported
from generator.model import Tiltak
from generator.pages import (
    alphabet,
    coverage_page,
    data_page,
    find,
    help_lines_page,
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
from generator.pages.page import Page, Site
from generator.search import lunrjs
from generator.telling.translated import is_translated, translations
from generator.texts import LANGUAGES, said, speaking, words


class Frames(Protocol):
    """What stands around the pages."""

    def fill(self, page: Page) -> str:
        """Return the whole HTML of a page."""

    def digest(self, page: Page) -> bytes:
        """Return a digest of all that stands around a page."""


PAGES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    views.pages,
    coverage_page.pages,
    find.pages,
    life_course.pages,
    veiviser.pages,
    home.pages,
    plan_page.pages,
    alphabet.pages,
    help_lines_page.pages,
    liste.pages,
    status_page.pages,
    data_page.pages,
)
"""What makes pages of the whole catalogue, what takes longest first."""

EXPORTS: tuple[Callable[[Edition], Iterable[Exported]], ...] = (
    tiltak_json.exported,
    tiltak_csv.exported,
    json_schema.exported,
    opensearch.exported,
    cpsv.exported,
    hsds.exported,
    atom.exported,
)
"""What makes the files of open data."""

KEPT = "sider"
"""The name in the cache of what was made last."""

MEASURES = "tiltak/"
"""The folder of the pages of measures."""

SEARCH, OTHERS, DATA = 2, 3, 4
"""The steps of what is served after the pages in the language of the posts."""

TOGETHER = 40
"""So many pages of measures are one piece of work."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path with forward slashes, from the root of its language, and what makes its text.

    ``made_from`` is a digest of everything that the text is made from, besides the program; None when that is
    no cheaper to find than the text.
    """

    path: str
    make: Callable[[], str]
    made_from: bytes | None = None

    @property
    def text(self) -> str:
        """Make the text."""
        return self.make()


Piece = Callable[[], Iterator[Output]]

Kept = Mapping[str, tuple[bytes | None, bytes]]
"""What was made last: path to the digest of what the file was made from, and of the file itself."""


Job: TypeAlias = Sequence[tuple[Site, Piece]]
"""Pieces of work that are done together, one after another, each with the site that it is a part of."""


def pieces(site: Site, frames: Frames) -> list[Piece]:
    """Return the pieces of work that together make every generated file but those of search. None needs another."""
    return [*_data(site, frames), *_of_all(site, frames), *_of_measures(site, frames)]


def _data(site: Site, _frames: Frames) -> list[Piece]:
    """Return the piece that makes the open data: in the language of the posts alone, but for the way to search."""
    return [partial(_own_search, site) if site.prefix else partial(open_data, site)]


def _of_all(site: Site, frames: Frames) -> list[Piece]:
    """Return the pieces that are made of the whole catalogue."""
    return [
        partial(_coverage, site, frames),
        *(partial(_filled, partial(pages, site), frames) for pages in PAGES if pages != coverage_page.pages),
        partial(_list_data, site),
    ]


def _of_measures(site: Site, frames: Frames) -> list[Piece]:
    """Return the pieces that are made of some measures each."""
    tiltak = list(site.katalog.tiltak.values())
    chunks = [tiltak[i : i + TOGETHER] for i in range(0, len(tiltak), TOGETHER)]
    return [partial(_measures, site, chunk, frames) for chunk in chunks]


def write(
    sites: Sequence[tuple[Site, Frames]], folder: Path, old: Path | None, *, measures_first: bool = False
) -> Iterator[list[str]]:
    """Write every generated file into a folder, on every core, in steps; yield the paths of each step.

    ``sites`` are the site in each language, that of the posts first. Search may be in the making still. It is a step
    of one job: only this program can ask for what is made beside it, and a step of several is shared with others. With
    ``measures_first``, the pages of measures are a step before those of the whole catalogue, and the other languages
    and the open data come after search; together is quicker. After the last step it is remembered what was made.

    ``old`` is the site that is to be replaced. A file that would be made from the same as last time is the old one.
    """
    store = sites[0][0].store
    made = [(site.sprak, site.shared, translations(site.katalog)) for site, _ in sites]
    key = fingerprint(program(), *map(of_values, made))
    before: Kept = (store.get(KEPT, key) if store else None) or {}
    if store and old and old != folder:
        spare.take(store.folder, folder, before)
    kept: dict[str, tuple[bytes | None, bytes]] = {}
    for step in _served(sites) if measures_first else _together(sites):
        done = parallel.each([partial(_write, job, folder, old, before) for job in step])
        paths = [path for part in done for path in part]
        for part in done:
            kept |= part
        yield paths
    swap.remove(folder, before.keys() - kept.keys())
    if store and kept != before:
        store.put(KEPT, key, kept)


def _together(sites: Sequence[tuple[Site, Frames]]) -> Iterator[list[Job]]:
    """Yield the steps that make everything soonest."""
    yield _jobs(sites, pieces)
    yield [_search(sites)]


def _served(sites: Sequence[tuple[Site, Frames]]) -> Iterator[list[Job]]:
    """Yield the steps that make soonest what the one who saved a post looks at."""
    posts, others = sites[:1], sites[1:]
    yield _jobs(posts, _of_measures)
    yield _jobs(posts, _of_all)
    yield [_search(sites)]
    yield _jobs(others, pieces)
    yield _jobs(posts, _data)


def _jobs(sites: Sequence[tuple[Site, Frames]], of: Callable[[Site, Frames], list[Piece]]) -> list[Job]:
    """Return the pieces of some kind in some languages, each a job of its own."""
    for site, _ in sites:
        with speaking(site.sprak):
            site.prepare()
    return [[(site, piece)] for site, frames in sites for piece in of(site, frames)]


def _search(sites: Sequence[tuple[Site, Frames]]) -> Job:
    """Return the one job that makes search in every language."""
    return [(site, partial(search_files, site)) for site, _ in sites]


def step_of(path: str) -> int:
    """Return after which of the steps of ``_served`` what lies at a path is there, from the first, which is 0.

    What is not generated is there before them, and lunr.js is as it was: it changes with the program alone.
    """
    sprak = next((f"{sprak}/" for sprak in LANGUAGES if path.startswith(f"{sprak}/")), "")
    path = path.removeprefix(sprak)
    if path.startswith("sok/"):
        return SEARCH
    if path.startswith(FOLDER):
        return DATA
    if path.startswith("assets/"):
        return 0
    return OTHERS if sprak else 0 if path.startswith(MEASURES) else 1


def _write(job: Job, folder: Path, old: Path | None, before: Kept) -> Kept:
    """Write the files of a job, each in the language of its site. None is kept in memory."""
    written = {}
    for site, piece in job:
        with speaking(site.sprak):
            for output in piece():
                path = site.prefix + output.path
                file, twin = swap.inside(folder, path), old / path if old else None
                made_from, content = before.get(path, (None, b""))
                if not (twin and made_from and made_from == output.made_from and swap.keep(file, twin, content)):
                    content = swap.put(file, twin, output.text.encode())
                written[path] = (output.made_from, content)
    return written


def _filled(pages: Callable[[], Iterator[Page]], frames: Frames) -> Iterator[Output]:
    """Yield each page in its frame."""
    for page in pages():
        made_from = fingerprint(frames.digest(page), page.made_from)
        yield Output(f"{page.path}index.html", partial(frames.fill, page), made_from)


def _coverage(site: Site, frames: Frames) -> Iterator[Output]:
    """Yield the pages of coverage, and the same as tables: both are made from the matrices, which take long."""
    yield from _filled(partial(coverage_page.pages, site), frames)
    for path, matrices in coverage_page.numbers(site):
        yield Output(path, partial(as_csv, matrices, site.katalog))


def _measures(site: Site, tiltak: Sequence[Tiltak], frames: Frames) -> Iterator[Output]:
    """Yield the page of each measure, and the QR code that leads to it."""
    yield from _filled(partial(measure_page.pages, site, tiltak), frames)
    for t in tiltak if site.site_url else ():
        address = urljoin(site.site_url, f"{site.prefix}{MEASURES}{t.id}/")
        yield Output(f"{MEASURES}{t.id}/qr.svg", partial(qr.svg, address), of_values(address))


def _list_data(site: Site) -> Iterator[Output]:
    """Yield what a reader's own list needs."""
    yield Output(liste.DATA, partial(liste.list_data, site))


def open_data(site: Site) -> Iterator[Output]:
    """Yield the files of open data: in one piece, for the formats share the posts as plain data.

    They are made, and read back, as soon as they are asked for.
    """
    for exported in EXPORTS:
        for file in exported(site.edition):
            yield Output(file.path, partial(getattr, file, "text"))


def _own_search(site: Site) -> Iterator[Output]:
    """Yield what lets a browser search in another language than that of the posts."""
    here = replace(site.edition, site_url=site.site_url and urljoin(site.site_url, site.prefix))
    for file in opensearch.exported(here):
        yield Output(file.path, partial(getattr, file, "text"))


def search_files(site: Site) -> Iterator[Output]:
    """Yield what search needs: the index, its rules, the names that suggestions show, and lunr.js itself."""
    if site.sokefiler is None:
        return
    files = site.sokefiler()[site.sprak]
    yield Output("sok/regler.json", lambda: files.regler)
    yield Output("sok/indeks.json", lambda: files.indeks)
    yield Output("sok/navn.json", partial(suggested_names, site))
    if not site.prefix:
        yield Output(lunrjs.LAGES_SOM, lunrjs.lunr_modul)


def suggested_names(site: Site) -> str:
    """Return the names that suggestions show while one types: measures, themes, pages for staff, help lines, as JSON.

    A measure has its place too, in words and as the municipalities of its post, and what is for staff alone says so
    in a fourth text. The municipalities are named, so that it can be told where nothing was found. Of the
    measures whose names are in another language than the page it is told in which.
    """
    v, staff = site.katalog.vokabular, words()["felles"]["for_ansatte"]
    measures = site.katalog.tiltak.values()
    foreign = [t.id for t in measures if site.fremmed and not is_translated(t, "navn")]
    names = {
        **({"sprak": site.fremmed, "fremmede": foreign} if foreign else {}),
        "tiltak": {
            k.id: [k.navn, k.sted, " ".join(site.katalog.tiltak[k.id].kommuner), *([staff] if k.kun_ansatt else ())]
            for k in site.cards.values()
        },
        "kommune": {k.id: said(k.navn) for k in v.kommuner.values()},
        "tema": {t.id: said(t.navn) for t in v.tema.values()},
        "sider": find.besides(site.katalog),
        "hjelp": [[h.tel, h.nummer, said(h.navn)] for h in site.shared["trygge_linjer"]],
    }
    return json.dumps(names, ensure_ascii=False, separators=(",", ":"))
