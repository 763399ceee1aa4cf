"""Where and when a command works: the project's folder, the folder it was called in, today."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.clock import today
from generator.refusals import refused

MERKE = "mkdocs.yml"
"""The file that marks the root of a project."""


class UsageError(Exception):
    """The command cannot do what it was asked for; the message is Norwegian."""


@dataclass(frozen=True, slots=True)
class Sted:
    """The root of the project, the folder the command was called in, and today."""

    rot: Path
    her: Path
    i_dag: date


def find(her: Path) -> Sted:
    """Return the nearest folder upwards that holds a project."""
    her = her.resolve()
    for folder in (her, *her.parents):
        if (folder / MERKE).is_file():
            return Sted(folder, her, day())
    raise UsageError(f"Fant ingen {MERKE} her eller i mappene over. Gå til mappen med tiltaksoversikten.")


def answered(main: Callable[[], int]) -> int:
    """Return the answer of a program that stands by itself; what it cannot do it says, and is 2."""
    try:
        return main()
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("Avbrutt.\n")
        return 130
    except OSError as error:
        sys.stderr.write(f"{refused(error)}\n")
        return 1


def day() -> date:
    """Return today's date; a SOURCE_DATE_EPOCH that is no day is a call we cannot follow."""
    try:
        return today()
    except (ValueError, OverflowError, OSError):
        raise UsageError("SOURCE_DATE_EPOCH er ikke et tidspunkt vi kan lese.") from None
