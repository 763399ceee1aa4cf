"""Another municipality makes the closed lists its own: what it may change, and what the pages cannot do without."""

from __future__ import annotations

import dataclasses
import re
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft7Validator

from generator import frame
from generator.cli import main
from generator.editing.sporsmal import questions
from generator.github import felt, filer
from generator.github.forslag import judge_answer
from generator.judging.skjema import always_empty
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.model import Dokument, Katalog, Kilde
from generator.pages import bti, find, help_lines_page, measure_page, veiviser
from generator.pages.coverage_csv import as_csv
from generator.pages.page import Site, source_line
from generator.problem import Grad, Problem
from generator.rediger import sveltia
from generator.render import ROT as WAY
from generator.rules.lister import NAMED
from generator.site import PAGES, suggested_names
from generator.telling.dokumenter import sources_text
from generator.telling.hjelpelinjer import SAFE, safe_lines
from generator.texts import words
from generator.views import VIEWS
from tests.nettsted import one, text
from tests.prosjekt import I_DAG, ROT, lag
from tests.test_github_svar import SVAR as ANSWER
from tests.test_github_svar import kropp
from tests.test_ny import SVAR as ANSWERS

if TYPE_CHECKING:
    from pathlib import Path

LINJER = "schema/vokabular/hjelpelinjer.yml"


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Return a project without a fault, with our lists."""
    return lag(tmp_path / "rot")


def change(rot: Path, fil: str, *changes: tuple[str, str]) -> None:
    """Put other text in place of some, everywhere in a file; what is to be replaced must be there."""
    content = (rot / fil).read_text("utf-8")
    for old, new in changes:
        assert re.search(old, content, re.MULTILINE), old
        content = re.sub(old, new, content, flags=re.MULTILINE)
    (rot / fil).write_text(content, "utf-8")


def feil(rot: Path, fil: str = LINJER) -> list[Problem]:
    """Return every FEIL of a project, which all are of one file."""
    found = [problem for problem in load(rot, I_DAG).problemer if problem.grad is Grad.FEIL]
    assert {problem.fil for problem in found} <= {fil}
    return found


def site(rot: Path) -> Site:
    """Return what the pages of a project are made from."""
    lest = load(rot, I_DAG)
    assert lest.katalog is not None
    return Site(lest.katalog, lest.skjemaer, I_DAG)


def calls(html: str, selector: str) -> list[str]:
    """Return the telephones that one can call from some part of a page."""
    found = BeautifulSoup(html, "html.parser").select(f"{selector} a[href^='tel:']")
    return [str(a["href"]).removeprefix("tel:") for a in found]


@pytest.mark.parametrize(
    ("ikon", "told", "line"),
    [
        ("skolen", "Mente du «skole»?", "ikon: skole"),
        ("romskip", "Navnene står i site-overrides/assets/ikoner.svg, med «i-» foran.", ""),
    ],
)
def test_a_drawing_that_is_not_there_is_told(rot: Path, ikon: str, told: str, line: str) -> None:
    """A theme with the name of no drawing would stand with an empty place; without the file, nothing can be said."""
    change(rot, "schema/vokabular/tema.yml", ('ikon: "skole"', f'ikon: "{ikon}"'))
    assert not [problem for problem in load(rot, I_DAG).problemer if problem.felt == "Ikon"]
    shutil.copytree(ROT / "site-overrides", rot / "site-overrides")
    (problem,) = (problem for problem in load(rot, I_DAG).problemer if problem.felt == "Ikon")
    assert (problem.fil, problem.grad) == ("schema/vokabular/tema.yml", Grad.ADVARSEL)
    assert problem.melding == f"Vi har ingen tegning som heter «{ikon}», så temaet står uten. {told}"
    assert problem.forslag.strip() == line
    lines = (rot / problem.fil).read_text("utf-8").splitlines()
    assert lines[problem.linje - 1].strip() == f'ikon: "{ikon}"'


def test_an_address_that_is_not_in_los_is_told(rot: Path) -> None:
    """The open data would give it to others as a theme of Los."""
    change(rot, "schema/vokabular/tema.yml", ("https://psi.norge.no/los/tema/fritid", "https://psi.norge.no/fritid"))
    (problem,) = (problem for problem in load(rot, I_DAG).problemer if problem.felt == "Los")
    assert problem.grad is Grad.ADVARSEL
    assert problem.melding.startswith("Adressen er ikke i Los. De begynner med https://psi.norge.no/los/.")


OWN_IDS = ("113", "ambulanse"), ("112", "politi"), ("116111", "alarmtelefonen"), ("116006", "vo-linjen")


def test_help_lines_may_have_other_ids(rot: Path) -> None:
    """The safety box knows its lines by their telephones, and so does the search."""
    change(
        rot, LINJER, *((f'id: "{old}"', f'id: "{new}"') for old, new in OWN_IDS), ('id: "barnevernvakten"', 'id: "bv"')
    )
    made = site(rot)
    page = next(iter(find.pages(made))).content
    assert calls(page, "[data-ring='']") == list(SAFE)
    assert all(f'["{tel}"' in suggested_names(made) for tel in SAFE)


def test_the_safety_box_has_an_order_of_its_own(rot: Path) -> None:
    """Whoever is in danger meets 113 first, however a municipality orders its help lines."""
    lines = site(rot).katalog.vokabular.hjelpelinjer.values()
    assert [line.tel for line in safe_lines(reversed([*lines]))] == ["113", "112", "116111", "116006", "116123"]


@pytest.mark.parametrize(("dato", "old"), [("2026-05-24", True), ("2026-05-25", False)])
def test_a_number_that_nobody_has_checked_for_half_a_year_says_so(rot: Path, dato: str, old: bool) -> None:  # noqa: FBT001
    """Who calls is warned beside the number itself, and of no other; 180 days are not too long."""
    change(rot, LINJER, (r'^    dato: ".*"$', '    dato: "2026-11-20"'))
    content = (rot / LINJER).read_text("utf-8")
    (rot / LINJER).write_text(content.replace("2026-11-20", dato, 1), "utf-8")
    assert said(rot, "akutt/", ".hjelpelinje:has(.gammel) strong") == ("113" if old else "")


def test_a_sensitive_theme_that_is_not_about_violence_does_not_ask_about_it(rot: Path) -> None:
    """Who harms themselves reads of pain in the safety box; only who may be hurt, that it is not their fault."""
    change(rot, "schema/vokabular/tema.yml", ('^  - id: "rus"$', '  - id: "rus"\n    sensitiv: true'))
    for tema, violence in (("rus", False), ("vold-og-overgrep", True)):
        box = said(rot, f"tema/{tema}/", ".trygghetsboks")
        assert ("Det er ikke din skyld." in box, "det veldig vondt?" in box) == (violence, not violence), tema


BTI = next(view for view in VIEWS if view.navn == "bti")
VAKT = """  - id: "vakta"
    navn: {nb: "Barnevernvakta for dalen"}
    forklaring: {nb: "Ring når det haster."}
    nummer: "99 99 99 99"
    tel: "99999999"
    barnevernvakt: true
    hvem: {nb: "Alle."}
    kanaler:
      - {type: "sms", verdi: "2097"}
      - {type: "telefon", verdi: "99 99 99 99", tid: {nb: "Kl. 15–08"}}
    merknad: {nb: "Oppdiktet."}
