"""The folder -> Katalog, or every problem at once. The one place where data comes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.model import Enhet, Katalog, Tiltak
from generator.problem import Grad, Problem
from generator.reading.folder import ENDING, files, read_bytes
from generator.reading.judge import judge
from generator.reading.skjema import Json, Skjema
from generator.reading.typed import build
from generator.reading.vokabular import Grunnlag, read_grunnlag
from generator.reading.yamlfile import read
from generator.rules.checks import CHECKS
from generator.rules.klarsprak import PLAIN_CHECKS
from generator.rules.linjer import LINE_CHECKS
from generator.rules.personvern import PRIVACY_CHECKS
from generator.rules.posts import Alt, Post
from generator.rules.textchecks import check_texts

MAPPER = {"tiltak": "tiltak", "enheter": "enhet"}
"""Each folder of posts, and the schema its posts follow."""

_TYPER: dict[str, type[Any]] = {"tiltak": Tiltak, "enheter": Enhet}


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
    ids: dict[str, set[str]] = field(default_factory=dict)
    official: frozenset[str] = frozenset()


def load(rot: Path, i_dag: date) -> Lest:
    """Read, judge and type everything under the root."""
    grunnlag = read_grunnlag(rot)
    lesing = _Lesing(list(grunnlag.problemer))
    if grunnlag.filled:
        lesing.official = grunnlag.official()
        for mappe, navn in MAPPER.items():
            _read_folder(rot, mappe, grunnlag.skjema(navn), lesing)
    if grunnlag.vokabular is not None:
        ids = {mappe: frozenset(known) for mappe, known in lesing.ids.items()}
        alt = Alt(tuple(lesing.poster), ids, grunnlag.vokabular, i_dag)
        for check in (*CHECKS, *PLAIN_CHECKS, *LINE_CHECKS, *PRIVACY_CHECKS):
            lesing.problems.extend(check(alt))
    problems = tuple(sorted(set(lesing.problems), key=lambda problem: problem.key))
    stopped = any(problem.grad is Grad.FEIL for problem in problems)
    katalog = None if stopped else _katalog(lesing, grunnlag)
    return Lest(katalog, problems, tuple(lesing.filer), grunnlag.filled)


def _read_folder(rot: Path, mappe: str, skjema: Skjema, lesing: _Lesing) -> None:
    """Read every post of one folder."""
    known = lesing.ids.setdefault(mappe, set())
    for name, problem in files(rot, mappe):
        if problem is not None:
            lesing.problems.append(problem)
            known.add(problem.forslag.removesuffix(ENDING))
        if not name:
            continue
        fil = f"{mappe}/{name}" if problem is None else problem.fil
        known.add(name.removesuffix(ENDING))
        lesing.filer.append(fil)
        lesing.problems.extend(_read_post(rot / mappe / name, fil, skjema, lesing))


def _read_post(path: Path, fil: str, skjema: Skjema, lesing: _Lesing) -> Iterator[Problem]:
    """Read one post; its tree of nodes is let go as soon as it is judged."""
    raw = read_bytes(path.parent, path.name)
    if isinstance(raw, Problem):
        yield Problem(fil, 0, 0, "", raw.grad, raw.melding)
        return
    document = read(raw, fil, skjema.titler)
    judged = judge(document, skjema)
    yield from judged.problems
    yield from check_texts(document, skjema, lesing.official)
    if judged.data is not None:
        verdi = build(_TYPER[fil.partition("/")[0]], judged.data, id=path.name.removesuffix(ENDING))
        lesing.poster.append(Post(fil, verdi, raw, skjema))


def _katalog(lesing: _Lesing, grunnlag: Grunnlag) -> Katalog | None:
    """Gather what was read into one catalogue, sorted by id."""
    if grunnlag.vokabular is None:
        return None
    tiltak = {post.verdi.id: post.verdi for post in lesing.poster if isinstance(post.verdi, Tiltak)}
    enheter = {post.verdi.id: post.verdi for post in lesing.poster if isinstance(post.verdi, Enhet)}
    return Katalog(dict(sorted(tiltak.items())), dict(sorted(enheter.items())), grunnlag.vokabular)
