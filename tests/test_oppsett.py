"""What is wrong with mkdocs.yml is told in Norwegian, on its line, and the old site stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest.mock import ANY

import pytest
from bs4 import BeautifulSoup

from generator.oppsett import COLOURS
from generator.oppsettfeil import faults
from generator.place import MERKE, UsageError
from generator.rediger import side
from generator.render import Renderer
from generator.report import NOT_BUILT
from generator.texts import tool_words
from tests.nettsted import copy_example, environment, one
from tests.test_bygg import UNTOUCHED, bygg, whole

GODT = {"merke": "Tiltaksoversikten", "sted": "Dalen", "farger": COLOURS}


@pytest.fixture(scope="module")
def rot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the example once; each test writes its own mkdocs.yml."""
    return copy_example(tmp_path_factory.mktemp("oppsett") / "rot")


def mkdocs(rot: Path, site_url: str = "", to: Path | None = Path("../ut")) -> tuple[int, str]:
    """Run «mkdocs build» to its end, into its own folder where ``to`` is None; return the exit code and all it says."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *(["-d", to] if to else [])],
        cwd=rot,
        env=environment(site_url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def written(rot: Path, old: str, new: str) -> None:
    """Write the example's mkdocs.yml with one change."""
    text = (Path(__file__).parent / "eksempel" / MERKE).read_text("utf-8")
    assert old in text
    (rot / MERKE).write_text(text.replace(old, new, 1), "utf-8")


OURS = [
    ('"#3a2a66"', "rød", "linje 36 – kommune_1\n  «rød» er ikke en farge."),
    ('"#3a2a66"', '"#12"', "linje 36 – kommune_1\n  «#12» er ikke en farge."),
    ('"#3a2a66"', "#3a2a66", "kommune_1\n  Fargen «kommune_1» mangler under «farger» i «extra». Den må stå i"),
    ('    kommune_1: "#3a2a66"\n', "", "linje 35 – kommune_1\n  Fargen «kommune_1» mangler"),
    (
        'farger:\n    kommune_1: "#3a2a66"\n    kommune_2: "#ffcf40"\n',
        "annet: 1\n",
        "linje 31 – farger\n  Kommunens to",
    ),
    ('rediger_url: "https://eksempel.no/rediger/"', "rediger_url: 5", "linje 38 – rediger_url\n  rediger_url i mkdocs"),
    (
        'rediger_url: "https://eksempel.no/rediger/"',
        'rediger_url: "https://github.com/a/b/blob/ny"',
        "linje 38 – rediger_url\n  Adressen fører ikke til der en redigerer filen på GitHub.",
    ),
    (
        "extra:\n",
        'extra:\n  skjema_innlogging: "https://inn.no; script-src *"\n',
        "linje 32 – skjema_innlogging\n  skjema_innlogging i mkdocs.yml må være en nettadresse",
    ),
    ("name: material", "name: readthedocs", "linje 9 – name\n  Sidene er laget for temaet «material»."),
    (
        "language: nb",
        "language: sv",
        "linje 11 – language\n  Vi har ikke ord på dette språket. Disse har vi: nb, nn, en.",
    ),
    ("  custom_dir: site-overrides\n", "", "linje 8 – custom_dir\n  Mappen med utseendet til nettstedet mangler."),
    ("- tiltak\n", "- tiltak:\n      kan_forsvinne: mange\n", "linje 16 – kan_forsvinne\n  kan_forsvinne må være et"),
    ('  merke: "Eksempeloversikten"\n', "", "linje 31 – merke\n  Navnet som står øverst på hver side, mangler."),
    ('  sted: "Sør & Nord"\n', "", "linje 31 – sted\n  Stedet under navnet øverst på hver side mangler."),
    ('sted: "Sør & Nord"', "sted: 5", "linje 34 – sted\n  Stedet under navnet øverst på hver side mangler."),
    ('utgiver: "huset"', "utgiver: 5", "linje 40 – utgiver\n  utgiver i mkdocs.yml må være id-en til en enhet"),
    ('utgiver: "huset"', 'utgiver: "hust"', "linje 40 – utgiver\n  Vi kjenner ikke enheten «hust». Mente du «huset»?"),
    ('utgiver: "huset"', 'utgiver: "nav"', "linje 40 – utgiver\n  Vi kjenner ikke enheten «nav». Id-en er navnet på"),
    (
        "  rediger_url:",
        "  rediger_ur:",
        "linje 38 – rediger_ur\n  Vi kjenner ikke «rediger_ur». Mente du «rediger_url»?",
    ),
    ("om.md", "omm.md", "linje 22 – Om oversikten\n  Siden «omm.md» finnes ikke i mappen sider/. Mente du «om.md»?"),
    (
        "extra:\n",
        'extra:\n  merknader:\n    plan: "x"\n',
        "linje 33 – plan\n  Siden «plan» har ingen plass til",
    ),
    ("extra:\n", "extra:\n  merknader: hei\n", "linje 32 – merknader\n  Under «merknader» skal navnet på siden stå"),
]
"""What we judge ourselves, so that MkDocs tells it too: text in mkdocs.yml, another text, and what is said."""

