"""What holds on every page: help numbers, headings, titles, links, words citizens never read, the policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter, defaultdict
from copy import copy
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup, Tag

from tests.fasit import fasit, read, vocabulary
from tests.nettsted import ADRESSE, MAPPE, ROT, Nettsted, Side, build, is_internal, lasting, one, some, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NUMRE = {"tel:113", "tel:112", "tel:116117", "tel:116111"}
NAVN = read(ROT / "mkdocs.yml")["site_name"]
ADRESSER = ("href", "src", "action", "poster", "data", "srcset", "formaction")
"""The attributes that hold an address."""

KODE = re.compile(r"\b[RB][1-8]\b")
NIVA = re.compile(r"\bBTI[- ](nivå )?\d|\bindisert|\bselektiv|\buniversell", re.IGNORECASE)
UTGANG = "https://www.yr.no"


def references(side: Side) -> Iterator[tuple[Tag, str, str]]:
    """Yield every element with an address, the attribute and the address."""
    for tag in side.soup.find_all():
        for name in ADRESSER:
            if name in tag.attrs:
                yield tag, name, str(tag[name])


def internal(side: Side) -> Iterator[str]:
    """Yield the address from the root of the site of each thing on a page that the site itself has."""
    for tag, _, address in references(side):
        if tag.get("rel") == ["canonical"] or not is_internal(address):
            continue
        whole = urljoin(f"/{MAPPE}/{side.adresse}", address)
        yield whole.removeprefix(f"/{MAPPE}/")


def parts_for_staff(page: Tag) -> list[Tag]:
    """Return every part that is headed «For ansatte»: those words come first in it."""
    heads = [mark for mark in page.select(".for-ansatte") if text(mark) == "For ansatte"]
    return [head.parent for head in heads if head.parent and head.parent.find() is head]


@cache
def for_citizens(side: Side) -> Tag | None:
    """Return a page without what is headed «For ansatte»; None when the whole page is."""
    if side.soup.select_one(".faghode"):
        return None
    page = copy(side.soup)
    for part in parts_for_staff(page):
        part.decompose()
    return lasting(page)


def read_by_citizens(side: Side) -> str:
    """Return all a citizen may read or hear on a page: text, title, description, labels and alternatives."""
    page = for_citizens(side)
    if page is None:
        return ""
    heard = [str(t[a]) for t in page.find_all() for a in ("aria-label", "alt", "title", "content") if a in t.attrs]
    return "\n".join([text(page), *heard])


def answers(side: Side) -> dict[str, str]:
    """Return the questions and answers on the page of a measure."""
    pairs = one(side.soup, "dl.svar").find_all("div", recursive=False)
    return {text(one(pair, "dt")): text(one(pair, "dd")) for pair in pairs}


def sides(nettsted: Nettsted) -> dict[str, Side]:
    """Return the pages of all measures by id."""
    return nettsted.under("tiltak")


# ---- every page ------------------------------------------------------------------------------------------


def test_help_numbers_are_on_every_page(nettsted: Nettsted) -> None:
    """Every page, 404 too, has links to 113, 112, 116117 and 116111, first and in the foot."""
    for address, side in nettsted.alle.items():
        for part in (".nod", "footer"):
            assert {str(a["href"]) for a in one(side.soup, part).select("a")} >= NUMRE, (address, part)


def test_every_page_has_one_heading_one(nettsted: Nettsted) -> None:
    """Every page has exactly one h1, and it says something."""
    headings = {address: [text(h) for h in side.soup.find_all("h1")] for address, side in nettsted.alle.items()}
    assert {a: h for a, h in headings.items() if len(h) != 1 or not h[0]} == {}


def test_every_page_leads_home_from_the_same_place(nettsted: Nettsted) -> None:
    """Above the heading of every page but the home page and the search page, the way begins at the home page."""
    without = [address for address, side in nettsted.sider.items() if not side.soup.select("nav.sti")]
    assert sorted(without) == ["", "finn/"]
    for address, side in nettsted.sider.items():
        if address not in without and address != "404.html":
            first = side.soup.select("nav.sti a")[0]
            assert (text(first), side.to_root(str(first["href"]))) == ("Forside", ""), address


def test_every_page_says_its_language(nettsted: Nettsted) -> None:
    """Every page is marked as bokmål."""
    assert {a: s.soup.html["lang"] for a, s in nettsted.sider.items() if s.soup.html["lang"] != "nb"} == {}


def test_titles_are_unique_and_descriptive(nettsted: Nettsted) -> None:
    """Every page has a title of its own, with its heading and the name of the site."""
    pages = defaultdict(list)
    for address, side in nettsted.sider.items():
        title = text(one(side.soup, "head title"))
        pages[title].append(address)
        assert text(one(side.soup, "h1")) in title, address
        assert title.endswith(f" – {NAVN}"), address
    assert {title: where for title, where in pages.items() if len(where) > 1} == {}


def test_descriptions_are_there_and_unique(nettsted: Nettsted) -> None:
    """Every page has a description of its own for search engines."""
    pages = defaultdict(list)
    for address, side in nettsted.sider.items():
        pages[str(one(side.soup, 'meta[name="description"]')["content"])].append(address)
    assert {d: where for d, where in pages.items() if len(where) > 1 or len(d) < len("Hjelp og tilbud")} == {}


def test_ids_are_unique_on_each_page(nettsted: Nettsted) -> None:
    """No id stands twice on a page, so that every anchor and label leads to one thing."""
    for address, side in nettsted.alle.items():
        ids = Counter(str(tag["id"]) for tag in side.soup.find_all(id=True))
        assert {i: n for i, n in ids.items() if n > 1} == {}, address


def test_labels_lead_to_something(nettsted: Nettsted) -> None:
    """Everything that names its label, description or field by id names one that is on the page."""
    for address, side in nettsted.alle.items():
        ids = {str(tag["id"]) for tag in side.soup.find_all(id=True)}
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for tag in side.soup.find_all(attrs={name: True}):
                assert set(str(tag[name]).split()) <= ids, (address, str(tag))


def test_lists_of_terms_hold_terms_alone(sted: Nettsted) -> None:
    """In ``dl`` stand ``dt`` and ``dd``, in a ``div`` or not, and nothing else, as HTML has it."""
    for address, side in sted.alle.items():
        assert side.soup.select("dl > :not(dt, dd, div), dl > div > :not(dt, dd)") == [], address


def test_no_mark_of_the_machinery_is_left(nettsted: Nettsted) -> None:
    """No page holds a mark that should have been filled, an unrendered value or a piece of template."""
    for address, side in nettsted.alle.items():
        assert not re.search("[\ue000-\uf8ff]", side.html), address
        words = text(side.soup)
        assert not re.search(r"\{\{|\{%|Undefined|&(amp|lt|gt|quot|#\d+);", words), address
        assert address.startswith("en/") or not re.search(r"\bNone\b", words), address  # English says it of measures


# ---- links -----------------------------------------------------------------------------------------------


def test_internal_links_and_assets_exist(nettsted: Nettsted) -> None:
    """Every link, image, icon, script, style and form on the site leads to something that exists."""
    lost = defaultdict(set)
    for address, side in nettsted.alle.items():
        for target in internal(side):
            if not nettsted.exists(unquote(target).split("?")[0]):
                lost[target].add(address or "forsiden")
    assert {target: sorted(where)[:3] for target, where in lost.items()} == {}


def test_anchors_exist(nettsted: Nettsted) -> None:
    """Every link to a part of a page leads to an element that is there; a search is no such part."""
    ids = {address: {str(tag["id"]) for tag in side.soup.find_all(id=True)} for address, side in nettsted.alle.items()}
    for svg in nettsted.mappe.rglob("*.svg"):
        tree = BeautifulSoup(svg.read_text(encoding="utf-8"), "html.parser")
        ids[svg.relative_to(nettsted.mappe).as_posix()] = {str(tag["id"]) for tag in tree.find_all(id=True)}
    for address, side in nettsted.alle.items():
        for target in internal(side):
            page, fragment = urldefrag(target)
            if fragment and not (page.endswith("finn/") and "=" in fragment):
                assert fragment in ids[page], (address, target)


def test_every_page_is_reached_from_home(nettsted: Nettsted) -> None:
    """Following links from the home page, without JavaScript, one comes to every page."""
    seen, queue = set(), [""]
    while queue:
        address = queue.pop()
        if address in seen or address not in nettsted.alle:
            continue
        seen.add(address)
        side = nettsted.alle[address]
        queue += [
            urldefrag(side.to_root(str(a["href"]))).url
            for a in side.soup.select("a[href]")
            if is_internal(str(a["href"]))
        ]
    assert sorted(set(nettsted.alle) - seen) == ["404.html"]


def test_links_are_relative(nettsted: Nettsted) -> None:
    """Every page but 404 works from any folder: no link hangs on the host or on the root of it."""
    host = urlsplit(ADRESSE).netloc
    for address, side in nettsted.alle.items():
        for tag, _, target in references(side):
            if tag.get("rel") == ["canonical"]:
                continue
            assert urlsplit(target).netloc != host, (address, target)
            assert address == "404.html" or not target.startswith("/"), (address, target)


def test_the_404_page_hangs_on_the_address(nettsted: Nettsted) -> None:
    """The 404 page is shown at any depth, so all its links start with the path of the site's address."""
    for tag, _, target in references(nettsted.sider["404.html"]):
        if is_internal(target) and not target.startswith("#"):
            assert target.startswith(f"/{MAPPE}/"), str(tag)


