"""``data/cpsv-ap-no.ttl`` and ``.jsonld``: the public services, as data.norge.no reads them (CPSV-AP-NO).

Only what is ready is there (generator.exports.readiness), and nothing of it that is assumed. The names are those of
the standard's own documentation (Informasjonsforvaltning/cpsv-ap-no). What a service results in is
``cpsvno:hasOutputType`` in version 1.2 and was ``cpsvno:hasPossibleOutput`` in the drafts of 1.1: both are told, so
that a reader of either finds it.

Every node has an address of its own, so two graphs are the same when they hold the same triples.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote, urljoin

from generator.exports.edition import FOLDER, Edition, Exported, checked
from generator.exports.readiness import catalogue_lacks, ready, web_pages
from generator.exports.stated import service_contact, without_hours
from generator.late import late
from generator.markdown import to_text
from generator.model import ALLE_KOMMUNER, Enhet, Kontakt, Tiltak
from generator.telling.organisasjon import digits, organisation_of
from generator.telling.present import tel_digits
from generator.texts import said, spoken, words

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node
else:
    rdflib = late("rdflib")

TURTLE: Final = f"{FOLDER}cpsv-ap-no.ttl"
JSON_LD: Final = f"{FOLDER}cpsv-ap-no.jsonld"

PREFIXES: Final[Mapping[str, str]] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cpsvno": "https://data.norge.no/vocabulary/cpsvno#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatno": "https://data.norge.no/vocabulary/dcatno#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The namespaces, by the names that the standard gives them."""

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
"""Where the closed lists of the EU are."""

ORGANISATIONS: Final = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/"
"""What the number of an organisation stands after, in the address that the standard tells to give it."""

STATUS: Final[Mapping[str, str]] = {"i-drift": "COMPLETED", "pilot": "DEVELOP"}
"""What the EU calls the statuses of a service that runs."""

LANGUAGE: Final[Mapping[str, str]] = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
"""What the EU calls the languages."""

_SHORT: Final = 6
"""A number with no more digits than this is called as it is, without the number of the country."""

_NO_URI = re.compile(r'[\x00-\x20<>"{}|\\^`]')

Fact: TypeAlias = "tuple[str, Node | None]"
"""A property by its short name, and its value; None where there is none."""

Triple: TypeAlias = "tuple[Node, Node, Node]"


def exported(edition: Edition) -> Iterator[Exported]:
    """Yield the services in both formats; empty where the overview is not complete, or no post is.

    The files are there all the same: who reads them again must see that a service is no longer told of.
    """
    services = () if any(catalogue_lacks(edition)) else ready(edition)
    if not services:
        empty: dict[str, object] = {"@context": PREFIXES, "@graph": []}
        yield Exported(TURTLE, f"# {words()['data']['cpsv']['tomme']}\n")
        yield Exported(JSON_LD, json.dumps(empty, indent=1) + "\n")
        return
    graph = _graph(edition, services)
    held = set(graph)
    yield checked(TURTLE, graph.serialize(format="turtle"), partial(_triples, "turtle"), held)
    yield checked(JSON_LD, _json_ld(graph), partial(_triples, "json-ld"), held)


