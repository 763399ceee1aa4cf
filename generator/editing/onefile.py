"""Writes one file, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def new_file(path: Path, text: str) -> None:
    """Write a file that is not there yet; one that is, is left, and raises FileExistsError."""
    path.open("x").close()
    try:
        replace_file(path, text)
    except BaseException:
        path.unlink()
        raise


def replace_file(path: Path, text: str) -> None:
    """Let a text take the place of a file: whoever reads sees the old one or the new one, never half."""
    path.open("r+b").close()  # a file that may not be written is left, though its folder would let it be replaced
    beside = path.with_name(f".{path.name}.ny-{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
