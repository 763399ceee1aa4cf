"""Markdown of the data -> safe HTML: paragraphs, lists, emphasis, links and nothing else."""

from __future__ import annotations

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_PARSER = MarkdownIt("zero", {"html": False}).enable(
    ["list", "emphasis", "link", "newline", "escape", "autolink", "entity"]
)
_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "br"}
_SCHEMES = {"http", "https", "mailto", "tel"}

_ADDRESS = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_SIGNS = (
    (re.compile(r"\s*<li>\s*(?:<p>)?"), "\n- "),
    (re.compile(r"</(?:p|ul|ol)>"), "\n\n"),
    (re.compile(r"<[^>]*>"), ""),
)
"""Tags, and what stands for them in plain text."""

_LINE = r"(?!\d+[.)])[\w«(\"][\w .,:;?!«»–()/%\"'-]*(?<! )"
_PLAIN = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*\n*")
"""Paragraphs of letters and punctuation that mean nothing to Markdown, nor to HTML."""


_NUMBER = re.compile(r"^(?P<at>[ \t]*(?:[-*+][ \t]+)*)(?P<number>[0-9]{1,9})(?P<sign>[.)])(?=[ \t])", re.MULTILINE)
"""A number that begins a line, as that of a list does, and that of a day or a grade."""


def to_html(text: str) -> Markup:
    """Render the Markdown of one text field. Most are plain paragraphs, which need neither parser nor sanitiser."""
    if _PLAIN.fullmatch(text) and "_" not in text:
        return Markup("".join(f"<p>{paragraph}</p>\n" for paragraph in text.rstrip("\n").split("\n\n")))  # noqa: S704 - nothing in it needs to be escaped
    return cleaned(text)


def cleaned(text: str) -> Markup:
    """Render any Markdown.

    ``html=False`` makes raw HTML plain text before the sanitiser ever sees it; the sanitiser is the second
    lock, so that a fault in the parser cannot become a script on a page.
    """
    return _cleaned(_PARSER.render(_without_dates(text)))


def _without_dates(text: str) -> str:
    """Return Markdown where only 1, and what follows number by number, makes a list.

    «17. mai» and «8. trinn» are text: as a list of one they would be counted anew, from 1.
    """
    last: dict[int, int] = {}

    def said(found: re.Match[str]) -> str:
        number, depth = int(found["number"]), len(found["at"])
        if number in (1, last.get(depth, 0) + 1):
            last[depth] = number
            return found[0]
        return f"{found['at']}{found['number']}\\{found['sign']}"

    return _NUMBER.sub(said, text)


def to_text(text: str) -> str:
    """Return the Markdown of one text field as plain text: paragraphs and lists on lines, links with their address."""
    html = _ADDRESS.sub(r"\2 (\1)", str(to_html(text)))
    for tag, sign in _SIGNS:
        html = tag.sub(sign, html)
    lines = (line.strip() for line in unescape(html).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def in_line(text: str) -> Markup:
    """Render the Markdown of one text that stands in a line of its own: emphasis and links."""
    return _cleaned(_PARSER.renderInline(text))


def _cleaned(html: str) -> Markup:
    return Markup(  # noqa: S704 - this is the place where untrusted text becomes HTML: nh3 has cleaned it
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}},
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
        )
    )
