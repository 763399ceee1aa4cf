"""What the guide proposes: which measures fit someone of an age, how well, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from typing import Final

from generator.model import Alder, Katalog, Tema, Tiltak
from generator.telling.age_choices import PREGNANT
from generator.telling.ages import Aldersgrunnlag, Aldersspenn, age_of, meets
from generator.telling.facets import AGE_BANDS
from generator.telling.present import listed, place_text, uncapitalised
from generator.telling.tilgang import is_free, is_open
from generator.texts import said, words
from generator.views import RUNNING, norwegian_key, only_staff

UKJENT: Final = "ukjent_alder"
"""Among the reasons: nobody has told which age it is for."""

AGE_REASONS: Final = {Aldersgrunnlag.OPPGITT: "alder", Aldersgrunnlag.TRINN: "alder", Aldersgrunnlag.UKJENT: UKJENT}
"""What is said of an age that fits, by how sure it is."""

GRAVIDE: Final = "gravide"
"""The target group that carries one who is not born yet."""

MOST: Final = 5
"""So many measures make a short list; the rest is one link away."""

LIKELY: Final = 3
"""So many of those that search would show first for a theme are the most likely."""

SAME_PLACE: Final = 3
"""So many of them may be in one place."""

WIDE: Final = 4
"""So many short lists of the surest are looked through for other places."""


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Whom it is about: the ages to choose from, target groups that are a reason, and those that do not fit.

    A target group is a reason at the ages it has, or at any where it has none. A measure for none but ``ikke_for`` is
    left out, so a target group that a municipality adds is let in. The themes of ``ikke_om`` are not offered at that
    age, and any other theme is.
    """

    id: str
    aldre: tuple[str, ...]
    nevn: tuple[str, ...] = ()
    ikke_for: frozenset[str] = frozenset()
    ikke_om: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ansatt: bool = False
    selv: bool = False
    """Whether it is about the one who asks."""
    barnet: tuple[str, ...] = ()
    """Target groups that the child of the one who asks may be of: a reason too, but a lighter one."""

    def left_out(self, band: str) -> frozenset[str]:
        """Return the themes that someone of an age is not asked about."""
        return self.ikke_om.get(band, frozenset())

    def themes(self, katalog: Katalog, band: str) -> list[Tema]:
        """Return the themes that someone of an age chooses from."""
        return [tema for tema in katalog.vokabular.tema.values() if tema.id not in self.left_out(band)]


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
        """Say why; an assumed target group is no fact."""
        o = words()["veiviser"]["fordi"]
        who = o["for_trolig" if "malgrupper" in self.tiltak.antatt else "for"]
        because = [who.format(hvem=listed([uncapitalised(navn) for navn in self.hvem]))] if self.hvem else []
        because += [o[grunn] for grunn in self.grunner if grunn != UKJENT]
        said = [o["setning"].format(grunner=_clauses(because))] if because else []
        said += [o[UKJENT]] if UKJENT in self.grunner else []
        return " ".join([*said, self.tvil] if self.tvil else said)


def _clauses(parts: Sequence[str]) -> str:
    """Join clauses as one says them: a, b, og c. The comma tells them from «foreldre og barn» inside one of them."""
    return f"{', '.join(parts[:-1])},{words()['tale']['og']}{parts[-1]}" if len(parts) > 1 else "".join(parts)


@dataclass(frozen=True, slots=True)
class Kandidat:
    """A measure that may be proposed, with what is the same for every answer: its age, and where it is."""

    tiltak: Tiltak
    alder: Aldersspenn
    sted: str


def candidate(t: Tiltak, katalog: Katalog) -> Kandidat:
    """Make a candidate. A stated age with an open end («opp til 24 år») begins where its target groups do, roughly."""
    span = age_of(t, katalog.vokabular)
    if span.strekk and span.strekk[0].fra is None:
        rough = [a for m in t.malgrupper if (a := katalog.vokabular.malgrupper[m].alder) is not None]
        span = replace(span, strekk=(Alder(_lowest(rough), span.strekk[0].til), *span.strekk[1:]))
    return Kandidat(t, span, place_text(t, katalog))


