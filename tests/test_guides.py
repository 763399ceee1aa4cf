"""What the guides name is there: commands, options, make targets, fields, and files they lead to."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from generator.cli import COMMANDS, Parser, main
from generator.load import load
from generator.problem import Grad
from generator.search.sokevokabular import sokefeil
from tests.nettsted import build, is_internal, text
from tests.prosjekt import I_DAG, ROT
from tests.test_ny import SVAR

GUIDES = ("README.md", "REDIGERE.md", "SECURITY.md", "sider/rediger.md")
OTHER = frozenset({"true", "false", "id", "avsluttet", "make", "git"})
"""Words in backticks that are written like a field and are none."""


def code(name: str) -> list[str]:
    """Return what stands as code in a guide: in backticks, and each line of a fence."""
    text = (ROT / name).read_text("utf-8")
    fences = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    return [*inline, *(line for fence in fences for line in fence.split("\n") if line.strip())]


def fields() -> set[str]:
    """Return the name of every field of the schemas, alone and with the way to it."""
    found: set[str] = set()

    def walk(part: dict[str, Any], way: str, definitions: dict[str, Any]) -> None:
        part = definitions.get(part.get("$ref", "").rpartition("/")[2], part)
        for key, child in part.get("properties", {}).items():
            found.update({key, f"{way}{key}"})
            walk(child, f"{way}{key}.", definitions)
        if isinstance(part.get("items"), dict):
            walk(part["items"], f"{way}1.", definitions)

    for name in ("tiltak", "enhet"):
        schema = json.loads((ROT / "schema" / f"{name}.schema.json").read_text("utf-8"))
        walk(schema, "", schema.get("definitions", {}))
    return found


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_and_options_are_there(guide: str) -> None:
    """Every ``tiltak X`` is a command, and every option after it is one of its own."""
    modules = {command.navn: command.modul for command in COMMANDS}
    named = re.findall(r"(?:^|\s|/|[`«])tiltak ([a-z]+)([^`»\n]*)", "\n".join(f"`{text}`" for text in code(guide)))
    named += re.findall(r"«tiltak ([a-z]+)([^»\n]*)»", (ROT / guide).read_text("utf-8"))
    for command, rest in named:
        assert command in modules, f"{guide}: tiltak {command}"
        parser = Parser("tiltak", "")
        importlib.import_module(modules[command]).arguments(parser)
        known = set(parser._option_string_actions)  # noqa: SLF001 - argparse has no other list
        assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= known, f"{guide}: tiltak {command}{rest}"


@pytest.mark.parametrize("guide", GUIDES)
def test_make_targets_are_there(guide: str) -> None:
    """Every ``make X`` is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {found for text in code(guide) for found in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", text)}
    assert named <= targets


@pytest.mark.parametrize("guide", ["REDIGERE.md", "sider/rediger.md"])
def test_fields_are_there(guide: str) -> None:
    """Every word in backticks that is written like a field is a field."""
    named = {text for text in code(guide) if re.fullmatch(r"[a-z]+(?:[_.][a-z0-9_]+)*", text)} - OTHER
    named = {text for text in named if not text.startswith("extra.") and not text.endswith((".csv", ".yml"))}
    assert len(named) > 8
    assert named - fields() == set()


@pytest.mark.parametrize("guide", ["README.md", "REDIGERE.md", "SECURITY.md"])
def test_links_lead_to_files(guide: str) -> None:
    """Every link within the repository leads to a file."""
    links = re.findall(r"\]\(([^)#]+)\)", (ROT / guide).read_text("utf-8"))
    assert [link for link in links if "://" not in link and not Path(ROT / link).exists()] == []


def test_owners_are_told_of_every_command_they_need() -> None:
    """REDIGERE.md tells of each command for owners."""
    text = (ROT / "REDIGERE.md").read_text("utf-8")
    for command in ("ny", "sjekk", "formater", "bekreft", "status", "endringer", "eksporter", "importer"):
        assert f"tiltak {command}" in text


BILDER = ROT / "sider" / "bilder"
VEIER = ("skjema.webp", "saksskjema.svg", "blyanten.svg", "vscode.svg", "regneark.svg")
"""One picture of each way in, in the order of the guides."""


@pytest.mark.parametrize(("guide", "mappe"), [("REDIGERE.md", "sider/bilder/"), ("sider/rediger.md", "/bilder/")])
def test_each_way_in_has_its_picture(guide: str, mappe: str) -> None:
    """Each guide shows them all, each with a text that says what it shows and that a drawing is one."""
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROT / guide).read_text("utf-8"))
    assert [path for _, path in shown] == [f"{mappe}{name}" for name in VEIER]
    for alt, path in shown:
        assert len(alt) > 60, path
        assert alt.startswith("Tegning av " if path.endswith(".svg") else "Skjermbilde av "), path


def test_pictures_are_light_and_used() -> None:
    """No picture lies there unused, and all of them together weigh little."""
    assert sorted(path.name for path in BILDER.iterdir()) == sorted(VEIER)
    assert sum(path.stat().st_size for path in BILDER.iterdir()) < 60_000


