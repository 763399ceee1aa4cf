"""The views that are for staff: prevention levels and factors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import Begrep, Katalog
from generator.pages.front import front
from generator.pages.page import Page, Site, assumed_here
from generator.telling.present import both_counts, count_text
from generator.texts import said, words
from generator.views import View


def staff_title(view: View, value: int | str, katalog: Katalog) -> str:
    """Return what one page of a view for staff is called."""
    begreper: Mapping[int | str, Begrep] = getattr(katalog.vokabular, view.vokabular)
    name = said(begreper[value].navn)
    match view.navn:
        case "forebygging":
            return name
        case "bti":
            return f"{words()['bti']['nivatittel']} {value}: {name}"
        case _:
            return f"{value} {name}"


def staff_view(site: Site, view: View) -> Iterator[Page]:
    """Yield the front and the pages of a view for staff: a prevention level or a factor."""
    yield front(site, view)
    o = words()[view.navn]
    begreper: Mapping[int | str, Begrep] = getattr(site.katalog.vokabular, view.vokabular)
    for value, tiltak in site.grouped[view.navn].items():
        b = begreper[value]
        level = view.navn == "forebygging"
        tittel = staff_title(view, value, site.katalog)
        citizens = said(getattr(b, "innbygger", {}))
        cards = site.cards_of(tiltak)
        dashed = words()["bti"]["stiplet"]
        told = site.katalog.vokabular.bti if level else citizens
        notes = [o["merknad"].format(innbygger=citizens)] if told else []
        notes += [dashed] if any(k.antatt_niva for k in cards) else []
        body = site.render.later(
            "visning_ansatt",
            tittel=tittel,
            ingress=said(b.forklaring),
            oversikt=o["tittel"],
            adresse=view.address(),
            telling=both_counts(tiltak, view.felt),
            merknad=" ".join(notes),
            andre=[
                (said(x.navn) if level else str(i), view.address(i), i == value, str(i) if level else "")
                for i, x in begreper.items()
            ],
            kort=cards,
            antall_tekst=count_text(len(tiltak), ansatt=True),
            **assumed_here(view, tiltak),
        )
        yield Page(view.address(value), tittel, o["side"].format(navn=tittel), body, view.navn)
