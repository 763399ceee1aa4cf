"""The site in a real browser: accessible, narrow, by keyboard, without JavaScript, silent, on paper."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from tests.chromium import ARGS, ensure
from tests.fasit import TILTAK
from tests.maler import EKSEMPLER, MALER
from tests.nettleser import MOBIL, SKJERM, SMAL, tab_to, too_wide, violations_in_every_look
from tests.nettsted import ROT, Nettsted
from tests.papir import printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Route

REDIGERER = {"skjema"}
"""The form, which «make rediger» makes and «make test-rediger» tests."""

SIDER = [address for addresses in MALER.values() for address in addresses]
ROM_TIL_ET_ORD = 110
"""Pixels for the longest word beside a number: «barnevernvakten»."""
NUMRE = ("113", "112", "116117", "116111")

hvert_eksempel = pytest.mark.parametrize(
    "adresse",
    [address for addresses in EKSEMPLER.values() for address in addresses],
    ids=lambda a: a or "forsiden",
)
hver_mal = pytest.mark.parametrize("adresse", SIDER, ids=lambda a: a or "forsiden")

VISIBLE = "e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0"
FOCUSABLE = (
    "a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select, textarea, summary, "
    "[tabindex]:not([tabindex='-1'])"
)
MARK_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  e.dataset.testSett = 'ja';
  const style = x => getComputedStyle(x);
  const ring = x => x && style(x).outlineStyle !== 'none' && parseFloat(style(x).outlineWidth) > 0;
  const shown = [e, e.closest('label'), e.parentElement].some(ring) || style(e).boxShadow !== 'none';
  return {hva: e.outerHTML.slice(0, 120), ring: shown, synlig: e.getClientRects().length > 0};
}"""


def focused(page: Page) -> dict[str, Any] | None:
    """Mark what has focus, and tell what it is and whether it shows it."""
    found: dict[str, Any] | None = page.evaluate(MARK_FOCUSED)
    return found


def test_every_template_has_a_page_here() -> None:
    """Each template that makes a page is looked at in the browser, so a new one cannot be forgotten."""
    made = {p.name.split(".")[0] for p in (ROT / "generator" / "templates").glob("*.html.jinja")}
    seen = {name for name in made if not name.startswith("_")} - REDIGERER | {"skrevet for hånd", "404"}
    assert set(MALER) == seen
    assert set(EKSEMPLER) == seen


# ---- accessible ------------------------------------------------------------------------------------------


@hvert_eksempel
def test_axe_finds_nothing(kontekst: BrowserContext, eksempeltjener: str, adresse: str) -> None:
    """On a phone and a screen, light and dark, with every fold open, axe finds no violation."""
    page = kontekst.new_page()
    page.goto(eksempeltjener + adresse)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert violations_in_every_look(page) == []


def test_nothing_is_wider_than_a_narrow_phone(nettleser: Browser, nettsted: Nettsted, tjener: str) -> None:
    """At 320 px no page of the site scrolls sideways."""
    context = nettleser.new_context(viewport=SMAL, java_script_enabled=False)
    page = context.new_page()
    page.goto(tjener)
    assert too_wide(page, nettsted.sider.values()) == {}
    context.close()


BROKEN = """() => [...document.querySelectorAll('h1, .fasetter > summary, .livslop tbody :is(th a, .aar)')]
  .filter(e => e.checkVisibility()).flatMap(e => {
    const text = [...e.childNodes].find(node => node.nodeType === Node.TEXT_NODE);
    const words = text.data.matchAll(/[\\p{L}\\p{N}]+/gu), range = document.createRange();
    return [...words].filter(word => {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      return new Set([...range.getClientRects()].map(line => line.top)).size > 1;
    }).map(word => word[0]);
  })"""


@pytest.mark.parametrize("width", [320, 390])
def test_no_name_is_broken_inside_a_word(nettleser: Browser, tjener: str, width: int) -> None:
    """On a phone the longest words of our names stand whole, as headings and in the life course."""
    page = nettleser.new_page(viewport={"width": width, "height": 844})
    for id_ in (*(i for i, post in TILTAK.items() if re.search(r"\w{15}", post["navn"])), ""):
        page.goto(f"{tjener}tiltak/{id_}/" if id_ else f"{tjener}livslop/", wait_until="domcontentloaded")
        assert page.evaluate(BROKEN) == [], id_
    page.context.close()


@pytest.mark.parametrize("adresse", ["", "finn/", "tiltak/hfu-grong/", "bti/1/"])
def test_text_may_be_twice_as_large(kontekst: BrowserContext, tjener: str, adresse: str) -> None:
    """At 1280 px zoomed to 400 % the page still reads without scrolling sideways, with JavaScript on."""
    page = kontekst.new_page()
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(tjener + adresse)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture
def store_bokstaver(nettleser: Browser) -> Iterator[Browser]:
    """Start a browser whose owner has set the letters to twice their size."""
    large = nettleser.browser_type.launch(executable_path=ensure(), args=[*ARGS, "--blink-settings=defaultFontSize=32"])
    yield large
    large.close()


