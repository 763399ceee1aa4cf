"""What git tells of the posts since they were first there: each commit compared with the one before, as readers saw it.

A commit that the site could not be built from was never shown. So a field, or a whole file, that has a fault in one
commit is compared when it is right again, with what it was when it was last right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from subprocess import PIPE, Popen
from types import TracebackType
from typing import IO, Final, Self, cast

from generator.cache import Cache, fingerprint, of_values, program, remembered
from generator.editing.changes import LEFT_BEHIND, Endring, changes
from generator.editing.revisions import NO_GIT, REFUSED, REGULAR, Data, Utgave, environment, git, is_refused
from generator.judging.coerce import coerce
from generator.judging.skjema import Json, Skjema, make
from generator.place import UsageError
from generator.problem import Grad, stopping
from generator.reading.folder import ENDING, ID_FORM, MAPPER
from generator.reading.rawtext import MAX_BYTES
from generator.reading.yamlfile import read
from generator.texts import BOKMAL, speaking

MOST_COMMITS: Final = 200
"""So far back is looked: a year with four changes a week. What is older, nobody who follows the site waits for."""

MOST_POSTS: Final = 600
"""So many posts of those commits are read, the newest first: to read them takes a second."""

TAKEN_OVER: Final = 20
"""A commit that removes so many posts, and leaves as good as none, is where another municipality took the folder."""

LEFT_OUT: Final = "Atom-strømmene med endringer er utelatt."
UNDER_NOTHING: Final = "Mappen er ikke under git."
NONE_KEPT: Final = "Git har ingen versjon av tiltakene ennå."
SHALLOW: Final = (
    "Atom-strømmene har bare de siste endringene, for git har ikke hele historien her. "
    "Resten får du med «git fetch --unshallow»."
)

_KEPT = "endringer"
"""The name in the cache of what was told last."""

_LAST_DAY = 253_402_300_799
"""The last second of the year 9999: git keeps any number as a time, and a calendar ends here."""

_COMMIT = re.compile(r"@(?P<versjon>[0-9a-f]+) (?P<tid>[0-9]+)")
_FILE = re.compile(
    rf":(?P<mode>[0-9]+) (?P<new_mode>[0-9]+) (?P<sha>[0-9a-f]+) (?P<new_sha>[0-9a-f]+) [A-Z]\t"
    rf"(?P<fil>(?:{'|'.join(MAPPER)})/{ID_FORM.pattern}{re.escape(ENDING)})"
)
"""How git lists a commit, as we ask for it, and one post that it changes. Other files are no posts."""


@dataclass(frozen=True, slots=True)
class Hendelse:
    """What one commit changed in one post, as sentences without the post's name; of which units it is, by their ids.

    ``versjon`` is the id of the commit and ``tid`` its time, as seconds since 1970.
    """

    versjon: str
    tid: int
    fil: str
    navn: str
    tekster: tuple[str, ...]
    enheter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Historie:
    """What was changed, the newest first, and when the posts were last changed."""

    tid: int
    hendelser: tuple[Hendelse, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit, and the hash of each post that it changes, before and after; ``""`` where there was or is none."""

    versjon: str
    tid: int
    filer: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The commits that changed posts, the newest first, and what is to be said of them to who builds the site."""

    commits: tuple[Commit, ...] = ()
    merknad: str = ""

    @property
    def told(self) -> Iterator[Commit]:
        """The commits that are told. Before the very first there was nothing, or git does not have it here."""
        posts = 0
        for commit in self.commits if len(self.commits) == MOST_COMMITS else self.commits[:-1]:
            posts += len(commit.filer)
            if posts > MOST_POSTS:
                return
            yield commit


def listing(rot: Path) -> Listing:
    """List the commits that changed posts. Where git tells nothing, that is said, and nothing is raised."""
    try:
        found = tuple(_since_taken_over(rot, _listed(_log(rot))))
        if not found:
            return Listing(merknad=f"{LEFT_OUT} {_why(rot)}")
        shallow = len(found) < MOST_COMMITS and git(rot, "rev-parse", "--is-shallow-repository") == b"true\n"
    except (UsageError, OSError):
        return Listing(merknad=f"{LEFT_OUT} {NO_GIT}")
    return Listing(found, SHALLOW if shallow else "")


@speaking(BOKMAL)
def history(rot: Path, found: Listing, skjemaer: Mapping[str, Json], store: Cache | None) -> Historie:
    """Return what the listed commits changed for readers, in bokmål, in the words that the schemas have today."""
    told = tuple(found.told)
    hendelser = remembered(
        store,
        _KEPT,
        lambda: fingerprint(program(), of_values((skjemaer, told))),
        lambda: tuple(_hendelser(rot, told, {mappe: make(skjemaer[navn]) for mappe, navn in MAPPER.items()})),
    )
    return Historie(found.commits[0].tid, hendelser)


def _log(rot: Path) -> str:
    """Return what git says of the commits that changed posts, as one works on them, and not as someone has set it."""
    settings = ("-c", "log.diffMerges=separate", "-c", "core.quotePath=true")
    shape = ("--raw", "--no-abbrev", "--no-renames", "--relative", "--no-color", "--no-show-signature")
    line = ("HEAD", "--first-parent", "-m", "--root", f"--max-count={MOST_COMMITS}", "--format=@%H %ct")
    return (git(rot, *settings, "log", *line, *shape, "--", *MAPPER) or b"").decode("utf-8", "replace")


def _why(rot: Path) -> str:
    """Return why git lists nothing."""
    if git(rot, "rev-parse", "--git-dir") is not None:
        return NONE_KEPT
    return REFUSED if is_refused(rot) else UNDER_NOTHING


def _listed(log: str) -> Iterator[Commit]:
    """Yield each commit of a listing."""
    for part in re.split(r"^(?=@)", log, flags=re.MULTILINE):
        if met := _COMMIT.match(part):
            files = (found for line in part.splitlines() if (found := _FILE.fullmatch(line)))
            filer = ((f["fil"], _sha(f["mode"], f["sha"]), _sha(f["new_mode"], f["new_sha"])) for f in files)
            yield Commit(met["versjon"], min(int(met["tid"]), _LAST_DAY), tuple(filer))


def _since_taken_over(rot: Path, commits: Iterator[Commit]) -> Iterator[Commit]:
    """Yield the commits, the newest first, down to the one where nine of ten posts are gone: older is not of us."""
    for commit in commits:
        yield commit
        gone = sum(not new_sha for _, _, new_sha in commit.filer)
        if gone >= TAKEN_OVER:
            there = (git(rot, "ls-tree", "-r", "--name-only", commit.versjon, "--", *MAPPER) or b"").count(b"\n")
            left = there - sum(not sha for _, sha, _ in commit.filer)
            if 9 * left < gone:
                return


def _sha(mode: str, sha: str) -> str:
    """Return the hash of a file; none where there is no file, or a link."""
    return sha if mode in REGULAR else ""


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as one commit has it. ``uncertain`` are the fields that have a fault, and are not in ``data``."""

    sha: str
    data: Data
    uncertain: frozenset[str] = frozenset()

    def after(self, had: _Post | None) -> _Post:
        """Return it with what readers had before in the fields that have a fault."""
        if not (self.uncertain and had):
            return self
        kept = {key: had.data[key] for key in self.uncertain & had.data.keys()}
        return _Post(self.sha, {**self.data, **kept}, self.uncertain & had.uncertain)

    def before(self, now: _Post) -> _Post:
        """Return it with what is there now in the fields that have a fault: of them nothing is told."""
        return _Post(self.sha, {**self.data, **{key: now.data[key] for key in self.uncertain & now.data.keys()}})


