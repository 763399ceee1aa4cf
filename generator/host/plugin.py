"""What MkDocs calls on the way through a build.

The plugin reads the catalogue before MkDocs touches the old site, lets Material render one frame per section and
depth, and fills the frames beside what MkDocs itself writes.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from jinja2 import Environment, TemplateError
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator import frame, mark, oppsett, oppsettfeil, shell, sider
from generator.cache import Cache
from generator.compiled import Templates
from generator.editing.history import Listing, history, listing
from generator.editing.status import status
from generator.exports import atom
from generator.exports.edition import UnfaithfulExportError
from generator.gather import Gathered, gather
from generator.guard import guard
from generator.host import settings
from generator.host.frames import Frames, around, template_fault, visible
from generator.load import Lest
from generator.oppsett import in_all
from generator.pages.page import Site
from generator.problem import Grad, Problem, stopping
from generator.reading.folder import MAPPER
from generator.rebuild import Rebuilder, look_often, put_aside, put_back, taken, waiting
from generator.refusals import refused
from generator.report import NOT_BUILT, as_text
from generator.search.sokevokabular import SokevokabularError
from generator.site import step_of, write
from generator.sitemap import sitemap
from generator.styles import STYLES, Styles, styles
from generator.swap import remove
from generator.telling.translated import translated
from generator.texts import speaking

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger("mkdocs.plugins.tiltak")


BY_HAND = -1
"""The step before the generated pages, which gives what MkDocs itself writes."""


class TiltakConfig(base.Config):
    """The plugin's own settings in mkdocs.yml; what a municipality sets is under ``extra``."""

    kan_forsvinne = config_options.Type(object, default=20)
    """How many of a hundred measures may be gone since the last build, before it is taken for a mistake.

    Any value is let in: generator.oppsett judges it, in Norwegian.
    """


