"""Answers in the form «Nytt tilbud»: real bodies become posts, hostile ones stay text or are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.github.felt import Sporsmal, questions
from generator.github.filer import NYTT, unit_names
from generator.github.forslag import judge_answer
from generator.github.svar import read_answer
from generator.judging.skjema import inlined
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.problem import Grad
from tests.prosjekt import I_DAG, ROT, lag

if TYPE_CHECKING:
    from pathlib import Path

    from generator.github.svar import Svar

SVAR: dict[str, Any] = {
    "navn": "Åpen barnehage på Høylandet",
    "kort": "Kom og lek sammen med barnet ditt.",
    "beskrivelse": "Vi leker og spiser frukt.\n\n- Ta med innesko\n- Det er gratis",
    "type": "Møteplass",
    "status": "I drift",
    "enhet": "Eksempelenheten (eksempel)",
    "kommuner": ["Høylandet"],
    "malgrupper": ["Gravide", "Foreldre"],
    "alder.fra": "0",
    "alder.til": "5",
    "tema": ["Å være forelder"],
    "tilgang.ta_kontakt_selv": "Ja",
    "kostnad.type": "Gratis",
    "kontakt.telefon": "07100",
    "kontakt.apningstid": "12:30",
    "stikkord": "barnetreff, åpen bhg\ntreff; no",
    "synlighet": ["For familier"],
    "bti": ["0 Undring og avklaring"],
}

SKJEMA = read_grunnlag(ROT).skjema("tiltak")
SPORSMAL = {".".join(q.path): q for q in questions(inlined(read_grunnlag(ROT).filled["tiltak"]), {"eksempel": "X"})}
TALL = [felt for felt in SPORSMAL if felt.startswith("alder.")]
TEKST = [felt for felt, q in SPORSMAL.items() if q.kind in ("input", "textarea") and felt not in TALL]
VALG = [felt for felt, q in SPORSMAL.items() if q.kind == "dropdown"] + TALL
BOKSER = [felt for felt, q in SPORSMAL.items() if q.kind == "checkboxes"]
"""Every question of the form by its kind: a new one is tried without being named here."""

HOSTILE = (
    "$(touch /tmp/x) `id` ; rm -rf / && echo ${HOME} | sh",
    'x"\nstatus: "avsluttet',
    "x\n---\nnavn: annet",
    "!!python/object/apply:os.system ['id']",
    "&a [*a, *a]",
    "../../.github/workflows/sjekk",
    "..\\..\\windows\\system32",
    "[trykk](javascript:alert(1)) ![x](https://ond.example/p.png) @alle #1",
    "<script>alert(1)</script>",
    "{{ secrets.GITHUB_TOKEN }} ${{ github.token }}",
    "- [X] For ansatte",
    "::set-output name=x::y\n::error::z",
    "no",
    "07100",
    "2026-11-21",
    "# overskrift",
    ": kolon",
    "'enkel' \"dobbel\" \\ skråstrek",
    "💙 emoji",
    "a" * 5000,
    "_No response_ men likevel",
)


@pytest.fixture(scope="module")
def sporsmal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sporsmal, ...]:
    """Return the questions as the small project asks them."""
    katalog = load(lag(tmp_path_factory.mktemp("sporsmal") / "prosjekt"), I_DAG).katalog
    assert katalog is not None
    return questions(inlined(read_grunnlag(ROT).filled["tiltak"]), unit_names(katalog))


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Make a small project without a fault."""
    return lag(tmp_path / "prosjekt")


def kropp(sporsmal: tuple[Sporsmal, ...], answers: dict[str, Any], newline: str = "\n") -> str:
    """Write the body as GitHub does: a heading for each question, boxes ticked or not, «_No response_»."""
    parts = []
    for question in sporsmal:
        answer = answers.get(".".join(question.path), "")
        if question.kind == "checkboxes":
            text = "\n".join(f"- [{'X' if label in answer else ' '}] {label}" for label in question.valg)
        else:
            text = answer or "_No response_"
        parts += [f"### {question.label}", "", text, ""]
    parts += ["### Personvern", "", "- [X] Jeg har ikke skrevet navn.", "- [X] Telefon er felles."]
    return newline.join("\n".join(parts).split("\n"))


def svar(rot: Path, body: str) -> Svar:
    """Judge one body."""
    return judge_answer(rot, I_DAG, body)


