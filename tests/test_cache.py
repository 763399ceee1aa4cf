"""What is remembered between builds changes nothing but the time, and is never trusted when damaged."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import spare
from generator.cache import LONG_AGO, VARIABLE, Cache, fingerprint, of_folder
from generator.compiled import Templates
from generator.problem import Grad, Problem
from generator.site import KEPT
from tests.nettsted import DAG, copy_example
from tests.test_bygg import bygg, rename, whole

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = fingerprint("noe")


@pytest.fixture
def husk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the builds of one test a cache of their own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "husk"))
    return tmp_path / "husk"


def new_unit(rot: Path) -> None:
    """Change what stands on the pages of every measure of a unit."""
    unit = rot / "enheter" / "huset.yml"
    unit.write_text(unit.read_text("utf-8").replace('navn: "', 'navn: "Nye ', 1), "utf-8")


def new_word(rot: Path) -> None:
    """Change a list that every post is judged by and many pages show."""
    themes = rot / "schema" / "vokabular" / "tema.yml"
    themes.write_text(themes.read_text("utf-8").replace("Mobbing", "Plaging"), "utf-8")


def gone(rot: Path) -> None:
    """Delete a post."""
    (rot / "tiltak" / "minst.yml").unlink()


def new_cost(rot: Path) -> None:
    """Change a list that the page of a measure shows."""
    costs = rot / "schema" / "vokabular" / "kostnad.yml"
    costs.write_text(costs.read_text("utf-8").replace('nb: "Gratis"', 'nb: "Koster ingenting"'), "utf-8")


LATER = str(int(DAG) + 10 * 24 * 60 * 60)
"""The day after the notice of a post in the example was shown for the last time."""


@pytest.mark.parametrize(
    ("change", "day"),
    [
        (lambda rot: rename(rot, "Et nytt navn"), DAG),
        (new_unit, DAG),
        (new_word, DAG),
        (new_cost, DAG),
        (gone, DAG),
        (lambda _: None, LATER),
    ],
    ids=["post", "unit", "list", "value", "gone", "day"],
)
def test_with_and_without_the_same_site(change: Callable[[Path], None], day: str, tmp_path: Path, husk: Path) -> None:
    """A post, its unit, a list or the day changes, or a post goes: the next build is as one from nothing."""
    rot = copy_example(tmp_path / "rot")
    assert bygg(rot)[0] == 0
    before = whole(rot / "site")
    change(rot)
    code, told = bygg(rot, day=day)
    assert code == 0, told
    assert whole(rot / "site") != before
    shutil.rmtree(husk)
    assert bygg(rot, "--til", "ny", day=day)[0] == 0
    assert whole(rot / "ny") == whole(rot / "site")


def test_what_is_the_same_is_remembered_by_the_next_run(
    tmp_path: Path, husk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that finds nothing changed makes no answer anew, though Python orders its sets in another way each run."""
    rot = copy_example(tmp_path / "rot")
    written = []
    for seed in "1", "2":
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        assert bygg(rot)[0] == 0
        written.append({file.name: file.stat().st_ino for file in husk.iterdir() if file.name != spare.NAVN})
    assert written[0]
    assert written[0] == written[1]


@pytest.mark.parametrize("page", ["tiltak/minst/index.html", "tema/index.html", "finn/index.html"])
def test_page_that_would_be_the_same_is_not_made_anew(page: str, tmp_path: Path, husk: Path) -> None:
    """What is kept is really used: a page that says something else stays, when the cache says that it was made so."""
    rot = copy_example(tmp_path / "rot")
    assert bygg(rot)[0] == 0
    content = (husk / KEPT).read_bytes()
    key, kept = content[:32], pickle.loads(content[64:])  # noqa: S301 - written by the build above
    (rot / "site" / page).write_bytes(b"MERKET")
    kept[page] = (kept[page][0], fingerprint(b"MERKET"))
    Cache(husk).put(KEPT, key, kept)
    assert bygg(rot)[0] == 0
    assert (rot / "site" / page).read_bytes() == b"MERKET"


def test_page_that_someone_has_edited_is_made_anew(tmp_path: Path, husk: Path) -> None:
    """A page in the old site that is not what we made is not taken over, whatever the cache remembers."""
    rot = copy_example(tmp_path / "rot")
    assert bygg(rot)[0] == 0
    assert husk.is_dir()
    before = whole(rot / "site")
    page = rot / "site" / "tiltak" / "minst" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"</h1>", b" (endret for hand)</h1>"))
    assert bygg(rot)[0] == 0
    assert whole(rot / "site") == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: b"\x80" * len(content),
    ],
    ids=["empty", "cut", "one bit", "noise"],
)
def test_damaged_is_not_trusted(damage: Callable[[bytes], bytes], tmp_path: Path, husk: Path) -> None:
    """Every file of the cache is damaged: the same site is built."""
    rot = copy_example(tmp_path / "rot")
    assert bygg(rot)[0] == 0
    before = whole(rot / "site")
    files = list(husk.iterdir())
    assert len(files) > 4
    for file in files:
        file.write_bytes(damage(file.read_bytes()))
    code, told = bygg(rot)
    assert code == 0, told
    assert whole(rot / "site") == before


def laid_out(site: Path) -> dict[str, tuple[int, bytes]]:
    """Return all that lies in a site: each path with its mode, and the content of files."""
    return {
        str(path.relative_to(site)): (path.lstat().st_mode, b"" if path.is_dir() else path.read_bytes())
        for path in site.rglob("*")
    }


PAGE = Path("tiltak", "minst", "index.html")


def nothing(before: Path) -> None:
    """Leave it as it is."""
    assert (before / PAGE).is_file()


