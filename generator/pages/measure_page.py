"""The page of one measure: contact first, then what it is and how to get it, then the part for staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from generator import markdown
from generator.cache import fingerprint
from generator.exports import schemaorg
from generator.model import Begrep, Enhet, Hjemmel, Katalog, Kontakt, Tiltak, Vokabular
from generator.pages.help_line_facts import lines_about, rarer_lines_about
from generator.pages.page import Faktum, Page, Site
from generator.pages.plan_page import anchor
from generator.render import Body
from generator.telling.hjelpelinjer import about_violence
from generator.telling.kunnskap import evidence
from generator.telling.mangler import missing
from generator.telling.present import (
    Sikkerhet,
    age_text,
    answers_at_once,
    asked,
    capitalised,
    contact_doubt,
    contact_of,
    grades_beside_age,
    has_channel,
    likely,
    likely_name,
    listed,
    long_date,
    nobody_owns,
    owner_text,
    people_text,
    period_text,
    place_text,
    source_date,
    status_message,
    sure_word,
    sureness,
    uncapitalised,
)
from generator.telling.tilgang import way_in, ways
from generator.telling.translated import is_translated
from generator.texts import NAMED_IN_CAPITALS, said, spoken, words
from generator.views import code, is_sensitive, only_staff


@dataclass(frozen=True, slots=True)
class Svar:
    """A question a reader has, and what we know of the answer."""

    sporsmal: str
    svar: str
    merknad: str = ""
    ukjent: bool = False
    postens: bool = False
    """Whether the note is a text of the post."""


@dataclass(frozen=True, slots=True)
class Lapp:
    """A level in the staff's table: symbol, word, whether assumed, and its page."""

    symbol: str
    ord: str
    antatt: bool
    adresse: str


@dataclass(frozen=True, slots=True)
class Fagrad:
    """A row of the staff's table: a field, its value in one of three shapes, and how sure it is."""

    navn: str
    sikker: Sikkerhet
    tekst: str = ""
    lapper: tuple[Lapp, ...] = ()
    lenker: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fagpunkt:
    """One fact a colleague needs in a case: its name, and texts with an address or ``""``."""

    navn: str
    verdier: tuple[tuple[str, str], ...]
    postens: bool = False
    """Whether the texts are the post's own words."""


def answers(t: Tiltak, katalog: Katalog) -> tuple[Svar, ...]:
    """Answer what a citizen asks first; only what is stated is said without «trolig»."""
    v, o = katalog.vokabular, words()["tiltak"]["svar"]
    unknown = o["ikke_oppgitt"]

    def answer(sporsmal: str, value: str, felt: str, merknad: str = "") -> Svar:
        known = bool(value) and value != unknown
        told = likely(t, felt, value) if known else unknown
        return Svar(o[sporsmal], told, merknad, ukjent=not known, postens=True)

    def word(begreper: Mapping[str, Begrep], key: str | None) -> str:
        return "" if key in (None, "ukjent") else said(begreper[str(key)].navn)

    booked = {"ja": "nei", "nei": "ja"}.get(t.tilgang.dropin or "")
    age = age_text(t, katalog)
    languages = [said(v.sprak[s].navn) for s in t.sprak]
    if spoken() not in NAMED_IN_CAPITALS:
        languages = list(map(uncapitalised, languages))
    return (
        answer("selv", word(v.svar, t.tilgang.ta_kontakt_selv), "tilgang"),
        answer("kostnad", word(v.kostnad, t.kostnad.type), "kostnad", t.kostnad.merknad or ""),
        Svar(o["hvem"], people_text(t, katalog)),
        Svar(o["alder"], capitalised(age) or unknown, capitalised(grades_beside_age(t, katalog)), ukjent=not age),
        Svar(o["hvor"], place_text(t, katalog)),
        *((answer("time", word(v.svar, booked), "tilgang"),) if booked else ()),
        answer("tolk", word(v.svar, t.tolk), "tolk"),
        *((Svar(o["sprak"], capitalised(likely_name(t, "sprak", listed(languages)))),) if t.sprak else ()),
    )


