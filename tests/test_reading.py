"""Reading what strangers write: as typed, whatever the bytes, and calm in the face of the hostile."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.judging.blank import lines_of
from generator.judging.judge import MAX_PROBLEMS, Judged, judge
from generator.judging.skjema import choices
from generator.judging.typed import build
from generator.load_vokabular import read_grunnlag
from generator.model import Enhet, Tiltak
from generator.problem import Grad, Problem
from generator.reading import yamlfile
from generator.reading.nodes import Mapping, Scalar, scalars
from generator.reading.yamlfile import read
from generator.rules.textchecks import check_texts
from generator.spelling import from_to
from tests.prosjekt import FEIL, POST, ROT, timed

GRUNNLAG = read_grunnlag(ROT)
SKJEMA = {navn: GRUNNLAG.skjema(navn) for navn in ("tiltak", "enhet")}
LESERE = (yaml.CBaseLoader, yaml.BaseLoader)
SEKUNDER = 2.0
ORDINARY = 2000
"""So many ordinary posts are read in two seconds. A machine that is slower than that is slower with these too."""


@pytest.fixture(params=LESERE, ids=lambda loader: loader.__name__)
def leser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with libyaml, then with PyYAML's own reader."""
    monkeypatch.setattr(yamlfile, "LOADER", request.param)


def read_and_judge(raw: bytes, navn: str = "tiltak") -> tuple[Judged, list[Problem]]:
    """Read one file all the way; return the verdict and all that is wrong."""
    document = read(raw, f"{navn}/x.yml", SKJEMA[navn].titler, SKJEMA[navn].under)
    judged = judge(document, SKJEMA[navn], check_texts(document, SKJEMA[navn], frozenset()))
    return judged, list(judged.problems)


def fill(text: str) -> bytes:
    """Return as much of a text as one file may hold."""
    return (text * (64 * 1024 // len(text.encode())))[: 64 * 1024 - 200].encode()[: 64 * 1024]


BOMBE = "\n".join(
    ["a: &a [lol, lol]", *(f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True))]
)

FIENDTLIG = {
    "alias-bombe": BOMBE.encode(),
    "hundre-tusen-lag": b"[" * 100_000,
    "lag-i-lag": fill("["),
    "lag-av-felt": fill("{a: "),
    "lag-av-streker": fill("- "),
    "ti-megabyte": b"navn: x\n" * 1_250_000,
    "bygger-objekt": b'navn: !!python/object/apply:os.system ["echo farlig"]\n',
    "bygger-modul": b"navn: !!python/module:os\n",
    "ikke-utf-8": b"navn: \xe5pen barnehage\n",
    "utf-16": "navn: Åpen\n".encode("utf-16"),
    "nullbyte": b"navn: a\x00b\n",
    "bare-nuller": b"\x00" * 60_000,
    "apent-sitat": b'navn: "' + fill("a\n"),
    "sitattegn": fill('"'),
    "mange-feil": fill('kort: "a\n'),
    "mange-kolon": fill("a: b: c\n"),
    "mange-like-felt": fill("navn: x\n"),
    "mange-ukjente-felt": "".join(f"felt{n}: x\n" for n in range(4000)).encode(),
    "blandet-liste": b"bti: [" + fill("0, x, ") + b"]",
    "ulike-ord-i-liste": b"malgrupper: [" + ", ".join(f"bern{n}" for n in range(6000)).encode() + b"]",
    "ulike-ord-under-hverandre": b"tema:\n" + "".join(f"  - rusx{n}\n" for n in range(5000)).encode(),
    "merker-i-foldet-tekst": b"beskrivelse: >\n" + b"  tekst <b>x</b> og mer\n" * 2400,
    "nummertegn-etter-sitat": b"stikkord:\n" + b'  - "a"#b\n' * 6000,
    "flate-grupper": fill("kostnad:\ntype: x\n"),
    "blanke-under-gruppe": b"kostnad:\n" + b"   \n" * 14_000 + b"type: x\n",
    "langt-tall": b"alder: {fra: " + b"9" * 60_000 + b"}\n",
    "lang-adresse": b'kontakt: {epost: "a@' + b"." * 60_000 + b' "}\n',
    "lang-prikkrad": b"kort: " + b"." * 60_000 + b"@\n",
    "mellomrom-etter-om": b"om:" + b" " * 60_000 + b"x\n",
    "mellomrom-foran-felt": b'type: "a"' + b" " * 60_000 + b"B: [\n",
    "mellomrom-og-nummertegn": b"kort: x" + b" " * 60_000 + b"y#z\n",
    "hakeparenteser": b'beskrivelse: "' + fill("[") + b'"\n',
    "lenker": b"beskrivelse: |\n  " + fill("](["),
    "mange-dokumenter": fill("---\n"),
    "apne-krolleparenteser": fill(" alder: {\n  fra: 1\n"),
    "tekster-over-to-linjer": "".join(f"f{n}: a\n b\n" for n in range(5500)).encode(),
    "blanke-linjer-i-tekst": b'kort: "a' + b"\n" * 60_000 + b'"\n',
    "konflikter": fill("<<<<<<< \n=======\n>>>>>>> \n"),
    "html-i-felt": "".join(f"felt{n}: <b>\n" for n in range(4000)).encode(),
    "fodselsnumre": fill("# 01819000049\n"),
    "direktiver": fill("%YAML 1.1\n"),
    "tom": b"",
    "bare-kommentar": b"# hei\n",
    "bare-tekst": b"hei\n",
    "bare-liste": b"- hei\n",
}


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize("raw", FIENDTLIG.values(), ids=FIENDTLIG.keys())
def test_hostile_is_a_calm_feil(raw: bytes) -> None:
    """Hostile input is a FEIL in plain words, in less than two seconds, with either reader."""
    spent, (judged, problems) = timed(lambda: read_and_judge(raw))
    assert spent < SEKUNDER or spent < ORDINARY * timed(lambda: read_and_judge(POST.encode()))[0]
    assert judged.data is None
    assert any(problem.grad is Grad.FEIL for problem in problems)
    assert all(problem.melding and "Traceback" not in problem.melding for problem in problems)
    assert len(problems) <= MAX_PROBLEMS + 1


def test_many_warnings_do_not_become_a_feil() -> None:
    """So many problems of a file are told, whoever finds them; that there are more is no graver than they are."""
    partnere = ", ".join(f"http://x/{n}" for n in range(150))
    judged, problems = read_and_judge(f"{POST}partnere: [{partnere}]\n".encode())
    assert judged.data is not None
    assert len(problems) == MAX_PROBLEMS + 1
    assert {problem.grad for problem in problems} == {Grad.ADVARSEL}
    assert problems[0].melding == "Det er 50 problemer til i filen. Rett disse først."


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("6-12", (6, 12)),
        ("Fra 6 til 12 år", (6, 12)),
        ("0–5", (0, 5)),
        ("Fra 13 år, 2-3 ganger i uka", None),
        ("2024-2026", None),
        ("13+", None),
        ("12-6", None),
        ("6-18 måneder", None),
    ],
)
def test_an_age_is_read_only_where_nothing_else_is_said(text: str, ends: tuple[int, int] | None) -> None:
    """Two numbers in a sentence are no age: a wrong one proposed is worse than none."""
    assert from_to(text) == ends


