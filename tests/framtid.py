"""The day MkDocs is gone: the same plugin builds the same site under ProperDocs.

Run by «make test-framtid» and not with the other tests, since it fetches packages for an environment of
its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.nettsted import ADRESSE, ROT, Nettsted, environment

if TYPE_CHECKING:
    from collections.abc import Mapping

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
"""The one line of a page that says what built it."""

BIN = "Scripts" if os.name == "nt" else "bin"


def run(*words: str | Path, env: Mapping[str, str] | None = None) -> None:
    """Run a command and tell what it said when it fails."""
    done = subprocess.run(words, cwd=ROT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="module")
def properdocs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment with ProperDocs, Material and this package, in the versions that run here."""
    folder = tmp_path_factory.mktemp("framtid")
    here = sorted(f"{d.name}=={d.version}\n" for d in distributions() if d.name != "tiltaksoversikt")
    constraints = folder / "constraints.txt"
    constraints.write_text("".join(here), encoding="utf-8")
    run(sys.executable, "-m", "venv", folder / "miljo")
    python = folder / "miljo" / BIN / "python"
    package = folder / "pakke"
    shutil.copytree(ROT / "generator", package / "generator")
    for path in (ROT / "pyproject.toml", *ROT.glob("*.md"), *ROT.glob("LICENSE*")):
        shutil.copy(path, package)
    run(python, "-m", "pip", "install", "--quiet", "--constraint", constraints, "properdocs", package)
    return python


def comparable(site: Nettsted) -> dict[str, bytes]:
    """Return the files of a site, without the line that says what built each page."""
    return {path: GENERATOR.sub(b"", data) for path, data in site.files().items()}


def test_properdocs_builds_the_same_site(properdocs: Path, nettsted: Nettsted, tmp_path: Path) -> None:
    """ProperDocs builds the same pages and files as MkDocs, byte for byte but for the name of the builder."""
    built = Nettsted(tmp_path / "ut", ROT)
    words = ("build", "--strict", "--quiet", "-f", ROT / "mkdocs.yml", "-d", built.mappe)
    run(properdocs, "-m", "properdocs", *words, env=environment(ADRESSE))
    assert sorted(built.sider) == sorted(nettsted.sider)
    mine, theirs = comparable(built), comparable(nettsted)
    assert sorted(mine) == sorted(theirs)
    assert [path for path in sorted(mine) if mine[path] != theirs[path]] == []
    told, other = (GENERATOR.search((site.mappe / "index.html").read_bytes()) for site in (built, nettsted))
    assert told
    assert other
    assert told.group() != other.group(), "MkDocs built both"