THEIRS = [
    ("plugins:\n  - tiltak\n", "", "FEIL  mkdocs.yml – plugins\n  Utvidelsen «tiltak» mangler"),
    ("- tiltak\n", "- tiltak\n  - finnes-ikke\n", "linje 14 – plugins\n  Utvidelsen «finnes-ikke» er ikke installert."),
    ("docs_dir: sider", "docs_dir: nei", "linje 5 – docs_dir\n  Mappen med sidene som er skrevet for hånd, finnes"),
    ("custom_dir: site-overrides", "custom_dir: nei", "linje 8 – theme\n  Temaet er ikke satt slik vi trenger det."),
    ("site_dir: site", "site_dir: [a]", "linje 6 – site_dir\n  Her skal det stå navnet på en mappe som nettstedet får"),
    ('site_name: "Oversikten i Eksempelkommunen"', "site_name: 5", "linje 2 – site_name\n  Navnet på nettstedet må"),
    ("plugins:\n", "plugins:\n\t- search\n", "linje 15\n"),
    ("  merke:", "merke:", "linje 33\n  Linjen hører til «extra». Her skal det være 2 mellomrom foran."),
    ("site_dir: site", "site_dir: 2020-13-45", "linje 6\n  «2020-13-45» er ikke noe MkDocs kan lese."),
    ('"Et eksempel', "Et: eksempel: [", "linje 3\n"),
    ('sted: "Sør & Nord"', 'sted: "Sør & Nord', "linje 34\n  Det mangler et anførselstegn"),
    ("plugins:\n", "---\nplugins:\n", "linje 14\n"),
    ("plugins:\n", "ny: !!python/name:finnes.ikke x\nplugins:\n", "MkDocs kan ikke lese mkdocs.yml."),
]
"""What stops MkDocs before it asks us."""


@pytest.mark.parametrize(("old", "new", "said"), OURS + THEIRS)
def test_a_fault_is_told_on_its_line(rot: Path, old: str, new: str, said: str) -> None:
    """«tiltak bygg» says what is wrong, where, and that the old site stands."""
    written(rot, old, new)
    code, told = bygg(rot)
    assert code == 1
    assert said in told
    assert told.count(UNTOUCHED) == 1
    assert "programmet selv" not in told


def test_a_misspelt_setting_is_told_once(rot: Path) -> None:
    """What is nearly ours is judged as ours: it is not told as missing besides."""
    written(rot, "  farger:", "  farge:")
    _, told = bygg(rot)
    assert "Mente du «farger»?" in told
    assert told.count("FEIL") == 1


def test_a_setting_at_the_margin_is_told(rot: Path) -> None:
    """MkDocs knows no such setting, and says so in English."""
    written(rot, '  utgiver: "huset"', 'utgiver: "huset"')
    code, told = bygg(rot)
    assert "innstillingen «utgiver», og den gjør ingenting. Den står under «extra»" in told
    assert "Unrecognised" not in told
    assert code == 0


def test_a_logo_that_is_gone_is_told(tmp_path: Path) -> None:
    """Every page would show a picture that is not there."""
    rot = copy_example(tmp_path / "rot")
    (rot / "site-overrides" / "assets" / "merke.svg").unlink()
    code, told = bygg(rot)
    assert code == 1
    assert "linje 10 – custom_dir\n  Logoen site-overrides/assets/merke.svg mangler." in told


