"""What a reader is told of contact, age, place and help lines: known as known, missing as missing, sure as sure."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.load import load
from generator.model import Hjelpelinje, Kanal, Kilde, Kontakt, Periode, Tilgang, Varsel
from generator.pages.measure_page import grades_beside_age, pages, period
from generator.pages.page import Site
from generator.telling.hjelpelinjer import shown
from generator.telling.mangler import missing
from generator.telling.present import has_channel, owner_text, source_date
from generator.telling.tilgang import ways
from generator.texts import words
from tests.fasit import ENHETER, TILTAK, fasit, only_staff, vocabulary
from tests.nettsted import ROT, Nettsted, build, one, text

if TYPE_CHECKING:
    from pathlib import Path

MELD = "Meld inn kontaktinformasjon"


def test_who_knows_a_number_that_is_missing_is_asked_for_it(nettsted: Nettsted) -> None:
    """Where no number stands, one is asked for it; to ask the municipality is for where one can reach nobody."""
    remarks = 0
    for id_, post in TILTAK.items():
        box = one(nettsted.sider[f"tiltak/{id_}/"].soup, ".kontakt")
        told = text(box)
        contact = ENHETER[post["enhet"]].get("kontakt", {}) | post.get("kontakt", {})
        assert (MELD in told) == ("telefon" not in contact), id_
        remark = post.get("kontakt", {}).get("merknad", ENHETER[post["enhet"]].get("kontakt", {}).get("merknad"))
        remarks += remark is not None
        assert remark is None or remark in told, id_
        citizens_may_ask = not fasit(ROT).has_channel(id_) and remark is None and "innbygger" in post["synlighet"]
        assert ("Spør kommunen din" in told) == citizens_may_ask, id_
    assert remarks > 0


def test_without_contact_the_telephones_of_the_themes_are_there(nettsted: Nettsted) -> None:
    """Who cannot call the unit or write to it in a chat is shown whom else to call about the same, if there is any."""
    lines, seen = vocabulary("hjelpelinjer").values(), set()
    for id_, post in TILTAK.items():
        side = nettsted.sider[f"tiltak/{id_}/"]
        told = {str(a["href"]).removeprefix("tel:") for a in side.soup.select(".kontaktnote + dl a[href^='tel:']")}
        about = {h["tel"] for h in lines if "tel" in h and set(h.get("tema", ())) & set(post["tema"])}
        rare = about - {h["tel"] for h in lines if h.get("alltid") == "true"}
        contact = ENHETER[post["enhet"]].get("kontakt", {}) | post.get("kontakt", {})
        lacks = not {"telefon", "chat"} & contact.keys() and not only_staff(post)
        if not fasit(ROT).is_sensitive(id_):
            assert told == (rare if lacks else set()), id_
            seen |= told
    assert "55553333" in seen


def test_what_is_assumed_is_never_told_as_a_fact(eksempel: Path, tmp_path: Path) -> None:
    """Contact, access, languages, status, kind, period, plan and who delivers: wherever the measure stands."""
    post, unit = eksempel / "tiltak" / "alt-i-ett.yml", eksempel / "enheter" / "huset.yml"
    fields = ("type", "status", "periode", "kontakt", "sprak", "tilgang", "leverandor", "plan", "resultat")
    assumed = "".join(f'  - "{felt}"\n' for felt in fields)
    unit.write_text(unit.read_text("utf-8").replace("antatt:\n", 'antatt:\n  - "kontakt"\n'), "utf-8")
    confirmed = 'bekreftet:\n  dato: "2026-11-20"\n  rolle: "Leder for «huset»"\n'
    whole = post.read_text("utf-8")
    assert confirmed in whole
    post.write_text(whole.replace(confirmed, f"antatt:\n{assumed}"), "utf-8")
    site = build(eksempel, tmp_path / "sted", "")
    page = text(site.sider["tiltak/alt-i-ett/"].soup)
    for told in (
        "Trolig gruppetilbud fra",
        "Trolig: Prøves ut i en periode.",
        "Trolig: Tilbudet varer til 31. juli 2028.",
        "Kontaktinformasjonen er trolig riktig, men ingen har bekreftet den. Vi svarer ikke i juli.",
        "Hvilke språk? Trolig ",
        "Dette er tilbudet Trolig: Du får prate med andre foreldre & søsken. Her møter du",
        "Samtykke: Trolig: Foresatte må si ja",
        "Dette er trolig skjemaet.",
    ):
        assert told in page, told
    assert "Trolig prøves ut" in text(site.sider["finn/"].soup)
    doubt = "Kontaktinformasjonen er trolig riktig, men ingen har bekreftet den."
    listed = json.loads((site.mappe / "liste" / "tiltak.json").read_text("utf-8"))["tiltak"]
    assert ["Status", "Trolig prøves ut", ""] in listed["alt-i-ett"]["linjer"]
    assert ["Merk", f"{doubt} Vi svarer ikke i juli.", "merk"] in listed["alt-i-ett"]["linjer"]
    assert ["Merk", f"{doubt} Ring først.", "merk"] in listed["for-fodselen"]["linjer"]
    assert f"{doubt} Ring først." in text(site.sider["tiltak/for-fodselen/"].soup)
    assert doubt in text(one(site.sider["enhet/huset/"].soup, ".sidefakta"))
    assert doubt not in text(one(site.sider["enhet/ost-barnevern/"].soup, ".sidefakta"))
    (delivered,) = site.sider["enhet/ost-barnevern/"].soup.select("[aria-labelledby=h-ogsa] li")
    assert text(delivered).endswith("Trolig fra denne enheten")
    plan = site.sider["plan/"].soup
    assert text(one(plan, ".telling")) == "2 tiltak i oversikten er knyttet til planen, 1 oppgitt."
    for number, marked in (("3-3", True), ("2-1", False)):
        assert ("Antatt plantiltak" in text(one(plan, f"#tiltak-{number} .baerere"))) == marked
    assert "1, 1 antatt" in text(one(plan, ".plantabell tr:has(a[href='#tiltak-3-3'])"))


@pytest.mark.parametrize(
    ("tilgang", "said"),
    [
        (Tilgang("ukjent", dropin="ja"), "Du trenger trolig ikke å bestille time. Spør først."),
        (Tilgang("ja"), "Du trenger trolig ikke henvisning. Spør først."),
        (Tilgang("nei", henvises_av=("fastlege",)), "Disse kan trolig henvise deg: fastlegen. Spør først."),
        (Tilgang("nei"), "Noen må trolig henvise deg. Vi vet ikke hvem som kan gjøre det."),
        (Tilgang("ukjent", skjema="https://eksempel.no/"), "Dette er trolig skjemaet. Spør først."),
    ],
)
def test_every_way_in_is_as_sure_as_the_post(tilgang: Tilgang, said: str) -> None:
    """Each way that is assumed is said with «trolig», and none that is stated."""
    katalog = load(ROT, date(2026, 11, 21)).katalog
    assert katalog
    t = dataclasses.replace(katalog.tiltak["bapp"], tilgang=tilgang, antatt=("tilgang",))
    assert [way.tekst for way in ways(t, katalog)] == [said]
    (stated,) = ways(dataclasses.replace(t, antatt=()), katalog)
    assert "trolig" not in stated.tekst


@pytest.mark.parametrize(("til", "there"), [(date(2026, 11, 21), True), (date(2026, 11, 20), False)])
def test_a_notice_stands_to_the_end_of_its_last_day(til: date, there: bool) -> None:  # noqa: FBT001
    """It is there on the day it names, and gone the day after."""
    lest = load(ROT, date(2026, 11, 21))
    assert lest.katalog
    t = dataclasses.replace(lest.katalog.tiltak["bapp"], varsel=Varsel("Stengt i uke 47.", til))
    katalog = dataclasses.replace(lest.katalog, tiltak={**lest.katalog.tiltak, t.id: t})
    (page,) = pages(Site(katalog, lest.skjemaer, date(2026, 11, 21)), [t])
    assert ("Stengt i uke 47." in page.content) is there


@pytest.mark.parametrize("way", [field.name for field in dataclasses.fields(Kontakt)])
def test_what_one_can_reach_someone_by_is_a_channel(way: str) -> None:
    """Each way alone is enough, Snapchat too; when it is open and what to know of it are none."""
    assert has_channel(Kontakt(**{way: "#huset"})) is (way not in {"apningstid", "merknad"})


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        ("001 000 002", "november 2024"),
        ("000 001", "november 2024"),
        ("001 004", "april 2023"),
        ("004", ""),
        ("", ""),
    ],
)
def test_how_old_the_facts_are_is_the_day_of_the_newest_source(cited: str, said: str) -> None:
    """Whatever order the sources stand in; one without a date says nothing."""
    katalog = load(ROT, date(2026, 11, 21)).katalog
    assert katalog
    sources = tuple(Kilde(document, "1", "x") for document in cited.split())
    assert source_date(dataclasses.replace(katalog.tiltak["bapp"], kilder=sources), katalog) == said


@pytest.mark.parametrize(
    ("status", "periode", "lacks"),
    [
        ("pilot", None, True),
        ("pilot", Periode(fra=date(2026, 1, 1)), True),
        ("pilot", Periode(til=date(2027, 1, 1)), False),
        ("i-drift", None, False),
    ],
)
def test_what_is_tried_out_lacks_a_last_day(status: str, periode: Periode | None, lacks: bool) -> None:  # noqa: FBT001
    """The owner of a trial is asked how long it goes on, and nobody else."""
    katalog = load(ROT, date(2026, 11, 21)).katalog
    assert katalog
    t = dataclasses.replace(katalog.tiltak["bapp"], status=status, periode=periode)
    assert (words()["tiltak"]["mangler"]["pilot"] in missing(t, katalog)) is lacks


def test_without_a_source_no_source_is_claimed(eksempel: Path, tmp_path: Path) -> None:
    """What is stated is «Oppgitt i kilde» only where the post has a source; counts say no more than «oppgitt»."""
    post = eksempel / "tiltak" / "apent-til-24.yml"
    post.write_text(re.sub(r"antatt:\n.*", "", post.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    site = build(eksempel, tmp_path / "sted", "")
    for id_, said, never in (
        ("apent-til-24", "Oppgitt, uten kilde", "Oppgitt i kilde"),
        ("trinnvis", "Oppgitt i kilde", "Oppgitt, uten kilde"),
    ):
        page = text(site.sider[f"tiltak/{id_}/"].innhold)
        assert said in page
        assert never not in page
    coverage = site.sider["dekning/"].innhold
    items = [text(li) for li in coverage.select(".bakfelt li:has(a[href*='apent-til-24'])")]
    assert items
    assert all(item.endswith("Oppgitt, uten kilde") for item in items)
    assert "R2, indisert: 1 tiltak. 1 oppgitt" in [text(cell) for cell in coverage.select(".matrise .skjult")]
    assert "Oppgitt i kilde" not in text(one(coverage, ".tegn"))


def _changed(eksempel: Path, til: Path, fil: str, *changes: tuple[str, str]) -> Path:
    """Copy the example with some lines of a post changed."""
    rot = til / "prosjekt"
    shutil.copytree(eksempel, rot)
    post = rot / "tiltak" / fil
    written = post.read_text("utf-8")
    for old, new in changes:
        assert old in written, old
        written = written.replace(old, new, 1)
    post.write_text(written, "utf-8")
    return rot


def test_a_list_says_no_as_plainly_as_yes(eksempel: Path, tmp_path: Path) -> None:
    """That someone must refer one, and that it costs something, is seen before the page is opened."""
    rot = _changed(eksempel, tmp_path, "alt-i-ett.yml", ('ta_kontakt_selv: "ja"', 'ta_kontakt_selv: "nei"'))
    sider = build(rot, tmp_path / "ut", "").sider
    for address, card in (("finn/", "[data-id='alt-i-ett']"), ("a-aa/", ".rad:has(a[href$='tiltak/alt-i-ett/'])")):
        facts = text(one(one(sider[address].soup, card), ".fakta"))
        assert "Noen må henvise deg" in facts
        assert "Egenandel" in facts
        assert "Du kan ta kontakt selv" not in facts
        assert "Gratis" not in facts


def test_where_there_are_no_documents_no_source_is_asked_for(eksempel: Path) -> None:
    """A municipality that lists no documents is not told on each page that the source is missing."""
    katalog = load(eksempel, date(2026, 11, 21)).katalog
    assert katalog is not None
    t = dataclasses.replace(katalog.tiltak["alt-i-ett"], kilder=())
    asked = words()["tiltak"]["mangler"]["kilder"]
    assert asked in missing(t, katalog)
    none = dataclasses.replace(katalog.vokabular, dokumenter={})
    assert asked not in missing(t, dataclasses.replace(katalog, vokabular=none))


def test_units_of_all_municipalities_say_so(nettsted: Nettsted) -> None:
    """A unit for all says «Alle kommuner», and stands among the units of each municipality."""
    everywhere = {i for i, unit in ENHETER.items() if unit["kommuner"] == ["alle"]}
    assert everywhere
    for id_ in everywhere:
        assert "Kommuner Alle kommuner" in text(one(nettsted.sider[f"enhet/{id_}/"].soup, ".sidefakta"))
    for kommune in vocabulary("kommuner"):
        page = nettsted.sider[f"kommune/{kommune}/"]
        listed = {page.to_root(str(a["href"])) for a in page.soup.select("[aria-labelledby=h-ogsa] a")}
        assert {f"enhet/{i}/" for i in everywhere} <= listed, kommune


def test_units_that_give_help_here_stand_with_the_municipality(nettsted: Nettsted) -> None:
    """Also a unit elsewhere, when a measure here is surely its; few offers here lead on to where one can ask."""
    few = 0
    for kommune in vocabulary("kommuner"):
        page = nettsted.sider[f"kommune/{kommune}/"]
        listed = {page.to_root(str(a["href"])) for a in page.soup.select("[aria-labelledby=h-ogsa] a")}
        here = [post for post in TILTAK.values() if kommune in post["kommuner"]]
        givers = {post["enhet"] for post in here if "enhet" not in post.get("antatt", [])}
        assert {f"enhet/{unit}/" for unit in givers} <= listed, kommune
        led_on = "pør kommunen din." in text(one(page.innhold, "[aria-labelledby=h-liste]"))
        assert led_on == (sum(not only_staff(post) for post in here) < 3), kommune
        few += led_on
    assert "enhet/familiebasen/" in {
        nettsted.sider["kommune/royrvik/"].to_root(str(a["href"]))
        for a in nettsted.sider["kommune/royrvik/"].soup.select("[aria-labelledby=h-ogsa] a")
    }
    assert few


def test_measures_of_all_municipalities_stand_with_their_unit(nettsted: Nettsted) -> None:
    """A measure for all stands on its unit's page, and says that it is for all municipalities."""
    for id_ in (i for i, post in TILTAK.items() if post["kommuner"] == ["alle"]):
        page = nettsted.sider[f"enhet/{TILTAK[id_]['enhet']}/"]
        (row,) = [r for r in page.soup.select("li.rad") if r.select(f'a[href$="tiltak/{id_}/"]')]
        assert "Alle kommuner" in text(row), id_


