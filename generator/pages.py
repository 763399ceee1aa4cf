"""Katalog -> every generated page: its address, title, description and content, before the frame."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from markupsafe import Markup

from generator import bti_filter, coverage, coverage_page, life_course, markdown, measure_page, plan_page
from generator.age_choices import phases
from generator.cards import Kort, card
from generator.facets import facets, held
from generator.hjelpelinjer import grouped
from generator.kunnskap import evidence
from generator.model import Begrep, Enhet, Hjelpelinje, Katalog, Kontakt, Metode, Tiltak
from generator.present import has_channel, nb, tel_digits
from generator.related import Neighbours
from generator.render import ROT, Renderer
from generator.search.sokevokabular import Sokevokabular
from generator.status import Rad
from generator.texts import words
from generator.views import VIEWS, View, code, groups, in_order, norwegian_key, stated

SAFE_LINES: Final = ("112", "116111", "116006", "116123")
"""The help lines of the safety box, in the order they stand there."""


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page.

    ``path`` is its address from the root of the site, ending in ``/`` (the home page is ``""``);
    ``content`` is safe HTML where generator.render.ROT stands for the way to the root; ``seksjon`` is the
    part of the navigation it belongs to; ``sensitiv`` gives it the quick exit.
    """

    path: str
    title: str
    description: str
    content: Markup
    seksjon: str
    sensitiv: bool = False


def load_labels(rot: Path) -> dict[str, str]:
    """Return the Norwegian title of every field of a measure, nested fields under their own name."""
    labels: dict[str, str] = {}

    def walk(schema: Mapping[str, Any]) -> None:
        for name, part in schema.get("properties", {}).items():
            if "title" in part:
                labels.setdefault(name, part["title"])
            walk(part)

    whole = json.loads((rot / "schema" / "tiltak.schema.json").read_text(encoding="utf-8"))
    walk(whole)
    for name, part in whole["definitions"].items():
        labels.setdefault(name, part["title"])
        walk(part)
    return labels


@dataclass(frozen=True)
class Site:
    """What every page is made from: the catalogue, field labels, the day, where to edit, its own address."""

    katalog: Katalog
    felt: Mapping[str, str]
    i_dag: date
    rediger_url: str = ""
    meldfeil_url: str = ""
    site_url: str = ""
    sokevokabular: Sokevokabular | None = None
    status: tuple[Rad, ...] = ()
    merknader: Mapping[str, str] = field(default_factory=dict)
    """What the municipality itself says on some pages, by their names."""

    @cached_property
    def cards(self) -> dict[str, Kort]:
        """Every measure as it stands in a list."""
        return {t.id: card(t, self.katalog) for t in self.katalog.tiltak.values()}

    @cached_property
    def grouped(self) -> dict[str, dict[int | str, tuple[Tiltak, ...]]]:
        """The measures of every value of every view."""
        return {view.navn: groups(view, self.katalog) for view in VIEWS}

    @cached_property
    def matrices(self) -> tuple[coverage.Matrise, ...]:
        """Every matrix of coverage: both kinds of factor by each axis."""
        return tuple(coverage.matrix(self.katalog, slag, akse) for akse in coverage.AXES for slag in coverage.FIELDS)

    @cached_property
    def render(self) -> Renderer:
        """The template engine with the facts that every page may use."""
        lines = self.katalog.vokabular.hjelpelinjer
        return Renderer({"trygge_linjer": [lines[i] for i in SAFE_LINES if i in lines]})

    def cards_of(self, tiltak: tuple[Tiltak, ...]) -> list[Kort]:
        """Return the cards of some measures, in the same order."""
        return [self.cards[t.id] for t in tiltak]


def count_text(n: int) -> str:
    """Say how many measures: «1 tiltak», «39 tiltak»."""
    text: str = words()["visning"]["antall"].format(antall=n)
    return text


def pages(site: Site) -> Iterator[Page]:
    """Yield every generated page of the site, the home page first."""
    yield home(site)
    yield find(site)
    yield from measures(site)
    for view in VIEWS:
        if view.navn == "bti":
            yield from bti(site, view)
        elif view.ansatt:
            yield from staff_view(site, view)
        else:
            yield from open_view(site, view)
    yield life(site)
    yield from coverage_pages(site)
    yield plan(site)
    yield alphabet(site)
    yield help_lines(site)


