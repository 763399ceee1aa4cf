"""CPSV-AP-NO: what is complete and confirmed is told as data.norge.no reads it, and nothing else is."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyshacl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from generator.exports import cpsv, readiness
from generator.exports.edition import Edition, UnfaithfulExportError
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.markdown import to_text
from generator.model import Bekreftet, Enhet, Katalog, Kontakt, Oversettelse, Periode, Tiltak
from generator.reading.yamlfile import read
from generator.rules.textchecks import check_texts
from generator.telling.organisasjon import grouped, is_real, organisation_of
from generator.texts import speaking
from tests.nettsted import ADRESSE, build, one, text
from tests.prosjekt import I_DAG, ROT, lag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.nettsted import Nettsted

pytestmark = pytest.mark.filterwarnings(r"ignore:(ConjunctiveGraph|Dataset\.\w+) is deprecated:DeprecationWarning")
"""rdflib and pyshacl use parts of rdflib that it warns against."""

SITE = "https://oversikt.eksempel.no/dalen/"
FORMER = ROT / "tests" / "apne_data" / "cpsv-ap-no.shacl.ttl"
EU = "http://publications.europa.eu/resource/authority/"
ORGANISASJON = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/"
KOMMUNEN, FYLKET = "123456785", "987654325"
"""Numbers with a right last digit, made of digits in a row."""

NAVN = "Oversikten i Dalen"

DALEN = Enhet(
    "dalen", "Dalen kommune", ("grong",), kontakt=Kontakt(epost="post@eksempel.no"), organisasjonsnummer=KOMMUNEN
)
HUSET = Enhet(
    "huset",
    "Familiens hus",
    ("grong",),
    kontakt=Kontakt(telefon="00 00 00 01", apningstid="Mandag kl. 09.00–12.00"),
    overordnet="dalen",
)
CV, CPSV, CPSVNO = cpsv.PREFIXES["cv"], cpsv.PREFIXES["cpsv"], cpsv.PREFIXES["cpsvno"]


@pytest.fixture(scope="module")
def lest(tmp_path_factory: pytest.TempPathFactory) -> Katalog:
    """Read a small project: our lists, and one measure to make the others of."""
    katalog = load(lag(tmp_path_factory.mktemp("cpsv") / "rot"), I_DAG).katalog
    assert katalog is not None
    return katalog


@pytest.fixture
def hel(lest: Katalog) -> Tiltak:
    """Return a measure that has all that the standard demands."""
    (t,) = lest.tiltak.values()
    return replace(
        t,
        id="hel",
        navn="Åpent hus",
        enhet="huset",
        beskrivelse="Her møter du **andre**.\n\n- kaffe & prat\n- lek\n\nLes [mer](https://eksempel.no/a?b=1&c=2).",
        resultat="Du får prate med andre foreldre.",
        kontakt=Kontakt(telefon="00 00 00 01", apningstid="Mandag kl. 09.00–12.00"),
        antatt=(),
        synlighet=("innbygger", "ansatt"),
        status="i-drift",
        tema=("foreldrerollen",),
        kommuner=("grong",),
        stikkord=("babytreff",),
        bekreftet=Bekreftet(I_DAG, "Leder"),
    )


def edition(lest: Katalog, *tiltak: Tiltak, enheter: tuple[Enhet, ...] = (DALEN, HUSET), **more: Any) -> Edition:  # noqa: ANN401 - any of its fields
    """Return an edition of some measures and units."""
    katalog = Katalog({t.id: t for t in tiltak}, {e.id: e for e in enheter}, lest.vokabular)
    return replace(Edition(katalog, {}, I_DAG, NAVN, SITE, "dalen"), **more)


def files(utgave: Edition) -> dict[str, str]:
    """Return the texts that are exported, by path."""
    return {file.path: file.text for file in cpsv.exported(utgave)}


def graph(utgave: Edition) -> Graph:
    """Return what is exported, as it is read in Turtle."""
    return Graph().parse(data=files(utgave)[cpsv.TURTLE], format="turtle")


def assert_empty(utgave: Edition) -> None:
    """Assert that both files are there, can be read, and tell of nothing."""
    texts = files(utgave)
    assert list(texts) == [cpsv.TURTLE, cpsv.JSON_LD]
    assert list(Graph().parse(data=texts[cpsv.TURTLE], format="turtle")) == []
    assert json.loads(texts[cpsv.JSON_LD])["@graph"] == []


def service(ident: str) -> URIRef:
    """Return the node of a measure."""
    return URIRef(f"{SITE}tiltak/{ident}/#tjeneste")


def problems(found: Graph) -> str:
    """Return what is wrong with a graph by our shapes; ``""`` when nothing is."""
    fits, _, told = pyshacl.validate(found, shacl_graph=str(FORMER), shacl_graph_format="turtle")
    return "" if fits else str(told)


RIKT: Mapping[str, Any] = {
    "oversettelser": {"nn": Oversettelse("Ope hus", None, "Her møter du *andre*."), "en": Oversettelse("Open house")},
    "kontakt": Kontakt(
        epost="hus@eksempel.no", nettside="https://eksempel.no/å|b^c", chat="https://eksempel.no/chat", snapchat="#hus"
    ),
    "status": "pilot",
    "periode": Periode(til=date(2027, 6, 30)),
    "tema": ("foreldrerollen", "psykisk-helse"),
    "kommuner": ("grong", "namsos"),
    "del_av": "hel",
    "relatert": ("hel", "borte"),
}
"""Whatever else a measure may tell."""


# ---- what is told ----------------------------------------------------------------------------------------


def test_it_holds_what_the_standard_demands(lest: Katalog, hel: Tiltak) -> None:
    """A complete measure, and one that tells all that can be told, are right by the shapes."""
    utgave = edition(lest, hel, replace(hel, id="rik", **RIKT))
    assert problems(graph(utgave)) == ""


@pytest.mark.parametrize(
    "gone",
    [
        *(CPSVNO + "hasOutputType", CV + "contactPoint", CV + "hasCompetentAuthority", CV + "telephone"),
        *map(str, (DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher, SKOS.prefLabel)),
        cpsv.PREFIXES["dcatno"] + "containsService",
    ],
)
def test_the_shapes_miss_what_is_gone(lest: Katalog, hel: Tiltak, gone: str) -> None:
    """Without any one of the demanded properties, the shapes say so: they can fail."""
    found = graph(edition(lest, hel))
    assert (None, URIRef(gone), None) in found
    found.remove((None, URIRef(gone), None))
    assert problems(found)


def test_a_service_is_told(lest: Katalog, hel: Tiltak) -> None:
    """Each field stands under the property of the standard."""
    found, here = graph(edition(lest, hel)), service("hel")
    assert (here, RDF.type, URIRef(CPSV + "PublicService")) in found
    assert str(found.value(here, DCTERMS.identifier)) == str(here)
    assert found.value(here, DCTERMS.title) == Literal("Åpent hus", lang="nb")
    told = "Her møter du andre.\n\n- kaffe & prat\n- lek\n\nLes mer (https://eksempel.no/a?b=1&c=2)."
    assert found.value(here, DCTERMS.description) == Literal(told, lang="nb")
    assert found.value(here, URIRef(CV + "thematicArea")) == URIRef("https://psi.norge.no/los/ord/stotte-til-familier")
    status = URIRef(f"{EU}distribution-status/COMPLETED")
    assert found.value(here, URIRef(cpsv.PREFIXES["adms"] + "status")) == status
    for name in ("hasOutputType", "hasPossibleOutput"):
        result = found.value(here, URIRef(CPSVNO + name))
        assert found.value(result, DCTERMS.title) == Literal("Du får prate med andre foreldre.", lang="nb")
    grong = URIRef(f"{SITE}kommune/grong/#kommune")
    assert set(found.objects(here, DCTERMS.spatial)) == {grong, URIRef(f"{EU}country/NOR")}
    assert found.value(grong, DCTERMS.identifier) == Literal("5045")
    contact = found.value(here, URIRef(CV + "contactPoint"))
    assert found.value(contact, URIRef(CV + "telephone")) == Literal("tel:+4700000001")
    hours = found.value(contact, URIRef(CV + "openingHours"))
    assert found.value(hours, DCTERMS.description) == Literal("Mandag kl. 09.00–12.00", lang="nb")


def test_all_else_is_told_too(lest: Katalog, hel: Tiltak) -> None:
    """Translations, web pages with odd signs, the whole it is a part of and related services that are ready."""
    found, here = graph(edition(lest, hel, replace(hel, id="rik", **RIKT))), service("rik")
    titles = {Literal("Åpent hus", lang="nb"), Literal("Ope hus", lang="nn"), Literal("Open house", lang="en")}
    assert set(found.objects(here, DCTERMS.title)) == titles
    assert Literal("Her møter du andre.", lang="nn") in set(found.objects(here, DCTERMS.description))
    contact = found.value(here, URIRef(CV + "contactPoint"))
    pages = {URIRef("https://eksempel.no/å%7Cb%5Ec"), URIRef("https://eksempel.no/chat")}
    assert set(found.objects(contact, URIRef(CV + "contactPage"))) == pages
    assert str(found.value(contact, URIRef(CV + "email"))) == "mailto:hus@eksempel.no"
    assert found.value(here, DCTERMS.isPartOf) == service("hel")
    assert set(found.objects(here, URIRef(CV + "relatedService"))) == {service("hel")}
    assert found.value(here, URIRef(cpsv.PREFIXES["adms"] + "status")) == URIRef(f"{EU}distribution-status/DEVELOP")


def test_the_overview_is_a_catalogue(lest: Katalog, hel: Tiltak) -> None:
    """The overview has a name, a publisher with its number, a contact without a number to call, and its services."""
    loud = replace(DALEN, kontakt=Kontakt(telefon="00 00 00 02", epost="post@eksempel.no", apningstid="Alltid"))
    found, here = graph(edition(lest, hel, enheter=(loud, HUSET))), URIRef(f"{SITE}data/#katalog")
    assert found.value(here, DCTERMS.title) == Literal(NAVN, lang="nb")
    publisher = found.value(here, DCTERMS.publisher)
    assert publisher == URIRef(ORGANISASJON + KOMMUNEN)
    assert found.value(publisher, SKOS.prefLabel) == Literal("Dalen kommune", lang="nb")
    contact = found.value(here, URIRef(CV + "contactPoint"))
    assert set(found.predicates(contact)) == {RDF.type, URIRef(CV + "email")}
    assert set(found.objects(here, URIRef(cpsv.PREFIXES["dcatno"] + "containsService"))) == {service("hel")}
    assert found.value(here, DCTERMS.license) == URIRef(f"{EU}licence/CC_BY_4_0")


@pytest.mark.parametrize(("sprak", "code"), [("nb", "NOB"), ("nn", "NNO"), ("en", "ENG")])
def test_the_catalogue_says_its_language(lest: Katalog, hel: Tiltak, sprak: str, code: str) -> None:
    """The language of the catalogue is that of its texts, as the EU names it."""
    with speaking(sprak):
        found, here = graph(edition(lest, hel)), URIRef(f"{SITE}data/#katalog")
    assert found.value(here, DCTERMS.language) == URIRef(f"{EU}language/{code}")
    assert found.value(here, DCTERMS.title) == Literal(NAVN, lang=sprak)


def test_short_numbers_are_called_as_they_are(lest: Katalog, hel: Tiltak) -> None:
    """A number of three to six digits has no code of the country, and one that has it keeps its own."""
    for number, said in (("116 117", "tel:116117"), ("+46 8 00 00 00 01", "tel:+46800000001"), ("02800", "tel:02800")):
        found = graph(edition(lest, replace(hel, kontakt=Kontakt(telefon=number))))
        assert problems(found) == ""
        assert Literal(said) in set(found.objects(None, URIRef(CV + "telephone")))


def test_both_formats_say_the_same(lest: Katalog, hel: Tiltak) -> None:
    """Turtle and JSON-LD hold the same triples, and no node without an address."""
    texts = files(edition(lest, hel, replace(hel, id="rik", **RIKT)))
    assert sorted(texts) == ["data/cpsv-ap-no.jsonld", "data/cpsv-ap-no.ttl"]
    turtle = set(Graph().parse(data=texts[cpsv.TURTLE], format="turtle"))
    assert turtle == set(Graph().parse(data=texts[cpsv.JSON_LD], format="json-ld"))
    assert len(turtle) > 60
    assert all(isinstance(node, URIRef | Literal) for triple in turtle for node in triple)
    assert json.loads(texts[cpsv.JSON_LD])["@context"] == dict(cpsv.PREFIXES)
    assert "_:" not in texts[cpsv.TURTLE]


def test_an_unfaithful_text_is_never_given(lest: Katalog, hel: Tiltak, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that does not hold what it should, read back, stops the build."""
    monkeypatch.setattr(cpsv, "_in_order", lambda data: {**data, "@graph": data["@graph"][1:]})
    with pytest.raises(UnfaithfulExportError, match=r"cpsv-ap-no\.jsonld"):
        files(edition(lest, hel))


