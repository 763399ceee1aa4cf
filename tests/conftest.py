"""What the tests share: the shipped site built once, a server in a sub-folder, a browser, the example."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from generator.cache import VARIABLE
from tests.chromium import ARGS, ensure
from tests.nettleser import MOBIL
from tests.nettsted import ADRESSE, MAPPE, ROT, Nettsted, build, copy_example, serve

settings.register_profile("fast", derandomize=True, deadline=None)
settings.register_profile("lenge", max_examples=20_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
"""The same examples each time: a red build then means that the code has changed, not the dice."""

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--bless``, which writes the golden files anew instead of comparing."""
    parser.addoption("--bless", action="store_true", help="Skriv fasiten i tests/golden/ på nytt")


@pytest.fixture(scope="session", autouse=True)
def husk(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    """Let every test that builds remember what the tests before it have made, and leave no cache in the project."""
    base = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str((base if worker_id == "master" else base.parent) / "husk"))
        yield


@pytest.fixture(scope="session")
def nettsted(tmp_path_factory: pytest.TempPathFactory) -> Nettsted:
    """Build the shipped data once with MkDocs, with an address of its own in a sub-folder."""
    return build(ROT, tmp_path_factory.mktemp("web") / MAPPE, ADRESSE)


@pytest.fixture(scope="session")
def tjener(nettsted: Nettsted) -> Iterator[str]:
    """Serve the shipped site on this machine, in a sub-folder, and give its address."""
    with serve(nettsted.mappe.parents[1]) as address:
        yield f"{address}{MAPPE}/"


@pytest.fixture(scope="session")
def eksempelsted(tmp_path_factory: pytest.TempPathFactory) -> Nettsted:
    """Build the example once: few posts, and every field filled."""
    folder = tmp_path_factory.mktemp("eksempel")
    return build(copy_example(folder / "rot"), folder / "web" / MAPPE, ADRESSE)


@pytest.fixture(scope="session")
def eksempeltjener(eksempelsted: Nettsted) -> Iterator[str]:
    """Serve the built example on this machine, in a sub-folder, and give its address."""
    with serve(eksempelsted.mappe.parents[1]) as address:
        yield f"{address}{MAPPE}/"


@pytest.fixture(scope="session")
def nettleser() -> Iterator[Browser]:
    """Start one Chromium for all tests; each opens a context of its own in it."""
    path = ensure()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def kontekst(nettleser: Browser) -> Iterator[BrowserContext]:
    """Give a visitor an empty browser and a phone."""
    context = nettleser.new_context(viewport=MOBIL, reduced_motion="reduce", locale="nb-NO")
    yield context
    context.close()


@pytest.fixture
def uten_js(nettleser: Browser) -> Iterator[Page]:
    """Give a visitor a phone where JavaScript is off."""
    context = nettleser.new_context(viewport=MOBIL, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def eksempel(tmp_path: Path) -> Path:
    """Copy the small example, to be read, changed and built."""
    return copy_example(tmp_path / "eksempel")