# ---- what no one sees -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize(
    "sign",
    ["\u200b", "\u3164", "\u115f\u1160", "\u2800", "\U000e0041", "\ufe0f", "\u200d", "\xad", r"\u3164", r"\u202e"],
    ids=ascii,
)
def test_a_name_of_what_no_one_sees_is_a_feil(sign: str) -> None:
    """A text without a sign that can be seen is no text, however the signs are written."""
    assert [problem.linje for problem in feil(with_field("navn", f'navn: "{sign}"'))] == [1]


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize("sign", ["\u200b", "\xad", "\u3164", "\u202e", "\x07"], ids=ascii)
def test_what_no_one_sees_is_left_out(sign: str) -> None:
    """Inside a word it is left out of the line to paste, with no space in its place; in a key and a comment too."""
    for line in (f'navn: "Baby{sign}sang"  # a', f'navn: "Babysang"  # {sign}a', f'"na{sign}vn": "Babysang"'):
        told = [problem for problem in read_and_judge(with_field("navn", line).encode())[1] if problem.linje == 1]
        assert [problem.forslag for problem in told] == [line.replace(sign, "")]


def test_signs_that_change_the_one_before_are_left_alone() -> None:
    """Emoji and letters may have signs of their own that no one sees alone."""
    assert read_and_judge(with_field("navn", 'navn: "Bad ☺\ufe0f og 👨\u200d👩"').encode())[1] == []


@pytest.mark.parametrize("raw", [b"\x07", b"\x00\x00\n\x01", "\u200b\n\u3164".encode()])
def test_a_file_of_what_no_one_sees_is_told_so(raw: bytes) -> None:
    """A file of control characters has no comments, and is not said to."""
    assert [problem.melding for problem in read_and_judge(raw)[1]] == [
        "Filen har bare usynlige tegn. Skriv feltene, eller slett filen."
    ]


# ---- the line to paste ----------------------------------------------------------------------------------


def with_field(field: str, *lines: str) -> str:
    """Return the good post with other lines for one field, or with them at the end where it has no such field."""
    post = [line for line in POST.splitlines() if not line.startswith(f"{field}:")]
    old = next((i for i, line in enumerate(POST.splitlines()) if line.startswith(f"{field}:")), len(post))
    return "\n".join([*post[:old], *lines, *post[old:], ""])


def feil(text: str) -> list[Problem]:
    """Return each FEIL of a text."""
    return [problem for problem in read_and_judge(text.encode())[1] if problem.grad is Grad.FEIL]


