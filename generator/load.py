"""The folder -> Katalog, or every problem at once. The one place where data comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.model import Enhet, Katalog, Tiltak
from generator.problem import Grad, Problem
from generator.reading.folder import ENDING, files, read_bytes
from generator.reading.posts import MAPPER, read_posts
from generator.reading.skjema import Json
from generator.reading.vokabular import Grunnlag, read_grunnlag
from generator.rules.checks import CHECKS
from generator.rules.linjer import LINE_CHECKS
from generator.rules.personvern import PRIVACY_CHECKS
from generator.rules.posts import Alt, Post


@dataclass(frozen=True, slots=True)
class Lest:
    """What was read: the catalogue (None when anything is a FEIL), every problem in order, every file, the schemas."""

    katalog: Katalog | None
    problemer: tuple[Problem, ...]
    filer: tuple[str, ...]
    skjemaer: Mapping[str, Json]


@dataclass(slots=True)
class _Lesing:
    """What piles up while reading."""

    problems: list[Problem]
    poster: list[Post] = field(default_factory=list)
    filer: list[str] = field(default_factory=list)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)


def load(rot: Path, i_dag: date) -> Lest:
    """Read, judge and type everything under the root."""
    grunnlag = read_grunnlag(rot)
    lesing = _Lesing(list(grunnlag.problemer))
    for mappe in MAPPER if grunnlag.filled else ():
        _read_folder(rot, mappe, grunnlag, lesing)
    if grunnlag.vokabular is not None:
        alt = Alt(tuple(lesing.poster), lesing.ids, grunnlag.vokabular, i_dag)
        for check in (*CHECKS, *LINE_CHECKS, *PRIVACY_CHECKS):
            lesing.problems.extend(check(alt))
    problems = tuple(sorted(set(lesing.problems), key=lambda problem: problem.key))
    stopped = any(problem.grad is Grad.FEIL for problem in problems)
    katalog = None if stopped else _katalog(lesing, grunnlag)
    return Lest(katalog, problems, tuple(lesing.filer), grunnlag.filled)


def _read_folder(rot: Path, mappe: str, grunnlag: Grunnlag, lesing: _Lesing) -> None:
    """Read every post of one folder."""
    known: set[str] = set()
    named = []
    for name, problem in files(rot, mappe):
        if problem is not None:
            lesing.problems.append(problem)
            known.add(problem.forslag.removesuffix(ENDING))
        if name:
            known.add(name.removesuffix(ENDING))
            named.append((name, f"{mappe}/{name}" if problem is None else problem.fil))
    lesing.ids[mappe] = frozenset(known)
    lesing.filer += [fil for _, fil in named]
    skjema = grunnlag.skjema(MAPPER[mappe])
    for (name, fil), said in zip(named, read_posts(rot, mappe, named, grunnlag), strict=True):
        lesing.problems += said.problemer
        raw = read_bytes(rot / mappe, name) if said.verdi is not None else b""
        if said.verdi is not None and isinstance(raw, bytes):
            lesing.poster.append(Post(fil, said.verdi, raw, skjema))


def _katalog(lesing: _Lesing, grunnlag: Grunnlag) -> Katalog | None:
    """Gather what was read into one catalogue, sorted by id."""
    if grunnlag.vokabular is None:
        return None
    tiltak = {post.verdi.id: post.verdi for post in lesing.poster if isinstance(post.verdi, Tiltak)}
    enheter = {post.verdi.id: post.verdi for post in lesing.poster if isinstance(post.verdi, Enhet)}
    return Katalog(dict(sorted(tiltak.items())), dict(sorted(enheter.items())), grunnlag.vokabular)
