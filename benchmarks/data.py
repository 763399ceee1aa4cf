"""Makes a project with any number of measures: the shipped ones, copied under new ids."""

from __future__ import annotations

import re
import shutil
from itertools import cycle, islice
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
REFERENCES = re.compile(r'^relatert:\n(?:  - ".+"\n)+', re.MULTILINE)
TEXTS = re.compile(r'^ *(?:navn|kort|slik|merknad|sitat|beskrivelse|for_ansatte): (?:"|\|\n +)', re.MULTILINE)
"""Where a text of a post begins."""

OTHERS = re.compile(r"^(  sprak: )\[.*?\]", re.MULTILINE)
"""The languages beside that of the posts, in mkdocs.yml."""

FOLDERS = ("enheter", "schema", "sider", "site-overrides")


def project(folder: Path, number: int, *, languages: bool = False) -> Path:
    """Fill an empty folder with a project that has ``number`` measures, and return it.

    It is in the language of the posts alone, or in all the ``languages`` that are shipped.

    Every copy has a name and texts of its own, so that no two pages or index entries are the same, and nothing
    gains by having met a text before.
    """
    folder.mkdir(parents=True)
    config = (ROT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config if languages else OTHERS.sub(r"\1[]", config, count=1), encoding="utf-8")
    for name in FOLDERS:
        shutil.copytree(ROT / name, folder / name)
    (folder / "tiltak").mkdir()
    shipped = sorted((ROT / "tiltak").glob("*.yml"))
    here = {file.stem for file in shipped[:number]}
    for place, file in enumerate(islice(cycle(shipped), number)):
        turn = place // len(shipped)
        text = file.read_text(encoding="utf-8")
        if turn:
            text = TEXTS.sub(rf"\g<0>{turn} ", text)
        text = _without_absent(text, here)
        (folder / "tiltak" / f"{file.stem}{f'-{turn}' if turn else ''}.yml").write_text(text, encoding="utf-8")
    return folder


def _without_absent(text: str, here: set[str]) -> str:
    """Take out what refers to a measure that the project does not have."""
    kept = REFERENCES.sub(lambda block: _lines_kept(block, here), text)
    return re.sub(r'^del_av: "(.+)"\n', lambda m: m[0] if m[1] in here else "", kept, flags=re.MULTILINE)


def _lines_kept(block: re.Match[str], here: set[str]) -> str:
    lines = [line for line in block[0].splitlines(keepends=True)[1:] if line.strip(' -"\n') in here]
    return "relatert:\n" + "".join(lines) if lines else ""
