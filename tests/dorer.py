"""The doors a post can come in through, each as a function: a wrong file -> what is told about it there.

A door answers None where it cannot carry the file. Which it carries, and why not otherwise, stands in
``tests/feil/dorer.md``, which ``tests/test_dorer.py`` holds true.
"""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from generator.cli import main
from generator.editing.flat import cell, column, get
from generator.github.felt import Sporsmal, questions
from generator.github.filer import unit_names
from generator.github.forslag import judge_answer
from generator.judging.skjema import inlined
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.reading.folder import MAPPER
from tests.prosjekt import I_DAG, ROT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.test_feil import Sak


SKJEMAER = {mappe: read_grunnlag(ROT).skjema(navn) for mappe, navn in MAPPER.items()}


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


def command(*filer: str) -> list[dict[str, Any]]:
    """Return what ``tiltak sjekk --format json`` says in the folder we stand in, row by row."""
    out = io.StringIO()
    with redirect_stdout(out):
        main(["sjekk", *filer, "--format", "json"])
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


def row(fil: str, data: dict[str, Any]) -> dict[str, str] | None:
    """Return a post as the cells of a row by their headings; None where there is no column for all of it."""
    mappe, _, name = fil.partition("/")
    skjema = SKJEMAER[mappe]
    cells = {"id": name.removesuffix(".yml")}
    for way, value in _leaves(data, ()):
        if column(way, skjema) is None or (isinstance(value, list) and not all(isinstance(v, str) for v in value)):
            return None
        cells[way] = cell(value)
    return cells


def sheet(rot: Path, mappe: str, rows: list[dict[str, str]]) -> dict[str, set[Dom]]:
    """Import rows; return for each file what the import, and ``tiltak sjekk`` after it, say. Nothing is left."""
    headings = list(dict.fromkeys(key for cells in rows for key in cells))
    lines = [headings, *([cells.get(key, "") for key in headings] for cells in rows)]
    text = "".join(f"{';'.join(map(_quoted, line))}\r\n" for line in lines)
    (rot / "ark.csv").write_bytes(text.encode("utf-8-sig"))
    out = io.StringIO()
    with redirect_stdout(out):
        main(["importer", str(rot / "ark.csv"), "--skriv", *(["--enheter"] if mappe == "enheter" else [])])
    (rot / "ark.csv").unlink()
    files = [f"{mappe}/{cells['id']}.yml" for cells in rows]
    told: dict[str, set[Dom]] = {fil: set() for fil in files}
    for grad, where, line in _paragraphs(out.getvalue()):
        number = re.search(r"rad (\d+)", where)
        fil = files[int(number[1]) - 2] if number else where.partition(",")[0].partition(" ")[0]
        told.setdefault(fil, set()).add(Dom(grad, line))
    for found in command():
        told.setdefault(found["fil"], set()).add(Dom(found["grad"], found["melding"]))
        assert found["fil"] not in files or found["grad"] != "FEIL", "a row with a FEIL was written"
    for fil in files:
        (rot / fil).unlink(missing_ok=True)
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


def _paragraphs(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the grade of each problem that is told, where it is, and the line after it."""
    lines = text.split("\n")
    for head, line in pairwise(lines):
        grad, _, where = head.partition("  ")
        if grad in ("FEIL", "ADVARSEL", "MANGLER"):
            yield grad, where, line.strip()
