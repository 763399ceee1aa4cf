"""``tiltak status`` and the pages under ``/status/``: what each unit should look at, and on which line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup

from generator.cli import main
from generator.editing.status import Rad, status
from generator.load import load
from generator.pages import measure_page, views
from generator.pages.page import Site
from generator.pages.status_page import pages
from tests.nettsted import Nettsted, one, text
from tests.prosjekt import I_DAG, POST, lag

PERIODE = 'periode: {til: "2026-12-01"}\n'


@pytest.fixture
def rot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small project, stand in it, on a fixed day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795262400")
    monkeypatch.chdir(lag(tmp_path))
    return tmp_path


def rows(rot: Path, i_dag: date = I_DAG) -> list[tuple[str, str, int, str]]:
    """Return unit, kind, line and field of each row of the measure."""
    found = status(rot, load(rot, i_dag), i_dag)
    return [(r.enhet, r.slag, r.linje, r.felt) for r in found if r.fil.startswith("tiltak")]


def put(rot: Path, text: str) -> None:
    """Write the measure."""
    (rot / "tiltak" / "babysvomming.yml").write_text(text, "utf-8")


def test_a_post_in_order_has_no_row(rot: Path) -> None:
    """Nothing is said of a post without a gap."""
    assert rows(rot) == []


def test_what_is_missing_has_the_line_it_belongs_at(rot: Path) -> None:
    """A missing field is told at the line after which the schema wants it."""
    gone = ("alder", "bekreftet")
    without = "".join(f"{line}\n" for line in POST.splitlines() if not line.startswith(gone))
    put(rot, without)
    malgrupper = without.splitlines().index('malgrupper: ["spedbarn", "foresatte"]') + 1
    found = rows(rot)
    assert ("eksempel", "mangler", malgrupper, "Alder") in found
    assert [slag for _, slag, _, _ in found] == ["mangler", "ubekreftet"]


def test_whom_to_ask_is_not_said_to_who_is_asked(rot: Path) -> None:
    """The list of a unit does not tell it to ask itself, whatever signs its name has."""
    unit = rot / "enheter" / "eksempel.yml"
    unit.write_text(unit.read_text("utf-8").replace("Eksempelenheten", "NAV avd. Grong"), "utf-8")
    put(rot, POST.replace("alder:", "# alder:"))
    texts = [r.tekst for r in status(rot, load(rot, I_DAG), I_DAG)]
    assert texts
    assert not [text for text in texts if "Spør:" in text]


def test_what_runs_out_is_told_thirty_days_before_and_after(rot: Path) -> None:
    """A date is told from 30 days before it passes, and as expired from the day after."""
    put(rot, POST + PERIODE)
    line = POST.count("\n") + 1
    assert rows(rot, date(2026, 11, 1)) == [("eksempel", "snart", line, "Perioden")]
    assert rows(rot, date(2026, 12, 1)) == [("eksempel", "snart", line, "Perioden")]
    assert [row[1:3] for row in rows(rot, date(2026, 12, 2))] == [("utlopt", line)]
    confirmed = POST.splitlines().index('bekreftet: {dato: "2026-11-01", rolle: "Leder"}') + 1
    put(rot, POST)
    assert rows(rot, date(2027, 10, 1)) == []
    assert [row[1:3] for row in rows(rot, date(2027, 10, 2))] == [("snart", confirmed)]
    assert [row[1:3] for row in rows(rot, date(2027, 11, 2))] == [("utlopt", confirmed)]


def test_the_command_tells_one_unit_or_all(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Id and name both find the unit; one that is not there is told, with the nearest."""
    put(rot, "".join(f"{line}\n" for line in POST.splitlines() if not line.startswith("bekreftet")))
    assert main(["status", "--enhet", "Eksempelenheten"]) == 0
    out = capsys.readouterr().out
    assert "Babysvømming – Bekreftet\n    tiltak/babysvomming.yml, linje" in out
    assert "    Kjør: tiltak bekreft babysvomming" in out
    assert "tause" not in out
    assert main(["status"]) == 0
    assert "Den tause enheten" in capsys.readouterr().out
    assert main(["status", "--enhet", "eksemppel"]) == 2
    assert "Mente du «eksempel»?" in capsys.readouterr().err


