"""``make kilder``: a quote is found in the lines that its post names, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.kilder import main
from tests.fasit import vocabulary
from tests.prosjekt import lag

if TYPE_CHECKING:
    from pathlib import Path

POST = "tiltak/sitert.yml"
LINES = ["Forord", "Vi har åpent", "  hver dag. Velkommen", "inn. Slutt", "Etterord"]
"""A document, line by line."""


@pytest.fixture
def rot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project beside a folder with every document."""
    rot = lag(tmp_path / "rot")
    (tmp_path / "kilder").mkdir()
    for document in vocabulary("dokumenter"):
        (tmp_path / "kilder" / f"{document}.txt").write_text("\n".join(LINES), "utf-8")
    monkeypatch.chdir(rot)
    return rot


def found(rot: Path, linjer: str, sitat: str) -> int:
    """Let one post quote some lines, and return how it is answered."""
    post = next((rot / "tiltak").glob("*.yml")).read_text("utf-8").partition("kilder:")[0]
    quote = f'kilder:\n  - dokument: "000"\n    linjer: "{linjer}"\n    sitat: "{sitat}"\n'
    for path in (rot / "tiltak").glob("*.yml"):
        path.unlink()
    (rot / POST).write_text(post.replace("Åpen", "Sitert") + quote, "utf-8")
    return main(["../kilder"])


@pytest.mark.parametrize(
    ("linjer", "sitat", "there"),
    [
        ("2", "Vi har åpent", 1),
        ("2-3", "åpent hver dag.", 1),  # over two lines
        ("1; 3-4", "Velkommen inn", 1),
        ("2", "åpent hver dag.", 0),  # begins there, and ends outside
        ("3-4", "Etterord", 0),
        ("3", "Vi har åpent", 0),
        ("1; 3", "Forord hver dag", 0),  # the two places are not one
    ],
)
def test_a_quote_stands_in_the_lines_it_names(
    rot: Path, capsys: pytest.CaptureFixture[str], linjer: str, sitat: str, there: int
) -> None:
    """What stands one line away is not found, and is told by its post. The plan's own quotes are not here at all."""
    assert found(rot, linjer, sitat) == 1
    told = capsys.readouterr()
    ours = [line for line in told.err.splitlines() if line.startswith(POST)]
    assert ours == ([] if there else [f"{POST}: fant ikke «{sitat}» i dokument 000, linje {linjer}."])
    assert told.out.startswith(f"{there} av ")


def test_a_source_that_is_not_there_is_told(rot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without one of the documents is refused, not passed over."""
    (rot.parent / "kilder" / "003.txt").unlink()
    assert found(rot, "2", "Vi har åpent") == 2
    assert "003" in capsys.readouterr().err
