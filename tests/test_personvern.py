"""Names and small numbers: found where they stand, and not where a place, a unit or a role stands."""

from __future__ import annotations

import pytest

from generator.load import load
from generator.rules.personvern import labelled_names, names, small_counts
from tests.prosjekt import I_DAG, ROT

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
    assert [each.ord for each in small_counts(text)] == found


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
