"""The folder as a whole: which files are read, what is refused, what holds across posts."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.fodselsnummer import is_identity_number
from generator.judging.skjema import NAVN, fill, make, path_of, read_raw, write
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.problem import Grad, Problem
from generator.reading.folder import files
from generator.report import as_github, as_json, as_text
from generator.rules import checks, hjelpelinjer, lister, textchecks
from generator.spelling import suggest
from tests.fasit import TILTAK
from tests.prosjekt import FEIL, I_DAG, POST, ROT, lag, timed


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Return a project without a fault, in a folder whose name has a space and an å."""
    return lag(tmp_path / "en mappe på disken")


def feil(rot: Path, i_dag: date = I_DAG) -> list[Problem]:
    """Return every FEIL of a project."""
    lest = load(rot, i_dag)
    found = [problem for problem in lest.problemer if problem.grad is Grad.FEIL]
    assert (lest.katalog is None) is bool(found)
    return found


def told(rot: Path) -> list[tuple[str, str]]:
    """Return the file and the first sentence of every FEIL."""
    return [(problem.fil, problem.melding.partition(". ")[0].rstrip(".")) for problem in feil(rot)]


# ---- the shipped data -------------------------------------------------------------------------------------


def test_shipped_data_has_no_feil() -> None:
    """Everything we ship is read and typed, and no day makes a FEIL of it: one that comes, or one long gone."""
    for days in (-9000, -1000, 0, 366, 4000):
        assert feil(ROT, I_DAG + timedelta(days=days)) == []
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    assert len(katalog.tiltak) >= 103
    assert list(katalog.tiltak) == sorted(path.stem for path in (ROT / "tiltak").glob("*.yml"))
    assert list(katalog.enheter) == sorted(path.stem for path in (ROT / "enheter").glob("*.yml"))


SPOR_OM = {"Status": ("status",), "Kan ta kontakt selv": ("tilgang", "ta_kontakt_selv"), "Pris": ("kostnad", "type")}
"""What readers look for first: what it is called, and where it stands."""


def test_what_is_not_known_is_asked_for() -> None:
    """The owner of a post is asked what readers look for first, on the line where it stands; nobody else is."""
    found = {
        (problem.fil, problem.felt): problem
        for problem in load(ROT, I_DAG).problemer
        if problem.felt in SPOR_OM and problem.grad is Grad.MANGLER
    }
    expected = set()
    for ident, post in TILTAK.items():
        for felt, path in SPOR_OM.items():
            value = post[path[0]] if len(path) == 1 else post[path[0]][path[1]]
            for_families = "innbygger" in post["synlighet"] and post["type"] not in ("samarbeidsarena", "verktoy")
            if value == "ukjent" and (for_families or felt == "Status"):
                expected.add((f"tiltak/{ident}.yml", felt))
    assert set(found) == expected
    assert {felt for _, felt in expected} == set(SPOR_OM)
    for (fil, felt), problem in found.items():
        line = (ROT / fil).read_text("utf-8").splitlines()[problem.linje - 1]
        assert line.endswith(f'{SPOR_OM[felt][-1]}: "ukjent"')
        assert line[problem.kolonne - 1 :] == '"ukjent"'
        assert re.sub('"<.*>"', '"ukjent"', problem.forslag) == line
    library = found["tiltak/biblioteket.yml", "Kan ta kontakt selv"]
    assert library.melding == "Innbyggere ser ikke om de kan ta kontakt selv. Spør: Biblioteket i Namsos."
    assert library.forslag == '  ta_kontakt_selv: "<ja eller nei>"'


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ('tilgang:\n  slik: "Ring"\n  ta_kontakt_selv: "ukjent"\n', (18, 20), '  ta_kontakt_selv: "<ja eller nei>"'),
        ('tilgang: {ta_kontakt_selv: "ukjent"}\n', (16, 28), 'tilgang: {ta_kontakt_selv: "<ja eller nei>"}'),
        ("tilgang:\r\n  ta_kontakt_selv: ukjent # spør\r\n", (17, 20), '  ta_kontakt_selv: "<ja eller nei>" # spør'),
        ('# tilgang:\n"tilgang":\n    ta_kontakt_selv: "ukjent"\n', (18, 22), '    ta_kontakt_selv: "<ja eller nei>"'),
    ],
    ids=["ours", "braces", "windows", "far in"],
)
def test_what_is_asked_for_is_found_however_it_is_written(
    rot: Path, text: str, place: tuple[int, int], line: str
) -> None:
    """A post may be written in other ways than ours: the place and the line to paste are the same."""
    whole = POST.replace('tilgang: {ta_kontakt_selv: "ja"}\n', text)
    (rot / "tiltak" / "babysvomming.yml").write_bytes(whole.encode())
    (problem,) = (problem for problem in load(rot, I_DAG).problemer if problem.felt == "Kan ta kontakt selv")
    assert (problem.linje, problem.kolonne) == place
    assert problem.forslag == line


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('type: "tjenste"', [("stikkord", "Uten stikkord finner folk")]),
        ('stikord: ["svømming"]', []),  # it is there, misspelt
        ("stikkord: []", []),  # what is wrong with it is told already
        ("kostnad: gratis", [("stikkord", "Uten stikkord finner folk")]),
    ],
)
def test_what_is_missing_is_told_beside_a_feil(rot: Path, line: str, told: list[tuple[str, str]]) -> None:
    """A FEIL in one field does not keep back what the others lack; a field that is refused itself is not missing."""
    post, key = rot / "tiltak" / "babysvomming.yml", line.partition(":")[0]
    kept = [kept for kept in POST.splitlines() if not kept.startswith((f"{key}:", "stikkord:"))]
    post.write_text("\n".join([*kept, line, ""]), "utf-8")
    own = [problem for problem in load(rot, I_DAG).problemer if problem.fil == "tiltak/babysvomming.yml"]
    lacking = [problem for problem in own if problem.grad is Grad.MANGLER]
    assert {problem.grad for problem in own} >= {Grad.FEIL}
    assert [(p.forslag.partition(":")[0], p.melding[: len(told[0][1])]) for p in lacking] == told


