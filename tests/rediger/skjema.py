"""The form in the browser: Sveltia with our settings, on the real posts. Run by ``make test-rediger``."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from generator.editing.style import formatted
from generator.judging.skjema import inlined
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.rediger import side, sveltia
from tests.nettsted import MAPPE, ROT, build, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from generator.model import Katalog

I_DAG = date(2026, 11, 21)
POSTER = {
    path.relative_to(ROT).as_posix(): path.read_text("utf-8")
    for mappe in ("tiltak", "enheter")
    for path in sorted((ROT / mappe).glob("*.yml"))
}
URL = "https://github.com/kommunen/oversikten/edit/main/"

WIDGETS = {"string", "text", "select", "relation", "list", "object", "number", "datetime", "boolean"}
"""The kinds of field there are that we use. Sveltia takes a misspelt one for a kind of the user's own."""


@pytest.fixture(scope="module")
def skjemaer() -> dict[str, Any]:
    """Return the filled schemas, with what they refer to put in place."""
    return {navn: inlined(filled) for navn, filled in read_grunnlag(ROT).filled.items()}


@pytest.fixture(scope="module")
def nettsted_med_skjema(skjemaer: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the shipped site with the form in it, in a sub-folder."""
    web = tmp_path_factory.mktemp("web")
    build(ROT, web / MAPPE)
    side.make(ROT, skjemaer, web / MAPPE)
    return web


@pytest.fixture(scope="module")
def adresse(nettsted_med_skjema: Path) -> Iterator[str]:
    """Where the form is served."""
    with serve(nettsted_med_skjema) as address:
        yield f"{address}{MAPPE}/rediger/skjema/"


@contextmanager
def skjema(nettleser: Browser, adresse: str) -> Iterator[tuple[Page, list[str]]]:
    """Open the form with the real posts in a local folder; tell every request to another host."""
    context = nettleser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 1000})
    context.add_init_script(path=Path(__file__).parent / "mappe.js")
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda r: elsewhere.append(r.url) if is_foreign(r.url, adresse) else None)
    page.goto(adresse)
    page.evaluate("(files) => testmappe.write(files)", POSTER)
    page.locator("button.primary").first.click()
    page.get_by_role("row").first.wait_for()
    yield page, elsewhere
    context.close()


def is_foreign(url: str, adresse: str) -> bool:
    """Tell whether a request leaves this machine."""
    origin = "/".join(adresse.split("/")[:3])
    return not url.startswith((origin, "data:", "blob:"))


def save(page: Page) -> dict[str, str]:
    """Save the open post, wait until it is written, and return every file of the folder."""
    button = page.get_by_role("button", name="Lagre", exact=True)
    button.click()
    page.get_by_role("row").first.wait_for()
    before: dict[str, str] | None = None
    for _ in range(200):  # the list is drawn again before the file is whole
        files: dict[str, str] = page.evaluate("() => testmappe.read()")
        if files == before != POSTER:
            return files
        before = files
        page.wait_for_timeout(50)
    pytest.fail("Nothing was written")


def catalogue(files: dict[str, str], rot: Path) -> Katalog:
    """Read the files with our own loader; a FEIL is a failure."""
    shutil.copytree(ROT / "schema", rot / "schema")
    for path, text in files.items():
        (rot / path).parent.mkdir(exist_ok=True)
        (rot / path).write_text(text, "utf-8", newline="\n")
    lest = load(rot, I_DAG)
    assert lest.katalog is not None, lest.problemer
    return lest.katalog


def in_style(files: dict[str, str]) -> bool:
    """Tell whether «tiltak formater» would leave every file as it is."""
    grunnlag = read_grunnlag(ROT)
    schemas = {"tiltak": grunnlag.skjema("tiltak"), "enheter": grunnlag.skjema("enhet")}
    return all(formatted(t.encode(), fil, schemas[fil.partition("/")[0]]).text == t for fil, t in files.items())


def open_post(page: Page, adresse: str, samling: str, ident: str) -> None:
    """Open one post for editing."""
    page.goto(f"{adresse}#/collections/{samling}/entries/{ident}")
    page.get_by_role("textbox", name="Navn").first.wait_for()


def field(page: Page, name: str) -> Locator:
    """Find a text field as a person does: roll down until it is there; fields are drawn when reached."""
    wanted = page.get_by_role("textbox", name=name)
    page.mouse.move(600, 500)
    for _ in range(60):
        if wanted.count():
            break
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(50)
    return wanted.first


def test_settings_follow_sveltias_own_schema(skjemaer: dict[str, Any]) -> None:
    """Sveltia's schema finds nothing wrong, with and without a repository, on GitHub and on GitLab."""
    schema = json.loads((ROT / side.PAKKE / "schema" / "sveltia-cms.json").read_text("utf-8"))
    for url in ("", URL, "https://gitlab.com/kommunen/oversikten/-/edit/main/"):
        config = sveltia.settings(skjemaer, sveltia.lager_of(url), "Oversikten")
        assert [error.message for error in Draft7Validator(schema).iter_errors(config)] == []
    wrong = sveltia.settings(skjemaer, None, "Oversikten") | {"locale": "nb"}
    assert list(Draft7Validator(schema).iter_errors(wrong))


def test_every_field_has_a_known_widget(skjemaer: dict[str, Any]) -> None:
    """No widget is misspelt, and every field of the schemas has one, with its title and a hint."""

    def walk(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for one in fields:
            yield one
            yield from walk(one.get("fields", []))
            yield from walk([one["field"]] if "field" in one else [])

    config = sveltia.settings(skjemaer, None, "Oversikten")
    for samling, navn in zip(config["collections"], ("tiltak", "enhet"), strict=True):
        every = list(walk(samling["fields"]))
        assert {one["widget"] for one in every} <= WIDGETS
        if samling["name"] == "tiltak":
            texts = next(one for one in samling["fields"] if one["name"] == "oversettelser")["fields"]
            named = {one["name"]: one["label"] for one in texts}
            assert (named["nn"], named["en"], named["sma"]) == ("Norsk nynorsk", "Engelsk", "Sørsamisk")
            assert len(set(named.values())) == len(named)
        assert [one["name"] for one in samling["fields"]] == list(skjemaer[navn]["properties"])
        assert [one["label"] for one in samling["fields"]] == [
            part["title"] for part in skjemaer[navn]["properties"].values()
        ]
        assert not [one["name"] for one in every if "anførselstegn" in one.get("hint", "")]
    assert {one["collection"] for one in every if one["widget"] == "relation"} == {"enheter"}


def test_choices_are_the_vocabularies(skjemaer: dict[str, Any]) -> None:
    """A select offers what the schema allows, with numbers as numbers."""
    fields = {one["name"]: one for one in sveltia.settings(skjemaer, None, "x")["collections"][0]["fields"]}
    for name in ("status", "bti", "trinn", "risikofaktorer", "tema"):
        part = skjemaer["tiltak"]["properties"][name]
        wanted = part.get("enum") or part["items"]["enum"]
        assert [option["value"] for option in fields[name]["options"]] == wanted
    assert fields["bti"]["options"][2]["label"].startswith("2 ")
    assert fields["risikofaktorer"]["options"][0]["label"].startswith("R1 ")
    assert fields["status"]["options"][2]["label"] == "I drift"


def test_opening_hours_change_and_nothing_else(nettleser: Browser, adresse: str, tmp_path: Path) -> None:
    """A real post: the hours are changed and saved; one line of one file differs, and our loader reads it."""
    nye = 'Mandag–fredag kl. 09:00 #åpent "hele" dagen'
    with skjema(nettleser, adresse) as (page, elsewhere):
        open_post(page, adresse, "tiltak", "hfu-grong")
        hours = field(page, "Åpningstid")
        assert hours.input_value() == "Hver dag kl. 08.00–15.00"
        hours.fill(nye)
        files = save(page)
    assert elsewhere == []
    assert {path for path in files if files[path] != POSTER.get(path)} == {"tiltak/hfu-grong.yml"}
    before, after = (text["tiltak/hfu-grong.yml"].splitlines() for text in (POSTER, files))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [
        ('  apningstid: "Hver dag kl. 08.00–15.00"', f"  apningstid: {json.dumps(nye, ensure_ascii=False)}")
    ]
    old, new = catalogue(POSTER, tmp_path / "a"), catalogue(files, tmp_path / "b")
    kontakt = old.tiltak["hfu-grong"].kontakt
    assert kontakt is not None
    wanted = replace(old.tiltak["hfu-grong"], kontakt=replace(kontakt, apningstid=nye))
    assert new.tiltak == {**old.tiltak, "hfu-grong": wanted}
    assert new.enheter == old.enheter
    assert in_style(files)


def test_a_unit_is_written_by_its_own_schema(nettleser: Browser, adresse: str) -> None:
    """A unit keeps its own first line and its paragraphs."""
    with skjema(nettleser, adresse) as (page, _):
        open_post(page, adresse, "enheter", "familiebasen")
        field(page, "Besøk").fill("1. etasje")
        files = save(page)
    assert files["enheter/familiebasen.yml"] == POSTER["enheter/familiebasen.yml"].replace(
        'besok: "2. etasje på kommunehuset"', 'besok: "1. etasje"'
    )


def test_a_new_post_is_valid(nettleser: Browser, adresse: str, tmp_path: Path) -> None:
    """A new unit gets its name as file name, without æøå, and our loader reads it."""
    with skjema(nettleser, adresse) as (page, _):
        page.goto(f"{adresse}#/collections/enheter/new")
        page.get_by_role("textbox", name="Navn").first.fill("Åpen barnehage på Høylandet: no")
        page.get_by_role("combobox", name="Kommuner").click()
        page.get_by_role("option", name="Høylandet").click()
        files = save(page)
    (path,) = set(files) - set(POSTER)
    assert path == "enheter/apen-barnehage-pa-hoylandet-no.yml"
    assert files[path] == (
        "# yaml-language-server: $schema=../schema/enhet.schema.json\n"
        'navn: "Åpen barnehage på Høylandet: no"\nkommuner:\n  - "hoylandet"\n'
    )
    assert in_style(files)
    assert catalogue(files, tmp_path / "ny").enheter[Path(path).stem].kommuner == ("hoylandet",)


def test_the_form_speaks_norwegian_about_its_fields(nettleser: Browser, adresse: str) -> None:
    """Every field has its title and help from the schema; a bad address is refused in Norwegian."""
    with skjema(nettleser, adresse) as (page, _):
        open_post(page, adresse, "tiltak", "hfu-grong")
        page.get_by_text("Det folk kaller tilbudet. Kort og uten forkortelser.").wait_for()
        field(page, "Nettside").fill("eksempel.no")
        page.get_by_role("button", name="Lagre", exact=True).click()
        page.get_by_text("Skriv hele adressen, med https:// foran og uten mellomrom.").wait_for()


def test_only_the_form_may_reach_the_host(nettsted_med_skjema: Path) -> None:
    """The page's policy names itself and the host of the repository; every other page names itself alone."""
    lager = sveltia.lager_of(URL)
    kart = side.import_map(ROT / side.PAKKE)
    assert "connect-src 'self' data: https://api.github.com;" in side.policy(lager, kart)
    assert "https:" not in side.policy(None, kart)
    page = nettsted_med_skjema / MAPPE / "rediger" / "skjema" / "index.html"
    others = [p for p in (nettsted_med_skjema / MAPPE).rglob("index.html") if p != page]
    assert len(others) > 100
    assert not [p for p in others if "api.github.com" in p.read_text("utf-8")]


def test_signing_in_reaches_the_host_and_no_other(
    nettleser: Browser, nettsted_med_skjema: Path, skjemaer: dict[str, Any], tmp_path: Path
) -> None:
    """With a repository set, the token is sent to its host alone; the policy lets nothing else out."""
    rot = tmp_path / "rot"
    rot.mkdir()
    (rot / "node_modules").symlink_to(ROT / "node_modules")
    (rot / "mkdocs.yml").write_text(f'extra:\n  merke: "Oversikten"\n  rediger_url: "{URL}"\n', "utf-8")
    web = tmp_path / "web"
    shutil.copytree(nettsted_med_skjema / MAPPE / "assets", web / "assets")
    side.make(rot, skjemaer, web)
    asked: list[str] = []
    refused: list[str] = []
    with serve(web) as address:
        context = nettleser.new_context(locale="nb-NO")
        page = context.new_page()
        page.on("request", lambda r: asked.append(r.url) if is_foreign(r.url, address) else None)
        page.on("console", lambda m: refused.append(m.text) if "Content Security Policy" in m.text else None)
        page.route("https://**", lambda route: route.fulfill(status=401, json={"message": "Bad credentials"}))
        page.goto(f"{address}rediger/skjema/")
        page.get_by_role("button", name="Logg inn med tilgangsnøkkel").click()
        page.get_by_role("textbox").last.fill("github_pat_" + "x" * 40)
        with page.expect_request("https://api.github.com/**"):
            page.keyboard.press("Enter")
        context.close()
    assert {url.split("/")[2] for url in asked} == {"api.github.com"}
    assert not [text for text in refused if "Connecting to 'https://api.github.com" in text]


def test_nothing_of_another_host_is_left_in_the_styles(nettsted_med_skjema: Path) -> None:
    """The fonts are asked for on the site itself."""
    script = nettsted_med_skjema / MAPPE / "rediger" / "skjema" / "sveltia" / "npm" / "index.js"
    assert "cdn.jsdelivr.net" in (ROT / side.PAKKE / "npm" / "index.js").read_text("utf-8")
    assert "cdn.jsdelivr.net" not in script.read_text("utf-8")
