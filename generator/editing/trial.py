"""Tries posts in a copy of the project, judged as ``tiltak sjekk`` judges: only what holds is left."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.load import load
from generator.place import MERKE
from generator.problem import Grad, Problem
from generator.reading.folder import MAPPER


class Dom(NamedTuple):
    """What holds, the FEIL of what does not, and the ADVARSEL of what does."""

    holder: frozenset[str]
    feil: tuple[Problem, ...]
    advarsler: tuple[Problem, ...]


def judged(rot: Path, i_dag: date, tekster: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what ``tiltak sjekk`` would say about files with new texts, each of them in its place."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(rot, Path(folder))
        for fil, text in tekster.items():
            _put(copy / fil, text.encode())
        return tuple(problem for problem in load(copy, i_dag).problemer if problem.fil in tekster)


def trial(rot: Path, i_dag: date, tekster: Mapping[str, str]) -> Dom:
    """Judge files with new texts; one with a FEIL is taken out, until what is left makes no new FEIL anywhere."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(rot, Path(folder))
        before = set(load(copy, i_dag).problemer)
        old = {fil: (copy / fil).read_bytes() if (copy / fil).exists() else None for fil in tekster}
        for fil, text in tekster.items():
            _put(copy / fil, text.encode())
        found: tuple[Problem, ...] = ()
        left, told = set(tekster), set[Problem]()
        while left:
            found = load(copy, i_dag).problemer
            new = {p for p in found if p.grad is Grad.FEIL and (p not in before or p.fil in left)}
            faulty = {problem.fil for problem in new} & left
            if not new:
                break
            told |= new
            for fil in faulty or set(left):  # a FEIL in a file that is not ours: no one knows whose doing it is
                _back(copy / fil, old[fil])
                left.discard(fil)
        warned = [p for p in found if p.grad is Grad.ADVARSEL and p.fil in left and p not in before]
        return Dom(frozenset(left), tuple(sorted(told, key=lambda problem: problem.key)), tuple(warned))


def _copy(rot: Path, copy: Path) -> Path:
    if (rot / MERKE).is_file():  # says which language the posts are in
        shutil.copyfile(rot / MERKE, copy / MERKE)
    for mappe in ("schema", *MAPPER):
        shutil.copytree(rot / mappe, copy / mappe, symlinks=True, ignore=_no_files, copy_function=shutil.copyfile)
    return copy


def _no_files(folder: str, _names: list[str]) -> set[str]:
    """Return what in a folder cannot be copied: pipes and the like. What is wrong with them, others tell."""
    with os.scandir(folder) as entries:
        return {e.name for e in entries if not (e.is_symlink() or e.is_file() or e.is_dir())}


def _put(path: Path, raw: bytes) -> None:
    """Write a file of the copy; where it is a link, what that leads to may lie outside, and stays."""
    path.unlink(missing_ok=True)
    path.write_bytes(raw)


def _back(path: Path, raw: bytes | None) -> None:
    """Put a file back as it was."""
    if raw is None:
        path.unlink()
    else:
        path.write_bytes(raw)