# ---- what is not told ------------------------------------------------------------------------------------

MANGLER = [
    ({"bekreftet": None}, ("bekreftet",)),
    ({"bekreftet": Bekreftet(I_DAG - timedelta(days=366), "Leder")}, ("bekreftet",)),
    ({"beskrivelse": None}, ("beskrivelse",)),
    ({"resultat": None}, ("resultat",)),
    ({"status": "planlagt"}, ("status",)),
    ({"status": "pause"}, ("status",)),
    ({"status": "ukjent"}, ("status",)),
    ({"status": "avsluttet"}, ("status",)),
    ({"periode": Periode(til=I_DAG - timedelta(days=1))}, ("status",)),
    ({"enhet": "lose", "kontakt": None}, ("organisasjonsnummer", "kontakt")),
    ({"enhet": "trolig", "kontakt": None}, ("organisasjonsnummer", "kontakt")),
    ({"enhet": "antatt-over"}, ("organisasjonsnummer",)),
    ({"synlighet": ("ansatt",)}, ("tjeneste",)),
    ({"type": "verktoy"}, ("tjeneste",)),
    ({"type": "samarbeidsarena"}, ("tjeneste",)),
    ({"type": "metode"}, ("tjeneste",)),
    *(
        ({"antatt": (key,)}, (key,))
        for key in ("beskrivelse", "resultat", "navn", "type", "synlighet", "enhet", "status")
    ),
    ({"kontakt": Kontakt(telefon="00 00 00 03"), "antatt": ("kontakt",)}, ("kontakt",)),
    ({"kontakt": None}, ("kontakt",)),  # the number of its unit, which nobody has confirmed
    ({"bekreftet": None, "resultat": None, "status": "ukjent"}, ("bekreftet", "resultat", "status")),
]
ENHETER = (
    DALEN,
    HUSET,
    Enhet("lose", "Den løse", ("grong",), kontakt=Kontakt(besok="Kom innom", snapchat="#los", chat="I appen")),
    Enhet(
        "trolig",
        "Den antatte",
        ("grong",),
        kontakt=Kontakt(telefon="00 00 00 04"),
        organisasjonsnummer=FYLKET,
        antatt=("kontakt", "organisasjonsnummer"),
    ),
    replace(HUSET, id="antatt-over", antatt=("overordnet",)),
)


