"""Help lines beside the safety box: those of a theme, each as a name, what one uses, and the link."""

from __future__ import annotations

from collections.abc import Collection

from generator.model import Hjelpelinje, Vokabular
from generator.pages.page import SAFE_LINES
from generator.render import host
from generator.telling.present import nb


def lines_about(vokabular: Vokabular, themes: Collection[int | str], *, boxed: bool) -> list[tuple[str, str, str]]:
    """Return the help lines of some themes; where the safety box is shown, without those that stand in it."""
    shown = SAFE_LINES if boxed else ()
    lines = [h for h in vokabular.hjelpelinjer.values() if h.id not in shown and not set(h.tema).isdisjoint(themes)]
    return [_fact(h) for h in lines]


def _fact(h: Hjelpelinje) -> tuple[str, str, str]:
    """Return the name of a help line, and its number or web page with the link."""
    if h.tel:
        return nb(h.navn), h.nummer or h.tel, f"tel:{h.tel}"
    page = next((k.verdi for k in h.kanaler if k.type == "nettside"), "")
    return nb(h.forklaring).rstrip("."), host(page), page
