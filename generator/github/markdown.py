"""Text from others -> text that is safe in Markdown on GitHub: no markup, no mention, no link, one line."""

from __future__ import annotations

import re

MAX_CHARS = 300

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$^=:])")
_WAKES = re.compile(r"(@|#|://|www\.|GH-)", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def safe(text: str) -> str:
    """Return a text as it can be shown to people, whatever it holds.

    A zero-width space after what GitHub makes a link or a mention of keeps it plain text.
    """
    plain = _UNSEEN.sub(" ", text).strip()
    if len(plain) > MAX_CHARS:
        plain = plain[:MAX_CHARS].rstrip() + "…"
    return _SIGNS.sub(r"\\\1", _WAKES.sub("\\1\u200b", plain))


def block(text: str) -> str:
    """Return lines as a block of code inside a list item: shown sign for sign, within a longer fence than they hold."""
    lines = [_UNSEEN.sub(" ", line) for line in text.split("\n")]
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return "\n".join(f"  {line}" for line in (fence, *lines, fence))


def code(text: str, most: int = MAX_CHARS) -> str:
    """Return a text as code: shown sign for sign, within more backticks than it holds itself."""
    plain = _UNSEEN.sub(" ", text)[:most]
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") or not plain.strip() else ""
    return f"{fence}{space}{plain}{space}{fence}"