@pytest.mark.parametrize(("change", "lacks"), MANGLER)
def test_what_is_lacking_is_named(lest: Katalog, hel: Tiltak, change: dict[str, Any], lacks: tuple[str, ...]) -> None:
    """A measure that lacks something, or of which it is assumed, is not ready, and says why; it is not exported."""
    other = replace(hel, id="annen", **change)
    utgave = edition(lest, hel, other, enheter=ENHETER)
    assert readiness.lacking(hel, utgave) == ()
    assert readiness.lacking(other, utgave) == lacks
    assert [t.id for t in readiness.ready(utgave)] == ["hel"]
    assert files(utgave) == files(edition(lest, hel))


HIDDEN: Mapping[str, Any] = {
    "kommuner": ("namsos",),
    "stikkord": ("antatt ord",),
    "tema": ("rus",),
    "oversettelser": {"en": Oversettelse("Assumed name")},
    "del_av": "hel",
    "relatert": ("hel",),
}


def test_nothing_assumed_is_told(lest: Katalog, hel: Tiltak) -> None:
    """A measure that is ready leaves out each field that is assumed."""
    plain = replace(hel, id="trolig", tema=(), kommuner=(), stikkord=())
    assumed = replace(plain, **HIDDEN, antatt=tuple(HIDDEN))
    bare, told = graph(edition(lest, hel, assumed)), graph(edition(lest, hel, replace(assumed, antatt=())))
    here = service("trolig")
    gone = {p for p, _ in told.predicate_objects(here)} - {p for p, _ in bare.predicate_objects(here)}
    names = {"isPartOf", "spatial", "relatedService", "thematicArea", "keyword"}
    assert {str(p).replace("#", "/").rsplit("/", 1)[1] for p in gone} == names
    assert set(bare.objects(here, DCTERMS.title)) == {Literal("Åpent hus", lang="nb")}
    assert (URIRef(f"{SITE}kommune/namsos/#kommune"), None, None) not in bare
    assert problems(bare) == problems(told) == ""


