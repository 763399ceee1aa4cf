"""An older browser: it lacks some of what the style sheets and modules use, and the pages must still do their work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.nettleser import MOBIL
from tests.nettsted import ROT
from tests.test_veiviser import visible_steps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Route

STIL = sorted((ROT / "site-overrides" / "assets" / "css").glob("*.css"))

UTEN_HAS = r"""
const has = /:has\(/;
for (const kind of [Element, Document, DocumentFragment]) {
  for (const name of ["querySelector", "querySelectorAll"]) {
    const own = kind.prototype[name];
    kind.prototype[name] = function (selector) {
      if (has.test(selector)) throw new DOMException(`${selector} is not a valid selector`, "SyntaxError");
      return own.call(this, selector);
    };
  }
}
const drop = (sheet) => [...sheet.cssRules].reverse().forEach((rule, n, all) => {
  if (has.test(rule.selectorText ?? "")) sheet.deleteRule(all.length - 1 - n);
  else if (rule.cssRules) drop(rule);
});
document.addEventListener("load", ({ target }) => target.sheet && drop(target.sheet), true);
delete Element.prototype.role;
"""
"""Chromium as before 2022: without :has() in style sheets and modules; as Firefox before 2023: without element.role."""


@pytest.fixture
def eldre(nettleser: Browser) -> Iterator[Page]:
    """Give a phone with an older browser; a fault in a module is a failure."""
    context = nettleser.new_context(viewport=MOBIL, reduced_motion="reduce", locale="nb-NO")
    context.add_init_script(UTEN_HAS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def test_the_guide_leads_to_an_answer(eldre: Page, eksempeltjener: str) -> None:
    """One question at a time, what belongs to an answer with it alone, and a button for my list."""
    eldre.goto(f"{eksempeltjener}veiviser/")
    for answer, step in (("Nei", "start"), ("Barnet mitt", "hvem"), ("6–12 år", "barn")):
        expect(eldre.locator(f"#{step}")).to_be_visible()
        assert visible_steps(eldre) == [step]
        assert not eldre.locator(".vern, .nivavalg").filter(visible=True).count()
        eldre.locator(".steg.vist a", has_text=answer).first.click()
    eldre.goto(f"{eksempeltjener}veiviser/#svar=barn-6-12-fritid")
    expect(eldre.locator(".steg.vist [data-liste]").first).to_be_visible()


def test_the_guide_begins_where_its_module_cannot_run(eldre: Page, eksempeltjener: str) -> None:
    """The style sheet alone shows the first question, and the answer that the address points at."""
    eldre.route("**/assets/js/veiviser.js", lambda route: route.abort())
    eldre.goto(f"{eksempeltjener}veiviser/")
    assert visible_steps(eldre) == ["start"]
    eldre.locator("#start a", has_text="Nei").click()
    assert "hvem" in visible_steps(eldre)


@pytest.mark.parametrize("adresse", ["", "finn/", "tiltak/alt-i-ett/", "bti/2/", "dekning/", "livslop/", "liste/"])
def test_no_module_fails(eldre: Page, eksempeltjener: str, adresse: str) -> None:
    """What a page loads, runs."""
    eldre.goto(eksempeltjener + adresse, wait_until="networkidle")
    assert eldre.locator("html.js h1").is_visible()


def test_suggestions_are_a_combobox(eldre: Page, eksempeltjener: str) -> None:
    """A screen reader is told what the field and its list are."""
    eldre.goto(eksempeltjener)
    eldre.fill("#sok", "zumba")
    option = eldre.locator(".forslag li[role=option]").first
    expect(option).to_be_visible()
    assert eldre.locator("#sok").get_attribute("role") == "combobox"
    assert option.locator("xpath=ancestor::*[@role='group']/ancestor::*[@role='listbox']").count() == 1


def test_a_browser_too_old_is_shown_no_control_that_does_nothing(nettleser: Browser, eksempeltjener: str) -> None:
    """Where the search cannot run, the page is as without JavaScript: no filters, no buttons, and all measures."""
    context = nettleser.new_context(viewport=MOBIL)
    context.add_init_script("delete Object.hasOwn")
    page = context.new_page()
    page.goto(f"{eksempeltjener}finn/", wait_until="networkidle")
    assert not page.locator(".krever-js").filter(visible=True).count()
    assert page.locator(".treff > li h3 a").first.is_visible()
    context.close()


MODULER = re.compile(r'<script type="module"[^>]*></script>')


def as_without_modules(page: Page) -> None:
    """Let a page be as in a browser that knows no modules: it leaves those out, and runs what is for it alone."""

    def served(route: Route) -> None:
        answer = route.fetch()
        html = answer.text()
        assert MODULER.search(html)
        route.fulfill(response=answer, body=MODULER.sub("", html))

    page.route(lambda address: address.endswith("/"), served)


def shown(context: BrowserContext, adresse: str, *, modules: bool = True) -> tuple[str, object]:
    """Return what a page says where no module of ours can do its work, and how much room it has."""
    page = context.new_page()
    if not modules:
        as_without_modules(page)
    page.goto(adresse, wait_until="networkidle")
    innhold = page.locator("#innhold")
    found = innhold.inner_text(), innhold.bounding_box()
    context.close()
    return found


@pytest.mark.parametrize(
    "adresse", ["", "finn/", "tiltak/alt-i-ett/", "bti/2/", "dekning/", "livslop/", "veiviser/", "liste/"]
)
def test_without_modules_the_page_is_as_without_javascript(
    nettleser: Browser, eksempeltjener: str, adresse: str
) -> None:
    """A browser that has JavaScript and no modules shows what is shown where scripts are off, and nothing else."""
    without = shown(nettleser.new_context(viewport=MOBIL, java_script_enabled=False), eksempeltjener + adresse)
    assert without[0]
    assert shown(nettleser.new_context(viewport=MOBIL), eksempeltjener + adresse, modules=False) == without


def test_my_list_says_that_it_does_not_work(nettleser: Browser, eksempeltjener: str) -> None:
    """Also in a browser that runs modules, but is too old for ours: nothing can be picked there."""
    context = nettleser.new_context(viewport=MOBIL)
    context.add_init_script("delete Object.hasOwn")
    said, _ = shown(context, f"{eksempeltjener}liste/")
    assert "Listen virker ikke i denne nettleseren." in said
    assert "Listen er tom." not in said


SIER_FRA = "Søket virker ikke i denne nettleseren. Den er for gammel, eller JavaScript er slått av."


@pytest.mark.parametrize(("adresse", "felt"), [("", "#sok"), ("om/", "#toppsok"), ("finn/", "#sok")])
@pytest.mark.parametrize("skript", [True, False], ids=["uten-moduler", "uten-skript"])
def test_where_no_module_runs_the_field_leads_to_the_list_and_says_so(
    nettleser: Browser, eksempeltjener: str, adresse: str, felt: str, *, skript: bool
) -> None:
    """The words are in no address; the page says that the search does not work, and everything stands in the list."""
    context = nettleser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=skript)
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(eksempeltjener + adresse)
    page.fill(felt, "mamma drikker")
    page.keyboard.press("Enter")
    page.wait_for_url("**/finn/?#uten-sok")
    said = page.locator("#uten-sok")
    expect(said).to_contain_text(SIER_FRA)
    expect(said).to_be_in_viewport()
    for link in said.locator("a").all():
        assert context.request.get(str(link.evaluate("a => a.href"))).ok
    if not skript:  # the list has the room of the filters, which are not there
        assert page.locator(".treff").evaluate("list => list.offsetWidth > list.closest('.ramme').offsetWidth * 0.8")
    assert page.locator(".treff > li").count() == len(list((ROT / "tests" / "eksempel" / "tiltak").glob("*.yml")))
    context.close()


def test_where_the_search_works_nothing_says_it_does_not(nettleser: Browser, eksempeltjener: str) -> None:
    """An address that an older browser was led to, opened in a newer one, is the search page as it is."""
    context = nettleser.new_context()
    page = context.new_page()
    page.goto(f"{eksempeltjener}finn/#uten-sok", wait_until="networkidle")
    expect(page.locator("#uten-sok")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("too_old", [True, False], ids=["too-old", "not-fetched"])
@pytest.mark.parametrize("adresse", ["", "finn/#tema=fritid", "bti/2/", "livslop/", "veiviser/", "liste/#liste=minst"])
def test_where_the_first_module_stops_all_do(
    nettleser: Browser, eksempeltjener: str, adresse: str, *, too_old: bool
) -> None:
    """In a browser too old for ours, or one that did not get the first, all of the page is as without scripts."""
    without = shown(nettleser.new_context(viewport=MOBIL, java_script_enabled=False), eksempeltjener + adresse)
    context = nettleser.new_context(viewport=MOBIL)
    if too_old:
        context.add_init_script("delete Object.hasOwn; delete Element.prototype.replaceChildren")
    else:
        context.route("**/start.js", lambda route: route.abort())
    assert shown(context, eksempeltjener + adresse) == without


def test_whoever_leaves_gets_away_in_any_browser(nettleser: Browser, eksempeltjener: str) -> None:
    """What covers the page may fail; the way out does not, and no words follow along."""
    context = nettleser.new_context()
    context.route("https://**/*", lambda route: route.fulfill(body="borte"))
    page = context.new_page()
    page.add_init_script("document.createElement = () => { throw new Error('gammel'); }")
    page.goto(f"{eksempeltjener}akutt/")
    page.locator("[data-forlat]").first.click()
    page.wait_for_url("https://**/*")
    context.close()


NEWER = (
    r":has\(|\.role = |\.aria[A-Z]\w+ = |\(\?<[=!]|\.findLast|\.to(?:Sorted|Reversed|Spliced)\(|\.groupBy\(|"
    r"\bstructuredClone\(|\.canParse\(|\.withResolvers\(|\.(?:union|intersection|difference)\(|\.showPopover\("
)
"""What came to the last of Chrome, Safari and Firefox after the spring of 2022."""


def test_modules_use_nothing_newer() -> None:
    """What a module needs, a browser from 2022 has. Sveltia asks for more, and so may the form."""
    modules = [path for path in (ROT / "site-overrides" / "assets" / "js").rglob("*.js") if path.stem != "skjema"]
    assert modules
    for path in modules:
        assert re.findall(NEWER, path.read_text(encoding="utf-8")) == [], path.name


def selectors(rule: str) -> list[str]:
    """Split the head of a rule at the commas between its selectors; those inside brackets divide nothing."""
    depth, found = 0, [""]
    for sign in rule:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [selector.strip() for selector in found]


@pytest.mark.parametrize("path", STIL, ids=lambda path: path.stem)
def test_has_takes_no_other_selector_with_it(path: Path) -> None:
    """A browser without :has() drops the whole rule, so what it knows stands in a rule of its own."""
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for rule in re.findall(r"([^{};]+)\{", sheet):
        with_has = [":has(" in selector for selector in selectors(rule)]
        assert all(with_has) or not any(with_has), rule.strip()
