"""How words are read: the fasit says it for some thousand texts, and Python and the page's JavaScript give it alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser

from benchmarks.relevans import read
from benchmarks.sok import shipped
from generator.search.analysis import Analyse, Regler
from generator.search.sokevokabular import kompiler, les_sokevokabular

ROT = Path(__file__).parents[1]
FASIT = ROT / "tests" / "sok" / "analyse.jsonl"
"""Each line: a text, its terms, its terms as a phrase, and the term of it as a name."""

ODD = (
    *(
        "",
        " ",
        "-",
        "å",
        "a\u030a",
        "A\u030a",
        "ø",
        "o\u0338",
        "æ",
        "Æ",
        "AE",
        "aa",
        "Aa",
        "oe",
        "ö",
        "ä",
        "é",
        "e\u0301",
    ),
    *(
        "STRAẞE",
        "straße",
        "ﬁn",
        "ﬀ",
        "İstanbul",
        "ıstanbul",
        "１２",
        "ｆｕｌｌ",
        "😀",
        "👨‍👩‍👧 familie",
        "🇳🇴",
        "x\u200dy",
    ),
    *("ord\u00addeling", "null\u200bbredde", "hardt\u00a0mellomrom", "smalt\u202fmellomrom", "\ufeffbom", "fane\tfane"),
    *(
        "linje\nlinje",
        "linje\u2028linje",
        "av\u2013snitt",
        "bind\u2011strek",
        "a\u2010b",
        "mamma's",
        "d’accord",
        "«sitat»",
    ),
    *("davvisámegiella", "Åarjelsaemien", "čđŋšŧž", "Nååmesje", "Ελλάδα", "Россия", "українська", "العربية", "עברית"),
    *(
        "中文",
        "日本語",
        "한국어",
        "ไทย",
        "हिन्दी",
        "ǅ",
        "ŉ",
        "Σίσυφος",
        "ΌΣΟΣ",
        "a" * 300,
        "+*~^:-",
        '"<script>',
        "&amp;",
        "\\n",
    ),
    *("\u0000", "\u001f", "\u007f", "\u0085", "\ud7ff", "\ue000", "\uffff", "𝒜𝓁𝓁", "①", "½", "Ⅻ", "ª", "x²"),
    *(
        "ikke",
        "!",
        "ikke ikke",
        "mamma",
        "min mamma",
        "vil ikke på skolen",
        "pp-tjenesten",
        "e-post",
        "24/7",
        "3-åring",
    ),
)


def texts() -> Iterator[str]:
    """Yield what is read: odd text, what people say for each concept, names and keywords, and searches, each once."""
    vokabular = les_sokevokabular(ROT / "schema" / "vokabular")
    said = chain.from_iterable((*b.ord, *b.fraser[::5], *b.nynorsk, *b.engelsk) for b in vokabular.begreper)
    own = chain.from_iterable((t.navn, t.navn.upper(), *t.stikkord) for t in shipped().tiltak.values())
    searches = (s.tekst for s in read("still_inn"))
    yield from dict.fromkeys(chain(ODD, (normalize("NFD", t) for t in ODD), said, own, searches))


def told(analyse: Analyse) -> str:
    """Return how an analysis reads every text."""
    rows = ([t, analyse.termer(t), analyse.frase(t), analyse.nokkel(analyse.tokens(t))] for t in texts())
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


@pytest.fixture(scope="module")
def regler() -> Regler:
    """Return the rules of the shipped vocabulary."""
    return kompiler(les_sokevokabular(ROT / "schema" / "vokabular"))


def test_words_are_read_as_the_fasit_says(regler: Regler, pytestconfig: pytest.Config) -> None:
    """Every text gives what stands in the file. A rule that is changed shows here which words it changes."""
    made = told(Analyse(regler))
    if pytestconfig.getoption("bless"):
        FASIT.write_text(made, encoding="utf-8", newline="\n")
    fasit = FASIT.read_text(encoding="utf-8")
    assert fasit.count("\n") > 3000
    assert [pair for pair in zip(fasit.split("\n"), made.split("\n"), strict=False) if pair[0] != pair[1]] == []
    assert fasit == made


def test_the_page_reads_words_as_the_fasit_says(regler: Regler, nettleser: Browser, tjener: str) -> None:
    """The real JavaScript, in Chromium, gives the same bytes."""
    page = nettleser.new_page()
    page.goto(f"{tjener}finn/")
    made = page.evaluate(
        """async ([texts, regler]) => {
            const { Analyse } = await import("../assets/js/sok/analyse.js");
            const a = new Analyse(regler);
            const row = (t) => [t, a.termer(t), a.frase(t), a.nokkel(a.tokens(t))];
            return texts.map((t) => JSON.stringify(row(t)) + "\\n").join("");
        }""",
        [list(texts()), asdict(regler)],
    )
    page.close()
    fasit = FASIT.read_bytes().decode()
    assert [pair for pair in zip(fasit.split("\n"), made.split("\n"), strict=False) if pair[0] != pair[1]] == []
    assert fasit == made
