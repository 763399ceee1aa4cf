"""The mark in every folder that we have built: it is ours to replace, and this many measures stood in it."""

from __future__ import annotations

import re
from pathlib import Path

NAVN = ".tiltaksoversikt"
"""The file. No page links to it."""

_COUNT = re.compile(r"^tiltak: (\d+)$", re.MULTILINE)


def write(folder: Path, tiltak: int) -> None:
    """Mark a folder as a site of ours with so many measures."""
    (folder / NAVN).write_text(f"Bygget av tiltaksoversikten.\ntiltak: {tiltak}\n", encoding="utf-8")


def is_marked(folder: Path) -> bool:
    """Tell whether a folder is a site that we have built."""
    return (folder / NAVN).is_file()


def is_ours(folder: Path) -> bool:
    """Tell whether a folder may be replaced: it is absent, empty, or a site that we have built."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return False
    return not folder.exists() or not any(folder.iterdir()) or is_marked(folder)


def measures(folder: Path) -> int:
    """Return how many measures stand in a site of ours; 0 where there is none, or its mark says nothing."""
    try:
        found = _COUNT.search((folder / NAVN).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return 0
    return int(found[1]) if found else 0
