"""Texts of the wrong form: dates, addresses, ids. What is wrong, and what was probably meant."""

# ruff: noqa: D401 - a docstring here names the fault that its function explains

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from generator.judging.skjema import Json
from generator.reading.folder import MAPPE_TIL, without_place
from generator.reading.lines import quoted
from generator.spelling import fold, shown

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"), 1
    )
}


_AT = re.compile(r"\s*[(\[]\s*(?:a|at|krøllalfa|alfakrøll)\s*[)\]]\s*", re.IGNORECASE)
"""How an address is written where machines should not read it."""

LONGEST_ADDRESS = 200
"""An address is looked for among so many characters."""

_INSIDE = re.compile(r"https?://[^\s\"'()<>\[\]]+")
"""A web address among other words, or in Markdown."""

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

A_DATE = "2026-06-30"
"""How a date is written."""


class Said(NamedTuple):
    """What is wrong, and the value (as YAML) or the whole lines that would be right, where they are known."""

    melding: str
    verdi: str = ""
    linjer: str = ""


def wrong_form(text: str, part: Json) -> Said:
    """A text that its field's pattern refuses: what is wrong depends on what the field holds."""
    typed, text = text, text.strip()
    pattern = str(part.get("pattern", ""))
    if typed != text and re.search(pattern, text) and "x-referanse" not in part:
        return Said(f"Det står et mellomrom foran eller bak {shown(text)}. Ta det bort.", quoted(text))
    return _of_field(text, part, pattern)


def _of_field(text: str, part: Json, pattern: str) -> Said:
    """A text that is not what its field holds: a date, an id, an address, a number to call, something else."""
    if part.get("format") == "date":
        return wrong_date(text)
    example = str(part.get("examples", [""])[0])
    if "x-referanse" in part or pattern.startswith(("^[a-z0-9]+(", "^[A-Za-z0-9]+(")):
        return _no_id(text, part, "bokstaver" if "A-Z" in pattern else "små bokstaver")
    if pattern.startswith("^https?"):
        return _address(text)
    if "@" in pattern and not pattern.startswith("^@"):
        bare = _AT.sub("@", text.strip('"').removeprefix("mailto:"))
        inside = set(_EMAIL.findall(text[:LONGEST_ADDRESS]))
        bare = inside.pop() if len(inside) == 1 and not re.fullmatch(pattern, bare) else bare
        guess = quoted(bare) if bare != text and re.fullmatch(pattern, bare) else ""
        several = "Skriv bare én, slik" if text.count("@") > 1 else "Slik ser en ut"
        return Said(f"{shown(text)} er ikke en e-postadresse. {several}: {example}.", guess)
    if pattern.startswith(r"^(?:\+"):
        return _phone(text, pattern)
    return _organisation_number(text) if pattern.startswith("^[0-9]{3} ?") else _of_another_form(text, example, pattern)


def _of_another_form(text: str, example: str, pattern: str) -> Said:
    """A text of which only the example is known. A dash may stand for a hyphen, a comma for a semicolon."""
    fixed = re.sub(r"\s*(?:[,;]|\bog\b)\s*", "; ", re.sub(r"\s*[–—-]\s*", "-", text))
    guess = quoted(fixed) if fixed != text and re.search(pattern, fixed) else ""
    return Said(f"{shown(text)} har ikke riktig form. Slik skal det se ut: {example}.", guess)


def _no_id(text: str, part: Json, letters: str) -> Said:
    """A text that is no id. Which posts one may refer to, only the rules know, and they propose one that is there."""
    melding = f"{shown(text)} er ikke en id. En id har {letters} a–z, tall og bindestrek."
    if kind := part.get("x-referanse"):
        return Said(f"{melding} Den er navnet på en fil i mappen {MAPPE_TIL[kind]}/, uten .yml.")
    ident = fold(without_place(text))
    named = " " in text  # the name of something says nothing of what its file is called
    return Said(melding, quoted(ident) if ident and not named and "," not in text else "")


