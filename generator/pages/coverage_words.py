"""Coverage in words: what a column is called, what a cell holds, where there is a gap, what it all shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.model import Katalog
from generator.pages.coverage import APART, BANDS, UNKNOWN, Celle, Kolonne, Matrise
from generator.telling.present import Sikkerhet, count_text, listed, uncapitalised
from generator.texts import said, words

GRADES: Final = (Sikkerhet.BEKREFTET, Sikkerhet.OPPGITT, Sikkerhet.ANTATT)
"""How sure a placement can be, the surest first: the order of the dots and of the words."""


@dataclass(frozen=True, slots=True)
class Hode:
    """The head of a column: its name, a few words on what it means, and its symbol."""

    navn: str
    under: str
    symbol: str


def heads(akse: str, katalog: Katalog) -> dict[Kolonne, Hode]:
    """Return the head of every column of an axis."""
    v, o = katalog.vokabular, words()["dekning"]
    if akse == "forebygging":
        return {n.id: Hode(said(n.navn), o["for"].get(n.id, ""), str(n.id)) for n in v.forebyggingsniva.values()}
    if akse == "bti":
        return {n.id: Hode(f"{words()['bti']['niva']} {n.id}", said(n.kort), n.symbol) for n in v.bti.values()}
    bands: dict[Kolonne, Hode] = {
        band: Hode(o["aar"].format(alder=band.replace("-", "–")), o["for"].get(band, ""), "") for band in BANDS
    }
    return bands | {UNKNOWN: Hode(o["ukjent_alder"], "", "")}


def _share(antall: int, grad: Sikkerhet) -> str:
    """Say how many are that sure: «3 antatt»."""
    o = words()["dekning"]
    return f"{antall} {uncapitalised(o['grader' if antall == 1 else 'grader_flere'][grad])}"


def apart(c: Celle, katalog: Katalog) -> str:
    """Say what is planned or paused in a cell: «+ 1 planlagt, 2 på pause», or nothing."""
    parts = [f"{n} {uncapitalised(said(katalog.vokabular.status[s].navn))}" for s in APART if (n := c.apart(s))]
    return f"+ {listed(parts)}" if parts else ""


def in_words(c: Celle, head: Hode) -> str:
    """Say a whole cell: «R4, Selektiv: 2 tiltak. 1 oppgitt, 1 antatt.»."""
    o = words()["dekning"]
    shares = [_share(n, grad) for grad in GRADES if (n := c.sure(grad))]
    number = count_text(c.antall, ansatt=True) if c.antall else o["ingen"]
    return f"{c.faktor}, {uncapitalised(head.navn)}: {number}. {', '.join(shares)}".strip()


def _form(akse: str, kolonne: Kolonne, head: Hode) -> tuple[str, str]:
    """Return how a column is said in a sentence, and with which word: in the plural where there is one."""
    plural = words()["dekning"]["flertall"].get(kolonne) if akse == "forebygging" else None
    return ("flertall", plural) if plural else (akse, uncapitalised(head.navn))


def gap(m: Matrise, c: Celle, head: Hode) -> str:
    """Name an empty cell: «Ingen selektive tiltak mot R2»."""
    form, verdi = _form(m.akse, c.kolonne, head)
    return str(words()["dekning"]["tomt"][m.slag][form].format(verdi=verdi, kode=c.faktor))


def _where(m: Matrise, kolonne: Kolonne, head: Hode) -> str:
    """Say where placements are: «selektive», «på BTI-nivå 2», «for 6–12 år»."""
    form, verdi = _form(m.akse, kolonne, head)
    return str(words()["dekning"]["plass"][form].format(verdi=verdi))


def shows(m: Matrise, head: Mapping[Kolonne, Hode]) -> str:
    """Say what the numbers show: how many gaps and, unless it is the same everywhere, where there is most and least."""
    o = words()["dekning"]
    totals = {k: m.total(k) for k in m.kolonner if k != UNKNOWN}
    most, least = max(totals.values()), min(totals.values())
    gaps = str(o["viser"][m.slag].format(tomme=len(m.tomme), felt=len(m.felt)))
    if most == least:
        return gaps

    def where(count: int) -> str:
        """Say where there are so many: in one column, or in several that have as many."""
        return listed([_where(m, k, head[k]) for k, total in totals.items() if total == count])

    peaks = o["flest"].format(mest=where(most), mest_antall=most, minst=where(least), minst_antall=least)
    return f"{gaps} {peaks}"
