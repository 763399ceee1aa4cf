"""Faults that are silent in YAML, or that stop it far from the place where they stand.

A tab, a hard space, ``-x`` without a space, a field that stands too far out. They are found line by line, and mended
in the text that YAML is given, so that one fault never hides the next. Line numbers stay: a mended text has as many
lines as the typed one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import groupby, takewhile

from generator.problem import Grad, Problem
from generator.reading.lines import Line, belongs_to, quoted, split_line, stands_wrong, structure
from generator.reading.signs import CONTROL, ODD, SPACES, UNSEEN, foreign, seen, space_or_nothing

AN_ITEM = "Et punkt i en liste begynner med en vanlig bindestrek (-) og et mellomrom."
TWO_IN_ONE = "Linjen --- deler filen i to. Slett den. Én fil er én post."

_TIGHT = re.compile(r"^[ ]*-[^\s-]|^[ ]*(?:- +)*[a-z_]+[ ]?:[^\s/]", re.MULTILINE)
"""A file without this has none of the faults that ``_tight`` looks for."""

LONG_DASHES, DOTS = "\u2010-\u2015\u2212", "·•‣⁃∙■▪□▫●○◦\uf0a7\uf0b7"
"""What word processors write before an item: dashes, dots, and their own signs for them."""

_DASHES = LONG_DASHES + DOTS

_BULLET = re.compile(rf"(?P<indent>[ \t\xa0]*)(?:[{_DASHES}]|\*(?=[ \t\xa0]))[ \t\xa0]*(?P<value>[^\s{_DASHES}].*)")
_BULLETS = re.compile(f"\n{_BULLET.pattern}")

_FIRST_OF_ITEM = re.compile(r"^([ ]+)- ([a-z_]+):", re.MULTILINE)
"""How far in an item of fields stands, and the key of its first field."""

_UNEVEN = re.compile(r"\n([ ]*)- .*(?=\n(?:[ ]*(?:#.*)?\n)*(?!\1-)[ ]*- )")
"""A file without this has no two items under each other that stand differently."""

_LONG_TEXTS = ("beskrivelse", "for_ansatte", "om")

_LONG = re.compile(rf"^(?P<key>{'|'.join(_LONG_TEXTS)}):(?P<sign>[ |]*)\n(?:[ ]*\n)*(?=[^\s#-])", re.MULTILINE)
"""A text of several paragraphs that does not begin further in, as it must, or with no ``|`` before it."""

_BARE = re.compile(rf"^(?P<key>{'|'.join(_LONG_TEXTS)}):[ ]*\n", re.MULTILINE)
"""A long text that does not begin beside its field, and has no ``|`` before it."""

_READ_AS_MORE = re.compile(r":(?:[ ]|$)|[ ]#")
"""What in such a text is read as a field or a comment."""

SEVERAL_LINES = "En tekst på flere linjer må ha tegnet | etter kolonet, og to mellomrom foran hver linje."

STANDS_ALONE = "alle"
"""The value that has no place among others in a list."""

_FENCE = re.compile(r"```\w*\s*")
_EMPTY = re.compile(r"[ ]*(?:\"[ ]*\"|'[ ]*')?[ ]*")
_TIGHT_DASH = re.compile(r"(?P<indent>[ ]*)-(?P<value>[^\s-].*)$")
_TIGHT_KEY = re.compile(r"(?P<head>[ ]*(?:- +)*(?P<key>[a-z_]+))[ ]?:(?P<more>:?)[: ]*(?P<value>[^\s/:].*)$")

_LEVEL = re.compile(r"^([ ]*)[a-z_]+:[ ]*(?:#.*)?\n(?:[ ]*(?:#.*)?\n)*\1[a-z_]+:", re.MULTILINE)
"""A field with nothing beside it, and another under it that stands as far out."""

_HEADED = re.compile(
    r"^(?P<indent>[ ]*)(?P<key>[a-z_]+):[ ]*(?:(?!- |[a-z_]+:[ ])[^\s#\[{].*|\[[ ]*(?:\].*)?|\{[ ]*(?:\}.*)?)\n"
    r"(?=(?:[ ]*(?:#.*)?\n)*(?P=indent)(?:[ ]*(?P<dash>-)[ ]|[ ]+(?P<inner>[a-z_]+):))",
    re.MULTILINE,
)
"""A field with a value of its own, and a list item or another field under it."""

_KEYS = re.compile(r"^([ ]*)([a-z_]+):[ ]*((?!\[\]\n(?!\1[ -]))[^\s#])?", re.MULTILINE)
"""How far in each field stands, its key, and the first sign of its value; none of an empty list with nothing under."""

Under = Mapping[str, Collection[str]]
"""Each key, and what may stand under it: the keys of fields, ``-`` for a list; for ``""`` those of the file."""


def mend(
    text: str, lines: tuple[str, ...], fil: str, titler: Mapping[str, str], under: Under
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Find the faults of single lines and mend them, keeping the number of lines."""
    mended = list(lines)
    problems: list[Problem] = []

    def tell(index: int, grad: Grad, message: str, column: int = 1) -> None:
        parts = split_line(mended[index])
        emptied = _EMPTY.fullmatch(parts.value) and not _EMPTY.fullmatch(split_line(lines[index]).value)
        forslag = "" if emptied else mended[index]
        problems.append(Problem(fil, index + 1, column, titler.get(parts.name, ""), grad, message, forslag))

    def mend_all(find: _Finder) -> None:
        for index, message, line, *paste in find("\n".join(mended), tuple(mended), titler):
            mended[index] = line
            parts = split_line(line)
            felt, forslag = titler.get(parts.name, ""), paste[0] if paste else line
            problems.append(Problem(fil, index + 1, len(parts.indent) + 1, felt, Grad.FEIL, message, forslag))

    mend_all(_bare)
    mend_all(_bullets)
    odd = ODD.search(text) is not None
    for index, line in enumerate(mended if odd else ()):
        if found := CONTROL.search(line):
            mended[index] = CONTROL.sub(space_or_nothing, line)
            tell(index, Grad.FEIL, foreign(found[0]), found.start() + 1)
    if odd or "\t" in text:
        for index, line in enumerate(mended):
            if (told := _mend_spaces(line)) is not None:
                grad, message, mended[index], column = told
                tell(index, grad, message, column)
    grouped = (partial(_flattened, under), partial(_grouped, under))
    for find in (_fences, _dividers, _undashed, *grouped, _tight, _uneven, _at_margin):
        mend_all(find)
    return tuple(mended), tuple(problems)