def test_letters_may_be_twice_as_large(store_bokstaver: Browser, nettsted: Nettsted, tjener: str) -> None:
    """With letters twice as large no page scrolls sideways on the narrowest phone."""
    page = store_bokstaver.new_context(viewport=SMAL, java_script_enabled=False).new_page()
    page.goto(tjener)
    assert too_wide(page, nettsted.sider.values()) == {}


CUT = """() => [...document.querySelectorAll('.visning label, .gjor button, .fasetter > summary')]
  .filter(e => e.checkVisibility() && (e.scrollWidth > e.clientWidth
    || e.getBoundingClientRect().right > e.parentElement.getBoundingClientRect().right + 1))
  .map(e => e.textContent)"""


def test_large_letters_are_not_cut_off(store_bokstaver: Browser, tjener: str) -> None:
    """Names stand whole, choices stand below each other, and the field has room for what is typed."""
    page = store_bokstaver.new_context(viewport=MOBIL).new_page()
    for address in ("finn/", "tiltak/hfu-grong/"):
        page.goto(tjener + address)
        assert page.evaluate(CUT) == [], address
        assert page.evaluate(BROKEN) == [], address
    page.goto(f"{tjener}finn/")
    field = page.locator("#sok").bounding_box()
    assert field is not None
    assert field["width"] > MOBIL["width"] / 2


AXIS = """() => [...document.querySelectorAll('.akse > span')].map(e => {
  const words = document.createRange();
  words.selectNodeContents(e);
  const { left, right, top, bottom } = words.getBoundingClientRect();
  return [left, right, top, bottom];
})"""


@pytest.mark.parametrize("width", [320, 390])
def test_the_ages_stand_apart(nettleser: Browser, tjener: str, width: int) -> None:
    """On a phone no name of an age touches the next, in the head of the life course."""
    page = nettleser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{tjener}livslop/", wait_until="domcontentloaded")
    places = page.evaluate(AXIS)
    page.context.close()
    for (_, right, _, bottom), (left, _, top, _) in pairwise(places):
        assert right + 2 <= left or bottom <= top


# ---- keyboard --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("adresse", ["", "finn/", "tiltak/hfu-grong/", "bti/1/", "om/"])
@pytest.mark.parametrize("size", [MOBIL, SKJERM], ids=["mobil", "skjerm"])
def test_tab_reaches_all(kontekst: BrowserContext, tjener: str, adresse: str, size: dict[str, int]) -> None:
    """Tab comes to everything one can use, shows where it is each time, and gets out at the end."""
    page = kontekst.new_page()
    page.set_viewport_size(size)
    page.goto(tjener + adresse)
    count = page.evaluate(f"[...document.querySelectorAll({FOCUSABLE!r})].filter({VISIBLE}).length")
    assert count > len(NUMRE)
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        here = focused(page)
        if here is None:
            break
        assert here["synlig"], here["hva"]
        assert here["ring"], here["hva"]
    missed = page.evaluate(
        f"[...document.querySelectorAll({FOCUSABLE!r})].filter({VISIBLE})"
        ".filter(e => !e.dataset.testSett && !(e.type === 'radio' && !e.checked))"
        ".map(e => e.outerHTML.slice(0, 120))"
    )
    assert missed == []


@hver_mal
def test_skip_link_leads_past_the_head(kontekst: BrowserContext, tjener: str, adresse: str) -> None:
    """The first thing Tab comes to leads past menu and search to the content, and is then seen."""
    page = kontekst.new_page()
    page.goto(tjener + adresse)
    page.keyboard.press("Tab")
    skip = page.evaluate_handle("document.activeElement").as_element()
    assert skip is not None
    assert str(skip.get_attribute("href")).startswith("#")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["height"] > 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#innhold, main, footer') !== null")


