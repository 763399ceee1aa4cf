"""What every test in the browser needs: two sizes, what axe finds, and the way by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

    from tests.nettsted import Side

SMAL = {"width": 320, "height": 640}
"""The narrowest phone. 320 px is also what is left of 1280 px at 400 % zoom."""

MOBIL = {"width": 390, "height": 844}
SKJERM = {"width": 1280, "height": 900}

COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe that depend on light and dark; all others answer alike in both."""


ALIKE = ", ".join(
    [
        *(f"{each}:nth-child(n+11)" for each in (".treff > li", ".rader > li", ".aldersliste > li", ".livslop tr")),
        ".bak > details:nth-of-type(n+4)",
    ]
)
"""The eleventh hit of a list and the rest are made as the first ten are, and take axe seconds: they are left out."""


def violations(page: Page, **options: Any) -> set[str]:  # noqa: ANN401 - whatever axe.run takes
    """Return what axe finds in the page as it stands, as rule and place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    answer = page.evaluate(
        "([alike, options]) => axe.run({ exclude: [[alike]] }, options)",
        [ALIKE, {"resultTypes": ["violations"], **options}],
    )
    return {
        f"{violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    }


def violations_in_every_look(page: Page) -> list[str]:
    """Return what axe finds on a phone and a screen, and of colours in the dark, where the size changes none."""
    found = set()
    looks: tuple[tuple[Literal["light", "dark"], dict[str, int], dict[str, Any]], ...] = (
        ("light", MOBIL, {}),
        ("light", SKJERM, {}),
        ("dark", SKJERM, {"runOnly": COLOUR_RULES}),
    )
    for scheme, size, options in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        found |= {f"{scheme}, {size['width']}: {each}" for each in violations(page, **options)}
    return sorted(found)


def tab_to(page: Page, selector: str, most: int = 400) -> None:
    """Press Tab until what fits has focus; fail when it never has."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab never reaches «{selector}»")


WIDTH_OF = """html => {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  document.body.replaceWith(body);
  return document.documentElement.scrollWidth;
}"""
"""Put the body of a page in the place of another's: the look stays, and is not read and laid out anew each time."""


def too_wide(page: Page, sider: Iterable[Side]) -> dict[str, int]:
    """Return the pages of a site that scroll sideways in the window of an open page, each with how wide it is."""
    widths = {side.adresse: int(page.evaluate(WIDTH_OF, side.html)) for side in sider}
    room = page.viewport_size
    assert room is not None
    assert widths
    return {address: width for address, width in widths.items() if width > room["width"]}
