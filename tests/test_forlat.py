"""The quick exit: by button, by keys, without JavaScript; and the page is covered at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.fasit import TILTAK, fasit, vocabulary
from tests.nettleser import MOBIL, violations
from tests.nettsted import ROT, Nettsted, one, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

UT = "https://www.yr.no/"
TELL_WHEN_CHANGED = """() => new MutationObserver(() => {
  const { x, y, width, height } = document.querySelector('.forlat-dekke').getBoundingClientRect();
  window.fortell([{ tekst: document.body.innerText.trim(), dekke: [x, y, width, height], tittel: document.title,
    adresse: location.href }]);
}).observe(document.body, { childList: true })"""


@pytest.fixture
def kontekst(kontekst: BrowserContext) -> BrowserContext:
    """Let the neutral site answer with a word."""
    kontekst.route(f"{UT}**", lambda route: route.fulfill(body="Været", content_type="text/plain; charset=utf-8"))
    return kontekst


@pytest.fixture
def side(kontekst: BrowserContext, tjener: str) -> Page:
    """Open a sensitive page, come from another."""
    page = kontekst.new_page()
    page.goto(f"{tjener}tema/psykisk-helse/")
    page.goto(f"{tjener}tiltak/hfu-grong/#liste=hfu-grong")
    page.wait_for_selector(".forlat-hopp", state="attached")
    return page


def left(page: Page) -> bool:
    """Tell whether one comes to the neutral site."""
    page.wait_for_url(f"{UT}**", timeout=5000)
    return page.locator("body").inner_text() == "Været"


def test_script_is_on_sensitive_pages_alone(nettsted: Nettsted) -> None:
    """The exit's module is loaded where there is an exit, and on the two pages that may come to need one."""
    loaded = {a for a, side in nettsted.sider.items() if side.soup.select('script[src$="/forlat.js"]')}
    sensitive = {f"tiltak/{i}/" for i in TILTAK if fasit(ROT).is_sensitive(i)}
    sensitive |= {f"tema/{i}/" for i, theme in vocabulary("tema").items() if theme.get("sensitiv") == "true"}
    assert loaded == sensitive | {"akutt/", "veiviser/", "finn/", "liste/"}


def test_strip_says_what_stays(nettsted: Nettsted) -> None:
    """The strip says that the history remains, and leads to how one clears it."""
    page = nettsted.sider["tiltak/hfu-grong/"]
    strip = one(page.soup, ".forlat")
    assert "historikken" in text(strip)
    (link,) = strip.select('a[href*="#slett-sporene"]')
    assert page.to_root(str(link["href"])) == "personvern/#slett-sporene"
    assert nettsted.sider["personvern/"].soup.select("#slett-sporene")


def test_button_takes_the_page_out_of_the_history(side: Page, tjener: str) -> None:
    """The button puts the neutral site in the place of the page, so the back button passes it by."""
    side.locator(".forlat [data-forlat]").click()
    assert left(side)
    side.go_back()
    assert side.url == f"{tjener}tema/psykisk-helse/"


def test_page_is_covered_at_once(side: Page) -> None:
    """Before the neutral site has answered, nothing of the page is left to see or hear."""
    told: list[dict[str, Any]] = []
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    side.route(f"{UT}**", hold)
    side.expose_function("fortell", lambda seen: [*map(told.append, seen)])
    side.evaluate(TELL_WHEN_CHANGED)
    side.locator(".forlat [data-forlat]").click(no_wait_after=True)
    for _ in range(100):
        if not (told and asked):
            side.wait_for_timeout(50)
    (seen,) = told
    asked[0].fulfill(body="Været", content_type="text/plain; charset=utf-8")
    assert left(side)
    assert seen["tekst"] == ""
    assert seen["dekke"] == [0, 0, MOBIL["width"], MOBIL["height"]]
    assert seen["tittel"] == "www.yr.no"
    assert "liste" not in seen["adresse"]


def test_shift_three_times_leaves(side: Page) -> None:
    """Shift three times leaves, and after each press the page says how many are left."""
    status = side.locator("[data-forlat-svar]")
    side.keyboard.press("Shift")
    assert status.inner_text() == "Trykk Shift to ganger til for å forlate siden."
    side.keyboard.press("Shift")
    assert status.inner_text() == "Trykk Shift én gang til for å forlate siden."
    side.keyboard.press("Shift")
    assert left(side)


def test_other_keys_and_time_start_the_count_anew(side: Page) -> None:
    """Writing with capitals does not leave, nor do presses with more than five seconds between."""
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        side.keyboard.press(key)
    assert side.locator("[data-forlat-svar]").inner_text().startswith("Trykk Shift én")
    side.clock.install()
    side.keyboard.press("a")
    side.keyboard.press("Shift")
    side.clock.fast_forward(5100)
    assert side.locator("[data-forlat-svar]").inner_text() == ""
    side.keyboard.press("Shift")
    side.keyboard.press("Shift")
    assert side.locator("h1").is_visible()