def test_problems_come_in_order(rot: Path) -> None:
    """All problems of all files are told at once, by file and then by line."""
    for name in ("b", "a", "c"):
        (rot / "tiltak" / f"{name}.yml").write_text("navn: x: y\nkort: @a\nukjent: 1\n", "utf-8")
    problems = load(rot, I_DAG).problemer
    assert list(problems) == sorted(problems, key=lambda problem: problem.key)
    lines = {(problem.fil, problem.linje) for problem in problems}
    assert {(f"tiltak/{name}.yml", line) for name in "abc" for line in (1, 2, 3)} <= lines


def test_a_broken_file_is_still_something_to_refer_to(rot: Path) -> None:
    """A file that cannot be read does not make every reference to it a FEIL of its own."""
    (rot / "enheter" / "eksempel.yml").write_text("navn: @\n", "utf-8")
    assert {problem.fil for problem in feil(rot)} == {"enheter/eksempel.yml"}
    assert [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak/")] == []


@pytest.mark.parametrize(
    ("written", "melding", "proposed"),
    [
        ("Taus_Enhet", "Vi kjenner ikke enheten «Taus_Enhet». Mente du «taus-enhet»?", 'enhet: "taus-enhet"'),
        ('"taus-enhet "', "Det står et mellomrom foran eller bak «taus-enhet». Ta det bort.", 'enhet: "taus-enhet"'),
        ("enheter/taus-enhet.yml", "Vi kjenner ikke enheten", 'enhet: "taus-enhet"'),
        ("Familiebasen_Grong", "Vi kjenner ikke enheten «Familiebasen_Grong». Ingen fil i mappen enheter/ heter", ""),
        ('"annen-enhet "', "Vi kjenner ikke enheten «annen-enhet». Ingen fil i mappen enheter/ heter det.", ""),
    ],
)
def test_only_units_that_are_there_are_proposed(rot: Path, written: str, melding: str, proposed: str) -> None:
    """A unit that is misspelt is told once, with the id of a file in enheter/ or none."""
    post = rot / "tiltak" / "babysvomming.yml"
    post.write_text(POST.replace('enhet: "eksempel"', f"enhet: {written}"), "utf-8")
    (problem,) = [problem for problem in load(rot, I_DAG).problemer if problem.fil == "tiltak/babysvomming.yml"]
    assert problem.melding.startswith(melding)
    assert problem.forslag == proposed


def test_another_measure_is_not_proposed_for_one_that_is_deleted(rot: Path) -> None:
    """«skolehelsetjenesten-grong» is no misspelling of the one in Namsos: whoever pasted that would do harm."""
    (rot / "tiltak" / "helsestasjon-namsos.yml").write_text(POST.replace("Babysvømming", "Helsestasjon"), "utf-8")
    post = rot / "tiltak" / "babysvomming.yml"
    meant = 'del_av: "helsestasjon-namsos"'
    for written, proposed in (
        ("helsestasjon-grong", ""),
        ("helsestasjon", ""),
        ("helsestasjonn-namsos", meant),
        ("helse-stasjon-namsos", meant),
    ):
        post.write_text(f'{POST}del_av: "{written}"\n', "utf-8")
        (problem,) = feil(rot)
        assert problem.forslag == proposed
        assert problem.melding.endswith("Er tilbudet slettet, sletter du linjen.") is (proposed == "")


def test_an_identity_number_as_a_unit_is_told_as_what_it_is(rot: Path) -> None:
    """That no unit is called so, is said besides, and does not hide it."""
    post = rot / "tiltak" / "babysvomming.yml"
    post.write_text(POST.replace('enhet: "eksempel"', 'enhet: "01819000049"'), "utf-8")
    assert any("fødselsnummer" in problem.melding for problem in feil(rot))


# ---- files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Åpen barnehage.yml", "apen-barnehage.yml"),
        ("HFU.yml", "hfu.yml"),
        ("for_ansatte.yml", "for-ansatte.yml"),
        ("-rart-.yml", "rart.yml"),
        ("hfu.yaml", "hfu.yml"),
        ("hfu.YML", "hfu.yml"),
        ("hfu.yml.txt", "hfu.yml"),
        ("hfu.txt", "hfu.yml"),
        ("hfu", "hfu.yml"),
        ("æøå.yml", "aoa.yml"),
        (".hfu.yml", "hfu.yml"),
        (".hfu.yaml", "hfu.yml"),
        ("...yml", None),
    ],
)
def test_bad_names_are_told_the_right_one(rot: Path, name: str, wanted: str | None) -> None:
    """A file whose name is no id, or whose ending is another, is a FEIL with the name it should have."""
    (rot / "tiltak" / name).write_text(POST.replace("Babysvømming", "Noe annet"), "utf-8")
    assert [(problem.fil, problem.linje, problem.forslag) for problem in feil(rot)] == (
        [(f"tiltak/{name}", 0, wanted)] if wanted else []
    )


