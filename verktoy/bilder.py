"""``make bilder``: a picture of every template in every state worth looking at, in bilder/.

Phone, tablet and screen, light and dark, and paper: as a PDF with its real sheets, and as a picture of them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.chromium import ARGS, ensure
from tests.nettsted import ADRESSE, MAPPE, ROT, build, serve

WIDTHS: Final = {390: 844, 768: 1024, 1280: 900}
A4: Final[ViewportSize] = {"width": 794, "height": 1123}
LISTE: Final = "hfu-grong,familieveiledning,ppt-namsos"


def nothing(page: Page) -> None:
    """Leave the page as it opened."""


def unfold(page: Page) -> None:
    """Open every folded part, as a reader who wants all of it does."""
    page.evaluate("document.querySelectorAll('main details, #innhold details').forEach(d => { d.open = true })")


def type_words(words: str) -> Callable[[Page], None]:
    """Return an act: type words in the search field of the page and wait for the answer."""

    def act(page: Page) -> None:
        page.locator("#innhold input[type=search]").fill(words)
        page.wait_for_timeout(1200)

    return act


def choose(selector: str, value: str) -> Callable[[Page], None]:
    """Return an act: choose a value in a list on the page."""

    def act(page: Page) -> None:
        page.locator(selector).select_option(value)
        page.wait_for_timeout(200)

    return act


@dataclass(frozen=True, slots=True)
class Bilde:
    """One picture: its name, the address it shows, what is done there first, and whether scripts run."""

    navn: str
    adresse: str
    gjor: Callable[[Page], None] = nothing
    js: bool = True


BILDER: Final = (
    Bilde("forside", ""),
    Bilde("finn", "finn/"),
    Bilde("finn-sokt", "finn/", type_words("barnet vil ikke på skolen")),
    Bilde("finn-trygghet", "finn/", type_words("pappa slår mamma")),
    Bilde("finn-usikker", "finn/", type_words("xyzzy kvantefysikk")),
    Bilde("finn-uten-js", "finn/", js=False),
    Bilde("tiltak", "tiltak/hfu-grong/"),
    Bilde("tiltak-utfoldet", "tiltak/hfu-grong/", unfold),
    Bilde("tiltak-sensitivt", "tiltak/psykososialt-kriseteam/"),
    Bilde("tiltak-uten-kontakt", "tiltak/familieveiledning/"),
    Bilde("tiltak-for-ansatte", "tiltak/bti-team/"),
    Bilde("tiltak-metode", "tiltak/pmto/", unfold),
    Bilde("bti", "bti/"),
    Bilde("bti-niva", "bti/1/"),
    Bilde("dekning", "dekning/"),
    Bilde("dekning-bti", "dekning/bti/"),
    Bilde("dekning-alder", "dekning/alder/"),
    Bilde("livslop", "livslop/"),
    Bilde("livslop-7-ar", "livslop/#alder=7"),
    Bilde("plan", "plan/"),
    Bilde("veiviser", "veiviser/"),
    Bilde("veiviser-hvem", "veiviser/#hvem"),
    Bilde("veiviser-alder", "veiviser/#barn"),
    Bilde("veiviser-tema", "veiviser/#barn-6-12"),
    Bilde("veiviser-svar", "veiviser/#barn-6-12-skolefravar"),
    Bilde("veiviser-svar-sensitivt", "veiviser/#meg-13-18-vold-og-overgrep"),
    Bilde("veiviser-svar-ansatt", "veiviser/#ansatt-6-12-skolefravar"),
    Bilde("veiviser-uten-js", "veiviser/#barn-6-12-skolefravar", js=False),
    Bilde("liste-tom", "liste/"),
    Bilde("liste-tre", f"liste/#liste={LISTE}"),
    Bilde("liste-uten-js", "liste/", js=False),
    Bilde("akutt", "akutt/"),
    Bilde("tema", "tema/"),
    Bilde("tema-ett", "tema/vold-og-overgrep/"),
    Bilde("kommune", "kommune/namsos/"),
    Bilde("enhet", "enhet/familiebasen/"),
    Bilde("metode", "metode/pmto/"),
    Bilde("risiko", "risiko/r4/"),
    Bilde("forebygging", "forebygging/selektiv/"),
    Bilde("a-aa", "a-aa/"),
    Bilde("status", "status/"),
    Bilde("status-enhet", "status/familiebasen/"),
    Bilde("om", "om/"),
    Bilde("personvern", "personvern/"),
    Bilde("tilgjengelighet", "tilgjengelighet/"),
    Bilde("rediger", "rediger/"),
    Bilde("404", "finnes/ikke/"),
)


def take(browser: Browser, address: str, bilde: Bilde, to: Path) -> None:
    """Write all pictures of one state."""
    context = browser.new_context(java_script_enabled=bilde.js, reduced_motion="reduce", locale="nb-NO")
    page = context.new_page()
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme, suffix in (("light", ""), ("dark", "-mork")):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto("about:blank")
            page.goto(f"{address}{bilde.adresse}")
            page.wait_for_load_state("networkidle")
            bilde.gjor(page)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=to / f"{bilde.navn}-{width}{suffix}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.pdf(path=to / f"{bilde.navn}-papir.pdf", prefer_css_page_size=True)
    page.set_viewport_size(A4)
    page.emulate_media(media="print", color_scheme="light")
    page.screenshot(path=to / f"{bilde.navn}-papir.png", full_page=True)
    context.close()


def main(navn: list[str]) -> None:
    """Build the shipped site and take every picture, or those that are named."""
    to = ROT / "bilder"
    if not navn:
        shutil.rmtree(to, ignore_errors=True)
    to.mkdir(exist_ok=True)
    wanted = [b for b in BILDER if not navn or b.navn in navn]
    with tempfile.TemporaryDirectory(prefix="tiltak-bilder-") as temporary:
        folder = Path(temporary)
        build(ROT, folder / MAPPE, ADRESSE)
        with serve(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=ensure(), args=ARGS)
            for number, bilde in enumerate(wanted, 1):
                sys.stdout.write(f"\r{number} av {len(wanted)}: {bilde.navn:<30}")
                sys.stdout.flush()
                take(browser, f"{address}{MAPPE}/", bilde, to)
            browser.close()
    sys.stdout.write(f"\rBildene ligger i {to}{' ' * 30}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