JA = 'ta_kontakt_selv: "ja"'
KILDE = ('dokument: "000"', 'linjer: "1"', 'sitat: "x"')
LINJER = "Linjene i dokumentet, med semikolon mellom flere steder"
PRIS = 'type: "<gratis, egenandel, behovsprovd eller ukjent>"'
SELV = 'ta_kontakt_selv: "<Kan innbyggeren ta kontakt selv, uten henvisning? Er du ikke sikker, skriv ukjent>"'
VISES_TIL = 'til: "<Siste dag beskjeden skal stå>"'
DAGER = 'fra: "<Første dag>"\n  til: "<Siste dag>"'
AR = 'fra: "<Yngste alder i hele år>"\n  til: "<Eldste alder i hele år, til og med>"'
DAG = 'dato: "<Dagen enheten bekreftet posten>"'
ROLLE = 'rolle: "<Rollen til den som bekreftet, ikke navnet>"'
FORSLAG = (
    ("alder", ["alder: {fra: 6 måneder}"], [""]),
    ("alder", ["alder: {fra: 18 mnd.}"], [""]),
    ("alder", ["alder: {fra: 10 uker}"], [""]),
    ("alder", ["alder: {fra: '1,5'}"], [""]),
    ("alder", ["alder: {fra: født 2015}"], [""]),
    ("alder", ["alder: {fra: 2026-02-31}"], [""]),
    ("alder", ["alder: {til: 1200 år}"], [""]),
    ("alder", ["alder: {fra: 007}"], ["alder: {fra: 7}"]),
    ("alder", ["alder: {fra: −1}"], ["alder: {fra: -1}"]),
    ("alder", ["alder: {til: 12 år}"], ["alder: {til: 12}"]),
    ("alder", ["alder: 12-6"], [f"alder:\n  {AR}"]),
    ("alder", ["alder: 6-12 år"], ["alder:\n  fra: 6\n  til: 12"]),
    ("alder", ["alder: 13–19  # ungdom"], ["alder:  # ungdom\n  fra: 13\n  til: 19"]),
    ("alder", ["alder: opp til 24 år"], ["alder:\n  til: 24"]),
    ("alder", ["alder: til og med 24"], ["alder:\n  til: 24"]),
    ("alder", ["alder: under 18 år"], ["alder:\n  til: 17"]),
    ("alder", ["alder: fra 13 år"], ["alder:\n  fra: 13"]),
    ("alder", ["alder: 13 år eller eldre"], ["alder:\n  fra: 13"]),
    ("alder", ["alder: for alle"], ["alder:\n  fra: 0"]),
    ("alder", ["aldersgruppe: 13-19 år"], ["alder:\n  fra: 13\n  til: 19"]),
    ("kommuner", ["kommune: Grong og Namsos"], ['kommuner: ["grong", "namsos"]']),
    ("kommuner", ["kommuner: Hele landet"], ['kommuner: ["alle"]']),
    ("synlighet", ["synlighet: alle"], ['synlighet: ["innbygger", "ansatt"]']),
    ("malgrupper", ["malgrupper: foreldre og babyer"], ['malgrupper: ["foresatte", "spedbarn"]']),
    ("forebyggingsniva", ["forebyggingsniva: Selektivt nivå"], ['forebyggingsniva: ["selektiv"]']),
    ("status", ["status: nedlagt  # i fjor"], ['status: "avsluttet"  # i fjor']),
    ("alder", ["alder: 13+"], ["alder:\n  fra: 13"]),
    ("alder", ["alder: over 18 år"], [f"alder:\n  {AR}"]),
    ("alder", ["alder: 24"], [f"alder:\n  {AR}"]),
    ("alder", ["alder: under 1 år, og 6-18 måneder"], [f"alder:\n  {AR}"]),
    ("kostnad", ['kostnad: "200 kr"  # hver gang'], [f'kostnad:  # hver gang\n  {PRIS}\n  merknad: "200 kr"']),
    ("kostnad", ["kostnad: 200"], [f'kostnad:\n  {PRIS}\n  merknad: "200"']),
    ("kostnad", ["kostnad: Gratis."], ['kostnad:\n  type: "gratis"']),
    ("kostnad", ["kostnad: gratis for barn"], [f'kostnad:\n  {PRIS}\n  merknad: "gratis for barn"']),
    ("kostnad", ["kostnad:", "  gratis"], ['  {type: "gratis"}']),
    ("kostnad", ["kostnad:", "  gratis for", "  barn"], [""]),
    ("varsel", ["varsel: Stengt i juli"], [f'varsel:\n  tekst: "Stengt i juli"\n  {VISES_TIL}']),
    ("periode", ["periode: 2026"], [f"periode:\n  {DAGER}"]),
    ("periode", ["periode: ut 2027"], [f"periode:\n  {DAGER}"]),
    ("periode", ["periode: ut skoleåret"], [f"periode:\n  {DAGER}"]),
    ("periode", ["periode: 1.8.2026 – 31. juli 2028"], ['periode:\n  fra: "2026-08-01"\n  til: "2028-07-31"']),
    ("periode", ["periode: 31.7.2028 til 1.8.2026"], [f"periode:\n  {DAGER}"]),
    ("tilgang", ["tilgang: Ja"], [f"tilgang:\n  {JA}"]),
    ("tilgang", ["tilgang: Ring oss"], [f'tilgang:\n  {SELV}\n  slik: "Ring oss"']),
    ("bekreftet", ["bekreftet: 2026-11-01"], [f'bekreftet:\n  dato: "2026-11-01"\n  {ROLLE}']),
    ("bekreftet", ["bekreftet: ja"], [f"bekreftet:\n  {DAG}\n  {ROLLE}"]),
    ("kontakt", ["kontakt: 74 00 00 00"], ['kontakt:\n  telefon: "74 00 00 00"']),
    ("kontakt", ["kontakt: Sentralbordet"], ['kontakt:\n  merknad: "Sentralbordet"']),
    ("alder", ["alder: 6-18 måneder"], [f"alder:\n  {AR}"]),
    ("stikkord", ["stikkord:", "  - #skolehelse"], ['  - "#skolehelse"']),
    ("type", ['type: "gruppetilbud",'], ['type: "gruppetilbud"']),
    ("type", ["type: 'gruppetilbud';  # ja"], ["type: 'gruppetilbud'  # ja"]),
    ("navn", ['navn: "Babysang".'], ['navn: "Babysang"']),
    ("stikkord", ["stikkord:", '  - "ungdom";', '  - "sang"'], ['  - "ungdom"']),
    ("tilgang", ["tilgang:", '  ta_kontakt_selv: "ja"', '  dropin: "ja";'], ['  dropin: "ja"']),
    ("kilder", ["kilder:", '  - dokument: "000",', '    linjer: "1"', '    sitat: "x"'], ['  - dokument: "000"']),
    ("kommuner", ["kommuner:", '  - "grong""'], ['  - "grong"']),
    ("kommuner", ['kommuner: ["grong"],'], ['kommuner: ["grong"]']),
    ("kommuner", ['kommuner: "grong", "namsos"'], ['kommuner: ["grong", "namsos"]']),
    ("alder", ["alder: {fra: 0, til: 1};"], ["alder: {fra: 0, til: 1}"]),
    ("kort", ['kort: "Vi kaller det "sang""'], [r'kort: "Vi kaller det \"sang\""']),
    ("type", ["type: [gruppetilbud"], ['type: "gruppetilbud"']),
    ("tilgang", ['tilgang: ta_kontakt_selv: "ja"', '  dropin: "ja"', '  slik: "Ring."'], [f"tilgang:\n  {JA}"]),
    ("tilgang", ["tilgang:", "  ta_kontakt_", '  dropin: "ja"'], ['tilgang:\n  ta_kontakt_selv: "ukjent"', ""]),
    ("tilgang", ["tilgang:", f"  {JA}", "  drop"], [""]),
    ("tilgang", ["tilgang:", "  ta_kontakt_selv", '  dropin: "ja"'], ['  ta_kontakt_selv: "ukjent"']),
    ("kilder", ["kilder:", '  - dokument "000"', '    linjer: "1"', '    sitat: "x"'], ['  - dokument: "000"']),
    ("kilder", ["kilder:", '  - dokument: "000" linjer: "1"', '    sitat: "x"'], [f"  - {KILDE[0]}\n    {KILDE[1]}"]),
    ("kontakt", ['kontakt: {telefon: "٧٤٢١٦٣٠٠"}'], ['kontakt: {telefon: "74216300"}']),
    ("kontakt", ['kontakt: {telefon: "٧٤٢١٦٣٠"}'], [""]),
    (
        "bekreftet",
        ['bekreftet: {dato: "٢٠٢٦-١١-٠١", rolle: "Leder"}'],
        ['bekreftet: {dato: "2026-11-01", rolle: "Leder"}'],
    ),
    ("kostnad", ['kostnad: {merknad: "x"}  # y'], ['kostnad: {merknad: "x", type: "ukjent"}  # y']),
    ("kostnad", ["kostnad: {merknad:", '  "x"}'], ['kostnad: {type: "ukjent", merknad:']),
    ("navn", [r'navn: "Baby\u202esang"'], ['navn: "Babysang"']),
    ("navn", ['navn: "\uf0b7 Babysang\ue0ff"'], ['navn: " Babysang"']),
    ("alder", ["alder: fra: 0, til: 5"], ['alder:\n  fra: "0"\n  til: "5"']),
    ("kort", ["kort: - Gratis tilbud for alle"], ['kort: "Gratis tilbud for alle"']),
    ("navn", ["navn: - Helse"], ['navn: "Helse"']),
    ("navn", ["navn: [a"], ['navn: "a"']),
    ("navn", ["navn: ['Helse']  # her"], ['navn: "Helse"  # her']),
    ("navn", ["navn:", "  - Helse"], [""]),
    ("navn", ["navn: ['a', 'b']"], [""]),
    ("type", ["type: - gruppetilbud"], ['type: "gruppetilbud"']),
    ("type", ["type: [gruppetilbud]"], ['type: "gruppetilbud"']),
    ("type", ["type: {a"], [""]),
    ("kommuner", ["kommuner: - Grong"], ['kommuner: ["grong"]']),
    ("kommuner", ["kommuner: ["], ['kommuner:\n  - "<Kommunene tilbudet gjelder for, eller alle>"']),
    ("kommuner", ["kommuner:", "  – grong"], ['  - "grong"']),
    ("kommuner", ["kommuner:", "  - grong", "  • namsos"], ['  - "namsos"']),
    ("kommuner", ["kommuner:", '  - "grong"', "  \uf0b7\tnamsos"], ['  - "namsos"']),
    ("kommuner", ["kommuner:", "  - grong", "  namsos  # ny"], ['  - "namsos"  # ny']),
    ("kilder", ["kilder:", f"  – {KILDE[0]}", f"    {KILDE[1]}", f"    {KILDE[2]}"], [f"  - {KILDE[0]}"]),
    ("beskrivelse", ["beskrivelse:", "  – Vi bader.", "  – Vi synger."], []),
    ("stikkord", ["stikkord:", '  - "bad', '    - og sang"'], []),
    ("stikkord", ["stikkord:", '  - "bad', '    – og sang"'], []),
    ("stikkord", ["stikkord:", "  - bad", " - sang", "  - vann"], ["  - sang"]),
    ("stikkord", ["stikkord:", "   - bad", "  - sang", "  - vann"], ["  - bad"]),
    ("tilgang", ["tilgang:", f"   {JA}", '  dropin: "ja"', '  slik: "Ring."'], [f"  {JA}"]),
    ("tilgang", ["tilgang:", f" {JA}", '  dropin: "ja"'], [f"  {JA}"]),
    ("kilder", ["kilder:", f"  - {KILDE[0]}", f"   {KILDE[1]}", f"    {KILDE[2]}"], [f"    {KILDE[1]}"]),
    ("navn", ["  navn: Babysang"], ["navn: Babysang"]),
    ("navn", ['navn::"Babysang"'], ['navn: "Babysang"']),
    ("navn", ['navn :"Babysang"'], ['navn: "Babysang"']),
    ("kilder", ["kilder: Kommunens nettside"], [""]),
    ("navn", ["navn:  # her"], ['navn: "<Det folk kaller tilbudet>"  # her']),
    ("kostnad", ["kostnad: {type: }"], [""]),
    ("kostnad", ["kostnad:"], ['kostnad:\n  type: "ukjent"']),
    ("tema", ["tema: []"], ['tema:\n  - "<Hva i livet det handler om, slik folk leter>"']),
    ("stikkord", ["stikkord: []"], [""]),
    ("bti", ["bti: 7"], [""]),
    ("trinn", ["trinn: 3"], ["trinn: [3]"]),
    ("bekreftet", ["bekreftet:", "  dato: “1. november 2026”", '  rolle: "Leder"'], ['  dato: "2026-11-01"']),
    ("kommuner", ["kommuner: - grong", "  - namsos"], ['kommuner:\n  - "grong"']),
    ("sensitiv", ["sensitiv: - ja"], [""]),
    ("malgrupper", ["malgrupper:", "  - barn, ungdom"], ['  - "barn"\n  - "ungdom"']),
    ("malgrupper", ["malgrupper: [barn ungdom]"], ['malgrupper: ["barn", "ungdom"]']),
    ("relatert", ["relatert:", "  - tiltak/babysvomming.yml"], [""]),
    ("relatert", ["relatert:", "  - babysvomming, hfu"], [""]),
    ("bekreftet", ["bekreftet:", "  dato: 2026-11-01 # lest av leder", '  rolle: "Leder"'], []),
    ("kontakt", ["kontakt:", "  telefon: 74 21 63 00 # sentralbord"], []),
    ("enhet", ["enhet: eksempel # ny eier"], []),
    ("synlighet", ["synlighet:", "  - innbygger, ansatt"], ['  - "innbygger"\n  - "ansatt"']),
    ("tema", ["tema:", "  - rus, psykisk helse"], ['  - "rus"\n  - "psykisk-helse"']),
    ("status", ["status: pilot, i-drift"], [""]),
    ("bti", ['bti: ["BTI 1", "nivå 0"]'], ["bti: [1, 0]", "bti: [1, 0]"]),
    ("bti", ["bti: [-1]"], [""]),
    ("trinn", ["trinn: [8. trinn]"], ["trinn: [8]"]),
    ("trinn", ["trinn:", "  - 1.-3. trinn"], ["  - 1\n  - 2\n  - 3"]),
    ("risikofaktorer", ['risikofaktorer: ["R1: vold", "R9"]'], ['risikofaktorer: ["R1", "R9"]', ""]),
    ("kommuner", ["kommuner: [Namsos kommune, Grong]"], ['kommuner: ["namsos", "grong"]'] * 2),
    ("tema", ["tema: [vold]"], ['tema: ["vold-og-overgrep"]']),
    ("malgrupper", ["malgrupper: [barn, ungdom, barn]  # to"], ["malgrupper: [barn, ungdom]  # to"]),
    ("kontakt", ["kontakt:", "  mobil: '74 00 00 00'"], ["  telefon: '74 00 00 00'"]),
    ("kontakt", ["kontakt:", '  hjemmeside: "https://eksempel.no"'], ['  nettside: "https://eksempel.no"']),
    ("kontakt", ["kontakt:", '  telefon: "0047 74 00 00 00"'], ['  telefon: "+47 74 00 00 00"']),
    ("kontakt", ["kontakt:", '  nettside: "HTTPS://eksempel.no/a"'], ['  nettside: "https://eksempel.no/a"']),
    ("kontakt", ["kontakt:", '  nettside: "https:/eksempel.no"'], ['  nettside: "https://eksempel.no"']),
    ("kontakt", ["kontakt:", '  epost: "post (at) eksempel.no"'], ['  epost: "post@eksempel.no"']),
    ("trinn", ["trinn: [1. vgs]"], [""]),
    ("trinn", ["trinn: [videregående]"], ['trinn: ["vgs"]']),
    ("kommuner", ["kommuner: Namsos kommune"], ['kommuner: ["namsos"]']),
    ("malgrupper", ["malgrupper: barn", '  - "ungdom"'], ['malgrupper:\n  - "barn"']),
    ("malgrupper", ["malgrupper: [] # x", '  - "ungdom"'], ["malgrupper: # x"]),
    ("kort", ['kort: NB: Kom innom."'], ['kort: "NB: Kom innom."']),
    ("navn", ['navn: "Helsestasjon"#1 i Grong'], ['navn: "Helsestasjon #1 i Grong"']),
    ("navn", ['navn: "Helsestasjon" # en kommentar'], []),
    ("kontakt", ["kontakt:", '  telefon: "+47 (0) 74 00 00 00"'], ['  telefon: "+47 74 00 00 00"']),
    ("kontakt", ["kontakt:", '  telefon: "74 00 00 00 (Kari)"'], ['  telefon: "74 00 00 00"']),
    ("kontakt", ["kontakt:", '  telefon: "74 00 00 00 eller 74 00 00 01"'], [""]),
    ("kontakt", ["kontakt:", '  epost: "[post@a.no](mailto:post@a.no)"'], ['  epost: "post@a.no"']),
    ("trinn", ["trinn: 5.–7. trinn"], ["trinn: [5, 6, 7]"]),
    ("plan", ["plan: [3.10]"], [""]),
    ("hjemmel", ["hjemmel:", "  - barnevernsloven § 3-1"], [""]),
    (
        "bekreftet",
        ['bekreftet: {dato: "2026-11-01 ", rolle: "Leder"}'],
        ['bekreftet: {dato: "2026-11-01", rolle: "Leder"}'],
    ),
    ("beskrivelse", ["beskrivelse: |Vi synger", "  og bader"], ["beskrivelse: |\n  Vi synger"]),
    ("beskrivelse", ["beskrivelse: > Vi synger", "", "   og bader"], ["beskrivelse: >\n   Vi synger"]),
    ("kort", ["kort: |Vi synger"], ['kort: "Vi synger"']),
    (
        "kilder",
        ["kilder:", f"  - {KILDE[0]}", f"    {KILDE[2]}"],
        [f'  - {KILDE[0]}\n    linjer: "<{LINJER}>"'],
    ),
    (
        "kilder",
        ["kilder:", "  - sitat: |", "      Drop-in.", f"    {KILDE[0]}"],
        [f'  - linjer: "<{LINJER}>"\n    sitat: |'],
    ),
    (
        "kilder",
        [f"kilder: [{{{KILDE[0]}, {KILDE[2]}}}]"],
        [f'kilder: [{{{KILDE[0]}, {KILDE[2]}, linjer: "<{LINJER}>"}}]'],
    ),
    (
        "kilder",
        ["kilder: [", f"  {{{KILDE[0]},", f"   {KILDE[2]}}}]"],
        [f'  {{linjer: "<{LINJER}>", {KILDE[0]},'],
    ),
    ("kilder", ["kilder:", f"  - {', '.join(KILDE)}"], [f"  - {KILDE[0]}\n    {KILDE[1]}\n    {KILDE[2]}"]),
)
"""A field, the lines it has, and what is proposed for each FEIL."""


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize(("field", "lines", "forslag"), FORSLAG, ids=lambda value: str(value)[:60])
def test_a_line_to_paste_is_right_or_there_is_none(field: str, lines: list[str], forslag: list[str]) -> None:
    """What is proposed mends its fault and makes no new one; where what was meant cannot be known, nothing is."""
    text = with_field(field, *lines)
    told = feil(text)
    assert [problem.forslag for problem in told] == forslag
    for problem in told:
        if problem.forslag:
            typed = text.split("\n")
            typed[max(0, problem.linje - 1) : problem.linje] = [problem.forslag]
            left = [other.melding for other in feil("\n".join(typed))]
            assert problem.melding not in left
            assert set(left) <= {other.melding for other in told} or "<" in problem.forslag


