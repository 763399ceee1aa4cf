"""A site is replaced whole or not at all: killed, refused, full, twice at once, and with posts gone."""

from __future__ import annotations

import ctypes
import dataclasses
import errno
import fcntl
import hashlib
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import mark, swap
from generator.bygg import build
from generator.guard import guard
from generator.load import load
from tests.nettsted import DAG, ROT, copy_example, environment
from tests.nettsted import build as build_with_mkdocs
from tests.prosjekt import I_DAG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.process import BaseProcess

POST = "tiltak/minst.yml"
KILLS = 100
UNTOUCHED = "Det forrige nettstedet er urørt."
PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1
"""Numbers of Linux: what lets root write where nobody may."""


def command(rot: Path, *words: str, day: str = DAG, **more: Any) -> subprocess.Popen[str]:  # noqa: ANN401 - whatever Popen takes
    """Start «tiltak bygg» on a day."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "bygg", *words],
        cwd=rot,
        env=environment("", PYTHONDONTWRITEBYTECODE="1", SOURCE_DATE_EPOCH=day),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def bygg(rot: Path, *words: str, **more: Any) -> tuple[int, str]:  # noqa: ANN401 - whatever Popen takes
    """Run «tiltak bygg» to its end; return the exit code and all it says."""
    running = command(rot, *words, **more)
    out, err = running.communicate()
    assert "Traceback" not in err, err
    return running.returncode, out + err


def whole(site: Path) -> Mapping[str, str]:
    """Return what a site consists of: each file and the print of its bytes."""
    return {
        str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def beside(rot: Path) -> list[str]:
    """Return what builds have left beside the site."""
    return sorted(path.name for path in rot.iterdir() if path.name.startswith(".site"))


def rename(rot: Path, navn: str) -> None:
    """Give the smallest post another name."""
    post = rot / POST
    lines = post.read_text("utf-8").splitlines()
    post.write_text(
        "\n".join(f'navn: "{navn}"' if line.startswith("navn:") else line for line in lines) + "\n", "utf-8"
    )


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Copy the example, and build it."""
    rot = copy_example(tmp_path / "prøve med mellomrom")
    assert bygg(rot)[0] == 0
    return rot


def test_it_says_how_far_it_has_come(tmp_path: Path) -> None:
    """While it works it says, apart from its answer, what it is at: reading, then the pages of what is read."""
    out, err = command(copy_example(tmp_path / "rot")).communicate()
    first, second = err.splitlines()
    assert first == "Leser tiltak og enheter …"
    assert re.fullmatch(r"[0-9]+ filer er lest\. Lager sidene …", second)
    assert second.split()[0] == next(line for line in out.splitlines() if " filer lest:" in line).split()[0]


# ---- whole ---------------------------------------------------------------------------------------------


