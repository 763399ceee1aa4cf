"""What a pull request comes to: its problems, and what it changes for readers. ``make rapport BASE=…``.

Runs on the pull request's own files, without any right to write. The comment is written by another job,
which reads the report as mere data.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.editing import changes as editing
from generator.editing.revisions import changed_files, parse_range, read_revision
from generator.github.filer import outdated
from generator.load import load
from generator.place import Sted, UsageError, answered, find
from generator.problem import Grad, Problem

FIL = "rapport.json"


@dataclass(frozen=True, slots=True)
class Rapport:
    """The problems that concern the change, the sentences, what is stale."""

    problemer: tuple[Problem, ...]
    endringer: tuple[str, ...] | None
    eldre: bool

    def as_json(self) -> str:
        """Return the report as text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def report(sted: Sted, base: str) -> Rapport:
    """Judge everything; keep every FEIL, and the rest where it is about a file that was changed."""
    lest = load(sted.rot, sted.i_dag)
    changed = changed_files(base, sted.rot)
    near = tuple(p for p in lest.problemer if p.grad is Grad.FEIL or p.fil in changed)
    return Rapport(near, changes(sted.rot, base), bool(outdated(sted.rot, lest)))


def changes(rot: Path, base: str) -> tuple[str, ...] | None:
    """Return what «tiltak endringer» says, a sentence a line; None where it cannot tell."""
    try:
        a, b = parse_range(f"{base}..HEAD", rot)
    except UsageError:
        return None
    return tuple(endring.setning for endring in editing.changes(read_revision(a, rot), read_revision(b, rot)))


def main(argv: list[str]) -> int:
    """Write the report: the base as first word, the folder as second. Always 0: another step stops."""
    if len(argv) != 2:  # noqa: PLR2004 - the base and the folder
        raise UsageError("Skriv hva det skal sammenlignes med, og mappen rapporten skal ligge i.")
    base, til = argv
    sted = find(Path.cwd())
    folder = Path(til)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FIL).write_text(report(sted, base).as_json(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(answered(lambda: main(sys.argv[1:])))
