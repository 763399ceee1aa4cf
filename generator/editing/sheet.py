"""A file from a spreadsheet -> rows of cells. Tolerant of what spreadsheets do, and telling of each doubt."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from generator.fodselsnummer import masked
from generator.problem import Grad

MAX_BYTES = 20_000_000
MAX_UNPACKED = 200_000_000
MAX_ROWS = 20_000
MAX_CELL = 40_000
"""More than any honest sheet of ours has."""

TEGN = {";": "semikolon", ",": "komma", "\t": "tabulator"}

_OTHER_LETTERS = re.compile(r"[a-z][Œ¿¾†›]|[Œ¿¾†›][a-z]")
"""What å, ø and æ of «CSV (Macintosh)», and å and ø of «CSV (MS-DOS)», are in Windows-1252."""


class Celle(NamedTuple):
    """One cell: its text, and what the spreadsheet took it for. In a CSV file no one can tell."""

    tekst: str = ""
    slag: str = "ukjent"


class Tvil(NamedTuple):
    """One doubt: where in the sheet (0 is the whole row or file), how grave it is, what it is, what to write."""

    rad: int
    kolonne: int
    felt: str
    grad: Grad
    melding: str
    forslag: str = ""

    def text(self, fil: str) -> str:
        """Return the doubt for people."""
        where = f"{fil}, rad {self.rad}" if self.rad else fil
        if self.kolonne:
            where += f", kolonne {get_column_letter(self.kolonne)}"
        write = f"\n  Skriv i cellen:  {self.forslag}" if self.forslag else ""
        return masked(f"{self.grad}  {where}{f' – {self.felt}' if self.felt else ''}\n  {self.melding}{write}")


class Ark(NamedTuple):
    """The rows of a sheet, each with its number, the first of them the headings; what was in doubt."""

    rader: tuple[tuple[int, tuple[Celle, ...]], ...]
    tvil: tuple[Tvil, ...]


def read_sheet(raw: bytes, navn: str) -> Ark:
    """Read a file by the ending of its name."""
    ending = PurePath(navn).suffix.lower()
    if len(raw) > MAX_BYTES:
        return _refused("Filen er for stor. Del den i flere.")
    if ending == ".xlsx":
        return _workbook(raw)
    if ending == ".csv":
        return _csv(raw)
    return _refused("Vi leser filer som slutter på .csv eller .xlsx. Lagre regnearket som en av dem.")


def _refused(melding: str) -> Ark:
    return Ark((), (_whole(Grad.FEIL, melding),))


def _whole(grad: Grad, melding: str) -> Tvil:
    return Tvil(0, 0, "", grad, melding)


def _csv(raw: bytes) -> Ark:
    """Read a CSV file: semicolon, comma or tab; UTF-8 or Windows-1252."""
    tvil: list[Tvil] = []
    if raw.startswith((b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw:
        return _refused("Filen er ikke CSV som vi kan lese. Lagre den som «CSV UTF-8» eller .xlsx.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
        if _OTHER_LETTERS.search(text) and not re.search("[æøå]", text, re.IGNORECASE):
            return _refused("Vi ser ikke hva som er æ, ø og å i filen. Lagre den som «CSV UTF-8» eller .xlsx.")
        melding = "Filen er ikke UTF-8, og er lest som Windows-1252. Sjekk at æ, ø og å står riktig."
        tvil.append(_whole(Grad.ADVARSEL, melding))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.lower().startswith("sep="):
        text, skipped = rest, 1
    heads = next((line for line in text.splitlines() if line.strip()), "")
    skille = max(TEGN, key=heads.count)
    if skille != ";" and heads.count(skille):
        tvil.append(_whole(Grad.ADVARSEL, f"Cellene er delt med {TEGN[skille]}. Sjekk at ingen tekst er delt i to."))
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=skille, strict=True)
    rows: list[tuple[int, tuple[Celle, ...]]] = []
    try:
        for number, values in enumerate(reader, 1 + skipped):
            rows.append((number, tuple(Celle(value) for value in values)))
    except csv.Error as error:
        number = len(rows) + 1 + skipped
        if "limit" in str(error):
            return _refused(f"En celle i rad {number} har mer enn {MAX_CELL} tegn. Gjør teksten kortere.")
        return _refused(
            f"Anførselstegnene stemmer ikke i rad {number}. Åpne filen i et regneark, og lagre den på nytt."
        )
    return _checked(rows, tvil)


def _checked(rows: list[tuple[int, tuple[Celle, ...]]], tvil: list[Tvil]) -> Ark:
    """Leave out empty rows; refuse a sheet without any, or with far too many."""
    kept = tuple((number, cells) for number, cells in rows if any(cell.tekst.strip() for cell in cells))
    if not kept:
        return _refused("Filen er tom.")
    if len(kept) > MAX_ROWS:
        return _refused(f"Filen har flere enn {MAX_ROWS} rader. Del den i flere.")
    return Ark(kept, tuple(tvil))


def _workbook(raw: bytes) -> Ark:
    """Read the first sheet of an Excel file: what is typed, never what a formula came to."""
    tvil: list[Tvil] = []
    rows: list[tuple[int, tuple[Celle, ...]]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(info.file_size for info in packed.infolist()) > MAX_UNPACKED:
                return _refused("Filen er for stor. Del den i flere.")
        book = load_workbook(io.BytesIO(raw), read_only=True)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()
        if len(book.sheetnames) > 1:
            tvil.append(_whole(Grad.ADVARSEL, f"Filen har flere ark. Bare det første, «{sheet.title}», er lest."))
        for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2), 1):
            rows.append((number, tuple(_cell(cell.value, cell.data_type) for cell in cells)))
        book.close()
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles on in a damaged file
        return _refused("Filen kan ikke leses som .xlsx. Åpne den i et regneark, og lagre den på nytt.")
    return _checked(rows, tvil)


def _cell(value: Any, kind: str) -> Celle:  # noqa: ANN401 - whatever a cell can hold
    """Return one cell of an Excel file."""
    if value is None:
        return Celle()
    if isinstance(value, bool):
        return Celle("ja" if value else "nei", "sant")
    if isinstance(value, datetime | date | time):
        day = value.date() if isinstance(value, datetime) and value.time() == time() else value
        return Celle(day.isoformat(), "dato")
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return Celle(str(int(value)) if whole else repr(value), "tall")
    text = str(value).replace("\r\n", "\n").replace("_x000D_", "")
    return Celle(text, {"f": "formel", "e": "feil", "s": "tekst", "inlineStr": "tekst"}.get(kind, "ukjent"))
