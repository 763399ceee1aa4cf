"""The guide to BTI: a page for each level, none without the safety rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from generator.markdown import in_line
from generator.pages import bti_filter
from generator.pages.help_line_facts import on_duty
from generator.pages.levels import bti_levels
from generator.pages.page import Faktum, Page, Site, assumed_here
from generator.pages.staff_views import staff_title
from generator.render import Body
from generator.telling.present import both_counts, owner_text, place_text
from generator.texts import said_all, words
from generator.views import View


def bti(site: Site, view: View) -> Iterator[Page]:
    """Yield the guide to BTI. Each page gets the safety rule here, and is refused without it.

    Where the municipality has no levels, the rule stands alone at the address that other pages lead to.
    """
    o = words()["bti"]
    child_protection = _child_protection(site)
    levels = bti_levels(site)
    rule = site.render("_sikkerhetsregel", barnevern=child_protection, vakt=_on_duty(site), nivaer=levels)
    assumed = any(n.antatt for n in site.katalog.vokabular.bti.values())
    front = site.render.later("bti_oversikt", regel=rule, nivaer=levels, antatt=assumed)
    if not levels:  # no BTI here, and the rule holds all the same
        yield with_rule(Page("bti/", o["regelen"], o["uten_beskrivelse"], front, "bti"), rule)
        return
    yield with_rule(Page("bti/", o["oversikt_tittel"], o["beskrivelse"], front, "bti"), rule)
    for n in site.katalog.vokabular.bti.values():
        tiltak = site.grouped["bti"][n.id]
        tools = [in_line(tool) for tool in said_all(n.verktoy)]
        body = site.render.later(
            "bti",
            regel=rule,
            barnevern=child_protection,
            n=n,
            verktoy=tools,
            maler=any("<a " in tool for tool in tools),
            nivaer=levels,
            niva_adresse={m["id"]: m["adresse"] for m in levels},
            niva_symbol={m["id"]: m["symbol"] for m in levels},
            telling=both_counts(tiltak, "bti"),
            kort=site.cards_of(tiltak),
            **assumed_here(view, tiltak),
            **bti_filter.context(tiltak, site.katalog),
        )
        page = Page(view.address(n.id), staff_title(view, n.id, site.katalog), o["side"].format(id=n.id), body, "bti")
        yield with_rule(page, rule)


def with_rule(page: Page, rule: Markup) -> Page:
    """Return a page that is refused when it is made, unless the safety rule stands in it once; without it, it harms."""

    def make() -> Markup:
        content = page.content
        if content.count(rule) != 1:
            message = f"{page.path} lacks the safety rule"
            raise ValueError(message)
        return content

    return replace(page, body=Body(page.body.made_from, make))


def _on_duty(site: Site) -> list[tuple[str, Faktum]]:
    """Return the child protection on duty, numbers first: what it is called, ``""`` of a web page, number or page."""
    found = [(line.navn if line.lenke.startswith("tel:") else "", line) for line in on_duty(site.katalog.vokabular)]
    return sorted(found, key=lambda pair: not pair[0])


def _child_protection(site: Site) -> list[tuple[str, str, str]]:
    """Return the units of child protection, known by what they are called: name and place, number or ``""``, page."""
    units = [e for e in site.katalog.enheter.values() if "barnevern" in f"{e.id} {e.navn}".casefold()]
    return [
        (
            owner_text(e.navn, place_text(e, site.katalog)),
            (e.kontakt.telefon if e.kontakt else None) or "",
            f"enhet/{e.id}/",
        )
        for e in units
    ]
