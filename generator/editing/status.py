"""What each unit should look at: missing, unconfirmed, expired, soon to expire, each with its line.

The rules are those of ``tiltak sjekk``; what is added here is what runs out within 30 days, and which line
of the file to edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator.judging.skjema import Json
from generator.load import Lest
from generator.model import Katalog, Tiltak
from generator.problem import Grad, Problem
from generator.reading.folder import ENDING, MAPPER, read_bytes
from generator.rules.checks import A_YEAR
from generator.telling.present import long_date
from generator.texts import BOKMAL, speaking

SOON = timedelta(days=30)

SLAG = ("utlopt", "snart", "mangler", "ubekreftet", "rett")
"""The kinds of rows, the most pressing first."""

_TOP = re.compile(r"^([a-z_]+)[ ]?:", re.MULTILINE)
_TIME = ("bekreftet", "periode", "varsel")


@dataclass(frozen=True, slots=True)
class Rad:
    """One thing to look at: whose, in which post, where, what kind, what it is, and the command that mends it."""

    enhet: str
    fil: str
    navn: str
    linje: int
    slag: str
    felt: str
    tekst: str
    kommando: str = ""
    """For whoever has the program; a page says in words how one does without it."""


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as the rows need it: its owner, its name, and the line of each of its fields."""

    fil: str
    enhet: str
    navn: str
    spor: str
    """How a problem ends that says whom to ask."""
    linjer: Mapping[str, int]
    rekkefolge: tuple[str, ...]

    def line(self, key: str) -> int:
        """Return the line of a field; of one that is missing, the line it belongs after."""
        if key in self.linjer or key not in self.rekkefolge:
            return self.linjer.get(key, 1)
        before = self.rekkefolge[: self.rekkefolge.index(key)]
        return max((self.linjer[name] for name in before if name in self.linjer), default=1)


@speaking(BOKMAL)
def status(rot: Path, lest: Lest, i_dag: date) -> tuple[Rad, ...]:
    """Return every row in bokmål, in order of unit, kind and file. Nothing while the data has a FEIL."""
    if lest.katalog is None:
        return ()
    titler = {mappe: _keys(lest.skjemaer[navn]) for mappe, navn in MAPPER.items()}
    posts = dict(_posts(rot, lest.katalog, titler))
    rows = [row for problem in lest.problemer for row in _told(problem, posts, titler)]
    for t in lest.katalog.tiltak.values():
        rows += _of_measure(t, posts[f"tiltak/{t.id}{ENDING}"], i_dag)
    return tuple(sorted(rows, key=lambda row: (row.enhet, SLAG.index(row.slag), row.fil, row.linje)))


def _keys(skjema: Json) -> dict[str, str]:
    """Return the key of each title among the outermost fields, in the order of the schema."""
    return {str(part.get("title", key)): key for key, part in skjema["properties"].items()}


def _posts(rot: Path, katalog: Katalog, titler: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, _Post]]:
    """Yield each post with the lines of its fields."""
    orders = {mappe: tuple(keys.values()) for mappe, keys in titler.items()}
    for mappe, posts in (("tiltak", katalog.tiltak), ("enheter", katalog.enheter)):
        for ident, post in posts.items():
            fil = f"{mappe}/{ident}{ENDING}"
            owner = post.enhet if isinstance(post, Tiltak) else ident
            yield (
                fil,
                _Post(fil, owner, post.navn, f" Spør: {katalog.enheter[owner].navn}.", _lines(rot, fil), orders[mappe]),
            )


def _lines(rot: Path, fil: str) -> dict[str, int]:
    """Return the line of each outermost field: fields begin at the margin, and nothing else does."""
    raw = read_bytes(rot, fil)
    text = raw.decode("utf-8-sig", "replace") if isinstance(raw, bytes) else ""
    found: dict[str, int] = {}
    line, seen = 1, 0
    for met in _TOP.finditer(text):
        line, seen = line + text.count("\n", seen, met.start()), met.start()
        found.setdefault(met[1], line)
    return found


def _told(problem: Problem, posts: Mapping[str, _Post], titler: Mapping[str, Mapping[str, str]]) -> Iterator[Rad]:
    """Turn one problem of ``tiltak sjekk`` into a row, unless it is told below with more words."""
    post = posts.get(problem.fil)
    if post is None:
        return
    key = titler[problem.fil.partition("/")[0]].get(problem.felt, "")
    if problem.grad is Grad.MANGLER:
        if key == "bekreftet":
            return
        slag = "mangler"
    else:
        slag = "utlopt" if _about_time(problem, post) else "rett"
    melding = problem.melding.removesuffix(post.spor)
    linje = problem.linje or post.line(key)
    yield Rad(post.enhet, post.fil, post.navn, linje, slag, problem.felt, melding)


def _about_time(problem: Problem, post: _Post) -> bool:
    """Tell whether the line of a problem lies in a field about time."""
    above = [(line, key) for key, line in post.linjer.items() if line <= problem.linje]
    return bool(above) and max(above)[1] in _TIME


def _of_measure(t: Tiltak, post: _Post, i_dag: date) -> Iterator[Rad]:
    """Yield what a measure's own dates and confirmation say."""
    confirming = f"tiltak bekreft {t.id}"
    for key, felt, end, todo in _ends(t):
        if i_dag <= end <= i_dag + SOON:
            text = f"{felt} går ut {long_date(end)}. {todo}"
            command = confirming if key == "bekreftet" else ""
            yield Rad(post.enhet, post.fil, post.navn, post.line(key), "snart", felt, text, command)
    if t.bekreftet is None:
        some = f" {len(t.antatt)} felt er antatt." if t.antatt else ""
        text = f"Ingen har bekreftet posten.{some} Les den, og bekreft at den stemmer."
        line = post.line("antatt" if t.antatt else "bekreftet")
        yield Rad(post.enhet, post.fil, post.navn, line, "ubekreftet", "Bekreftet", text, confirming)


def _ends(t: Tiltak) -> Iterator[tuple[str, str, date, str]]:
    """Yield each date after which something no longer holds: field, its name, the day, what to do."""
    if t.periode and t.periode.til and t.status != "avsluttet":
        yield "periode", "Perioden", t.periode.til, "Blir den forlenget, fast eller avsluttet?"
    if t.varsel:
        yield "varsel", "Varselet", t.varsel.til, "Slett det, eller sett en ny dato."
    if t.bekreftet:
        day = t.bekreftet.dato + A_YEAR
        yield "bekreftet", "Bekreftelsen", day, "Les posten, og bekreft at den fortsatt stemmer."
