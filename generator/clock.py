"""Which day it is: decided here, asked for where a piece of work begins, and an argument to all the rest."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


EPOCH = "SOURCE_DATE_EPOCH"
"""The environment variable that says which day it is, as seconds in UTC."""


def today() -> date:
    """Return today's date in Oslo, or the day that SOURCE_DATE_EPOCH names.

    One that is blank names none, as when a CI job has no such value. It is taken away: MkDocs would stop at it.
    """
    if os.environ.get(EPOCH, "").strip():
        return datetime.fromtimestamp(int(os.environ[EPOCH]), tz=UTC).astimezone(OSLO).date()
    os.environ.pop(EPOCH, None)
    return datetime.now(tz=OSLO).date()
