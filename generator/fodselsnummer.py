"""National identity numbers: what is one, and a text as it can be told to others without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(
    r"(?<!\d)(\d{2}[\s./-]?\d{2}[\s./-]?\d{2})[\s./,*_\u2010-\u2015\u2212-]{0,3}(\d{3}\s?\d{2})(?!\d)"
    r"|(?<!\d)(?<!\d[ \xa0])(\d(?:[ \xa0]?\d){10})(?![ \xa0]?\d)"
)


def is_identity_number(digits: str) -> bool:
    """Tell whether eleven digits are a Norwegian fødselsnummer or D-nummer: a day, and two control digits."""
    values = [int(digit) for digit in digits]
    day = int(digits[:2])
    if not (1 <= day <= 31 or 41 <= day <= 71):  # noqa: PLR2004 - days of a month; a D-nummer adds 40
        return False
    weights = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return all(sum(w * v for w, v in zip(row, values, strict=False)) % 11 == 0 for row in weights)


def identity_numbers(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each identity number in a text: where it stands, and its digits."""
    for found in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if is_identity_number(digits):
            yield found, digits


def said(found: re.Match[str]) -> str:
    """Return an identity number as it can be told: the day of birth, and stars."""
    first = found[1] or re.sub(r"\D", "", found[0])[:6]
    return f"{' '.join(first.split())} *****"


def mask(told: object, *names: str) -> None:
    """Take the identity numbers out of some texts of a frozen dataclass that is being made."""
    for name in names:
        object.__setattr__(told, name, masked(getattr(told, name)))


def masked(text: str) -> str:
    """Return a text without the identity numbers in it: a message about one must not repeat it."""
    for found, _ in list(identity_numbers(text))[::-1]:
        text = f"{text[: found.start()]}{said(found)}{text[found.end() :]}"
    return text