@pytest.mark.parametrize("path", sorted(BILDER.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_is_marked_and_fetches_nothing(path: Path) -> None:
    """A drawing says that it is one, to eyes and to ears, and holds nothing but shapes and words."""
    tree = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - a file of ours
    names = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert names <= {"svg", "title", "rect", "path", "text"}
    assert str(tree[0].text).startswith("Tegning: ")
    assert [e.text for e in tree.iter() if e.text == "Tegning"] == ["Tegning"]
    assert not [key for e in tree.iter() for key in e.attrib if "href" in key or key.startswith("on") or key == "style"]


def words_in(name: str) -> list[str]:
    """Return the words of a drawing, line by line."""
    tree = ET.fromstring((BILDER / name).read_text("utf-8"))  # noqa: S314 - a file of ours
    return [element.text.strip() for element in tree.iter() if element.text and element.text.strip()]


def test_drawings_show_what_is_there() -> None:
    """Lines of the post, its line numbers, columns, questions and choices in the drawings are the real ones."""
    post = (ROT / "tiltak" / "hfu-grong.yml").read_text("utf-8").splitlines()
    lines = {line.strip() for line in post}
    drawn = [line for name in ("blyanten.svg", "vscode.svg") for line in words_in(name) if re.match(r"[a-z]+:", line)]
    assert [line for line in drawn if line not in lines] == ['type: "tjenste"', 'status: ""']
    vscode = words_in("vscode.svg")
    for number, line in pairwise(vscode):
        if number.isdigit():
            assert post[int(number) - 1].partition(":")[0] == line.partition(":")[0]
    schema = json.loads((ROT / "schema" / "tiltak.schema.json").read_text("utf-8"))
    choices = [value for value in vscode if value in schema["properties"]["status"]["enum"]]
    assert choices == ["i-drift", "pilot", "pause"]
    heads = [cell for cell in words_in("regneark.svg") if cell.islower() and "-" not in cell and len(cell) > 1]
    assert heads[0] == "id"
    assert set(heads[1:]) <= fields()
    form = (ROT / ".github" / "ISSUE_TEMPLATE" / "nytt-tilbud.yml").read_text("utf-8")
    asked = words_in("saksskjema.svg")
    for label in [*(line.removesuffix(" *") for line in asked if line.endswith(" *")), "Grong", "Høylandet", "Namsos"]:
        assert f'label: "{label}"' in form


def test_pictures_are_kept() -> None:
    """Git does not pass over the pictures: a copy of the repository has them."""
    done = subprocess.run(["git", "check-ignore", *BILDER.iterdir()], cwd=ROT, capture_output=True, check=False)
    assert done.stdout == b""


HER = re.compile("Namdal|Namsos|Grong|Overhalla|Høylandet|Hadsel|Familiebasen")
"""What only the shipped data may name."""


def stepped(rot: Path, monkeypatch: pytest.MonkeyPatch, *, with_bti: bool) -> None:
    """Do in a folder what README.md says to write, in its order, as far as to the first measure; stand in it."""
    for mappe in ("schema", "site-overrides", "sider"):
        shutil.copytree(ROT / mappe, rot / mappe)
    for mappe in ("tiltak", "enheter"):
        (rot / mappe).mkdir()
    config = re.sub(r"^ +(?:merknader|dekning):.*\n", "", (ROT / "mkdocs.yml").read_text("utf-8"), flags=re.MULTILINE)
    (rot / "mkdocs.yml").write_text(config.replace("Namdalen", "Eksempel"), "utf-8")
    readme = (ROT / "README.md").read_text("utf-8")
    files = re.findall(r"^   ```yaml\n((?:   .*\n|\n)*?)   ```$", readme, re.MULTILINE)
    written = {}
    for lines in map(textwrap.dedent, files):
        written[lines.partition("\n")[0].removeprefix("# ")] = lines
    assert list(written) == [
        "schema/vokabular/kommuner.yml",
        "schema/vokabular/plan.yml",
        "enheter/eksempel-kommune.yml",
    ]
    for navn in ("dokumenter", "metoder", "hjemler", *(() if with_bti else ("bti",))):
        fil = f"schema/vokabular/{navn}.yml"
        head = (rot / fil).read_text("utf-8").partition("verdier:")[0]
        written[fil] = f"{head}verdier: []\n"
    for fil, lines in {**written, "schema/vokabular/sok_forst.yml": "forst: {}\n"}.items():
        (rot / fil).write_text(lines, "utf-8")
    monkeypatch.chdir(rot)
    assert main(["skjema"]) == 0
    svar = {"enhet": "eksempel-kommune", "kommuner": "eksempel", "bti": "0, 1" if with_bti else ""}
    answers = {key: value for key, value in {**SVAR, **svar}.items() if with_bti or key != "bti"}
    assert main(["ny", *(f"--{key}={value}" for key, value in answers.items())]) == 0


@pytest.mark.parametrize("with_bti", [True, False])
def test_the_steps_to_another_municipality_lead_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, with_bti: bool
) -> None:
    """What README.md says to write makes an overview without a fault, which leads nowhere that is not there.

    No page that the program makes names the municipalities of the shipped data, nor BTI where there is none.
    """
    stepped(tmp_path, monkeypatch, with_bti=with_bti)
    found = load(tmp_path, I_DAG).problemer
    assert [p for p in found if p.grad is not Grad.MANGLER] == []
    assert sokefeil(tmp_path / "schema" / "vokabular") == ()
    web = build(tmp_path, tmp_path / "web")
    assert web.exists("tiltak/apen-hall-pa-lordager/")
    for address, side in web.sider.items():
        ways = {str(a["href"]) for a in side.soup.select("a[href]") if is_internal(str(a["href"]))}
        if address != "404.html":
            assert {way for way in ways if not web.exists(side.to_root(way))} == set(), address
        if not address.startswith(("om/", "rediger/", "bti/" if with_bti else "om/")):  # those are to be written anew
            told = text(side.soup)
            assert not HER.search(told), address
            assert with_bti or "BTI" not in told, address
