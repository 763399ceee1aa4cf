"""Every view lists exactly what the YAML says, counted here without the generator's code."""

from __future__ import annotations

import dataclasses
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from generator.load import load
from generator.telling.related import Neighbours
from generator.views import in_order, is_sensitive, norwegian_key, norwegian_letter
from tests.fasit import ENHETER, TILTAK, in_list_order, norwegian, only_staff, read, vocabulary
from tests.nettsted import ROT, Nettsted, Side, one, text
from tests.prosjekt import I_DAG

if TYPE_CHECKING:
    from bs4 import Tag

FELT = {
    "tema": "tema",
    "malgruppe": "malgrupper",
    "kommune": "kommuner",
    "enhet": "enhet",
    "metode": "metode",
    "forebygging": "forebyggingsniva",
    "bti": "bti",
    "risiko": "risikofaktorer",
    "beskyttelse": "beskyttelsesfaktorer",
}
"""The views of produkt.md, section 4, and the field whose values they group by."""

ORDLISTE = {"metode": "metoder"}
"""The vocabulary of a view, where it is not called as the field."""

FOR_ANSATTE = ("forebygging", "bti", "risiko", "beskyttelse")

visninger = pytest.mark.parametrize("visning", FELT)
fagvisninger = pytest.mark.parametrize("visning", FOR_ANSATTE)


def called(visning: str) -> str:
    """Return what a measure is called on the pages of a view: by staff, or by families."""
    return "tiltak" if visning in FOR_ANSATTE else "tilbud"


def values(visning: str) -> list[str]:
    """Return every value a view has a page for, as its YAML writes them."""
    return list(ENHETER if visning == "enhet" else vocabulary(ORDLISTE.get(visning, FELT[visning])))


def held(visning: str, value: str) -> set[str]:
    """Return the ids of the posts whose YAML holds a value; «alle» counts in each municipality."""
    found = set()
    for id_, post in TILTAK.items():
        own = post.get(FELT[visning], [])
        own = [own] if isinstance(own, str) else own
        if value in own or (visning == "kommune" and "alle" in own):
            found.add(id_)
    return found


def stated(visning: str, value: str) -> int:
    """Count the posts whose value is not marked as assumed."""
    return sum(FELT[visning] not in TILTAK[i].get("antatt", []) for i in held(visning, value))


def rows(side: Side, but: str | None = None) -> list[tuple[str, Tag]]:
    """Return the posts a page lists, in order, each with its row: whatever links to one, outside ``but``."""
    found = []
    for link in side.innhold.select("a[href]"):
        address = side.to_root(str(link["href"]))
        if address.startswith("tiltak/") and not (but and link.find_parent(attrs={"aria-labelledby": but})):
            found.append((address.removeprefix("tiltak/").rstrip("/"), link.find_parent("li") or link))
    return found


def listed(side: Side, but: str | None = None) -> list[str]:
    """Return the ids of the posts a page lists, in order."""
    return [id_ for id_, _ in rows(side, but)]


def lists(nettsted: Nettsted, visning: str) -> dict[str, list[str]]:
    """Return what each page of a view lists, by the value that stands in its address."""
    return {value: listed(side, but="h-ogsa") for value, side in nettsted.under(visning).items()}


@visninger
def test_view_has_one_page_for_each_value(nettsted: Nettsted, visning: str) -> None:
    """A view has a page for every value of its list, also one without measures, and no other page."""
    assert sorted(nettsted.under(visning)) == sorted(value.lower() for value in values(visning))


@visninger
def test_view_lists_exactly_what_the_yaml_says(nettsted: Nettsted, visning: str) -> None:
    """Each page lists every post that holds its value, once, and no other."""
    found = lists(nettsted, visning)
    expected = {value.lower(): sorted(held(visning, value)) for value in values(visning)}
    assert {value: sorted(ids) for value, ids in found.items()} == expected
    assert any(expected.values())


