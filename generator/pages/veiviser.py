"""The guide: a few plain questions to a short list with reasons and, for staff, to the BTI level.

Every answer is a section of one page and every choice a link to the next, so the guide works without
JavaScript, the back button undoes an answer, and what one answers stays in the fragment of the address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from generator.model import Alder, Katalog, Tema, Tiltak
from generator.pages.levels import bti_levels
from generator.pages.page import Page, Site, count_text
from generator.telling.ages import Grunnlag, age_of
from generator.telling.facets import AGE_BANDS
from generator.telling.present import listed, nb, place_text, uncapitalised
from generator.texts import words
from generator.views import norwegian_key, only_staff

NAR_INGEN: Final = ("psykisk-helse", "graviditet", "foreldrerollen")
"""Where no measure is about just this: themes where one finds someone to talk to, the first that has any."""

MOST: Final = 5
"""So many measures make a short list; the rest is one link away."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Whom it is about: the ages to choose from, target groups that are a reason, and those that do not fit.

    A measure for none but ``ikke_for`` is left out, so a target group that a municipality adds is let in.
    """

    id: str
    aldre: tuple[str, ...]
    nevn: tuple[str, ...] = ()
    ikke_for: frozenset[str] = frozenset()
    ansatt: bool = False


GRUPPER: Final = (
    Gruppe(
        "meg",
        ("6-12", "13-18", "19-24"),
        ("barn", "ungdom", "unge-voksne"),
        frozenset({"foresatte", "gravide", "spedbarn", "ansatte"}),
    ),
    Gruppe("barn", tuple(AGE_BANDS), ("foresatte", "familie", "gravide"), frozenset({"ansatte"})),
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
class Treff:
    """One measure of a short list, and why it stands there."""

    tiltak: Tiltak
    sted: str
    fordi: str
    poeng: int


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
    """Where none is about just this: whom one can ask all the same, and what they are about."""
    naere_tekst: str
    flere: str


def fits(t: Tiltak, katalog: Katalog, band: str) -> Grunnlag | None:
    """Tell how sure it is that a measure is for an age; None when it is not.

    A stated age with an open end («opp til 24 år») ends there where its target groups end, roughly.
    """
    first, last = AGE_BANDS[band]
    span = age_of(t, katalog.vokabular)
    if span.grunnlag is Grunnlag.UKJENT:
        return Grunnlag.UKJENT
    rough = [a for m in t.malgrupper if (a := katalog.vokabular.malgrupper[m].alder) is not None]
    low = span.fra if span.fra is not None else _lowest(rough)
    inside = (low is None or low <= last) and (span.til is None or first <= span.til)
    return span.grunnlag if inside else None


def _lowest(spans: list[Alder]) -> int | None:
    """Return where the youngest of some ages begins; None when any is open, or there are none."""
    starts = [a.fra for a in spans]
    return min((s for s in starts if s is not None), default=None) if None not in starts else None


def is_for(t: Tiltak, gruppe: Gruppe) -> bool:
    """Tell whether a measure is something to propose: it goes on, or will, and is meant for these people."""
    if t.status == "avsluttet":
        return False
    return gruppe.ansatt or (not only_staff(t) and bool(set(t.malgrupper) - gruppe.ikke_for))


def match(t: Tiltak, katalog: Katalog, gruppe: Gruppe, band: str) -> Treff | None:
    """Weigh one measure for some answers; None when it does not fit. A fact weighs more than a guess."""
    sure = fits(t, katalog, band)
    if sure is None or not is_for(t, gruppe):
        return None
    o = words()["veiviser"]["fordi"]
    own = [nb(katalog.vokabular.malgrupper[m].navn) for m in t.malgrupper if m in gruppe.nevn]
    age = {Grunnlag.OPPGITT: "alder", Grunnlag.TRINN: "alder", Grunnlag.UKJENT: ""}.get(sure, "trolig")
    alone = t.tilgang.ta_kontakt_selv == "ja" and "tilgang" not in t.antatt and not gruppe.ansatt
    free = t.kostnad.type == "gratis" and "kostnad" not in t.antatt
    running = t.status in ("i-drift", "pilot")
    because = [
        *([o["for"].format(hvem=listed([uncapitalised(navn) for navn in own]))] if own else []),
        *([o[age]] if age else []),
        *([o["selv"]] if alone else []),
        *([o["gratis"]] if free else []),
    ]
    doubts = [
        *([o["ukjent_alder"]] if not age else []),
        *([nb(katalog.vokabular.status[t.status].forklaring)] if not running else []),
    ]
    points = 3 * bool(own) + 2 * (age == "alder") + (age == "trolig") + 2 * alone + free + 2 * running
    text = " ".join([o["setning"].format(grunner=listed(because))] * bool(because) + doubts)
    return Treff(t, place_text(t, katalog), text, points)


def short_list(katalog: Katalog, gruppe: Gruppe, band: str, tema: str) -> tuple[Treff, ...]:
    """Return the measures to look at first for some answers, the surest first, then by name."""
    weighed = _weighed(katalog, gruppe, band)
    return _first(treff for treff in weighed if tema in treff.tiltak.tema)


def _weighed(katalog: Katalog, gruppe: Gruppe, band: str) -> list[Treff]:
    """Weigh every measure for some answers, whatever it is about."""
    matches = (match(t, katalog, gruppe, band) for t in katalog.tiltak.values())
    return [treff for treff in matches if treff is not None]


def _first(found: Iterable[Treff]) -> tuple[Treff, ...]:
    return tuple(
        nsmallest(MOST, found, key=lambda treff: (-treff.poeng, norwegian_key(treff.tiltak.navn), treff.tiltak.id))
    )


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
                Valg(nb(t.navn), f"#{here}-{t.id}", nb(t.forklaring), t.ikon or "info")
                for t in katalog.vokabular.tema.values()
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
    for g in GRUPPER:
        for band in g.aldre:
            by_theme: dict[str, list[Treff]] = defaultdict(list)
            for found in _weighed(site.katalog, g, band):
                for theme in found.tiltak.tema:
                    by_theme[theme].append(found)
            for tema in site.katalog.vokabular.tema.values():
                here = f"{g.id}-{band}"
                answers = (_who(g, "navn"), _age(band), nb(tema.navn))
                treff = _first(by_theme[str(tema.id)])
                count = count_text(len(site.grouped["tema"][tema.id]))
                more = words()["veiviser"]["se_tema"].format(tema=nb(tema.navn), antall=count)
                near = next((t for t in NAR_INGEN if by_theme[t] and not treff), "")
                ask = nb(site.katalog.vokabular.tema[near].navn) if near else ""
                yield Resultat(
                    f"{here}-{tema.id}",
                    tema,
                    answers,
                    here,
                    g.ansatt,
                    treff,
                    _first(by_theme[near]) if near else (),
                    words()["veiviser"]["naere"].format(tema=ask),
                    more,
                )


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of the guide."""
    o = words()["veiviser"]
    body = site.render.later(
        "veiviser",
        steg=list(steps(site.katalog)),
        resultater=list(results(site)),
        bti=bti_levels(site),
    )
    yield Page("veiviser/", o["tittel"], o["beskrivelse"], body, "veiviser", sensitiv=True)