def test_a_value_that_no_one_sees_has_no_line_to_paste() -> None:
    """Without its invisible sign nothing is left of it: it is an empty name, and that is no help to paste."""
    problems = read_and_judge(with_field("navn", 'navn: "\u3164"').encode())[1]
    empty = feil(with_field("navn", 'navn: ""'))
    assert [(problem.grad, problem.forslag) for problem in problems] == [
        (Grad.FEIL, empty[0].forslag),
        (Grad.ADVARSEL, ""),
    ]


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize("field", SKJEMA["tiltak"].innhold["properties"])
def test_what_is_pasted_and_not_filled_in_is_told_once(field: str) -> None:
    """What stands in place of a value gives one message, that it must be changed; in every field of every kind."""
    added = "\n".join(lines_of(field, SKJEMA["tiltak"].innhold["properties"][field]))
    told = feil(with_field(field, added))
    assert {problem.melding.partition(",")[0] for problem in told} <= {"Bytt ut teksten mellom < og >"}
    assert len(told) == added.count("<")


@pytest.mark.parametrize("field", SKJEMA["tiltak"].innhold["required"])
def test_an_empty_field_is_told_as_one_that_is_missing(field: str) -> None:
    """Nobody is told to delete a field that must be there: it gets the same lines, empty or missing."""
    missing, empty = feil(with_field(field)), feil(with_field(field, f"{field}:"))
    assert [problem.forslag for problem in missing] == [problem.forslag for problem in empty]
    assert [problem.melding for problem in empty] == ["Feltet er tomt. Fyll det ut."]


