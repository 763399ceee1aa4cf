"""What a search answers: the measures, why each was found, the concepts it understood, and whether it is danger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hvorfor:
    """One reason for a hit, as it can be shown: the field, and a word or keyword."""

    felt: str
    ord: str


@dataclass(frozen=True, slots=True)
class Del:
    """One part of a score: what a term gave in a field."""

    felt: str
    term: str
    poeng: float


@dataclass(frozen=True, slots=True)
class Treff:
    """A measure that was found."""

    id: str
    poeng: int
    hvorfor: tuple[Hvorfor, ...]
    dekning: int
    """How much of the query it meets, 0–1000."""
    nar: bool
    """Whether it fits nearly as well as the one that fits best, wherever it is given."""


@dataclass(frozen=True, slots=True)
class Svarbegrep:
    """A concept that the query was read as."""

    id: str
    tema: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Svar:
    """What search has to say to a query."""

    treff: tuple[Treff, ...]
    begreper: tuple[Svarbegrep, ...]
    tema: tuple[str, ...]
    trygghet: str | None
    """The kind of danger that the query may be about, whatever was found."""
    linjer: tuple[str, ...]
    """The ids of the help lines to show with the hits: those of what it most likely means."""
    side: str
    """The page of the site to read besides: the one it names, else that of what it most likely means, or nothing."""
    savnet: str
    """The word, as typed, that names a service which is not in the overview, or nothing."""
    kommuner: tuple[str, ...]
    """The ids of the municipalities that the words name."""
    sikker: bool
    """Whether the engine believes that it understood."""
    tolket: tuple[str, ...]
    """The words as they were read: misspellings mended."""
