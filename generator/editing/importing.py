"""Rows of a sheet -> posts as they would be. Nothing is written here, and nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.editing.cells import value
from generator.editing.comments import Comments, comments
from generator.editing.flat import ID, Column, column, get, put
from generator.editing.sheet import Ark, Celle, Tvil
from generator.editing.style import normalised, write
from generator.judging.coerce import coerce
from generator.judging.skjema import Skjema
from generator.problem import Grad, Problem, stopping
from generator.reading.folder import ENDING, ID_FORM, read_bytes, without_place
from generator.reading.nodes import Path as FieldPath
from generator.reading.yamlfile import read
from generator.spelling import fold, shown, suggest

LONGEST_ID = 100


@dataclass(slots=True)
class Rad:
    """One row: the file it is about, what that file would hold (``""`` when nothing changes), what is in doubt.

    ``kolonner`` are the columns of the fields that keep their place when a list closes up; ``emptied`` are those
    whose empty cells take something away.
    """

    nummer: int
    fil: str = ""
    tekst: str = ""
    ny: bool = False
    data: Any = None
    merknader: Comments | None = None
    kolonner: Mapping[int, Column] = field(default_factory=dict)
    emptied: Mapping[int, Column] = field(default_factory=dict)
    tvil: list[Tvil] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether a doubt keeps the row from being written."""
        return any(tvil.grad is Grad.FEIL for tvil in self.tvil)


@dataclass(slots=True)
class Innhold:
    """All rows, and the doubts about the sheet as a whole."""

    rader: list[Rad] = field(default_factory=list)
    tvil: list[Tvil] = field(default_factory=list)

    @property
    def usable(self) -> dict[str, Rad]:
        """The rows that would change a file and may, each by its file."""
        return {rad.fil: rad for rad in self.rader if rad.tekst and not rad.refused}

    @property
    def refused(self) -> bool:
        """Whether nothing of the sheet can be used."""
        return any(tvil.grad is Grad.FEIL for tvil in self.tvil)


def content(ark: Ark, rot: Path, mappe: str, skjema: Skjema, other: Skjema) -> Innhold:
    """Return what a sheet says about the posts of a folder; ``other`` is the schema of the other folder."""
    innhold = Innhold(tvil=list(ark.tvil))
    if innhold.refused:
        return innhold
    (number, headings), rows = ark.rader[0], ark.rader[1:]
    if wrong := _of_the_others(number, headings, mappe, skjema, other):
        innhold.tvil.append(wrong)
        return innhold
    known = _headings(number, headings, skjema, innhold)
    if innhold.refused:
        return innhold
    at = next(index for index, found in known.items() if found is None)
    taken = Counter(_text(cells, at) for _, cells in rows)
    headed = frozenset(index for index, cell in enumerate(headings) if cell.tekst.strip())
    for nummer, cells in rows:
        rad = Rad(nummer)
        innhold.rader.append(rad)
        ident = _text(cells, at)
        if _named(rad, ident, at, taken):
            rad.fil = f"{mappe}/{ident}{ENDING}"
            _tell_homeless(rad, cells, headed)
            _fill(rad, cells, known, rot, skjema)
    return innhold


def _of_the_others(number: int, cells: tuple[Celle, ...], mappe: str, skjema: Skjema, other: Skjema) -> Tvil | None:
    """Return what is wrong with a sheet of units where measures are wanted, or the other way: an id may be both."""
    theirs, todo = ("enheter", "legg til") if mappe == "tiltak" else ("tiltak", "ta bort")
    for index, cell in enumerate(cells):
        if column(cell.tekst, skjema) is None and column(cell.tekst, other) is not None:
            melding = f"{shown(cell.tekst)} er et felt i {theirs}. Er radene {theirs}, {todo} --enheter."
            return Tvil(number, index + 1, "", Grad.FEIL, f"{melding} Ellers slett kolonnen.")
    return None


