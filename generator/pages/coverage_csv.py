"""Coverage as one CSV file: a line for each cell of each matrix, as a Norwegian spreadsheet opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generator.editing.flat import FORMULA
from generator.model import Katalog
from generator.pages.coverage import APART, Celle, Matrise, applies
from generator.pages.coverage_words import GRADES, heads
from generator.texts import said, words

BOM = "\ufeff"


def plain(text: str) -> str:
    """Keep a text a text: one that a spreadsheet would read as a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _names(c: Celle, *, apart: bool) -> str:
    return "; ".join(p.tiltak.navn for p in (c.utenom if apart else c.talt))


def as_csv(matrices: Iterable[Matrise], katalog: Katalog) -> str:
    """Return every cell of every matrix, the empty ones too."""
    o = words()["dekning"]
    status = katalog.vokabular.status
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    grades = [o["grader"][grad] for grad in GRADES]
    apart = [s for s in APART if s in status]
    writer.writerow([*o["csv"]["for"], *grades, *(said(status[s].navn) for s in apart), *o["csv"]["etter"]])
    for m in matrices:
        head = heads(m.akse, katalog)
        for c in m.celler.values():
            texts = (o["slag"][m.slag], c.faktor, said(m.faktorer[c.faktor].navn), o["akser"][m.akse])
            numbers = (c.antall, *(c.sure(grad) for grad in GRADES), *(c.apart(s) for s in apart))
            note = (
                ""
                if applies(m.faktorer[c.faktor], c.kolonne)
                else o["gjelder_fra"].format(alder=m.faktorer[c.faktor].fra_alder)
            )
            names = (_names(c, apart=False), _names(c, apart=True), note)
            writer.writerow([*map(plain, texts), plain(head[c.kolonne].navn), *numbers, *map(plain, names)])
    return BOM + out.getvalue()