def _graph(edition: Edition, services: tuple[Tiltak, ...]) -> rdflib.Graph:
    """Return the catalogue and its services as a graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, address in PREFIXES.items():
        graph.bind(prefix, address)
    ids = {t.id for t in services}
    publisher = _organisation(edition.katalog.enheter[edition.utgiver], edition)
    organisations = {publisher.id: publisher}
    for triple in _catalogue(edition, services, publisher):
        graph.add(triple)
    for t in services:
        organisation = _organisation(edition.katalog.enheter[t.enhet], edition)
        organisations[organisation.id] = organisation
        for triple in _service(t, edition, organisation, ids):
            graph.add(triple)
    for organisation in organisations.values():
        for triple in _public_organisation(organisation, edition):
            graph.add(triple)
    posts: tuple[Tiltak | Enhet, ...] = (*services, *organisations.values())
    for kommune in {kommune for post in posts for kommune in _municipalities(post)}:
        for triple in _place(kommune, edition):
            graph.add(triple)
    return graph


def _organisation(enhet: Enhet, edition: Edition) -> Enhet:
    """Return the organisation that answers for what a unit does; the first of several that state the same number."""
    katalog = edition.katalog
    found = organisation_of(enhet, katalog)
    if found is None:  # what lacks one is not exported
        raise ValueError(enhet.id)
    number = _number(found)
    same = (e for e in katalog.enheter.values() if e.organisasjonsnummer and _number(e) == number)
    return next(e for e in same if organisation_of(e, katalog) is e)


def _catalogue(edition: Edition, services: Iterable[Tiltak], publisher: Enhet) -> Iterator[Triple]:
    here, contact = _address(edition, f"{FOLDER}#katalog"), _address(edition, f"{FOLDER}#kontakt")
    text = words()["data"]["cpsv"]["beskrivelse"].format(navn=edition.navn)
    yield from _node(
        here,
        "dcat:Catalog",
        ("dct:identifier", _identifier(here)),
        ("dct:title", _text(edition.navn)),
        ("dct:description", _text(text)),
        ("dct:publisher", _uri(ORGANISATIONS + _number(publisher))),
        ("cv:contactPoint", _uri(contact)),
        ("dct:language", _uri(f"{AUTHORITY}language/{LANGUAGE[spoken()]}")),
        ("dct:license", _uri(f"{AUTHORITY}licence/CC_BY_4_0")),
        ("dct:spatial", _uri(f"{AUTHORITY}country/NOR")),
        ("foaf:homepage", _uri(edition.site_url)),
        *(("dcatno:containsService", _uri(_service_address(t.id, edition))) for t in services),
    )
    yield from _contact_point(contact, without_hours(edition.katalog.enheter[edition.utgiver]))
    yield from _node(ORGANISATIONS + _number(publisher), "foaf:Agent")


def _service(t: Tiltak, edition: Edition, organisation: Enhet, ids: set[str]) -> Iterator[Triple]:
    """Yield what is told of one measure; ``ids`` are those of all that are told of."""
    v, page = edition.katalog.vokabular, _address(edition, f"tiltak/{t.id}/")
    here, result, contact = _service_address(t.id, edition), f"{page}#resultat", f"{page}#kontakt"
    themes = (v.tema[tema].los for tema in t.tema if "tema" not in t.antatt)
    parts = [t.del_av] if t.del_av in ids and "del_av" not in t.antatt else []
    others = [other for other in t.relatert if other in ids and "relatert" not in t.antatt]
    keywords = () if "stikkord" in t.antatt else t.stikkord
    yield from _node(
        here,
        "cpsv:PublicService",
        ("dct:identifier", _identifier(here)),
        ("dct:title", _text(t.navn)),
        ("dct:description", _text(to_text(t.beskrivelse or ""))),
        *_translated(t),
        ("cv:hasCompetentAuthority", _uri(ORGANISATIONS + _number(organisation))),
        ("cv:contactPoint", _uri(contact)),
        ("cpsvno:hasOutputType", _uri(result)),
        ("cpsvno:hasPossibleOutput", _uri(result)),
        ("foaf:homepage", _uri(page)),
        ("adms:status", _uri(f"{AUTHORITY}distribution-status/{STATUS[t.status]}")),
        *(("cv:thematicArea", _uri(los)) for los in themes if los),
        *(("dct:spatial", place) for place in _coverage(t, edition)),
        *(("dcat:keyword", _text(keyword)) for keyword in keywords),
        *(("dct:isPartOf", _uri(_service_address(whole, edition))) for whole in parts if whole),
        *(("cv:relatedService", _uri(_service_address(other, edition))) for other in others),
    )
    facts = ("dct:title", _text(t.resultat or "")), ("dct:description", _text(t.resultat or ""))
    yield from _node(result, "cpsvno:OutputType", ("rdf:type", _name("cpsvno:PossibleOutput")), *facts)
    yield from _contact_point(contact, service_contact(t, edition.katalog.enheter[t.enhet]))


def _translated(t: Tiltak) -> Iterator[Fact]:
    """Yield the name and the description in the languages that someone has put them into."""
    for language, text in t.oversettelser.items() if "oversettelser" not in t.antatt else ():
        if text.navn:
            yield "dct:title", _text(text.navn, language)
        if text.beskrivelse:
            yield "dct:description", _text(to_text(text.beskrivelse), language)


def _ways(kontakt: Kontakt) -> Iterator[Fact]:
    """Yield the ways to make contact that the standard knows."""
    if kontakt.telefon:
        number = tel_digits(kontakt.telefon)
        abroad = "" if number.startswith("+") or len(number) <= _SHORT else "+47"
        yield "cv:telephone", rdflib.Literal(f"tel:{abroad}{number}")
    if kontakt.epost:
        yield "cv:email", _identifier(f"mailto:{kontakt.epost}")
    yield from (("cv:contactPage", _uri(page)) for page in web_pages(kontakt))


def _contact_point(here: str, kontakt: Kontakt) -> Iterator[Triple]:
    """Yield what is told of how to make contact; the hours are words, since that is what a post has."""
    hours = f"{here}-apningstid"
    yield from _node(here, "cv:ContactPoint", *_ways(kontakt))
    if kontakt.apningstid:
        yield from _node(here, "cv:ContactPoint", ("cv:openingHours", _uri(hours)))
        yield from _node(hours, "time:TemporalEntity", ("dct:description", _text(kontakt.apningstid)))


def _public_organisation(enhet: Enhet, edition: Edition) -> Iterator[Triple]:
    here = ORGANISATIONS + _number(enhet)
    yield from _node(
        here,
        "cv:PublicOrganisation",
        ("dct:identifier", _identifier(here)),
        ("dct:title", _text(enhet.navn)),
        ("skos:prefLabel", _text(enhet.navn)),
        ("dct:spatial", _uri(f"{AUTHORITY}country/NOR")),
        *(("dct:spatial", place) for place in _coverage(enhet, edition)),
    )


def _coverage(post: Tiltak | Enhet, edition: Edition) -> Iterator[Node]:
    """Yield the country, as the standard demands, and the municipalities; nothing of what is assumed."""
    if "kommuner" not in post.antatt:
        yield _uri(f"{AUTHORITY}country/NOR")
        yield from (_uri(_place_address(kommune, edition)) for kommune in _municipalities(post))


def _municipalities(post: Tiltak | Enhet) -> tuple[str, ...]:
    """Return the municipalities that a post is known to be for; none of one that is for all."""
    return () if "kommuner" in post.antatt or ALLE_KOMMUNER in post.kommuner else post.kommuner


def _place(kommune: str, edition: Edition) -> Iterator[Triple]:
    """Yield what is told of a municipality.

    The standard would have Kartverket's address of it, which cannot be made from the number of a municipality: the
    address ends in a number of Kartverket's own.
    """
    k = edition.katalog.vokabular.kommuner[kommune]
    number = rdflib.Literal(k.nummer) if k.nummer else None
    facts = ("dct:title", _text(said(k.navn))), ("dct:identifier", number)
    yield from _node(_place_address(kommune, edition), "dct:Location", *facts)


def _number(enhet: Enhet) -> str:
    return digits(enhet.organisasjonsnummer or "")


def _address(edition: Edition, path: str) -> str:
    return urljoin(edition.site_url, path)


def _service_address(ident: str, edition: Edition) -> str:
    return _address(edition, f"tiltak/{ident}/#tjeneste")


def _place_address(ident: str, edition: Edition) -> str:
    return _address(edition, f"kommune/{ident}/#kommune")


# ---- RDF -------------------------------------------------------------------------------------------------


def _node(here: str, kind: str, *facts: Fact) -> Iterator[Triple]:
    """Yield the triples of one node: what it is, and its facts."""
    subject = _uri(here)
    for name, value in (("rdf:type", _name(kind)), *facts):
        if value is not None:
            yield subject, _name(name), value


def _name(short: str) -> Node:
    prefix, _, name = short.partition(":")
    return rdflib.URIRef(PREFIXES[prefix] + name)


def _uri(address: str) -> Node:
    """Return an address as a node, what may not stand in one escaped."""
    return rdflib.URIRef(_NO_URI.sub(lambda sign: quote(sign[0]), address))


def _text(text: str, language: str = "") -> Node:
    return rdflib.Literal(text, lang=language or spoken())


def _identifier(address: str) -> Node:
    return rdflib.Literal(address, datatype=f"{PREFIXES['xsd']}anyURI")


def _json_ld(graph: rdflib.Graph) -> str:
    """Return a graph as JSON-LD; rdflib gives its nodes and values in no order."""
    data = json.loads(graph.serialize(format="json-ld", context=dict(PREFIXES)))
    return json.dumps(_in_order(data), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _in_order(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON with every list in one order: in a graph they have none."""
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=partial(json.dumps, sort_keys=True))
    return {key: _in_order(item) for key, item in value.items()} if isinstance(value, dict) else value


def _triples(form: str, text: str) -> set[Triple]:
    """Return what a text says. In reading JSON-LD rdflib warns against a part of itself, which tells us nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return set(rdflib.Graph().parse(data=text, format=form))