class TiltakPlugin(BasePlugin[TiltakConfig]):
    """Builds the whole overview inside a MkDocs build."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self.serving, self.empties = False, True
        self.made: dict[int, frozenset[str]] = {}
        self.rebuilder: Rebuilder | None = None
        self.rebuilds = False
        self.rest: Iterator[None] = iter(())
        self.gathered: Gathered | None = None
        self.lest: Lest | None = None
        self.old: Path | None = None
        self.before: int | None = None
        self.sites: tuple[Site, ...] = ()
        self.nav: Navigation | None = None
        self.by_hand: frozenset[str] = frozenset()
        self.addresses: list[str] = []
        self.sider = 0
        self.css = ""
        self.left_out = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether MkDocs serves: its live reload is inline, so the policy is left out then."""
        self.serving, self.empties = command == "serve", not dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and judge the settings and the data; with a FEIL nothing is built and the old site stays."""
        rot = Path(config.config_file_path).parent
        wrong = [
            *oppsettfeil.site_fault(Path(config.site_dir), rot),
            *oppsettfeil.faults(config.extra, config.site_url, self.config.kan_forsvinne),
            *settings.theme_faults(rot, config),
        ]
        if wrong:
            raise PluginError(f"{as_text(oppsett.located(rot, wrong))}\n{NOT_BUILT}")
        if pages := settings.page_faults(rot, config):
            raise PluginError(f"{as_text(pages)}\n{NOT_BUILT}")
        if wrong := list(oppsettfeil.nav_faults(config.nav, Path(config.docs_dir))):
            raise PluginError(f"{as_text(oppsett.located(rot, wrong))}\n{NOT_BUILT}")
        own = [config.theme.custom_dir] if config.theme.custom_dir else []
        for path in (*own, *(str(rot / folder) for folder in (*MAPPER, "schema"))):
            if path not in config.watch:
                config.watch.append(path)
        gathered = self.gathered or _gathered(rot, beside=not self.rebuilds)
        before = mark.measures(Path(config.site_dir)) if self.before is None else self.before
        lest = guard(gathered.lest, before, cast("int", self.config.kan_forsvinne))
        self.lest = lest
        _count(lest.problemer)
        if lest.katalog is None:
            raise PluginError(f"{as_text(stopping(lest.problemer))}\n{NOT_BUILT}")
        if wrong := list(oppsettfeil.publisher_fault(config.extra, lest.katalog.enheter)):
            raise PluginError(f"{as_text(oppsett.located(rot, wrong))}\n{NOT_BUILT}")
        if self.serving and self.empties:
            self.old = Path(config.site_dir)
        store = Cache.of(rot)
        self.css = _styles(config, store).css
        # What leads to this machine must not be on paper, nor in what someone follows.
        site_url = "" if self.serving else config.site_url or ""
        changed = listing(rot) if site_url else Listing()
        self.left_out = changed.merknad if config.site_url else oppsett.NO_ADDRESS
        if self.left_out:
            log.info("%s", self.left_out)
        main, *others = in_all(config.theme["language"], config.extra.get(oppsett.OTHERS))
        site = Site(
            lest.katalog,
            lest.skjemaer,
            gathered.i_dag,
            _ended(config.extra.get("rediger_url") or ""),
            config.extra.get("meldfeil_url") or "",
            site_url,
            cache(gathered.search) if gathered.search else None,
            cache(partial(status, rot, lest, gathered.i_dag)),
            config.extra.get("merknader") or {},
            store,
            gathered.forst,
            config.site_name,
            config.extra.get(oppsett.PUBLISHER) or "",
            partial(history, rot, changed, lest.skjemaer, store) if changed.commits else None,
            main,
            main,
        )
        self.sites = (site, *(replace(site, katalog=translated(lest.katalog, one), sprak=one) for one in others))
        config.extra |= {
            "rammer": frame.of_each_language(self.sites),
            "adresse": site_url,
            "strom": atom.PATH if changed.commits else "",
        }
        settings.link_from_root(config)
        vars(config.theme)["get_env"] = partial(visible, config.theme.get_env)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Move the site that is served out of the way of MkDocs, which now empties its folder."""
        if self.serving and self.old:
            put_aside(self.old)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Put the site that is served back, to be changed in place; leave out what is in languages it does not have."""
        self._put_back()
        left_out = sider.left_out([site.sprak for site in self.sites[1:]])
        for file in [file for file in files if file.src_uri.startswith(left_out)]:
            files.remove(file)
        self.by_hand = frozenset(file.url for file in files.documentation_pages())
        return files

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Let the site that is served be there when a rebuild fails."""
        self._put_back()

    def _put_back(self) -> None:
        if self.serving and self.old:
            put_back(self.old)

    def on_serve(
        self,
        server: LiveReloadServer,
        /,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],
    ) -> LiveReloadServer:
        """Let rebuilds be made beside the server; when one fails, the site that is there is shown still."""
        if why := taken(server.server_address, server.address_family):
            raise PluginError(why)
        look_often(server, (config.docs_dir, config.config_file_path, *config.theme.dirs))
        rot = Path(config.config_file_path).parent
        self.rebuilds = True
        self.rebuilder = rebuilder = Rebuilder(partial(_rebuilt, rot, builder), self._finish, self._put_back)

        def step(path: str) -> int:
            return 0 if path.startswith("/livereload/") else step_of(path.removeprefix(server.mount_path))

        server.set_app(waiting(server.serve_request, step, rebuilder.wait))

        def rebuild() -> None:
            if wrong := rebuilder():
                log.error("%s\n%s", wrong, NOT_BUILT)

        server.builder = rebuild
        return server

    def _finish(self) -> Iterator[None]:
        """Make what a rebuild has left for when its first pages are shown, step by step."""
        wrong = ""
        try:
            yield from self.rest
        except OSError as error:
            wrong = f"{refused(error)}\n{NOT_BUILT}"
        except PluginError as error:  # says it all itself
            wrong = str(error)
        if wrong:
            log.error("%s", wrong)

    def on_shutdown(self) -> None:
        """Stop what makes rebuilds."""
        if self.rebuilder:
            self.rebuilder.stop()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep MkDocs' navigation for the frames' context; our own partial is what readers see."""
        self.nav = nav
        return nav

    def on_page_context(
        self,
        context: TemplateContext,
        /,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Let a hand-written page stand in the frame of its language."""
        site = next((s for s in self.sites if s.prefix and page.url.startswith(s.prefix)), self.sites[0])
        sti = page.url.removeprefix(site.prefix)
        there = [s.sprak for s in self.sites if f"{s.prefix}{sti}" in self.by_hand]
        page.meta.update(around(site.sprak, page.url, sti, there))
        config.theme["language"] = site.sprak
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the frames, fill them, and add every generated page as a static file."""
        if not self.sites or self.nav is None:
            return env
        env.bytecode_cache = Templates()
        sites = []
        for site in self.sites:
            with speaking(site.sprak):
                sites.append((site, Frames(env, config, files, self.nav, site)))
        shown = sites[0][1].render("finn/", "finn")
        for file in _unused(files, config, shown):
            files.remove(file)
        if not self.serving:
            config.extra["csp"] = shell.content_policy(shown)
        # Straight to the disk: MkDocs would hold every page in memory until it writes them.
        folder = Path(config.site_dir)
        steps = write(sites, folder, self.old, measures_first=self.serving)
        written: list[str] = []

        def rest() -> Iterator[None]:
            try:
                for number, paths in enumerate(steps):
                    self._clear(folder, number, paths)
                    written.extend(paths)
                    yield
            except UnfaithfulExportError as error:
                raise PluginError(f"{error}\n{NOT_BUILT}") from error
            self.addresses = [path.removesuffix("index.html") for path in written if path.endswith("index.html")]
            _tell_dead_links(config, files, written)

        self.rest = rest()
        next(self.rest)
        files.append(File.generated(config, "assets/css/stil.css", content=self.css))
        self._clear(folder, BY_HAND, (file.dest_uri for file in files))
        if not self.rebuilds:
            for _ in self.rest:
                pass
        return env

    def _clear(self, folder: Path, step: int, paths: Iterable[str]) -> None:
        """Remove from a site that is served what a step gave last time and does not give now."""
        if self.serving:
            now = frozenset(paths)
            remove(folder, self.made.get(step, frozenset()) - now)
            self.made[step] = now

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Mark the folder as ours, so that a later build may replace it; count the pages."""
        for site in self.sites[:1]:
            mark.write(Path(config.site_dir), len(site.katalog.tiltak))
        besides = (name for name in config.theme.static_templates if name.endswith(".html"))
        self.sider = len({*self.addresses, *self.by_hand, *besides})

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Let the sitemap have every page, or drop it where the site has no address."""
        if template_name != "sitemap.xml":
            return output_content
        if not config.site_url:
            return ""
        folders = {site.sprak: site.prefix for site in self.sites}
        return sitemap(config.site_url, (*sorted(self.by_hand), *self.addresses), folders)


def _rebuilt(rot: Path, builder: Callable[..., None]) -> str:
    """Let MkDocs build once more for who serves; return what went wrong and is not told yet, or nothing."""
    try:
        if unreadable := oppsett.read(rot):
            return as_text(unreadable)
        builder()
    except Abort:  # MkDocs has told it
        return ""
    except ConfigurationError as error:
        return settings.refused_settings(error)
    except TemplateError as error:
        return template_fault(error)
    except OSError as error:
        return refused(error)
    return ""


def _gathered(rot: Path, *, beside: bool) -> Gathered:
    """Read the catalogue; a fault in what search is told about how people say it is told like any other."""
    try:
        return gather(rot, beside=beside)
    except SokevokabularError as error:
        raise PluginError(f"{as_text(error.problemer)}\n{NOT_BUILT}") from error


def _ended(url: str) -> str:
    """Return an address that the path of a file can follow: it ends as a folder does, or asks for one."""
    return url if not url or url.endswith(("/", "=")) else f"{url}/"


def _count(problemer: tuple[Problem, ...]) -> None:
    """Say how many problems there are that do not stop; ``tiltak sjekk`` tells them all."""
    for grad in (Grad.ADVARSEL, Grad.MANGLER):
        count = sum(p.grad is grad for p in problemer)
        if count:
            log.info("%d %s. Kjør «tiltak sjekk» for å se dem.", count, grad)


def _styles(config: MkDocsConfig, store: Cache) -> Styles:
    """Return the style sheet, and say which of the municipality's colours cannot be read where they meet."""
    colours = config.extra["farger"]
    chosen = styles(settings.look(config) / "css", (colours["kommune_1"], colours["kommune_2"]), store)
    for line in chosen.merknader:
        log.warning("%s", line)
    return chosen


def _unused(files: Files, config: MkDocsConfig, shown: str) -> list[File]:
    """Return what no page loads: the theme's own files that a frame does not name, and the sheets joined in one."""
    joined = {f"assets/css/{name}.css" for name in STYLES}
    themes = set(config.theme.dirs) - {config.theme.custom_dir}
    return [
        file
        for file in files
        if (file.src_dir in themes and file.url not in shown)
        or (file.src_dir == config.theme.custom_dir and file.src_uri in joined)
    ]


def _tell_dead_links(config: MkDocsConfig, files: Files, written: Iterable[str]) -> None:
    """Say which links of the hand-written pages lead to nothing: MkDocs does not know the pages that we make."""
    folder = Path(os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)).as_posix()
    there = {*written, *(file.dest_uri for file in files)}
    for file in files.documentation_pages():
        content = file.page.content if file.page else None
        for link in sider.dead_links(content or "", file.dest_uri, there):
            log.warning("%s/%s: Lenken %s fører til en side som ikke finnes.", folder, file.src_uri, link)
