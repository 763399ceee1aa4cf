"""The first half of a build: the catalogue is read, and what needs nothing else is set going beside it.

MkDocs is not here. So a FEIL is told without waiting for it, and search is in the making while it is loaded. What
reads the posts is loaded while what people say is read for search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator import parallel
from generator.cache import Cache, program
from generator.clock import today
from generator.late import late
from generator.oppsett import languages, pages_dir
from generator.reading.folder import LISTEMAPPE
from generator.search.entries import Sagt, les_sagt
from generator.search.index import Sokefiler, bygg_alle
from generator.search.sokevokabular import Sokevokabular, les_sokevokabular

if TYPE_CHECKING:
    from generator import load, sider
    from generator.load import Lest
else:
    load, sider = late("generator.load"), late("generator.sider")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read, and what gives the files of search: None when there is no catalogue. It is asked once.

    ``search`` gives them for each language of the site. ``forst`` holds for each theme the measures that search would
    show first for what it is about.
    """

    lest: Lest
    i_dag: date
    search: Callable[[], Mapping[str, Sokefiler]] | None
    forst: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def gather(rot: Path, *, beside: bool = True) -> Gathered:
    """Read everything under the root; a fault in the vocabulary of search is raised as SokevokabularError.

    Search is in the making ``beside`` what is done next, or made when it is asked for.
    """
    program()  # its digest is asked for on every core, and found before there are several
    words = parallel.beside(partial(_search_words, rot, Cache.of(rot)))
    i_dag = today()
    lest = load.load(rot, i_dag)
    told = (*lest.problemer, *sider.unfinished(rot, pages_dir(rot), languages(rot)))
    lest = replace(lest, problemer=tuple(sorted(told, key=lambda problem: problem.key)))
    if lest.katalog is None:
        return Gathered(lest, i_dag, None)
    vokabular, sagt = words()
    search = partial(bygg_alle, lest.katalog, vokabular, languages(rot), sagt)
    return Gathered(lest, i_dag, parallel.beside(search) if beside else search, vokabular.forst_om())


def _search_words(rot: Path, store: Cache) -> tuple[Sokevokabular, Sagt]:
    """Return the vocabulary of search, and what it gives whatever measures there are."""
    vokabular = les_sokevokabular(rot / LISTEMAPPE, store)
    return vokabular, les_sagt(vokabular, store)