@pytest.mark.parametrize("name", ["hfu-grong.txt", "hfu-grong.yaml", "hfu-grong.yml.bak", "HFU Grong.yml"])
def test_no_name_is_proposed_that_would_overwrite_a_post(rot: Path, name: str) -> None:
    """Where a file has the right name already, that is told, and no name is proposed."""
    post = POST.replace("Babysvømming", "Noe annet")
    (rot / "tiltak" / "hfu-grong.yml").write_text(post, "utf-8")
    (rot / "tiltak" / name).write_text(post.replace("Noe annet", "Noe helt annet"), "utf-8")
    found = feil(rot)
    assert [(problem.fil, problem.forslag) for problem in found] == [(f"tiltak/{name}", "")]
    assert "Navnet hfu-grong.yml er i bruk." in found[0].melding


def test_two_files_are_not_given_the_same_name(rot: Path) -> None:
    """Two files that would have the same name: the first can have it, the other must have one of its own."""
    for ending in ("txt", "yaml"):
        (rot / "tiltak" / f"hfu.{ending}").write_text(POST.replace("Babysvømming", f"Noe {ending}"), "utf-8")
    assert [problem.forslag for problem in feil(rot)] == ["hfu.yml", ""]


def test_a_name_of_odd_bytes_can_be_printed(rot: Path) -> None:
    """A file name that is no UTF-8 is told with a sign in its place."""
    with open(os.fsencode(rot / "tiltak") + b"/\xff.yml", "wb"):  # noqa: PTH123 - a name of bytes
        pass
    assert next(problem.fil.encode() for problem in feil(rot)) == "tiltak/\ufffd.yml".encode()


def test_what_is_no_post_is_left_alone(rot: Path) -> None:
    """Hidden files, README, editors' copies and empty folders are no posts and no problem."""
    before = load(rot, I_DAG)
    odd = (".DS_Store", "._hfu.yml", ".#hfu.yml", ".hfu.yml.swp", "README.md", "README", "hfu.yml~")
    for name in (*odd, "Thumbs.db", "desktop.ini"):
        (rot / "tiltak" / name).write_text("x", "utf-8")
    (rot / "tiltak" / "bilder").mkdir()
    assert load(rot, I_DAG) == before


def test_posts_in_folders_below_are_not_lost(rot: Path) -> None:
    """A post in a folder below would never be read: a FEIL."""
    (rot / "tiltak" / "grong").mkdir()
    (rot / "tiltak" / "grong" / "hfu.yml").write_text(POST, "utf-8")
    assert told(rot) == [("tiltak/grong", "Filer i undermapper blir ikke lest")]


@pytest.mark.parametrize("ending", ["yml", "yaml"])
def test_what_refers_to_a_post_in_a_folder_below_is_not_told_besides(rot: Path, ending: str) -> None:
    """The post is there, only in the wrong place: that is the one fault."""
    (rot / "tiltak" / "grong").mkdir()
    (rot / "tiltak" / "grong" / f"under.{ending}").write_text(POST.replace("Babysvømming", "Under"), "utf-8")
    (rot / "tiltak" / "babysvomming.yml").write_text(f'{POST}relatert: ["under"]\n', "utf-8")
    assert told(rot) == [("tiltak/grong", "Filer i undermapper blir ikke lest")]


def test_a_post_in_the_folder_of_others_is_told_once(rot: Path) -> None:
    """A whole measure among the units, and a unit among the measures: each belongs in the other folder."""
    unit = (rot / "enheter" / "eksempel.yml").read_text("utf-8")
    (rot / "enheter" / "apen-barnehage.yml").write_text(POST.replace("Babysvømming", "Åpen barnehage"), "utf-8")
    (rot / "tiltak" / "ny-enhet.yml").write_text(unit, "utf-8")
    assert [(problem.fil, problem.melding) for problem in feil(rot)] == [
        ("enheter/apen-barnehage.yml", "Dette er et tilbud. Flytt filen til mappen tiltak/."),
        ("tiltak/ny-enhet.yml", "Dette er en enhet. Flytt filen til mappen enheter/."),
    ]


