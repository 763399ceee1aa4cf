"""``make bench-sok``: relevance, size and latency of search, beside lunr and MiniSearch on the same queries."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.data import project
from benchmarks.relevans import SEARCHES, Search, Sporring, measure, read, read_danger, read_fictional
from generator.load import load
from generator.model import Katalog, Kostnad, Tilgang, Tiltak
from generator.search.index import bygg_sokefiler
from generator.search.lunrjs import lunr_modul
from generator.search.query import Indeks, sok
from generator.search.sokevokabular import les_sokevokabular
from tests.chromium import ARGS, ensure
from tests.nettsted import serve

ROT = Path(__file__).resolve().parent.parent
MOST = 20
MANY = 2000
"""So many measures the page's own search is timed with."""

SLOWER = 4
"""As many times slower than this machine: an old phone."""

TABLES = {"still_inn": "Innstilling", "kontroll": "Kontroll, aldri stilt inn etter", "ferske": "Ferske hverdagsord"}

IN_THE_PAGE = """async ([module, rules, index, texts]) => {
  const { les } = await import(module);
  let start = performance.now();
  const engine = les(rules, index);
  const ready = performance.now() - start;
  const times = texts.map((text) => {
    start = performance.now();
    engine.sok(text);
    return performance.now() - start;
  });
  return [ready, times];
}"""


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


def others(katalog: Katalog, sporringer: Sequence[Sporring]) -> dict[str, Search]:
    """Return other engines over the same texts, by name: what a site gets that does nothing more.

    They run in Node, from their own packages. Without those there is nothing to compare with, and that is said.
    """
    if shutil.which("node") is None or not (ROT / "node_modules" / "minisearch").is_dir():
        return {}
    texts = [s.tekst for s in sporringer]
    documents = [
        {"id": t.id, "navn": t.navn, "tekst": f"{t.kort} {t.beskrivelse or ''} {' '.join(t.stikkord)}"}
        for t in katalog.tiltak.values()
    ]
    asked = json.dumps({"dokumenter": documents, "sporringer": texts})
    script = ROT / "benchmarks" / "andre.mjs"
    done = subprocess.run(["node", script], input=asked, capture_output=True, text=True, check=True)
    answers: dict[str, list[list[str]]] = json.loads(done.stdout)
    return {name: dict(zip(texts, found, strict=True)).__getitem__ for name, found in answers.items()}


def table(title: str, katalog: Katalog, sporringer: Sequence[Sporring]) -> None:
    """Print one table: every class, ours and the others."""
    found = measure(ours(katalog)[0], sporringer)
    beside = {name: measure(search, sporringer) for name, search in others(katalog, sporringer).items()}
    heads = ["klasse", "antall", "R@5", "MRR", "nDCG@10", *(f"{name} R@5" for name in beside)]
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for klasse, m in found.items():
        figures = [m.recall, m.mrr, m.ndcg, *(other[klasse].recall for other in beside.values())]
        print(f"| {klasse} | {m.antall} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")


def danger(katalog: Katalog) -> None:
    """Print how often the safety box is shown where it should be, and where it should not."""
    files = bygg_sokefiler(katalog, les_sokevokabular(ROT / "schema" / "vokabular"))
    indeks = Indeks(files.regler, files.indeks)
    shown = [sum(bool(sok(indeks, text).trygghet) for text in texts) for texts in read_danger()]
    of = [len(texts) for texts in read_danger()]
    print(f"\nTrygghetsboksen: {shown[0]} av {of[0]} søk om fare, {shown[1]} av {of[1]} søk som ligner og ikke er det.")


def latency(katalog: Katalog, texts: Sequence[str]) -> None:
    """Print how soon the page's own search is ready and answers, in Chromium on a slow processor."""
    files = bygg_sokefiler(katalog, les_sokevokabular(ROT / "schema" / "vokabular"))
    with tempfile.TemporaryDirectory() as temporary, serve(Path(temporary)) as address, sync_playwright() as playwright:
        shutil.copytree(ROT / "site-overrides" / "assets" / "js", Path(temporary) / "js")
        (Path(temporary) / "js" / "lunr.js").write_text(lunr_modul(), encoding="utf-8")
        (Path(temporary) / "index.html").write_text("<!doctype html>", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=ensure(), args=ARGS)
        page = browser.new_page()
        page.goto(address)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        ready, answers = page.evaluate(IN_THE_PAGE, [f"{address}js/sok/motor.js", files.regler, files.indeks, texts])
        browser.close()
    median, p95 = percentiles(answers)
    print(
        f"\n{len(katalog.tiltak)} tiltak i Chromium, prosessoren bremset {SLOWER} ganger: klar {ready:.0f} ms etter at "
        f"filene er kommet, svar på {len(texts)} søk: median {median:.0f} ms, p95 {p95:.0f} ms."
    )


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]


def main() -> None:
    """Measure and print."""
    katalog = shipped()
    for name, title in TABLES.items():
        table(title, katalog, read(name))
    table("Oppdiktet samling", fictional(katalog), read_fictional())
    danger(katalog)
    search, (rules, index) = ours(katalog)
    texts = [s.tekst for s in read("still_inn")]
    times = []
    for text in texts:
        start = time.perf_counter()
        search(text)
        times.append(1000 * (time.perf_counter() - start))
    median, p95 = percentiles(times)
    print(f"\nRegler {rules / 1000:.0f} kB og indeks {index / 1000:.0f} kB komprimert, {len(katalog.tiltak)} tiltak.")
    print(f"Svartid i Python: median {median:.0f} ms, p95 {p95:.0f} ms.")
    with tempfile.TemporaryDirectory() as temporary:
        large = load(project(Path(temporary) / "mange", MANY), date(2026, 11, 21)).katalog
    if large is not None:
        latency(large, texts)
    if not others(katalog, []):
        print("\nNode eller pakkene dit mangler, så lunr og MiniSearch er ikke med. Kjør «make bench-sok».")


if __name__ == "__main__":
    main()