@pytest.mark.parametrize(
    ("field", "line", "told"),
    [
        ("tilgang", "tilgang: {ta_kontakt_selv: ja, slik: Kom innom, vi har åpent}", ["«vi har åpent» står alene."]),
        ("alder", "alder: {fra:6,til:12}", ["Det mangler et mellomrom etter kolonet"] * 2),
    ],
)
def test_words_alone_in_braces_are_not_an_empty_field(field: str, line: str, told: list[str]) -> None:
    """A comma or a colon without a space makes a field of words; nobody is told to delete the line."""
    said = [problem.melding for problem in feil(with_field(field, line))]
    assert [melding[: len(start)] for melding, start in zip(said, told, strict=True)] == told


@pytest.mark.parametrize(("sign", "told"), [("", True), (" >", True), (" |", False)])
def test_a_list_that_becomes_one_line_is_told(sign: str, told: bool) -> None:  # noqa: FBT001
    """YAML joins the lines of a text without ``|``, and its list with them."""
    text = with_field("beskrivelse", f"beskrivelse:{sign}", "  Vi svømmer.", "", "  - ta med badetøy", "  - kom")
    problems = read_and_judge(text.encode())[1]
    assert [problem.grad for problem in problems] == ([Grad.ADVARSEL] if told else [])


