"""The typed catalogue: what a measure, a unit and the vocabularies are once they are read and judged.

Every name is spelled as in the YAML, so that ``git grep -w kostnad`` shows the whole life of a field.
Nothing here reads, judges or renders; nothing here imports anything of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

Tekst = Mapping[str, str]
"""A text per language tag (BCP-47); ``nb`` is always there."""

Tekster = Mapping[str, tuple[str, ...]]
"""Several paragraphs or list items per language tag."""


@dataclass(frozen=True, slots=True)
class Periode:
    """When a project or pilot runs. An absent end is open."""

    fra: date | None = None
    til: date | None = None
    finansiering: str | None = None


@dataclass(frozen=True, slots=True)
class Alder:
    """Whole years, both ends included. −1 is pregnancy, 0 is a value, an absent end is open."""

    fra: int | None = None
    til: int | None = None


@dataclass(frozen=True, slots=True)
class Tilgang:
    """How one gets the help. ``ta_kontakt_selv`` and ``dropin`` are ``ja``, ``nei`` or ``ukjent``."""

    ta_kontakt_selv: str
    dropin: str | None = None
    henvises_av: tuple[str, ...] = ()
    slik: str | None = None
    skjema: str | None = None
    samtykke: str | None = None


@dataclass(frozen=True, slots=True)
class Kostnad:
    """What it costs: ``gratis``, ``egenandel``, ``behovsprovd`` or ``ukjent``, and a remark."""

    type: str
    merknad: str | None = None


ALLE_KOMMUNER: Final = "alle"
"""The value of ``kommuner`` that counts in each municipality; it is in no vocabulary."""


@dataclass(frozen=True, slots=True)
class Kontakt:
    """Ways to make contact. Roles and units, never persons."""

    telefon: str | None = None
    epost: str | None = None
    nettside: str | None = None
    chat: str | None = None
    snapchat: str | None = None
    besok: str | None = None
    apningstid: str | None = None
    merknad: str | None = None


@dataclass(frozen=True, slots=True)
class Varsel:
    """A short notice on top of the page, shown up to and including the day ``til``."""

    tekst: str
    til: date


@dataclass(frozen=True, slots=True)
class Bekreftet:
    """The unit has read the whole post and stands for it: the day, and in which role."""

    dato: date
    rolle: str


@dataclass(frozen=True, slots=True)
class Kilde:
    """Where a fact stands: document id, line ranges and a verbatim quote."""

    dokument: str
    linjer: str
    sitat: str


@dataclass(frozen=True, slots=True)
class Oversettelse:
    """What a human has translated of one post into one language."""

    navn: str | None = None
    kort: str | None = None
    beskrivelse: str | None = None


@dataclass(frozen=True, slots=True)
class Tiltak:
    """One measure, service or offer: one file ``tiltak/<id>.yml``. Its ids refer to the rest."""

    id: str
    navn: str
    kort: str
    type: str
    synlighet: tuple[str, ...]
    status: str
    enhet: str
    kommuner: tuple[str, ...]
    malgrupper: tuple[str, ...]
    forebyggingsniva: tuple[str, ...]
    bti: tuple[int | str, ...]
    risikofaktorer: tuple[str, ...]
    beskyttelsesfaktorer: tuple[str, ...]
    tema: tuple[str, ...]
    tilgang: Tilgang
    kostnad: Kostnad
    beskrivelse: str | None = None
    resultat: str | None = None
    for_ansatte: str | None = None
    periode: Periode | None = None
    leverandor: str | None = None
    alder: Alder | None = None
    trinn: tuple[int | str, ...] = ()
    kontakt: Kontakt | None = None
    tolk: str | None = None
    sprak: tuple[str, ...] = ()
    metode: str | None = None
    hjemmel: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    sensitiv: bool | None = None
    del_av: str | None = None
    relatert: tuple[str, ...] = ()
    partnere: tuple[str, ...] = ()
    stikkord: tuple[str, ...] = ()
    varsel: Varsel | None = None
    antatt: tuple[str, ...] = ()
    bekreftet: Bekreftet | None = None
    kilder: tuple[Kilde, ...] = ()
    oversettelser: Mapping[str, Oversettelse] = field(default_factory=dict)

    def translation(self, language: str) -> Oversettelse | None:
        """Return what a human has translated to a language; nothing where it is only assumed to be right."""
        return None if "oversettelser" in self.antatt else self.oversettelser.get(language)


@dataclass(frozen=True, slots=True)
class Enhet:
    """A unit that owns or gives measures: one file ``enheter/<id>.yml``."""

    id: str
    navn: str
    kommuner: tuple[str, ...]
    om: str | None = None
    kontakt: Kontakt | None = None
    overordnet: str | None = None
    organisasjonsnummer: str | None = None
    redaktor: str | None = None
    antatt: tuple[str, ...] = ()
    kilder: tuple[Kilde, ...] = ()


# ---- vocabularies: each closed list once, in schema/vokabular/<navn>.yml ------------------------------


@dataclass(frozen=True, slots=True)
class Begrep:
    """One value of a closed list: what it is called and what it means, per language."""

    id: int | str
    navn: Tekst
    forklaring: Tekst = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Type(Begrep):
    """A kind of measure. ``i_dekning`` is false for what coverage never counts (tools, arenas)."""

    i_dekning: bool = True


@dataclass(frozen=True, slots=True)
class Videre:
    """When one leaves a BTI level, and for what: another level, the end, child protection, or the safety rule."""

    nar: Tekst
    handling: str
    niva: int | str | None = None


@dataclass(frozen=True, slots=True)
class BtiNiva(Begrep):
    """One BTI level with its whole guide. Lists are paragraphs or steps, in order."""

    kort: Tekst = field(default_factory=dict)
    ingress: Tekst = field(default_factory=dict)
    symbol: str = "bti1"
    hva: Tekster = field(default_factory=dict)
    hvordan: Tekster = field(default_factory=dict)
    hvem: Tekster = field(default_factory=dict)
    verktoy: Tekster = field(default_factory=dict)
    alene: Tekster = field(default_factory=dict)
    samtykke: Tekster = field(default_factory=dict)
    koordinerer: Tekst = field(default_factory=dict)
    frist: Tekst = field(default_factory=dict)
    videre: tuple[Videre, ...] = ()
    antatt: bool = False
    kilder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Faktor(Begrep):
    """A risk or protective factor. ``navn`` is for staff; ``innbygger`` is what citizens read instead."""

    innbygger: Tekst = field(default_factory=dict)
    tema: tuple[str, ...] = ()
    fra_alder: int | None = None


@dataclass(frozen=True, slots=True)
class Tema(Begrep):
    """A life situation. ``los`` is a Los URI; ``sensitiv`` gives its measures quick exit and safety box.

    ``til_deg`` is ``forklaring`` as one says it to the child or youth itself; empty where it can stand as it is.
    """

    los: str | None = None
    sensitiv: bool = False
    ikon: str | None = None
    til_deg: Tekst = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Malgruppe(Begrep):
    """A target group, and roughly which ages it means, where it means any."""

    alder: Alder | None = None


@dataclass(frozen=True, slots=True)
class Trinn(Begrep):
    """A grade in kindergarten or school, and the ages one usually has in it."""

    alder: Alder | None = None


@dataclass(frozen=True, slots=True)
class Kommune(Begrep):
    """A municipality: four-digit ``nummer`` as text, and its South Sámi name where it has an official one."""

    nummer: str = ""
    samisk: str | None = None


@dataclass(frozen=True, slots=True)
class Ungsinn:
    """A grade of evidence. A bare number means nothing: scale, year and link go with it."""

    skala: str
    niva: int
    aar: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Metode(Begrep):
    """A method that measures build on. The evidence belongs to the method, not to the local offer."""

    ungsinn: Ungsinn | None = None
    nettside: str | None = None
    merknad: Tekst = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hjemmel(Begrep):
    """A legal basis. ``kilde`` says where it is stated; ``bekreftet`` whether someone read the law itself."""

    lov: str = ""
    paragraf: str | None = None
    url: str | None = None
    kilde: str | None = None
    bekreftet: bool = False


@dataclass(frozen=True, slots=True)
class Kanal:
    """One way to reach a help line, with its own hours: a phone is not open when its chat is."""

    type: str
    verdi: str
    tid: Tekst = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hjelpelinje(Begrep):
    """A help line. ``tel`` holds digits alone; ``alltid`` marks the four that stand on every page.

    ``anonym`` marks where the line itself says that one need not tell who one is, ``lokal`` one that is for
    those who live here, ``barnevernvakt`` the child protection on duty: the safety rule leads to it.
    """

    nummer: str | None = None
    tel: str | None = None
    alltid: bool = False
    anonym: bool = False
    lokal: bool = False
    barnevernvakt: bool = False
    hvem: Tekst = field(default_factory=dict)
    kanaler: tuple[Kanal, ...] = ()
    kilde: str | None = None
    dato: date | None = None
    bekreftet_av: str | None = None
    merknad: Tekst = field(default_factory=dict)
    tema: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTiltak(Begrep):
    """A measure of the municipality's plan, under one of its goals."""

    mal: str = ""
    status: str = "ukjent"
    eier: Tekst = field(default_factory=dict)
    frist: date | None = None
    frist_tekst: Tekst = field(default_factory=dict)
    kilder: tuple[Kilde, ...] = ()