def test_killed_at_any_moment_a_whole_site_stands(rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred builds are killed, half of them near the end; each time the old site or the new stands whole."""
    for name, value in environment("").items():
        monkeypatch.setenv(name, value)
    processes = get_context("forkserver")
    processes.set_forkserver_preload(["generator.bygg", "generator.host.build"])

    def start() -> BaseProcess:
        running = processes.Process(target=build, args=(rot, rot / "site"))
        running.start()
        return running

    start().join()  # the first has to wait for the imports
    rename(rot, "Utgave 0")
    began = time.monotonic()
    start().join()
    seconds = time.monotonic() - began
    allowed = [whole(rot / "site")]
    dice = random.Random(20261126)  # noqa: S311 - moments, not secrets
    interrupted = 0
    for number in range(KILLS):
        rename(rot, f"Utgave {number % 2}")
        running = start()
        time.sleep(seconds * (dice.uniform(0, 1) if number % 2 else dice.uniform(0.7, 1.1)))
        running.kill()
        running.join()
        interrupted += running.exitcode == -signal.SIGKILL
        stands = whole(rot / "site")
        if stands not in allowed:
            assert len(allowed) == 1, "a third site"
            assert bygg(rot)[0] == 0
            assert whole(rot / "site") == stands
            allowed.append(stands)
    assert interrupted > KILLS // 4
    assert bygg(rot)[0] == 0
    assert beside(rot) == []


def test_two_builds_at_once_wait_for_each_other(rot: Path) -> None:
    """Three builds into one folder all succeed, and leave one whole site and nothing beside it."""
    rename(rot, "Utgave 1")
    for running in [command(rot) for _ in range(3)]:
        out, err = running.communicate()
        assert running.returncode == 0, out + err
    stands = whole(rot / "site")
    assert bygg(rot, "--til", "ny")[0] == 0
    assert stands == whole(rot / "ny")
    assert beside(rot) == []


def test_unchanged_files_are_the_old_ones_and_changed_are_never_written_into(rot: Path) -> None:
    """One post changes: its page is a new file, a page that is the same is the same file, and the old bytes live."""
    page, other = "tiltak/minst/index.html", "tiltak/alt-i-ett/index.html"
    kept = rot / "gammel.html"
    kept.hardlink_to(rot / "site" / page)
    before, number = kept.read_bytes(), (rot / "site" / other).stat().st_ino
    rename(rot, "Et helt annet navn")
    assert bygg(rot)[0] == 0
    assert kept.read_bytes() == before
    assert "Et helt annet navn" in (rot / "site" / page).read_text("utf-8")
    assert (rot / "site" / other).stat().st_ino == number
    assert bygg(rot, "--til", "ny")[0] == 0
    assert whole(rot / "site") == whole(rot / "ny")


def test_page_of_a_deleted_measure_disappears(rot: Path) -> None:
    """What has no post has no page."""
    (rot / POST).unlink()
    assert bygg(rot)[0] == 0
    assert not (rot / "site" / "tiltak" / "minst").exists()


@pytest.mark.parametrize("path", ["../ute/index.html", "bti/../../ute", "/ute/index.html"])
def test_nothing_is_written_outside_the_site(tmp_path: Path, path: str) -> None:
    """A path that would leave the folder of the site is refused, wherever it comes from."""
    with pytest.raises(OSError, match="ute"):
        swap.inside(tmp_path / "site", path)


def test_two_renames_do_the_same(tmp_path: Path) -> None:
    """Where the system cannot exchange two names, two renames do; killed between them, the next build mends it."""
    old, new = tmp_path / "site", tmp_path / ".site.ny-1"
    for folder in (old, new):
        folder.mkdir()
        (folder / "navn").write_text(folder.name, "utf-8")
    swap.exchange_by_renames(old, new)
    assert [(folder / "navn").read_text("utf-8") for folder in (old, new)] == [".site.ny-1", "site"]
    old.rename(tmp_path / ".site.gammel-2")
    with swap.alone(old):
        assert (old / "navn").read_text("utf-8") == ".site.ny-1"
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


# ---- refused ---------------------------------------------------------------------------------------------


def small_files() -> None:
    """Let no file grow beyond 8 kB, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


def like_anyone() -> None:
    """Take from root what lets it write where nobody may; anyone else has it not."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def closed(rot: Path) -> None:
    """Let nothing be made in the folder around the site."""
    rot.chmod(0o555)


@pytest.mark.parametrize(
    ("before", "inside", "why"),
    [
        (lambda _: None, small_files, "filen er større enn disken tar imot"),
        (closed, like_anyone, "du har ikke tilgang"),
    ],
    ids=["full disk", "refused write"],
)
def test_what_the_system_refuses_is_said_and_the_old_site_stands(
    rot: Path, before: Callable[[Path], None], inside: Callable[[], None], why: str
) -> None:
    """Exit 1, one calm sentence that says why, the old site untouched, nothing beside it, and the next build works."""
    stands = whole(rot / "site")
    rename(rot, "Utgave 1")
    before(rot)
    code, told = bygg(rot, preexec_fn=inside)
    rot.chmod(0o755)
    assert code == 1
    assert why in told
    assert UNTOUCHED in told
    assert whole(rot / "site") == stands
    assert beside(rot) == []
    assert bygg(rot)[0] == 0
    assert "Utgave 1" in (rot / "site" / "tiltak" / "minst" / "index.html").read_text("utf-8")


def test_an_old_site_that_cannot_be_removed_is_no_fault(rot: Path) -> None:
    """The new site stands, so the build has succeeded; what is left of the old one is in nobody's way."""
    rename(rot, "Utgave 1")
    (rot / "site" / "tiltak").chmod(0o555)
    code, told = bygg(rot, preexec_fn=like_anyone)
    assert code == 0, told
    assert UNTOUCHED not in told
    assert "Utgave 1" in (rot / "site" / "tiltak" / "minst" / "index.html").read_text("utf-8")
    for left in beside(rot):
        (rot / left / "tiltak").chmod(0o755)
    assert bygg(rot)[0] == 0
    assert beside(rot) == []


def test_the_new_site_is_made_where_nothing_is(tmp_path: Path) -> None:
    """A folder that could not be removed may have our number; the new site is never made on top of it."""
    taken = swap.beside(tmp_path / "site")
    taken.mkdir()
    assert swap.beside(tmp_path / "site") not in {taken, tmp_path / "site"}


def test_a_refused_rename_leaves_the_old_site(tmp_path: Path) -> None:
    """Where the new site cannot take the name, the old one gets it back."""
    old = tmp_path / "site"
    old.mkdir()
    (old / "navn").write_text("gammel", "utf-8")
    with pytest.raises(FileNotFoundError):
        swap.exchange_by_renames(old, tmp_path / "finnes-ikke")
    assert (old / "navn").read_text("utf-8") == "gammel"


def test_a_disk_without_locks_is_built_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home on the net may lock no folder: what others may be making is left alone, and a site gets its name back."""

    def refused(_folder: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    for name in (".site.gammel-7", ".site.ny-9"):
        (tmp_path / name).mkdir()
    with swap.alone(tmp_path / "site"):
        assert sorted(path.name for path in tmp_path.iterdir()) == [".site.ny-9", "site"]


def test_interrupted_between_two_renames_the_old_site_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C comes at any moment, and where two names cannot be exchanged in one step there is one between them."""
    old, new = tmp_path / "site", tmp_path / ".site.ny-1"
    for folder in (old, new):
        folder.mkdir()
    rename = Path.rename

    def interrupted(path: Path, to: Path) -> Path:
        if path == new:
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        swap.exchange_by_renames(old, new)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.ny-1", "site"]


@pytest.mark.parametrize(
    ("til", "why"),
    [
        ("site/sub", "ligger inne i et nettsted"),
        ("ut/sub/enda", "ligger inne i et nettsted"),
        ("tiltak/ut", "ligger i tiltak/, som hører til prosjektet"),
        ("sider/ut", "ligger i sider/, som hører til prosjektet"),
        ("schema/../enheter/ut", "ligger i enheter/, som hører til prosjektet"),
        ("generator/ut", "ligger i generator/, som hører til prosjektet"),
        (".git/ut", "ligger i .git/, som hører til prosjektet"),
        (".", "inneholder selve prosjektet"),
        ("..", "inneholder selve prosjektet"),
    ],
)
def test_a_site_is_not_built_into_something_else(eksempel: Path, til: str, why: str) -> None:
    """Where it would be lost, or be read as a part of the project, the command cannot be followed."""
    mark_folder = eksempel / "ut"
    mark_folder.mkdir()
    mark.write(mark_folder, 1)
    code, told = bygg(eksempel, "--til", til)
    assert code == 2
    assert why in told
    assert "Velg en annen mappe med --til." in told


def test_a_folder_must_have_a_name(eksempel: Path) -> None:
    """«--til "$MAPPE"» with a variable that is not set does not build into site/."""
    code, told = bygg(eksempel, "--til", "")
    assert (code, "Du må skrive noe etter --til." in told) == (2, True)
    assert not (eksempel / "site").exists()


def test_a_site_that_is_a_link_is_told_to_be_one(rot: Path) -> None:
    """What a link leads to is a site of ours, but a link cannot change names with it."""
    (rot / "site").rename(rot / "annet")
    (rot / "site").symlink_to(rot / "annet")
    code, told = bygg(rot)
    assert code == 2
    assert f"er en lenke. Slett lenken, eller skriv mappen den fører til: --til {rot / 'annet'}" in told
    assert "ikke laget av" not in told
    assert bygg(rot, "--til", "annet")[0] == 0
    assert (rot / "site").is_symlink()


def test_data_may_be_where_nobody_can_write(rot: Path) -> None:
    """A site is built from folders that can only be read."""
    for folder in [rot / "tiltak", rot / "enheter", rot / "schema", rot]:
        folder.chmod(0o555)
    code, told = bygg(rot, "--til", str(rot.parent / "ut"), preexec_fn=like_anyone)
    for folder in [rot, rot / "tiltak", rot / "enheter", rot / "schema"]:
        folder.chmod(0o755)
    assert code == 0, told
    assert whole(rot.parent / "ut") == whole(rot / "site")


def test_the_project_may_lie_in_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    """A name from an old system is bytes that are no UTF-8; the site is built there by us and by MkDocs."""
    rot = copy_example(tmp_path / os.fsdecode(b"pr\xf8ve"))
    code, told = bygg(rot)
    assert code == 0, told
    assert whole(build_with_mkdocs(rot, rot / "ut").mappe).keys() == whole(rot / "site").keys()


# ---- fewer -----------------------------------------------------------------------------------------------


def multiply(rot: Path, copies: int) -> list[Path]:
    """Make so many copies of the smallest post."""
    made = [rot / "tiltak" / f"kopi-{number}.yml" for number in range(copies)]
    for path in made:
        shutil.copy(rot / POST, path)
    return made


def test_far_fewer_measures_are_taken_for_a_mistake(rot: Path) -> None:
    """With a fourth of the posts gone the old site stands, through «tiltak bygg» and MkDocs; asked for, it is built."""
    made = multiply(rot, 24)
    assert bygg(rot)[0] == 0
    stands = whole(rot / "site")
    assert mark.measures(rot / "site") == 30
    for path in made[:8]:
        path.unlink()
    code, told = bygg(rot)
    assert code == 1
    assert "Her er 22 tiltak. Sist var det 30." in told
    assert UNTOUCHED in told
    mkdocs = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=rot,
        env=environment(""),
        capture_output=True,
        text=True,
        check=False,
    )
    assert mkdocs.returncode != 0
    assert "Traceback" not in mkdocs.stderr
    assert whole(rot / "site") == stands
    assert bygg(rot, "--faerre")[0] == 0
    assert mark.measures(rot / "site") == 22


