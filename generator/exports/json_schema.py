"""``data/tiltak.schema.json``: what stands in ``tiltak.json``, as JSON Schema draft-07.

The fields of a measure and of a unit are those of the project's own schemas, without what is there for editors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urljoin

from generator.exports.edition import Edition, Exported, checked
from generator.exports.plain import WITHHELD
from generator.exports.tiltak_json import DERIVED, LISTS, SCHEMA, written
from generator.judging.skjema import Json
from generator.telling.ages import Aldersgrunnlag
from generator.texts import words

DIALECT: Final = "http://json-schema.org/draft-07/schema#"

_KEPT: Final = frozenset(
    {
        *("title", "description", "type", "enum", "items", "properties", "required", "additionalProperties"),
        *("minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "minProperties", "uniqueItems"),
        *("format", "$ref", "examples"),
    }
)
"""The words of JSON Schema that mean something outside an editor."""

_ID: Final = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def exported(edition: Edition) -> Iterator[Exported]:
    """Yield the schema."""
    schema = of(edition)
    yield checked(SCHEMA, f"{written(schema)}\n", json.loads, schema)


def of(edition: Edition) -> Json:
    """Return the schema of ``tiltak.json``; ``definitions`` has that of one measure and of one unit."""
    o = words()["data"]["skjema"]
    tiltak, enhet = edition.skjemaer["tiltak"], edition.skjemaer["enhet"]
    definitions = {**enhet["definitions"], **tiltak["definitions"]}
    contact: Json = _pruned(definitions["kontakt"])
    del contact["minProperties"]  # nobody may know how to reach them
    return {
        "$schema": DIALECT,
        "$id": urljoin(edition.site_url, SCHEMA) if edition.site_url else SCHEMA.rpartition("/")[2],
        "title": o["tittel"],
        **_object(
            {
                "versjon": _text(o["versjon"]),
                "skjema": _text(o["skjema"]),
                "navn": _text(o["navn"]),
                "nettsted": _text(o["nettsted"]),
                "dato": {**_text(o["dato"]), "format": "date"},
                "lisens": {**_object({"navn": {"type": "string"}, "url": {"type": "string"}}), "title": o["lisens"]},
                "tiltak": _listed(o["tiltak"], {"$ref": "#/definitions/tiltak"}),
                "enheter": _listed(o["enheter"], {"$ref": "#/definitions/enhet"}),
                "lister": {**_object({name: {"$ref": "#/definitions/liste"} for name in LISTS}), "title": o["lister"]},
            },
            optional=("nettsted",),
        ),
        "definitions": {
            **{name: _pruned(part) for name, part in definitions.items()},
            "tiltak": _post(tiltak, {DERIVED: {**_derived(contact, o["utledet"]), "title": o["utledet"]["tittel"]}}),
            "enhet": _post(enhet, {}),
            "liste": {"type": "array", "items": _object({"id": {"type": ["string", "integer"]}}, closed=False)},
        },
    }


def _derived(contact: Json, o: Mapping[str, str]) -> Json:
    """Return the schema of what stands in no file."""
    keys = tuple(contact["properties"])
    origin = _object({key: {"type": "string", "enum": ["tiltak", "enhet"]} for key in keys}, optional=keys)
    year = {"type": "integer", "minimum": -1}
    stretch = _object({"fra": year, "til": year}, optional=("fra", "til"))
    age = _object(
        {
            "grunnlag": {"type": "string", "enum": list(map(str, Aldersgrunnlag))},
            "antatt": {"type": "boolean"},
            "strekk": _listed("", stretch),
        }
    )
    return _object(
        {
            "adresse": _text(o["adresse"]),
            "kontakt": {**contact, "description": o["kontakt"]},
            "kontakt_fra": {**origin, "description": o["kontakt_fra"]},
            "kontakt_antatt": {"type": "boolean", "description": o["kontakt_antatt"]},
            "alder": {**age, "description": o["alder"]},
            "sensitiv": {"type": "boolean", "description": o["sensitiv"]},
        }
    )


def _post(schema: Json, more: Mapping[str, Json]) -> Json:
    """Return the schema of one kind of post, with its id and ``more`` fields that it always has."""
    pruned: Json = _pruned({key: schema[key] for key in ("title", "description", "properties", "required")})
    fields = {key: part for key, part in pruned["properties"].items() if key != WITHHELD}
    return {
        **pruned,
        "type": "object",
        "additionalProperties": False,
        "properties": {"id": _ID, **fields, **more},
        "required": ["id", *pruned["required"], *more],
    }


def _pruned(part: Any, *, names: bool = False) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a part of a schema without what is there for editors; ``names`` are the fields themselves."""
    if isinstance(part, list):
        return [_pruned(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value if key in ("examples", "enum") and not names else _pruned(value, names=key == "properties")
        for key, value in part.items()
        if names or key in _KEPT
    }


def _object(properties: Mapping[str, Json], *, optional: tuple[str, ...] = (), closed: bool = True) -> Json:
    """Return the schema of an object with some fields."""
    required = [key for key in properties if key not in optional]
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        **({"additionalProperties": False} if closed else {}),
    }


def _listed(title: str, item: Json) -> Json:
    return {"type": "array", "items": item, **({"title": title} if title else {})}


def _text(title: str) -> Json:
    return {"type": "string", "title": title}
