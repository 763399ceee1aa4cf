"""Seconds from a post is saved until ``make serve`` has told the browser to load again, and it has what it shows."""

from __future__ import annotations

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
PAUSE = 2.07
"""Seconds between a page that is shown and the next post that is saved: all of the last rebuild is over then, and it
is not the same each time how long it is since the watch looked."""

PATIENCE = 10
"""Seconds the server has to stop."""

_EPOCH = re.compile(r"livereload\((\d+),")
"""Where a page says which build it is of."""


def saved_to_shown(folder: Path, page: str = "tiltak/{id}/") -> float:
    """Serve a project, save some posts, and return the median until a page of it, by its address, says the new text."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address.split("/")[2]]
    server = subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.DEVNULL)
    try:
        epoch = _first(address)
        waited = []
        for turn, post in enumerate(sorted((folder / "tiltak").glob("*.yml"))[:TIMES]):
            time.sleep(PAUSE)
            new = f"Lagret {turn}. gang: "
            text = post.read_text(encoding="utf-8").replace('kort: "', f'kort: "{new}', 1)
            start = time.perf_counter()
            post.write_text(text, encoding="utf-8")
            epoch = _newer(address, epoch)
            shown = _read(f"{address}{page.format(id=post.stem)}")
            waited.append(time.perf_counter() - start)
            if new not in shown:
                sys.exit(f"{page} viser ikke det som ble lagret i {post.name}.")
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:  # what a shell runs in the background does not hear SIGINT
            server.kill()
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
