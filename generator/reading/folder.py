"""The files of a folder: which are read, which are refused, and why. Nothing outside the folder is opened."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from generator.problem import Grad, Problem
from generator.reading.rawtext import MAX_BYTES
from generator.spelling import fold, misspelt

ENDING = ".yml"
MAPPER = {"tiltak": "tiltak", "enheter": "enhet"}
"""Each folder of posts, and the schema its posts follow."""

MAPPE_TIL = {skjema: mappe for mappe, skjema in MAPPER.items()}
"""The folder of the posts that follow a schema: a reference to a post names the schema."""

LISTEMAPPE = "schema/vokabular"
"""The folder of the closed lists, and of what search knows."""

CALLED = {"tiltak": "et tilbud", "enheter": "en enhet"}
"""What one post of each folder is called."""

ID_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a post may be called: the name of its file, without the ending."""

_OF_A_POST = (re.compile(rb"^ ?navn ?:", re.MULTILINE), re.compile(rb"^ ?(?:kort|kontakt|kommuner) ?:", re.MULTILINE))
"""What every measure or unit says, and no settings of a program do."""

_OF_YAML = (ENDING, ".yaml")
"""How files of YAML end; only the first is read."""

_LEFT_ALONE = re.compile(r"\.(?![^._#].*\.ya?ml$).*|.*~|Thumbs\.db|desktop\.ini|README(?:\..*)?", re.IGNORECASE)
"""What systems and editors leave in a folder (``._a.yml`` and ``.#a.yml`` too). A post that is hidden is told."""


def printable(name: str) -> str:
    """Return a file name that can be printed, whatever bytes it has."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def without_place(text: str) -> str:
    """Return an id without the folder and the ending that many write around it, as the file has them."""
    return text.rpartition("/")[2].removesuffix(ENDING)


def files(rot: Path, mappe: str) -> Iterator[tuple[str, Problem | None]]:
    """Yield (file name, problem) of all that lies in a folder and should be a post, in order of name."""
    folder = rot / mappe
    if not folder.is_dir() or _outside(folder, rot):
        message = f"Mappen {mappe}/ mangler. Er du i riktig mappe, så lag den: Git tar ikke vare på tomme mapper."
        if folder.is_dir():
            message = f"Mappen {mappe}/ er en lenke ut av prosjektet. Legg selve mappen her."
        yield "", Problem(mappe, 0, 0, "", Grad.FEIL, message)
        return
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        yield "", Problem(mappe, 0, 0, "", Grad.FEIL, f"Mappen {mappe}/ kan ikke leses. Sjekk tilgangen.")
        return
    taken = set(names)
    for name in names:
        if not _LEFT_ALONE.fullmatch(name):
            yield from _file(folder / name, f"{mappe}/{printable(name)}", taken)


def ids_below(path: Path) -> Iterator[str]:
    """Yield the ids of posts in a folder that is not read, so that what refers to them is not told besides."""
    if path.is_dir() and not path.is_symlink():
        yield from (child.stem for child in path.rglob("*") if child.suffix in _OF_YAML)


def strays(rot: Path, mapper: Collection[str]) -> Iterator[Problem]:
    """Yield what lies beside the folders of posts and is meant for one of them, so that nobody waits for it in vain."""
    places = " eller ".join(f"{mappe}/" for mappe in mapper)
    for path in sorted(rot.iterdir()):
        name = printable(path.name)
        wanted = misspelt(name, mapper)
        if path.is_dir():
            if wanted and path.name != wanted and not _is_same(path, rot / wanted) and _holds_posts(path):
                message = f"Filene i mappen blir ikke lest. Den må hete {wanted}, med bare små bokstaver."
                yield Problem(name, 0, 0, "", Grad.FEIL, message, wanted)
        elif path.suffix in _OF_YAML and not path.name.startswith(".") and path.is_file() and _is_post(rot, path.name):
            message = f"Filen blir ikke lest, for den ligger ikke i {places}. Flytt den dit den hører til."
            yield Problem(name, 0, 0, "", Grad.FEIL, message)


def _holds_posts(folder: Path) -> bool:
    """Tell whether a file in a folder is a post."""
    return any(_is_post(folder, path.name) for path in sorted(folder.glob(f"*{ENDING}")))


def _is_post(rot: Path, name: str) -> bool:
    """Tell whether a file says what every measure or unit says."""
    raw = read_bytes(rot, name)
    return isinstance(raw, bytes) and all(field.search(raw) for field in _OF_A_POST)


def _is_same(path: Path, other: Path) -> bool:
    """Tell whether two names are one folder, as where the disk does not tell «Tiltak» from «tiltak»."""
    return other.exists() and path.samefile(other)


def read_bytes(rot: Path, fil: str) -> bytes | Problem:
    """Read one file, never more than is allowed and one byte: a huge file costs nothing."""
    path = os.path.join(rot, fil)  # noqa: PTH118 - asked of every file in every run
    try:
        kind = os.lstat(path).st_mode
        if stat.S_ISLNK(kind):
            if _outside(Path(path), Path(path).parent):
                message = "Filen er en lenke ut av mappen. Legg selve filen her."
                return Problem(fil, 0, 0, "", Grad.FEIL, message)
            kind = os.stat(path).st_mode  # noqa: PTH116
        if not stat.S_ISREG(kind):
            return Problem(fil, 0, 0, "", Grad.FEIL, "Dette er ikke en vanlig fil. Slett den.")
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Problem(fil, 0, 0, "", Grad.FEIL, "Filen mangler. Hent den tilbake.")
    except OSError:
        return Problem(fil, 0, 0, "", Grad.FEIL, "Filen kan ikke leses. Sjekk at du har tilgang til den.")


def _outside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads out of a folder, through links. A link to nothing leads nowhere good."""
    if not path.is_symlink():
        return False
    real, home = os.path.realpath(path), os.path.realpath(folder)
    return not real.startswith(home + os.sep)


