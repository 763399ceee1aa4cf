"""The five tasks the site is made for, done by keyboard alone and by finger, on a phone and on a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from tests.fasit import TILTAK, fasit, vocabulary
from tests.nettleser import MOBIL, SKJERM, tab_to
from tests.nettsted import ADRESSE, ROT
from tests.papir import printed
from tests.test_coverage import ALDRI, TELLER, ages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

UT = "https://www.yr.no/"
TRE = ("hfu-grong", "familieveiledning", "ppt-namsos")
VISIBLE = "all => all.filter(a => a.checkVisibility()).map(a => a.pathname.split('/').at(-2))"


@dataclass(frozen=True)
class Bruker:
    """Someone at a page, who has a keyboard and nothing else, or a finger and nothing else."""

    side: Page
    tastatur: bool

    def velg(self, selector: str) -> None:
        """Activate a link or a button."""
        if self.tastatur:
            tab_to(self.side, selector, most=900)
            self.side.keyboard.press("Enter")
        else:
            self.side.locator(selector).first.tap()

    def skriv(self, selector: str, words: str) -> None:
        """Type words in a field and send them off."""
        if self.tastatur:
            tab_to(self.side, selector)
        else:
            self.side.locator(selector).tap()
        self.side.keyboard.type(words)
        self.side.keyboard.press("Enter")

    def velg_i_liste(self, selector: str, words: str) -> None:
        """Choose in a list by the words that stand there; by keyboard the first letters are enough."""
        if self.tastatur:
            tab_to(self.side, selector)
            self.side.keyboard.type(words[:3])
        else:
            self.side.locator(selector).select_option(label=words)

    def ser(self, selector: str) -> bool:
        """Tell whether a part is on the screen now, without scrolling."""
        box = self.side.locator(selector).first.bounding_box()
        height = self.side.evaluate("innerHeight")
        return box is not None and 0 <= box["y"] < height


@pytest.fixture(params=["tastatur på telefon", "tastatur på skjerm", "finger på telefon"])
def bruker(request: pytest.FixtureRequest, nettleser: Browser, tjener: str) -> Iterator[Bruker]:
    """Start at the home page, on a phone of 390 px or a screen, by keyboard alone or by finger alone."""
    keyboard = "tastatur" in request.param
    size = SKJERM if "skjerm" in request.param else MOBIL
    context = nettleser.new_context(viewport=size, has_touch=not keyboard, reduced_motion="reduce", locale="nb-NO")
    context.route(f"{UT}**", lambda route: route.fulfill(body="Været", content_type="text/plain; charset=utf-8"))
    page = context.new_page()
    page.goto(tjener, wait_until="networkidle")
    yield Bruker(page, keyboard)
    context.close()


def test_teacher_finds_what_level_1_can_start_for_6th_grade(bruker: Bruker) -> None:
    """From the home page to BTI level 1, past the safety rule, to what is for an eleven-year-old."""
    side = bruker.side
    bruker.velg('.trapp a[href$="bti/1/"]')
    side.wait_for_url("**/bti/1/**")
    rule, offers = (side.locator(s).bounding_box() for s in ("#sikkerhet", "#tiltak"))
    assert rule
    assert offers
    assert rule["y"] < offers["y"]
    bruker.velg_i_liste("#velg-alder", "11 år (6. trinn)")
    expect(side.locator("[data-status]")).to_contain_text(re.compile(r"Viser \d+ av"))
    shown = set(side.locator("#tiltak .rad h3 a").evaluate_all(VISIBLE))
    level = {i for i, post in TILTAK.items() if "1" in post["bti"]}
    fits = {i for i in level if 11 in ages(TILTAK[i])}
    unknown = {i for i in level if not ages(TILTAK[i])}
    assert fits <= shown <= fits | unknown


def test_parent_is_told_how_to_make_contact_in_two_steps(bruker: Bruker) -> None:
    """Step one: own words. Step two: the first hit. There, without scrolling, is the way to make contact."""
    side = bruker.side
    bruker.skriv("#sok", "barnet vil ikke på skolen")
    side.wait_for_url("**/finn/**")
    expect(side.locator("[data-antall]")).to_contain_text("treff på «barnet vil ikke på skolen»")
    bruker.velg(".treff .kort:not([hidden]) h3 a")
    side.wait_for_url("**/tiltak/**")
    id_ = side.url.split("#")[0].rstrip("/").split("/")[-1]
    assert "skolefravar" in TILTAK[id_]["tema"]
    assert bruker.ser("#h-kontakt")
    told = side.locator(".kontakt").inner_text()
    contact = {**fasit(ROT).enheter[TILTAK[id_]["enhet"]].get("kontakt", {}), **TILTAK[id_].get("kontakt", {})}
    assert fasit(ROT).has_channel(id_) != ("Kontaktinformasjon mangler" in told)
    assert all(contact[way] in told for way in ("telefon", "epost", "besok") if way in contact)


def test_youth_finds_the_health_station_and_leaves(bruker: Bruker, tjener: str) -> None:
    """The health station for youth is the first hit; the exit leaves at once, by keys or by the button."""
    side = bruker.side
    bruker.skriv("#sok", "helsestasjon for ungdom")
    side.wait_for_url("**/finn/**")
    expect(side.locator("[data-antall]")).to_contain_text("treff på «helsestasjon for ungdom»")
    bruker.velg(".treff .kort:not([hidden]) h3 a")
    side.wait_for_url("**/tiltak/hfu-grong/**")
    side.wait_for_selector(".forlat-hopp", state="attached")
    assert bruker.ser(".forlat [data-forlat]")
    if bruker.tastatur:
        for _ in range(3):
            side.keyboard.press("Shift")
    else:
        side.locator(".forlat [data-forlat]").tap()
    side.wait_for_url(f"{UT}**")
    assert side.locator("body").inner_text() == "Været"
    side.go_back()
    assert side.url.startswith(f"{tjener}finn/")


def test_leader_finds_which_risk_factors_lack_selective_measures(bruker: Bruker) -> None:
    """Coverage names each risk factor without selective measures, and the empty field leads to the words."""
    side = bruker.side
    bruker.velg('.snarveier a[href$="dekning/"]')
    side.wait_for_url("**/dekning/")
    covered = {
        factor
        for post in TILTAK.values()
        if post["status"] in TELLER and post["type"] not in ALDRI and "selektiv" in post["forebyggingsniva"]
        for factor in post["risikofaktorer"]
    }
    lacking = [code for code in vocabulary("risikofaktorer") if code not in covered]
    named = [
        text.split()[-1]
        for text in side.locator("#tomme strong").all_inner_texts()
        if text.startswith("Ingen selektive tiltak mot ")
    ]
    assert named == lacking != []
    bruker.velg(f'a[href="#tom-{lacking[0].lower()}-selektiv"]')
    assert side.locator(":target strong").inner_text() == f"Ingen selektive tiltak mot {lacking[0]}"
    expect(side.locator(":target")).to_be_in_viewport()


def test_helper_prints_three_with_codes_that_lead_to_them(bruker: Bruker) -> None:
    """Three are picked from A to Å, and printed on one sheet with a QR code for the list and for each page."""
    side = bruker.side

    side.goto(urljoin(side.url, "a-aa/"))
    for id_ in sorted(TRE, key=lambda i: TILTAK[i]["navn"]):
        bruker.velg(f'[data-liste="{id_}"]')
    bruker.velg("[data-minliste]")
    side.wait_for_selector(".minrader > li")
    side.evaluate("() => { window.print = () => { window.skrevet = true } }")
    bruker.velg("[data-skriv-ut]")
    assert side.evaluate("window.skrevet")
    side.wait_for_load_state("networkidle")
    (sheet,) = printed(side)
    picked = sorted(TRE, key=lambda i: TILTAK[i]["navn"])
    assert urldefrag(side.url).fragment == f"liste={','.join(picked)}"
    assert sheet.koder == (side.url, *(urljoin(ADRESSE, f"tiltak/{id_}/") for id_ in picked))
    assert all(TILTAK[id_]["navn"] in sheet.tekst for id_ in TRE)
