"""The page of help lines."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.help_line_facts import in_place_of_local
from generator.pages.page import Page, Site
from generator.telling.hjelpelinjer import grouped
from generator.texts import words


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of help lines: what to call now first, then whom to talk to."""
    o = words()["akutt"]
    v = site.katalog.vokabular
    groups_of_lines = grouped(v.hjelpelinjer.values(), site.i_dag)
    body = site.render.later("akutt", bolker=groups_of_lines, ellers=in_place_of_local(v))
    yield Page("akutt/", o["tittel"], o["beskrivelse"], body, "akutt", sensitiv=True)
