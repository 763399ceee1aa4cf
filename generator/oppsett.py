"""mkdocs.yml: the settings the product needs, those it reads before MkDocs is loaded, and where each stands.

What is wrong with their values, ``oppsettfeil.py`` tells.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

import yaml
from yaml_env_tag import add_env_tag

from generator.place import MERKE
from generator.problem import Grad, Problem, stopping
from generator.reading.mending import Under
from generator.reading.rawtext import decode
from generator.reading.syntax import Syntax, first_fault, repair
from generator.reading.yamlfile import LOADER
from generator.spelling import shown
from generator.texts import BOKMAL, LANGUAGES

EDIT = "rediger_url"
"""The setting under ``extra`` that the path of a file follows, to where one edits it, or empty."""

URLS = (EDIT, "meldfeil_url", "tilgjengelighetserklaering_url")
"""The settings under ``extra`` that are the address of somewhere else, or empty."""

SIGN_IN = "skjema_innlogging"
"""The setting under ``extra`` that is the address where one signs in to the form, or empty."""

OTHERS = "sprak"
"""The setting under ``extra`` that lists the languages the site has besides that of the posts."""

PUBLISHER = "utgiver"
"""The setting under ``extra`` that is the id of the unit that publishes the overview, or empty."""

COLOURS: Mapping[str, str] = {"kommune_1": "#0d4b4b", "kommune_2": "#f0b23c"}
"""The municipality's two colours, each with an example."""

NOTES = "merknader"
"""The setting under ``extra`` that holds what the municipality says itself, by the page it says it on."""

WITH_NOTE = ("dekning",)
"""The pages that have room for such a note."""

OURS: tuple[str, ...] = ("merke", "sted", "farger", *URLS, SIGN_IN, OTHERS, PUBLISHER, NOTES)
"""The settings under ``extra`` that are ours; those of the theme are not for us to judge."""

TOP = ("site_name", "site_description", "site_url", "docs_dir", "site_dir", "theme", "plugins", "nav", "extra")
"""The settings of MkDocs that this site has, as they stand at the margin."""

SITE = "site"
"""The folder of the site where mkdocs.yml names none."""

PAGES = "sider"
"""The folder of the hand-written pages where mkdocs.yml names none."""

_UNDER: Under = {"": frozenset(TOP), "extra": frozenset(OURS), "farger": frozenset(COLOURS)}
"""What may stand under each setting, so that one that has slipped out or in is led home."""

PROJECT = frozenset(
    {
        *("tiltak", "enheter", "schema", "sider", "site-overrides", "generator", "tests", "benchmarks", "verktoy"),
        *(".git", ".github", ".ci", ".venv", ".cache", "node_modules"),
    }
)
"""The folders of the project, and those that it makes for itself."""

NO_ADDRESS = "SITE_URL er ikke satt: kanoniske lenker, nettstedskart, Atom-strømmer, OpenSearch og QR-koder er utelatt."

Sti: TypeAlias = tuple[str, ...]
"""The names that lead to a setting, from the outermost."""


class ConfigurationFaultError(Exception):
    """mkdocs.yml, a hand-written page or the theme stops the build; the text is for the user."""


class Fault(NamedTuple):
    """One setting that is wrong: where it stands, what is wrong, and what to write."""

    sti: Sti
    melding: str
    forslag: str = ""


def read(rot: Path) -> tuple[Problem, ...]:
    """Return what keeps mkdocs.yml from being read as settings at all."""
    raw = (rot / MERKE).read_bytes()
    text = decode(raw, MERKE, {}, _UNDER)
    if not text.mended:
        return text.problems
    if first_fault(text.lines, LOADER):
        left = first_fault(text.mended, LOADER)
        return (*stopping(text.problems), *(repair(text.mended, left, Syntax(MERKE, {}, LOADER))[1] if left else ()))
    try:
        root = _compose(raw)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return (_problem("Filen kan ikke leses som YAML fra denne linjen.", mark.line + 1 if mark else 0),)
    if not isinstance(root, yaml.MappingNode):
        message = "Filen skal ha innstillinger med navn, kolon og verdi. Hent den tilbake slik den var."
        return (_problem(message, 0, "", 'site_name: "Tiltaksoversikten"'),)
    wrong = _no_value(yaml.compose(raw, Loader=_Settings))
    message = "{} er ikke noe MkDocs kan lese. Er det et navn, så sett det i anførselstegn."
    return tuple(_problem(message.format(shown(node.value)), node.start_mark.line + 1) for node in wrong)