"""


def test_the_safety_rule_leads_to_the_child_protection_on_duty(rot: Path) -> None:
    """Known by its mark, whatever its id is: its number and hours, else its web page, never a number as address."""
    kanal = 'kanaler:\n      - {type: "telefon", verdi: "2097"}\n'
    change(
        rot,
        LINJER,
        ('^  - id: "barnevernvakten"', '  - id: "bv"'),
        (r'kanaler:\n(?=      - type: "nettside"\n        verdi: "https://barnevernvakten.no")', kanal),
    )
    (rot / LINJER).write_text((rot / LINJER).read_text("utf-8") + VAKT, "utf-8")  # the number stands before the page
    for page in bti.bti(site(rot), BTI):
        rule = one(BeautifulSoup(page.content, "html.parser"), "#sikkerhet")
        assert "Barnevernvakta for dalen: 99 99 99 99 Kl. 15–08" in text(rule)
        links = [str(a["href"]) for a in rule.select("a")]
        assert "tel:99999999" in links
        assert links[-1] == "https://barnevernvakten.no"
        assert all(link.startswith(("tel:", "https://")) for link in links)


@pytest.mark.parametrize(("ident", "navn"), [("dalen", "Barnevernet i dalen"), ("barnevern", "Trygg i dalen")])
def test_child_protection_is_known_by_its_name_or_its_id(rot: Path, ident: str, navn: str) -> None:
    """Either of them tells that a unit is child protection: it may have any id, and be called anything."""
    (rot / "enheter" / f"{ident}.yml").write_text(f'navn: "{navn}"\nkommuner: ["grong"]\n', "utf-8")
    page = next(bti.bti(site(rot), BTI))
    assert f"{navn}, Grong" in text(one(BeautifulSoup(page.content, "html.parser"), "#sikkerhet"))


def post(rot: Path, ident: str, **felt: str) -> None:
    """Write a post that says something else in some of its lines than the one that is there."""
    first = next((rot / "tiltak").glob("*.yml")).read_text("utf-8")
    for navn, verdi in felt.items():
        first = re.sub(rf"^{navn}: .*\n", "", first, flags=re.MULTILINE) + (f"{navn}: {verdi}\n" if verdi else "")
    (rot / "tiltak" / f"{ident}.yml").write_text(first, "utf-8")


def said(rot: Path, path: str, selector: str) -> str:
    """Return what stands in some part of a page of a project, every place of it."""
    made = site(rot)
    pages = {page.path: page for each in PAGES for page in each(made)}
    return " ".join(text(e) for e in BeautifulSoup(pages[path].content, "html.parser").select(selector))


@pytest.mark.parametrize(
    ("antatt", "note"),
    [
        ("[]", ""),
        ('["alder"]', ""),
        ('["bti"]', "Noen av nivåene er antatt. Enhetene har ikke bekreftet dem ennå."),
        ('["bti", "forebyggingsniva"]', "De fleste nivåene er antatt. Enhetene har ikke bekreftet dem ennå."),
    ],
)
def test_the_home_page_says_that_levels_are_assumed_where_they_are(rot: Path, antatt: str, note: str) -> None:
    """A municipality whose units have said their levels does not read that they are guessed."""
    (one_post,) = (rot / "tiltak").glob("*.yml")
    post(rot, one_post.stem, antatt="" if antatt == "[]" else antatt, bekreftet="")
    assert said(rot, "", ".antattnote") == note


def test_no_peak_is_told_where_all_is_alike(rot: Path) -> None:
    """With one measure, or none, «flest» and «færrest» would be the same number."""
    (one_post,) = (rot / "tiltak").glob("*.yml")
    post(rot, one_post.stem, alder="{fra: -1}")
    post(rot, "vaffel", navn='"Vaffel"', alder="{fra: 6, til: 9}", beskyttelsesfaktorer="[]", risikofaktorer="[R1]")
    assert "Flest plasseringer er universelle (1), færrest er selektive og indiserte (0)." in said(rot, "dekning/", "p")
    assert "Flest ved 6–9 år (2)" in said(rot, "livslop/", "p, figcaption")
    (rot / "tiltak" / "vaffel.yml").unlink()
    assert "Like mange i alle aldre (1)." in said(rot, "livslop/", "p, figcaption")
    one_post.unlink()
    assert "Flest plasseringer" not in said(rot, "dekning/", "p")
    assert "Like mange i alle aldre (0)." in said(rot, "livslop/", "p, figcaption")


@pytest.mark.parametrize("path", ["risiko/", "beskyttelse/"])
def test_the_factors_are_of_no_plan_by_name(rot: Path, path: str) -> None:
    """A municipality may have its factors from elsewhere, and no plan at all."""
    assert "plan" not in said(rot, path, ".ingress")


LEVELS = """navn: {nb: "BTI-nivå"}
verdier:
  - id: 0
    navn: {nb: "Vi lurer"}
  - id: 1
    navn: {nb: "Vi hjelper"}
    verktoy: {nb: ["[Notat](https://eksempel.no/notat)", "Samtale"]}
