"""The hand-written pages: what stops a build before anything is made of them, and what is only told."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import yaml

from generator.exports import opensearch
from generator.fodselsnummer import identity_numbers, said
from generator.problem import Grad, Problem
from generator.reading.folder import printable, read_bytes
from generator.reading.lines import quoted
from generator.reading.rawtext import MAX_BYTES
from generator.search.lunrjs import LAGES_SOM
from generator.texts import LANGUAGES
from generator.views import VIEWS

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of the files that become pages; everything else is published as it is."""

OURS = frozenset(
    {
        *(view.navn for view in VIEWS),
        *("tiltak", "finn", "sok", "a-aa", "akutt", "livslop", "veiviser", "dekning", "plan", "liste", "status"),
        "data",
    }
)
"""The folders of the site that hold what the program makes, and nothing else."""

OURS_ALONE = frozenset({"index.html", opensearch.PATH, "assets/css/stil.css", LAGES_SOM})
"""The files that the program makes outside of them."""

BY_HAND = ("om", "personvern", "tilgjengelighet", "rediger")
"""The pages that only people can write, and that the foot of every page leads to."""

WAITS = ("Kommunen fyller inn:", "The municipality fills in:")
"""What stands in the pages where only the municipality knows what to say, in each language it is said in."""

MAX_OPEN = 100
"""So many brackets may stand open in one paragraph. Markdown looks for the end of each, to the end of it."""

