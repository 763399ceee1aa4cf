"""My list: the page where the picked measures stand, and the facts it shows of each of them.

What is picked lies in the fragment of the address, which no server ever sees. So the page knows every measure
and shows the picked ones: it fetches one file, and only when something is picked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from generator.model import Katalog, Tiltak
from generator.pages.page import Page, Site
from generator.telling.present import (
    age_text,
    capitalised,
    contact_doubt,
    contact_of,
    giver_text,
    has_channel,
    likely,
    long_date,
    people_text,
    status_text,
    unconfirmed,
)
from generator.telling.tilgang import referral, way_in
from generator.telling.translated import is_translated
from generator.texts import said, words
from generator.views import is_sensitive, only_staff

DATA: Final = "liste/tiltak.json"
"""The address of the facts, from the root of the site."""


@dataclass(frozen=True, slots=True)
class Linje:
    """One line under a measure: its name, what is known, and its kind.

    ``mangler`` or ``ukjent`` where nothing is known, ``merk`` of a note.
    """

    navn: str
    verdi: str
    slag: str = ""
    egne: str = ""
    """What the unit has written itself, after the value."""


def lines(t: Tiltak, katalog: Katalog) -> tuple[Linje, ...]:
    """Tell whom it is for, how to make contact, who may refer where one needs it, and what it costs.

    The telephone is always there: paper has room for it.
    """
    o = words()["liste"]["linjer"]
    enhet = katalog.enheter[t.enhet]
    kontakt = contact_of(t, enhet)
    missing, trolig = words()["kort"]["mangler_kontakt"], words()["tiltak"]["trolig"]
    running = "" if t.status == "i-drift" else status_text(t, katalog.vokabular)
    known = (
        ("status", running, None),
        ("hvem", ". ".join(filter(None, (people_text(t, katalog), capitalised(age_text(t, katalog))))), None),
        ("kontakt", way_in(t, assumed=True), None),
        ("henvisning", "" if t.tilgang.ta_kontakt_selv == "ja" else referral(t, katalog), None),
        ("samtykke", f"{trolig}:" if t.tilgang.samtykke and "tilgang" in t.antatt else None, t.tilgang.samtykke),
        ("telefon", kontakt.telefon, None),
        ("epost", kontakt.epost, None),
        ("nettside", kontakt.nettside, None),
        ("chat", None, kontakt.chat),
        ("snapchat", kontakt.snapchat, None),
        ("besok", None, kontakt.besok),
        ("apningstid", None, kontakt.apningstid),
        ("merknad", contact_doubt(t, enhet), kontakt.merknad),
    )
    found = [
        Linje(o[name], value or "", "merk" if name == "merknad" else "", own or "")
        for name, value, own in known
        if value or own
    ]
    if t.tilgang.ta_kontakt_selv == "ukjent" and not only_staff(t):
        found.append(Linje(o["kontakt"], o["spor"], "ukjent"))
    if not kontakt.telefon:
        found.append(Linje(o["telefon"], o["ikke_oppgitt"] if has_channel(kontakt) else missing, "mangler"))
    return (*found, _price(t, katalog))


def _price(t: Tiltak, katalog: Katalog) -> Linje:
    """Tell what it costs, and what is to be known of that."""
    o = words()["liste"]["linjer"]
    note = t.kostnad.merknad or ""
    if t.kostnad.type == "ukjent":
        return Linje(o["pris"], "" if note else o["ikke_oppgitt"], "" if note else "ukjent", note)
    price = likely(t, "kostnad", said(katalog.vokabular.kostnad[t.kostnad.type].navn))
    return Linje(o["pris"], f"{price}." if note else price, egne=note)


def confirmation(t: Tiltak, katalog: Katalog) -> str:
    """Say whether the unit has confirmed the post, and when."""
    if t.bekreftet:
        return f"{words()['tiltak']['bekreftet']} {long_date(t.bekreftet.dato)}"
    return unconfirmed(t, katalog.enheter[t.enhet])


def facts(t: Tiltak, katalog: Katalog, fremmed: str = "") -> dict[str, Any]:
    """Return what the list shows of one measure; one that is sensitive says so, for the quick exit.

    What is in another language than the page, which is ``fremmed``, says so.
    """
    who = [giver_text(t, katalog), confirmation(t, katalog)]
    sensitive = {"sensitiv": True} if is_sensitive(t, katalog.vokabular) else {}
    foreign = {name: fremmed for name in ("navn", "kort") if fremmed and not is_translated(t, name)}
    return (
        sensitive
        | ({"sprak": foreign} if foreign else {})
        | {
            "navn": t.navn,
            "hvem": [words()["felles"]["for_ansatte"], *who] if only_staff(t) else who,
            "kort": t.kort,
            "linjer": [_told(line, apart=bool(fremmed)) for line in lines(t, katalog)],
        }
    )


def _told(line: Linje, *, apart: bool) -> list[str]:
    """Return one line as JSON has it: the unit's own words ``apart``, as a fourth text, or after the value."""
    if apart and line.egne:
        return [line.navn, line.verdi, line.slag, line.egne]
    return [line.navn, " ".join(filter(None, (line.verdi, line.egne))), line.slag]


def list_data(site: Site) -> str:
    """Return the facts of every measure, and whether each has a QR code, as JSON.

    Where the posts are in another language than the page, it is told in which.
    """
    everything = {t.id: facts(t, site.katalog, site.fremmed) for t in site.katalog.tiltak.values()}
    data = {"qr": bool(site.site_url), **({"sprak": site.fremmed} if site.fremmed else {}), "tiltak": everything}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of the picked measures."""
    o = words()["liste"]
    lines = [h for h in site.katalog.vokabular.hjelpelinjer.values() if h.alltid]
    body = site.render.later("liste", data=DATA, js_ord=o["js"], nodnumre=lines)
    yield Page("liste/", o["tittel"], o["beskrivelse"], body, "liste")
