"""What a page is, and what every page is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from markupsafe import Markup

from generator.cache import Cache, fingerprint, of_values
from generator.editing.history import Historie
from generator.editing.status import Rad
from generator.exports.edition import Edition
from generator.judging.skjema import Json
from generator.model import Enhet, Katalog, Tiltak
from generator.pages import coverage
from generator.reading.folder import ENDING
from generator.render import ROT, Body, Renderer
from generator.search.index import Sokefiler
from generator.telling.cards import Kort, card
from generator.telling.dokumenter import sources_text
from generator.telling.hjelpelinjer import in_pain, safe_lines
from generator.telling.related import Neighbours
from generator.texts import BOKMAL, words
from generator.views import Groups, View, groups

MAY_BE_EMPTY: Final = {"plan/": "plan", "metode/": "metoder"}
"""The pages of lists that a municipality may have nothing in: nothing leads to them then."""


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page.

    ``path`` is its address from the root of the site, ending in ``/`` (the home page is ``""``);
    ``body`` makes safe HTML where generator.render.ROT stands for the way to the root; ``seksjon`` is the
    part of the navigation it belongs to; ``sensitiv`` gives it the quick exit.
    """

    path: str
    title: str
    description: str
    body: Body
    seksjon: str
    sensitiv: bool = False

    @property
    def content(self) -> Markup:
        """Make the content."""
        return self.body.make()

    @property
    def made_from(self) -> bytes:
        """Return a digest of everything that the page is made from, besides the program and the frame."""
        facts = (self.path, self.title, self.description, self.seksjon, str(self.sensitiv))
        return fingerprint(*facts, self.body.made_from)


@dataclass(frozen=True, slots=True)
class Faktum:
    """One fact: its name, what is said, where that leads; a help line has its number or web page, and its hours.

    ``sprak`` is the language of what is said, where that is not the language of the page.
    """

    navn: str
    verdi: str
    lenke: str = ""
    tid: str = ""
    sprak: str = ""


def labels(skjema: Json) -> dict[str, str]:
    """Return the Norwegian title of every field in a schema, nested fields under their own name."""
    found: dict[str, str] = {}

    def walk(part: Json) -> None:
        for name, child in part.get("properties", {}).items():
            if "title" in child:
                found.setdefault(name, child["title"])
            if "x-sprak" not in child:  # what is below are languages, and no fields
                walk(child)

    walk(skjema)
    for name, part in skjema["definitions"].items():
        found.setdefault(name, part["title"])
        walk(part)
    return found


