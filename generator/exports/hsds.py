"""``data/hsds/``: every measure and every unit in Open Referral HSDS 3, as ``/services`` and ``/organizations`` answer.

The format is that of openreferral/specification, version 3.1: schema/service.json, schema/organization.json, and the
pages of schema/openapi.json. One page holds all, each service with what belongs to it inside (``full=true``).

Other programs show this to people, and HSDS has no word for «trolig» or «ikke bekreftet». So:

- What a post has under ``antatt`` is left out. HSDS requires a name and a status of a service; a name stands as it is,
  and an assumed status counts as unknown. A service whose unit is assumed has no organization.
- Telephone, e-mail and opening hours of a measure are given when they stand in its own post, and the post is confirmed.
  Those of a unit stand in a file that is never confirmed itself: they are given, at the organization alone, when the
  unit has confirmed every measure it owns, for then it has stood for each page that shows them.
- A risk factor or a protective factor has the name that citizens read.
- Help lines are no services, and no person is named: HSDS' ``contacts`` are not used.

What HSDS has no place for stands in ``tiltak.json``: the text for staff, sources, related measures, legal bases, the
plan, and where to come, which the posts say in words where HSDS wants an address in its parts.

Ids are UUIDs made from the address of the site (or its name) and our own ids, the same from build to build. Our own
id is an attribute of a service, and an identifier of an organization.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from generator.exports.edition import FOLDER, Edition, Exported, checked
from generator.exports.plain import given
from generator.exports.stated import confirmed, confirmed_contact, runs, stated, website, years
from generator.exports.tiltak_json import written
from generator.judging.skjema import Json
from generator.model import Begrep, Enhet, Faktor, Katalog, Kontakt, Metode, Tema, Tiltak
from generator.telling.ages import Aldersgrunnlag, age_of
from generator.telling.present import age_text, capitalised, grades_beside_age, people_text
from generator.telling.tilgang import is_free, ways
from generator.texts import said, spoken, words
from generator.views import RUNNING, municipalities

SERVICES: Final = f"{FOLDER}hsds/services.json"
ORGANIZATIONS: Final = f"{FOLDER}hsds/organizations.json"

UNKNOWN: Final = "inactive"
"""What HSDS is told where we do not know whether a measure is running: nobody should be sent to it on our word."""

STATUS: Final = {
    "planlagt": "inactive",
    "pilot": "active",
    "i-drift": "active",
    "pause": "temporarily closed",
    "avsluttet": "defunct",
    "ukjent": UNKNOWN,
}
"""Our status to that of HSDS, which says whether one can get the help now.

A pilot helps people while it lasts, so it is active; what is planned helps nobody yet, and is not defunct either. Our
own status is an attribute beside it, so the difference between a pilot and a service, or between what is planned and
what is unknown, is not lost. A status that a municipality has added may mean anything: it is told as unknown.
"""

TERMS: Final = (
    *("type", "status", "synlighet", "malgrupper", "trinn", "tema", "forebyggingsniva", "bti"),
    *("risikofaktorer", "beskyttelsesfaktorer"),
)
"""The fields whose values are terms of a closed list, which HSDS calls a taxonomy."""

REGISTER: Final = "NO-BRC"
"""The national register of organisations, as org-id.guide calls it."""

NewId = Callable[..., str]
"""Makes the UUID of something from the parts of its name."""

Held = tuple[Any, ...]
"""What a service or an organization must still hold when its text is read back."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What many services have: made once, and put in each."""

    new_id: NewId
    organizations: Mapping[str, Json]
    programs: Mapping[str, Json]
    terms: Mapping[tuple[str, int | str], Json]
    titles: Mapping[str, str]
    """The name of each field of a measure."""


def exported(edition: Edition) -> Iterator[Exported]:
    """Yield the page of all services, and the page of all organizations."""
    katalog, shared = edition.katalog, _shared(edition)
    services = [service(t, edition, shared) for t in katalog.tiltak.values()]
    expected = [_held(t, edition, shared.new_id) for t in katalog.tiltak.values()]
    yield checked(SERVICES, written(page(services)), _services, expected)
    units = [(shared.new_id("enhet", e.id), e.id, e.navn, _parent(e, shared.new_id)) for e in katalog.enheter.values()]
    yield checked(ORGANIZATIONS, written(page(list(shared.organizations.values()))), _organizations, units)