@visninger
def test_view_has_posts_for_staff_alone_last(nettsted: Nettsted, visning: str) -> None:
    """Each list is in Norwegian alphabetical order; what is not running stands after the rest, the staff's own last."""
    found = lists(nettsted, visning)
    assert found == {value: in_list_order(ids) for value, ids in found.items()}


@visninger
def test_front_of_view_counts_its_measures(nettsted: Nettsted, visning: str) -> None:
    """A front leads to each of its pages and says how many measures each has; to staff it tells both counts."""
    front = nettsted.sider[f"{visning}/"]
    told = {
        front.to_root(str(a["href"])).split("/")[1]: text(a)
        for a in front.innhold.select("a[href]")
        if front.to_root(str(a["href"])).startswith(f"{visning}/")
    }
    assert sorted(told) == sorted(value.lower() for value in values(visning))
    for value in values(visning):
        count = f" {len(held(visning, value))} {called(visning)}"
        both = f"{count}, {stated(visning, value)} oppgitt" if visning in FOR_ANSATTE else count
        assert told[value.lower()].endswith(both), value


@visninger
def test_page_of_view_says_how_many(nettsted: Nettsted, visning: str) -> None:
    """Each page says how many measures it lists, assumed ones too."""
    for value in values(visning):
        page = text(nettsted.sider[f"{visning}/{value.lower()}/"].innhold)
        assert f" {len(held(visning, value))} {called(visning)}" in page, value


@fagvisninger
def test_page_for_staff_tells_both_counts(nettsted: Nettsted, visning: str) -> None:
    """The head of a page for staff tells how many measures it has and how many are stated."""
    for value in values(visning):
        head = one(nettsted.sider[f"{visning}/{value.lower()}/"].soup, ".faghode")
        count = f"{len(held(visning, value))} tiltak, {stated(visning, value)} oppgitt"
        assert text(one(head, ".telling")) == count, value


@fagvisninger
def test_page_for_staff_marks_assumed_values(nettsted: Nettsted, visning: str) -> None:
    """In a list for staff, a level says «antatt» in words exactly where the YAML marks it as assumed."""
    fields = {"BTI": "bti", **dict.fromkeys(prevention_names(), "forebyggingsniva")}
    for value in values(visning):
        side = nettsted.sider[f"{visning}/{value.lower()}/"]
        for id_, row in rows(side):
            post = TILTAK[id_]
            tags = Counter(text(tag) for tag in row.select(".niva"))
            assumed = {f for f in fields.values() if f in post.get("antatt", [])}
            expected = Counter(
                [f"BTI {n}{' (antatt)' if 'bti' in assumed else ''}" for n in post["bti"]]
                + [
                    f"{name}{' (antatt)' if 'forebyggingsniva' in assumed else ''}"
                    for name, id_ in prevention_names().items()
                    if id_ in post["forebyggingsniva"]
                ]
            )
            assert tags == expected, post["navn"]


def prevention_names() -> dict[str, str]:
    """Return the names of the prevention levels, each with its id."""
    return {value["navn"]["nb"]: id_ for id_, value in vocabulary("forebyggingsniva").items()}


@pytest.mark.parametrize("adresse", ["finn/", "a-aa/", "kommune/namsos/", "tema/samarbeid/", "bti/0/"])
def test_list_marks_what_is_for_staff_alone(nettsted: Nettsted, adresse: str) -> None:
    """In a list, a post says «For ansatte» exactly when it is for staff alone."""
    side = nettsted.sider[adresse]
    found = rows(side)
    assert found
    for id_, row in found:
        marks = [mark for mark in row.select(".for-ansatte") if not mark.find_parent(class_="fag")]
        assert bool(marks) == only_staff(TILTAK[id_]), id_


def test_finn_lists_everything(nettsted: Nettsted) -> None:
    """The search page lists every post without JavaScript, those for staff alone last, and says how many."""
    side = nettsted.sider["finn/"]
    assert listed(side) == in_list_order(TILTAK)
    assert f"alle {len(TILTAK)} tilbud" in text(side.innhold)