def fits(kandidat: Kandidat, band: str) -> Aldersgrunnlag | None:
    """Tell how sure it is that a measure is for an age; None when it is not."""
    span = kandidat.alder
    unknown = span.grunnlag is Aldersgrunnlag.UKJENT
    return span.grunnlag if unknown or meets(span.strekk, *AGE_BANDS[band]) else None


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
    t, sure, ages = kandidat.tiltak, fits(kandidat, band), AGE_BANDS[band]
    grown_up = sure is None and _for_grown_ups(kandidat, katalog, gruppe)
    if (sure is None and not grown_up) or not is_for(t, gruppe):
        return None
    groups = {m: katalog.vokabular.malgrupper[m] for m in t.malgrupper if m in (*gruppe.nevn, *gruppe.barnet)}
    own = {m: said(g.navn) for m, g in groups.items() if g.alder is None or meets([g.alder], *ages)}
    meant = 0 if not own else 2 if own.keys() <= set(gruppe.barnet) else 3
    age = "" if sure is None else AGE_REASONS.get(sure, "trolig")
    alone, free = is_open(t) and not gruppe.ansatt, is_free(t)
    running = t.status in RUNNING
    told = () if grown_up or (band == PREGNANT and GRAVIDE in own) else (age,)
    because = (*told, *(("selv",) if alone else ()), *(("gratis",) if free else ()))
    doubt = "" if running else said(katalog.vokabular.status[t.status].forklaring)
    points = meant + 2 * (age == "alder") + (age == "trolig") + 2 * alone + free + 2 * running
    return Treff(t, kandidat.sted, points, tuple(own.values()), because, doubt)


def _for_grown_ups(kandidat: Kandidat, katalog: Katalog, gruppe: Gruppe) -> bool:
    """Tell whether a rough age is that of the parents who are helped, and so says nothing of their child's."""
    groups = set(kandidat.tiltak.malgrupper)
    parents = any(katalog.vokabular.malgrupper[m].alder is None for m in groups.intersection(gruppe.nevn))
    return kandidat.alder.grunnlag is Aldersgrunnlag.OMTRENT and parents and groups.isdisjoint(gruppe.barnet)


def for_pregnant(kandidater: Iterable[Kandidat], katalog: Katalog, gruppe: Gruppe) -> list[Treff]:
    """Weigh measures for someone who is pregnant: their age is that of the child, whoever asks and however old."""
    asks = replace(gruppe, nevn=(*gruppe.nevn, GRAVIDE), ikke_for=gruppe.ikke_for - {GRAVIDE})
    meant = (kandidat for kandidat in kandidater if GRAVIDE in kandidat.tiltak.malgrupper)
    return weighed(meant, katalog, asks, PREGNANT)


def weighed(kandidater: Iterable[Kandidat], katalog: Katalog, gruppe: Gruppe, band: str) -> list[Treff]:
    """Weigh measures for some answers, whatever they are about."""
    matches = (match(kandidat, katalog, gruppe, band) for kandidat in kandidater)
    return [treff for treff in matches if treff is not None]


def first(found: Iterable[Treff], likely: Sequence[str] = ()) -> tuple[Treff, ...]:
    """Return the measures to look at first, the surest first; of those as sure, the most ``likely``, then by name.

    To be one of the most likely counts as much as a stated age.

    Nobody is asked where they live, so one place does not fill the list while others have something nearly as sure.
    """
    rank = {ident: place for place, ident in enumerate(likely)}

    def order(treff: Treff) -> tuple[int, int, tuple[str, str], str]:
        t, place = treff.tiltak, rank.get(treff.tiltak.id, len(rank))
        return -treff.poeng - 2 * (t.id in likely[:LIKELY]), place, norwegian_key(t.navn), t.id

    surest = nsmallest(WIDE * MOST, found, key=order)
    before: Counter[str] = Counter()
    crowded = {}
    for treff in surest:
        crowded[treff.tiltak.id] = before[treff.sted] >= SAME_PLACE
        before[treff.sted] += 1
    spread = sorted(surest, key=lambda treff: crowded[treff.tiltak.id])[:MOST]
    return tuple(sorted(spread, key=order))
