"""``tiltak sok "ord"``: the site's own search in the terminal, with what each score is made of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from generator.cache import Cache
from generator.load import load
from generator.model import Katalog
from generator.oppsett import languages
from generator.pages.find import besides
from generator.place import Sted, UsageError
from generator.problem import stopping
from generator.reading.folder import LISTEMAPPE
from generator.report import as_text
from generator.search.answer import Svar
from generator.search.entries import les_sagt
from generator.search.index import bygg_sokefiler
from generator.search.query import Indeks, Sporring
from generator.search.sokevokabular import SokevokabularError, les_sokevokabular
from generator.texts import said, tool_words, words
from generator.views import municipalities, only_staff

MOST_PARTS = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("ord", nargs="+", metavar="ORD", help="det du ville skrevet i søkefeltet")
    parser.add_argument("--maks", type=int, default=10, metavar="ANTALL", help="hvor mange treff du vil se; ellers 10")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Search; answer 1 when the data has a FEIL."""
    if args.maks < 1:
        raise UsageError("--maks må være 1 eller mer.")
    lest = load(sted.rot, sted.i_dag)
    if lest.katalog is None:
        sys.stderr.write(f"{as_text(stopping(lest.problemer))}\n")
        return 1
    store = Cache.of(sted.rot)
    try:
        vokabular = les_sokevokabular(sted.rot / LISTEMAPPE, store)
    except SokevokabularError as error:
        sys.stderr.write(f"{as_text(error.problemer)}\n")
        return 1
    files = bygg_sokefiler(lest.katalog, vokabular, languages(sted.rot)[0], les_sagt(vokabular, store))
    query = Sporring(Indeks(files.regler, files.indeks), " ".join(args.ord))
    sys.stdout.write("\n".join(_lines(query, lest.katalog, args.maks)) + "\n")
    return 0


def _above(answer: Svar, katalog: Katalog) -> Iterator[str]:
    """Yield what the page says above the hits: that the place lacks it, whom to call, and what to read besides."""
    o = tool_words()["kommando"]["sok"]
    v = katalog.vokabular
    if answer.savnet:
        yield words()["finn"]["js"]["mangler_tjeneste"].format(tjeneste=answer.savnet)
    elif places := _lacking(answer, katalog):
        place = words()["finn"]["js"]["eller"].join(said(v.kommuner[i].navn) for i in places)
        yield words()["finn"]["js"]["mangler_her"].format(sted=place)
    if answer.linjer and not answer.trygghet:
        lines = (v.hjelpelinjer[i] for i in answer.linjer if i in v.hjelpelinjer)
        yield o["linjer"].format(linjer=", ".join(f"{said(h.navn)} {h.nummer}" for h in lines))
    if answer.side in besides(katalog):
        yield o["side"].format(side=answer.side)


def _lacking(answer: Svar, katalog: Katalog) -> tuple[str, ...]:
    """Return the municipalities that the words name, where none of them has anything like the best hit."""
    if not answer.treff:
        return ()
    best = katalog.tiltak[answer.treff[0].id]
    near = (katalog.tiltak[hit.id] for hit in answer.treff if hit.nar)
    there = (t for t in near if not set(answer.kommuner).isdisjoint(municipalities(t, katalog.vokabular)))
    return () if any(only_staff(t) <= only_staff(best) for t in there) else answer.kommuner


def _lines(query: Sporring, katalog: Katalog, most: int) -> Iterator[str]:
    """Yield what the search page would show, and why."""
    answer = query.svar(most)
    o = tool_words()["kommando"]["sok"]
    if answer.trygghet:
        yield o["trygghet"].format(slag=answer.trygghet)
    if answer.begreper:
        yield o["begreper"].format(ord=", ".join(b.id for b in answer.begreper))
    if not answer.sikker:
        yield o["usikker"]
    else:
        yield from _above(query.svar(len(katalog.tiltak)), katalog)
    for place, hit in enumerate(answer.treff, 1):
        yield f"{place}. {katalog.tiltak[hit.id].navn} (tiltak/{hit.id}.yml) – {hit.poeng}"
        yield "   " + ", ".join(f"{reason.felt}: {reason.ord}" for reason in hit.hvorfor)
        parts = query.deler(hit.id)[:MOST_PARTS]
        yield "   " + " + ".join(f"{part.poeng:.1f} ({part.felt}: {part.term})" for part in parts)
    if not answer.treff:
        yield o["ingen"]
