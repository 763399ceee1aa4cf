"""What YAML could not read, in Norwegian, with a line that it can.

YAML stops at the first fault and says so in English, often a line too late. Here each likely meaning of the
line is tried: the one that lets YAML read on is the one proposed, and the rest of the file is read with it,
so that all faults are told at once and every proposed line is known to work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from generator.problem import Grad, Problem
from generator.reading.rawtext import Line, quoted, split_line, structure

MAX_FAULTS = 20
BUDGET = 400_000
"""How many characters may be read again in search of a better line; a tenth of it without libyaml."""

REACH = 20
"""How many lines back a quotation mark is looked for that was never closed."""

LONGEST_OF_TWO = 500
"""A longer line is not looked through for a second field: the search takes the square of its length."""

_UNCLOSED = re.compile(r"""(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$""")
_TWO = re.compile(r"""(?P<first>"[^"]*"|[^"'\[{|>]*?)[,;]?\s+(?P<key>[a-z_]+):\s+(?P<second>\S.*)""")
_STRAY = re.compile(r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[.*\]|\{.*\})\s*(?P<sign>[,;.])\s*""")
"""A whole value with a sign after it, as other languages have."""

_SIGN_NAMES = {",": "kommaet", ";": "semikolonet", ".": "punktumet"}

_ONE_TOO_MANY = re.compile(r"""(?P<value>"[^"\\]*"|'[^']*')["']""")
_CURLY = "“”„‟‘’‚"
_SIGNS = "@%`*&!|>[]{},?"


@dataclass(frozen=True, slots=True)
class Syntax:
    """What the explanations need to know: the file, the title of each known key, YAML's reader."""

    fil: str
    titler: Mapping[str, str]
    loader: type[Any]


class _Fix(NamedTuple):
    """One possible meaning: which line (from 0), what it should be, and why."""

    at: int
    line: str
    message: str
    forslag: str = ""
    """What to paste, when it is more than the line."""


def repair(lines: tuple[str, ...], error: yaml.YAMLError, syntax: Syntax) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the lines mended until YAML reads them, and what was wrong; no lines when it never does."""
    problems: list[Problem] = []
    budget = BUDGET if syntax.loader is not yaml.BaseLoader else BUDGET // 10
    fault: yaml.YAMLError | None = error
    while fault is not None:
        at = _fault_line(fault, len(lines))
        for fix in _fixes(lines, fault, syntax.titler):
            budget -= sum(map(len, lines)) + len(lines)
            if budget < 0 or len(problems) >= MAX_FAULTS:
                return (), [*problems, _unexplained(lines, fault, syntax)]
            tried = (*lines[: fix.at], fix.line, *lines[fix.at + 1 :])
            left = first_fault(tried, syntax.loader)
            if left is None or _fault_line(left, len(lines)) > at:
                problems.append(_problem(fix, lines[fix.at], syntax))
                lines, fault = tried, left
                break
        else:
            return (), [*problems, _unexplained(lines, fault, syntax)]
    return lines, problems


def events(text: str, loader: type[Any]) -> Iterator[yaml.Event]:
    """Yield YAML's events, to the last; raise only ``yaml.YAMLError``."""
    reader = loader(text)
    try:
        while (event := reader.get_event()) is not None:
            yield event
    finally:
        reader.dispose()


def first_fault(lines: tuple[str, ...], loader: type[Any]) -> yaml.YAMLError | None:
    """Return what YAML stumbles on first, or None."""
    try:
        for _event in events("\n".join(lines), loader):
            pass
    except yaml.YAMLError as error:
        return error
    return None


def _mark(error: yaml.YAMLError) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None)
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _fault_line(error: yaml.YAMLError, count: int) -> int:
    """Return how far YAML came, as a line from 0; the end of the file counts as beyond all lines."""
    return min(_mark(error)[0], count)


def _problem(fix: _Fix, typed: str, syntax: Syntax) -> Problem:
    parts = split_line(typed)
    felt = syntax.titler.get(parts.name, "")
    column = len(parts.indent) + 1
    return Problem(syntax.fil, fix.at + 1, column, felt, Grad.FEIL, fix.message, fix.forslag or fix.line)