def home(site: Site) -> Page:
    """Make the home page: one search field, and ways in by life situation, age and level."""
    v, o = site.katalog.vokabular, words()["forside"]
    entries = {
        "tema": theme_doors(site),
        "alder": [
            {"navn": fase.navn, "under": fase.under, "adresse": f"livslop/#alder={fase.nokkel}"} for fase in phases()
        ],
        "bti": bti_levels(site),
        "forebygging": [
            {
                "navn": nb(n.navn),
                "forklaring": nb(n.forklaring),
                "symbol": n.id,
                "adresse": f"forebygging/{n.id}/",
                "antall_tekst": count_text(len(site.grouped["forebygging"][n.id])),
            }
            for n in v.forebyggingsniva.values()
        ],
        "snarveier": [
            {"navn": o["risiko"], "adresse": "risiko/"},
            {"navn": o["dekning"], "adresse": "dekning/"},
            {"navn": o["beskyttelse"], "adresse": "beskyttelse/"},
            {"navn": o["plan"], "adresse": "plan/"},
            {"navn": o["metoder"], "adresse": "metode/"},
        ],
    }
    return Page("", o["tittel"], o["beskrivelse"], site.render("forside", **entries), "forside")


def find(site: Site) -> Page:
    """Make the search page, whole without JavaScript: every measure is in it."""
    o = words()["finn"]
    tiltak = in_order(site.katalog.tiltak.values())
    holdings = {t.id: held(t, site.katalog) for t in tiltak}
    content = site.render(
        "finn",
        kort=site.cards_of(tiltak),
        har=holdings,
        fasetter=facets(site.katalog, holdings.values()),
        tema=theme_doors(site),
        antall_tekst=o["alle"].format(antall=len(tiltak)),
    )
    return Page("finn/", o["tittel"], o["beskrivelse"], content, "finn")


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


def edit_links(site: Site, t: Tiltak) -> dict[str, str]:
    """Return where «Rediger» and «Meld feil» of one measure lead."""
    here = f"{ROT}rediger/"
    return {
        "rediger": f"{site.rediger_url}tiltak/{t.id}.yml" if site.rediger_url else here,
        "meldfeil": f"{site.meldfeil_url}{t.id}" if site.meldfeil_url else here,
    }


def measures(site: Site) -> Iterator[Page]:
    """Yield the page of every measure."""
    neighbours = Neighbours(site.katalog)
    for t in site.katalog.tiltak.values():
        names = measure_page.context(t, site.katalog, site.felt, site.i_dag)
        names |= {"k": site.cards[t.id], "naer": site.cards_of(neighbours.of(t))}
        names["papiradresse"] = urljoin(site.site_url, f"tiltak/{t.id}/") if site.site_url else ""
        content = site.render("tiltak", **names, **edit_links(site, t))
        place = site.cards[t.id].sted
        title = t.navn if place in t.navn else f"{t.navn}, {place}"
        yield Page(f"tiltak/{t.id}/", title, t.kort, content, "tiltak", names["sensitiv"])


def _front(site: Site, view: View) -> Page:
    """Make the front of a view: its values, what they mean and how many measures each has."""
    o = words()[view.navn]
    begreper: Mapping[Any, Begrep | Enhet] = (
        site.katalog.enheter if view.navn == "enhet" else getattr(site.katalog.vokabular, view.vokabular)
    )
    points = []
    for value, tiltak in site.grouped[view.navn].items():
        b = begreper[value]
        names = (b.navn, b.om or "") if isinstance(b, Enhet) else (nb(b.navn), nb(b.forklaring))
        ikon = getattr(b, "ikon", None) or (str(value) if view.navn == "forebygging" else "")
        name = f"{value} {names[0]}" if view.navn in ("risiko", "beskyttelse") else names[0]
        points.append(
            {
                "navn": name,
                "forklaring": "" if view.navn == "enhet" else names[1],
                "adresse": view.address(value),
                "antall": count_text(len(tiltak)),
                "ikon": ikon,
            }
        )
    if view.navn in ("enhet", "kommune"):
        points.sort(key=lambda p: norwegian_key(p["navn"]))
    content = site.render("oversikt", tittel=o["tittel"], ingress=o["ingress"], punkter=points, ansatt=view.ansatt)
    return Page(view.address(), o["tittel"], o["beskrivelse"], content, view.navn)


