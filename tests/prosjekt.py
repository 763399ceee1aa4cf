"""A small project without a fault, for tests that put one fault into it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from generator.load import Lest, load

T = TypeVar("T")

ROT = Path(__file__).parents[1]
FEIL = ROT / "tests" / "feil"
I_DAG = date(2026, 11, 21)

POST = (FEIL / "rot" / "tiltak" / "babysvomming.yml").read_text("utf-8")
"""A post without a fault."""


def lag(rot: Path) -> Path:
    """Make the project in a folder: our schemas and vocabularies, two units, one measure."""
    shutil.copytree(ROT / "schema", rot / "schema")
    shutil.copytree(FEIL / "rot" / "tiltak", rot / "tiltak")
    shutil.copytree(FEIL / "rot" / "enheter", rot / "enheter")
    (rot / "mkdocs.yml").write_text("site_name: Prøve\n", "utf-8")
    return rot


def prov(rot: Path, fil: str, raw: bytes) -> Lest:
    """Read the project with one more file, and take the file away again."""
    target = rot / fil
    target.write_bytes(raw)
    try:
        return load(rot, I_DAG)
    finally:
        target.unlink()


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Do some work; return the seconds of processor time that it took, and what came of it."""
    start = time.process_time()
    done = work()
    return time.process_time() - start, done
