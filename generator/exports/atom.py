"""``data/endringer.xml``: an Atom feed (RFC 4287) of what was changed in the overview, and one feed for each unit.

Each entry is one post in one commit. Nothing is said of who made the commit: the feed is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Final
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring

from generator.editing.history import Hendelse
from generator.exports.edition import FOLDER, LICENCE, Edition, Exported, checked
from generator.reading.folder import ENDING
from generator.telling.present import capitalised
from generator.texts import BOKMAL, speaking, words

PATH: Final = f"{FOLDER}endringer.xml"

MOST_ENTRIES: Final = 100
"""So many entries a feed has: more than is changed between two times that someone looks, and not too much to fetch."""

MANY: Final = 20
"""More entries than this of one commit are told as one: an import is one change, and must not hide all others."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_TYPE: Final = "application/atom+xml"
_DECLARED: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its id, title, time, the page it leads to, the lines of what was changed, and its units by id."""

    id: str
    title: str
    updated: str
    link: str
    lines: tuple[str, ...]
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its own address, title, time, the page it is about, whose it is, and its entries."""

    address: str
    title: str
    updated: str
    page: str
    author: str
    entries: tuple[Entry, ...]


def path_of(ident: str) -> str:
    """Return the path of the feed of a unit."""
    return f"{FOLDER}endringer/{ident}.xml"


@speaking(BOKMAL)
def exported(edition: Edition) -> list[Exported]:
    """Return the feed of the site, then the feed of each unit; none where nothing is known of what was changed.

    All at once: the words are in bokmål, as the changes are, while other open data is in the language of the posts.
    """
    return list(_feeds(edition))


def _feeds(edition: Edition) -> Iterator[Exported]:
    """Yield each feed."""
    if edition.historie is None:
        return
    historie = edition.historie()
    o, navn = words()["data"]["endringer"], edition.navn
    updated = _time(historie.tid)

    def file(path: str, title: str, page: str, hendelser: Sequence[Hendelse]) -> Exported:
        address = urljoin(edition.site_url, path)
        entries = tuple(_entries(edition, hendelser, urljoin(edition.site_url, page)))[:MOST_ENTRIES]
        newest = entries[0].updated if entries else updated
        feed = Feed(address, _clean(title), newest, urljoin(edition.site_url, page), _clean(navn), entries)
        return checked(path, written(feed), read, feed)

    yield file(PATH, o["tittel"].format(navn=navn), "", historie.hendelser)
    for enhet in edition.katalog.enheter.values():
        own = [h for h in historie.hendelser if enhet.id in h.enheter]
        title = o["tittel_enhet"].format(enhet=enhet.navn, navn=navn)
        yield file(path_of(enhet.id), title, f"enhet/{enhet.id}/", own)


def _entries(edition: Edition, hendelser: Sequence[Hendelse], page: str) -> Iterator[Entry]:
    """Yield the entries of some changes, those of a commit together; ``page`` is what the feed is about."""
    o = words()["data"]["endringer"]
    for versjon, group in groupby(hendelser, key=attrgetter("versjon")):
        entries = [_entry(edition, h) for h in group]
        if len(entries) <= MANY:
            yield from entries
            continue
        lines = [entry.title for entry in entries[:MANY]]
        rest = o["og_flere"].format(antall=len(entries) - MANY)
        title, ident = o["mange"].format(antall=len(entries)), _ident(edition, versjon)
        yield Entry(ident, title, entries[0].updated, page, (*lines, rest))


def _entry(edition: Edition, h: Hendelse) -> Entry:
    """Return what one commit changed in one post."""
    o, enheter = words()["data"]["endringer"], edition.katalog.enheter
    mappe, _, name = h.fil.partition("/")
    ident = name.removesuffix(ENDING)
    post = (edition.katalog.tiltak if mappe == "tiltak" else enheter).get(ident)
    here = [unit for unit in h.enheter if unit in enheter]
    page = f"enhet/{here[-1]}/" if here else "enhet/"
    if mappe == "tiltak" and post:
        page = f"tiltak/{ident}/"
    first, more = h.tekster[0], len(h.tekster) - 1
    title = o["tittel_post"].format(navn=post.navn if post else h.navn, tekst=first)
    if more:
        title += o["og_en"] if more == 1 else o["og_endringer"].format(antall=more)
    return Entry(
        _ident(edition, f"{h.versjon}/{mappe}/{ident}"),
        _clean(title),
        _time(h.tid),
        urljoin(edition.site_url, page),
        tuple(_clean(capitalised(tekst)) for tekst in h.tekster),
        tuple((_clean(unit), _clean(enheter[unit].navn if unit in enheter else unit)) for unit in h.enheter),
    )


def _ident(edition: Edition, part: str) -> str:
    """Return the id of an entry: the same in every feed that has it, and for as long as the site has its address."""
    return f"{urljoin(edition.site_url, PATH)}#{part}"


def _time(seconds: int) -> str:
    """Return a time as Atom writes it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _clean(text: str) -> str:
    """Return text on one line, without what XML cannot hold."""
    return " ".join(_FORBIDDEN.sub("", text).split())


def written(feed: Feed) -> str:
    """Return a feed as the text of a file."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": BOKMAL})
    _said(root, id=feed.address, title=feed.title, updated=feed.updated)
    _said(SubElement(root, "author"), name=feed.author)
    SubElement(root, "link", rel="self", type=_TYPE, href=feed.address)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    _said(root, rights=LICENCE[0])
    for entry in feed.entries:
        element = SubElement(root, "entry")
        _said(element, id=entry.id, title=entry.title, updated=entry.updated)
        SubElement(element, "link", rel="alternate", type="text/html", href=entry.link)
        for ident, navn in entry.units:
            SubElement(element, "category", term=ident, label=navn)
        _said(element, content="\n".join(entry.lines))
    indent(root)
    return f"{_DECLARED}{tostring(root, encoding='unicode')}\n"


def _said(parent: Element, **texts: str) -> None:
    """Add elements that hold a text each."""
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def read(text: str) -> Feed:
    """Return what the text of a feed holds."""
    root = fromstring(text.removeprefix(_DECLARED))  # noqa: S314 - we have written it ourselves
    known = {"": _ATOM}

    def said(element: Element, path: str) -> str:
        return element.findtext(path, "", known)

    def link(element: Element, rel: str) -> str:
        return next(e.get("href", "") for e in element.iterfind("link", known) if e.get("rel") == rel)

    entries = [
        Entry(
            said(e, "id"),
            said(e, "title"),
            said(e, "updated"),
            link(e, "alternate"),
            tuple(said(e, "content").split("\n")),
            tuple((c.get("term", ""), c.get("label", "")) for c in e.iterfind("category", known)),
        )
        for e in root.iterfind("entry", known)
    ]
    return Feed(
        link(root, "self"),
        said(root, "title"),
        said(root, "updated"),
        link(root, "alternate"),
        said(root, "author/name"),
        tuple(entries),
    )
