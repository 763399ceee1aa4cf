"""Which measures are ready for data.norge.no, and what the others lack.

CPSV-AP-NO demands more of a service than a post must have. Ready is only a post that has it all, and that its unit
stands for; nothing that it rests on is assumed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.exports.edition import Edition
from generator.exports.stated import confirmed, runs, service_contact, without_hours
from generator.model import Kontakt, Tiltak, Vokabular
from generator.telling.organisasjon import organisation_of
from generator.texts import words
from generator.views import only_staff

NO_SERVICE: Final = "metode"
"""A way to help that services use; of the other types, those that coverage never counts are for staff."""

SURE: Final = ("navn", "type", "synlighet")
"""Fields that every post has, and on which it rests that this is a service, and which."""

_WEB = re.compile(r"https?://[^\s/]\S*$")


@dataclass(frozen=True, slots=True)
class Mangel:
    """Something that is lacking: its key, what it is called, and how many posts lack it."""

    nokkel: str
    navn: str
    antall: int = 1


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the overview is from data.norge.no.

    ``klare`` of ``av`` services have all that the standard demands; the ``utenfor`` are no services for citizens.
    ``mangler`` is what the others lack, what most lack first, and ``katalogen`` what the overview itself lacks.
    """

    klare: int
    av: int
    utenfor: int
    mangler: tuple[Mangel, ...]
    katalogen: tuple[Mangel, ...]

    @property
    def i_filene(self) -> bool:
        """Whether the files tell of any service."""
        return bool(self.klare) and not self.katalogen


def ready(edition: Edition) -> tuple[Tiltak, ...]:
    """Return the measures that have all that the standard demands."""
    return tuple(t for t in edition.katalog.tiltak.values() if next(_lacks(t, edition), None) is None)


def lacking(t: Tiltak, edition: Edition) -> tuple[str, ...]:
    """Return the keys of what a measure lacks: field names, ``tjeneste`` or ``organisasjonsnummer``; none when ready.

    But for ``tjeneste``, which does not count, they are the keys of ``data.cpsv.mangler`` in tekster/.
    """
    return tuple(_lacks(t, edition))


def readiness(edition: Edition) -> Readiness:
    """Sum up how many measures are ready, what the others lack, and what the overview itself lacks."""
    v, o = edition.katalog.vokabular, words()["data"]["cpsv"]
    services = [lacking(t, edition) for t in edition.katalog.tiltak.values() if is_service(t, v)]
    counted = Counter(key for lacks in services for key in lacks)
    return Readiness(
        klare=sum(not lacks for lacks in services),
        av=len(services),
        utenfor=len(edition.katalog.tiltak) - len(services),
        mangler=tuple(Mangel(key, o["mangler"][key], count) for key, count in counted.most_common()),
        katalogen=tuple(Mangel(key, o["katalogen"][key]) for key in catalogue_lacks(edition)),
    )


def is_service(t: Tiltak, vokabular: Vokabular) -> bool:
    """Tell whether a measure is a service to citizens: no method, no tool, no arena, and not for staff alone."""
    return not only_staff(t) and t.type != NO_SERVICE and vokabular.type[t.type].i_dekning


def _lacks(t: Tiltak, edition: Edition) -> Iterator[str]:
    """Yield the keys of what a measure lacks, what is quickest to see first."""
    if not is_service(t, edition.katalog.vokabular):
        yield "tjeneste"
        return
    if not confirmed(t, edition.i_dag):
        yield "bekreftet"
    yield from (key for key in ("beskrivelse", "resultat") if not getattr(t, key) or key in t.antatt)
    if not runs(t, edition.i_dag):
        yield "status"
    yield from (key for key in (*SURE, "enhet") if key in t.antatt)
    enhet = edition.katalog.enheter[t.enhet]
    if organisation_of(enhet, edition.katalog) is None:
        yield "organisasjonsnummer"
    if "kontakt" in t.antatt or not _reachable(service_contact(t, enhet)):
        yield "kontakt"


def catalogue_lacks(edition: Edition) -> Iterator[str]:
    """Yield the keys of what the overview itself lacks; without a publisher nothing is known of it."""
    if not edition.site_url:
        yield "nettsted"
    if not edition.utgiver:
        yield "utgiver"
        return
    enhet = edition.katalog.enheter[edition.utgiver]
    if organisation_of(enhet, edition.katalog) is None:
        yield "organisasjonsnummer"
    if not _reachable(without_hours(enhet)):
        yield "kontakt"


def _reachable(kontakt: Kontakt) -> bool:
    """Tell whether there is a way to make contact that the standard knows: it has none for coming by."""
    return bool(kontakt.telefon or kontakt.epost or web_pages(kontakt))


def web_pages(kontakt: Kontakt) -> tuple[str, ...]:
    """Return the web pages where one can make contact; a chat may be named by words."""
    return tuple(dict.fromkeys(page for page in (kontakt.nettside, kontakt.chat) if page and _WEB.match(page)))
