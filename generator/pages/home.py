"""The home page: one search field, and the ways in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import Tiltak
from generator.pages.levels import bti_levels
from generator.pages.page import Page, Site, is_empty
from generator.pages.themes import theme_doors
from generator.telling.age_choices import phases
from generator.telling.present import both_counts
from generator.texts import said, words

SHORTCUTS = (
    ("risiko", "risiko/"),
    ("dekning", "dekning/"),
    ("beskyttelse", "beskyttelse/"),
    ("plan", "plan/"),
    ("metoder", "metode/"),
)
"""Where staff can go on to, each with the name of its words."""


def assumed(tiltak: Iterable[Tiltak]) -> str:
    """Say that levels are assumed, as many as are; nothing where none is."""
    held = [(field, t) for t in tiltak for field in ("bti", "forebyggingsniva") if getattr(t, field)]
    guessed = sum(field in t.antatt for field, t in held)
    o = words()["forside"]["antatt"]
    return str(o["flest"] if 2 * guessed > len(held) else o["noen"]) if guessed else ""


def pages(site: Site) -> Iterator[Page]:
    """Yield the home page: one search field, and ways in by life situation, age and level."""
    v, o = site.katalog.vokabular, words()["forside"]
    entries = {
        "tema": theme_doors(site),
        "alder": [
            {"navn": fase.navn, "under": fase.under, "adresse": f"livslop/#alder={fase.nokkel}"} for fase in phases()
        ],
        "bti": bti_levels(site),
        "forebygging": [
            {
                "navn": said(n.navn),
                "forklaring": said(n.forklaring),
                "symbol": n.id,
                "adresse": f"forebygging/{n.id}/",
                "antall_tekst": both_counts(site.grouped["forebygging"][n.id], "forebyggingsniva"),
            }
            for n in v.forebyggingsniva.values()
        ],
        "antatt": assumed(site.katalog.tiltak.values()),
        "snarveier": [
            {"navn": o[name], "adresse": address} for name, address in SHORTCUTS if not is_empty(address, site.katalog)
        ],
    }
    yield Page("", o["tittel"], o["beskrivelse"], site.render.later("forside", **entries), "forside")
