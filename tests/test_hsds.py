"""Open data in Open Referral HSDS 3: the format is followed, nothing is lost, nothing uncertain is told as a fact."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.exports import hsds
from generator.exports.edition import Edition, UnfaithfulExportError
from generator.exports.stated import confirmed_contact
from generator.load import load
from generator.model import Bekreftet, Katalog, Kontakt, Periode, Tiltak
from tests.fasit import ENHETER, TILTAK, fasit, vocabulary
from tests.nettsted import ADRESSE, ROT, Nettsted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAG = date(2026, 11, 21)

HSDS: dict[str, tuple[set[str], dict[str, Any]]] = {
    "page": (
        {"empty"},
        {
            **dict.fromkeys(("total_items", "total_pages", "page_number", "size"), "integer"),
            **dict.fromkeys(("first_page", "last_page", "empty"), "boolean"),
            "contents": ["service", "organization"],
        },
    ),
    "service": (
        {"id", "name", "status"},
        {
            **dict.fromkeys(("id", "organization_id", "program_id"), "uuid"),
            **dict.fromkeys(("name", "alternate_name", "description", "interpretation_services"), "string"),
            **dict.fromkeys(("application_process", "fees_description", "accreditations", "alert"), "string"),
            **dict.fromkeys(("eligibility_description", "last_modified"), "string"),
            **dict.fromkeys(("email", "assurer_email"), "email"),
            **dict.fromkeys(("minimum_age", "maximum_age"), "number"),
            "url": "uri",
            "assured_date": "date",
            "status": {"active", "inactive", "defunct", "temporarily closed"},
            "additional_urls": ["url"],
            "phones": ["phone"],
            "schedules": ["schedule"],
            "service_areas": ["service_area"],
            "languages": ["language"],
            "organization": "organization",
            "funding": ["funding"],
            "cost_options": ["cost_option"],
            "program": "program",
            "attributes": ["attribute"],
        },
    ),
    "organization": (
        {"id", "name", "description"},
        {
            **dict.fromkeys(("id", "parent_organization_id"), "uuid"),
            **dict.fromkeys(("name", "alternate_name", "description", "legal_status", "logo"), "string"),
            **dict.fromkeys(("website", "uri"), "uri"),
            "email": "email",
            "additional_websites": ["url"],
            "phones": ["phone"],
            "programs": ["program"],
            "funding": ["funding"],
            "organization_identifiers": ["organization_identifier"],
            "attributes": ["attribute"],
        },
    ),
    "organization_identifier": (
        {"id", "identifier_type", "identifier"},
        {"id": "uuid", **dict.fromkeys(("identifier_scheme", "identifier_type", "identifier"), "string")},
    ),
    "program": (
        {"id", "name", "description"},
        {"id": "uuid", **dict.fromkeys(("name", "alternate_name", "description"), "string")},
    ),
    "phone": (
        {"id", "number"},
        {"id": "uuid", **dict.fromkeys(("number", "type", "description"), "string"), "extension": "number"},
    ),
    "schedule": (
        {"id"},
        {"id": "uuid", **dict.fromkeys(("description", "byday", "opens_at", "closes_at", "notes"), "string")},
    ),
    "service_area": (
        {"id"},
        {
            "id": "uuid",
            **dict.fromkeys(("name", "description", "extent", "extent_type", "uri"), "string"),
            "attributes": ["attribute"],
        },
    ),
    "language": ({"id"}, {"id": "uuid", **dict.fromkeys(("name", "code", "note"), "string")}),
    "funding": ({"id"}, {"id": "uuid", "source": "string"}),
    "cost_option": (
        {"id"},
        {"id": "uuid", **dict.fromkeys(("option", "currency", "amount_description"), "string"), "amount": "number"},
    ),
    "url": ({"id", "url"}, {"id": "uuid", "label": "string", "url": "uri"}),
    "attribute": (
        {"id"},
        {
            **dict.fromkeys(("id", "link_id", "taxonomy_term_id"), "uuid"),
            **dict.fromkeys(("link_type", "link_entity", "value", "label"), "string"),
            "taxonomy_term": "taxonomy_term",
        },
    ),
    "taxonomy_term": (
        {"id", "name", "description"},
        {
            **dict.fromkeys(("id", "parent_id", "taxonomy_id"), "uuid"),
            **dict.fromkeys(("code", "name", "description", "taxonomy", "language"), "string"),
            "term_uri": "uri",
        },
    ),
}
"""What HSDS 3.1 requires of each object, and of what kind each field is: a list is of one of the objects it names.

