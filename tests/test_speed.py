"""What makes the pages quick changes nothing in them: words are written into the templates as they are read."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError, nodes
from markupsafe import Markup

from benchmarks.bygg import PLACE
from generator.host.frames import visible
from generator.render import environment

ROT = Path(__file__).parents[1]


def test_words_in_a_template_are_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is written into its template is escaped as any other, and one that is missing is an error."""
    said = {"side": {"tittel": "Mor & <far>"}}
    monkeypatch.setattr("generator.render.words", lambda _language="nb": said)
    env = environment()
    assert env.from_string("<p>{{ o.side.tittel }}</p>").render() == "<p>Mor &amp; &lt;far&gt;</p>"
    assert env.from_string("{{ o.side[navn] | upper }}").render(navn="tittel") == "MOR &amp; &lt;FAR&gt;"
    with pytest.raises(UndefinedError):
        env.from_string("{{ o.side.finnes_ikke }}").render()


def test_the_same_text_is_escaped_where_it_is_no_html() -> None:
    """What is HTML already and what only looks like it are kept apart, whichever is met first."""
    env = environment()
    template = env.from_string("{% macro vis(x) %}<i>{{ x }}</i>{% endmacro %}{{ a }} {{ b }} {{ vis(b) }} {{ 1 }}")
    html, text = Markup("<b>"), "<b>"
    assert template.render(a=html, b=text) == "<b> &lt;b&gt; <i>&lt;b&gt;</i> 1"
    assert template.render(a=text, b=html) == "&lt;b&gt; <b> <i><b></i> 1"
    with pytest.raises(UndefinedError):
        env.from_string("{{ finnes_ikke }}").render()


def test_no_template_has_its_own_o_or_rot() -> None:
    """``o`` and ``rot`` are written into the templates as they are read, so no template means anything else by them."""
    env = environment()
    for name in env.list_templates():
        source = (ROT / "generator" / "templates" / name).read_text(encoding="utf-8")
        found = Environment(autoescape=True).parse(source).find_all(nodes.Name)
        given = {node.name for node in found if node.ctx != "load"}
        assert not given & {"o", "rot"}, name


def test_the_theme_lists_all_that_is_not_hidden(tmp_path: Path) -> None:
    """MkDocs is given the same files as without us, but for those in hidden folders, and every template is found."""
    for name in ("assets/.skjult.css", ".vcs/x.css", "assets/.vcs/x.css", "assets/vises.css", ".icons/egen.svg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    theme = find_spec("material")
    assert theme is not None
    assert theme.origin is not None
    plain = Environment(loader=FileSystemLoader([tmp_path, Path(theme.origin).parent / "templates"]), autoescape=True)
    everything = plain.list_templates()
    shown = [p for p in everything if not any(part.startswith(".") for part in PurePosixPath(p).parent.parts)]
    ours = visible(lambda: plain)
    assert ours.list_templates() == shown
    assert {"assets/vises.css", "assets/.skjult.css"} < set(shown) < set(everything)
    assert ours.get_template(".icons/egen.svg")


def test_the_readme_has_a_place_for_the_table() -> None:
    """``make bench`` finds where in README.md its table goes."""
    assert len(PLACE.findall((ROT / "README.md").read_text(encoding="utf-8"))) == 1
