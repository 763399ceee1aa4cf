"""``tiltak formater``: one style, nothing lost, nothing touched that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.editing.comments import comments
from generator.editing.style import check, formatted, modeline, write
from generator.judging.coerce import coerce
from generator.judging.skjema import Skjema
from generator.load_vokabular import read_grunnlag
from generator.reading.yamlfile import read
from tests.prosjekt import POST, ROT, lag

FIL = "tiltak/prove.yml"
SKJEMA: Skjema = read_grunnlag(ROT).skjema("tiltak")


@pytest.fixture
def rot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small project and stand in it."""
    monkeypatch.chdir(lag(tmp_path))
    return tmp_path


def styled(text: str) -> str:
    """Return a text in the style."""
    result = formatted(text.encode(), FIL, SKJEMA)
    assert result.text is not None, result.problemer
    return result.text


def test_every_shipped_file_is_in_the_style(monkeypatch: pytest.MonkeyPatch) -> None:
    """``tiltak formater --sjekk`` finds nothing to do in the data we ship."""
    monkeypatch.chdir(ROT)
    assert main(["formater", "--sjekk"]) == 0


def test_the_style_in_whole() -> None:
    """Order, quotation marks, blocks, numbers, truth values, empty lists and the first line."""
    assert styled(
        "bti: [0, '1']\nnavn: Prøve\nkort: 'Én \"setning\"'\nsensitiv: True\nrisikofaktorer: []\n"
        'beskrivelse: "Ett avsnitt.\\n\\nEtt til.\\n"\nkilder: [{linjer: 1-2, dokument: 003, sitat: å}]\n'
    ) == (
        f"{modeline(FIL)}\n"
        'navn: "Prøve"\nkort: "Én \\"setning\\""\nbeskrivelse: |\n  Ett avsnitt.\n\n  Ett til.\n'
        "bti:\n  - 0\n  - 1\nrisikofaktorer: []\nsensitiv: true\n"
        'kilder:\n  - dokument: "003"\n    linjer: "1-2"\n    sitat: "å"\n'
    )


def test_comments_stay_where_they_stood() -> None:
    """A comment moves with the field or item it stands at, whatever order the file had."""
    text = styled(
        '# Om hele filen\n\n# Om status\nstatus: "i-drift"   # sjekket\n# Om navnet\nnavn: Prøve\n'
        "kommuner: # to av dem\n  # nord\n  - grong # her\n  - namsos\n  # flere kommer\n"
        "tema: [rus, # ett\n  fritid] # begge\nbeskrivelse: | # lang\n  # ingen kommentar\n  tekst\n# slutt\n"
    )
    assert text == (
        f'{modeline(FIL)}\n# Om hele filen\n# Om navnet\nnavn: "Prøve"\n'
        "beskrivelse: | # lang\n  # ingen kommentar\n  tekst\n# slutt\n"
        '# Om status\nstatus: "i-drift" # sjekket\n'
        'kommuner: # to av dem\n  # nord\n  - "grong" # her\n  - "namsos"\n  # flere kommer\n'
        'tema: # begge\n  - "rus" # ett\n  - "fritid"\n'
    )
    assert styled(text) == text


@pytest.mark.parametrize("indent", ["", " ", "  ", "    ", "      "])
def test_comments_under_the_last_field_are_written_once_and_for_all(indent: str) -> None:
    """A comment between a field and its items, and one at the end, stand where they are the second time too."""
    text = f'navn: Prøve\nkilder:\n{indent}# inni\n  - dokument: "003"\n    sitat: å\n{indent}# slutt\n'
    once = styled(text)
    assert styled(once) == once
    assert once.startswith(f'{modeline(FIL)}\nnavn: "Prøve"\nkilder:\n  # inni\n')
    assert once.endswith(f"\n{'' if len(indent) < 4 else '    '}# slutt\n")  # the fields of an item stand four in


def test_bom_crlf_decomposed_letters_and_missing_newline_are_mended() -> None:
    """What editors do to a file is undone: BOM, CRLF, a + ring, no newline at the end."""
    raw = '\ufeffnavn: "Ra\u030ad"\r\nkort: "x"'.encode()
    assert formatted(raw, FIL, SKJEMA).text == f'{modeline(FIL)}\nnavn: "Råd"\nkort: "x"\n'


