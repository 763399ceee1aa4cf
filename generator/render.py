"""The template engine: our own templates, escaped by default, where an unknown name is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.telling.cards import Kort
from generator.telling.present import capitalised, nb, norwegian_date, tel_digits
from generator.texts import words

ROT = "\ue0ff"
"""Stands in content for the way to the root of the site; generator/shell.py writes it as ``../``."""


def host(url: str) -> str:
    """Return what a reader needs to see of an address: the host and the path, no scheme."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).removeprefix("www.").rstrip("/")


def environment() -> Environment:
    """Make the environment of every content template."""
    env = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters |= {"nb": nb, "dato": norwegian_date, "siffer": tel_digits, "vert": host, "stor": capitalised}
    env.globals |= {"o": words("nb"), "rot": ROT}
    return env


class Renderer:
    """Renders templates that share one environment and the facts every page needs."""

    def __init__(self, shared: Mapping[str, Any]) -> None:
        """Keep ``shared`` as names that every template may use."""
        self._env = environment()
        self._env.globals |= {**shared, "ferdig_rad": self.row}
        self._rows: dict[tuple[str, bool], Markup] = {}

    def __call__(self, template: str, **names: Any) -> Markup:  # noqa: ANN401 - a template takes anything
        """Render one template; the result is safe HTML, since every value in it was escaped."""
        return Markup(self._env.get_template(f"{template}.html.jinja").render(names))  # noqa: S704

    def row(self, k: Kort, ansatt: bool) -> Markup:  # noqa: FBT001 - called from templates
        """Return one measure as a row of a list, rendered once however many pages list it."""
        key = (k.id, ansatt)
        if key not in self._rows:
            self._rows[key] = self("_rad", k=k, ansatt=ansatt)
        return self._rows[key]
