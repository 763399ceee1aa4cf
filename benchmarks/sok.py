"""``make bench-sok``: relevance, size and latency of search, beside plain lunr on the same queries."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lunr import lunr

from benchmarks.relevans import SEARCHES, Maal, Search, measure, read, read_fictional
from generator.load import load
from generator.model import Katalog, Kostnad, Tilgang, Tiltak
from generator.search.index import bygg_sokefiler
from generator.search.query import Indeks, sok
from generator.search.sokevokabular import les_sokevokabular

ROT = Path(__file__).resolve().parent.parent
MOST = 20


def shipped() -> Katalog:
    """Return the catalogue in the repository."""
    katalog = load(ROT, date(2026, 11, 21)).katalog
    if katalog is None:
        raise SystemExit("Dataene har FEIL. Kjør «tiltak sjekk».")
    return katalog


def fictional(like: Katalog) -> Katalog:
    """Return the fictional collection as a catalogue, with the units and vocabularies of another."""
    rows = json.loads((SEARCHES / "utvikling.json").read_text(encoding="utf-8"))["tiltak"]
    enhet = next(iter(like.enheter))
    tiltak = {
        r["id"]: Tiltak(
            id=r["id"],
            navn=r["title"],
            kort=r["summary"],
            beskrivelse=r["text"],
            stikkord=tuple(r["keywords"]),
            type="tjeneste",
            synlighet=("innbygger", "ansatt"),
            status="i-drift",
            enhet=enhet,
            kommuner=("alle",),
            malgrupper=(),
            forebyggingsniva=(),
            bti=(),
            risikofaktorer=(),
            beskyttelsesfaktorer=(),
            tema=(),
            tilgang=Tilgang("ukjent"),
            kostnad=Kostnad("ukjent"),
            partnere=(*r["target"], *r["risk"]),
        )
        for r in rows
    }
    return Katalog(tiltak, like.enheter, like.vokabular)


def ours(katalog: Katalog) -> tuple[Search, tuple[int, int]]:
    """Return our search over a catalogue, and the compressed sizes of its two files in bytes."""
    files = bygg_sokefiler(katalog, les_sokevokabular(ROT / "schema" / "vokabular"))
    indeks = Indeks(files.regler, files.indeks)
    sizes = (len(gzip.compress(files.regler.encode())), len(gzip.compress(files.indeks.encode())))
    return (lambda text: [t.id for t in sok(indeks, text, MOST).treff]), sizes


def plain(katalog: Katalog) -> Search:
    """Return lunr as it comes, over the same texts: what a site gets that does nothing more."""
    documents = [
        {"id": t.id, "navn": t.navn, "tekst": f"{t.kort} {t.beskrivelse or ''} {' '.join(t.stikkord)}"}
        for t in katalog.tiltak.values()
    ]
    index = lunr(ref="id", fields=("navn", "tekst"), documents=documents)

    def search(text: str) -> list[str]:
        query = index.create_query()
        for word in text.lower().split():
            query.term(word.strip(".,!?«»"))
        return [hit["ref"] for hit in index.query(query)[:MOST]]

    return search


def table(title: str, found: Mapping[str, Maal], beside: Mapping[str, Maal]) -> None:
    """Print one table: every class, ours and plain lunr."""
    print(f"\n{title}\n\n| klasse | antall | R@5 | MRR | nDCG@10 | lunr alene R@5 |\n|---|---|---|---|---|---|")
    for klasse, m in found.items():
        other = beside[klasse].recall
        print(f"| {klasse} | {m.antall} | {m.recall:.3f} | {m.mrr:.3f} | {m.ndcg:.3f} | {other:.3f} |")


def main() -> None:
    """Measure and print."""
    katalog = shipped()
    search, (rules, index) = ours(katalog)
    base = plain(katalog)
    for name, title in (("still_inn", "Innstilling"), ("kontroll", "Kontroll, aldri stilt inn etter")):
        table(title, measure(search, read(name)), measure(base, read(name)))
    made_up = fictional(katalog)
    table("Oppdiktet samling", measure(ours(made_up)[0], read_fictional()), measure(plain(made_up), read_fictional()))
    queries = [s.tekst for s in read("still_inn")]
    times = []
    for text in queries:
        start = time.perf_counter()
        search(text)
        times.append(time.perf_counter() - start)
    times.sort()
    print(f"\nRegler {rules / 1000:.0f} kB og indeks {index / 1000:.0f} kB komprimert, {len(katalog.tiltak)} tiltak.")
    median, p95 = (1000 * times[len(times) * share // 100] for share in (50, 95))
    print(f"Svartid i Python: median {median:.0f} ms, p95 {p95:.0f} ms.")


if __name__ == "__main__":
    main()
