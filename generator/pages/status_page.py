"""The pages for unit owners: ``/status/`` and one page a unit, with links to the line to edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.editing.status import SLAG, Rad
from generator.pages.page import Page, Site
from generator.reading.folder import ENDING, MAPPER
from generator.render import ROT
from generator.texts import words
from generator.views import norwegian_key


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


def _groups(site: Site, rows: list[Rad]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the rows by kind, each with the links to read and to edit it."""
    shown = [(slag, [_shown(site, row) for row in rows if row.slag == slag]) for slag in SLAG]
    return [(slag, group) for slag, group in shown if group]


def _shown(site: Site, row: Rad) -> dict[str, Any]:
    """Return one row with its links."""
    mappe, _, name = row.fil.partition("/")
    ident = name.removesuffix(ENDING)
    return {
        "rad": row,
        "lenke": f"{ROT}{MAPPER[mappe]}/{ident}/",
        "rediger": f"{site.rediger_url}{row.fil}#L{row.linje}" if site.rediger_url else f"{ROT}rediger/",
    }
