"""The MkDocs adapter: the only module that knows MkDocs.

It reads the catalogue before MkDocs touches the old site, lets Material render one frame per section and
depth, and fills the frames beside what MkDocs itself writes.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from mkdocs.commands.build import build, get_context
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import meta

from generator import frame, mark, oppsett, shell, sider
from generator.cache import Cache, Templates, fingerprint
from generator.editing.status import status
from generator.gather import Gathered, gather
from generator.guard import guard
from generator.load import Lest
from generator.oppsett import ConfigurationFaultError, Fault
from generator.pages.page import Page, Site, labels
from generator.place import MERKE
from generator.problem import Grad, Problem, stopping
from generator.reading.folder import MAPPER
from generator.rebuild import Rebuilder, look_often, put_aside, put_back, taken
from generator.refusals import refused
from generator.report import NOT_BUILT, as_text
from generator.search.sokevokabular import SokevokabularError
from generator.site import write
from generator.styles import STYLES, Styles, styles
from generator.swap import remove

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.tiltak")

NO_ADDRESS = "SITE_URL er ikke satt: kanoniske lenker, nettstedskart og QR-koder er utelatt."

NAVN, THEME, MAIN = "tiltak", "material", "main.html"
"""What mkdocs.yml calls this plugin, the theme that gives the frame, and the template of that."""

LOGO = "merke.svg"
"""The municipality's mark, at the top of every page."""

LANGUAGE = "nb"
"""The language of all words that are ours."""


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
        self.made: frozenset[str] = frozenset()
        self.rebuilder: Rebuilder | None = None
        self.gathered: Gathered | None = None
        self.lest: Lest | None = None
        self.old: Path | None = None
        self.before: int | None = None
        self.site: Site | None = None
        self.nav: Navigation | None = None
        self.addresses: list[str] = []
        self.css = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether MkDocs serves: its live reload is inline, so the policy is left out then."""
        self.serving, self.empties = command == "serve", not dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and judge the settings and the data; with a FEIL nothing is built and the old site stays."""
        rot = Path(config.config_file_path).parent
        wrong = [
            *oppsett.site_fault(Path(config.site_dir), rot),
            *oppsett.faults(config.extra, config.site_url, self.config.kan_forsvinne),
            *_theme_faults(config),
        ]
        if wrong:
            raise PluginError(f"{as_text(oppsett.located(rot, wrong))}\n{NOT_BUILT}")
        if pages := _page_faults(rot, config):
            raise PluginError(f"{as_text(pages)}\n{NOT_BUILT}")
        own = [config.theme.custom_dir] if config.theme.custom_dir else []
        for path in (*own, *(str(rot / folder) for folder in (*MAPPER, "schema"))):
            if path not in config.watch:
                config.watch.append(path)
        gathered = self.gathered or _gathered(rot)
        before = mark.measures(Path(config.site_dir)) if self.before is None else self.before
        lest = guard(gathered.lest, before, cast("int", self.config.kan_forsvinne))
        self.lest = lest
        _count(lest.problemer)
        if lest.katalog is None:
            raise PluginError(f"{as_text(stopping(lest.problemer))}\n{NOT_BUILT}")
        if self.serving and self.empties:
            self.old = Path(config.site_dir)
        store = Cache.of(rot)
        self.css = _styles(config, store).css
        if not config.site_url:
            log.info("%s", NO_ADDRESS)
        self.site = Site(
            lest.katalog,
            labels(lest.skjemaer["tiltak"]),
            gathered.i_dag,
            _ended(config.extra.get("rediger_url") or ""),
            config.extra.get("meldfeil_url") or "",
            "" if self.serving else config.site_url or "",  # a QR code on paper must not lead to this machine
            gathered.search,
            partial(status, rot, lest, gathered.i_dag),
            config.extra.get("merknader") or {},
            store,
            gathered.forst,
        )
        config.extra |= frame.facts(lest.katalog)
        vars(config.theme)["get_env"] = partial(visible, config.theme.get_env)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Move the site that is served out of the way of MkDocs, which now empties its folder."""
        if self.serving and self.old:
            put_aside(self.old)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Put the site that is served back, to be changed where it is."""
        self._put_back()
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
        self.rebuilder = rebuilder = Rebuilder(partial(_rebuilt, rot, builder), self._put_back)

        def rebuild() -> None:
            if wrong := rebuilder():
                log.error("%s\n%s", wrong, NOT_BUILT)

        server.builder = rebuild
        return server

    def on_shutdown(self) -> None:
        """Stop what makes rebuilds."""
        if self.rebuilder:
            self.rebuilder.stop()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Keep MkDocs' navigation for the frames' context; our own partial is what readers see."""
        self.nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the frames, fill them, and add every generated page as a static file."""
        if self.site is None or self.nav is None:
            return env
        env.bytecode_cache = Templates()
        frames = _Frames(env, config, files, self.nav, self.site.render("_forlat"))
        shown = frames.render("finn/", "finn")
        for file in _unused(files, config, shown):
            files.remove(file)
        if not self.serving:
            config.extra["csp"] = shell.content_policy(shown)
        # Straight to the disk: MkDocs would hold every page in memory until it writes them.
        written = write(self.site, frames.fill, frames.digest, Path(config.site_dir), self.old)
        self.addresses = [path.removesuffix("index.html") for path in written if path.endswith("index.html")]
        files.append(File.generated(config, "assets/css/stil.css", content=self.css))
        _tell_dead_links(config, files, written)
        if self.serving:
            made = frozenset((*written, *(file.dest_uri for file in files)))
            remove(Path(config.site_dir), self.made - made)
            self.made = made
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Mark the folder as ours, so that a later build may replace it."""
        if self.site is not None:
            mark.write(Path(config.site_dir), len(self.site.katalog.tiltak))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give the sitemap every generated page, or drop it where the site has no address."""
        if template_name != "sitemap.xml":
            return output_content
        if not config.site_url:
            return ""
        places = [escape(urljoin(config.site_url, address)) for address in self.addresses]
        urls = "".join(f"  <url><loc>{place}</loc></url>\n" for place in places)
        return output_content.replace("</urlset>", f"{urls}</urlset>")


