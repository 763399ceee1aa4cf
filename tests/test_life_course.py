"""The life course: every offer on its years, drawn once, and the counts told anew from the YAML."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from generator.load import load
from generator.model import Alder, Katalog
from generator.pages import life_course
from tests.fasit import TILTAK, only_staff, vocabulary
from tests.nettsted import ROT, Nettsted, one, some, text
from tests.test_coverage import ages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import Tag

    from tests.nettsted import Side

AKSEN = set(range(-1, 25))
FASER = {
    "gravid": {-1},
    "0": {0},
    "1-5": set(range(1, 6)),
    "6-12": set(range(6, 13)),
    "13-18": set(range(13, 19)),
    "19-24": set(range(19, 25)),
}


@pytest.fixture(scope="module")
def side(nettsted: Nettsted) -> Side:
    """Return the page of the life course."""
    return nettsted.sider["livslop/"]


def offers(where: Tag, side: Side) -> list[str]:
    """Return the ids of the measures that something links to, in order."""
    return [side.to_root(str(a["href"])).split("/")[1] for a in where.select('a[href*="tiltak/"]')]


def on_the_axis() -> set[str]:
    """Return the posts that have any of the years the picture shows."""
    return {id_ for id_, post in TILTAK.items() if ages(post) & AKSEN}


def covered(row: Tag) -> set[int]:
    """Return the years of a row as the browser reads them."""
    found: set[int] = set()
    for span in str(row["data-aldre"]).split():
        fra, _, til = span.partition(":")
        found |= set(range(int(fra or -1), int(til or 99) + 1))
    return found


def test_each_offer_is_drawn_once_with_its_years(side: Side) -> None:
    """Every post with a known age is one row, whatever its audience or status, and holds just its years."""
    rows = side.innhold.select("table.livslop tr[data-id]")
    assert sorted(str(row["data-id"]) for row in rows) == sorted(on_the_axis())
    for row in rows:
        assert covered(row) & AKSEN == ages(TILTAK[str(row["data-id"])]) & AKSEN
        assert offers(row, side) == [row["data-id"]]


def test_bars_cover_the_years(side: Side) -> None:
    """The bars of a row stand in the columns of its years and in no other: the table is the picture."""
    for row in some(side.innhold, "table.livslop tr[data-id]"):
        drawn: set[int] = set()
        for bar in row.select(".spor i"):
            fra, til = (int(re.search(rf"\b{end}-(\d+)", " ".join(bar["class"]))[1]) for end in ("fra", "til"))  # type: ignore[index]
            drawn |= {-1 if column <= 3 else column - 4 for column in range(fra, til)}
        assert drawn == ages(TILTAK[str(row["data-id"])]) & AKSEN, row["data-id"]


def test_assumed_is_dashed_and_stated_is_not(side: Side) -> None:
    """An age that is assumed, or hinted at by target groups alone, is dashed; others are solid."""
    for row in some(side.innhold, "table.livslop tr[data-id]"):
        post = TILTAK[str(row["data-id"])]
        field = next((f for f in ("alder", "trinn") if f in post), None)
        guessed = field is None or field in post.get("antatt", [])
        assert {"antatt" in (bar.get("class") or []) for bar in row.select(".spor i")} == {guessed}, row["data-id"]


def test_groups_are_the_themes(side: Side) -> None:
    """An offer to families stands under its first theme and is named under its others; staff's stand last."""
    groups = side.innhold.select("table.livslop tbody")
    for group in groups[:-1]:
        theme = str(group["id"]).removeprefix("tema-")
        here = {i for i in on_the_axis() if theme in TILTAK[i]["tema"] and not only_staff(TILTAK[i])}
        drawn = {str(row["data-id"]) for row in group.select("tr[data-id]")}
        assert drawn == {i for i in here if TILTAK[i]["tema"][0] == theme}
        assert set(offers(group, side)) == here
    named = {str(group["id"]).removeprefix("tema-") for group in groups[:-1]}
    assert named == {t for i in on_the_axis() if not only_staff(TILTAK[i]) for t in TILTAK[i]["tema"]}
    assert {str(r["data-id"]) for r in groups[-1].select("tr[data-id]")} == {
        i for i in on_the_axis() if only_staff(TILTAK[i])
    }
    assert "For ansatte" in text(
        one(side.innhold, "table.livslop tbody:last-child tr.gruppe")
    ) or "for ansatte" in text(groups[-1])


def test_unknown_ages_are_listed_apart(side: Side) -> None:
    """What has no known age is in a list of its own, counted in its heading; nothing is left out."""
    apart = one(side.innhold, "#uten-alder")
    unknown = {id_ for id_, post in TILTAK.items() if not ages(post)}
    assert sorted(offers(apart, side)) == sorted(unknown)
    assert f"({len(unknown)})" in text(one(apart, "h2"))