def ages(post: dict[str, Any]) -> list[tuple[int, int]]:
    """Return the spans of ages of a post: its own, else its grades', else its target groups'."""
    spans = [post["alder"]] if "alder" in post else []
    for field, name in (("trinn", "trinn"), ("malgrupper", "malgrupper")):
        known = vocabulary(name)
        spans = spans or [known[i]["alder"] for i in post.get(field, []) if "alder" in known[i]]
    return [(int(span.get("fra", -1)), int(span.get("til", 120))) for span in spans]


def in_facet(facet: str, value: str, post: dict[str, Any]) -> bool:
    """Tell whether a choice on the search page fits a post, by the words of produkt.md."""
    assumed = post.get("antatt", [])
    if facet == "selv":
        return post["tilgang"]["ta_kontakt_selv"] == "ja" and "tilgang" not in assumed
    if facet == "gratis":
        return post["kostnad"]["type"] == "gratis" and "kostnad" not in assumed
    if facet == "status":
        return bool(post["status"] == value)
    if facet == "alder":
        first, last = (-1, -1) if value == "gravid" else (int(n) for n in value.split("-"))
        return any(fra <= last and first <= til for fra, til in ages(post) or [(-1, 120)])
    own = post.get(FELT[facet], [])
    own = [own] if isinstance(own, str) else own
    return value in [v.lower() for v in own] or (facet == "kommune" and "alle" in own)


def test_facets_count_what_the_yaml_says(nettsted: Nettsted) -> None:
    """Each choice on the search page says how many posts it fits; ages that nobody knows fit every age."""
    side = nettsted.sider["finn/"]
    choices = side.innhold.select('input[type="checkbox"]')
    assert {str(box["name"]) for box in choices} == {*FELT, "alder", "selv", "gratis", "status"} - {"metode"}
    for box in choices:
        facet, value = str(box["name"]), str(box["value"])
        told = text(one(box.find_parent("label") or box, ".antall"))
        assert told == str(sum(in_facet(facet, value, post) for post in TILTAK.values())), (facet, value)


def test_alphabet_lists_everything_in_norwegian_order(nettsted: Nettsted) -> None:
    """A–Å has every post in Norwegian order: æ, ø and å last, each under its own letter."""
    side = nettsted.sider["a-aa/"]
    ids = listed(side)
    assert sorted(ids) == sorted(TILTAK)
    assert ids == sorted(TILTAK, key=lambda i: (norwegian(TILTAK[i]["navn"]), i))
    assert f"{len(TILTAK)} tilbud" in text(side.innhold)
    for section in side.innhold.select("section"):
        letter = text(one(section, "h2"))
        links = [side.to_root(str(a["href"])).split("/")[1] for a in section.select("h3 a")]
        assert {TILTAK[id_]["navn"][0].upper() for id_ in links} == {letter}
    letters = [text(h) for h in side.innhold.select("section h2")]
    assert all(norwegian(a) < norwegian(b) for a, b in pairwise(letters))
    assert [text(a) for a in side.innhold.select("nav:not(.sti) a")] == letters


def test_letters_with_signs_stand_with_the_letter_they_are() -> None:
    """É is an E and Š an S, Ä stands with Æ and Ö with Ø; æ, ø and å are letters of their own, and stand last."""
    names = ["Zoo", "Ærlig", "Äpple", "Østfold", "Öst", "Åpen", "Étage", "Film", "Eple", "Šibrra", "Salt", "Turgåing"]
    order = ["Eple", "Étage", "Film", "Salt", "Šibrra", "Turgåing", "Zoo", "Äpple", "Ærlig", "Öst", "Østfold", "Åpen"]
    assert sorted(names, key=norwegian_key) == order
    assert "".join(map(norwegian_letter, order)) == "EEFSSTZÆÆØØÅ"
    assert norwegian_letter("A\u030apen") == "Å"
    assert norwegian_letter("4H") == "4"


