"""The front of a view: its values, what they mean, and how many measures each has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model import Begrep, Enhet
from generator.pages.page import Page, Site
from generator.telling.present import both_counts, count_text
from generator.texts import said, words
from generator.views import View, norwegian_key


def front(site: Site, view: View) -> Page:
    """Make the front of a view: its values, what they mean and how many measures each has."""
    o = words()[view.navn]
    begreper: Mapping[Any, Begrep | Enhet] = (
        site.katalog.enheter if view.navn == "enhet" else getattr(site.katalog.vokabular, view.vokabular)
    )
    points = []
    for value, tiltak in site.grouped[view.navn].items():
        b = begreper[value]
        names = (b.navn, b.om or "") if isinstance(b, Enhet) else (said(b.navn), said(b.forklaring))
        ikon = getattr(b, "ikon", None) or (str(value) if view.navn == "forebygging" else "")
        name = f"{value} {names[0]}" if view.navn in ("risiko", "beskyttelse") else names[0]
        points.append(
            {
                "navn": name,
                "forklaring": "" if view.navn == "enhet" else names[1],
                "adresse": view.address(value),
                "antall": both_counts(tiltak, view.felt) if view.ansatt else count_text(len(tiltak)),
                "ikon": ikon,
            }
        )
    if view.navn in ("enhet", "kommune"):
        points.sort(key=lambda p: norwegian_key(p["navn"]))
    body = site.render.later("oversikt", tittel=o["tittel"], ingress=o["ingress"], punkter=points, ansatt=view.ansatt)
    return Page(view.address(), o["tittel"], o["beskrivelse"], body, view.navn)