def test_outside_links_are_safe(nettsted: Nettsted) -> None:
    """A link out of the site is encrypted, or calls, or writes, and tells no one where from."""
    for address, side in nettsted.alle.items():
        assert str(one(side.soup, 'meta[name="referrer"]')["content"]) == "no-referrer", address
        for _, _, target in references(side):
            assert urlsplit(target).scheme in {"", "https", "tel", "sms", "mailto"}, (address, target)
        for link in side.innhold.select('a[href^="https:"]'):
            assert "noreferrer" in (link.get("rel") or ()), (address, str(link))


def test_nothing_is_fetched_from_other_hosts(nettsted: Nettsted) -> None:
    """No page and no style sheet asks another host for a script, a style, a picture, a font or a frame."""
    for address, side in nettsted.alle.items():
        for tag, _, target in references(side):
            links = tag.name == "a" or tag.get("rel") == ["canonical"]
            assert links or is_internal(target), (address, str(tag))
    for path in nettsted.mappe.rglob("*.css"):
        for target in re.findall(r"""(?:url\(|@import\s+)["']?([^"')]+)""", path.read_text(encoding="utf-8")):
            if not target.startswith("data:"):
                assert is_internal(target), (path.name, target)
                assert (path.parent / target.split("#")[0].split("?")[0]).is_file(), (path.name, target)


