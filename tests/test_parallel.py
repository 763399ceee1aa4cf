"""Work side by side gives the same as work one after another, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.nettsted import ROT

SIDE_BY_SIDE = """
import os, sys, time
from functools import partial
from generator import parallel
program = os.getpid()
def job(n):
    if n == FEIL: raise ValueError("jobb %d" % n)
    if DREPT and os.getpid() != program: os.kill(os.getpid(), 9)
    time.sleep(0.02)  # long enough for the helpers to begin
    return n * n, os.getpid()
parallel.cores = lambda: 4
try:
    answers = parallel.each([partial(job, n) for n in range(50)])
except (ValueError, OSError) as error:
    sys.exit(f"{type(error).__name__}: {error}")
assert [a for a, _ in answers] == [n * n for n in range(50)]
print(len({pid for _, pid in answers}))
"""
"""In a program of its own: the tests' own has threads, and then nothing is split."""


def side_by_side(feil: int = -1, *, drept: bool = False) -> tuple[int, str]:
    """Do fifty jobs on four cores."""
    code = SIDE_BY_SIDE.replace("FEIL", str(feil)).replace("DREPT", str(drept))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_work_is_shared_and_comes_back_in_order() -> None:
    """Several processes do the jobs, and the answers stand in order."""
    code, told = side_by_side()
    assert code == 0, told
    assert int(told) > 1


def test_what_a_job_raises_is_raised_where_it_was_asked_for() -> None:
    """The error of a job reaches the program, wherever it was done."""
    assert side_by_side(feil=49) == (1, "ValueError: jobb 49\n")


def test_killed_helper_is_told_of() -> None:
    """A helper that the system stops is an error, not an answer that is missing."""
    code, told = side_by_side(drept=True)
    assert code == 1, told
    assert "OSError" in told


BESIDE = """
import os, signal, sys, time
from generator import parallel
program = os.getpid()
def job():
    print(os.getpid(), flush=True)
    if SLUTT == "feil": raise ValueError("jobben")
    return os.getpid() != program, "x" * 5_000_000  # more than a pipe holds
parallel.cores = lambda: KJERNER
result = parallel.beside(job)
if SLUTT == "drept":
    time.sleep(0.3)
    os.kill(program, signal.SIGKILL)
try:
    elsewhere, long = result()
except ValueError as error:
    sys.exit(f"ValueError: {error}")
assert len(long) == 5_000_000
print(elsewhere)
"""


def beside(kjerner: int, slutt: str = "") -> tuple[int, list[str], str]:
    """Let a helper do one job beside the program, and return the exit code and what both say."""
    code = BESIDE.replace("KJERNER", str(kjerner)).replace("SLUTT", repr(slutt))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROT, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout.split(), done.stderr


@pytest.mark.parametrize(("kjerner", "elsewhere"), [(4, "True"), (1, "False")])
def test_a_job_is_done_beside_the_program_where_there_are_cores(kjerner: int, elsewhere: str) -> None:
    """The answer is the same from a helper and, on one core, from the program itself."""
    code, told, complained = beside(kjerner)
    assert (code, told[1:]) == (0, [elsewhere]), complained


def test_what_a_job_beside_raises_is_raised_when_it_is_asked_for() -> None:
    """It does not get lost in the helper."""
    code, _, complained = beside(4, "feil")
    assert code == 1
    assert complained == "ValueError: jobben\n"


INTERRUPTED = """
import signal, sys, time
from generator import parallel
signal.signal(signal.SIGINT, signal.default_int_handler)  # one who starts us in the background lets us ignore it
def job():
    print("i gang", flush=True)
    time.sleep(60)
parallel.cores = lambda: 2
try:
    parallel.beside(job)()
except KeyboardInterrupt:
    sys.exit("Avbrutt.")
"""


def test_only_the_program_answers_to_an_interrupt() -> None:
    """Ctrl-C reaches the helpers too; they go without a word."""
    program = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED],
        cwd=ROT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert program.stdout
    assert program.stdout.readline() == "i gang\n"
    time.sleep(0.2)  # long enough for the program to wait for the answer
    os.killpg(program.pid, signal.SIGINT)
    _, told = program.communicate(timeout=30)
    assert told == "Avbrutt.\n"


UNTROUBLED = """
import os, time
from generator import parallel
def job():
    print(os.getpid(), flush=True)
    time.sleep(1)
    return "ferdig"
parallel.cores = lambda: 2
print(parallel.beside(job)())
"""


def test_a_helper_does_not_answer_to_an_interrupt() -> None:
    """It works on: were it gone before the program hears, the program would miss it and say something else."""
    program = subprocess.Popen(
        [sys.executable, "-c", UNTROUBLED], cwd=ROT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout
    os.kill(int(program.stdout.readline()), signal.SIGINT)
    assert program.communicate(timeout=30) == ("ferdig\n", "")


def test_a_helper_does_not_outlive_the_program() -> None:
    """Killed while a long answer waits for it, the program leaves no helper that waits for ever with its lock."""
    code, told, _ = beside(4, "drept")
    assert code == -signal.SIGKILL
    deadline = time.monotonic() + 30
    while Path(f"/proc/{told[0]}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{told[0]}").exists()


AT_FAULT = """
from generator import parallel
def job():
    return {"a": "b"}["c"]
parallel.cores = lambda: 2
try:
    parallel.beside(job)()
except KeyError as error:
    print(*error.__notes__)
"""


def test_what_a_helper_raises_says_where_it_was() -> None:
    """Its trace stays in the helper, so it takes the place along: a report of a fault would else name this module."""
    told = subprocess.run([sys.executable, "-c", AT_FAULT], cwd=ROT, capture_output=True, text=True, check=True)
    assert told.stdout == "<string>:4\n"