def test_nothing_leads_to_what_is_not_there(lest: Katalog, hel: Tiltak) -> None:
    """A whole and a related measure that are not ready are not named."""
    found = graph(edition(lest, replace(hel, del_av="ny", relatert=("ny",)), replace(hel, id="ny", bekreftet=None)))
    assert not any("tiltak/ny/" in node for triple in found for node in triple)


def test_a_unit_tells_nothing_that_is_assumed(lest: Katalog, hel: Tiltak) -> None:
    """An organisation whose municipalities are assumed is in Norway, and that is all that is said of where."""
    found = graph(edition(lest, hel, enheter=(replace(DALEN, antatt=("kommuner",)), HUSET)))
    places = set(found.objects(URIRef(ORGANISASJON + KOMMUNEN), DCTERMS.spatial))
    assert places == {URIRef(f"{EU}country/NOR")}
    assert problems(found) == ""


def test_no_number_or_hours_of_what_is_unconfirmed(lest: Katalog, hel: Tiltak) -> None:
    """The telephone and the hours of a post that is not confirmed stand nowhere."""
    secret = Kontakt(telefon="00 00 00 77", apningstid="Bare om natten")
    texts = files(edition(lest, hel, replace(hel, id="ny", kontakt=secret, bekreftet=None)))
    assert not any(word in text for text in texts.values() for word in ("00000077", "Bare om natten", "tiltak/ny/"))


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"site_url": ""}, ["nettsted"]),
        ({"utgiver": ""}, ["utgiver"]),
        ({"utgiver": "huset"}, ["kontakt"]),
        ({"utgiver": "lose"}, ["organisasjonsnummer", "kontakt"]),
        ({"utgiver": "trolig", "site_url": ""}, ["nettsted", "organisasjonsnummer", "kontakt"]),
    ],
)
def test_the_overview_itself_must_be_whole(
    lest: Katalog, hel: Tiltak, change: dict[str, str], lacks: list[str]
) -> None:
    """Without an address, or a publisher with a number and a way to write to it, the files are empty, as is told."""
    utgave = edition(lest, hel, enheter=ENHETER, **change)
    told = readiness.readiness(utgave)
    assert [lack.nokkel for lack in told.katalogen] == lacks
    assert all(lack.navn for lack in told.katalogen)
    assert told.klare == 1
    assert not told.i_filene
    assert_empty(utgave)