def test_without_posts_not_all_is_well(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first post is written there is nothing to be in order."""
    for post in (*(rot / "tiltak").glob("*.yml"), *(rot / "enheter").glob("*.yml")):
        post.unlink()
    assert main(["status"]) == 0
    assert capsys.readouterr().out.startswith("Det er ingen poster ennå.")


def test_a_fault_is_told_instead(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While a FEIL stops the reading, the FEIL is what is told."""
    put(rot, POST.replace('"gruppetilbud"', '"gruppe"'))
    assert main(["status"]) == 1
    assert "Rett feilene først" in capsys.readouterr().out


def test_pages_say_how_one_confirms_without_the_program(nettsted: Nettsted) -> None:
    """Who keeps the posts of a unit is shown the way in words, at a place that is there, and no command."""
    page = nettsted.sider["status/ppt-namsos/"]
    place = one(page.innhold, 'section[aria-labelledby="h-ubekreftet"]')
    (way,) = place.select('a[href*="#slik-bekrefter"]')
    address, anchor = urldefrag(page.to_root(str(way["href"])))
    assert text(one(nettsted.sider[address].soup, f"#{anchor}")).startswith("Slik bekrefter du et tiltak")
    assert "Les den, og bekreft at den stemmer." in text(place)
    assert "tiltak bekreft" not in text(page.innhold)


@pytest.mark.parametrize("url", ["", "https://git.example.no/rediger/"])
def test_pages_lead_to_the_line(rot: Path, url: str) -> None:
    """Each unit has a page, and each row a link to the line to edit, or to how one edits."""
    put(rot, "".join(f"{line}\n" for line in POST.splitlines() if not line.startswith("alder")))
    lest = load(rot, I_DAG)
    assert lest.katalog is not None
    made = status(rot, lest, I_DAG)
    site = Site(lest.katalog, lest.skjemaer, I_DAG, url, status=lambda: made)
    found = {page.path: str(page.content) for page in pages(site)}
    assert set(found) == {"status/", "status/eksempel/", "status/taus-enhet/"}
    row: Rad = next(row for row in made if row.felt == "Alder")
    goal = f"{url}tiltak/babysvomming.yml#L{row.linje}" if url else "rediger/"
    head = one(BeautifulSoup(found["status/eksempel/"], "html.parser"), ".telling")
    assert [(str(a["href"]), text(a)) for a in head.select("a")] == [("#h-mangler", "1 mangler")]
    (item,) = BeautifulSoup(found["status/eksempel/"], "html.parser").select("#h-mangler ~ .statusrader > li")
    assert [text(one(item, tag)) for tag in ("h3", "code")] == ["Babysvømming", "tiltak/babysvomming.yml"]
    (way,) = item.select(":scope ul a")
    assert str(way["href"]).endswith(goal)
    assert text(way) == f"Rediger linje {row.linje} , tiltak/babysvomming.yml"


def test_a_unit_and_its_contact_are_edited_where_they_are_shown(rot: Path) -> None:
    """Who sees wrong opening hours goes from the page to the file where they stand, in one click."""
    lest = load(rot, I_DAG)
    assert lest.katalog is not None
    url, wrong = "https://git.example.no/", "https://git.example.no/feil?tilbud="
    found = {
        page.path: BeautifulSoup(str(page.content), "html.parser")
        for site in [Site(lest.katalog, lest.skjemaer, I_DAG, url, wrong)]
        for page in (*views.pages(site), *measure_page.pages(site, lest.katalog.tiltak.values()))
    }

    def links(path: str) -> list[str]:
        return [str(a["href"]) for a in found[path].select(".knapprad a") if str(a["href"]).startswith(url)]

    assert links("enhet/eksempel/") == [f"{url}enheter/eksempel.yml", f"{wrong}eksempel"]
    of_measure = [f"{url}tiltak/babysvomming.yml", f"{url}enheter/eksempel.yml", f"{wrong}babysvomming"]
    assert links("tiltak/babysvomming/") == of_measure


def test_the_way_to_confirm_is_told_whatever_stands_first(rot: Path) -> None:
    """Of all that soon runs out, some is to be confirmed: then how is told, and not where nothing is."""
    lest = load(rot, I_DAG)
    assert lest.katalog is not None
    fil, navn = "tiltak/babysvomming.yml", "Babysvømming"
    made = (
        Rad("eksempel", fil, navn, 9, "snart", "Perioden", "Perioden går ut."),
        Rad("eksempel", fil, navn, 12, "snart", "Bekreftelsen", "Bekreftelsen går ut.", "tiltak bekreft babysvomming"),
        Rad("eksempel", fil, navn, 3, "mangler", "Alder", "Alderen mangler."),
    )
    site = Site(lest.katalog, lest.skjemaer, I_DAG, status=lambda: made)
    found = {page.path: str(page.content) for page in pages(site)}
    page = BeautifulSoup(found["status/eksempel/"], "html.parser")
    places = {str(section["aria-labelledby"]): section for section in page.select("section")}
    assert {name for name, place in places.items() if place.select('a[href*="#slik-bekrefter"]')} == {"h-snart"}
    assert set(places) == {"h-snart", "h-mangler"}


def test_a_post_is_named_once_for_each_kind(nettsted: Nettsted) -> None:
    """All that a post lacks stands under its name, each with its own line; the figures on top count every row."""
    page = nettsted.sider["status/familiebasen/"].innhold
    place = one(page, 'section[aria-labelledby="h-mangler"]')
    names = [text(h3) for h3 in place.select("h3")]
    rows = place.select(".statusrader > li > ul > li")
    assert len(names) == len(set(names)) < len(rows)
    assert text(one(page, '.telling a[href="#h-mangler"]')) == f"{len(rows)} mangler"
