"""The search page, whole without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Katalog
from generator.pages.page import Page, Site
from generator.pages.staff_views import staff_title
from generator.pages.themes import theme_doors
from generator.telling.facets import facets, held
from generator.telling.hjelpelinjer import safe_lines, shown
from generator.texts import words
from generator.views import VIEWS, in_order


def besides(katalog: Katalog) -> dict[str, str]:
    """Return the pages that an answer may lead to as well: address and words. What is about BTI is, where BTI is."""
    found: dict[str, str] = words()["finn"]["sider"]
    general = {adresse: tekst for adresse, tekst in found.items() if katalog.vokabular.bti or adresse != "bti/"}
    staff = [(view, value) for view in VIEWS if view.ansatt for value in view.values(katalog)]
    return general | {view.address(value): staff_title(view, value, katalog) for view, value in staff}


def pages(site: Site) -> Iterator[Page]:
    """Yield the search page, whole without JavaScript: every measure is in it."""
    o = words()["finn"]
    tiltak = in_order(site.katalog.tiltak.values())
    holdings = {t.id: held(t, site.katalog) for t in tiltak}
    body = site.render.later(
        "finn",
        kort=site.cards_of(tiltak),
        har=holdings,
        fasetter=facets(site.katalog, holdings.values()),
        tema=theme_doors(site),
        sider=besides(site.katalog),
        sensitive=[t.id for t in site.katalog.vokabular.tema.values() if t.sensitiv],
        trygge=[shown(h, site.i_dag) for h in safe_lines(site.katalog.vokabular.hjelpelinjer.values())],
        linjer=[shown(h, site.i_dag) for h in site.katalog.vokabular.hjelpelinjer.values() if h.tel],
        antall_tekst=o["alle"].format(antall=len(tiltak)),
    )
    yield Page("finn/", o["tittel"], o["beskrivelse"], body, "finn")