def _unexplained(lines: tuple[str, ...], error: yaml.YAMLError, syntax: Syntax) -> Problem:
    """Return the last resort: the line where YAML stopped, and what it usually is."""
    line, column = _mark(error)
    context = getattr(error, "context_mark", None)
    if line >= len(lines) or not lines[line].strip():
        line, column = (context.line, context.column) if context is not None else (max(0, len(lines) - 1), 0)
    line = min(line, len(lines) - 1)
    shown = lines[line].strip()[:60]
    message = (
        f"Vi forstår ikke «{shown}». Se etter anførselstegn, kolon eller innrykk som mangler, her eller på linjen over."
    )
    felt = syntax.titler.get(split_line(lines[line]).name, "")
    return Problem(syntax.fil, line + 1, column + 1, felt, Grad.FEIL, message)


def _fixes(lines: tuple[str, ...], error: yaml.YAMLError, titler: Mapping[str, str]) -> Iterator[_Fix]:
    """Yield the likely meanings, the likeliest line first: where it began, where it stopped, the above."""
    line = _mark(error)[0]
    context = getattr(error, "context_mark", None)
    begun = [context.line] if context is not None and "scalar" in str(getattr(error, "context", "")) else []
    earlier = [index for index, _ in structure(lines[: min(line, len(lines))])]
    unclosed = [index for index in earlier[-REACH:] if _UNCLOSED.match(split_line(lines[index]).value)][-1:]
    colon = [index for index in earlier[-1:] if _without_colon(split_line(lines[index]), titler)]
    seen: set[int] = set()
    for index in [*begun, *unclosed, *colon, line, *earlier[-1:], *([context.line] if context is not None else [])]:
        if index in seen or index >= len(lines) or not lines[index].strip():
            continue
        seen.add(index)
        parts = split_line(lines[index])
        yield from _two_fields(index, parts, titler)
        yield from _inner_field(index, parts, titler)
        if parts.key or parts.dash:
            for value, message in _values(parts):
                yield _Fix(index, parts.write(value), message)
        yield from _whole_lines(lines, index, titler)


def _values(parts: Line) -> Iterator[tuple[str, str]]:
    """Yield other ways to write the value of one line."""
    value = parts.value.strip()
    if not value:
        return
    if stray := _STRAY.fullmatch(value):
        yield stray["value"], f"Det skal ikke stå noe etter verdien. Ta bort {_SIGN_NAMES[stray['sign']]} på slutten."
    if value[0] in "'\"":
        yield from _quotes(value)
    if value[0] in _CURLY:
        yield quoted(value.strip(_CURLY)), "Anførselstegnene er krøllete. Bruk rette anførselstegn."
    if parts.key and value.startswith("- "):
        item = value[2:].strip().strip("\"'")
        message = "Et punkt i en liste kan ikke stå rett etter kolonet. Er det ingen liste, ta bort streken."
        yield f"[{quoted(item)}]", message
    if value[0] in "[{" and (end := {"[": "]", "{": "}"}[value[0]]) not in value:
        yield value.rstrip(", ") + end, f"Det mangler {end} på slutten."
    if value[0] in _SIGNS:
        message = f"Teksten begynner med {value[0]}, og da må hele teksten stå i anførselstegn."
        yield quoted(value), message
    if ": " in value or value.endswith(":"):
        yield quoted(value), "Det er kolon inne i teksten, og da må hele teksten stå i anførselstegn."
    if value[0] not in "'\"" + _CURLY + _SIGNS:
        yield quoted(value), "Hele teksten må stå i anførselstegn."


