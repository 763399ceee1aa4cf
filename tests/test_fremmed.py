"""Whatever bytes or words a stranger sends, the answer is calm: nothing is thrown, nothing slips through.

Files in the folder are tried in ``test_reading.py``. ``HYPOTHESIS_PROFILE=lenge`` runs for long; what it finds
is kept here as an example.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import Workbook

from generator.editing.importing import content
from generator.editing.sheet import read_sheet
from generator.github.felt import Sporsmal, questions
from generator.github.markdown import code, safe
from generator.github.svar import read_answer
from generator.judging.skjema import inlined
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.markdown import cleaned, to_html
from generator.reading.folder import ENDING, files
from generator.reading.yamlfile import read
from generator.search.index import bygg_sokefiler
from generator.search.query import Indeks, sok
from generator.search.sokevokabular import les_sokevokabular
from tests.prosjekt import I_DAG, ROT

SKJEMA = read_grunnlag(ROT).skjema("tiltak")
ENHET = read_grunnlag(ROT).skjema("enhet")

# ---- Markdown ------------------------------------------------------------------------------------------

MARKDOWN = st.lists(
    st.sampled_from(
        [
            *("Ring oss.", "BAPP-gruppe", "2. etasje", "1)", "- ", "* ", "+ ", "  ", " ", "\n", "\n\n", "\n\n\n", "\t"),
            *("*", "**", "_", "__", "[x]", "(javascript:alert(1))", "(https://a.no)", "![", "<b>", "<script>", "&amp;"),
            *(
                "&",
                "<",
                ">",
                '"',
                "'",
                "\\",
                "`",
                "#",
                "---",
                "===",
                "|",
                "~",
                "https://a.no",
                "a@b.no",
                "\u00a0",
                "\0",
            ),
            *("«", "»", "–", "é", "e\u0301", "/", "%", "\u2028", "\x0b", "\r"),
        ]
    )
    | st.text(max_size=4),
    max_size=14,
).map("".join)


class _Tags(HTMLParser):
    """Notes every tag and attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@given(MARKDOWN)
@example("Ring oss.\n\nVi svarer.\n")
@example("To linjer\ni ett avsnitt")
@example("1. januar")
@example("en_to_tre")
@example("slutter med mellomrom \nog går videre")
def test_markdown_gives_known_tags_and_safe_links(text: str) -> None:
    """Any text becomes a few kinds of tags, and links lead where links may; plain text is what the parser makes."""
    html = to_html(text)
    assert html == cleaned(text)
    tags = _Tags()
    tags.feed(html)
    for tag, attributes in tags.found:
        assert tag in {"p", "ul", "ol", "li", "em", "strong", "a", "br"}
        assert set(attributes) <= {"href", "rel"}
        assert re.match(r"(?:https?|mailto|tel):|[^:]*$", attributes.get("href") or "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Vi har åpent.\n\n17. mai er det stengt.", "<p>Vi har åpent.</p><p>17. mai er det stengt.</p>"),
        ("- 17. mai\n- 24. desember", "<ul><li>17. mai</li><li>24. desember</li></ul>"),
        ("8. trinn får vaksine.", "<p>8. trinn får vaksine.</p>"),
        ("1. Ring.\n2. Kom.\n3. Snakk.", "<ol><li>Ring.</li><li>Kom.</li><li>Snakk.</li></ol>"),
        ("1. Ring.\n3. trinn", "<ol><li>Ring.3. trinn</li></ol>"),
    ],
)
def test_a_day_or_a_grade_is_not_counted_anew(text: str, html: str) -> None:
    """A number makes a list only where it is 1, or the next one: «17. mai» must not be read as «1. mai»."""
    assert to_html(text).replace("\n", "") == html


# ---- spreadsheets --------------------------------------------------------------------------------------


