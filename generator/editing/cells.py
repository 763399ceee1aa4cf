"""The text of a cell -> the value the schema asks for, and each doubt about what the spreadsheet did to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.editing.flat import EDGES, EMPTY, JA, MONTHS, NEI, Column, bare, is_guarded, items
from generator.editing.sheet import Celle
from generator.judging.skjema import known_values
from generator.problem import Grad
from generator.rules.textchecks import GONE, LOST
from generator.spelling import named, several

_ERROR = re.compile(r"#(?:NAVN|NAME|VERDI|VALUE|REF|I/T|N/A|DIV/0|NULL|NUM|####+)[?!]?|#{3,}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,]0+)?")
_OF_A_DAY = re.compile(r"0[.,]\d{3,}")
_EXPONENT = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_MONTH = rf"(?:{MONTHS})[a-z]*"
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    rf"|\d{{1,4}}[. -]+{_MONTH}\.?|{_MONTH}\.?[. -]+\d{{1,4}}",
    re.IGNORECASE,
)
_NORWEGIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_INTEGER = re.compile(r"-?\d{1,9}")

TIP = "Skriv teksten på nytt i en celle som er formatert som tekst, eller med ' foran."


class Verdi(NamedTuple):
    """What a cell says: the value (None when there is none), and the doubts."""

    verdi: Any
    tvil: tuple[tuple[Grad, str], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the value can be used."""
        return all(grad is not Grad.FEIL for grad, _ in self.tvil)


def value(celle: Celle, column: Column) -> Verdi:
    """Return what a cell says in a column."""
    text = celle.tekst
    known = celle.slag == "tekst" or is_guarded(text)
    own = is_guarded(text)
    text = bare(text) if own else text.strip(EDGES)
    if not text.strip():
        return Verdi(None)
    if broken := _broken(celle, text, own=own):
        return Verdi(None, ((Grad.FEIL, broken),))
    if not own and text == EMPTY and column.many:
        return Verdi([])
    if column.part.get("format") == "date":
        return _day(text)
    tvil = () if known else tuple(_changed(text, celle.slag, column.part))
    if column.many:
        part = column.part.get("items", {})
        found = items(text)
        if len(found) == 1 and "enum" in part and len(meant := several(text, known_values(part), named)) > 1:
            found = meant
            tvil += ((Grad.ADVARSEL, f"«{text}» er lest som {' og '.join(found)}. Stemmer det?"),)
        tvil += tuple(doubt for item in found for doubt in _near(item, part))
        if len(found) == 1 and "," in text and "enum" not in part and not own:
            tvil += (
                (Grad.ADVARSEL, "Cellen er lest som ett punkt. Er det flere, skal det være semikolon mellom dem."),
            )
        return Verdi([_single(item, part) for item in found], tvil)
    return Verdi(_single(text, column.part), (*tvil, *_near(text, column.part)))


def _broken(celle: Celle, text: str, *, own: bool) -> str:
    """Return why a cell says nothing at all."""
    if celle.slag == "formel":
        return "Cellen er en formel. Skriv teksten selv."
    if celle.slag == "feil" or (not own and _ERROR.fullmatch(text)):
        return f"«{text}» er en feilmelding fra regnearket. Skriv teksten på nytt."
    if GONE in text:
        return LOST
    return ""


def _day(text: str) -> Verdi:
    """Return a date; the Norwegian way of writing one is read, and told."""
    if found := _NORWEGIAN.fullmatch(text):
        day = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
        return Verdi(day, ((Grad.ADVARSEL, f"«{text}» er lest som {day} (år, måned, dag). Stemmer det?"),))
    return Verdi(text)


def _changed(text: str, kind: str, part: dict[str, Any]) -> Iterator[tuple[Grad, str]]:
    """Yield what a spreadsheet may have done to a text that it was free to read in its own way."""
    if part.get("type") in ("integer", "boolean") and kind != "dato":
        return
    if kind == "dato" or _DATE.fullmatch(text):
        yield Grad.FEIL, f"«{text}» er en dato. Regnearket kan ha gjort om noe annet, for eksempel 1-3. {TIP}"
    elif _EXPONENT.fullmatch(text):
        yield Grad.FEIL, f"«{text}» er et tall som regnearket har kortet ned. {TIP}"
    elif part.get("type") == "string" and _OF_A_DAY.fullmatch(text):
        yield Grad.FEIL, f"«{text}» er et klokkeslett som regnearket har gjort om til et tall. {TIP}"
    elif part.get("type") == "string" and (kind == "tall" or (_DIGITS.fullmatch(text) and "enum" not in part)):
        yield Grad.ADVARSEL, f"«{text}» står som et tall, og er lest som tekst. Sjekk at ingen nuller er borte."


def _near(text: str, part: dict[str, Any]) -> Iterator[tuple[Grad, str]]:
    """Yield a code that has lost its zeros, or that has a comma for its full stop. It is not guessed."""
    known = [str(each) for each in part.get("enum", ())]
    if text in known or not known:
        return
    plain = text.replace(",", ".")
    near = [each for each in known if each == plain or (plain.isdigit() and each.lstrip("0") == plain.lstrip("0"))]
    if len(near) == 1:
        yield Grad.FEIL, f"«{text}» kan ha mistet nuller eller fått komma. Mente du «{near[0]}»? {TIP}"


def _single(text: str, part: dict[str, Any]) -> Any:  # noqa: ANN401 - as the schema says
    """Return one value with the type its schema asks for; what does not fit stays text, and is judged later."""
    if "enum" in part:
        return next((each for each in part["enum"] if str(each) == text), text)
    if part.get("type") == "boolean":
        word = text.lower()
        return True if word in JA else False if word in NEI else text
    if part.get("type") == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    return text