def _rebuilt(rot: Path, builder: Callable[..., None]) -> str:
    """Let MkDocs build once more for who serves; return what went wrong and is not told yet, or nothing."""
    try:
        if unreadable := oppsett.read(rot):
            return as_text(unreadable)
        builder()
    except Abort:  # MkDocs has told it
        return ""
    except ConfigurationError as error:
        return _refused_settings(error)
    except TemplateError as error:
        return _template_fault(error)
    except OSError as error:
        return refused(error)
    return ""


def _refused_settings(error: ConfigurationError) -> str:
    return f"MkDocs kan ikke lese mkdocs.yml. Rett det den svarer på:\n{error}"


def _template_fault(error: TemplateError) -> str:
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


class _Frames:
    """The frames Material renders: one for each section and depth, made when first asked for."""

    def __init__(self, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation, exit_strip: str) -> None:
        self._env, self._config, self._files, self._nav = env, config, files, nav
        self._exit_strip, self._address = exit_strip, config.site_url or ""
        self._made: dict[tuple[str, int, bool], shell.Shell] = {}

    def fill(self, page: Page) -> str:
        """Return the whole HTML of a page."""
        return self._of(page).fill(page, urljoin(self._address, page.path), self._exit_strip)

    def digest(self, page: Page) -> bytes:
        """Return a digest of all that stands around a page."""
        return fingerprint(self._of(page).digest, self._address, self._exit_strip)

    def _of(self, page: Page) -> shell.Shell:
        """Return the frame of a page."""
        front = page.path in frame.FRONTS
        key = (page.seksjon, shell.depth(page.path), front)
        if key not in self._made:
            self._made[key] = shell.Shell.split(self.render(page.path, page.seksjon, front=front))
        return self._made[key]

    def render(self, path: str, seksjon: str, *, front: bool = False) -> str:
        """Let the theme render an empty page with marks, at the depth of ``path``."""
        file = File.generated(self._config, f"{path}index.md", content="")
        page = MkDocsPage(None, file, self._config)
        page.meta = {
            "title": shell.TITTEL,
            "description": shell.BESKRIVELSE,
            "hero": shell.FORLAT,
            "seksjon": seksjon,
            "seksjonsside": front,
            "generert": True,
        }
        page.content = shell.INNHOLD
        page.canonical_url = shell.ADRESSE if self._config.site_url else None
        context: Any = get_context(self._nav, self._files, self._config, page)
        try:
            return self._env.get_template(MAIN).render(context)
        except TemplateError as error:
            raise PluginError(f"{_template_fault(error)}\n{NOT_BUILT}") from error


def _gathered(rot: Path) -> Gathered:
    """Read the catalogue; a fault in what search is told about how people say it is told like any other."""
    try:
        return gather(rot)
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
    chosen = styles(_look(config) / "css", (colours["kommune_1"], colours["kommune_2"]), store)
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