def test_nobody_is_sent_to_a_unit_that_is_only_a_heading(nettsted: Nettsted, eksempelsted: Nettsted) -> None:
    """Where an assumed unit counts in the whole country, one asks the municipality; else the unit, by its name."""
    seen = set()
    for site in (nettsted, eksempelsted):
        facts = json.loads((site.mappe / "liste" / "tiltak.json").read_text("utf-8"))["tiltak"]
        for id_, post in fasit(site.rot).tiltak.items():
            unit = fasit(site.rot).enheter[post["enhet"]]
            heading = "enhet" in post.get("antatt", ()) and unit["kommuner"] == ["alle"]
            page = text(site.sider[f"tiltak/{id_}/"].innhold)
            assert (f"ført opp under {unit['navn']}" in page) == heading, id_
            if post.get("antatt"):
                whom = "kommunen din" if heading else unit["navn"]
                assert f"spør {whom} når du er i tvil" in page, id_
            if "bekreftet" not in post:
                confirmed = "Ingen har bekreftet dette" if heading else "Ikke bekreftet av enheten"
                assert f"{confirmed}." in page, id_
                assert confirmed in facts[id_]["hvem"], id_
            if heading:
                assert f"Spør {unit['navn']}" not in page, id_
                seen.add(post["status"])
    assert {"i-drift", "ukjent"} <= seen
    asks = [p.melding for p in load(ROT, date(2026, 11, 21)).problemer if "Spør: " in p.melding]
    assert asks
    assert not [melding for melding in asks if "Nasjonalt" in melding]