@pytest.mark.parametrize("case", [0, 3, 6, 7, 8, 10, 15])
def test_mkdocs_tells_it_too(rot: Path, case: int) -> None:
    """Our own settings are judged inside MkDocs, in the same words."""
    old, new, said = OURS[case]
    written(rot, old, new)
    code, told = mkdocs(rot)
    assert code == 1
    assert said in told
    assert NOT_BUILT in told


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://eksempel.no/edit/main", "https://eksempel.no/edit/main/tiltak/minst.yml"),
        ("https://eksempel.no/edit/main/", "https://eksempel.no/edit/main/tiltak/minst.yml"),
        ("https://eksempel.no/edit?fil=", "https://eksempel.no/edit?fil=tiltak/minst.yml"),
    ],
)
def test_edit_leads_to_the_file_with_and_without_the_last_slash(rot: Path, url: str, leads: str) -> None:
    """«Rediger» on a measure leads into the folder that mkdocs.yml names, and not beside it."""
    written(rot, 'rediger_url: "https://eksempel.no/rediger/"', f'rediger_url: "{url}"')
    code, told = bygg(rot)
    assert code == 0, told
    assert f'href="{leads}"' in (rot / "site" / "tiltak" / "minst" / "index.html").read_text("utf-8")


def test_the_form_reads_the_settings_as_mkdocs_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address from the environment is the address there, or the one that stands for it; other tags do no harm."""
    text = 'ny: !!python/name:finnes.ikke x\nextra:\n  rediger_url: !ENV [X_REDIGER, "https://a.no/b/c/edit/main/"]\n'
    (tmp_path / MERKE).write_text(text, "utf-8")
    monkeypatch.delenv("X_REDIGER", raising=False)
    assert side.read_extra(tmp_path) == {"rediger_url": "https://a.no/b/c/edit/main/"}
    monkeypatch.setenv("X_REDIGER", "https://d.no/e/f/edit/main/")
    assert side.read_extra(tmp_path) == {"rediger_url": "https://d.no/e/f/edit/main/"}


@pytest.mark.parametrize(
    "url", ["https://inn.no; script-src *", "https://inn.no https://ond.no", "http://inn.no", "*", "5"]
)
def test_where_one_signs_in_to_the_form_is_one_address(tmp_path: Path, url: str) -> None:
    """It stands in the policy of the page, and can add nothing else there."""
    (tmp_path / MERKE).write_text(f'extra:\n  skjema_innlogging: "{url}"\n', "utf-8")
    with pytest.raises(UsageError, match="skjema_innlogging i mkdocs"):
        side.read_extra(tmp_path)


def test_the_form_is_found_by_no_search_engine() -> None:
    """It is for those who write the posts: who looks for help must not end up in it."""
    page = Renderer({"redaksjonen": tool_words()})("skjema", csp="", kart="{}", tittel="")
    assert one(BeautifulSoup(page, "html.parser"), "head meta[name=robots]")["content"] == "noindex"


def test_the_form_says_what_it_cannot_do(tmp_path: Path) -> None:
    """Outside of a project it says so, as a command does."""
    words = [sys.executable, "-m", "generator.rediger.side"]
    done = subprocess.run(words, cwd=tmp_path, env=environment(""), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr[:12]) == (2, "Fant ingen m")


@pytest.mark.parametrize("text", ["", "# bare en merknad\n", "- a\n", "5\n", "\xff"])
def test_a_file_that_is_no_settings_is_told(rot: Path, text: str) -> None:
    """An empty file, a list, a number, and bytes that are no text."""
    (rot / MERKE).write_bytes(text.encode("latin-1"))
    code, told = bygg(rot)
    assert code == 1
    assert "FEIL  mkdocs.yml" in told
    assert "MkDocs" not in told


def test_an_address_without_its_beginning_is_told(rot: Path) -> None:
    """SITE_URL is most often set where the site is built, and not in mkdocs.yml."""
    written(rot, 'site_url: !ENV [SITE_URL, ""]', "site_url: eksempel.no")
    code, told = bygg(rot)
    assert code == 1
    assert "linje 4 – site_url\n  Adressen til nettstedet må begynne med https://." in told
    assert mkdocs(rot)[0] == 1


def test_an_address_that_cannot_be_taken_apart_is_told(rot: Path) -> None:
    """MkDocs falls over it before it judges it."""
    written(rot, 'site_url: !ENV [SITE_URL, ""]', 'site_url: "https://["')
    code, told = bygg(rot)
    assert code == 1
    assert "linje 4 – site_url" in told


@pytest.mark.parametrize(
    ("given", "folder"),
    [
        ("site_dir: ../ut/nettsted", "../ut/nettsted"),
        ("site_dir: !ENV [STED_FOR_NETTSTED, annet]", "annet"),
        ("site_dir: !ENV [STED, annet]", "stedet"),
        ("site_dir:", "site"),
        ("", "site"),
    ],
)
def test_the_site_lies_where_mkdocs_yml_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, folder: str
) -> None:
    """«tiltak bygg» and MkDocs build into the same folder when none is named."""
    monkeypatch.setenv("STED", "stedet")
    rot = copy_example(tmp_path / "rot")
    written(rot, "site_dir: site", given)
    code, told = bygg(rot)
    assert code == 0, told
    assert f"Nettstedet ligger i {(rot / folder).resolve()}\n" in told
    before = {path.name for path in (rot / folder).parent.iterdir()}
    (rot / folder / "index.html").unlink()
    assert mkdocs(rot, to=None)[0] == 0
    assert (rot / folder / "index.html").is_file()
    assert {path.name for path in (rot / folder).parent.iterdir()} == before


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("tiltak", "ligger i tiltak/, som hører til prosjektet."),
        ("enheter/../tiltak/ut", "ligger i tiltak/, som hører til prosjektet."),
        (".git", "ligger i .git/, som hører til prosjektet."),
        ("lenke", "ligger i enheter/, som hører til prosjektet."),
    ],
)
def test_a_site_does_not_take_the_place_of_the_project(eksempel: Path, given: str, why: str) -> None:
    """MkDocs empties the folder of the site before it builds; the posts must not be what it empties."""
    (eksempel / "lenke").symlink_to("enheter")
    written(eksempel, "site_dir: site", f"site_dir: {given}")
    said = f"FEIL  mkdocs.yml, linje 6 – site_dir\n  Mappen for nettstedet {why}"
    before = whole(eksempel)
    for code, told in (bygg(eksempel), mkdocs(eksempel, to=None)):
        assert code == 1
        assert said in told
        assert "site_dir: site" in told
        assert UNTOUCHED in told
    assert whole(eksempel) == before
    written(eksempel, "", "")
    assert said in mkdocs(eksempel, to=eksempel / given)[1], "named beside mkdocs.yml"


def test_the_project_itself_is_no_place_for_a_site(eksempel: Path) -> None:
    """What holds all of it is told as the folders in it are."""
    written(eksempel, "site_dir: site", "site_dir: ..")
    code, told = bygg(eksempel)
    assert code == 1
    assert "linje 6 – site_dir\n  Mappen for nettstedet inneholder selve prosjektet." in told


@pytest.mark.parametrize("value", [-1, 101, "mange", True, None, 1.5])
def test_how_many_may_go_is_of_a_hundred(value: object) -> None:
    """Only a whole number from 0 to 100 is a share."""
    assert [fault.sti[-1] for fault in faults(GODT, "", value)] == ["kan_forsvinne"]


@pytest.mark.parametrize("value", [5, "javascript:alert(1)", ["a"], "eksempel.no", "https://", "https:// a"])
def test_an_address_is_an_address(value: object) -> None:
    """What a reader can press leads to a page on the web, or is not there."""
    for navn in ("rediger_url", "meldfeil_url"):
        assert [fault.sti for fault in faults({**GODT, navn: value}, "", 20)] == [("extra", navn)]


@pytest.mark.parametrize("value", ["", None, "https://eksempel.no/rediger/"])
def test_what_is_right_is_let_through(value: object) -> None:
    """An empty address is none, and colours may be short."""
    extra = {
        "merke": "Fjordvik",
        "sted": "",
        "farger": {"kommune_1": "#fff", "kommune_2": "#AABBCC"},
        "rediger_url": value,
        "merknader": {"dekning": "a"},
    }
    assert list(faults(extra, "https://eksempel.no/", 0)) == []


def test_where_files_are_shown_becomes_where_they_are_edited() -> None:
    """Whoever pastes the address of the repository, or of its files, gets the one that leads to editing."""
    extra = {"merke": "x", "sted": "y", "farger": {"kommune_1": "#123456", "kommune_2": "#123456"}}
    for shown, edited in (
        ("", "edit/main/"),
        (".git", "edit/main/"),
        ("/blob/ny/", "edit/ny/"),
        ("/tree/ny", "edit/ny/"),
    ):
        (fault,) = faults(extra | {"rediger_url": f"https://github.com/a/b{shown}"}, "", 0)
        assert fault.forslag == f'  rediger_url: "https://github.com/a/b/{edited}"'
    assert list(faults(extra | {"rediger_url": "https://github.com/a/b/edit/main/"}, "", 0)) == []


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_day_is_today(rot: Path, monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    """A value that a CI job does not have arrives blank: the site is built today, by us and by MkDocs."""
    written(rot, "", "")
    monkeypatch.setattr("tests.nettsted.DAG", blank)
    assert bygg(rot) == (0, ANY)
    assert mkdocs(rot) == (0, ANY)
