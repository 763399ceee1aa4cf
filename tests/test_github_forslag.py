"""An answer becomes a branch and a pull request, over HTTP, on a server that stands in for GitHub."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY

import pytest

from generator.github.api import BOT
from generator.github.forslag import propose
from generator.github.svar import Svar
from generator.problem import Grad, Problem
from tests.githubtjener import HOVED, REPO, GitHub, github
from tests.prosjekt import ROT, lag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.github.api import Api

ISSUE = {"number": 7}
GODT = Svar("apen-barnehage", 'navn: "Åpen barnehage"\n', ())
DARLIG = Svar("", "", (Problem("", 0, 0, "Navn", Grad.FEIL, "Her må du svare. @alle <b>x</b>"),))


@pytest.fixture
def hub() -> Iterator[tuple[Api, GitHub]]:
    """Start the server."""
    with github() as both:
        yield both


def test_an_answer_becomes_a_branch_with_one_file(hub: tuple[Api, GitHub]) -> None:
    """A new branch from main holds the file; a pull request closes the issue; the issue is told."""
    api, state = hub
    propose(api, ISSUE, GODT)
    assert state.refs == {"main": HOVED, "nytt-tilbud/7": ANY}
    assert state.commits["nytt-tilbud/7"] == [BOT]
    assert state.filer == {("nytt-tilbud/7", "tiltak/apen-barnehage.yml"): GODT.tekst}
    assert [pull["title"] for pull in state.pulls] == ["Nytt tilbud: apen-barnehage (#7)"]
    assert state.pulls[0]["base"] == "main"
    assert state.pulls[0]["body"].endswith("Closes #7")
    assert len(state.kommentarer) == 1
    assert "forslag: #100" in state.kommentarer[0]["body"]
    assert state.uten_token == []


def test_an_edited_answer_writes_the_branch_anew(hub: tuple[Api, GitHub]) -> None:
    """The same issue with another name: one branch, one pull request, one comment, the new file alone."""
    api, state = hub
    propose(api, ISSUE, GODT)
    propose(api, ISSUE, Svar("lekegruppe", 'navn: "Lekegruppe"\n', ()))
    assert set(state.filer) == {("nytt-tilbud/7", "tiltak/lekegruppe.yml")}
    assert [pull["title"] for pull in state.pulls] == ["Nytt tilbud: lekegruppe (#7)"]
    assert len(state.kommentarer) == 1


def test_what_a_person_has_worked_on_is_left_alone(hub: tuple[Api, GitHub]) -> None:
    """When someone else has a commit on the branch, an edited issue changes nothing there."""
    api, state = hub
    propose(api, ISSUE, GODT)
    state.commits["nytt-tilbud/7"].append("redaktoren")
    propose(api, ISSUE, Svar("lekegruppe", 'navn: "Lekegruppe"\n', ()))
    assert set(state.filer) == {("nytt-tilbud/7", "tiltak/apen-barnehage.yml")}
    assert "Noen har arbeidet videre" in state.kommentarer[0]["body"]


def test_what_is_wrong_is_told_in_the_issue_and_in_place(hub: tuple[Api, GitHub]) -> None:
    """A faulty answer makes no branch; its comment is harmless, and gives way when the answer is mended."""
    api, state = hub
    propose(api, ISSUE, DARLIG)
    assert state.refs == {"main": HOVED}
    said = state.kommentarer[0]["body"]
    assert "**Navn:** Her må du svare" in said
    assert "@alle" not in said
    assert "<b>" not in said
    propose(api, ISSUE, GODT)
    assert len(state.kommentarer) == 1
    assert "forslag: #100" in state.kommentarer[0]["body"]


def test_another_persons_comment_is_not_touched(hub: tuple[Api, GitHub]) -> None:
    """A comment that only looks like ours is another's; ours is found behind a hundred others."""
    api, state = hub
    other = {"sak": 7, "user": {"login": "noen"}, "body": "<!-- tiltaksoversikten --> hei"}
    state.kommentarer = [{"id": n, **other} for n in range(120)]
    propose(api, ISSUE, DARLIG)
    propose(api, ISSUE, GODT)
    assert len(state.kommentarer) == 121
    assert all(c["body"] == other["body"] for c in state.kommentarer[:120])


def run_module(module: str, rot: Path, api: Api, event: dict[str, Any], tmp_path: Path) -> None:
    """Run a module as the workflow does, with what GitHub gives a job."""
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event), "utf-8")
    given = {
        "GITHUB_API_URL": api.url,
        "GITHUB_REPOSITORY": REPO,
        "GITHUB_TOKEN": api.token,
        "GITHUB_EVENT_PATH": str(path),
        "SOURCE_DATE_EPOCH": "1795219200",
        "PYTHONPATH": str(ROT),
    }
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=rot,
        env=os.environ | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_step_runs_as_the_workflow_runs_it(hub: tuple[Api, GitHub], tmp_path: Path) -> None:
    """The module reads the event from its file, and answers the issue it is about."""
    api, state = hub
    event = {"issue": {"number": 8, "body": None}}
    run_module("generator.github.forslag", lag(tmp_path / "p"), api, event, tmp_path)
    assert [c["sak"] for c in state.kommentarer] == [8]
    assert "Vi kjenner ikke igjen skjemaet" in state.kommentarer[0]["body"]
