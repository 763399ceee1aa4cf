"""Each wrong file gets the same verdict through every door that can carry it; a table says which, and why not."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.github.rapport import report
from generator.place import Sted
from tests.dorer import Dom, command, data_of, form, row, sheet
from tests.prosjekt import FEIL, I_DAG, ROT, lag
from tests.test_feil import SAKER, Sak

if TYPE_CHECKING:
    from collections.abc import Iterator

TABELL = (FEIL / "dorer.md").read_text("utf-8")
DORER = ("kommando", "hake", "forslag", "saksskjema", "regneark")
RADER = {
    cells[0]: dict(zip(DORER, cells[1:], strict=True))
    for line in TABELL.partition("| fil ")[2].splitlines()[2:]
    if len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == len(DORER) + 1
}
GRUNNER = frozenset(re.findall(r"^\| ([a-zæøå ]+?) \| ", TABELL.partition("| fil ")[0], re.MULTILINE)) - {"ord"}


@pytest.fixture(scope="module")
def rot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a project in a repository of its own, and stand in it on the day of the cases."""
    rot = lag(tmp_path_factory.mktemp("dorer") / "prosjekt")
    git(rot, "init", "-q", "-b", "main")
    git(rot, "add", "-A")
    git(rot, "commit", "-qm", "Før")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(rot)
        patch.setenv("SOURCE_DATE_EPOCH", "1795219200")
        yield rot


def git(rot: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git in the project, with a name of its own."""
    who = ("-c", "user.name=Enhet", "-c", "user.email=enhet@eksempel.no", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *words], cwd=rot, capture_output=True, text=True, check=False)


def missing(sak: Sak, told: set[Dom]) -> list[str]:
    """Return what a case expects and a door does not tell."""
    return [
        ventet.melding
        for ventet in sak.ventet
        if not any(dom.grad == ventet.grad and dom.melding.startswith(ventet.melding) for dom in told)
    ]


def test_the_table_has_every_case_and_known_reasons() -> None:
    """Each wrong file has its row, each cell is «ja» or a reason that is explained, and each reason is used."""
    assert list(RADER) == [sak.navn for sak in SAKER]
    used = {cell for row in RADER.values() for cell in row.values()}
    assert used == GRUNNER | {"ja"}
    for dor in ("kommando", "hake", "forslag"):
        assert {row[dor] for row in RADER.values()} == {"ja"}
    assert sum(row["saksskjema"] == "ja" for row in RADER.values()) > 25
    assert sum(row["regneark"] == "ja" for row in RADER.values()) > 60


def test_command_and_pull_request_say_the_same(rot: Path) -> None:
    """All wrong files at once: each is told as expected, and in the report of a pull request with the same words.

    What belongs to a whole file the command tells on its first line.
    """
    for sak in SAKER:
        (rot / sak.fil).write_bytes(sak.path.read_bytes())
    git(rot, "add", "-A")
    git(rot, "commit", "-qm", "Forslag")
    try:
        rows = command()
        told = report(Sted(rot, rot, I_DAG), "HEAD~1").problemer
    finally:
        git(rot, "reset", "-q", "--hard", "HEAD~1")
    files = {sak.fil for sak in SAKER}
    keys = ("fil", "linje", "grad", "melding", "forslag")
    said = [tuple(row[key] for key in keys) for row in rows if row["fil"] in files]
    assert [(p.fil, max(1, p.linje), str(p.grad), p.melding, p.forslag) for p in told if p.fil in files] == said
    for sak in SAKER:
        own = [(line, grad, melding) for fil, line, grad, melding, _ in said if fil == sak.fil]
        for ventet in sak.ventet:
            place = (max(1, ventet.linje), ventet.grad)
            assert any(place == o[:2] and o[2].startswith(ventet.melding) for o in own), sak.navn


@pytest.mark.parametrize("sak", SAKER, ids=lambda sak: sak.navn)
def test_the_issue_form_says_the_same(sak: Sak, rot: Path) -> None:
    """Where the table says so the form tells all that is expected; elsewhere it cannot carry the fault."""
    data = data_of(sak) if sak.merke != "yaml" and sak.fil == f"tiltak/{sak.path.name}" else None
    told = form(rot, data) if data is not None else None
    assert (told is not None and missing(sak, told) == []) is (RADER[sak.navn]["saksskjema"] == "ja"), told


@pytest.fixture(scope="module")
def fra_ark(rot: Path) -> dict[str, set[Dom]]:
    """Import every wrong file that a sheet has a name and columns for, all in one sheet a folder."""
    told: dict[str, set[Dom]] = {}
    for mappe in ("tiltak", "enheter"):
        rows = [
            cells
            for sak in SAKER
            if re.fullmatch(rf"{mappe}/[a-z0-9-]+\.yml", sak.fil)
            and sak.merke != "yaml"
            and (data := data_of(sak)) is not None
            and (cells := row(sak.fil, data)) is not None
        ]
        told |= sheet(rot, mappe, rows)
    return told


@pytest.mark.parametrize("sak", SAKER, ids=lambda sak: sak.navn)
def test_the_spreadsheet_says_the_same(sak: Sak, fra_ark: dict[str, set[Dom]]) -> None:
    """Where the table says so the import tells all that is expected; elsewhere it cannot carry the fault."""
    told = fra_ark.get(sak.fil)
    assert (told is not None and missing(sak, told) == []) is (RADER[sak.navn]["regneark"] == "ja"), told


HAKE = yaml.safe_load((ROT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]


def test_the_hook_is_the_command_on_every_change() -> None:
    """The hook is ``tiltak sjekk`` of the whole, and shows what is told of the changes though it stops nothing."""
    assert HAKE["entry"].endswith("bin/tiltak sjekk --siden HEAD")
    assert HAKE["always_run"]
    assert not HAKE["pass_filenames"]
    assert HAKE["verbose"]


@pytest.fixture(scope="module")
def haket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository where the real pre-commit is installed, with our own settings."""
    rot = lag(tmp_path_factory.mktemp("hake") / "prosjekt")
    program = rot / HAKE["entry"].split()[0]
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m generator.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    shutil.copy(ROT / ".pre-commit-config.yaml", rot)
    git(rot, "init", "-q", "-b", "main")
    (rot / ".git" / "info" / "exclude").write_text(".venv/\n", "utf-8")
    git(rot, "add", "-A")
    git(rot, "commit", "-qm", "Før")
    installed = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=rot, capture_output=True, text=True, check=False
    )
    assert installed.returncode == 0, installed.stdout
    return rot


PROVER = ("emneknagg-borte", "ukjent-type", "fodselsnummer", "person-i-rolle", "mobil", "uten-kilder", "navn-med-ae")


@pytest.mark.parametrize("navn", PROVER)
def test_the_hook_stops_or_shows_before_anything_is_kept(
    navn: str, haket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit with a FEIL is refused; one with an ADVARSEL or MANGLER is kept, and the words are shown."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    monkeypatch.setenv("PYTHONPATH", str(ROT))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(haket.parent / "lager"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    sak = next(sak for sak in SAKER if sak.navn == navn)
    (haket / sak.fil).write_bytes(sak.path.read_bytes())
    git(haket, "add", "-A")
    kept = git(haket, "commit", "-qm", "Endring")
    said = kept.stdout + kept.stderr
    stopped = any(ventet.grad == "FEIL" for ventet in sak.ventet)
    try:
        assert (kept.returncode != 0) is stopped, said
        assert [ventet.melding for ventet in sak.ventet if ventet.melding not in said] == []
    finally:
        git(haket, "reset", "-q", "--hard", "HEAD" if stopped else "HEAD~1")
