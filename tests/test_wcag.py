"""What WCAG 2.2 asks that axe does not judge: what sider/tilgjengelighet.md says a script tests, is tested here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.nettleser import MOBIL, SKJERM, SMAL, violations_in_every_look
from tests.nettsted import ROT, Nettsted, one, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

SIDER = (
    "",
    "finn/",
    "tiltak/hfu-grong/",
    "tiltak/bti-team/",
    "bti/1/",
    "dekning/alder/",
    "livslop/",
    "plan/",
    "veiviser/#ansatt-6-12-skolefravar",
    "liste/#liste=hfu-grong,familieveiledning,ppt-namsos",
    "akutt/",
    "status/",
    "tilgjengelighet/",
)
hver_side = pytest.mark.parametrize("adresse", SIDER, ids=lambda a: a or "forsiden")

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
LARGE_TEXT = ":root { font-size: 200% !important }"
SMALL_TARGETS = """least => [...document.querySelectorAll('a[href], button, select, summary, label:has(input)')]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.skjult'))
  .filter(e => getComputedStyle(e).display !== 'inline')
  .filter(e => { const r = e.getBoundingClientRect(); return r.width && (r.width < least || r.height < least) })
  .map(e => e.outerHTML.slice(0, 100))"""
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
CUT_OFF = """() => [...document.querySelectorAll('#innhold *, header *, footer *')]
  .filter(e => !e.closest('.skjult, svg') && e.checkVisibility())
  .filter(e => { const s = getComputedStyle(e); return [s.overflowX, s.overflowY].includes('hidden')
    && !s.clipPath.includes('inset') })
  .filter(e => e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2)
  .map(e => e.outerHTML.slice(0, 100))"""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect();
  const points = [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 4, r.top + 4], [r.right - 4, r.bottom - 4]];
  const seen = points.some(([x, y]) => { const h = document.elementFromPoint(x, y); return h && (e.contains(h) || h.contains(e)) });
  return { hva: e.outerHTML.slice(0, 100), seen };
}"""  # noqa: E501 - one expression


@pytest.fixture
def apne(nettleser: Browser, tjener: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a window of a size; style sheets may be added to it."""
    contexts = []

    def open_(adresse: str, size: dict[str, int], **options: Any) -> Page:  # noqa: ANN401 - Playwright's own
        context = nettleser.new_context(viewport=size, reduced_motion="reduce", bypass_csp=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(tjener + adresse, wait_until="networkidle" if "#liste=" in adresse else "load")
        return page

    yield open_
    for context in contexts:
        context.close()


@hver_side
def test_nothing_is_lost_by_zoom_or_spacing(apne: Callable[..., Page], adresse: str) -> None:
    """1.4.4, 1.4.10, 1.4.12: at 400 % zoom, with twice the text, and with airier text, nothing is cut or too wide."""
    page = apne(adresse, SMAL)
    assert not page.evaluate(TOO_WIDE)
    page.add_style_tag(content=SPACING)
    assert not page.evaluate(TOO_WIDE)
    assert page.evaluate(CUT_OFF) == []
    page = apne(adresse, SKJERM)
    page.add_style_tag(content=LARGE_TEXT)
    assert not page.evaluate(TOO_WIDE)
    assert page.evaluate(CUT_OFF) == []


@hver_side
def test_targets_are_large_enough(apne: Callable[..., Page], adresse: str) -> None:
    """2.5.8: every control outside running text is at least 24 px each way, on a phone and on a screen."""
    for size in (SMAL, SKJERM):
        assert apne(adresse, size).evaluate(SMALL_TARGETS, 24) == []


@hver_side
def test_focus_is_never_hidden(apne: Callable[..., Page], adresse: str) -> None:
    """2.4.11: wherever Tab leads, what has focus is not covered by anything."""
    page = apne(adresse, MOBIL)
    covered = []
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        if not focused["seen"]:
            covered.append(focused["hva"])
    assert covered == []


def test_help_is_in_the_same_place_everywhere(nettsted: Nettsted) -> None:
    """3.2.6: the four numbers first, and the same links to help last, in the same order on every page."""
    heads = {text(one(side.soup, ".nod")) for side in nettsted.sider.values()}
    feet = {text(one(side.soup, ".bunn")) for side in nettsted.sider.values()}
    assert (len(heads), len(feet)) == (1, 1)


def test_nothing_is_dragged_or_shaken() -> None:
    """2.5.1, 2.5.4, 2.5.7: no module listens for a path, a drag or a movement of the device."""
    gestures = re.compile(r"\b(drag\w*|pointermove|touchmove|touchstart|mousemove|devicemotion|deviceorientation)\b")
    modules = (ROT / "site-overrides" / "assets" / "js").rglob("*.js")
    found = {p.name for p in modules if gestures.search(p.read_text(encoding="utf-8"))}
    assert found == set()


@pytest.mark.parametrize(
    ("adresse", "words"),
    [
        ("", "skole"),
        ("finn/", "barnet vil ikke på skolen"),
        ("finn/", "pappa slår mamma"),
        ("finn/", "xyzzy kvantefysikk"),
        ("tiltak/hfu-grong/", ""),
        ("tiltak/pmto/", ""),
        ("dekning/bti/", ""),
        ("status/familiebasen/", ""),
    ],
)
def test_axe_finds_nothing_in_other_states(apne: Callable[..., Page], adresse: str, words: str) -> None:
    """Suggestions, hits, the safety box, unsure, and every fold open: fine at both sizes, light and dark."""
    page = apne(adresse, MOBIL)
    if words:
        page.locator("#innhold input[type=search]").fill(words)
        page.wait_for_timeout(1000)
    else:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert violations_in_every_look(page) == []