def _theme_faults(config: MkDocsConfig) -> Iterator[Fault]:
    """Yield what keeps the theme from giving the frame that our pages stand in."""
    theme = config.theme
    if theme.name != THEME:
        yield Fault(("theme", "name"), f"Sidene er laget for temaet «{THEME}».", f"  name: {THEME}")
    elif not (theme.custom_dir and (_look(config) / "css").is_dir()):
        message = "Mappen med utseendet til nettstedet mangler."
        yield Fault(("theme", "custom_dir"), message, "  custom_dir: site-overrides")
    elif not (_look(config) / LOGO).is_file():
        message = f"Logoen {Path(theme.custom_dir).name}/assets/{LOGO} mangler. Den er en SVG-fil, like bred som høy."
        yield Fault(("theme", "custom_dir"), message)
    elif theme["language"] != LANGUAGE:  # a screen reader would read every word in the other one
        message = "Ordene på sidene er på bokmål. Postene kan dere skrive på nynorsk også når det står «nb» her."
        yield Fault(("theme", "language"), message, f"  language: {LANGUAGE}")


def _page_faults(rot: Path, config: MkDocsConfig) -> list[Problem]:
    """Return what is wrong with the hand-written pages."""

    def lands(src: str) -> str:
        if config.exclude_docs and config.exclude_docs.match_file(src):
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

    try:
        return list(sider.judge(rot, Path(os.path.relpath(config.docs_dir, rot)).as_posix(), lands, no_template))
    except OSError as error:
        raise PluginError(f"{refused(error)}\n{NOT_BUILT}") from error


def _tell_dead_links(config: MkDocsConfig, files: Files, written: Iterable[str]) -> None:
    """Say which links of the hand-written pages lead to nothing: MkDocs does not know the pages that we make."""
    folder = Path(os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)).as_posix()
    there = {*written, *(file.dest_uri for file in files)}
    for file in files.documentation_pages():
        content = file.page.content if file.page else None
        for link in sider.dead_links(content or "", file.dest_uri, there):
            log.warning("%s/%s: Lenken %s fører til en side som ikke finnes.", folder, file.src_uri, link)


def _look(config: MkDocsConfig) -> Path:
    """Return the folder that holds our style sheets, scripts and pictures."""
    return Path(config.theme.custom_dir or "") / "assets"


class Rendered(NamedTuple):
    """What was read, and the address of the site, ``""`` when it is not known."""

    lest: Lest
    site_url: str


def _config(rot: Path, til: Path) -> MkDocsConfig:
    """Return mkdocs.yml as MkDocs reads it; what is wrong with it is raised as ConfigurationFaultError."""
    if unreadable := oppsett.read(rot):
        raise ConfigurationFaultError(as_text(unreadable))
    path = rot / MERKE
    config = MkDocsConfig(config_file_path=str(path))
    try:
        with path.open("rb") as file:
            config.load_file(file)
    except ConfigurationError as error:
        raise ConfigurationFaultError(_refused_settings(error)) from error
    config.load_dict({"site_dir": str(til)})
    try:
        errors, warnings = config.validate()
    except ValueError as error:  # MkDocs takes an address apart before it looks at it
        wrong = [oppsett.refused("site_url", str(error))]
        raise ConfigurationFaultError(as_text(oppsett.located(rot, wrong))) from error
    for navn, warning in warnings:
        log.warning("mkdocs.yml, %s: %s", navn, warning)
    wrong = [oppsett.refused(navn, str(error)) for navn, error in errors]
    if not wrong and NAVN not in config.plugins:
        wrong = [oppsett.without_us()]
    if wrong:
        raise ConfigurationFaultError(as_text(oppsett.located(rot, wrong)))
    return config


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
        config = _config(rot, til)
        site_url = config.site_url or ""
        plugin = cast("TiltakPlugin", config.plugins[NAVN])
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
        raise ConfigurationFaultError(_template_fault(error)) from error
    except (Abort, ConfigurationError) as error:
        if lest is None or lest.katalog is not None:
            ours = error.__context__ if isinstance(error.__context__, PluginError) else None
            raise ConfigurationFaultError(str(ours or error).removesuffix(f"\n{NOT_BUILT}")) from error
    if lest is None:
        raise ConfigurationFaultError("MkDocs bygde nettstedet uten å lese dataene.")
    return Rendered(lest, site_url)
