"""The BTI levels as steps one may choose between."""

from __future__ import annotations

from typing import Any

from generator.pages.page import Site
from generator.telling.present import both_counts
from generator.texts import said
from generator.views import code


def bti_levels(site: Site) -> list[dict[str, Any]]:
    """Return the BTI levels as steps: number, words, symbol, address and how many measures."""
    return [
        {
            "id": n.id,
            "navn": said(n.navn),
            "kort": said(n.kort) or said(n.navn),
            "ingress": said(n.ingress),
            "forklaring": said(n.forklaring),
            "koordinerer": said(n.koordinerer),
            "symbol": n.symbol,
            "adresse": f"bti/{code(n.id)}/",
            "antall_tekst": both_counts(site.grouped["bti"][n.id], "bti"),
        }
        for n in site.katalog.vokabular.bti.values()
    ]
