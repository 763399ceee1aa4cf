"""A problem of the post that a row would become -> a doubt about the cell it comes from.

The post is a text that nobody has written, so its lines and its YAML help no one. What is proposed is tried in that
text: the cell that then holds something else is the cell to mend, and what it holds is what to write in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.editing.flat import cell, get
from generator.editing.importing import Rad
from generator.editing.sheet import Tvil
from generator.judging.coerce import coerce
from generator.judging.skjema import Skjema
from generator.problem import Grad, Problem, stopping
from generator.reading.lines import indentation
from generator.reading.nodes import Document, Path, Scalar, walk
from generator.reading.yamlfile import read


def in_cells(problems: Iterable[Problem], rad: Rad, skjema: Skjema) -> Iterator[tuple[Problem, Tvil | None]]:
    """Yield problems of a row's post, each with a doubt about one cell; with None where the row has no cell for it."""
    post = _Post(rad, skjema)
    places = [(problem, post.column(problem)) for problem in problems]
    for problem, at in places:
        if at is None:
            yield problem, None
            continue
        same = [other for other, there in places if there == at]
        stuck = any(other.grad is Grad.FEIL and not other.forslag for other in same)
        forslag = "" if stuck else post.proposal(at, problem, same)
        yield problem, Tvil(rad.nummer, at + 1, rad.kolonner[at].navn, problem.grad, problem.melding, forslag)


class _Post:
    """The post a row would become: what each cell holds, and would hold if a problem were mended."""

    def __init__(self, rad: Rad, skjema: Skjema) -> None:
        self.text, self.fil, self.kolonner, self.skjema = rad.tekst, rad.fil, rad.kolonner, skjema
        self.document = self._read(self.text)
        self.data = coerce(self.document, skjema).data

    def column(self, problem: Problem) -> int | None:
        """Return the column a problem is about: the one its proposal would change, else the one that holds its line."""
        changed = self._changed(self._mended([problem])) if problem.forslag else []
        if len(changed) == 1:
            return changed[0]
        path = _path_at(self.document, problem.linje)
        return next((at for at, column in self.kolonner.items() if path[: len(column.path)] == column.path), None)

    def proposal(self, at: int, problem: Problem, same: Iterable[Problem]) -> str:
        """Return what to write in a cell so that a problem, and as far as can be all of the same cell, is gone."""
        proposed = [other for other in same if other.forslag and other is not problem]
        data = self._mended([*proposed, problem]) if problem.forslag else self.data
        text = cell(get(data, self.kolonner[at].path)) if at in self._changed(data) else ""
        return "" if "\n" in text else text

    def _changed(self, data: Any) -> list[int]:  # noqa: ANN401 - any data
        """Return the columns that hold something else in other data."""
        return [at for at, column in self.kolonner.items() if get(data, column.path) != get(self.data, column.path)]

    def _mended(self, problems: Iterable[Problem]) -> Any:  # noqa: ANN401 - any data
        """Return the data with what is proposed: of two lines for one place the last; as it is if it reads badly."""
        lines = self.text.split("\n")
        for problem in sorted(problems, key=lambda problem: problem.linje or len(lines), reverse=True):
            at = problem.linje or len(lines)
            further_in = not problem.linje or indentation(problem.forslag) > indentation(lines[at - 1])
            lines[at if further_in else at - 1 : at] = problem.forslag.split("\n")
        document = self._read("\n".join(lines))
        return self.data if stopping(document.problems) else coerce(document, self.skjema).data

    def _read(self, text: str) -> Document:
        return read(text.encode(), self.fil, self.skjema.titler, self.skjema.under)


def _path_at(document: Document, line: int) -> Path:
    """Return the way to what stands on a line; to the file as a whole where nothing does."""
    found: Path = ()
    for path, node in walk(document.root):
        first = document.key_place(path).line
        if first <= line <= (node.end.line if isinstance(node, Scalar) else first):
            found = path
    return found
