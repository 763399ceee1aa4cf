"""The search page itself: the order of the hits, why they are there, the chosen filters, and for whom it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.views import norwegian_key
from tests.fasit import TILTAK, only_staff, vocabulary
from tests.nettleser import MOBIL, SKJERM, tab_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

TREFF = "[data-treff] > li:visible"
RANKED = """query => import('../assets/js/sokemotor.js')
  .then(async (m) => (await m.ready()).sok(query, { maks: 1000 }).treff.map((hit) => hit.id))"""


@pytest.fixture
def side(nettleser: Browser, tjener: str) -> Iterator[Page]:
    """Open the search page on a screen."""
    context = nettleser.new_context(viewport=SKJERM)
    page = context.new_page()
    page.goto(f"{tjener}finn/")
    yield page
    context.close()


def search(page: Page, query: str) -> None:
    """Type words and wait for the answer."""
    page.fill("#sok", query)
    expect(page.locator("[data-antall]")).to_contain_text(f"«{query}»")


def shown(page: Page) -> list[str]:
    """Return the measures that are seen, in order."""
    found: list[str] = page.locator(TREFF).evaluate_all("all => all.map((card) => card.dataset.id)")
    return found


def test_the_best_stands_first_and_staff_last_for_families(side: Page) -> None:
    """Staff read the hits as the engine ranks them; families read what is for staff alone after the rest."""
    search(side, "bekymret for et barn")
    ranked = side.evaluate(RANKED, "bekymret for et barn")
    for_staff = [only_staff(TILTAK[i]) for i in ranked]
    assert for_staff != sorted(for_staff)
    assert shown(side) == sorted(ranked, key=lambda i: only_staff(TILTAK[i]))
    side.check("[name=vis][value=ansatt]", force=True)
    assert shown(side) == ranked


def test_hits_by_name_are_in_norwegian_order(side: Page) -> None:
    """«A–Å» puts the hits in the order of their names, æ, ø and å last; the engine's order comes back."""
    search(side, "bekymret for et barn")
    side.check("[name=vis][value=ansatt]", force=True)
    before = shown(side)
    side.locator("[data-sortering]").select_option("navn")
    by_name = sorted(before, key=lambda i: norwegian_key(str(TILTAK[i]["navn"])))
    assert [TILTAK[i]["navn"] for i in shown(side)] == [TILTAK[i]["navn"] for i in by_name]
    side.locator("[data-sortering]").select_option("")
    assert shown(side) == before


def test_unknown_ages_stand_after_the_known(side: Page) -> None:
    """Where an age is chosen, a hit whose age nobody knows is last; among both, staff's own come after families'."""
    side.check("[name=alder][value='6-12']", force=True)
    kinds = [
        ("ukjent-alder" in str(side.locator(f".kort[data-id='{i}']").get_attribute("class")), only_staff(TILTAK[i]))
        for i in shown(side)
    ]
    assert kinds == sorted(kinds)
    assert {unknown for unknown, _ in kinds} == {True, False}


def test_what_is_for_other_ages_than_the_one_written_is_last(side: Page) -> None:
    """A course for adults is not the first answer to «2 åring sover ikke», and is still there."""
    search(side, "2 åring sover ikke")
    ages = side.locator(TREFF).evaluate_all("all => all.map((card) => card.dataset.alder.split(' '))")
    fits = [
        ("0-2" in some or "ukjent" in some, not only_staff(TILTAK[i]))
        for some, i in zip(ages, shown(side), strict=True)
    ]
    families = [fit for fit, is_open in fits if is_open]
    assert families == sorted(families, reverse=True)
    assert set(families) == {True, False}
    assert "sta-opp" in shown(side)


def test_a_hit_says_why_it_is_there(side: Page) -> None:
    """The words that fit are marked in the sentence, the others told under it, and gone with the next search."""
    search(side, "foreldreveiledning")
    first = side.locator(TREFF).first
    assert first.locator("mark, .treffpa").count()
    marked = side.locator(f"{TREFF} mark")
    told = side.locator(f"{TREFF} .treffpa")
    assert told.first.inner_text().startswith("Treff på: ")
    search(side, "gratis fritidsaktivitet for barn")
    assert marked.count()
    sentence = marked.first.locator("xpath=..")
    id_ = str(marked.first.locator("xpath=ancestor::li[contains(@class, 'kort')]").get_attribute("data-id"))
    assert sentence.inner_text() == TILTAK[id_]["kort"], "marks change no word"
    side.fill("#sok", "")
    assert side.locator("[data-antall]").inner_text() == f"Viser alle {len(TILTAK)} tilbud"
    assert side.locator("mark, .treffpa").count() == 0


