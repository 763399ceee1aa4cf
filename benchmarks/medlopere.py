"""The others in the race: Hugo, and plain MkDocs with Material, each with one page for every measure.

All get the same posts. Hugo gets our own finished frame, and layouts that say what ours say, part for part, so that
its pages are as heavy as ours, and writes the posts as JSON too; Material draws its own frame on every page, which is
what it is for.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.maling import Run, clear, run
from generator import shell
from generator.render import ROT, TOPP

LAYOUTS = Path(__file__).parent / "hugo"

VIEWS = ("tema", "malgrupper", "kommuner", "enhet", "forebyggingsniva", "bti", "risikofaktorer", "beskyttelsesfaktorer")

EMPTY = 'site_name: "Tom"\ntheme:\n  name: material\n  font: false\n  language: nb\nplugins: []\n'

_MATERIAL = """site_name: "Tiltak"
theme: {name: material, font: false, language: nb, features: [navigation.prune]}
plugins: [search]
not_in_nav: tiltak/*
nav: [index.md]
"""


def empty(folder: Path) -> Run:
    """Build a Material site with one short page and nothing else."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "index.md").write_text("# Tom\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(EMPTY, encoding="utf-8")
    return material(folder)


def material(folder: Path) -> Run:
    """Build a plain MkDocs site."""
    clear(folder, "site")
    return run([sys.executable, "-m", "mkdocs", "build", "-q"], folder)


def hugo(folder: Path) -> Run:
    """Build a Hugo site."""
    clear(folder, "public")
    return run(["hugo", "--quiet"], folder)


def lay_out_material(folder: Path, ours: Path) -> None:
    """Write every post as a Markdown page."""
    posts = folder / "docs" / "tiltak"
    posts.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_MATERIAL, encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Tiltak\n", encoding="utf-8")
    for file in sorted((ours / "tiltak").glob("*.yml")):
        data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        rows = "".join(
            f"| {key} | {json.dumps(value, ensure_ascii=False, default=str)} |\n" for key, value in data.items()
        )
        lead = f"# {data['navn']}\n\n{data['kort']}\n\n{data.get('beskrivelse', '')}\n\n"
        text = f"{lead}| felt | verdi |\n|---|---|\n{rows}"
        (posts / f"{file.stem}.md").write_text(text, encoding="utf-8")


def lay_out_hugo(folder: Path, ours: Path, frame: str) -> None:
    """Write every post as front matter, our words as data, and our frame as the layout of every kind of page."""
    content, layouts = folder / "content", folder / "layouts" / "_default"
    (content / "tiltak").mkdir(parents=True)
    layouts.mkdir(parents=True)
    settings = {
        "title": "Tiltak",
        "baseURL": "/",
        "taxonomies": {name: name for name in VIEWS},
        "disableKinds": ["RSS"],
        "outputs": {"page": ["HTML", "JSON"], "home": ["HTML", "JSON"]},
        "related": {"indices": [{"name": "tema", "weight": 100}, {"name": "kommuner", "weight": 50}], "threshold": 1},
    }
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    for file in (ours / "tiltak").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        (content / "tiltak" / file.with_suffix(".md").name).write_text(f"---\n{text}---\n", encoding="utf-8")
    for name in ("finn", "alfabet"):
        (content / name).mkdir()
        (content / name / "_index.md").write_text(f"---\ntitle: {name}\nlayout: {name}\n---\n", encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "ord.json").write_text(json.dumps(_names(ours), ensure_ascii=False), encoding="utf-8")
    shutil.copytree(LAYOUTS / "partials", folder / "layouts" / "partials")
    marks = {
        shell.TITTEL: "{{ or .Params.navn .Title }}",
        shell.BESKRIVELSE: "{{ .Params.kort }}",
        shell.STI: '{{ strings.TrimLeft "/" .RelPermalink }}',
        shell.FORLAT: "",
        ROT: "../../",
        TOPP: "../../",
    }
    for mark, said in marks.items():
        frame = frame.replace(mark, said)
    for layout in LAYOUTS.glob("*.html"):
        whole = frame.replace(shell.INNHOLD, layout.read_text(encoding="utf-8"))
        (layouts / layout.name).write_text(whole, encoding="utf-8")
    for layout in LAYOUTS.glob("*.json"):
        shutil.copy(layout, layouts)


def _names(ours: Path) -> dict[str, dict[str, Any]]:
    """Return what each id of each list is called, and the units with how one reaches them."""

    def read(file: Path) -> dict[str, Any]:
        data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return data

    lists = {file.stem: read(file).get("verdier", []) for file in sorted((ours / "schema" / "vokabular").glob("*.yml"))}
    named = {
        name: {str(value["id"]): value["navn"]["nb"] for value in values if "nb" in value.get("navn", {})}
        for name, values in lists.items()
    }
    units = {file.stem: read(file) for file in sorted((ours / "enheter").glob("*.yml"))}
    return named | {"enheter": {i: {"navn": u["navn"], "kontakt": u.get("kontakt", {})} for i, u in units.items()}}
