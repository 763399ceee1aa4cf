"""Help lines beside the safety box: those of a theme, each as a name, what one uses, the link, and when it is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from generator.model import Hjelpelinje, Vokabular
from generator.pages.page import Faktum
from generator.telling.hjelpelinjer import IN_PAIN, SAFE, about_violence, hours
from generator.telling.present import host
from generator.texts import said

NEAREST: Final = ("116117", "116111")
"""The telephones that lead to the one on duty where one is."""


def lines_about(vokabular: Vokabular, themes: Collection[int | str], *, boxed: bool) -> list[Faktum]:
    """Return the help lines of some themes; where the safety box is shown, without those that stand in it.

    Themes that are not about violence have the box for who is in pain.
    """
    return _facts(_about(vokabular, themes, boxed=boxed))


def rarer_lines_about(vokabular: Vokabular, themes: Collection[int | str], *, boxed: bool) -> list[Faktum]:
    """Return the same without those that stand on every page."""
    return _facts(h for h in _about(vokabular, themes, boxed=boxed) if not h.alltid)


def _about(vokabular: Vokabular, themes: Collection[int | str], *, boxed: bool) -> Iterator[Hjelpelinje]:
    lines = vokabular.hjelpelinjer.values()
    shown = () if not boxed else SAFE if about_violence(themes, lines) else IN_PAIN
    return (h for h in lines if h.tel not in shown and not set(h.tema).isdisjoint(themes))


def _facts(lines: Iterable[Hjelpelinje]) -> list[Faktum]:
    """Return the facts of those that one can call, or whose page one can read."""
    return [line for h in lines if (line := fact(h)).lenke]


def on_duty(vokabular: Vokabular) -> list[Faktum]:
    """Return the child protection on duty, each as one can reach it."""
    return _facts(h for h in vokabular.hjelpelinjer.values() if h.barnevernvakt)


def in_place_of_local(vokabular: Vokabular) -> list[Faktum]:
    """Return what one can use where the numbers of this place are not known."""
    return [*_facts(h for h in vokabular.hjelpelinjer.values() if h.tel in NEAREST), *on_duty(vokabular)]


def fact(h: Hjelpelinje) -> Faktum:
    """Return a help line as its number with the hours, else its web page; the link is ``""`` where it has neither."""
    if h.tel:
        return Faktum(said(h.navn), h.nummer or h.tel, f"tel:{h.tel}", hours(h))
    page = next((k.verdi for k in h.kanaler if k.type == "nettside"), "")
    return Faktum(said(h.forklaring).rstrip("."), host(page), page)
