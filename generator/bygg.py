"""``tiltak bygg``: read, judge, build beside the old site, and exchange the two when the new one is whole.

MkDocs and the pages are loaded when the posts are read, while search is in the making.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import mark, spare, swap
from generator.cache import Cache
from generator.gather import gather
from generator.late import late
from generator.oppsett import ConfigurationFaultError
from generator.problem import Problem
from generator.refusals import refused
from generator.report import as_text
from generator.search.sokevokabular import SokevokabularError

if TYPE_CHECKING:
    from generator.host import build as host
else:
    host = late("generator.host.build")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: problems, files, pages, seconds. With ``feil`` or a FEIL nothing is built."""

    problemer: tuple[Problem, ...]
    filer: int = 0
    sider: int = 0
    sekunder: float = 0
    feil: str = ""
    utelatt: str = ""
    """What the site lacks and why, as a sentence."""


def build(
    rot: Path, til: Path, *, fewer: bool = False, last: int = 0, tell: Callable[[str], object] = lambda _: None
) -> Built:
    """Build the site of ``rot`` into ``til``; with a FEIL the site that is there stays as it is.

    ``fewer`` says that far fewer measures than last time is meant. ``last`` is how many there were then, where no
    site of ours tells it. ``tell`` is told how far it has come.
    """
    til.parent.mkdir(parents=True, exist_ok=True)
    with swap.alone(til):
        start = time.monotonic()
        tell("Leser tiltak og enheter …")
        new = swap.beside(til)
        try:
            gathered = gather(rot)
            if gathered.lest.katalog is None:
                return Built(gathered.lest.problemer)
            tell(f"{len(gathered.lest.filer)} filer er lest. Lager sidene …")
            before = 0 if fewer else mark.measures(til) or last
            lest, sider, utelatt = host.render_site(rot, new, til, before=before, gathered=gathered)
            if lest.katalog is None:
                return Built(lest.problemer)
            swap.replace(til, new)
            spare.put_by(new, Cache.of(rot).folder)
        except SokevokabularError as error:
            return Built((), feil=as_text(error.problemer))
        except ConfigurationFaultError as problem:
            return Built((), feil=str(problem))
        except OSError as error:
            return Built((), feil=refused(error))
        finally:
            shutil.rmtree(new, ignore_errors=True)
        seconds = time.monotonic() - start
        return Built(lest.problemer, len(lest.filer), sider, seconds, utelatt=utelatt)
