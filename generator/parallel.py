"""Pieces of work side by side on every core, or one after another where the system cannot split a program in two."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 8
"""More helpers than this wait for the disk."""

_TICKET = struct.Struct("=H")
MOST_JOBS = 2000
"""So many tickets the smallest pipe holds without anyone reading."""


def each(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Do every job and return the results in order; what a job raises is raised here.

    Each helper is a copy of this program (a fork), so a job may be any function; only its result is sent back.
    They take the next job from one pipe when they have done the last, so that none sits idle.
    """
    helpers = min(cores(), len(jobs), MOST) - 1
    if helpers < 1 or len(jobs) > MOST_JOBS or not can_fork():
        return [job() for job in jobs]
    tickets = _tickets(len(jobs))
    gc.freeze()  # what is there already is shared by all until someone writes to it, and the collector writes
    working = []
    try:
        for _ in range(helpers):
            working.append(_helper(tickets, jobs))  # noqa: PERF401 - one that is started is stopped, if the next is not
        done = dict(_work(tickets, jobs))
        for _, answer in working:
            done |= _received(answer)
    finally:
        for process, answer in working:
            answer.close()
            process.terminate()
            process.join()
        os.close(tickets)
        gc.unfreeze()
    return [done[number] for number in range(len(jobs))]


def beside(job: Callable[[], T]) -> Callable[[], T]:
    """Let a helper do a job while the program goes on; return what waits for its result.

    Where there can be no helper, the job is done when its result is asked for. It is asked for once.
    """
    if cores() == 1 or not can_fork():
        return job
    tickets = _tickets(1)
    process, answer = _helper(tickets, [job])
    os.close(tickets)

    def result() -> T:
        try:
            found: T = _received(answer)[0]
        finally:
            answer.close()
            process.terminate()
            process.join()
        return found

    return result


def cores() -> int:
    """Return how many cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Tell whether a copy of this program is safe: on Linux, and while nothing else runs in it («mkdocs serve»)."""
    return sys.platform == "linux" and threading.active_count() == 1


def _tickets(number: int) -> int:
    """Return the end of a pipe where so many tickets can be taken, each the number of a job."""
    tickets, till = os.pipe()
    for ticket in range(number):
        os.write(till, _TICKET.pack(ticket))
    os.close(till)
    return tickets


def _helper(tickets: int, jobs: Sequence[Callable[[], Any]]) -> tuple[BaseProcess, Connection]:
    """Start a helper, and return it and where its answer comes."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_help, args=(ours, theirs, tickets, jobs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _work(tickets: int, jobs: Sequence[Callable[[], T]]) -> Iterator[tuple[int, T]]:
    """Do jobs as long as there are tickets left, and yield each one's number and result."""
    while ticket := os.read(tickets, _TICKET.size):
        (number,) = _TICKET.unpack(ticket)
        yield number, jobs[number]()


def _help(read: Connection, answer: Connection, tickets: int, jobs: Sequence[Callable[[], Any]]) -> None:
    """Work as a helper, and send what came of it: the results, or what a job raised."""
    read.close()  # while we could read our own answer, sending it would wait for us when the program is killed
    gc.freeze()  # a helper leaves alone what it shares with the program
    # Ctrl-C reaches both. The program answers it, and stops us; if we went first, it would miss us before it hears.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        result: object = dict(_work(tickets, jobs))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the work was asked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        error.add_note(f"{frame.filename}:{frame.lineno}")  # its own trace stays here
        result = error
    with suppress(OSError):  # the program is gone, and nobody asks any more
        answer.send(result)


def _received(answer: Connection) -> dict[int, Any]:
    """Return what a helper sends."""
    try:
        result = answer.recv()
    except EOFError as error:
        raise OSError(errno.ENOMEM, "a helper was stopped") from error  # what the system stops is what takes memory
    if isinstance(result, Exception):
        raise result
    return dict(result)
