"""The folder -> Katalog, or every problem at once. The one place where data comes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.cache import Cache
from generator.judging.skjema import Json
from generator.load_posts import Judge, Read, Source, read_posts
from generator.load_vokabular import Grunnlag, read_grunnlag
from generator.model import Enhet, Katalog, Tiltak
from generator.oppsett import languages
from generator.problem import Problem, stopping
from generator.reading.folder import ENDING, MAPPER, files, ids_below, strays
from generator.rules.checks import CHECKS, FIELD_CHECKS, GAP_CHECKS
from generator.rules.hjelpelinjer import HELP_LINE_CHECKS
from generator.rules.lister import LIST_CHECKS, Lister
from generator.rules.personvern import PRIVACY_CHECKS
from generator.rules.posts import Alt, Check, Post

_OF_PARTS = frozenset((*FIELD_CHECKS, *GAP_CHECKS))
"""The rules that need no whole post."""


@dataclass(frozen=True, slots=True)
class Lest:
    """What was read: the catalogue (None when anything is a FEIL), every problem in order, every file, the schemas."""

    katalog: Katalog | None
    problemer: tuple[Problem, ...]
    filer: tuple[str, ...]
    skjemaer: Mapping[str, Json]


@dataclass(slots=True)
class Lesing:
    """One reading: what is judged by, and what piles up on the way."""

    rot: Path
    grunnlag: Grunnlag
    problems: list[Problem] = field(init=False)
    uncertain: set[Problem] = field(default_factory=set)
    poster: list[Post] = field(default_factory=list)
    rester: list[Post] = field(default_factory=list)
    filer: list[str] = field(default_factory=list)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    astray: dict[str, set[str]] = field(default_factory=lambda: {mappe: set() for mappe in MAPPER})
    """The ids of the posts that belong in each folder, and lie in another: that is told, and no reference to them."""

    def __post_init__(self) -> None:
        """Begin with what is wrong with the schemas and the vocabularies, and with what lies in the wrong place."""
        self.problems = [*self.grunnlag.problemer, *strays(self.rot, MAPPER)]

    def names(self, mappe: str) -> list[tuple[str, str]]:
        """Return every post of a folder: the name of its file, and what the file is called in problems."""
        known: set[str] = set()
        named = []
        for name, problem in files(self.rot, mappe):
            if problem is not None:
                self.problems.append(problem)
                known |= {problem.forslag.removesuffix(ENDING), *ids_below(self.rot / problem.fil)}
            if name:
                known.add(name.removesuffix(ENDING))
                named.append((name, f"{mappe}/{name}" if problem is None else problem.fil))
        self.ids[mappe] = frozenset(known)
        self.filer += [fil for _, fil in named]
        return named

    def keep(self, judge: Judge, source: Source, said: Read) -> None:
        """Take in what one file of a folder says."""
        self.problems += said.problemer
        self.uncertain |= said.uncertain
        if said.home:
            self.astray[said.home].add(source.ident)
        kept = self.rester if said.verdi is None else self.poster
        verdi = said.rest if said.verdi is None else said.verdi
        if verdi is not None and isinstance(source.raw, bytes):
            kept.append(Post(said.fil, verdi, source.raw, judge.skjema, said.watched, said.wrong))

    def judge(self, i_dag: date, checks: Sequence[Check]) -> list[Problem]:
        """Return what some rules say of the posts together, and keep it.

        A post that is not approved is looked at too, by the rules that need no more of it than what is right. What a
        rule tells of a place goes before what was uncertain there.
        """
        if self.grunnlag.vokabular is None:
            return []
        ids = {mappe: known | self.astray[mappe] for mappe, known in self.ids.items()}
        alt = Alt(tuple(self.poster), ids, self.grunnlag.vokabular, i_dag)
        more = Alt((*self.poster, *self.rester), ids, self.grunnlag.vokabular, i_dag)
        found = [problem for check in checks for problem in check(more if check in _OF_PARTS else alt)]
        known = {(problem.fil, problem.linje, problem.kolonne) for problem in stopping(found)}
        better = {p for p in self.uncertain if (p.fil, p.linje, p.kolonne) in known}
        self.problems = [*(problem for problem in self.problems if problem not in better), *found]
        return found

    def judge_lists(self, i_dag: date) -> None:
        """Keep what the rules say of the closed lists."""
        if self.grunnlag.vokabular is not None:
            lister = Lister(self.rot, self.grunnlag.vokabular, i_dag, languages(self.rot))
            self.problems += [problem for check in (*LIST_CHECKS, *HELP_LINE_CHECKS) for problem in check(lister)]

    def told(self) -> tuple[Problem, ...]:
        """Return every problem once, in order."""
        return tuple(sorted(set(self.problems), key=lambda problem: problem.key))


def load(rot: Path, i_dag: date) -> Lest:
    """Read, judge and type everything under the root."""
    grunnlag = read_grunnlag(rot)
    lesing = Lesing(rot, grunnlag)
    for mappe in MAPPER if grunnlag.filled else ():
        judge = Judge.of(rot, mappe, grunnlag)
        sources = [Source.of(judge.folder, name, fil) for name, fil in lesing.names(mappe)]
        for source, said in zip(sources, read_posts(judge, sources, Cache.of(rot)), strict=True):
            lesing.keep(judge, source, said)
    lesing.judge_lists(i_dag)
    lesing.judge(i_dag, (*CHECKS, *PRIVACY_CHECKS))
    problems = lesing.told()
    katalog = None if stopping(problems) else _katalog(lesing)
    return Lest(katalog, problems, tuple(lesing.filer), grunnlag.filled)


def _katalog(lesing: Lesing) -> Katalog | None:
    """Gather what was read into one catalogue, sorted by id."""
    if lesing.grunnlag.vokabular is None:
        return None
    tiltak = {post.verdi.id: post.verdi for post in lesing.poster if isinstance(post.verdi, Tiltak)}
    enheter = {post.verdi.id: post.verdi for post in lesing.poster if isinstance(post.verdi, Enhet)}
    return Katalog(dict(sorted(tiltak.items())), dict(sorted(enheter.items())), lesing.grunnlag.vokabular)
