"""What the YAML says, read without any code of the generator: the other half of every count in the tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from tests.nettsted import ROT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ALFABET = "abcdefghijklmnopqrstuvwxyzæøå"


def read(path: Path) -> dict[str, Any]:
    """Read one file, every scalar as the text that stands there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only


def folder(name: str, rot: Path) -> dict[str, dict[str, Any]]:
    """Read every post in a folder, by its id."""
    return {path.stem: read(path) for path in sorted((rot / name).glob("*.yml"))}


@cache
def vocabulary(name: str) -> dict[str, dict[str, Any]]:
    """Read one closed list, by the ids of its values as text."""
    return {value["id"]: value for value in read(ROT / "schema" / "vokabular" / f"{name}.yml")["verdier"]}


@dataclass(frozen=True)
class Fasit:
    """Every post and unit of a root, by id."""

    tiltak: dict[str, dict[str, Any]]
    enheter: dict[str, dict[str, Any]]

    def is_sensitive(self, id_: str) -> bool:
        """Tell whether a post says it is sensitive, or one of its themes is."""
        post, themes = self.tiltak[id_], vocabulary("tema")
        own = post.get("sensitiv")
        return own == "true" or any(themes[t].get("sensitiv") == "true" for t in post["tema"])

    def has_channel(self, id_: str) -> bool:
        """Tell whether there is a way to make contact, in the post or at its unit."""
        post = self.tiltak[id_]
        unit = self.enheter[post["enhet"]]
        ways = {"telefon", "epost", "nettside", "chat", "snapchat", "besok"}
        return bool(ways & {*post.get("kontakt", {}), *unit.get("kontakt", {})})


@cache
def fasit(rot: Path) -> Fasit:
    """Read all that a root says."""
    return Fasit(folder("tiltak", rot), folder("enheter", rot))


TILTAK = fasit(ROT).tiltak
ENHETER = fasit(ROT).enheter


def only_staff(post: Mapping[str, Any]) -> bool:
    """Tell whether a post is for staff alone."""
    return list(post["synlighet"]) == ["ansatt"]


def norwegian(name: str) -> list[int]:
    """Return where a name stands in a Norwegian alphabet: signs, digits, a–z, then æ, ø and å."""
    return [1000 + ALFABET.index(c) if c in ALFABET else ord(c) for c in name.lower()]


def in_list_order(ids: Iterable[str]) -> list[str]:
    """Put posts in the order of a view: by name in Norwegian, not running after the rest, for staff alone last."""
    not_now = ("planlagt", "pause", "avsluttet")
    return sorted(
        ids, key=lambda i: (only_staff(TILTAK[i]), TILTAK[i]["status"] in not_now, norwegian(TILTAK[i]["navn"]), i)
    )