def test_the_same_name_twice_stands_in_the_order_of_the_ids() -> None:
    """Whatever order the posts come in, two with one name stand alike on every page."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog
    first, second = (dataclasses.replace(katalog.tiltak["bapp"], id=ident) for ident in ("a", "b"))
    assert in_order([second, first]) == in_order([first, second]) == (first, second)


@pytest.mark.parametrize(
    ("tema", "sensitiv", "answer"),
    [
        (("rus", "vold-og-overgrep"), None, True),
        (("vold-og-overgrep", "rus"), False, True),
        (("rus", "fritid"), True, True),
        (("rus", "fritid"), None, False),
    ],
)
def test_any_theme_may_make_a_measure_sensitive(tema: tuple[str, ...], sensitiv: bool | None, answer: bool) -> None:  # noqa: FBT001
    """The quick exit is there for the second theme as for the first, and where the post itself asks for it."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog
    t = dataclasses.replace(katalog.tiltak["bapp"], tema=tema, sensitiv=sensitiv)
    assert is_sensitive(t, katalog.vokabular) is answer


def test_what_is_for_staff_is_related_only_where_the_post_names_it() -> None:
    """That a post for staff names a measure does not show it to families; that the measure names the post does."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog
    family = dataclasses.replace(katalog.tiltak["bapp"], id="familie", relatert=(), del_av=None)
    staff = dataclasses.replace(family, id="ansatt", synlighet=("ansatt",), relatert=("familie",))
    for posts, shown in (((family, staff), ()), ((dataclasses.replace(family, relatert=("ansatt",)), staff), (staff,))):
        made = dataclasses.replace(katalog, tiltak={t.id: t for t in posts})
        assert Neighbours(made).of(posts[0]) == shown
        assert Neighbours(made).of(staff) == posts[:1]


def test_every_measure_and_unit_has_its_page(nettsted: Nettsted) -> None:
    """Each file in tiltak/ and enheter/ has a page at its id, with its name, whatever its status."""
    assert sorted(nettsted.under("tiltak")) == sorted(TILTAK)
    for folder, posts in (("tiltak", TILTAK), ("enhet", ENHETER)):
        for id_, post in posts.items():
            assert text(one(nettsted.sider[f"{folder}/{id_}/"].soup, "h1")) == post["navn"]


def test_unit_shows_what_it_delivers_for_others(nettsted: Nettsted) -> None:
    """The page of a unit lists apart what it delivers for another owner, and nothing when it does not."""
    for unit in ENHETER:
        side = nettsted.sider[f"enhet/{unit}/"]
        delivers = [i for i, post in TILTAK.items() if post.get("leverandor") == unit]
        whole, own = Counter(listed(side)), Counter(listed(side, but="h-ogsa"))
        assert sorted((whole - own).elements()) == sorted(delivers), unit


def test_plan_lists_the_measures_that_carry_it_out(nettsted: Nettsted) -> None:
    """Under each number of the plan stand exactly the posts that name it."""
    side = nettsted.sider["plan/"]
    for number in vocabulary("plan"):
        item = one(side.soup, f"#tiltak-{number.replace('.', '-')}")
        links = [side.to_root(str(a["href"])) for a in item.select("a[href]")]
        named = [i for i, post in TILTAK.items() if number in post.get("plan", [])]
        assert sorted(links) == sorted(f"tiltak/{i}/" for i in named), number


def test_plan_has_every_goal_and_measure(nettsted: Nettsted) -> None:
    """The page of the plan has each goal with exactly its own measures under it, in order."""
    goals = {goal["id"]: goal for goal in read(ROT / "schema" / "vokabular" / "plan.yml")["mal"]}
    sections = nettsted.sider["plan/"].innhold.select("section")
    assert len(sections) == len(goals)
    for section, (id_, goal) in zip(sections, goals.items(), strict=True):
        assert text(one(section, "h2")) == f"Mål {id_}: {goal['navn']['nb']}"
        numbers = [text(h).split()[0] for h in section.select("h3")]
        assert numbers == [n for n, value in vocabulary("plan").items() if value["mal"] == id_]


@pytest.mark.parametrize("visning", ["bti", "forebygging"])
def test_home_counts_as_the_views_do(nettsted: Nettsted, visning: str) -> None:
    """The ways in by level on the home page tell the same counts as the pages they lead to."""
    side = nettsted.sider[""]
    for value in values(visning):
        link = one(side.innhold, f'a[href$="{visning}/{value}/"]')
        assert text(link).endswith(f" {len(held(visning, value))} tiltak, {stated(visning, value)} oppgitt"), value


def test_the_filter_of_units_says_what_it_counts(nettsted: Nettsted) -> None:
    """Its name says that the unit is responsible, and each choice counts what the unit's own page lists."""
    (filter_,) = (f for f in nettsted.sider["finn/"].soup.select(".fasett") if f.select("[name=enhet]"))
    assert text(one(filter_, "legend")) == "Enhet som har ansvaret"
    for choice in filter_.select("label"):
        unit = str(one(choice, "input")["value"])
        owns = [post for post in TILTAK.values() if post["enhet"] == unit]
        assert int(text(one(choice, ".antall"))) == len(owns) > 0, unit
        assert len(nettsted.sider[f"enhet/{unit}/"].innhold.select(".rad")) == len(owns), unit


