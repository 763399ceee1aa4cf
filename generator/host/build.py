"""One build by MkDocs, as ``tiltak bygg`` asks for it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import NamedTuple, cast

from jinja2 import TemplateNotFound, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from generator.gather import Gathered
from generator.host import settings
from generator.host.frames import template_fault
from generator.host.plugin import TiltakPlugin
from generator.load import Lest
from generator.oppsett import ConfigurationFaultError
from generator.report import NOT_BUILT


class Rendered(NamedTuple):
    """What was read, how many pages there are, and what the site lacks and why: ``""`` when it lacks nothing."""

    lest: Lest
    sider: int
    utelatt: str


def render_site(
    rot: Path, til: Path, old: Path | None = None, *, before: int = 0, gathered: Gathered | None = None
) -> Rendered:
    """Let MkDocs build the site of ``rot`` into the empty folder ``til``; return what was read.

    ``old`` is the site that is to be replaced, and ``before`` how many measures there were: not too many of them may
    be gone. What is not ``gathered`` is read here. When the catalogue is None, nothing is built. What is wrong outside
    the data is raised as ConfigurationFaultError.
    """
    lest: Lest | None = None
    try:
        config = settings.read(rot, til)
        plugin = cast("TiltakPlugin", config.plugins[settings.NAVN])
        plugin.old, plugin.before, plugin.gathered = old, before, gathered

        def heard(_record: logging.LogRecord) -> bool:
            return not isinstance(sys.exc_info()[1], PluginError)  # ours is told once, by who asked

        told = logging.getLogger(build.__module__)
        told.addFilter(heard)
        try:
            build(config)
        finally:
            told.removeFilter(heard)
            lest = plugin.lest
    except (TemplateNotFound, TemplateSyntaxError) as error:
        raise ConfigurationFaultError(template_fault(error)) from error
    except (Abort, ConfigurationError) as error:
        if lest is None or lest.katalog is not None:
            ours = error.__context__ if isinstance(error.__context__, PluginError) else None
            raise ConfigurationFaultError(str(ours or error).removesuffix(f"\n{NOT_BUILT}")) from error
    if lest is None:
        raise ConfigurationFaultError("MkDocs bygde nettstedet uten å lese dataene.")
    return Rendered(lest, plugin.sider, plugin.left_out)