def test_a_real_answer_becomes_a_valid_post(sporsmal: tuple[Sporsmal, ...], rot: Path) -> None:
    """Every answer stands in the file, in quotation marks, in the schema's order; the rules find no FEIL."""
    made = svar(rot, kropp(sporsmal, SVAR))
    assert made.fil == "tiltak/apen-barnehage-pa-hoylandet.yml"
    assert [p.melding for p in made.problemer if p.grad is not Grad.MANGLER] == []
    assert made.tekst.startswith("# yaml-language-server: $schema=../schema/tiltak.schema.json\nnavn: ")
    (rot / made.fil).write_text(made.tekst, "utf-8")
    katalog = load(rot, I_DAG).katalog
    assert katalog is not None
    t = katalog.tiltak["apen-barnehage-pa-hoylandet"]
    assert (t.navn, t.type, t.status) == ("Åpen barnehage på Høylandet", "moteplass", "i-drift")
    assert (t.kommuner, t.bti, t.risikofaktorer) == (("hoylandet",), (0,), ())
    assert t.kontakt is not None
    assert (t.kontakt.telefon, t.kontakt.apningstid) == ("07100", "12:30")
    assert t.stikkord == ("barnetreff", "åpen bhg", "treff", "no")
    assert t.beskrivelse == SVAR["beskrivelse"] + "\n"


def test_windows_line_ends_make_the_same_post(sporsmal: tuple[Sporsmal, ...], rot: Path) -> None:
    """The body as GitHub really sends it, with CR LF, gives the same bytes."""
    plain = svar(rot, kropp(sporsmal, SVAR))
    assert svar(rot, kropp(sporsmal, SVAR, "\r\n")) == plain
    assert "\r" not in plain.tekst


@pytest.mark.parametrize("felt", ["navn", "kort", "type", "kommuner", "tema", "tilgang.ta_kontakt_selv"])
def test_what_must_be_answered_is_named(sporsmal: tuple[Sporsmal, ...], rot: Path, felt: str) -> None:
    """An empty answer where one is needed gives a problem with the question's own words, and no file."""
    made = svar(rot, kropp(sporsmal, {k: v for k, v in SVAR.items() if k != felt}))
    label = next(q.label for q in sporsmal if ".".join(q.path) == felt)
    assert made.tekst == ""
    assert [(p.felt, p.melding) for p in made.problemer] == [(label, "Her må du svare.")]


def lest(sporsmal: tuple[Sporsmal, ...], answers: dict[str, Any]) -> Svar:
    """Read one answer without judging it by the rules of the whole."""
    return read_answer(kropp(sporsmal, answers), sporsmal, SKJEMA, {"babysvomming"})


