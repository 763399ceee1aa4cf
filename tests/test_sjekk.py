"""``tiltak sjekk`` and ``tiltak skjema`` as people call them: what is printed, and the exit code."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.cache import VARIABLE
from generator.problem import Grad, Problem
from generator.report import as_github, as_json, as_text, summary
from tests.prosjekt import FEIL, POST, ROT, lag

DAG = {"SOURCE_DATE_EPOCH": "1795219200"}  # 21 November 2026

ENGELSK = re.compile(
    r"\b(usage|error|options?|arguments?|optional|positional|show|help|message|exit|invalid|choice|choose|expected"
    r"|unrecognized|required|the|from|Traceback|File)\b(?!\w*[:=])"
)


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Return a project without a fault."""
    return lag(tmp_path / "prosjekt")


def tiltak(*words: str, cwd: Path, **miljo: str) -> subprocess.CompletedProcess[str]:
    """Call ``tiltak`` as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROT), **DAG, **miljo},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def put(rot: Path, sak: str) -> str:
    """Put one case of the table into the project, and return its path."""
    (rot / "tiltak" / f"{sak}.yml").write_bytes((FEIL / f"{sak}.yml").read_bytes())
    return f"tiltak/{sak}.yml"


# ---- formats ------------------------------------------------------------------------------------------

PROBLEMER = (
    Problem("tiltak/a.yml", 14, 3, "Snapchat", Grad.FEIL, "Teksten ble borte.", '  snapchat: "#x"'),
    Problem("tiltak/a.yml", 0, 0, "Kontakt", Grad.MANGLER, "Ingen kontakt: 100 % mangler.", ""),
    Problem("tiltak/b,c.yml", 2, 1, "", Grad.ADVARSEL, "To\nlinjer.", "alder:\n  fra: 1\n  til: 2"),
)


def test_text_is_for_people() -> None:
    """Grade, file, line and field; what is wrong; what to write, without the indentation of the file."""
    assert as_text(PROBLEMER) == (
        "FEIL  tiltak/a.yml, linje 14 – Snapchat\n"
        "  Teksten ble borte.\n"
        '  Skriv med to mellomrom foran:  snapchat: "#x"\n'
        "\n"
        "MANGLER  tiltak/a.yml – Kontakt\n"
        "  Ingen kontakt: 100 % mangler.\n"
        "\n"
        "ADVARSEL  tiltak/b,c.yml, linje 2\n"
        "  To\nlinjer.\n"
        "  Skriv:\n    alder:\n      fra: 1\n      til: 2"
    )


def test_github_is_one_escaped_command_a_problem() -> None:
    """Each problem is one line; what would end a command or a property is escaped."""
    assert as_github(PROBLEMER).split("\n") == [
        (
            "::error file=tiltak/a.yml,line=14,col=3,title=Snapchat::Teksten ble borte.%0A"
            'Skriv med to mellomrom foran: snapchat: "#x"'
        ),
        "::notice file=tiltak/a.yml,title=Kontakt::Ingen kontakt: 100 %25 mangler.",
        (
            "::warning file=tiltak/b%2Cc.yml,line=2,col=1,title=ADVARSEL::"
            "To%0Alinjer.%0ASkriv:%0Aalder:%0A  fra: 1%0A  til: 2"
        ),
    ]


def test_json_is_one_array() -> None:
    """Every problem is an object with the same seven keys."""
    rows = json.loads(as_json(PROBLEMER))
    assert [list(row) for row in rows] == [["fil", "linje", "kolonne", "felt", "grad", "melding", "forslag"]] * 3
    assert rows[0] == {
        "fil": "tiltak/a.yml",
        "linje": 14,
        "kolonne": 3,
        "felt": "Snapchat",
        "grad": "FEIL",
        "melding": "Teksten ble borte.",
        "forslag": '  snapchat: "#x"',
    }


def test_summary_counts() -> None:
    """The last line says how many files were read, and what was found."""
    assert summary(PROBLEMER, 4) == "4 filer lest: 1 feil, 1 advarsel, 1 mangler."
    assert summary(PROBLEMER[1:2], 1) == "1 fil lest: ingen feil, ingen advarsler, 1 mangler."
    assert summary((), 3) == "3 filer lest: alt i orden."
    assert summary(PROBLEMER[:1], 0) == "Ingen filer ble lest. 1 feil, ingen advarsler, ingen mangler."


# ---- the command ---------------------------------------------------------------------------------------


def test_one_wrong_line_is_told_and_answered_with_1(rot: Path) -> None:
    """The whole answer for one fault, as it stands in the terminal."""
    fil = put(rot, "emneknagg-borte")
    run = tiltak("sjekk", fil, cwd=rot)
    assert run.stdout == (
        f"FEIL  {fil}, linje 21 – Snapchat\n"
        "  Teksten etter # ble borte. I YAML betyr # «kommentar».\n"
        '  Skriv med to mellomrom foran:  snapchat: "#apenbarnehage"\n'
        "\n"
        "1 fil lest: 1 feil, ingen advarsler, ingen mangler.\n"
    )
    assert (run.returncode, run.stderr) == (1, "")


@pytest.mark.parametrize(
    ("sak", "streng", "kode"),
    [
        ("emneknagg-borte", False, 1),
        ("http", False, 0),
        ("http", True, 1),
        ("uten-kilder", False, 0),
        ("uten-kilder", True, 1),
    ],
)
def test_exit_codes(rot: Path, sak: str, streng: bool, kode: int) -> None:  # noqa: FBT001 - a row of a table
    """A FEIL is 1; ADVARSEL and MANGLER are 0, and 1 with --streng."""
    fil = put(rot, sak)
    assert tiltak("sjekk", fil, *(["--streng"] if streng else []), cwd=rot).returncode == kode


def test_a_good_file_is_0_even_when_streng(rot: Path) -> None:
    """A file without a fault is in order, whatever the others are."""
    put(rot, "emneknagg-borte")
    run = tiltak("sjekk", "--streng", "tiltak/babysvomming.yml", cwd=rot)
    assert (run.returncode, run.stdout) == (0, "1 fil lest: alt i orden.\n")


def test_files_are_named_from_where_one_stands(rot: Path) -> None:
    """Files are relative to the folder one is in, or as they are told: from the root."""
    fil = put(rot, "emneknagg-borte")
    run = tiltak("sjekk", "emneknagg-borte.yml", "--format", "json", cwd=rot / "tiltak")
    assert [row["fil"] for row in json.loads(run.stdout)] == [fil]
    assert json.loads(tiltak("sjekk", str(rot / fil), "--format=json", cwd=rot / "enheter").stdout) == json.loads(
        run.stdout
    )
    assert tiltak("sjekk", fil, "--format=json", cwd=rot / "tiltak").stdout == run.stdout
    assert tiltak("sjekk", ".", cwd=rot / "tiltak").stdout.endswith(
        "2 filer lest: 1 feil, ingen advarsler, ingen mangler.\n"
    )


@pytest.mark.parametrize(
    ("fil", "line", "text", "melding"),
    [
        ("mkdocs.yml", 1, 'site_name: "Prøve', "Det mangler et anførselstegn på slutten."),
        ("mkdocs.yml", 2, 'extra:\n  rediger_ur: ""\n', "Vi kjenner ikke «rediger_ur». Mente du «rediger_url»?"),
        ("mkdocs.yml", 3, 'extra:\n  farger:\n    kommune_1: "rød"\n', "«rød» er ikke en farge."),
        ("mkdocs.yml", 2, "nav:\n  - Om: omm.md\n", "Siden «omm.md» finnes ikke i mappen sider/."),
        ("sider/om.md", 3, "# Om oss\n\nSpør 01819000049.\n", "«018190 *****» ser ut som et fødselsnummer."),
        ("sider/om.md", 2, "---\ndescription: Hva: alt\n---\n# Om\n", "Innstillingene øverst på siden kan ikke leses."),
        ("sider/om.md", 1, "---\ndescription: Alt\n# Om\n", "Linjen --- under innstillingene øverst på siden mangler."),
        ("sider/om.md", 1, "<<<<<<< a\n", "Her står merker etter to versjoner i git."),
    ],
)
def test_what_keeps_the_site_from_being_built_is_told(rot: Path, fil: str, line: int, text: str, melding: str) -> None:
    """The settings and the hand-written pages are judged too: with all, and when one asks about them alone."""
    (rot / "sider").mkdir()
    (rot / fil).write_text(text, "utf-8")
    for words in (("sjekk",), ("sjekk", fil), ("sjekk", ".")):
        run = tiltak(*words, "--format=json", cwd=rot)
        told = [(row["fil"], row["linje"], row["melding"]) for row in json.loads(run.stdout) if row["grad"] == "FEIL"]
        assert [(*row[:2], row[2][: len(melding)]) for row in told] == [(fil, line, melding)], words
        assert run.returncode == 1
    assert tiltak("sjekk", "tiltak", cwd=rot).returncode == 0


def test_json_and_github_print_nothing_else(rot: Path) -> None:
    """A program reads the answer as it stands."""
    assert json.loads(tiltak("sjekk", "tiltak", "--format", "json", cwd=rot).stdout) == []
    assert tiltak("sjekk", "tiltak", "--format", "github", cwd=rot).stdout == ""
    put(rot, "emneknagg-borte")
    run = tiltak("sjekk", "--format", "github", "tiltak", cwd=rot)
    assert [line.partition(" ")[0] for line in run.stdout.splitlines()] == ["::error"]


def test_a_broken_vocabulary_is_told_whatever_one_asks_about(rot: Path) -> None:
    """When nothing can be judged, the reason is told, and not «alt i orden»."""
    (rot / "schema" / "vokabular" / "tema.yml").write_text("x", "utf-8")
    run = tiltak("sjekk", "tiltak/babysvomming.yml", cwd=rot)
    assert run.returncode == 1
    assert "schema/vokabular/tema.yml" in run.stdout


@pytest.mark.parametrize(
    ("fil", "content", "where", "melding"),
    [
        ("sok_forst", "hei\n", ", linje 1", "Filen må begynne med «forst:» på en egen linje."),
        ("sok_forst", "forst:\n  a: ]\nb: c\n", ", linje 2", "Filen er ikke gyldig YAML."),
        ("sok_hjelpere", "", "", "Filen må begynne med «hjelpere:» på en egen linje."),
        ("sok_hjelpere", None, "", "Filen mangler. Hent den tilbake."),
        ("sok_regler", "tegn: {}\n", ", linje 1", "Feltet «par» mangler."),
        ("sok_varianter", "begynner: [\n", ", linje 2", "Filen er ikke gyldig YAML."),
        ("sok_varianter", "a: {}\n", ", linje 1", "Feltet «begynner» mangler."),
        ("sok_begreper", "[" * 5000 + "\n", ", linje 2", "Filen er ikke gyldig YAML."),
    ],
)
def test_what_would_stop_the_search_is_told(rot: Path, fil: str, content: str | None, where: str, melding: str) -> None:
    """A file of the vocabulary of search that a build would stop at is a FEIL here too, asked about it or all."""
    path = rot / "schema" / "vokabular" / f"{fil}.yml"
    path.unlink()
    if content is not None:
        path.write_text(content, "utf-8")
    for asked in ([], ["schema"], [f"schema/vokabular/{fil}.yml"] if content is not None else []):
        run = tiltak("sjekk", *asked, cwd=rot)
        assert run.returncode == 1, run.stderr
        assert f"FEIL  schema/vokabular/{fil}.yml{where}\n  {melding}" in run.stdout
    assert tiltak("sjekk", "tiltak", cwd=rot).returncode == 0


def test_a_measure_that_is_gone_is_told_and_stops_nothing(rot: Path) -> None:
    """What the search shows first names a measure that was deleted: an ADVARSEL on its line, when all is asked for."""
    forst = rot / "schema" / "vokabular" / "sok_forst.yml"
    forst.write_text('forst:\n  skolevegring: ["babysvomming", "borte"]\n', "utf-8")
    for asked in ([], ["schema"]):
        run = tiltak("sjekk", *asked, cwd=rot)
        assert run.returncode == 0
        assert "ADVARSEL  schema/vokabular/sok_forst.yml, linje 2\n  Tiltaket «borte» finnes ikke." in run.stdout
    assert "borte" not in tiltak("sjekk", "tiltak", cwd=rot).stdout


BRUKSFEIL = (
    ("sjekk", "finnes-ikke.yml"),
    ("sjekk", "notat.txt"),
    ("sjekk", "tiltak/.skjult.yml"),
    ("sjekk", "/etc/hostname"),
    ("sjekk", "--format"),
    ("sjekk", "--format", "xml"),
    ("sjekk", "--streng=ja"),
    ("sjekk", "--str"),
    ("sjekk", "--ukjent"),
    ("skjema", "ekstra"),
    ("sjek",),
    ("--ukjent",),
    ("sjekk", ""),
    (),
)


@pytest.mark.parametrize("words", BRUKSFEIL, ids=lambda words: " ".join(words) or "ingenting")
def test_what_we_cannot_follow_is_2_in_norwegian(rot: Path, words: tuple[str, ...]) -> None:
    """A call we cannot follow is answered with 2 and a Norwegian sentence."""
    (rot / "notat.txt").touch()
    (rot / "tiltak" / ".skjult.yml").touch()
    run = tiltak(*words, cwd=rot)
    said = run.stderr or run.stdout
    assert run.returncode == 2
    assert said.strip()
    assert not ENGELSK.search(said.replace("--help", "")), said


@pytest.mark.parametrize("command", [None, *(command.navn for command in cli.COMMANDS)])
@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_is_norwegian(rot: Path, command: str | None, word: str) -> None:
    """Every command answers --help in Norwegian, outside a project too."""
    words = [command, word] if command else [word]
    run = tiltak(*words, cwd=rot.parent)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("Bruk: tiltak")
    assert not ENGELSK.search(run.stdout.replace("--help", "")), run.stdout


def test_outside_a_project_is_told(tmp_path: Path) -> None:
    """Without mkdocs.yml in any folder above there is nothing to check."""
    run = tiltak("sjekk", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("Fant ingen mkdocs.yml")


@pytest.mark.parametrize("epoch", ["9" * 30, "99999999999999", "abc", "1.5"])
def test_an_impossible_today_is_told(rot: Path, epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that is no day is a call we cannot follow."""
    run = tiltak("sjekk", cwd=rot, SOURCE_DATE_EPOCH=epoch)
    assert run.returncode == 2
    assert run.stderr.startswith("SOURCE_DATE_EPOCH")