def _quotes(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a text with a fault in its quotation marks may have been meant to be."""
    if found := _ONE_TOO_MANY.fullmatch(value):
        yield found["value"], "Det står et anførselstegn for mye på slutten."
    sign = value[0]
    inner = value[1:-1] if len(value) > 1 and value.endswith(sign) else value[1:]
    text = inner.replace("''", "'") if sign == "'" else inner.replace('\\"', '"')
    if len(value) == 1 or not value.endswith(sign):
        if sign in value[1:]:
            message = "Det står tekst etter anførselstegnet på slutten. Sett hele teksten i anførselstegn."
            yield quoted(value), message
        yield quoted(text.rstrip()), "Det mangler et anførselstegn på slutten."
        return
    if sign == '"' and "\\" in inner:
        yield quoted(text), "Tegnet \\ må skrives to ganger i en tekst med anførselstegn."
    yield quoted(text), "Det er et anførselstegn inne i teksten. Skriv det slik det står under."


def _without_colon(parts: Line, titler: Mapping[str, str]) -> re.Match[str] | None:
    """Return the field and the value of a line that is a known field but for its colon."""
    found = None if parts.key else re.match(r"(?P<key>[a-z_]+)[ ]*[=;]?[ ]*(?P<value>.*)$", parts.value)
    return found if found and found["key"] in titler else None


def _two_fields(index: int, parts: Line, titler: Mapping[str, str]) -> Iterator[_Fix]:
    """Yield a line that holds a known field after its own as two; the rest of the file is read without the second."""
    short = len(parts.value) <= LONGEST_OF_TWO
    found = _TWO.fullmatch(parts.value) if short and parts.key and not parts.dash else None
    if found and found["key"] in titler:
        first = parts.write(_text_of(found["first"]))
        second = Line(parts.indent, "", found["key"]).write(_text_of(found["second"]))
        message = "Her står to felt på samme linje. Skriv hvert felt på sin egen linje."
        yield _Fix(index, first, message, f"{first}\n{second}")


def _inner_field(index: int, parts: Line, titler: Mapping[str, str]) -> Iterator[_Fix]:
    """Yield a line where a field stands after another's colon as the field it is, on a line of its own."""
    inner = split_line(parts.value)
    if parts.key and inner.key and not inner.dash and inner.name in titler and inner.value:
        value = _text_of(inner.value)
        head = f"{parts.indent}{parts.dash}{parts.key}:"
        under = " " * (len(parts.indent + parts.dash) + 2)
        message = f"Feltet «{inner.name}» må stå på linjen under «{parts.name}», med innrykk."
        yield _Fix(index, f"{head} {{{inner.name}: {value}}}", message, f"{head}\n{under}{inner.name}: {value}")


def _text_of(value: str) -> str:
    """Return a value for a line to paste: in quotation marks, unless it has some or is a list."""
    return value if value[:1] in ('"', "'", "[", "{") else quoted(value)


def _whole_lines(lines: tuple[str, ...], index: int, titler: Mapping[str, str]) -> Iterator[_Fix]:
    """Yield other ways to write a line as a whole: its colon, its indentation."""
    line = lines[index]
    parts = split_line(line)
    if found := _without_colon(parts, titler):
        value = found["value"].strip()
        fixed = Line(parts.indent, "", found["key"], comment=parts.comment).write(_text_of(value) if value else "")
        yield _Fix(index, fixed, f"Det mangler kolon etter «{found['key']}».")
    earlier = [split_line(text) for _, text in structure(lines[:index])]
    last = earlier[-1] if earlier else Line()
    if not parts.key and not parts.dash and last.value:
        deeper = f"{last.indent}  {line.strip()}"
        yield _Fix(index, deeper, "Linjen hører til teksten over, og må ha innrykk.")
    if not (parts.key or parts.dash):
        return
    opens = [f"{last.indent}  "] if last.key and not last.value else []
    indents = dict.fromkeys([*opens, *(above.indent for above in reversed(earlier))])
    for indent in indents:
        if indent != parts.indent:
            fixed = indent + line.strip()
            spaces = {0: "ingen mellomrom", 1: "ett mellomrom"}.get(len(indent), f"{len(indent)} mellomrom")
            message = f"Innrykket stemmer ikke med linjene over. Her skal det være {spaces} foran."
            yield _Fix(index, fixed, message)
