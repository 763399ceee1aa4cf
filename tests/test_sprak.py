"""The site in several languages: the same pages, their own words, and what nobody has translated marked as it is."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

import pytest
import yaml
from playwright.sync_api import expect

from benchmarks import relevans
from generator import oppsett, oppsettfeil, texts
from generator.cache import VARIABLE
from generator.cli import main
from generator.editing.trial import judged
from generator.exports import atom
from generator.gather import gather
from generator.load import load
from generator.pages import liste
from generator.pages.page import labels
from generator.problem import Grad
from generator.search.entries import les_sagt
from generator.search.index import bygg_sokefiler
from generator.search.query import Indeks, sok
from generator.search.sokevokabular import les_sokevokabular
from generator.sider import BY_HAND, astray, unfilled
from generator.texts import LANGUAGES, speaking
from tests.nettleser import MOBIL, SMAL, too_wide, violations
from tests.nettsted import (
    ADRESSE,
    MAPPE,
    ROT,
    Nettsted,
    Side,
    build,
    copy_example,
    is_internal,
    one,
    serve,
    some,
    text,
    turned_on,
)
from tests.prosjekt import I_DAG
from tests.test_atom import git
from tests.test_bygg import bygg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Browser, Page

OTHERS = LANGUAGES[1:]
NAMES = {"Telefon", "SMS", "Chat", "Snapchat", "Plan", "BTI", "Nav", "Status"}
"""Words that are the same in several languages, or names."""
ALONE = {"404.html", "rediger/skjema/"}
"""The pages in the language of the posts alone: it knows no address, and the form is for those who write in it."""

VOKABULAR = sorted(p for p in (ROT / "schema" / "vokabular").glob("*.yml") if p.stem[:4] not in ("sok_", "klar"))
"""The lists that readers meet; what search and the check of plain language know is about Norwegian words."""


def read(path: Path) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return a file of ours, texts alone."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - texts alone


def tekster(sprak: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    """Return the words of one language."""
    return read(ROT / "generator" / "tekster" / f"{sprak}.yml")


def leaves(part: Any, path: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever YAML holds
    """Yield every text in a tree with its path."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    if isinstance(part, str):
        yield path, part
    for key, value in pairs:
        yield from leaves(value, f"{path}.{key}")


