"""``tiltak eksporter`` and ``tiltak importer``: nothing lost, nothing guessed, no fault let in."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from generator.cli import main
from generator.editing.cells import value
from generator.editing.flat import bare, cell, column, columns, get, guarded, items, put, table
from generator.editing.sheet import Celle, read_sheet
from generator.judging.coerce import coerce
from generator.judging.skjema import Skjema
from generator.load_vokabular import read_grunnlag
from generator.reading.yamlfile import read
from tests.prosjekt import POST, ROT, lag

SKJEMA: Skjema = read_grunnlag(ROT).skjema("tiltak")


@pytest.fixture
def rot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small project and stand in it."""
    monkeypatch.chdir(lag(tmp_path))
    return tmp_path


def said(text: str, navn: str, slag: str = "ukjent") -> tuple[Any, list[str], str]:
    """Return what a cell says in a column: the value, the grades of the doubts, their words."""
    found = column(navn, SKJEMA)
    assert found is not None
    verdi = value(Celle(text, slag), found)
    return verdi.verdi, [str(grad) for grad, _ in verdi.tvil], " ".join(words for _, words in verdi.tvil)


@pytest.mark.parametrize("mappe", ["tiltak", "enheter"])
def test_export_import_export_is_the_same_bytes(
    mappe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All shipped posts, taken out, thrown away and taken in again: the same sheet, and the same files."""
    for name in ("schema", "tiltak", "enheter"):
        shutil.copytree(ROT / name, tmp_path / name)
    shutil.copy(ROT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    extra = ["--enheter"] if mappe == "enheter" else []
    assert main(["eksporter", "--csv", "a.csv", *extra]) == 0
    assert main(["importer", "a.csv", "--skriv", *extra]) == 0
    assert " 0 nye, 0 endret," in capsys.readouterr().out
    before = {path.name: path.read_bytes() for path in (tmp_path / mappe).iterdir()}
    assert len(before) > 20
    for path in (tmp_path / mappe).iterdir():
        path.unlink()
    assert main(["importer", "a.csv", "--skriv", *extra]) == 0, capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in (tmp_path / mappe).iterdir()} == before
    assert main(["eksporter", "--csv", "b.csv", *extra]) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_sheet_is_what_norwegian_excel_opens(rot: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """BOM, semicolon, CRLF; text that would become a number, a date or a formula has an apostrophe."""
    text = f'{POST}kontakt:\n  snapchat: "=1+1"\n  telefon: "74 00 00 00"\nplan:\n  - "3.3"\n'
    (rot / "tiltak" / "babysvomming.yml").write_text(text, "utf-8")
    assert main(["eksporter", "--csv"]) == 0
    raw = capsysbinary.readouterr().out
    assert raw.startswith(b"\xef\xbb\xbfid;navn;")
    lines = raw.decode("utf-8-sig").split("\r\n")
    row = dict(zip(lines[0].split(";"), lines[1].replace("innbygger; ansatt", "").split(";"), strict=False))
    assert len(lines) == 3
    assert row["navn"] == "Babysvømming"
    for expected in (";'=1+1;", ";'74 00 00 00;", ";'3.3;", ";'000;", ";'1;", ";'2026-11-01;", ";[];"):
        assert expected in lines[1], expected


@given(st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_text_survives_a_cell(text: str) -> None:
    """The apostrophe goes on and off without a trace, and no cell begins like a formula."""
    assert bare(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_cell_is_a_formula(sign: str) -> None:
    """What begins as a formula, in half or full width, gets an apostrophe in front."""
    assert cell(f"{sign}HYPERLINK") == f"'{sign}HYPERLINK"


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
@settings(max_examples=400, deadline=None)
def test_any_list_survives_a_cell(texts: list[str]) -> None:
    """Semicolons, backslashes and spaces in items are the items' own."""
    assert items(bare(cell(texts))) == texts


def test_put_is_the_opposite_of_get() -> None:
    """Every cell of every post, put into nothing, makes the post; None takes away, and lists close up."""
    for path in sorted((ROT / "tiltak").glob("*.yml")):
        data = coerce(read(path.read_bytes(), "tiltak/x.yml", {}), SKJEMA).data
        found = columns(SKJEMA, [data])
        assert put({}, {each.path: get(data, each.path) for each in found}) == data
    two = {"kilder": [{"dokument": "000"}, {"dokument": "001"}], "kontakt": {"besok": "x"}}
    assert put(two, {("kilder", 0, "dokument"): None, ("kontakt", "besok"): None}) == {"kilder": [{"dokument": "001"}]}


@pytest.mark.parametrize(
    ("navn", "text", "slag", "verdi", "grader", "ord_"),
    [
        ("kontakt.telefon", "74216300", "ukjent", "74216300", ["ADVARSEL"], "nuller"),
        ("kontakt.telefon", "7100", "tall", "7100", ["ADVARSEL"], "nuller"),
        ("kontakt.telefon", "74 21 63 00", "ukjent", "74 21 63 00", [], ""),
        ("kontakt.telefon", "'07100", "ukjent", "07100", [], ""),
        ("kontakt.telefon", "07100", "tekst", "07100", [], ""),
        ("kontakt.telefon", "7,42E+07", "ukjent", "7,42E+07", ["FEIL"], "kortet ned"),
        ("kilder.1.dokument", "3", "ukjent", "3", ["FEIL"], "«003»"),
        ("kilder.1.linjer", "01.mar", "ukjent", "01.mar", ["FEIL"], "1-3"),
        ("kilder.1.linjer", "2026-03-01", "dato", "2026-03-01", ["FEIL"], "1-3"),
        ("kilder.1.linjer", "1-3", "ukjent", "1-3", [], ""),
        ("kilder.1.linjer", "'1-3", "ukjent", "1-3", [], ""),
        ("plan", "3,3", "ukjent", ["3,3"], ["FEIL"], "«3.3»"),
        ("trinn", "2026-03-01", "dato", ["2026-03-01"], ["FEIL"], "1-3"),
        ("trinn", "1; vgs", "ukjent", [1, "vgs"], [], ""),
        ("varsel.til", "21.11.2026", "ukjent", "2026-11-21", ["ADVARSEL"], "Stemmer det?"),
        ("varsel.til", "2026-11-21", "dato", "2026-11-21", [], ""),
        ("stikkord", "a, b", "ukjent", ["a, b"], ["ADVARSEL"], "semikolon"),
        ("kommuner", "Namsos og Grong", "ukjent", ["namsos", "grong"], ["ADVARSEL"], "Stemmer det?"),
        ("kommuner", "Namsos og Grongg", "ukjent", ["Namsos og Grongg"], [], ""),
        ("kommuner", "grong, " * 40 + "namsos", "ukjent", ["grong, " * 40 + "namsos"], [], ""),
        ("bti", "0-1", "ukjent", [0, 1], ["ADVARSEL"], "0 og 1"),
        ("sensitiv", "SANN", "ukjent", True, [], ""),
        ("alder.fra", "-1", "ukjent", -1, [], ""),
        ("navn", "#NAVN?", "ukjent", None, ["FEIL"], "feilmelding"),
        ("navn", "=A1", "formel", None, ["FEIL"], "formel"),
        ("navn", "R\ufffdd", "ukjent", None, ["FEIL"], "bokstav"),
        ("bti", "[]", "ukjent", [], [], ""),
        ("navn", " \u00a0", "ukjent", None, [], ""),
        ("kontakt.apningstid", "0,520833333", "ukjent", "0,520833333", ["FEIL"], "klokkeslett"),
        ("kontakt.apningstid", "0.3541666666666667", "tall", "0.3541666666666667", ["FEIL"], "klokkeslett"),
    ],
)
def test_each_doubt_is_told(navn: str, text: str, slag: str, verdi: object, grader: list[str], ord_: str) -> None:  # noqa: PLR0913, PLR0917 - one row of the table
    """What a spreadsheet may have changed is told, and what is grave stops the row."""
    found, grades, words = said(text, navn, slag)
    assert (found, grades) == (verdi, grader)
    assert ord_ in words


def test_old_encodings_and_commas_are_read_and_told() -> None:
    """Windows-1252 and comma are read; both are told."""
    ark = read_sheet("id,navn\nx,Råd\n".encode("cp1252"), "a.csv")
    assert ark.rader[1][1][1].tekst == "Råd"
    assert [tvil.melding.split(".")[0] for tvil in ark.tvil] == [
        "Filen er ikke UTF-8, og er lest som Windows-1252",
        "Cellene er delt med komma",
    ]


def test_empty_lines_on_top_do_not_decide_what_parts_the_cells() -> None:
    """The line that decides is the first with anything on it."""
    assert [celle.tekst for celle in read_sheet(b"\n\nid,navn\na,b\n", "a.csv").rader[0][1]] == ["id", "navn"]


@pytest.mark.parametrize(
    ("raw", "navn"),
    [
        (b"", "a.csv"),
        (b"PK\x03\x04", "a.csv"),
        (b"PK\x03\x04", "a.xlsx"),
        (b"x", "a.xlsx"),
        (b'id;navn\n"a;b\n', "a.csv"),
        (b"x", "a.ods"),
        ("id".encode("utf-16"), "a.csv"),
        ("id;navn\nx;Råd på øya\n".encode("mac_roman"), "a.csv"),
        ("id;navn\nx;Råd på øya\n".encode("cp850"), "a.csv"),
    ],
)
def test_what_is_no_sheet_is_refused(raw: bytes, navn: str) -> None:
    """A file that is no sheet says so, and never breaks the program."""
    ark = read_sheet(raw, navn)
    assert ark.rader == ()
    assert [str(tvil.grad) for tvil in ark.tvil] == ["FEIL"]


def test_a_cell_that_is_too_long_is_told_as_that() -> None:
    """A text longer than we take is not called a fault of quotation marks; its row is told."""
    ark = read_sheet(f"id;navn\nx;{'a' * 40_001}\n".encode(), "a.csv")
    assert [tvil.melding for tvil in ark.tvil] == ["En celle i rad 2 har mer enn 40000 tegn. Gjør teksten kortere."]


def test_excel_files_are_read_cell_by_cell(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers, dates and formulas of a real workbook: each doubt with its row and column."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["id", "kontakt.telefon", "kilder.1.linjer", "kort", "tullefelt"])
    sheet.append(["babysvomming", 74216300, datetime(2026, 3, 1), '="x"', "y"])  # noqa: DTZ001 - as Excel has it
    book.create_sheet("Annet")
    stream = io.BytesIO()
    book.save(stream)
    (rot / "a.xlsx").write_bytes(stream.getvalue())
    before = (rot / "tiltak" / "babysvomming.yml").read_bytes()
    assert main(["importer", "a.xlsx", "--skriv"]) == 1
    out = capsys.readouterr().out
    assert "flere ark" in out
    assert "rad 1, kolonne E\n" in out
    assert "ADVARSEL  a.xlsx, rad 2, kolonne B – kontakt.telefon" in out
    assert "FEIL  a.xlsx, rad 2, kolonne C – kilder.1.linjer" in out
    assert "FEIL  a.xlsx, rad 2, kolonne D – kort" in out
    assert (rot / "tiltak" / "babysvomming.yml").read_bytes() == before


def test_a_row_with_a_fault_is_told_as_sjekk_tells_it(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The good row is written, the bad one is not, and its words are those of ``tiltak sjekk``."""
    raw = table({}, SKJEMA).split("\r\n")[0]
    assert raw.startswith("id;navn;kort;")
    rows = "id;kort;enhet\nbabysvomming;Bad med babyen.;eksempel\nny-post;Uten alt;finnes-ikke\n"
    (rot / "a.csv").write_text(rows, "utf-8")
    assert main(["importer", "a.csv"]) == 1
    first = capsys.readouterr().out
    assert "Ingenting er skrevet. Legg til --skriv" in first
    assert 'kort: "Bad sammen' in (rot / "tiltak" / "babysvomming.yml").read_text("utf-8")
    assert main(["importer", "a.csv", "--skriv"]) == 1
    out = capsys.readouterr().out
    assert "tiltak/babysvomming.yml er skrevet om." in out
    assert 'kort: "Bad med babyen."' in (rot / "tiltak" / "babysvomming.yml").read_text("utf-8")
    assert not (rot / "tiltak" / "ny-post.yml").exists()
    (rot / "tiltak" / "ny-post.yml").write_text('kort: "Uten alt"\nenhet: "finnes-ikke"\n', "utf-8")
    main(["sjekk", "tiltak/ny-post.yml"])
    told = [line for line in capsys.readouterr().out.split("\n") if line.startswith("  ") and "mangler" in line]
    assert told
    assert [line for line in told if line not in out] == []


def test_comments_and_other_fields_stay(rot: Path) -> None:
    """A sheet with two columns changes one field; the comment and all other fields stay."""
    path = rot / "tiltak" / "babysvomming.yml"
    path.write_text(f"# Spør Kari om lov\n{POST}", "utf-8")
    (rot / "a.csv").write_text("id;alder.til\nbabysvomming;2\n", "utf-8")
    assert main(["importer", "a.csv", "--skriv"]) == 0
    text = path.read_text("utf-8")
    assert "# Spør Kari om lov\n" in text
    assert "  til: 2\n" in text
    assert '  - "basseng"\n' in text


@pytest.mark.parametrize("heads", ["id;kort;Kommentar", "id;Kommentar;kort", "Kommentar;id;kort"])
def test_a_column_of_ones_own_is_left_out_and_told(rot: Path, capsys: pytest.CaptureFixture[str], heads: str) -> None:
    """A column that is no field does no harm wherever it stands; text without a heading is told, and not lost."""
    cells = {"id": "babysvomming", "kort": "Bad med babyen.", "Kommentar": "spør leder"}
    row = ";".join(cells[head] for head in heads.split(";"))
    (rot / "a.csv").write_text(f"{heads}\n{row}\n", "utf-8")
    assert main(["importer", "a.csv", "--skriv"]) == 0
    assert "«Kommentar» er ikke navnet på et felt" in capsys.readouterr().out
    assert 'kort: "Bad med babyen."' in (rot / "tiltak" / "babysvomming.yml").read_text("utf-8")
    for without in ("id;;kort\nbabysvomming;borte;Nytt.\n", "id;kort\nbabysvomming;Nytt.;borte\n"):
        (rot / "a.csv").write_text(without, "utf-8")
        assert main(["importer", "a.csv", "--skriv"]) == 1
        assert "«borte» har ingen overskrift over seg" in capsys.readouterr().out


@pytest.mark.parametrize("ident", ["../../x", "Å", "a b", "", "x" * 101, "/etc/x", ".."])
def test_no_id_leads_out_of_the_folder(ident: str, rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id is never guessed, and never a way to another folder."""
    (rot / "a.csv").write_text(f"id;navn\n{ident};x\n", "utf-8")
    before = sorted(path.as_posix() for path in rot.rglob("*"))
    assert main(["importer", "a.csv", "--skriv"]) == 1
    assert "rad 2, kolonne A – id" in capsys.readouterr().out
    assert sorted(path.as_posix() for path in rot.rglob("*")) == before


def test_the_name_of_a_file_is_not_an_id(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who writes the file is asked whether the id was meant, and not for one that is nowhere."""
    (rot / "a.csv").write_text("id;navn\ntiltak/babysvomming.yml;x\n", "utf-8")
    assert main(["importer", "a.csv", "--skriv"]) == 1
    assert "Mente du «babysvomming»?" in capsys.readouterr().out


def test_the_same_id_twice_is_refused(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two rows about one post: neither is used. A column twice: nothing is."""
    (rot / "a.csv").write_text("id;kort\nbabysvomming;a\nbabysvomming;b\n", "utf-8")
    assert main(["importer", "a.csv", "--skriv"]) == 1
    assert "står i flere rader" in capsys.readouterr().out
    (rot / "a.csv").write_text("id;kort;kort\nbabysvomming;a;b\n", "utf-8")
    assert main(["importer", "a.csv", "--skriv"]) == 1
    assert "står to ganger" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["tiltak/babysvomming.yml", "poster.xlsx", "", "tiltak"])
def test_no_post_is_written_over(rot: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """The sheet is written to a .csv file only, never over a post or a folder."""
    before = (rot / "tiltak" / "babysvomming.yml").read_bytes()
    assert main(["eksporter", "--csv", name]) == 2
    assert "må slutte på .csv" in capsys.readouterr().err
    assert (rot / "tiltak" / "babysvomming.yml").read_bytes() == before


def test_an_edited_sheet_is_kept_beside_the_new_one(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each sheet with other content gets a name of its own, and that is said; the same content needs none."""
    (rot / "ut").mkdir()
    for text in ("id;kort\nbabysvomming;En time arbeid.\n", "", "id\n"):
        (rot / "ut" / "a.csv").write_text(text, "utf-8")
        assert main(["eksporter", "--csv", "ut/a.csv"]) == 0
    out = capsys.readouterr().out
    assert "ut/a.csv fantes fra før med annet innhold. Det gamle ligger nå i ut/a.forrige.csv." in out
    kept = {path.name: path.read_text("utf-8") for path in (rot / "ut").iterdir() if path.name != "a.csv"}
    assert kept == {
        "a.forrige.csv": "id;kort\nbabysvomming;En time arbeid.\n",
        "a.forrige2.csv": "",
        "a.forrige3.csv": "id\n",
    }
    assert main(["eksporter", "--csv", "ut/a.csv"]) == 0
    assert "fantes fra før" not in capsys.readouterr().out
    assert len(list((rot / "ut").iterdir())) == 4


# ---- what is told of the posts a sheet would change ----------------------------------------------------


ANTATT = re.sub("bekreftet: .*", 'kontakt: {apningstid: "Mandag", besok: "Bassenget"}\\nantatt: ["bti"]', POST)
"""The post before anyone has confirmed it."""


def exported(rot: Path, *texts: str) -> tuple[list[str], list[list[str]]]:
    """Put posts in the project, export them, and return the headings and the rows."""
    for number, text in enumerate(texts):
        (rot / "tiltak" / f"post-{number}.yml").write_text(text, "utf-8")
    assert main(["eksporter", "--csv", "a.csv"]) == 0
    lines = (rot / "a.csv").read_text("utf-8-sig").splitlines()
    return lines[0].split(";"), [next(csv.reader([line], delimiter=";")) for line in lines[1:]]


def imported(rot: Path, rows: list[list[str]], *words: str) -> int:
    """Write a sheet and import it."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    (rot / "a.csv").write_text(stream.getvalue(), "utf-8-sig")
    return main(["importer", "a.csv", *words])


def test_each_changed_row_tells_what_changes(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentences of ``tiltak endringer`` stand below the row, before anything is written and when it is."""
    heads, rows = exported(rot, ANTATT)
    rows[1][heads.index("alder.til")] = "2"
    rows[1][heads.index("stikkord")] = "basseng; svømming"
    new = [*rows[1]]
    new[:2] = ["ny-post", "Noe nytt"]
    for words, done, made in (
        ([], "ville blitt skrevet om", "ville blitt laget"),
        (["--skriv"], "er skrevet om", "er laget"),
    ):
        capsys.readouterr()
        assert imported(rot, [heads, *rows, new], *words) == 0
        told = (
            f"Rad 3: tiltak/post-0.yml {done}.\n"
            "  Babysvømming: alder, til alder: 1 → 2\n"
            "  Babysvømming: stikkord: svømming er lagt til\n"
            f"Rad 4: tiltak/ny-post.yml {made}.\n"
            "  Noe nytt: nytt tilbud, "
        )
        assert told in capsys.readouterr().out


def test_what_empty_cells_take_away_is_told_once_a_field(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An emptied column and a row cut off: an ADVARSEL for each field with its rows, and for what is assumed."""
    heads, rows = exported(rot, *([ANTATT] * 11))
    opening, assumed = heads.index("kontakt.apningstid"), heads.index("antatt")
    rows[1][opening] = ""
    for row in rows:
        row[assumed] = ""
    rows[2] = rows[2][: heads.index("stikkord")]
    capsys.readouterr()
    assert imported(rot, [heads, *rows]) == 0
    out = capsys.readouterr().out
    assert "Rad 3: tiltak/post-0.yml ville blitt skrevet om.\n  Babysvømming: åpningstid er tatt bort\n" in out
    assert "  Babysvømming: ikke lenger antatt: BTI-nivå\n" in out
    gone = "Det som står i posten, ville blitt tatt bort."
    many = "Cellen er tom i 11 rader: 3, 4, 5, 6, 7, 8, 9, 10 og 3 til."
    assert re.findall(r"ADVARSEL  a\.csv,(.*) kolonne \w+ – (\S+)\n  (Cellen er tom.*)\n", out) == [
        (" rad 3,", "kontakt.apningstid", f"Cellen er tom. {gone}"),
        ("", "antatt", f"{many} {gone} Leserne ser da det som var antatt, som sikkert."),
        (" rad 4,", "stikkord", f"Cellen er tom. {gone}"),
        (" rad 4,", "kilder", f"Cellen er tom. {gone}"),
    ]
    assert imported(rot, [heads, *rows], "--skriv") == 0
    assert "Det som sto i posten, er tatt bort." in capsys.readouterr().out


WRONG = {
    "kort": ("", "<Én enkel setning til innbyggere>"),
    "malgrupper": ("barnn; ungdomm", "barn; ungdom"),
    "alder.til": ("5 år", "5"),
    "tilgang.ta_kontakt_selv": ("", "ukjent"),
    "kontakt.telefon": ("tlf 74 21 63 00", "'74 21 63 00"),
    "bekreftet.dato": ("01.09.26", "'2026-09-01"),
    "tolk": ("xyzzy", ""),
    "tema": ("mobing; xyzzy", ""),
    "beskrivelse": ("Vi synger\n# Og bader", ""),
}
"""What may stand in a cell, and what is proposed in its place; nothing where no one can know."""


@pytest.mark.parametrize("navn", WRONG)
def test_a_wrong_cell_is_told_where_it_stands(navn: str, rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A FEIL of the post has the row, the column and its heading; what is proposed is right when it is pasted."""
    heads, rows = exported(rot)
    wrong, right = WRONG[navn]
    at = heads.index(navn)
    rows[0][at] = wrong
    capsys.readouterr()
    assert imported(rot, [heads, *rows]) == 1
    out = capsys.readouterr().out
    assert f"FEIL  a.csv, rad 2, kolonne {get_column_letter(at + 1)} – {navn}\n" in out
    assert "linje" not in out
    assert "tiltak/babysvomming.yml" not in out
    assert set(re.findall("Skriv i cellen:  (.+)", out)) == ({right} if right else set())
    if right and not right.startswith("<"):
        rows[0][at] = right
        assert imported(rot, [heads, *rows]) == 0


def test_rules_point_at_cells_too(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the rules say of one post, and of many, has its cell; a warning has it and stops nothing."""
    heads, rows = exported(rot)
    rows[0][heads.index("kort")] = "Se http://eksempel.no."
    rows[0][heads.index("relatert")] = "babysvomming"
    capsys.readouterr()
    assert imported(rot, [heads, *rows]) == 0
    out = capsys.readouterr().out
    assert "kolonne C – kort\n  Lenken er uten kryptering." in out
    assert "  Skriv i cellen:  Se https://eksempel.no.\n" in out
    rows[0][heads.index("relatert")] = "babysvommin"
    assert imported(rot, [heads, *rows]) == 1
    assert "– relatert\n  Vi kjenner ikke tilbudet «babysvommin»." in capsys.readouterr().out


def test_what_was_wrong_before_is_not_the_rows_doing(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault in another post stops no row, and a warning that the post had before is not told as new."""
    post = rot / "tiltak" / "babysvomming.yml"
    post.write_text(f'{POST}relatert: ["babysvomming"]\n', "utf-8")
    other = POST.replace("Babysvømming", "Et annet").replace('"gruppetilbud"', '"gruppe"')
    (rot / "tiltak" / "et-annet.yml").write_text(other, "utf-8")
    assert main(["formater", "tiltak/babysvomming.yml"]) == 0
    assert imported(rot, [["id", "alder.til"], ["babysvomming", "2"]], "--skriv") == 0
    assert "ADVARSEL" not in capsys.readouterr().out
    assert "til: 2" in post.read_text("utf-8")


def test_a_fault_in_a_file_that_is_not_in_the_sheet_stops_the_row(
    rot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A circle is told at one of its posts; where that is another, the row that closes it is refused all the same."""
    other = POST.replace("Babysvømming", "Et annet")
    (rot / "tiltak" / "aa-annet.yml").write_text(f'{other}del_av: "babysvomming"\n', "utf-8")
    before = (rot / "tiltak" / "babysvomming.yml").read_text("utf-8")
    assert imported(rot, [["id", "del_av"], ["babysvomming", "aa-annet"]], "--skriv") == 1
    assert "FEIL  tiltak/aa-annet.yml" in capsys.readouterr().out
    assert (rot / "tiltak" / "babysvomming.yml").read_text("utf-8") == before


def test_no_cell_is_blamed_for_what_it_does_not_hold(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A field without a column, and an item that has moved up in its list, are told as ``tiltak sjekk`` tells them."""
    assert imported(rot, [["id", "alder.fra"], ["babysvomming", "3"]]) == 1
    out = capsys.readouterr().out
    assert re.search(r"FEIL  tiltak/babysvomming\.yml, linje \d+ – Til alder", out)
    assert "FEIL  a.csv, rad 2\n  tiltak/babysvomming.yml ville få feil (se over)" in out
    rows = [["id", "kilder.1.dokument", "kilder.1.linjer", "kilder.1.sitat", "kilder.2.dokument", "kilder.2.sitat"]]
    rows.append(["babysvomming", "", "", "", "xyz", "Sagt."])
    assert imported(rot, rows) == 1
    out = capsys.readouterr().out
    assert "kolonne" not in out
    assert "Vi kjenner ikke «xyz»." in out


@pytest.mark.parametrize(("ut", "inn"), [(["--enheter"], []), ([], ["--enheter"])])
def test_a_sheet_of_the_other_kind_is_refused(
    ut: list[str], inn: list[str], rot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A unit and a measure may have one id: a sheet of units never changes measures, nor the other way."""
    (rot / "tiltak" / "eksempel.yml").write_text(POST, "utf-8")
    assert main(["eksporter", "--csv", "mine poster.csv", *ut]) == 0
    assert f"tiltak importer {' '.join(['mine poster.csv'.join(chr(39) * 2), *ut])}\n" in capsys.readouterr().out
    before = {path: path.read_bytes() for path in rot.glob("*/*.yml")}
    assert main(["importer", "mine poster.csv", "--skriv", *inn]) == 1
    assert "--enheter. Ellers slett kolonnen." in capsys.readouterr().out
    assert {path: path.read_bytes() for path in rot.glob("*/*.yml")} == before
    assert main(["importer", "mine poster.csv", "--skriv", *ut]) == 0