def test_today_is_an_argument(rot: Path) -> None:
    """The same data, judged on another day: a confirmation grows old, and is no FEIL."""
    assert tiltak("sjekk", "tiltak", "--streng", cwd=rot).returncode == 0
    run = tiltak("sjekk", "tiltak", cwd=rot, SOURCE_DATE_EPOCH="1900000000")
    assert run.returncode == 0
    assert "Det er over ett år siden posten ble bekreftet." in run.stdout


def test_any_terminal_can_show_it(rot: Path) -> None:
    """A terminal that knows no æ, ø and å does not stop the command."""
    put(rot, "emneknagg-borte")
    run = tiltak("sjekk", cwd=rot, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONCOERCECLOCALE="0")
    assert run.returncode == 1
    assert "«kommentar»" in run.stdout


def test_who_reads_may_stop_reading(rot: Path) -> None:
    """``tiltak sjekk | head -1`` ends without a word on standard error."""
    for number in range(3000):
        (rot / "tiltak" / f"f{number}.yml").write_text("navn: x\n", "utf-8")
    pipe = subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "sjekk"],
        cwd=rot,
        env={**os.environ, "PYTHONPATH": str(ROT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with pipe:
        assert pipe.stdout is not None
        assert pipe.stderr is not None
        assert pipe.stdout.readline().startswith("MANGLER")
        pipe.stdout.close()
        assert pipe.stderr.read() == ""


def test_a_full_disk_is_told(rot: Path) -> None:
    """An output that takes nothing is told in words."""
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "generator.cli", "sjekk"],
            cwd=rot,
            env={**os.environ, "PYTHONPATH": str(ROT)},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (run.returncode, run.stderr) == (1, "Det gikk ikke å lese eller skrive: disken er full.\n")


def hears_ctrl_c() -> None:
    """Let a program be interrupted, also when a shell started the tests with «&» and thereby told them not to be."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupted_is_told(rot: Path) -> None:
    """Ctrl-C ends with a word and 130."""
    os.mkfifo(rot / "stans")
    program = (
        "import sys; from generator import cli; "
        "cli._run = lambda words: (print('venter', flush=True), open('stans').read()); sys.exit(cli.main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=rot,
        env={**os.environ, "PYTHONPATH": str(ROT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509 - no thread of ours holds a lock it needs
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "venter\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "Avbrutt.\n"
    assert process.returncode == 130


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["sjekk", "ny", "bekreft babysvomming --rolle Leder", "status", "eksporter --csv"])
def test_a_closed_stream_is_no_fault_of_the_program(rot: Path, words: str, closed: str) -> None:
    """With any of its three streams closed, a command says what it can and never blames itself."""
    run = subprocess.run(
        ["sh", "-c", f"{shlex.quote(sys.executable)} -m generator.cli {words} {closed}"],
        cwd=rot,
        env={**os.environ, "PYTHONPATH": str(ROT), **DAG},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = run.stdout + run.stderr
    assert "programmet selv" not in said
    assert "Traceback" not in said
    assert run.returncode == (2 if words.startswith(("ny", "bekreft")) else 0)


# ---- tiltak skjema ------------------------------------------------------------------------------------


def test_skjema_writes_what_the_lists_say(rot: Path) -> None:
    """A changed list is seen by --sjekk, written once, and then in order."""
    assert tiltak("skjema", "--sjekk", cwd=rot).returncode == 0
    path = rot / "schema" / "vokabular" / "svar.yml"
    path.write_text(path.read_text("utf-8") + '  - id: "kanskje"\n    navn:\n      nb: "Kanskje"\n', "utf-8")
    before = (rot / "schema" / "tiltak.schema.json").read_bytes()
    assert tiltak("skjema", "--sjekk", cwd=rot).returncode == 1
    assert (rot / "schema" / "tiltak.schema.json").read_bytes() == before
    assert tiltak("skjema", cwd=rot).stdout == "schema/tiltak.schema.json er skrevet.\n"
    assert '"kanskje"' in (rot / "schema" / "tiltak.schema.json").read_text("utf-8")
    assert tiltak("skjema", cwd=rot).stdout == "Skjemaene stemmer med listene.\n"


def test_skjema_with_a_broken_list_writes_nothing(rot: Path) -> None:
    """A list with a FEIL is told, and no schema is touched."""
    before = (rot / "schema" / "tiltak.schema.json").read_bytes()
    (rot / "schema" / "vokabular" / "svar.yml").write_text("@\n", "utf-8")
    run = tiltak("skjema", cwd=rot)
    assert run.returncode == 1
    assert run.stdout.startswith("FEIL  schema/vokabular/svar.yml, linje 1")
    assert (rot / "schema" / "tiltak.schema.json").read_bytes() == before


def checked_in(rot: Path, number: int) -> float:
    """Return the seconds of processor time that checking takes when ``number`` posts are added to the shipped."""
    posts = sorted((ROT / "tiltak").glob("*.yml"))
    for place in range(number):
        text = posts[place % len(posts)].read_text("utf-8").replace('navn: "', f'navn: "{place} ', 1)
        (rot / "tiltak" / f"post-{place}.yml").write_text(text, "utf-8")
    for path in (*posts, *(ROT / "enheter").glob("*.yml")):
        (rot / path.relative_to(ROT)).write_bytes(path.read_bytes())
    shutil.rmtree(os.environ[VARIABLE], ignore_errors=True)  # nothing is known from before
    before = os.times()
    run = tiltak("sjekk", cwd=rot)
    after = os.times()
    assert run.returncode == 0, run.stdout[-500:]
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_time_grows_no_faster_than_the_number_of_posts(rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times as many posts take at most five times as long, measured in the same run."""
    monkeypatch.setenv(VARIABLE, str(rot / "husk"))
    few, many = checked_in(rot, 250), checked_in(rot, 1000)
    assert many < 5 * few


def with_a_fault_each(rot: Path, number: int) -> tuple[str, int]:
    """Check so many posts with one fault each; return what is told, and the most memory it took, in kB."""
    for place in range(number):
        text = f'{POST}ukjent: "{place}"\n' if place % 2 else POST.replace('"i-drift"', f'"drift-{place}"', 1)
        (rot / "tiltak" / f"gal-{place:05}.yml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "generator.cli", "sjekk"]
    with (rot / "ut").open("w+", encoding="utf-8") as out:
        running = subprocess.Popen(command, cwd=rot, env={**os.environ, "PYTHONPATH": str(ROT)}, stdout=out)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        assert running.returncode == 1
        out.seek(0)
        return out.read(), used.ru_maxrss


def test_ten_thousand_faults_are_told_in_order_and_in_little_memory(rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file answers once, in order of its name; twenty times as many files take no twice the memory."""
    monkeypatch.setenv(VARIABLE, str(rot.parent / "husk"))
    _, little = with_a_fault_each(rot, 500)
    told, much = with_a_fault_each(rot, 10_000)
    files = re.findall(r"^FEIL  tiltak/gal-(\d{5})\.yml", told, flags=re.MULTILINE)
    assert files == [f"{place:05}" for place in range(10_000)]
    assert much < 2 * little