def test_a_misspelt_word_is_told_as_it_was_read(side: Page) -> None:
    """Where the engine mends a word, the page says what it looked for as well."""
    search(side, "skolevegrinng")
    expect(side.locator("[data-tolket]")).to_be_visible()
    assert side.locator("[data-tolket]").inner_text().startswith("Vi søkte også etter skolevegring")
    search(side, "skolevegring")
    expect(side.locator("[data-tolket]")).to_be_hidden()


def test_chips_take_themselves_away_by_keyboard(side: Page) -> None:
    """Each chosen filter can be taken away; focus goes to the next one, and at last to the search field."""
    for box in ("[name=kommune][value=grong]", "[name=tema][value=rus]", "[name=tema][value=fritid]"):
        side.check(box, force=True)
    themes = vocabulary("tema")
    chosen = ["Grong", themes["rus"]["navn"]["nb"], themes["fritid"]["navn"]["nb"]]
    chips = side.locator("[data-brikker] .brikke")
    assert chips.all_text_contents() == [f"Fjern filteret {name}" for name in chosen]
    assert side.locator("[data-valgt]").text_content() == "3 valgt"
    chips.nth(1).focus()
    side.keyboard.press("Enter")
    assert side.evaluate("document.activeElement.textContent") == f"Fjern filteret {chosen[2]}"
    assert side.url.endswith("#kommune=grong&tema=fritid")
    side.get_by_role("button", name="Fjern alle").focus()
    side.keyboard.press("Enter")
    assert side.evaluate("document.activeElement.id") == "sok"
    assert "#" not in side.url
    assert not side.is_checked("[name=kommune][value=grong]")


def test_the_staffs_view_follows_to_the_measure(side: Page, tjener: str) -> None:
    """The switch shows staff's facts and filters, stays in the address, and opens staff's part of a measure."""
    assert not side.locator(".kort .fag").first.is_visible()
    assert not side.locator("[name=bti]").first.is_visible()
    side.check("[name=vis][value=ansatt]", force=True)
    assert side.url.endswith("#vis=ansatt")
    assert side.locator("[name=bti]").first.is_visible()
    assert side.locator(".kort .fag").first.is_visible()
    side.locator(".kort[data-id=familieveiledning] h3 a").click()
    side.wait_for_url(f"{tjener}tiltak/familieveiledning/#vis=ansatt")
    expect(side.locator(".fagtabell")).to_be_visible()


def test_the_staffs_part_is_open_on_paper(side: Page, tjener: str) -> None:
    """A folded part is opened for the printer, and folded again after it; one that was open stays so."""
    part = side.locator("details.fagdel")
    for start, after in (("", None), ("#vis=ansatt", "")):
        side.goto("about:blank")
        side.goto(f"{tjener}tiltak/familieveiledning/{start}", wait_until="networkidle")
        assert part.get_attribute("open") == after
        side.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert part.get_attribute("open") == ""
        side.evaluate("dispatchEvent(new Event('afterprint'))")
        assert part.get_attribute("open") == after


def test_filters_are_a_sheet_on_a_phone(side: Page) -> None:
    """On a phone the filters are folded; a button in them says how many hits there are, and leads to them."""
    assert side.locator(".fasetter").get_attribute("open") is not None
    side.set_viewport_size({"width": MOBIL["width"], "height": MOBIL["height"]})
    expect(side.locator(".fasett").last).to_be_hidden()
    side.locator(".fasetter summary").click()
    side.check("[name=kommune][value=grong]", force=True)
    button = side.get_by_role("button", name=f"Vis {len(shown(side))} treff")
    button.click()
    expect(side.locator(".fasett").last).to_be_hidden()
    assert side.evaluate("document.activeElement.id") == "antall"
    tab_to(side, ".visning input", 1)


def test_who_asks_for_what_few_have_stated_is_told_so(side: Page, tjener: str) -> None:
    """«Without referral» and «free» keep only what is stated; where that leaves nothing, it is no answer of no."""
    for choices, told in (
        ("kommune=namsos&selv=ja", True),
        ("alder=gravid&tema=mobbing&kommune=hadsel&status=pilot", False),
    ):
        side.goto("about:blank")
        side.goto(f"{tjener}finn/#{choices}")
        expect(side.locator("[data-tomt]")).to_be_visible()
        assert side.locator("[data-tomt-oppgitt]").is_visible() is told, choices


def test_a_search_that_cannot_be_copied_is_shown(side: Page, tjener: str) -> None:
    """Where the browser refuses the clipboard, the link stands there to be copied by hand."""
    side.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('nei')) }")
    search(side, "gjeld")
    side.locator("[data-del]").click()
    expect(side.locator("[data-del-svar]")).to_have_text(f"{tjener}finn/#q=gjeld")