def test_sitemap_has_every_page(nettsted: Nettsted) -> None:
    """With an address, the sitemap and the canonical links tell each page of the site, once, and no other."""
    sitemap = (nettsted.mappe / "sitemap.xml").read_text(encoding="utf-8")
    told = re.findall("<loc>(.*?)</loc>", sitemap)
    pages = [address for address in nettsted.alle if address != "404.html"]
    assert sorted(told) == sorted(urljoin(ADRESSE, address) for address in pages)
    for address in pages:
        canonical = one(nettsted.alle[address].soup, 'link[rel="canonical"]')
        assert canonical["href"] == urljoin(ADRESSE, address)
    assert not nettsted.alle["404.html"].soup.select('link[rel="canonical"]')


def test_an_address_with_odd_signs_keeps_the_sitemap_whole(eksempel: Path, tmp_path: Path) -> None:
    """The sitemap is XML whatever signs the address of the site has."""
    built = build(eksempel, tmp_path / "ut", "https://eksempel.no/mor&barn/")
    tree = ET.parse(built.mappe / "sitemap.xml")  # noqa: S314 - our own
    assert any(place.text == "https://eksempel.no/mor&barn/finn/" for place in tree.iter() if place.tag.endswith("loc"))


def test_without_an_address_nothing_points_to_one(eksempel: Path, tmp_path: Path) -> None:
    """Without SITE_URL, sitemap and canonical links are left out, and 404 leads to the root of the host."""
    built = build(eksempel, tmp_path / "ut")
    assert not (built.mappe / "sitemap.xml").exists()
    for address, side in built.alle.items():
        assert not side.soup.select('link[rel="canonical"]'), address
    for _, _, target in references(built.alle["404.html"]):
        if is_internal(target) and not target.startswith("#"):
            assert target.startswith("/"), target


