"""Plain language: how sentences are cut, LIX is counted and words are told; and all our own texts pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.load import load
from generator.model import Form, Stoppord
from generator.problem import Grad, Problem
from generator.rules.klarsprak import (
    HEAVIEST_LIX,
    LONGEST_SENTENCE,
    Ordliste,
    lix,
    sentences,
    without_marks,
)
from tests.fasit import read, vocabulary
from tests.prosjekt import I_DAG, POST, ROT, lag, prov

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN_LONGEST = 20
"""The words of the site itself keep to shorter sentences than what owners are warned of."""

LANG = (
    "Dette er en setning som bare fortsetter og fortsetter med nye ord helt til den har flere ord enn noen "
    "orker å lese på en gang en travel dag."
)
TUNG = (
    "Kommunen iverksetter tverrfaglige samarbeidsordninger gjennom koordinerende virksomhetsledere og "
    "kompetansemiljøer.\n\nSamarbeidsordningene forutsetter samtykkeerklæringer underskrevet av foresatte, "
    "barnevernsfaglige vurderinger og helhetlige kartleggingsverktøy. "
) * 3


@pytest.fixture(scope="module")
def rot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project without a fault."""
    return lag(tmp_path_factory.mktemp("prosjekt"))


def told(rot: Path, kort: str = "", beskrivelse: str = "") -> list[Problem]:
    """Return what is told of one post with these texts."""
    lines = POST.replace("Babysvømming", "Prøven").splitlines()
    for number, line in enumerate(lines):
        if kort and line.startswith("kort:"):
            lines[number] = f'kort: "{kort}"'
        if beskrivelse and line.startswith("beskrivelse:"):
            text = "\n".join(f"  {part}" if part else "" for part in beskrivelse.strip().split("\n"))
            lines[number] = f"beskrivelse: |\n{text}"
    raw = ("\n".join(lines) + "\n").encode()
    return [p for p in prov(rot, "tiltak/proven.yml", raw).problemer if p.fil == "tiltak/proven.yml"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Kom innom. Du trenger ikke time.", ["Kom innom.", "Du trenger ikke time."]),
        ("Åpent kl. 08.00–15.00 hver dag.", ["Åpent kl. 08.00–15.00 hver dag."]),
        ("Vi bruker f.eks. Lego og bl.a. Duplo.", ["Vi bruker f.eks. Lego og bl.a. Duplo."]),
        ("Ring nr. 2. Så 3.", ["Ring nr. 2.", "Så 3."]),
        ("Er du lei deg? «Ja!» sier mange.", ["Er du lei deg?", "«Ja!» sier mange."]),
        ("Du kan få:\n\n- råd\n- veiledning", ["Du kan få:", "råd", "veiledning"]),
        ("1. Kom innom.\n2. Si hei.", ["Kom innom.", "Si hei."]),
        ("Vi møtes i 2. etasje den 3. mai.", ["Vi møtes i 2. etasje den 3. mai."]),
        ("Les [mer her](https://eksempel.no/a.b?c=D. E) i dag.", ["Les mer her i dag."]),
        ("", []),
        ("… !", []),
    ],
)
def test_sentences_are_cut_where_people_stop(text: str, parts: list[str]) -> None:
    """A sentence ends at its stop; an abbreviation, a time and a number in a row end none; an item is one."""
    found = [" ".join(s.tekst.split()) for s in sentences(text)]
    assert found == parts


def test_sentences_know_where_they_begin() -> None:
    """The place of a sentence is the place of its first word in the text as typed."""
    text = "**Først** dette. Så det.\n\n- [Et punkt](https://eksempel.no)"
    assert [text[s.start : s.start + 2] for s in sentences(text)] == ["Fø", "Så", "Et"]


def test_marks_keep_every_place() -> None:
    """Markdown is blanked out character by character, so that places in the text stay."""
    text = "Se [her](https://eksempel.no) og **der**."
    assert len(without_marks(text)) == len(text)
    assert without_marks(text).split() == ["Se", "her", "og", "der", "."]


def test_lix_is_counted_as_the_formula_says() -> None:
    """LIX is words per sentence plus the share of words of more than six letters in per cent."""
    assert lix("Vi ser. Du ler.") == 2
    assert lix("Barnehagen hjelper barnet ditt.") == 4 + 50
    assert lix("") == 0
    assert lix("**…**") == 0


def test_words_are_found_whole_and_in_any_case() -> None:
    """A heavy word is found in every spelling on the list, not inside another word, and keeps its capital."""
    forms = (Form("samt", "og"), Form("i hht.", "etter"))
    ordliste = Ordliste({"samt": Stoppord("samt", {"nb": "samt"}, former=forms)})
    found = list(ordliste.find("Samt dette, samtale, i\nhht. loven og mini-samt. Samtidig: SAMT"))
    assert [(f.skrevet, f.plainer) for f in found] == [("Samt", "Og"), ("i\nhht.", "etter"), ("SAMT", "Og")]


def test_an_empty_list_finds_nothing() -> None:
    """A municipality that empties the list is told of no word."""
    assert list(Ordliste({}).find("iht. dette")) == []


