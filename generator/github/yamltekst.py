"""Data -> YAML in the house style: every text in double quotes, long texts as ``|``, lists as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.rawtext import quoted

_UNFIT = re.compile("^[ \t\n]|[ \t](?:\n|$)|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""What a ``|`` text cannot hold as it is: it stands in quotation marks instead."""


def write_post(data: Mapping[str, Any], skjema: str) -> str:
    """Return the text of one post; ``skjema`` is ``tiltak`` or ``enhet``."""
    lines = [f"# yaml-language-server: $schema=../schema/{skjema}.schema.json"]
    for key, value in data.items():
        lines += _field(key, value, "")
    return "\n".join(lines) + "\n"


def _field(key: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{key}:"
        for name, child in value.items():
            yield from _field(name, child, f"{indent}  ")
    elif isinstance(value, list):
        yield f"{indent}{key}:" if value else f"{indent}{key}: []"
        for item in value:
            yield f"{indent}  - {_scalar(item, indent)}"
    else:
        yield f"{indent}{key}: {_scalar(value, indent)}"


def _scalar(value: object, indent: str) -> str:
    if not isinstance(value, str):
        return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    body = value.rstrip("\n")
    if "\n" not in value or _UNFIT.search(body):
        return quoted(value)
    lines = (f"{indent}  {line}" if line else "" for line in body.split("\n"))
    return "|\n" + "\n".join(lines)
