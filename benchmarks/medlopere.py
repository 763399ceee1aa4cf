"""The others in the race: Hugo, and plain MkDocs with Material, each with one page for every measure.

All get the same posts. Hugo gets our own finished frame as its layout, so that its pages are about as heavy as
ours; Material draws its own frame on every page, which is what it is for.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.maling import Run, run
from generator import shell
from generator.render import ROT

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
    shutil.rmtree(folder / "site", ignore_errors=True)
    return run([sys.executable, "-m", "mkdocs", "build", "-q"], folder)


def hugo(folder: Path) -> Run:
    """Build a Hugo site."""
    shutil.rmtree(folder / "public", ignore_errors=True)
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
    """Write every post as front matter, and our frame as the layout of posts and lists."""
    posts, layouts = folder / "content" / "tiltak", folder / "layouts" / "_default"
    posts.mkdir(parents=True)
    layouts.mkdir(parents=True)
    settings = {
        "title": "Tiltak",
        "baseURL": "/",
        "taxonomies": {name: name for name in VIEWS},
        "disableKinds": ["RSS"],
        "related": {"indices": [{"name": "tema", "weight": 100}, {"name": "kommuner", "weight": 50}], "threshold": 1},
    }
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    for file in (ours / "tiltak").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        (posts / f"{file.stem}.md").write_text(f"---\n{text}---\n", encoding="utf-8")
    marks = {
        shell.TITTEL: "{{ or .Params.navn .Title }}",
        shell.BESKRIVELSE: "{{ .Params.kort }}",
        shell.ADRESSE: "{{ .Permalink }}",
        shell.FORLAT: "",
        ROT: "../../",
    }
    for mark, said in marks.items():
        frame = frame.replace(mark, said)
    for content in LAYOUTS.glob("*.html"):
        whole = frame.replace(shell.INNHOLD, content.read_text(encoding="utf-8"))
        (layouts / content.name).write_text(whole, encoding="utf-8")
