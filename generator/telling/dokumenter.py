"""The documents that what we say is drawn from: those that something here cites, and how old they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model import Dokument, Katalog, Kilde
from generator.texts import words


def citations(katalog: Katalog) -> Iterator[tuple[str, Kilde]]:
    """Yield every citation with the file it stands in."""
    for t in katalog.tiltak.values():
        yield from ((f"tiltak/{t.id}.yml", k) for k in t.kilder)
    for e in katalog.enheter.values():
        yield from ((f"enheter/{e.id}.yml", k) for k in e.kilder)
    for p in katalog.vokabular.plan.values():
        yield from (("schema/vokabular/plan.yml", k) for k in p.kilder)


def cited(katalog: Katalog) -> list[Dokument]:
    """Return every document that is cited, in the order of the list."""
    names = {k.dokument for _, k in citations(katalog)}
    return [d for d in katalog.vokabular.dokumenter.values() if d.id in names]


def sources_text(katalog: Katalog, said: Mapping[str, str]) -> str:
    """Say which documents there are, in the words for one of them or for several; nothing where none is cited."""
    documents = cited(katalog)
    if not documents:
        return ""
    years = sorted({d.dato[:4] for d in documents if d.dato})
    o = words()["kildear"]
    span = o["ett" if len(years) == 1 else "flere"].format(fra=years[0], til=years[-1]) if years else ""
    return said["en" if len(documents) == 1 else "flere"].format(antall=len(documents), aar=span)


def lines_text(lines: str) -> str:
    """Say where in a document something stands: «linje 12», and of several «linje 12-14; 20»."""
    o = words()["tiltak"]
    return f"{o['linje' if lines.strip().isdecimal() else 'linjer']} {lines}"