def test_what_stands_after_a_divider_is_there() -> None:
    """Only the line itself is told, and no field after it is missing."""
    judged, problems = read_and_judge(POST.replace("tilgang:", "---\ntilgang:").encode())
    assert judged.data is None
    assert [problem.melding for problem in problems] == ["Linjen --- deler filen i to. Slett den. Én fil er én post."]


def test_tags_build_nothing(tmp_path: Path) -> None:
    """A tag that would run a command runs nothing."""
    read_and_judge(f'navn: !!python/object/apply:os.mkdir ["{tmp_path}/laget"]\n'.encode())
    assert list(tmp_path.iterdir()) == []


# ---- as typed -----------------------------------------------------------------------------------------

SOM_SKREVET = (
    *("no", "NO", "on", "yes", "y", "true", "07100", "0301", "08588", "+4774216300", "12:30", "1:30:00"),
    *("8.30", "1.000", "1_000", "0o17", "0x1F", "1e3", ".inf", "2026-11-21", "=", "21.11.2026", "74 21 63 00"),
)


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize("typed", SOM_SKREVET)
def test_a_text_is_what_stands_there(typed: str) -> None:
    """No text changes because YAML takes it for something else; where it would, an ADVARSEL has the quoted line."""
    judged, problems = read_and_judge(f"{POST}partnere:\n  - {typed}\n".encode())
    assert judged.data["partnere"] == [typed]
    plain = typed in ("21.11.2026", "74 21 63 00")
    assert [(problem.grad, problem.forslag) for problem in problems] == (
        [] if plain else [(Grad.ADVARSEL, f'  - "{typed}"')]
    )


def test_a_scalar_that_equals_an_allowed_value_is_that_value() -> None:
    """Quoted or not, ``1`` is the level 1 and ``3.3`` the measure 3.3; a number field holds a number."""
    post = POST.replace("bti: [0]", 'bti: ["0", 1]').replace("{fra: 0, til: 1}", '{fra: "-1", til: 0}')
    judged, problems = read_and_judge(f"{post}plan: [3.3]\ntrinn: [barnehage, '1', 2]\nsensitiv: True\n".encode())
    assert problems == []
    assert judged.data["bti"] == [0, 1]
    assert judged.data["alder"] == {"fra": -1, "til": 0}
    assert judged.data["plan"] == ["3.3"]
    assert judged.data["trinn"] == ["barnehage", 1, 2]
    assert judged.data["sensitiv"] is True


@pytest.mark.usefixtures("leser")
def test_windows_files_are_read_as_any_other() -> None:
    """A BOM, CRLF, and å made of two characters change nothing, and are no problem."""
    post = POST.replace("babyen din", "babyen på lørdag")
    windows = normalize("NFD", post).replace("\n", "\r\n")
    assert "a\u030a" in windows
    judged, problems = read_and_judge(b"\xef\xbb\xbf" + windows.encode())
    assert problems == []
    assert judged.data == read_and_judge(post.encode())[0].data


