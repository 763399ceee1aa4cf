"""What a reader is told about a measure, in words: ages, places, dates, contact, and how sure each is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from generator.model import ALLE_KOMMUNER, Begrep, Enhet, Katalog, Kontakt, Periode, Tiltak, Vokabular
from generator.telling.ages import Aldersgrunnlag, age_of
from generator.texts import said, words
from generator.views import stated

_VGS = "vgs"

NAMES = ("Nav", "Snapchat")
"""Titles that are names, and keep their first letter."""


def long_date(day: date) -> str:
    """Write a day in words: «21. november 2026»."""
    o = words()["tale"]
    text: str = o["dato"].format(dag=day.day, maned=o["maneder"][str(day.month)], aar=day.year)
    return text


def listed(parts: Sequence[str]) -> str:
    """Join words as one says them: a, b og c."""
    if len(parts) < 2:  # noqa: PLR2004 - one or none needs no «og»
        return "".join(parts)
    return f"{', '.join(parts[:-1])}{words()['tale']['og']}{parts[-1]}"


def count_text(n: int, *, ansatt: bool = False) -> str:
    """Say how many measures: «1 tilbud» to families, «39 tiltak» to staff."""
    form = f"{'antall_ansatt' if ansatt else 'antall'}{'_en' if n == 1 else ''}"
    text: str = words()["visning"][form].format(antall=n)
    return text


def both_counts(tiltak: Collection[Tiltak], felt: str) -> str:
    """Say to staff how many measures, and of how many a field is stated: «39 tiltak, 1 oppgitt»."""
    o, sure = words()["felles"], stated(tiltak, felt)
    return f"{count_text(len(tiltak), ansatt=True)}, {sure} {o['oppgitt' if sure == 1 else 'oppgitt_flere']}"


def uncapitalised(text: str) -> str:
    """Write a title inside a sentence: the first letter small, unless it begins an abbreviation or a name."""
    return text if text[1:2].isupper() or text in NAMES else text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """Write a word first in a sentence: the first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def has_long_word(text: str) -> bool:
    """Tell whether a word is so long that a large heading has no room for it on a phone."""
    return re.search(r"\w{17}", text) is not None


def tel_digits(number: str) -> str:
    """Return what a ``tel:`` link holds: digits alone, with a leading plus where one was written."""
    plus = "+" if number.strip().startswith("+") else ""
    return plus + re.sub(r"\D", "", number)


def host(url: str) -> str:
    """Return what a reader needs to see of an address: the host and the path, no scheme."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).removeprefix("www.").rstrip("/")


def _years(fra: int | None, til: int | None) -> str:
    """Say a span of years; an end that is None is open."""
    if til == -1:
        form = "svangerskap"
    elif fra == -1:
        form = "fra_svangerskap" if til is None else "svangerskap_til"
    elif fra is None:
        form = "til"
    elif til is None:
        form = "alle" if fra == 0 else "fra"
    else:
        form = "ett" if fra == til else "mellom"
    text: str = words()["tale"]["alder"][form].format(fra=fra, til=til)
    return text


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last of numbers that follow on each other: 1, 2, 3, 7 -> (1, 3), (7, 7)."""
    found: list[tuple[int, int]] = []
    for n in sorted(numbers):
        if found and n == found[-1][1] + 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found


def grade_text(trinn: Sequence[int | str], names: Mapping[int | str, Begrep]) -> str:
    """Write the grades of a measure: «3. og 8. trinn», «barnehage», «1.–10. trinn og videregående»."""
    o = words()["tale"]["trinn"]
    numbers = [n for n in trinn if isinstance(n, int)]
    ranges = [o["ett" if fra == til else "mellom"].format(fra=fra, til=til) for fra, til in runs(numbers)]
    school = [o["skole"].format(trinn=listed(ranges))] if numbers else []
    named = {n: said(names[n].navn).lower() for n in trinn if not isinstance(n, int)}
    before = [name for n, name in named.items() if n != _VGS]
    after = [name for n, name in named.items() if n == _VGS]
    return listed([*before, *school, *after])