def test_a_post_in_the_folder_of_others_is_judged_anew_when_their_schema_is(rot: Path) -> None:
    """What is remembered of a file was judged by the schemas of both folders."""
    (rot / "enheter" / "apen-barnehage.yml").write_text(POST, "utf-8")
    schema = rot / path_of("tiltak")
    told = []
    for required in ("", '"resultat", '):
        content = schema.read_text("utf-8").replace('"required": [\n    ', f'"required": [\n    {required}', 1)
        schema.write_text(content, "utf-8")
        told.append(any("Dette er et tilbud" in p.melding for p in load(rot, I_DAG).problemer))
    assert told == [True, False]


def test_what_refers_to_a_post_in_the_folder_of_others_is_not_told_besides(rot: Path) -> None:
    """Once the file is moved, the references are right: they are no fault of their own. Others are told as ever."""
    unit = (rot / "enheter" / "eksempel.yml").read_text("utf-8")
    (rot / "enheter" / "apen-barnehage.yml").write_text(POST.replace("Babysvømming", "Åpen barnehage"), "utf-8")
    (rot / "tiltak" / "ny-enhet.yml").write_text(unit, "utf-8")
    refers = POST.replace('"eksempel"', '"ny-enhet"') + 'relatert: ["apen-barnehage", "borte-vekk"]\n'
    (rot / "tiltak" / "babysvomming.yml").write_text(refers, "utf-8")
    assert told(rot) == [
        ("enheter/apen-barnehage.yml", "Dette er et tilbud"),
        ("tiltak/babysvomming.yml", "Vi kjenner ikke tilbudet «borte-vekk»"),
        ("tiltak/ny-enhet.yml", "Dette er en enhet"),
    ]


def test_links_out_of_the_folder_are_refused(rot: Path, tmp_path: Path) -> None:
    """A link to a file outside, to nothing or to itself is a FEIL; what it leads to is never shown."""
    secret = tmp_path / "hemmelig.yml"
    secret.write_text("navn: veldig hemmelig\n", "utf-8")
    (rot / "tiltak" / "ut.yml").symlink_to(secret)
    (rot / "tiltak" / "opp.yml").symlink_to("../enheter/eksempel.yml")
    (rot / "tiltak" / "ingen.yml").symlink_to("finnes-ikke.yml")
    (rot / "tiltak" / "ring.yml").symlink_to("ring.yml")
    assert told(rot) == [
        ("tiltak/ingen.yml", "Filen mangler"),
        ("tiltak/opp.yml", "Filen er en lenke ut av mappen"),
        ("tiltak/ring.yml", "Filen kan ikke leses"),
        ("tiltak/ut.yml", "Filen er en lenke ut av mappen"),
    ]
    assert "hemmelig" not in str(load(rot, I_DAG).problemer)


def test_a_link_inside_the_folder_is_read(rot: Path) -> None:
    """A link to another post of the folder is a post of its own."""
    (rot / "tiltak" / "andre.yml").symlink_to("babysvomming.yml")
    assert feil(rot) == []


def test_a_folder_that_is_a_link_out_is_refused(rot: Path, tmp_path: Path) -> None:
    """The folder of posts is no link to another place."""
    shutil.move(rot / "tiltak", tmp_path / "andre")
    (rot / "tiltak").symlink_to(tmp_path / "andre")
    assert told(rot) == [("tiltak", "Mappen tiltak/ er en lenke ut av prosjektet")]


def test_a_folder_below_that_is_a_link_is_told_as_that(rot: Path, tmp_path: Path) -> None:
    """What lies where it leads is not read, and it lacks no ending."""
    (tmp_path / "andre").mkdir()
    (rot / "tiltak" / "mappe").symlink_to(tmp_path / "andre")
    assert told(rot) == [("tiltak/mappe", "Dette er en lenke til en annen mappe")]


def test_what_is_no_file_is_refused_without_waiting(rot: Path) -> None:
    """A pipe or a folder with the name of a post is a FEIL, and nobody waits for it."""
    os.mkfifo(rot / "tiltak" / "pipe.yml")
    (rot / "tiltak" / "mappe.yml").mkdir()
    assert told(rot) == [
        ("tiltak/mappe.yml", "Filer i undermapper blir ikke lest"),
        ("tiltak/pipe.yml", "Dette er ikke en vanlig fil"),
    ]


def test_a_huge_file_is_not_read_whole(rot: Path) -> None:
    """A file far too large is refused after 64 kB: it takes no longer than what else there is."""
    without, _ = timed(lambda: told(rot))
    with (rot / "tiltak" / "stor.yml").open("wb") as stream:
        stream.truncate(8 * 1024**3)
    spent, found = timed(lambda: told(rot))
    assert found == [("tiltak/stor.yml", "Filen er større enn 64 kB")]
    assert spent < 3 * without


