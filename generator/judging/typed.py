"""Judged data -> frozen dataclasses. The fields' types are the recipe: a new field needs no code here."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import cache, partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Maker = Callable[[Any], Any]


def build(cls: Callable[..., T], data: Mapping[str, Any], **more: object) -> T:
    """Make one dataclass from data that its schema has approved; ``more`` are fields that no file holds."""
    makers = _makers(cls)
    return cls(**more, **{key: makers[key](value) for key, value in data.items()})


def build_partly(cls: Any, data: Mapping[str, Any], **more: str) -> Any:  # noqa: ANN401 - any dataclass
    """Make one dataclass of the fields that are right: one that must be there and is not, is None or without values.

    It is for rules that look at one field at a time, and is no value to show anyone.
    """
    hints = get_type_hints(cls)
    lacking = {
        field.name: () if get_origin(hints[field.name]) is tuple else None
        for field in fields(cls)
        if field.default is MISSING and field.default_factory is MISSING and field.name not in {**data, **more}
    }
    return build(cls, {key: value for key, value in data.items() if key in hints}, **more, **lacking)


@cache
def _makers(cls: Any) -> Mapping[str, Maker]:  # noqa: ANN401 - any dataclass
    """Return what makes each field of a dataclass."""
    hints = get_type_hints(cls)
    return {field.name: _maker(hints[field.name]) for field in fields(cls)}


def _maker(hint: Any) -> Maker:  # noqa: ANN401 - any type a field can have
    """Return what makes a value of one type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        inner = [arg for arg in args if arg is not types.NoneType]
        return _maker(inner[0]) if len(inner) == 1 else _same
    if origin is tuple:
        item = _maker(args[0])
        return tuple if item is _same else lambda values: tuple(map(item, values))
    if origin is not None and issubclass(origin, Mapping):
        item = _maker(args[1])
        return lambda values: {key: item(value) for key, value in values.items()}
    if hint is date:
        return date.fromisoformat
    if hasattr(hint, "__dataclass_fields__"):
        return partial(build, hint)
    return _same


def _same(value: object) -> object:
    """Return what needs no making: texts, numbers, truth values."""
    return value
