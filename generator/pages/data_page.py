"""The page of the open data: which files there are, what the fields mean, and what one must know to show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.exports import atom, cpsv, hsds, tiltak_csv, tiltak_json
from generator.exports.edition import FOLDER, LICENCE
from generator.exports.plain import WITHHELD
from generator.exports.readiness import readiness
from generator.judging.skjema import Json, always_empty, make
from generator.pages.page import Page, Site
from generator.reading.folder import MAPPER
from generator.texts import words


@dataclass(frozen=True, slots=True)
class Fil:
    """One file: what it is called on the page, its address from the root of the site, and what it holds."""

    navn: str
    adresse: str
    tekst: str
    medietype: str


@dataclass(frozen=True, slots=True)
class Felt:
    """One field of a post: its key with those around it, its title, what it is, and whether it is always there."""

    nokkel: str
    navn: str
    tekst: str
    alltid: bool


def pages(site: Site) -> Iterator[Page]:
    """Yield the page."""
    o = words()["data"]
    klar = readiness(site.edition)
    body = site.render.later(
        "data",
        filer=files(site),
        lisens=LICENCE,
        lisens_betyr=o["lisens_betyr"].format(navn=site.navn),
        versjon=o["versjon"]["na"].format(versjon=tiltak_json.VERSION),
        felt={navn: tuple(fields(make(site.skjemaer[navn]).innhold)) for navn in MAPPER.values()},
        utledet=[(name, o["skjema"]["utledet"][name]) for name in tiltak_json.DERIVED_FIELDS],
        klar=klar,
        klare=o["cpsv"]["klare" if klar.klare else "ingen_klare"].format(klare=klar.klare, av=klar.av),
        utenfor=o["cpsv"]["utenfor"].format(utenfor=klar.utenfor) if klar.utenfor else "",
    )
    yield Page("data/", o["tittel"], o["beskrivelse"], body, "data")


def files(site: Site) -> list[Fil]:
    """Return the files in the order of the page; of those with one measure each, the first."""
    one = next(iter(site.katalog.tiltak.values()), None)
    named = (
        ("tiltak_json", tiltak_json.PATH, "application/json"),
        *([("ett_tiltak", tiltak_json.path_of(one), "application/json")] if one else []),
        ("tiltak_csv", tiltak_csv.PATH, "text/csv"),
        ("json_schema", tiltak_json.SCHEMA, "application/schema+json"),
        ("hsds_services", hsds.SERVICES, "application/json"),
        ("hsds_organizations", hsds.ORGANIZATIONS, "application/json"),
        *([("atom", atom.PATH, "application/atom+xml")] if site.historie else []),
        ("turtle", cpsv.TURTLE, "text/turtle"),
        ("json_ld", cpsv.JSON_LD, "application/ld+json"),
    )
    o = words()["data"]["filer"]
    return [Fil(path.removeprefix(FOLDER), path, o[name], kind) for name, path, kind in named]


def fields(schema: Json, around: str = "") -> Iterator[Felt]:
    """Yield the fields of a schema with those inside them; the languages of a field are one.

    A list that the municipality has no values for is left out.
    """
    left_out = (WITHHELD, *([] if around else always_empty(schema)))
    properties: Mapping[str, Json] = schema.get("properties", {})
    for key, part in properties.items():
        if key in left_out:
            continue
        name = f"{around}{key}"
        yield Felt(name, part["title"], part["description"], not around and key in schema["required"])
        inner = part.get("items", part)
        if inner.get("type") == "object" and "x-sprak" not in part:
            yield from fields(inner, f"{name}.")
