"""The golden site: a small complete example in, every generated file out, compared byte for byte.

A golden page is the content our own templates make, without the frame around it, so that a new version of
the theme changes no file here. That the frame holds the same content is tested on a real build.
"""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import parallel
from generator.editing.status import status
from generator.gather import gather
from generator.load import load
from generator.pages.page import Page, Site
from generator.problem import Grad
from generator.render import ROT as WAY_TO_ROOT
from generator.render import TOPP
from generator.search import lunrjs
from generator.shell import way_to_root
from generator.site import Output, pieces, search_files, step_of
from generator.site import write as write_site
from generator.telling.translated import translated
from tests.nettsted import ADRESSE, DAG, ROT, Nettsted, build, turned_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

FASIT = Path(__file__).parent / "golden"
BLESS = "pytest tests/test_golden.py --bless"
I_DAG = date(2026, 11, 21)
LINJER = 60
"""So many lines of difference are told; the rest is in git."""


def content(page: Page) -> str:
    """Return the content of a page as it stands in the finished HTML."""
    return page.content.replace(WAY_TO_ROOT, way_to_root(page.path)).replace(TOPP, way_to_root(page.path))


def without_frame(page: Page) -> str:
    """Fill a page into no frame at all: its facts as comments, then its content."""
    facts = {
        "tittel": page.title,
        "beskrivelse": page.description,
        "seksjon": page.seksjon,
        "sensitiv": "ja" if page.sensitiv else "nei",
    }
    head = "".join(f"<!-- {name}: {value} -->\n" for name, value in facts.items())
    return f"{head}{content(page).rstrip()}\n"


@dataclass(frozen=True)
class Bare:
    """What stands around the pages of an example: nothing but what ``fill`` says."""

    fill: Callable[[Page], str]

    def digest(self, page: Page) -> bytes:  # noqa: ARG002 - as the frames of a build
        """Return a digest of nothing."""
        return b""


def outputs(site: Site, fill: Callable[[Page], str]) -> Iterator[Output]:
    """Yield every generated file, one after another."""
    for piece in pieces(site, Bare(fill)):
        yield from piece()
    yield from search_files(site)


def example_site(rot: Path) -> Site:
    """Read the example as the plugin does."""
    lest = load(rot, I_DAG)
    assert [p for p in lest.problemer if p.grad is Grad.FEIL] == []
    assert lest.katalog is not None
    return Site(
        lest.katalog,
        lest.skjemaer,
        I_DAG,
        "https://eksempel.no/rediger/",
        "https://eksempel.no/meld?side=",
        status=lambda: status(rot, lest, I_DAG),
        navn="Oversikten i Eksempelkommunen",
        utgiver="huset",
    )


def golden(folder: Path) -> dict[str, str]:
    """Return every golden file by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes().decode() for p in folder.rglob("*") if p.is_file()}


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the golden files anew, and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())


def difference(expected: Mapping[str, str], made: Mapping[str, str]) -> str:
    """Tell what differs: files that came or went, and the first lines that changed."""
    told = [f"ny: {path}" for path in sorted(made.keys() - expected.keys())]
    told += [f"borte: {path}" for path in sorted(expected.keys() - made.keys())]
    for path in sorted(made.keys() & expected.keys()):
        lines = [expected[path].splitlines(), made[path].splitlines()]
        told += unified_diff(*lines, f"fasit/{path}", f"laget/{path}", n=0, lineterm="")
    return "\n".join(told[:LINJER])


def test_golden_site(eksempel: Path, pytestconfig: pytest.Config) -> None:
    """The example becomes exactly the files in tests/golden/."""
    made = {output.path: output.text for output in outputs(example_site(eksempel), without_frame)}
    if pytestconfig.getoption("bless"):
        write(FASIT, made)
    told = difference(golden(FASIT), made)
    assert not told, f"{told}\n\nSkal det være slik? Kjør «{BLESS}» og se over forskjellen i git."


def test_golden_content_stands_in_the_built_site(eksempel: Path, tmp_path: Path) -> None:
    """The real build has the same pages, each with the same content in the frame of the theme."""
    built = build(eksempel, tmp_path / "ut")
    made = {output.path: output.text for output in outputs(example_site(eksempel), content)}
    for path, expected in made.items():
        assert expected in (built.mappe / path).read_bytes().decode(), path
    own = {"404.html", "om/", "personvern/", "rediger/", "rediger/skjema/", "tilgjengelighet/"}
    pages = {path.removesuffix("index.html") for path in made if path.endswith("index.html")}
    assert set(built.sider) - own == pages


def test_outputs_come_once_and_in_the_same_order(eksempel: Path) -> None:
    """No file of the site is made twice, and every making yields the same files in the same order."""
    first, second = ([(o.path, o.text) for o in outputs(example_site(eksempel), content)] for _ in range(2))
    assert first == second
    assert len({path for path, _ in first}) == len(first)


def test_shipped_site_built_twice_is_the_same_bytes(nettsted: Nettsted, tmp_path: Path) -> None:
    """The shipped data, built anew in another folder, time zone and hash order, is the same bytes."""
    again = build(ROT, tmp_path / "igjen", ADRESSE, PYTHONHASHSEED="7", TZ="Pacific/Auckland", LC_ALL="C")
    assert set(again.files()) == set(nettsted.files())
    paths = sorted(nettsted.files())
    same, different, errors = filecmp.cmpfiles(nettsted.mappe, again.mappe, paths, shallow=False)
    assert (different, errors) == ([], [])
    assert same == paths


@pytest.mark.parametrize("first", [False, True], ids=["bygg", "serve"])
def test_no_helper_asks_for_search(
    eksempel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, first: bool
) -> None:
    """What is made beside the program only the program can ask for: search shares its step with nothing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAG)
    gathered = gather(turned_on(eksempel, "en"), beside=False)
    site = replace(example_site(eksempel), sokefiler=gathered.search)
    shared: list[int] = []
    together = parallel.each

    def each(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
        shared.append(len(jobs))
        return together(jobs)

    monkeypatch.setattr(parallel, "each", each)
    other = replace(site, katalog=translated(site.katalog, "en"), sprak="en")
    steps = list(write_site([(site, Bare(content)), (other, Bare(content))], tmp_path, None, measures_first=first))
    alone = [number for number, paths in enumerate(steps) if any(path.startswith("sok/") for path in paths)]
    assert [shared[number] for number in alone] == [1]
    if first:  # a request waits for the step that gives what it asks for
        given = [(path, number) for number, paths in enumerate(steps) for path in paths]
        assert [path for path, number in given if step_of(path) < number] == [lunrjs.LAGES_SOM]
        assert {number for path, number in given if path.startswith("en/tiltak/")} == {3}  # who saves a post waits less


@pytest.mark.parametrize(("dag", "vises"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False)])
def test_notice_is_shown_to_the_last_day(eksempel: Path, dag: date, *, vises: bool) -> None:
    """A notice stands on its page up to and including its last day, and not the day after."""
    lest = load(eksempel, dag)
    assert lest.katalog is not None
    site = Site(lest.katalog, lest.skjemaer, dag)
    made = {o.path: o.text for o in outputs(site, content)}
    assert ("Stengt fram til 1. desember &amp; litt til." in made["tiltak/alt-i-ett/index.html"]) == vises
    assert "Stengt i juli." not in made["tiltak/apent-til-24/index.html"]
