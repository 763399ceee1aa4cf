"""What the form writes, by the same module that runs in the browser. Run by ``make test-rediger``."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editing.style import formatted, normalised, write
from generator.judging.skjema import inlined
from generator.load_vokabular import read_grunnlag
from tests.nettsted import ROT

SKJEMA = read_grunnlag(ROT).skjema("tiltak")
FELT = SKJEMA.innhold["properties"]
OM = {
    "skjema": "tiltak",
    "felt": list(FELT),
    "lister": [name for name in SKJEMA.innhold["required"] if FELT[name].get("type") == "array"],
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


@settings(max_examples=25, deadline=None)
@given(navn=TEKST, beskrivelse=FLERE, stikkord=st.lists(TEKST, min_size=1, max_size=3))
def test_any_text_reads_back_and_is_in_style(navn: str, beskrivelse: str, stikkord: list[str]) -> None:
    """Whatever is written in a field, our loader reads the same text, and «tiltak formater» changes nothing."""
    post = {"navn": f"x{navn}", "beskrivelse": f"x{beskrivelse}", "stikkord": [f"x{word}" for word in stikkord]}
    (text,) = skriv((post, {**OM, "lister": []}))
    made, problems = formatted(text.encode(), "tiltak/x.yml", SKJEMA)
    assert problems == ()
    assert made == text
    read = yaml.safe_load(text)
    wanted = {key: normalised(value) for key, value in post.items()}
    assert read["beskrivelse"].rstrip("\n") == wanted.pop("beskrivelse").rstrip("\n")
    assert {key: read[key] for key in wanted} == wanted


@pytest.mark.parametrize("sign", ["\u00a0", "\u00ad", "\u200b", "\u202e", "\ufeff", "\t", "\x07", "\U000e0001"])
def test_what_is_not_seen_is_written_as_its_number(sign: str) -> None:
    """An unseen sign is written in the open, on one line, as «tiltak formater» writes it."""
    (text,) = skriv(({"navn": f"a{sign}b", "beskrivelse": f"a\nb{sign}c\n"}, {**OM, "lister": []}))
    assert sign not in text
    data = {"navn": f"a{sign}b", "beskrivelse": f"a\nb{sign}c\n"}
    assert text == write(data, "tiltak/x.yml", SKJEMA)


def test_lists_that_must_be_there_are_there() -> None:
    """The form leaves empty lists out; those that the schema demands are written as empty."""
    (text,) = skriv(({"navn": "x", "bti": [0]}, OM))
    assert "bti:\n  - 0\n" in text
    assert "\nrisikofaktorer: []\n" in text
    assert "\ntrinn" not in text
