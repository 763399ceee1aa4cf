"""Help lines: which to call now, which to talk to, when each channel is open, when anyone last checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from generator.model import Hjelpelinje, Kanal
from generator.telling.present import long_date, tel_digits
from generator.texts import said, words

FRESH: Final = timedelta(days=180)
"""After so long a number must be checked again: a wrong number harms."""

EMERGENCY_DIGITS: Final = 3
"""A number as short as this is an emergency number."""

NEEDED: Final = ("113", "112", "116117", "116111")
"""The telephones that fixed texts name, so that every municipality must have them."""

POLICE: Final = "112"
"""The telephone whose themes are about violence."""

SAFE: Final = ("113", "112", "116111", "116006", "116123")
"""The telephones of the safety box, in the order they stand there."""

IN_PAIN: Final = ("116111", "116123", "22400040", "113")
"""Those of the box where it is about pain, and not violence: whom one talks to first, the ambulance last."""

WRITTEN: Final = ("sms", "chat")
"""The channels for who cannot talk aloud."""

LOCAL: Final = "lokalt"
"""The group of the help lines that are for those who live here."""


@dataclass(frozen=True, slots=True)
class Linje:
    """One help line as it is shown: when its own number is open, its other channels, how old and how sure that is."""

    linje: Hjelpelinje
    tid: str
    kanaler: tuple[Kanal, ...]
    sjekket: str
    sikkert: str
    gammel: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """A help line as one presses it: the link, what stands there largest, who answers, and when."""

    lenke: str
    verdi: str
    navn: str
    tid: str
    pa_skjerm: bool = False
    """Whether it is of no use on paper."""


@dataclass(frozen=True, slots=True)
class Bolk:
    """Some help lines under one heading."""

    id: str
    linjer: tuple[Linje, ...]


def safe_lines(lines: Iterable[Hjelpelinje]) -> list[Hjelpelinje]:
    """Return the help lines of the safety box, known by their telephones: a municipality may give them other ids."""
    held = {h.tel: h for h in lines}
    return [held[tel] for tel in SAFE if tel in held]


def in_pain(lines: Iterable[Hjelpelinje]) -> list[Ring]:
    """Return what one presses in the box where it is about pain; below the line for the young, how one writes to it."""
    held = {h.tel: h for h in lines}
    found = []
    for h in (held[tel] for tel in IN_PAIN if tel in held):
        found.append(Ring(f"tel:{h.tel}", h.nummer or str(h.tel), said(h.navn), hours(h)))
        if h.tel == IN_PAIN[0]:
            found += [
                Ring(_written(k), words()["kanal"][k.type], said(h.navn), said(k.tid), pa_skjerm=True)
                for k in h.kanaler
                if _written(k)
            ]
    return found


def _written(kanal: Kanal) -> str:
    """Return the link by which one writes on a channel; ``""`` where there is none."""
    if kanal.type == "sms":
        return f"sms:{tel_digits(kanal.verdi)}"
    return kanal.verdi if kanal.type in WRITTEN and kanal.verdi.startswith("https://") else ""


def about_violence(themes: Collection[int | str], lines: Iterable[Hjelpelinje]) -> bool:
    """Tell whether any of some themes is about violence: such as the list gives to the number of the police."""
    return any(h.tel == POLICE and not set(h.tema).isdisjoint(themes) for h in lines)


def shown(h: Hjelpelinje, i_dag: date) -> Linje:
    """Return a help line with the hours of its own number apart from those of its other channels."""
    own = own_channels(h)
    others = tuple(k for k in h.kanaler if k not in own)
    o = words()["akutt"]
    checked = o["sjekket"].format(dato=long_date(h.dato)) if h.dato else o["ikke_sjekket"]
    sure = o["bekreftet_av"].format(rolle=h.bekreftet_av) if h.bekreftet_av else o["ikke_bekreftet"]
    return Linje(h, hours(h), others, checked, sure, is_stale(h, i_dag))


def hours(h: Hjelpelinje) -> str:
    """Say when the own number of a help line is open, or that nobody knows; ``""`` where it has none."""
    own = own_channels(h)
    hours = said(own[0].tid) if own else ""
    return hours or (str(words()["akutt"]["uten_tid"]) if h.tel else "")


def own_channels(h: Hjelpelinje) -> list[Kanal]:
    """Return the channels of a help line that are its own number, with or without the country before it."""
    telephones = (k for k in h.kanaler if k.type == "telefon")
    return [k for k in telephones if h.tel and "".join(filter(str.isdigit, k.verdi)).endswith(h.tel)]


def is_stale(h: Hjelpelinje, i_dag: date) -> bool:
    """Tell whether a help line was checked so long ago that it must be checked again."""
    return h.dato is not None and i_dag - h.dato > FRESH


def grouped(lines: Iterable[Hjelpelinje], i_dag: date) -> tuple[Bolk, ...]:
    """Put help lines in groups: what to call now, those of this place, whom to talk to, and web pages.

    Those of this place are a group also where there are none: the page says so.
    """
    found: dict[str, list[Linje]] = {"haster": [], LOCAL: [], "snakke": [], "nett": []}
    for h in lines:
        urgent = h.alltid or len(h.tel or "") == EMERGENCY_DIGITS
        group = LOCAL if h.lokal else "haster" if urgent else "snakke" if h.tel else "nett"
        found[group].append(shown(h, i_dag))
    return tuple(Bolk(name, tuple(group)) for name, group in found.items() if group or name == LOCAL)
