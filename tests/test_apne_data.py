"""Open data: what stands in the files is what the YAML says, and nothing is lost on the way."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator import site as generated
from generator.bygg import build as bygg
from generator.exports.edition import Edition, Exported, UnfaithfulExportError, checked
from generator.load import load
from generator.model import Alder, Kontakt
from generator.site import EXPORTS
from tests.fasit import fasit
from tests.nettsted import ADRESSE, Nettsted, copy_example, environment, some, text
from tests.prosjekt import I_DAG, lag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DERIVED = "utledet"


def held(nettsted: Nettsted, path: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what a JSON file of the site holds."""
    return json.loads((nettsted.mappe / path).read_text("utf-8"))


def as_text(value: Any) -> Any:  # noqa: ANN401 - any data
    """Return data with every value as the text that stands in the YAML."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.fixture(params=["nettsted", "eksempelsted"])
def sted(request: pytest.FixtureRequest) -> Nettsted:
    """Give the shipped site, then the example, whose posts have every field."""
    found: Nettsted = request.getfixturevalue(request.param)
    return found


# ---- JSON ------------------------------------------------------------------------------------------------


def test_json_holds_what_the_yaml_says(sted: Nettsted) -> None:
    """Every post of the catalogue is there with every field of its file, and a unit without its editor on GitHub."""
    data, said = held(sted, "data/tiltak.json"), fasit(sted.rot)
    for name, posts in (("tiltak", said.tiltak), ("enheter", said.enheter)):
        told = {post["id"]: {k: v for k, v in post.items() if k not in ("id", DERIVED)} for post in data[name]}
        assert as_text(told) == {
            ident: {key: value for key, value in post.items() if key != "redaktor"} for ident, post in posts.items()
        }
        assert list(told) == sorted(posts)


def test_one_measure_is_the_same_in_its_own_file(sted: Nettsted) -> None:
    """There is a file a measure, and it is the same as in the file of the whole."""
    told = {post["id"]: post for post in held(sted, "data/tiltak.json")["tiltak"]}
    files = {p.stem: json.loads(p.read_text("utf-8")) for p in (sted.mappe / "data" / "tiltak").iterdir()}
    assert files == told


def test_what_is_derived(sted: Nettsted) -> None:
    """Address, the contact that holds and whether the page is sensitive are as the site has them."""
    said = fasit(sted.rot)
    for post in held(sted, "data/tiltak.json")["tiltak"]:
        found, own = post[DERIVED], said.tiltak[post["id"]]
        unit = said.enheter[own["enhet"]].get("kontakt", {})
        assert found["adresse"] == f"{ADRESSE}tiltak/{post['id']}/"
        assert found["kontakt"] == {**unit, **own.get("kontakt", {})}
        assert found["kontakt_fra"] == {
            key: "tiltak" if key in own.get("kontakt", {}) else "enhet" for key in found["kontakt"]
        }
        of_unit = "enhet" in found["kontakt_fra"].values()
        assert found["kontakt_antatt"] == (
            "kontakt" in own.get("antatt", ())
            or (of_unit and "kontakt" in said.enheter[own["enhet"]].get("antatt", ()))
        )
        assert found["sensitiv"] == said.is_sensitive(post["id"])
        if "alder" in own:
            assert as_text(found["alder"]["strekk"]) == [own["alder"]]
            assert found["alder"]["grunnlag"] == ("antatt" if "alder" in own.get("antatt", ()) else "oppgitt")
        base = {"trinn": "trinn", "omtrent": "malgrupper", "ukjent": ""}.get(found["alder"]["grunnlag"], "alder")
        assert found["alder"]["antatt"] == (base in own.get("antatt", ()))


def test_lists_explain_every_id(sted: Nettsted) -> None:
    """Each id that a measure holds, stands in the list that says what it means."""
    data = held(sted, "data/tiltak.json")
    known = {name: {value["id"] for value in values} for name, values in data["lister"].items()}
    fields = {
        **{name: name for name in ("forebyggingsniva", "bti", "risikofaktorer", "beskyttelsesfaktorer", "tema")},
        **{name: name for name in ("malgrupper", "trinn", "synlighet", "plan", "sprak")},
        "hjemmel": "hjemler",
    }
    for post in data["tiltak"]:
        assert {post["type"]} <= known["type"]
        assert {post["status"]} <= known["status"]
        assert {*post["kommuner"]} <= {*known["kommuner"], "alle"}
        for field, name in fields.items():
            assert {*post.get(field, ())} <= known[name], (post["id"], field)


def test_published_schema_is_that_of_the_data(sted: Nettsted, tmp_path: Path) -> None:
    """An independent validator reads the schema, agrees with the data, and refuses what is wrong in it."""
    schema, data = sted.mappe / "data" / "tiltak.schema.json", sted.mappe / "data" / "tiltak.json"
    wrong = json.loads(data.read_text("utf-8"))
    wrong["tiltak"][0]["status"] = "pa-vei"
    (tmp_path / "galt.json").write_text(json.dumps(wrong), "utf-8")
    for path, code in ((data, 0), (tmp_path / "galt.json", 1)):
        command = [sys.executable, "-m", "check_jsonschema", "--no-cache", "--schemafile", schema, path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout
    whole = json.loads(schema.read_text("utf-8"))
    one = Draft7Validator({**whole, "$ref": "#/definitions/tiltak"})
    for path in (sted.mappe / "data" / "tiltak").iterdir():
        assert list(one.iter_errors(json.loads(path.read_text("utf-8")))) == []
    assert whole["$id"] == held(sted, "data/tiltak.json")["skjema"] == f"{ADRESSE}data/tiltak.schema.json"


def test_schema_is_closed_and_without_help_for_editors(sted: Nettsted) -> None:
    """A field that the schema does not know is an error, and what only editors use is left out."""
    schema = held(sted, "data/tiltak.schema.json")
    assert schema["additionalProperties"] is False
    assert all(schema["definitions"][name]["additionalProperties"] is False for name in ("tiltak", "enhet", "kontakt"))
    told = json.dumps(schema)
    assert [
        word for word in ("x-", "markdownDescription", "defaultSnippets", "errorMessage") if f'"{word}' in told
    ] == []
    assert "redaktor" not in schema["definitions"]["enhet"]["properties"]


def test_without_an_address_addresses_are_relative(eksempel: Path, tmp_path: Path) -> None:
    """Where the site does not know its address, the data names no host."""
    assert not bygg(eksempel, tmp_path / "ut").feil
    data = json.loads((tmp_path / "ut" / "data" / "tiltak.json").read_text("utf-8"))
    assert "nettsted" not in data
    assert data["skjema"] == "tiltak.schema.json"
    assert data["tiltak"][0][DERIVED]["adresse"] == f"tiltak/{data['tiltak'][0]['id']}/"
    assert not (tmp_path / "ut" / "opensearch.xml").exists()
    assert "opensearch" not in (tmp_path / "ut" / "index.html").read_text("utf-8")


# ---- CSV -------------------------------------------------------------------------------------------------


def test_csv_is_as_a_norwegian_spreadsheet_opens_it(sted: Nettsted) -> None:
    """A BOM, semicolons, a row a measure, and every text as it stands."""
    raw = (sted.mappe / "data" / "tiltak.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    said = fasit(sted.rot).tiltak
    assert [row["id"] for row in rows] == sorted(said)
    for row in rows:
        post = said[row["id"]]
        assert (row["navn"], row["kort"]) == (post["navn"], post["kort"])
        assert row["tilgang.ta_kontakt_selv"] == post["tilgang"]["ta_kontakt_selv"]
        assert row["kommuner"] == "; ".join(post["kommuner"])
        assert row["kontakt.telefon"].removeprefix("'") == post.get("kontakt", {}).get("telefon", "")


def test_csv_can_be_taken_in_again(eksempelsted: Nettsted, tmp_path: Path) -> None:
    """«tiltak importer» reads the table, and finds nothing to change."""
    rot = copy_example(tmp_path / "rot")
    command = [sys.executable, "-m", "generator.cli", "importer", eksempelsted.mappe / "data" / "tiltak.csv"]
    before = {path: path.read_bytes() for path in (rot / "tiltak").iterdir()}
    done = subprocess.run(command, cwd=rot, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path: path.read_bytes() for path in (rot / "tiltak").iterdir()} == before


# ---- the page, and search from the browser ---------------------------------------------------------------


def test_the_page_leads_to_every_file_and_tells_every_field(sted: Nettsted) -> None:
    """Each file is linked to, and each field of the data stands in the tables."""
    page = sted.sider["data/"]
    linked = {page.to_root(str(a["href"])) for a in some(page.innhold, "article dt a")}
    one = {address for address in linked if address.startswith("data/tiltak/")}
    assert len(one) == 1
    files = {p.relative_to(sted.mappe).as_posix() for p in (sted.mappe / "data").rglob("*.*") if p.suffix != ".html"}
    files -= {address for address in files if address.startswith(("data/tiltak/", "data/endringer/"))}
    assert linked - one == files
    told = {tag.get_text() for tag in some(page.innhold, "article th code")}
    data = held(sted, "data/tiltak.json")
    for post in (*data["tiltak"], *data["enheter"]):
        assert {key for key in post if key != DERIVED} <= told
        assert {f"tilgang.{key}" for key in post.get("tilgang", ())} <= told
    derived = {text(tag) for tag in some(page.innhold, "article dt code")}
    assert derived == {f"{DERIVED}.{key}" for key in data["tiltak"][0][DERIVED]}


def test_browsers_can_search_from_the_address_bar(nettsted: Nettsted) -> None:
    """Every page leads to a description, and its address puts the words in the fragment, which no server sees."""
    page = nettsted.sider["tema/mobbing/"]
    (link,) = some(page.soup, 'link[rel="search"]')
    assert page.to_root(str(link["href"])) == "opensearch.xml"
    root = ET.parse(nettsted.mappe / "opensearch.xml").getroot()  # noqa: S314 - our own
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    url = root.find("o:Url", space)
    assert url is not None
    assert url.attrib["template"] == urljoin(ADRESSE, "finn/") + "#q={searchTerms}"
    assert 0 < len(root.findtext("o:ShortName", "", space)) <= 16


# ---- read back before it is written ----------------------------------------------------------------------


def lying(_edition: Edition) -> Iterator[Exported]:
    """Yield a file that does not hold what it should."""
    yield checked("data/lapskaus.json", "[1]", json.loads, [1, 2])


def test_an_export_that_lost_something_stops_the_build(
    eksempel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old site stays, and what is said names the file and whose fault it is."""
    assert not bygg(eksempel, tmp_path / "ut").feil
    monkeypatch.setattr(generated, "EXPORTS", (*generated.EXPORTS, lying))
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "ut").rglob("*")}
    told = bygg(eksempel, tmp_path / "ut").feil
    assert "data/lapskaus.json kunne ikke leses tilbake" in told
    assert "Feilen er i programmet" in told
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "ut").rglob("*")} == before