def test_missing_folders_are_told(tmp_path: Path) -> None:
    """In a folder that is no project every missing part is a FEIL."""
    assert {problem.fil for problem in feil(tmp_path)} == {path_of(navn) for navn in NAVN}
    shutil.copytree(ROT / "schema", tmp_path / "schema")
    assert [(p.fil, p.melding) for p in feil(tmp_path)] == [
        (mappe, f"Mappen {mappe}/ mangler. Er du i riktig mappe, så lag den: Git tar ikke vare på tomme mapper.")
        for mappe in ("enheter", "tiltak")
    ]


# ---- schemas and vocabularies ------------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["", "{", "[]", '{"properties": 1}', "[" * 100_000, "\xff"])
def test_a_broken_schema_is_a_feil(rot: Path, content: str) -> None:
    """A schema that is no schema is a FEIL, whatever it holds."""
    (rot / path_of("tiltak")).write_bytes(content.encode("latin-1"))
    assert [problem.fil for problem in feil(rot)] == [path_of("tiltak")]


def test_a_missing_vocabulary_is_a_feil(rot: Path) -> None:
    """Without one of its lists nothing can be judged, and the missing file is named."""
    (rot / "schema" / "vokabular" / "tema.yml").unlink()
    assert told(rot) == [("schema/vokabular/tema.yml", "Filen mangler")]