def staff_rows(t: Tiltak, katalog: Katalog, felt: Mapping[str, str]) -> tuple[Fagrad, ...]:
    """List the classifications of a measure with how sure each is."""
    v, o = katalog.vokabular, words()["tiltak"]
    none = o["ingen"]

    def row(name: str, tekst: str = "", **shape: Any) -> Fagrad:  # noqa: ANN401 - one of the shapes of Fagrad
        return Fagrad(felt[name], sureness(t, name), tekst or none, **shape)

    def factors(name: str, view: str) -> Fagrad:
        begreper: Mapping[str, Begrep] = getattr(v, name)
        ids: tuple[str, ...] = getattr(t, name)
        return row(name, lenker=tuple((f"{i} {said(begreper[i].navn)}", f"{view}/{code(i)}/") for i in ids))

    age = age_text(t, katalog)
    levels = tuple(
        Lapp(v.bti[n].symbol, f"{n} {said(v.bti[n].kort)}", "bti" in t.antatt, f"bti/{code(n)}/") for n in t.bti
    )
    return (
        *((row("bti", lapper=levels),) if v.bti else ()),
        row(
            "forebyggingsniva",
            lapper=tuple(
                Lapp(n, said(v.forebyggingsniva[n].navn), "forebyggingsniva" in t.antatt, f"forebygging/{n}/")
                for n in t.forebyggingsniva
            ),
        ),
        factors("risikofaktorer", "risiko"),
        factors("beskyttelsesfaktorer", "beskyttelse"),
        row("trinn" if t.trinn and not t.alder else "alder", capitalised(age) or o["svar"]["ikke_oppgitt"]),
        *((row("trinn", capitalised(grades)),) if (grades := grades_beside_age(t, katalog)) else ()),
        row(
            "tilgang",
            f"{felt['ta_kontakt_selv']}: {uncapitalised(said(v.svar[t.tilgang.ta_kontakt_selv].navn))}",
        ),
        row("kostnad", said(v.kostnad[t.kostnad.type].navn)),
        row("status", said(v.status[t.status].navn)),
    )


def law_link(law: Hjemmel) -> tuple[str, str]:
    """Return what a law is called, and where it can be read."""
    return said(law.navn), law.url or ""


def as_read(point: Fagpunkt, laws: Iterable[Hjemmel]) -> Fagpunkt:
    """Return what is told of laws; when nobody has read one of them in Lovdata, its heading says so."""
    unread = words()["tiltak"]["hjemmel_ikke_lest"].format(felt=point.navn)
    return point if all(law.bekreftet for law in laws) else replace(point, navn=unread)


def no_consent(vokabular: Vokabular) -> tuple[str, str]:
    """Return what is said where a measure does not tell of consent: what BTI says, where there are levels."""
    o = words()["tiltak"]
    return (o["samtykke_ikke"], "bti/") if vokabular.bti else (o["svar"]["ikke_oppgitt"], "")


def in_plan(t: Tiltak, vokabular: Vokabular) -> list[tuple[str, str]]:
    """Return what in the plan a measure is a part of, or that it is of nothing there; none where there is no plan."""
    if not vokabular.plan:
        return []
    places = [(f"{n} {said(vokabular.plan[n].navn)}", f"plan/#{anchor(n)}") for n in t.plan]
    return places or [(words()["tiltak"]["plan_ingen"], "")]


def told(
    t: Tiltak, felt: Mapping[str, str], name: str, *values: tuple[str, str], felt_name: str = "", own: bool = False
) -> Fagpunkt:
    """Return what is told of one field, under its title; when it is assumed, the title says so."""
    assumed = (felt_name or name) in t.antatt
    heading: str = words()["tiltak"]["antatt_felt"].format(felt=felt[name]) if assumed else felt[name]
    return Fagpunkt(heading, values, own)


