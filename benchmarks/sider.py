"""``make bench-sider``: what a first visit to a page of each template weighs, and what Lighthouse says of it.

The pages are served as web hosts do: compressed, over HTTP/1.1, with the address the site was built for.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from tests.chromium import ARGS, ensure
from tests.maler import MALER
from tests.nettsted import ROT, build

SIDER: Final = tuple(addresses[0] for name, addresses in MALER.items() if name != "404")
"""One page of each template. No one is led to the page that says that there is none."""
MOST: Final = 150_000
"""Bytes of a first visit, compressed, everything but the search files, which come at first focus."""
LEAST: Final = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS: Final = 3
"""Lighthouse is run so many times where it says too little, and the median counts: a busy machine answers slower."""
LIGHTHOUSE: Final = ROT / "node_modules" / "lighthouse" / "cli" / "index.js"
TEXT: Final = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class _Host(SimpleHTTPRequestHandler):
    """Sends text compressed to those who take it, and lets what has been fetched be kept."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, or with 404."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        found = file.is_file()
        body = file.read_bytes() if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosted() -> Iterator[str]:
    """Build the shipped site for an address on this machine, and serve it there."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=f"{folder}/web")) as server,
    ):
        address = f"http://127.0.0.1:{server.server_port}/"
        build(ROT, Path(folder) / "web", address)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield address
        server.shutdown()
        thread.join()


def weight(browser: Browser, address: str) -> dict[str, int]:
    """Return the bytes that come over the wire on a first visit, by kind of file, the search files apart."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]["url"]}))
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    context.close()
    found: dict[str, int] = {}
    for request, size in sizes.items():
        path = urls.get(request, "").split("#")[0]
        if "/sok/" not in path.removeprefix(address):
            kind = ".html" if path.endswith("/") else Path(path).suffix
            found[kind] = found.get(kind, 0) + size
    return found


def scores(chromium: str, address: str) -> Mapping[str, float]:
    """Run Lighthouse once, on a phone with a slow net, and return its scores from 0 to 100."""
    done = subprocess.run(
        [
            "node",
            LIGHTHOUSE,
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(LEAST)}",
            f"--chrome-flags={' '.join(['--headless=new', *ARGS])}",
        ],
        env=os.environ | {"CHROME_PATH": chromium},
        capture_output=True,
        text=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    _tell_faults(report)
    return {name: 100 * (report["categories"][name]["score"] or 0) for name in LEAST}


def judged(chromium: str, address: str) -> Mapping[str, float]:
    """Return what Lighthouse says of a page on a phone with a slow net: the first time, or the median of several."""
    runs = [scores(chromium, address)]
    while len(runs) < RUNS and too_little(_median(runs)):
        runs.append(scores(chromium, address))
    return _median(runs)


def _median(runs: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    return {name: statistics.median_low(run[name] for run in runs) for name in LEAST}


def too_little(found: Mapping[str, float]) -> bool:
    """Tell whether a score is under its limit."""
    return any(found[name] < least for name, least in LEAST.items())


def _tell_faults(report: Mapping[str, Any]) -> None:
    """Name what costs points outside performance."""
    for name in LEAST:
        if name == "performance":
            continue
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"  {name}: {audit['title']}")


def main() -> int:
    """Measure and tell; 1 where a page is over or under its limit."""
    chromium = ensure()
    wrong = 0
    with hosted() as address:
        print(f"Første besøk, komprimert, uten søkefilene (høyst {MOST // 1000} kB):")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
            for side in SIDER:
                heavy = weight(browser, address + side)
                total = sum(heavy.values())
                wrong += total > MOST
                parts = ", ".join(f"{kind[1:]} {size}" for kind, size in sorted(heavy.items(), key=lambda x: -x[1]))
                print(f"  /{side:<20}{total:>8}  ({parts})")
            browser.close()
        if not shutil.which("node") or not LIGHTHOUSE.exists():
            print("Node finnes ikke her: Lighthouse er ikke kjørt.")
            return int(wrong > 0)
        print(f"Lighthouse, telefon på tregt nett (minst {', '.join(map(str, LEAST.values()))}):")
        for side in SIDER:
            found = judged(chromium, address + side)
            wrong += too_little(found)
            print(f"  /{side:<20}" + "  ".join(f"{name} {value:.0f}" for name, value in found.items()), flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