def open_view(site: Site, view: View) -> Iterator[Page]:
    """Yield the front and the pages of a view that is for everybody."""
    yield _front(site, view)
    o = words()[view.navn]
    describe = {"enhet": _unit, "kommune": _municipality, "metode": _method}.get(view.navn, _plain)
    for value, tiltak in site.grouped[view.navn].items():
        about = describe(site, view, value)
        content = site.render(
            "visning",
            oversikt=o["tittel"],
            adresse=view.address(),
            kort=site.cards_of(tiltak),
            antall_tekst=count_text(len(tiltak)),
            **about,
        )
        description = o["side"].format(navn=about["navn"], forklaring=about["ingress"]).strip()
        title = f"{about['tittel']} – {o['tittel']}"
        yield Page(view.address(value), title, description, content, view.navn, about["sensitiv"])


def _about(navn: str, **names: Any) -> dict[str, Any]:  # noqa: ANN401 - what the template shows
    """Fill what the template of an open view needs with nothing where there is nothing."""
    empty = {
        "navn": navn,
        "tittel": navn,
        "ingress": "",
        "fakta": [],
        "brod": "",
        "ogsa": [],
        "ogsa_tittel": "",
        "sensitiv": False,
    }
    return empty | names


def _plain(site: Site, view: View, value: int | str) -> dict[str, Any]:
    """Describe a theme or a target group; a theme shows its help lines too."""
    b: Begrep = getattr(site.katalog.vokabular, view.vokabular)[value]
    lines = [h for h in site.katalog.vokabular.hjelpelinjer.values() if view.navn == "tema" and value in h.tema]
    return _about(
        nb(b.navn),
        ingress=nb(b.forklaring),
        sensitiv=bool(getattr(b, "sensitiv", False)),
        fakta=[_line_fact(h) for h in lines],
    )


def _line_fact(h: Hjelpelinje) -> tuple[str, str, str]:
    """Return a help line as a fact: its name, its number or the word for the page, and the link."""
    if h.tel:
        return nb(h.navn), h.nummer or h.tel, f"tel:{h.tel}"
    return nb(h.navn), words()["bunn"]["flere"], "akutt/"


def _unit(site: Site, view: View, value: int | str) -> dict[str, Any]:  # noqa: ARG001 - one shape for all
    """Describe a unit: what it does, where it belongs, how to reach it."""
    enhet = site.katalog.enheter[str(value)]
    o = words()["visning"]
    kommuner = site.katalog.vokabular.kommuner
    facts = [(o["kommuner"], nb(kommuner[i].navn), f"kommune/{i}/") for i in enhet.kommuner if i in kommuner]
    if enhet.overordnet:
        over = site.katalog.enheter[enhet.overordnet]
        facts.append((o["overordnet"], over.navn, f"enhet/{over.id}/"))
    facts += contact_facts(enhet.kontakt or Kontakt())
    gives = [t for t in in_order(site.katalog.tiltak.values()) if t.leverandor == enhet.id]
    return _about(
        enhet.navn,
        fakta=facts,
        brod=markdown.to_html(enhet.om) if enhet.om else "",
        ogsa=[(t.navn, f"tiltak/{t.id}/") for t in gives],
        ogsa_tittel=o["leverer"],
    )


def contact_facts(kontakt: Kontakt) -> list[tuple[str, str, str]]:
    """Return the ways to reach a unit as facts with links, or that they are missing."""
    o = words()["visning"]
    ways = [
        (o["telefon"], kontakt.telefon, f"tel:{tel_digits(kontakt.telefon or '')}"),
        (o["epost"], kontakt.epost, f"mailto:{kontakt.epost}"),
        (o["nettside"], kontakt.nettside, kontakt.nettside or ""),
        (o["besok"], kontakt.besok, ""),
        (o["apningstid"], kontakt.apningstid, ""),
    ]
    found = [(name, text, link) for name, text, link in ways if text]
    return found if has_channel(kontakt) else [*found, (o["kontakt"], words()["kort"]["mangler_kontakt"], "")]


