"""The version that is published: the commit of the last run that ended well, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.github.api import Api
from generator.github.publisert import main, published
from generator.place import UsageError, answered
from tests.githubtjener import github

if TYPE_CHECKING:
    from pathlib import Path

GOD, STANSET, ANNEN = "1" * 40, "2" * 40, "3" * 40


def run(sha: str, conclusion: str = "success", branch: str = "main", file: str = "publiser.yml") -> dict[str, str]:
    """Make a run of a workflow."""
    return {"head_sha": sha, "conclusion": conclusion, "head_branch": branch, "file": file}


def test_a_run_that_was_stopped_published_nothing() -> None:
    """The last good run on the branch counts: not one that failed, another branch, or another workflow."""
    with github() as (api, state):
        assert published(api, "publiser.yml", "main") is None
        state.runs += [run(ANNEN), run(GOD), run(STANSET, "failure"), run(ANNEN, branch="prove")]
        state.runs += [run(ANNEN, file="sjekk.yml")]
        assert published(api, "publiser.yml", "main") == GOD


def test_what_is_no_commit_is_not_written() -> None:
    """Only a commit is given on to the steps that follow."""
    with github() as (api, state):
        state.runs.append(run("abc\nPATH=/tmp"))
        assert published(api, "publiser.yml", "main") is None


def test_the_steps_that_follow_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program reads what GitHub gives a job, and writes where GitHub reads; before the first it says so."""
    steps = tmp_path / "env"
    steps.write_text("A=1\n", "utf-8")
    with github() as (api, state):
        given = {
            "GITHUB_API_URL": api.url,
            "GITHUB_REPOSITORY": api.repo,
            "GITHUB_TOKEN": api.token,
            "GITHUB_ENV": str(steps),
            "GITHUB_WORKFLOW_REF": f"{api.repo}/.github/workflows/publiser.yml@refs/heads/main",
            "GITHUB_REF_NAME": "main",
        }
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        assert main() == 0
        assert steps.read_text("utf-8") == "A=1\n"
        assert "ikke publisert noe før" in capsys.readouterr().err
        state.runs.append(run(GOD))
        assert main() == 0
    assert steps.read_text("utf-8") == f"A=1\nFORRIGE={GOD}\n"


def test_a_refusal_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody reads a traceback because GitHub is down."""
    nobody = Api("http://127.0.0.1:9", "kommunen/oversikten", "hemmelig")
    with pytest.raises(UsageError, match=r"^GitHub svarte ikke på GET /repos/kommunen/oversikten/"):
        published(nobody, "publiser.yml", "main")
    assert answered(lambda: 0 if published(nobody, "publiser.yml", "main") else 1) == 2
    assert "Traceback" not in capsys.readouterr().err
