"""The rules of the help lines: a number that is wrong or gone harms, and so does one nobody has checked."""

# ruff: noqa: D401 - the docstring of a rule is the rule, not an order

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.problem import Grad, Problem
from generator.reading.lines import quoted
from generator.rules.lister import ListCheck, Lister
from generator.telling.hjelpelinjer import NEEDED, is_stale, own_channels
from generator.telling.present import long_date
from generator.texts import said

LISTE: Final = "hjelpelinjer"


def help_lines_are_checked(lister: Lister) -> Iterator[Problem]:
    """Each help line says when it was last checked, and that is less than half a year ago, and no day to come."""
    for index, h in enumerate(lister.vokabular.hjelpelinjer.values()):
        name, path = said(h.navn), ("verdier", index)
        if h.dato is None:
            message = f"«{name}» har ingen dato for når opplysningene ble sjekket."
            missing = 'dato: "<dagen dere sjekket det>"'
            yield lister.problem(LISTE, path, "Dato", message, missing, grad=Grad.MANGLER)
        elif h.dato > lister.i_dag:  # no FEIL: the day is an argument, and a site can be built for an earlier one
            message = f"Datoen er {long_date(h.dato)}, og den dagen er ikke kommet ennå."
            yield lister.problem(LISTE, (*path, "dato"), "Dato", message, grad=Grad.ADVARSEL)
        elif is_stale(h, lister.i_dag):
            day = long_date(h.dato)
            message = f"«{name}» ble sist sjekket {day}. Sjekk nummer og tider, og skriv ny dato."
            yield lister.problem(LISTE, (*path, "dato"), "Dato", message, grad=Grad.ADVARSEL)


def emergency_numbers_are_there(lister: Lister) -> Iterator[Problem]:
    """The numbers that one calls when it is urgent are among the help lines, and stand on every page."""
    lines = list(lister.vokabular.hjelpelinjer.values())
    for tel in NEEDED:
        held = [index for index, h in enumerate(lines) if h.tel == tel]
        if not held:
            message = f"Ingen linje har telefonen {tel}. Sidene viser til det nummeret. Ta linjen inn igjen."
            yield lister.problem(LISTE, ("verdier",), "Telefon", message)
        elif not any(lines[index].alltid for index in held):
            message = f"Nummeret {tel} skal stå øverst på hver side. Skriv «alltid: true»."
            yield lister.problem(LISTE, ("verdier", held[0]), "Alltid", message)


def number_and_telephone_are_one(lister: Lister) -> Iterator[Problem]:
    """``nummer``, which one reads, and ``tel``, which one calls, are the same; what is on every page has them."""
    for index, h in enumerate(lister.vokabular.hjelpelinjer.values()):
        path = ("verdier", index)
        name, digits = said(h.navn), "".join(filter(str.isdigit, h.nummer or ""))
        if h.nummer and not h.tel:
            message = f"«{name}» har et nummer, men ingen kan ringe det fra siden. Skriv sifrene i «tel» også."
            yield lister.problem(
                LISTE, path, "Telefon", message, f"tel: {quoted(digits)}" if h.nummer[:1] != "+" else ""
            )
        elif h.tel and not h.nummer:
            message = f"«{name}» har «tel», men ikke «nummer», som er det folk leser."
            yield lister.problem(LISTE, path, "Nummer", message, f"nummer: {quoted(h.tel)}")
        elif h.tel and not digits.endswith(h.tel):
            message = f"«{name}» har nummeret {h.nummer}, men telefonen ringer {h.tel}. Sjekk hvilket som er riktig."
            yield lister.problem(LISTE, (*path, "tel"), "Telefon", message)
        elif h.tel and (others := [k for k in h.kanaler if k.type == "telefon"]) and not own_channels(h):
            message = f"«{name}» har nummeret {h.tel}, men under «kanaler» står {others[0].verdi}. Hvilket er riktig?"
            yield lister.problem(LISTE, (*path, "kanaler", h.kanaler.index(others[0]), "verdi"), "Verdi", message)
        elif h.alltid and not h.tel:
            message = f"«{name}» skal stå på hver side, men har ikke noe nummer. Skriv «nummer» og «tel»."
            yield lister.problem(LISTE, (*path, "alltid"), "Alltid", message)


HELP_LINE_CHECKS: tuple[ListCheck, ...] = (
    help_lines_are_checked,
    emergency_numbers_are_there,
    number_and_telephone_are_one,
)