def _municipality(site: Site, view: View, value: int | str) -> dict[str, Any]:  # noqa: ARG001
    """Describe a municipality by its number and its South Sámi name."""
    k = site.katalog.vokabular.kommuner[str(value)]
    o = words()["visning"]
    samisk = Markup('<span lang="sma">{}</span>').format(k.samisk) if k.samisk else None
    facts: list[tuple[str, Any, str]] = [(o["nummer"], k.nummer, "")]
    if samisk:
        facts.append((o["samisk"], samisk, ""))
    units = [e for e in site.katalog.enheter.values() if k.id in e.kommuner]
    return _about(
        nb(k.navn),
        fakta=facts,
        ogsa=[(e.navn, f"enhet/{e.id}/") for e in sorted(units, key=lambda e: norwegian_key(e.navn))],
        ogsa_tittel=words()["enhet"]["tittel"],
    )


def _method(site: Site, view: View, value: int | str) -> dict[str, Any]:  # noqa: ARG001
    """Describe a method and what is known of its effect: never a bare number."""
    m: Metode = site.katalog.vokabular.metoder[str(value)]
    o = words()["visning"]
    facts = []
    known = evidence(m)
    if known.grad:
        facts.append((o["grad"], f"{known.grad}. {known.betyr}", known.kilde))
    if m.nettside:
        facts.append((o["nettside"], m.nettside, m.nettside))
    return _about(nb(m.navn), ingress=nb(m.forklaring), fakta=facts, brod=markdown.to_html(nb(m.merknad)))


def staff_view(site: Site, view: View) -> Iterator[Page]:
    """Yield the front and the pages of a view for staff: a prevention level or a factor."""
    yield _front(site, view)
    o = words()[view.navn]
    begreper: Mapping[int | str, Begrep] = getattr(site.katalog.vokabular, view.vokabular)
    for value, tiltak in site.grouped[view.navn].items():
        b = begreper[value]
        level = view.navn == "forebygging"
        tittel = nb(b.navn) if level else f"{value} {nb(b.navn)}"
        citizens = nb(getattr(b, "innbygger", {}))
        content = site.render(
            "visning_ansatt",
            tittel=tittel,
            ingress=nb(b.forklaring),
            oversikt=o["tittel"],
            adresse=view.address(),
            antall=len(tiltak),
            oppgitt=stated(tiltak, view.felt),
            merknad=o["merknad"].format(innbygger=citizens) if level or citizens else "",
            andre=[
                (nb(x.navn) if level else str(i), view.address(i), i == value, str(i) if level else "")
                for i, x in begreper.items()
            ],
            kort=site.cards_of(tiltak),
            antall_tekst=count_text(len(tiltak)),
        )
        yield Page(view.address(value), tittel, o["side"].format(navn=tittel), content, view.navn)


def bti_levels(site: Site) -> list[dict[str, Any]]:
    """Return the BTI levels as steps: number, words, symbol, address and how many measures."""
    return [
        {
            "id": n.id,
            "navn": nb(n.navn),
            "kort": nb(n.kort),
            "ingress": nb(n.ingress),
            "forklaring": nb(n.forklaring),
            "koordinerer": nb(n.koordinerer),
            "symbol": n.symbol,
            "adresse": f"bti/{code(n.id)}/",
            "antall_tekst": count_text(len(site.grouped["bti"][n.id])),
        }
        for n in site.katalog.vokabular.bti.values()
    ]


