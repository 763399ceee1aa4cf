"""The template engine: our own templates, escaped by default, where an unknown name is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from generator.cache import fingerprint, of_values
from generator.compiled import Templates
from generator.telling.cards import Kort
from generator.telling.dokumenter import lines_text
from generator.telling.present import capitalised, count_text, has_long_word, host, long_date, tel_digits
from generator.telling.translated import Translated
from generator.texts import BOKMAL, said, spoken, words

ROT = "\ue0ff"
"""Stands in content for the way to the front page in the language of the page; generator/shell.py writes ``../``."""

TOPP = "\ue0fe"
"""Stands in content for the way to the root of the site, where the files are that all languages share."""

_ROOTS = {"rot": ROT, "topp": TOPP}
"""What a template calls the two."""


class _Said(NodeTransformer):
    """Writes what is the same on every page into the template itself: our own words, icons, the way to the root.

    Half of all that a page of a measure says is such. Said once when the template is read, it is escaped once
    and joined with the HTML around it, not looked up a thousand times.
    """

    def __init__(self, icon: Callable[[str], str]) -> None:
        """Keep what gives the HTML of an icon."""
        self._icon = icon

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the name that Jinja calls
        """Replace ``d.ikon("navn")``; an icon whose name is found later is drawn then."""
        asked = getattr(node.node, "attr", None) or getattr(node.node, "name", None)
        if asked == "ikon" and len(node.args) == 1 and isinstance(node.args[0], nodes.Const):
            return nodes.MarkSafe(nodes.Const(self._icon(node.args[0].value)), lineno=node.lineno)
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 - the name that Jinja calls
        """Replace ``rot`` and ``topp``."""
        root = _ROOTS.get(node.name) if node.ctx == "load" else None
        return nodes.Const(root, lineno=node.lineno) if root else node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - the name that Jinja calls
        """Replace ``o.side.ord`` where a text stands there; anything else is left to be found, or missed, later."""
        text = _said(node)
        return nodes.Const(text, lineno=node.lineno) if isinstance(text, str) else self.generic_visit(node)


def _said(node: nodes.Node) -> object:
    """Return what the texts hold at ``o.a.b``, or None."""
    if isinstance(node, nodes.Name):
        return words() if node.name == "o" else None
    inner = _said(node.node) if isinstance(node, nodes.Getattr) else None
    return inner.get(node.attr) if isinstance(inner, Mapping) and isinstance(node, nodes.Getattr) else None


@lru_cache(maxsize=2**14, typed=True)
def _escape(value: object) -> str:
    """Return a value as HTML. The same words stand on very many pages."""
    return escape(value)


def _escaped(value: object) -> str:
    """Return a value as HTML: as it is where it is HTML already."""
    return value if type(value) is Markup else _escape(value)


class _Compiler(CodeGenerator):
    """Jinja's compiler, where what a template says is escaped by ``_escaped``: the same HTML in half the time."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own
        """Write what stands before a value."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's own
        """Write a call as it stands. Nothing that our templates call asks for Jinja's context, which is slow to ask."""
        self.visit(node.node, frame)
        self.write("(*()")
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Environment(Environment):
    """Jinja's environment, with what is always the same written into the templates as they are read."""

    code_generator_class = _Compiler
    escaped = staticmethod(_escaped)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = _Said(self._icon).visit(super()._parse(source, name, filename))
        return parsed

    def _icon(self, name: str) -> str:
        """Return the HTML of an icon."""
        return self.get_template("_ikon.html.jinja").render(navn=name)


class _Marks:
    """Marks texts that are in another language than the page, as a screen reader needs it."""

    def __init__(self, language: str) -> None:
        """Keep the attribute of an element that holds a text in a language."""
        self.foreign = Markup("") if language == spoken() else Markup(' lang="{}"').format(language)

    def attribute(self, text: object) -> Markup:
        """Return the attribute of an element that holds a text of a post alone."""
        return Markup("") if not text or isinstance(text, Translated) else self.foreign

    def told(self, text: object) -> object:
        """Return a text of a post, in an element of its own where it must be marked."""
        mark = self.attribute(text)
        return Markup("<span{}>{}</span>").format(mark, text) if mark else text


def environment(posts: str = BOKMAL) -> Environment:
    """Make the environment of every content template, in the language that is spoken; the posts are in ``posts``."""
    env = _Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=Templates(spoken()),
    )
    env.filters |= {"sagt": said, "dato": long_date, "siffer": tel_digits, "vert": host, "stor": capitalised}
    env.filters |= {"langt": has_long_word, "tiltak_antall": partial(count_text, ansatt=True), "linjer": lines_text}
    marks = _Marks(posts)
    env.filters |= {"postens": marks.told, "bokmal": _Marks(BOKMAL).told}
    env.globals |= {"o": words(), "lang": marks.attribute, **_ROOTS}
    return env


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a page, not made before someone asks, and a digest of all that it will be made from."""

    made_from: bytes
    make: Callable[[], Markup]
    """Gives safe HTML."""


class Renderer:
    """Renders templates that share one environment and the facts every page needs."""

    def __init__(self, shared: Mapping[str, Any], posts: str = BOKMAL) -> None:
        """Keep ``shared`` as names that every template may use; ``posts`` is the language of the posts."""
        self._env = environment(posts)
        self._env.globals |= {**shared, "ferdig_rad": self.row}
        self._rows: dict[tuple[str, bool, str], Markup] = {}
        self._cards: dict[str, str] = {}
        self._parts: Any = self._env.get_template("_deler.html.jinja").module
        for name in ("ikon", "sikkerhet"):  # few of them, twenty times on a page: each is rendered once
            setattr(self._parts, name, cache(getattr(self._parts, name)))

    def __call__(self, template: str, **names: Any) -> Markup:  # noqa: ANN401 - a template takes anything
        """Render one template; the result is safe HTML, since every value in it was escaped."""
        return Markup(self._env.get_template(f"{template}.html.jinja").render(names))  # noqa: S704

    def later(self, template: str, **names: Any) -> Body:  # noqa: ANN401 - a template takes anything
        """Return what one template will make of some values. The same values always make the same."""
        return Body(fingerprint(template, of_values(names, self._short)), partial(self, template, **names))

    def _short(self, value: object) -> str | None:
        """Return the digest of a card, found once however many pages show it. A measure has one card."""
        if not isinstance(value, Kort):
            return None
        if value.id not in self._cards:
            self._cards[value.id] = of_values(value).hex()
        return self._cards[value.id]

    def know(self, cards: Iterable[Kort]) -> None:
        """Find the digests of some cards before the work is split, so that it is done once."""
        for k in cards:
            self._short(k)

    def row(self, k: Kort, ansatt: bool, usikkert: str) -> Markup:  # noqa: FBT001 - called from templates
        """Return one measure as a row of a list, rendered once however many pages list it."""
        key = (k.id, ansatt, usikkert)
        if key not in self._rows:
            self._rows[key] = self._parts.rad(k, ansatt, usikkert)
        return self._rows[key]
