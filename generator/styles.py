"""The style sheets of the site as one, in the municipality's own colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import farger
from generator.cache import Cache, fingerprint, program, remembered

STYLES = (
    *("tokens", "grunn", "ramme", "deler", "prosa", "forside", "finn", "tiltak", "bti", "oversikter"),
    *("dekning", "dekning-lister", "livslop", "livslop-valg", "niva", "plan", "liste", "minliste"),
    *("tiltaksdeler", "veiviser", "forlat", "akutt", "status", "hoykontrast", "utskrift"),
)
"""The style sheets, in order. They are served as one file, so that an old phone asks once."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheet, and what is hard to read in the colours that were chosen."""

    css: str
    merknader: tuple[str, ...]


def styles(folder: Path, colours: tuple[str, str], store: Cache) -> Styles:
    """Return every style sheet of a folder as one, the colours right after the tokens they replace."""
    parts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    return remembered(store, "stil", lambda: fingerprint(program(), *colours, *parts), lambda: _made(parts, colours))


def _made(parts: list[str], colours: tuple[str, str]) -> Styles:
    tokens, *rest = parts
    css = "\n".join([tokens, farger.stylesheet(*colours), *rest])
    return Styles(css, tuple(str(pair) for pair in farger.check(*colours, tokens)))