# ---- the report ------------------------------------------------------------------------------------------


def test_the_report_counts(lest: Katalog, hel: Tiltak) -> None:
    """It says how many are ready of how many services, how many are none, and what most lack first."""
    others = [replace(hel, id=f"nr-{n}", **change) for n, (change, _) in enumerate(MANGLER)]
    utgave = edition(lest, hel, *others, enheter=ENHETER)
    told = readiness.readiness(utgave)
    outside = sum(lacks == ("tjeneste",) for _, lacks in MANGLER)
    assert (told.klare, told.av, told.utenfor) == (1, 1 + len(MANGLER) - outside, outside)
    assert told.i_filene
    assert told.katalogen == ()
    counts = {lack.nokkel: lack.antall for lack in told.mangler}
    assert counts == {
        key: n
        for key in {key for _, lacks in MANGLER for key in lacks} - {"tjeneste"}
        if (n := sum(key in lacks for _, lacks in MANGLER))
    }
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_every_lack_has_its_words(lest: Katalog, hel: Tiltak) -> None:
    """Each key has words, and there are no words for what cannot be lacking."""
    o = yaml.safe_load((ROT / "generator" / "tekster" / "nb.yml").read_text("utf-8"))["data"]["cpsv"]
    assert set(o["mangler"]) == {key for _, lacks in MANGLER for key in lacks} - {"tjeneste"}
    told = readiness.readiness(edition(lest, replace(hel, resultat=None)))
    assert [lack.navn for lack in told.mangler] == [o["mangler"]["resultat"]]