def test_shift_held_down_does_not_leave(side: Page) -> None:
    """A key that is held down repeats itself, as when one marks words or writes a capital: that is one press."""
    for _ in range(5):
        side.keyboard.down("Shift")
    side.keyboard.up("Shift")
    assert side.locator("[data-forlat-svar]").inner_text() == "Trykk Shift to ganger til for å forlate siden."
    assert side.locator("h1").is_visible()


def test_going_back_with_the_keyboard_moves_and_says_nothing(side: Page) -> None:
    """Shift and Tab is one step back: the strip does not grow, nor is anything read aloud, however often."""
    height = side.locator(".forlat").bounding_box()
    for _ in range(4):
        side.keyboard.press("Shift+Tab")
    side.keyboard.down("Shift")
    assert side.locator(".forlat").bounding_box() == height
    assert side.locator("[data-forlat-svar]").inner_text() == ""
    side.keyboard.up("Shift")


def test_shift_does_nothing_where_there_is_no_exit(kontekst: BrowserContext, tjener: str) -> None:
    """On other pages the keys are ordinary keys."""
    page = kontekst.new_page()
    page.goto(f"{tjener}tiltak/familieveiledning/")
    for _ in range(4):
        page.keyboard.press("Shift")
    assert page.locator("h1").is_visible()


def test_exit_is_right_after_the_skip_link(side: Page) -> None:
    """By keyboard the exit is the second thing one meets, it is seen then, and Enter leaves."""
    side.keyboard.press("Tab")
    side.keyboard.press("Tab")
    focused = side.evaluate("document.activeElement.textContent")
    assert focused == "Forlat siden raskt"
    assert side.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    side.keyboard.press("Enter")
    assert left(side)


def test_youth_finds_the_health_station_and_leaves(kontekst: BrowserContext, tjener: str) -> None:
    """By keyboard alone, at 390 px: a youth finds the health station, reads how to come, and leaves."""
    page = kontekst.new_page()
    page.goto(f"{tjener}tema/kropp-og-helse/")
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim() === 'Helsestasjon for ungdom'"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"{tjener}tiltak/hfu-grong/")
    assert "Du kan komme uten time" in page.locator(".kontakt").inner_text()
    for _ in range(3):
        page.keyboard.press("Shift")
    assert left(page)
    page.go_back()
    assert page.url == f"{tjener}tema/kropp-og-helse/"


def test_exit_works_without_javascript(nettleser: Browser, tjener: str) -> None:
    """Without JavaScript the button is a link that leaves, and nothing promises keys that do not work."""
    context = nettleser.new_context(viewport=MOBIL, java_script_enabled=False)
    context.route(f"{UT}**", lambda route: route.fulfill(body="Været", content_type="text/plain; charset=utf-8"))
    page = context.new_page()
    page.goto(f"{tjener}tiltak/hfu-grong/")
    assert "Shift" not in page.locator(".forlat").inner_text()
    page.locator(".forlat [data-forlat]").click()
    assert left(page)
    context.close()


def test_axe_finds_nothing_after_a_press(side: Page) -> None:
    """With the keys half pressed the page is as accessible as before."""
    side.keyboard.press("Shift")
    assert violations(side) == set()


def test_exit_comes_with_what_is_sensitive(kontekst: BrowserContext, tjener: str) -> None:
    """My list has the exit while a sensitive measure is in it, and the search page while such a theme is chosen."""
    page = kontekst.new_page()
    page.goto(f"{tjener}liste/#liste=fritidskonto")
    expect(page.locator(".minrader > li")).to_have_count(1)
    assert not page.locator("[data-forlat]").first.is_visible()
    page.goto(f"{tjener}liste/#liste=fritidskonto,barneverntjenesten-mn")
    expect(page.locator(".minrader > li")).to_have_count(2)
    expect(page.get_by_role("link", name="Forlat siden").last).to_be_visible()
    page.locator("[data-id='barneverntjenesten-mn'] [data-gjor='fjern']").click()
    expect(page.locator(".forlat [data-forlat]")).to_be_hidden()
    page.goto(f"{tjener}finn/#tema=okonomi")
    expect(page.locator("[data-trygghet]")).to_be_hidden()
    page.goto(f"{tjener}finn/#tema=vold-og-overgrep")
    expect(page.locator("[data-trygghet] [data-forlat]")).to_be_visible()


def test_without_javascript_the_numbers_are_seen(nettleser: Browser, tjener: str) -> None:
    """The guide's answer about violence is scrolled to where the safety box is seen too."""
    context = nettleser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{tjener}veiviser/#meg-13-18-vold-og-overgrep")
    for number in ("113", "112", "116111", "116006", "116123"):
        expect(page.locator(f".vern a[href='tel:{number}']")).to_be_in_viewport()
    context.close()