def _file(path: Path, fil: str, taken: set[str]) -> Iterator[tuple[str, Problem | None]]:
    """Judge one name. ``taken`` are the names in the folder that no file can be given: a name proposed is one more."""
    name = path.name
    stem = name.removesuffix(ENDING)
    if path.is_dir() and path.is_symlink():
        yield "", Problem(fil, 0, 0, "", Grad.FEIL, "Dette er en lenke til en annen mappe. Legg filene selv her.")
    elif path.is_dir():
        inside = name.endswith(ENDING) or any(child.suffix in _OF_YAML for child in path.rglob("*"))
        if inside:
            message = "Filer i undermapper blir ikke lest. Flytt dem opp i mappen over."
            yield "", Problem(fil, 0, 0, "", Grad.FEIL, message)
    elif not name.endswith(ENDING):
        wanted = fold(re.split(r"\.", printable(name).lstrip("."), maxsplit=1)[0])
        yield "", _renamed(fil, f"Filen må ha endelsen {ENDING}.", wanted, taken)
    elif not ID_FORM.fullmatch(stem):
        message = "Filnavnet kan bare ha små bokstaver a–z, tall og bindestrek."
        yield name, _renamed(fil, message, fold(printable(stem)), taken)
    else:
        yield name, None


def _renamed(fil: str, message: str, wanted: str, taken: set[str]) -> Problem:
    """Return what is wrong with a name, and another name: never one that would overwrite a file."""
    name = f"{wanted}{ENDING}" if wanted else ""
    if name in taken:
        message = f"{message} Navnet {name} er i bruk. Er dette en kopi, slett den. Ellers gi den et annet navn."
        return Problem(fil, 0, 0, "", Grad.FEIL, message)
    taken |= {name} - {""}
    return Problem(fil, 0, 0, "", Grad.FEIL, f"{message} Gi filen et nytt navn.", name)
