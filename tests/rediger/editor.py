"""The real YAML language server with our schemas and VS Code settings. Run by ``make test-rediger``."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.nettsted import ROT
from tests.rediger.sprakserver import Sprakserver
from tests.test_feil import SAKER, Sak

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEIL = """\
# yaml-language-server: $schema=../schema/tiltak.schema.json
navn: "Helsestasjon for ungdom"
kort: "Gratis hjelp og samtaler for ungdom."
type: "tjenste"
synlighet: "innbygger"
status: "i-drift"
enhet: "Familie Basen"
kommuner:
  - "grongg"
malgrupper:
  - "ungdom"
alder:
  til: "tjuefire"
forebyggingsniva: []
bti:
  - 0
  - 7
risikofaktorer: []
beskyttelsesfaktorer: []
tema:
  - "psykisk-helse"
tilgang:
  ta_kontakt_selv: "kanskje"
kostnad:
  type: "gratis"
kontakt:
  nettside: "www.eksempel.no"
  epost: "post på eksempel"
  tlf: "00 00 00 00"
varsel:
  tekst: "Stengt."
  til: "31.07.2027"
sensitiv: "ja"
"""
"""A post with one fault on each of the lines below."""

VENTET = {
    4: "Velg en av disse: tjeneste, gruppetilbud,",
    5: "Her skal det stå en liste: én verdi på hver linje, med bindestrek foran.",
    7: "Skriv navnet på filen uten .yml",
    9: "Verdien er ikke i listen «Kommune». Trykk Ctrl og mellomrom",
    13: "Her skal det stå et helt tall, uten anførselstegn.",
    17: "Velg en av disse: 0, 1, 2, 3.",
    23: "Velg en av disse: ja, nei, ukjent.",
    27: "Skriv hele adressen, med https:// foran og uten mellomrom.",
    28: "Dette er ikke en e-postadresse. Skriv den for eksempel slik: post@eksempel.kommune.no.",
    29: "Her kan disse feltene stå: telefon, epost, nettside,",
    32: "Skriv datoen som år, måned og dag, for eksempel 2027-07-31.",
    33: "Skriv true eller false, uten anførselstegn.",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Sprakserver]:
    """Start the language server in the repository's own folder, with the settings that lie there."""
    with Sprakserver(ROT) as running:
        yield running


def linje(text: str, start: str) -> int:
    """Return the number of the first line that begins so."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_each_fault_stands_on_its_line_in_norwegian(server: Sprakserver) -> None:
    """A faulty post gets one message for each fault, on the right line, in our words."""
    found = server.open("tiltak/feil.yml", FEIL)
    told = {d["range"]["start"]["line"] + 1: d["message"] for d in found}
    assert sorted(told) == sorted(VENTET)
    assert len(found) == len(VENTET)
    for number, message in VENTET.items():
        assert told[number].startswith(message), number


def test_missing_fields_are_told(server: Sprakserver) -> None:
    """What must be there and is not is told by name, in the server's own words."""
    found = server.open("tiltak/tom.yml", 'navn: "Åpen barnehage"\n')
    named = {d["message"] for d in found}
    required = json.loads((ROT / "schema" / "tiltak.schema.json").read_text("utf-8"))["required"]
    assert named == {f'Missing property "{name}".' for name in required if name != "navn"}


@pytest.mark.parametrize("mappe", ["tiltak", "enheter"])
def test_shipped_posts_have_no_faults(server: Sprakserver, mappe: str) -> None:
    """The language server agrees with ``tiltak sjekk`` on all that is shipped."""
    paths = sorted((ROT / mappe).glob("*.yml"))
    wrong = {}
    for path in paths:
        fil = f"{mappe}/{path.name}"
        wrong[fil] = [d["message"] for d in server.open(fil, path.read_text("utf-8"))]
        server.close(fil)
    assert len(paths) > 10
    assert {fil: found for fil, found in wrong.items() if found} == {}


@pytest.mark.parametrize("sak", [sak for sak in SAKER if sak.merke == "skjema"], ids=lambda sak: sak.navn)
def test_wrong_files_are_wrong_here_too(server: Sprakserver, sak: Sak) -> None:
    """Each wrong file that is the schema's to find is found by the language server, as by ``tiltak sjekk``."""
    assert server.open(sak.fil, sak.path.read_text("utf-8")) != []
    server.close(sak.fil)


