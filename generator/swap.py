"""Puts a finished site in the place of the old one, whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

MARK = ".tiltaksoversikt"
"""A file in every folder that we have built, so that we never empty a folder that is not ours."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def is_ours(folder: Path) -> bool:
    """Tell whether a folder may be replaced: it is absent, empty, or a site that we have built."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return False
    return not folder.exists() or not any(folder.iterdir()) or (folder / MARK).is_file()


def beside(folder: Path) -> Path:
    """Return where the new site is made: next to the old one, so that a rename is enough."""
    return folder.parent / f".{folder.name}.ny-{os.getpid()}"


def replace(old: Path, new: Path) -> None:
    """Let ``new`` take the place of ``old`` and remove what was there.

    Where the system can exchange two names in one step (Linux), whoever reads sees one whole site or the
    other at every moment; elsewhere there is an instant between two renames.
    """
    if not old.exists():
        new.rename(old)
        return
    if _exchange(old, new):
        shutil.rmtree(new)
        return
    aside = old.parent / f".{old.name}.gammel-{os.getpid()}"
    old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two names in one step; False where the system has no such call."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0)