def page(contents: Sequence[Json]) -> Json:
    """Return the one page that holds everything."""
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def ids(edition: Edition) -> NewId:
    """Return what makes the ids of one site."""
    namespace = uuid5(NAMESPACE_URL, edition.site_url or edition.navn).bytes
    return partial(_uuid, namespace)


def _uuid(namespace: bytes, *name: object) -> str:
    """Return what ``uuid.uuid5`` makes of a name, in less than half the time: every part of every service has one."""
    h = hashlib.sha1(namespace + "/".join(map(str, name)).encode(), usedforsecurity=False).hexdigest()
    return f"{h[:8]}-{h[8:12]}-5{h[13:16]}-{'89ab'[int(h[16], 16) & 3]}{h[17:20]}-{h[20:32]}"


def _shared(edition: Edition) -> Shared:
    """Make what many services have."""
    katalog, new_id = edition.katalog, ids(edition)
    titles = {name: part.get("title", "") for name, part in edition.skjemaer["tiltak"]["properties"].items()}
    lists: Mapping[str, Mapping[int | str, Begrep]] = {felt: getattr(katalog.vokabular, felt) for felt in TERMS}
    terms = {
        (felt, value.id): _term(felt, value, titles[felt], new_id)
        for felt, values in lists.items()
        for value in values.values()
    }
    return Shared(
        new_id,
        {e.id: organization(e, edition, new_id) for e in katalog.enheter.values()},
        {str(m.id): _program(m, new_id) for m in katalog.vokabular.metoder.values()},
        terms,
        titles,
    )


def service(t: Tiltak, edition: Edition, shared: Shared) -> Json:
    """Return one measure."""
    katalog, new_id = edition.katalog, shared.new_id
    fra, til = years(t)
    contact = confirmed_contact(t, edition.i_dag)
    return given(
        {
            "id": new_id("tiltak", t.id),
            "name": t.navn,
            "description": "\n\n".join(text for felt in ("kort", "resultat", "beskrivelse") if (text := _own(t, felt))),
            "url": f"{edition.site_url}tiltak/{t.id}/" if edition.site_url else "",
            "additional_urls": _urls(t, shared),
            "email": contact.epost,
            "status": status(t, edition.i_dag),
            "interpretation_services": words()["data"]["hsds"]["tolk"].get(_own(t, "tolk"), ""),
            "application_process": _process(t, katalog),
            "fees_description": _fees(t, katalog),
            "eligibility_description": _eligible(t, katalog),
            "minimum_age": fra,
            "maximum_age": til,
            "assured_date": t.bekreftet.dato.isoformat() if t.bekreftet and stated(t, "bekreftet") else "",
            "alert": t.varsel.tekst if t.varsel and stated(t, "varsel") and t.varsel.til >= edition.i_dag else "",
            "phones": _phones(contact, new_id, "tiltak", t.id),
            "schedules": [{"id": new_id("tiltak", t.id, "apningstid"), "description": contact.apningstid}]
            if contact.apningstid
            else [],
            "service_areas": _areas(t, katalog, new_id),
            "languages": [
                {"id": new_id("tiltak", t.id, "sprak", s), "name": said(katalog.vokabular.sprak[s].navn), "code": s}
                for s in (t.sprak if stated(t, "sprak") else ())
            ],
            "organization": shared.organizations[t.enhet] if stated(t, "enhet") else None,
            "funding": _funding(t, new_id),
            "cost_options": [{"id": new_id("tiltak", t.id, "kostnad"), "currency": "NOK", "amount": 0}]
            if is_free(t)
            else [],
            "program": shared.programs[t.metode] if t.metode and stated(t, "metode") else None,
            "attributes": _attributes(t, katalog, shared),
        }
    )


def organization(enhet: Enhet, edition: Edition, new_id: NewId) -> Json:
    """Return one unit. HSDS requires a description; a unit without one is described by its name."""
    own = [t for t in edition.katalog.tiltak.values() if t.enhet == enhet.id]
    sure = own and all(confirmed(t, edition.i_dag) for t in own) and stated(enhet, "kontakt")
    contact = enhet.kontakt if enhet.kontakt and sure else Kontakt()
    return given(
        {
            "id": new_id("enhet", enhet.id),
            "name": enhet.navn,
            "description": _own(enhet, "om") or enhet.navn,
            "email": contact.epost,
            "website": website(enhet),
            "parent_organization_id": _parent(enhet, new_id),
            "phones": _phones(contact, new_id, "enhet", enhet.id),
            "organization_identifiers": _identifiers(enhet, new_id),
        }
    )