def test_a_gap_in_a_unit_says_to_ask_the_unit() -> None:
    """Who keeps the file of a unit is the unit itself; of what counts in the whole country nobody here knows."""
    asked = {
        problem.fil.removeprefix("enheter/").removesuffix(".yml"): problem.melding.partition(" Spør: ")[2]
        for problem in load(ROT, date(2026, 11, 21)).problemer
        if problem.fil.startswith("enheter/")
    }
    units = fasit(ROT).enheter
    assert asked
    for ident, whom in asked.items():
        assert whom == ("" if units[ident]["kommuner"] == ["alle"] else f"{units[ident]['navn']}."), ident


def test_grades_are_told_beside_the_age(eksempelsted: Nettsted, eksempel: Path) -> None:
    """A measure with both age and grades tells both; one with grades alone tells them once."""
    page = eksempelsted.sider["tiltak/alt-i-ett/"]
    (answer,) = [d for d in page.soup.select(".svar > div") if "Hvilken alder?" in text(d)]
    assert text(answer).endswith("0 år Barnehage")
    rows = [text(one(r, "th")) for r in page.soup.select(".fagtabell tbody tr")]
    assert "Alder" in rows
    assert "Trinn" in rows
    katalog = load(eksempel, date(2026, 11, 21)).katalog
    assert katalog
    assert grades_beside_age(katalog.tiltak["trinnvis"], katalog) == ""


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("avsluttet", ""),
        ("planlagt", "Tilbudet skulle vare til 20. november 2026. Vi vet ikke om det kommer i gang."),
        ("pilot", "Tilbudet skulle vare til 20. november 2026. Vi vet ikke om det fortsetter."),
    ],
)
def test_a_period_that_is_over_does_not_gainsay_the_status(status: str, said: str) -> None:
    """What has ended, has ended; only of the rest is it unknown whether it goes on, or ever begins."""
    katalog = load(ROT, date(2026, 11, 21)).katalog
    assert katalog
    t = dataclasses.replace(katalog.tiltak["bapp"], status=status, periode=Periode(til=date(2026, 11, 20)))
    assert period(t, date(2026, 11, 21)) == said