def git(rot: Path, *words: str) -> str:
    """Run git in the project, and return what it answers."""
    who = ("-c", "user.name=Prøve", "-c", "user.email=prove@eksempel.no")
    return subprocess.run(["git", *who, *words], cwd=rot, capture_output=True, text=True, check=True).stdout.strip()


def committed(rot: Path) -> str:
    """Commit everything that is in the project, and return the hash."""
    git(rot, "add", "--all")
    git(rot, "commit", "--quiet", "--message", "Ny versjon")
    return git(rot, "rev-parse", "HEAD")


@pytest.mark.parametrize("around", ["", "kommunen/"])
def test_where_no_site_stands_a_version_in_git_is_the_last(tmp_path: Path, around: str) -> None:
    """A fresh checkout, as on GitHub: a fourth is gone since the version named, and asked for, the site is built."""
    rot = copy_example(tmp_path / "lager" / around)
    git(tmp_path / "lager", "init", "--quiet")
    made = multiply(rot, 24)
    before = committed(rot)
    for path in made[:8]:
        path.unlink()
    after = committed(rot)
    code, told = bygg(rot, "--forrige", before)
    assert code == 1
    assert "Her er 22 tiltak. Sist var det 30." in told
    assert "På GitHub kjører du «Publiser» for hånd." in told
    assert not (rot / "site").exists()
    assert bygg(rot, "--forrige", after)[0] == 0
    assert bygg(rot, "--forrige", before)[0] == 0, "the site that stands there is the last"
    assert bygg(rot, "--til", "ny", "--forrige", before, "--faerre")[0] == 0


