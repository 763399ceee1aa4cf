"""What is worth remembering between runs, in ``.cache/``: keyed by content, checked when read, safe to delete.

Every answer is kept under the fingerprint of all that it was made from, our own program included. So a run with
and without the cache gives the same bytes; it only takes longer without.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import re
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module, metadata
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup

T = TypeVar("T")

VARIABLE = "TILTAK_CACHE"
"""The environment variable that says where the cache lies when it is not ``.cache/`` in the project."""

LONG_AGO = 3600
"""Seconds after which nobody is still writing."""

_DIGEST = hashlib.sha256().digest_size


def fingerprint(*parts: bytes | str) -> bytes:
    """Return a digest of some contents, told apart from each other."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        whole.update(len(content).to_bytes(8, "big"))
        whole.update(content)
    return whole.digest()


def of_values(values: object, short: Callable[[object], str | None] = lambda _: None) -> bytes:
    """Return a digest of some values: text, numbers, dates, dataclasses, and lists and tables of such.

    ``short`` may say something shorter in place of a dataclass that is met often. What is none of these has no
    content that can be told, and is refused.
    """

    def told(value: object) -> object:
        if is_dataclass(value) and not isinstance(value, type):
            return short(value) or (type(value).__name__, _content(type(value))(value))
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, frozenset):
            return sorted(value)
        if isinstance(value, Mapping):
            return dict(value)
        message = f"{type(value).__name__} has no content that can be told"
        raise TypeError(message)

    return fingerprint(json.dumps(values, default=told, ensure_ascii=False, check_circular=False))


@cache
def _content(kind: type[Any]) -> Callable[[object], object]:
    """Return what gives the values of all fields of a dataclass."""
    return attrgetter(*(field.name for field in fields(kind)))


def of_folder(folder: Path) -> bytes:
    """Return a digest of every file in a folder, its name and content, besides what Python has compiled."""
    found: dict[str, bytes] = {}
    for around, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            file = os.path.join(around, name)  # noqa: PTH118 - asked at the start of every command, of many files
            found[os.path.relpath(file, folder)] = Path(file).read_bytes()
    return fingerprint(*(part for name in sorted(found) for part in (name, found[name])))


@cache
def program() -> bytes:
    """Return a digest of our own program and of every package that it uses."""
    packages = (re.split(r"[^\w.-]", line)[0] for line in metadata.requires("tiltaksoversikt") or () if ";" not in line)
    return fingerprint(
        of_folder(Path(__file__).parent), sys.version, *(f"{name} {metadata.version(name)}" for name in packages)
    )


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with one file for each kind of answer. One that cannot be read or written remembers nothing."""

    folder: Path

    @classmethod
    def of(cls, rot: Path) -> Cache:
        """Return the cache of a project."""
        return cls(Path(os.environ.get(VARIABLE) or rot / ".cache"))

    def get(self, kind: str, key: bytes) -> Any:  # noqa: ANN401 - whatever was put there
        """Return what is kept, or None: nothing is there, it was made from something else, or it is damaged."""
        with suppress(OSError, pickle.UnpicklingError, ValueError, TypeError, AttributeError, ImportError, EOFError):
            content = (self.folder / kind).read_bytes()
            head, payload = content[: 2 * _DIGEST], content[2 * _DIGEST :]
            if head == key + fingerprint(payload):
                return _Unpickler(io.BytesIO(payload)).load()
        return None

    def put(self, kind: str, key: bytes, value: object) -> None:
        """Keep an answer in place of the last one of its kind; killed on the way, the last one stays."""
        payload = _pickled(value)
        written = self.folder / f"{kind}.{os.getpid()}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            written.write_bytes(key + fingerprint(payload) + payload)
            written.replace(self.folder / kind)
        except OSError:  # a full disk is not filled further
            with suppress(OSError):
                written.unlink(missing_ok=True)
        self._sweep(kind)

    def _sweep(self, kind: str) -> None:
        """Remove what someone who was killed while keeping an answer of a kind has left, long ago."""
        with suppress(OSError):
            for left in self.folder.glob(f"{kind}.*"):
                if left.suffix[1:].isdigit() and time.time() - left.stat().st_mtime > LONG_AGO:
                    left.unlink()


def remembered(store: Cache | None, kind: str, key: Callable[[], bytes], make: Callable[[], T]) -> T:
    """Return the answer that is kept under a key, or make it and keep it. Without a cache it is made."""
    if store is None:
        return make()
    known = key()
    kept: T | None = store.get(kind, known)
    if kept is None:
        kept = make()
        store.put(kind, known, kept)
    return kept


_BESIDE_OURS = {("datetime", "date"): date, ("markupsafe", "Markup"): Markup}


def _pickled(value: object) -> bytes:
    """Return a value as bytes."""
    out = io.BytesIO()
    _Pickler(out, protocol=5).dump(value)
    return out.getvalue()


class _Pickler(pickle.Pickler):
    """Writes a dataclass as its class and its values: to call the class is the quickest way to read it again.

    So too what has one of a few values: some Pythons would have it looked up by its name, which is a program that runs.
    """

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - as pickle has it
        """Return how a dataclass or an Enum is made again; of anything else, that pickle knows."""
        if isinstance(value, Enum):
            return type(value), (value.value,)
        if not is_dataclass(value) or isinstance(value, type):
            return NotImplemented
        return type(value), tuple(getattr(value, field.name) for field in fields(value))


class _Unpickler(pickle.Unpickler):
    """Reads values of our own classes, dates and HTML, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle has it
        """Return a class that a value may be of."""
        if (module, name) in _BESIDE_OURS:
            return _BESIDE_OURS[module, name]
        found = getattr(import_module(module), name, None) if module.startswith("generator.") else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")
