"""mkdocs.yml as MkDocs reads it, and what in it, in the theme and in the hand-written pages stops a build."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.structure.files import File
from mkdocs.utils import meta

from generator import oppsett, oppsettfeil, sider
from generator.host.frames import MAIN
from generator.oppsett import ConfigurationFaultError, Fault
from generator.place import MERKE
from generator.problem import Problem
from generator.refusals import refused
from generator.report import NOT_BUILT, as_text
from generator.texts import LANGUAGES

log = logging.getLogger("mkdocs.plugins.tiltak")

NAVN, THEME = "tiltak", "material"
"""What mkdocs.yml calls our plugin, and the theme that gives the frame."""

LOGO = "merke.svg"
"""The municipality's mark, at the top of every page."""


def read(rot: Path, til: Path) -> MkDocsConfig:
    """Return mkdocs.yml as MkDocs reads it; what is wrong with it is raised as ConfigurationFaultError."""
    if unreadable := oppsett.read(rot):
        raise ConfigurationFaultError(as_text(unreadable))
    path = rot / MERKE
    config = MkDocsConfig(config_file_path=str(path))
    try:
        with path.open("rb") as file:
            config.load_file(file)
    except ConfigurationError as error:
        raise ConfigurationFaultError(refused_settings(error)) from error
    config.load_dict({"site_dir": str(til)})
    try:
        errors, warnings = config.validate()
    except ValueError as error:  # MkDocs takes an address apart before it looks at it
        wrong = [oppsettfeil.refused("site_url", str(error))]
        raise ConfigurationFaultError(as_text(oppsett.located(rot, wrong))) from error
    for navn, warning in warnings:
        unknown = "Unrecognised configuration name" in str(warning)
        log.warning("%s", oppsettfeil.unknown(navn) if unknown else f"mkdocs.yml, {navn}: {warning}")
    wrong = [oppsettfeil.refused(navn, str(error)) for navn, error in errors]
    if not wrong and NAVN not in config.plugins:
        wrong = [oppsettfeil.without_us()]
    if wrong:
        raise ConfigurationFaultError(as_text(oppsett.located(rot, wrong)))
    return config


def refused_settings(error: ConfigurationError) -> str:
    """Say that MkDocs cannot read its settings; the words after the colon are its own."""
    return f"MkDocs kan ikke lese mkdocs.yml. Rett det den svarer på:\n{error}"


def theme_faults(rot: Path, config: MkDocsConfig) -> Iterator[Fault]:
    """Yield what keeps the theme from giving the frame that our pages stand in.

    Search is in the making before MkDocs has read its settings. So the languages are those of mkdocs.yml itself, and
    not what it inherits, nor English, which is what Material takes where none is named.
    """
    theme = config.theme
    if theme.name != THEME:
        yield Fault(("theme", "name"), f"Sidene er laget for temaet «{THEME}».", f"  name: {THEME}")
    elif not (theme.custom_dir and (look(config) / "css").is_dir()):
        message = "Mappen med utseendet til nettstedet mangler."
        yield Fault(("theme", "custom_dir"), message, "  custom_dir: site-overrides")
    elif not (look(config) / LOGO).is_file():
        message = f"Logoen {Path(theme.custom_dir).name}/assets/{LOGO} mangler. Den er en SVG-fil, like bred som høy."
        yield Fault(("theme", "custom_dir"), message)
    elif theme["language"] not in LANGUAGES:  # a screen reader would read every word in the other one
        message = f"Vi har ikke ord på dette språket. Disse har vi: {', '.join(LANGUAGES)}."
        yield Fault(("theme", "language"), message, f"  language: {LANGUAGES[0]}")
    elif oppsett.languages(rot) != oppsett.in_all(theme["language"], config.extra.get(oppsett.OTHERS)):
        message = "Språket postene er skrevet på, må stå her, og andre språk under «extra» i samme fil."
        yield Fault(("theme", "language"), message, f"  language: {LANGUAGES[0]}")


def page_faults(rot: Path, config: MkDocsConfig) -> list[Problem]:
    """Return what is wrong with the hand-written pages."""
    others = oppsett.in_all(config.theme["language"], config.extra.get(oppsett.OTHERS))[1:]
    left_out = sider.left_out(others)

    def lands(src: str) -> str:
        if src.startswith(left_out) or (config.exclude_docs and config.exclude_docs.match_file(src)):
            return ""
        return File(src, config.docs_dir, config.site_dir, config.use_directory_urls).dest_uri

    def no_template(text: str) -> str | None:
        name = meta.get_data(text)[1].get("template", MAIN)
        if name == MAIN:
            return None
        try:
            config.theme.get_env().get_template(str(name))
        except TemplateError:
            return str(name)
        return None

    files = (path.relative_to(look(config).parent) for path in look(config).rglob("*") if path.is_file())
    given = {path.as_posix() for path in files} | config.theme.static_templates
    mappe = Path(os.path.relpath(config.docs_dir, rot)).as_posix()
    try:
        return [
            *sider.judge(rot, mappe, lands, no_template, given),
            *sider.absent(rot, mappe, lands, ("", *(f"{one}/" for one in others))),
        ]
    except OSError as error:
        raise PluginError(f"{refused(error)}\n{NOT_BUILT}") from error


def link_from_root(config: MkDocsConfig) -> None:
    """Let a link that begins with ``/`` lead from the folder of the pages.

    So a page may be moved to where those of another language lie, and its links hold.
    """
    links: Any = config.validation.links
    links.absolute_links = type(links).absolute_links.levels["relative_to_docs"]


def look(config: MkDocsConfig) -> Path:
    """Return the folder that holds our style sheets, scripts and pictures."""
    return Path(config.theme.custom_dir or "") / "assets"
