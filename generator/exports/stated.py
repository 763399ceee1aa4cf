"""What may be told outside the site as a fact: what is not assumed, and ways to make contact that are confirmed.

The pages say «trolig» of what is assumed, and «ikke bekreftet» beside a number. Most other programs have no place for
such words, and will show what they are given.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import NamedTuple

from generator.model import Enhet, Kontakt, Periode, Tiltak
from generator.rules.checks import A_YEAR
from generator.views import RUNNING


def stated(post: Tiltak | Enhet, felt: str) -> bool:
    """Tell whether a field of a post is stated by a source or confirmed, not assumed."""
    return felt not in post.antatt


def runs(t: Tiltak, i_dag: date) -> bool:
    """Tell whether a measure is stated to run on a day. What is not known to run is not told as if it did."""
    periode = t.periode or Periode()
    begun, over = (periode.fra or i_dag) <= i_dag, (periode.til or i_dag) < i_dag
    return t.status in RUNNING and stated(t, "status") and begun and not over


def confirmed(t: Tiltak, i_dag: date) -> bool:
    """Tell whether its unit has read a measure in the last year, and stands for it."""
    return t.bekreftet is not None and stated(t, "bekreftet") and i_dag - t.bekreftet.dato <= A_YEAR


def confirmed_contact(t: Tiltak, i_dag: date) -> Kontakt:
    """Return the contact that stands in the post itself, when its unit has confirmed it; else one that is empty.

    What the post has from its unit stands in another file, which nobody read when the post was confirmed.
    """
    return t.kontakt if t.kontakt and confirmed(t, i_dag) and stated(t, "kontakt") else Kontakt()


def without_hours(enhet: Enhet) -> Kontakt:
    """Return the contact of a unit that may be told: no one confirms a unit, so no number and no hours."""
    known = enhet.kontakt if enhet.kontakt and stated(enhet, "kontakt") else Kontakt()
    return Kontakt(epost=known.epost, nettside=known.nettside, chat=known.chat)


def service_contact(t: Tiltak, enhet: Enhet) -> Kontakt:
    """Return the contact that may be told of a measure once it is confirmed: its own, else what its unit may tell."""
    own = t.kontakt if t.kontakt and stated(t, "kontakt") else Kontakt()
    unit = without_hours(enhet) if stated(t, "enhet") else Kontakt()
    return Kontakt(**{f.name: getattr(own, f.name) or getattr(unit, f.name) for f in fields(Kontakt)})


def website(post: Tiltak | Enhet) -> str:
    """Return the address of a post's own web pages where it is stated, else ``""``."""
    return (post.kontakt and stated(post, "kontakt") and post.kontakt.nettside) or ""


class Years(NamedTuple):
    """The youngest and the oldest that a measure is for, both included; None is open."""

    fra: int | None = None
    til: int | None = None


def years(t: Tiltak) -> Years:
    """Return the ages of a measure where they are stated, as years of a person: pregnancy has none."""
    if t.alder is None or not stated(t, "alder") or t.alder.til == -1:
        return Years()
    return Years(None if t.alder.fra == -1 else t.alder.fra, t.alder.til)
