"""The frame around every generated page: rendered once per section and depth, then filled.

The frame comes from the theme as HTML with marks in it. Filling is joining strings, so a thousand pages
cost no more than a thousand joins, and the day the theme goes, only the frame is made anew.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from generator.cache import fingerprint
from generator.pages.page import Page
from generator.render import ROT, TOPP

TITTEL = "\ue101"
BESKRIVELSE = "\ue102"
STI = "\ue103"
FORLAT = "\ue104"
INNHOLD = "\ue105"
MARKS = (TITTEL, BESKRIVELSE, STI, FORLAT, INNHOLD)
"""Private characters that stand in a frame where title, description, path, exit and content go."""

_SPLIT = re.compile(f"([{''.join(MARKS)}])")
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)


def depth(path: str) -> int:
    """Return how many folders a page lies below the root of the site."""
    return path.count("/")


def way_to_root(path: str) -> str:
    """Return the relative address of the root as seen from a page: ``./``, ``../``, ``../../``."""
    return "../" * depth(path) or "./"


@dataclass(frozen=True, slots=True)
class Shell:
    """A frame, split at its marks: plain parts and single mark characters in turn; and a digest of it."""

    parts: tuple[str, ...]
    digest: bytes

    @classmethod
    def split(cls, html: str) -> Shell:
        """Split a rendered frame; one that lacks title or content is a fault of the theme's templates."""
        for mark in (TITTEL, BESKRIVELSE, INNHOLD, FORLAT):
            if html.count(mark) != 1:
                message = f"the frame has mark U+{ord(mark):04X} {html.count(mark)} times, not once"
                raise ValueError(message)
        return cls(tuple(_SPLIT.split(html)), fingerprint(html))

    def fill(self, page: Page, prefix: str, exit_strip: str) -> str:
        """Return the finished HTML of one page; ``prefix`` is the folder of its language, ``""`` at the root."""
        values: Mapping[str, str] = {
            TITTEL: escape(page.title),
            BESKRIVELSE: escape(page.description),
            STI: escape(page.path),
            FORLAT: exit_strip if page.sensitiv else "",
            INNHOLD: page.content,
        }
        filled = "".join(values.get(part, part) for part in self.parts)
        return filled.replace(ROT, way_to_root(page.path)).replace(TOPP, way_to_root(prefix + page.path))


def content_policy(html: str) -> str:
    """Return the Content-Security-Policy of a page: itself alone, and its inline scripts by their hashes."""
    hashes = sorted(
        {
            "'sha256-" + base64.b64encode(hashlib.sha256(m["code"].encode()).digest()).decode() + "'"
            for m in _INLINE_SCRIPT.finditer(html)
            if "src=" not in m["attributes"] and "application/" not in m["attributes"]
        }
    )
    scripts = " ".join(["'self'", *hashes])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'"
    )
