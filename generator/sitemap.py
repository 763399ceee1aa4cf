"""The sitemap: the address of every page, and of the same page in the other languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urljoin

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def sitemap(site_url: str, paths: Iterable[str], folders: Mapping[str, str]) -> str:
    """Return the sitemap as XML.

    ``paths`` are the paths of the pages from the root of the site, and ``folders`` are the languages, each with the
    folder of its pages: ``""`` for the one at the root. What leads from a page to the same page in another language
    stands here and not in the page itself: search engines want a whole address, and those of a page are relative.
    """
    pages: dict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        sprak = next((s for s, folder in folders.items() if folder and path.startswith(folder)), next(iter(folders)))
        pages[path.removeprefix(folders[sprak])][sprak] = escape(urljoin(site_url, path))
    every = ({sprak: places[sprak] for sprak in folders if sprak in places} for places in pages.values())
    return f"{_HEAD}{''.join(map(_url, every))}</urlset>\n"


def _url(places: Mapping[str, str]) -> str:
    """Return the entries of one page, in each language that has it."""
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{s}" href="{place}"/>' for s, place in places.items())
    return "".join(f"  <url><loc>{place}</loc>{links if len(places) > 1 else ''}</url>\n" for place in places.values())