"""


def test_a_level_that_says_little_says_so(rot: Path) -> None:
    """No heading stands over nothing, nor a number without a word; what is missing is told to who writes the list."""
    (rot / "schema" / "vokabular" / "bti.yml").write_text(LEVELS, "utf-8")
    told = [p for p in load(rot, I_DAG).problemer if p.fil == "schema/vokabular/bti.yml"]
    assert [(p.linje, p.grad) for p in told] == [(3, Grad.MANGLER), (5, Grad.MANGLER)]
    assert told[1].melding.startswith("Nivå 1 mangler alene, samtykke, koordinerer, hva, hvordan, hvem og videre.")
    made = site(rot)
    for page in bti.bti(made, BTI):
        content = BeautifulSoup(page.content, "html.parser")
        assert not [e for e in content.select("p, ol, ul, li") if not text(e)]
        for heading in content.select("#na h3, #dette h3, #videre h2"):
            after = heading.find_next_sibling()
            assert after is not None
            assert after.name != "h3"
            assert text(after)
        assert [text(step) for step in content.select(".stegviser span")] == ["Vi lurer", "Vi hjelper"]


def test_a_tool_of_a_level_leads_to_what_the_municipality_has(rot: Path) -> None:
    """A template with an address is a link, and then nothing says that there are none; a script never is."""
    bti_yml = rot / "schema" / "vokabular" / "bti.yml"
    bti_yml.write_text(LEVELS, "utf-8")
    _, nought, first = bti.bti(site(rot), BTI)
    assert "Lenker til kommunens maler mangler." in nought.content
    assert "Lenker til kommunens maler mangler." not in first.content
    (link,) = BeautifulSoup(first.content, "html.parser").select(".verktoy a")
    assert (text(link), link["href"]) == ("Notat", "https://eksempel.no/notat")
    bti_yml.write_text(LEVELS.replace("https://eksempel.no/notat", "notat.pdf"), "utf-8")
    (problem,) = feil(rot, "schema/vokabular/bti.yml")
    assert (problem.linje, problem.melding[:26]) == (7, "Lenken «notat.pdf» går ikk")


@pytest.mark.parametrize("tel", ["113", "112", "116117", "116111"])
def test_an_emergency_number_that_is_gone_is_told(rot: Path, tel: str) -> None:
    """Where no help line has a number that the pages name, nothing is built, whatever the ids are."""
    change(
        rot,
        LINJER,
        (f'^    tel: "{tel}"$', '    tel: "99999999"'),
        (f'^    nummer: "{tel[:3]} ?{tel[3:]}"$', '    nummer: "99999999"'),
        (f'^        verdi: "{tel[:3]} ?{tel[3:]}"$', '        verdi: "99999999"'),
    )
    assert [(p.linje, p.melding) for p in feil(rot)] == [
        (5, f"Ingen linje har telefonen {tel}. Sidene viser til det nummeret. Ta linjen inn igjen.")
    ]


def test_some_numbers_stand_on_every_page(rot: Path) -> None:
    """Every page has the numbers that one calls when it is urgent, so each of them must say so."""
    change(rot, LINJER, (r"^    alltid: true\n", ""))
    problems = feil(rot)
    lines = (rot / LINJER).read_text("utf-8").split("\n")
    told = ['  - id: "113"', '  - id: "112"', '  - id: "116117"', '  - id: "116111"']
    assert [lines[problem.linje - 1] for problem in problems] == told
    assert all("alltid: true" in problem.melding for problem in problems)


def test_a_number_may_be_local_too(rot: Path) -> None:
    """The emergency doctor of a municipality has the national number: one of the lines with it stands on every page."""
    content = (rot / LINJER).read_text("utf-8")
    first = content[content.index('  - id: "116117"') : content.index('  - id: "116111"')]
    local = first.replace('"116117"\n', '"legevakten-her"\n', 1).replace("    alltid: true\n", "    lokal: true\n")
    (rot / LINJER).write_text(content + local, "utf-8")
    assert feil(rot) == []


UTEN_TEL = ('    tel: "116123"\n', "")
UTEN_TEL_MED_LAND = ('nummer: "116 123"\n    tel: "116123"\n', 'nummer: "+47 116 123"\n')
UTEN_NUMMER = ('    nummer: "110"\n', "")
ULIKE = ('nummer: "110"', 'nummer: "101"')
MIDT_I = ('nummer: "110"', 'nummer: "91 10 12 34"')
KANAL = ('        verdi: "113"', '        verdi: "131"')
ALLTID = ('  - id: "ung"\n', '  - id: "ung"\n    alltid: true\n')


@pytest.mark.parametrize(
    ("edit", "where", "melding", "forslag"),
    [
        (UTEN_TEL, '  - id: "116123"', "«Hjelpetelefonen til Mental Helse» har et nummer, men", 'tel: "116123"'),
        (UTEN_TEL_MED_LAND, '  - id: "116123"', "«Hjelpetelefonen til Mental Helse» har et nummer, men", ""),
        (UTEN_NUMMER, '  - id: "110"', "«Brann» har «tel», men ikke «nummer»", 'nummer: "110"'),
        (ULIKE, '    tel: "110"', "«Brann» har nummeret 101, men telefonen ringer 110.", ""),
        (MIDT_I, '    tel: "110"', "«Brann» har nummeret 91 10 12 34, men telefonen ringer 110.", ""),
        (ALLTID, "    alltid: true", "«ung.no» skal stå på hver side", ""),
        (KANAL, '        verdi: "131"', "«Fare for liv og helse» har nummeret 113, men under «kanaler» står 131.", ""),
    ],
)
def test_what_one_reads_is_what_one_calls(
    rot: Path, edit: tuple[str, str], where: str, melding: str, forslag: str
) -> None:
    """``nummer`` and ``tel`` are the same number; a line to paste mends it where it can be known."""
    change(rot, LINJER, edit)
    (problem,) = feil(rot)
    assert problem.melding.startswith(melding)
    lines = (rot / LINJER).read_text("utf-8").split("\n")
    assert lines[problem.linje - 1].startswith(where)
    assert problem.forslag == (f"{lines[problem.linje - 1]}\n    {forslag}" if forslag else "")
    if forslag:
        lines[problem.linje - 1] = problem.forslag
        (rot / LINJER).write_text("\n".join(lines), "utf-8")
        assert feil(rot) == []


def test_what_nobody_has_checked_of_late_is_told_on_its_line(rot: Path) -> None:
    """A help line without a date is told where it begins, one with an old date where that stands."""
    told = [p for p in load(rot, I_DAG + timedelta(days=400)).problemer if p.fil == LINJER]
    lines = ["", *(rot / LINJER).read_text("utf-8").split("\n")]
    dates = [i for i, line in enumerate(lines) if line.startswith("    dato:")]
    begins = [i for i, line in enumerate(lines) if line.startswith("  - id:")]
    undated = [a for a, b in zip(begins, [*begins[1:], len(lines)], strict=True) if not {*dates} & {*range(a, b)}]
    assert undated
    assert [(p.linje, p.grad) for p in told] == sorted(
        [*((i, Grad.ADVARSEL) for i in dates), *((i, Grad.MANGLER) for i in undated)]
    )


def test_nobody_has_checked_a_number_on_a_day_to_come(rot: Path) -> None:
    """A slip in the year would keep a number from being checked again."""
    change(rot, LINJER, ('^    dato: "2026-09-09"$', '    dato: "2029-09-09"'))
    (told,) = {(p.melding, p.grad) for p in load(rot, I_DAG).problemer if "2029" in p.melding}
    assert told == ("Datoen er 9. september 2029, og den dagen er ikke kommet ennå.", Grad.ADVARSEL)


KJENT = {
    "kostnad": "gratis ukjent",
    "status": "planlagt pilot i-drift pause avsluttet ukjent",
    "svar": "ja nei ukjent",
    "synlighet": "innbygger ansatt",
    "trinn": "vgs",
    "type": "metode",
}
"""The values that the program knows by their ids, by their lists."""


@pytest.mark.parametrize(("navn", "ident"), [(navn, ident) for navn, ids in KJENT.items() for ident in ids.split()])
def test_a_value_that_the_program_knows_may_not_go(rot: Path, navn: str, ident: str) -> None:
    """A renamed id would take something off the pages without a word. Its name is free."""
    fil = f"schema/vokabular/{navn}.yml"
    for path in (rot / "schema" / "vokabular").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace(f'"{ident}"', '"noe-annet"'), "utf-8")
    messages = [p.melding for p in load(rot, I_DAG).problemer if p.fil == fil and p.grad is Grad.FEIL]
    assert messages == [f"Id-en «{ident}» mangler. Programmet bruker den. Ta den inn igjen. Navnet kan du velge selv."]


def test_a_value_that_the_guide_knows_is_missed(rot: Path) -> None:
    """A municipality may do without a theme or a target group, and is told what that takes from the guide."""
    for path in (rot / "schema" / "vokabular").glob("*.yml"):
        content = path.read_text("utf-8")
        for ident in (ident for idents in NAMED.values() for ident in idents):
            content = content.replace(f'"{ident}"', f'"{ident}-her"')
        path.write_text(content, "utf-8")
    found = load(rot, I_DAG).problemer
    for navn, idents in NAMED.items():
        told = [p for p in found if p.fil == f"schema/vokabular/{navn}.yml"]
        assert {p.melding.split("»")[0] for p in told} == {f"Id-en «{ident}" for ident in idents}
        assert {p.grad for p in told} == {Grad.ADVARSEL}


def test_the_guide_is_made_without_the_themes_it_knows(rot: Path) -> None:
    """It does without a theme that the municipality calls something else, with all that is shipped."""
    for folder in ("tiltak", "enheter"):
        shutil.copytree(ROT / folder, rot / folder, dirs_exist_ok=True)
    for path in (*(rot / "schema" / "vokabular").glob("*.yml"), *(rot / "tiltak").glob("*.yml")):
        content = path.read_text("utf-8")
        for ident in NAMED["tema"]:
            content = content.replace(f'"{ident}"', f'"{ident}-her"')
        path.write_text(content, "utf-8")
    (page,) = veiviser.pages(site(rot))
    assert "Gravid" in page.content


def test_a_text_in_no_language_is_told(rot: Path) -> None:
    """A capital letter in the key of a language would take the text off every page without a word."""
    fil = "schema/vokabular/tema.yml"
    content = (rot / fil).read_text("utf-8")
    (rot / fil).write_text(content.replace("    forklaring:\n      nb:", "    forklaring:\n      Nb:", 1), "utf-8")
    (problem,) = feil(rot, fil)
    assert (problem.fil, problem.melding) == (fil, "Vi kjenner ikke språket «Nb». Mente du «nb»?")
    lines = (rot / fil).read_text("utf-8").split("\n")
    assert lines[problem.linje - 1] == problem.forslag.replace("nb:", "Nb:", 1)


def test_local_numbers_take_the_place_of_what_is_said_to_be_missing(rot: Path) -> None:
    """The page of help lines says that local numbers are missing, of no place by name, until there is one."""
    missing = "Kontaktinformasjon mangler. Vi har ikke fått disse numrene."
    before = BeautifulSoup(next(help_lines_page.pages(site(rot))).content, "html.parser")
    assert missing in text(one(before, "section[aria-labelledby=h-lokalt]"))
    change(rot, LINJER, ('^  - id: "kirkens-sos"$', '  - id: "kirkens-sos"\n    lokal: true'))
    page = BeautifulSoup(next(help_lines_page.pages(site(rot))).content, "html.parser")
    assert missing not in text(page)
    local = one(page, "section[aria-labelledby=h-lokalt]")
    assert [text(one(line, "strong")) for line in local.select("li")] == ["22 40 00 40"]
    assert text(page).count("22 40 00 40") == 1


def cites(*years: str) -> Katalog:
    """Return a catalogue of one measure that cites a document from each year; the list has another document."""
    documents = {f"d{n}": Dokument(f"d{n}", {"nb": "Plan"}, dato=year) for n, year in enumerate(years)}
    other = {"annet": Dokument("annet", {"nb": "Ikke brukt"}, dato="1999")}
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    lists = dataclasses.replace(katalog.vokabular, dokumenter={**documents, **other}, plan={})
    post = dataclasses.replace(next(iter(katalog.tiltak.values())), kilder=tuple(Kilde(d, "1", "x") for d in documents))
    return Katalog({post.id: post}, {}, lists)


@pytest.mark.parametrize(
    ("years", "foot", "coverage"),
    [
        ((), "", ""),
        (("",), "Opplysningene kommer fra et offentlig dokument.", "Oversikten bygger på 1 dokument."),
        (("2026",), "… et offentlig dokument fra 2026.", "Oversikten bygger på 1 dokument fra 2026."),
        (("2026-01", "2026-05"), "… offentlige dokumenter fra 2026.", "Oversikten bygger på 2 dokumenter fra 2026."),
        (("2026", "2023"), "… fra 2023 til 2026.", "Oversikten bygger på 2 dokumenter fra 2023 til 2026."),
    ],
)
def test_only_documents_that_something_cites_are_told_of(years: tuple[str, ...], foot: str, coverage: str) -> None:
    """The foot of every page and the coverage count what is cited, and say a year once."""
    katalog = cites(*years)
    told = source_line(katalog).removesuffix("Ingen av 1 tiltak er bekreftet av enheten.")
    assert told.strip().endswith(foot.removeprefix("…"))
    assert bool(told) is bool(foot)
    assert sources_text(katalog, words()["dekning"]["kilder"]) == coverage


OPTIONAL = ("plan", "metoder", "hjemler", "dokumenter", "bti")
"""The lists that a municipality may have nothing in."""


def emptied(rot: Path) -> None:
    """Take every value out of the lists that may be empty, and what refers to one of them out of the posts."""
    for navn in OPTIONAL:
        path = rot / "schema" / "vokabular" / f"{navn}.yml"
        head = re.split(r"^(?:mal|verdier):", path.read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
        goals = "mal: []\n" if navn == "plan" else ""
        path.write_text(f"{head}{goals}verdier: []\n", "utf-8")
    for path in (rot / "tiltak").iterdir():
        content = path.read_text("utf-8").replace("bti: [0]", "bti: []")
        path.write_text(re.sub("^kilder: .*\n", "", content, flags=re.MULTILINE), "utf-8")


def test_a_municipality_without_a_plan_has_no_page_that_leads_to_it(rot: Path) -> None:
    """Lists that hold nothing are no fault; the menu and the home page leave them out, and their pages say so."""
    emptied(rot)
    made = site(rot)
    pages = {page.path: page.content for each in PAGES for page in each(made)}
    assert "Tiltakene i planen er ikke ført opp her." in pages["plan/"]
    assert "<table" not in pages["plan/"]
    assert "Ingenting er ført opp her ennå." in pages["metode/"]
    front = str(pages[""])
    assert 'plan/"' not in front
    assert 'metode/"' not in front
    menu = frame.facts(made.katalog)["navigasjon"]
    assert {"plan/", "metode/"} & {p["adresse"] for group in menu.values() for p in group} == set()
    asked = {q.path[0] for q in questions(read_grunnlag(rot).skjema("tiltak"), {})}
    assert {"plan", "metode", "hjemmel"} & asked == set()
    assert not [problem for problem in load(rot, I_DAG).problemer if problem.felt == "Kilder"]  # no list to name one of


def test_a_municipality_without_bti_reads_nothing_of_it(rot: Path) -> None:
    """No page, choice, column, form or way in is about levels that are not there; the safety rule stands alone."""
    emptied(rot)
    made = site(rot)
    pages = {page.path: page for each in PAGES for page in each(made)}
    pages |= {page.path: page for page in measure_page.pages(made, list(made.katalog.tiltak.values()))}
    for path, page in pages.items():
        read = BeautifulSoup(page.content, "html.parser")
        assert not re.search("BTI|tverrfaglig innsats", f"{page.title} {page.description} {text(read)}"), path
        ways = {str(a["href"]).removeprefix(WAY) for a in read.select("a[href*='bti']")}
        assert ways <= {"bti/#sikkerhet"}, path
        assert not read.select("[name=bti], [data-bti], .jobbflate > :empty"), path
    assert [path for path in pages if "bti" in path] == ["bti/"]
    rule = BeautifulSoup(pages["bti/"].content, "html.parser")
    assert [text(h) for h in rule.select("h1, h2")] == ["Sikkerhetsregelen", words()["regel"]["tittel"]]
    menu = frame.facts(made.katalog)["navigasjon"]["ansatte"]
    assert menu[0] == {"navn": "Sikkerhetsregelen", "adresse": "bti/", "seksjon": "bti"}
    assert "BTI" not in as_csv(made.matrices, made.katalog)


def test_what_asks_for_a_post_asks_for_no_level_that_is_not_there(rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema is one, and every way in gives the empty list that a post must have."""
    emptied(rot)
    grunnlag = read_grunnlag(rot)
    skjema = grunnlag.skjema("tiltak")
    Draft7Validator.check_schema(grunnlag.filled["tiltak"])
    assert always_empty(skjema.innhold) == ("bti",)
    asked = felt.questions(skjema.innhold, {})
    assert "bti" not in {q.path[0] for q in (*asked, *questions(skjema, {}))}
    assert "BTI-nivå" not in str(filer.something_wrong(skjema.innhold))
    settings = sveltia.settings({"tiltak": skjema.innhold, "enhet": grunnlag.skjema("enhet").innhold}, None, "")
    fields = [navn for collection in settings["collections"] for navn in (f["name"] for f in collection["fields"])]
    assert "risikofaktorer" in fields
    assert "bti" not in fields
    answer = judge_answer(rot, I_DAG, kropp(felt.questions(skjema.innhold, {"eksempel": "Eksempelenheten"}), ANSWER))
    assert "\nbti: []\n" in answer.tekst
    monkeypatch.chdir(rot)
    assert main(["ny", *(f"--{key}={value}" for key, value in ANSWERS.items() if key != "bti")]) == 0
    assert "\nbti: []\n" in (rot / "tiltak" / "apen-hall-pa-lordager.yml").read_text("utf-8")


