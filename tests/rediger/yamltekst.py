"""What the form writes, by the same module that runs in the browser. Run by ``make test-rediger``."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.coerce import coerce
from generator.github.yamltekst import write_post
from generator.skjema import inlined, make
from generator.vokabular import read_grunnlag
from generator.yamlfile import read
from tests.nettsted import ROT

SKJEMA = inlined(read_grunnlag(ROT).filled["tiltak"])
OM = {
    "skjema": "tiltak",
    "felt": list(SKJEMA["properties"]),
    "lister": [name for name in SKJEMA["required"] if SKJEMA["properties"][name].get("type") == "array"],
}
SYNLIG = st.characters(exclude_categories=["C", "Z"], include_characters=" ")
"""What is not seen is mended or refused by our loader on purpose."""

TEKST = st.text(SYNLIG, max_size=60)
FLERE = st.lists(TEKST, min_size=1, max_size=4).map("\n".join)


def skriv(*posts: tuple[dict[str, Any], dict[str, Any]]) -> list[str]:
    """Let the module write posts."""
    done = subprocess.run(
        ["node", str(Path(__file__).parent / "skriv.mjs")],
        input=json.dumps(posts),
        capture_output=True,
        text=True,
        check=True,
    )
    texts: list[str] = json.loads(done.stdout)
    return texts


def test_every_shipped_post_is_written_as_it_stands() -> None:
    """Read and written again, each post is the same bytes: no owner sees a change she did not make."""
    enhet = inlined(read_grunnlag(ROT).filled["enhet"])
    about = {
        "tiltak": OM,
        "enheter": {"skjema": "enhet", "felt": list(enhet["properties"]), "lister": ["kommuner"]},
    }
    paths = [path for mappe in about for path in sorted((ROT / mappe).glob("*.yml"))]
    posts = [(yaml.safe_load(path.read_text("utf-8")), about[path.parent.name]) for path in paths]
    for path, text in zip(paths, skriv(*posts), strict=True):
        assert text == path.read_text("utf-8"), path.name
    for path, (post, _) in zip(paths, posts, strict=True):
        navn = "tiltak" if path.parent.name == "tiltak" else "enhet"
        assert write_post(post, navn) == path.read_text("utf-8") or "kilder" in post, path.name


@settings(max_examples=25, deadline=None)
@given(navn=TEKST, beskrivelse=FLERE, stikkord=st.lists(TEKST, max_size=3))
def test_any_text_reads_back(navn: str, beskrivelse: str, stikkord: list[str]) -> None:
    """Whatever is written in a field, our loader reads the same text, whoever of the two wrote it."""
    post = {"navn": navn, "beskrivelse": beskrivelse, "stikkord": stikkord}
    for text in (*skriv((post, {**OM, "lister": []})), write_post(post, "tiltak")):
        document = read(text.encode(), "tiltak/x.yml", {})
        data = coerce(document, make(SKJEMA)).data
        assert not [p for p in document.problems if "usynlig" not in p.melding]
        if navn:
            assert data["navn"] == unicodedata.normalize("NFC", navn)
        wanted = unicodedata.normalize("NFC", beskrivelse)
        if "\n" in wanted:
            assert data["beskrivelse"].rstrip("\n") == wanted.rstrip("\n")


def test_lists_that_must_be_there_are_there() -> None:
    """The form leaves empty lists out; those that the schema demands are written as empty."""
    (text,) = skriv(({"navn": "x", "bti": [0]}, OM))
    assert "bti:\n  - 0\n" in text
    assert "\nrisikofaktorer: []\n" in text
    assert "\ntrinn" not in text
