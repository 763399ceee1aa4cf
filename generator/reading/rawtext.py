"""Bytes to text: what goes wrong before YAML is even asked.

Some faults are silent in YAML (a tab, a hard space, ``-x`` without a space) or stop it far from the place
where they stand. They are found here, line by line, and mended in the text that YAML is given, so that one
fault never hides the next. Line numbers stay: a mended text has as many lines as the typed one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.problem import Grad, Problem

MAX_BYTES = 64 * 1024

AN_ITEM = "Et punkt i en liste begynner med en vanlig bindestrek (-) og et mellomrom."
TWO_IN_ONE = "Linjen --- deler filen i to. Slett den. Én fil er én post."

_NEWLINE = re.compile(r"\r\n?")
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufffe\uffff"
_SPACES = "\xa0\u2007\u202f\u2800"
"""What looks like a space, and is none."""

_NEVER_SEEN = "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f"
_CHANGING = "\u200c\u200d\ufe00-\ufe0f"
"""What changes the sign before it, and is not seen where there is none."""

_CONTROL = re.compile(f"[{_CONTROLS}]")
_UNSEEN = re.compile(f"[{_SPACES}{_NEVER_SEEN}]|(?<![^\\s\"'\\[])[{_CHANGING}]+")
_ODD = re.compile(f"[{_CONTROLS}{_SPACES}{_NEVER_SEEN}{_CHANGING}]")
"""A text without this has none of them: one class of signs is quick to look for."""
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |$)|={7}$)", re.MULTILINE)
_BLOCK = re.compile(r"(?:^|[:\-])[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$")
_LINE = re.compile(
    r"(?P<indent>[ \t\xa0]*)(?P<dash>(?:-[ \t\xa0]+)*)"
    r"(?:(?P<key>[^\W\d][\w.-]*|\"[^\"\\]*\"|'[^']*')[ ]?:(?:[ \t\xa0]+|$))?(?P<value>.*)"
)
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(\s+#.*)?""")
_COMMENT = re.compile(r"\s#\s")
_TIGHT = re.compile(r"^[ ]*-[^\s-]|^[ ]*(?:- +)*[a-z_]+[ ]?:[^\s/]", re.MULTILINE)
"""A file without this has none of the faults that ``_tight`` looks for."""

_DASHES = "\u2010-\u2015\u2212·•‣⁃∙■▪□▫●○◦\uf0a7\uf0b7"
"""What word processors write before an item: dashes, dots, and their own signs for them."""

_BULLET = re.compile(rf"(?P<indent>[ \t\xa0]*)(?:[{_DASHES}]|\*(?=[ \t\xa0]))[ \t\xa0]*(?P<value>[^\s{_DASHES}].*)")
_BULLETS = re.compile(f"\n{_BULLET.pattern}")
_UNEVEN = re.compile(r"\n([ ]*)- .*(?=\n(?:[ ]*(?:#.*)?\n)*(?!\1-)[ ]*- )")
"""A file without this has no two items under each other that stand differently."""

_LONG_TEXTS = ("beskrivelse", "for_ansatte", "om")
_LONG = re.compile(rf"^(?P<key>{'|'.join(_LONG_TEXTS)}):(?P<sign>[ |]*)\n(?:[ ]*\n)*(?=[^\s#-])", re.MULTILINE)
"""A text of several paragraphs that does not begin further in, as it must, or with no ``|`` before it."""

_EMPTY = re.compile(r"[ ]*(?:\"[ ]*\"|'[ ]*')?[ ]*")
_TIGHT_DASH = re.compile(r"(?P<indent>[ ]*)-(?P<value>[^\s-].*)$")
_TIGHT_KEY = re.compile(r"(?P<head>[ ]*(?:- +)*(?P<key>[a-z_]+))[ ]?:(?P<more>:?)[: ]*(?P<value>[^\s/:].*)$")


_HEADED = re.compile(
    r"^(?P<indent>[ ]*)(?P<key>[a-z_]+):[ ]*(?:(?!- |[a-z_]+:[ ])[^\s#\[{].*|\[[ ]*(?:\].*)?|\{[ ]*(?:\}.*)?)\n"
    r"(?=(?:[ ]*(?:#.*)?\n)*(?P=indent)(?:[ ]*(?P<dash>-)[ ]|[ ]+(?P<inner>[a-z_]+):))",
    re.MULTILINE,
)
"""A field with a value of its own, and a list item or another field under it."""

_CLOSED = re.compile(r"(?:(?:[ ].*)?\n)*?.*\}")
"""Lines of which one, or the first at the margin after them, ends fields in braces."""

_KEYS = re.compile(r"^([ ]*)([a-z_]+):[ ]*((?!\[\]\n(?!\1[ -]))[^\s#])?", re.MULTILINE)
"""How far in each field stands, its key, and the first sign of its value; none of an empty list with nothing under."""

