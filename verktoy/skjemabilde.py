"""A picture of the form in the browser with a real post open: ``python -m verktoy.skjemabilde``. Needs Node."""

from __future__ import annotations

import sys
from base64 import b64decode, b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from generator.judging.skjema import inlined
from generator.load_vokabular import read_grunnlag
from generator.rediger import side
from tests.chromium import ARGS, ensure
from tests.nettsted import MAPPE, ROT, build, serve
from tests.rediger.skjema import field, open_post, skjema

BILDE = ROT / "sider" / "bilder" / "skjema.webp"

WEBP = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", 0.7);
}"""
"""A third of the weight of the PNG, drawn by the browser itself."""


def main() -> int:
    """Build the site with the form, open a post, roll down to its contact, and take the picture."""
    schemas = {navn: inlined(filled) for navn, filled in read_grunnlag(ROT).filled.items()}
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        web = Path(folder)
        build(ROT, web / MAPPE)
        side.make(ROT, schemas, web / MAPPE)
        browser = playwright.chromium.launch(executable_path=ensure(), args=ARGS)
        with serve(web) as address, skjema(browser, f"{address}{MAPPE}/rediger/skjema/") as (page, _):
            page.set_viewport_size({"width": 960, "height": 640})
            open_post(page, f"{address}{MAPPE}/rediger/skjema/", "tiltak", "hfu-grong")
            field(page, "Åpningstid").scroll_into_view_if_needed()
            page.wait_for_timeout(1000)
            drawn = browser.new_page().evaluate(WEBP, b64encode(page.screenshot()).decode())
            BILDE.write_bytes(b64decode(drawn.partition(",")[2]))
        browser.close()
    sys.stdout.write(f"{BILDE.relative_to(ROT)} er skrevet, {BILDE.stat().st_size // 1000} kB.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