def age_text(t: Tiltak, katalog: Katalog) -> str:
    """Tell the age of a measure in words, or ``""`` when it is unknown."""
    span = age_of(t, katalog.vokabular)
    if span.grunnlag is Aldersgrunnlag.UKJENT:
        return ""
    if span.grunnlag is Aldersgrunnlag.TRINN:
        text = grade_text(t.trinn, katalog.vokabular.trinn)
        return _probably(text, t, "trinn")
    text = listed([_years(s.fra, s.til) for s in span.strekk])
    how = {Aldersgrunnlag.ANTATT: "trolig", Aldersgrunnlag.OMTRENT: "omtrent"}.get(span.grunnlag)
    return str(words()["tale"][how].format(hva=text)) if how else text


def grades_beside_age(t: Tiltak, katalog: Katalog) -> str:
    """Tell the grades of a measure that has an age too; ``""`` where the grades are all there is, or none."""
    if not t.trinn or t.alder is None:
        return ""
    return _probably(grade_text(t.trinn, katalog.vokabular.trinn), t, "trinn")


def period_text(periode: Periode) -> str:
    """Tell when something runs: «fra 1. august 2026 til 31. juli 2028», or one end alone."""
    o = words()["tale"]["periode"]
    ends = [("fra", periode.fra), ("til", periode.til)]
    return " ".join(o[end].format(dato=long_date(day)) for end, day in ends if day)


def place_text(t: Tiltak | Enhet, katalog: Katalog) -> str:
    """Tell where a measure or a unit is: its municipalities, or that it is everywhere."""
    if ALLE_KOMMUNER in t.kommuner:
        return likely(t, "kommuner", words()["tale"]["alle_kommuner"])
    return likely_name(t, "kommuner", listed([said(katalog.vokabular.kommuner[k].navn) for k in t.kommuner]))


def owner_text(navn: str, sted: str) -> str:
    """Tell of whom or what, and where, the place once: «PPT i Namsos» needs no «Namsos» after it.

    A place that does not begin with the name of a municipality has a small letter inside the sentence.
    """
    o = words()["tale"]
    no_name = sted.startswith((o["alle_kommuner"], capitalised(o["trolig"].format(hva=""))))
    return navn if sted in navn else f"{navn}, {uncapitalised(sted) if no_name else sted}"


def giver_text(t: Tiltak, katalog: Katalog) -> str:
    """Tell who gives a measure and where; a unit that is only assumed is not told as a fact."""
    unit = katalog.enheter[t.enhet].navn
    return owner_text(likely_name(t, "enhet", unit), place_text(t, katalog))


def nobody_owns(t: Tiltak, enhet: Enhet) -> bool:
    """Tell whether nobody is known to own a measure: its unit is assumed, and counts in the whole country."""
    return "enhet" in t.antatt and ALLE_KOMMUNER in enhet.kommuner


def asked(t: Tiltak, enhet: Enhet) -> str:
    """Return whom a reader can ask about a measure: its unit, or the municipality where nobody is known to own it."""
    return str(words()["felles"]["kommunen_din"]) if nobody_owns(t, enhet) else enhet.navn


def unconfirmed(t: Tiltak, enhet: Enhet) -> str:
    """Say that its unit has not confirmed a measure, or that nobody has; ``""`` of one that is confirmed."""
    name = "ingen_har_bekreftet" if nobody_owns(t, enhet) else "ikke_bekreftet"
    return "" if t.bekreftet else str(words()["tiltak"][name])


def likely(t: Tiltak | Enhet, felt: str, text: str) -> str:
    """Say a value of a field, with «Trolig» where it is only assumed."""
    return capitalised(_probably(uncapitalised(text), t, felt)) if text and felt in t.antatt else text


def likely_name(t: Tiltak | Enhet, felt: str, name: str) -> str:
    """Say a name, with «Trolig» where it is only assumed; the name keeps its first letter."""
    return capitalised(_probably(name, t, felt)) if felt in t.antatt else name


def _probably(text: str, t: Tiltak | Enhet, felt: str) -> str:
    """Say something inside a sentence, with «trolig» where its field is only assumed."""
    return str(words()["tale"]["trolig"].format(hva=text)) if felt in t.antatt else text


def status_text(t: Tiltak, vokabular: Vokabular) -> str:
    """Say the status of a measure; that it is not known is no assumption."""
    text = said(vokabular.status[t.status].navn)
    return text if t.status == "ukjent" else likely(t, "status", text)


