"""One build in the working directory, with the seconds of each phase as JSON on standard output."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import plugin, site


def main() -> None:
    """Time loading, pages and index by wrapping the functions that the plugin calls; the rest is MkDocs."""
    spent = {"lese": 0.0, "sider": 0.0, "indeks": 0.0}

    @contextmanager
    def timed(phase: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        spent[phase] += time.perf_counter() - start

    def wrapped(phase: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            with timed(phase):
                return function(*arguments)

        return call

    def listed(*arguments: object) -> object:
        return iter(list(outputs(*arguments)))  # the whole generator inside the clock

    outputs: Callable[..., Iterator[object]] = plugin.outputs
    plugin.load = wrapped("lese", plugin.load)
    plugin.outputs = wrapped("sider", listed)
    site.build_index = wrapped("indeks", site.build_index)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        plugin.render_site(Path.cwd(), Path(temporary) / "site", None)
    whole = time.perf_counter() - start
    spent["sider"] -= spent["indeks"]
    spent["mkdocs"] = whole - sum(spent.values())
    json.dump(spent, sys.stdout)


if __name__ == "__main__":
    main()
