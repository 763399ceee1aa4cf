"""The doors a post can come in through, each as a function: a wrong file -> what is told about it there.

A door answers None where it cannot carry the file. Which it carries, and why not otherwise, stands in
``tests/feil/dorer.md``, which ``tests/test_dorer.py`` holds true.
"""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from generator.cli import main
from generator.editing.flat import cell, column, get
from generator.github.felt import Sporsmal, questions
from generator.github.filer import unit_names
from generator.github.forslag import judge_answer
from generator.load import load
from generator.reading.skjema import inlined
from generator.reading.vokabular import read_grunnlag
from tests.prosjekt import I_DAG, ROT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.test_feil import Sak


class Dom(NamedTuple):
    """One thing that is told: its grade and its message."""

    grad: str
    melding: str


def data_of(sak: Sak) -> dict[str, Any] | None:
    """Return what a wrong file says, every value as text; None where it is no YAML, or not one post."""
    try:
        read = yaml.load(sak.path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    except yaml.YAMLError:
        return None
    return read if isinstance(read, dict) else None


def command(rot: Path, fil: str) -> list[dict[str, Any]]:
    """Return what ``tiltak sjekk FIL --format json`` says, row by row."""
    out = io.StringIO()
    with redirect_stdout(out):
        main(["sjekk", str(rot / fil), "--format", "json"])
    rows: list[dict[str, Any]] = json.loads(out.getvalue())
    return rows


# ---- the issue form ------------------------------------------------------------------------------------


@cache
def asked(rot: Path) -> tuple[Sporsmal, ...]:
    """Return the questions of the form in a project."""
    katalog = load(rot, I_DAG).katalog
    assert katalog is not None
    return questions(inlined(read_grunnlag(ROT).filled["tiltak"]), unit_names(katalog))


def form(rot: Path, data: dict[str, Any]) -> set[Dom] | None:
    """Answer the issue form with the data of a post, and return what is told in the issue."""
    answers = [_answer(question, get(data, question.path)) for question in asked(rot)]
    if None in answers:
        return None
    parts = [f"### {q.label}\n\n{answer}" for q, answer in zip(asked(rot), answers, strict=True)]
    body = "\n\n".join([*parts, "### Personvern\n\n- [X] Jeg har ikke skrevet navn.\n- [X] Telefon er felles."])
    return {Dom(str(p.grad), p.melding) for p in judge_answer(rot, I_DAG, body).problemer}


def _answer(question: Sporsmal, value: Any) -> str | None:  # noqa: ANN401 - any data
    """Return an answer as GitHub writes it; None where no one can give it in the form."""
    names = {str(ident): label for label, ident in question.valg.items()}
    if question.kind == "checkboxes":
        ticked = value if isinstance(value, list) else [] if value is None else [value]
        if any(not isinstance(item, str) or item not in names for item in ticked):
            return None
        return "\n".join(f"- [{'X' if ident in ticked else ' '}] {label}" for ident, label in names.items())
    if value is None:
        return "_No response_"
    if question.path == ("stikkord",) and isinstance(value, list):
        value = "\n".join(map(str, value))
    if not isinstance(value, str):
        return None
    return names.get(value) if question.kind == "dropdown" else value or "_No response_"


# ---- the spreadsheet -----------------------------------------------------------------------------------


def sheet(rot: Path, fil: str, data: dict[str, Any]) -> set[Dom] | None:
    """Import the data of a post from a sheet; return what the import, and ``tiltak sjekk`` after it, say."""
    mappe, _, name = fil.partition("/")
    skjema = read_grunnlag(ROT).skjema("enhet" if mappe == "enheter" else "tiltak")
    cells = {"id": name.removesuffix(".yml")}
    for way, value in _leaves(data, ()):
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            return None
        if column(way, skjema) is None:
            return None
        cells[way] = cell(value)
    text = "".join(f"{';'.join(_quoted(part) for part in row)}\r\n" for row in (list(cells), cells.values()))
    (rot / "ark.csv").write_bytes(text.encode("utf-8-sig"))
    out = io.StringIO()
    words = ["--enheter"] if mappe == "enheter" else []
    with redirect_stdout(out):
        main(["importer", str(rot / "ark.csv"), "--skriv", *words])
    (rot / "ark.csv").unlink()
    told = {Dom(grad, line.strip()) for grad, line in _paragraphs(out.getvalue())}
    if (rot / fil).exists():
        told |= {Dom(row["grad"], row["melding"]) for row in command(rot, fil)}
        (rot / fil).unlink()
    return told


def _leaves(data: Any, way: tuple[str, ...]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any data
    """Yield each value with its heading, as the columns of a sheet are named."""
    if isinstance(data, dict) and data:
        for key, child in data.items():
            yield from _leaves(child, (*way, str(key)))
    elif isinstance(data, list) and data and all(isinstance(item, dict) for item in data):
        for number, child in enumerate(data, 1):
            yield from _leaves(child, (*way, str(number)))
    else:
        yield ".".join(way), data


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the grade of each problem that is told, and the line after it."""
    lines = text.split("\n")
    for head, line in zip(lines, lines[1:], strict=False):
        grad = head.partition("  ")[0]
        if grad in ("FEIL", "ADVARSEL", "MANGLER"):
            yield grad, line