def _identifiers(enhet: Enhet, new_id: NewId) -> list[Json]:
    """Return what a unit is called by: its id with us, and its number in the national register where it is stated."""
    labels = words()["data"]["hsds"]
    own = {"id": new_id("enhet", enhet.id, "id"), "identifier_type": labels["id"], "identifier": enhet.id}
    number = re.sub(r"\D", "", enhet.organisasjonsnummer or "") if stated(enhet, "organisasjonsnummer") else ""
    national = {
        "id": new_id("enhet", enhet.id, "organisasjonsnummer"),
        "identifier_scheme": REGISTER,
        "identifier_type": labels["organisasjonsnummer"],
        "identifier": number,
    }
    return [own, national] if number else [own]


def status(t: Tiltak, i_dag: date) -> str:
    """Return the status of a measure as HSDS has it. One that is to run, but not on this day, is unknown."""
    known = STATUS.get(t.status, UNKNOWN) if stated(t, "status") else UNKNOWN
    return known if t.status not in RUNNING or runs(t, i_dag) else UNKNOWN


def _own(post: Tiltak | Enhet, felt: str) -> str:
    """Return a text of a post, or ``""`` where it has none or it is assumed."""
    return (stated(post, felt) and getattr(post, felt)) or ""


def _several(t: Tiltak, felt: str) -> tuple[int | str, ...]:
    """Return the values of a field, none where they are assumed."""
    value = getattr(t, felt) if stated(t, felt) else ()
    return value if isinstance(value, tuple) else (value,)


def _parent(enhet: Enhet, new_id: NewId) -> str:
    return new_id("enhet", enhet.overordnet) if enhet.overordnet and stated(enhet, "overordnet") else ""


def _phones(contact: Kontakt, new_id: NewId, *whose: str) -> list[Json]:
    if not contact.telefon:
        return []
    return [{"id": new_id(*whose, "telefon"), "number": contact.telefon, "type": "voice"}]


def _urls(t: Tiltak, shared: Shared) -> list[Json]:
    """Return the pages of others that a measure leads to: its own, and its form."""
    labels = words()["data"]["hsds"]
    found = {"nettside": website(t), "skjema": (stated(t, "tilgang") and t.tilgang.skjema) or ""}
    return [
        {"id": shared.new_id("tiltak", t.id, what), "label": labels[what], "url": url}
        for what, url in found.items()
        if url
    ]


def _process(t: Tiltak, katalog: Katalog) -> str:
    """Say how one gets the help, in the words of the page."""
    if not stated(t, "tilgang"):
        return ""
    known = [way.tekst for way in ways(t, katalog) if way.ikon != "ukjent"]
    consent = f"{words()['tiltak']['samtykke']} {t.tilgang.samtykke}" if t.tilgang.samtykke else ""
    return " ".join(text for text in (t.tilgang.slik, *known, consent) if text)


def _fees(t: Tiltak, katalog: Katalog) -> str:
    """Say what it costs."""
    if not stated(t, "kostnad"):
        return ""
    kind = "" if t.kostnad.type == "ukjent" else f"{said(katalog.vokabular.kostnad[t.kostnad.type].navn)}."
    return " ".join(text for text in (kind, t.kostnad.merknad) if text)


def _eligible(t: Tiltak, katalog: Katalog) -> str:
    """Say whom a measure is for: target groups, age and grades, each where it is stated."""
    ground = age_of(t, katalog.vokabular).grunnlag
    by_grade = ground is Aldersgrunnlag.TRINN and stated(t, "trinn")
    told = (
        people_text(t, katalog) if stated(t, "malgrupper") else "",
        age_text(t, katalog) if by_grade or ground is Aldersgrunnlag.OPPGITT else "",
        grades_beside_age(t, katalog) if stated(t, "trinn") else "",
    )
    return " ".join(f"{capitalised(text)}." for text in told if text)


def _areas(t: Tiltak, katalog: Katalog, new_id: NewId) -> list[Json]:
    """Return the municipalities of a measure, each with its number; everywhere is each that the overview has."""
    label = words()["data"]["hsds"]["kommunenummer"]
    kommuner = katalog.vokabular.kommuner
    return [
        {
            "id": new_id("tiltak", t.id, "kommuner", k),
            "name": said(kommuner[k].navn),
            "attributes": [
                {"id": new_id("tiltak", t.id, "kommuner", k, "nummer"), "label": label, "value": kommuner[k].nummer}
            ],
        }
        for k in (municipalities(t, katalog.vokabular) if stated(t, "kommuner") else ())
    ]


