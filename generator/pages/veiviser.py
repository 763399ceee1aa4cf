"""The guide: a few plain questions to a short list with reasons and, for staff, to the BTI level.

Every answer is a section of one page and every choice a link to the next, so the guide works without
JavaScript, the back button undoes an answer, and what one answers stays in the fragment of the address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from typing import Final

from generator.model import Alder, Katalog, Tema, Tiltak
from generator.pages.levels import bti_levels
from generator.pages.page import Page, Site, count_text
from generator.telling.ages import Aldersspenn, Grunnlag, age_of
from generator.telling.facets import AGE_BANDS
from generator.telling.present import listed, nb, place_text, uncapitalised
from generator.texts import words
from generator.views import norwegian_key, only_staff

NAR_INGEN: Final = ("psykisk-helse", "graviditet", "foreldrerollen")
"""Where no measure is about just this: themes where one finds someone to talk to, the first that has any."""

LIKELY: Final = 3
"""So many are told of those that are not about the theme itself, but most likely help with it."""

UKJENT: Final = "ukjent_alder"
"""Among the reasons: nobody has told which age it is for."""

MOST: Final = 5
"""So many measures make a short list; the rest is one link away."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Whom it is about: the ages to choose from, target groups that are a reason, and those that do not fit.

    A measure for none but ``ikke_for`` is left out, so a target group that a municipality adds is let in. The themes
    of ``ikke_om`` are not offered at that age, and any other theme is.
    """

    id: str
    aldre: tuple[str, ...]
    nevn: tuple[str, ...] = ()
    ikke_for: frozenset[str] = frozenset()
    ikke_om: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ansatt: bool = False
    selv: bool = False
    """Whether it is about the one who asks."""

    def left_out(self, band: str) -> frozenset[str]:
        """Return the themes that someone of an age is not asked about."""
        return self.ikke_om.get(band, frozenset())

    def themes(self, katalog: Katalog, band: str) -> list[Tema]:
        """Return the themes that someone of an age chooses from."""
        return [tema for tema in katalog.vokabular.tema.values() if tema.id not in self.left_out(band)]


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
    """One measure of a short list, how well it fits, and why: whom of these it is for, and the words of ``fordi``."""

    tiltak: Tiltak
    sted: str
    poeng: int
    hvem: tuple[str, ...]
    grunner: tuple[str, ...]
    tvil: str
    """What is to be known of its status, a sentence."""

    @property
    def fordi(self) -> str:
        """Say why."""
        o = words()["veiviser"]["fordi"]
        because = [o["for"].format(hvem=listed([uncapitalised(navn) for navn in self.hvem]))] if self.hvem else []
        because += [o[grunn] for grunn in self.grunner if grunn != UKJENT]
        said = [o["setning"].format(grunner=listed(because))] if because else []
        said += [o[UKJENT]] if UKJENT in self.grunner else []
        return " ".join([*said, self.tvil] if self.tvil else said)


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


@dataclass(frozen=True, slots=True)
class Kandidat:
    """A measure that may be proposed, with what is the same for every answer: its age, and where it is."""

    tiltak: Tiltak
    alder: Aldersspenn
    sted: str


def candidate(t: Tiltak, katalog: Katalog) -> Kandidat:
    """Make a candidate. A stated age with an open end («opp til 24 år») begins where its target groups do, roughly."""
    span = age_of(t, katalog.vokabular)
    if span.fra is None:
        rough = [a for m in t.malgrupper if (a := katalog.vokabular.malgrupper[m].alder) is not None]
        span = replace(span, fra=_lowest(rough))
    return Kandidat(t, span, place_text(t, katalog))


def fits(kandidat: Kandidat, band: str) -> Grunnlag | None:
    """Tell how sure it is that a measure is for an age; None when it is not."""
    first, last = AGE_BANDS[band]
    span = kandidat.alder
    if span.grunnlag is Grunnlag.UKJENT:
        return Grunnlag.UKJENT
    inside = (span.fra is None or span.fra <= last) and (span.til is None or first <= span.til)
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


def match(kandidat: Kandidat, katalog: Katalog, gruppe: Gruppe, band: str) -> Treff | None:
    """Weigh one measure for some answers; None when it does not fit. A fact weighs more than a guess."""
    t, sure = kandidat.tiltak, fits(kandidat, band)
    if sure is None or not is_for(t, gruppe):
        return None
    own = tuple(nb(katalog.vokabular.malgrupper[m].navn) for m in t.malgrupper if m in gruppe.nevn)
    age = {Grunnlag.OPPGITT: "alder", Grunnlag.TRINN: "alder", Grunnlag.UKJENT: UKJENT}.get(sure, "trolig")
    alone = t.tilgang.ta_kontakt_selv == "ja" and "tilgang" not in t.antatt and not gruppe.ansatt
    free = t.kostnad.type == "gratis" and "kostnad" not in t.antatt
    running = t.status in ("i-drift", "pilot")
    because = (age, *(("selv",) if alone else ()), *(("gratis",) if free else ()))
    doubt = "" if running else nb(katalog.vokabular.status[t.status].forklaring)
    points = 3 * bool(own) + 2 * (age == "alder") + (age == "trolig") + 2 * alone + free + 2 * running
    return Treff(t, kandidat.sted, points, own, because, doubt)


def weighed(kandidater: Iterable[Kandidat], katalog: Katalog, gruppe: Gruppe, band: str) -> list[Treff]:
    """Weigh measures for some answers, whatever they are about."""
    matches = (match(kandidat, katalog, gruppe, band) for kandidat in kandidater)
    return [treff for treff in matches if treff is not None]


def first(found: Iterable[Treff]) -> tuple[Treff, ...]:
    """Return the measures to look at first, the surest first, then by name."""
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
                Valg(nb(t.navn), f"#{here}-{t.id}", nb((g.selv and t.til_deg) or t.forklaring), t.ikon or "info")
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
        for band in g.aldre:
            by_theme: dict[str, list[Treff]] = defaultdict(list)
            by_id = {found.tiltak.id: found for found in weighed(kandidater.values(), site.katalog, g, band)}
            for found in by_id.values():
                for theme in found.tiltak.tema:
                    by_theme[theme].append(found)
            for tema in g.themes(site.katalog, band):
                here = f"{g.id}-{band}"
                answers = (_who(g, "navn"), _age(band), nb(tema.navn))
                treff = first(by_theme[str(tema.id)])
                count = count_text(len(site.grouped["tema"][tema.id]))
                more = words()["veiviser"]["se_tema"].format(tema=nb(tema.navn), antall=count)
                near, text = ((), "") if treff else _near(site, tema, by_id, by_theme, g.left_out(band))
                yield Resultat(f"{here}-{tema.id}", tema, answers, here, g.ansatt, treff, near, text, more)


def _near(
    site: Site,
    tema: Tema,
    by_id: Mapping[str, Treff],
    by_theme: Mapping[str, list[Treff]],
    left_out: frozenset[str],
) -> tuple[tuple[Treff, ...], str]:
    """Return whom one can ask where no measure is about just this, and what is said of them.

    First come those that search would show first for the theme. Where the very first of them is not for these
    people, the others are far from it, and those one can talk to are better. What is also about a theme that is
    ``left_out`` for them, as guidance for parents is for a child, is not among the first.
    """
    o = words()["veiviser"]
    likely = site.forst.get(str(tema.id), ())
    if likely[:1] and likely[0] in by_id:
        helps = [by_id[i] for i in likely if i in by_id and left_out.isdisjoint(by_id[i].tiltak.tema)]
        return tuple(helps[:LIKELY]), o["hjelper"].format(tema=nb(tema.navn))
    near = next((t for t in NAR_INGEN if by_theme.get(t)), "")
    if not near:
        return (), ""
    return first(by_theme[near]), o["naere"].format(tema=nb(site.katalog.vokabular.tema[near].navn))


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
