"""``tiltak ny``: a valid post from answers on the line, or from options alone."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.prosjekt import ROT, lag

SVAR = {
    "navn": "Åpen hall på lørdager",
    "kort": "Kom og spill ball.",
    "type": "moteplass",
    "synlighet": "innbygger, ansatt",
    "status": "I drift",
    "enhet": "Eksempelenheten",
    "kommuner": "grong,namsos",
    "malgrupper": "barn, ungdom",
    "forebyggingsniva": "universell",
    "bti": "0, 1",
    "risikofaktorer": "",
    "beskyttelsesfaktorer": "B2",
    "tema": "fritid",
    "ta-kontakt-selv": "ja",
    "kostnad": "gratis",
}


@pytest.fixture
def rot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small project and stand in it."""
    monkeypatch.chdir(lag(tmp_path))
    return tmp_path


def run(rot: Path, typed: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a program of its own, with a pipe for a keyboard."""
    env = {**os.environ, "PYTHONPATH": str(ROT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "generator.cli", "ny", *words]
    return subprocess.run(
        command, cwd=rot, env=env, input=typed, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def options(**other: str) -> list[str]:
    """Return every required answer as options."""
    return [f"--{key}={value}" for key, value in {**SVAR, **other}.items()]


def test_options_alone_make_a_valid_file(rot: Path) -> None:
    """With all required answers given nothing is asked, and the file is valid and in the style."""
    done = run(rot, "", *options(), "--alder-fra", "6", "--telefon", "74 00 00 01", "--sensitiv", "nei")
    assert (done.returncode, done.stderr) == (0, "")
    text = (rot / "tiltak" / "apen-hall-pa-lordager.yml").read_text("utf-8")
    assert text.startswith('# yaml-language-server: $schema=../schema/tiltak.schema.json\nnavn: "Åpen hall')
    for part in (
        'status: "i-drift"',
        'enhet: "eksempel"',
        "bti:\n  - 0\n  - 1\n",
        "  fra: 6\n",
        "risikofaktorer: []",
    ):
        assert part in text
    assert main(["sjekk"]) == 0
    assert main(["formater", "--sjekk"]) == 1  # the other post of the project is in no style
    assert main(["formater", "--sjekk", "tiltak/apen-hall-pa-lordager.yml"]) == 0


def test_the_first_unit_is_made_first(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no unit, no answer would do: what to write is told, and when it is written there is one."""
    for path in (*(rot / "enheter").iterdir(), *(rot / "tiltak").iterdir()):
        path.unlink()
    assert main(["ny"]) == 1
    told, unit = capsys.readouterr().out.split("\n\n")
    assert "for eksempel namsos-kommune.yml" in told
    (rot / "enheter" / "namsos-kommune.yml").write_text(unit, "utf-8")
    assert main(["ny", *options(enhet="namsos-kommune")]) == 0
    assert main(["sjekk"]) == 0


def test_questions_are_asked_until_they_are_answered(rot: Path) -> None:
    """A number, an id and a name all choose; a wrong answer is explained and asked again."""
    typed = [
        *("Sykkelklubb", "", ""),  # name, an id that is suggested, an empty required answer
        *("<b>Vi</b> sykler.", "Vi sykler sammen.", ""),  # HTML is refused; no description
        *("²", "2", "1,2", "i drift", "eksemppel", "eksempel", "grong", "barn", "seks", "6", "5", "", "1"),
        *("0", "", "B2", "fritid", "ja", "1"),
        *("74 00 00 02", "", "", "", "", "", "", "", "sykkel, tur"),
    ]
    done = run(rot, "\n".join(typed) + "\n")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (rot / "tiltak" / "sykkelklubb.yml").read_text("utf-8")
    for part in ('type: "gruppetilbud"', "  fra: 6\n", 'telefon: "74 00 00 02"', '- "tur"', 'type: "gratis"'):
        assert part in text
    assert "Det folk kaller tilbudet" in done.stdout
    assert "Dette må fylles ut." in done.stdout
    assert "Mente du «eksempel»?" in done.stdout
    assert "ikke et helt tall" in done.stdout
    assert "Fra alder (6) er høyere enn til alder (5)." in done.stdout


def test_pasted_lines_are_one_answer(rot: Path) -> None:
    """What is pasted at a terminal does not spill into the next questions: a text keeps its paragraphs."""
    given = [word for word in options() if not word.startswith("--tema=")]
    env = {**os.environ, "PYTHONPATH": str(ROT), "PYTHONIOENCODING": "utf-8"}
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-u", "-m", "generator.cli", "ny", *given, "--id", "hallen"]
    answers = {
        "Beskrivelse: ": "Kom når du vil.\n\nTa med sko.\n",
        "Tema: ": "fritid\nkropp-og-helse\n",
        "Stikkord: ": "ball,\nidrett\n",
    }
    said = b""
    with subprocess.Popen(command, cwd=rot, env=env, stdin=terminal, stdout=subprocess.PIPE) as asked:
        os.close(terminal)
        assert asked.stdout is not None
        while byte := asked.stdout.read(1):
            said += byte
            prompt = said.rpartition(b"\n")[2].decode(errors="replace")
            if prompt.endswith(": ") and not prompt.startswith(" "):
                os.write(keyboard, answers.get(prompt, "\n").encode())
    assert asked.returncode == 0, said.decode()
    os.close(keyboard)
    text = (rot / "tiltak" / "hallen.yml").read_text("utf-8")
    assert "beskrivelse: |\n  Kom når du vil.\n\n  Ta med sko.\n" in text
    assert 'tema:\n  - "fritid"\n  - "kropp-og-helse"\n' in text
    assert 'stikkord:\n  - "ball"\n  - "idrett"\n' in text
    assert said.decode().count("Du limte inn flere linjer.") == len(answers)


def test_a_full_disk_leaves_no_half_post(rot: Path) -> None:
    """What could not be written whole is not there: half a post would stop the next build."""
    env = {**os.environ, "PYTHONPATH": str(ROT)}
    words = shlex.join([sys.executable, "-m", "generator.cli", "ny", *options(), "--beskrivelse", "Langt. " * 600])
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 1; exec {words} --id hallen"],
        cwd=rot,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Det gikk ikke å lese eller skrive" in done.stderr
    assert [path.name for path in (rot / "tiltak").iterdir()] == ["babysvomming.yml"]


def test_an_id_in_use_is_refused(rot: Path) -> None:
    """An id is never used twice, and has the form of an address."""
    before = (rot / "tiltak" / "babysvomming.yml").read_bytes()
    for words in (
        options(navn="Babysvømming"),
        [*options(), "--id", "babysvomming"],
        [*options(), "--id", "Å p"],
    ):
        done = run(rot, "", *words)
        assert done.returncode == 2
        assert "allerede" in done.stderr or "Mente du «a-p»?" in done.stderr
    assert [path.name for path in (rot / "tiltak").iterdir()] == ["babysvomming.yml"]
    assert (rot / "tiltak" / "babysvomming.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "melding"),
    [
        (options(enhet="finnesikke"), 2, "--enhet: Vi kjenner ikke «finnesikke»."),
        (options(kort="<b>x</b>"), 1, "HTML"),
        (options(navn="x" * 81), 1, "81 tegn"),
        (["--navn", "Halvferdig"], 2, "Svarene tok slutt."),
    ],
)
def test_what_is_not_valid_is_not_written(rot: Path, words: list[str], code: int, melding: str) -> None:
    """A wrong or a missing answer leaves no file behind."""
    done = run(rot, "", *words)
    assert done.returncode == code
    assert melding in done.stdout + done.stderr
    assert [path.name for path in (rot / "tiltak").iterdir()] == ["babysvomming.yml"]


def test_a_wrong_option_is_told_before_anything_is_asked(rot: Path) -> None:
    """An option that cannot be used is told at once, with no question first."""
    done = run(rot, "", "--navn", "Ny", "--type", "tjnst")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--type:" in done.stderr


def test_what_the_rules_refuse_is_asked_again(rot: Path) -> None:
    """An answer that no finished post could have is told at its question, so no other answer is lost."""
    given = [word for word in options() if not word.startswith("--kommuner=")]
    typed = ["", "alle, grong", "alle", *[""] * 10, "tolk", "tolk, ball"]  # description, age and contact are skipped
    done = run(rot, "\n".join(typed) + "\n", *given, "--id", "hallen")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "«alle» må stå alene." in done.stdout
    assert "«tolk» er også navnet på et felt." in done.stdout
    text = (rot / "tiltak" / "hallen.yml").read_text("utf-8")
    assert 'kommuner:\n  - "alle"\n' in text
    assert 'stikkord:\n  - "tolk"\n  - "ball"\n' in text


def test_a_fault_in_an_option_stops_no_other_answer(rot: Path) -> None:
    """What is wrong with an option is told of the option, not of each answer that is typed after it."""
    given = [word for word in options(kort="<b>x</b>") if not word.startswith("--kommuner=")]
    done = run(rot, "\ngrong\n", *given, "--id", "hallen")
    assert done.returncode == 1
    assert done.stdout.count("Her står HTML.") == 1


def test_a_question_says_nothing_of_yaml(rot: Path) -> None:
    """Quotation marks that one is told to write would stand in the post, and no number has them."""
    given = [word for word in options() if not word.startswith("--kommuner=")]
    said = run(rot, "\ngrong\n", *given, "--id", "hallen").stdout
    assert "Telefonnummeret til enheten." in said
    assert "anførselstegn" not in said
    assert ".yml." not in said.partition("hallen.yml er laget")[0]


@pytest.mark.parametrize("tegnsett", ["utf-8", "latin-1"])
def test_letters_are_read_on_any_terminal(rot: Path, tegnsett: str) -> None:
    """æ, ø and å are read where the system knows no such letters; a byte that is no letter is never stored."""
    env = {**os.environ, "PYTHONPATH": str(ROT), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    given = [word for word in options() if not word.startswith("--kort=")]
    command = [sys.executable, "-m", "generator.cli", "ny", *given, "--id", "hallen"]
    typed = "Kom når du vil.".encode(tegnsett) + b"\n" * 12
    done = subprocess.run(command, cwd=rot, env=env, input=typed, capture_output=True, check=False)
    path, read = rot / "tiltak" / "hallen.yml", tegnsett == "utf-8"
    assert path.exists() is read, done.stderr.decode()
    assert not read or 'kort: "Kom når du vil."' in path.read_text("utf-8")
    assert ("En bokstav er blitt borte" in done.stdout.decode()) is not read
