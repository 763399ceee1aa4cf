"""``make serve``: a saved post is soon seen, a post with a FEIL changes nothing, and nothing is left behind."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.nettsted import copy_example, environment
from tests.test_bygg import rename

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60
"""Seconds before we say that nothing comes. A slow machine needs some; a quick one is not made to wait."""


def wait_for(true: Callable[[], bool], what: str) -> None:
    """Wait until something has happened."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < PATIENCE, what
        time.sleep(0.05)


def read(address: str) -> str:
    """Return a page, or nothing where there is none."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            text: str = answer.read().decode()
            return text
    except (HTTPError, URLError):
        return ""


@contextmanager
def served(rot: Path, temporary: Path) -> Iterator[tuple[str, Path]]:
    """Serve a root as «make serve» does; give the address, and the file that holds all it says."""
    said = rot / "sagt.txt"
    temporary.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with said.open("w", encoding="utf-8") as out:
        ours = signal.signal(signal.SIGINT, signal.SIG_DFL)  # one who starts us in the background lets us ignore it
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=rot,
            env=environment(TMPDIR=str(temporary)),
            stdout=out,
            stderr=out,
        )
        signal.signal(signal.SIGINT, ours)
        try:
            wait_for(lambda: "Serving on" in said.read_text("utf-8"), "the site is served")
            yield f"http://127.0.0.1:{port}/", said
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(PATIENCE)
            finally:
                server.kill()


def test_what_is_saved_is_shown(tmp_path: Path) -> None:
    """Change a post, break it, mend it, delete another: the pages follow, but for the broken one."""
    rot = copy_example(tmp_path / "rot")
    post = rot / "tiltak" / "minst.yml"
    with served(rot, tmp_path / "midlertidig") as (address, said):
        page = f"{address}tiltak/minst/"
        rename(rot, "Først nytt")
        wait_for(lambda: "Først nytt" in read(page), "the new name is shown")
        whole = post.read_text("utf-8")
        post.write_text(whole.replace("enhet:", "enheet:"), "utf-8")
        wait_for(lambda: "enheet" in said.read_text("utf-8"), "the FEIL is told")
        assert "Traceback" not in said.read_text("utf-8")
        post.write_text(whole.replace("Først nytt", "Så nyere"), "utf-8")
        wait_for(lambda: "Så nyere" in read(page), "the mended post is shown")
        assert "Så nyere" in read(f"{address}a-aa/")
        post.unlink()
        wait_for(lambda: not read(page), "the page of a deleted post is gone")
    assert list((tmp_path / "midlertidig").iterdir()) == []
