"""A quick yes: does data follow its schema? Asked of jsonschema's own words, without its way of asking.

``Draft7Validator.iter_errors`` makes a new validator for every value it goes into; for two thousand posts that
is half of all the time. Here each part of a schema becomes one function, made once, which asks the same
words (``type``, ``enum``, ``pattern`` …) of the same library. A yes is final. A no says nothing about what is wrong:
then the validator itself is asked, which knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import Draft7Validator

Approve = Callable[[Any], bool]

INTO = ("properties", "additionalProperties", "items")
"""The words that lead into the value; the others judge the value itself."""

_ONLY: Mapping[str, type] = {
    **dict.fromkeys(("pattern", "format", "minLength", "maxLength"), str),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), list),
    **dict.fromkeys(("required", "minProperties", "additionalProperties"), dict),
}
"""Words that say nothing of other kinds of values: JSON Schema's own rule."""

_KINDS = {"string": str, "array": list, "object": dict}

_SURELY: Mapping[str, Callable[[Any], Approve]] = {
    "pattern": lambda limit: _matches(re.compile(limit)),
    "minLength": lambda limit: lambda value: isinstance(value, str) and len(value) >= limit,
    "maxLength": lambda limit: lambda value: isinstance(value, str) and len(value) <= limit,
    "minItems": lambda limit: lambda value: isinstance(value, list) and len(value) >= limit,
    "uniqueItems": lambda _: _differ,
}
"""Words that most values plainly follow: a yes from here need not be asked of the library, a no is."""


def _matches(pattern: re.Pattern[str]) -> Approve:
    return lambda value: isinstance(value, str) and pattern.search(value) is not None


def _differ(value: Any) -> bool:  # noqa: ANN401 - whatever a file can hold
    """Tell whether a value is a list of texts and no two are the same."""
    return isinstance(value, list) and all(type(item) is str for item in value) and len(set(value)) == len(value)


def approver(validator: Draft7Validator) -> Approve:
    """Return a function that tells whether data follows the validator's schema."""
    schema = validator.schema
    return _part(validator, schema if isinstance(schema, dict) else {})


def _part(validator: Draft7Validator, part: Mapping[str, Any]) -> Approve:
    """Return the function of one part of a schema."""
    words = [
        _word(validator, name, limit, part)
        for name, limit in part.items()
        if name in validator.VALIDATORS and not (name in INTO and isinstance(limit, dict))
    ]
    into = {key: _part(validator, child) for key, child in part.get("properties", {}).items()}
    rest = part.get("additionalProperties")
    other = _part(validator, rest) if isinstance(rest, dict) else None
    each = part.get("items")
    items = _part(validator, each) if isinstance(each, dict) else None

    def approve(value: Any) -> bool:  # noqa: ANN401 - whatever a file can hold
        for word in words:
            if not word(value):
                return False
        if isinstance(value, dict):
            for key, child in value.items():
                judge = into.get(key, other)
                if judge is not None and not judge(child):
                    return False
            return True
        return items is None or not isinstance(value, list) or all(map(items, value))

    return approve


def _word(validator: Draft7Validator, name: str, limit: Any, part: Mapping[str, Any]) -> Approve:  # noqa: ANN401
    """Return the function of one word of a schema."""
    ask: Callable[..., Any] = validator.VALIDATORS[name]

    def approve(value: Any) -> bool:  # noqa: ANN401 - whatever a file can hold
        found = ask(validator, limit, value, part)
        return found is None or next(iter(found), None) is None

    if name in _ONLY:
        kind = _ONLY[name]
        surely = _SURELY[name](limit) if name in _SURELY else None
        if surely is not None:
            return lambda value: surely(value) or not isinstance(value, kind) or approve(value)
        return lambda value: not isinstance(value, kind) or approve(value)
    if name == "enum":
        known = frozenset(value for value in limit if isinstance(value, str))
        return lambda value: (isinstance(value, str) and value in known) or approve(value)
    if name == "type" and isinstance(limit, str) and limit in _KINDS:
        kind = _KINDS[limit]
        return lambda value: isinstance(value, kind) or approve(value)
    return approve