def test_home_leads_to_every_theme(nettsted: Nettsted) -> None:
    """The home page has a way in for each life situation."""
    links = {str(a["href"]) for a in nettsted.sider[""].innhold.select("a[href]")}
    assert {f"tema/{id_}/" for id_ in vocabulary("tema")} <= {nettsted.sider[""].to_root(x) for x in links}


def test_front_page_foot_tells_the_count(nettsted: Nettsted) -> None:
    """Every page tells how many of all posts their units have confirmed."""
    confirmed = sum("bekreftet" in post for post in TILTAK.values()) or "Ingen"
    for address, side in nettsted.sider.items():
        assert f"{confirmed} av {len(TILTAK)} tiltak er bekreftet" in text(one(side.soup, "footer")), address


def test_mere_names_of_what_is_for_staff_say_so_and_stand_last(nettsted: Nettsted) -> None:
    """Related measures, what a unit delivers for others, and what coverage leaves out: marked, and after the rest."""
    seen = set()
    for address, side in nettsted.sider.items():
        for place in (".beslekt", "[aria-labelledby=h-ogsa] ul", ".utelatt ul"):
            for names in side.soup.select(place):
                staff = []
                for item in names.select("li"):
                    id_ = side.to_root(str(one(item, "a")["href"])).rstrip("/").removeprefix("tiltak/")
                    if id_ in TILTAK:
                        staff.append(only_staff(TILTAK[id_]))
                        assert ("For ansatte" in [text(m) for m in item.select(".for-ansatte")]) == staff[-1], address
                assert staff == sorted(staff), address
                seen |= {place} if any(staff) else set()
    assert len(seen) == 3


def test_what_does_not_run_is_told_wherever_it_is_named(nettsted: Nettsted) -> None:
    """Lists of mere names say it too: related measures, the ages without a picture, what coverage leaves out."""
    standing = {"bapp": "På pause", "familiekoordinator-hadsel": "Usikkert om det er i gang"}
    places = (".beslekt li", ".aldersliste li", ".ogsa li", ".utelatt li")
    seen = 0
    for address, side in nettsted.sider.items():
        for item in side.soup.select(", ".join(places)):
            link = one(item, "a")
            for id_, said in standing.items():
                if str(link["href"]).endswith(f"tiltak/{id_}/"):
                    seen += 1
                    assert said.lower() in text(item).lower(), (address, id_)
    assert seen > len(standing)
