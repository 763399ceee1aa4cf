"""What is wrong with the settings in mkdocs.yml, said in Norwegian, each with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.farger import HEX
from generator.oppsett import (
    COLOURS,
    EDIT,
    NOTES,
    OTHERS,
    OURS,
    PUBLISHER,
    SIGN_IN,
    TOP,
    URLS,
    WITH_NOTE,
    Fault,
    Sti,
    in_project,
    located,
    pages_dir,
    setting,
)
from generator.problem import Problem
from generator.reading.folder import without_place
from generator.reading.lines import quoted
from generator.spelling import misspelt, shown, suggest
from generator.texts import LANGUAGES

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


def judged(rot: Path) -> list[Problem]:
    """Return what is wrong with the settings that stand in the file, as far as is known without MkDocs.

    What is not there at all, keeps the site from being built, but no post from being checked.
    """
    extra, pages = setting(rot, "extra"), pages_dir(rot)
    wrong = list(faults(extra if isinstance(extra, dict) else {}, setting(rot, "site_url"), 0))
    if pages:
        wrong += nav_faults(setting(rot, "nav"), rot / pages)
    return located(rot, wrong, absent=False)


def site_fault(folder: Path, rot: Path) -> Iterator[Fault]:
    """Yield what is wrong with the folder of the site: a build would take away what stands there."""
    if why := in_project(folder, rot):
        message = f"Mappen for nettstedet {why} Er den satt med -d, må du rette den der."
        yield Fault(("site_dir",), message, _REFUSED["site_dir"][1])
    elif not isinstance(setting(rot, "site_dir"), str | None):
        yield Fault(("site_dir",), *_REFUSED["site_dir"])


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
    meant = _meant(extra)
    for key, near in meant.items():
        forslag = f"  {near}: {quoted(extra[key])}" if isinstance(extra[key], str) else ""
        yield Fault(("extra", key), f"Vi kjenner ikke {shown(key)}. Mente du «{near}»?", forslag)
    extra = {**extra, **{near: extra[key] for key, near in meant.items()}}
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
    yield from _notes(extra.get(NOTES) or {})
    yield from _languages(extra.get(OTHERS) or [])


def _meant(extra: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings under ``extra`` that are nearly one of ours, not there itself: so they do nothing."""
    absent = {navn: navn for navn in OURS if navn not in extra}
    near = {str(key): suggest(str(key), absent) for key in extra if key not in OURS}
    return {key: navn for key, navn in near.items() if navn}


def nav_faults(nav: object, pages: Path) -> Iterator[Fault]:
    """Yield the pages of the navigation that are not there; those of MkDocs' own kinds it judges itself."""
    for sti, path in _pages_of(nav, ("nav",)):
        if not re.match(r"[a-z]+:|/", path) and path.endswith(".md") and not (pages / path).is_file():
            beside = (page.relative_to(pages).with_suffix("") for page in (pages / path).parent.glob("*.md"))
            near = misspelt(path.removesuffix(".md"), [page.as_posix() for page in beside])
            todo = f"Mente du «{near}.md»?" if near else "Rett navnet, eller slett linjen."
            yield Fault(sti, f"Siden {shown(path)} finnes ikke i mappen {pages.name}/. {todo}")


def _pages_of(nav: object, sti: Sti) -> Iterator[tuple[Sti, str]]:
    """Yield each path in the navigation, and the names that lead to it."""
    if isinstance(nav, str):
        yield sti, nav
    elif isinstance(nav, list):
        for child in nav:
            yield from _pages_of(child, sti)
    elif isinstance(nav, Mapping):
        for navn, child in nav.items():
            yield from _pages_of(child, (*sti, str(navn)))


def unknown(navn: str) -> str:
    """Return what is told of a setting that MkDocs does not know."""
    near = suggest(navn, {known: known for known in TOP})
    meant = f" Mente du «{near}»?" if near else ""
    ours = " Den står under «extra», med to mellomrom foran." if navn in OURS else meant
    return f"mkdocs.yml: Vi kjenner ikke innstillingen {shown(navn)}, og den gjør ingenting.{ours}"


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
        yield Fault(("extra", NOTES), message, '  merknader:\n    dekning: "Det vi vil si om dekningen."')
        return
    for side, text in merknader.items():
        if side not in WITH_NOTE:
            message = f"Siden {shown(side)} har ingen plass til en merknad. Disse har det: {', '.join(WITH_NOTE)}."
            yield Fault(("extra", NOTES, str(side)), message)
        if text is not None and not isinstance(text, str):
            message = "Merknaden må være en tekst i anførselstegn."
            yield Fault(("extra", NOTES, str(side)), message, f'    {side}: "Det vi vil si."')


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
