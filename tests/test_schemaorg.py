"""What search engines are told of a measure: what its post states, no unconfirmed number, and nothing for staff."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from generator.exports import schemaorg
from generator.load import load
from generator.model import Bekreftet, Katalog, Periode, Tiltak
from generator.pages import measure_page
from generator.pages.page import Site
from tests.fasit import ENHETER, TILTAK, fasit, only_staff, vocabulary
from tests.nettsted import ADRESSE, ROT, Nettsted, Side, build, some

if TYPE_CHECKING:
    from pathlib import Path

DAG = date(2026, 11, 21)
BRUDD = '</script><script>alert("å")</script><!-- <script> & \u2028\u2029'


def katalog_of(rot: Path) -> Katalog:
    """Read the posts of a root as the build does."""
    lest = load(rot, DAG)
    assert lest.katalog
    return lest.katalog


def blocks(html: str) -> list[str]:
    """Return the text of each block of data, found as a browser finds it: up to the first end tag."""
    return [part.partition("</script")[0] for part in html.split('<script type="application/ld+json">')[1:]]


def told(side: Side) -> dict[str, Any] | None:
    """Return what a page tells search engines."""
    found = [json.loads(text) for text in blocks(side.html)]
    assert len(found) < 2
    return found[0] if found else None


def mentioned(post: dict[str, Any]) -> bool:
    """Tell whether a post is one that search engines are told of."""
    return post["status"] in ("i-drift", "pilot") and not only_staff(post) and "status" not in post.get("antatt", [])


def expected(id_: str, post: dict[str, Any]) -> dict[str, Any]:
    """Return what should be told of a shipped post, whose contact nobody has confirmed, by its YAML alone."""
    address = f"{ADRESSE}tiltak/{id_}/"
    sure = {key: value for key, value in post.items() if key not in post.get("antatt", [])}
    numbers = {key: (k["navn"]["nb"], k["nummer"]) for key, k in vocabulary("kommuner").items()}
    people = ", ".join(vocabulary("malgrupper")[m]["navn"]["nb"] for m in sure.get("malgrupper", []))
    span = {end: int(year) for end, year in sure.get("alder", {}).items() if int(year) >= 0}
    ages = {f"suggested{name}Age": span[end] for end, name in (("fra", "Min"), ("til", "Max")) if end in span}
    audience = {**({"audienceType": people} if people else {}), **ages}
    places = [k for k in sure.get("kommuner", []) if k != "alle"]
    unit = ENHETER[sure["enhet"]] if "enhet" in sure else {}
    page = sure.get("kontakt", {}).get("nettside") or unit.get("kontakt", {}).get("nettside")
    channel = {
        **({"serviceUrl": page} if page else {}),
        **({"availableLanguage": sure["sprak"]} if "sprak" in sure else {}),
    }
    free = {"@type": "Offer", "price": 0, "priceCurrency": "NOK"}
    whole = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": address,
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "inLanguage": "nb"},
        "name": post["navn"],
        "description": post["kort"],
        "serviceType": "type" in sure and vocabulary("type")[sure["type"]]["navn"]["nb"],
        "provider": unit and {"@type": "Organization", "name": unit["navn"]},
        "serviceOperator": "leverandor" in sure
        and {"@type": "Organization", "name": ENHETER[sure["leverandor"]]["navn"]},
        "areaServed": [
            dict(zip(("@type", "name", "identifier"), ("AdministrativeArea", *numbers[k]), strict=True)) for k in places
        ],
        "audience": audience and {"@type": "PeopleAudience", **audience},
        "offers": free if sure.get("kostnad", {}).get("type") == "gratis" else None,
        "availableChannel": channel and {"@type": "ServiceChannel", **channel},
    }
    return {key: value for key, value in whole.items() if value}


def test_pages_tell_what_their_posts_state(nettsted: Nettsted) -> None:
    """Every page of a measure that families can use now has its data, as the YAML says it; no other page has any."""
    seen = 0
    for address, side in nettsted.sider.items():
        id_ = address.removeprefix("tiltak/").rstrip("/")
        post = TILTAK.get(id_) if address.startswith("tiltak/") else None
        wanted = expected(id_, post) if post and mentioned(post) else None
        assert told(side) == wanted, address
        seen += wanted is not None
    assert 40 < seen < len(TILTAK)


def test_the_data_weighs_little(nettsted: Nettsted) -> None:
    """What no reader sees is less than 1 kB of a page."""
    sizes = [len(text.encode()) for side in nettsted.sider.values() for text in blocks(side.html)]
    assert 0 < max(sizes) < 1000


def test_a_confirmed_number_is_told(eksempelsted: Nettsted) -> None:
    """Telephone and hours that stand in a confirmed post are told; those of its unit, and of others, are not."""
    post = fasit(eksempelsted.rot).tiltak["alt-i-ett"]
    data = told(eksempelsted.sider["tiltak/alt-i-ett/"])
    assert data is not None
    contact = post["kontakt"]
    assert data["availableChannel"] == {
        "@type": "ServiceChannel",
        "serviceUrl": contact["nettside"],
        "servicePhone": {"@type": "ContactPoint", "telephone": contact["telefon"]},
        "availableLanguage": post["sprak"],
    }
    assert data["hoursAvailable"] == {"@type": "OpeningHoursSpecification", "description": contact["apningstid"]}
    assert (data["audience"]["suggestedMinAge"], data["audience"]["suggestedMaxAge"]) == (0, 0)
    assert data["serviceOperator"]["name"] == "Østre barneverntjeneste"
    assert contact["epost"] not in json.dumps(data)
    for address, side in eksempelsted.sider.items():
        if address != "tiltak/alt-i-ett/":
            assert "telephone" not in "".join(blocks(side.html)), address
            assert "hoursAvailable" not in "".join(blocks(side.html)), address


def test_an_unconfirmed_number_is_not_told(eksempel: Path) -> None:
    """Without its confirmation, or with an assumed contact, the same post has no number and no hours."""
    katalog = katalog_of(eksempel)
    t = katalog.tiltak["alt-i-ett"]
    units = katalog.enheter.values()
    numbers = [e.kontakt.telefon for e in units if e.kontakt and e.kontakt.telefon]
    assert t.kontakt
    for one in (replace(t, bekreftet=None), replace(t, antatt=("kontakt",)), replace(t, kontakt=None)):
        text = json.dumps(schemaorg.of(one, katalog, ADRESSE, DAG))
        assert "telephone" not in text
        assert "hoursAvailable" not in text
        assert not [n for n in (*numbers, t.kontakt.telefon, t.kontakt.apningstid) if str(n) in text]


def test_only_what_families_can_use_now_is_told(eksempel: Path) -> None:
    """A measure for staff, one that is not running, and one of which it is assumed, are not mentioned."""
    katalog = katalog_of(eksempel)
    t = katalog.tiltak["alt-i-ett"]
    assert schemaorg.of(t, katalog, "", DAG)
    assert schemaorg.of(replace(t, synlighet=("innbygger",)), katalog, "", DAG)
    assert schemaorg.of(replace(t, synlighet=("ansatt",)), katalog, "", DAG) is None
    for status in vocabulary("status"):
        told = schemaorg.of(replace(t, status=status), katalog, "", DAG)
        assert (told is not None) == (status in ("i-drift", "pilot"))
    for day, told in ((DAG, True), (DAG - timedelta(1), False)):
        assert (schemaorg.of(replace(t, periode=Periode(til=day)), katalog, "", DAG) is not None) == told
    for felt in ("status", "synlighet", "navn"):
        assert schemaorg.of(replace(t, antatt=(felt,)), katalog, "", DAG) is None


TOLD = {
    *("navn", "kort", "type", "synlighet", "status", "enhet", "leverandor", "kommuner", "malgrupper", "alder"),
    *("kostnad", "kontakt", "sprak", "bekreftet"),
}
"""The fields that search engines are told of, or that decide what they are told."""


@pytest.mark.parametrize("felt", [field.name for field in fields(Tiltak) if field.name not in ("id", "antatt")])
def test_what_is_assumed_is_not_told(eksempel: Path, felt: str) -> None:
    """Whatever an assumed field holds, the same is told; a stated one makes a difference, if it is told at all.

    Levels, factors and the plan are for staff, and make none.
    """
    shipped, example = katalog_of(ROT), katalog_of(eksempel)
    differs = 0
    for katalog in (shipped, example):
        posts = [
            replace(t, status="i-drift", synlighet=("innbygger",), bekreftet=Bekreftet(DAG, "Leder"))
            for t in katalog.tiltak.values()
        ]
        for t, other in zip(posts, [*katalog.tiltak.values()][1:], strict=False):
            sure = replace(t, antatt=tuple(name for name in t.antatt if name != felt))
            assumed = replace(sure, antatt=(*sure.antatt, felt))
            changed = replace(assumed, **{felt: getattr(other, felt)})
            data = schemaorg.of(assumed, katalog, ADRESSE, DAG)
            assert schemaorg.of(changed, katalog, ADRESSE, DAG) == data, t.id
            differs += schemaorg.of(sure, katalog, ADRESSE, DAG) != data
    assert (differs > 0) == (felt in TOLD)


def test_without_an_address_no_address_is_told(eksempel: Path, tmp_path: Path) -> None:
    """A site that does not know where it lies tells all but its address."""
    data = told(build(eksempel, tmp_path / "web").sider["tiltak/alt-i-ett/"])
    assert data is not None
    assert not {"@id", "url"} & set(data)
    assert data["name"] == fasit(eksempel).tiltak["alt-i-ett"]["navn"]


def test_no_text_ends_the_data(eksempel: Path) -> None:
    """With no rule in the way, what would end the script in any text comes out as it went in, and begins no other."""
    lest = load(eksempel, DAG)
    assert lest.katalog
    t = lest.katalog.tiltak["alt-i-ett"]
    assert t.kontakt
    harmful = replace(
        t, navn=BRUDD, kort=BRUDD, kontakt=replace(t.kontakt, telefon=BRUDD, apningstid=BRUDD), sprak=("nb",)
    )
    units = {e.id: replace(e, navn=BRUDD) for e in lest.katalog.enheter.values()}
    katalog = replace(lest.katalog, tiltak={**lest.katalog.tiltak, t.id: harmful}, enheter=units)
    site = Site(katalog, lest.skjemaer, DAG, site_url=ADRESSE)
    (page,) = measure_page.pages(site, [harmful])
    html = str(page.content)
    scripts = [script for script in some(Side(page.path, html).soup, "script") if not script.get("src")]
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    (text,) = blocks(html)
    assert not set("<>&\u2028\u2029") & set(text)
    data = json.loads(text)
    assert (data["name"], data["description"], data["provider"]["name"]) == (BRUDD, BRUDD, BRUDD)
    assert data["availableChannel"]["servicePhone"]["telephone"] == data["hoursAvailable"]["description"] == BRUDD