@pytest.mark.parametrize("js", [True, False], ids=["med-js", "uten-js"])
def test_keyboard_opens_the_menu(nettleser: Browser, tjener: str, *, js: bool) -> None:
    """On a phone the menu opens by keyboard and leads on, with JavaScript and without."""
    context = nettleser.new_context(viewport=MOBIL, java_script_enabled=js)
    page = context.new_page()
    page.goto(f"{tjener}tiltak/hfu-grong/")
    link = page.locator("details.meny a", has_text="A–Å")
    assert not link.is_visible()
    tab_to(page, "details.meny summary")
    page.keyboard.press("Enter")
    assert link.is_visible()
    tab_to(page, 'details.meny a[href$="a-aa/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{tjener}a-aa/")
    context.close()


def test_the_menu_covers_nothing_that_has_focus(kontekst: BrowserContext, tjener: str) -> None:
    """The open menu closes for whoever goes on past it, by Tab, by Escape or by a tap beside it."""
    page = kontekst.new_page()
    page.goto(f"{tjener}bti/")
    menu, link = page.locator("details.meny summary"), page.locator("details.meny a", has_text="Plan")
    assert page.locator("details.meny [aria-current]").evaluate("e => getComputedStyle(e).borderBottomWidth") == "3px"
    menu.click()
    link.focus()
    page.keyboard.press("Tab")
    assert not link.is_visible()
    menu.click()
    link.focus()
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.evaluate("document.activeElement.matches('summary')")
    menu.click()
    assert link.is_visible()
    page.locator("footer h2").click()
    assert not link.is_visible()


def test_keyboard_reaches_search_and_first_result(kontekst: BrowserContext, tjener: str) -> None:
    """From home to search to a measure to its numbers, without a mouse."""
    page = kontekst.new_page()
    page.goto(tjener)
    tab_to(page, "main input[type=search]")
    page.goto(f"{tjener}finn/")
    tab_to(page, "main input[type=search]")
    tab_to(page, 'main h3 a[href*="tiltak/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"{tjener}tiltak/*/")
    for number in NUMRE:
        tab_to(page, f'footer a[href="tel:{number}"]')


def test_keyboard_leads_past_the_filters(kontekst: BrowserContext, tjener: str) -> None:
    """After the search field one key leads past all filters to the hits, and the filters that are chosen stay."""
    page = kontekst.new_page()
    page.goto(f"{tjener}/finn/#tema=fritid")
    page.get_by_label("Hva trenger du hjelp med?").focus()
    for _ in "skjema", "lenke":
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hopp til treffene"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.url.endswith("/finn/#tema=fritid")
    assert page.evaluate("document.activeElement.closest('.resultat') !== null")


def test_keyboard_reaches_search_from_a_measure(kontekst: BrowserContext, tjener: str) -> None:
    """The header of a measure has a search too: a field on a screen, a link on a phone."""
    page = kontekst.new_page()
    page.goto(f"{tjener}tiltak/hfu-grong/")
    tab_to(page, 'header a[href$="finn/"]')
    page.set_viewport_size(SKJERM)
    page.reload()
    tab_to(page, "header input[type=search]")


def test_keyboard_reaches_the_contact(kontekst: BrowserContext, tjener: str) -> None:
    """Where a measure has a way to make contact by link, the keyboard comes to it before the rest."""
    linked = [id_ for id_, post in TILTAK.items() if "nettside" in post.get("kontakt", {})]
    page = kontekst.new_page()
    page.goto(f"{tjener}tiltak/{linked[0]}/")
    tab_to(page, ".kontakt dd a")


# ---- without JavaScript ----------------------------------------------------------------------------------


HIDDEN = """() => [...document.querySelectorAll('#innhold *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => !e.closest('[hidden], .krever-js, .bare-papir, noscript, template, script'))
  .filter(e => !e.checkVisibility({visibilityProperty: true}))
  .map(e => e.textContent.trim())"""


@hver_mal
def test_all_content_is_read_without_javascript(
    kontekst: BrowserContext, uten_js: Page, tjener: str, adresse: str
) -> None:
    """With JavaScript off all is shown that is shown with it, but the controls that need it. Paper is apart."""
    with_js = kontekst.new_page()
    for page in (with_js, uten_js):
        page.goto(tjener + adresse)
        assert page.locator("h1").is_visible()
    assert set(uten_js.evaluate(HIDDEN)) <= set(with_js.evaluate(HIDDEN))
    idle = uten_js.evaluate(
        f"[...document.querySelectorAll('#innhold button')].filter({VISIBLE})"
        ".filter(e => e.type !== 'submit').map(e => e.outerHTML)"
    )
    assert idle == [], "a button that does nothing without JavaScript"


def test_menu_opens_without_javascript(uten_js: Page, tjener: str) -> None:
    """The menu on a phone is a fold that the browser itself opens, and leads to every section."""
    uten_js.goto(f"{tjener}bti/1/")
    uten_js.locator("details.meny summary").click()
    links = uten_js.locator("details.meny a")
    assert all(link.is_visible() for link in links.all())
    assert links.count() >= len(NUMRE)
    links.first.click()
    uten_js.wait_for_url(f"{tjener}finn/")


@pytest.mark.parametrize("js", [True, False], ids=["med-js", "uten-js"])
def test_quick_exit_leaves(nettleser: Browser, tjener: str, *, js: bool) -> None:
    """«Forlat siden» leaves the site at once, with JavaScript and without, and tells no one from where."""
    context = nettleser.new_context(viewport=MOBIL, java_script_enabled=js)
    asked = []

    def answer(route: Route) -> None:
        asked.append(route.request.headers.get("referer"))
        route.fulfill(body="Været", content_type="text/plain")

    context.route("https://www.yr.no/**", answer)
    page = context.new_page()
    page.goto(f"{tjener}tema/vold-og-overgrep/")
    page.locator(".forlat").get_by_role("link", name="Forlat siden", exact=True).click()
    page.wait_for_url("https://www.yr.no/**")
    assert asked == [None]
    context.close()


# ---- silence ---------------------------------------------------------------------------------------------


@hver_mal
def test_page_is_silent(kontekst: BrowserContext, tjener: str, adresse: str) -> None:
    """A page asks no other host, breaks no policy, fails at nothing, and stores nothing."""
    asked, failed, said = [], [], []
    kontekst.add_init_script(
        "window.brudd = []; document.addEventListener('securitypolicyviolation', "
        "e => brudd.push(e.violatedDirective + ' ' + e.blockedURI))"
    )
    page = kontekst.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(tjener + adresse, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(tjener) and not url.startswith("data:")] == []
    missing = urljoin(tjener, adresse) if adresse == SIDER[-1] else None
    assert [url for url in failed if url != missing] == []
    assert [text for text in said if not (missing and "404" in text)] == []
    assert page.evaluate("window.brudd") == []
    assert kontekst.cookies() == []
    stored = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
           (await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert stored == [0, 0, "", 0, 0]


def test_links_of_the_404_page_work_at_any_depth(kontekst: BrowserContext, tjener: str) -> None:
    """An unknown address anywhere answers with a page whose links and looks lead back into the site."""
    page = kontekst.new_page()
    answer = page.goto(f"{tjener}tiltak/finnes/ikke/her")
    assert answer is not None
    assert answer.status == 404
    styled = page.evaluate("getComputedStyle(document.querySelector('.nod')).backgroundColor")
    assert styled != "rgba(0, 0, 0, 0)"
    page.locator("main a", has_text="A til Å").click()
    page.wait_for_url(f"{tjener}a-aa/")


def test_names_without_an_icon_keep_no_room_for_one(kontekst: BrowserContext, tjener: str) -> None:
    """In a list of methods, which have no icons, the names stand as far from the edge as the counts do."""
    page = kontekst.new_page()
    page.goto(f"{tjener}metode/")
    left, right = page.locator(".trapp a").first.evaluate(
        """a => {
        const edges = [a, a.querySelector("b"), a.querySelector(".antall")].map(e => e.getBoundingClientRect());
        const [box, name, count] = edges;
        return [name.left - box.left, box.right - count.right];
    }"""
    )
    assert left == pytest.approx(right, abs=1)


@pytest.mark.parametrize("bredde", [320, 390])
def test_a_long_name_leaves_room_for_what_it_is(kontekst: BrowserContext, tjener: str, bredde: int) -> None:
    """Beside an address as long as «barnevernvakten.no» no word is broken: what it is stands under it."""
    page = kontekst.new_page()
    page.set_viewport_size({"width": bredde, "height": 844})
    page.goto(f"{tjener}veiviser/#svar=meg-13-18-vold-og-overgrep")
    widths = page.locator(".ringnaa span:visible").evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    assert min(widths) >= ROM_TIL_ET_ORD


# ---- paper -----------------------------------------------------------------------------------------------


@hver_mal
def test_numbers_are_on_paper(kontekst: BrowserContext, tjener: str, adresse: str) -> None:
    """Printed, every page shows the four numbers and its content, and no menu or search."""
    page = kontekst.new_page()
    page.set_viewport_size({"width": 794, "height": 1123})
    page.goto(tjener + adresse)
    page.emulate_media(media="print")
    for number in NUMRE:
        links = page.locator(f'a[href="tel:{number}"]').all()
        assert any(link.is_visible() for link in links), number
    assert page.locator("h1").is_visible()
    for gone in ("details.meny", ".faner", ".toppsok", ".sokelenke", ".forlat"):
        assert not any(e.is_visible() for e in page.locator(gone).all()), gone
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize(
    "id_",
    [
        *("barneverntjenesten-mn", "familieveiledning", "bapp", "bti-modellen", "fact-ung"),
        *("familiekoordinator-hadsel", "kvalifiseringsprogram-in", "okonomisk-sosialhjelp-in"),
    ],
)
def test_a_measure_takes_two_sheets(kontekst: BrowserContext, tjener: str, id_: str) -> None:
    """A family takes the first sheet and a colleague the second, and no sheet holds a line alone."""
    page = kontekst.new_page()
    page.goto(f"{tjener}tiltak/{id_}/")
    family, staff = printed(page)
    assert "Slik får du hjelp" in family.tekst
    assert "For ansatte" not in family.tekst
    assert "Kilder" in staff.tekst
    assert "116 117" in staff.tekst