def _headings(number: int, cells: tuple[Celle, ...], skjema: Skjema, innhold: Innhold) -> dict[int, Column | None]:
    """Return what each column is about, None for the id; a heading that no field has is told and left out."""
    known: dict[int, Column | None] = {}
    seen: set[str] = set()
    for index, cell in enumerate(cells):
        navn = cell.tekst.strip().lower()
        if not navn:
            continue
        found = None if navn == ID else column(navn, skjema)
        if found is None and navn != ID:
            fields = skjema.innhold["properties"]
            near = suggest(navn, {key: key for key in (ID, *fields) if fields.get(key, {}).get("type") != "object"})
            hint = f" Mente du «{near}»?" if near else ""
            melding = f"{shown(cell.tekst)} er ikke navnet på et felt. Kolonnen er ikke lest.{hint}"
            innhold.tvil.append(Tvil(number, index + 1, "", Grad.ADVARSEL, melding))
            continue
        name = ID if found is None else found.navn
        if name in seen:
            innhold.tvil.append(Tvil(number, index + 1, name, Grad.FEIL, "Kolonnen står to ganger. Slett den ene."))
        seen.add(name)
        known[index] = found
    if ID not in seen:
        melding = "Kolonnen «id» mangler. Id er filnavnet uten .yml, og sier hvilken post raden gjelder."
        innhold.tvil.append(Tvil(number, 0, "", Grad.FEIL, melding))
    return known


def _text(cells: tuple[Celle, ...], index: int) -> str:
    return cells[index].tekst.strip().removeprefix("'") if index < len(cells) else ""


def _named(rad: Rad, ident: str, at: int, taken: Mapping[str, int]) -> bool:
    """Tell whether a row names its post, and whether no other row does."""
    melding = ""
    if not ident:
        melding = "Raden har ingen id, og vi gjetter ikke. Skriv id-en: små bokstaver a–z, tall og bindestrek."
    elif not ID_FORM.fullmatch(ident) or len(ident) > LONGEST_ID:
        near = fold(without_place(ident))[:LONGEST_ID].strip("-")
        hint = f" Mente du «{near}»?" if near else ""
        melding = f"{shown(ident)} kan ikke være en id: bare små bokstaver a–z, tall og bindestrek.{hint}"
    elif taken[ident] > 1:
        melding = f"Id-en «{ident}» står i flere rader. Behold den ene."
    if melding:
        rad.tvil.append(Tvil(rad.nummer, at + 1, ID, Grad.FEIL, melding))
    return not melding


def _tell_homeless(rad: Rad, cells: tuple[Celle, ...], headed: frozenset[int]) -> None:
    """Tell of cells that hold something and have no heading above them."""
    for index, cell in enumerate(cells):
        if index not in headed and cell.tekst.strip():
            melding = f"{shown(cell.tekst)} har ingen overskrift over seg. Er en tekst delt i to?"
            rad.tvil.append(Tvil(rad.nummer, index + 1, "", Grad.FEIL, melding))


def _fill(rad: Rad, cells: tuple[Celle, ...], known: Mapping[int, Column | None], rot: Path, skjema: Skjema) -> None:
    """Put the cells of a row into the post as it is today; fields without a column stay as they are."""
    old, notes = _today(rad, rot, skjema)
    values: dict[FieldPath, Any] = {}
    fields = {index: found for index, found in known.items() if found is not None}
    for index, found in fields.items():
        said = value(cells[index] if index < len(cells) else Celle(), found)
        rad.tvil += [Tvil(rad.nummer, index + 1, found.navn, grad, melding) for grad, melding in said.tvil]
        values[found.path] = normalised(said.verdi)
    if rad.refused:
        return
    new = normalised(put(old, values))
    if not rad.ny and new == old:
        return
    moved = {path[0] for path, said in values.items() if get(new, path) != said}
    rad.kolonner = {at: found for at, found in fields.items() if found.path[0] not in moved}
    rad.emptied = {
        at: found for at, found in fields.items() if values[found.path] is None and get(old, found.path) is not None
    }
    rad.data, rad.merknader = new, notes
    rad.tekst = write(new, rad.fil, skjema, notes)


def _today(rad: Rad, rot: Path, skjema: Skjema) -> tuple[dict[str, Any], Comments | None]:
    """Return the data and the comments of the post as it lies there; nothing for a new one."""
    if not (rot / rad.fil).exists() and not (rot / rad.fil).is_symlink():
        rad.ny = True
        return {}, None
    raw = read_bytes(rot, rad.fil)
    if not isinstance(raw, Problem):
        document = read(raw, rad.fil, skjema.titler, skjema.under)
        coerced = coerce(document, skjema)
        faults = [*document.problems, *(problem for _, problem in coerced.problems)]
        if isinstance(coerced.data, dict) and not stopping(faults):
            return normalised(coerced.data), comments(document)
    melding = f"{rad.fil} har feil fra før. Rett filen først: tiltak sjekk {rad.fil}"
    rad.tvil.append(Tvil(rad.nummer, 0, "", Grad.FEIL, melding))
    return {}, None
