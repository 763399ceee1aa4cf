"""The posts and lists of a git revision, read without touching the working tree; and the posts of the tree itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from generator.judging.judge import judge
from generator.judging.skjema import Skjema
from generator.load_vokabular import Grunnlag, read_grunnlag
from generator.oppsett import pages_dir
from generator.place import MERKE, UsageError
from generator.reading.folder import ENDING, LISTEMAPPE, MAPPER, files, read_bytes
from generator.reading.yamlfile import read

Data = Mapping[str, Any]
REFUSED = "Git vil ikke lese denne mappen. Kjør «git status», så sier den hvorfor."
NO_GIT = "Fant ikke git på denne maskinen."

REGULAR = ("100644", "100755")
"""The modes of what is a file, and neither a link nor another repository."""


class Utgave(Protocol):
    """What is known of the posts at one time: the schema of each folder, and what each file is known by."""

    @property
    def skjemaer(self) -> Mapping[str, Skjema]:
        """The schema of each folder; none when it is unreadable."""

    @property
    def hasher(self) -> Mapping[str, str]:
        """The hash of each file."""

    @property
    def sider(self) -> str:
        """The folder of the pages that are written by hand; nothing when there is none."""

    def data(self, fil: str) -> Data | None:
        """Return the data of one post; None when it is not there, or cannot be read."""

    def navn(self, mappe: str, ident: str) -> str:
        """Return what a post is called here, or its id."""


@dataclass(frozen=True, slots=True)
class Revisjon:
    """One revision: the schema of each folder (none when unreadable), each file's hash and bytes."""

    skjemaer: Mapping[str, Skjema]
    hasher: Mapping[str, str]
    raw: Mapping[str, bytes]
    sider: str
    """The folder of the pages that are written by hand; nothing when there is none."""

    def data(self, fil: str) -> Data | None:
        """Return the data of one post; None when it is not there, or cannot be read."""
        raw = self.raw.get(fil)
        skjema = self.skjemaer.get(fil.partition("/")[0])
        if raw is None or skjema is None:
            return None
        data: Data | None = judge(read(raw, fil, skjema.titler), skjema).data
        return data

    def navn(self, mappe: str, ident: str) -> str:
        """Return what a post is called here, or its id."""
        data = self.data(f"{mappe}/{ident}{ENDING}")
        return str(data["navn"]) if data else ident

    def with_texts(self, tekster: Mapping[str, str]) -> Revisjon:
        """Return what this would be with other texts in some files."""
        raw = {fil: text.encode() for fil, text in tekster.items()}
        return replace(self, hasher={**self.hasher, **_hashes(raw)}, raw={**self.raw, **raw})


def parse_range(text: str, rot: Path) -> tuple[str, str]:
    """Return the two commits that «A..B» (or «A», or «A...B» from where they parted) names."""
    three = "..." in text
    first, dots, second = text.partition("..." if three else "..")
    a, b = _commit(first, rot), _commit(second if dots and second else "HEAD", rot)
    if three:
        base = git(rot, "merge-base", a, b)
        if base is None:
            raise UsageError(f"«{first}» og «{second}» har ingen felles historie.")
        a = base.decode().strip()
    return a, b


def changed_files(base: str, rot: Path) -> frozenset[str]:
    """Return the files that differ from where we and the base parted, saved in git or not, as paths from the root."""
    parted = git(rot, "merge-base", "--end-of-options", base, "HEAD") if base else None
    if parted is None:
        raise UsageError(f"Vi finner ikke «{base}» å sammenligne med. Er alt hentet med git fetch?")
    changed = git(rot, "diff", "--name-only", "--relative", "-z", parted.decode().strip(), "--") or b""
    new = git(rot, "ls-files", "--others", "--exclude-standard", "-z") or b""
    return frozenset(name for name in (changed + new).decode("utf-8", "surrogateescape").split("\0") if name)


def count_measures(name: str, rot: Path) -> int | None:
    """Return how many measures stand in the version that a name stands for; None when it is not known here."""
    try:
        return len(_listed(_commit(name, rot), rot, "tiltak"))
    except UsageError:
        return None


