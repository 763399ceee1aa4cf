"""Katalog -> every file the site consists of, besides what the theme and the hand-written pages give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.pages import SAFE_LINES, Page, Site, pages
from generator.present import nb

Fill = Callable[[Page], str]
"""Puts a page into its frame."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path with forward slashes, from the root of the site, and its text."""

    path: str
    text: str


def outputs(site: Site, fill: Fill) -> Iterator[Output]:
    """Yield every generated file, in an order that is the same each time."""
    for page in pages(site):
        yield Output(f"{page.path}index.html", fill(page))
    yield Output("sok/navn.json", suggested_names(site))


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
