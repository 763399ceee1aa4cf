"""``make bench``: how long a build takes beside Hugo and plain MkDocs, where the time goes, and how long a check takes.

Every program gets the same posts, and all figures are from one run: machines are noisy, so only the ratios say
something on another. The first table is written into README.md, with the day and the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.data import ROT, project
from benchmarks.maling import Run, clear, median, medians, run, weight
from benchmarks.medlopere import empty, hugo, lay_out_hugo, lay_out_material, material
from benchmarks.servering import saved_to_shown

SIZES = (100, 1000, 5000)
LARGE = 5000
"""From so many measures on, each program is run once."""

ROUNDS = 7
"""So many times it is run before."""

SERVED = ("tiltak/{id}/", "finn/")
"""The pages that are waited for in ``make serve``."""

CHECKED = 2000
"""So many posts are there when one is checked."""

PLACE = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
"""Where in README.md the table stands."""


def ours(folder: Path) -> Run:
    """Build our site from nothing."""
    clear(folder, "site", ".cache")
    return run([sys.executable, "-m", "generator.cli", "bygg"], folder)


def again(folder: Path) -> Run:
    """Build our site once more after one post has changed."""
    post = next((folder / "tiltak").glob("*.yml"))
    post.write_text(post.read_text(encoding="utf-8").replace('kort: "', 'kort: "Nå: ', 1), encoding="utf-8")
    return run([sys.executable, "-m", "generator.cli", "bygg"], folder)


def number(value: float, decimals: int) -> str:
    """Write a number with a Norwegian decimal sign."""
    return f"{value:.{decimals}f}".replace(".", ",")


def race(base: Path, size: int) -> list[tuple[str, Run, int, float]]:
    """Let each program build the same posts in turn; return name, what it used, pages and MB."""
    times = 1 if size >= LARGE else ROUNDS
    folder, frame = project(base / f"vart-{size}", size), base / f"ramme-{size}.html"
    run([sys.executable, "-m", "benchmarks.ramme", str(frame)], folder)
    lay_out_material(base / f"material-{size}", folder)
    programs = {"tiltaksoversikten": (times, lambda: ours(folder))}
    sites = {"tiltaksoversikten": folder / "site"}
    if shutil.which("hugo"):
        lay_out_hugo(base / f"hugo-{size}", folder, frame.read_text(encoding="utf-8"))
        programs["Hugo"] = (times, lambda: hugo(base / f"hugo-{size}"))
        sites["Hugo"] = base / f"hugo-{size}" / "public"
    else:
        print("Hugo er ikke installert og er ikke med. På Debian: apt-get install hugo")
    programs["MkDocs og Material"] = (1 if size > SIZES[0] else times, lambda: material(base / f"material-{size}"))
    sites["MkDocs og Material"] = base / f"material-{size}" / "site"
    return [(name, used, *weight(sites[name])) for name, used in medians(programs).items()]


def race_table(base: Path, sizes: list[int]) -> str:
    """Return the race as a Markdown table."""
    rows = [
        "| tiltak | program | sekunder | mot Hugo | prosessor | minne | sider | HTML |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for size in sizes:
        found = race(base, size)
        by = next((used.wall for name, used, *_ in found if name == "Hugo"), 0)
        for name, used, pages, mb in found:
            ratio = f"{number(used.wall / by, 1)} ×" if by else "–"
            rows.append(
                f"| {size} | {name} | {number(used.wall, 2)} | {ratio} | {number(used.cpu, 2)} | "
                f"{used.memory:.0f} MB | {pages} | {number(mb, 1)} MB |"
            )
            print(rows[-1], flush=True)
    day = datetime.now(tz=UTC).date().isoformat()
    machine = f"{os.cpu_count()} kjerner, {platform.machine()}, Python {platform.python_version()}"
    return f"Målt {day} ({machine}).\n\n" + "\n".join(rows) + "\n"


def phase_table(base: Path, sizes: list[int]) -> None:
    """Print where our time goes, how much memory it takes, and how it stands to an empty Material site.

    «alle språk» is the whole in every language that is shipped; all else is in the language of the posts alone, as the
    race is. The last three are seconds when one post has changed: for ``tiltak bygg``, and in ``make serve`` until a
    browser has its page («side vist»), and until it has the list of all.
    """
    nothing = median(3, lambda: empty(base / "tom"))
    print(f"\nTom Material-side: {number(nothing.wall, 2)} s, {number(nothing.cpu, 2)} s prosessor\n")
    names = ["tiltak", "lese", "sider", "data", "indeks", "MkDocs", "i alt", "prosessor", "× tom", "minne"]
    names += ["alle språk", "én fil endret", "side vist", "liste vist"]
    print(f"| {' | '.join(names)} |\n{'|---' * len(names)}|")
    for size in sizes:
        folder = base / f"vart-{size}"
        whole, changed = ours(folder), again(folder)
        part: dict[str, float] = json.loads(run([sys.executable, "-m", "benchmarks.faser"], folder).answer)
        cells = [str(size), *(number(part[name], 2) for name in ("lese", "sider", "data", "indeks", "mkdocs"))]
        cells += [number(whole.wall, 2), number(whole.cpu, 2), number(whole.cpu / nothing.cpu, 1)]
        cells += [
            f"{whole.memory:.0f} MB",
            number(ours(project(base / f"sprak-{size}", size, languages=True)).wall, 2),
            number(changed.wall, 2),
            *(number(saved_to_shown(folder, page), 2) for page in SERVED),
        ]
        print(f"| {' | '.join(cells)} |", flush=True)


def check_table(base: Path) -> None:
    """Print how long ``tiltak sjekk`` takes on everything and on one file among many."""
    folder = project(base / "sjekk", CHECKED)
    one = min((folder / "tiltak").glob("*.yml")).relative_to(folder)
    command = [sys.executable, "-m", "generator.cli", "sjekk"]
    everything, single = median(3, lambda: run(command, folder)), median(3, lambda: run([*command, str(one)], folder))
    print(f"\ntiltak sjekk på {CHECKED} poster: {number(everything.cpu, 2)} s prosessor")
    print(f"tiltak sjekk på én av dem: {number(single.cpu, 2)} s prosessor")


def main() -> None:
    """Measure, print, and write the race into README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("antall", nargs="*", type=int, default=SIZES, help="hvor mange tiltak; ellers 100, 1000, 5000")
    sizes = list(parser.parse_args().antall)
    with tempfile.TemporaryDirectory(prefix="tiltak-bench-") as temporary:
        base = Path(temporary)
        table = race_table(base, sizes)
        phase_table(base, sizes)
        check_table(base)
    if sizes == list(SIZES):
        readme = ROT / "README.md"
        text = readme.read_text(encoding="utf-8")
        readme.write_text(PLACE.sub(lambda _: table, text), encoding="utf-8")


if __name__ == "__main__":
    main()