def read_revision(commit: str, rot: Path) -> Revisjon:
    """Read schemas, lists and posts of one commit into memory, and the pages that are written by hand."""
    sider = pages_dir(rot)
    hasher = _listed(commit, rot, *MAPPER, "schema", MERKE) | (_listed(commit, rot, sider, alt=True) if sider else {})
    raw = dict(zip(hasher, _blobs(rot, list(hasher.values())), strict=True))
    with TemporaryDirectory() as folder:
        for fil, content in raw.items():
            if fil.startswith("schema/") or fil == MERKE:
                path = Path(folder, fil)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        grunnlag = read_grunnlag(Path(folder))
    return Revisjon(_skjemaer(grunnlag), hasher, raw, sider)


def read_folder(rot: Path, grunnlag: Grunnlag) -> Revisjon:
    """Read the posts as they lie in the folder into memory."""
    found = {f"{mappe}/{name}": read_bytes(rot, f"{mappe}/{name}") for mappe in MAPPER for name, _ in files(rot, mappe)}
    raw = {fil: content for fil, content in found.items() if isinstance(content, bytes)}
    return Revisjon(_skjemaer(grunnlag), _hashes(raw), raw, "")


def _skjemaer(grunnlag: Grunnlag) -> Mapping[str, Skjema]:
    return {mappe: grunnlag.skjema(navn) for mappe, navn in MAPPER.items() if navn in grunnlag.filled}


def _hashes(raw: Mapping[str, bytes]) -> Mapping[str, str]:
    return {fil: sha256(content).hexdigest() for fil, content in raw.items()}


def _listed(commit: str, rot: Path, *folders: str, alt: bool = False) -> dict[str, str]:
    """Return the hash of every file of ours in some folders of a commit; with ``alt`` of every file there."""
    listing = git(rot, "ls-tree", "-r", "-z", "--end-of-options", commit, "--", *folders)
    hasher: dict[str, str] = {}
    for row in (listing or b"").decode("utf-8", "surrogateescape").split("\0"):
        facts, tab, fil = row.partition("\t")
        mode, _, sha = (*facts.split(" "), "", "")[:3]
        if tab and mode in REGULAR and (alt or _wanted(fil)):
            hasher[fil] = sha
    return hasher


def _wanted(fil: str) -> bool:
    """Tell whether a file is a post, a schema, a list or the settings: named as ours are, and nowhere else."""
    if fil == MERKE:
        return True
    path = PurePosixPath(fil)
    known = (*MAPPER, "schema", LISTEMAPPE)
    return str(path.parent) in known and path.suffix in (ENDING, ".json") and ".." not in path.parts


def _commit(name: str, rot: Path) -> str:
    """Return the hash of the commit a name stands for."""
    found = git(rot, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None or found.startswith(b"^"):  # «^HEAD» is all but HEAD
        if git(rot, "rev-parse", "--git-dir") is None:
            if is_refused(rot):
                raise UsageError(REFUSED)
            raise UsageError("Mappen er ikke under git, så vi har ingen tidligere utgave å sammenligne med.")
        shallow = (git(rot, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
        fetch = "git fetch --unshallow" if shallow else "git fetch"
        raise UsageError(f"Vi kjenner ikke versjonen «{name}». Er den hentet? Prøv «{fetch}».")
    return found.decode().strip()


def _blobs(rot: Path, hasher: Sequence[str]) -> list[bytes]:
    """Return the bytes of many files in one go."""
    if not hasher:
        return []
    out = git(rot, "cat-file", "--batch", given="".join(f"{sha}\n" for sha in hasher).encode()) or b""
    found: list[bytes] = []
    at = 0
    for _ in hasher:
        end = out.index(b"\n", at)
        size = int(out[at:end].rpartition(b" ")[2])
        found.append(out[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found


def is_refused(rot: Path) -> bool:
    """Tell whether a folder that git does not read is under git all the same."""
    return any((folder / ".git").exists() for folder in (rot, *rot.parents))


def git(rot: Path, *words: str, given: bytes = b"") -> bytes | None:
    """Run git in the project; None when it says no."""
    try:
        done = subprocess.run(  # noqa: S603 - git, with words of ours and names behind --end-of-options
            ["git", *words],  # noqa: S607 - the git on the person's own path
            cwd=rot,
            env=environment(),
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(f"{NO_GIT} Installer git, og prøv igjen.") from None
    return done.stdout if done.returncode == 0 else None


def environment() -> Mapping[str, str]:
    """Return the environment that git runs in: it answers in English, and leaves the repository as it is."""
    return {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