def test_a_level_that_is_left_in_a_post_is_told_away(rot: Path) -> None:
    """The field must be there: taking the line away would be another fault."""
    emptied(rot)
    (one_post,) = (rot / "tiltak").glob("*.yml")
    post(rot, one_post.stem, bti="[0]")
    message = "Vi kjenner ikke «0». Listen i schema/vokabular er tom. Ta bort verdiene, og skriv bti: []"
    assert [problem.melding for problem in feil(rot, f"tiltak/{one_post.name}")] == [message]


PLAN = """navn: {nb: "Tiltak i planen"}
forklaring: {nb: "Oppvekstplanen."}
mal:
  - {id: "A", navn: {nb: "Trygge barn"}}
  - {id: 5.2, navn: {nb: "Gode skoler"}}
verdier:
  - {id: "A1", mal: "A", navn: {nb: "Foreldrekurs"}}
  - {id: 5.2.1, mal: 5.2, navn: {nb: "Leksehjelp"}}
  - {id: 7, mal: 5.2, navn: {nb: "Skolemat"}}
"""


def test_a_plan_has_its_own_numbers(rot: Path) -> None:
    """Letters, one number or three: whatever stands in the municipality's plan, the posts and the page say it."""
    (rot / "schema" / "vokabular" / "plan.yml").write_text(PLAN, "utf-8")
    (one_post,) = (rot / "tiltak").glob("*.yml")
    post(rot, one_post.stem, plan='["A1", 5.2.1, 7]')
    assert said(rot, "plan/", ".planliste h3") == "A1 Foreldrekurs 5.2.1 Leksehjelp 7 Skolemat"
    assert said(rot, "plan/", ".planliste > li:has(.baerere) h3") == said(rot, "plan/", ".planliste h3")


