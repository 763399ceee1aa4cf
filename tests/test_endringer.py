"""``tiltak endringer``: two real revisions in a real repository, told in sentences."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from generator.cli import main
from generator.github.rapport import report
from generator.place import Sted
from tests.prosjekt import I_DAG, POST, lag


def git(rot: Path, *words: str) -> None:
    """Run git in the project, with a name of its own."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.no", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=rot, check=True, capture_output=True)


def commit(rot: Path) -> None:
    """Keep everything as one revision."""
    git(rot, "add", "-A")
    git(rot, "commit", "-q", "--allow-empty", "-m", "x")


@pytest.fixture
def rot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with one revision, in a sub-folder of the repository, and stand in it."""
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / "oversikt"
    folder.mkdir()
    lag(folder)
    commit(tmp_path)
    monkeypatch.chdir(folder)
    return folder


def told(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Run the command and return its lines."""
    assert main(["endringer", *words]) == 0
    return capsys.readouterr().out.splitlines()


def change(rot: Path, *pairs: tuple[str, str], more: str = "") -> None:
    """Change texts in the measure and keep the revision."""
    path = rot / "tiltak" / "babysvomming.yml"
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text + more, "utf-8")
    commit(rot)


def test_readers_sentences(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status, texts, lists, contact, confirmation and moving are told as readers would say it."""
    change(rot, more="")
    extra = 'partnere:\n  - "Svømmehallen"\nsensitiv: true\n'
    change(
        rot,
        ('status: "i-drift"', 'status: "pause"'),
        ('enhet: "eksempel"', 'enhet: "taus-enhet"'),
        more=extra,
    )
    assert told(capsys, "HEAD~2..HEAD") == [
        "Babysvømming: i drift → på pause",
        "Babysvømming: flyttet fra Eksempelenheten til Den tause enheten",
        "Babysvømming: sensitiv: ja er lagt til",
        "Babysvømming: samarbeidspartnere: Svømmehallen er lagt til",
    ]
    assert told(capsys, "HEAD") == ["Ingen endringer for leserne."]


def test_a_name_keeps_its_first_letter(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Snapchat is a name in the middle of a sentence too."""
    change(rot, more='kontakt:\n  snapchat: "#vann"\n')
    assert told(capsys, "HEAD~1") == ["Babysvømming: Snapchat: #vann er lagt til"]


def test_new_removed_renamed_and_broken(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A post that comes, goes, gets a new name, or can no longer be read is told; so is a list."""
    first = rot / "tiltak" / "forste.yml"
    first.write_text(POST.replace("Babysvømming", "Første"), "utf-8")
    liste = rot / "schema" / "vokabular" / "tema.yml"
    liste.write_text(liste.read_text("utf-8") + "# en merknad\n", "utf-8")
    commit(rot)
    assert told(capsys, "HEAD~1..HEAD") == [
        "Listen «tema» er endret",
        "Første: nytt tilbud, Eksempelenheten",
    ]
    first.write_text(POST.replace("Babysvømming", "Den første"), "utf-8")
    commit(rot)
    assert told(capsys, "HEAD~1") == ["Den første: nytt navn, før «Første»"]
    first.write_text("navn: @\n", "utf-8")
    commit(rot)
    assert told(capsys, "HEAD~1") == ["Den første: filen har feil og kan ikke leses"]
    first.unlink()
    commit(rot)
    assert told(capsys, "HEAD~2..HEAD") == ["Den første: tilbudet er fjernet"]


def test_a_new_address_is_told(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with a new name is the same measure at a new address, and what else is changed in it is told."""
    path = rot / "tiltak" / "babysvomming.yml"
    path.rename(rot / "tiltak" / "svomming-for-babyer.yml")
    (rot / "tiltak" / "ny.yml").write_text(POST.replace("Babysvømming", "Ny"), "utf-8")
    path = rot / "tiltak" / "svomming-for-babyer.yml"
    path.write_text(path.read_text("utf-8").replace('status: "i-drift"', 'status: "pause"'), "utf-8")
    commit(rot)
    assert told(capsys, "HEAD~1") == [
        "Ny: nytt tilbud, Eksempelenheten",
        "Babysvømming: ny adresse, «svomming-for-babyer», før «babysvomming». Gamle lenker virker ikke lenger",
        "Babysvømming: i drift → på pause",
    ]


def test_pages_written_by_hand_are_told(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page is for readers too, and so is what the municipality says in mkdocs.yml."""
    (rot / "sider").mkdir(exist_ok=True)
    (rot / "sider" / "hei.md").write_text("# Hei\n", "utf-8")
    (rot / "sider" / "nn").mkdir()
    (rot / "sider" / "nn" / "hei.md").write_text("# Hei\n", "utf-8")
    (rot / "sider" / "bilde.txt").write_text("x", "utf-8")
    (rot / "mkdocs.yml").write_text("site_name: Et annet navn\n", "utf-8")
    commit(rot)
    assert told(capsys, "HEAD~1") == [
        "Oppsettet i mkdocs.yml er endret",
        "Filen «bilde.txt» er ny",
        "Siden «hei» er ny",
        "Siden «nn/hei» er ny",
    ]


def test_only_what_readers_see_counts(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another style or a comment is no change, and the working tree does not matter."""
    change(rot, more="# en merknad\n")
    (rot / "tiltak" / "babysvomming.yml").write_text("søppel", "utf-8")
    assert told(capsys, "main~1..main") == ["Ingen endringer for leserne."]


def test_markdown_is_safe_and_json_is_whole(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words from a post make no link, no HTML and no call in a pull request."""
    change(rot, ('navn: "Babysvømming"', 'navn: "[Klikk](https://x.no) <b> @alle"'))
    assert told(capsys, "HEAD~1", "--format", "markdown") == [
        "- **\\[Klikk\\]\\(https\\://\u200bx\\.no\\) \\<b\\> @\u200balle**: nytt navn, før «Babysvømming»"
    ]
    (row,) = json.loads("\n".join(told(capsys, "HEAD~1", "--format", "json")))
    assert (row["fil"], row["slag"], row["felt"]) == ("tiltak/babysvomming.yml", "navn", "navn")


def test_an_identity_number_that_is_taken_out_is_not_told_again(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It may have stood in a name, a list or a text: neither the command nor the comment on GitHub repeats it."""
    number, extra = "01819000049", 'partnere: ["{0}"]\nkontakt: {{merknad: "{0}"}}\n'
    change(rot, ('navn: "Babysvømming"', f'navn: "Bad {number}"'), more=extra.format(number))
    change(rot, (f"Bad {number}", "Bad"), (extra.format(number), extra.format("Bassenget")))
    assert told(capsys, "HEAD~1") == [
        "Bad: nytt navn, før «Bad 018190 *****»",
        "Bad: merknad om kontakt: 018190 ***** → Bassenget",
        "Bad: samarbeidspartnere: Bassenget er lagt til",
        "Bad: samarbeidspartnere: 018190 ***** er tatt bort",
    ]
    for base, form in (("HEAD~1", "markdown"), ("HEAD~1", "json"), ("HEAD~2..HEAD~1", "json")):
        assert number not in "\n".join(told(capsys, base, "--format", form))
    assert number not in report(Sted(rot, rot, I_DAG), "HEAD~1").as_json()


def test_a_link_is_no_post(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What git keeps of a link is the way it leads: there is no measure in it to tell of."""
    (rot / "tiltak" / "lenke.yml").symlink_to("babysvomming.yml")
    commit(rot)
    assert told(capsys, "HEAD~1") == ["Ingen endringer for leserne."]


@pytest.mark.parametrize("name", ["finnesikke", "HEAD:mkdocs.yml", "HEAD..finnesikke", "HEAD..^HEAD", ""])
def test_unknown_revisions_are_told_calmly(rot: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A revision that git does not know is a Norwegian sentence and exit code 2."""
    assert main(["endringer", f"{name}..HEAD" if ".." not in name else name]) == 2
    assert "Vi kjenner ikke versjonen" in capsys.readouterr().err
    assert list(rot.glob("x")) == []


def test_what_git_does_not_show_is_told_as_it_is(
    rot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clone with the last version alone, and a repository that git refuses, have each their own sentence."""
    commit(rot)
    git(tmp_path, "clone", "-q", "--depth=1", rot.parent.as_uri(), "grunn")
    monkeypatch.chdir(tmp_path / "grunn" / "oversikt")
    assert main(["endringer", "HEAD~1"]) == 2
    assert "«git fetch --unshallow»" in capsys.readouterr().err
    (tmp_path / "grunn" / ".git" / "HEAD").write_text("søppel", "utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert main(["endringer", "HEAD"]) == 2
    assert "Git vil ikke lese denne mappen." in capsys.readouterr().err


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No repository, and no git at all, are Norwegian sentences and exit code 2."""
    monkeypatch.chdir(lag(tmp_path))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["endringer", "A..B"]) == 2
    assert "ikke under git" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["endringer", "A..B"]) == 2
    assert "Fant ikke git" in capsys.readouterr().err


def test_what_was_lacking_before_is_not_told_of_a_change(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a version to compare with, gaps are told of the files that differ, and a FEIL wherever it is."""
    old = rot / "tiltak" / "babysvomming.yml"
    (rot / "tiltak" / "gammel.yml").write_text(POST.replace("stikkord:", "# stikkord:", 1), "utf-8")
    commit(rot)
    old.write_text(old.read_text("utf-8").replace("stikkord:", "# stikkord:", 1), "utf-8")
    commit(rot)

    def files(*words: str) -> set[tuple[str, str]]:
        main(["sjekk", "--format", "json", *words])
        return {
            (row["fil"], row["grad"]) for row in json.loads(capsys.readouterr().out) if "stikkord" in row["melding"]
        }

    both = {("tiltak/babysvomming.yml", "MANGLER"), ("tiltak/gammel.yml", "MANGLER")}
    assert files() == both
    assert files("--siden", "HEAD~1") == {("tiltak/babysvomming.yml", "MANGLER")}
    assert files("--siden", "HEAD") == set()
    (rot / "enheter" / "eksempel.yml").unlink()
    commit(rot)
    assert main(["sjekk", "--siden", "HEAD~1"]) == 1
    assert "Vi kjenner ikke enheten" in capsys.readouterr().out
    for version in "finnes-ikke", "":
        assert main(["sjekk", "--siden", version]) == 2


def test_what_is_not_yet_saved_in_git_is_a_change_too(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who has changed a file, or made one, and not committed it, is told what it lacks."""
    path = rot / "tiltak" / "babysvomming.yml"
    path.write_text(path.read_text("utf-8").replace("stikkord:", "# stikkord:", 1), "utf-8")
    (rot / "tiltak" / "ny.yml").write_text(path.read_text("utf-8").replace("Babysvømming", "Ny"), "utf-8")
    main(["sjekk", "--format", "json", "--siden", "HEAD"])
    rows = json.loads(capsys.readouterr().out)
    lacking = {row["fil"] for row in rows if "stikkord" in row["melding"]}
    assert lacking == {"tiltak/babysvomming.yml", "tiltak/ny.yml"}


def test_a_translation_that_was_left_behind_is_told(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who changes a text is told which translations of it stand as they did; one that is changed too is not told."""
    en = '  en:\n    navn: "Baby swimming"\n    kort: "Swim with us."\n'
    change(rot, more=f'oversettelser:\n{en}  nn:\n    kort: "Bad saman."\n')
    change(rot, ('"Bad sammen', '"Kom og bad sammen'), ('"Bad saman', '"Kom og bad saman'))
    assert told(capsys, "HEAD~1") == [
        "Babysvømming: kort fortalt er endret",
        "Babysvømming: oversettelser er endret",
        "Babysvømming: kort fortalt på engelsk er ikke endret. Sjekk at oversettelsen fortsatt stemmer",
    ]
    change(rot, ('"Swim with us."', '"Come and swim."'))
    assert told(capsys, "HEAD~1") == ["Babysvømming: oversettelser er endret"]
