"""The rebuilds of ``mkdocs serve``: in a program of their own, which works on every core, and in the folder served.

MkDocs watches files and answers browsers from threads, and a program with threads cannot be split in two
(generator.parallel). So it is split before it has any, and the copy makes each rebuild when it is asked to.

MkDocs empties the folder before each rebuild. What is there is put aside meanwhile and put back, so that only what is
new is written.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from generator import parallel

AGAIN = "again"
"""What asks for a rebuild."""


class RebuildError(Exception):
    """A rebuild came to nothing; the message is what is to be told."""


class Rebuilder:
    """A copy of this program that makes rebuilds; without one, they are made here."""

    def __init__(self, build: Callable[[], None], clean: Callable[[], None]) -> None:
        """Make the copy. ``clean`` removes what a rebuild that is stopped leaves behind."""
        self._build = build
        self._there: Connection | None = None
        if parallel.can_fork():
            fork = multiprocessing.get_context("fork")
            self._there, here = fork.Pipe()
            self._process = fork.Process(target=_rebuild, args=(self._there, here, build, clean))
            self._process.start()
            here.close()

    def __call__(self) -> None:
        """Rebuild; what goes wrong is raised as RebuildError."""
        if self._there is not None:
            with suppress(EOFError, OSError):  # the system has stopped it
                self._there.send(AGAIN)
                if wrong := self._there.recv():
                    raise RebuildError(wrong)
                return
            self.stop()
        self._build()

    def stop(self) -> None:
        """Let the copy go, in the middle of a rebuild too."""
        if self._there is not None:
            self._there.close()
            self._there = None
            self._process.terminate()
            self._process.join()


def _rebuild(there: Connection, here: Connection, build: Callable[[], None], clean: Callable[[], None]) -> None:
    """Make a rebuild each time one is asked for, until whoever asks is gone, and tell what went wrong or nothing."""
    there.close()  # while it is open here too, nobody sees that they are gone
    os.setpgid(0, 0)  # Ctrl-C is for the one who serves, who then stops us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with suppress(EOFError, OSError):
            while here.recv():
                here.send(_tried(build))
    finally:
        clean()


def _tried(build: Callable[[], None]) -> str:
    """Rebuild, and return what went wrong or nothing."""
    try:
        build()
    except SystemExit as error:  # MkDocs' own way to say that a build is given up
        return str(error)
    except Exception:  # noqa: BLE001 - whatever it is, it is told where the rebuild was asked for
        return traceback.format_exc()
    return ""


def put_aside(site: Path) -> None:
    """Move a site out of the way, and leave an empty folder in its place."""
    site.rename(_aside(site))
    site.mkdir()


def put_back(site: Path) -> None:
    """Give a site that was put aside its place again."""
    if _aside(site).exists():
        shutil.rmtree(site)
        _aside(site).rename(site)


def remove(site: Path, paths: Iterable[str]) -> None:
    """Remove files from a site, and the folders that are empty then."""
    for path in paths:
        with suppress(OSError):
            (site / path).unlink()
            os.removedirs((site / path).parent)


def _aside(site: Path) -> Path:
    return site.with_name(f"{site.name}-forrige")