@dataclass(frozen=True)
class _Reader:
    """Reads the posts of commits by the schemas of today, each version once."""

    skjemaer: Mapping[str, Skjema]
    blobs: _Blobs
    _known: dict[tuple[str, str], _Post | None] = field(default_factory=dict)

    @cached_property
    def _partly(self) -> Mapping[str, Skjema]:
        """The schemas, of which a post may have some fields alone."""
        return {mappe: Skjema({**s.innhold, "required": []}, s.titler) for mappe, s in self.skjemaer.items()}

    def post(self, fil: str, name: str) -> _Post | None:
        """Return a version of a post by the name that git knows it by; None where it cannot be read."""
        mappe = fil.partition("/")[0]
        if (mappe, name) not in self._known:
            found = self.blobs.read(name)
            self._known[mappe, name] = self._read(mappe, fil, *found) if found else None
        return self._known[mappe, name]

    def _read(self, mappe: str, fil: str, sha: str, raw: bytes) -> _Post | None:
        skjema, partly = self.skjemaer[mappe], self._partly[mappe]
        document = read(raw, fil, skjema.titler, skjema.under)
        coerced = coerce(document, skjema)
        data = coerced.data
        if not isinstance(data, dict) or stopping(document.problems):
            return None
        wrong = {path[0] for path, problem in coerced.problems if path and problem.grad is Grad.FEIL}
        if not wrong and skjema.approves(data):
            return _Post(sha, data)
        right = {key: value for key, value in data.items() if key not in wrong and partly.approves({key: value})}
        asked = {*data, *skjema.innhold["required"]}
        return _Post(sha, right, frozenset(asked - right.keys())) if "navn" in right else None