def test_the_shipped_data_says_why_none_is_ready() -> None:
    """None of our own posts is confirmed, has a result or an organisation number: the files are empty, as is told."""
    shipped = load(ROT, I_DAG)
    assert shipped.katalog is not None
    utgave = Edition(shipped.katalog, shipped.skjemaer, I_DAG, NAVN, SITE)
    told = readiness.readiness(utgave)
    assert told.klare == 0
    assert told.av + told.utenfor == len(shipped.katalog.tiltak)
    assert told.utenfor
    counts = {lack.nokkel: lack.antall for lack in told.mangler}
    assert {key: counts[key] for key in ("bekreftet", "resultat", "organisasjonsnummer")} == dict.fromkeys(
        ("bekreftet", "resultat", "organisasjonsnummer"), told.av
    )
    assert [lack.nokkel for lack in told.katalogen] == ["utgiver"]
    assert_empty(utgave)


# ---- in a site -------------------------------------------------------------------------------------------


def test_a_site_has_the_files(eksempelsted: Nettsted) -> None:
    """The example names its publisher and has one post that is complete: both files are there."""
    for path in (cpsv.TURTLE, cpsv.JSON_LD):
        told = (eksempelsted.mappe / path).read_text("utf-8")
        assert f"{ADRESSE}tiltak/alt-i-ett/#tjeneste" in told
        assert told.count("cpsv:PublicService") == 1
    assert problems(Graph().parse(eksempelsted.mappe / cpsv.TURTLE)) == ""


def test_a_number_shows_on_the_page_of_its_unit(eksempelsted: Nettsted, eksempel: Path, tmp_path: Path) -> None:
    """In threes, and with «trolig» where it is assumed."""
    facts = text(one(eksempelsted.sider["enhet/huset/"].soup, ".sidefakta"))
    assert facts.endswith("Organisasjonsnummer 123 456 785")
    unit = eksempel / "enheter" / "huset.yml"
    changed = unit.read_text("utf-8").replace("antatt:\n", 'antatt:\n  - "organisasjonsnummer"\n')
    unit.write_text(changed.replace("123 456 785", "123456785"), "utf-8")
    site = build(eksempel, tmp_path / "sted", ADRESSE)
    assert text(one(site.sider["enhet/huset/"].soup, ".sidefakta")).endswith("Trolig organisasjonsnummer 123 456 785")
    assert list(Graph().parse(site.mappe / cpsv.TURTLE)) == []


# ---- how it is made --------------------------------------------------------------------------------------

