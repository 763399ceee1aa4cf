"""``tiltak bygg``: read, judge, build beside the old site, and exchange the two when the new one is whole."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from generator import swap
from generator.plugin import NO_ADDRESS, ConfigurationFaultError, render_site
from generator.problem import Problem
from generator.refusals import refused


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: problems, files, pages, seconds. With ``feil`` or a FEIL nothing is built."""

    problemer: tuple[Problem, ...]
    filer: int = 0
    sider: int = 0
    sekunder: float = 0
    feil: str = ""
    utelatt: str = ""
    """What the site lacks because its address is not known, as a sentence."""


def build(rot: Path, til: Path, *, fewer: bool = False) -> Built:
    """Build the site of ``rot`` into ``til``; with a FEIL the site that is there stays as it is.

    ``fewer`` says that far fewer measures than last time is meant.
    """
    til.parent.mkdir(parents=True, exist_ok=True)
    with swap.alone(til):
        start = time.monotonic()
        new = swap.beside(til)
        try:
            lest, site_url = render_site(rot, new, til, guarded=not fewer)
            if lest.katalog is None:
                return Built(lest.problemer)
            sider = sum(1 for _ in new.rglob("*.html"))
            swap.replace(til, new)
        except ConfigurationFaultError as problem:
            return Built((), feil=str(problem))
        except OSError as error:
            return Built((), feil=refused(error))
        finally:
            shutil.rmtree(new, ignore_errors=True)
        seconds = time.monotonic() - start
        return Built(lest.problemer, len(lest.filer), sider, seconds, utelatt="" if site_url else NO_ADDRESS)