def _funding(t: Tiltak, new_id: NewId) -> list[Json]:
    source = t.periode.finansiering if t.periode and stated(t, "periode") else None
    return [{"id": new_id("tiltak", t.id, "finansiering"), "source": source}] if source else []


def _attributes(t: Tiltak, katalog: Katalog, shared: Shared) -> list[Json]:
    """Return the id of a measure, what else it is called, who delivers it where that is not its unit, and its terms."""
    new_id = shared.new_id
    free = {
        "id": (words()["data"]["hsds"]["id"], t.id),
        "stikkord": (shared.titles["stikkord"], _keywords(t)),
        "leverandor": (
            shared.titles["leverandor"],
            katalog.enheter[t.leverandor].navn if t.leverandor and stated(t, "leverandor") else "",
        ),
    }
    return [
        *(
            {"id": new_id("tiltak", t.id, felt), "link_type": felt, "label": label, "value": value}
            for felt, (label, value) in free.items()
            if value
        ),
        *(
            {
                "id": new_id("tiltak", t.id, felt, value),
                "link_type": felt,
                "taxonomy_term": shared.terms[felt, value],
            }
            for felt in TERMS
            for value in _several(t, felt)
        ),
    ]


def _keywords(t: Tiltak) -> str:
    return ", ".join(t.stikkord) if stated(t, "stikkord") else ""


def _term(felt: str, value: Begrep, taxonomy: str, new_id: NewId) -> Json:
    """Return one value of a closed list; of a factor, the name that citizens read. HSDS requires a description."""
    name = said(value.innbygger if isinstance(value, Faktor) and value.innbygger else value.navn)
    return given(
        {
            "id": new_id("liste", felt, value.id),
            "code": str(value.id),
            "name": name,
            "description": said(value.forklaring) or name,
            "taxonomy": taxonomy,
            "language": spoken(),
            "term_uri": value.los if isinstance(value, Tema) else None,
        }
    )


def _program(metode: Metode, new_id: NewId) -> Json:
    name = said(metode.navn)
    return {"id": new_id("metode", metode.id), "name": name, "description": said(metode.forklaring) or name}


def _held(t: Tiltak, edition: Edition, new_id: NewId) -> Held:
    """Return what a service must hold, as the catalogue has it."""
    katalog = edition.katalog
    kommuner = katalog.vokabular.kommuner
    places = municipalities(t, katalog.vokabular) if stated(t, "kommuner") else ()
    return (
        new_id("tiltak", t.id),
        t.id,
        t.navn,
        status(t, edition.i_dag),
        [(said(kommuner[k].navn), kommuner[k].nummer) for k in places],
        [(felt, str(value)) for felt in TERMS for value in _several(t, felt)],
        t.enhet if stated(t, "enhet") else None,
        new_id("metode", t.metode) if t.metode and stated(t, "metode") else None,
        _keywords(t),
    )


def _services(text: str) -> list[Held]:
    """Return what the services of a text hold."""
    return [_service_holds(s) for s in _all_of(text)]


def _service_holds(s: Json) -> Held:
    free = {a["link_type"]: a["value"] for a in s["attributes"] if "value" in a}
    return (
        s["id"],
        free["id"],
        s["name"],
        s["status"],
        [(area["name"], area["attributes"][0]["value"]) for area in s.get("service_areas", ())],
        [(a["link_type"], a["taxonomy_term"]["code"]) for a in s["attributes"] if "taxonomy_term" in a],
        s["organization"]["organization_identifiers"][0]["identifier"] if "organization" in s else None,
        s["program"]["id"] if "program" in s else None,
        free.get("stikkord", ""),
    )


def _organizations(text: str) -> list[Held]:
    """Return what the organizations of a text hold."""
    return [
        (o["id"], o["organization_identifiers"][0]["identifier"], o["name"], o.get("parent_organization_id", ""))
        for o in _all_of(text)
    ]


def _all_of(text: str) -> list[Json]:
    """Return everything on the one page that a text is."""
    whole = json.loads(text)
    contents: list[Json] = whole["contents"]
    return contents if whole["total_items"] == len(contents) else []
