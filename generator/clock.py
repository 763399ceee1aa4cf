"""Which day it is: an argument to everything, decided in one place."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def today() -> date:
    """Return today's date in Oslo, or the day that SOURCE_DATE_EPOCH (seconds, UTC) names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.strip():
        return datetime.fromtimestamp(int(epoch), tz=UTC).astimezone(OSLO).date()
    return datetime.now(tz=OSLO).date()
