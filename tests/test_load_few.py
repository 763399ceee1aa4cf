"""Asked about a few files, ``load_few`` says of them what ``load`` says, and does not judge the others."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.load import load
from generator.load_few import load_few
from generator.load_posts import Judge, Read, Source
from generator.problem import Problem
from tests.prosjekt import I_DAG, POST, ROT, lag
from tests.test_feil import SAKER, Sak

SOME = 25
"""So many wrong files are asked about at a time."""

FEW = 30
"""So many times the shipped data is asked about."""


def both(rot: Path, fil: str) -> tuple[list[Problem], list[Problem]]:
    """Return what the two say about one file, and about what stops every file."""
    few, everything = load_few(rot, I_DAG, [fil]), load(rot, I_DAG)
    assert few.filer == everything.filer
    ours: list[list[Problem]] = [
        [problem for problem in lest.problemer if problem.fil == fil or problem.fil.startswith("schema")]
        for lest in (few, everything)
    ]
    return ours[0], ours[1]


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Return a project without a fault."""
    return lag(tmp_path / "prosjekt")


@pytest.mark.parametrize("sak", SAKER, ids=lambda sak: sak.navn)
def test_every_wrong_file_gets_the_same_answer(rot: Path, sak: Sak) -> None:
    """The table of wrong files, one at a time."""
    (rot / sak.fil).write_bytes(sak.path.read_bytes())
    few, everything = both(rot, sak.fil)
    assert few == everything


def test_all_wrong_files_at_once_get_the_same_answer(rot: Path) -> None:
    """The whole table in one project, asked about some at a time: the others are as wrong as can be."""
    for sak in SAKER:
        (rot / sak.fil).write_bytes(sak.path.read_bytes())
    everything = load(rot, I_DAG)
    filer = [sak.fil for sak in SAKER]
    for few in (filer[i : i + SOME] for i in range(0, len(filer), SOME)):
        told = [problem for problem in load_few(rot, I_DAG, few).problemer if problem.fil in few]
        assert told == [problem for problem in everything.problemer if problem.fil in few], few


def test_every_shipped_file_gets_the_same_answer() -> None:
    """The real data, each file asked about once."""
    everything = load(ROT, I_DAG)
    for start in range(FEW):
        few = everything.filer[start::FEW]
        told = [problem for problem in load_few(ROT, I_DAG, few).problemer if problem.fil in few]
        assert told == [problem for problem in everything.problemer if problem.fil in few], few


def put(rot: Path, navn: str, text: str) -> str:
    """Write one measure, and return its path."""
    (rot / "tiltak" / f"{navn}.yml").write_text(text, "utf-8")
    return f"tiltak/{navn}.yml"


LIK = 'navn: "Babysvømming"\n'


@pytest.mark.parametrize(
    "line",
    [
        LIK,
        'navn: "BABYSVØMMING "\n',
        "navn: babysvømming # uten anførselstegn\n",
        "navn: 'Babysvømming'\n",
        'navn: "Babysv\\u00f8mming"\n',
        'navn:   "Babysvømming"\n',
        '"navn": "Babysvømming"\n',
        'navn:\n  "Babysvømming"\n',
        "navn: >-\n  Babysvømming\n",
        'navn: "Babysvømming"\r\n',
    ],
)
def test_a_name_that_is_taken_is_told_however_it_is_written(rot: Path, line: str) -> None:
    """The other post comes first, and says its name in its own way."""
    assert LIK in POST
    put(rot, "a-forst", POST.replace(LIK, line))
    few, everything = both(rot, "tiltak/babysvomming.yml")
    assert few == everything
    assert any("samme navn" in problem.melding for problem in few)


def test_a_ring_that_goes_through_others_is_told(rot: Path) -> None:
    """Each of three is a part of the next."""
    for navn, over in (("ring-a", "ring-b"), ("ring-b", "ring-c"), ("ring-c", "ring-a")):
        put(rot, navn, f'{POST.replace("Babysvømming", navn)}del_av: "{over}"\n')
    few, everything = both(rot, "tiltak/ring-b.yml")
    assert few == everything
    assert any("i ring" in problem.melding for problem in few)


def test_what_looks_like_a_name_is_measured_against_all_names(rot: Path) -> None:
    """«Solstua Kveldsro» may be someone; when another measure is called so, it is not."""
    text = POST.replace(LIK, 'navn: "Åpen dag"\n') + 'redaktor: "v/ Solstua Kveldsro"\n'
    fil = put(rot, "spurt", text.replace("redaktor", "for_ansatte"))
    few, everything = both(rot, fil)
    assert few == everything
    assert any("navnet på en person" in problem.melding for problem in few)
    put(rot, "kveldsro", POST.replace(LIK, 'navn: "Solstua Kveldsro"\n'))
    few, everything = both(rot, fil)
    assert few == everything
    assert not any("navnet på en person" in problem.melding for problem in few)


def test_a_post_in_the_folder_of_others_is_known(rot: Path) -> None:
    """What refers to it is right, and is told nothing."""
    (rot / "enheter" / "eksempel.yml").rename(rot / "tiltak" / "eksempel.yml")
    put(rot, "del", POST.replace(LIK, 'navn: "Del"\n') + 'del_av: "apen"\n')
    (rot / "enheter" / "apen.yml").write_text(POST.replace(LIK, 'navn: "Åpen"\n'), "utf-8")
    few, everything = both(rot, "tiltak/del.yml")
    assert few == everything
    assert [problem for problem in few if problem.fil.startswith("tiltak")] == []


def test_a_broken_list_is_told(rot: Path) -> None:
    """What stops everything is told, whatever one asks about."""
    (rot / "schema" / "vokabular" / "tema.yml").write_text("a: [", "utf-8")
    few, everything = both(rot, "tiltak/babysvomming.yml")
    assert few == everything
    assert few


def test_the_others_are_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked about one file of all that are shipped, few are read as YAML."""
    rot = tmp_path / "prosjekt"
    for folder in ("schema", "tiltak", "enheter"):
        shutil.copytree(ROT / folder, rot / folder)
    judged: list[str] = []
    read = Judge.read

    def noted(self: Judge, sources: Sequence[Source]) -> list[Read]:
        judged.extend(source.fil for source in sources)
        return read(self, sources)

    monkeypatch.setattr(Judge, "read", noted)
    load_few(rot, I_DAG, ["tiltak/helsestasjon-namsos.yml"])
    assert "tiltak/helsestasjon-namsos.yml" in judged
    assert len(judged) < 6
