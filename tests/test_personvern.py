"""Names and small numbers: found where they stand, and not where a place, a unit or a role stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.load import load
from generator.rules.personvern import labelled_names, names
from generator.rules.textchecks import small_counts
from tests.prosjekt import I_DAG, POST, ROT, lag, prov

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = frozenset({"grong", "namsos", "familiebasen", "snåsa"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring Kari Nordmann", ["Ring Kari Nordmann"]),
        ("Spør etter Kari Anne Nordmann i resepsjonen", ["Kari Anne Nordmann"]),
        ("Familiekoordinator Kari-Anne Øståsen", ["Kari-Anne Øståsen"]),
        ("kontakt Ola N. Nordmann.", ["Ola N. Nordmann"]),
        ("Kari Nordmann, Familiebasen", ["Kari Nordmann"]),
        ("Familiebasen i Grong", []),
        ("Grong Helsestasjon", []),
        ("Namsos Kommune, Snåsa Skole", []),
        ("Se Grongs nettside", []),
        ("Abel Meyers gate 10", []),
        ("Hver dag kl. 08.00–15.00. Mandag Stengt", []),
        ("Du kan ringe. Vi svarer.", []),
        ("Røde Kors Ungdom", []),
        ("https://www.eksempel.no/Kari Nordmann", []),
    ],
)
def test_names_are_found(text: str, found: list[str]) -> None:
    """Two or three capitalised words, none of them known."""
    assert [each.ord for each in names(text, KNOWN)] == found
    assert all(text[each.start :].startswith(each.ord) for each in names(text, KNOWN))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kurs v/ Kari", ["Kari"]),
        ("Kurs v/Kari Nordmann", ["Kari Nordmann"]),
        ("Kontaktperson: Kari", ["Kari"]),
        ("kontaktperson er Kari Nordmann", ["Kari Nordmann"]),
        ("Kurs v/ Familiebasen", []),
        ("Kurs v/ Familiesenteret Solbakken", []),
        ("Kontaktperson: Familiekoordinator", []),
        ("Kontaktperson: leder", []),
        ("Kontaktpersonen din følger deg", []),
    ],
)
def test_labelled_names_are_found(text: str, found: list[str]) -> None:
    """A single word is enough behind «v/» and «Kontaktperson:»."""
    assert [each.ord for each in labelled_names(text, KNOWN)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi har 3 familier nå.", ["3 familier"]),
        ("Det er To ungdommer her", ["To ungdommer"]),
        ("2–4 barn", ["2–4 barn"]),
        ("fire unge jenter", ["fire unge jenter"]),
        ("1 person", ["1 person"]),
        ("14 barn", []),
        ("3. trinn og barn", []),
        ("kl. 14.3 barn", []),
        ("en familie som strever", []),
        ("barn fra 3 år", []),
        ("to barnehager", []),
        ("5 familier", []),
        ("om 2 uker møter barn", []),
    ],
)
def test_small_counts_are_found(text: str, found: list[str]) -> None:
    """One to four people are told; five, ages and times are not."""
    assert [each[0] for each in small_counts(text)] == found


@pytest.mark.parametrize(
    "lines", ['"Vi har 3\n  familier nå."', ">\n  Vi har 3\n  familier nå.", '"Vi har 3\\u0020familier nå."']
)
def test_small_counts_are_found_as_they_are_read(tmp_path: Path, lines: str) -> None:
    """A line break or an escape hides no number of people."""
    rot = lag(tmp_path)
    post = POST.replace('beskrivelse: "Vi synger og bader i varmt vann."', f"beskrivelse: {lines}")
    told = prov(rot, "tiltak/babysvomming.yml", post.encode()).problemer
    assert [p.melding.split(" er så")[0] for p in told if "kjent igjen" in p.melding] == ["«3 familier»"]


def test_no_false_alarm_on_shipped_data() -> None:
    """Nothing we ship is taken for a person or a small number."""
    words = ("navnet på en person", "kjent igjen")
    assert [p for p in load(ROT, I_DAG).problemer if any(word in p.melding for word in words)] == []


def test_no_false_alarm_in_any_text_we_ship() -> None:
    """Nor is any line of the posts, even where only contact fields are looked at for names."""
    lines = [
        (path.name, line)
        for folder in ("tiltak", "enheter")
        for path in sorted((ROT / folder).glob("*.yml"))
        for line in path.read_text("utf-8").split("\n")
    ]
    assert len(lines) > 5000
    assert [(name, found) for name, line in lines for found in small_counts(line)] == []


def control_digits(nine: str) -> str:
    """Return nine digits as an identity number, with the control digits that make it valid."""
    first = -sum(int(d) * w for d, w in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True)) % 11
    ten = f"{nine}{first}"
    return f"{ten}{-sum(int(d) * w for d, w in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11}"


NUMMER = control_digits("018190000")
D_NUMMER = control_digits("418190000")

PERSONLIG = (
    # names where people are told whom to turn to
    "Ring Kari Nordmann",
    "Spør etter Ola Nordmann i resepsjonen",
    "Kari Anne Nordmann tar telefonen",
    "Familieveileder Kari-Anne Øståsen",
    "kontakt Ola N. Nordmann.",
    "Kari Nordmann, Eksempelenheten",
    "Avtal med Sara Bæhr eller Eksempelenheten",
    "Kurs v/ Kari",
    "Kurs v/Kari Nordmann",
    "Kontaktperson: Kari",
    "kontaktperson er Ola Nordmann",
    "Kontaktpersonen er Kari",
    "Kari Nordmann 74 21 63 00",
    # one person's mobile
    "Ring 912 34 567",
    "Ring 91234567.",
    "Mobil: +47 412 34 567",
    "Mobil 0047 41234567",
    "412 34 567 (hverdager)",
    # one person's address
    "Skriv til ola.nordmann@eksempel.no",
    "kari-anne.nordmann@eksempel.kommune.no",
    "e-post: Ola.Nordmann@eksempel.no",
    "ola_nordmann@eksempel.no",
    "ola-nordmann@eksempel.kommune.no",
    # identity numbers
    NUMMER,
    f"{NUMMER[:6]} {NUMMER[6:]}",
    f"Barnet er {NUMMER}.",
    f"{NUMMER[:6]}–{NUMMER[6:]}",
    f"{NUMMER[:6]} – {NUMMER[6:]}",
    f"{NUMMER[:6]}/{NUMMER[6:]}",
    f"{NUMMER[:6]}, {NUMMER[6:]}",
    f"{NUMMER[:2]}-{NUMMER[2:4]}-{NUMMER[4:6]}-{NUMMER[6:]}",
    D_NUMMER,
    # so few that they are known
    "Vi har 3 familier nå.",
    "Det er to ungdommer i gruppen",
    "2–4 barn er med",
    "fire unge jenter",
    "1 person får hjelp",
    "Tre elever",
    "én familie",
    "4 deltakere i dag",
)
"""What must be told: each by itself, in a contact field of a real post."""

UPERSONLIG = (
    "Eksempelenheten i Grong",
    "Grong Helsestasjon",
    "Namsos Kommune, Snåsa Skole",
    "Abel Meyers gate 10",
    "Kong Oscars vei 3",
    "Hver dag kl. 08.00–15.00. Mandag stengt",
    "Røde Kors Ungdom",
    "Leder for Eksempelenheten",
    "Familiekoordinator",
    "Kontaktperson: leder",
    "Kontaktperson: Familiekoordinator",
    "Kontaktpersonen din følger deg",
    "Kurs v/ Eksempelenheten",
    "Ring 74 21 63 00",
    "Ring 116 117 eller 113",
    "Ring 116 111",
    "Ring 07100",
    "Sentralbord: +47 74 31 20 00",
    "Skriv til post@eksempel.kommune.no",
    "Skriv til helsestasjon.ungdom@eksempel.no",
    "Skriv til barne.vernet@eksempel.no",
    "Organisasjonsnummer 974760673",
    "Kontonummer 1234 56 78903",
    "Saksnummer 2026/12345678901",
    "14 barn i gruppen",
    "5 familier",
    "Barn fra 3 år",
    "En familie som strever, kan ringe",
    "to barnehager",
    "3. trinn og barn på SFO",
    "Om 2 uker møter barn opp igjen",
    "https://www.eksempel.no/sider/41234567",
    "https://www.eksempel.no/side-41234567?id=412 og https://eksempel.no/a,41234567",
    "Vestre Rosten 77, 2. etasje",
    "Facebook: Eksempelenheten i Namdalen",
    "Ring Nav Indre Salten eller PPT i Ytre Helgeland",
    "Barnevernet i Sør Gudbrandsdal",
    "barnehage-nord@eksempel.no, grong-helsestasjon@eksempel.no",
    "ung-arena@eksempel.no, post_kultur@eksempel.no, namsos-sfo@eksempel.no",
)
"""What must not be told: places, units, roles, and numbers that are no one's."""