def as_text(tekst: str) -> dict[str, Any]:
    """Read YAML with every value as the text that stands there."""
    read: dict[str, Any] = yaml.load(tekst, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    return read


def taken_out(data: dict[str, Any], felt: str) -> object:
    """Take one value out of a post and return it; what then holds nothing goes too."""
    *way, last = felt.split(".")
    place = data
    for step in way:
        place = place.get(step, {})
    value = place.pop(last, None)
    if way and not place:
        data.pop(way[0], None)
    return value


def test_every_field_is_tried() -> None:
    """Each question of the form is a text, a choice or boxes, and is tried with hostile words as such."""
    assert sorted([*TEKST, *VALG, *BOKSER]) == sorted(SPORSMAL)
    assert min(len(TEKST), len(VALG), len(BOKSER)) > 4


@pytest.mark.parametrize("felt", TEKST)
def test_hostile_text_stays_text(sporsmal: tuple[Sporsmal, ...], rot: Path, felt: str) -> None:
    """In a text field anything is that text or is refused: never another field, file, tag or document."""
    plain = lest(sporsmal, SVAR).tekst
    written = set()
    for number, ond in enumerate(HOSTILE):
        names = {"navn": f"Tilbud {number}"} if felt != "navn" else {}
        made = lest(sporsmal, SVAR | names | {felt: ond})
        if not made.tekst:
            assert felt == "navn"
            assert made.problemer[0].felt == "Navn"
            continue
        assert re.fullmatch(r"tiltak/[a-z0-9]+(-[a-z0-9]+)*\.yml", made.fil)
        read, wanted = as_text(made.tekst), as_text(plain)
        said = taken_out(read, felt)
        taken_out(wanted, felt)
        box = f"{ond}\n" if "\n" in ond else ond
        whole: object = box if SPORSMAL[felt].kind == "textarea" else " ".join(ond.split())
        if felt == "stikkord":
            whole = [part.strip() for part in re.split(r"[,;\n]", ond) if part.strip()]
        assert said == whole
        assert read == wanted | names
        (rot / made.fil).write_text(made.tekst, "utf-8")
        written.add(made.fil)
    assert {problem.fil for problem in load(rot, I_DAG).problemer if problem.grad is Grad.FEIL} <= written


@pytest.mark.parametrize("felt", VALG)
def test_hostile_choices_are_refused(sporsmal: tuple[Sporsmal, ...], felt: str) -> None:
    """Where the form has choices, or asks for a number, anything else is refused in Norwegian."""
    for ond in HOSTILE:
        made = lest(sporsmal, SVAR | {felt: ond})
        if felt in TALL and ond.isdigit():
            continue
        assert made.tekst == ""
        assert made.problemer[0].melding in (
            "Svaret er ikke et av valgene i skjemaet.",
            "Skriv alderen som et helt tall.",
        )


@pytest.mark.parametrize("felt", BOKSER)
@pytest.mark.parametrize("ond", ["- [X] Et annet sted", "namsos", "- [X]", "- [x] $(id)"])
def test_boxes_of_ones_own_are_refused(sporsmal: tuple[Sporsmal, ...], felt: str, ond: str) -> None:
    """A line that is no box of the form is refused, not left out."""
    label = next(q.label for q in sporsmal if ".".join(q.path) == felt)
    body = kropp(sporsmal, SVAR).replace(f"### {label}\n\n", f"### {label}\n\n{ond}\n")
    made = read_answer(body, sporsmal, SKJEMA, set())
    assert [(p.felt, p.melding) for p in made.problemer] == [(label, "Svaret er ikke et av valgene i skjemaet.")]


@pytest.mark.parametrize("felt", TEKST)
@pytest.mark.parametrize("overskrift", ["### Status", "### Navn\n\nAnnet navn", "### Personvern"])
def test_a_heading_in_an_answer_is_refused(
    sporsmal: tuple[Sporsmal, ...], rot: Path, felt: str, overskrift: str
) -> None:
    """A text that holds the heading of another question is not guessed at."""
    made = svar(rot, kropp(sporsmal, SVAR | {felt: f"Tekst\n\n{overskrift}\n\nAvsluttet"}))
    assert made.tekst == ""
    assert "står to ganger" in made.problemer[0].melding


@pytest.mark.parametrize(
    ("body", "melding"),
    [
        ("", "Vi kjenner ikke igjen skjemaet."),
        ("Hei, kan dere legge til noe?", "Vi kjenner ikke igjen skjemaet."),
        ("### Status\n\nI drift\n\n### Navn\n\nx", "Vi kjenner ikke igjen skjemaet."),
        ("### Navn\n\n" + "å" * 70_000, "Svaret er for langt."),
    ],
)
def test_what_is_no_answer_is_refused(rot: Path, body: str, melding: str) -> None:
    """An empty, free, shuffled or huge body gives one sentence."""
    made = svar(rot, body)
    assert made.tekst == ""
    assert made.problemer[0].melding.startswith(melding)


@pytest.mark.parametrize("navn", ["💙💙", "...", "con", "/", "日本"])
def test_a_name_without_letters_gives_no_file(sporsmal: tuple[Sporsmal, ...], rot: Path, navn: str) -> None:
    """A name that can be no address is refused."""
    made = svar(rot, kropp(sporsmal, SVAR | {"navn": navn}))
    assert made.tekst == ""
    assert any("kan ikke brukes som adresse" in p.melding for p in made.problemer)


def test_a_post_that_is_there_is_not_written_over(sporsmal: tuple[Sporsmal, ...], rot: Path) -> None:
    """The name of a measure that is there already is refused."""
    made = svar(rot, kropp(sporsmal, SVAR | {"navn": "Babysvømming"}))
    assert made.tekst == ""
    assert [p.melding for p in made.problemer] == [
        "Det finnes alt et tilbud med adressen «babysvomming». Gi dette et annet navn, eller rett det som finnes."
    ]


def test_the_promise_must_be_ticked(sporsmal: tuple[Sporsmal, ...], rot: Path) -> None:
    """An answer where the boxes about privacy were taken out is refused."""
    body = kropp(sporsmal, SVAR).replace("- [X] Telefon er felles.", "- [ ] Telefon er felles.")
    assert [p.felt for p in svar(rot, body).problemer] == ["Personvern"]


def test_the_rules_of_the_overview_hold(sporsmal: tuple[Sporsmal, ...], rot: Path) -> None:
    """What ``tiltak sjekk`` refuses is refused here, with the same words."""
    made = svar(rot, kropp(sporsmal, SVAR | {"beskrivelse": "Ring <b>nå</b>", "alder.fra": "9"}))
    assert made.tekst == ""
    assert any("HTML" in p.melding for p in made.problemer)


def test_the_form_asks_what_is_read(sporsmal: tuple[Sporsmal, ...]) -> None:
    """The form in the repository has these questions, each label once, and no choice twice."""
    form = yaml.safe_load((ROT / NYTT).read_text("utf-8"))
    asked = [element for element in form["body"] if element["type"] != "markdown"]
    labels = [element["attributes"]["label"] for element in asked]
    assert labels == [*(question.label for question in sporsmal), "Personvern"]
    assert len(set(labels)) == len(labels)
    idents = [element["id"] for element in asked]
    assert len(set(idents)) == len(idents)
    for element in asked:
        options = [o["label"] if isinstance(o, dict) else o for o in element["attributes"].get("options", ())]
        assert len(set(options)) == len(options)
