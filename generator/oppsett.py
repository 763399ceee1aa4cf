"""mkdocs.yml: what the product needs of it, and what is wrong with it, for whoever wrote it.

The settings come from MkDocs as values. The file is read here only to say on which line a setting stands.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml_env_tag import add_env_tag

from generator.farger import HEX
from generator.place import MERKE
from generator.problem import Grad, Problem, stopping
from generator.reading.folder import without_place
from generator.reading.rawtext import decode
from generator.reading.syntax import Syntax, first_fault, repair
from generator.reading.yamlfile import LOADER
from generator.spelling import misspelt, shown
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

SITE = "site"
"""The folder of the site where mkdocs.yml names none."""

PAGES = "sider"
"""The folder of the hand-written pages where mkdocs.yml names none."""

PROJECT = frozenset(
    {
        *("tiltak", "enheter", "schema", "sider", "site-overrides", "generator", "tests", "benchmarks", "verktoy"),
        *(".git", ".github", ".ci", ".venv", ".cache", "node_modules"),
    }
)
"""The folders of the project, and those that it makes for itself."""

NO_ADDRESS = "SITE_URL er ikke satt: kanoniske lenker, nettstedskart, Atom-strømmer og QR-koder er utelatt."

_GITHUB = re.compile(
    r"https://github\.com/(?P<lager>[\w.-]+/[\w.-]+?)(?:\.git)?(?:/(?:blob|tree|raw)(?:/(?P<gren>[\w.-]+))?)?/?"
)
"""Where a repository is shown, or its files are, and cannot be edited."""

_URL = re.compile(r"https://[^\s/]\S*")
_SERVICE = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?")
_WEB = re.compile(r"https?://[^\s/]\S*")
_NO_PLUGIN = re.compile(r'The "(?P<navn>.+)" plugin is not installed')

_THEME = "theme:\n  name: material\n  custom_dir: site-overrides\n  language: nb"
_PLUGINS = "plugins:\n  - tiltak"

_REFUSED: Mapping[str, tuple[str, str]] = {
    "site_name": ("Navnet på nettstedet må være en tekst i anførselstegn.", 'site_name: "Tiltaksoversikten"'),
    "site_url": (
        "Adressen til nettstedet må begynne med https://. Er den satt med SITE_URL, må du rette den der.",
        'site_url: !ENV [SITE_URL, "https://eksempel.no/"]',
    ),
    "docs_dir": ("Mappen med sidene som er skrevet for hånd, finnes ikke.", "docs_dir: sider"),
    "site_dir": ("Her skal det stå navnet på en mappe som nettstedet får for seg selv.", "site_dir: site"),
    "theme": ("Temaet er ikke satt slik vi trenger det.", _THEME),
    "plugins": ("Utvidelsene er ikke satt slik vi trenger det.", _PLUGINS),
    "extra": ("Her skal det stå innstillinger med navn og verdi.", 'extra:\n  merke: "Tiltaksoversikten"'),
    "nav": ("Her skal det stå en liste med sider.", "nav:\n  - Om oversikten: om.md"),
    "markdown_extensions": ("Her skal det stå en liste med utvidelser.", "markdown_extensions:\n  - tables"),
}
"""What it most likely is when MkDocs refuses a setting, and what can be written instead."""

_SAID = frozenset({"site_name", "site_url", "docs_dir", "site_dir"})
"""The settings where there is nothing to add to that."""

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
    text = decode(raw, MERKE, {})
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


def site_fault(folder: Path, rot: Path) -> Iterator[Fault]:
    """Yield what is wrong with the folder of the site: a build would take away what stands there."""
    if why := in_project(folder, rot):
        message = f"Mappen for nettstedet {why} Er den satt med -d, må du rette den der."
        yield Fault(("site_dir",), message, _REFUSED["site_dir"][1])
    elif not isinstance(setting(rot, "site_dir"), str | None):
        yield Fault(("site_dir",), *_REFUSED["site_dir"])


def located(rot: Path, faults: list[Fault]) -> list[Problem]:
    """Return faults as problems, each on the line of its setting or of the nearest one around it."""
    root = _compose((rot / MERKE).read_bytes())
    return [_problem(fault.melding, _line(root, fault.sti), fault.sti[-1], fault.forslag) for fault in faults]


def refused(navn: str, error: str) -> Fault:
    """Return the fault of a setting that MkDocs refuses, which says why in English."""
    if found := _NO_PLUGIN.search(error):
        return Fault((navn,), f"Utvidelsen «{found['navn']}» er ikke installert. Ta den bort.", _PLUGINS)
    melding, forslag = _REFUSED.get(navn, ("Innstillingen er ikke slik MkDocs vil ha den.", ""))
    return Fault((navn,), melding if navn in _SAID else f"{melding} MkDocs svarer: {error}", forslag)


def without_us() -> Fault:
    """Return the fault of a file that does not name our plugin."""
    return Fault(("plugins",), "Utvidelsen «tiltak» mangler, og det er den som lager sidene.", _PLUGINS)


def faults(extra: Mapping[str, Any], site_url: object, kan_forsvinne: object) -> Iterator[Fault]:
    """Yield what is wrong with the settings that are ours."""
    if site_url and not _WEB.fullmatch(str(site_url)):
        yield Fault(("site_url",), *_REFUSED["site_url"])
    if not isinstance(kan_forsvinne, int) or isinstance(kan_forsvinne, bool) or not 0 <= kan_forsvinne <= 100:  # noqa: PLR2004 - of a hundred
        message = "kan_forsvinne må være et helt tall fra 0 til 100."
        yield Fault(("plugins", "tiltak", "kan_forsvinne"), message, "      kan_forsvinne: 20")
    merke = extra.get("merke")
    if not (isinstance(merke, str) and merke.strip()):
        message = "Navnet som står øverst på hver side, mangler. Skriv det i anførselstegn."
        yield Fault(("extra", "merke"), message, '  merke: "Tiltaksoversikten"')
    if not isinstance(extra.get("sted"), str):
        message = 'Stedet under navnet øverst på hver side mangler. Sier navnet det fra før, skriver du sted: ""'
        yield Fault(("extra", "sted"), message, '  sted: "Eksempel kommune"')
    yield from _colours(extra.get("farger"))
    for navn in URLS:
        value = extra.get(navn)
        if value not in (None, "") and not (isinstance(value, str) and _URL.fullmatch(value)):
            message = f"{navn} i mkdocs.yml må være en nettadresse som begynner med https://, eller tom."
            yield Fault(("extra", navn), message, f'  {navn}: ""')
    if found := _GITHUB.fullmatch(str(extra.get(EDIT) or "")):
        message = "Adressen fører ikke til der en redigerer filen på GitHub. Den har /edit/ og navnet på grenen i seg."
        whole = f"https://github.com/{found['lager']}/edit/{found['gren'] or 'main'}/"
        yield Fault(("extra", EDIT), message, f'  {EDIT}: "{whole}"')
    yield from sign_in_fault(extra)
    if not isinstance(extra.get(PUBLISHER), str | None):
        message = f"{PUBLISHER} i mkdocs.yml må være id-en til en enhet i anførselstegn, eller tom."
        yield Fault(("extra", PUBLISHER), message, f'  {PUBLISHER}: ""')
    yield from _notes(extra.get("merknader") or {})
    yield from _languages(extra.get(OTHERS) or [])


def _languages(others: object) -> Iterator[Fault]:
    """Yield what is wrong with the list of the other languages."""
    example = f"  {OTHERS}: [{', '.join(LANGUAGES[1:])}]"
    if not isinstance(others, list):
        yield Fault(("extra", OTHERS), "Her skal det stå en liste med språk i hakeparenteser.", example)
        return
    for sprak in others:
        if sprak not in LANGUAGES:
            called = "no" if sprak is False else str(sprak)  # so YAML reads it
            message = f"Vi har ikke ord på språket {shown(called)}. Disse har vi: {', '.join(LANGUAGES)}."
            yield Fault(("extra", OTHERS), message, example)


def _notes(merknader: object) -> Iterator[Fault]:
    """Yield what is wrong with what the municipality itself says on some pages."""
    if not isinstance(merknader, Mapping):
        message = "Under «merknader» skal navnet på siden stå først, og så teksten."
        yield Fault(("extra", "merknader"), message, '  merknader:\n    dekning: "Det vi vil si om dekningen."')
        return
    for side, text in merknader.items():
        if text is not None and not isinstance(text, str):
            message = "Merknaden må være en tekst i anførselstegn."
            yield Fault(("extra", "merknader", str(side)), message, f'    {side}: "Det vi vil si."')


def sign_in_fault(extra: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the address where one signs in to the form: the page of the form may reach it."""
    value = extra.get(SIGN_IN)
    if value not in (None, "") and not (isinstance(value, str) and _SERVICE.fullmatch(value)):
        message = f"{SIGN_IN} i mkdocs.yml må være en nettadresse som begynner med https://, eller tom."
        yield Fault(("extra", SIGN_IN), message, f'  {SIGN_IN}: ""')


