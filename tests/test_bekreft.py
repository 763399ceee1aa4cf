"""``tiltak bekreft``: assumptions go one by one, the confirmation comes in, every other byte stays."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.load import load
from tests.prosjekt import I_DAG, POST, ROT, lag

UTEN = "".join(f"{line}\n" for line in POST.splitlines() if not line.startswith("bekreftet"))
ROLLE = "Leder for Eksempelenheten"
NY = f'bekreftet:\n  dato: "2026-11-21"\n  rolle: "{ROLLE}"\n'
ANTATT = 'antatt:\n  - "alder"\n  - "bti" # tror vi\n  - "status"\n'


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small project, stand in it on a fixed day, and give its one measure."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795262400")
    monkeypatch.chdir(lag(tmp_path))
    return tmp_path / "tiltak" / "babysvomming.yml"


def bekreft(monkeypatch: pytest.MonkeyPatch, typed: str, *words: str) -> int:
    """Run the command with these lines on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["bekreft", "babysvomming", "--rolle", ROLLE, *words])


def test_ja_confirms_all_and_keeps_the_rest(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the lines of the two fields change; comments and odd style stay."""
    head = UTEN.replace("kort:", "# en merknad\nkort :").partition("kilder:")[0]
    tail = '# kildene\nkilder:   [{dokument: "000", linjer: "1", sitat: "Drop-in."}]\n'
    post.write_text(f"{head}{ANTATT}{tail}", "utf-8")
    assert bekreft(monkeypatch, "", "--ja") == 0
    assert post.read_text("utf-8") == f"{head}{NY}{tail}"


def test_each_assumption_is_asked_about(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is answered yes goes, what is answered no stays; the value is told in words."""
    post.write_text(f"{UTEN}{ANTATT}", "utf-8")
    assert bekreft(monkeypatch, "ja\nkanskje\n\nj\nja\n") == 0
    assert post.read_text("utf-8") == UTEN.replace("kilder:", f"{NY}kilder:") + 'antatt:\n  - "bti" # tror vi\n'
    out = capsys.readouterr().out
    assert "Status: I drift. Stemmer det?" in out
    assert "Svar j eller n." in out
    assert "1 felt er fortsatt antatt." in out


def test_where_nothing_is_assumed_only_the_whole_is_asked_about(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A unit that has written its own post is not told of 0 fields, one by one."""
    post.write_text(UTEN, "utf-8")
    assert bekreft(monkeypatch, "ja\n") == 0
    out = capsys.readouterr().out
    assert out.startswith("Babysvømming: Ingen felt er antatt.\nHar dere lest hele posten")


def test_an_old_confirmation_is_replaced(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day and the role are new; line endings, a BOM and a missing newline at the end are kept."""
    post.write_bytes(b"\xef\xbb\xbf" + POST.rstrip().replace("\n", "\r\n").encode())
    assert bekreft(monkeypatch, "", "--ja") == 0
    old = 'bekreftet: {dato: "2026-11-01", rolle: "Leder"}\n'
    assert post.read_bytes().decode() == "\ufeff" + POST.rstrip().replace(old, NY).replace("\n", "\r\n")
    post.write_text(UTEN.rstrip().partition("\nkilder")[0], "utf-8")
    assert bekreft(monkeypatch, "", "--ja") == 0
    assert post.read_text("utf-8") == UTEN.partition("kilder")[0] + NY


def test_a_comment_on_an_old_confirmation_is_kept(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody noted there, nobody else knows."""
    old = (
        'bekreftet: # ringte\n  # Kari har ferie i juli\n  dato: "2025-01-01" # purret to ganger\n  rolle: "Leder #1"\n'
    )
    post.write_text(UTEN.replace("kilder:", f"{old}kilder:"), "utf-8")
    assert bekreft(monkeypatch, "", "--ja") == 0
    kept = "# ringte\n# Kari har ferie i juli\n# purret to ganger\n"
    assert post.read_text("utf-8") == UTEN.replace("kilder:", f"{kept}{NY}kilder:")


def test_a_list_on_one_line_is_written_in_the_style(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where lines do not tell the items apart the data is right all the same."""
    post.write_text(f"{UTEN}antatt: [alder, bti]\n", "utf-8")
    assert bekreft(monkeypatch, "ja\nnei\nja\n") == 0
    katalog = load(post.parents[1], I_DAG).katalog
    assert katalog is not None
    t = katalog.tiltak["babysvomming"]
    assert (t.antatt, t.bekreftet and t.bekreftet.rolle) == (("bti",), ROLLE)


@pytest.mark.parametrize(("typed", "code"), [("ja\nja\nja\nnei\n", 0), ("ja\n", 2)])
def test_without_a_last_yes_nothing_changes(post: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int) -> None:
    """A no to the whole, or answers that run out, leave the file alone."""
    post.write_text(f"{UTEN}{ANTATT}", "utf-8")
    assert bekreft(monkeypatch, typed) == code
    assert post.read_text("utf-8") == f"{UTEN}{ANTATT}"


def test_faults_and_unknown_posts_are_told(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A post with a FEIL is not confirmed, an unknown one gets a suggestion, a role is needed."""
    assert main(["bekreft", "babysvoming", "--rolle", ROLLE]) == 2
    assert "Mente du «babysvomming» (" in capsys.readouterr().err
    assert main(["bekreft", "Babysvømming", "--rolle", ROLLE]) == 2
    assert "Mente du «babysvomming» (" in capsys.readouterr().err
    assert main(["bekreft", "babysvomming", "--rolle", " "]) == 2
    broken = POST.replace('"gruppetilbud"', '"gruppe"')
    post.write_text(broken, "utf-8")
    assert bekreft(monkeypatch, "", "--ja") == 1
    assert "Ingenting er endret" in capsys.readouterr().out
    assert post.read_text("utf-8") == broken


def test_a_unit_confirms_all_it_has(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The id of a unit is all its posts, each asked about in turn; a no to one, or its FEIL, stops no other."""
    first, broken, last = (post.with_name(f"{name}.yml") for name in ("a-tilbud", "b-tilbud", "c-tilbud"))
    for path in (post, first, last):
        path.write_text(UTEN, "utf-8")
    broken.write_text(UTEN.replace('"gruppetilbud"', '"gruppe"'), "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\nnei\nja\n"))
    assert main(["bekreft", "eksempel", "--rolle", ROLLE]) == 1
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if " av 4: " in line] == [
        "1 av 4: tiltak/a-tilbud.yml",
        "2 av 4: tiltak/b-tilbud.yml",
        "3 av 4: tiltak/babysvomming.yml",
        "4 av 4: tiltak/c-tilbud.yml",
    ]
    assert [ROLLE in path.read_text("utf-8") for path in (first, broken, post, last)] == [True, False, False, True]
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\n"))  # who stopped goes on with those that are left
    broken.unlink()
    assert main(["bekreft", "eksempel", "--rolle", ROLLE]) == 0
    assert capsys.readouterr().out.count("Den er bekreftet det siste året.") == 2
    assert ROLLE in post.read_text("utf-8")
    (post.parents[1] / "enheter" / "tom.yml").write_text('navn: "Tom"\n', "utf-8")
    assert main(["bekreft", "tom", "--rolle", ROLLE]) == 2
    assert "Enheten «tom» har ingen tilbud" in capsys.readouterr().err


def test_a_unit_and_a_measure_may_have_the_same_id(post: Path) -> None:
    """The id alone is the measure; with its folder it is the unit, and all that it has."""
    same = post.with_name("eksempel.yml")
    for path in (post, same):
        path.write_text(UTEN, "utf-8")
    assert main(["bekreft", "eksempel", "--rolle", ROLLE, "--ja"]) == 0
    assert [ROLLE in path.read_text("utf-8") for path in (same, post)] == [True, False]
    assert main(["bekreft", "enheter/eksempel.yml", "--rolle", ROLLE, "--ja"]) == 0
    assert ROLLE in post.read_text("utf-8")


def test_several_are_confirmed_by_one_command(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The role is asked for once, and an unknown id stops all before anything is written."""
    other = post.with_name("a-tilbud.yml")
    for path in (post, other):
        path.write_text(UTEN, "utf-8")
    assert main(["bekreft", "babysvomming", "nei", "--rolle", ROLLE, "--ja"]) == 2
    assert post.read_text("utf-8") == UTEN
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ROLLE}\nja\nja\n"))
    assert main(["bekreft", "babysvomming", "tiltak/a-tilbud.yml"]) == 0
    assert all(ROLLE in path.read_text("utf-8") for path in (post, other))


def test_the_role_is_asked_for(post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command that status tells of works as it stands; with --ja nobody is asked, so the role must be there."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ROLLE}\n" + "ja\n" * 9))
    assert main(["bekreft", "babysvomming"]) == 0
    assert ROLLE in post.read_text("utf-8")
    assert main(["bekreft", "babysvomming", "--ja"]) == 2
    assert "tiltak bekreft --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rolle", "melding"),
    [("Kari Nordmann", "ser ut som navnet på en person"), ("a@b.no", "Her står en e-postadresse. Skriv rollen")],
)
def test_a_name_in_the_role_is_stopped(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], rolle: str, melding: str
) -> None:
    """What looks like a person's name never comes into the file, where history would keep it; nor an address."""
    before = post.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["bekreft", "babysvomming", "--rolle", rolle, "--ja"]) == 1
    assert melding in capsys.readouterr().out
    assert post.read_bytes() == before


def test_a_pipe_among_the_posts_stops_nothing(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no file is neither copied nor waited for, and an unknown id is still told."""
    os.mkfifo(post.with_name("ror.yml"))
    assert bekreft(monkeypatch, "", "--ja") == 0
    assert f'rolle: "{ROLLE}"' in post.read_text("utf-8")
    assert main(["bekreft", "babysvoming", "--rolle", ROLLE, "--ja"]) == 2
    assert "Mente du «babysvomming»" in capsys.readouterr().err


def test_a_link_to_another_post_changes_neither(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it would be wrong to write, nothing is: not through a link with a whole address either."""
    post.write_text(f"{UTEN}{ANTATT}", "utf-8")
    (post.parent / "kopi.yml").symlink_to(post.resolve())
    before = post.read_bytes()
    assert main(["bekreft", "kopi", "--ja", "--rolle", "Ring 90 12 34 56"]) == 1
    assert "Ingenting er endret." in capsys.readouterr().out
    assert post.read_bytes() == before


def test_a_file_that_may_not_be_written_is_left(post: Path) -> None:
    """A read-only file is told about, also where its folder would let it be replaced."""
    before = post.read_bytes()
    post.chmod(0o444)
    run = run_without_power(post, "bekreft", "babysvomming", "--rolle", "Leder", "--ja")
    assert run == (1, f"Det gikk ikke å lese eller skrive {post}: du har ikke tilgang.\n")
    assert post.read_bytes() == before


def run_without_power(post: Path, *words: str) -> tuple[int, str]:
    """Run the command without root's power over every file; return its code and what it tells."""
    powerless = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    run = subprocess.run(
        [*powerless, sys.executable, "-m", "generator.cli", *words],
        cwd=post.parents[1],
        env={**os.environ, "PYTHONPATH": str(ROT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return run.returncode, run.stderr
