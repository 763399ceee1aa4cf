"""What an export is made from, what it gives, and the proof that nothing was lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from generator.editing.history import Historie
from generator.exports.plain import plain
from generator.judging.skjema import Json
from generator.model import Katalog

T = TypeVar("T")

FOLDER: Final = "data/"
"""Where the files of open data lie, from the root of the site."""

LICENCE: Final = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.no")
"""The licence of the data, and where it can be read."""


@dataclass(frozen=True)
class Edition:
    """One edition of the open data: the catalogue, the schemas by name, the day, and whose site it is.

    ``site_url`` is the address of the site, ending in ``/``, and ``""`` when it is not known; ``utgiver`` the id of the
    unit that publishes the overview, ``""`` when none is named. ``historie`` gives what was changed before, and is
    asked once; None where git does not tell it, or the address of the site is not known.
    """

    katalog: Katalog
    skjemaer: Mapping[str, Json]
    i_dag: date
    navn: str
    site_url: str = ""
    utgiver: str = ""
    historie: Callable[[], Historie] | None = None

    @cached_property
    def posts(self) -> dict[str, Json]:
        """Every measure as plain data, by id."""
        order = self.skjemaer["tiltak"]["properties"]
        return {t.id: plain(t, order) for t in self.katalog.tiltak.values()}


class Exported(NamedTuple):
    """One file of open data: its path from the root of the site, and its text."""

    path: str
    text: str


class UnfaithfulExportError(Exception):
    """An export does not hold what it was made from. It is a fault of ours, and nothing is published."""


def checked(path: str, text: str, read: Callable[[str], T], held: T) -> Exported:
    """Return a file when its text, read back, holds what it should; else raise UnfaithfulExportError."""
    if read(text) != held:
        raise UnfaithfulExportError(f"{path} kunne ikke leses tilbake slik dataene står. Feilen er i programmet.")
    return Exported(path, text)