# ---- who reads what --------------------------------------------------------------------------------------


@pytest.fixture(params=["levert", "eksempel"])
def sted(request: pytest.FixtureRequest, nettsted: Nettsted, eksempelsted: Nettsted) -> Nettsted:
    """Give the shipped site, and the example with all that the shipped data does not have."""
    return nettsted if request.param == "levert" else eksempelsted


def test_citizens_read_no_code(sted: Nettsted) -> None:
    """Outside the parts for staff there is no code of a factor, no BTI level and no prevention level."""
    for address, side in sted.sider.items():
        words = read_by_citizens(side)
        assert KODE.findall(words) == [], address
        assert [m.group() for m in NIVA.finditer(words)] == [], address


def test_citizens_read_no_wording_of_a_risk_factor(sted: Nettsted) -> None:
    """Outside the parts for staff no wording of a risk or protective factor is read."""
    factors = [*vocabulary("risikofaktorer").values(), *vocabulary("beskyttelsesfaktorer").values()]
    wordings = [value["navn"]["nb"].casefold() for value in factors]
    for address, side in sted.sider.items():
        words = read_by_citizens(side).casefold()
        assert [w for w in wordings if w in words] == [], address


def test_parts_for_staff_say_so(sted: Nettsted) -> None:
    """Every part for staff is headed «For ansatte», and levels and factors stand in no other part."""
    assert some(sted.sider["bti/"].soup, ".faghode")
    assert some(sted.sider[""].soup, ".ansattflate")
    for address, side in sted.sider.items():
        for part in side.soup.select(".ansattflate, .faghode"):
            assert "For ansatte" in [text(mark) for mark in part.select("p.for-ansatte")], address
        page = for_citizens(side)
        if page is not None:
            links = [side.to_root(str(a["href"])) for a in page.select("#innhold a[href]")]
            staff = re.compile(r"(bti|forebygging|risiko|beskyttelse|plan)/")
            assert address == "om/" or not [x for x in links if staff.match(x)], address
            assert not page.select(".niva"), address


def test_what_is_for_staff_says_so_in_the_foot(sted: Nettsted) -> None:
    """The way to levels, factors, methods and what units lack stands after «For ansatte», on every page."""
    staff = re.compile(r"(bti|forebygging|risiko|beskyttelse|plan|dekning|metode|status)/")
    for address, side in sted.sider.items():
        base = f"{MAPPE}/" if address == "404.html" else ""
        part = one(side.soup, "footer .bunnjobb")
        assert text(one(part, "p")) == "For ansatte", address
        links = [a for a in some(side.soup, "footer .bunnlenker a") if part not in a.parents]
        assert [a for a in links if staff.match(side.to_root(str(a["href"])).removeprefix(base))] == [], address


def test_assumed_answers_say_so(sted: Nettsted) -> None:
    """On the page of a measure, an assumed answer to a citizen reads «trolig», an implied age «omtrent»."""
    ages = {id_ for id_, value in vocabulary("malgrupper").items() if "alder" in value}
    for id_, side in sides(sted).items():
        post, told = fasit(sted.rot).tiltak[id_], answers(side)
        assumed = set(post.get("antatt", []))
        expected = {
            "Kan du ta kontakt selv?": "tilgang" in assumed and post["tilgang"]["ta_kontakt_selv"] != "ukjent",
            "Hva koster det?": "kostnad" in assumed and post["kostnad"]["type"] != "ukjent",
            "Hvem er det for?": "malgrupper" in assumed,
            "Hvor er det?": "kommuner" in assumed and post["kommuner"] != ["alle"],
            "Hvilken alder?": ("alder" in assumed and "alder" in post)
            or ("trinn" in assumed and "trinn" in post and "alder" not in post),
        }
        for question, likely in expected.items():
            assert told[question].startswith("Trolig ") == likely, (id_, question, told[question])
        implied = not {"alder", "trinn"} & set(post) and bool(ages & set(post["malgrupper"]))
        assert told["Hvilken alder?"].startswith("Omtrent ") == implied, (id_, told["Hvilken alder?"])


