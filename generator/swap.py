"""Puts a finished site in the place of the old one, whole or not at all.

The new site is made beside the old one. A file that has not changed is the old file under a second name (a
hard link), so its date stays and nothing is copied; nothing is ever written into a file that a site holds.
Then the two folders change names in one step. Whoever is killed on the way leaves at most a folder with a
name of its own, which the next build removes. The old site is kept for the next build (generator.spare).
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from generator.cache import fingerprint

try:
    import fcntl
except ImportError:  # Windows: builds at once are not held apart there, only kept in folders of their own
    fcntl = None  # type: ignore[assignment]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

_NO_LOCKS = {errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS}
"""What a disk answers that cannot lock a folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else builds into ``folder``, and remove what a build that was killed has left.

    The lock is on the folder around it, so it leaves no file behind, and the system lets it go when we die. Where there
    are no locks, what others may be making is left alone; a site that has no name any more gets it back all the same.
    """
    if fcntl is None:
        _sweep(folder, clean=False)
        yield
        return
    around = os.open(folder.parent, os.O_RDONLY)
    try:
        _sweep(folder, clean=_locked(around))
        yield
    finally:
        os.close(around)


def _locked(folder: int) -> bool:
    """Lock an open folder when it is free; tell whether its disk can: one on the net may not."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return False
        raise
    return True


def beside(folder: Path) -> Path:
    """Return where the new site is made: next to the old one, so that a rename is enough. Nothing is there yet."""
    names = (folder.parent / f".{folder.name}.ny-{number}" for number in count(os.getpid()))
    return next(path for path in names if not os.path.lexists(path))


def replace(old: Path, new: Path) -> None:
    """Let ``new`` take the place of ``old``; what was there is at ``new`` then.

    Where the system can exchange two names in one step (Linux), whoever reads sees one whole site or the
    other at every moment; elsewhere there is an instant between two renames.
    """
    if not old.exists():
        new.rename(old)
        return
    _keep_unchanged(old, new)
    if not _exchange(old, new):
        exchange_by_renames(old, new)


def inside(folder: Path, path: str) -> Path:
    """Return the file at a path of the site; a path that would leave the folder is refused."""
    if path.startswith("/") or ".." in path.split("/"):
        raise OSError(errno.EPERM, "leaves the folder", path)
    return folder / path


def put(file: Path, twin: Path | None, content: bytes) -> bytes:
    """Write one file of the new site, or let it be its twin in the old site itself; return its digest.

    Where the old site is the new one («mkdocs serve»), the file is there, or takes its own place when it is whole.
    """
    digest = fingerprint(content)
    if not twin or not keep(file, twin, digest):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file == twin:
            made = file.with_name(f".{file.name}")
            made.write_bytes(content)
            made.replace(file)
        else:
            file.unlink(missing_ok=True)  # a name for a file that a site may hold
            file.write_bytes(content)
    return digest


def keep(file: Path, twin: Path, digest: bytes) -> bool:
    """Let a file of the new site be its twin in the old site where that has the digest; tell whether it is."""
    try:
        if twin.parent.is_symlink() or twin.is_symlink() or fingerprint(twin.read_bytes()) != digest:
            return False
        if file != twin and not _is_same(file, twin):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            file.hardlink_to(twin)
    except OSError:  # no such file there, or no hard links here
        return False
    return True


def remove(site: Path, paths: Iterable[str]) -> None:
    """Remove files from a site, and the folders that are empty then."""
    for path in paths:
        with suppress(OSError):
            (site / path).unlink()
            os.removedirs((site / path).parent)


def _is_same(a: Path, b: Path) -> bool:
    """Tell whether two names are for one file."""
    try:
        return os.path.samestat(a.lstat(), b.lstat())
    except FileNotFoundError:
        return False


def exchange_by_renames(a: Path, b: Path) -> None:
    """Exchange two names where the system has no call for it. Killed between the renames, the next build mends it."""
    aside = a.parent / f".{a.name}.gammel-{os.getpid()}"
    a.rename(aside)
    try:
        b.rename(a)
    except BaseException:  # Ctrl-C too: without its old site, the folder would be gone
        aside.rename(a)
        raise
    aside.rename(b)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two names in one step; False where the system or the disk has no such call."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0)


def _keep_unchanged(old: Path, new: Path) -> None:
    """Let each file of ``new`` that is the same in ``old`` be the old file itself, where the disk has hard links."""
    spare = new / ".lenke"
    for folder, _, _ in os.walk(new):
        twin = old / os.path.relpath(folder, new)
        before = {entry.name: entry for entry in os.scandir(twin)} if twin.is_dir() and not twin.is_symlink() else {}
        for made in list(os.scandir(folder)):
            kept = before.get(made.name)
            if kept is None or kept.inode() == made.inode() or not kept.is_file(follow_symlinks=False):
                continue
            if made.is_dir() or not filecmp.cmp(kept, made, shallow=False):
                continue
            try:
                spare.hardlink_to(kept)
            except OSError:
                return
            spare.replace(made)


def _sweep(folder: Path, *, clean: bool) -> None:
    """Give ``folder`` its old site back if it has none, and ``clean`` up what dead builds have left."""
    ours = re.compile(rf"\.{re.escape(folder.name)}\.(ny|gammel)-\d+")
    for path in sorted(folder.parent.iterdir()):
        found = ours.fullmatch(path.name)
        if found and found[1] == "gammel" and not folder.exists():
            path.rename(folder)
        elif found and clean:
            shutil.rmtree(path, ignore_errors=True)
