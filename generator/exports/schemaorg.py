"""What search engines read on the page of a measure: the service as schema.org has it, in JSON-LD.

Like HSDS, schema.org has no word for «trolig» or «ikke bekreftet», and a search engine shows what it is given among
its own hits, far from our page. So:

- There is none on the page of a measure that is for staff alone, or that is not stated to be running today.
- What a post has under ``antatt`` is left out, and so is the unit's web site where the unit is assumed.
- Telephone and opening hours are given when they stand in the post itself and the post is confirmed.
- Levels and factors are for staff, and never here.
- A measure that counts everywhere has no place: which country or region that is, no post says.
"""

from __future__ import annotations

from datetime import date

from generator.exports.plain import given
from generator.exports.stated import confirmed_contact, runs, stated, website, years
from generator.judging.skjema import Json
from generator.model import ALLE_KOMMUNER, Katalog, Tiltak
from generator.telling.tilgang import is_free
from generator.texts import said, spoken
from generator.views import only_staff


def of(t: Tiltak, katalog: Katalog, site_url: str, i_dag: date) -> Json | None:
    """Return what is told of a measure, or None where it is better not mentioned.

    ``katalog`` may be the part of the catalogue that the page shows.
    """
    if only_staff(t) or not runs(t, i_dag) or not (stated(t, "synlighet") and stated(t, "navn")):
        return None
    v = katalog.vokabular
    address = f"{site_url}tiltak/{t.id}/" if site_url else ""
    contact = confirmed_contact(t, i_dag)
    return given(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "@id": address,
            "url": address,
            "mainEntityOfPage": {"@type": "WebPage", "inLanguage": spoken()},
            "name": t.navn,
            "description": t.kort if stated(t, "kort") else "",
            "serviceType": said(v.type[t.type].navn) if stated(t, "type") else "",
            "provider": _organization(t, "enhet", katalog),
            "serviceOperator": _organization(t, "leverandor", katalog),
            "areaServed": _places(t, katalog),
            "audience": _audience(t, katalog),
            "offers": {"@type": "Offer", "price": 0, "priceCurrency": "NOK"} if is_free(t) else None,
            "hoursAvailable": {"@type": "OpeningHoursSpecification", "description": contact.apningstid}
            if contact.apningstid
            else None,
            "availableChannel": _channel(t, katalog, i_dag),
        }
    )


def _organization(t: Tiltak, felt: str, katalog: Katalog) -> Json | None:
    """Return the unit that a field names, where it is stated."""
    ident: str | None = getattr(t, felt)
    return {"@type": "Organization", "name": katalog.enheter[ident].navn} if ident and stated(t, felt) else None


def _places(t: Tiltak, katalog: Katalog) -> list[Json]:
    """Return the municipalities of a measure."""
    if ALLE_KOMMUNER in t.kommuner or not stated(t, "kommuner"):
        return []
    kommuner = [katalog.vokabular.kommuner[k] for k in t.kommuner]
    return [{"@type": "AdministrativeArea", "name": said(k.navn), "identifier": k.nummer} for k in kommuner]


def _audience(t: Tiltak, katalog: Katalog) -> Json | None:
    """Return whom a measure is for."""
    fra, til = years(t)
    people = [said(katalog.vokabular.malgrupper[m].navn) for m in t.malgrupper] if stated(t, "malgrupper") else []
    told = given({"audienceType": ", ".join(people), "suggestedMinAge": fra, "suggestedMaxAge": til})
    return {"@type": "PeopleAudience", **told} if told else None


def _channel(t: Tiltak, katalog: Katalog, i_dag: date) -> Json | None:
    """Return how one reaches a measure: its web site, its confirmed telephone, and the languages one can use."""
    of_unit = website(katalog.enheter[t.enhet]) if stated(t, "enhet") and stated(t, "kontakt") else ""
    phone = confirmed_contact(t, i_dag).telefon
    told = given(
        {
            "serviceUrl": website(t) or of_unit,
            "servicePhone": {"@type": "ContactPoint", "telephone": phone} if phone else None,
            "availableLanguage": list(t.sprak) if stated(t, "sprak") else [],
        }
    )
    return {"@type": "ServiceChannel", **told} if told else None
