"""Every visible word that is no field label, from ``tekster/<language>.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

import yaml

from generator.reading.yamlfile import LOADER

Words: TypeAlias = Mapping[str, Any]


@cache
def words(language: str = "nb") -> Words:
    """Return the words of one language, nested by page; a missing file is a programmer's error."""
    text = resources.files("generator").joinpath(f"tekster/{language}.yml").read_text(encoding="utf-8")
    loaded: Words = yaml.load(text, Loader=LOADER)  # noqa: S506 - text only, ours
    return loaded
