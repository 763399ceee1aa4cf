"""The guide: a few plain questions to a short list with reasons and, for staff, to the BTI level.

Every answer is a section of one page and every choice a link to the next, so the guide works without
JavaScript, the back button undoes an answer, and what one answers stays in the fragment of the address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model import ALLE_KOMMUNER, Katalog, Tema, Tiltak
from generator.pages.help_line_facts import rarer_lines_about
from generator.pages.levels import bti_levels
from generator.pages.page import Faktum, Page, Site
from generator.pages.passende import LIKELY, Gruppe, Treff, candidate, first, for_pregnant, weighed
from generator.telling.age_choices import PREGNANT
from generator.telling.facets import AGE_BANDS
from generator.telling.present import count_text
from generator.texts import said, words
from generator.views import norwegian_key, only_staff

NAR_INGEN: Final = ("psykisk-helse", "graviditet", "foreldrerollen")
"""Where no measure is about just this: themes where one finds someone to talk to, the first that has any."""

GRAVIDITET: Final = "graviditet"
"""Who asks about this asks for one who is pregnant, whatever age was chosen."""

GRUPPER: Final = (
    Gruppe(
        "meg",
        ("6-12", "13-18", "19-24"),
        ("barn", "ungdom", "unge-voksne"),
        frozenset({"foresatte", "gravide", "spedbarn", "ansatte"}),
        {
            "6-12": frozenset({"foreldrerollen", "graviditet", "sprak-og-utvikling"}),
            "13-18": frozenset({"foreldrerollen", "sprak-og-utvikling"}),
        },
        selv=True,
    ),
    Gruppe(
        "barn",
        tuple(AGE_BANDS),
        ("foresatte", "familie", "gravide"),
        frozenset({"ansatte"}),
        barnet=("spedbarn", "barn", "ungdom", "unge-voksne"),
    ),
    Gruppe("ansatt", tuple(AGE_BANDS), ansatt=True),
)
"""Who can be asked about. Staff get every measure, those written for staff alone too."""


@dataclass(frozen=True, slots=True)
class Valg:
    """One answer: its words, smaller words, its icon, and where it leads (``#section`` or an address)."""

    tekst: str
    mal: str
    under: str = ""
    ikon: str = ""


@dataclass(frozen=True, slots=True)
class Steg:
    """One question with what one can answer.

    ``nummer`` says which it is of how many, ``svar`` the answers so far, and ``tilbake`` is the question before.
    """

    id: str
    nummer: str
    sporsmal: str
    valg: tuple[Valg, ...]
    svar: tuple[str, ...] = ()
    tilbake: str = ""
    ansatt: bool = False


@dataclass(frozen=True, slots=True)
class Resultat:
    """The end of one way through the guide: the answers, the short list, and where there is more."""

    id: str
    tema: Tema
    svar: tuple[str, ...]
    tilbake: str
    ansatt: bool
    treff: tuple[Treff, ...]
    naere: tuple[Treff, ...]
    """Where none or few are about just this: whom one can ask all the same, and what they are about."""
    naere_tekst: str
    flere: str
    linjer: list[Faktum]
    """The help lines of the theme that do not stand on the page anyway. Staff do not need them."""


def steps(katalog: Katalog) -> Iterator[Steg]:
    """Yield every question: danger first, then who, which age, and what it is about."""
    o = words()["veiviser"]
    first, second, third, last = (o["steg"].format(nummer=n, antall=4) for n in range(1, 5))
    danger = Valg(o["ja"], "akutt/", o["ja_under"], "telefon")
    yield Steg("start", first, o["fare"], (danger, Valg(o["nei"], "#hvem", o["nei_under"], "hoyre")))
    who = tuple(Valg(_who(g, "navn"), f"#{g.id}", _who(g, "under")) for g in GRUPPER)
    yield Steg("hvem", second, o["hvem"], who, tilbake="start")
    for g in GRUPPER:
        ages = tuple(Valg(_age(band), f"#{g.id}-{band}") for band in g.aldre)
        yield Steg(g.id, third, _who(g, "alder"), ages, (_who(g, "navn"),), "hvem", g.ansatt)
        for band in g.aldre:
            here = f"{g.id}-{band}"
            themes = tuple(
                Valg(said(t.navn), f"#{here}-{t.id}", said((g.selv and t.til_deg) or t.forklaring), t.ikon or "info")
                for t in g.themes(katalog, band)
            )
            yield Steg(here, last, o["tema"], themes, (_who(g, "navn"), _age(band)), g.id, g.ansatt)


def _who(gruppe: Gruppe, what: str) -> str:
    text: str = words()["veiviser"]["grupper"][gruppe.id][what]
    return text


def _age(band: str) -> str:
    text: str = words()["fasett"]["aldre"][band]
    return text


def results(site: Site) -> Iterator[Resultat]:
    """Yield the end of every way through the guide."""
    kandidater = {t.id: candidate(t, site.katalog) for t in site.katalog.tiltak.values()}
    for g in GRUPPER:
        pregnant = for_pregnant(kandidater.values(), site.katalog, g)
        for band in g.aldre:
            by_theme: dict[str, list[Treff]] = defaultdict(list)
            by_id = {found.tiltak.id: found for found in weighed(kandidater.values(), site.katalog, g, band)}
            for found in by_id.values():
                for theme in found.tiltak.tema:
                    by_theme[theme].append(found)
            if GRAVIDITET in site.katalog.vokabular.tema:
                by_theme[GRAVIDITET] = _with_pregnant(by_theme[GRAVIDITET], pregnant)
            these = _Passende(site, g, band, by_id, by_theme)
            for tema in g.themes(site.katalog, band):
                yield these.result(tema)


@dataclass(frozen=True, slots=True)
class _Passende:
    """What fits someone of an age, whatever it is about, by id and by theme."""

    site: Site
    gruppe: Gruppe
    band: str
    by_id: Mapping[str, Treff]
    by_theme: Mapping[str, Sequence[Treff]]

    def result(self, tema: Tema) -> Resultat:
        """Return what comes of choosing a theme."""
        site, g = self.site, self.gruppe
        here = f"{g.id}-{self.band}"
        answers = (_who(g, "navn"), _age(self.band), said(tema.navn))
        treff = first(self.by_theme.get(str(tema.id), ()), self._likely(tema))
        count = count_text(len(site.grouped["tema"][tema.id]))
        more = words()["veiviser"]["se_tema"].format(tema=said(tema.navn), antall=count)
        if not g.ansatt and all(map(only_staff, site.grouped["tema"][tema.id])):
            more = ""  # nothing there is for the one who asks
        near, text = self._also(tema, treff) if treff else self._instead(tema)
        lines = [] if g.ansatt else rarer_lines_about(site.katalog.vokabular, (tema.id,), boxed=tema.sensitiv)
        return Resultat(f"{here}-{tema.id}", tema, answers, here, g.ansatt, treff, near, text, more, lines)

    def _likely(self, tema: Tema) -> list[str]:
        """Return those that search would show first for a theme.

        What is for violence is not put forward by a guess: who asks about being new in Norway is not sent to child
        protection. It stands where its own facts place it.
        """
        known = self.site.katalog
        likely = (known.tiltak[i] for i in self.site.forst.get(str(tema.id), ()) if i in known.tiltak)
        return [t.id for t in likely if tema.sensitiv or not has_sensitive_theme(t, known)]

    def _helps(self, tema: Tema) -> list[Treff]:
        """Return those that search would show first for a theme, be they about it or not.

        Where the very first of them is not for these people, the others are far from it. What is also about a theme
        that is left out for them, as guidance for parents is for a child, is not among them.
        """
        likely = self._likely(tema)
        if not likely or likely[0] not in self.by_id:
            return []
        fit = (self.by_id[i] for i in likely if i in self.by_id)
        left_out = self.gruppe.left_out(self.band)
        return [treff for treff in fit if left_out.isdisjoint(treff.tiltak.tema)][:LIKELY]

    def _also(self, tema: Tema, found: Sequence[Treff]) -> tuple[tuple[Treff, ...], str]:
        """Return whom one can ask besides where few are ``found``, and what is said of them.

        Staff are told who helps in pregnancy: what is about just this may be a network of staff alone.
        """
        if len(found) >= LIKELY:
            return (), ""
        shown = {treff.tiltak.id for treff in found}
        helps = () if self.gruppe.ansatt else self._helps(tema)
        if more := tuple(treff for treff in helps if treff.tiltak.id not in shown):
            return more, words()["veiviser"]["hjelper_ogsa"].format(tema=said(tema.navn))
        return self._near(GRAVIDITET, shown) if self.band == PREGNANT and GRAVIDITET in self.by_theme else ((), "")

    def _instead(self, tema: Tema) -> tuple[tuple[Treff, ...], str]:
        """Return whom one can ask where no measure is about just this: those who help, or those one can talk to."""
        o = words()["veiviser"]
        if helps := self._helps(tema):
            return tuple(helps), o["hjelper"].format(tema=said(tema.navn))
        first_of_all = (GRAVIDITET,) if self.band == PREGNANT else ()
        near = next((t for t in (*first_of_all, *NAR_INGEN) if self.by_theme.get(t)), "")
        return self._near(near) if near else ((), "")

    def _near(self, tema: str, shown: Collection[str] = ()) -> tuple[tuple[Treff, ...], str]:
        """Return what is about another theme and not ``shown`` yet, and what is said of it."""
        about = self.site.katalog.vokabular.tema[tema]
        more = (treff for treff in self.by_theme.get(tema, ()) if treff.tiltak.id not in shown)
        return first(more, self._likely(about))[:LIKELY], words()["veiviser"]["naere"].format(tema=said(about.navn))


def has_sensitive_theme(t: Tiltak, katalog: Katalog) -> bool:
    """Tell whether a measure is for something like violence, whatever else it helps with."""
    return any(katalog.vokabular.tema[tema].sensitiv for tema in t.tema)


def _with_pregnant(found: list[Treff], pregnant: list[Treff]) -> list[Treff]:
    """Return what fits the age, and what is about pregnancy and for one who is pregnant, each once."""
    about = {treff.tiltak.id: treff for treff in pregnant if GRAVIDITET in treff.tiltak.tema}
    return [*about.values(), *(treff for treff in found if treff.tiltak.id not in about)]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of the guide."""
    o = words()["veiviser"]
    body = site.render.later(
        "veiviser",
        steg=list(steps(site.katalog)),
        resultater=list(results(site)),
        bti=bti_levels(site),
        steder={t.id: t.kommuner for t in site.katalog.tiltak.values() if ALLE_KOMMUNER not in t.kommuner},
        kommuner=sorted(site.katalog.vokabular.kommuner.values(), key=lambda k: norwegian_key(said(k.navn))),
    )
    yield Page("veiviser/", o["tittel"], o["beskrivelse"], body, "veiviser", sensitiv=True)
