"""Help lines beside the safety box: those of a theme, each as a name, what one uses, and the link."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.model import Hjelpelinje, Vokabular
from generator.render import host
from generator.telling.hjelpelinjer import SAFE
from generator.telling.present import nb

Linje = tuple[str, str, str]
"""The name of a help line, its number or web page, and the link."""


def lines_about(vokabular: Vokabular, themes: Collection[int | str], *, boxed: bool) -> list[Linje]:
    """Return the help lines of some themes; where the safety box is shown, without those that stand in it."""
    return [_fact(h) for h in _about(vokabular, themes, boxed=boxed)]


def rarer_lines_about(vokabular: Vokabular, themes: Collection[int | str], *, boxed: bool) -> list[Linje]:
    """Return the same without those that stand on every page."""
    return [_fact(h) for h in _about(vokabular, themes, boxed=boxed) if not h.alltid]


def _about(vokabular: Vokabular, themes: Collection[int | str], *, boxed: bool) -> Iterator[Hjelpelinje]:
    shown = SAFE if boxed else ()
    return (h for h in vokabular.hjelpelinjer.values() if h.tel not in shown and not set(h.tema).isdisjoint(themes))


def _fact(h: Hjelpelinje) -> Linje:
    """Return the name of a help line, and its number or web page with the link."""
    if h.tel:
        return nb(h.navn), h.nummer or h.tel, f"tel:{h.tel}"
    page = next((k.verdi for k in h.kanaler if k.type == "nettside"), "")
    return nb(h.forklaring).rstrip("."), host(page), page