@dataclass(frozen=True)
class Site:
    """What every page of one language is made from.

    The catalogue, the schemas by name, the day, where to edit, the address of the whole site.
    """

    katalog: Katalog
    skjemaer: Mapping[str, Json]
    i_dag: date
    rediger_url: str = ""
    meldfeil_url: str = ""
    site_url: str = ""
    sokefiler: Callable[[], Mapping[str, Sokefiler]] | None = None
    """Gives the files of search by language; they may still be in the making."""
    status: Callable[[], tuple[Rad, ...]] = tuple
    """Gives what each unit should look at, in bokmål."""
    merknader: Mapping[str, str] = field(default_factory=dict)
    """What the municipality itself says on some pages, by their names."""
    store: Cache | None = None
    forst: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Theme to the measures that search would show first for what it is about."""
    navn: str = ""
    """What the site is called."""
    utgiver: str = ""
    """The unit that publishes the overview; ``""`` when none is named."""
    historie: Callable[[], Historie] | None = None
    """Gives what was changed before, for the feeds; None where there are none. Asked once."""
    sprak: str = BOKMAL
    """The language of the pages."""
    hoved: str = BOKMAL
    """The language of the posts, whose pages lie at the root of the site."""

    @property
    def prefix(self) -> str:
        """The folder where its pages lie, from the root of the site: ``""`` in the language of the posts."""
        return "" if self.sprak == self.hoved else f"{self.sprak}/"

    @property
    def fremmed(self) -> str:
        """The language of the posts, where that is not the language of the pages."""
        return "" if self.sprak == self.hoved else self.hoved

    @cached_property
    def edition(self) -> Edition:
        """What the open data is made from."""
        own = (self.navn, self.site_url, self.utgiver, self.historie)
        return Edition(self.katalog, self.skjemaer, self.i_dag, *own)

    @cached_property
    def felt(self) -> dict[str, str]:
        """What the fields of a measure are called."""
        named: dict[str, str] = words().get("felt", {}).get("tiltak", {})
        return labels(self.skjemaer["tiltak"]) | named

    @cached_property
    def cards(self) -> dict[str, Kort]:
        """Every measure as it stands in a list."""
        return {t.id: card(t, self.katalog) for t in self.katalog.tiltak.values()}

    @cached_property
    def grouped(self) -> dict[str, Groups]:
        """The measures of every value of every view."""
        return groups(self.katalog)

    @cached_property
    def matrices(self) -> tuple[coverage.Matrise, ...]:
        """Every matrix of coverage: both kinds of factor by each axis."""
        axes = coverage.axes(self.katalog.vokabular)
        return tuple(coverage.matrix(self.katalog, slag, akse) for akse in axes for slag in coverage.FIELDS)

    @cached_property
    def coverage_places(self) -> tuple[str, ...]:
        """The municipalities that have matrices of coverage of their own."""
        return coverage.places(self.katalog)

    @cached_property
    def matrices_of_places(self) -> Mapping[str, tuple[coverage.Matrise, ...]]:
        """The matrices of each of these: both kinds of factor by the first axis."""
        akse = coverage.AXES[0]
        return {
            kommune: tuple(coverage.matrix(self.katalog, slag, akse, kommune) for slag in coverage.FIELDS)
            for kommune in self.coverage_places
        }

    @cached_property
    def neighbours(self) -> Neighbours:
        """What finds the measures that are related to one."""
        return Neighbours(self.katalog)

    @cached_property
    def shared(self) -> dict[str, Any]:
        """The facts that every page may use."""
        lines = self.katalog.vokabular.hjelpelinjer.values()
        return {
            "trygge_linjer": safe_lines(lines),
            "vondt_linjer": in_pain(lines),
            "postenes_sprak": words()["felles"]["sprakene"][self.hoved],
        }

    @cached_property
    def render(self) -> Renderer:
        """The template engine."""
        return Renderer(self.shared, self.hoved)

    @cached_property
    def always(self) -> bytes:
        """A digest of what every page of a measure depends on, besides the posts that it shows."""
        own = (self.rediger_url, self.meldfeil_url, self.site_url)
        return of_values((self.katalog.vokabular, self.felt, self.i_dag, own))

    def digest(self, post: Tiltak | Enhet) -> bytes:
        """Return a digest of one post, found once however many pages show it."""
        key = (type(post), post.id)
        if key not in self._digests:
            self._digests[key] = of_values(post)
        return self._digests[key]

    @cached_property
    def _digests(self) -> dict[tuple[type, str], bytes]:
        return {}

    def edit_links(self, mappe: str, ident: str) -> dict[str, str]:
        """Return where «Rediger» and «Meld feil» of a post lead: to its file and a form, else to how one edits.

        An address that ends with ``=`` asks for the id; any other is a page that takes nothing.
        """
        here = f"{ROT}rediger/"
        asks = self.meldfeil_url.endswith("=")
        return {
            "rediger": f"{self.rediger_url}{mappe}/{ident}{ENDING}" if self.rediger_url else here,
            "meldfeil": f"{self.meldfeil_url}{ident if asks else ''}" or here,
        }

    def prepare(self) -> None:
        """Make what most pages need, once, before the work is split."""
        _ = self.grouped, self.neighbours, self.always
        self.render.know(self.cards.values())

    def cards_of(self, tiltak: tuple[Tiltak, ...]) -> list[Kort]:
        """Return the cards of some measures, in the same order."""
        return [self.cards[t.id] for t in tiltak]


def assumed_here(view: View, tiltak: Iterable[Tiltak]) -> dict[str, Any]:
    """Return which measures of a page are there by an assumption, and what is said of them; of places, they say it."""
    said: str = words()["usikkert"].get(view.navn, "")
    return {"usikre": [t.id for t in tiltak if said and view.felt in t.antatt], "usikkert": said}


def is_empty(address: str, katalog: Katalog) -> bool:
    """Tell whether the page at an address is of a list that holds nothing."""
    return address in MAY_BE_EMPTY and not getattr(katalog.vokabular, MAY_BE_EMPTY[address])


def source_line(katalog: Katalog) -> str:
    """Say on every page how old the facts are and how many posts their units have confirmed."""
    o = words()["bunn"]
    confirmed = sum(t.bekreftet is not None for t in katalog.tiltak.values())
    said = o["bekreftet" if confirmed else "ingen_bekreftet"].format(bekreftet=confirmed, antall=len(katalog.tiltak))
    return f"{sources_text(katalog, o['kilder'])} {said}".strip()
