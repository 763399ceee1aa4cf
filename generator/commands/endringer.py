"""``tiltak endringer A..B``: what changed between two git revisions, in Norwegian sentences."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from generator.editing.changes import Endring, changes
from generator.editing.revisions import parse_range, read_revision
from generator.github.markdown import safe
from generator.place import Sted

NOTHING = "Ingen endringer for leserne."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "mellom", metavar="A..B", help="to versjoner i git, for eksempel main..HEAD; bare A betyr A..HEAD"
    )
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="tekst",
        help="tekst for mennesker, markdown for en pull request, json for programmer",
    )


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Tell every change; answer 0 whether there are any or not."""
    a, b = parse_range(args.mellom, sted.rot)
    found = list(changes(read_revision(a, sted.rot), read_revision(b, sted.rot)))
    sys.stdout.write(f"{FORMATS[args.format](found)}\n")
    return 0


def as_text(endringer: Sequence[Endring]) -> str:
    """Return one sentence a line."""
    return "\n".join(_one_line(endring.setning) for endring in endringer) or NOTHING


def as_markdown(endringer: Sequence[Endring]) -> str:
    """Return a list with one point for each post, safe to show wherever the words come from."""
    lines: list[str] = []
    for _, group in groupby(endringer, key=lambda endring: endring.fil):
        of_post = list(group)
        name = f"**{safe(of_post[0].navn)}**"
        if len(of_post) == 1:
            lines.append(f"- {name}: {safe(of_post[0].tekst)}")
        else:
            lines += [f"- {name}", *(f"  - {safe(endring.tekst)}" for endring in of_post)]
    return "\n".join(lines) or NOTHING


def as_json(endringer: Sequence[Endring]) -> str:
    """Return one JSON array."""
    fields = ("fil", "navn", "slag", "felt", "tekst", "setning")
    rows = [{field: getattr(endring, field) for field in fields} for endring in endringer]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


FORMATS: Mapping[str, Callable[[Sequence[Endring]], str]] = {
    "tekst": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