@dataclass(frozen=True, slots=True)
class Dokument(Begrep):
    """A source document. ``dato`` is a year and month, or a day, as ISO text."""

    utgiver: Tekst = field(default_factory=dict)
    dato: str = ""
    dato_tekst: Tekst = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sprak(Begrep):
    """A language, its name in its own script and the direction it is written in."""

    eget: str = ""
    retning: str = "ltr"


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a heavy word, and what can take its place in the same form."""

    ord: str
    skriv: str = ""


@dataclass(frozen=True, slots=True)
class Stoppord(Begrep):
    """A heavy word: ``navn`` is how it is called, ``former`` are all its spellings."""

    former: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Vokabular:
    """Every closed list, id to value, in the order of its file."""

    type: Mapping[str, Type]
    synlighet: Mapping[str, Begrep]
    status: Mapping[str, Begrep]
    forebyggingsniva: Mapping[str, Begrep]
    bti: Mapping[int | str, BtiNiva]
    risikofaktorer: Mapping[str, Faktor]
    beskyttelsesfaktorer: Mapping[str, Faktor]
    tema: Mapping[str, Tema]
    malgrupper: Mapping[str, Malgruppe]
    trinn: Mapping[int | str, Trinn]
    kommuner: Mapping[str, Kommune]
    kostnad: Mapping[str, Begrep]
    svar: Mapping[str, Begrep]
    roller: Mapping[str, Begrep]
    metoder: Mapping[str, Metode]
    hjemler: Mapping[str, Hjemmel]
    hjelpelinjer: Mapping[str, Hjelpelinje]
    planmal: Mapping[str, Begrep]
    plan: Mapping[str, PlanTiltak]
    dokumenter: Mapping[str, Dokument]
    sprak: Mapping[str, Sprak]
    klarsprak: Mapping[str, Stoppord]


@dataclass(frozen=True, slots=True)
class Katalog:
    """The whole: every measure, unit and vocabulary, read, judged and typed. Sorted by id."""

    tiltak: Mapping[str, Tiltak]
    enheter: Mapping[str, Enhet]
    vokabular: Vokabular
