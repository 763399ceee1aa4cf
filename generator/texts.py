"""Every visible word that is no field label, from ``tekster/``, in the language that is spoken.

What a reader meets has a file for each language. Which one is spoken is a fact of where we are in the work, as the
locale of gettext is: whoever makes the pages of a language says so once, and every word made there is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Any, Final, TypeAlias

import yaml

from generator.model import Tekst
from generator.reading.yamlfile import LOADER

Words: TypeAlias = Mapping[str, Any]

BOKMAL: Final = "nb"
"""The language that every list and every text of ours is written in."""

LANGUAGES: Final = (BOKMAL, "nn", "en")
"""The languages we have words in."""

NAMED_IN_CAPITALS: Final = ("en",)
"""Those where the name of a language keeps its capital inside a sentence."""

_spoken: ContextVar[str] = ContextVar("spoken", default=BOKMAL)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let every word that is made inside be in a language."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """Return the language that is spoken."""
    return _spoken.get()


def words() -> Words:
    """Return what readers meet, nested by page."""
    return _read(_spoken.get())


def tool_words() -> Words:
    """Return what those who write and review posts meet in commands, in the form and on GitHub: in bokmål alone."""
    return _read("redaksjonen")


def said(text: Tekst) -> str:
    """Return a text in the language that is spoken, else in bokmål, else an empty one."""
    return text.get(_spoken.get()) or text.get(BOKMAL, "")


def said_all(texts: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return a list of texts in the language that is spoken, else in bokmål, else an empty one."""
    return texts.get(_spoken.get()) or texts.get(BOKMAL, ())


@cache
def _read(name: str) -> Words:
    """Return what one file holds; a missing one is a programmer's error."""
    text = resources.files("generator").joinpath(f"tekster/{name}.yml").read_text(encoding="utf-8")
    loaded: Words = yaml.load(text, Loader=LOADER)  # noqa: S506 - text only, ours
    return loaded
