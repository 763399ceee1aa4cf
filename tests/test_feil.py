"""The table of wrong files: each file in ``tests/feil/`` is refused with its message on its line.

How a case is written, and how to add one, stands in ``tests/feil/README.md``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.load import Lest, load
from generator.problem import Grad, Problem
from generator.report import as_json
from tests.prosjekt import FEIL, I_DAG, ROT, lag, prov

_AT_END = re.compile(r"#\s*(\^)?\s*(FEIL|ADVARSEL|MANGLER): (.+)$")
_IN_HEAD = re.compile(r"# linje (\d+): (FEIL|ADVARSEL|MANGLER): (.+)$")


class Ventet(NamedTuple):
    """A problem that a case expects: its line (0 is the whole file), its grade, how its message begins."""

    linje: int
    grad: str
    melding: str


class Sak(NamedTuple):
    """One wrong file: what marks it, under which name it is tried, what it must be told."""

    path: Path
    merke: str
    fil: str
    ventet: tuple[Ventet, ...]

    @property
    def navn(self) -> str:
        """What the case is called."""
        return self.path.stem


def les_sak(path: Path) -> Sak:
    """Read what a case says of itself in its comments."""
    lines = path.read_text("utf-8").split("\n")
    head = dict(re.findall(r"^# (merke|fil): (.+)$", "\n".join(lines), re.MULTILINE))
    ventet: list[Ventet] = []
    above = 0
    for number, line in enumerate(lines, 1):
        if found := _IN_HEAD.match(line):
            ventet.append(Ventet(int(found[1]), found[2], found[3]))
        elif found := _AT_END.search(line):
            ventet.append(Ventet(above if found[1] else number, found[2], found[3]))
            above = above if found[1] else number
        elif line.strip():
            above = number
    return Sak(path, head["merke"], head.get("fil", f"tiltak/{path.name}"), tuple(sorted(ventet)))


SAKER = tuple(les_sak(path) for path in sorted(FEIL.glob("*.yml")))


@pytest.fixture(scope="module")
def rot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project without a fault."""
    rot = lag(tmp_path_factory.mktemp("prosjekt"))
    assert not [problem for problem in load(rot, I_DAG).problemer if problem.fil.startswith("tiltak")]
    return rot


@cache
def tried(rot: Path, sak: Sak) -> Lest:
    """Read the project with one case in it; each case is read once for all tests that ask."""
    return prov(rot, sak.fil, sak.path.read_bytes())


def about(lest: Lest, fil: str) -> list[Problem]:
    """Return what is told about one file."""
    return [problem for problem in lest.problemer if problem.fil == fil]


@pytest.mark.parametrize("sak", SAKER, ids=lambda sak: sak.navn)
def test_told_on_its_line(sak: Sak, rot: Path) -> None:
    """Exactly the expected problems are told, each on its line and in its grade, and all of them at once."""
    lest = tried(rot, sak)
    told = about(lest, sak.fil)
    found = tuple(
        sorted(
            next(
                (v for v in sak.ventet if (v.linje, v.grad) == (p.linje, p.grad) and p.melding.startswith(v.melding)),
                Ventet(p.linje, str(p.grad), p.melding),
            )
            for p in told
        )
    )
    assert found == sak.ventet
    stopped = any(ventet.grad == Grad.FEIL for ventet in sak.ventet)
    assert (lest.katalog is None) is stopped


@pytest.mark.parametrize("sak", [sak for sak in SAKER if sak.path.name == Path(sak.fil).name], ids=lambda sak: sak.navn)
def test_the_line_to_paste_mends_it(sak: Sak, rot: Path) -> None:
    """Each proposed line, pasted over the line it is about, makes its problem go away and makes no new FEIL."""
    typed = sak.path.read_text("utf-8").removesuffix("\n").split("\n")
    before = about(tried(rot, sak), sak.fil)
    for problem in before:
        if not problem.forslag:
            continue
        lines = [*typed, problem.forslag] if problem.linje == 0 else [*typed]
        if problem.linje:
            lines[problem.linje - 1] = problem.forslag
        after = about(prov(rot, sak.fil, "\n".join([*lines, ""]).encode()), sak.fil)
        assert problem.melding not in [other.melding for other in after if other.linje == problem.linje]
        if "<" not in problem.forslag:
            old = {other.melding for other in before}
            assert [other for other in after if other.grad is Grad.FEIL and other.melding not in old] == []


def test_cases_are_many_and_of_every_kind() -> None:
    """There are enough cases, and some of each mark and grade."""
    assert len(SAKER) >= 60
    assert {sak.merke for sak in SAKER} == {"skjema", "yaml", "regel"}
    assert {ventet.grad for sak in SAKER for ventet in sak.ventet} == {"FEIL", "ADVARSEL", "MANGLER"}
    assert [sak.navn for sak in SAKER if not sak.ventet] == []


