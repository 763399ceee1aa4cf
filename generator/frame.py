"""What stands around the content of every page: where one can go, the numbers that always help, the browser modules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.model import Katalog
from generator.pages.page import Site, is_empty, source_line
from generator.texts import said, speaking, words

MODULES = ("start", "fragment", "forslag", "liste", "meny")
"""The browser modules of every page. A page that needs more names them in its own content."""
NAVIGATION = {
    "alle": (
        ("finn", "finn/"),
        ("livslop", "livslop/"),
        ("tema", "tema/"),
        ("alfabet", "a-aa/"),
        ("akutt", "akutt/"),
    ),
    "ansatte": (("bti", "bti/"), ("forebygging", "forebygging/"), ("dekning", "dekning/"), ("plan", "plan/")),
}
FOOT = {
    "alle": (
        ("flere", "akutt/"),
        ("veiviser", "veiviser/"),
        ("malgrupper", "malgruppe/"),
        ("kommuner", "kommune/"),
        ("enheter", "enhet/"),
        ("om", "om/"),
        ("personvern", "personvern/"),
        ("tilgjengelighet", "tilgjengelighet/"),
        ("rediger", "rediger/"),
        ("data", "data/"),
    ),
    "ansatte": (("risiko", "risiko/"), ("metoder", "metode/"), ("status", "status/")),
}

FRONTS = ("", *(address for _, address in (*NAVIGATION["alle"], *NAVIGATION["ansatte"])))
"""The pages that the navigation leads to."""


def of_each_language(sites: Iterable[Site]) -> dict[str, dict[str, Any]]:
    """Return what the frame's templates need to know in each language of the site, and which languages there are."""
    told, every = {}, []
    for site in sites:
        with speaking(site.sprak):
            told[site.sprak] = facts(site.katalog, site.prefix)
            told[site.sprak]["oversatt"] = words()["bunn"]["oversatt"] if site.fremmed else ""
            every.append({"sprak": site.sprak, "navn": words()["sprak"], "mappe": site.prefix})
    for sprak, own in told.items():
        own["andre"] = [one for one in every if one["sprak"] != sprak]
    return told


def facts(katalog: Katalog, prefix: str = "") -> dict[str, Any]:
    """Return what the frame's templates need to know in the language that is spoken.

    ``prefix`` is the folder of its pages, ``""`` at the root of the site.
    """
    o = words()
    names = o["navigasjon"] if katalog.vokabular.bti else o["navigasjon"] | {"bti": o["bti"]["regelen"]}
    lines = [h for h in katalog.vokabular.hjelpelinjer.values() if h.alltid]
    return {
        "ord": o,
        "moduler": MODULES,
        "mappe": prefix,
        "navigasjon": _links(NAVIGATION, names, katalog),
        "bunn": _links(FOOT, o["bunn"], katalog),
        "nodnumre": [
            {
                "tel": h.tel,
                "nummer": h.nummer,
                "navn": said(h.navn),
                "kort": o["nod"]["kort"].get(h.tel, said(h.navn)),
                "forklaring": said(h.forklaring),
            }
            for h in lines
        ],
        "kildelinje": source_line(katalog),
    }


def _links(
    groups: Mapping[str, Sequence[tuple[str, str]]], names: Mapping[str, Any], katalog: Katalog
) -> dict[str, Any]:
    """Return each group of links, without those to lists that hold nothing."""
    return {
        group: [
            {"navn": names[name], "adresse": address, "seksjon": name}
            for name, address in items
            if not is_empty(address, katalog)
        ]
        for group, items in groups.items()
    }