def bti(site: Site, view: View) -> Iterator[Page]:
    """Yield the guide to BTI. Each page gets the safety rule here, and is refused without it."""
    o = words()["bti"]
    rule = site.render("_sikkerhetsregel", barnevern=_child_protection(site))
    levels = bti_levels(site)
    assumed = any(n.antatt for n in site.katalog.vokabular.bti.values())
    front = site.render("bti_oversikt", regel=rule, nivaer=levels, antatt=assumed)
    yield _with_rule(Page("bti/", o["oversikt_tittel"], o["beskrivelse"], front, "bti"), rule)
    for n in site.katalog.vokabular.bti.values():
        tiltak = site.grouped["bti"][n.id]
        content = site.render(
            "bti",
            regel=rule,
            n=n,
            nivaer=levels,
            niva_adresse={m["id"]: m["adresse"] for m in levels},
            niva_symbol={m["id"]: m["symbol"] for m in levels},
            antall=len(tiltak),
            oppgitt=stated(tiltak, "bti"),
            kort=site.cards_of(tiltak),
            **bti_filter.context(tiltak, site.katalog),
        )
        title = f"{o['nivatittel']} {n.id}: {nb(n.navn)}"
        page = Page(view.address(n.id), title, o["side"].format(id=n.id), content, "bti")
        yield _with_rule(page, rule)


def _with_rule(page: Page, rule: Markup) -> Page:
    """Give the page back if the safety rule stands in it exactly once; a guide without it harms."""
    if page.content.count(rule) != 1:
        message = f"{page.path} lacks the safety rule"
        raise ValueError(message)
    return page


def _child_protection(site: Site) -> list[Enhet]:
    """Return the units of child protection, whose numbers belong in the safety rule."""
    return [e for e in site.katalog.enheter.values() if "barnevern" in e.id]


def plan(site: Site) -> Page:
    """Make the page of the plan: goals, measures, their status, and what carries them out."""
    o = words()["plan"]
    content = site.render("plan", **plan_page.context(site.katalog, site.cards, site.i_dag))
    return Page("plan/", o["tittel"], o["beskrivelse"], content, "plan")


def life(site: Site) -> Page:
    """Make the life course: which offers there are at which age."""
    o = words()["livslop"]
    content = site.render("livslop", **life_course.context(site.katalog, site.cards))
    return Page("livslop/", o["tittel"], o["beskrivelse"], content, "livslop")


def coverage_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of coverage, one for each axis."""
    o = words()["dekning"]
    for akse in coverage.AXES:
        matrices = tuple(m for m in site.matrices if m.akse == akse)
        names = coverage_page.context(akse, matrices, site.katalog, site.cards)
        content = site.render("dekning", **names, merknad=site.merknader.get("dekning", ""))
        yield Page(coverage_page.path(akse), o["side"][akse], o["beskrivelse"][akse], content, "dekning")


def alphabet(site: Site) -> Page:
    """Make the list of everything in Norwegian alphabetical order."""
    o = words()["alfabet"]
    tiltak = sorted(site.katalog.tiltak.values(), key=lambda t: (norwegian_key(t.navn), t.id))
    letters: dict[str, list[Kort]] = {}
    for t in tiltak:
        letters.setdefault(t.navn[0].upper(), []).append(site.cards[t.id])
    content = site.render("alfabet", bolker=list(letters.items()), antall_tekst=count_text(len(tiltak)))
    return Page("a-aa/", o["tittel"], o["beskrivelse"], content, "alfabet")


def help_lines(site: Site) -> Page:
    """Make the page of help lines: what to call now first, then whom to talk to."""
    o = words()["akutt"]
    groups_of_lines = grouped(site.katalog.vokabular.hjelpelinjer.values(), site.i_dag)
    content = site.render("akutt", bolker=groups_of_lines)
    return Page("akutt/", o["tittel"], o["beskrivelse"], content, "akutt", sensitiv=True)


def source_line(katalog: Katalog) -> str:
    """Say on every page how old the facts are and how many posts their units have confirmed."""
    years = sorted(d.dato[:4] for d in katalog.vokabular.dokumenter.values() if d.dato)
    confirmed = sum(t.bekreftet is not None for t in katalog.tiltak.values())
    text: str = words()["bunn"]["kilder"]
    if not years:
        return ""
    return text.format(fra=years[0], til=years[-1], bekreftet=confirmed or "Ingen", antall=len(katalog.tiltak))
