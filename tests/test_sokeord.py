"""The files of search words that a municipality writes in: each fault is told on its line, and none is silent."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.problem import Grad
from generator.search.sokevokabular import forst_borte, les_sokevokabular, sokefeil
from tests.prosjekt import ROT

if TYPE_CHECKING:
    from pathlib import Path

HJELPERE, FORST, BEGREPER = "sok_hjelpere.yml", "sok_forst.yml", "sok_begreper.yml"
REGLER, VARIANTER = "sok_regler.yml", "sok_varianter.yml"
UKJENT = "Vi kjenner ikke feltet"
LISTE = "Her skal det stå en liste, også når det bare er én."
TOMT = "Her står det ingenting."

NAVN = '    navn: ["Helsestasjon for ungdom"]'
UNDER = '      - "angst-og-uro"'
LESE = '  lese-skrive-regne: ["ppt-namsos"]'
TEMA = '    tema: ["skolefravar"]'
LINJER = '    linjer: ["116111", "116123", "kirkens-sos"]'
STEMMER = "  stemmer: # det søket kan bety, stemmer på tiltakene"

FEIL = (
    (HJELPERE, "    med:", "    medd:", f"«ungdomshelsestasjon»: {UKJENT} «medd». Mente du «med»?", "    med:"),
    (HJELPERE, "    med:", "    hvem:", f"«ungdomshelsestasjon»: {UKJENT} «hvem». Du kan bruke: id, navn, med.", ""),
    (HJELPERE, UNDER, '      - "angst-og-ur"', "«ungdomshelsestasjon»: «angst-og-ur» står ikke", UNDER),
    (HJELPERE, UNDER, "      - ", TOMT, ""),
    (HJELPERE, NAVN, '    navn: "Helsestasjon for ungdom"', LISTE, NAVN),
    (HJELPERE, '  - id: "psykolog"', '  - id: "psykisk-helseteam"', "Id-en «psykisk-helseteam» står to ganger", ""),
    (FORST, LESE, '  lese-skrive-regne: "ppt-namsos"', LISTE, LESE),
    (FORST, LESE, "  lese-skrive-regne: ppt-namsos, biblioteket", LISTE, ""),
    (FORST, LESE, "  lese-skrive-regne:", TOMT, ""),
    (FORST, LESE, LESE.replace("regne", "regnee"), "«lese-skrive-regnee» står ikke", LESE),
    (FORST, LESE, "  noe-helt-annet: []", "«noe-helt-annet» står ikke i sok_begreper.yml.", ""),
    (FORST, LESE, "  skolevegring: []", "«skolevegring» står to ganger.", ""),
    (FORST, "aldri:", "aldrii:", f"{UKJENT} «aldrii». Mente du «aldri»?", "aldri:"),
    (BEGREPER, "    ord:", "    ordd:", f"«skolevegring»: {UKJENT} «ordd». Mente du «ord»?", "    ord:"),
    (BEGREPER, TEMA, '    tema: "skolefravar"', LISTE, TEMA),
    (BEGREPER, TEMA, '    tema: {a: "b"}', "Her skal det stå en liste. Skriv en liste", ""),
    (BEGREPER, '      - "skolenekt"', '      - nekt: "skole"', "Her skal det stå én tekst.", ""),
    (BEGREPER, TEMA, '    tema: ["skolefravaer"]', "«skolevegring»: «skolefravaer» står ikke i tema.yml. Mente", TEMA),
    (BEGREPER, LINJER, LINJER.replace("kirkens-sos", "sos"), "«noen-a-snakke-med»: «sos» står ikke i hjelpelinjer", ""),
    (REGLER, STEMMER, STEMMER.replace("r:", "r_:"), f"{UKJENT} «stemmer_». Mente du «stemmer»?", STEMMER),
    (REGLER, "    dempet: 50", "    dempet: mye", "«mye» er ikke et tall.", ""),
    (REGLER, "    dempet: 50", "    dempet:", TOMT, ""),
    (REGLER, '  "3": >-', "  tre: >-", "«tre» er ikke et tall.", ""),
    (REGLER, '    "barnehage": ""', "    barnehage:", TOMT, ""),
    (VARIANTER, '  "utenfor": "utanfor"', '  "utenfor": ["utanfor"]', "Her skal det stå én tekst.", ""),
    (VARIANTER, '  "utenfor": "utanfor"', '  "utenfor":', TOMT, ""),
    (VARIANTER, '  "utenfor": "utanfor"', '  "skole": "utanfor"', "«skole» står to ganger.", ""),
)


@pytest.mark.parametrize("feil", FEIL)
def test_a_fault_in_the_words_of_search_has_a_line(tmp_path: Path, feil: tuple[str, str, str, str, str]) -> None:
    """A fault is told on its line, with the entry it is in; a line to paste mends it."""
    fil, old, new, melding, forslag = feil
    folder = shutil.copytree(ROT / "schema" / "vokabular", tmp_path / "vokabular")
    lines = (folder / fil).read_text("utf-8").split("\n")
    number = lines.index(old)
    lines[number] = new
    (folder / fil).write_text("\n".join(lines), "utf-8")
    (problem,) = sokefeil(folder)
    assert (problem.fil, problem.linje) == (f"schema/vokabular/{fil}", number + 1)
    assert problem.melding.startswith(melding)
    assert problem.forslag == forslag
    if forslag:
        lines[number] = forslag
        (folder / fil).write_text("\n".join(lines), "utf-8")
        assert sokefeil(folder) == ()


def test_a_field_that_is_missing_says_of_which_entry(tmp_path: Path) -> None:
    """An entry that lacks a field is told by its id, where it begins."""
    folder = shutil.copytree(ROT / "schema" / "vokabular", tmp_path / "vokabular")
    text = (folder / HJELPERE).read_text("utf-8")
    (folder / HJELPERE).write_text(f'{text}  - id: "ny"\n    navn: ["Ny"]\n', "utf-8")
    (problem,) = sokefeil(folder)
    assert (problem.linje, problem.melding) == (text.count("\n") + 1, "«ny»: Feltet «med» mangler.")


@pytest.mark.parametrize(("mangler", "over"), [("    dempet: 50", "  ledd:"), ("  b: 0.25", "vekter:")])
def test_a_rule_of_search_that_is_missing_is_told_where_it_belongs(tmp_path: Path, mangler: str, over: str) -> None:
    """What the page cannot do without is missed before the site is built, on the line of what it belongs to."""
    folder = shutil.copytree(ROT / "schema" / "vokabular", tmp_path / "vokabular")
    lines = (folder / REGLER).read_text("utf-8").split("\n")
    lines.remove(mangler)
    (folder / REGLER).write_text("\n".join(lines), "utf-8")
    (problem,) = sokefeil(folder)
    assert problem.melding == f"Feltet «{mangler.partition(':')[0].strip()}» mangler."
    assert problem.linje == lines.index(over) + 1


def test_every_id_that_is_gone_is_told_at_once(tmp_path: Path) -> None:
    """A municipality that takes a theme, a help line or a concept away sees all the places where it is named."""
    folder = shutil.copytree(ROT / "schema" / "vokabular", tmp_path / "vokabular")

    def renamed(fil: str, old: str, new: str) -> str:
        text = (folder / fil).read_text("utf-8")
        assert old in text
        (folder / fil).write_text(text.replace(old, new), "utf-8")
        return text

    tema = renamed("tema.yml", '"okonomi"', '"penger-her"')
    linjer = renamed("hjelpelinjer.yml", '"116123"', '"hjelpetelefonen-her"')
    begreper = (folder / BEGREPER).read_text("utf-8").split("\n")
    told = sokefeil(folder)
    named = {"tema": '"okonomi"', "linjer": '"116123"'}
    places = [
        n for n, line in enumerate(begreper, 1) for key, old in named.items() if f" {key}: " in line and old in line
    ]
    assert len(places) > len(named)
    assert sorted(p.linje for p in told) == places
    assert all(p.melding.endswith("Velg en som står der, eller ta den bort.") for p in told)
    (folder / "tema.yml").write_text(tema, "utf-8")
    (folder / "hjelpelinjer.yml").write_text(linjer, "utf-8")

    renamed(BEGREPER, '  - id: "angst-og-uro"', '  - id: "redd-her"')
    assert {p.fil for p in sokefeil(folder)} == {f"schema/vokabular/{HJELPERE}"}
    assert len(sokefeil(folder)) == (folder / HJELPERE).read_text("utf-8").count('- "angst-og-uro"')


def test_a_measure_that_is_gone_is_told_where_it_comes_first() -> None:
    """A municipality that deletes a measure sees each line where the search names it, and is not stopped by it."""
    folder = ROT / "schema" / "vokabular"
    tiltak = {path.stem for path in (ROT / "tiltak").glob("*.yml")}
    assert forst_borte(folder, tiltak) == ()
    lines = (folder / FORST).read_text("utf-8").split("\n")
    for ident in ("skolehelsetjenesten-namsos", "fact-ung"):
        (problem,) = forst_borte(folder, tiltak - {ident})
        first, *more = [number for number, line in enumerate(lines, 1) if f'"{ident}"' in line]
        assert (problem.fil, problem.linje, problem.grad) == (f"schema/vokabular/{FORST}", first, Grad.ADVARSEL)
        assert f"«{ident}»" in problem.melding
        assert problem.melding.endswith(f"linje {', '.join(map(str, more))}." if more else "skrevet feil.")
        assert problem.forslag == ""


def test_where_all_measures_are_others_it_is_told_once(tmp_path: Path) -> None:
    """Another municipality begins anew, as README.md says, and then nothing is told."""
    folder = shutil.copytree(ROT / "schema" / "vokabular", tmp_path / "vokabular")
    (problem,) = forst_borte(folder, {"noe-annet"})
    assert (folder / FORST).read_text("utf-8").split("\n")[problem.linje - 1] == "forst:"
    assert problem.grad is Grad.ADVARSEL
    (folder / FORST).write_text("forst: {}\n", "utf-8")
    assert les_sokevokabular(folder).forst == {}
    assert forst_borte(folder, {"noe-annet"}) == ()


def test_lists_that_cannot_be_read_are_not_told_of_the_words_of_search(tmp_path: Path) -> None:
    """Which themes there are is not known then; what is wrong is told of the list itself."""
    folder = shutil.copytree(ROT / "schema" / "vokabular", tmp_path / "vokabular")
    (folder / "tema.yml").write_text("verdier: [", "utf-8")
    (folder / "hjelpelinjer.yml").unlink()
    assert sokefeil(folder) == ()


def test_words_are_read_without_libyaml() -> None:
    """Where PyYAML comes without libyaml, its own reader reads the words of search and of the pages."""
    program = (
        "import yaml; del yaml.CBaseLoader, yaml.CSafeLoader\n"
        "from pathlib import Path\n"
        "from generator.search.written import Written\n"
        "from generator.texts import words\n"
        f"text = Path('schema/vokabular/{FORST}').read_text('utf-8')\n"
        "print(*Written.of(text).entries(), *words()['finn'])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"forst", "tittel"} <= set(done.stdout.split())