def test_checked_compares() -> None:
    """What is read back must be equal to what was meant."""
    assert checked("a", "[1]", json.loads, [1]) == ("a", "[1]")
    with pytest.raises(UnfaithfulExportError, match="a kunne ikke leses tilbake"):
        checked("a", "[1]", json.loads, [2])


ANYTHING = st.text(min_size=1)


@given(
    texts=st.fixed_dictionaries(dict.fromkeys(("navn", "kort", "beskrivelse", "for_ansatte"), ANYTHING)),
    lists=st.fixed_dictionaries(
        {}, optional={name: st.lists(ANYTHING, min_size=1) for name in ("stikkord", "partnere")}
    ),
    kontakt=st.none() | st.fixed_dictionaries({"telefon": ANYTHING, "apningstid": ANYTHING}),
    alder=st.none() | st.builds(Alder, st.integers(-1, 120), st.none() | st.integers(-1, 120)),
    sensitiv=st.sampled_from((None, True, False)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_post_is_read_back(  # noqa: PLR0913, PLR0917 - one part of a post each
    katalog: Edition,
    texts: dict[str, str],
    lists: dict[str, list[str]],
    kontakt: dict[str, str] | None,
    alder: Alder | None,
    sensitiv: bool | None,  # noqa: FBT001 - Hypothesis gives it by name
) -> None:
    """Whatever stands in the texts of a post, every export writes it so that it can be read back."""
    (post,) = katalog.katalog.tiltak.values()
    changed: dict[str, Any] = {**texts, **{name: tuple(items) for name, items in lists.items()}, "alder": alder}
    t = dataclasses.replace(post, **changed, sensitiv=sensitiv, kontakt=Kontakt(**kontakt) if kontakt else None)
    edition = dataclasses.replace(katalog, katalog=dataclasses.replace(katalog.katalog, tiltak={t.id: t}))
    files = {file.path: file.text for exported in EXPORTS for file in exported(edition)}
    assert json.loads(files[f"data/tiltak/{t.id}.json"])["navn"] == texts["navn"]


@pytest.fixture(scope="module")
def katalog(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Read the small project once."""
    lest = load(lag(tmp_path_factory.mktemp("eksport")), I_DAG)
    assert lest.katalog is not None
    return Edition(lest.katalog, lest.skjemaer, I_DAG, "Prøve", ADRESSE)