def publisher_fault(extra: Mapping[str, Any], enheter: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with the unit that publishes the overview: it is one of the units there are."""
    ident = extra.get(PUBLISHER) or ""
    if ident and ident not in enheter:
        near = misspelt(without_place(ident), enheter)
        where = f"Mente du «{near}»?" if near else "Id-en er navnet på en fil i mappen enheter/, uten .yml."
        message = f"Vi kjenner ikke enheten {shown(ident)}. {where}"
        yield Fault(("extra", PUBLISHER), message, f'  {PUBLISHER}: "{near}"')


def _colours(farger: object) -> Iterator[Fault]:
    """Yield what is wrong with the municipality's two colours."""
    if not isinstance(farger, Mapping):
        rows = "".join(f'\n    {navn}: "{example}"' for navn, example in COLOURS.items())
        yield Fault(("extra", "farger"), "Kommunens to farger mangler under «extra».", f"  farger:{rows}")
        return
    for navn, example in COLOURS.items():
        value = farger.get(navn)
        if value is None:
            message = f"Fargen «{navn}» mangler under «farger» i «extra». Den må stå i anførselstegn."
        elif not (isinstance(value, str) and HEX.fullmatch(value)):
            message = f"«{value}» er ikke en farge. Skriv # og seks tegn, i anførselstegn."
            example = f"#{value}" if HEX.fullmatch(f"#{value}") else example  # noqa: PLW2901 - their own before ours
        else:
            continue
        yield Fault(("extra", "farger", navn), message, f'    {navn}: "{example}"')


def _compose(raw: bytes) -> yaml.Node | None:
    """Return the file as nodes with places."""
    return yaml.compose(raw, Loader=LOADER)


def _line(node: yaml.Node | None, sti: Sti) -> int:
    """Return the line of a setting, or of the nearest one around it that is there; 0 when none is."""
    line = 0
    for navn in sti:
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        pairs = [pair for item in items if isinstance(item, yaml.MappingNode) for pair in item.value]
        found = next(((key, value) for key, value in pairs if key.value == navn), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def _problem(melding: str, linje: int, felt: str = "", forslag: str = "") -> Problem:
    return Problem(MERKE, linje, 1 if linje else 0, felt, Grad.FEIL, melding, forslag)
