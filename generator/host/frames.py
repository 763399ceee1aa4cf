"""The frames that the theme renders around our pages, and the theme itself as we want it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from generator import frame, shell
from generator.cache import fingerprint
from generator.pages.page import Page, Site
from generator.report import NOT_BUILT

MAIN = "main.html"
"""The template of the theme that gives the frame."""


class Frames:
    """The frames Material renders in one language: one for each section and depth, made when first asked for."""

    def __init__(self, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation, site: Site) -> None:
        """Keep what the theme needs."""
        self._env, self._config, self._files, self._nav = env, config, files, nav
        self._sprak, self._prefix, self._exit_strip = site.sprak, site.prefix, site.render("_forlat")
        self._made: dict[tuple[str, int, bool], shell.Shell] = {}

    def fill(self, page: Page) -> str:
        """Return the whole HTML of a page."""
        return self._of(page).fill(page, self._prefix, self._exit_strip)

    def digest(self, page: Page) -> bytes:
        """Return a digest of all that stands around a page."""
        return fingerprint(self._of(page).digest, self._exit_strip)

    def _of(self, page: Page) -> shell.Shell:
        """Return the frame of a page."""
        front = page.path in frame.FRONTS
        key = (page.seksjon, shell.depth(page.path), front)
        if key not in self._made:
            self._made[key] = shell.Shell.split(self.render(page.path, page.seksjon, front=front))
        return self._made[key]

    def render(self, path: str, seksjon: str, *, front: bool = False) -> str:
        """Let the theme render an empty page with marks, at the depth of ``path``."""
        whole = f"{self._prefix}{path}"
        file = File.generated(self._config, f"{whole}index.md", content="")
        page = MkDocsPage(None, file, self._config)
        page.meta = {
            "title": shell.TITTEL,
            "description": shell.BESKRIVELSE,
            "hero": shell.FORLAT,
            "seksjon": seksjon,
            "seksjonsside": front,
            "generert": True,
            **around(self._sprak, whole, shell.STI, tuple(self._config.extra["rammer"])),
        }
        page.content = shell.INNHOLD
        page.canonical_url = self._config.site_url and f"{urljoin(self._config.site_url, self._prefix)}{shell.STI}"
        context: Any = get_context(self._nav, self._files, self._config, page)
        try:
            with theme_in(self._config, self._sprak):
                return self._env.get_template(MAIN).render(context)
        except TemplateError as error:
            raise PluginError(f"{template_fault(error)}\n{NOT_BUILT}") from error


def around(sprak: str, whole: str, sti: str, finnes: Sequence[str]) -> dict[str, Any]:
    """Return what the frame of a page must know of where it is.

    Its language, the way to the root of the site from its ``whole`` path, its path within the language, and the
    languages that have the page.
    """
    return {"sprak": sprak, "topp": shell.way_to_root(whole), "sti": sti, "finnes": finnes}


@contextmanager
def theme_in(config: MkDocsConfig, sprak: str) -> Iterator[None]:
    """Let the theme be in a language: it writes ``lang`` on every page."""
    before = config.theme["language"]
    config.theme["language"] = sprak
    try:
        yield
    finally:
        config.theme["language"] = before


def template_fault(error: TemplateError) -> str:
    """Say what is wrong with a template of the theme; its own words are Jinja's."""
    if isinstance(error, TemplateNotFound):
        return f"Temaet mangler malen «{error.name}». Se etter i site-overrides/, og under «theme» i mkdocs.yml."
    place = f"«{error.name}», linje {error.lineno}" if isinstance(error, TemplateSyntaxError) else "i site-overrides/"
    return f"Malen {place} kan ikke brukes. Jinja svarer: {error.message}"


class _Visible(FileSystemLoader):
    """The templates and files of a theme; those in hidden folders are found, but not listed.

    MkDocs lists them all to copy them, and leaves out what is hidden one by one: Material's 14,000 icons.
    """

    def list_templates(self) -> list[str]:
        """Return the path of each, with forward slashes."""
        found = set()
        for place in self.searchpath:
            for around, folders, names in os.walk(place):
                folders[:] = [name for name in folders if not name.startswith(".")]
                within = Path(os.path.relpath(around, place))
                found |= {(within / name).as_posix() for name in names}
        return sorted(found)


def visible(get_env: Callable[[], Environment]) -> Environment:
    """Return the environment of a theme, which lists only what MkDocs may copy."""
    env = get_env()
    if isinstance(env.loader, FileSystemLoader):
        env.loader = _Visible(env.loader.searchpath)
    return env