def test_long_sentence_is_told_on_its_line(rot: Path) -> None:
    """A sentence of too many words is told where it begins, with how many it has."""
    (problem,) = told(rot, beskrivelse=f"Vi hjelper deg.\n\nKort først. {LANG}")
    assert (problem.grad, problem.felt) == (Grad.ADVARSEL, "Beskrivelse")
    assert problem.melding.startswith(f"Setningen har {len(LANG.split())} ord.")
    lines = [n for n, line in enumerate(POST.splitlines(), 1) if line.startswith("beskrivelse:")]
    assert problem.linje == lines[0] + 3
    assert problem.kolonne == len("  Kort først. ") + 1


def test_sentence_of_25_words_is_let_be(rot: Path) -> None:
    """The limit itself is no fault."""
    text = " ".join(["ord"] * LONGEST_SENTENCE) + "."
    assert told(rot, beskrivelse=text) == []
    assert len(told(rot, beskrivelse=f"ord {text}")) == 1


def test_heavy_text_is_told_from_60_words(rot: Path) -> None:
    """A heavy text is told with its LIX, but not one too short to say anything of."""
    heavy = TUNG.replace("iverksetter", "starter")
    found = [p for p in told(rot, beskrivelse=heavy) if "LIX" in p.melding]
    assert [p.felt for p in found] == ["Beskrivelse"]
    assert not [p for p in told(rot, beskrivelse=heavy[:200]) if "LIX" in p.melding]


def test_heavy_word_is_told_with_a_line_that_mends_it(rot: Path) -> None:
    """Each heavy word is told, and the line to paste is the same line with the plainer word in it."""
    (problem,) = told(rot, kort="Vi hjelper deg iht. loven.")
    assert problem.melding == "«iht.» er tungt å lese. Skriv heller «etter»."
    assert problem.forslag == 'kort: "Vi hjelper deg etter loven."'
    assert told(rot, kort="Vi hjelper deg etter loven.") == []


def test_word_without_a_plainer_one_is_told_with_advice(rot: Path) -> None:
    """Where no word can take its place, the advice says what to do, and nothing is to be pasted."""
    (problem,) = told(rot, kort="Her tilbys hjelp.")
    assert problem.melding.startswith("«tilbys» er tungt å lese. Skriv til leseren:")
    assert problem.forslag == ""


# ---- the shipped list and the shipped texts --------------------------------------------------------------


def test_the_list_is_worth_having() -> None:
    """The list has sixty words or more, each with a plainer spelling or an advice, and none stands twice."""
    words = vocabulary("klarsprak")
    assert len(words) >= 60
    spellings = [form["ord"].casefold() for word in words.values() for form in word["former"]]
    assert len(spellings) == len(set(spellings))
    helpless = [i for i, word in words.items() if "forklaring" not in word and "skriv" not in word["former"][0]]
    assert helpless == []


def test_no_plainer_word_is_itself_on_the_list() -> None:
    """What the list says to write instead passes the list."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    ordliste = Ordliste(katalog.vokabular.klarsprak)
    words = katalog.vokabular.klarsprak.values()
    plainer = [form.skriv for word in words for form in word.former if form.skriv]
    assert [(text, t.skrevet) for text in plainer for t in ordliste.find(text)] == []


def test_every_shipped_post_is_plain() -> None:
    """No post we ship has a long sentence, a heavy text or a heavy word."""
    grave = ("Setningen har", "Teksten er tung", "» er tungt å lese")
    found = [p for p in load(ROT, I_DAG).problemer if any(mark in p.melding for mark in grave)]
    assert [(p.fil, p.linje, p.melding) for p in found] == []


def strings(part: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a tree with its path."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from strings(value, f"{path}.{key}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from strings(value, f"{path}.{number}")
    else:
        yield path, str(part)


def test_a_foreign_letter_is_no_word_of_the_list() -> None:
    """An i without its dot is found as an i, and is another letter: «ıht» is on no list."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    ordliste = Ordliste(katalog.vokabular.klarsprak)
    word = next(form.ord for s in katalog.vokabular.klarsprak.values() for form in s.former if "i" in form.ord)
    assert [h.skrevet for h in ordliste.find(f"{word} {word.replace('i', 'ı')}")] == [word]


def test_the_words_of_the_site_are_plain() -> None:
    """No sentence the site itself says has more than 20 words, and none has a heavy word."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    ordliste = Ordliste(katalog.vokabular.klarsprak)
    files = (ROT / "generator" / "tekster" / f"{name}.yml" for name in ("nb", "redaksjonen"))
    texts = {f"{file.stem}{where}": text for file in files for where, text in strings(read(file))}
    assert [(p, s.tekst) for p, t in texts.items() for s in sentences(t) if s.ord > OWN_LONGEST] == []
    assert [(p, h.skrevet) for p, t in texts.items() for h in ordliste.find(t)] == []


def test_the_hand_written_pages_are_light() -> None:
    """The hand-written pages are no heavier than what owners are asked for."""
    heavy = {p.name: lix(p.read_text("utf-8")) for p in (ROT / "sider").glob("*.md")}
    assert {name: weight for name, weight in heavy.items() if weight > HEAVIEST_LIX} == {}