@pytest.mark.parametrize("fil", ["tiltak/ny.yml", "enheter/ny.yml"])
def test_settings_give_the_schema_without_the_first_line(server: Sprakserver, fil: str) -> None:
    """A file without the modeline gets its schema from .vscode/settings.json."""
    told = [d["message"] for d in server.open(fil, 'navn: ["x"]\n')]
    assert "Her skal det stå tekst. Sett den i anførselstegn." in told


@pytest.mark.parametrize(
    ("start", "ventet"),
    [
        ("navn:", ["#### Navn", "Det folk kaller tilbudet.", "**Må være med.** Høyst 80 tegn."]),
        ("  apningstid:", ["#### Åpningstid", "Når det er åpent. Skriv det slik folk leser det."]),
        (
            "status:",
            ["#### Status", "Er tilbudet i drift nå?", "* `i-drift`: I drift", "* `pause`: På pause"],
        ),
        ("bti:", ["#### BTI-nivå", "Kan være tom: skriv `[]`."]),
    ],
)
def test_hover_explains_in_norwegian(server: Sprakserver, start: str, ventet: list[str]) -> None:
    """Resting on a field shows its title, what to write, its rules and its choices."""
    text = (ROT / "tiltak" / "hfu-grong.yml").read_text("utf-8")
    server.open("tiltak/hfu-grong.yml", text)
    help_ = server.hover("tiltak/hfu-grong.yml", linje(text, start), start.index(start.strip()) + 2)
    for words in ventet:
        assert words in help_


def test_completion_offers_choices_with_their_names(server: Sprakserver) -> None:
    """Inside a value the list's ids are proposed, each with its Norwegian name."""
    text = (ROT / "tiltak" / "hfu-grong.yml").read_text("utf-8").replace('"i-drift"', '""')
    server.open("tiltak/hfu-grong.yml", text)
    offered = server.complete("tiltak/hfu-grong.yml", linje(text, "status:"), len('status: "') + 1)
    names = {item["label"]: item["documentation"] for item in offered if "documentation" in item}
    assert names["i-drift"] == "I drift"
    assert names["pilot"] == "Prøves ut"


def test_completion_offers_the_fields_that_are_left(server: Sprakserver) -> None:
    """Under a field the keys that may stand there are proposed with their help, not those that are there."""
    server.open("tiltak/delvis.yml", 'kontakt:\n  besok: "Her"\n  \n')
    offered = {item["label"]: item for item in server.complete("tiltak/delvis.yml", 3, 3)}
    assert "telefon" in offered
    assert "besok" not in offered
    assert "Telefonnummeret til enheten." in offered["telefon"]["documentation"]["value"]


def test_a_new_post_can_be_made_from_the_snippet(server: Sprakserver) -> None:
    """An empty file is offered all that must be there, in quotation marks, with choices to pick from."""
    server.open("tiltak/ny.yml", "# yaml-language-server: $schema=../schema/tiltak.schema.json\n")
    offered = {item["label"]: item for item in server.complete("tiltak/ny.yml", 2, 1)}
    text = offered["Tiltak: det som må være med"]["textEdit"]["newText"]
    assert 'navn: "${1:' in text
    assert "|planlagt,pilot,i-drift,pause,avsluttet,ukjent|" in text
    required = json.loads((ROT / "schema" / "tiltak.schema.json").read_text("utf-8"))["required"]
    assert [line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()] == required


def test_an_old_schema_has_no_help(tmp_path: Path) -> None:
    """The words come from the schemas: without ours the server speaks English, so the test can fail."""
    for folder in ("schema", ".vscode"):
        shutil.copytree(ROT / folder, tmp_path / folder)
    schema = tmp_path / "schema" / "tiltak.schema.json"
    schema.write_text(schema.read_text("utf-8").replace('"errorMessage"', '"x-message"'), "utf-8")
    with Sprakserver(tmp_path) as server:
        told = {d["range"]["start"]["line"] + 1: d["message"] for d in server.open("tiltak/feil.yml", FEIL)}
    assert told[4].startswith("Value is not accepted.")
