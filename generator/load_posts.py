"""Many files -> what each of them says. A file that is as it was last time is not judged again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator import parallel
from generator.cache import Cache, fingerprint, program
from generator.judging.judge import judge
from generator.judging.skjema import Skjema
from generator.judging.typed import build, build_partly
from generator.load_vokabular import Grunnlag
from generator.model import Enhet, Tiltak, Vokabular
from generator.problem import Grad, Problem
from generator.reading.folder import CALLED, ENDING, MAPPER, read_bytes
from generator.reading.nodes import Document
from generator.reading.yamlfile import read
from generator.rules.klarsprak import PLAIN_CHECKS
from generator.rules.personvern import is_watched
from generator.rules.posts import Alt, Post
from generator.rules.textchecks import check_texts

TOGETHER = 40
"""So many files are one piece of work."""

_TYPER: dict[str, type[Any]] = {"tiltak": Tiltak, "enheter": Enhet}


class Source(NamedTuple):
    """One file of a folder: its id, what it is called in problems, and its bytes or why they cannot be read."""

    ident: str
    fil: str
    raw: bytes | Problem

    @classmethod
    def of(cls, folder: Path, name: str, fil: str) -> Source:
        """Read a file, once: what is judged, remembered and pointed into is the same bytes."""
        raw = read_bytes(folder, name)
        return cls(name.removesuffix(ENDING), fil, replace(raw, fil=fil) if isinstance(raw, Problem) else raw)


@dataclass(frozen=True, slots=True)
class Read:
    """What one file says: its problems and, when it is approved, its value. ``avtrykk`` is of its bytes.

    ``rest`` is what is right in a post that is not approved, ``wrong`` and ``uncertain`` are as in ``Judged``, and
    ``watched`` as in ``Post``. ``home`` is the folder where it belongs, when that is another.
    """

    fil: str
    avtrykk: bytes
    problemer: tuple[Problem, ...]
    verdi: Tiltak | Enhet | None = None
    watched: bool = False
    rest: Tiltak | Enhet | None = None
    wrong: frozenset[str] = frozenset()
    uncertain: frozenset[Problem] = frozenset()
    home: str = ""


@dataclass(frozen=True)
class Judge:
    """What the posts of one folder are judged by."""

    folder: Path
    skjema: Skjema
    official: frozenset[str]
    vokabular: Vokabular | None
    others: Mapping[str, Skjema]
    """The schemas of the posts of other folders: a file may lie in the wrong one."""

    @classmethod
    def of(cls, rot: Path, mappe: str, grunnlag: Grunnlag) -> Judge:
        """Return the judge of a folder."""
        skjemaer = {other: grunnlag.skjema(navn) for other, navn in MAPPER.items()}
        skjema = skjemaer.pop(mappe)
        return cls(rot / mappe, skjema, grunnlag.official(), grunnlag.vokabular, skjemaer)

    def read(self, sources: Sequence[Source]) -> list[Read]:
        """Return what some files say."""
        found = [self._one(source) for source in sources]
        more = self._checked([post for _, post in found if post is not None])
        return [replace(said, problemer=(*said.problemer, *more.get(said.fil, ()))) for said, _ in found]

    def _one(self, source: Source) -> tuple[Read, Post | None]:
        """Judge one file; its tree of nodes is let go as soon as it is judged."""
        ident, fil, raw = source
        if isinstance(raw, Problem):
            return Read(fil, b"", (raw,)), None
        document = read(raw, fil, self.skjema.titler, self.skjema.under)
        if home := self._home(document):
            message = f"Dette er {CALLED[home]}. Flytt filen til mappen {home}/."
            return Read(fil, fingerprint(raw), (Problem(fil, 0, 0, "", Grad.FEIL, message),), home=home), None
        judged = judge(document, self.skjema, check_texts(document, self.skjema, self.official))
        kind = _TYPER[self.folder.name]
        if judged.data is None:
            rest = None if judged.rest is None else build_partly(kind, judged.rest, id=ident)
            said = Read(
                fil, fingerprint(raw), judged.problems, rest=rest, wrong=judged.wrong, uncertain=judged.uncertain
            )
            return said, None
        verdi = build(kind, judged.data, id=ident)
        watched = is_watched(raw)
        return Read(fil, fingerprint(raw), judged.problems, verdi, watched), Post(fil, verdi, raw, self.skjema, watched)

    def _home(self, document: Document) -> str:
        """Return the folder of a post that is whole, but of another kind than those of this one; else nothing."""
        told = frozenset(getattr(document.root, "keys", ()))
        own = told & self.skjema.innhold["properties"].keys()
        for mappe, other in self.others.items():
            theirs = told & other.innhold["properties"].keys()
            if own < theirs and theirs.issuperset(other.innhold["required"]):
                return mappe
        return ""

    def _checked(self, posts: list[Post]) -> Mapping[str, list[Problem]]:
        """Return what the rules say that need no other post and no calendar, by file: it is kept with the posts."""
        out: dict[str, list[Problem]] = defaultdict(list)
        if self.vokabular is not None:
            alone = Alt(tuple(posts), {}, self.vokabular, date.min)
            for problem in (problem for check in PLAIN_CHECKS for problem in check(alone)):
                out[problem.fil].append(problem)
        return out


def read_posts(judge_: Judge, sources: Sequence[Source], store: Cache) -> Iterator[Read]:
    """Yield what each file of a folder says, in order: the same whether it is known from last time or not."""
    schemas = (judge_.skjema, *judge_.others.values())
    judged_by = ([one.innhold for one in schemas], sorted(judge_.official), judge_.vokabular)
    key = fingerprint(program(), repr(judged_by))
    kind = f"poster-{judge_.folder.name}"
    before: Mapping[str, Read] = store.get(kind, key) or {}
    now = {
        fil: before[fil]
        for _, fil, raw in sources
        if fil in before and isinstance(raw, bytes) and before[fil].avtrykk == fingerprint(raw)
    }
    new = [source for source in sources if source.fil not in now]
    pieces = [new[i : i + TOGETHER] for i in range(0, len(new), TOGETHER)]
    for said in parallel.each([partial(judge_.read, piece) for piece in pieces]):
        now |= {read_.fil: read_ for read_ in said}
    if new or len(now) != len(before):
        store.put(kind, key, now)
    return (now[source.fil] for source in sources)