def texts_of(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - whatever YAML holds
    """Yield every text of a list with its path, in each language it has."""
    if isinstance(part, dict) and "nb" in part:
        yield path, part
    else:
        pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        for key, value in pairs:
            yield from texts_of(value, f"{path}.{key}")


@pytest.fixture(scope="module")
def flersprak(tmp_path_factory: pytest.TempPathFactory) -> Nettsted:
    """Build the example in every language we have."""
    folder = tmp_path_factory.mktemp("sprak")
    return build(turned_on(copy_example(folder / "rot"), *OTHERS), folder / "web" / MAPPE, ADRESSE)


@pytest.fixture(scope="module")
def sprakside(flersprak: Nettsted, nettleser: Browser) -> Iterator[Page]:
    """Open a page in a phone's window; give the address of the example in every language as its base."""
    with serve(flersprak.mappe.parents[1]) as address:
        context = nettleser.new_context(viewport=MOBIL, base_url=f"{address}{MAPPE}/", reduced_motion="reduce")
        yield context.new_page()
        context.close()


def inside(sprak: str, nettsted: Nettsted) -> dict[str, Side]:
    """Return the pages of one language by their addresses within it; ``""`` is the language of the posts."""
    if not sprak:
        return dict(nettsted.sider)
    return {a.removeprefix(f"{sprak}/"): s for a, s in nettsted.alle.items() if a.startswith(f"{sprak}/")}


def sitemap(nettsted: Nettsted) -> dict[str, dict[str, str]]:
    """Return what the sitemap says: the address of each page, and those of the same page by language."""
    tree = ET.parse(nettsted.mappe / "sitemap.xml")  # noqa: S314 - our own
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    told = [
        (
            url.findtext("s:loc", "", names),
            {a.attrib["hreflang"]: a.attrib["href"] for a in url.findall("x:link", names)},
        )
        for url in tree.getroot().findall("s:url", names)
    ]
    assert len(dict(told)) == len(told)
    return dict(told)


def unmarked(tag: Tag, sprak: str) -> Iterator[str]:
    """Yield every text of an element that is read in the language of its page."""
    for found in tag.find_all(string=True):
        around = [p.get("lang") for p in found.parents if p.name != "html" and p.get("lang")]
        if (
            found.parent
            and found.parent.name not in ("script", "style", "template", "code")
            and not (around and around[0] != sprak)
        ):
            yield " ".join(str(found).split())


# ---- the words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sprak", OTHERS)
def test_every_word_is_in_every_language(sprak: str) -> None:
    """A language has the words of bokmål, with the same blanks to fill, and besides them the names of the fields."""
    ours, theirs = dict(leaves(tekster("nb"))), dict(leaves(tekster(sprak)))
    assert {key for key in theirs if not key.startswith(".felt.")} == ours.keys()
    blanks = re.compile(r"\{\w*\}")
    assert [k for k in ours if set(blanks.findall(ours[k])) != set(blanks.findall(theirs[k]))] == []
    assert [k for k in ours if bool(ours[k].strip()) != bool(theirs[k].strip())] == []
    assert [
        k for k in ours if (ours[k][:1] == " ", ours[k][-1:] == " ") != (theirs[k][:1] == " ", theirs[k][-1:] == " ")
    ] == []


@pytest.mark.parametrize("sprak", LANGUAGES)
def test_a_value_that_nobody_has_translated_is_said_in_bokmal(sprak: str) -> None:
    """A list of a municipality may be in bokmål alone: no page then has a hole, or another language than it must."""
    with speaking(sprak):
        assert texts.said({"nb": "Venteliste"}) == "Venteliste"
        assert texts.said_all({"nb": ("En", "To")}) == ("En", "To")
        assert texts.said({language: language for language in LANGUAGES}) == sprak


@pytest.mark.parametrize("path", VOKABULAR, ids=lambda path: path.stem)
def test_every_list_is_in_every_language(path: Path) -> None:
    """Every text of the shipped lists is in each language, and says no other number than bokmål does."""
    found = list(texts_of(read(path)))
    assert found
    assert [where for where, each in found if list(each) != list(LANGUAGES)] == []
    shape = [(where, {len(each[s]) for s in LANGUAGES}) for where, each in found if isinstance(each["nb"], list)]
    assert [where for where, sizes in shape if len(sizes) != 1] == []
    for where, each in found:
        numbers = [sorted(re.findall(r"\d+", str(each[s]))) for s in LANGUAGES]
        assert numbers[0] == numbers[1] == numbers[2], where


def test_every_field_is_named_in_every_language() -> None:
    """The other languages name every field of a measure that bokmål names in the schema, and nothing else."""
    known = labels(read(ROT / "schema" / "tiltak.schema.json")).keys()
    assert [
        s for s in OTHERS if (tekster(s)["felt"].keys(), tekster(s)["felt"]["tiltak"].keys()) != ({"tiltak"}, known)
    ] == []


# ---- the pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sprak", OTHERS)
def test_every_page_is_in_every_language(flersprak: Nettsted, sprak: str) -> None:
    """Each language has the same pages at the same addresses."""
    assert inside(sprak, flersprak).keys() == inside("", flersprak).keys() - ALONE
    assert not any(p.startswith(f"{sprak}/data/") and not p.endswith(".html") for p in flersprak.files())


@pytest.mark.parametrize("sprak", OTHERS)
def test_page_says_its_language_and_the_way_to_the_others(flersprak: Nettsted, sprak: str) -> None:
    """Every page has its language, one heading, the four numbers, and links to itself in the other languages."""
    for adresse, side in inside(sprak, flersprak).items():
        assert one(side.soup, "html")["lang"] == sprak, adresse
        assert len(side.soup.select("h1")) == 1, adresse
        assert [a["href"] for a in some(side.soup, ".nod a")] == ["tel:113", "tel:112", "tel:116117", "tel:116111"]
        ways = {str(a["lang"]): side.to_root(str(a["href"])) for a in some(side.soup, ".sprakvalg a")}
        assert ways == {o: f"{o}/{adresse}".removeprefix("nb/") for o in LANGUAGES if o != sprak}
        assert one(side.soup, "link[rel=canonical]")["href"] == f"{ADRESSE}{sprak}/{adresse}"


def test_the_way_to_another_language_leads_to_a_page_in_it(flersprak: Nettsted) -> None:
    """From every page: to the same page where it is in the language, and else to its front page."""
    for adresse, side in flersprak.alle.items():
        base = MAPPE if adresse == "404.html" else ""
        ways = {str(a["lang"]): side.to_root(str(a["href"])) for a in some(side.soup, ".sprakvalg a")}
        assert len(ways) == len(LANGUAGES) - 1, adresse
        for sprak, way in ways.items():
            there = way.removeprefix(f"{base}/").removesuffix(".")
            assert flersprak.exists(there), (adresse, way)
            assert one(flersprak.alle[there].soup, "html")["lang"] == sprak, (adresse, way)


def test_a_page_that_only_some_languages_have_says_so(tmp_path: Path) -> None:
    """A page that the municipality has written in two of three languages leads to no page that is not there."""
    rot = turned_on(copy_example(tmp_path / "rot"), *OTHERS)
    for folder in ("", "nn/"):
        (rot / "sider" / f"{folder}lokalt.md").write_text("# Lokalt\n\nHei.\n", encoding="utf-8")
    built = build(rot, tmp_path / "web", ADRESSE)
    ways = {a: [s["href"] for s in some(built.alle[a].soup, ".sprakvalg a")] for a in ("lokalt/", "nn/lokalt/")}
    assert ways == {"lokalt/": ["../nn/lokalt/", "../en/"], "nn/lokalt/": ["../../lokalt/", "../../en/"]}
    told = sitemap(built)
    assert [told[f"{ADRESSE}{a}"].keys() for a in ways] == [{"nb", "nn"}] * 2


@pytest.mark.parametrize("sprak", OTHERS)
def test_every_link_leads_somewhere_in_the_same_language(flersprak: Nettsted, sprak: str) -> None:
    """No link is dead, and none but those of the other languages, the open data and files leaves the language."""
    for side in inside(sprak, flersprak).values():
        for tag in side.soup.select("a[href], link[href], script[src], use[href]"):
            href = str(tag.get("href") or tag.get("src"))
            if not is_internal(href) or href.startswith("#"):
                continue
            there = side.to_root(href)
            assert flersprak.exists(there), (side.adresse, href)
            page = urldefrag(there).url
            if tag.name == "a" and (page.endswith("/") or not page) and not tag.find_parent(class_="sprakvalg"):
                assert page.startswith(f"{sprak}/") or page in ALONE, (side.adresse, href)


@pytest.mark.parametrize("sprak", OTHERS)
def test_no_word_of_ours_is_left_in_bokmal(flersprak: Nettsted, sprak: str) -> None:
    """No text of a page is a word or a list's text in bokmål that the language has another for, unless it is marked."""
    theirs = dict(leaves(tekster(sprak)))
    pairs = [(text, theirs[where]) for where, text in leaves(tekster("nb"))]
    for path in VOKABULAR:
        for _, each in texts_of(read(path)):
            many = isinstance(each["nb"], list)
            pairs += zip(each["nb"], each[sprak], strict=True) if many else [(each["nb"], each[sprak])]
    ours = {text for text, _ in pairs} - {text for _, text in pairs} - NAMES
    left = Counter[str]()
    for side in inside(sprak, flersprak).values():
        for said in unmarked(one(side.soup, "body"), sprak):
            left[said] += said in ours
    assert +left == Counter()


def test_what_is_translated_is_shown_and_the_rest_is_marked(flersprak: Nettsted) -> None:
    """A translation stands as the text of the page; what nobody has translated is marked with its own language."""
    page = flersprak.alle["en/tiltak/alt-i-ett/"]
    assert text(one(page.innhold, "h1")) == "Open hour for new parents"
    assert "lang" not in one(page.innhold, "h1").attrs
    other = flersprak.alle["en/tiltak/trinnvis/"]
    assert one(other.innhold, "h1")["lang"] == "nb"
    assert "Nobody has translated it yet." in text(one(other.innhold, ".tiltakhode"))
    assert "omsett" not in text(one(flersprak.alle["nn/tiltak/alt-i-ett/"].innhold, ".tiltakhode"))
    assert flersprak.alle["tiltak/trinnvis/"].soup.select('[lang="nb"]:not(html, .sprakvalg a)') == []
    in_list = {text(a): a.get("lang") for a in some(flersprak.alle["en/a-aa/"].innhold, ".rad h3 a")}
    assert in_list["Open hour for new parents"] is None
    assert in_list["Ærlig talt"] == "nb"


def test_no_two_pages_have_the_same_title(flersprak: Nettsted) -> None:
    """Nor in two languages: what nobody has translated has the same name in all, so the title says the language."""
    titles = Counter(text(one(side.soup, "head title")) for side in flersprak.alle.values())
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("sprak", OTHERS)
def test_search_engines_are_told_of_a_page_in_its_language(flersprak: Nettsted, sprak: str) -> None:
    """Every page has a description of its own: of a measure, its own words where they are in the language."""
    told = {a: str(one(s.soup, 'meta[name="description"]')["content"]) for a, s in inside(sprak, flersprak).items()}
    assert [d for d, times in Counter(told.values()).items() if times > 1] == []
    same = {a: str(one(s.soup, 'meta[name="description"]')["content"]) for a, s in flersprak.sider.items()}
    assert [a for a, description in told.items() if description == same[a]] == []


def test_a_translation_that_is_only_assumed_is_not_told(tmp_path: Path) -> None:
    """Nobody stands for a translation under «antatt»: the page has what the unit has written, as the open data has."""
    rot = turned_on(copy_example(tmp_path / "rot"), "en")
    post = rot / "tiltak" / "alt-i-ett.yml"
    post.write_text(post.read_text(encoding="utf-8") + 'antatt:\n  - "oversettelser"\n', encoding="utf-8")
    page = build(rot, tmp_path / "web").alle["en/tiltak/alt-i-ett/"]
    assert one(page.innhold, "h1")["lang"] == "nb"
    assert "Open hour" not in text(page.innhold)


def test_a_language_keeps_its_capital_where_it_is_assumed(tmp_path: Path) -> None:
    """The name of a language has the letter that the language of the page gives it, after «probably» too."""
    rot = turned_on(copy_example(tmp_path / "rot"), "en")
    post = rot / "tiltak" / "alt-i-ett.yml"
    post.write_text(post.read_text(encoding="utf-8") + 'antatt:\n  - "sprak"\n', encoding="utf-8")
    built = build(rot, tmp_path / "web")
    answers = {a: text(one(built.alle[f"{a}tiltak/alt-i-ett/"].innhold, "dl.svar")) for a in ("", "en/")}
    assert "Trolig norsk bokmål, sørsamisk og arabisk" in answers[""]
    assert "Probably Norwegian Bokmål, Southern Sami and Arabic" in answers["en/"]


def test_what_is_in_bokmal_alone_is_so_in_every_language(tmp_path: Path, flersprak: Nettsted) -> None:
    """What units should look at is told in bokmål and marked: the dates in it too. So are the changes in the feeds."""
    row = next(
        p for p in some(flersprak.alle["en/status/huset/"].innhold, ".statusrader li li") if "Varselet" in p.text
    )
    assert text(row.select("[lang=nb]")[-1]) == "Varselet går ut 30. november 2026. Slett det, eller sett en ny dato."
    rot = copy_example(tmp_path / "rot")
    written_in("en", rot)
    for day, dato in enumerate(("2026-11-20", "2026-11-21"), 1):
        post = rot / "tiltak" / "alt-i-ett.yml"
        post.write_text(post.read_text(encoding="utf-8").replace("2026-11-20", dato), encoding="utf-8")
        git(rot, "init", "-q") if day == 1 else None
        git(rot, "add", ".", day=day)
        git(rot, "commit", "-q", "-m", "x", day=day)
    feed = (build(rot, tmp_path / "web", ADRESSE).mappe / atom.PATH).read_text(encoding="utf-8")
    assert 'xml:lang="nb"' in feed
    assert "<title>Endringer i " in feed
    assert "bekreftet 21. november 2026 på nytt" in feed


def test_my_list_says_which_words_are_the_units_own(flersprak: Nettsted) -> None:
    """In another language, what the unit has written stands by itself in a line, so that it can be marked."""
    facts = {s: json.loads((flersprak.mappe / s / liste.DATA).read_text(encoding="utf-8")) for s in ("", "en")}
    assert facts["en"]["sprak"] == "nb"
    assert "sprak" not in facts[""]
    own = {name: line for name, *line in facts["en"]["tiltak"]["alt-i-ett"]["linjer"]}
    assert own["Visit"] == ["", "", "1. etasje"]
    assert own["Price"] == ["User fee (egenandel).", "", "Kaffen koster 10 kroner."]
    assert own["Phone"] == ["00 00 00 03", ""]
    same = {name: line for name, *line in facts[""]["tiltak"]["alt-i-ett"]["linjer"]}
    assert same["Pris"] == ["Egenandel. Kaffen koster 10 kroner.", ""]


def test_the_sitemap_has_every_language(flersprak: Nettsted) -> None:
    """Every page stands in the sitemap, once, with itself and the same page in each language that has it."""
    told = sitemap(flersprak)
    assert sorted(told) == sorted(f"{ADRESSE}{a}" for a in flersprak.alle if a != "404.html")
    for place, others in told.items():
        for sprak, other in others.items():
            assert one(flersprak.alle[other.removeprefix(ADRESSE)].soup, "html")["lang"] == sprak, (place, other)
            assert told[other] == others, (place, other)
        if place.removeprefix(ADRESSE) not in ALONE:
            assert list(others) == list(LANGUAGES), place


@pytest.mark.parametrize("sprak", OTHERS)
def test_a_browser_may_search_in_the_language(flersprak: Nettsted, sprak: str) -> None:
    """What a browser is given to search with leads to the search page of the language."""
    link = one(flersprak.alle[f"{sprak}/finn/"].soup, 'link[rel="search"]')
    assert flersprak.alle[f"{sprak}/finn/"].to_root(str(link["href"])) == f"{sprak}/opensearch.xml"
    told = (flersprak.mappe / sprak / "opensearch.xml").read_text(encoding="utf-8")
    assert f'template="{ADRESSE}{sprak}/finn/#q={{searchTerms}}"' in told


def test_a_translated_page_says_which_one_applies(flersprak: Nettsted) -> None:
    """In the foot of every page of another language it is said that it is translated, and on no page of the posts'."""
    for sprak, words in (("nn", "Sida er omsett."), ("en", "This page is translated from Norwegian.")):
        assert [a for a, side in inside(sprak, flersprak).items() if words not in text(one(side.soup, "footer"))] == []
    assert [a for a, side in flersprak.sider.items() if "oversatt" in text(one(side.soup, "footer"))] == []


def test_every_language_is_shipped(nettsted: Nettsted) -> None:
    """The shipped site has every language, each with its own search."""
    for sprak in OTHERS:
        assert inside(sprak, nettsted).keys() == nettsted.sider.keys() - ALONE
        assert (
            json.loads((nettsted.mappe / sprak / "sok" / "indeks.json").read_text(encoding="utf-8"))["sprak"] == sprak
        )


def test_one_language_is_all_there_is_where_no_other_is_asked_for(eksempelsted: Nettsted) -> None:
    """A site that asks for no other language offers none."""
    assert eksempelsted.alle == eksempelsted.sider
    assert [a for a, side in eksempelsted.alle.items() if side.soup.select(".sprakvalg, .flersprak")] == []
    assert "hreflang" not in (eksempelsted.mappe / "sitemap.xml").read_text(encoding="utf-8")


def written_in(language: str, rot: Path) -> None:
    """Say that the posts are in a language; what the example has as a translation to it is one to bokmål then."""
    config, post = rot / "mkdocs.yml", rot / "tiltak" / "alt-i-ett.yml"
    config.write_text(config.read_text("utf-8").replace("language: nb", f"language: {language}"), "utf-8")
    post.write_text(post.read_text("utf-8").replace(f"\n  {language}:\n", "\n  nb:\n"), "utf-8")


def test_the_posts_may_be_in_nynorsk(tmp_path: Path) -> None:
    """The language of the theme is that of the posts, and lies at the root; bokmål may stand beside it, translated."""
    rot = turned_on(copy_example(tmp_path / "rot"), "nb")
    (rot / "sider" / "nb").mkdir()
    for page in BY_HAND:
        (rot / "sider" / f"{page}.md").rename(rot / "sider" / "nb" / f"{page}.md")
        (rot / "sider" / "nn" / f"{page}.md").rename(rot / "sider" / f"{page}.md")
    written_in("nn", rot)
    built = build(rot, tmp_path / "web", ADRESSE)
    fil = "tiltak/alt-i-ett.yml"
    tried = judged(rot, I_DAG, {fil: (rot / fil).read_text(encoding="utf-8")})
    assert not [problem for problem in tried if problem.grad is Grad.FEIL], "tried before it is written"
    heading = one(built.alle["nb/tiltak/alt-i-ett/"].innhold, "h1")
    assert (text(heading), "lang" in heading.attrs) == ("Open time for nye foreldre", False)
    assert one(built.alle["finn/"].soup, "html")["lang"] == "nn"
    assert text(one(built.alle["finn/"].innhold, "h1")) == "Finn hjelp"
    assert "tilbod" in text(one(built.alle["finn/"].innhold, "#antall"))
    assert text(one(built.alle["om/"].innhold, "h1")) == "Om oversikta"
    assert text(one(built.alle["nb/om/"].innhold, "h1")) == "Om oversikten"
    assert one(built.alle["nb/finn/"].soup, "html")["lang"] == "nb"
    assert one(built.alle["nb/tiltak/trinnvis/"].innhold, "h1")["lang"] == "nn"
    told = json.loads(one(built.alle["tiltak/alt-i-ett/"].soup, 'script[type="application/ld+json"]').get_text())
    assert '"inLanguage": "nn"' in json.dumps(told)
    assert not built.alle["nb/tiltak/alt-i-ett/"].soup.select('script[type="application/ld+json"]')
    services = json.loads((built.mappe / "data" / "hsds" / "services.json").read_text(encoding="utf-8"))["contents"]
    terms = [a["taxonomy_term"] for s in services for a in s["attributes"] if "taxonomy_term" in a]
    assert {term["language"] for term in terms} == {"nn"}


@pytest.mark.parametrize(("posts", "others"), [("nb", ["nn", "en"]), ("nn", ["nb", "en"])])
def test_the_language_of_the_posts_is_no_translation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, posts: str, others: list[str]
) -> None:
    """A translation to the language that a post is written in is refused; editors are told the same."""
    rot = copy_example(tmp_path / "rot")
    config = rot / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("language: nb", f"language: {posts}"), "utf-8")
    monkeypatch.chdir(rot)
    assert main(["skjema"]) == 0
    filled = json.loads((rot / "schema" / "tiltak.schema.json").read_text("utf-8"))
    allowed = filled["properties"]["oversettelser"]["properties"]
    assert {one: one in allowed for one in (posts, *others)} == {posts: False, **dict.fromkeys(others, True)}
    post = rot / "tiltak" / "alt-i-ett.yml"
    made = "".join(f'\n  {one}:\n    navn: "Minst av alt"' for one in (posts, *others))
    post.write_text(re.sub(r"(?m)(?<=^oversettelser:)(?:\n +.*)+", made, post.read_text("utf-8")), "utf-8")
    (told,) = (problem for problem in load(rot, I_DAG).problemer if problem.grad is Grad.FEIL)
    assert (told.fil, f"«{posts}»" in told.melding) == ("tiltak/alt-i-ett.yml", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [('"Ærlig talt"', '"Helt ærlig"'), ("kort: ", 'oversettelser: {en: {navn: "Ærlig talt"}}\nkort: ')],
    ids=["another-name", "same-name"],
)
def test_a_changed_post_is_changed_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    """Where pages of the old site are kept, the site is the one that is built from nothing, in every language.

    So too when a translation says what the post says: then it is no longer marked as another language.
    """
    monkeypatch.setenv(VARIABLE, str(tmp_path / "husk"))
    rot = turned_on(copy_example(tmp_path / "rot"), *OTHERS)
    assert bygg(rot)[0] == 0
    post = rot / "tiltak" / "trinnvis.yml"
    content = post.read_text(encoding="utf-8")
    assert old in content
    post.write_text(content.replace(old, new, 1), encoding="utf-8")
    assert bygg(rot)[0] == 0
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nytt"))
    assert bygg(rot, "--til", str(tmp_path / "ny"))[0] == 0
    kept, made = Nettsted(rot / "site", rot).files(), Nettsted(tmp_path / "ny", rot).files()
    assert [path for path in made.keys() | kept.keys() if made.get(path) != kept.get(path)] == []