@pytest.mark.parametrize(
    ("words", "band", "alone"),
    [
        ("9 år", "6-12", True),
        ("jente 15 år", "13-18", True),
        ("3 åring", "3-5", True),
        ("treåring", "3-5", True),
        ("7. trinn", "6-12", True),
        ("jente i 7. klasse", "6-12", True),
        ("tilbud for 3-åringer", "3-5", False),
        ("to-åring", "0-2", True),
        ("barn 3-6 år", "3-5", True),
        ("baby 6 måneder", "0-2", True),
        ("my son is 9 years old", "6-12", True),
        ("datteren min på 12 år vil ikke på skolen", "6-12", False),
        ("4åringen snakker ikke", "3-5", False),
        ("deppa i 3 år", "", False),
        ("slått for 2 år siden", "", False),
        ("skolevegring", "", False),
    ],
)
def test_an_age_among_the_words_is_offered_as_a_choice(side: Page, words: str, band: str, *, alone: bool) -> None:
    """An age is no word of any measure: it is offered as the choice it is, and alone it is not searched for."""
    side.fill("#sok", words)
    offer = side.locator("[data-aldersforslag] button")
    expect(side.locator("[data-antall]")).to_contain_text("Viser alle" if alone else f"treff på «{words}»")
    assert (len(shown(side)) == len(TILTAK)) is alone
    if not band:
        expect(offer).to_be_hidden()
        return
    offer.click()
    expect(side.locator(f"[name=alder][value='{band}']")).to_be_checked()
    expect(offer).to_be_hidden()
    assert f"alder={band}" in side.url
    assert side.evaluate("document.activeElement.id") == "antall"
    assert side.input_value("#sok") == words


def test_what_is_understood_and_nowhere_leads_to_its_theme(side: Page, eksempeltjener: str) -> None:
    """Where no measure is about it, the page is not unsure of what was meant: it says that none is, and leads on."""
    side.goto(f"{eksempeltjener}finn/")
    side.fill("#sok", "gjeld")
    expect(side.locator("[data-antall]")).to_contain_text("Ingen treff på «gjeld»")
    expect(side.locator("[data-mangler]")).to_contain_text("«gjeld» er ikke ført opp her.")
    expect(side.locator("[data-videre] a[href$='tema/okonomi/']")).to_be_visible()
    assert side.locator("[data-linjer] li[data-tema~='okonomi']").filter(visible=True).count()
    expect(side.locator("[data-usikker]")).to_be_hidden()
    side.fill("#sok", "xyzzy")
    expect(side.locator("[data-usikker]")).to_be_visible()
    expect(side.locator("[data-mangler]")).to_be_hidden()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("gratis aktivitet", "gratis"),
        ("snakke med noen uten henvisning", "selv"),
        ("gratisavis", ""),
        ("skolevegring", ""),
    ],
)
def test_a_wish_among_the_words_is_offered_as_a_choice(side: Page, words: str, name: str) -> None:
    """What is stated is found by its filter: words alone find what only says something like it."""
    search(side, words)
    offers = side.locator("[data-onske]").filter(visible=True)
    assert offers.evaluate_all("offers => offers.map(offer => offer.dataset.onske)") == ([name] if name else [])
    if name:
        offers.locator("button").click()
        expect(side.locator(f"[name={name}]")).to_be_checked()
        expect(offers).to_have_count(0)
        assert f"{name}=ja" in side.url


@pytest.mark.parametrize("arriving", ["#q=gjeld&kommune=grong", "?q=gjeld#kommune=grong", "?a=1&q=gjeld#kommune=grong"])
def test_arriving_words_leave_the_address_at_once(side: Page, tjener: str, arriving: str) -> None:
    """However someone else has written the link, the words are searched for and stand in the address no more."""
    side.goto("about:blank")
    side.goto(f"{tjener}finn/{arriving}")
    expect(side.locator("#sok")).to_have_value("gjeld")
    expect(side.locator("[data-antall]")).to_contain_text("treff på «gjeld»")
    kept = "?a=1" if "a=1" in arriving else ""
    assert side.url == f"{tjener}finn/{kept}#kommune=grong"


@pytest.mark.parametrize(("words", "kept"), [("pappa slår mamma", ""), ("skolevegring", "skolevegring")])
def test_a_page_the_browser_keeps_holds_no_words_of_danger(side: Page, words: str, kept: str) -> None:
    """A browser may keep the page as it stood: by the back button it shows neither the words of danger nor the box."""
    search(side, words)
    assert side.locator("[data-trygghet]").is_visible() is not bool(kept)
    side.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert side.input_value("#sok") == kept
    assert side.locator("[data-trygghet]").is_hidden()
    assert (words in str(side.locator("[data-antall]").text_content())) is bool(kept)
    assert (len(shown(side)) == len(TILTAK)) is not bool(kept)
