"""What YAML could not read, in Norwegian, with a line that it can.

YAML stops at the first fault and says so in English, often a line too late. Here each likely meaning of the
line is tried: the one that lets YAML read on is the one proposed, and the rest of the file is read with it,
so that all faults are told at once and every proposed line is known to work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from math import inf
from typing import Any, NamedTuple

import yaml

from generator.problem import Grad, Problem
from generator.reading.lines import Line, quoted, split_line, stands_wrong, structure
from generator.reading.mending import AN_ITEM

MAX_FAULTS = 20
BUDGET = 400_000
"""How many characters may be read again in search of a better line; a tenth of it without libyaml."""

REACH = 20
"""How many lines back a quotation mark is looked for that was never closed."""

LONGEST_OF_TWO = 500
"""A longer line is not looked through for a second field: the search takes the square of its length."""

STEP = 2
"""How much further in fields stand than what they belong to."""

_UNCLOSED = re.compile(r"""(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$""")
_TWO = re.compile(
    r"""(?:(?P<text>"[^"]*")[,;]?\s*|(?P<word>[^"'\[{|>]*?)[,;]?\s+)(?P<key>[a-z_]+):(?:\s+(?P<second>\S.*)|\s*)"""
)
_STRAY = re.compile(r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[.*\]|\{.*\})\s*(?P<sign>[,;.])\s*""")
"""A whole value with a sign after it, as other languages have."""

_SIGN_NAMES = {",": "kommaet", ";": "semikolonet", ".": "punktumet"}

_ONE_TEXT = re.compile(r'"[^"\\]*"')
_SEVERAL = re.compile(rf"{_ONE_TEXT.pattern}(?:\s*[,;]\s*{_ONE_TEXT.pattern})+\s*[,;]?")
"""Several texts after each other."""

_ONE_TOO_MANY = re.compile(r"""(?P<value>"[^"\\]*"|'[^']*')["']""")
_DOUBLED = ('""', "''")
_BOTH = re.compile(r"""(?:'(?=.*"$)|"(?=.*'$)|""(?=.*""$)|''(?=.*''$))(?P<text>[^'"\\]+)["']{1,2}""")
"""A text with one quotation mark before it and another after, or two of each."""

_AFTER_SIGN = re.compile(r"(?P<sign>[|>])[ ]*(?P<text>[^\W\d_].*)")
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
    forslag: str | None = None
    """What to paste, when it is not the line."""


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
    """Return how far YAML came, as a line from 0; the end of the file counts as beyond all lines.

    A text in quotation marks that never ends takes the rest of the file with it: YAML came to where it begins.
    """
    context = getattr(error, "context_mark", None)
    endless = "end of stream" in str(getattr(error, "problem", "")) and "quoted" in str(getattr(error, "context", ""))
    return int(context.line) if endless and context is not None else min(_mark(error)[0], count)


def _problem(fix: _Fix, typed: str, syntax: Syntax) -> Problem:
    parts = split_line(typed)
    felt = syntax.titler.get(parts.name, "")
    column = len(parts.indent) + 1
    forslag = fix.line if fix.forslag is None else fix.forslag
    return Problem(syntax.fil, fix.at + 1, column, felt, Grad.FEIL, fix.message, forslag)


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
    colon = [index for index in earlier[-1:] if _is_unfinished(split_line(lines[index]), titler)]
    seen: set[int] = set()
    for index in [*begun, *unclosed, *colon, line, *earlier[-1:], *([context.line] if context is not None else [])]:
        if index in seen or index >= len(lines) or not lines[index].strip():
            continue
        seen.add(index)
        parts = split_line(lines[index])
        yield from _two_fields(index, parts, titler)
        yield from _inner_field(index, parts, titler, _under(lines, index))
        yield from _block(index, parts, _under(lines, index))
        yield from _first_item(index, parts, _under(lines, index))
        yield from _items(index, parts)
        if parts.key or parts.dash:
            for value, message in _values(parts):
                yield _Fix(index, parts.write(value), message)
        yield from _first_line(lines, index)
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
        yield quoted(value[:-1].rstrip() if value.count('"') == 1 and value.endswith('"') else value), message
    whole = value[:-1].rstrip() if value.count('"') == 1 and value.endswith('"') else value  # the one before it is gone
    if ": " in value or value.endswith(":"):
        yield quoted(whole), "Det er kolon inne i teksten, og da må hele teksten stå i anførselstegn."
    if value[0] not in "'\"" + _CURLY + _SIGNS:
        yield quoted(whole), "Hele teksten må stå i anførselstegn."


def _quotes(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a text with a fault in its quotation marks may have been meant to be."""
    if found := _ONE_TOO_MANY.fullmatch(value):
        yield found["value"], "Det står et anførselstegn for mye på slutten."
    if found := _BOTH.fullmatch(value):
        told = "Anførselstegnet på slutten er et annet enn det foran."
        yield quoted(found["text"]), "Det står to anførselstegn på hver side." if value[:2] in _DOUBLED else told
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


def _is_unfinished(parts: Line, titler: Mapping[str, str]) -> bool:
    """Tell whether a line is a known field without its colon, or nothing but the beginning of its name."""
    return _without_colon(parts, titler) is not None or _is_cut_off(parts, titler)


def _is_cut_off(parts: Line, titler: Mapping[str, str]) -> bool:
    """Tell whether a line is nothing but the beginning of the name of a known field."""
    cut = not parts.key and re.fullmatch(r"[a-z_]{3,}", parts.value)
    return bool(cut) and any(key.startswith(parts.value) for key in titler)


def _under(lines: tuple[str, ...], index: int) -> str:
    """Return how far in the lines that belong to a line stand; nothing where there are none."""
    parts = split_line(lines[index])
    following = (line for line in lines[index + 1 :] if line.strip() and not line.lstrip().startswith("#"))
    below = split_line(next(following, "")).indent
    return below if len(below) > len(parts.indent + parts.dash) else ""


def _two_fields(index: int, parts: Line, titler: Mapping[str, str]) -> Iterator[_Fix]:
    """Yield a line that holds known fields after its own as one each; the rest of the file is read without them."""
    fields = list(_split(parts, titler)) if parts.key else []
    if len(fields) > 1 and split_line(parts.value).name not in titler:
        count = "to" if len(fields) == len("12") else "flere"
        message = f"Her står {count} felt på samme linje. Skriv hvert felt på sin egen linje."
        read = fields[-1] if split_line(fields[-1]).opens else fields[0]  # what is under it is read with it
        yield _Fix(index, read, message, "\n".join(fields))


def _split(parts: Line, titler: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each known field in a line, the first where it stands."""
    found = _TWO.fullmatch(parts.value) if len(parts.value) <= LONGEST_OF_TWO else None
    if found and found["key"] in titler:
        yield parts.write(_text_of(found["text"] or found["word"]))
        yield from _split(Line(" " * len(parts.indent + parts.dash), "", found["key"], found["second"] or ""), titler)
    else:
        yield parts.write(_text_of(parts.value) if parts.value else "")


def _inner_field(index: int, parts: Line, titler: Mapping[str, str], under: str) -> Iterator[_Fix]:
    """Yield a line where a field stands after another's colon as the field it is, on a line of its own.

    Where there are others ``under`` it, they are read without it.
    """
    inner = split_line(parts.value)
    if parts.key and inner.key and not inner.dash and inner.name in titler and inner.value:
        head = f"{parts.indent}{parts.dash}{parts.key}:"
        indent = under or " " * (len(parts.indent + parts.dash) + 2)
        message = f"Feltet «{inner.name}» må stå på linjen under «{parts.name}», med innrykk."
        fields = list(_split(Line(indent, "", inner.name, inner.value), titler))
        line = head if under else f"{head} {{{', '.join(field.strip() for field in fields)}}}"
        yield _Fix(index, line, message, "\n".join([head, *fields]))


def _block(index: int, parts: Line, under: str) -> Iterator[_Fix]:
    """Yield a text that begins right after ``|`` or ``>``: on the line under it, or without the sign.

    Where there are lines ``under`` it, they are read without what stands after the sign.
    """
    found = _AFTER_SIGN.fullmatch(parts.value)
    if found is None or not parts.key:
        return
    sign, text = found["sign"], found["text"]
    if under:
        message = f"Etter tegnet {sign} må teksten begynne på linjen under, med innrykk."
        yield _Fix(index, parts.write(sign), message, f"{parts.write(sign)}\n{under}{text}")
    else:
        message = f"Tegnet {sign} er bare for tekst på flere linjer. Skriv teksten uten."
        yield _Fix(index, parts.write(quoted(text)), message)


def _first_item(index: int, parts: Line, under: str) -> Iterator[_Fix]:
    """Yield the first item of a list that goes on ``under`` it as an item there; the others are read without it."""
    if under and parts.key and parts.value.startswith("- "):
        item = _text_of(parts.value[2:].strip())
        message = "Et punkt i en liste kan ikke stå rett etter kolonet. Det må stå på linjen under."
        yield _Fix(index, parts.write(""), message, f"{parts.write('')}\n{under}- {item}")


def _items(index: int, parts: Line) -> Iterator[_Fix]:
    """Yield several texts on a line as the list they are; as items, the rest of the file is read with the first."""
    if not _SEVERAL.fullmatch(parts.value):
        return
    items, told = _ONE_TEXT.findall(parts.value), "Her står flere punkter på samme linje."
    if parts.key:
        yield _Fix(index, parts.write(f"[{', '.join(items)}]"), f"{told} Sett [ og ] rundt dem.")
    elif parts.dash:
        forslag = "\n".join(map(parts.write, items))
        yield _Fix(index, parts.write(items[0]), f"{told} Skriv hvert punkt på sin egen linje.", forslag)


def _text_of(value: str) -> str:
    """Return a value for a line to paste: in quotation marks, unless it has some or is a list."""
    return value if value[:1] in ('"', "'", "[", "{") else quoted(value)


def _first_line(lines: tuple[str, ...], index: int) -> Iterator[_Fix]:
    """Yield the line that begins the fields around a line, where that is the one that stands wrong."""
    told = [(at, split_line(line)) for at, line in structure(lines)]
    above, below = [line for line in told if line[0] < index], [line for at, line in told if at > index]
    here, shallowest = split_line(lines[index]), inf
    for number in range(len(above) - 1, -1, -1):
        at, first = above[number]
        opener = above[number - 1][1] if number else None
        if first.depth < shallowest and (opener is None or opener.opens):
            indent = _astray(first, opener, here, below)
            if indent is not None:
                yield _Fix(at, " " * indent + lines[at].lstrip(" "), stands_wrong("under", indent))
        shallowest = min(shallowest, first.depth)


def _astray(first: Line, opener: Line | None, here: Line, below: list[Line]) -> int | None:
    """Return how far in the first of some fields should stand; None where it does not stand wrong.

    It does where the next of them (``here``) stands otherwise, and those ``below`` stand as that one does. What
    begins a list item stands as the other items do.
    """
    parent = len(opener.indent) if opener else -STEP
    wanted = len(here.indent) - len(first.dash)
    if not first.key or here.dash or wanted == len(first.indent) or wanted + bool(first.dash) <= parent:
        return None
    block = takewhile(lambda line: line.depth > parent, below)
    others = {len(line.indent) for line in block if bool(line.dash) == bool(first.dash)}
    level = {indent for indent in others if indent <= wanted}
    agreed = wanted in level or wanted == parent + STEP
    return wanted if agreed and len(first.indent) not in level else None


def _dash_gone(lines: tuple[str, ...], index: int, last: Line) -> Iterator[_Fix]:
    """Yield the first line under a field as the item that it is beside the others under it."""
    parts = split_line(lines[index])
    following = split_line(next((text for at, text in structure(lines) if at > index), ""))
    if last.opens and not parts.key and not parts.dash and following.is_item and following.indent == parts.indent:
        yield _Fix(index, Line(parts.indent, "- ", "", "", parts.comment).write(_text_of(parts.value)), AN_ITEM)


def _whole_lines(lines: tuple[str, ...], index: int, titler: Mapping[str, str]) -> Iterator[_Fix]:
    """Yield other ways to write a line as a whole: its colon, its indentation."""
    line = lines[index]
    parts = split_line(line)
    if found := _without_colon(parts, titler):
        value = found["value"].strip()
        fixed = Line(parts.indent, parts.dash, found["key"], "", parts.comment).write(_text_of(value) if value else "")
        yield _Fix(index, fixed, f"Det mangler kolon etter «{found['key']}».")
    elif _is_cut_off(parts, titler):
        message = f"«{parts.value}» er ikke noe felt. Skriv navnet ferdig, med kolon og en verdi, eller slett linjen."
        yield _Fix(index, "", message, "")
    earlier = [split_line(text) for _, text in structure(lines[:index])]
    last = earlier[-1] if earlier else Line()
    yield from _dash_gone(lines, index, last)
    if last.is_item and not parts.key and not parts.dash:
        item = Line(last.indent, last.dash, "", "", parts.comment).write(_text_of(parts.value))
        yield _Fix(index, item, AN_ITEM)
    elif not parts.key and not parts.dash and last.value:
        deeper = f"{last.indent}  {line.strip()}"
        yield _Fix(index, deeper, "Linjen hører til teksten over, og må ha innrykk.")
    if not (parts.key or parts.dash):
        return
    if not parts.dash and parts.name not in titler and last.is_open_text and len(parts.indent) > len(last.indent):
        message = "Linjen hører til teksten over, og der kan det ikke stå kolon. Skriv alt på én linje i anførselstegn."
        yield _Fix(index, "", message, "")
    if parts.dash and parts.name in titler:
        plain = Line(parts.indent, "", parts.key, parts.value, parts.comment).write(parts.value)
        yield _Fix(index, plain, f"Det skal ikke stå strek foran feltet «{parts.name}».")
    opens = [f"{last.indent}  "] if last.key and not last.value else []
    beside = [" " * len(last.indent + last.dash)] if last.key and not parts.dash else []
    indents = dict.fromkeys([*opens, *beside, *(above.indent for above in reversed(earlier))])
    for indent in indents:
        if indent != parts.indent:
            yield _Fix(index, indent + line.strip(), stands_wrong("over", len(indent)))
