"""The views that are for everybody: theme, target group, unit, municipality, method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from generator import markdown
from generator.exports import atom
from generator.model import ALLE_KOMMUNER, Begrep, Kontakt, Metode
from generator.pages import coverage_page
from generator.pages.front import front
from generator.pages.help_line_facts import lines_about
from generator.pages.page import Faktum, Page, Site, assumed_here
from generator.telling.cards import Kort
from generator.telling.hjelpelinjer import about_violence
from generator.telling.kunnskap import evidence
from generator.telling.organisasjon import grouped
from generator.telling.present import capitalised, count_text, has_channel, host, tel_digits, uncapitalised
from generator.texts import said, words
from generator.views import View, in_order, norwegian_key, only_staff

GIVERS: Final = ("enhet", "leverandor")
"""The fields that say which unit gives a measure."""

FEW: Final = 3
"""With fewer offers of its own, a municipality's page says where else one can ask; so few need no narrowing either."""


FACETS: Final = ("tema", "malgruppe", "kommune", "enhet")
"""The views that search has a facet of: there the same list can be narrowed by age and all else."""


@dataclass(frozen=True, slots=True)
class Lenke:
    """A link below the list: of a measure also its card, and what is assumed of why it stands there."""

    navn: str
    adresse: str
    kort: Kort | None = None
    usikkert: str = ""


def open_view(site: Site, view: View) -> Iterator[Page]:
    """Yield the front and the pages of a view that is for everybody."""
    yield front(site, view)
    o = words()[view.navn]
    describe = {"enhet": _unit, "kommune": _municipality, "metode": _method}.get(view.navn, _plain)
    for value, tiltak in site.grouped[view.navn].items():
        about = describe(site, view, value)
        body = site.render.later(
            "visning",
            oversikt=o["tittel"],
            adresse=view.address(),
            kort=site.cards_of(tiltak),
            antall_tekst=count_text(len(tiltak)),
            bare_ansatte=bool(tiltak) and all(map(only_staff, tiltak)),
            tema=view.navn == "tema",
            avgrens=f"finn/#{view.navn}={value}" if view.navn in FACETS and len(tiltak) > FEW else "",
            **assumed_here(view, tiltak),
            **about,
        )
        named = uncapitalised(about["navn"]) if view.navn == "malgruppe" else about["navn"]
        description = o["side"].format(navn=named, forklaring=about["ingress"]).strip()
        title = f"{about['tittel']} – {o['tittel']}"
        yield Page(view.address(value), title, description, body, view.navn, about["sensitiv"])


def _about(navn: str, **names: Any) -> dict[str, Any]:  # noqa: ANN401 - what the template shows
    """Fill what the template of an open view needs with nothing where there is nothing."""
    empty: dict[str, Any] = {
        "navn": navn,
        "tittel": navn,
        "ingress": "",
        "fakta": [],
        "brod": "",
        "brod_postens": False,
        "ogsa": [],
        "ogsa_tittel": "",
        "bare_ogsa": False,
        "sensitiv": False,
        "vondt": False,
        "faa": False,
        "strom": "",
        "fagside": None,
        "rediger": "",
        "meldfeil": "",
    }
    return empty | names


def _plain(site: Site, view: View, value: int | str) -> dict[str, Any]:
    """Describe a theme or a target group; a theme shows its help lines too, besides those of the safety box.

    What helps need not have the theme: a theme also leads on to search, which knows who helps with what.
    """
    b: Begrep = getattr(site.katalog.vokabular, view.vokabular)[value]
    sensitive = bool(getattr(b, "sensitiv", False))
    themes = (value,) if view.navn == "tema" else ()
    o = words()["flere_veier"]
    onward = [Lenke(o["sok"], "finn/"), Lenke(o["veiviser"], "veiviser/")] if view.navn == "tema" else []
    return _about(
        said(b.navn),
        ingress=said(b.forklaring),
        sensitiv=sensitive,
        vondt=not about_violence(themes, site.katalog.vokabular.hjelpelinjer.values()),
        fakta=lines_about(site.katalog.vokabular, themes, boxed=sensitive),
        ogsa=onward,
        ogsa_tittel=o["tittel"],
    )