def test_every_help_line_says_when_and_how_surely_it_was_checked(nettsted: Nettsted) -> None:
    """Each line shows its date, or that there is none, and that the municipality has not confirmed it."""
    lines = nettsted.sider["akutt/"].soup.select(".hjelpelinje")
    assert len(lines) == len(vocabulary("hjelpelinjer"))
    dated = {text(one(line, "summary")) for line in lines}
    assert all(words.endswith("Ikke bekreftet av kommunen.") for words in dated)
    assert "Sjekket 13. august 2026. Ikke bekreftet av kommunen." in dated
    assert "Vi vet ikke når dette ble sjekket. Ikke bekreftet av kommunen." in dated


def test_what_a_method_is_worth_is_read_at_a_short_link(nettsted: Nettsted) -> None:
    """The link names the site of the assessment, not a path of five lines on a phone."""
    said = [a for side in nettsted.under("metode").values() for a in side.innhold.select(".sidefakta a[href*=ungsinn]")]
    assert {text(a) for a in said} == {"ungsinn.no"}


def test_where_local_numbers_are_missing_others_can_be_pressed(nettsted: Nettsted) -> None:
    """Who looks for the child protection on duty tonight gets links, not words to read."""
    local = one(nettsted.sider["akutt/"].soup, "[aria-labelledby=h-lokalt]")
    assert [a["href"] for a in local.select("a")] == ["tel:116117", "tel:116111", "https://barnevernvakten.no"]


