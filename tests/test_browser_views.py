"""Coverage, life course and BTI in a real browser: narrowing in place, by keyboard, also without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.fasit import TILTAK, in_list_order, only_staff, vocabulary
from tests.nettleser import MOBIL, SKJERM, tab_to, violations_in_every_look
from tests.test_coverage import TELLER, ages, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page


@pytest.fixture
def side(nettleser: Browser) -> Iterator[Page]:
    """Give a phone; a fault in a module, or anything the content policy refuses, is a failure."""
    context = nettleser.new_context(viewport=MOBIL, reduced_motion="reduce", locale="nb-NO")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    yield page
    context.close()
    assert faults == []


def ids(links: Locator) -> list[str]:
    """Return the measures that the visible ones of some links lead to, in order."""
    found: list[str] = links.evaluate_all("all => all.filter(a => a.checkVisibility()).map(a => a.pathname)")
    return [path.rstrip("/").split("/")[-1] for path in found]


# ---- «Barnet mitt er __» -------------------------------------------------------------------------------


def offered(year: int) -> set[str]:
    """Return the posts that hold an age."""
    return {id_ for id_, post in TILTAK.items() if year in ages(post)}


def shown(page: Page) -> list[str]:
    """Return the offers whose rows are seen."""
    return ids(page.locator("table.livslop tr[data-id] th a"))


def test_life_course_narrows_by_keyboard(side: Page, tjener: str) -> None:
    """With the keyboard alone one says how old the child is; the table keeps what fits, and says how many."""
    side.goto(f"{tjener}livslop/")
    whole = shown(side)
    tab_to(side, "#alder")
    side.keyboard.type("7 år")
    side.keyboard.press("Enter")
    assert set(shown(side)) == offered(7) != set(whole)
    status = side.locator("[data-status]")
    assert status.get_attribute("role") == "status"
    unknown = sum(not ages(post) for post in TILTAK.values())
    families = int(side.locator(".tett .valgt").text_content() or 0)
    assert 0 < families < len(offered(7))
    assert status.inner_text() == (
        f"Viser {len(offered(7))} tilbud: 7 år (2. trinn). {len(offered(7)) - families} av dem er bare for ansatte."
        f" {unknown} tilbud uten kjent alder står nederst på siden."
    )
    assert side.url.endswith("#alder=7")
    assert side.locator(".tett .valgt").count() == 1
    assert side.locator("table.livslop tbody:not([hidden]) tr.gruppe").count() < 15
    side.go_back()
    assert shown(side) == whole
    side.go_forward()
    assert set(shown(side)) == offered(7)


def test_life_course_opens_as_it_was_shared(side: Page, tjener: str) -> None:
    """An address with an age opens narrowed and keeps what else it holds; a phase may be taken away again."""
    side.goto(f"{tjener}livslop/#kommune=namsos&alder=6-12")
    wanted = set().union(*(offered(year) for year in range(6, 13)))
    assert set(shown(side)) == wanted
    chosen = side.locator(".faser [aria-current]")
    assert chosen.inner_text().split() == ["6–12", "år", "Barneskole"]
    assert side.locator("#alder").input_value() == "6-12"
    side.get_by_role("link", name="13–18 år").click()
    assert set(shown(side)) == set().union(*(offered(year) for year in range(13, 19)))
    assert side.url.endswith("#kommune=namsos&alder=13-18")
    chosen.click()
    assert set(shown(side)) == {id_ for year in range(-1, 25) for id_ in offered(year)}
    assert side.url.endswith("#kommune=namsos")


def test_home_leads_into_the_narrowed_life_course(side: Page, tjener: str) -> None:
    """«Gravid» on the home page leads to what there is in pregnancy, seen from the top."""
    side.goto(tjener)
    side.get_by_role("link", name="Gravid Svangerskap").click()
    side.wait_for_url("**/livslop/#alder=gravid")
    assert set(shown(side)) == offered(-1)
    assert side.locator(".visertekst").bounding_box()["y"] < MOBIL["height"]  # type: ignore[index]


def test_unknown_words_in_the_address_change_nothing(side: Page, tjener: str) -> None:
    """An age that is none leaves the table whole."""
    side.goto(f"{tjener}livslop/#alder=tull")
    assert set(shown(side)) == {id_ for year in range(-1, 25) for id_ in offered(year)}


def test_life_course_without_javascript(uten_js: Page, tjener: str) -> None:
    """Without JavaScript there is no field that does nothing, the table is whole, and ages lead to lists."""
    uten_js.goto(f"{tjener}livslop/")
    assert not uten_js.locator("[data-velg]").is_visible()
    assert set(shown(uten_js)) == {id_ for year in range(-1, 25) for id_ in offered(year)}
    uten_js.get_by_role("link", name="6–12 år").click()
    target = uten_js.locator('[id="alder=6-12"]')
    assert target.is_visible()
    assert 0 <= target.bounding_box()["y"] < MOBIL["height"]  # type: ignore[index]
    assert set(ids(target.locator("a"))) == set().union(*(offered(year) for year in range(6, 13)))


def test_the_axis_stands_over_the_bars(nettleser: Browser, tjener: str) -> None:
    """On a screen and a phone «6 år» on the axis is where a bar for grade one begins."""
    for size in (MOBIL, SKJERM):
        context = nettleser.new_context(viewport=size)
        page = context.new_page()
        page.goto(f"{tjener}livslop/")
        six = page.locator(".akse > span", has_text="6 år").bounding_box()
        bar = page.locator('tr[data-id="skolehelsetjenesten-grong"] .spor i').first.bounding_box()
        assert six
        assert bar
        assert abs(six["x"] - bar["x"]) < 4
        context.close()


# ---- the measures of a BTI level -----------------------------------------------------------------------


def listed(page: Page) -> list[str]:
    """Return the measures of the level that are seen, in order."""
    return ids(page.locator("#tiltak .rader > li h3 a"))


def expected_on(level: str, year: int | None = None, kommune: str = "", tema: str = "") -> list[str]:
    """Return the posts of a level that fit, in the order of the page: unknown ages last."""
    fits = [
        id_
        for id_ in in_list_order(i for i, post in TILTAK.items() if level in post["bti"])
        if (not kommune or {kommune, "alle"} & set(TILTAK[id_]["kommuner"]))
        and (not tema or tema in TILTAK[id_]["tema"])
        and (year is None or not ages(TILTAK[id_]) or year in ages(TILTAK[id_]))
    ]
    return sorted(fits, key=lambda id_: year is not None and not ages(TILTAK[id_]))


def test_a_teacher_finds_what_level_1_can_start_for_a_sixth_grader(side: Page, tjener: str) -> None:
    """From the home page, by keyboard on a phone: level 1, 11 years, and what is left is said and right."""
    side.goto(tjener)
    tab_to(side, 'a[href*="bti/1/"]')
    side.keyboard.press("Enter")
    side.wait_for_url("**/bti/1/")
    assert listed(side) == expected_on("1")
    tab_to(side, "#velg-alder")
    side.keyboard.type("11 år")
    side.keyboard.press("Enter")
    expected = expected_on("1", 11)
    unknown = [id_ for id_ in expected if not ages(TILTAK[id_])]
    assert listed(side) == expected
    assert unknown
    assert side.locator(".uten-alder:visible").count() == len(unknown)
    assert side.locator("#tiltak [data-status]").inner_text() == (
        f"Viser {len(expected)} av {len(expected_on('1'))} tiltak. "
        f"{len(unknown)} av dem har ikke oppgitt alder og står sist. Valgt: 11 år (6. trinn)."
    )
    assert "6. trinn" in side.locator("#velg-alder option:checked").inner_text()


def test_three_choices_narrow_together_and_are_undone(side: Page, tjener: str) -> None:
    """Age, municipality and theme narrow together; back undoes one, and «Nullstill» all."""
    side.goto(f"{tjener}bti/2/")
    side.locator("#velg-kommune").select_option("grong")
    assert listed(side) == expected_on("2", kommune="grong")
    side.locator("#velg-tema").select_option("psykisk-helse")
    assert listed(side) == expected_on("2", kommune="grong", tema="psykisk-helse")
    side.locator("#velg-alder").select_option("15")
    assert listed(side) == expected_on("2", 15, "grong", "psykisk-helse")
    assert side.url.endswith("#kommune=grong&tema=psykisk-helse&alder=15")
    side.go_back()
    assert listed(side) == expected_on("2", kommune="grong", tema="psykisk-helse")
    side.get_by_role("button", name="Nullstill").click()
    assert listed(side) == expected_on("2")
    assert side.locator("#velg-alder").evaluate("e => e === document.activeElement")
    assert not side.get_by_role("button", name="Nullstill").is_visible()


def test_an_address_may_hold_several_values(side: Page, tjener: str) -> None:
    """A link from elsewhere with two municipalities and an unknown key is understood, and the key is kept."""
    side.goto(f"{tjener}bti/1/#kommune=grong,namsos&noe=annet")
    both = {*expected_on("1", kommune="grong"), *expected_on("1", kommune="namsos")}
    assert set(listed(side)) == both
    assert side.locator("#velg-kommune option:checked").inner_text() == "Grong, Namsos"
    expect(side.locator("#tiltak [data-status]")).to_contain_text("Valgt: Grong, Namsos.")
    side.locator("#velg-tema").select_option("fritid")
    assert set(listed(side)) == {id_ for id_ in both if "fritid" in TILTAK[id_]["tema"]}
    assert "noe=annet" in side.url
    side.locator("#velg-kommune").select_option("grong")
    expect(side.locator("#velg-kommune option", has_text="Grong, Namsos")).to_have_count(0)


def test_nothing_left_is_said(side: Page, tjener: str) -> None:
    """When nothing fits, the status says so and how to go on."""
    side.goto(f"{tjener}bti/3/#kommune=leka&tema=graviditet")
    assert listed(side) == expected_on("3", kommune="leka", tema="graviditet") == []
    assert side.locator("#tiltak [data-status]").inner_text().startswith("Ingen av de ")


def test_the_list_of_a_level_is_one_press_away_on_a_phone(side: Page, tjener: str) -> None:
    """The list stands below what one does at the level: a link leads there; a wide screen has the contents instead."""
    side.goto(f"{tjener}bti/2/#kommune=namsos")
    way = side.get_by_role("link", name="Gå til tiltakene på nivå 2")
    way.click()
    expect(side.locator("#h-tiltak")).to_be_in_viewport()
    assert side.url.endswith("#kommune=namsos")  # the choice stays
    side.set_viewport_size({"width": 1280, "height": 900})
    expect(way).to_be_hidden()


def test_level_without_javascript(uten_js: Page, tjener: str) -> None:
    """Without JavaScript the list is whole and no form is seen."""
    uten_js.goto(f"{tjener}bti/1/")
    assert listed(uten_js) == expected_on("1")
    assert not uten_js.locator("form.avgrens").is_visible()


# ---- coverage ------------------------------------------------------------------------------------------


def test_a_leader_finds_where_selective_measures_are_lacking(side: Page, tjener: str) -> None:
    """By keyboard on a phone: from the home page to the table, and on to the gap in words."""
    side.goto(tjener)
    tab_to(side, '.snarveier a[href*="dekning/"]')
    side.keyboard.press("Enter")
    side.wait_for_url("**/dekning/")
    cells = counted(TELLER, "risiko", "forebygging")
    gap = next(factor for (factor, level), found in cells.items() if level == "selektiv" and not found)
    tab_to(side, f'a[href="#tom-{gap.lower()}-selektiv"]')
    side.keyboard.press("Enter")
    place = side.locator(f"#tom-{gap.lower()}-selektiv")
    assert place.inner_text().startswith(f"Ingen selektive tiltak mot {gap}")
    assert 0 <= place.bounding_box()["y"] < MOBIL["height"]  # type: ignore[index]


@pytest.mark.parametrize("js", [True, False], ids=["med", "uten"])
def test_a_number_leads_to_its_list(nettleser: Browser, tjener: str, js: bool) -> None:  # noqa: FBT001
    """A number leads to a list that is seen, though it was folded, with JavaScript and without."""
    context = nettleser.new_context(viewport=MOBIL, java_script_enabled=js)
    page = context.new_page()
    page.goto(f"{tjener}dekning/" + ("#liste=sibs" if js else ""))
    assert not page.locator("#r8-selektiv").is_visible()
    page.locator('a[href="#r8-selektiv"]').click()
    place = page.locator("#r8-selektiv")
    assert place.is_visible()
    assert 0 <= place.bounding_box()["y"] < MOBIL["height"]  # type: ignore[index]
    assert counted(TELLER, "risiko", "forebygging")["R8", "selektiv"] <= set(ids(place.locator("li > a")))
    context.close()


@pytest.mark.parametrize("adresse", ["dekning/", "dekning/alder/"])
def test_coverage_is_a_table_to_those_who_listen(side: Page, tjener: str, adresse: str) -> None:
    """On a phone, where rows are drawn as blocks, a cell still has its row and column, and says it all."""
    side.goto(tjener + adresse)
    table = side.get_by_role("table", name="Risikofaktorer")
    assert table.get_by_role("rowheader").count() == len(vocabulary("risikofaktorer")) + 1
    row = table.get_by_role("row", name=re.compile("^R5 "))
    assert row.get_by_role("cell").count() == table.get_by_role("columnheader").count() - 1
    assert re.search(r"R5, .*: \d+ tiltak\. \d+ antatt", " ".join(row.get_by_role("cell").all_inner_texts()))


# ---- every state is accessible, and prints -------------------------------------------------------------


@pytest.mark.parametrize(
    "adresse",
    [
        "livslop/#alder=7",
        "livslop/#alder=13-18",
        "bti/1/#alder=11&kommune=grong",
        "bti/3/#kommune=leka&tema=graviditet",
        "dekning/#r8-selektiv",
        "dekning/bti/#tom-r4-0",
        "plan/#tiltak-3-3",
    ],
)
def test_axe_finds_nothing_in_narrowed_states(side: Page, tjener: str, adresse: str) -> None:
    """Narrowed, opened or pointed at, light and dark, on a phone and a screen, axe finds no violation."""
    side.goto(tjener + adresse)
    assert violations_in_every_look(side) == []


def test_paper_has_the_tables_and_no_controls(side: Page, tjener: str) -> None:
    """In print the tables stand with their colours, and what one can only press is gone."""
    side.emulate_media(media="print")
    side.goto(f"{tjener}dekning/")
    assert side.locator("table.matrise").first.is_visible()
    assert not side.locator(".verktoylinje").is_visible()
    assert not side.locator("#bak").is_visible()
    assert side.locator(".matrise td > a").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    side.goto(f"{tjener}livslop/#alder=7")
    assert set(shown(side)) == offered(7)
    assert not side.locator(".barnet, .faser").first.is_visible()
    side.goto(f"{tjener}bti/1/#kommune=grong")
    assert listed(side) == expected_on("1", kommune="grong")
    assert not side.locator("form.avgrens").is_visible()
    assert any(only_staff(TILTAK[id_]) for id_ in listed(side))


@pytest.mark.parametrize("address", ["tema/skolefravar/", "malgruppe/ungdom/", "kommune/grong/", "enhet/familiebasen/"])
def test_a_view_leads_to_the_same_list_where_it_can_be_narrowed(
    kontekst: BrowserContext, tjener: str, address: str
) -> None:
    """From a plain view one comes to search with that view chosen: as many measures, and every other choice beside."""
    side = kontekst.new_page()
    side.goto(f"{tjener}{address}#liste=familierad")
    listed = side.locator("[aria-labelledby=h-liste] .rad").count()
    side.get_by_role("link", name="Avgrens listen").click()
    side.wait_for_url("**/finn/#*")
    expect(side.locator("[data-treff] > li:visible")).to_have_count(listed)
    assert side.url.endswith("liste=familierad")