def status_icon(status: str) -> str:
    """Return the icon of a status; one that a municipality has added has that of what is not known."""
    icon: str = words()["status_ikon"].get(status, "ukjent")
    return icon


def status_message(status: str, vokabular: Vokabular, whom: str) -> str:
    """Say what a reader must know of a status, and ``whom`` to ask; ``""`` where all is well.

    Of a status that a municipality has added, what its list says.
    """
    message: str = words()["tiltak"]["status"].get(status, said(vokabular.status[status].forklaring))
    return message.replace("{enhet}", whom)


def people_text(t: Tiltak, katalog: Katalog) -> str:
    """Tell whom a measure is for, in a few words."""
    text = listed([said(katalog.vokabular.malgrupper[m].navn).lower() for m in t.malgrupper])
    return capitalised(_probably(text, t, "malgrupper"))


def contact_of(t: Tiltak, enhet: Enhet) -> Kontakt:
    """Return the contact that holds: what the post gives, else what its unit gives, key by key."""
    unit = enhet.kontakt or Kontakt()
    own = t.kontakt or Kontakt()
    return Kontakt(**{f.name: getattr(own, f.name) or getattr(unit, f.name) for f in fields(Kontakt)})


def has_channel(kontakt: Kontakt) -> bool:
    """Tell whether there is any way to make contact; opening hours and remarks are none."""
    return any((kontakt.telefon, kontakt.epost, kontakt.nettside, kontakt.chat, kontakt.snapchat, kontakt.besok))


def answers_at_once(kontakt: Kontakt) -> bool:
    """Tell whether one can reach someone where one is, without going there or waiting for an answer."""
    return any((kontakt.telefon, kontakt.chat))


def contact_doubt(t: Tiltak, enhet: Enhet) -> str:
    """Say that some of the contact that holds is only assumed, at the post or at its unit; else ``""``."""
    of_unit = contact_of(t, enhet) != (t.kontakt or Kontakt())
    unsure = "kontakt" in t.antatt or (of_unit and "kontakt" in enhet.antatt)
    return str(words()["tiltak"]["kontakt_antatt"]) if unsure else ""


class Sikkerhet(StrEnum):
    """How sure a value is."""

    BEKREFTET = "bekreftet"
    OPPGITT = "oppgitt"
    ANTATT = "antatt"
    UKJENT = "ukjent"


def sureness(t: Tiltak, felt: str) -> Sikkerhet:
    """Tell how sure one field of a measure is; an absent or empty value, and «ukjent», is unknown."""
    value: Any = getattr(t, felt)
    said = {"tilgang": t.tilgang.ta_kontakt_selv, "kostnad": t.kostnad.type}.get(felt, value)
    if said in (None, (), "ukjent"):
        return Sikkerhet.UKJENT
    if felt in t.antatt:
        return Sikkerhet.ANTATT
    return Sikkerhet.BEKREFTET if t.bekreftet else Sikkerhet.OPPGITT


def sure_word(t: Tiltak, grad: Sikkerhet) -> str:
    """Say how sure something of a measure is; what is stated stands in a source only where the post has one."""
    o = words()["sikkerhet"][grad]
    return str(o["uten_kilde"] if grad is Sikkerhet.OPPGITT and not t.kilder else o["ord"])


def source_date(t: Tiltak, katalog: Katalog) -> str:
    """Return when the newest source of a measure is from, in words («november 2024»), or ``""``."""
    documents = [d for k in t.kilder if (d := katalog.vokabular.dokumenter[k.dokument]).dato]
    if not documents:
        return ""
    return said(max(documents, key=lambda d: d.dato).dato_tekst)


@dataclass(frozen=True, slots=True)
class Merkelapp:
    """A level as staff see it: its symbol, its word, and whether it is assumed."""

    symbol: str
    ord: str
    antatt: bool


def levels(t: Tiltak, katalog: Katalog) -> tuple[Merkelapp, ...]:
    """Return the BTI and prevention levels of a measure as tags, in that order."""
    v = katalog.vokabular
    return (
        *(Merkelapp(v.bti[n].symbol, f"BTI {n}", "bti" in t.antatt) for n in t.bti),
        *(
            Merkelapp(niva, said(v.forebyggingsniva[niva].navn), "forebyggingsniva" in t.antatt)
            for niva in t.forebyggingsniva
        ),
    )
