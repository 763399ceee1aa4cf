"""What lies in .github/: made from the data where it can be, pinned, least rights, no work in YAML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.cli import main
from generator.github.filer import EIERE, FEIL, NYTT, code_owners, github_files
from generator.judging.skjema import inlined
from generator.load import load
from generator.load_vokabular import read_grunnlag
from tests.prosjekt import I_DAG, ROT, lag

if TYPE_CHECKING:
    from pathlib import Path

FLYTER = sorted((ROT / ".github" / "workflows").glob("*.yml"))


def flyt(path: Path) -> dict[str, Any]:
    """Read one workflow; ``on`` is a word."""
    read: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    return read


def test_the_files_follow_from_the_data() -> None:
    """The forms and the owners are as «tiltak github» would write them now."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    wanted = github_files(katalog, inlined(read_grunnlag(ROT).filled["tiltak"]))
    assert set(wanted) == {NYTT, FEIL, EIERE}
    stale = [fil for fil, text in wanted.items() if (ROT / fil).read_text("utf-8") != text]
    assert stale == [], "run «tiltak github»"


def test_a_stale_file_is_told_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--sjekk`` answers 1 until the command has written the files; then 0."""
    rot = lag(tmp_path / "p")
    monkeypatch.chdir(rot)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    assert main(["github", "--sjekk"]) == 1
    assert "CODEOWNERS er eldre enn dataene" in capsys.readouterr().out
    assert main(["github"]) == 0
    assert main(["github", "--sjekk"]) == 0
    unit = rot / "enheter" / "eksempel.yml"
    unit.write_text(unit.read_text("utf-8") + 'redaktor: "@namdalen/eksempel"\n', "utf-8")
    assert main(["github", "--sjekk"]) == 1


def test_a_units_editor_owns_its_files() -> None:
    """The editor reviews the unit's own file and every measure it owns, and nothing else."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    unit = replace(katalog.enheter["familiebasen"], redaktor="@grong/familiebasen")
    text = code_owners(replace(katalog, enheter={**katalog.enheter, "familiebasen": unit}))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    owned = [t.id for t in katalog.tiltak.values() if t.enhet == "familiebasen"]
    assert lines == [f"/{p}.yml @grong/familiebasen" for p in ("enheter/familiebasen", *(f"tiltak/{i}" for i in owned))]


@pytest.mark.parametrize("path", FLYTER, ids=lambda path: path.stem)
def test_workflows_have_least_rights_and_pinned_actions(path: Path) -> None:
    """No rights for the whole, some for each job; every action by a commit; no login left in the folder."""
    whole = flyt(path)
    assert whole["permissions"] in ({}, "")
    for job in whole["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"]
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", FLYTER, ids=lambda path: path.stem)
def test_workflows_only_call_make(path: Path) -> None:
    """Each script step is one verb of the Makefile, or what CI runs; nothing is pasted into a command."""
    verbs = re.findall(r"^([a-z-]+):", (ROT / "Makefile").read_text("utf-8"), re.MULTILINE)
    runs = [step["run"] for job in flyt(path)["jobs"].values() for step in job["steps"] if "run" in step]
    for run in runs:
        verb = re.fullmatch(r"make ([a-z-]+)(?: [A-Z]+=[a-z]+)?", run)
        assert run == "bash .ci/run" or (verb is not None and verb[1] in verbs), run


def test_only_trusted_code_may_write() -> None:
    """The job that runs a proposal's own files may only read; those that may write take main's files."""
    for path in FLYTER:
        whole = flyt(path)
        writes = {job: [r for r in j["permissions"].values() if r == "write"] for job, j in whole["jobs"].items()}
        if "pull_request" in whole["on"]:
            assert not any(writes.values()), path.name
            assert "secrets" not in path.read_text("utf-8")
        assert "pull_request_target" not in whole["on"]


def test_the_pull_request_asks_about_privacy() -> None:
    """The template asks about names, private numbers, cases and secret addresses."""
    text = (ROT / ".github" / "pull_request_template.md").read_text("utf-8")
    for word in ("navn på barn", "felles for enheten", "familie eller sak", "hemmelig"):
        assert word in text