_Found = tuple[int, str, str] | tuple[int, str, str, str]
"""One line with a fault: its number from 0, what is wrong, the line mended and, where it is more, what to paste."""

_Finder = Callable[[str, tuple[str, ...], Mapping[str, str]], Iterator[_Found]]
"""Finds the lines with one fault in a text."""


def _bare(text: str, lines: tuple[str, ...], titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find long texts that lack their ``|``, where YAML would read something else of them."""
    for found in _BARE.finditer(text):
        first = text.count("\n", 0, found.end())
        under = [line for line in takewhile(_belongs, lines[first:]) if line.strip()]
        is_text = under and under[0].lstrip()[0] not in "\"'|>[{#-"
        if is_text and any(map(_READ_AS_MORE.search, under)) and not any(split_line(x).name in titler for x in under):
            yield first - 1, SEVERAL_LINES, f"{found['key']}: |"


def _belongs(line: str) -> bool:
    """Tell whether a line belongs to the field above."""
    return line[:1] in ("", " ")


def _bullets(text: str, lines: tuple[str, ...], titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find list items that begin with a dash or a bullet as word processors write it: YAML takes it for text."""
    if not _BULLETS.search(text):
        return
    previous = item = Line()
    for index, line in structure(lines):
        parts = split_line(line)
        if found := _BULLET.match(line):
            known = split_line(found["value"]).key in titler
            begins = previous.opens and previous.key not in _LONG_TEXTS
            if begins or previous.is_item or (known and item.dash):
                indent = found["indent"].expandtabs(2).replace("\xa0", " ") if begins else item.indent
                fixed = f"{indent}- {found['value'] if known else _text(found['value'])}"
                yield index, AN_ITEM, fixed
                parts = split_line(fixed)
        previous = parts
        item = parts if parts.dash or not parts.indent else item


def _dividers(text: str, lines: tuple[str, ...], _titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find lines that say only ``---`` after the fields have begun: what follows would be another document."""
    begun = False
    for index, line in enumerate(lines) if "\n---" in text else ():
        if line.rstrip() == "---" and begun:
            yield index, TWO_IN_ONE, ""
        begun = begun or bool(line.strip() and line[0] not in "#-")


def _fences(text: str, lines: tuple[str, ...], _titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find lines of three backticks, which are around YAML where it is shown among other text."""
    for index, line in enumerate(lines) if "```" in text else ():
        if _FENCE.fullmatch(line):
            yield index, "Tegnene ``` er ikke YAML. De følger med når en kopierer fra en chat. Slett linjen.", ""


def _undashed(text: str, lines: tuple[str, ...], _titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find the first field of a list item that has lost its dash: it stands twice in the item above then."""
    if not any(f"\n{indent}{key}:" in text for indent, key in set(_FIRST_OF_ITEM.findall(text))):
        return
    item = Line()
    for index, line in structure(lines):
        parts = split_line(line)
        if parts.dash:
            item = parts if len(parts.indent) <= len(item.indent) or not item.dash else item
        elif item.dash and (parts.indent, parts.key) == (item.indent, item.key):
            yield index, f"Streken foran mangler. {AN_ITEM}", f"{parts.indent}- {line.lstrip(' ')}"
        elif len(parts.indent) <= len(item.indent):
            item = Line()


def _mend_spaces(line: str) -> tuple[Grad, str, str, int] | None:
    """Tabs and hard spaces: FEIL where they stand for indentation, ADVARSEL elsewhere in the line."""
    parts = split_line(line)
    unseen = UNSEEN.search(line)
    column = min((at for at in (line.find("\t"), unseen.start() if unseen else -1) if at >= 0), default=-1)
    if column < 0:
        return None
    indent = parts.indent.replace("\t", "  ").replace("\xa0", " ")
    dash = re.sub(r"[\t\xa0]", " ", parts.dash)
    comment = seen(parts.comment)
    fixed = Line(indent, dash, seen(parts.key), comment=comment).write(seen(parts.value).replace("\t", " "))
    if "\t" in parts.indent:
        return Grad.FEIL, "Innrykket er laget med tabulator. Bruk mellomrom.", fixed, column + 1
    if "\xa0" in parts.indent + parts.dash:
        return Grad.FEIL, "Innrykket er laget med harde mellomrom. Bruk vanlige mellomrom.", fixed, column + 1
    if line[column] == "\t":
        return Grad.ADVARSEL, "Her står en tabulator. Bruk mellomrom.", fixed, column + 1
    message = "Her står et usynlig tegn. Ta det bort."
    if line[column] in SPACES:
        message = "Her står et usynlig tegn eller et hardt mellomrom. Bruk vanlig mellomrom."
    return Grad.ADVARSEL, message, fixed, column + 1


def _tight(text: str, lines: tuple[str, ...], titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find ``-x`` and ``navn:x`` without the space YAML needs."""
    if not _TIGHT.search(text):
        return
    previous = Line()
    for index, line in structure(lines):
        parts = split_line(line)
        in_list = bool(previous.dash) and not previous.key
        if (in_list or previous.opens) and (found := _TIGHT_DASH.match(line)):
            indent = previous.indent if in_list else found["indent"]
            fixed = f"{indent}- {_text(found['value'])}"
            yield index, "Det mangler et mellomrom etter streken.", fixed
            parts = split_line(fixed)
        elif not parts.key and (found := _TIGHT_KEY.match(line)) and found["key"] in titler:
            fixed = f"{found['head']}: {_text(found['value'])}"
            message = f"Det mangler et mellomrom etter kolonet i «{found['key']}:»."
            yield index, f"Det skal stå ett kolon etter «{found['key']}»." if found["more"] else message, fixed
            parts = split_line(fixed)
        previous = parts


def _flattened(
    under: Under, text: str, lines: tuple[str, ...], _titler: Mapping[str, str]
) -> Iterator[tuple[int, str, str]]:
    """Find the fields of a field that stand as far out as it does: it is empty then, and they are strange or twice."""
    if not under or not _LEVEL.search(text):
        return
    told = Counter(key for indent, key, _ in _KEYS.findall(text) if not indent)
    group = Line()
    for index, line in structure(lines):
        parts = split_line(line)
        of_file = not parts.indent and parts.key in under[""] and told[parts.key] == 1
        if group.key and parts.indent == group.indent and parts.key in under.get(group.key, ()) and not of_file:
            yield index, belongs_to(group.key, len(group.indent) + 2), f"  {line}"
        else:
            is_group = parts.opens and not parts.dash and "-" not in under.get(parts.key, "-")
            group = parts if is_group else Line()


def _grouped(under: Under, text: str, lines: tuple[str, ...], _titler: Mapping[str, str]) -> Iterator[_Found]:
    """Find what does not stand where the fields and lists it belongs to want it."""
    if not under:
        return
    keys = _KEYS.findall(text)
    if any(value and under.get(key) for _, key, value in keys):
        yield from _headed(under, text, lines)
    top, told = set(under[""]), {key for indent, key, _ in keys if not indent}
    strange, missing = told - top, {key for indent, key, _ in keys if indent} & (top - told)
    if strange or missing:
        yield from _strayed(under, lines, strange, missing)


def _headed(under: Under, text: str, lines: tuple[str, ...]) -> Iterator[_Found]:
    """Find fields with a value of their own where only what stands under them is the value."""
    headed = [
        found for found in _HEADED.finditer(text) if (found["dash"] or found["inner"]) in under.get(found["key"], ())
    ]
    fields = {index for index, _ in structure(lines)} if headed else ()
    closed = _closed(lines) if headed else ()
    for found in headed:
        index = text.count("\n", 0, found.start())
        braces = found[0].rstrip().endswith("{") and closed[index + 1]
        if index in fields and not braces:
            what = "punktene" if found["dash"] else "feltene"
            message = f"Etter «{found['key']}:» kan det ikke stå noe, for {what} står på linjene under. Ta det bort."
            parts = split_line(lines[index])
            head = f"{found['indent']}{found['key']}:{parts.comment}"
            yield index, message, head, _kept(head, parts, lines[index + 1 :], is_list=bool(found["dash"]))


def _kept(head: str, parts: Line, following: tuple[str, ...], *, is_list: bool) -> str:
    """Return the line of a field without the value that it has beside it, and the value as an item under it.

    Nothing where something would be lost.
    """
    value = parts.value.strip()
    if value in ("", "[]", "{}", "[", "{", "~", "null"):
        return head
    item = value[1:-1] if value[0] in "'\"" and value.endswith(value[0]) else value
    if not is_list or not item or item == STANDS_ALONE or any(sign in item for sign in "'\"[]{}"):
        return ""
    below = next(split_line(line) for line in following if line.lstrip().startswith("- "))
    return f"{head}\n{below.indent}- {_text(value)}"


def _closed(lines: tuple[str, ...]) -> list[bool]:
    """Return for each line whether it ends fields in braces, or a line after it does, the first at the margin too."""
    closed = [False]
    for line in reversed(lines):
        closed.append("}" in line or (line[:1] in ("", " ") and closed[-1]))
    return closed[::-1]


def _strayed(
    under: Under, lines: tuple[str, ...], strange: Collection[str], missing: Collection[str]
) -> Iterator[tuple[int, str, str]]:
    """Find fields at the margin that belong among the ones above them, and fields among those that belong there."""
    group, indent = "", ""
    for index, line in structure(lines):
        parts = split_line(line)
        inside = under.get(group, ())
        if indent and not parts.indent and parts.key in strange and parts.key in inside:
            yield index, belongs_to(group, len(indent)), indent + line
        elif inside and 0 < len(parts.indent) <= len(indent) and parts.key in missing and parts.key not in inside:
            yield index, stands_wrong("over", 0), line.lstrip(" ")
            group, indent = parts.key if parts.opens else "", ""
        elif parts.indent:
            indent = indent or parts.indent
        else:
            group, indent = parts.key if parts.opens else "", ""


def _uneven(text: str, lines: tuple[str, ...], _titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find list items that stand otherwise than the others of their list: YAML joins them with the one above, or stops.

    Where there are as many of both, those are right that stand as most items of the file.
    """
    if not _UNEVEN.search(text):
        return
    told = [(index, split_line(line)) for index, line in structure(lines)]
    usual = Counter(line.indent for _, line in told if line.dash)
    for is_list, group in groupby(told, lambda line: bool(line[1].dash) and not line[1].key):
        items = list(group) if is_list else []
        own = Counter(item.indent for _, item in items)
        wanted = max(own, key=lambda indent: (own[indent], usual[indent]), default="")
        above = Line()
        for index, item in items:
            if item.indent != wanted and (above.is_item or not above.dash):
                message = stands_wrong("over" if above.dash else "under", len(wanted))
                if above.value[:1] not in ("", '"', "'", "[", "{", "|", ">", "#") and item.depth > above.depth:
                    message = "Punktet står lenger inn enn punktet over. Da blir de til ett punkt."
                yield index, message, item.write(item.value, wanted)
            above = item


def _at_margin(text: str, lines: tuple[str, ...], titler: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Find long texts that are written at the margin, and tell of each line of them, up to the next known field."""
    for found in _LONG.finditer(text):
        first, head = text.count("\n", 0, found.end()), text.count("\n", 0, found.start())
        if split_line(lines[first]).name in titler:
            continue
        if "|" not in found["sign"]:
            yield head, SEVERAL_LINES, f"{found['key']}: |"
        for index in range(first, len(lines)):
            if split_line(lines[index]).name in titler:
                break
            if lines[index].strip() and not lines[index].startswith(" "):
                yield index, "Linjen hører til teksten over, og må ha innrykk.", f"  {lines[index]}"


def _text(value: str) -> str:
    """Return a value for a line to paste: quoted, unless it already is or is a plain number or list."""
    parts = split_line(f"x: {value}")
    text = parts.value.strip()
    bare = text[:1] in ('"', "'", "[", "{") or text.lstrip("-").isdigit()
    return (text if bare else quoted(text)) + parts.comment