def test_unknown_answers_say_so(sted: Nettsted) -> None:
    """What nobody has told is said to be untold, never guessed and never left out."""
    for id_, side in sides(sted).items():
        post, told = fasit(sted.rot).tiltak[id_], answers(side)
        unknown = {
            "Kan du ta kontakt selv?": post["tilgang"]["ta_kontakt_selv"] == "ukjent",
            "Hva koster det?": post["kostnad"]["type"] == "ukjent",
            "Kan du få tolk?": post.get("tolk", "ukjent") == "ukjent",
        }
        for question, untold in unknown.items():
            assert told[question].startswith("Ikke oppgitt") == untold, (id_, question, told[question])


def test_lists_promise_only_what_is_stated(sted: Nettsted) -> None:
    """In the lists, «Gratis» and «Du kan ta kontakt selv» stand exactly where a source states them."""
    data = fasit(sted.rot)
    for address in ("finn/", "a-aa/"):
        side = sted.sider[address]
        for link in some(side.innhold, "li h3 a[href]"):
            id_, row = side.to_root(str(link["href"])).split("/")[1], link.find_parent("li") or link
            post, facts = data.tiltak[id_], [text(li) for li in row.select("ul.fakta li")]
            assumed = post.get("antatt", [])
            free = post["kostnad"]["type"] == "gratis" and "kostnad" not in assumed
            own = post["tilgang"]["ta_kontakt_selv"] == "ja" and "tilgang" not in assumed
            assert ("Gratis" in facts) == free, id_
            assert ("Du kan ta kontakt selv" in facts) == own, id_
            missing = [fact for fact in facts if "mangler" in fact.lower() and "kontakt" in fact.lower()]
            assert bool(missing) == (not data.has_channel(id_)), id_


def test_contact_box_promises_only_what_is_stated(sted: Nettsted) -> None:
    """Beside «Ta kontakt» nothing assumed is said as a fact."""
    for id_, side in sides(sted).items():
        post = fasit(sted.rot).tiltak[id_]
        promise = text(one(side.soup, "#h-kontakt")).removeprefix("Ta kontakt").strip()
        if "tilgang" in post.get("antatt", []) and post["synlighet"] != ["ansatt"]:
            assert promise == "", id_
        if promise == "Du kan ta kontakt selv":
            assert post["tilgang"]["ta_kontakt_selv"] == "ja", id_
        if promise == "Du kan komme uten time":
            assert post["tilgang"]["dropin"] == "ja", id_


def test_missing_contact_is_told(sted: Nettsted) -> None:
    """A page says «Kontaktinformasjon mangler» exactly when neither the post nor its unit gives a way."""
    for id_, side in sides(sted).items():
        told = "Kontaktinformasjon mangler" in text(one(side.soup, ".kontakt"))
        assert told == (not fasit(sted.rot).has_channel(id_)), id_


def test_confirmation_is_told(sted: Nettsted) -> None:
    """Every measure says whether its unit has confirmed it, or that nobody has."""
    for id_, side in sides(sted).items():
        told = text(one(side.soup, ".bekreftlinje"))
        unconfirmed = "Ikke bekreftet av enheten" in told or "Ingen har bekreftet dette" in told
        assert unconfirmed == ("bekreftet" not in fasit(sted.rot).tiltak[id_]), id_


# ---- safety ----------------------------------------------------------------------------------------------