def test_every_value_knows_its_place() -> None:
    """Keys and values are found by path, with line and column from 1."""
    document = read(b'navn: "x"\nkontakt:\n  telefon:  74 00\nkommuner:\n  - grong\n', "t/x.yml", {})
    assert document.place(("navn",)) == (1, 7)
    assert document.key_place(("navn",)) == (1, 1)
    assert document.place(("kontakt",)) == (2, 1)
    assert document.place(("kontakt", "telefon")) == (3, 13)
    assert document.place(("kommuner", 0)) == (5, 5)
    assert document.place(("finnes", "ikke")) == (0, 0)


@pytest.mark.parametrize("path", sorted(FEIL.glob("*.yml")), ids=lambda path: path.stem)
def test_both_readers_say_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libyaml and PyYAML's own reader lead to the same problems and the same data."""
    answers = []
    for loader in LESERE:
        monkeypatch.setattr(yamlfile, "LOADER", loader)
        answers.append(read_and_judge(path.read_bytes()))
    assert answers[0] == answers[1]


# ---- any bytes ----------------------------------------------------------------------------------------

BITER = st.sampled_from(
    [
        *("navn", "kort", "alder", "kontakt", "kommuner", "fra", "bti", "periode", "til", ": ", ":", "- ", "-", "\n"),
        *("\n  ", "\n\n", " ", "#", " #", '"', "'", "[", "]", "{", "}", ",", "|", ">", "&a", "*a", "!x", "%", "@"),
        *("`", "\t", "\xa0", "“", "”", "---", "...", "?", "\\", "0", "1", "-1", "x", "å", "~", "null", "grong", "<b>"),
        *("2026-02-30", "<<<<<<< ", "=======", "http://x", "](", "a.b@c", "91234567", "01819000049", "\u2028", "\0"),
    ]
)


def told_calmly(raw: bytes) -> None:
    """Assert that any bytes lead to data or to problems, each in its place in the file."""
    judged, problems = read_and_judge(raw)
    last = raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in problems:
        assert 0 <= problem.linje <= last
        assert problem.kolonne >= 0
        assert problem.melding
        assert problem.melding.encode()
    alone = judge(read(raw, "tiltak/x.yml", SKJEMA["tiltak"].titler), SKJEMA["tiltak"])
    assert (judged.data is None) is any(problem.grad is Grad.FEIL for problem in alone.problems)


@given(st.binary(max_size=400))
@settings(max_examples=500, deadline=2000)
def test_any_bytes_give_problems_not_exceptions(raw: bytes) -> None:
    """Bytes of any kind are read without an exception."""
    told_calmly(raw)


@given(st.lists(BITER, max_size=60).map("".join), st.sampled_from(LESERE), st.booleans())
@settings(max_examples=1500, deadline=2000)
def test_any_yaml_like_text_gives_problems_not_exceptions(text: str, loader: type[Any], after: bool) -> None:  # noqa: FBT001
    """Text made of YAML's own signs is read without an exception, alone or after a good post."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfile, "LOADER", loader)
        told_calmly(f"{POST if after else ''}{text}".encode())


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ('kostnad:\n  type: "gratis\n', "Pris"),
        ('periode:\n  fra: "2026-01-01\n', "Fra"),
        ("alder:\n  fra:\t0\n", "Fra alder"),
        ("sprak:\n  -nb\n", "Språk"),
        ("beskrivelse: |\n  Kom\tinn.\n", "Beskrivelse"),
    ],
)
def test_what_yaml_refuses_has_the_title_of_its_field(typed: str, title: str) -> None:
    """The same key means different things in different places, and an item has no key of its own."""
    _, problems = read_and_judge(typed.encode())
    assert {problem.felt for problem in problems if problem.linje} == {title}


# ---- any data from the schema -----------------------------------------------------------------------

USYNLIG = "Ã\ufffd\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
TEGN = st.characters(
    codec="utf-8", categories=("L", "M", "P", "S", "Zs"), exclude_characters=f"<&[]*#`_=~|^\xa0\u2007\u202f{USYNLIG}"
)
TEKST = st.text(TEGN, min_size=1, max_size=40).map(lambda text: normalize("NFC", f"a{text.strip()}"))
MONSTRE = {
    "slug": st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    "https": st.from_regex(r"https://[a-z]{1,10}\.no(/[a-z0-9]{0,5})?", fullmatch=True),
    "@[A-Z": st.from_regex(r"@[a-z]{1,10}(/[a-z]{1,10})?", fullmatch=True),
    r"(?:\+": st.from_regex(r"(\+47 )?[0-9]{2}( [0-9]{2}){3}", fullmatch=True),
    "@": st.from_regex(r"post@[a-z]{1,10}\.no", fullmatch=True),
    "[0-9]{3}": st.from_regex(r"[0-9]{3} ?[0-9]{3} ?[0-9]{3}", fullmatch=True),
    "[0-9]+(-": st.from_regex(r"[1-9][0-9]?(-[1-9][0-9]?)?", fullmatch=True),
}


def texts(part: dict[str, Any]) -> st.SearchStrategy[str]:
    """Return texts that a field of the schema allows."""
    pattern = part.get("pattern", "").removeprefix("^")
    if part.get("format") == "date":
        return st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(date.isoformat)
    if "x-referanse" in part:
        return MONSTRE["slug"]
    keys = ("https", "@[A-Z", "[0-9]{3}", "[0-9]+(-", r"(?:\+")
    known = [MONSTRE[key] for key in keys if pattern.startswith(key.replace("https", "http"))]
    if known:
        return known[0]
    return MONSTRE["@"] if "@" in pattern else TEKST.filter(lambda text: len(text) <= part.get("maxLength", 99))


def drawn(part: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return values that a part of the schema allows."""
    kind = part.get("type")
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if kind == "array":
        sizes = {"min_size": part.get("minItems", 0), "max_size": 4}
        return st.lists(drawn(part["items"]), unique_by=lambda value: json.dumps(value, sort_keys=True), **sizes)
    if kind == "object":
        required = part.get("required", ())
        fields = {key: drawn(child) for key, child in part["properties"].items()}
        chosen = st.fixed_dictionaries(
            {key: fields[key] for key in required}, optional={k: v for k, v in fields.items() if k not in required}
        )
        return chosen.filter(lambda value: len(value) >= part.get("minProperties", 0))
    if kind == "integer":
        return st.integers(part["minimum"], part["maximum"])
    return st.booleans() if kind == "boolean" else texts(part)


