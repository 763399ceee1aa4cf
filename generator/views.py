"""The views: which measures stand together, and at which address. One line per view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from unicodedata import combining, normalize

from generator.model import ALLE_KOMMUNER, Katalog, Tiltak, Vokabular

_LAST = {"\ue000": "Æ", "\ue001": "Ø", "\ue002": "Å"}
_NORWEGIAN = str.maketrans(
    {"æ": "\ue000", "ä": "\ue000", "ø": "\ue001", "ö": "\ue001", "å": "\ue002", "đ": "d", "ŋ": "n", "ŧ": "t"}
)


@cache
def norwegian_key(text: str) -> tuple[str, str]:
    """Sort key for Norwegian alphabetical order: æ, ø and å stand last, in that order.

    Another letter with a sign on it stands with the letter without: É with E, Š with S.
    """
    own = normalize("NFC", text.casefold()).translate(_NORWEGIAN)
    return ("".join(sign for sign in normalize("NFD", own) if not combining(sign)), text)


def norwegian_letter(text: str) -> str:
    """Return the letter of the Norwegian alphabet that a text stands under."""
    first = norwegian_key(text)[0][:1]
    return _LAST.get(first, first.upper())


def code(value: int | str) -> str:
    """Return the part of an address that names a vocabulary value: its id in lower case."""
    return str(value).lower()


def only_staff(t: Tiltak) -> bool:
    """Tell whether a measure is written for staff alone."""
    return "innbygger" not in t.synlighet


RUNNING: Final = ("i-drift", "pilot")
"""The statuses of what one can get help from today."""

NOT_NOW: Final = ("planlagt", "pause", "avsluttet")
"""The statuses of what one cannot get help from today. Of the others that is known, or may be so."""


def in_order(tiltak: Iterable[Tiltak]) -> tuple[Tiltak, ...]:
    """Put measures in the order of every list: Norwegian alphabet, what one cannot get now after the rest.

    Those for staff alone are last, in the same order.
    """
    return tuple(sorted(tiltak, key=lambda t: (only_staff(t), t.status in NOT_NOW, norwegian_key(t.navn), t.id)))


def municipalities(t: Tiltak, vokabular: Vokabular) -> Sequence[str]:
    """Return every municipality where a measure counts."""
    return tuple(vokabular.kommuner) if ALLE_KOMMUNER in t.kommuner else t.kommuner


@dataclass(frozen=True, slots=True)
class View:
    """One way to group the catalogue.

    ``navn`` is the first part of the address and the key of its texts, ``values`` gives the ids that get a
    page, ``of`` the ids that one measure holds, ``felt`` the field they come from, and ``ansatt`` says
    that the pages are for staff.
    """

    navn: str
    felt: str
    values: Callable[[Katalog], Iterable[int | str]]
    of: Callable[[Tiltak], Sequence[int | str]]
    ansatt: bool = False

    @property
    def vokabular(self) -> str:
        """The name of the closed list that holds the values of the view."""
        return {"metode": "metoder"}.get(self.felt, self.felt)

    def address(self, value: int | str | None = None) -> str:
        """Return the address of the view, or of one of its pages, from the root of the site."""
        return f"{self.navn}/" if value is None else f"{self.navn}/{code(value)}/"


def _vocabulary(name: str) -> Callable[[Katalog], Iterable[int | str]]:
    def values(katalog: Katalog) -> Iterable[int | str]:
        begreper: Mapping[Any, object] = getattr(katalog.vokabular, name)
        return begreper.keys()

    return values


VIEWS: tuple[View, ...] = (
    View("tema", "tema", _vocabulary("tema"), lambda t: t.tema),
    View("malgruppe", "malgrupper", _vocabulary("malgrupper"), lambda t: t.malgrupper),
    View("kommune", "kommuner", _vocabulary("kommuner"), lambda t: t.kommuner),
    View("enhet", "enhet", lambda katalog: katalog.enheter.keys(), lambda t: (t.enhet,)),
    View("metode", "metode", _vocabulary("metoder"), lambda t: (t.metode,) if t.metode else ()),
    View(
        "forebygging",
        "forebyggingsniva",
        _vocabulary("forebyggingsniva"),
        lambda t: t.forebyggingsniva,
        ansatt=True,
    ),
    View("bti", "bti", _vocabulary("bti"), lambda t: t.bti, ansatt=True),
    View("risiko", "risikofaktorer", _vocabulary("risikofaktorer"), lambda t: t.risikofaktorer, ansatt=True),
    View(
        "beskyttelse",
        "beskyttelsesfaktorer",
        _vocabulary("beskyttelsesfaktorer"),
        lambda t: t.beskyttelsesfaktorer,
        ansatt=True,
    ),
)


Groups = Mapping[int | str, tuple[Tiltak, ...]]
"""Every value of a view with its measures in list order; a value without any has ``()``."""


def groups(katalog: Katalog) -> dict[str, Groups]:
    """Return the measures of every view, by the name of the view."""
    ordered = in_order(katalog.tiltak.values())
    return {view.navn: _groups(view, katalog, ordered) for view in VIEWS}


def _groups(view: View, katalog: Katalog, ordered: Iterable[Tiltak]) -> Groups:
    """Return the measures of one view; they come in list order."""
    found: dict[int | str, list[Tiltak]] = {value: [] for value in view.values(katalog)}
    for t in ordered:
        for value in municipalities(t, katalog.vokabular) if view.felt == "kommuner" else view.of(t):
            found[value].append(t)
    return {value: tuple(tiltak) for value, tiltak in found.items()}


def stated(tiltak: Iterable[Tiltak], felt: str) -> int:
    """Count the measures whose field ``felt`` is stated by a source or confirmed, not assumed."""
    return sum(felt not in t.antatt for t in tiltak)


def is_sensitive(t: Tiltak, vokabular: Vokabular) -> bool:
    """Tell whether a measure's page gets quick exit and safety box: by itself, or by one of its themes."""
    return bool(t.sensitiv) or any(vokabular.tema[tema].sensitiv for tema in t.tema)
