"""The page of the plan: what it says, how far it has come, who carries it out, what has passed its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model import Katalog, PlanTiltak, Tekst
from generator.pages.page import Page, Site
from generator.telling.cards import Kort
from generator.telling.present import listed, long_date, status_icon
from generator.texts import BOKMAL, said, speaking, words
from generator.views import in_order, stated


@dataclass(frozen=True, slots=True)
class Sitat:
    """What a source says, and where it says so."""

    sitat: str
    dokument: str
    linjer: str


@dataclass(frozen=True, slots=True)
class Punkt:
    """One measure of the plan. ``frist`` is in the plan's own words; ``passert`` that the time is up."""

    id: str
    anker: str
    navn: str
    forklaring: str
    status: str
    status_ikon: str
    passert: bool
    eier: str
    frist: str
    kort: tuple[Kort, ...]
    antatte: tuple[str, ...]
    """The ids of those whose number of the plan is assumed."""
    kilder: tuple[Sitat, ...]


@dataclass(frozen=True, slots=True)
class Mal:
    """One goal of the plan and its measures."""

    id: str
    navn: str
    tiltak: tuple[Punkt, ...]


def anchor(number: str) -> str:
    """Return the anchor of a measure of the plan: «3.3» is ``tiltak-3-3``."""
    return f"tiltak-{number.replace('.', '-')}"


def is_past(p: PlanTiltak, i_dag: date) -> bool:
    """Tell whether the last day the plan's words allow is behind us. Without a day nothing has passed."""
    return p.frist is not None and p.frist < i_dag


def _given(text: Tekst) -> str:
    """Return a text, or nothing where it says that nothing is given."""
    with speaking(BOKMAL):  # every list has it
        nothing = said(text) == words()["plan"]["ikke_oppgitt"]
    return "" if nothing else said(text)


def _point(p: PlanTiltak, katalog: Katalog, cards: Mapping[str, Kort], i_dag: date) -> Punkt:
    v = katalog.vokabular
    carriers = in_order(t for t in katalog.tiltak.values() if p.id in t.plan)
    return Punkt(
        id=str(p.id),
        anker=anchor(str(p.id)),
        navn=said(p.navn),
        forklaring=said(p.forklaring),
        status=said(v.status[p.status].navn),
        status_ikon=status_icon(p.status),
        passert=is_past(p, i_dag),
        eier=_given(p.eier),
        frist=_given(p.frist_tekst) or (long_date(p.frist) if p.frist else ""),
        kort=tuple(cards[t.id] for t in carriers),
        antatte=tuple(t.id for t in carriers if "plan" in t.antatt),
        kilder=tuple(Sitat(k.sitat, said(v.dokumenter[k.dokument].navn), k.linjer) for k in p.kilder),
    )


def _statuses(points: Iterable[Punkt], katalog: Katalog) -> list[tuple[int, str, str]]:
    """Count the measures of each status that occurs, in the order of the vocabulary."""
    held = [p.status for p in points]
    return [
        (held.count(said(s.navn)), said(s.navn), status_icon(str(s.id)))
        for s in katalog.vokabular.status.values()
        if said(s.navn) in held
    ]


def context(katalog: Katalog, cards: Mapping[str, Kort], i_dag: date) -> dict[str, Any]:
    """Gather everything the template shows."""
    v, o = katalog.vokabular, words()["plan"]
    points = [_point(p, katalog, cards, i_dag) for p in v.plan.values()]
    goals = [
        Mal(str(m.id), said(m.navn), tuple(p for p in points if v.plan[p.id].mal == m.id)) for m in v.planmal.values()
    ]
    sources = sorted({k.dokument for p in v.plan.values() for k in p.kilder})
    names = listed([said(v.dokumenter[d].navn) for d in sources])
    carriers = [t for t in katalog.tiltak.values() if t.plan]
    return {
        "mal": goals,
        "antall": len(points),
        "statuser": _statuses(points, katalog),
        "passerte": [p for p in points if p.passert],
        "uten_tiltak": [p for p in points if not p.kort],
        "uten_eier": [p for p in points if not p.eier],
        "telling": o["telling"].format(antall=len(carriers), oppgitt=stated(carriers, "plan")),
        "innhold": o["innhold"].format(mal=len(goals), antall=len(points)),
        "kilder_fra": o["kilder_fra"].format(dokumenter=names) if names else "",
    }


def pages(site: Site) -> Iterator[Page]:
    """Yield the plan: goals, measures, their status, and what carries them out."""
    o = words()["plan"]
    body = site.render.later("plan", **context(site.katalog, site.cards, site.i_dag))
    yield Page("plan/", o["tittel"], o["beskrivelse"], body, "plan")
