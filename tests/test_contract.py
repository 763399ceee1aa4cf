"""Places that must agree: schema, model, templates, words, vocabularies, modules. Disagreements by name."""

from __future__ import annotations

import ast
import dataclasses
import itertools
import json
import re
import typing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
import yaml
from jinja2 import nodes

from generator import frame, model, styles
from generator.cli import COMMANDS
from generator.load import load
from generator.pages import find, measure_page, veiviser
from generator.pages.page import Site
from generator.rules.lister import NAMED, NEEDED
from generator.site import PAGES
from generator.telling.hjelpelinjer import SAFE
from generator.telling.present import Sikkerhet
from generator.views import VIEWS
from tests.fasit import read, vocabulary
from tests.nettsted import ROT, Nettsted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path_ = tuple[str, ...]

GENERATOR = ROT / "generator"
LOOK = ROT / "site-overrides"
MALER = sorted((GENERATOR / "templates").glob("*.jinja")) + sorted(LOOK.rglob("*.html"))
MODULER = sorted(GENERATOR.rglob("*.py"))


def texts(name: str) -> dict[str, Any]:
    """Return what one file of words holds."""
    text = (GENERATOR / "tekster" / f"{name}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    return loaded


ORD = texts("nb") | texts("redaksjonen")
ORDLISTER = sorted(p.stem for p in (ROT / "schema" / "vokabular").glob("*.yml") if not p.stem.startswith("sok_"))
"""The closed lists. What begins with sok_ is what the search knows of words, and is tested with the search."""

I_DAG = date(2026, 11, 21)
IN_BROWSER = "js"
"""The key in tekster/ that holds the words for the browser's modules."""
METODER = {"format", "items", "keys", "values"}
ALT = "…"
VISES_IKKE = {"stikkord", "oversettelser"}
"""Fields that change no page in bokmål: what the search finds by, and what the other languages will show."""


def schema(name: str) -> dict[str, Any]:
    """Return a schema as it lies in the repository."""
    loaded: dict[str, Any] = json.loads((ROT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def properties(name: str, *path: str) -> dict[str, Any]:
    """Return the fields of a schema, or of an object inside it."""
    whole = schema(name)
    part: dict[str, Any] = whole
    for step in path:
        part = part["properties"][step] if step in part.get("properties", {}) else whole["definitions"][step]
        while "$ref" in part or "items" in part:
            part = whole["definitions"][part["$ref"].split("/")[-1]] if "$ref" in part else part["items"]
    found: dict[str, Any] = part["properties"]
    return found


def fields(cls: type) -> set[str]:
    """Return the names of the fields of a dataclass."""
    return {f.name for f in dataclasses.fields(cls)}


# ---- schema and model ------------------------------------------------------------------------------------

DELER = (
    (("tiltak",), model.Tiltak),
    (("tiltak", "periode"), model.Periode),
    (("tiltak", "alder"), model.Alder),
    (("tiltak", "tilgang"), model.Tilgang),
    (("tiltak", "kostnad"), model.Kostnad),
    (("tiltak", "kontakt"), model.Kontakt),
    (("tiltak", "varsel"), model.Varsel),
    (("tiltak", "bekreftet"), model.Bekreftet),
    (("tiltak", "kilder"), model.Kilde),
    (("tiltak", "oversettelse"), model.Oversettelse),
    (("enhet",), model.Enhet),
    (("enhet", "kontakt"), model.Kontakt),
    (("enhet", "kilder"), model.Kilde),
)


@pytest.mark.parametrize(("where", "cls"), DELER)
def test_schema_and_model_have_the_same_fields(where: Path_, cls: type) -> None:
    """Every field of the schema is in the model, and every field of the model but the id is in the schema."""
    assert set(properties(*where)) == fields(cls) - {"id"}


@pytest.mark.parametrize(("name", "cls"), [("tiltak", model.Tiltak), ("enhet", model.Enhet)])
def test_required_in_the_schema_is_required_in_the_model(name: str, cls: type) -> None:
    """What the schema requires has no default in the model; what it recommends is never required."""
    demanded = {
        f.name
        for f in dataclasses.fields(cls)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    assert set(schema(name)["required"]) == demanded - {"id"}
    assert set(schema(name)["x-anbefalt"]) <= set(properties(name)) - demanded


@pytest.mark.parametrize("name", ["tiltak", "enhet"])
def test_every_field_has_title_description_and_example(name: str) -> None:
    """Each field, nested ones too, has a Norwegian title, a description for a unit owner and an example."""

    def walk(part: dict[str, Any], where: str) -> Iterator[str]:
        for key, field in part.get("properties", {}).items():
            here = f"{where}.{key}".strip(".")
            demanded = ("title", "description", "examples")
            yield from (f"{here}: {word}" for word in demanded if not field.get(word))
            if "$ref" in field:  # the same words stand beside it, for programs that look no further
                meant = whole["definitions"][field["$ref"].rpartition("/")[2]]
                same = ("description", "examples") if where.endswith("oversettelser") else demanded
                yield from (f"{here}: {word}" for word in same if field.get(word) != meant[word])
                continue
            yield from walk(field, here)
            yield from walk(field.get("items", {}), here)

    whole = schema(name)
    missing = [*walk(whole, ""), *(m for key, part in whole["definitions"].items() for m in walk(part, key))]
    assert missing == []


@pytest.mark.parametrize("name", ["tiltak", "enhet"])
def test_schema_allows_exactly_what_the_vocabularies_hold(name: str) -> None:
    """Every list of allowed values in a schema is the ids of its vocabulary. «tiltak skjema» writes them."""

    def walk(part: object) -> Iterator[dict[str, Any]]:
        if isinstance(part, dict):
            if "x-vokabular" in part:
                yield part
            for value in part.values():
                yield from walk(value)

    for field in walk(schema(name)):
        ids = [*vocabulary(field["x-vokabular"]), *(["alle"] if field["x-vokabular"] == "kommuner" else [])]
        assert sorted(map(str, field["enum"])) == sorted(ids), field["title"]


# ---- fields and pages ------------------------------------------------------------------------------------


def leaves(name: str, *path: str) -> Iterator[Path_]:
    """Yield every field of a schema that holds a value of its own."""
    for key, field in properties(name, *path).items():
        inner = field.get("type") == "object" or "$ref" in field
        if inner and "x-sprak" not in field:
            yield from ((key, *rest) for rest in leaves(name, *path, key))
        else:
            yield (key,)


def other_value(katalog: model.Katalog, path: Path_, old: Any) -> Any:  # noqa: ANN401 - a field holds anything
    """Return a value that differs from the old one and is allowed in the same field."""
    field = properties("tiltak", *path[:-1])[path[-1]]
    rule = field.get("items", field)
    listed = isinstance(old, tuple)
    new: Any = "Endret"
    if "x-vokabular" in rule:
        ids = getattr(katalog.vokabular, rule["x-vokabular"])
        new = next((i for i in ids if i not in (old if listed else (old,))), old[-1] if listed else None)
    elif "x-referanse" in rule:
        ids = katalog.tiltak if rule["x-referanse"] == "tiltak" else katalog.enheter
        new = next(i for i in ids if i not in ("alt-i-ett", *(old if listed else (old,))))
    elif "x-felt" in rule:
        new = "kostnad"
    elif isinstance(old, bool):
        new = not old
    elif isinstance(old, int):
        new = old + 1
    elif isinstance(old, date):
        new = old + timedelta(days=3)
    elif path[-1] in {"nettside", "skjema"}:
        new = "https://eksempel.no/endret"
    elif path[-1] == "oversettelser":
        return {"nn": model.Oversettelse(navn="Endra")}
    return (new,) if listed else new


def changed(thing: Any, path: Path_, katalog: model.Katalog, whole: Path_) -> Any:  # noqa: ANN401 - any part
    """Return a copy of a measure, or a part of it, with one field changed."""
    old = getattr(thing, path[0])
    if len(path) == 1:
        return dataclasses.replace(thing, **{path[0]: other_value(katalog, whole, old)})
    if isinstance(old, tuple):
        new: Any = (changed(old[0], path[1:], katalog, whole), *old[1:])
    else:
        new = changed(old, path[1:], katalog, whole)
    return dataclasses.replace(thing, **{path[0]: new})


DATA = re.compile('<script type="application/ld[+]json">.*?</script>')
"""What a page tells search engines: no reader sees it."""


def test_every_field_shows_on_a_page(eksempel: Path) -> None:
    """Changing any field of a measure changes what readers see; the few that do not are named above."""
    lest = load(eksempel, I_DAG)
    katalog = lest.katalog
    assert katalog is not None
    post = katalog.tiltak["alt-i-ett"]
    in_grades = dataclasses.replace(post, alder=None)

    def seen(t: model.Tiltak) -> list[str]:
        site = Site(dataclasses.replace(katalog, tiltak={**katalog.tiltak, t.id: t}), lest.skjemaer, I_DAG)
        pages = [*find.pages(site), *measure_page.pages(site, [t])]
        return [f"{p.title}\n{p.description}\n{p.sensitiv}\n{DATA.sub('', p.content)}" for p in pages]

    unseen = set()
    for path in leaves("tiltak"):
        t = in_grades if path == ("trinn",) else post
        if seen(changed(t, path, katalog, path)) == seen(t):
            unseen.add(".".join(path))
    assert unseen == VISES_IKKE


UNIT: Mapping[str, Any] = {
    "navn": "Endret",
    "kommuner": ("alle",),
    "om": "Endret",
    "kontakt": model.Kontakt(telefon="+47 00 00 00 09"),
    "overordnet": None,
    "organisasjonsnummer": "987654325",
    "redaktor": "@eksempel/endret",
    "antatt": (),
    "kilder": (),
}
"""Another value of each field of a unit."""


def test_same_digest_same_page(eksempel: Path) -> None:
    """Change each field of a measure and of its unit: a page that becomes another has another digest."""
    lest = load(eksempel, I_DAG)
    katalog = lest.katalog
    assert katalog is not None
    assert UNIT.keys() == fields(model.Enhet) - {"id"}
    t, e = katalog.tiltak["alt-i-ett"], katalog.enheter["huset"]
    changes = [(t, e), *((changed(t, path, katalog, path), e) for path in leaves("tiltak"))]
    changes += [(t, dataclasses.replace(e, **{name: value})) for name, value in UNIT.items()]
    known = dict[bytes, str]()
    again = 0
    for tiltak, enhet in changes:
        one = dataclasses.replace(
            katalog, tiltak={**katalog.tiltak, t.id: tiltak}, enheter={**katalog.enheter, e.id: enhet}
        )
        site = Site(one, lest.skjemaer, I_DAG)
        for page in (*(p for pages in PAGES for p in pages(site)), *measure_page.pages(site, one.tiltak.values())):
            again += page.made_from in known
            assert known.setdefault(page.made_from, page.content) == page.content, page.path
    assert again > len(known)


def test_example_fills_every_field() -> None:
    """The example has a post and a unit with every field, so that the golden site shows each."""
    post = read(ROT / "tests" / "eksempel" / "tiltak" / "alt-i-ett.yml")
    unit = read(ROT / "tests" / "eksempel" / "enheter" / "huset.yml")
    assert set(properties("tiltak")) - set(post) == {"antatt"}, "bekreftet og antatt går ikke sammen"
    assert set(properties("enhet")) - set(unit) == set()
    for part in ("periode", "alder", "tilgang", "kostnad", "kontakt", "varsel", "bekreftet"):
        assert set(properties("tiltak", part)) == set(post[part]), part


# ---- words -----------------------------------------------------------------------------------------------


def keys(part: object, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every word in tekster/."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from keys(value, (*path, key))
    else:
        yield path


def in_template(node: nodes.Node, scope: dict[str, Path_]) -> Path_ | None:
    """Return which word an expression in a template names; ``*`` where it is chosen at run time."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr):
        if node.attr == "ord" and isinstance(node.node, nodes.Getattr) and node.node.attr == "extra":
            return ()
        base = in_template(node.node, scope)
        return base if base is None or node.attr in METODER else (*base, node.attr)
    if isinstance(node, nodes.Getitem):
        base = in_template(node.node, scope)
        key = str(node.arg.value) if isinstance(node.arg, nodes.Const) else "*"
        return None if base is None else (*base, key)
    return None


def words_of_template(template: nodes.Template) -> Iterator[Path_]:
    """Yield the words that a template names, also through names it gives to parts of them."""
    scope: dict[str, Path_] = {"o": (), "redaksjonen": ()}
    for assign in template.find_all(nodes.Assign):
        found = in_template(assign.node, scope)
        if isinstance(assign.target, nodes.Name) and found:
            scope[assign.target.name] = found
    inner = {id(node.node) for node in template.find_all((nodes.Getattr, nodes.Getitem, nodes.Assign))}
    for node in template.find_all((nodes.Getattr, nodes.Getitem, nodes.Name)):
        found = in_template(node, scope)
        if found:
            yield found if id(node) in inner else (*found, ALT)


def in_python(node: ast.AST, scope: dict[str, Path_]) -> Path_ | None:
    """Return which word an expression in Python names; ``*`` where it is chosen at run time."""
    if isinstance(node, ast.Name):
        return scope.get(node.id)
    if isinstance(node, ast.Subscript):
        base = in_python(node.value, scope)
        key = str(node.slice.value) if isinstance(node.slice, ast.Constant) else "*"
        return None if base is None else (*base, key)
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in ("words", "tool_words"):
            return ()
        if isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            base = in_python(node.func.value, scope)
            return None if base is None else (*base, "*")
    return None


def words_of_function(function: ast.AST) -> Iterator[Path_]:
    """Yield the words that a function names, also through names it gives to parts of them."""
    scope: dict[str, Path_] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            pairs = (
                zip(target.elts, value.elts, strict=False)
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
                else [(target, value)]
            )
            for name, given in pairs:
                found = in_python(given, scope)
                if isinstance(name, ast.Name) and found is not None:
                    scope[name.id] = found
    inner = {
        id(part)
        for node in ast.walk(function)
        if isinstance(node, ast.Subscript | ast.Assign | ast.Tuple)
        for part in (node.elts if isinstance(node, ast.Tuple) else [node.value])
    }
    for node in ast.walk(function):
        found = in_python(node, scope)
        if found:
            yield found if id(node) in inner else (*found, ALT)


def named_words() -> set[Path_]:
    """Return every word that a template or a module names. ``*`` first is the name of a view.

    ``…`` last says that it is used as it is, with all that may be under it.
    """
    found: set[Path_] = set()
    parse = jinja2.Environment(autoescape=True).parse
    for path in MALER:
        found |= set(words_of_template(parse(path.read_text(encoding="utf-8"))))
    for path in MODULER:
        for part in ast.parse(path.read_text(encoding="utf-8")).body:
            found |= set(words_of_function(part))
    of_views = {(view.navn, *word[1:]) for word in found for view in VIEWS if word[0] == "*"}
    return of_views | {word for word in found if word[0] != "*"}


def fits(pattern: Path_, key: Path_) -> bool:
    """Tell whether a word that is named may be the one at a path."""
    whole = pattern[-1] == ALT
    pattern = pattern[:-1] if whole else pattern
    return (len(pattern) == len(key) or (whole and len(pattern) < len(key))) and all(
        p in ("*", k) for p, k in zip(pattern, key, strict=False)
    )


def said_in_browser() -> set[str]:
    """Return the keys of the words that the browser's modules put in."""
    found = set()
    for path in (LOOK / "assets").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        calls = " ".join(re.findall(r"\bsay\(([^{)]*)", text))
        found |= {*re.findall(r'"(\w+)"', calls), *re.findall(r"\bwords\.(\w+)", text)}
    return found


def test_every_word_is_used() -> None:
    """Every word in tekster/ is named by a template, a module or the browser's modules."""
    named = named_words()
    said = said_in_browser()
    unused = [
        key for key in keys(ORD) if not any(fits(p, key) for p in named) and not (IN_BROWSER in key and key[-1] in said)
    ]
    assert not unused, ", ".join(".".join(key) for key in unused)


def test_every_named_word_exists() -> None:
    """Every word that a template or a module names is in tekster/."""
    whole = {key[:n] for key in keys(ORD) for n in range(1, len(key) + 1)}
    views = {view.navn for view in VIEWS}
    named = {p[:-1] if p[-1] == ALT else p for p in named_words()}
    missing = [p for p in named if p[0] not in views and not any(fits(p, key) for key in whole)]
    assert not missing, ", ".join(".".join(p) for p in missing)


def test_browser_finds_its_words() -> None:
    """Every word that a module for the browser asks ord.js for is in tekster/, under a key called «js»."""
    texts = [path.read_text(encoding="utf-8") for path in (LOOK / "assets" / "js").glob("*.js")]
    calls = " ".join(c for t in texts if '"./ord.js"' in t for c in re.findall(r"\bsay\(([^{)]*)", t))
    assert set(re.findall(r'"(\w+)"', calls)) <= {key[-1] for key in keys(ORD) if IN_BROWSER in key}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.navn)
def test_every_view_has_its_words(view: Any) -> None:  # noqa: ANN401 - a View
    """Every view has a title and descriptions of its front and of its pages."""
    demanded = {"beskrivelse", "side"} | (set() if view.navn == "bti" else {"tittel", "ingress"})
    assert demanded <= set(ORD[view.navn])


# ---- vocabularies ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ORDLISTER)
def test_every_value_has_a_norwegian_name(name: str) -> None:
    """Every closed list and every value in it has a name in bokmål, and no id stands twice."""
    whole = read(ROT / "schema" / "vokabular" / f"{name}.yml")
    assert whole["navn"]["nb"].strip()
    values = [*whole["verdier"], *whole.get("mal", [])]
    assert [v["id"] for v in values if not v["navn"]["nb"].strip()] == []
    assert len({v["id"] for v in values}) == len(values)


def test_vocabularies_and_model_are_the_same_lists() -> None:
    """Every file in schema/vokabular/ is a list of the model, and every list of the model has its file."""
    assert {f.name for f in dataclasses.fields(model.Vokabular)} - {"planmal"} == set(ORDLISTER)


@pytest.mark.parametrize("name", ORDLISTER)
def test_vocabulary_keys_are_in_the_model(name: str) -> None:
    """Every key of a value is a field of the model; what the model requires, every value has."""
    cls = typing.get_args(typing.get_type_hints(model.Vokabular)[name])[1]
    for id_, value in vocabulary(name).items():
        assert {"id", "navn"} <= set(value) <= fields(cls), id_


def test_words_cover_the_vocabularies() -> None:
    """What templates look up by an id has a word for every id there is."""
    assert set(ORD["tiltak"]["status"]) == set(vocabulary("status"))
    assert set(ORD["status_ikon"]) == set(vocabulary("status"))
    assert set(ORD["sikkerhet"]) == {str(grad) for grad in Sikkerhet}
    lines = vocabulary("hjelpelinjer").values()
    assert {kanal["type"] for line in lines for kanal in line.get("kanaler", [])} <= set(ORD["kanal"])
    assert set(ORD["nod"]["kort"]) == {line["tel"] for line in lines if line.get("alltid") == "true"}
    grades = [m["ungsinn"] for m in vocabulary("metoder").values() if "ungsinn" in m]
    assert {grade["skala"] for grade in grades} <= set(ORD["ungsinn"]["skalaer"])
    assert {grade["niva"] for grade in grades} <= set(ORD["ungsinn"]["grader"])


def test_code_names_values_that_exist() -> None:
    """The lines of the safety box are there, and a list that lacks a value which the program names is refused."""
    assert set(SAFE) <= {line.get("tel") for line in vocabulary("hjelpelinjer").values()}
    left_out = {theme for g in veiviser.GRUPPER for themes in g.ikke_om.values() for theme in themes}
    groups = {target for g in veiviser.GRUPPER for target in (*g.nevn, *g.ikke_for, *g.barnet)}
    assert set(NAMED["tema"]) == {*veiviser.NAR_INGEN, veiviser.GRAVIDITET, *left_out}
    assert set(NAMED["malgrupper"]) == groups
    for navn, idents in NEEDED.items():
        assert set(idents) <= set(vocabulary(navn)), navn


# ---- modules and assets ----------------------------------------------------------------------------------


def imports(path: Path) -> set[str]:
    """Return the modules of ours that a module imports."""
    names = {module(p) for p in MODULER}
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & names) - {"generator"}


def module(path: Path) -> str:
    """Return the name of a module of ours."""
    return ".".join(path.relative_to(ROT).with_suffix("").parts).removesuffix(".__init__")


def test_modules_import_in_one_direction() -> None:
    """No module imports one that imports it, however far around; model and problem import next to none of ours."""
    graph = {module(path): imports(path) for path in MODULER}
    assert graph["generator.model"] == set()
    assert graph["generator.problem"] == {"generator.fodselsnummer"}
    assert graph["generator.fodselsnummer"] == set()
    free = dict(graph)
    while ready := [name for name, needs in free.items() if not needs & set(free)]:
        for name in ready:
            del free[name]
    assert free == {}


HUS = (ROT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def room(name: str) -> str:
    """Return the room of a module: the package or the module right under ours."""
    return name.split(".")[1]


def arrows() -> Iterator[tuple[str, str]]:
    """Yield each arrow that CONTRIBUTING draws: a room, and one that it imports."""
    for line in re.findall(r"^.+←.+$", HUS, re.MULTILINE):
        steps = [step.strip().split(", ") for step in line.split("←")]
        for imported, importing in itertools.pairwise(steps):
            yield from itertools.product(importing, imported)


def test_the_arrows_between_the_rooms_are_true() -> None:
    """Each arrow is an import, cli's of the commands by name; each import between drawn rooms follows the arrows."""
    drawn = set(arrows())
    found = {(room(module(p)), room(name)) for p in MODULER if p != GENERATOR / "__init__.py" for name in imports(p)}
    assert drawn - found == {("cli", "commands")}
    reach, before = set(drawn), set[tuple[str, str]]()
    while reach != before:
        before, reach = reach, reach | {(a, d) for a, b in reach for c, d in reach if b == c}
    rooms = {name for arrow in drawn for name in arrow}
    assert not [name for name in rooms if (name, name) in reach]
    assert {(a, b) for a, b in found if a != b and {a, b} <= rooms} <= reach


def test_every_room_is_in_the_table() -> None:
    """CONTRIBUTING tells what each module and each folder of ours does, and of none that is not there."""
    table = HUS.partition("Rommene i `generator/`:")[2].partition("## ")[0]
    named = {name for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for name in re.findall(r"`(.+?)`", row)}
    there = {p.name + ("/" if p.is_dir() else "") for p in GENERATOR.iterdir()}
    assert named == there - {"__init__.py", "__pycache__/", "py.typed"}


def test_every_import_stands_at_the_top() -> None:
    """No module imports inside a function: what a module needs is told at its top."""
    late = [
        f"{path.name}:{inner.lineno}"
        for path in MODULER
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert late == []


def test_files_that_comments_name_are_there() -> None:
    """A comment in the look, or in what is told of the program, leads to a file of ours that exists."""
    for path in (*LOOK.rglob("*.js"), *LOOK.rglob("*.css"), *LOOK.rglob("*.html"), ROT / "CONTRIBUTING.md"):
        for name in re.findall(r"generator/[\w/]+\.py", path.read_text(encoding="utf-8")):
            assert (ROT / name).is_file(), f"{path.name}: {name}"


def test_every_style_sheet_is_in_use() -> None:
    """The style sheets the plugin joins are those that lie in the folder, besides the one for no scripts."""
    assert {*styles.STYLES, "uten-js"} == {path.stem for path in (LOOK / "assets" / "css").glob("*.css")}


def test_every_browser_module_is_in_use() -> None:
    """Every module for the browser is loaded by a page or imported by another module."""
    modules = sorted((LOOK / "assets" / "js").glob("*.js"))
    texts = [path.read_text(encoding="utf-8") for path in (*modules, *MALER)]
    named = {p.name for p in modules if any(f"/{p.name}" in text for text in texts)}
    assert {p.name for p in modules} == named | {f"{name}.js" for name in frame.MODULES}


def test_browser_modules_import_what_exists(nettsted: Nettsted) -> None:
    """Every module that a module for the browser imports lies where it says in the built site.

    The form is the exception: what it imports is fetched by «make rediger».
    """
    for path in (nettsted.mappe / "assets" / "js").rglob("*.js"):
        for name in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""", path.read_text(encoding="utf-8")):
            here = (path.parent / name).resolve()
            assert here.is_file() or "sveltia" in here.parts, f"{path.name}: {name}"


def test_nothing_is_published_that_no_page_loads(nettsted: Nettsted) -> None:
    """Every file in assets/ is named by a page, or by a file that is; «make rediger» makes the page of skjema.js."""
    left = {path.name: path for path in (nettsted.mappe / "assets").rglob("*") if path.is_file()}
    read = [*(side.html for side in nettsted.sider.values()), left.pop("skjema.js").read_text(encoding="utf-8")]
    while read:
        found = set(re.findall(r"[\w.-]+", " ".join(read))) & left.keys()
        read = [left.pop(name).read_text(encoding="utf-8") for name in found]
    assert set(left) == set()


def test_nothing_published_can_write_to_the_browser(nettsted: Nettsted) -> None:
    """No file of the site names a place where a browser keeps things."""
    stores = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\.open")
    assert [p.name for p in nettsted.mappe.rglob("*.js") if stores.search(p.read_text(encoding="utf-8"))] == []


# ---- README ----------------------------------------------------------------------------------------------

README = (ROT / "README.md").read_text(encoding="utf-8")


def test_readme_names_every_make_target() -> None:
    """README or CONTRIBUTING tells every target of the Makefile, and no other; «chromium» is a step of «test»."""
    makefile = (ROT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)) - {"chromium"}
    told = README + (ROT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", told, re.MULTILINE)) == targets


def test_readme_names_every_command() -> None:
    """README tells every command of «tiltak», and no other."""
    named = set(re.findall(r"\.venv/bin/tiltak ([a-z]+)", README))
    assert named == {command.navn for command in COMMANDS}


def test_readme_begins_with_two_commands() -> None:
    """The first commands README tells are «make site» and «make test», and nothing before them."""
    assert re.search(r"```sh\n(.*?)```", README, re.DOTALL).group(1).split("\n")[:2] == [
        "make site",
        "make test",
    ]


def test_readme_names_folders_and_files_that_exist() -> None:
    """Every folder that README tells of is there or is made and left out of git; every link leads to a file."""
    made = [line.lstrip("/") for line in (ROT / ".gitignore").read_text(encoding="utf-8").split()]
    for folder in re.findall(r"`([a-z-]+(?:/[a-z-]+)*/)`", README):
        assert (ROT / folder).is_dir() or folder in made, folder
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", README):
        assert (ROT / link).is_file(), link
