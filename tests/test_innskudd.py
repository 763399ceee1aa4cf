"""Whatever stands in a text field is text: it is refused, or shown as it was written, and nothing of it runs."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup

from generator.load import load
from generator.problem import Grad
from tests.nettsted import ROT, build, copy_example, serve
from tests.prosjekt import I_DAG
from tests.test_golden import content, example_site, outputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import BrowserContext

Way = tuple[str | int, ...]

POSTS = {"tiltak": "tiltak/alt-i-ett.yml", "enhet": "enheter/huset.yml"}
"""The post of the example with every field, and its schema."""

HTML = '<img src="x" onerror="kjort()"><script>kjort()</script><a class="innskudd" href="javascript:kjort()">x</a>'
SLY = (
    'innskudd" onmouseover="kjort()" autofocus onfocus=\'kjort()\' '
    '![x](x" onerror="kjort()) {{ 7*7 }} {% raw %} ${kjort()}'
)
"""Without a tag, so that the rule on HTML lets it through: it has to be harmless where it is shown."""

PAGES = (
    "tiltak/alt-i-ett/",
    "enhet/huset/",
    "finn/",
    "liste/#liste=alt-i-ett",
    "status/huset/",
    "a-aa/",
    "livslop/",
    "veiviser/",
)

WATCH = """
window.kjort = () => { window.harKjort = true; };
window.brudd = [];
document.addEventListener("securitypolicyviolation", (e) => window.brudd.push(e.violatedDirective));
"""
HARMFUL = """() => [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes]
  .filter((a) => a.name.startsWith("on") || /^\\s*javascript:/i.test(a.value))
  .map((a) => `${e.tagName} ${a.name}=${a.value}`))"""


def texts(schema: Mapping[str, Any], definitions: Mapping[str, Any], way: Way = ()) -> Iterator[Way]:
    """Yield the way to every field of a schema that takes free text; a list is gone into at its first value."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[-1]]
    for key, part in schema.get("properties", {}).items():
        yield from texts(part, definitions, (*way, key))
    if schema.get("type") == "array":
        yield from texts(schema["items"], definitions, (*way, 0))
    if schema.get("type") == "string" and not {"enum", "format", "x-referanse"} & set(schema):
        yield way


def ways(name: str) -> list[Way]:
    """Return every text field of a post, as long as the example has it."""
    schema = json.loads((ROT / "schema" / f"{name}.schema.json").read_text("utf-8"))
    example = yaml.safe_load((ROT / "tests" / "eksempel" / POSTS[name]).read_text("utf-8"))
    return [way for way in texts(schema, schema["definitions"]) if has(example, way)]


def has(value: Any, way: Way) -> bool:  # noqa: ANN401 - YAML is anything
    """Tell whether a value has something at the end of a way."""
    for step in way:
        inside = step < len(value) if isinstance(step, int) else step in value
        if not inside:
            return False
        value = value[step]
    return True


def put(value: Any, way: Way, text: str) -> Any:  # noqa: ANN401 - a post, as YAML or as our own classes
    """Return a copy of a post with a text at the end of a way."""
    if not way:
        return text
    step, *rest = way
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(value, **{str(step): put(getattr(value, str(step)), tuple(rest), text)})
    changed = list(value) if isinstance(value, list | tuple) else dict(value)
    changed[step] = put(value[step], tuple(rest), text)  # type: ignore[index]
    return tuple(changed) if isinstance(value, tuple) else changed


ALL = [(name, way) for name in POSTS for way in ways(name)]


def test_the_fields_are_many() -> None:
    """The example has the text fields of both schemas; one that is missing would not be tried."""
    assert len(ALL) >= 40


@pytest.mark.parametrize(("name", "way"), ALL, ids=[f"{n}: {'.'.join(map(str, w))}" for n, w in ALL])
def test_html_is_refused_in_every_field(name: str, way: Way, eksempel: Path) -> None:
    """Tags in a text are a FEIL on their line, whichever field they stand in."""
    file = eksempel / POSTS[name]
    post = yaml.safe_load(file.read_text("utf-8"))
    file.write_text(yaml.safe_dump(put(post, way, HTML), allow_unicode=True, sort_keys=False, width=10_000), "utf-8")
    lest = load(eksempel, I_DAG)
    told = [p for p in lest.problemer if p.fil == POSTS[name] and p.grad is Grad.FEIL]
    assert lest.katalog is None
    assert told
    assert all(p.linje for p in told)


def test_pages_show_html_as_text_where_it_comes_through(eksempel: Path) -> None:
    """With no rule in the way, every template and filter still makes text of tags: the second lock holds alone."""
    site = example_site(eksempel)
    t, e = site.katalog.tiltak["alt-i-ett"], site.katalog.enheter["huset"]
    for name, way in ALL:
        if name == "tiltak":
            t = put(t, way, HTML)
        else:
            e = put(e, way, HTML)
    katalog = dataclasses.replace(
        site.katalog,
        tiltak={**site.katalog.tiltak, t.id: t},
        enheter={**site.katalog.enheter, e.id: e},
    )
    shown = 0
    for output in outputs(dataclasses.replace(site, katalog=katalog, status=site.status), content):
        if not output.path.endswith(".html"):
            continue
        soup = BeautifulSoup(output.text, "html.parser")
        assert soup.select("img[onerror], .innskudd, [href^='javascript:' i]:not([href*='<'])") == [], output.path
        data = 'script[type="application/ld+json"]'  # what a browser does not run: it only must not be ended by a text
        assert "kjort()" not in " ".join(script.get_text() for script in soup.select(f"script:not({data})")), (
            output.path
        )
        assert "<" not in " ".join(script.get_text() for script in soup.select(data)), output.path
        shown += soup.get_text().count("<script>kjort()</script>")
    assert shown > len(ALL)


def test_nothing_runs_in_the_browser(tmp_path: Path, kontekst: BrowserContext) -> None:
    """Every field that takes it says what would break out of attributes, Markdown and templates: nothing runs."""
    rot = copy_example(tmp_path / "rot")
    whole = {name: yaml.safe_load((rot / file).read_text("utf-8")) for name, file in POSTS.items()}
    taken = dict(enumerate(ALL))
    for _ in range(2):  # all at once, then without those that a rule refuses
        written = dict(whole)
        for number, (name, way) in taken.items():
            written[name] = put(written[name], way, f"{SLY} felt{number}.")
        for name, file in POSTS.items():
            text = yaml.safe_dump(written[name], allow_unicode=True, sort_keys=False, width=10_000)
            (rot / file).write_text(text, "utf-8")
        for problem in load(rot, I_DAG).problemer:
            if problem.grad is Grad.FEIL:
                line = (rot / problem.fil).read_text("utf-8").splitlines()[problem.linje - 1]
                taken.pop(int(line.rpartition("felt")[2].partition(".")[0]), None)
    assert len(taken) > 20
    site = build(rot, tmp_path / "web")
    page = kontekst.new_page()
    page.add_init_script(WATCH)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with serve(site.mappe) as address:
        for path in PAGES:
            page.goto("about:blank")
            page.goto(address + path, wait_until="networkidle")
            if path == "finn/":
                page.fill("#sok", "innskudd")
                page.wait_for_timeout(500)
            assert page.evaluate(HARMFUL) == [], path
            assert page.evaluate("[window.harKjort ?? false, window.brudd]") == [False, []], path
    assert dialogs == []
    shown = site.sider["tiltak/alt-i-ett/"].innhold.get_text()
    assert "{{ 7*7 }}" in shown
    assert "49" not in shown