@cache
def workbook() -> bytes:
    """Return a small Excel file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["navn", "kort", "telefon", "alder.fra"])
    sheet.append(["Babysvømming", "Bading for de minste.", 74312800, "=1+1"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(raw: bytes, navn: str) -> None:
    """Read a sheet as ``tiltak importer`` does; each doubt is a sentence, and every row keeps inside the folder."""
    ark = read_sheet(raw, navn)
    assert all(tvil.text(navn) for tvil in ark.tvil)
    for rad in content(ark, ROT, "tiltak", SKJEMA, ENHET).rader if ark.rader else ():
        assert re.fullmatch(r"tiltak/[a-z0-9-]*\.yml|", rad.fil), rad.fil


@given(
    st.binary(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "navn",
                "kort",
                "id",
                ";",
                ",",
                "\t",
                "\n",
                "\r",
                '"',
                "'",
                "=1",
                "sep=,",
                "../x",
                "hfu-grong",
                "æ",
                "\ufeff",
            ]
        )
        | st.text(max_size=5),
        max_size=40,
    ).map(lambda parts: "".join(parts).encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_read_as_csv_or_refused(raw: bytes) -> None:
    """A CSV file may hold anything."""
    imported(raw, "ark.csv")


@given(st.data())
def test_any_damage_to_an_excel_file_is_read_or_refused(data: st.DataObject) -> None:
    """Bytes changed anywhere in the packed file, and in the files inside it."""
    raw = bytearray(workbook())
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=6)):
        raw[at] = data.draw(st.integers(0, 255))
    imported(bytes(raw), "ark.xlsx")
    with zipfile.ZipFile(io.BytesIO(workbook())) as packed:
        inside = {name: packed.read(name) for name in packed.namelist()}
    name = data.draw(st.sampled_from(sorted(inside)))
    cut = data.draw(st.integers(0, len(inside[name])))
    inside[name] = inside[name][:cut] + data.draw(st.binary(max_size=12)) + inside[name][cut + 3 :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for each, text in inside.items():
            packed.writestr(each, text)
    imported(out.getvalue(), "ark.xlsx")


# ---- answers to the form on GitHub ---------------------------------------------------------------------


@cache
def asked() -> tuple[Sporsmal, ...]:
    """Return the questions of the form."""
    return questions(inlined(read_grunnlag(ROT).filled["tiltak"]), {"helsestasjon-namsos": "Helsestasjonen i Namsos"})


BODY = st.lists(
    st.sampled_from([f"### {question.label}" for question in asked()]).flatmap(
        lambda heading: st.text(max_size=20).map(lambda text: f"{heading}\n\n{text}")
    )
    | st.sampled_from(["- [X] Alle", "- [ ] x", "### Personvern", "- [X] Jeg", "_No response_", "```", "---", "<!--"])
    | st.text(max_size=10),
    max_size=30,
).map("\n".join)


@given(BODY)
def test_any_answer_to_the_form_is_a_post_or_problems(body: str) -> None:
    """What anyone writes in an issue becomes a post in its folder, or a list of what is wrong."""
    svar = read_answer(body, asked(), SKJEMA, {"hfu-grong"})
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", svar.ident)
    assert bool(svar.tekst) is not bool(svar.problemer)
    if svar.tekst:
        assert not read(svar.tekst.encode(), svar.fil, SKJEMA.titler).problems


@given(st.text(max_size=60) | MARKDOWN)
@example("@alle se #1 og https://ond.example")
def test_what_is_quoted_on_github_stays_text(text: str) -> None:
    """As a sentence or as code, a text of someone else's makes no tag and no link."""
    for quoted in (safe(text), code(text)):
        html = MarkdownIt("commonmark", {"html": True}).render(f"Sagt: {quoted} Slutt.")
        assert re.sub(r"</?code>", "", html.strip()).count("<") == 2  # the paragraph's own
    assert "@alle" not in safe(text)  # in code, GitHub makes no mention of it


# ---- search --------------------------------------------------------------------------------------------


@cache
def indeks() -> Indeks:
    """Index the shipped data once."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    made = bygg_sokefiler(katalog, les_sokevokabular(ROT / "schema" / "vokabular"))
    return Indeks(made.regler, made.indeks)


@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(
            [
                "skole",
                "ikke",
                "min",
                "sønn",
                "+",
                "-",
                "~2",
                "*",
                ":",
                "navn:",
                "^10",
                " ",
                "å",
                "a\u030a",
                "ﬁ",
                "ß",
                "İ",
            ]
        ),
        max_size=12,
    ).map("".join)
)
@example("a" * 3000)
@example("ikke " * 400)
def test_any_words_can_be_searched_for(text: str) -> None:
    """No query is an error, and lunr's own signs mean nothing."""
    svar = sok(indeks(), text)
    assert len(svar.treff) <= 20


# ---- names of files ------------------------------------------------------------------------------------


@given(st.lists(st.binary(min_size=1, max_size=40).map(lambda raw: re.sub(rb"[/\0]", b"x", raw)), max_size=8))
@example(["é.yml".encode(), "e\u0301.yml".encode(), b"A.yml", b"a.yml", b"a.YML", b"\xff.yml", b"-.yml", b"a b.yml"])
def test_any_name_of_a_file_is_a_post_or_is_told(names: list[bytes]) -> None:
    """Whatever a file is called, it is read under a name that can be printed, refused in words, or left alone."""
    with tempfile.TemporaryDirectory() as folder:
        inside = os.fsencode(Path(folder, "tiltak"))
        os.mkdir(inside)  # noqa: PTH102 - names of bytes
        for name in {name for name in names if name not in {b".", b".."}}:
            with open(os.path.join(inside, name), "wb"):  # noqa: PTH118, PTH123
                pass
        for name, problem in files(Path(folder), "tiltak"):
            if problem is None:
                assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yml", name)
            else:
                assert problem.fil.isprintable()
                assert problem.melding
                assert not problem.forslag or problem.forslag.endswith(ENDING)
