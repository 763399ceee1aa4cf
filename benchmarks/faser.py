"""One build in the working directory, with the seconds of each phase as JSON on standard output."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from generator import gather, load, parallel, site
from generator.cache import VARIABLE
from generator.host import build, plugin


def main() -> None:
    """Time loading, pages, open data and index by wrapping what the plugin calls, on one core; the rest is MkDocs."""
    spent = {"lese": 0.0, "sider": 0.0, "data": 0.0, "indeks": 0.0, "ord": 0.0}

    def timed(phase: str, module: ModuleType, name: str) -> None:
        function: Callable[..., object] = getattr(module, name)

        def call(*arguments: object, **named: object) -> object:
            start = time.perf_counter()
            try:
                answer = function(*arguments, **named)
                return iter(list(answer)) if isinstance(answer, Iterator) else answer  # a step is not timed later
            finally:
                spent[phase] += time.perf_counter() - start

        setattr(module, name, call)

    timed("lese", load, "load")
    timed("sider", plugin, "write")
    timed("data", site, "open_data")
    timed("indeks", gather, "bygg_alle")
    timed("ord", gather, "les_sagt")
    parallel.cores = lambda: 1
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ[VARIABLE] = f"{temporary}/husk"
        build.render_site(Path.cwd(), Path(temporary) / "site")
    whole = time.perf_counter() - start
    spent["sider"] -= spent["data"] + spent["indeks"]  # made when the pages ask for it
    spent["indeks"] += spent.pop("ord")
    spent["mkdocs"] = whole - sum(spent.values())
    json.dump(spent, sys.stdout)


if __name__ == "__main__":
    main()
