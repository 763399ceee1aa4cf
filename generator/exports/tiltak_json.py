"""``data/tiltak.json``: the whole catalogue as JSON, and the same measures in one file each.

Each measure holds what its file says, and under ``utledet`` what the site makes of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from generator.exports.edition import FOLDER, LICENCE, Edition, Exported, checked
from generator.exports.plain import plain, plain_value
from generator.judging.skjema import Json
from generator.judging.typed import build
from generator.model import Begrep, Enhet, Katalog, Tiltak
from generator.telling.ages import GRUNNLAG, age_of
from generator.telling.present import contact_doubt, contact_of
from generator.views import is_sensitive

VERSION: Final = "1.1"
"""The version of the format. The first number changes when a program that reads it must be changed."""

PATH: Final = f"{FOLDER}tiltak.json"
SCHEMA: Final = f"{FOLDER}tiltak.schema.json"
"""The path of the schema of it."""

DERIVED: Final = "utledet"
"""What holds that which stands in no file."""

DERIVED_FIELDS: Final = ("adresse", "kontakt", "kontakt_fra", "kontakt_antatt", "alder", "sensitiv")
"""What it holds."""

LISTS: Final = (
    *("type", "synlighet", "status", "forebyggingsniva", "bti", "risikofaktorer", "beskyttelsesfaktorer", "tema"),
    *("malgrupper", "trinn", "kommuner", "kostnad", "svar", "roller", "metoder", "hjemler", "plan", "dokumenter"),
    "sprak",
)
"""The closed lists whose ids stand in a measure."""

TOLD: Final = (
    *("id", "navn", "forklaring", "innbygger", "til_deg", "sensitiv", "alder", "nummer", "samisk", "los", "ungsinn"),
    *("nettside", "lov", "paragraf", "url", "status", "eier", "frist", "utgiver", "dato"),
)
"""What is told of each value of a list, where it has it."""


def path_of(t: Tiltak) -> str:
    """Return the path of the file of one measure."""
    return f"{FOLDER}tiltak/{t.id}.json"


def exported(edition: Edition) -> Iterator[Exported]:
    """Yield the file of the whole, then the file of each measure: the same text as in the whole."""
    tiltak, enheter = edition.katalog.tiltak, edition.katalog.enheter
    one = {t.id: measure(t, edition) for t in tiltak.values()}
    units = {e.id: replace(e, redaktor=None) for e in enheter.values()}
    yield checked(PATH, whole(edition, one.values()), _posts, (dict(tiltak), units))
    for t in tiltak.values():
        yield Exported(path_of(t), f"{one[t.id]}\n")


def whole(edition: Edition, measures: Iterable[str]) -> str:
    """Return the text of the whole catalogue, where each measure has a line."""
    katalog = edition.katalog
    unit_fields = tuple(edition.skjemaer["enhet"]["properties"])
    head = {
        "versjon": VERSION,
        "skjema": urljoin(edition.site_url, SCHEMA) if edition.site_url else SCHEMA.removeprefix(FOLDER),
        "navn": edition.navn,
        **({"nettsted": edition.site_url} if edition.site_url else {}),
        "dato": edition.i_dag.isoformat(),
        "lisens": dict(zip(("navn", "url"), LICENCE, strict=True)),
    }
    rest = {
        "enheter": [plain(e, unit_fields) for e in katalog.enheter.values()],
        "lister": {name: [_told(value) for value in getattr(katalog.vokabular, name).values()] for name in LISTS},
    }
    lines = ",\n".join(measures)  # as they are in their own files: each is written once
    return f'{written(head)[:-1]},\n"tiltak":[\n{lines}\n],\n{written(rest)[1:]}\n'


def measure(t: Tiltak, edition: Edition) -> str:
    """Return the text of one measure."""
    return written({**edition.posts[t.id], DERIVED: derived(t, edition.katalog, edition.site_url)})


def derived(t: Tiltak, katalog: Katalog, site_url: str) -> Json:
    """Return what the site makes of a measure: its address, the contact that holds, its age and on what it is built.

    Each part of the contact says which post it is from: what is from the unit has not been confirmed with the measure.
    """
    age, enhet = age_of(t, katalog.vokabular), katalog.enheter[t.enhet]
    contact: Json = plain_value(contact_of(t, enhet))
    address = f"tiltak/{t.id}/"
    return {
        "adresse": urljoin(site_url, address) if site_url else address,
        "kontakt": contact,
        "kontakt_fra": {key: "tiltak" if t.kontakt and getattr(t.kontakt, key) else "enhet" for key in contact},
        "kontakt_antatt": bool(contact_doubt(t, enhet)),
        "alder": {
            "grunnlag": str(age.grunnlag),
            "antatt": GRUNNLAG.get(age.grunnlag) in t.antatt,
            "strekk": plain_value(age.strekk),
        },
        "sensitiv": is_sensitive(t, katalog.vokabular),
    }


def written(data: Json) -> str:
    """Return data as JSON on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _told(value: Begrep) -> Json:
    """Return one value of a list."""
    data = plain_value(value)
    return {key: data[key] for key in TOLD if key in data}


def _posts(text: str) -> tuple[dict[str, Tiltak], dict[str, Enhet]]:
    """Return the posts that a text holds."""
    data = json.loads(text)
    tiltak = [build(Tiltak, {key: value for key, value in post.items() if key != DERIVED}) for post in data["tiltak"]]
    return {t.id: t for t in tiltak}, {e.id: e for e in (build(Enhet, post) for post in data["enheter"])}