def test_counts_of_each_age(side: Side) -> None:
    """The columns above the table tell how many offers families have at each age."""
    for column in some(side.innhold, ".tett i"):
        year = covered(column)
        offers_then = [i for i, post in TILTAK.items() if not only_staff(post) and year <= ages(post)]
        assert int(text(column)) == len(offers_then)


def test_each_age_has_a_list_without_javascript(side: Side) -> None:
    """The ages to choose between are links to places on the page that list just their offers."""
    links = [str(a["href"]) for a in side.innhold.select(".faser a")]
    assert links == [f"#alder={key}" for key in FASER]
    for key, wanted in FASER.items():
        found = offers(one(side.innhold, f'[id="alder={key}"]'), side)
        assert sorted(found) == sorted(id_ for id_, post in TILTAK.items() if ages(post) & wanted)


def test_home_leads_to_each_age(nettsted: Nettsted, side: Side) -> None:
    """The home page asks how old the child is, and leads to that place in the life course."""
    home = nettsted.sider[""]
    links = [home.to_root(str(a["href"])) for a in home.innhold.select(".aldersvei a")]
    assert links == [f"livslop/#alder={key}" for key in FASER]
    assert all(side.innhold.select(f'[id="{link.partition("#")[2]}"]') for link in links)


def test_no_style_attribute(side: Side) -> None:
    """The picture needs no inline style, which the content policy would refuse."""
    assert side.soup.select("[style]") == []


def test_years_are_named_with_their_grade(side: Side) -> None:
    """A parent finds «11 år (6. trinn)»: the grades come from the vocabulary."""
    options = {str(o["value"]): text(o) for o in side.innhold.select("select#alder option")}
    for id_, grade in vocabulary("trinn").items():
        if grade["alder"]["fra"] == grade["alder"]["til"]:
            assert f"({id_}. trinn)" in options[grade["alder"]["fra"]]
    assert options["gravid"] == "Gravid"


# ---- bars, on posts made for them ----------------------------------------------------------------------


@cache
def catalogue() -> Katalog:
    """Return the shipped catalogue, to make variants of."""
    lest = load(ROT, date(2026, 11, 21))
    assert lest.katalog is not None
    return lest.katalog


@pytest.mark.parametrize(
    ("changes", "classes"),
    [
        ({"alder": Alder(0, 5)}, [("", 4, 10)]),
        ({"alder": Alder(-1, -1)}, [("", 1, 4)]),
        ({"alder": Alder(0, 5), "antatt": ("alder",)}, [("antatt", 4, 10)]),
        ({"alder": Alder(18, None)}, [("apen-slutt tone-4", 22, 29)]),
        ({"alder": Alder(12, 40)}, [("apen-slutt tone-2", 16, 29)]),
        ({"alder": Alder(None, 24), "malgrupper": ("ungdom",)}, [("apen tone-6", 1, 29)]),
        ({"alder": Alder(30, None)}, []),
        ({"alder": None, "trinn": (3, 8)}, [("punkt", 12, 13), ("punkt", 17, 18)]),
        ({"alder": None, "trinn": (3,), "antatt": ("trinn",)}, [("antatt", 12, 13)]),
        ({"alder": None, "trinn": (1, 2)}, [("", 10, 12)]),
        ({"alder": None, "malgrupper": ("ungdom",)}, [("antatt", 17, 23)]),
        ({"alder": None, "malgrupper": ("foresatte",)}, []),
    ],
)
def test_how_bars_are_drawn(changes: Mapping[str, Any], classes: list[tuple[str, int, int]]) -> None:
    """Assumed is dashed, an open end fades, one sure grade is a point, and what lies outside is not drawn."""
    katalog = catalogue()
    t = dataclasses.replace(katalog.tiltak["sibs"], **{"antatt": (), "trinn": (), **changes})
    assert [dataclasses.astuple(bar) for bar in life_course.bars(t, katalog.vokabular)] == classes


def test_what_is_counted_is_told(side: Side) -> None:
    """The count has every offer for families whatever its status, those that have ended too, and says so."""
    ended = [i for i in on_the_axis() if TILTAK[i]["status"] == "avsluttet" and not only_staff(TILTAK[i])]
    drawn = {str(row["data-id"]) for row in side.innhold.select("table.livslop tr[data-id]")}
    assert set(ended) <= drawn
    assert "planlagt, på pause eller avsluttet, er talt med" in text(one(side.innhold, ".telling-alder"))
