"""Everything, in Norwegian alphabetical order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.page import Page, Site
from generator.telling.cards import Kort
from generator.telling.present import count_text
from generator.texts import words
from generator.views import norwegian_key, norwegian_letter


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of everything in Norwegian alphabetical order."""
    o = words()["alfabet"]
    tiltak = sorted(site.katalog.tiltak.values(), key=lambda t: (norwegian_key(t.navn), t.id))
    letters: dict[str, list[Kort]] = {}
    for t in tiltak:
        letters.setdefault(norwegian_letter(t.navn), []).append(site.cards[t.id])
    body = site.render.later("alfabet", bolker=list(letters.items()), antall_tekst=count_text(len(tiltak)))
    yield Page("a-aa/", o["tittel"], o["beskrivelse"], body, "alfabet")
