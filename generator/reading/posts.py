"""Many files -> what each of them says. A file that is as it was last time is not judged again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator import parallel
from generator.cache import Cache, fingerprint, program
from generator.model import Enhet, Tiltak, Vokabular
from generator.problem import Problem
from generator.reading.folder import ENDING, read_bytes
from generator.reading.judge import judge
from generator.reading.skjema import Skjema
from generator.reading.typed import build
from generator.reading.vokabular import Grunnlag
from generator.reading.yamlfile import read
from generator.rules.klarsprak import PLAIN_CHECKS
from generator.rules.personvern import counts_are_not_small, is_watched
from generator.rules.posts import Alt, Post
from generator.rules.textchecks import check_texts

MAPPER = {"tiltak": "tiltak", "enheter": "enhet"}
"""Each folder of posts, and the schema its posts follow."""

POST_CHECKS = (*PLAIN_CHECKS, counts_are_not_small)
"""Rules that look at one post and the vocabularies, at no other post and no calendar: their answers are kept too."""

TOGETHER = 100
"""So many files are one piece of work."""

_TYPER: dict[str, type[Any]] = {"tiltak": Tiltak, "enheter": Enhet}


@dataclass(frozen=True, slots=True)
class Read:
    """What one file says: its problems and, when it is approved, its value. ``avtrykk`` is of its bytes.

    ``watched`` is as in ``Post``.
    """

    fil: str
    avtrykk: bytes
    problemer: tuple[Problem, ...]
    verdi: Tiltak | Enhet | None = None
    watched: bool = False


@dataclass(frozen=True)
class Judge:
    """What the posts of one folder are judged by."""

    folder: Path
    skjema: Skjema
    official: frozenset[str]
    vokabular: Vokabular | None

    @classmethod
    def of(cls, rot: Path, mappe: str, grunnlag: Grunnlag) -> Judge:
        """Return the judge of a folder."""
        return cls(rot / mappe, grunnlag.skjema(MAPPER[mappe]), grunnlag.official(), grunnlag.vokabular)

    def read(self, named: Sequence[tuple[str, str]]) -> list[Read]:
        """Return what some files say, each given by its name and by what it is called in problems."""
        found = [self._one(name, fil) for name, fil in named]
        more = self._checked([post for _, post in found if post is not None])
        return [replace(said, problemer=(*said.problemer, *more.get(said.fil, ()))) for said, _ in found]

    def _one(self, name: str, fil: str) -> tuple[Read, Post | None]:
        """Judge one file; its tree of nodes is let go as soon as it is judged."""
        raw = read_bytes(self.folder, name)
        if isinstance(raw, Problem):
            return Read(fil, b"", (replace(raw, fil=fil),)), None
        document = read(raw, fil, self.skjema.titler)
        judged = judge(document, self.skjema, check_texts(document, self.skjema, self.official))
        if judged.data is None:
            return Read(fil, fingerprint(raw), judged.problems), None
        verdi = build(_TYPER[self.folder.name], judged.data, id=name.removesuffix(ENDING))
        watched = is_watched(raw)
        return Read(fil, fingerprint(raw), judged.problems, verdi, watched), Post(fil, verdi, raw, self.skjema, watched)

    def _checked(self, posts: list[Post]) -> Mapping[str, list[Problem]]:
        """Return what the rules for single posts say, by file."""
        out: dict[str, list[Problem]] = defaultdict(list)
        if self.vokabular is not None:
            alone = Alt(tuple(posts), {}, self.vokabular, date.min)
            for problem in (problem for check in POST_CHECKS for problem in check(alone)):
                out[problem.fil].append(problem)
        return out


def read_posts(judge_: Judge, named: Sequence[tuple[str, str]], store: Cache) -> Iterator[Read]:
    """Yield what each file of a folder says, in order: the same whether it is known from last time or not."""
    key = fingerprint(program(), repr(judge_.skjema.innhold), repr(sorted(judge_.official)), repr(judge_.vokabular))
    kind = f"poster-{judge_.folder.name}"
    before: Mapping[str, Read] = store.get(kind, key) or {}
    now = {fil: before[fil] for name, fil in named if fil in before and _is(judge_.folder, name, before[fil])}
    new = [(name, fil) for name, fil in named if fil not in now]
    pieces = [new[i : i + TOGETHER] for i in range(0, len(new), TOGETHER)]
    for said in parallel.each([partial(judge_.read, piece) for piece in pieces]):
        now |= {read_.fil: read_ for read_ in said}
    if new or len(now) != len(before):
        store.put(kind, key, now)
    return (now[fil] for _, fil in named)


def _is(folder: Path, name: str, known: Read) -> bool:
    """Tell whether a file has the bytes that it had."""
    raw = read_bytes(folder, name)
    return isinstance(raw, bytes) and fingerprint(raw) == known.avtrykk
