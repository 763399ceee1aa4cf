"""Signs that no one sees, or that look like a space: found in a text, taken out of it, and told of."""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufffe\uffff"

SPACES = "\xa0\u2007\u202f\u2800"
"""What looks like a space, and is none."""

_NEVER_SEEN = "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f"

_CHANGING = "\u200c\u200d\ufe00-\ufe0f"
"""What changes the sign before it, and is not seen where there is none."""

CONTROL = re.compile(f"[{_CONTROLS}]")
UNSEEN = re.compile(f"[{SPACES}{_NEVER_SEEN}]|(?<![^\\s\"'\\[])[{_CHANGING}]+")

ODD = re.compile(f"[{_CONTROLS}{SPACES}{_NEVER_SEEN}{_CHANGING}]")
"""A text without this has none of them: one class of signs is quick to look for."""


def seen(text: str) -> str:
    """Return a text without signs that no one sees; a space for those that look like one."""
    return UNSEEN.sub(space_or_nothing, CONTROL.sub(space_or_nothing, text))


def hidden(text: str) -> str:
    """Return the first sign of a text that no one sees; none where all are seen, or look like spaces."""
    found = ODD.search(text) and (CONTROL.search(text) or UNSEEN.search(text))
    return found[0][0] if found and found[0] not in SPACES else ""


def foreign(sign: str) -> str:
    """Return what is told of a sign that no one sees."""
    return f"Her står et usynlig tegn (U+{ord(sign):04X}) som ikke hører hjemme i en tekst."


def space_or_nothing(sign: re.Match[str]) -> str:
    """Return what to write for a sign that no one sees."""
    return " " if sign[0].isspace() or sign[0] in SPACES else ""