_LINK = re.compile(r'<a\b[^>]*?\bhref="(?![a-z]+:|//|#)([^"#]+)')
_BRACKETS = {"[": "]", "(": ")", "<": ">"}
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_TOP = re.compile(r"---\n(?P<settings>.*?)^---[ ]*$", re.DOTALL | re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")


def judge(
    rot: Path,
    mappe: str,
    lands: Callable[[str], str],
    no_template: Callable[[str], str | None],
    look: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield what is wrong with the files under a folder of the project.

    ``lands`` tells where in the site a file of the folder ends up, ``""`` for nowhere. ``no_template`` gives the
    name of the template that a text asks for, when there is none of that name. ``look`` are the files of the site
    that the look gives: MkDocs would publish another of the same address instead, and say nothing.
    """
    for navn in _names(rot / mappe, ""):
        fil = f"{mappe}/{printable(navn)}"
        if (rot / mappe / navn).is_dir():
            yield _feil(fil, "Mappen er en lenke. Legg selve mappen her.")
            continue
        raw = read_bytes(rot, f"{mappe}/{navn}")
        if isinstance(raw, Problem):
            yield _feil(fil, raw.melding)
            continue
        if PurePosixPath(navn).name.startswith("~$"):
            yield _feil(
                fil, "Filen er en lås fra Office, og har navnet ditt i seg. Lukk programmet, eller slett filen."
            )
            continue
        yield from _address(fil, lands(navn), look)
        if PurePosixPath(navn).suffix in PAGES:
            yield from _page(fil, raw, no_template)


def broken_texts(rot: Path, mappe: str) -> Iterator[Problem]:
    """Yield what keeps the pages under a folder from being published, as far as it is seen in them alone."""
    for navn in _names(rot / mappe, "") if mappe else ():
        if PurePosixPath(navn).suffix in PAGES:
            raw = read_bytes(rot, f"{mappe}/{navn}")
            yield from _text(f"{mappe}/{printable(navn)}", raw) if isinstance(raw, bytes) else ()


def absent(rot: Path, mappe: str, lands: Callable[[str], str], folders: Iterable[str] = ("",)) -> Iterator[Problem]:
    """Yield each page that every page leads to, and that no file under a folder of the project becomes.

    ``folders`` are those of the languages, ``""`` for that of the posts.
    """
    there = {lands(navn) for navn in _names(rot / mappe, "")} - {""}
    for navn in (f"{folder}{page}" for folder in folders for page in BY_HAND):
        if lands(f"{navn}.md") not in there:
            left_out = (rot / mappe / f"{navn}.md").is_file()
            mend = "Ta den ut av exclude_docs i mkdocs.yml." if left_out else "Hent den tilbake, eller skriv en ny."
            yield _feil(f"{mappe}/{navn}.md", f"Siden /{navn}/ mangler, og alle sidene lenker til den. {mend}")


def unfinished(rot: Path, mappe: str, sprak: Sequence[str]) -> Iterator[Problem]:
    """Yield what should be done with the pages under a folder, and stops no build.

    ``sprak`` are the languages of the site, that of the posts first.
    """
    yield from astray(rot, mappe, sprak[0])
    yield from unfilled(rot, mappe, sprak[1:])


def unfilled(rot: Path, mappe: str, others: Collection[str] = ()) -> Iterator[Problem]:
    """Yield each place of the pages under a folder that waits for the municipality: readers see that it does.

    ``others`` are the languages of the site besides that of the posts; pages in one that it does not have do not count.
    """
    for navn in _names(rot / mappe, "") if mappe else ():
        if navn.startswith(left_out(others)):
            continue
        raw = read_bytes(rot, f"{mappe}/{navn}") if PurePosixPath(navn).suffix in PAGES else b""
        for number, line in enumerate(raw.decode(errors="replace").split("\n") if isinstance(raw, bytes) else (), 1):
            for waits in (text for text in WAITS if text in line):
                fil, column = f"{mappe}/{printable(navn)}", line.index(waits) + 1
                message = f"Her står det «{waits}» på siden. Skriv det som gjelder hos dere, i stedet."
                yield Problem(fil, number, column, "Side", Grad.MANGLER, message)


def astray(rot: Path, mappe: str, main: str) -> Iterator[Problem]:
    """Yield each page in the folder of the language of the posts: that language is at the root, and shows other pages.

    Those are in bokmål as the program comes, whatever ``lang`` then says of them.
    """
    for navn in _names(rot / mappe, "") if mappe else ():
        if navn.startswith(f"{main}/") and PurePosixPath(navn).suffix in PAGES:
            fil, there = f"{mappe}/{printable(navn)}", f"{mappe}/{printable(navn.removeprefix(f'{main}/'))}"
            message = f"Siden vises ikke. {there} vises i stedet. Flytt siden dit, eller slett den."
            yield Problem(fil, 0, 0, "Side", Grad.ADVARSEL, message)


def left_out(others: Collection[str]) -> tuple[str, ...]:
    """Return how the paths of pages begin in the languages that we have words in, and that are not of ``others``."""
    return tuple(f"{sprak}/" for sprak in LANGUAGES if sprak not in others)


def dead_links(html: str, path: str, there: Collection[str]) -> Iterator[str]:
    """Yield the links of a page that lead to no file of the site, as they are written; ``path`` is its own."""
    for link in dict.fromkeys(_LINK.findall(html)):
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), link)).lstrip("/")
        if target not in there and posixpath.join(target, "index.html") not in there:
            yield link


def _names(folder: Path, inside: str) -> Iterator[str]:
    """Yield the path of every file in a folder and the folders in it, and of every folder that is a link."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):  # MkDocs leaves them out
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _names(folder / entry.name, f"{inside}{entry.name}/")
        else:
            yield f"{inside}{entry.name}"


def _address(fil: str, path: str, look: Collection[str]) -> Iterator[Problem]:
    """Yield the problem of a file that would take the place of one that the program makes, or the look has."""
    language = path.partition("/")[0]
    top, *rest = path.removeprefix(f"{language}/" if language in LANGUAGES else "").split("/")
    if path == "index.html" or (top == "index.html" and not rest):
        yield _feil(fil, "Filen får adressen til forsiden, og den lager programmet selv. Gi filen et annet navn.")
    elif path in OURS_ALONE:
        yield _feil(fil, f"Filen får adressen {path}, og den lager programmet selv. Gi filen et annet navn.")
    elif path in look:
        message = f"Filen får adressen {path}, og der ligger en fil fra utseendet. Gi filen et annet navn."
        yield _feil(fil, message)
    elif rest and top in OURS:
        address = path.removesuffix("index.html")
        message = f"Filen får adressen {address}, og alt under {top}/ lager programmet selv. Gi den et annet navn."
        yield _feil(fil, message)


def _page(fil: str, raw: bytes, no_template: Callable[[str], str | None]) -> Iterator[Problem]:
    """Yield what is wrong with a page."""
    yield from _text(fil, raw)
    template = no_template(raw.decode(errors="replace")) if len(raw) <= MAX_BYTES else None
    if template is not None:
        message = f"Malen «{template}» finnes ikke. Ta bort linjen med «template» øverst i siden."
        yield _feil(fil, message)


def _text(fil: str, raw: bytes) -> Iterator[Problem]:
    """Yield what is wrong with the text of a page."""
    if len(raw) > MAX_BYTES:
        yield _feil(fil, f"Siden er større enn {MAX_BYTES // 1024} kB. Kort ned teksten, eller del siden i to.")
        return
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        message = "Siden er ikke lagret som UTF-8, så æ, ø og å blir ødelagt. Velg «Lagre som» og tegnsettet UTF-8."
        yield _feil(fil, message, raw[: error.start].count(b"\n") + 1)
        return
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for found, _ in identity_numbers(text):
        message = f"«{said(found)}» ser ut som et fødselsnummer. Slett det. Alt på siden blir offentlig."
        yield _feil(fil, message, text[: found.start()].count("\n") + 1)
    yield from _top(fil, text)
    if conflict := _CONFLICT.search(text):
        message = "Her står merker etter to versjoner i git. Velg én av dem, og ta bort merkene."
        yield _feil(fil, message, text[: conflict.start()].count("\n") + 1)
    for start, sign in _open(text):
        message = f"Her står tegnet {sign} mer enn {MAX_OPEN} ganger uten {_BRACKETS[sign]} etter seg. Ta det bort."
        yield _feil(fil, message, text[:start].count("\n") + 1)


def _top(fil: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with the settings at the top of a page: MkDocs would show them as text, and say nothing."""
    found = _TOP.match(text)
    if found is None:
        if text.startswith("---\n"):
            yield _feil(fil, "Linjen --- under innstillingene øverst på siden mangler.", 1)
        return
    try:
        settings = yaml.safe_load(found["settings"])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = found["settings"].split("\n")[mark.line] if mark else ""
        key, colon, value = line.partition(": ")
        message = "Innstillingene øverst på siden kan ikke leses. En tekst med kolon må stå i anførselstegn."
        forslag = f"{key}: {quoted(value.strip())}" if colon and ":" in value and '"' not in value else ""
        yield replace(_feil(fil, message, mark.line + 2 if mark else 1), forslag=forslag)
        return
    if not isinstance(settings, dict | None):
        yield _feil(
            fil, "Øverst på siden skal det stå innstillinger med navn, kolon og verdi, mellom to linjer med ---.", 1
        )


def _open(text: str) -> Iterator[tuple[int, str]]:
    """Yield where too many brackets stand open for the first time, and which, once for each kind."""
    for left, right in _BRACKETS.items():
        if text.count(left) <= MAX_OPEN:
            continue
        depth = 0
        for found in re.finditer(rf"\{left}|\{right}|{_BLANK.pattern}", text):
            depth = depth + 1 if found[0] == left else max(0, depth - 1) if found[0] == right else 0
            if depth > MAX_OPEN:
                yield found.start(), left
                break


def _feil(fil: str, melding: str, linje: int = 0) -> Problem:
    return Problem(fil, linje, 1 if linje else 0, "", Grad.FEIL, melding)
