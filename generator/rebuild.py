"""The rebuilds of ``mkdocs serve``: in a program of their own, which works on every core, and in the folder served.

MkDocs watches files and answers browsers from threads, and a program with threads cannot be split in two
(generator.parallel). So it is split before it has any, and the copy makes each rebuild when it is asked to.

MkDocs empties the folder before each rebuild. What is there is put aside meanwhile and put back, so that of the
generated pages only those that are new are written, and the site that is served is there when a rebuild fails.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from generator import parallel

AGAIN = "again"
"""What asks for a rebuild."""


class Rebuilder:
    """A copy of this program that makes rebuilds; without one, they are made here."""

    def __init__(self, build: Callable[[], str], restore: Callable[[], None]) -> None:
        """Make the copy. ``build`` returns what went wrong or nothing; ``restore`` undoes a rebuild that is stopped."""
        self._build, self._restore = build, restore
        self._there: Connection | None = None
        if parallel.can_fork():
            fork = multiprocessing.get_context("fork")
            self._there, here = fork.Pipe()
            self._process = fork.Process(target=_rebuild, args=(self._there, here, build, restore))
            self._process.start()
            here.close()

    def __call__(self) -> str:
        """Rebuild, and return what went wrong or nothing."""
        if self._there is not None:
            with suppress(EOFError, OSError):
                self._there.send(AGAIN)
                return str(self._there.recv())
            self.stop()  # the system has stopped it, perhaps in the middle
            self._restore()
        return self._build()

    def stop(self) -> None:
        """Let the copy go, in the middle of a rebuild too."""
        if self._there is not None:
            self._there.close()
            self._there = None
            self._process.terminate()
            self._process.join()


def _rebuild(there: Connection, here: Connection, build: Callable[[], str], restore: Callable[[], None]) -> None:
    """Make a rebuild each time one is asked for, until whoever asks is gone, and tell what came of it."""
    there.close()  # while it is open here too, nobody sees that they are gone
    os.setpgid(0, 0)  # Ctrl-C is for the one who serves, who then stops us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with suppress(EOFError, OSError):
            while here.recv():
                here.send(build())
    finally:
        restore()


def put_aside(site: Path) -> None:
    """Move a site out of the way, and leave an empty folder in its place."""
    site.rename(_aside(site))
    site.mkdir()


def put_back(site: Path) -> None:
    """Give a site that was put aside its place again."""
    if _aside(site).exists():
        shutil.rmtree(site)
        _aside(site).rename(site)


def _aside(site: Path) -> Path:
    return site.with_name(f"{site.name}-forrige")