def plain(value: Any) -> Any:  # noqa: ANN401 - any part of the model
    """Return typed or drawn data as plain values, without what is absent or empty."""
    if dataclasses.is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        parts = {key: plain(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in (None, [], {})}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def loads_whole(cls: type[Tiltak | Enhet], data: dict[str, Any], navn: str) -> None:
    """Assert that data the schema allows is read, typed, and holds what was written."""
    raw = json.dumps(data, ensure_ascii=False, indent=1).encode()
    judged, _ = read_and_judge(raw, navn)
    assert [problem for problem in judged.problems if problem.grad is Grad.FEIL] == []
    assert plain(build(cls, judged.data, id="x")) == {**plain(data), "id": "x"}


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_data_from_the_schema_loads(data: st.DataObject) -> None:
    """Whatever the schema of measures allows is read back as it was written."""
    loads_whole(Tiltak, data.draw(drawn(SKJEMA["tiltak"].innhold)), "tiltak")


@given(st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_unit_from_the_schema_loads(data: st.DataObject) -> None:
    """Whatever the schema of units allows is read back as it was written."""
    loads_whole(Enhet, data.draw(drawn(SKJEMA["enhet"].innhold)), "enhet")


def test_nodes_keep_style() -> None:
    """Each scalar says how it was written, which the one fixed style is made from."""
    root = read(b"a: x\nb: 'y'\nc: |\n  z\n", "t/x.yml", {}).root
    assert isinstance(root, Mapping)
    styles = [node.style for node in root.values.values() if isinstance(node, Scalar)]
    assert styles == ["", "'", "|"]


def test_the_names_of_fields_are_on_no_list() -> None:
    """Of many allowed values some are told, and where the others are: those of ``antatt`` are fields, on no list."""
    skjema = read_grunnlag(ROT).skjema("tiltak")
    assert choices(skjema.part(("antatt", 0))).endswith(" til. Det er feltene en post kan ha")
    assert choices(skjema.part(("tema", 0))).endswith(" til. Alle står i schema/vokabular")


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize(
    ("line", "told", "forslag"),
    [
        ('tlf: "74 00 00 00"', "Feltet «tlf» hører hjemme under «kontakt», og heter «telefon».", ""),
        ('e-post: "post@a.no"', "Feltet «e-post» hører hjemme under «kontakt», og heter «epost».", ""),
        ("oversettelser: {engelsk: {navn: x}}", "Vi kjenner ikke feltet «engelsk».", "oversettelser: {en: {navn: x}}"),
        ("oversettelser: {tysk: {navn: x}}", "Vi kjenner ikke språket «tysk». Du kan bruke: nn (norsk nynorsk),", ""),
        ("oversettelser: {en: {tekst: x}}", "Vi kjenner ikke feltet «tekst».", "oversettelser: {en: {beskrivelse: x}}"),
    ],
)
def test_a_field_under_another_name_or_place_is_led_home(line: str, told: str, forslag: str) -> None:
    """What people call a field is known wherever they write it; nobody is told to delete what is true."""
    (problem,) = feil(f"{POST}{line}\n")
    assert problem.melding.startswith(told)
    assert problem.forslag == forslag


@pytest.mark.usefixtures("leser")
@pytest.mark.parametrize(
    "lines",
    [
        ["tekst: >", "  en to tre", "  fire en", "", "  to fem"],
        ["tekst: >-  # en kommentar", "    en to", "    tre en"],
        ['tekst: "en to', "  tre", "", '  en fire" # en'],
        ["tekst: 'en to tre", "  en", "  fire'"],
        ["tekst: en to", "  tre en", "  fire  # to"],
        ["- tekst: en to", "    tre en"],
        ["tekst: |", "  en to", "  tre en"],
        ["tekst: en to en"],
    ],
    ids=lambda lines: lines[0],
)
def test_a_word_of_a_text_is_found_where_it_stands(lines: list[str]) -> None:
    """Each word of a text over several lines is pointed at in its own line, however the text is written."""
    document = read("\n".join([*lines, ""]).encode(), "x.yml", {})
    ((_, node),) = scalars(document.root)
    for found in re.finditer(r"\S+", node.value):
        place = document.text_place(node, found.start())
        assert document.line(place.line)[place.column - 1 :].startswith(found[0])
        same = [again.start() for again in re.finditer(rf"(?<!\S){found[0]}(?!\S)", node.value)]
        typed = [
            (number, at.start() + 1)
            for number, line in enumerate(document.lines, 1)
            for at in re.finditer(rf"\b{found[0]}\b", line)
            if not line[: at.start()].strip().endswith("#") and "tekst" not in line[at.start() : at.end()]
        ]
        assert place == typed[same.index(found.start())]


@pytest.mark.usefixtures("leser")
def test_a_word_that_is_written_as_signs_is_told_where_its_text_begins() -> None:
    """Where a word is written otherwise than it is read, no other word is pointed at in its place."""
    document = read(b'tekst: "en t\\u006f\n  tre"\n', "x.yml", {})
    ((_, node),) = scalars(document.root)
    assert node.value == "en to tre"
    assert document.text_place(node, 6) == (1, 8)