def test_a_confirmed_help_line_says_by_whom() -> None:
    """When someone in the municipality stands for a number, the role is told instead."""
    katalog = load(ROT, date(2026, 11, 21)).katalog
    assert katalog
    line = next(iter(katalog.vokabular.hjelpelinjer.values()))
    confirmed = dataclasses.replace(line, bekreftet_av="kommuneoverlegen")
    assert shown(confirmed, date(2026, 11, 21)).sikkert == "Bekreftet av kommuneoverlegen"


def test_a_place_is_said_once() -> None:
    """«PPT i Namsos» is in Namsos; another unit is followed by its place."""
    assert owner_text("PPT i Namsos", "Namsos") == "PPT i Namsos"
    assert owner_text("Familiebasen", "Grong") == "Familiebasen, Grong"


def test_a_sensitive_theme_tells_each_number_once(nettsted: Nettsted) -> None:
    """The help lines of a theme stand beside those of its safety box, not again; a web page is a link to itself."""
    page = nettsted.sider["tema/vold-og-overgrep/"]
    numbers = [str(a["href"]) for a in page.innhold.select('a[href^="tel:"]')]
    assert len(numbers) == len(set(numbers)) > 0
    assert page.innhold.select('.sidefakta a[href="https://dinutvei.no"]')