@pytest.mark.parametrize("version", ["0" * 40, "finnes-ikke", "", "--help", "HEAD:tiltak"])
@pytest.mark.parametrize("under_git", [True, False])
def test_a_version_that_is_not_known_stops_nothing(eksempel: Path, version: str, under_git: bool) -> None:  # noqa: FBT001
    """A first push and a forced one are published; that nothing was compared is said in one line."""
    if under_git:
        git(eksempel, "init", "--quiet")
        committed(eksempel)
    code, told = bygg(eksempel, f"--forrige={version}")
    assert code == 0, told
    assert f"Vi finner ikke versjonen «{version}», og vet ikke hvor mange tiltak det var sist.\n" in told


def test_how_many_may_go_is_the_municipalitys_choice(rot: Path) -> None:
    """A sixth may go by default; a stricter limit stops it."""
    made = multiply(rot, 34)
    assert bygg(rot)[0] == 0
    for path in made[:6]:
        path.unlink()
    settings = rot / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "  - tiltak\n" in text
    settings.write_text(text.replace("  - tiltak\n", "  - tiltak:\n      kan_forsvinne: 10\n"), "utf-8")
    assert bygg(rot)[0] == 1
    settings.write_text(text, "utf-8")
    assert bygg(rot)[0] == 0


@pytest.mark.parametrize(
    ("before", "now", "stops"), [(30, 24, False), (31, 24, True), (10, 5, False), (10, 4, True), (100, 80, False)]
)
def test_a_fifth_may_go_and_always_five(before: int, now: int, stops: bool) -> None:  # noqa: FBT001
    """As README.md says: more than 20 of 100, and more than five, stops the build; just so many does not."""
    lest = load(ROT, I_DAG)
    assert lest.katalog
    few = dataclasses.replace(lest.katalog, tiltak=dict(list(lest.katalog.tiltak.items())[:now]))
    assert (guard(dataclasses.replace(lest, katalog=few), before, 20).katalog is None) is stops