SKRIPT = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, {root!r})
import tests.test_cpsv as test
katalog = test.load(Path({rot!r}), test.I_DAG).katalog
hel = test.hel.__wrapped__(katalog) if hasattr(test.hel, "__wrapped__") else test.hel.__pytest_wrapped__.obj(katalog)
rik = test.replace(hel, id="rik", **test.RIKT)
texts = test.files(test.edition(katalog, hel, rik))
print(hashlib.sha256("".join(texts.values()).encode()).hexdigest())
"""


def test_the_same_bytes_each_time(tmp_path: Path, lest: Katalog, hel: Tiltak) -> None:
    """Another order of sets in another run gives the same files."""
    rot = lag(tmp_path / "rot")
    own = "".join(files(edition(lest, hel, replace(hel, id="rik", **RIKT))).values())
    said = {hashlib.sha256(own.encode()).hexdigest()}
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", SKRIPT.format(root=str(ROT), rot=str(rot))],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROT), "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(done.stdout.strip())
    assert len(said) == 1


def test_what_none_needs_is_not_loaded() -> None:
    """Where no post is ready, RDF is not loaded: only the report is made."""
    script = (
        "import sys; from datetime import date; from pathlib import Path; from generator import site\n"
        "from generator.exports import cpsv, readiness; from generator.exports.edition import Edition\n"
        "from generator.load import load\n"
        f"katalog = load(Path({str(ROT)!r}), date(2026, 11, 21)).katalog\n"
        "utgave = Edition(katalog, {}, date(2026, 11, 21), '', 'https://eksempel.no/', next(iter(katalog.enheter)))\n"
        "assert len(list(cpsv.exported(utgave))) == 2 and readiness.readiness(utgave).av\n"
        "assert 'rdflib.graph' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": str(ROT), "PATH": ""}, check=True)


# ---- numbers and texts -----------------------------------------------------------------------------------


def test_the_last_digit_is_the_one_that_the_others_give() -> None:
    """Of ten numbers that differ in the last digit, one is real; where it would have to be ten, none is."""
    assert [n for n in range(10) if is_real(f"12345678{n}")] == [5]
    assert [n for n in range(10) if is_real(f"987 654 32{n}")] == [5]
    assert [n for n in range(10) if is_real(f"11223344{n}")] == []
    assert grouped("123456785") == "123 456 785"


@given(st.from_regex(r"[0-9]{3} ?[0-9]{3} ?[0-9]{3}", fullmatch=True))
@settings(max_examples=300)
def test_no_number_is_taken_for_a_persons(number: str) -> None:
    """A number of an organisation is neither a mobile nor a national identity number, whatever its digits."""
    grunnlag = read_grunnlag(ROT)
    raw = f'navn: "Enheten"\nkommuner:\n  - "grong"\norganisasjonsnummer: "{number}"\n'.encode()
    document = read(raw, "enheter/enheten.yml", grunnlag.skjema("enhet").titler)
    assert list(check_texts(document, grunnlag.skjema("enhet"), frozenset())) == []


def test_the_nearest_number_holds(lest: Katalog) -> None:
    """A unit without a number is a part of the nearest one above that has it."""
    team = Enhet("team", "Teamet", ("grong",), overordnet="huset")
    katalog = edition(lest, enheter=(DALEN, HUSET, team)).katalog
    assert organisation_of(team, katalog) is katalog.enheter["dalen"]
    own = edition(lest, enheter=(DALEN, replace(HUSET, organisasjonsnummer=FYLKET), team)).katalog
    assert organisation_of(team, own) is own.enheter["huset"]
    assert organisation_of(replace(team, overordnet=None), own) is None


def test_one_number_is_one_organisation(lest: Katalog, hel: Tiltak) -> None:
    """Where two units state the same number, it has one name."""
    twin = replace(HUSET, organisasjonsnummer="123 456 785", overordnet=None)
    found = graph(edition(lest, hel, enheter=(DALEN, twin)))
    assert problems(found) == ""
    assert set(found.objects(URIRef(ORGANISASJON + KOMMUNEN), SKOS.prefLabel)) == {Literal("Dalen kommune", lang="nb")}


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Én linje.", "Én linje."),
        ("Et *ord* og **to**.\n\nNytt avsnitt.", "Et ord og to.\n\nNytt avsnitt."),
        ("Slik:\n\n1. Ring.\n2. Kom.", "Slik:\n\n- Ring.\n- Kom."),
        ("3 < 4 & 5 > 4", "3 < 4 & 5 > 4"),
        ("Skriv til [oss](mailto:post@eksempel.no).", "Skriv til oss (mailto:post@eksempel.no)."),
    ],
)
def test_markdown_as_plain_text(markdown: str, plain: str) -> None:
    """What has no place for Markdown gets its words, its lists as lines, and where its links lead."""
    assert to_text(markdown) == plain
