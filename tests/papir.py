"""A printed page as tests see it: how many sheets, what is read on them, and what their QR codes say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import zxingcpp

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCALE = 200 / 72
"""As many dots to the inch as a phone's camera needs."""


@dataclass(frozen=True, slots=True)
class Ark:
    """One sheet: the text on it, and the QR codes in the order a reader meets them."""

    tekst: str
    koder: tuple[str, ...]


def printed(page: Page) -> list[Ark]:
    """Print a page the way its own style sheet asks for, and read the sheets back."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sheets = []
    for sheet in document:
        drawn = sheet.render(scale=SCALE, grayscale=True)
        pixels = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
        codes = sorted(zxingcpp.read_barcodes(pixels), key=lambda code: code.position.top_left.y)
        text = " ".join(sheet.get_textpage().get_text_bounded().split())
        sheets.append(Ark(text, tuple(code.text for code in codes)))
    return sheets