@pytest.mark.parametrize(
    ("fil", "old", "new", "melding"),
    [
        ("tema", "  - id: ", "  - idd: ", "Vi kjenner ikke feltet «idd»"),
        ("tema", "      nb: ", "      nn: ", "Feltet «Navn» (nb) mangler"),
        ("status", '"pilot"', '"i-drift"', "Id-en «i-drift» står to ganger i listen"),
        ("kommuner", '"5007"', '"507"', "«507» har ikke riktig form"),
        ("plan", 'mal: "1"', 'mal: "7"', "Vi kjenner ikke «7». Du kan velge mellom 1, 2, 3, 4."),
        ("risikofaktorer", '- "foreldrerollen"', '- "foreldrerolen"', "Vi kjenner ikke «foreldrerolen»"),
    ],
)
def test_a_fault_in_a_vocabulary_is_told_on_its_line(rot: Path, fil: str, old: str, new: str, melding: str) -> None:
    """Vocabularies are judged as posts are: by their own schema, and against each other."""
    path = rot / "schema" / "vokabular" / f"{fil}.yml"
    text = path.read_text("utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [problem for problem in feil(rot) if problem.melding.startswith(melding)]
    assert [problem.fil for problem in found] == [f"schema/vokabular/{fil}.yml"]
    assert abs(found[0].linje - line) <= 1 or fil == "status"


@pytest.mark.parametrize(
    ("fil", "old", "new", "melding"),
    [
        ("kommuner", 'id: "namsos"', 'id: "nam sos"', "«nam sos» er ikke en id."),
        ("tema", 'id: "skolefravar"', 'id: ""', "Feltet er tomt."),
        ("status", 'id: "i-drift"', 'id: "planlagt"', "Id-en «planlagt» står to ganger i listen."),
        ("sprak", 'id: "nn"', 'id: "N N"', "«N N» har ikke riktig form."),
        ("bti", "id: 0", 'id: "../../../ute"', "«../../../ute» er ikke en id. En id har bokstaver a–z, tall"),
        ("bti", "id: 0", 'id: "/tmp/ute"', "«/tmp/ute» er ikke en id."),
        ("trinn", 'id: "vgs"', 'id: "../vgs"', "«../vgs» er ikke en id."),
        ("trinn", 'id: "vgs"', 'id: "Barnehage"', "Id-en «Barnehage» får samme adresse som «barnehage»."),
    ],
)
def test_nothing_is_judged_by_a_list_with_a_fault(rot: Path, fil: str, old: str, new: str, melding: str) -> None:
    """The fault is told where it is, and no post and no other list is told that it has an unknown word."""
    path = rot / "schema" / "vokabular" / f"{fil}.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    (rot / "tiltak" / "babysvomming.yml").write_text(POST.replace('"grong"', '"namsos"'), "utf-8")
    found = feil(rot)
    assert [(problem.fil, problem.melding[: len(melding)]) for problem in found] == [(path_of_list(fil), melding)]


@pytest.mark.parametrize("fil", ["bti", "dokumenter", "plan", "tema", "status", "sprak"])
def test_something_else_in_place_of_a_list_is_told_of_that_file_only(rot: Path, fil: str) -> None:
    """A list that holds no values is wrong in itself; what uses it is not."""
    (rot / path_of_list(fil)).write_text("hei: du\n", "utf-8")
    assert {problem.fil for problem in feil(rot)} == {path_of_list(fil)}


def path_of_list(navn: str) -> str:
    """Return where a list lies."""
    return f"schema/vokabular/{navn}.yml"


def test_a_list_can_be_changed_without_code(rot: Path) -> None:
    """A new value in a vocabulary holds at once; the schema on disk is told to be old, and can be written."""
    path = rot / "schema" / "vokabular" / "tema.yml"
    path.write_text(path.read_text("utf-8") + '  - id: "nytt-tema"\n    navn:\n      nb: "Nytt tema"\n', "utf-8")
    post = rot / "tiltak" / "babysvomming.yml"
    post.write_text(POST.replace('"foreldrerollen"', '"nytt-tema"'), "utf-8")
    stale = [problem for problem in load(rot, I_DAG).problemer if problem.fil.endswith(".schema.json")]
    assert feil(rot) == []
    assert {problem.grad for problem in stale} == {Grad.ADVARSEL}
    for navn, filled in read_grunnlag(rot).filled.items():
        (rot / path_of(navn)).write_text(write(filled), "utf-8")
    assert [problem for problem in load(rot, I_DAG).problemer if problem.fil.endswith(".schema.json")] == []


@pytest.mark.parametrize("navn", NAVN)
def test_schemas_on_disk_are_written_from_the_vocabularies(navn: str) -> None:
    """The schemas hold what «tiltak skjema» writes, byte for byte."""
    assert (ROT / path_of(navn)).read_text("utf-8") == write(read_grunnlag(ROT).filled[navn])


def test_filling_is_complete() -> None:
    """No mark in a schema is left without its values, and filling twice changes nothing."""
    lister = {"sprak": [("nb", "bokmål"), ("nn", "nynorsk")], "tema": [("rus", "Rus")], "kommuner": []}
    raw = read_raw(ROT, "tiltak")
    assert isinstance(raw, dict)
    filled = fill(raw, lister, "nb")
    assert filled == fill(filled, lister, "nb")
    assert list(filled["properties"]["oversettelser"]["properties"]) == ["nn"]
    assert filled["properties"]["tema"]["items"]["enum"] == ["rus"]
    assert filled["properties"]["tema"]["items"]["enumDescriptions"] == ["Rus"]
    assert filled["properties"]["kommuner"]["items"]["enum"] == ["alle"]
    assert "enum" not in filled["properties"]["trinn"]["items"]
    sure = [key for key in filled["properties"] if key not in ("antatt", "bekreftet")]
    assert filled["properties"]["antatt"]["items"]["enum"] == sure
    assert "$ref" not in str(make(filled).innhold)


# ---- across posts ----------------------------------------------------------------------------------------


def test_circles_are_told_at_every_link(rot: Path) -> None:
    """Three measures that are parts of each other are told once each; one that leads into the ring is not."""
    ring = {"a": "b", "b": "c", "c": "a", "d": "a"}
    for name, up in ring.items():
        post = POST.replace("Babysvømming", f"Tilbud {name}")
        (rot / "tiltak" / f"{name}.yml").write_text(f'{post}del_av: "{up}"\n', "utf-8")
    assert [(problem.fil, problem.linje) for problem in feil(rot)] == [
        (f"tiltak/{name}.yml", POST.count("\n") + 1) for name in "abc"
    ]


def test_units_have_no_circle(rot: Path) -> None:
    """Two units cannot be above each other."""
    for name, other in (("a", "b"), ("b", "a")):
        text = f'navn: "{name}"\nkommuner: ["grong"]\noverordnet: "{other}"\n'
        (rot / "enheter" / f"{name}.yml").write_text(text, "utf-8")
    assert [(problem.fil, problem.linje) for problem in feil(rot)] == [("enheter/a.yml", 3), ("enheter/b.yml", 3)]


def test_the_unit_answers_where_the_post_is_silent(rot: Path) -> None:
    """A post without contact is no gap while its unit can be reached."""
    post = rot / "tiltak" / "babysvomming.yml"
    silent = "\n".join(line for line in POST.split("\n") if not line.startswith("kontakt"))
    post.write_text(silent, "utf-8")
    assert [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak")] == []
    post.write_text(silent.replace('"eksempel"', '"taus-enhet"'), "utf-8")
    gaps = [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak")]
    assert [(problem.grad, problem.felt) for problem in gaps] == [(Grad.MANGLER, "Kontakt")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("til: 1}", "til: 8}"),
        ("2026-11-01", "2025-11-21"),
        ("bekreftet", 'varsel: {tekst: "Stengt i dag.", til: "2026-11-21"}\nbekreftet'),
    ],
    ids=["faktor", "bekreftet", "varsel"],
)
def test_the_last_day_and_the_first_age_are_inside(rot: Path, old: str, new: str) -> None:
    """What is for those of 8 fits a factor from 8; twelve months are not over a year; a notice holds its last day."""
    factor = '["B3"]' if "til" in old else '["B2"]'
    post = POST.replace('["B2"]', factor).replace(old, new)
    assert new in post
    (rot / "tiltak" / "babysvomming.yml").write_text(post, "utf-8")
    assert [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak")] == []


def test_a_grade_with_an_open_end_is_for_the_oldest_too(rot: Path) -> None:
    """Where one of the grades has no end, a factor for older children fits; where all have, it does not."""
    grades, post = rot / "schema" / "vokabular" / "trinn.yml", rot / "tiltak" / "babysvomming.yml"
    post.write_text(POST.replace("alder: {fra: 0, til: 1}", 'trinn: [2, "barnehage"]').replace("B2", "B6"), "utf-8")
    for told, old, new in ((1, "til: 5", "til: 5"), (0, "\n      til: 5\n", "\n")):
        grades.write_text(grades.read_text("utf-8").replace(old, new), "utf-8")
        warned = [p for p in load(rot, I_DAG).problemer if p.grad is Grad.ADVARSEL and p.fil.startswith("tiltak")]
        assert len(warned) == told


def test_each_of_those_with_one_name_is_told_once(rot: Path) -> None:
    """Each owner sees it in the own file, and the name of another; elsewhere the same name is no one's business."""
    for navn, kommuner in (("a-a", '["alle"]'), ("b-b", '["grong", "namsos"]'), ("c-c", '["leka"]')):
        text = POST.replace('navn: "Babysvømming"', 'navn: "Leketreff"').replace(
            'kommuner: ["grong"]', f"kommuner: {kommuner}"
        )
        (rot / "tiltak" / f"{navn}.yml").write_text(text, "utf-8")
    told = {p.fil: p.melding.partition(" ")[0] for p in load(rot, I_DAG).problemer if "samme navn" in p.melding}
    assert told == {"tiltak/a-a.yml": "«b-b»", "tiltak/b-b.yml": "«a-a»", "tiltak/c-c.yml": "«a-a»"}
    (rot / "tiltak" / "a-a.yml").unlink()
    assert [p for p in load(rot, I_DAG).problemer if "samme navn" in p.melding] == []


def test_help_lines_are_no_private_phones(rot: Path) -> None:
    """A number of a national help line begins with 9, and is no person's."""
    post = rot / "tiltak" / "babysvomming.yml"
    post.write_text(f'{POST}partnere: ["RUStelefonen, 915 08 588"]\n', "utf-8")
    assert [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak")] == []


@pytest.mark.parametrize(
    "written",
    [
        r'"Ring \u003018190 00049 i dag."',
        "|\n  Ring 018190\n  00049 i dag.",
        ">\n  Ring 018190\n  00049 i dag.",
        '"Ring 018190\n  00049 i dag."',
        '"Ring **018190** 00049 i dag."',
        '"Ring 0 1 8 1 9 0 0 0 0 4 9 i dag."',
    ],
)
def test_identity_numbers_are_found_as_they_are_read(rot: Path, written: str) -> None:
    """An escape or a line break hides nothing, and each number is told once."""
    post = rot / "tiltak" / "babysvomming.yml"
    lines = [line for line in POST.split("\n") if not line.startswith("for_ansatte")]
    post.write_text("\n".join(lines) + f"for_ansatte: {written}\n", "utf-8")
    told = [problem.melding for problem in load(rot, I_DAG).problemer if problem.grad is Grad.FEIL]
    assert [melding.split("»")[0] for melding in told] == ["«018190 *****"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["|", "  – Vi bader.", "  – Vi synger."], ["  - Vi bader.", "  - Vi synger."]),
        (["|", "  –   Vi bader.", "", "     — Vi synger. –"], ["  - Vi bader.", "     - Vi synger. –"]),
        (["|", "  – Det hjalp, sier en far.", "  Vi bader."], []),
        (["|", "  Vi bader • synger – og ler", "  · · ·", "  -5 grader"], []),
        (['"• Vi bader"'], ['for_ansatte: "- Vi bader"']),
        (["", "  • Vi bader", "  • Vi synger"], [""]),
        ([">", "  – Vi bader", "  – Vi synger", "  – Vi ler"], [""]),
        (["Vi bader", "  • Vi synger"], [""]),
    ],
)
def test_bullets_are_told_and_what_is_none_is_left(rot: Path, lines: list[str], told: list[str]) -> None:
    """Word processors write other signs before the points of a list; pasted, each line is one of Markdown."""
    post = rot / "tiltak" / "babysvomming.yml"
    kept = [line for line in POST.split("\n") if line and not line.startswith("for_ansatte")]
    written = [*kept, *f"for_ansatte: {chr(10).join(lines)}".split("\n"), ""]
    post.write_text("\n".join(written), "utf-8")
    found = [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak")]
    assert [problem.forslag for problem in found] == told
    for problem in found:
        assert problem.melding.startswith("Leserne ser tegnet ")
        assert ("Skriv tegnet | etter kolonet." in problem.melding) is (not problem.forslag)
        written[problem.linje - 1] = problem.forslag or written[problem.linje - 1]
    if all(told):
        post.write_text("\n".join(written), "utf-8")
        assert [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak")] == []


@pytest.mark.parametrize("number", ["01819000049", "41018000049"])
def test_identity_numbers_are_known_by_their_control_digits(number: str) -> None:
    """A fødselsnummer and a D-nummer are known; with any other last digit they are not."""
    assert is_identity_number(number)
    others = [f"{number[:-1]}{digit}" for digit in "0123456789" if digit != number[-1]]
    assert not any(is_identity_number(other) for other in others)


@pytest.mark.parametrize(
    "edit",
    [
        ("tema: [", 'kontakt: {telefon: "01819000049"}\ntema: ['),
        ("tema: [", 'relatert: ["01819000049"]\ntema: ['),
        ("tema: [", "01819000049: x\ntema: ["),
        ('kort: "', 'kort: Kom: 01819000049 "'),
    ],
    ids=["phone", "reference", "field", "to-paste"],
)
def test_an_identity_number_is_not_told_again(rot: Path, edit: tuple[str, str]) -> None:
    """What is said of a fault may stand where everyone can read it: no message or line to paste repeats the number."""
    old, new = edit
    assert old in POST
    (rot / "tiltak" / "nummer.yml").write_text(POST.replace(old, new), "utf-8")
    problems = load(rot, I_DAG).problemer
    assert any("ser ut som et fødselsnummer" in problem.melding for problem in problems)
    for said in (as_text(problems), as_github(problems), as_json(problems)):
        assert "01819000049" not in said


@pytest.mark.parametrize(
    ("navn", "written", "meant"),
    [
        ("sprak", "fransk", ""),
        ("sprak", "engelks", "en"),
        ("kommuner", "hele landet", ""),
        ("kommuner", "Namsoss", "namsos"),
    ],
)
def test_what_is_proposed_is_what_was_meant(navn: str, written: str, meant: str) -> None:
    """A language or a place that only looks like what was written would be pasted, and pass."""
    vokabular = read_grunnlag(ROT).vokabular
    assert vokabular is not None
    known = {str(ident): value.navn["nb"] for ident, value in getattr(vokabular, navn).items()}
    assert suggest(written, known) == meant


def test_a_unit_where_a_measure_should_stand_is_told(rot: Path) -> None:
    """The id of a unit is no misspelt measure."""
    (rot / "tiltak" / "babysvomming.yml").write_text(f'{POST}relatert: ["eksempel"]\n', "utf-8")
    assert [problem.melding for problem in feil(rot)] == ["«eksempel» er en enhet, og her skal det stå et tilbud."]


def test_every_rule_says_its_rule() -> None:
    """Each check has a docstring, which is the rule, and each is in its table."""
    rules = (
        *checks.CHECKS,
        *lister.LIST_CHECKS,
        *hjelpelinjer.HELP_LINE_CHECKS,
        *textchecks.TEXT_CHECKS,
        *textchecks.CONTACT_CHECKS,
    )
    assert all(rule.__doc__ and rule.__doc__.endswith(".") for rule in rules)
    assert len({rule.__name__ for rule in rules}) == len(rules) >= 20


def test_many_faults_are_told_in_order(rot: Path) -> None:
    """Very many files with a fault each are read in bounded time, one answer each: no slower than many without."""
    count = 500
    names = [f"tiltak/feil-{number:05d}.yml" for number in range(count)]
    for name in names:
        (rot / name).write_text(POST, "utf-8")
    without, found = timed(lambda: feil(rot))
    assert not found
    for number, name in enumerate(names):
        (rot / name).write_text(POST.replace("navn: ", f"navn: @{number:05d} ", 1), "utf-8")
    spent, found = timed(lambda: feil(rot))
    assert [problem.fil for problem in found] == names
    assert spent < 5 * without


def test_files_of_the_table_lie_where_they_say() -> None:
    """The table's own project is made of valid posts."""
    assert [name for name, problem in files(FEIL / "rot", "tiltak") if problem] == []


def test_a_file_in_the_wrong_place_is_not_passed_over(tmp_path: Path) -> None:
    """A post beside the folders, and a folder whose name is nearly right, are told about: nobody reads them."""
    rot = lag(tmp_path)
    post = next((rot / "tiltak").glob("*.yml"))
    (rot / "apen-barnehage.yml").write_bytes(post.read_bytes())
    (rot / "Enheter").mkdir()
    (rot / "Enheter" / "ny.yml").write_bytes(next((rot / "enheter").glob("*.yml")).read_bytes())
    (rot / "docker-compose.yml").write_text("services: {}\n", "utf-8")
    (rot / "tilltak").mkdir()
    (rot / "tilltak" / "ny.yml").write_bytes(post.read_bytes())
    (rot / "enhetstester").mkdir()
    (rot / "enhetstester" / "oppsett.yml").write_text("navn: x\n", "utf-8")
    told = {p.fil: p for p in load(rot, I_DAG).problemer if "blir ikke lest" in p.melding}
    assert set(told) == {"apen-barnehage.yml", "Enheter", "tilltak"}
    assert told["tilltak"].forslag == "tiltak"
    assert {p.grad for p in told.values()} == {Grad.FEIL}
    assert told["Enheter"].forslag == "enheter"