def test_a_fault_is_told_without_waiting_for_mkdocs(rot: Path) -> None:
    """Reading comes first: with a FEIL neither MkDocs nor a page is ever loaded."""
    (rot / POST).write_text("navn: [\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "generator.cli", "bygg"],
        cwd=rot,
        env=environment(""),
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}
    assert run.returncode == 1
    assert UNTOUCHED in run.stderr
    assert "generator.gather" in loaded
    assert [name for name in loaded if name.startswith(("mkdocs", "generator.pages", "generator.host."))] == []


def test_interrupted_while_mkdocs_is_loaded(rot: Path) -> None:
    """Who presses Ctrl-C is told that it stopped, also when half of a module is loaded."""
    program = """
import sys
from generator.cli import main

class Interrupt:
    def find_spec(self, name, path, target=None):
        if name == "mkdocs.commands.build":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
sys.exit(main(["bygg"]))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=rot, env=environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 130
    assert run.stderr.endswith("Avbrutt.\n")
    assert "programmet selv" not in run.stderr


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"tiltak: mange\n"])
def test_damaged_mark_guards_nothing_and_stops_nothing(rot: Path, content: bytes) -> None:
    """What the last build noted is never trusted blindly."""
    (rot / "site" / mark.NAVN).write_bytes(content)
    assert bygg(rot)[0] == 0
    assert mark.measures(rot / "site") == len(list((rot / "tiltak").glob("*.yml")))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("forst: [", "schema/vokabular/sok_forst.yml, linje 2\n  Filen er ikke gyldig YAML."),
        ("forste: {}", "schema/vokabular/sok_forst.yml, linje 1\n  Vi kjenner ikke feltet «forste». Mente du «forst»?"),
        (
            "forst: {finnes-ikke: [minst]}",
            "schema/vokabular/sok_forst.yml, linje 1\n  «finnes-ikke» står ikke i sok_begreper.yml.",
        ),
        ("- a", "schema/vokabular/sok_forst.yml, linje 1\n  Filen må begynne med «forst:» på en egen linje."),
    ],
)
def test_what_is_wrong_with_the_words_of_search_is_told_once(rot: Path, content: str, said: str) -> None:
    """A municipality writes these files too: a fault stops the build, with the file and the line, and no English."""
    before = whole(rot / "site")
    (rot / "schema" / "vokabular" / "sok_forst.yml").write_text(f"{content}\n", "utf-8")
    code, answer = bygg(rot)
    assert code == 1
    assert answer.count(f"FEIL  {said}") == 1
    assert answer.count(UNTOUCHED) == 1
    assert "Abort" not in answer
    assert whole(rot / "site") == before


def test_a_municipality_changes_its_lists_without_code(rot: Path) -> None:
    """A new status, one that is gone, another scale and names with signs of HTML: the site is built, and says them."""
    lists = rot / "schema" / "vokabular"
    for name, change in {
        "status": lambda text: (
            text + '  - id: "venteliste"\n    navn:\n      nb: "Har venteliste"\n'
            '    forklaring:\n      nb: "Tilbudet er i gang, men du må vente."\n'
        ),
        "metoder": lambda text: text.replace("ungsinn-2015", "ungsinn-2030"),
        "hjelpelinjer": lambda text: text.replace("barn og unge", "barn & unge 15 < 18"),
    }.items():
        file = lists / f"{name}.yml"
        before = file.read_text("utf-8")
        after = change(before)
        assert after != before, name
        file.write_text(after, "utf-8")
    post = rot / "tiltak" / "minst.yml"
    post.write_text(
        re.sub("^status: .*$", 'status: "venteliste"', post.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    subprocess.run([sys.executable, "-m", "generator.cli", "skjema"], cwd=rot, env=environment(), check=True)
    code, said = bygg(rot)
    assert code == 0, said
    page = (rot / "site" / "tiltak" / "minst" / "index.html").read_text("utf-8")
    assert "Tilbudet er i gang, men du må vente." in page
    assert page.count("barn &amp; unge 15 &lt; 18") == page.count("unge 15 ") > 0
