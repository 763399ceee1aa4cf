"""What a field wants, for those who fill in a form: the schema's description without what is about YAML."""

from __future__ import annotations

import re

_ABOUT_YAML = re.compile(r"anførselstegn|\.yml\b|Tom liste|\btrue\b")


def without_yaml(description: str) -> str:
    """Return a description without the sentences one needs only when writing the file oneself."""
    sentences = re.split(r"(?<=[.?!])\s+", description)
    return " ".join(text for text in sentences if not _ABOUT_YAML.search(text))
