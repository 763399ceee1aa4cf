"""What may be told outside the site as a fact: what is not assumed, and ways to make contact that are confirmed.

The pages say «trolig» of what is assumed, and «ikke bekreftet» beside a number. Most other programs have no place for
such words, and will show what they are given.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.model import Enhet, Kontakt, Tiltak
from generator.views import RUNNING


def stated(post: Tiltak | Enhet, felt: str) -> bool:
    """Tell whether a field of a post is stated by a source or confirmed, not assumed."""
    return felt not in post.antatt


def runs(t: Tiltak, i_dag: date) -> bool:
    """Tell whether a measure is stated to run on a day. What is not known to run is not told as if it did."""
    over = t.periode is not None and t.periode.til is not None and t.periode.til < i_dag
    return t.status in RUNNING and stated(t, "status") and not over


def confirmed(t: Tiltak) -> bool:
    """Tell whether its unit has read a measure and stands for it."""
    return t.bekreftet is not None and stated(t, "bekreftet")


def confirmed_contact(t: Tiltak) -> Kontakt:
    """Return the contact that stands in the post itself, when its unit has confirmed it; else one that is empty.

    What the post has from its unit stands in another file, which nobody read when the post was confirmed.
    """
    return t.kontakt if t.kontakt and confirmed(t) and stated(t, "kontakt") else Kontakt()


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