def test_the_safety_box_speaks_of_violence_only_where_a_theme_does(nettsted: Nettsted) -> None:
    """Who mourns is not asked whether somebody hurts them; who is hurt is told that it is not their fault."""
    seen = set()
    for address, side in nettsted.sider.items():
        id_ = address.removeprefix("tiltak/").rstrip("/")
        if id_ in TILTAK and (box := side.soup.select(".trygghetsboks")):
            violence = "vold-og-overgrep" in TILTAK[id_]["tema"]
            assert ("Det er ikke din skyld." in text(box[0])) == violence, id_
            assert ("det veldig vondt?" in text(box[0])) != violence, id_
            seen.add(violence)
    assert seen == {True, False}
    assert "Det er ikke din skyld." in text(nettsted.sider["tema/vold-og-overgrep/"].innhold)


def test_hours_stand_beside_every_number_of_a_help_line(nettsted: Nettsted) -> None:
    """On theme pages, where contact is missing, and in the guide: who is told to call is told when it is open."""
    hours = {
        line["tel"]: channel.get("tid", {"nb": "Vi vet ikke når det er åpent"})["nb"]
        for line in vocabulary("hjelpelinjer").values()
        for channel in line.get("kanaler", [])
        if channel["type"] == "telefon" and "".join(filter(str.isdigit, channel["verdi"])) == line.get("tel")
    }
    places = {"tema/": ".sidefakta dd", "tiltak/": ".kontaktnote + dl dd", "veiviser/": ".svarsteg .ringnaa li"}
    seen = set()
    for address, side in nettsted.sider.items():
        for start, place in places.items():
            for line in side.soup.select(f"{place}:has(a[href^='tel:'])") if address.startswith(start) else ():
                number = str(one(line, "a")["href"]).removeprefix("tel:")
                assert hours[number] in text(line), (address, number)
                seen.add(start)
    assert seen == set(places)


def test_staff_meet_the_reservations(nettsted: Nettsted) -> None:
    """What a method's grade is not about, a law that nobody has read, and an assumed factor are told."""
    laws, methods = vocabulary("hjemler"), vocabulary("metoder")
    cards = {str(card["data-id"]): text(card) for card in nettsted.sider["finn/"].soup.select(".treff > li")}
    for id_, post in TILTAK.items():
        page = text(nettsted.sider[f"tiltak/{id_}/"].innhold)
        unread = any(laws[law].get("bekreftet") != "true" for law in post.get("hjemmel", ()))
        assert ("ikke kontrollert i loven" in page) == unread, id_
        method = methods.get(post.get("metode", ""), {})
        graded = "Vurderingen gjelder metoden" in page
        assert not graded or method.get("merknad", {}).get("nb", "") in page, id_
        if graded:
            grade = words()["ungsinn"]["grader"][method["ungsinn"]["niva"]]
            assert page.count(grade) == page.count("fra 0 til 5") == 1, id_  # told once
        factors = [name for name in ("risikofaktorer", "beskyttelsesfaktorer") if post.get(name)]
        assert ("Antatt faktor" in cards[id_]) == any(name in post.get("antatt", ()) for name in factors), id_


def test_what_staff_use_in_a_case_tells_the_safety_rule(nettsted: Nettsted) -> None:
    """Whoever reads of a measure at a BTI level may suspect violence: then the family is not told first."""
    for id_, post in TILTAK.items():
        staff = one(nettsted.sider[f"tiltak/{id_}/"].soup, ".ansattdel")
        links = [a["href"] for a in staff.select(".kortregel a")]
        assert links == (["../../bti/#sikkerhet"] if post["bti"] else [])


@pytest.mark.parametrize("channel", ["116 111", "+47 116 111", "0047 116111"])
def test_a_number_with_its_country_is_the_number_of_the_line(channel: str) -> None:
    """The hours of «+47 116 111» are those of 116 111, and the number is not shown twice."""
    told = Kanal("telefon", channel, {"nb": "Hele døgnet"})
    line = Hjelpelinje("a", {"nb": "Alarm"}, nummer="116 111", tel="116111", kanaler=(told, Kanal("chat", "a.no")))
    told_of = shown(line, date(2026, 11, 21))
    assert (told_of.tid, [k.type for k in told_of.kanaler]) == ("Hele døgnet", ["chat"])