def _unit(site: Site, view: View, value: int | str) -> dict[str, Any]:
    """Describe a unit: what it does, where it belongs, how to reach it; what is assumed is no fact."""
    enhet = site.katalog.enheter[str(value)]
    o = words()["visning"]
    kommuner = site.katalog.vokabular.kommuner

    def name(felt: str) -> str:
        return str(o[f"{felt}_trolig" if felt in enhet.antatt else felt])

    everywhere = [Faktum(name("kommuner"), o["alle_kommuner"], "kommune/")] if ALLE_KOMMUNER in enhet.kommuner else []
    facts = everywhere or [Faktum(name("kommuner"), said(kommuner[i].navn), f"kommune/{i}/") for i in enhet.kommuner]
    if enhet.overordnet:
        over = site.katalog.enheter[enhet.overordnet]
        facts.append(Faktum(name("overordnet"), over.navn, f"enhet/{over.id}/"))
    facts += contact_facts(enhet.kontakt or Kontakt(), site.fremmed, assumed="kontakt" in enhet.antatt)
    if enhet.organisasjonsnummer:
        facts.append(Faktum(name("organisasjonsnummer"), grouped(enhet.organisasjonsnummer)))
    unsure = words()["usikkert"]["enhet"]
    gives = in_order(t for t in site.katalog.tiltak.values() if t.leverandor == enhet.id)
    return _about(
        enhet.navn,
        fakta=facts,
        brod=markdown.to_html(enhet.om) if enhet.om else "",
        brod_postens=True,
        ogsa=[
            Lenke(t.navn, f"tiltak/{t.id}/", site.cards[t.id], unsure if "leverandor" in t.antatt else "")
            for t in gives
        ],
        ogsa_tittel=o["leverer"],
        bare_ogsa=bool(gives) and not site.grouped[view.navn][value],
        strom=atom.path_of(enhet.id) if site.historie else "",
        **site.edit_links("enheter", enhet.id),
    )


def contact_facts(kontakt: Kontakt, sprak: str = "", *, assumed: bool = False) -> list[Faktum]:
    """Return the ways to reach a unit as facts with links, or that they are missing; then what is to be known.

    ``sprak`` is the language of what the unit has written itself, where that is not the language of the page.
    """
    o = words()["visning"]
    chat = kontakt.chat or ""
    linked = chat.startswith("https://")
    doubt = words()["tiltak"]["kontakt_antatt"] if assumed else ""
    ways = [
        (o["telefon"], kontakt.telefon, f"tel:{tel_digits(kontakt.telefon or '')}", ""),
        (o["epost"], kontakt.epost, f"mailto:{kontakt.epost}", ""),
        (o["nettside"], host(kontakt.nettside or ""), kontakt.nettside or "", ""),
        (o["chat"], host(chat) if linked else chat, chat if linked else "", "" if linked else sprak),
        (o["snapchat"], kontakt.snapchat, "", ""),
        (o["besok"], kontakt.besok, "", sprak),
        (o["apningstid"], kontakt.apningstid, "", sprak),
        (o["kontakt"], "" if has_channel(kontakt) else words()["kort"]["mangler_kontakt"], "", ""),
        (o["merknad"], doubt, "", ""),
        (o["merknad"], kontakt.merknad, "", sprak),
    ]
    return [Faktum(name, text, link, sprak=own) for name, text, link, own in ways if text]


def _municipality(site: Site, view: View, value: int | str) -> dict[str, Any]:
    """Describe a municipality: its number, its South Sámi name, its units, and those elsewhere that give help here."""
    ident, o = str(value), words()["visning"]
    k = site.katalog.vokabular.kommuner[ident]
    navn = said(k.navn)
    facts = [Faktum(o["nummer"], k.nummer), *([Faktum(o["samisk"], k.samisk, sprak="sma")] if k.samisk else [])]
    here = site.grouped[view.navn][value]
    givers = {giver for t in here for felt in GIVERS if felt not in t.antatt and (giver := getattr(t, felt))}
    units = [e for e in site.katalog.enheter.values() if e.id in givers or {k.id, ALLE_KOMMUNER} & set(e.kommuner)]
    own = [t for t in here if k.id in t.kommuner and not only_staff(t)]
    lacks = Lenke(words()["dekning"]["kommune"]["tittel"].format(kommune=navn), coverage_page.path_of(ident))
    return _about(
        navn,
        fakta=facts,
        ogsa=[Lenke(e.navn, f"enhet/{e.id}/") for e in sorted(units, key=lambda e: norwegian_key(e.navn))],
        ogsa_tittel=words()["enhet"]["tittel"],
        faa=len(own) < FEW,
        fagside=lacks if ident in site.coverage_places else None,
    )


def _method(site: Site, view: View, value: int | str) -> dict[str, Any]:  # noqa: ARG001
    """Describe a method and what is known of its effect: never a bare number."""
    m: Metode = site.katalog.vokabular.metoder[str(value)]
    o = words()["visning"]
    facts = []
    known = evidence(m)
    if known.grad:
        facts.append(Faktum(o["grad"], f"{capitalised(known.grad)}. {known.betyr}"))
        if known.kilde:
            facts.append(Faktum(o["vurdering"], host(known.kilde).partition("/")[0], known.kilde))
    if m.nettside:
        facts.append(Faktum(o["nettside"], host(m.nettside), m.nettside))
    return _about(said(m.navn), ingress=said(m.forklaring), fakta=facts, brod=markdown.to_html(said(m.merknad)))
