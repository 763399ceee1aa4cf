"""The life course: what there is from pregnancy to 24, as rows with bars on one axis of ages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.model import Alder, Katalog, Tiltak, Vokabular
from generator.pages.page import Page, Site
from generator.telling.age_choices import FIRST, LAST, choices, coded, phases, year_name
from generator.telling.ages import Aldersgrunnlag, age_of, meets, stretches
from generator.telling.cards import Kort
from generator.telling.present import age_text, capitalised, listed, runs
from generator.texts import said, words
from generator.views import in_order, norwegian_key, only_staff

PREGNANCY_COLUMNS: Final = 3
"""Pregnancy is drawn three years wide, so that its word has room."""

FADE: Final = 3
"""How many years of a bar fade where it goes on beyond the axis."""

STEPS: Final = 20
"""How many heights a bar of the count may have."""

AXIS: Final = ((-1, -1), (0, 5), (6, 12), (13, 18), (19, 24))
"""The parts of the axis that have a name."""


@dataclass(frozen=True, slots=True)
class Strek:
    """One bar: how it is drawn (``antatt``, ``punkt``, ``apen``, ``apen-slutt``) and its grid lines."""

    klasser: str
    fra: int
    til: int


@dataclass(frozen=True, slots=True)
class Livsrad:
    """One offer on the axis. ``aldre`` holds its years for the browser: ``0:5 13:``."""

    kort: Kort
    alder: str
    merknad: str
    aldre: str
    streker: tuple[Strek, ...]


@dataclass(frozen=True, slots=True)
class Gruppe:
    """The offers of one life situation: those it is the first theme of, and those drawn under another."""

    id: str
    navn: str
    rader: tuple[Livsrad, ...]
    ogsa: tuple[Livsrad, ...]


@dataclass(frozen=True, slots=True)
class Soyle:
    """How many offers there are at one age, as a column of ``hoyde`` steps."""

    alder: int
    navn: str
    antall: int
    hoyde: int
    fra: int
    til: int


def column(age: int) -> int:
    """Return the grid line where an age begins."""
    return 1 if age <= FIRST else age + PREGNANCY_COLUMNS + 1


def _rough_start(t: Tiltak, vokabular: Vokabular) -> int | None:
    """Return the youngest age its target groups mean: where a bar with no stated start turns solid."""
    lows = [a.fra for m in t.malgrupper if (a := vokabular.malgrupper[m].alder) and a.fra is not None]
    return min(lows, default=None)


def bars(t: Tiltak, vokabular: Vokabular) -> tuple[Strek, ...]:
    """Draw the age of a measure. An open end fades; an assumed age is dashed; one sure grade is a point."""
    grunnlag = age_of(t, vokabular).grunnlag
    drawn: list[Strek] = []
    for span in stretches(t, vokabular):
        fra = FIRST if span.fra is None else max(span.fra, FIRST)
        til = LAST if span.til is None else min(span.til, LAST)
        if fra > til:
            continue
        classes = ["antatt"] if _assumed(t, grunnlag) else []
        if grunnlag is Aldersgrunnlag.TRINN and fra == til and not classes:
            classes.append("punkt")
        width = column(til + 1) - column(fra)
        if span.fra is None:
            rough = _rough_start(t, vokabular)
            solid = column(fra + FADE if rough is None else rough) - column(fra)
            classes += ["apen", _fade(solid, width)]
        elif span.til is None or span.til > LAST:
            classes += ["apen-slutt", _fade(FADE, width)]
        drawn.append(Strek(" ".join(classes), column(fra), column(til + 1)))
    return tuple(drawn)


def _fade(part: int, whole: int) -> str:
    """Return the class that fades a part of a bar, in tenths of it."""
    return f"tone-{max(1, min(9, round(10 * part / whole)))}"


def _assumed(t: Tiltak, grunnlag: Aldersgrunnlag) -> bool:
    if grunnlag is Aldersgrunnlag.TRINN:
        return "trinn" in t.antatt
    return grunnlag is not Aldersgrunnlag.OPPGITT


def row(t: Tiltak, katalog: Katalog, kort: Kort) -> Livsrad:
    """Put one measure on the axis."""
    v = katalog.vokabular
    spans = stretches(t, v)
    merknad = words()["livslop"]["nedre_mangler"] if spans and spans[0].fra is None else ""
    return Livsrad(kort, capitalised(age_text(t, katalog)), merknad, coded(spans), bars(t, v))


def _columns(spans: Iterable[tuple[Alder, ...]]) -> tuple[Soyle, ...]:
    """Count the offers at each age, and how high its column is."""
    alike = Counter(spans)
    counts = {a: sum(n for s, n in alike.items() if meets(s, a, a)) for a in range(FIRST, LAST + 1)}
    top = max(counts.values(), default=0) or 1
    return tuple(Soyle(a, year_name(a), n, -(-n * STEPS // top), column(a), column(a + 1)) for a, n in counts.items())


def _peaks(columns: tuple[Soyle, ...]) -> str:
    """Say at which ages there are most offers and at which fewest, or that there are as many at each."""
    o = words()["livslop"]
    top, low = max(c.antall for c in columns), min(c.antall for c in columns)
    if top == low:
        return str(o["like"].format(antall=top))

    def at(antall: int) -> str:
        return listed(list(_said([c.alder for c in columns if c.antall == antall])))

    return str(o["flest"].format(mest=at(top), mest_antall=top, minst=at(low), minst_antall=low))


def _said(ages: list[int]) -> Iterator[str]:
    """Say ages in runs: «i svangerskapet», «13–15 år»."""
    o = words()["livslop"]
    if FIRST in ages:
        yield o["i_svangerskapet"]
    for first, last in runs(age for age in ages if age != FIRST):
        yield o["ved"].format(alder=first if first == last else f"{first}–{last}")


def _groups(placed: tuple[tuple[Tiltak, Livsrad], ...], vokabular: Vokabular) -> list[Gruppe]:
    """Group offers by theme. Each is drawn once, under its first theme, and named under its others.

    A theme where none is drawn stands after the others: the picture begins with something to see.
    """
    groups = []
    for tema in vokabular.tema.values():
        first = tuple(r for t, r in placed if t.tema[:1] == (tema.id,))
        also = tuple(r for t, r in placed if tema.id in t.tema[1:])
        if first or also:
            groups.append(Gruppe(str(tema.id), said(tema.navn), first, also))
    return sorted(groups, key=lambda group: not group.rader)


def context(katalog: Katalog, cards: Mapping[str, Kort]) -> dict[str, Any]:
    """Gather everything the template shows."""
    v, o = katalog.vokabular, words()["livslop"]
    everything = [(t, row(t, katalog, cards[t.id])) for t in in_order(katalog.tiltak.values())]
    placed = tuple((t, r) for t, r in everything if r.streker)
    families = tuple((t, r) for t, r in placed if not only_staff(t))
    spans = {t.id: stretches(t, v) for t, _ in placed}
    columns = _columns(spans[t.id] for t, _ in families)
    return {
        "faser": [(fase, [r for t, r in placed if meets(spans[t.id], fase.fra, fase.til)]) for fase in phases()],
        "valg": choices(v),
        "grupper": _groups(families, v),
        "ansatte": tuple(r for t, r in placed if only_staff(t)),
        "antall": len(placed),
        "soyler": columns,
        "flest": _peaks(columns),
        "akse": [
            (o["akse"][str(fra)]["navn"], o["akse"][str(fra)]["under"], column(fra), column(til + 1))
            for fra, til in AXIS
        ],
        "uten_alder": [r for _, r in everything if not r.streker and not r.aldre],
        "utenfor": sorted(
            (r for _, r in everything if not r.streker and r.aldre), key=lambda r: norwegian_key(r.kort.navn)
        ),
    }


def pages(site: Site) -> Iterator[Page]:
    """Yield the life course: which offers there are at which age."""
    o = words()["livslop"]
    yield Page(
        "livslop/",
        o["tittel"],
        o["beskrivelse"],
        site.render.later("livslop", **context(site.katalog, site.cards)),
        "livslop",
    )
