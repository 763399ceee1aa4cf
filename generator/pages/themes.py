"""The themes as ways in."""

from __future__ import annotations

from generator.pages.page import Site
from generator.texts import said


def theme_doors(site: Site) -> list[dict[str, str]]:
    """Return the themes as ways in: name, what it is about, icon and address."""
    return [
        {
            "navn": said(t.navn),
            "forklaring": said(t.forklaring),
            "ikon": t.ikon or "info",
            "adresse": f"tema/{t.id}/",
        }
        for t in site.katalog.vokabular.tema.values()
    ]
