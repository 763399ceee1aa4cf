"""The comment on a pull request: what it says, that it is harmless, that it stands once, in the right place."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from generator.editing.revisions import changed_files
from generator.github.kommentar import Kjoring, comment, publish, read_report
from generator.github.markdown import code, safe
from generator.github.rapport import Rapport, main, report
from generator.place import Sted, UsageError
from generator.problem import Grad, Problem
from tests.githubtjener import github
from tests.prosjekt import I_DAG, POST, ROT, lag

if TYPE_CHECKING:
    from pathlib import Path

KJORING = Kjoring("https://github.com/kommunen/oversikten/actions/runs/1", nettsted=True)
FEIL = Problem("tiltak/x.yml", 3, 1, "Status", Grad.FEIL, "Vi kjenner ikke «drift».", 'status: "i-drift"')
RAPPORT = Rapport((), ("Familieråd: telefon er lagt til",), eldre=False)
OND = "@alle #1 [x](https://ond.example) ![y](https://ond.example/p) <img src=x> `a` **b** www.ond.ex\n# H\n- p"


def as_data(rapport: Rapport) -> Any:  # noqa: ANN401 - JSON
    """Send a report through JSON, as the artifact does."""
    return json.loads(rapport.as_json())


def zipped(text: str, name: str = "rapport.json", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack a text as GitHub packs an artifact."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        archive.writestr(name, text)
    return raw.getvalue()


DAMAGED = zipped("{}")[:42] + b"\xff" + zipped("{}")[43:]
"""A report whose packed bytes are no longer what was packed."""


def test_a_fault_is_told_with_its_line_and_what_to_write() -> None:
    """The comment names file, line, field, what is wrong and the line to paste."""
    said = comment(as_data(replace(RAPPORT, problemer=(FEIL,))), replace(KJORING, nettsted=False))
    assert said.startswith("### Det er 1 feil som må rettes\n\n")
    assert "- **FEIL** `tiltak/x.yml`, linje 3 – Status: Vi kjenner ikke «drift»\\." in said
    assert 'Skriv: `status: "i-drift"`' in said
    assert "Nettstedet kan ikke vises før feilene er rettet." in said


def test_several_lines_to_write_are_a_block() -> None:
    """Lines to paste stand as they must in the file, inside their point of the list, and the next point goes on."""
    lines = 'kommuner:\n  - "<Kommunene tilbudet gjelder for, eller alle>"'
    said = comment(as_data(replace(RAPPORT, problemer=(replace(FEIL, forslag=lines), FEIL))), KJORING)
    assert "Skriv:\n  ```\n  kommuner:\n    - " in said
    html = MarkdownIt("commonmark").render(said)
    assert f"<pre><code>{escape(lines)}\n</code></pre>" in html
    assert html.count("<li>") == 3


def test_a_proposal_too_long_to_be_shown_whole_is_left_out() -> None:
    """Half a line to paste would be a wrong one."""
    for forslag in (f'kort: "{"a" * 2000}"', "a:\n" * 1000):
        assert "Skriv" not in comment(as_data(replace(RAPPORT, problemer=(replace(FEIL, forslag=forslag),))), KJORING)


def test_what_changes_for_readers_is_told() -> None:
    """Without a fault it says so, tells the sentences, and how to look at the site."""
    said = comment(as_data(RAPPORT), KJORING)
    assert said.startswith("### Alt i orden\n\nIngen feil.")
    lacking = comment(as_data(replace(RAPPORT, problemer=(replace(FEIL, grad=Grad.MANGLER),))), KJORING)
    assert lacking.startswith("### Ingenting stopper forslaget\n\n- **MANGLER**")
    assert "- Familieråd\\: telefon er lagt til" in said
    assert "«forhandsvisning»" in said
    assert "Ingenting blir endret for leserne." in comment(as_data(replace(RAPPORT, endringer=())), KJORING)
    assert "Endringene kan ikke vises." in comment(as_data(replace(RAPPORT, endringer=None)), KJORING)
    assert "tiltak github" in comment(as_data(replace(RAPPORT, eldre=True)), KJORING)


def test_hostile_words_stay_words() -> None:
    """Whatever a proposal holds, the comment has no link, picture, mention, heading or HTML of its making."""
    ond = Problem(OND, 1, 1, OND, Grad.FEIL, OND, OND.replace("\n", " "))
    block = replace(ond, forslag=f"a:\n```\n  ````\n{OND}\n~~~\n</code></pre>\r\n- \u2028# H\n\n\n{OND}")
    said = comment(as_data(Rapport((ond, block), (OND,), eldre=False)), KJORING)
    html = MarkdownIt("commonmark").render(said)
    assert html.count("<a ") == 1
    assert "<img" not in html
    assert html.count("<h3>") == 2
    assert "<strong>b" not in html
    outside_code = "".join(part.partition("</code>")[2] for part in html.split("<code>"))
    assert "@alle" not in outside_code
    assert "://ond" not in outside_code


@pytest.mark.parametrize("text", [OND, "", "`", "``x``", "a" * 10_000, "\u202eesrever", "\x00\x1b[31m"])
def test_safe_text_is_one_short_line(text: str) -> None:
    """No line break, no unseen sign, no more than so much; code holds any run of backticks."""
    for made in (safe(text), code(text)):
        assert "\n" not in made
        assert len(made) < 1000
        assert "\u202e" not in made
    tokens = MarkdownIt("commonmark").parseInline(code(text) or " ")[0].children or []
    assert text == "" or [t.type for t in tokens if t.content.strip()] in (["code_inline"], ["text"], [])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK ikke en zip",
        zipped("{}", "annet.json"),
        zipped("ikke json"),
        zipped("{}", method=zipfile.ZIP_BZIP2),
        zipped("{}", method=zipfile.ZIP_LZMA)[:-60] + b"\x00" * 60,
        zipped("[1, 2]"),
        zipped('{"a": ' * 100_000),
        zipped(" " * 2_000_000),
        DAMAGED,
    ],
)
def test_what_is_no_report_is_none(raw: bytes) -> None:
    """A broken, foreign, deep or huge archive is no report, and the comment says the check did not finish."""
    assert read_report(raw) is None
    assert comment(read_report(raw), KJORING).startswith("Sjekken ble ikke ferdig.")


@pytest.mark.parametrize(
    "report_",
    [
        {"problemer": "x", "endringer": {"a": 1}},
        {"problemer": [1, {"grad": "HAHA", "linje": "1; rm", "fil": None}], "endringer": [None, 1]},
        {"problemer": [{}] * 500, "endringer": ["x" * 500] * 500, "eldre": "ja"},
    ],
)
def test_a_report_of_another_form_makes_no_crash(report_: dict[str, Any]) -> None:
    """Values of the wrong kind are left out or shown as text, and the comment stays short enough."""
    assert 0 < len(comment(report_, KJORING)) < 65_536


def test_the_comment_stands_once_and_on_the_right_pull_request() -> None:
    """It goes to the open pull request whose newest commit was checked, and is written over in place."""
    with github() as (api, state):
        state.artefakter = {"rapport": zipped(RAPPORT.as_json()), "forhandsvisning": b""}
        state.pulls = [
            {"number": 100, "eier": "noen", "head": {"ref": "rett", "sha": "b" * 40}},
            {"number": 101, "eier": "noen", "head": {"ref": "rett", "sha": "c" * 40}},
        ]
        run = {
            "id": 1,
            "html_url": KJORING.adresse,
            "head_sha": "b" * 40,
            "head_branch": "rett",
            "head_repository": {"owner": {"login": "noen"}},
        }
        publish(api, run)
        state.artefakter = {"rapport": zipped(replace(RAPPORT, problemer=(FEIL,)).as_json())}
        publish(api, run)
        publish(api, {**run, "head_repository": None})  # the copy is deleted
        assert [c["sak"] for c in state.kommentarer] == [100]
        assert "1 feil" in state.kommentarer[0]["body"]
        assert state.uten_token == []


def test_the_token_is_for_github_alone() -> None:
    """A file lies with another host, and is fetched there without what gives access to the repository."""
    with github() as (api, state), github() as (host, store):
        state.ligger_hos, store.artefakter["rapport"] = host.url, b"PK"
        assert api.download("actions/artifacts/0/zip") == b"PK"
        assert (state.uten_token, store.uten_token) == ([], [f"/repos/{api.repo}/actions/artifacts/0/zip"])


def test_the_report_is_about_what_was_changed(tmp_path: Path) -> None:
    """In a real repository: a faulty and a new file are told, what was there before is only counted."""
    rot = lag(tmp_path / "p")

    def git(*words: str) -> str:
        who = ("-c", "user.name=Enhet", "-c", "user.email=enhet@eksempel.no")
        done = subprocess.run(["git", *who, *words], cwd=rot, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    (rot / "tiltak" / "gammel.yml").write_text(POST.replace("telefon", "merknad").replace("Baby", "Gammel"), "utf-8")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "Før")
    base = git("rev-parse", "HEAD")
    (rot / "tiltak" / "ny.yml").write_text(POST.replace("Baby", "Ny").replace("stikkord", "stikord"), "utf-8")
    git("add", "-A")
    git("commit", "-qm", "Etter")
    made = report(Sted(rot, rot, I_DAG), base)
    assert {p.fil for p in made.problemer} == {"tiltak/ny.yml"}
    assert Grad.FEIL in {p.grad for p in made.problemer}
    git("revert", "--no-edit", "HEAD")
    (rot / "tiltak" / "ny.yml").write_text(POST.replace("Baby", "Ny"), "utf-8")
    git("add", "-A")
    git("commit", "-qm", "Rettet")
    mended = report(Sted(rot, rot, I_DAG), base)
    assert Grad.FEIL not in {p.grad for p in mended.problemer}
    assert mended.eldre


def test_a_base_is_no_option_and_words_that_are_missing_are_told(tmp_path: Path) -> None:
    """What is to be compared with comes from outside: git never takes it for an order."""
    til = tmp_path / "skrevet"
    with pytest.raises(UsageError, match="Vi finner ikke"):
        changed_files(f"--output={til}", ROT)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError, match="Skriv hva det skal sammenlignes med"):
        main([])
