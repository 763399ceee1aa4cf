"""One refusal of the schema: whose words, what value, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.judging.skjema import Json, Skjema
from generator.reading.nodes import Document, Path

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


class Case(NamedTuple):
    """One refusal: whose words, what value, where."""

    error: ValidationError
    path: Path
    document: Document
    skjema: Skjema

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever a file can hold
        """What stands there."""
        return self.error.instance

    @property
    def part(self) -> Json:
        """What the schema says about the field."""
        return self.error.schema if isinstance(self.error.schema, dict) else {}

    @property
    def limit(self) -> Any:  # noqa: ANN401 - whatever a schema can demand
        """What the schema demands."""
        return self.error.validator_value
