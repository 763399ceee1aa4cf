"""The pages for unit owners: ``/status/`` and one page a unit, with links to the line to edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from generator.editing.status import SLAG, Rad
from generator.pages.page import Page, Site
from generator.reading.folder import ENDING, MAPPER
from generator.render import ROT
from generator.texts import words
from generator.views import norwegian_key


class Post(NamedTuple):
    """A post with something to look at: its name, its file, where one reads it, and its rows, each with its link."""

    navn: str
    fil: str
    lenke: str
    rader: tuple[tuple[Rad, str], ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the overview of units, then the page of each unit."""
    o = words()["enhetsstatus"]
    everything = site.status()
    rows: dict[str, list[Rad]] = {ident: [] for ident in site.katalog.enheter}
    for row in everything:
        rows[row.enhet].append(row)
    units = sorted(site.katalog.enheter.values(), key=lambda enhet: norwegian_key(enhet.navn))
    table = [{"navn": e.navn, "adresse": f"status/{e.id}/", "antall": _counts(rows[e.id])} for e in units]
    total = _counts(everything)
    body = site.render.later("status", enheter=table, slag=SLAG, totalt=total, dato=site.i_dag)
    yield Page("status/", o["tittel"], o["beskrivelse"], body, "status")
    for e in units:
        body = site.render.later(
            "status_enhet", enhet=e, bolker=_groups(site, rows[e.id]), totalt=_counts(rows[e.id]), slag=SLAG
        )
        title = o["enhet_tittel"].format(navn=e.navn)
        yield Page(f"status/{e.id}/", title, o["enhet_beskrivelse"].format(navn=e.navn), body, "status")


def _counts(rows: Sequence[Rad]) -> dict[str, int]:
    """Return how many rows there are of each kind."""
    return {slag: sum(row.slag == slag for row in rows) for slag in SLAG}


def _groups(site: Site, rows: list[Rad]) -> list[tuple[str, bool, list[Post]]]:
    """Return the posts by kind of row, each with its rows of that kind; and whether any of the kind is to be confirmed.

    The rows of a kind come by file.
    """
    found = []
    for slag in SLAG:
        own = [row for row in rows if row.slag == slag]
        group = [_post(site, fil, tuple(some)) for fil, some in groupby(own, key=attrgetter("fil"))]
        if group:
            found.append((slag, any(row.kommando for row in own), group))
    return found


def _post(site: Site, fil: str, rows: tuple[Rad, ...]) -> Post:
    """Return a post with some of its rows."""
    mappe, _, name = fil.partition("/")
    address = f"{ROT}{MAPPER[mappe]}/{name.removesuffix(ENDING)}/"
    edit = [f"{site.rediger_url}{fil}#L{row.linje}" if site.rediger_url else f"{ROT}rediger/" for row in rows]
    return Post(rows[0].navn, fil, address, tuple(zip(rows, edit, strict=True)))
