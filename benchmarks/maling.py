"""One program run in a process of its own, and what it used. Only figures from the same run can be compared."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.data import ROT

UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Tells Python not to keep what it compiles. Then our program, not the packages, would be compiled at every start."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the clock, seconds of processor (user + system), peak memory in MB, and its own answer."""

    wall: float
    cpu: float
    memory: float
    answer: str


def clear(folder: Path, *names: str) -> None:
    """Move what an earlier run has made out of the way.

    It is not removed: for some seconds after many files have been, ext4 is slow to make as many new ones.
    """
    for name in names:
        if (folder / name).exists():
            (folder / name).rename(tempfile.mkdtemp(prefix="brukt-", dir=folder.parent) + f"/{name}")


def environment() -> dict[str, str]:
    """Return what every program that is measured finds around it."""
    return {
        **{name: value for name, value in os.environ.items() if name != UNCOMPILED},
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROT),
        "SOURCE_DATE_EPOCH": "1790000000",
    }


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a program in a folder and measure it, children included."""
    around = environment()
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=around)
    answer = process.stdout.read().decode() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} svarte {status}: {answer[-500:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, answer)


def median(times: int, once: Callable[[], Run]) -> Run:
    """Measure several times; the clock and the processor are medians, the rest is from the last."""
    return medians({"": (times, once)})[""]


def medians(programs: Mapping[str, tuple[int, Callable[[], Run]]]) -> dict[str, Run]:
    """Measure several programs in turn, each so many times: a slow minute of the machine falls on all of them."""
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for turn in range(max(times for times, _ in programs.values())):
        for name, (times, once) in programs.items():
            if turn < times:
                runs[name].append(once())
    return {name: _median(found) for name, found in runs.items()}


def _median(runs: Sequence[Run]) -> Run:
    return replace(
        runs[-1],
        wall=statistics.median(r.wall for r in runs),
        cpu=statistics.median(r.cpu for r in runs),
    )


def weight(site: Path) -> tuple[int, float]:
    """Return how many pages a site has, and how many MB of HTML they are."""
    pages = [file.stat().st_size for file in site.rglob("*.html")]
    return len(pages), sum(pages) / 1e6