def _phone(text: str, pattern: str) -> Said:
    """A number that nobody could call. Letters are never guessed at: a wrong number is worse than none."""
    digits = re.sub(r"(?i)^\s*(?:telefon|tlf|mobil|mob|tel|sentralbord)\b[.:]?\s*", "", text)
    digits = re.sub(r"^(\+|00)([0-9 ]+)\(0\) ?", r"\1\2", digits)  # the 0 that is left out from abroad
    digits = re.sub(r"\d", lambda digit: str(int(digit[0])), digits)  # a digit of another script is the same number
    digits = re.sub(r"^00 ?(?=[1-9])", "+", digits)  # how one dials a country
    plain = " ".join(re.sub(r"[-.()\u2010-\u2015]", " ", digits).split())
    only = re.findall(r"(?<!\d)(?:\d ?){7}\d(?!\d)", plain)
    if len(only) == 1 and sum(map(str.isdigit, plain)) == len("12345678"):  # the rest is words
        plain = only[0]
    guess = quoted(plain) if re.fullmatch(pattern, plain) else ""
    melding = f"{shown(text)} er ikke et telefonnummer. Skriv ett nummer, bare med sifre og mellomrom."
    if len(re.sub(r"[^0-9]", "", text)) == len("1234567") and re.fullmatch(r"[0-9 ]+", text):
        melding = f"{shown(text)} har sju sifre. Et norsk telefonnummer har åtte, eller tre til seks."
    return Said(melding, guess)


def _organisation_number(text: str) -> Said:
    """A number of an organisation that has other signs in it, or more or fewer than nine digits."""
    digits = "".join(str(int(digit)) for digit in re.findall(r"\d", text))
    guess = quoted(digits) if len(digits) == len("123456785") else ""
    return Said(f"{shown(text)} er ikke et organisasjonsnummer. Det har ni siffer, og ikke noe annet.", guess)


def _address(text: str) -> Said:
    """A web address that is none."""
    if '"' in text:
        address = re.fullmatch(r'"*(https?://[^\s"]+)"*', text)
        guess = quoted(address[1]) if address else ""
        return Said(f"{shown(text)} har et anførselstegn i seg. Ta det bort.", guess)
    inside = set(_INSIDE.findall(text[:LONGEST_ADDRESS]))
    if len(inside) == 1 and not text.startswith(only := inside.pop()):
        return Said(f"{shown(text)} er mer enn en nettadresse. Skriv bare adressen.", quoted(only))
    scheme = re.match(r"(?i)(https?)(?::/*|/+)", text)
    rest = text[scheme.end() :] if scheme else text
    bare = re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", rest)
    guess = quoted(f"{scheme[1].lower() if scheme else 'https'}://{rest}") if bare else ""
    return Said(f"{shown(text)} er ikke en hel nettadresse. Den må begynne med https:// og ikke ha mellomrom.", guess)


def wrong_date(text: str) -> Said:
    """A date that cannot be read, or that no calendar has."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return Said(f"{shown(text)} finnes ikke i kalenderen.")
    guess = read_date(text)
    melding = f"{shown(text)} er ikke en dato vi kan lese. Skriv år-måned-dag."
    return Said(melding, quoted(guess.isoformat())) if guess else Said(f"{melding} Slik ser en dato ut: {A_DATE}.")


def read_date(text: str) -> date | None:
    """Read a date as Norwegians write it: 21.11.2026, 21/11-26, 21. november 2026, 2026-11-21 08:00."""
    found = re.match(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)", text)
    if found:
        numbers = [int(number) for number in found.groups()]
    elif found := re.fullmatch(r"(\d{1,2})[. /-]+(\d{1,2}|[a-z]{3,9})[. /-]+(\d{4}|\d{2})", text.lower()):
        day, month, year = found.groups()
        number = int(month) if month.isdigit() else _MONTHS.get(month[:3], 0)
        numbers = [int(year) + (2000 if len(year) == len("26") else 0), number, int(day)]
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None
