"""The pages for staff that a query may name by itself: «R4», «BTI nivå 2», «universell forebygging»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model import Katalog
from generator.search.analysis import Analyse
from generator.views import VIEWS, View

BEFORE_NUMBER: Final = ("bti", "nivå", "level")
"""What stands before the number of a BTI level: «BTI 2», «nivå 2». More words may stand between, as in «BTI-nivå 2»."""


def navngitte_sider(katalog: Katalog, analyse: Analyse) -> list[dict[str, str]]:
    """Return each page with the terms that name it, parted by spaces; a page with two names is there twice."""
    found = {
        " ".join(analyse.term(token.form) for token in analyse.tokens(name)): view.address(value)
        for view in VIEWS
        for value in view.values(katalog)
        for name in _names(view, value, katalog)
    }
    return [{"navn": navn, "adresse": adresse} for navn, adresse in found.items() if navn]


def _names(view: View, value: int | str, katalog: Katalog) -> Iterator[str]:
    """Yield what people write for one page."""
    match view.navn:
        case "risiko" | "beskyttelse":
            yield str(value)
        case "bti":
            yield f"bti{value}"
            yield from (f"{word} {value}" for word in BEFORE_NUMBER)
        case "forebygging":
            yield from katalog.vokabular.forebyggingsniva[str(value)].navn.values()