@pytest.mark.parametrize("navn", OPTIONAL)
def test_what_is_said_of_an_empty_list_leads_out(rot: Path, navn: str) -> None:
    """Where the list itself is gone, the line to paste is an empty one, and then nothing is wrong."""
    emptied(rot)
    fil = f"schema/vokabular/{navn}.yml"
    change(rot, fil, (r"^verdier: \[\]\n", ""))
    (problem,) = feil(rot, fil)
    assert problem.forslag == "verdier: []"
    (rot / fil).write_text(f"{(rot / fil).read_text('utf-8')}{problem.forslag}\n", "utf-8")
    assert feil(rot, fil) == []


@pytest.mark.parametrize("navn", ["forebyggingsniva", "kommuner", "tema"])
def test_a_list_that_may_not_be_empty_is_filled_by_what_is_told(rot: Path, navn: str) -> None:
    """The lines to paste are those of a value, each with what must be filled in; no text in the place of one."""
    fil = f"schema/vokabular/{navn}.yml"
    (rot / fil).write_text('navn:\n  nb: "Liste"\nverdier: []\n', "utf-8")
    (problem,) = feil(rot, fil)
    (rot / fil).write_text(f'navn:\n  nb: "Liste"\n{problem.forslag}\n', "utf-8")
    again = feil(rot, fil)
    assert {p.felt for p in again} >= {"Id", "Navn"}
    assert all("<" in p.melding for p in again)


def test_what_an_empty_list_no_longer_has_is_told(rot: Path) -> None:
    """A post that still names a measure of the plan is told that there are none, not to choose among nothing."""
    plan = rot / "schema" / "vokabular" / "plan.yml"
    content = plan.read_text("utf-8")
    plan.write_text(content[: content.index("mal:")] + "mal: []\nverdier: []\n", "utf-8")
    post = next((rot / "tiltak").glob("*.yml"))
    post.write_text(post.read_text("utf-8") + 'plan: ["3.3"]\n', "utf-8")
    (problem,) = (p for p in load(rot, I_DAG).problemer if p.grad is Grad.FEIL)
    assert problem.melding == "Vi kjenner ikke «3.3». Listen i schema/vokabular er tom. Slett linjen."