def test_safety_rule_is_on_every_page_of_bti(sted: Nettsted) -> None:
    """Each page of BTI has the whole safety rule: who is told, and that foresatte are not."""
    pages = {a: s for a, s in sted.sider.items() if a.startswith("bti/")}
    assert len(pages) == 1 + len(vocabulary("bti"))
    for address, side in pages.items():
        rule = one(side.soup, "#sikkerhet")
        words = text(rule)
        for said in (
            "vold, overgrep eller alvorlig omsorgssvikt",
            "barnevern",
            "politi",
            "Foresatte skal ikke få vite",
            "kommunen der barnet bor",
        ):
            assert said in words, (address, said)
        assert rule.select('a[href="tel:112"]'), address


def test_quick_exit_is_on_sensitive_pages_and_only_there(sted: Nettsted) -> None:
    """Sensitive measures and themes, the guide and the help lines have a plain link away; other pages have none."""
    data = fasit(sted.rot)
    sensitive = {f"tiltak/{id_}/" for id_ in data.tiltak if data.is_sensitive(id_)}
    sensitive |= {f"tema/{id_}/" for id_, value in vocabulary("tema").items() if value.get("sensitiv") == "true"}
    leaves, boxes = set(), set()
    for address, side in sted.sider.items():
        for link in side.soup.select(f'a[href^="{UTGANG}"]:not([hidden] *)'):
            assert text(link) == "Forlat siden", address
            assert {"noreferrer"} <= set(link.get("rel") or ()), address
            leaves.add(address)
        boxes |= {address for _ in side.soup.select(".trygghetsboks:not([hidden])")}
    assert leaves == sensitive | {"akutt/", "veiviser/"}
    assert boxes == sensitive | {"veiviser/"}


def test_quick_exit_stands_before_the_content(sted: Nettsted) -> None:
    """The quick exit comes before the content: eye, keyboard and screen reader meet it first."""
    for address, side in sted.alle.items():
        if side.soup.select(".forlat"):
            assert side.html.index(UTGANG) < side.html.index("<h1"), address


# ---- the policy ------------------------------------------------------------------------------------------


def test_policy_allows_each_inline_script_by_its_hash(nettsted: Nettsted) -> None:
    """Every page has a policy of itself alone, with the hash of each inline script and no other."""
    for address, side in nettsted.alle.items():
        policy = str(one(side.soup, 'meta[http-equiv="Content-Security-Policy"]')["content"])
        rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
        inline = {
            "'sha256-" + base64.b64encode(hashlib.sha256((s.string or "").encode()).digest()).decode() + "'"
            for s in side.soup.find_all("script", src=False)
            if s.get("type", "module") in {"module", "text/javascript"}
        }
        assert inline <= set(rules["script-src"]), address
        assert {"'self'", *inline} >= set(rules["script-src"]), address
        del rules["script-src"]
        assert rules == {
            "default-src": ["'self'"],
            "style-src": ["'self'"],
            "img-src": ["'self'", "data:"],
            "object-src": ["'none'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
        }, address


def test_policy_comes_before_all_it_governs(nettsted: Nettsted) -> None:
    """The policy stands before the first script, style and link, so that it holds for all of them."""
    for address, side in nettsted.alle.items():
        before = side.html.split("Content-Security-Policy")[0]
        assert not re.search("<(script|link|style|img)", before), address


def test_nothing_is_styled_or_handled_inline(nettsted: Nettsted) -> None:
    """No page has a style or an event handler in its HTML: the policy would stop them."""
    for address, side in nettsted.alle.items():
        assert side.soup.find_all("style") == [], address
        for tag in side.soup.find_all():
            assert not [a for a in tag.attrs if a == "style" or a.startswith("on")], (address, str(tag)[:200])


@pytest.mark.parametrize("mappe", ["tiltak", "enhet"])
def test_person_numbers_and_private_addresses_are_nowhere(nettsted: Nettsted, mappe: str) -> None:
    """No page of a measure or unit shows eleven digits in a row, as a national identity number has."""
    for id_, side in nettsted.under(mappe).items():
        assert not re.search(r"(?<!\d)\d{6} ?\d{5}(?!\d)", text(side.soup)), id_