def test_messages_are_plain_norwegian(rot: Path) -> None:
    """No message speaks the language of schemas, paths or programs."""
    foreign = re.compile(
        r"\b(is|not|expected|required|property|string|array|object|null|None|True|False|dict|str|regex|pattern)\b"
        r"|[$\\^]|\]\.|properties"
    )
    for sak in SAKER:
        for problem in about(tried(rot, sak), sak.fil):
            own = re.sub(r"«[^»]*»|U\+\w+|Tegnet \S", "", problem.melding)
            assert not foreign.search(own), problem
            assert problem.melding[0].isupper() or problem.melding[0] in "«-0123456789B", problem
            assert problem.melding[-1] in ".!?", problem


def check_jsonschema(schema: str, files: list[Path]) -> set[Path]:
    """Return the files that check-jsonschema, another validator with the same schema, refuses."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", f"schema/{schema}.schema.json"]
    run = subprocess.run(
        [*command, "--output-format", "json", *map(str, files)],
        cwd=ROT,
        capture_output=True,
        text=True,
        check=False,
    )
    answer = json.loads(run.stdout)
    refused = {error["filename"] for error in (*answer.get("errors", ()), *answer.get("parse_errors", ()))}
    assert (run.returncode == 0) is (not refused), run.stdout
    return {Path(name) for name in refused}


def test_another_validator_agrees_on_every_skjema_case() -> None:
    """check-jsonschema refuses every file marked skjema, by our own schema."""
    for folder, schema in (("tiltak", "tiltak"), ("enheter", "enhet")):
        files = [sak.path for sak in SAKER if sak.merke == "skjema" and sak.fil.startswith(folder)]
        assert check_jsonschema(schema, files) == set(files)


def test_another_validator_agrees_on_all_shipped_data() -> None:
    """check-jsonschema accepts every file we ship."""
    for folder, schema in (("tiltak", "tiltak"), ("enheter", "enhet")):
        files = sorted((ROT / folder).glob("*.yml"))
        assert len(files) > 20
        assert check_jsonschema(schema, files) == set()


GAPS = {"beskrivelse", "alder", "kontakt", "stikkord", "bekreftet", "kilder"}
"""What the schema recommends of a measure."""

BARE = """navn: "Åpen barnehage"
kort: "Kom og lek sammen med barnet ditt."
type: "moteplass"
synlighet: ["innbygger"]
status: "pilot"
enhet: "taus-enhet"
kommuner: ["grong"]
malgrupper: ["foresatte"]
forebyggingsniva: []
bti: []
risikofaktorer: []
beskyttelsesfaktorer: []
tema: ["foreldrerollen"]
tilgang: {ta_kontakt_selv: "ja"}
kostnad: {type: "gratis"}
"""


@pytest.mark.parametrize(
    "own",
    [
        "",
        'kontakt:\n  merknad: "Nummeret mangler."\nperiode:\n  finansiering: "Prosjekt"\n',
        'kontakt:\n    merknad: "Nummeret mangler."\nperiode:\n    finansiering: "Prosjekt"\n',
        'kontakt: {merknad: "Nummeret mangler."}\nperiode: {finansiering: "Prosjekt"}\n',
        '"kontakt": # står ikke\n  merknad: "Nummeret mangler."\n',
    ],
    ids=["none", "ours", "far_in", "braces", "quoted"],
)
@pytest.mark.parametrize("shift", ["", "  "], ids=["ours", "indented"])
def test_what_is_lacking_has_lines_to_fill_in(rot: Path, own: str, shift: str) -> None:
    """Pasted, they can be read, say where to write, and are no answer until someone has written there."""
    text = "".join(f"{shift}{line}\n" for line in (BARE + own).splitlines())
    before = about(prov(rot, "tiltak/ny.yml", text.encode()), "tiltak/ny.yml")
    assert {p.grad for p in before} == {Grad.MANGLER}
    assert all(p.forslag for p in before)
    lines = text.splitlines()
    for problem in before:
        if problem.linje:
            lines[problem.linje - 1] = problem.forslag
        else:
            lines.append(problem.forslag)
    after = about(prov(rot, "tiltak/ny.yml", "\n".join([*lines, ""]).encode()), "tiltak/ny.yml")
    wrong = {p.melding.partition(",")[0] for p in after if p.grad is Grad.FEIL}
    assert wrong == {"Bytt ut teksten mellom < og >"}
    asked = {key for key in GAPS | {"periode"} if f"{key}:" in "\n".join(lines).replace('"', "")}
    assert asked == GAPS | {"periode"}


def test_everything_lacking_in_what_is_shipped_can_be_pasted() -> None:
    """Each gap in our own posts and lists has lines to paste, and a line where they belong."""
    told = json.loads(as_json(load(ROT, I_DAG).problemer))
    assert [p for p in told if not p["forslag"] or p["linje"] < 1 or p["kolonne"] < 1] == []
    assert {p["grad"] for p in told} == {"MANGLER"}