@pytest.mark.parametrize("sprak", OTHERS)
def test_search_is_as_good_in_every_language(sprak: str) -> None:
    """What is written in English and nynorsk is found, and danger is heard, as in the search in bokmål."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    vokabular = les_sokevokabular(ROT / "schema" / "vokabular")
    sagt = les_sagt(vokabular)
    answers = {}
    for one_language in ("nb", sprak):
        files = bygg_sokefiler(katalog, vokabular, one_language, sagt)
        indeks = Indeks(files.regler, files.indeks)
        queries = [q for q in relevans.read("still_inn") if q.klasse in ("engelsk", "nynorsk")]
        found = [relevans.score([t.id for t in sok(indeks, q.tekst).treff], q.rel)[0] for q in queries]
        danger = [[bool(sok(indeks, text).trygghet) for text in texts] for texts in relevans.read_danger()]
        answers[one_language] = sum(found), danger
    assert answers[sprak][0] >= answers["nb"][0]
    assert answers[sprak][1] == answers["nb"][1]


# ---- the settings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(None, ("nb",)), ([], ("nb",)), (["nn", "en"], LANGUAGES), (["en", "nb", "en"], ("nb", "en")), (["sv"], ("nb",))],
)
def test_the_languages_of_a_site(asked: object, expected: tuple[str, ...]) -> None:
    """The language of the posts is first, and each is there once; one that we have no words in is not there."""
    assert oppsett.in_all("nb", asked) == expected


@pytest.mark.parametrize("value", ['"nn"', "[sv]", "[1]"])
def test_a_wrong_language_is_told_with_its_line(tmp_path: Path, value: str) -> None:
    """What is no language of ours stops the build, with the line and what to write."""
    rot = copy_example(tmp_path / "rot")
    config = rot / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("  generator: false", f"  generator: false\n  sprak: {value}"),
        encoding="utf-8",
    )
    with pytest.raises(AssertionError, match=r"mkdocs\.yml, linje 33 (?s:.*)sprak: \[nn, en\]"):
        build(rot, tmp_path / "web")


def test_a_page_that_nobody_has_written_in_a_language_stops_the_build(tmp_path: Path) -> None:
    """Every page of a language leads to the hand-written pages in it."""
    rot = turned_on(copy_example(tmp_path / "rot"), "en")
    (rot / "sider" / "en" / "om.md").unlink()
    with pytest.raises(AssertionError, match=r"sider/en/om\.md"):
        build(rot, tmp_path / "web")


def test_pages_in_the_folder_of_the_first_language_are_told(tmp_path: Path) -> None:
    """The language of the posts is at the root. The pages in its folder are not shown, and those of bokmål are."""
    rot = copy_example(tmp_path / "rot")
    assert list(astray(rot, "sider", "nb")) == []
    told = list(astray(rot, "sider", "nn"))
    assert {(p.fil, p.grad) for p in told} == {(f"sider/nn/{page}.md", Grad.ADVARSEL) for page in BY_HAND}
    assert all("sider/" in p.melding for p in told)
    written_in("nn", rot)
    assert {p.fil for p in told} <= {p.fil for p in gather(rot, beside=False).lest.problemer}


def test_nothing_is_published_of_a_language_that_is_off(tmp_path: Path) -> None:
    """A picture beside the pages of a language is left out with them."""
    rot = copy_example(tmp_path / "rot")
    (rot / "sider" / "nn" / "bilde.png").write_bytes(b"x")
    assert not [path for path in build(rot, tmp_path / "web").files() if path.startswith("nn/")]
    assert build(turned_on(rot, "nn"), tmp_path / "nytt").exists("nn/bilde.png")


@pytest.mark.parametrize(
    ("old", "new"),
    [("  language: nb\n", ""), ("site_name:", "INHERIT: mer.yml\nsite_name:")],
    ids=["no-language", "inherited"],
)
def test_the_languages_stand_in_the_settings_themselves(tmp_path: Path, old: str, new: str) -> None:
    """Material takes it for English where no language is named, and we read no other file: it is told, not built."""
    rot = copy_example(tmp_path / "rot")
    (rot / "mer.yml").write_text("extra:\n  sprak: [nn]\n", encoding="utf-8")
    config = rot / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"language\n  Språket postene er skrevet på"):
        build(rot, tmp_path / "web")


def test_no_is_told_as_it_is_written() -> None:
    """YAML takes «no» for a lie; who wrote it meant Norwegian."""
    assert [
        f.melding for f in oppsettfeil.faults({oppsett.OTHERS: [False]}, "", 20) if f.sti[-1] == oppsett.OTHERS
    ] == ["Vi har ikke ord på språket «no». Disse har vi: nb, nn, en."]


def test_the_terminal_searches_as_the_site_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """«tiltak sok» has the index of the language of the posts."""
    rot = copy_example(tmp_path / "rot")
    written_in("en", rot)
    monkeypatch.chdir(rot)
    assert main(["sok", "indicated"]) == 0
    assert "(tiltak/apent-til-24.yml)" in capsys.readouterr().out


def test_what_the_municipality_must_fill_in_is_told_in_every_language(tmp_path: Path) -> None:
    """A page that waits for the municipality is a MANGLER in each language that the site has."""
    rot = turned_on(copy_example(tmp_path / "rot"), "en")
    told = Counter(p.fil for p in unfilled(rot, "sider", ["en"]))
    assert told.keys() == {
        f"sider/{s}{n}.md" for s in ("", "en/") for n in ("personvern", "rediger", "tilgjengelighet")
    }
    assert all(told[f"sider/en/{n}.md"] == told[f"sider/{n}.md"] for n in ("personvern", "rediger", "tilgjengelighet"))


def test_a_list_that_lacks_a_language_is_told(tmp_path: Path) -> None:
    """A text of a list that is not in a language of the site is a MANGLER, with the line to paste, once a list."""
    rot = turned_on(copy_example(tmp_path / "rot"), "en")
    tema = rot / "schema" / "vokabular" / "tema.yml"
    content = tema.read_text(encoding="utf-8")
    tema.write_text(re.sub(r"^      (en|nn): .*\n", "", content, flags=re.MULTILINE), encoding="utf-8")
    told = [p for p in load(rot, I_DAG).problemer if p.fil.endswith("tema.yml")]
    assert [(p.linje, p.grad, p.felt) for p in told] == [(7, Grad.MANGLER, "Engelsk")]
    count = len([line for line in content.splitlines() if line.startswith("      en: ")])
    assert told[0].melding.startswith(f"{count} tekster i listen mangler på engelsk")
    assert told[0].forslag.splitlines()[-1].strip() == 'en: "<samme tekst på engelsk>"'
    assert next(p for p in load(turned_on(rot, "nn"), I_DAG).problemer if p.fil.endswith("tema.yml")).felt == "Nynorsk"
    assert [p for p in load(turned_on(rot), I_DAG).problemer if p.fil.endswith("tema.yml")] == []


# ---- the browser -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "adresse", ["en/", "en/finn/", "nn/tiltak/alt-i-ett/", "en/tiltak/trinnvis/", "en/bti/1/", "nn/akutt/"]
)
def test_axe_finds_nothing(sprakside: Page, adresse: str) -> None:
    """The pages of another language are as accessible as those of the first."""
    sprakside.goto(adresse)
    assert violations(sprakside) == set()


def test_nothing_is_wider_than_a_narrow_phone(flersprak: Nettsted, sprakside: Page) -> None:
    """The words of another language are no wider than a narrow phone."""
    sprakside.set_viewport_size({"width": SMAL["width"], "height": SMAL["height"]})
    sprakside.goto("en/")
    assert too_wide(sprakside, [side for sprak in OTHERS for side in inside(sprak, flersprak).values()]) == {}
    sprakside.set_viewport_size({"width": MOBIL["width"], "height": MOBIL["height"]})


def test_search_answers_in_its_language(sprakside: Page) -> None:
    """Words in English find what is there, and the results lead to English pages; so do the suggestions."""
    asked: list[str] = []
    sprakside.on("request", lambda request: asked.append(request.url))
    sprakside.goto("en/finn/")
    sprakside.fill("#sok", "new parents")
    first = sprakside.locator(".treff > li:visible h3 a").first
    first.wait_for()
    expect(sprakside.locator("[data-antall]")).to_contain_text("“new parents”")
    assert first.text_content() == "Open hour for new parents"
    assert first.get_attribute("href") == "../tiltak/alt-i-ett/"
    fetched = {url.partition(f"/{MAPPE}/")[2] for url in asked if "/sok/" in url and url.endswith(".json")}
    assert fetched == {"en/sok/regler.json", "en/sok/indeks.json"}
    sprakside.goto("en/")
    sprakside.fill("#sok", "new parents")
    option = sprakside.locator('[role="option"]').first
    option.wait_for()
    assert str(option.get_attribute("data-href")).endswith("/en/tiltak/alt-i-ett/")


def test_what_is_chosen_follows_to_the_other_language(sprakside: Page) -> None:
    """The same page in another language has the same choices."""
    sprakside.goto("en/finn/#kommune=namsos&tema=okonomi")
    sprakside.click('.sprakvalg a[lang="nb"]')
    sprakside.wait_for_url("**/mappe/finn/*")
    assert sprakside.url.endswith(f"{MAPPE}/finn/#kommune=namsos&tema=okonomi")
    assert sprakside.locator("html").get_attribute("lang") == "nb"


def test_a_page_that_is_not_there_is_told_in_every_language(flersprak: Nettsted) -> None:
    """There is one such page for the whole site: who asked for one in English must be able to read it."""
    page = flersprak.alle["404.html"].innhold
    for sprak in OTHERS:
        assert text(one(page, f"h2[lang={sprak}]")) == tekster(sprak)["ikke_funnet"]["tittel"]
        assert str(one(page, f"a[hreflang={sprak}]")["href"]).endswith(f"{MAPPE}/{sprak}/finn/")


def test_what_is_searched_for_follows_to_the_other_language(sprakside: Page) -> None:
    """Who changes language in the middle of a search has it still, and the words stand in no address."""
    sprakside.goto("en/finn/")
    sprakside.fill("#sok", "indicated")
    expect(sprakside.locator("[data-antall]")).to_contain_text("indicated")
    sprakside.click('.sprakvalg a[lang="nn"]')
    expect(sprakside.locator("html")).to_have_attribute("lang", "nn")
    expect(sprakside.locator("#sok")).to_have_value("indicated")
    expect(sprakside.locator("[data-antall]")).to_contain_text("treff på «indicated»")
    assert "indicated" not in sprakside.url
    assert sprakside.evaluate("window.name") == ""


def test_my_list_is_in_the_language_of_the_page(sprakside: Page) -> None:
    """What is picked is told in the language of the page, and leads on in it."""
    sprakside.goto("en/liste/#liste=alt-i-ett,trinnvis", wait_until="networkidle")
    links = sprakside.locator(".minrader h2 a")
    assert links.all_text_contents() == ["Open hour for new parents", "Ærlig talt"]
    assert [link.get_attribute("lang") for link in links.all()] == [None, "nb"]
    marked = sprakside.locator(".minrader li:first-child dd [lang=nb]").all_text_contents()
    assert {"1. etasje", "Onsdag kl. 12.30", "Vi svarer ikke i juli.", "Kaffen koster 10 kroner."} <= set(marked)
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", str(sprakside.locator("[data-dato]").text_content()))
    assert all("/en/tiltak/" in str(link.get_attribute("href")) for link in links.all())
