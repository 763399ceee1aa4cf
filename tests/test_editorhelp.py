"""The help that editors show: written into the schemas, whole, and the same each time."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.judging.editorhelp import with_help
from tests.nettsted import ROT

if TYPE_CHECKING:
    from collections.abc import Iterator


def parts(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any part of a schema
    """Yield every field of a schema, however deep."""
    if isinstance(part, dict):
        if "title" in part and "description" in part:
            yield part
        for child in part.values():
            yield from parts(child)


@pytest.fixture(params=["tiltak", "enhet"])
def skjema(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Read a schema as it lies on disk."""
    read: dict[str, Any] = json.loads((ROT / "schema" / f"{request.param}.schema.json").read_text("utf-8"))
    return read


def test_every_field_has_its_help(skjema: dict[str, Any]) -> None:
    """Each field is explained, each pattern and each kind has its words, and none is English."""
    every = list(parts(skjema))
    assert len(every) > 20
    for part in every:
        assert part["markdownDescription"].startswith(part["description"])
        if "pattern" in part:
            assert part["patternErrorMessage"], part["pattern"]
        if part.get("type") in ("integer", "boolean", "array") or "enum" in part:
            assert part["errorMessage"]


def test_help_is_the_same_each_time(skjema: dict[str, Any]) -> None:
    """Written anew over itself nothing changes, and what no longer belongs is taken out."""
    assert with_help(copy.deepcopy(skjema)) == skjema
    old = copy.deepcopy(skjema)
    old["properties"]["navn"]["errorMessage"] = "Gammelt"
    old["properties"]["kontakt"]["errorMessage"] = "Borte"
    assert with_help(old) == skjema


def test_what_must_be_there_is_said() -> None:
    """A required field says so, a recommended one says that, with its longest length."""
    fields = json.loads((ROT / "schema" / "tiltak.schema.json").read_text("utf-8"))["properties"]
    assert fields["navn"]["markdownDescription"].endswith("**Må være med.** Høyst 80 tegn.")
    assert fields["stikkord"]["markdownDescription"].endswith("Bør være med. Minst ett punkt.")
    assert "Må være med" not in fields["tolk"]["markdownDescription"]


def test_vs_code_finds_the_schemas_and_asks_no_one() -> None:
    """The settings point to our schemas, fetch none from the network, and leave the form to «tiltak formater»."""
    settings = json.loads((ROT / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {
        "./schema/tiltak.schema.json": "tiltak/*.yml",
        "./schema/enhet.schema.json": "enheter/*.yml",
    }
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["yaml.format.enable"] is False
    assert settings["yaml.yamlVersion"] == "1.2"
    assert (settings["editor.insertSpaces"], settings["editor.tabSize"]) == (True, 2)
    wanted = json.loads((ROT / ".vscode" / "extensions.json").read_text("utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in wanted


def test_the_lock_names_no_address() -> None:
    """package-lock.json has hashes and no host, so any mirror serves; every package has its hash."""
    lock = (ROT / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    packages = {name: p for name, p in json.loads(lock)["packages"].items() if name}
    assert len(packages) > 10
    assert all(p["integrity"].startswith("sha512-") for p in packages.values())


def test_the_lock_holds_tomorrow_too() -> None:
    """No package asks for whatever is newest, which the registry alone knows: «npm ci» would stop one day."""
    lock = json.loads((ROT / "package-lock.json").read_text("utf-8"))["packages"].values()
    held = json.loads((ROT / "package.json").read_text("utf-8"))["overrides"]
    loose = {name for p in lock for name, wanted in p.get("dependencies", {}).items() if wanted in {"latest", "next"}}
    assert loose == {name for pinned in held.values() for name in pinned}


@pytest.mark.parametrize("mappe", ["tiltak", "enheter"])
def test_every_post_names_its_schema(mappe: str) -> None:
    """The first line of each post leads the editor to its schema."""
    navn = {"tiltak": "tiltak", "enheter": "enhet"}[mappe]
    line = f"# yaml-language-server: $schema=../schema/{navn}.schema.json"
    assert [p.name for p in sorted((ROT / mappe).glob("*.yml")) if p.read_text("utf-8").split("\n")[0] != line] == []
