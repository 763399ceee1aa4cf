"""The preview of a pull request: the site as files, which one opens from a folder and clicks through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.github.forhandsvisning import by_files, main
from generator.place import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.nettsted import Nettsted


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ('<a href="finn/">', '<a href="finn/index.html">'),
        ('<a href="../../">', '<a href="../../index.html">'),
        ('<a class="x" href="../..">', '<a class="x" href="../../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../finn/#bti=1">', '<a href="../finn/index.html#bti=1">'),
        ('<form action="../finn/#uten-sok">', '<form action="../finn/index.html#uten-sok">'),
        ('<a href="#innhold">', '<a href="#innhold">'),
        ('<a href="../data/tiltak.csv">', '<a href="../data/tiltak.csv">'),
        ('<a href="https://example.no/">', '<a href="https://example.no/">'),
        ('<a href="tel:113">', '<a href="tel:113">'),
        ('<p>href="finn/"</p>', '<p>href="finn/"</p>'),
    ],
)
def test_a_link_to_a_page_leads_to_its_file(link: str, file: str) -> None:
    """What ends in a folder leads to the file in it; all else is as it was."""
    assert by_files(link) == file


def test_it_is_read_and_clicked_through_without_a_server(
    nettsted: Nettsted, nettleser: Browser, tmp_path: Path
) -> None:
    """Who is no programmer unpacks it, opens the first file, and goes from there to a measure and back."""
    folder = tmp_path / "en mappe på disken"
    assert main([str(nettsted.mappe), str(folder)]) == 0
    (folder / "gammelt.txt").write_text("fra sist", "utf-8")
    assert main([str(nettsted.mappe), str(folder)]) == 0
    assert not (folder / "gammelt.txt").exists()
    page = nettleser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto((folder / "index.html").as_uri())
    page.click('.faner a[href^="tema/"]')
    page.click('main a[href*="fritid/"]')
    page.locator("main .rader h3 a").first.click()
    page.wait_for_url("**/tiltak/*/index.html")
    expect(page.locator("h1")).to_be_visible()
    page.click(".sti a")
    assert page.url == (folder / "index.html").as_uri()


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    """There is nothing to show before the site is built."""
    with pytest.raises(UsageError, match=r"Kjør make site først\.$"):
        main([str(tmp_path), str(tmp_path / "ut")])
    with pytest.raises(UsageError, match="Skriv mappen"):
        main([])


def test_what_is_no_preview_is_left_alone(nettsted: Nettsted, tmp_path: Path) -> None:
    """A folder with something else in it, or the site itself, is not taken away."""
    (tmp_path / "viktig.txt").write_text("behold", "utf-8")
    before = sorted(nettsted.mappe.iterdir())
    for til in tmp_path, nettsted.mappe, nettsted.mappe / "inni":
        with pytest.raises(UsageError, match=r"Velg en annen mappe\.$"):
            main([str(nettsted.mappe), str(til)])
    assert (tmp_path / "viktig.txt").read_text("utf-8") == "behold"
    assert sorted(nettsted.mappe.iterdir()) == before