From schema/*.json and, for the page, components/schemas/Page of schema/openapi.json in openreferral/specification.
HSDS lets publishers add fields of their own; we add none, so a field that is not here is misspelt.
"""

FORMATS = ("uuid", "uri", "email", "date")


def schema_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - one of the shapes of the table
    """Return the JSON Schema of one kind of value."""
    if isinstance(kind, set):
        return {"enum": sorted(kind)}
    if isinstance(kind, list):
        return {"type": "array", "minItems": 1, "items": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in kind]}}
    if kind in HSDS:
        return {"$ref": f"#/$defs/{kind}"}
    return {"type": "string", "minLength": 1, "format": kind} if kind in FORMATS else {"type": kind}


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what judges one object."""
    objects = {
        key: {
            "type": "object",
            "required": sorted(required),
            "properties": {field: schema_of(kind) for field, kind in known.items()},
            "additionalProperties": False,
        }
        for key, (required, known) in HSDS.items()
    }
    formats = FormatChecker(("uuid", "email", "date"))
    formats.checks("uri", raises=AssertionError)(_is_uri)
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": objects}, format_checker=formats)


def _is_uri(value: object) -> bool:
    assert str(value).startswith(("https://", "http://")), value
    return " " not in str(value)


def edition_of(rot: Path, site_url: str = ADRESSE, navn: str = "Oversikten") -> Edition:
    """Read the posts of a root as the build does."""
    lest = load(rot, DAG)
    assert lest.katalog
    return Edition(lest.katalog, lest.skjemaer, DAG, navn, site_url)


@pytest.fixture(scope="module")
def levert() -> Edition:
    """Read the shipped posts."""
    return edition_of(ROT)


def contents(edition: Edition, path: str) -> list[dict[str, Any]]:
    """Return what one of the files holds."""
    (text,) = [file.text for file in hsds.exported(edition) if file.path == path]
    found: list[dict[str, Any]] = json.loads(text)["contents"]
    return found


def own_id(service: dict[str, Any]) -> str:
    """Return the id that the post of a service has."""
    (ident,) = [a["value"] for a in service["attributes"] if a["link_type"] == "id"]
    return str(ident)


def services(edition: Edition) -> dict[str, dict[str, Any]]:
    """Return every service by the id of its post."""
    return {own_id(s): s for s in contents(edition, hsds.SERVICES)}


def terms(service: dict[str, Any], field: str) -> list[str]:
    """Return the codes of a service in one taxonomy."""
    return [a["taxonomy_term"]["code"] for a in service["attributes"] if a["link_type"] == field]


def every_id(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield the id of every object inside."""
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        yield from chain.from_iterable(map(every_id, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(every_id, value))


def everything_given(edition: Edition) -> Edition:
    """Return an edition where every measure is confirmed, each on its day, and nothing is assumed: all is filled."""
    sure = {
        t.id: replace(t, antatt=(), bekreftet=Bekreftet(DAG - timedelta(n), "Leder"))
        for n, t in enumerate(edition.katalog.tiltak.values())
    }
    units = {e.id: replace(e, antatt=()) for e in edition.katalog.enheter.values()}
    return replace(edition, katalog=Katalog(sure, units, edition.katalog.vokabular))


def test_the_files_of_the_site_are_hsds(nettsted: Nettsted, eksempel: Path) -> None:
    """What is published follows the schemas of HSDS, and so does a post that fills every field."""
    for path in (hsds.SERVICES, hsds.ORGANIZATIONS):
        whole = json.loads((nettsted.mappe / path).read_text("utf-8"))
        validator("page").validate(whole)
        kind = path.removeprefix("data/hsds/").removesuffix("s.json")
        for edition in (edition_of(eksempel), everything_given(edition_of(eksempel, ""))):
            whole["contents"] += contents(edition, path)
        for one in whole["contents"]:
            validator(kind).validate(one)
    filled = set().union(*services(everything_given(edition_of(eksempel))).values())
    assert set(HSDS["service"][1]) - filled == {
        *("organization_id", "program_id", "alternate_name", "accreditations", "assurer_email", "last_modified")
    }


def test_a_page_holds_all(nettsted: Nettsted) -> None:
    """Every shipped measure and unit is there, on one page, under the names and municipalities of its file."""
    whole = json.loads((nettsted.mappe / hsds.SERVICES).read_text("utf-8"))
    facts = {key: value for key, value in whole.items() if key != "contents"}
    number = len(TILTAK)
    assert facts == {
        "total_items": number,
        "total_pages": 1,
        "page_number": 1,
        "size": number,
        "first_page": True,
        "last_page": True,
        "empty": False,
    }
    found = {own_id(s): s for s in whole["contents"]}
    assert list(found) == list(TILTAK)
    numbers = {id_: k["nummer"] for id_, k in vocabulary("kommuner").items()}
    for id_, post in TILTAK.items():
        s, assumed = found[id_], post.get("antatt", [])
        assert s["name"] == post["navn"]
        assert s["url"] == f"{ADRESSE}tiltak/{id_}/"
        assert s["description"].startswith(post["kort"])
        places = [*numbers] if post["kommuner"] == ["alle"] else post["kommuner"]
        areas = [area["attributes"][0]["value"] for area in s.get("service_areas", [])]
        assert areas == ([] if "kommuner" in assumed else [numbers[k] for k in places]), id_
        for field in hsds.TERMS:
            values = post.get(field, [])
            wanted = [] if field in assumed else [values] if isinstance(values, str) else values
            assert terms(s, field) == wanted, f"{id_}: {field}"
        unit = s.get("organization", {}).get("name")
        assert unit == (None if "enhet" in assumed else ENHETER[post["enhet"]]["navn"]), id_
    units = json.loads((nettsted.mappe / hsds.ORGANIZATIONS).read_text("utf-8"))["contents"]
    assert [o["organization_identifiers"][0]["identifier"] for o in units] == list(ENHETER)


def test_ids_are_the_same_from_build_to_build(levert: Edition) -> None:
    """An id is a UUID made from the address of the site and our id: not from the day, the name or the other posts."""
    first = services(levert)
    few = {id_: t for id_, t in levert.katalog.tiltak.items() if id_ == "hfu-grong"}
    later = replace(levert, i_dag=date(2030, 1, 1), navn="Et annet navn", katalog=replace(levert.katalog, tiltak=few))
    assert list(every_id(services(later))) == list(every_id(first["hfu-grong"]))
    site = uuid5(NAMESPACE_URL, ADRESSE)
    assert first["hfu-grong"]["id"] == str(uuid5(site, "tiltak/hfu-grong"))
    assert all(UUID(id_).version == 5 and str(UUID(id_)) == id_ for id_ in every_id(list(first.values())))
    elsewhere = services(replace(levert, site_url="https://annen.eksempel.no/"))
    nowhere = services(replace(levert, site_url=""))
    assert not set(every_id(list(first.values()))) & set(every_id(list(elsewhere.values())))
    assert nowhere["hfu-grong"]["id"] == str(uuid5(uuid5(NAMESPACE_URL, levert.navn), "tiltak/hfu-grong"))
    assert "url" not in nowhere["hfu-grong"]


def test_two_things_have_two_ids(levert: Edition) -> None:
    """Only what is the same thing has the same id: a unit, a method and a term of a list, wherever they stand."""
    told: dict[str, str] = {}
    everything = [*contents(levert, hsds.SERVICES), *contents(levert, hsds.ORGANIZATIONS)]

    def walk(value: Any) -> None:  # noqa: ANN401 - any JSON
        if isinstance(value, dict):
            if "id" in value:
                assert told.setdefault(value["id"], json.dumps(value)) == json.dumps(value)
            any(map(walk, value.values()))
        elif isinstance(value, list):
            any(map(walk, value))

    walk(everything)
    assert len({s["id"] for s in everything}) == len(everything)
    owned = [id_ for s in everything for key in ("attributes", "service_areas") for id_ in every_id(s.get(key))]
    shared = {id_ for s in everything for a in s.get("attributes", ()) for id_ in every_id(a.get("taxonomy_term"))}
    own = [id_ for id_ in owned if id_ not in shared]
    assert len(own) == len(set(own))


def test_every_status_has_one_in_hsds(levert: Edition) -> None:
    """Every status of the list has one of HSDS' own; what is assumed, unknown or added by others sends nobody there."""
    assert set(hsds.STATUS) == set(vocabulary("status"))
    assert set(hsds.STATUS.values()) <= HSDS["service"][1]["status"]
    running = {status for status, said in hsds.STATUS.items() if said == "active"}
    assert running == {"i-drift", "pilot"}
    for id_, s in services(levert).items():
        post = TILTAK[id_]
        sure = post["status"] if "status" not in post.get("antatt", []) else "ukjent"
        assert s["status"] == hsds.STATUS[sure], id_
    t = levert.katalog.tiltak["hfu-grong"]
    assert hsds.status(t, DAG) == "active"
    for other in (
        replace(t, status="venteliste"),
        replace(t, antatt=("status",)),
        replace(t, periode=Periode(til=DAG - timedelta(days=1))),
        replace(t, periode=Periode(fra=DAG + timedelta(days=1))),
    ):
        assert hsds.status(other, DAG) == "inactive"
    assert hsds.status(replace(t, periode=Periode(DAG, DAG)), DAG) == "active"
    assert hsds.status(replace(t, status="pause", periode=Periode(til=DAG - timedelta(days=1))), DAG) != "active"


def test_an_organisation_has_its_number(levert: Edition) -> None:
    """The number of the national register is told by its scheme, when it is stated."""
    unit = levert.katalog.enheter["namsos-kommune"]
    numbered = replace(unit, organisasjonsnummer="123 456 785")
    for enhet, told in ((numbered, ["123456785"]), (replace(numbered, antatt=("organisasjonsnummer",)), [])):
        known = hsds.organization(enhet, levert, hsds.ids(levert))["organization_identifiers"]
        assert [one["identifier"] for one in known if one.get("identifier_scheme") == "NO-BRC"] == told
        assert known[0]["identifier"] == "namsos-kommune"


def test_a_confirmation_grows_old(levert: Edition) -> None:
    """A number that was confirmed more than a year ago is not told any more."""
    t = replace(levert.katalog.tiltak["hfu-grong"], antatt=(), kontakt=Kontakt(telefon="74 00 00 00"))
    days = {0: True, 365: True, 366: False}
    for ago, told in days.items():
        post = replace(t, bekreftet=Bekreftet(DAG - timedelta(days=ago), "Leder"))
        assert bool(confirmed_contact(post, DAG).telefon) is told, ago


FIELDS = [field.name for field in fields(Tiltak) if field.name not in ("id", "navn", "antatt")]


@pytest.mark.parametrize("felt", FIELDS)
def test_what_is_assumed_is_not_told(levert: Edition, eksempel: Path, felt: str) -> None:
    """Whatever an assumed field holds, a service is the same: it says nothing of it. A stated one is told."""
    given = everything_given(edition_of(eksempel))
    differs = 0
    for edition in (levert, given):
        shared = hsds._shared(edition)  # noqa: SLF001 - made once for all of them
        posts = list(edition.katalog.tiltak.values())
        for t, other in zip(posts, [*posts[1:], posts[0]], strict=True):
            sure = replace(t, antatt=tuple(name for name in t.antatt if name != felt))
            assumed = replace(t, antatt=(*sure.antatt, felt))
            changed = replace(assumed, **{felt: getattr(other, felt)})
            told = hsds.service(assumed, edition, shared)
            assert hsds.service(changed, edition, shared) == told, t.id
            differs += hsds.service(sure, edition, shared) != told
    assert (differs > 0) == (felt not in NOT_TOLD)


NOT_TOLD = {
    *("for_ansatte", "hjemmel", "plan", "sensitiv", "del_av", "relatert", "partnere", "kilder", "oversettelser"),
}
"""What HSDS has no place for: tiltak.json holds it."""


def test_unconfirmed_numbers_are_not_told(levert: Edition, eksempel: Path) -> None:
    """Telephone, e-mail and hours of a measure are given when the post is confirmed, and not those of its unit."""
    for file in hsds.exported(levert):
        assert '"phones"' not in file.text
        assert '"schedules"' not in file.text
        assert '"email"' not in file.text
    edition = edition_of(eksempel)
    posts, found = fasit(eksempel).tiltak, services(edition)
    contact = posts["alt-i-ett"]["kontakt"]
    s = found["alt-i-ett"]
    assert [p["number"] for p in s["phones"]] == [contact["telefon"]]
    assert [p["description"] for p in s["schedules"]] == [contact["apningstid"]]
    assert (s["email"], s["assured_date"]) == (contact["epost"], posts["alt-i-ett"]["bekreftet"]["dato"])
    for id_ in set(found) - {"alt-i-ett"}:
        assert not {"phones", "schedules", "email", "assured_date"} & set(found[id_]), id_
    text = "".join(file.text for file in hsds.exported(edition))
    numbers = [e["kontakt"]["telefon"] for e in fasit(eksempel).enheter.values() if "kontakt" in e]
    assert len(numbers) > 1
    assert not [n for n in numbers if n in text]


def test_a_unit_tells_its_number_when_it_has_confirmed_all_it_owns(eksempel: Path) -> None:
    """The number of a unit is given by the organization when each of its measures is confirmed, not before."""
    edition = edition_of(eksempel)
    tiltak = edition.katalog.tiltak
    number = fasit(eksempel).enheter["huset"]["kontakt"]["telefon"]
    own = [t.id for t in tiltak.values() if t.enhet == "huset"]
    assert len(own) > 1

    def numbers(confirmed: list[str], **unit: Any) -> list[str]:  # noqa: ANN401 - fields of a unit
        sure = {
            t.id: replace(t, bekreftet=Bekreftet(DAG, "Leder") if t.id in confirmed else None) for t in tiltak.values()
        }
        units = {e.id: replace(e, **(unit if e.id == "huset" else {})) for e in edition.katalog.enheter.values()}
        whole = replace(edition, katalog=replace(edition.katalog, tiltak=sure, enheter=units))
        return [p["number"] for o in contents(whole, hsds.ORGANIZATIONS) for p in o.get("phones", ())]

    assert numbers(own) == [number]
    assert numbers(own[1:]) == []
    assert numbers(own, antatt=("kontakt",)) == []


def test_words_say_what_the_page_says(eksempel: Path) -> None:
    """Access, cost, ages and interpreters of a post that fills every field."""
    found = services(edition_of(eksempel))
    s = found["alt-i-ett"]
    assert s["application_process"].startswith("Kom innom, eller ring & avtal. Du trenger ikke å bestille time.")
    assert s["application_process"].endswith("Samtykke: Foresatte må si ja før søsken blir med.")
    assert s["fees_description"] == "Egenandel. Kaffen koster 10 kroner."
    assert (s["minimum_age"], s["maximum_age"]) == (0, 0)
    assert s["interpretation_services"] == "Du kan få tolk."
    assert s["alert"] == "Stengt fram til 1. desember & litt til."
    assert [language["code"] for language in s["languages"]] == ["nb", "sma", "ar"]
    assert [u["url"] for u in s["additional_urls"]] == [
        *("https://www.eksempel.no/time", "https://eksempel.no/skjema?x=1&y=2")
    ]
    assert s["program"]["name"] == "Trygghetssirkelen (COS-P)"
    assert "cost_options" not in s
    assert found["for-fodselen"]["cost_options"][0]["amount"] == 0
    assert "alert" not in found["apent-til-24"]
    assert found["trinnvis"]["eligibility_description"] == "Barn og hele familien."
    assert "minimum_age" not in found["for-fodselen"]
    theme = next(a["taxonomy_term"] for a in s["attributes"] if a["link_type"] == "tema")
    assert theme["term_uri"] == vocabulary("tema")["foreldrerollen"]["los"]
    factor = next(a["taxonomy_term"] for a in s["attributes"] if a["link_type"] == "risikofaktorer")
    assert factor["name"] == vocabulary("risikofaktorer")["R3"]["innbygger"]["nb"]


def test_what_is_lost_is_noticed(levert: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export that has lost a term, a place, a name or a whole service is not published."""
    whole = hsds.service

    def without(key: str) -> None:
        def less(t: Tiltak, edition: Edition, shared: hsds.Shared) -> dict[str, Any]:
            made = whole(t, edition, shared)
            lost = {"attributes": made["attributes"][:-1], "service_areas": [], "name": "", "status": "active"}
            return {**made, key: lost[key]} if t.id != "hfu-grong" else made

        monkeypatch.setattr(hsds, "service", less)
        with pytest.raises(UnfaithfulExportError, match="services"):
            list(hsds.exported(levert))

    for key in ("attributes", "service_areas", "name", "status"):
        without(key)
    monkeypatch.setattr(hsds, "service", whole)
    page = hsds.page
    monkeypatch.setattr(hsds, "page", lambda found: page(found[1:]))
    with pytest.raises(UnfaithfulExportError, match="services"):
        list(hsds.exported(levert))