Under = Mapping[str, Collection[str]]
"""Each key, and what may stand under it: the keys of fields, ``-`` for a list; for ``""`` those of the file."""


@dataclass(frozen=True, slots=True)
class RawText:
    """A decoded file: its lines as typed, its lines as YAML may read them, and what was wrong."""

    lines: tuple[str, ...]
    mended: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of YAML taken apart: indentation, dashes of list items, key without colon, value, comment."""

    indent: str = ""
    dash: str = ""
    key: str = ""
    value: str = ""
    comment: str = ""

    @property
    def name(self) -> str:
        """The key without quotation marks."""
        return self.key.strip("\"'")

    @property
    def depth(self) -> int:
        """How far in it stands; an item stands inside a field that has the same indentation."""
        return len(self.indent) + bool(self.dash)

    @property
    def opens(self) -> bool:
        """Whether it is a key whose value can only stand on the lines under it."""
        return bool(self.key) and not self.value.partition("#")[0].strip()

    @property
    def is_item(self) -> bool:
        """Whether it is a list item that is a value, not fields, and does not go on in the next line."""
        quoted = self.value[:1] in ("'", '"')
        return bool(self.dash) and not self.key and (not quoted or _QUOTED.fullmatch(self.value) is not None)

    def write(self, value: str, indent: str | None = None) -> str:
        """Return the line anew, with another value and perhaps another indentation."""
        head = f"{self.indent if indent is None else indent}{self.dash}"
        body = f"{head}{self.key}: {value}" if self.key else f"{head}{value}"
        return body.rstrip() + self.comment


def indentation(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def split_line(text: str) -> Line:
    """Take one line apart. Any text can be: what is no key is the value."""
    found = _LINE.match(text)
    if found is None:
        return Line(value=text)
    value = found["value"]
    if "#" not in value or value.startswith("#"):
        return Line(found["indent"], found["dash"], found["key"] or "", value)
    if parts := _QUOTED.fullmatch(value):
        end = len(parts[1])
    else:
        comment = _COMMENT.search(value)
        end = len(value[: comment.start()].rstrip()) if comment else len(value)
    return Line(found["indent"], found["dash"], found["key"] or "", value[:end], value[end:])


def quoted(text: str) -> str:
    """Return the text in double quotes, as YAML reads it back unchanged."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for plain, written in (("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        escaped = escaped.replace(plain, written)
    return f'"{escaped}"'


def seen(text: str) -> str:
    """Return a text without signs that no one sees; a space for those that look like one."""
    return _UNSEEN.sub(_space_or_nothing, _CONTROL.sub(_space_or_nothing, text))


def hidden(text: str) -> str:
    """Return the first sign of a text that no one sees; none where all are seen, or look like spaces."""
    found = _ODD.search(text) and (_CONTROL.search(text) or _UNSEEN.search(text))
    return found[0][0] if found and found[0] not in _SPACES else ""


def foreign(sign: str) -> str:
    """Return what is told of a sign that no one sees."""
    return f"Her står et usynlig tegn (U+{ord(sign):04X}) som ikke hører hjemme i en tekst."


def _space_or_nothing(sign: re.Match[str]) -> str:
    return " " if sign[0].isspace() or sign[0] in _SPACES else ""


def decode(raw: bytes, fil: str, titler: Mapping[str, str], under: Under | None = None) -> RawText:
    """Read the bytes of one file; ``titler`` holds the Norwegian title of each known key."""
    refused = _refuse(raw, fil)
    if refused is not None:
        return RawText((), (), (refused,))
    text = _NEWLINE.sub("\n", raw.decode().removeprefix("\ufeff"))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    lines = tuple(text.split("\n"))
    if _CONFLICT.search(text):
        return RawText(lines, (), tuple(_conflicts(lines, fil)))
    if text.strip(" \t\n") == "":
        empty = Problem(fil, 0, 0, "", Grad.FEIL, "Filen er tom. Skriv feltene, eller slett filen.")
        return RawText(lines, (), (empty,))
    mended, problems = _mend(text, lines, fil, titler, under or {})
    if not "".join(mended).strip():
        unseen = Problem(fil, 0, 0, "", Grad.FEIL, "Filen har bare usynlige tegn. Skriv feltene, eller slett filen.")
        return RawText(lines, (), (unseen,))
    return RawText(lines, mended, problems)