def staff_facts(t: Tiltak, katalog: Katalog, felt: Mapping[str, str]) -> tuple[Fagpunkt, ...]:
    """List what a colleague needs in a case: owner, whole, consent, plan, method, law, partners."""
    v, fact = katalog.vokabular, partial(told, t, felt)
    facts = [fact("enhet", (katalog.enheter[t.enhet].navn, f"enhet/{t.enhet}/"))]
    if t.leverandor:
        facts.append(fact("leverandor", (katalog.enheter[t.leverandor].navn, f"enhet/{t.leverandor}/")))
    if t.del_av:
        facts.append(fact("del_av", (katalog.tiltak[t.del_av].navn, f"tiltak/{t.del_av}/"), own=True))
    if t.tilgang.samtykke:
        facts.append(fact("samtykke", (t.tilgang.samtykke, ""), felt_name="tilgang", own=True))
    else:
        facts.append(Fagpunkt(felt["samtykke"], (no_consent(v),)))
    if places := in_plan(t, v):
        facts.append(fact("plan", *places))
    if t.metode:
        facts.append(fact("metode", (said(v.metoder[t.metode].navn), f"metode/{t.metode}/")))
    if laws := [*map(v.hjemler.__getitem__, t.hjemmel)]:
        facts.append(as_read(fact("hjemmel", *map(law_link, laws)), laws))
    if t.partnere:
        facts.append(fact("partnere", *((p, "") for p in t.partnere), own=True))
    if t.periode and (t.periode.fra or t.periode.til):
        facts.append(fact("periode", (capitalised(period_text(t.periode)), "")))
    if t.periode and t.periode.finansiering:
        facts.append(fact("finansiering", (t.periode.finansiering, ""), felt_name="periode", own=True))
    return tuple(facts)


def period(t: Tiltak, i_dag: date) -> str:
    """Say how long a project lasts, or that its end has passed; ``""`` when no end is known, or it is over anyway."""
    if t.periode is None or t.periode.til is None or t.status == "avsluttet":
        return ""
    over = "periode_over_planlagt" if t.status == "planlagt" else "periode_over"
    text: str = words()["tiltak"][over if t.periode.til < i_dag else "periode"]
    return text.format(dato=long_date(t.periode.til))


def context(t: Tiltak, katalog: Katalog, felt: Mapping[str, str], i_dag: date) -> dict[str, Any]:
    """Gather everything the template of a measure shows."""
    v, o = katalog.vokabular, words()["tiltak"]
    enhet = katalog.enheter[t.enhet]
    kontakt, whom = contact_of(t, enhet), asked(t, enhet)
    sensitive = is_sensitive(t, v)
    assumed = [uncapitalised(felt[name]) for name in t.antatt]
    method = v.metoder[t.metode] if t.metode else None
    return {
        "t": t,
        "i_dag": i_dag,
        "enhet": enhet,
        "felt": felt,
        "typenavn": likely(t, "type", said(v.type[t.type].navn)),
        "fra": origin(t, enhet),
        "status_melding": status_message(t.status, v, whom),
        "kildedato": source_date(t, katalog),
        "kontakt": kontakt,
        "kontakt_tvil": contact_doubt(t, enhet),
        "uten_kontakt": "" if only_staff(t) else ask_about(t, enhet),
        "har_kontakt": has_channel(kontakt),
        "andre_linjer": [] if answers_at_once(kontakt) else other_lines(t, v),
        "kontakt_under": o["bare_ansatte"] if t.synlighet == ("ansatt",) else way_in(t),
        "sensitiv": sensitive,
        "vondt": not about_violence(t.tema, v.hjelpelinjer.values()),
        "svar": answers(t, katalog),
        "beskrivelse": markdown.to_html(t.beskrivelse) if t.beskrivelse else "",
        "for_ansatte": markdown.to_html(t.for_ansatte) if t.for_ansatte else "",
        "mangler_beskrivelse": o["mangler_beskrivelse"].format(enhet=whom),
        "mater": ways(t, katalog),
        "mangler": missing(t, katalog),
        "metode": method,
        "kunnskap": evidence(method) if method else None,
        "periode": period(t, i_dag),
        "fag_innledning": o["fag_antatt"].format(felt=listed(assumed), enhet=whom)
        if assumed
        else o["fag_oppgitt" if t.kilder or t.bekreftet else "ingen_kilder"],
        "fagrader": staff_rows(t, katalog, felt),
        "oppgitt_ord": sure_word(t, Sikkerhet.OPPGITT),
        "fagliste": staff_facts(t, katalog, felt),
        "har_dokumenter": bool(v.dokumenter),
        "kilder": [
            {"sitat": k.sitat, "dokument": said(v.dokumenter[k.dokument].navn), "linjer": k.linjer} for k in t.kilder
        ],
    }


