"""Every view's pages: the guide to BTI, the views for staff, the views for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.bti import bti
from generator.pages.open_views import open_view
from generator.pages.page import Page, Site
from generator.pages.staff_views import staff_view
from generator.views import VIEWS


def pages(site: Site) -> Iterator[Page]:
    """Yield the front and the pages of every view."""
    for view in VIEWS:
        if view.navn == "bti":
            yield from bti(site, view)
        elif view.ansatt:
            yield from staff_view(site, view)
        else:
            yield from open_view(site, view)