def alarms(text: str, rot: Path, felt: str = "merknad") -> list[str]:
    """Return the privacy messages about a post with this text where people are told whom to turn to."""
    quoted = text.replace('"', '\\"')
    post = f'{POST.replace("Babysvømming", "Prøveposten")}kontakt:\n  {felt}: "{quoted}"\n'
    found = prov(rot, "tiltak/proveposten.yml", post.encode()).problemer
    words = ("navnet på en person", "kjent igjen", "ser ut som en mobil", "enkeltperson", "fødselsnummer")
    return [p.melding for p in found if p.fil == "tiltak/proveposten.yml" and any(word in p.melding for word in words)]


@pytest.fixture(scope="module")
def rot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small project without a fault."""
    return lag(tmp_path_factory.mktemp("personvern") / "prosjekt")


@pytest.mark.parametrize("text", PERSONLIG)
def test_what_is_personal_is_told(text: str, rot: Path) -> None:
    """In a post, as ``tiltak sjekk`` reads it, each of these gets its message."""
    assert alarms(text, rot) != []


@pytest.mark.parametrize("text", UPERSONLIG)
def test_what_is_not_personal_is_left_alone(text: str, rot: Path) -> None:
    """In the same place each of these gets none."""
    assert alarms(text, rot) == []


@pytest.mark.parametrize("felt", ["besok", "apningstid", "merknad", "chat"])
def test_a_name_is_told_wherever_people_are_told_whom_to_turn_to(felt: str, rot: Path) -> None:
    """Each field of the contact that may hold words is looked through."""
    assert alarms("Skriv til Kari Nordmann", rot, felt) != []


def test_a_name_after_a_label_is_told_once(rot: Path) -> None:
    """Two rules see it where people are told whom to turn to, and say the same."""
    assert len(alarms("Kurs v/ Kari Nordmann. Kontaktperson er Ola Nordmann", rot)) == 2


def test_there_are_enough_of_both() -> None:
    """Thirty of each kind, none of them twice."""
    assert min(len(set(PERSONLIG)), len(set(UPERSONLIG))) >= 30
