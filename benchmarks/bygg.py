"""``make bench``: how long a build takes, and where the time goes, beside an empty Material site.

Every figure is from a process of its own in the same run, since machines are noisy and only figures from one
run can be compared. Processor time is user + system; memory is the process' peak.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import ROT, project

SIZES = (100, 1000, 5000)
EMPTY = 'site_name: "Tom"\ntheme:\n  name: material\n  font: false\n  language: nb\nplugins: []\n'


@dataclass(frozen=True, slots=True)
class Run:
    """What one process used: seconds on the clock, seconds of processor, peak memory in MB, its own answer."""

    wall: float
    cpu: float
    memory: float
    answer: str


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a program in a folder and measure it, children included."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_env())
    answer = process.stdout.read().decode() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} svarte {status}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, answer)


def _env() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROT), "SOURCE_DATE_EPOCH": "1790000000"}


def empty_site(folder: Path) -> Run:
    """Build a Material site with one short page and nothing else."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Tom\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(EMPTY, encoding="utf-8")
    return run([sys.executable, "-m", "mkdocs", "build", "-q"], folder)


def phases(folder: Path) -> dict[str, float]:
    """Return the seconds of each phase of one build, measured inside it."""
    answer = run([sys.executable, "-m", "benchmarks.faser"], folder).answer
    found: dict[str, float] = json.loads(answer)
    return found


def main() -> None:
    """Measure every size and print one table."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="tiltak-bench-") as temporary:
        base = Path(temporary)
        empty = empty_site(base / "tom")
        print(f"Tom Material-side: {empty.wall:.2f} s, {empty.cpu:.2f} s prosessor, {empty.memory:.0f} MB\n")
        print("| tiltak | lese | sider | indeks | MkDocs | i alt | prosessor | × tom | minne |")
        print("|---|---|---|---|---|---|---|---|---|")
        for size in SIZES:
            folder = project(base / str(size), size)
            whole = run([sys.executable, "-m", "generator.cli", "bygg"], folder)
            part = phases(folder)
            print(
                f"| {size} | {part['lese']:.2f} | {part['sider']:.2f} | {part['indeks']:.2f} "
                f"| {part['mkdocs']:.2f} | {whole.wall:.2f} | {whole.cpu:.2f} "
                f"| {whole.cpu / empty.cpu:.1f} | {whole.memory:.0f} MB |",
                flush=True,
            )


if __name__ == "__main__":
    main()