def origin(t: Tiltak, enhet: Enhet) -> str:
    """Say how a measure belongs to its unit, right after its type: given by it, likely so, or only filed under it."""
    o = words()["tiltak"]
    if "enhet" not in t.antatt:
        return f" {o['fra']}"
    return f", {o['under' if nobody_owns(t, enhet) else 'trolig_fra']}"


def other_lines(t: Tiltak, vokabular: Vokabular) -> list[Faktum]:
    """Return where one can turn instead: to the help lines of the themes; a sensitive page has their web pages too."""
    if is_sensitive(t, vokabular):
        return lines_about(vokabular, t.tema, boxed=True)
    rarer = () if only_staff(t) else rarer_lines_about(vokabular, t.tema, boxed=False)
    return [line for line in rarer if line.lenke.startswith("tel:")]


def ask_about(t: Tiltak, enhet: Enhet) -> str:
    """Say whom to ask how to reach a unit; the municipality itself is asked straight out."""
    o = words()["tiltak"]
    straight = enhet.navn.endswith("kommune") or nobody_owns(t, enhet)
    text: str = o["uten_kontakt_kommune" if straight else "uten_kontakt"]
    return text.format(enhet=enhet.navn)


def edit_links(site: Site, t: Tiltak, enhet: Enhet) -> dict[str, str]:
    """Return where «Rediger» and «Meld feil» of one measure lead, and where its contact is edited, if at its unit."""
    links = site.edit_links("tiltak", t.id)
    of_unit = site.rediger_url and contact_of(t, enhet) != (t.kontakt or Kontakt())
    return links | {"rediger_kontakt": site.edit_links("enheter", enhet.id)["rediger"] if of_unit else ""}


def pages(site: Site, tiltak: Iterable[Tiltak]) -> Iterator[Page]:
    """Yield the page of each measure.

    A page is made from an extract of the catalogue and nothing else, so the extract is all that it depends on.
    """
    for t in tiltak:
        near = site.neighbours.of(t)
        extract = extract_of(t, near, site.katalog)
        shown = (*map(site.digest, extract.tiltak.values()), *map(site.digest, extract.enheter.values()))
        made_from = fingerprint(site.always, *shown)
        body = Body(made_from, partial(content_of, t, near, extract, site))
        title = owner_text(t.navn, site.cards[t.id].sted)
        foreign = site.fremmed and not is_translated(t, "kort")
        about = words()["tiltak"]["omtale"].format(navn=title) if foreign else t.kort
        yield Page(f"tiltak/{t.id}/", title, about, body, "tiltak", is_sensitive(t, site.katalog.vokabular))


def extract_of(t: Tiltak, near: Iterable[Tiltak], katalog: Katalog) -> Katalog:
    """Return the part of the catalogue that the page of one measure shows."""
    part_of = [katalog.tiltak[t.del_av]] if t.del_av else []
    tiltak = {one.id: one for one in (t, *near, *part_of)}
    units = dict.fromkeys(unit for one in tiltak.values() for unit in (one.enhet, one.leverandor) if unit)
    return Katalog(tiltak, {unit: katalog.enheter[unit] for unit in units}, katalog.vokabular)


def content_of(t: Tiltak, near: tuple[Tiltak, ...], extract: Katalog, site: Site) -> Markup:
    """Return the content of the page of one measure."""
    names = context(t, extract, site.felt, site.i_dag)
    names |= {"k": site.cards[t.id], "naer": site.cards_of(near)}
    o = words()["felles"]
    names["ikke_oversatt"] = o["ikke_oversatt"].format(sprak=o["sprakene"][site.hoved])
    names["papiradresse"] = urljoin(site.site_url, f"{site.prefix}tiltak/{t.id}/") if site.site_url else ""
    if site.prefix:  # the same service is told of once
        names["schemaorg"] = None
    else:
        names["schemaorg"] = schemaorg.of(t, extract, site.site_url, site.i_dag)
    return site.render("tiltak", **names, **edit_links(site, t, extract.enheter[t.enhet]))