def structure(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield (index, line) of the lines that hold YAML: no comments, nothing inside a ``|`` or ``>`` text."""
    inside: int | None = None
    for index, line in enumerate(lines):
        if inside is not None:
            if not line.strip() or indentation(line) > inside:
                continue
            inside = None
        if line.strip() and not line.lstrip().startswith("#"):
            yield index, line
        if _BLOCK.search(line):
            inside = len(split_line(line).indent)


def stands_wrong(others: str, indent: int) -> str:
    """Return what is told of a line that should stand as the others do: those «over» or «under» it."""
    spaces = {0: "ingen mellomrom", 1: "ett mellomrom"}.get(indent, f"{indent} mellomrom")
    return f"Innrykket stemmer ikke med linjene {others}. Her skal det være {spaces} foran."


def _refuse(raw: bytes, fil: str) -> Problem | None:
    """Return the problem of a file that cannot be read as text at all."""
    if len(raw) > MAX_BYTES:
        message = "Filen er større enn 64 kB. Så lange poster leser ingen. Kort ned teksten, eller del posten."
        return Problem(fil, 0, 0, "", Grad.FEIL, message)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "Filen er lagret som UTF-16. Velg «Lagre som» og tegnsettet UTF-8."
        return Problem(fil, 0, 0, "", Grad.FEIL, message)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        text = raw.split(b"\n")[line - 1].decode("cp1252", "replace").strip("\r")
        message = "Filen er ikke lagret som UTF-8, så æ, ø og å blir ødelagt. Velg «Lagre som» og tegnsettet UTF-8."
        return Problem(fil, line, column, "", Grad.FEIL, message, text if text.isprintable() else "")
    return None


def _conflicts(lines: tuple[str, ...], fil: str) -> Iterator[Problem]:
    """Two versions of the same lines, left by a merge: FEIL, and nothing else in the file can be judged."""
    message = (
        "Her står to utgaver av de samme linjene. Behold den rette, og slett linjene som begynner med "
        "<<<<<<<, ======= og >>>>>>>."
    )
    open_ = False
    for number, line in enumerate(lines, 1):
        if line.startswith("<<<<<<<") or (_CONFLICT.match(line) and not open_):
            yield Problem(fil, number, 1, "", Grad.FEIL, message)
            open_ = True
        if line.startswith(">>>>>>>"):
            open_ = False


def _mend(
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

    def mend(find: _Finder) -> None:
        for index, message, line in find("\n".join(mended), tuple(mended), titler):
            mended[index] = line
            parts = split_line(line)
            felt = titler.get(parts.name, "")
            problems.append(Problem(fil, index + 1, len(parts.indent) + 1, felt, Grad.FEIL, message, line))

    mend(_bullets)
    odd = _ODD.search(text) is not None
    for index, line in enumerate(mended if odd else ()):
        if found := _CONTROL.search(line):
            mended[index] = _CONTROL.sub(_space_or_nothing, line)
            tell(index, Grad.FEIL, foreign(found[0]), found.start() + 1)
    if odd or "\t" in text:
        for index, line in enumerate(mended):
            if (told := _mend_spaces(line)) is not None:
                grad, message, mended[index], column = told
                tell(index, grad, message, column)
    for find in (_dividers, partial(_grouped, under), _tight, _uneven, _at_margin):
        mend(find)
    return tuple(mended), tuple(problems)


_Finder = Callable[[str, tuple[str, ...], Mapping[str, str]], Iterator[tuple[int, str, str]]]
"""Finds the lines with one fault in a text: the number of each from 0, what is wrong, the line mended."""


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


def _mend_spaces(line: str) -> tuple[Grad, str, str, int] | None:
    """Tabs and hard spaces: FEIL where they stand for indentation, ADVARSEL elsewhere in the line."""
    parts = split_line(line)
    unseen = _UNSEEN.search(line)
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
    if line[column] in _SPACES:
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


def _grouped(
    under: Under, text: str, lines: tuple[str, ...], _titler: Mapping[str, str]
) -> Iterator[tuple[int, str, str]]:
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


def _headed(under: Under, text: str, lines: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Find fields with a value of their own where only what stands under them is the value."""
    headed = [
        found for found in _HEADED.finditer(text) if (found["dash"] or found["inner"]) in under.get(found["key"], ())
    ]
    fields = {index for index, _ in structure(lines)} if headed else ()
    for found in headed:
        index = text.count("\n", 0, found.start())
        closed = found[0].rstrip().endswith("{") and _CLOSED.match(text, found.end())
        if index in fields and not closed:
            what = "punktene" if found["dash"] else "feltene"
            message = f"Etter «{found['key']}:» kan det ikke stå noe, for {what} står på linjene under. Ta det bort."
            yield index, message, f"{found['indent']}{found['key']}:{split_line(lines[index]).comment}"


def _strayed(
    under: Under, lines: tuple[str, ...], strange: Collection[str], missing: Collection[str]
) -> Iterator[tuple[int, str, str]]:
    """Find fields at the margin that belong among the ones above them, and fields among those that belong there."""
    group, indent = "", ""
    for index, line in structure(lines):
        parts = split_line(line)
        inside = under.get(group, ())
        if indent and not parts.indent and parts.key in strange and parts.key in inside:
            yield index, stands_wrong("over", len(indent)), indent + line
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
            message = "En tekst på flere linjer må ha tegnet | etter kolonet, og to mellomrom foran hver linje."
            yield head, message, f"{found['key']}: |"
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
