"""Problems -> text, as people, GitHub or a program want it. A format is a function; the caller prints."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.problem import Grad, Problem
from generator.reading.lines import indentation

NOT_BUILT = "Nettstedet er ikke bygget. Det forrige nettstedet er urørt."
"""What is said after the problems that stopped a build."""

_LEVELS = {Grad.FEIL: "error", Grad.ADVARSEL: "warning", Grad.MANGLER: "notice"}


def as_text(problemer: Iterable[Problem]) -> str:
    """Return the problems for people: grade, file, line, field; what is wrong; what to write instead."""
    return "\n\n".join(map(_paragraph, problemer))


def as_github(problemer: Iterable[Problem]) -> str:
    """Return the problems as workflow commands: GitHub shows each on its line of the pull request."""
    return "\n".join(map(_annotation, problemer))


def as_json(problemer: Iterable[Problem]) -> str:
    """Return the problems as one JSON array. What belongs to a whole file stands on its first line, as in editors."""
    fields = ("fil", "linje", "kolonne", "felt", "grad", "melding", "forslag")
    whole = ({field: getattr(problem, field) for field in fields} for problem in problemer)
    rows = [{**row, "linje": max(1, row["linje"]), "kolonne": max(1, row["kolonne"])} for row in whole]
    return json.dumps(rows, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "tekst": as_text,
    "github": as_github,
    "json": as_json,
}


def summary(problemer: Sequence[Problem], filer: int) -> str:
    """Return the last line: how many files were read, and how many problems of each grade there are."""
    if filer == 0:
        counted = _counted(problemer)
        return f"Ingen filer ble lest. {counted[0].upper()}{counted[1:]}."
    read = "1 fil" if filer == 1 else f"{filer} filer"
    return f"{read} lest: {_counted(problemer)}."


def _counted(problemer: Sequence[Problem]) -> str:
    counts = {grad: sum(problem.grad is grad for problem in problemer) for grad in Grad}
    if not any(counts.values()):
        return "alt i orden"
    told = {grad: str(count or "ingen") for grad, count in counts.items()}
    warnings = "advarsel" if counts[Grad.ADVARSEL] == 1 else "advarsler"
    return f"{told[Grad.FEIL]} feil, {told[Grad.ADVARSEL]} {warnings}, {told[Grad.MANGLER]} mangler"


def _paragraph(problem: Problem) -> str:
    where = f"{problem.fil}, linje {problem.linje}" if problem.linje else problem.fil
    head = f"{problem.grad}  {where}{f' – {problem.felt}' if problem.felt else ''}"
    lines = [head, f"  {problem.melding}"]
    forslag = textwrap.dedent(problem.forslag).strip()
    write = f"  Skriv{indented(problem.forslag)}:"
    if "\n" in forslag:
        lines += [write, textwrap.indent(forslag, "    ")]
    elif forslag:
        lines.append(f"{write}  {forslag}")
    return "\n".join(lines)


def indented(forslag: str) -> str:
    """Say how far in a line to paste must stand: on a screen that cannot be seen."""
    spaces = indentation(forslag)
    said = {1: "ett", 2: "to", 4: "fire", 6: "seks", 8: "åtte"}.get(spaces, str(spaces))
    return f" med {said} mellomrom foran" if spaces else ""


def _annotation(problem: Problem) -> str:
    message = problem.melding
    if problem.forslag:
        write = f"\nSkriv{indented(problem.forslag)}:"
        message += f"{write}\n{problem.forslag}" if "\n" in problem.forslag else f"{write} {problem.forslag.strip()}"
    places = {"line": problem.linje, "col": problem.kolonne} if problem.linje else {}
    known = {"file": problem.fil, **places, "title": problem.felt or str(problem.grad)}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in known.items())
    return f"::{_LEVELS[problem.grad]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