def much(before: Path) -> None:
    """Change a page; add a file, an empty folder and a link; let file and folder take each other's place; close one."""
    outside = before.parent / "utenfor"
    shutil.copytree(before, outside)
    (before / "index.html").unlink()
    (before / "index.html").symlink_to(outside / "index.html")
    shutil.rmtree(before / "tema")
    (before / "tema").symlink_to(outside / "tema")
    (before / PAGE).unlink()
    (before / PAGE).write_bytes(b"MERKET")
    (before / "nytt" / "tom").mkdir(parents=True)
    (before / "nytt" / "index.html").write_bytes(b"MERKET")
    shutil.rmtree(before / "bti" / "0")
    (before / "bti" / "0").write_bytes(b"MERKET")
    (before / "finn" / "index.html").unlink()
    (before / "finn" / "index.html" / "under").mkdir(parents=True)
    (before / "finn" / "index.html" / "under" / "fil").write_bytes(b"MERKET")
    (before / PAGE.parent).chmod(0o700)


def a_link_for_it_all(before: Path) -> None:
    """Let a link lie where the whole site should."""
    before.rename(before.parent / "utenfor")
    before.symlink_to(before.parent / "utenfor")


def a_file_for_it_all(before: Path) -> None:
    """Let a file lie where the whole site should."""
    shutil.rmtree(before)
    before.write_bytes(b"MERKET")


@pytest.mark.parametrize("change", [nothing, much, a_link_for_it_all, a_file_for_it_all])
def test_the_site_before_the_last_is_not_trusted(change: Callable[[Path], None], tmp_path: Path, husk: Path) -> None:
    """What the next site is made of is changed: the site is as one from nothing, and nothing else is touched."""
    rot = copy_example(tmp_path / "rot")
    (rot / "sider" / "kort.md").write_text("# Kort\n", "utf-8")
    assert bygg(rot)[0] == 0
    rename(rot, "Utgave 1")
    assert bygg(rot)[0] == 0
    before = husk / spare.NAVN
    folder = (before / PAGE.parent).stat().st_ino
    change(before)
    outside = laid_out(husk / "utenfor")
    kept = rot / "gammel.html"
    kept.hardlink_to(rot / "site" / PAGE)
    old = kept.read_bytes()
    rename(rot, "Utgave 2")
    (rot / "sider" / "kort.md").unlink()
    (rot / "tiltak" / "alt-i-ett.yml").unlink()
    code, told = bygg(rot)
    assert code == 0, told
    assert kept.read_bytes() == old
    assert laid_out(husk / "utenfor") == outside
    assert ((rot / "site" / PAGE.parent).stat().st_ino == folder) == (change in {nothing, much})
    shutil.rmtree(husk)
    assert bygg(rot, "--til", "ny")[0] == 0
    assert laid_out(rot / "ny") == laid_out(rot / "site")


def test_cache_may_lie_where_nobody_can_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that cannot be written remembers nothing, and stops nothing."""
    blocked = tmp_path / "fil"
    blocked.write_text("her er en fil, ingen mappe", "utf-8")
    monkeypatch.setenv(VARIABLE, str(blocked))
    rot = copy_example(tmp_path / "rot")
    assert bygg(rot)[0] == 0


def test_what_the_dead_have_left_is_removed_and_what_the_living_write_is_not(tmp_path: Path) -> None:
    """Half a file from long ago was left by someone who was killed; a new one is being written by another."""
    dead, alive, other = (tmp_path / name for name in ("prov.123", "prov.456", "prov.tekst"))
    for file in (dead, alive, other):
        file.write_text("halv", "utf-8")
    long_ago = time.time() - 2 * LONG_AGO
    for file in (dead, other):
        os.utime(file, (long_ago, long_ago))
    Cache(tmp_path).put("prov", b"0" * 32, "hel")
    assert not dead.exists()
    assert alive.exists()
    assert other.exists()


def test_a_compiled_template_is_kept_once_wherever_the_project_lies() -> None:
    """Each project has its own main.html; what is compiled does not pile up beside the program."""
    keys = {Templates().get_cache_key("main.html", f"{rot}/site-overrides/main.html") for rot in ("/a", "/b\udcf8")}
    assert len(keys) == 1
    assert Templates().get_cache_key("404.html") not in keys


def test_only_values_are_read(tmp_path: Path) -> None:
    """Our own values come back as they were; a file that would run something is refused, and nothing runs."""
    cache = Cache(tmp_path)
    said = {"a.yml": Problem("a.yml", 1, 2, "Navn", Grad.FEIL, "Navn mangler.")}
    cache.put("svar", KEY, said)
    assert cache.get("svar", KEY) == said
    assert cache.get("svar", fingerprint("noe annet")) is None
    for evil in (os.system, subprocess.run, print, Path.unlink):
        payload = pickle.dumps(Evil(evil, str(tmp_path / "sluppet")))
        (tmp_path / "ond").write_bytes(KEY + fingerprint(payload) + payload)
        assert cache.get("ond", KEY) is None
    assert not (tmp_path / "sluppet").exists()


class Evil:
    """A value that runs something when it is read."""

    def __init__(self, function: Callable[..., object], path: str) -> None:
        """Say what to run."""
        self.function, self.path = function, path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        """Run it."""
        return self.function, (f"touch {self.path}",)


def test_fingerprint_of_a_folder_knows_names_and_contents(tmp_path: Path) -> None:
    """Moving a byte from one file to the next, or renaming one, is a change."""
    (tmp_path / "a").write_bytes(b"12")
    (tmp_path / "b").write_bytes(b"3")
    first = of_folder(tmp_path)
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"23")
    second = of_folder(tmp_path)
    (tmp_path / "b").rename(tmp_path / "c")
    assert len({first, second, of_folder(tmp_path)}) == 3