class _Settings(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # either reads the same
    """Reads a setting as MkDocs does."""


add_env_tag(_Settings)


def site_dir(rot: Path) -> Path:
    """Return the folder that mkdocs.yml gives the site, read before MkDocs is loaded."""
    value = setting(rot, "site_dir")
    return Path(os.path.normpath(rot / (value if isinstance(value, str) and value else SITE)))


def pages_dir(rot: Path) -> str:
    """Return the folder of the hand-written pages, read before MkDocs is loaded; ``""`` when there is none."""
    value = setting(rot, "docs_dir")
    folder = rot / (value if isinstance(value, str) and value else PAGES)
    return Path(os.path.relpath(folder, rot)).as_posix() if folder.is_dir() else ""


def languages(rot: Path) -> tuple[str, ...]:
    """Return the languages of the site, that of the posts first, read before MkDocs is loaded.

    One that we have no words in is left out: ``faults`` tells it.
    """
    theme, extra = setting(rot, "theme"), setting(rot, "extra")
    main = theme.get("language") if isinstance(theme, dict) else None
    return in_all(main, extra.get(OTHERS) if isinstance(extra, dict) else None)


def in_all(main: object, others: object) -> tuple[str, ...]:
    """Return the languages of a site whose posts are in ``main``, each once."""
    asked = others if isinstance(others, list) else []
    known = [sprak for sprak in (main, *asked) if isinstance(sprak, str) and sprak in LANGUAGES]
    return tuple(dict.fromkeys(known)) or (BOKMAL,)


def setting(rot: Path, navn: str) -> object:
    """Return one setting of mkdocs.yml before MkDocs is loaded; None when it says nothing, or cannot be read."""
    with suppress(yaml.YAMLError, ValueError, FileNotFoundError):
        root = yaml.compose((rot / MERKE).read_bytes(), Loader=_Settings)
        for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
            if key.value == navn:
                return _Settings("").construct_document(value)
    return None


def _no_value(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield what looks like a date or a number and is none: MkDocs would stop at it without a word."""
    if isinstance(node, yaml.ScalarNode):
        try:
            _Settings("").construct_document(node)
        except ValueError:
            yield node
        except yaml.YAMLError:
            pass
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for child in pair:
                yield from _no_value(child)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _no_value(child)


def in_project(folder: Path, rot: Path) -> str:
    """Return how a folder is a part of the project, as the end of a sentence; ``""`` when it is not."""
    folder, rot = folder.resolve(), rot.resolve()
    if folder == rot or folder in rot.parents:
        return "inneholder selve prosjektet."
    top = folder.relative_to(rot).parts[0] if rot in folder.parents else ""
    return f"ligger i {top}/, som hører til prosjektet." if top in PROJECT else ""


def located(rot: Path, faults: Iterable[Fault], *, absent: bool = True) -> list[Problem]:
    """Return faults as problems, each on the line of its setting or of the nearest one around it.

    Without the ``absent`` ones, only those of settings that stand there.
    """
    root = _compose((rot / MERKE).read_bytes())
    placed = [(fault, *_line(root, fault.sti)) for fault in faults]
    return [_problem(f.melding, line, f.sti[-1], f.forslag) for f, line, there in placed if there or absent]


def _compose(raw: bytes) -> yaml.Node | None:
    """Return the file as nodes with places."""
    return yaml.compose(raw, Loader=LOADER)


def _line(node: yaml.Node | None, sti: Sti) -> tuple[int, bool]:
    """Return the line of a setting and True, or of the nearest one around it that is there; 0 when none is."""
    line = 0
    for navn in sti:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        pairs = [pair for item in items if isinstance(item, yaml.MappingNode) for pair in item.value]
        found = next(((key, value) for key, value in pairs if key.value == navn), None)
        if found is None:
            return line, False
        line, node = found[0].start_mark.line + 1, found[1]
    return line, True


def _problem(melding: str, linje: int, felt: str = "", forslag: str = "") -> Problem:
    return Problem(MERKE, linje, 1 if linje else 0, felt, Grad.FEIL, melding, forslag)
