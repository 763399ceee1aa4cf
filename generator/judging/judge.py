"""Document + schema -> data and every problem: reads the types, asks the schema, explains, tells once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from generator.judging.coerce import coerce
from generator.judging.explain import explain
from generator.judging.skjema import Skjema
from generator.problem import Grad, Problem, stopping
from generator.reading.lines import split_line
from generator.reading.nodes import Document, Path, Scalar, walk
from generator.reading.nodes import Mapping as Fields

MAX_PROBLEMS = 100
"""So many problems of one file are told; no one mends more in one go."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The data of one file (None when a FEIL stands in the way), and what is wrong with it.

    ``rest`` is then the fields that nothing is wrong with, for the rules that need no more, and the references as they
    stand: None where the file cannot be read as fields. ``wrong`` are the names of the other fields. ``uncertain`` are
    the problems of those references: which posts there are, only the rules know.
    """

    data: Any
    problems: tuple[Problem, ...]
    rest: Mapping[str, Any] | None = None
    wrong: frozenset[str] = frozenset()
    uncertain: frozenset[Problem] = frozenset()


def judge(document: Document, skjema: Skjema, texts: Iterable[Problem] = ()) -> Judged:
    """Judge one document by one schema. What is wrong with its ``texts`` is told along, and stops no data."""
    coerced = coerce(document, skjema)
    problems = list(document.problems)
    faulty: set[Path] = set()
    uncertain: frozenset[Problem] = frozenset()
    if document.root is not None:
        refused = dict(islice(_refusals(document, skjema, coerced.data, coerced.judged), MAX_PROBLEMS))
        astray = set(_astray(document, skjema, refused))
        uncertain = frozenset(refused[path] for path in astray)
        faulty = {*refused, *(path for path, p in coerced.problems if p.grad is Grad.FEIL)} - astray
        missing = {path for path in refused if document.node(path) is None}
        shown = set(_shown(document))
        broken = {p.linje for p in document.problems if p.grad is Grad.FEIL and p.linje}
        there = {path: p for path, p in refused.items() if path not in missing}
        stops = {**{path: p for path, p in coerced.problems if p.grad is Grad.FEIL}, **there}
        titles = _titles(document, skjema) if document.problems else {}
        problems = [_to_paste(_named(problem, document, titles), stops, skjema) for problem in document.problems]
        problems += [p for p in there.values() if p.linje not in broken]
        problems += [refused[path] for path in missing if (len(path) > 1, path[-1]) not in shown]
        problems += [
            problem for path, problem in coerced.problems if path not in refused and problem.linje not in broken
        ]
    failed = document.root is None or bool(stopping(problems))
    told = tuple(_few([*problems, *texts], document.fil))
    if not failed:
        return Judged(coerced.data, told)
    pasted = {p.forslag.partition("\n")[0] for p in stopping(problems)}
    meant = {split_line(line).name for line in pasted}  # misspelt, it stands there all the same
    wrong = frozenset({*(str(path[0]) for path in faulty if path), *meant})
    misread = bool(stopping(document.problems))  # what then stands where, nobody knows
    if misread or () in faulty or not isinstance(coerced.data, dict):
        return Judged(None, told, None, wrong, uncertain)
    return Judged(None, told, {key: coerced.data[key] for key in coerced.data if key not in wrong}, wrong, uncertain)


def _titles(document: Document, skjema: Skjema) -> Mapping[int, str]:
    """Return the title of the field that begins on each line."""
    titles: dict[int, str] = {}
    for path, node in walk(document.root):
        if isinstance(node, Fields):
            for key, scalar in node.keys.items():
                titles.setdefault(scalar.place.line, skjema.title((*path, key)))
        elif isinstance(node, Scalar) and path and isinstance(path[-1], int):
            titles.setdefault(node.place.line, skjema.title(path))
    return titles


def _named(problem: Problem, document: Document, titles: Mapping[int, str]) -> Problem:
    """Return a problem of a line with the title of the field it stands in, where the tree knows it."""
    line = problem.linje
    further_in = document.line(line)[:1] in ("", " ")
    if line not in titles and line and further_in and not split_line(document.line(line)).key:  # it goes on from above
        line = max((known for known in titles if known < line), default=0)
    return replace(problem, felt=titles[line]) if titles.get(line) else problem


def _astray(document: Document, skjema: Skjema, refused: Iterable[Path]) -> Iterator[Path]:
    """Yield where a text that should name a post has not the form of an id: the rules know which it may be."""
    for path in refused:
        node = document.node(path)
        if "x-referanse" in skjema.part(path) and isinstance(node, Scalar) and node.value.strip():
            yield path


def _refusals(document: Document, skjema: Skjema, data: object, judged: set[Path]) -> Iterator[tuple[Path, Problem]]:
    """Yield what the schema refuses, once for each path: the first word is the gravest."""
    if skjema.approves(data):
        return
    seen: set[Path] = set(judged)
    for error in skjema.validator.iter_errors(data):
        for path, problem in explain(document, skjema, error):
            if path not in seen:
                seen.add(path)
                yield path, problem


def _to_paste(problem: Problem, refused: Mapping[Path, Problem], skjema: Skjema) -> Problem:
    """Return a problem as it is, or, where the schema would refuse its line to paste, with what the schema says.

    The schema says it alone where it wants a word of a list, or no text: how to write one is no help then.
    """
    if problem.grad is not Grad.FEIL or not problem.forslag:
        return problem
    there = [(path, other) for path, other in refused.items() if other.linje == problem.linje]
    if len(there) != 1:
        return replace(problem, forslag="") if there else problem
    path, other = there[0]
    part = skjema.part(path)
    alone = "enum" in part or part.get("type") != "string"
    return replace(
        problem, melding=other.melding if alone else f"{problem.melding} {other.melding}", forslag=other.forslag
    )


def _shown(document: Document) -> Iterator[tuple[bool, str]]:
    """Yield the fields of lines that are proposed already: whether it is further in, and its name.

    Such a field is there, only not as YAML reads it.
    """
    for problem in document.problems:
        for line in problem.forslag.splitlines():
            parts = split_line(line)
            if parts.key:
                yield bool(parts.indent or parts.dash), parts.name


def _few(problems: list[Problem], fil: str) -> list[Problem]:
    """Return the problems in order, and how many more there are when they are very many: as grave as the gravest."""
    ordered = sorted(problems, key=lambda problem: problem.key)
    rest = ordered[MAX_PROBLEMS:]
    if not rest:
        return ordered
    grad = min((problem.grad for problem in rest), key=list(Grad).index)
    count = f"{len(rest)} problemer" if len(rest) > 1 else "ett problem"
    more = Problem(fil, 0, 0, "", grad, f"Det er {count} til i filen. Rett disse først.")
    return [more, *ordered[:MAX_PROBLEMS]]
