"""What is ours of ``mkdocs serve``: it sees soon what is saved, and rebuilds on every core in the folder served.

MkDocs watches files and answers browsers from threads, and a program with threads cannot be split in two
(generator.parallel). So it is split before it has any, and the copy makes each rebuild when it is asked to.

MkDocs empties the folder before each rebuild. What is there is put aside meanwhile and put back, so that of the
generated pages only those that are new are written, and the site that is served is there when a rebuild fails.

What is looked at is most often the page of the measure that was saved. So those pages are shown when they are written,
and the rest is made after them. Who asks for something of that waits until it is there.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from generator import parallel

AGAIN, LAST = "again", 99
"""What asks for a rebuild, and the number of a step after which nothing more of it is left."""

LOOK = 0.2
"""Seconds between each time we look for files that are saved. MkDocs' own half a second is long to wait for a word."""

SHORT = 0.01
"""Seconds between each time we look whether a step is over."""

SETTLED = 0.02
"""Seconds without more that is saved, before a rebuild begins: what one look finds comes at once."""

Steps = Callable[[], Iterator[None]]
"""Makes something step by step."""

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""What answers a browser (WSGI)."""


class Watch(Protocol):
    """What we need of a server that watches files."""

    observer: Any
    """What looks for them; its kind takes ``timeout``, the seconds between each time."""

    build_delay: float
    """Seconds that it waits for more."""

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
    server.build_delay = SETTLED
    for path in watched:
        server.watch(path)


def waiting(answer: Application, step: Callable[[str], int], wait: Callable[[int], None]) -> Application:
    """Return what answers a browser as before, but waits first until the step that gives what lies at a path."""

    def answer_in_time(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        wait(step(str(environ["PATH_INFO"])))
        return answer(environ, start_response)

    return answer_in_time


class Rebuilder:
    """A copy of this program that makes rebuilds; without one, they are made here."""

    def __init__(self, build: Callable[[], str], finish: Steps, restore: Callable[[], None]) -> None:
        """Make the copy.

        ``build`` returns what went wrong or nothing. ``finish`` makes what may come after a build that went well, step
        by step, and ``restore`` undoes one that is stopped.
        """
        self._build, self._finish, self._restore = build, finish, restore
        self._step, self._one_at_a_time = LAST, threading.Lock()
        self._there: Connection | None = None
        if parallel.can_fork():
            fork = multiprocessing.get_context("fork")
            self._there, here = fork.Pipe()
            self._process = fork.Process(target=_rebuild, args=(self._there, here, build, finish, restore))
            self._process.start()
            here.close()

    def __call__(self) -> str:
        """Rebuild, and return what went wrong or nothing; the copy may have something to finish still."""
        with self._one_at_a_time:
            while not self._is_over(LAST):
                time.sleep(SHORT)
            if self._there is not None:
                with suppress(EOFError, OSError):
                    self._there.send(AGAIN)
                    wrong = str(self._there.recv())
                    self._step = 0
                    return wrong
                self.stop()  # the system has stopped it, perhaps in the middle
                self._restore()
            wrong = self._build()
            for _ in () if wrong else self._finish():
                pass
            return wrong

    def wait(self, step: int) -> None:
        """Wait until so many steps of the last rebuild are over; none of them keeps who waits for fewer."""
        while step:
            with self._one_at_a_time:
                if self._is_over(step):
                    return
            time.sleep(SHORT)

    def _is_over(self, step: int) -> bool:
        try:
            while self._step < step and self._there and self._there.poll():
                self._step = self._there.recv()
        except (EOFError, OSError):  # the system has stopped it, or we have
            self._step = LAST
        return self._step >= step or self._there is None

    def stop(self) -> None:
        """Let the copy go, in the middle of a rebuild too."""
        if self._there is not None:
            self._there.close()
            self._there = None
            self._process.terminate()
            self._process.join()


def _rebuild(
    there: Connection,
    here: Connection,
    build: Callable[[], str],
    finish: Steps,
    restore: Callable[[], None],
) -> None:
    """Make a rebuild each time one is asked for, until whoever asks is gone; tell what came of it, and when it ends."""
    there.close()  # while it is open here too, nobody sees that they are gone
    os.setpgid(0, 0)  # Ctrl-C is for the one who serves, who then stops us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with suppress(EOFError, OSError):
            gc.disable()
            while here.recv():
                wrong = build()
                here.send(wrong)
                for step, _ in enumerate(() if wrong else finish()):
                    here.send(step + 1)
                here.send(LAST)
                gc.collect()  # nobody waits now; during a rebuild there is as good as nothing to find
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
