"""A built site as tests see it: made by the real MkDocs, read back as HTML, served from a sub-folder."""

from __future__ import annotations

import gc
import os
import posixpath
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from generator.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROT = Path(__file__).parents[1]
EKSEMPEL = ROT / "tests" / "eksempel"
DAG = "1795219200"
"""21 November 2026, as SOURCE_DATE_EPOCH writes it."""
MAPPE = "under/mappe"
"""The site must work from any folder, so the tests never have it at the root of a host."""
ADRESSE = f"https://oversikt.eksempel.no/{MAPPE}/"


@dataclass(frozen=True)
class Side:
    """One HTML page: its address from the root of the site, and its text."""

    adresse: str
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as a tree. Tests must not change it."""
        return lasting(BeautifulSoup(self.html, "html.parser"))

    @property
    def innhold(self) -> Tag:
        """What stands between the head and the foot of the page."""
        return one(self.soup, "#innhold")

    def to_root(self, href: str) -> str:
        """Return the address from the root of the site that a relative link on this page leads to."""
        return urljoin(f"/{self.adresse}", href).removeprefix("/")


@dataclass(frozen=True)
class Nettsted:
    """A whole built site in a folder, and the root it was built from."""

    mappe: Path
    rot: Path

    @cached_property
    def sider(self) -> Mapping[str, Side]:
        """The HTML pages in the language of the posts, which lies at the root."""
        others = tuple(f"{sprak}/" for sprak in LANGUAGES)
        return {address: side for address, side in self.alle.items() if not address.startswith(others)}

    @cached_property
    def alle(self) -> Mapping[str, Side]:
        """Every HTML page by its address from the root: ``""``, ``tiltak/x/``, ``en/tiltak/x/``, ``404.html``."""
        paths = sorted(self.mappe.rglob("*.html"))
        found = {p: p.relative_to(self.mappe).as_posix().removesuffix("index.html") for p in paths}
        return {address: Side(address, p.read_text(encoding="utf-8")) for p, address in found.items()}

    def under(self, folder: str) -> dict[str, Side]:
        """Return the pages right under a folder, which has some, by their last part: those of a view by its values."""
        found = {
            posixpath.basename(address.rstrip("/")): side
            for address, side in self.sider.items()
            if posixpath.dirname(address.rstrip("/")) == folder
        }
        assert found, f"no page is under «{folder}/»"
        return found

    def exists(self, address: str) -> bool:
        """Tell whether an address from the root is a page or a file of the site."""
        path = urldefrag(address).url
        return (self.mappe / (f"{path}index.html" if path.endswith("/") or not path else path)).is_file()

    def files(self) -> dict[str, bytes]:
        """Return every file of the site, byte for byte."""
        return {p.relative_to(self.mappe).as_posix(): p.read_bytes() for p in self.mappe.rglob("*") if p.is_file()}


def lasting(tree: BeautifulSoup) -> BeautifulSoup:
    """Tell the garbage collector to leave a tree that lives as long as the tests, and return the tree.

    Walking through the trees of a whole site again and again makes every test that comes later slower.
    """
    gc.freeze()
    return tree


def one(where: Tag, selector: str) -> Tag:
    """Return the only element that fits; none or several is a failure that tells which."""
    found = where.select(selector)
    assert len(found) == 1, f"{len(found)} elements fit «{selector}»"
    return found[0]


def some(where: Tag, selector: str) -> list[Tag]:
    """Return every element that fits; that there is none is a failure, for a loop over nothing tests nothing."""
    found = list(where.select(selector))
    assert found, f"no element fits «{selector}»"
    return found


def text(tag: Tag) -> str:
    """Return what is read: all text, with single spaces."""
    return " ".join(tag.get_text(" ").split())


def is_internal(href: str) -> bool:
    """Tell whether a link stays on the site."""
    parts = urlsplit(href)
    return not parts.scheme and not parts.netloc


def environment(site_url: str = "", **more: str) -> dict[str, str]:
    """Return the environment a build runs in: a fixed day, the address of the site or none, and this code."""
    fixed = {"SOURCE_DATE_EPOCH": DAG, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": site_url}
    return os.environ | fixed | {"PYTHONPATH": str(ROT)} | more


def build(rot: Path, to: Path, site_url: str = "", **more: str) -> Nettsted:
    """Build a root with the real MkDocs, where a warning is an error."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", rot / "mkdocs.yml", "-d", to],
        cwd=rot,
        env=environment(site_url, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Nettsted(to, rot)


def copy_example(to: Path) -> Path:
    """Copy the small example to a root of its own, with the repository's schema, look and pages."""
    shutil.copytree(EKSEMPEL, to)
    for folder in ("schema", "site-overrides", "sider"):
        shutil.copytree(ROT / folder, to / folder)
    return to


def turned_on(rot: Path, *sprak: str) -> Path:
    """Let a project have more languages."""
    config = rot / "mkdocs.yml"
    config.write_text(
        re.sub(
            r"^( *)generator: false\n( *sprak: .*\n)?",
            rf"\1generator: false\n\1sprak: [{', '.join(sprak)}]\n",
            config.read_text(encoding="utf-8"),
            count=1,
            flags=re.MULTILINE,
        ),
        encoding="utf-8",
    )
    return rot


class _Handler(SimpleHTTPRequestHandler):
    """Serves files in silence, and the site's own page for what is not found, as web hosts do."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the tests tell what fails."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address with the site's 404 page."""
        page = Path(self.directory) / MAPPE / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    """The server of the tests; a browser that leaves in the middle of a page is no error."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that the browser closed; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address."""
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
