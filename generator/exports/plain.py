"""Posts as plain data: keys as in the YAML, and only values that JSON knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from functools import cache
from typing import Any

from generator.judging.skjema import Json
from generator.model import Enhet, Tiltak

WITHHELD = "redaktor"
"""The field that is about the upkeep of a unit on GitHub, and of no use outside."""


def plain(post: Tiltak | Enhet, order: Iterable[str]) -> Json:
    """Return a post as the data its file holds, its id first and the fields in an order, without what is not given."""
    data: Json = plain_value(post)
    return {key: data[key] for key in ("id", *order) if key in data and key != WITHHELD}


def plain_value(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """Return a value of the model as plain data: dates as ISO texts, and no field that has its default."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain_value(item) for key, item in value.items()}
    held = ((name, getattr(value, name), default) for name, default in _fields(value.__class__))
    return {name: plain_value(item) for name, item, default in held if item != default}


def given(fields: Json) -> Json:
    """Return the fields that hold something. 0 is an age."""
    return {key: value for key, value in fields.items() if value or value == 0}


@cache
def _fields(cls: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Return the name and the default of each field of a dataclass; MISSING is equal to no value."""
    return tuple((field.name, _default(field)) for field in fields(cls))


def _default(field: Field[Any]) -> Any:  # noqa: ANN401 - any default
    return field.default if field.default_factory is MISSING else field.default_factory()