@pytest.mark.parametrize(
    "text",
    [
        "en\nto",
        "en\nto\n",
        "en\nto\n\n",
        " innrykk\nto\n",
        "tab\tog\nlinje\n",
        "a\u00a0b",
        '\\ og "',
        "# x\ny\n",
    ],
)
def test_every_text_reads_back(text: str) -> None:
    """Texts that no block can hold are written in quotation marks instead."""
    out = write({"beskrivelse": text}, FIL, SKJEMA)
    check(out, FIL, SKJEMA, {"beskrivelse": text})
    assert styled(out) == out


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(["navn", "beskrivelse", "stikkord", "kilder", "xyz"]),
        st.recursive(
            st.text(st.characters(codec="utf-8"), min_size=1),
            lambda inner: st.lists(inner, min_size=1, max_size=3),
            max_leaves=4,
        ),
        min_size=1,
    )
)
def test_any_data_reads_back(data: dict[str, object]) -> None:
    """Whatever stands in a field, what is written reads back to it, and is written the same again."""
    document = read(write(data, FIL, SKJEMA).encode(), FIL, SKJEMA.titler)
    first = coerce(document, SKJEMA)
    if any(problem.grad == "FEIL" for _, problem in first.problems) or document.problems:
        return
    once = styled("\n".join(document.lines))
    assert styled(once) == once


def test_a_file_with_a_fault_is_left_and_told(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that YAML cannot read, or that hides a text, keeps every byte; the others are rewritten."""
    broken = rot / "tiltak" / "odelagt.yml"
    broken.write_bytes(b'navn: "uten slutt\nkort: x\n')
    hidden = rot / "tiltak" / "skjult.yml"
    hidden.write_text(f"{POST}stikkord:\n  - #emneknagg\n", "utf-8")
    before = (broken.read_bytes(), hidden.read_bytes())
    (rot / "tiltak" / "rotete.yml").write_text("kort: x\nnavn: y\n", "utf-8")
    assert main(["formater"]) == 1
    out = capsys.readouterr().out
    assert "tiltak/odelagt.yml er urørt" in out
    assert "tiltak/rotete.yml er skrevet om." in out
    assert (broken.read_bytes(), hidden.read_bytes()) == before
    assert (rot / "tiltak" / "rotete.yml").read_text("utf-8").endswith('navn: "y"\nkort: "x"\n')
    assert [name for name in os.listdir(rot / "tiltak") if name.startswith(".")] == []  # noqa: PTH208


def test_sjekk_writes_nothing(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--sjekk`` tells and answers 1; formater on one file touches that one alone, and keeps its rights."""
    for name in ("a", "b"):
        (rot / "tiltak" / f"{name}.yml").write_text("kort: x\nnavn: y\n", "utf-8")
    (rot / "tiltak" / "a.yml").chmod(0o640)
    assert main(["formater", "--sjekk", "tiltak/a.yml"]) == 1
    assert "tiltak/a.yml følger ikke stilen." in capsys.readouterr().out
    assert main(["formater", "tiltak/a.yml"]) == 0
    assert main(["formater", "--sjekk", "tiltak/a.yml"]) == 0
    assert (rot / "tiltak" / "a.yml").stat().st_mode & 0o777 == 0o640
    assert (rot / "tiltak" / "b.yml").read_text("utf-8") == "kort: x\nnavn: y\n"


def test_no_comment_is_lost_on_any_wrong_file() -> None:
    """Each of the wrong files that can be formatted keeps its comments and its data, and stays as written."""
    count = 0
    for path in sorted((ROT / "tests" / "feil").glob("*.yml")):
        result = formatted(path.read_bytes(), FIL, SKJEMA)
        if result.text is None:
            continue
        count += 1
        assert styled(result.text) == result.text, path.name
        document = read(result.text.encode(), FIL, SKJEMA.titler)
        assert comments(document).texts()
    assert count > 40