@dataclass(frozen=True)
class _Seen:
    """Some posts as readers saw them in one commit, and the names of all others."""

    reader: _Reader
    commit: str
    poster: dict[str, _Post] = field(default_factory=dict)

    @property
    def skjemaer(self) -> Mapping[str, Skjema]:
        """The schema of each folder."""
        return self.reader.skjemaer

    @property
    def sider(self) -> str:
        """Nothing: only posts have a history."""
        return ""

    @property
    def hasher(self) -> Mapping[str, str]:
        """The hash of each of the posts."""
        return {fil: post.sha for fil, post in self.poster.items()}

    def data(self, fil: str) -> Data | None:
        """Return the data of one of the posts."""
        return self.poster[fil].data if fil in self.poster else None

    def navn(self, mappe: str, ident: str) -> str:
        """Return what any post is called here, or its id."""
        fil = f"{mappe}/{ident}{ENDING}"
        post = self.poster.get(fil) or self.reader.post(fil, f"{self.commit}:./{fil}")
        return str(post.data["navn"]) if post else ident


def _hendelser(rot: Path, told: Sequence[Commit], skjemaer: Mapping[str, Skjema]) -> Iterator[Hendelse]:
    """Yield what each of the commits changed, the newest first."""
    with _Blobs(rot) as blobs:
        reader = _Reader(skjemaer, blobs)
        had: dict[str, _Post | None] = {}
        found = [list(_of_commit(commit, reader, had)) for commit in reversed(told)]
    for hendelser in reversed(found):
        yield from hendelser


def _of_commit(commit: Commit, reader: _Reader, had: dict[str, _Post | None]) -> Iterator[Hendelse]:
    """Yield what one commit changed. ``had`` is what readers had of each post before, and what they have after."""
    a, b = _Seen(reader, f"{commit.versjon}^"), _Seen(reader, commit.versjon)
    for fil, sha, new_sha in commit.filer:
        met_before = fil in had
        was = had[fil] if met_before else reader.post(fil, sha) if sha else None
        now = reader.post(fil, new_sha) if new_sha else None
        had[fil] = now.after(was) if now else was if new_sha else None
        if new_sha and not now:
            continue
        if was:
            a.poster[fil] = was.before(now) if now else was
        elif sha and not met_before:
            continue  # what readers had, is older than what we look at
        if now:
            b.poster[fil] = now.after(was)
    for fil, endringer in groupby(changes(a, b), key=attrgetter("fil")):
        yield _hendelse(commit, fil, list(endringer), a, b)


def _hendelse(commit: Commit, fil: str, endringer: Sequence[Endring], a: Utgave, b: Utgave) -> Hendelse:
    """Return what is told of one post: what stands in lists, and not what someone has written."""
    told = (endring for endring in endringer if endring.slag != LEFT_BEHIND)
    tekster = dict.fromkeys(endring.diskret or endring.tekst for endring in told)
    mappe, _, name = fil.partition("/")
    found = [data for data in (a.data(fil), b.data(fil)) if data]
    owners = [str(data["enhet"]) for data in found if "enhet" in data]
    enheter = owners if mappe == "tiltak" else [name.removesuffix(ENDING)]
    return Hendelse(commit.versjon, commit.tid, fil, endringer[0].navn, tuple(tekster), tuple(dict.fromkeys(enheter)))


class _Blobs:
    """What git keeps, read by one git for as long as it is asked."""

    def __init__(self, rot: Path) -> None:
        """Start git. What it would have to fetch from elsewhere counts as not there."""
        self._git = Popen(
            ["git", "cat-file", "--batch"],  # noqa: S607 - the git on the person's own path
            cwd=rot,
            env={**environment(), "GIT_NO_LAZY_FETCH": "1"},
            stdin=PIPE,
            stdout=PIPE,
        )

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Let git end."""
        self._git.__exit__(kind, error, tb)

    def read(self, name: str) -> tuple[str, bytes] | None:
        """Return the hash and the bytes of a file; None when it is not here, or larger than a post may be."""
        asked, answer = cast("IO[bytes]", self._git.stdin), cast("IO[bytes]", self._git.stdout)
        asked.write(f"{name}\n".encode())
        asked.flush()
        sha, kind, size = (*answer.readline().decode().split(), "", "", "")[:3]
        if not size.isdigit():
            return None
        raw = answer.read(int(size) + 1)[:-1]
        return (sha, raw) if kind == "blob" and len(raw) <= MAX_BYTES else None
