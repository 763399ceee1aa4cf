"""``opensearch.xml``: lets a browser search here from its own address bar.

The words go in the fragment of the address, which no browser sends to a server.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from generator.exports.edition import Edition, Exported, checked
from generator.texts import words

PATH: Final = "opensearch.xml"

SEARCH: Final = "finn/#q={searchTerms}"
"""The address that searches, from the root of the site."""

_SPACE: Final = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST: Final = {"ShortName": 16, "LongName": 48, "Description": 1024}
"""How many characters the format allows."""


def exported(edition: Edition) -> Iterator[Exported]:
    """Yield the description, where the address of the site is known."""
    if not edition.site_url:
        return
    o = words()["data"]["opensearch"]
    short = edition.navn if len(edition.navn) <= _LONGEST["ShortName"] else o["kort"]
    names = {"ShortName": short, "LongName": edition.navn, "Description": o["beskrivelse"].format(navn=edition.navn)}
    held = {name: text[: _LONGEST[name]] for name, text in names.items()} | {"InputEncoding": "UTF-8"}
    root = ET.Element("OpenSearchDescription", xmlns=_SPACE)
    for name, text in held.items():
        ET.SubElement(root, name).text = text
    address = urljoin(edition.site_url, SEARCH)
    ET.SubElement(root, "Url", type="text/html", template=address)
    ET.indent(root)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
    yield checked(PATH, text, _read, (held, address))


def _read(text: str) -> tuple[dict[str, str], str]:
    """Return the names in a description, and the address that searches."""
    root = ET.fromstring(text)  # noqa: S314 - our own text
    names = {part.tag.removeprefix(f"{{{_SPACE}}}"): part.text or "" for part in root if not part.attrib}
    return names, root.findall(f"{{{_SPACE}}}Url")[0].attrib["template"]
