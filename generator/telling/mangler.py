"""What a post lacks, in words its owner can act on: the gaps ``tiltak sjekk`` tells, and the unknowns."""

from __future__ import annotations

from generator.model import Katalog, Tiltak
from generator.telling.present import contact_of, has_channel
from generator.texts import words


def missing(t: Tiltak, katalog: Katalog) -> tuple[str, ...]:
    """List what is missing, the gravest for a reader first."""
    o = words()["tiltak"]["mangler"]
    lacks = {
        "kontakt": not has_channel(contact_of(t, katalog.enheter[t.enhet])),
        "beskrivelse": not t.beskrivelse,
        "alder": t.alder is None,
        "tilgang": t.tilgang.ta_kontakt_selv == "ukjent",
        "kostnad": t.kostnad.type == "ukjent",
        "tolk": t.tolk in (None, "ukjent"),
        "status": t.status == "ukjent",
        "pilot": t.status == "pilot" and (t.periode is None or t.periode.til is None),
        "stikkord": not t.stikkord,
        "kilder": bool(katalog.vokabular.dokumenter) and not t.kilder,
        "bekreftet": t.bekreftet is None,
    }
    return tuple(o[name] for name, is_so in lacks.items() if is_so)
