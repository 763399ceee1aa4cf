"""What is ours of ``mkdocs serve``: it sees soon what is saved, and rebuilds on every core in the folder served.

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
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from generator import parallel

AGAIN = "again"
"""What asks for a rebuild."""

LOOK = 0.2
"""Seconds between each time we look for files that are saved. MkDocs' own half a second is long to wait for a word."""


class Watch(Protocol):
    """What we need of a server that watches files."""

    observer: Any
    """What looks for them; its kind takes ``timeout``, the seconds between each time."""

    def watch(self, path: str) -> None:
        """Watch a file or a folder."""

    def unwatch(self, path: str) -> None:
        """Stop watching it; KeyError when it is not watched."""


def taken(address: Any, family: int) -> str:  # noqa: ANN401 - as socketserver has it: host and port first
    """Return why a site cannot be served at an address, or nothing."""
    host, port = str(address[0]), int(address[1])
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        return (
            f"Adressen {host}:{port} er opptatt eller ikke tillatt. Viser du nettstedet i et annet vindu, stopp det "
            f"der. Eller velg en annen adresse: make serve ADRESSE={host}:{port + 1}"
        )
    return ""


def look_often(server: Watch, paths: Iterable[str]) -> None:
    """Let a server look oftener for those of some paths that it watches, and for what it is told to watch from now."""
    watched = []
    for path in paths:
        with suppress(KeyError):
            server.unwatch(path)
            watched.append(path)
    server.observer = type(server.observer)(timeout=LOOK)
    for path in watched:
        server.watch(path)


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
