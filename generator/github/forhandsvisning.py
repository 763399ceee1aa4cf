"""The site as files that one opens from a folder: ``make forhandsvisning``, the preview of a pull request.

A browser shows no ``index.html`` when a file leads to a folder. So each link to a page leads to its file here. It loads
no modules from files either, and pages stand as they do without JavaScript.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Final

from generator.mark import is_ours
from generator.place import UsageError, answered

_TO_A_PAGE: Final = re.compile(r'(\s(?:href|action)="(?![a-z]+:|/)(?:[^"#?]*/|(?:\.\./)*\.{1,2}))(?=["#?])')
"""A link to a page of the site, from another: it ends in ``/``, or is a folder by name."""


def by_files(html: str) -> str:
    """Return a page where each link to another leads to its file."""
    return _TO_A_PAGE.sub(lambda found: f"{found[1].removesuffix('/')}/index.html", html)


def make(site: Path, til: Path) -> None:
    """Copy a built site to a folder, in place of the site of ours that may be there.

    The page of what is not found is left out: it may be shown at any address, so its links begin at the root.
    """
    if til.exists():
        shutil.rmtree(til)
    shutil.copytree(site, til, ignore=shutil.ignore_patterns("404.html"))
    for page in til.rglob("*.html"):
        page.write_text(by_files(page.read_text("utf-8")), "utf-8")


def main(argv: list[str]) -> int:
    """Make it: the built site as first word, the folder as second."""
    if len(argv) != 2:  # noqa: PLR2004 - from where, and to where
        raise UsageError("Skriv mappen med nettstedet, og mappen forhåndsvisningen skal ligge i.")
    site, til = map(Path, argv)
    if not (site / "index.html").is_file():
        raise UsageError(f"Det ligger ikke noe nettsted i {site}. Kjør make site først.")
    if not is_ours(til) or til.resolve().is_relative_to(site.resolve()):
        raise UsageError(f"{til} er ikke tom, og er ikke en forhåndsvisning. Velg en annen mappe.")
    make(site, til)
    sys.stdout.write(f"Åpne {til / 'index.html'} i nettleseren.\n")
    return 0


if __name__ == "__main__":
    sys.exit(answered(lambda: main(sys.argv[1:])))
