"""The themes as ways in."""

from __future__ import annotations

from generator.pages.page import Site
from generator.telling.present import nb


def theme_doors(site: Site) -> list[dict[str, str]]:
    """Return the themes as ways in: name, what it is about, icon and address."""
    return [
        {
            "navn": nb(t.navn),
            "forklaring": nb(t.forklaring),
            "ikon": t.ikon or "info",
            "adresse": f"tema/{t.id}/",
        }
        for t in site.katalog.vokabular.tema.values()
    ]
