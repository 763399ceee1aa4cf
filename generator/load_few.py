"""A few files -> what is wrong with them, for the one who has just saved a post: the others are left unjudged.

``load`` says the same of these files. The rules look beyond a post in four ways, and each is followed here: units
and what a post is a part of are judged along with it, ids are known by their files (one in the wrong folder is judged,
for it may belong in the other), a post that may have the same name is judged too, and when a word may be a person's
name, everything is read after all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.load import Lesing, Lest, load
from generator.load_posts import TOGETHER, Judge, Read, Source
from generator.load_vokabular import read_grunnlag
from generator.model import Tiltak
from generator.reading.folder import ENDING, MAPPE_TIL, MAPPER, read_bytes
from generator.rules.checks import CHECKS, reference_fields, references
from generator.rules.personvern import PRIVACY_CHECKS

_NAME = re.compile(rb'^navn: "([^"\\\n]*)"[ \t\r]*$', re.MULTILINE)
"""A name as ``tiltak formater`` writes it, which can be read without reading the file as YAML."""


def load_few(rot: Path, i_dag: date, chosen: Collection[str]) -> Lest:
    """Return what ``load`` does, but with no catalogue, and with problems that are whole for the chosen files only."""
    grunnlag = read_grunnlag(rot)
    posts = all(fil.endswith(ENDING) and fil.startswith(tuple(f"{mappe}/" for mappe in MAPPER)) for fil in chosen)
    if not grunnlag.filled or not posts or len(chosen) > TOGETHER:
        return load(rot, i_dag)
    lesing = Lesing(rot, grunnlag)
    folders = [_Folder(Judge.of(rot, mappe, grunnlag), lesing.names(mappe)) for mappe in MAPPER]
    said = _with_what_they_build_on(chosen, folders)
    said |= _read(_namesakes(rot, folders[0].named, said), folders)
    for folder in folders:
        for _, fil in folder.named:
            if fil in folder.sources:
                lesing.keep(folder.judge, folder.sources[fil], said[fil])
    lesing.judge_lists(i_dag)
    lesing.judge(i_dag, CHECKS)
    if any(problem.fil in chosen for problem in lesing.judge(i_dag, PRIVACY_CHECKS)):
        return load(rot, i_dag)
    return Lest(None, lesing.told(), tuple(lesing.filer), grunnlag.filled)


@dataclass(slots=True)
class _Folder:
    """What judges the posts of one folder, the name of each file and what it is called, and those that are read."""

    judge: Judge
    named: list[tuple[str, str]]
    sources: dict[str, Source] = field(default_factory=dict)

    def read(self, wanted: Collection[str]) -> list[Read]:
        """Return what some files say."""
        found = [Source.of(self.judge.folder, name, fil) for name, fil in self.named if fil in wanted]
        self.sources |= {source.fil: source for source in found}
        return self.judge.read(found)


def _read(wanted: Collection[str], folders: Iterable[_Folder]) -> dict[str, Read]:
    """Return what some files say."""
    return {read.fil: read for folder in folders for read in folder.read(wanted)}


def _with_what_they_build_on(chosen: Iterable[str], folders: Collection[_Folder]) -> dict[str, Read]:
    """Return what some files say, and what the units and posts above them say."""
    out: dict[str, Read] = {}
    there = {fil for folder in folders for _, fil in folder.named}
    wanted = set(chosen)
    while wanted:
        found = _read(wanted, folders)
        out |= found
        above = (fil for read in found.values() for fil in (*_above(read), *_elsewhere(read, folders, there)))
        wanted = set(above) - out.keys()
    return out


def _above(read: Read) -> Iterator[str]:
    """Yield the files of the unit that a post has, and of the post that it is a part of."""
    for key, mappe in (("enhet", "enheter"), ("overordnet", "enheter"), ("del_av", "tiltak")):
        ident = getattr(read.verdi or read.rest, key, None)
        if ident is not None:
            yield f"{mappe}/{ident}{ENDING}"


def _elsewhere(read: Read, folders: Iterable[_Folder], there: Collection[str]) -> Iterator[str]:
    """Yield the files that may be what a post refers to, when none is ``there`` where it should lie."""
    verdi = read.verdi or read.rest
    for folder in folders:
        if verdi is not None and read.fil in folder.sources:
            for _, kind, ident in references(verdi, reference_fields(folder.judge.skjema.innhold)):
                if f"{MAPPE_TIL[kind]}/{ident}{ENDING}" not in there:
                    yield from (f"{mappe}/{ident}{ENDING}" for mappe in MAPPER)


def _namesakes(rot: Path, files: Iterable[tuple[str, str]], said: dict[str, Read]) -> set[str]:
    """Return the files of other measures that may have the name of one that is read."""
    names = {read.verdi.navn.casefold().strip() for read in said.values() if isinstance(read.verdi, Tiltak)}
    return {fil for name, fil in files if names and fil not in said and _may_be_called(rot, name, names)}


def _may_be_called(rot: Path, name: str, names: Collection[str]) -> bool:
    """Tell whether a file has one of some names, or says its name in a way that only a reader of YAML can tell."""
    raw = read_bytes(rot / "tiltak", name)
    if not isinstance(raw, bytes):
        return False
    found = _NAME.findall(raw)
    return len(found) != 1 or found[0].decode("utf-8", "replace").casefold().strip() in names
