"""Jinja's own cache of compiled templates, beside the compiled modules of the program."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.cache import Cache, fingerprint, program


class Templates(BytecodeCache):
    """The cache. What is in it runs, so it does not lie in ``.cache/``, where nothing that could run is read."""

    def __init__(self, language: str = "") -> None:
        """Open it; ``language`` is that of the words which are written into the templates."""
        self._language = language
        self._store = Cache(Path(__file__).parent / "__pycache__" / "maler")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - as Jinja has it
        """Return what a template is called here: the same in whatever folder the project lies."""
        return fingerprint(name, self._language).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the template that was compiled from the same source by the same program."""
        kept = self._store.get(f"mal-{bucket.key}", _of_bucket(bucket))
        if isinstance(kept, bytes):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._store.put(f"mal-{bucket.key}", _of_bucket(bucket), bucket.bytecode_to_string())


def _of_bucket(bucket: Bucket) -> bytes:
    """Return what a compiled template was made from."""
    return fingerprint(program(), bucket.checksum)
