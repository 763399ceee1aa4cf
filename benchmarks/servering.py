"""Seconds from a post is saved until ``make serve`` tells the browser to load the page again."""

from __future__ import annotations

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.maling import environment

TIMES = 5
PAUSE = 0.77
"""Seconds between a page that is shown and the next post that is saved: the watch looks twice a second, so the
seconds it has waited when one saves are not the same each time."""

_EPOCH = re.compile(r"livereload\((\d+),")
"""Where a page says which build it is of."""


def saved_to_shown(folder: Path) -> float:
    """Serve a project, save some posts, and return the median."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address.split("/")[2]]
    server = subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.DEVNULL)
    try:
        epoch = _first(address)
        waited = []
        for post in sorted((folder / "tiltak").glob("*.yml"))[:TIMES]:
            time.sleep(PAUSE)
            text = post.read_text(encoding="utf-8").replace('kort: "', 'kort: "Nå: ', 1)
            start = time.perf_counter()
            post.write_text(text, encoding="utf-8")
            epoch = _newer(address, epoch)
            waited.append(time.perf_counter() - start)
    finally:
        os.kill(server.pid, signal.SIGINT)
        server.wait()
    return statistics.median(waited)


def _first(address: str) -> int:
    """Wait until the site is served, and return which build it is of."""
    while True:
        try:
            found = _EPOCH.search(_read(address))
        except URLError:
            time.sleep(0.05)
            continue
        return int(found[1]) if found else 0


def _newer(address: str, epoch: int) -> int:
    """Wait for a newer build, as a browser does, and return which it is."""
    while (now := int(_read(f"{address}livereload/{epoch}/0"))) <= epoch:
        pass
    return now


def _read(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
        return text
