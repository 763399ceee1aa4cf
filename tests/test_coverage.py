"""Coverage: every number counted anew from the YAML, every gap named, every number with its list."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from generator.load import load
from generator.model import Alder, Bekreftet, Katalog
from generator.pages import bti_filter, coverage, life_course
from generator.pages.coverage_csv import as_csv, plain
from generator.pages.passende import candidate, fits
from generator.telling import facets
from generator.telling.age_choices import coded
from generator.telling.ages import Aldersgrunnlag, Aldersspenn, age_of, meets, overlap, stretches
from generator.telling.cards import card
from generator.telling.facets import AGE_BANDS
from generator.telling.present import Sikkerhet, age_text
from tests.fasit import TILTAK, read, vocabulary
from tests.nettsted import ROT, Nettsted, one, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bs4 import Tag

    from tests.nettsted import Side

AKSER = {"forebygging": "dekning/", "bti": "dekning/bti/", "alder": "dekning/alder/"}
FELT = {"risiko": "risikofaktorer", "beskyttelse": "beskyttelsesfaktorer"}
BAND = {
    "0-2": range(3),
    "3-5": range(3, 6),
    "6-12": range(6, 13),
    "13-18": range(13, 19),
    "19-24": range(19, 25),
}
TELLER = {"i-drift", "pilot", "ukjent"}
UTENOM = {"planlagt", "pause"}
ALDRI = {"samarbeidsarena", "verktoy"}


# ---- the other half of every count: the YAML alone -----------------------------------------------------


def years(alder: Mapping[str, str]) -> set[int]:
    """Return every year from pregnancy to 99 that a span holds; an absent end is open."""
    return set(range(int(alder.get("fra", -1)), int(alder.get("til", 99)) + 1))


def ages(post: Mapping[str, Any]) -> set[int]:
    """Return the years of a post: its own, else those of its grades, else those of its target groups."""
    if "alder" in post:
        return years(post["alder"])
    for field in ("trinn", "malgrupper"):
        spans = [vocabulary(field)[value].get("alder") for value in post.get(field, [])]
        found: set[int] = set().union(*(years(span) for span in spans if span))
        if found:
            return found
    return set()


def columns(akse: str) -> list[str]:
    """Return the columns of an axis."""
    if akse == "alder":
        return [*BAND, "ukjent"]
    return list(vocabulary({"forebygging": "forebyggingsniva"}.get(akse, akse)))


def held(post: Mapping[str, Any], akse: str) -> list[str]:
    """Return the columns a post stands in."""
    if akse != "alder":
        return list(post[{"forebygging": "forebyggingsniva"}.get(akse, akse)])
    own = ages(post)
    return [band for band, wanted in BAND.items() if own & set(wanted)] if own else ["ukjent"]


def applies(factor: str, column: str) -> bool:
    """Tell whether a factor can hold in an age band at all; any other column it can."""
    lowest = (vocabulary("risikofaktorer") | vocabulary("beskyttelsesfaktorer"))[factor].get("fra_alder")
    return lowest is None or column not in BAND or max(BAND[column]) >= int(lowest)


def there(post: Mapping[str, Any], kommune: str) -> bool:
    """Tell whether a post is for a municipality; "" is all together."""
    return not kommune or bool({kommune, "alle"} & set(post["kommuner"]))


def counted(statuses: set[str], slag: str, akse: str, kommune: str = "") -> dict[tuple[str, str], set[str]]:
    """Return the posts of every cell."""
    cells: dict[tuple[str, str], set[str]] = {
        (factor, column): set() for factor in vocabulary(FELT[slag]) for column in columns(akse)
    }
    for id_, post in TILTAK.items():
        if post["status"] in statuses and post["type"] not in ALDRI and there(post, kommune):
            for factor in post[FELT[slag]]:
                for column in [c for c in held(post, akse) if applies(factor, c)]:
                    cells[factor, column].add(id_)
    return cells


def places() -> list[str]:
    """Return the municipalities with a measure in the tables."""
    return [
        kommune
        for kommune in vocabulary("kommuner")
        if any(ids for slag in FELT for ids in counted(TELLER, slag, "forebygging", kommune).values())
    ]


def assumed(id_: str, slag: str, akse: str) -> bool:
    """Tell whether the place of a post in a matrix rests on anything assumed."""
    post = TILTAK[id_]
    guessed = set(post.get("antatt", []))
    if FELT[slag] in guessed:
        return True
    if akse != "alder":
        return {"forebygging": "forebyggingsniva"}.get(akse, akse) in guessed
    if not ages(post):
        return False
    field = next((f for f in ("alder", "trinn") if f in post), None)
    return field is None or field in guessed


TABELLER = [(AKSER[akse], slag, akse, "") for akse in AKSER for slag in FELT] + [
    (f"dekning/kommune/{kommune}/", slag, "forebygging", kommune) for kommune in places() for slag in FELT
]
"""Every table: its page, the kind of factor, the axis, and the municipality."""

hver_tabell = pytest.mark.parametrize(("adresse", "slag", "akse", "kommune"), TABELLER)


# ---- what the pages say --------------------------------------------------------------------------------


def cells(side: Side, slag: str, akse: str) -> Iterator[tuple[tuple[str, str], Tag]]:
    """Yield every cell of one table with its factor and its column."""
    table = one(side.innhold, f'table.matrise[aria-labelledby="h-{slag}"]')
    for row in table.select("tbody tr"):
        factor = text(one(row, "th span"))
        found = row.select("td")
        assert len(found) == len(columns(akse))
        for column, cell in zip(columns(akse), found, strict=True):
            yield (factor, column), cell


def number(cell: Tag) -> int:
    """Return the number of a cell; one that says there is none has none."""
    shown = cell.select_one(".n")
    return int(text(shown)) if shown else 0


@hver_tabell
def test_numbers_equal_an_independent_count(
    nettsted: Nettsted, adresse: str, slag: str, akse: str, kommune: str
) -> None:
    """Each cell has the number that the YAML gives; tools and arenas, planned and paused are never in it."""
    expected = {key: len(ids) for key, ids in counted(TELLER, slag, akse, kommune).items()}
    found = {key: number(cell) for key, cell in cells(nettsted.sider[adresse], slag, akse)}
    assert found == expected
    assert sum(found.values()) > (0 if kommune else 20)


@hver_tabell
def test_sums_equal_an_independent_count(nettsted: Nettsted, adresse: str, slag: str, akse: str, kommune: str) -> None:
    """The foot of a table adds up its columns, and the figures on top are those of the risk factors."""
    side = nettsted.sider[adresse]
    expected = counted(TELLER, slag, akse, kommune)
    totals = [sum(len(ids) for (_, c), ids in expected.items() if c == column) for column in columns(akse)]
    foot = one(side.innhold, f'table.matrise[aria-labelledby="h-{slag}"] tfoot')
    assert [int(text(td).split()[-1]) for td in foot.select("td")] == totals
    if slag == "risiko":
        figures = [text(dd).split() for dd in side.innhold.select(".nokkeltall dd")]
        placed = [id_ for ids in expected.values() for id_ in ids]
        stated = [id_ for id_ in placed if not assumed(id_, slag, akse)]
        confirmed = [id_ for id_ in stated if "bekreftet" in TILTAK[id_]]
        assert figures[1] == [str(len(placed))]
        assert figures[2] == [str(len(stated) - len(confirmed)), "av", str(len(placed))]
        assert figures[3] == [str(len(confirmed)), "av", str(len(placed))]


@hver_tabell
def test_planned_and_paused_stand_apart(nettsted: Nettsted, adresse: str, slag: str, akse: str, kommune: str) -> None:
    """A cell says how many are planned and paused, beside its number."""
    expected = counted(UTENOM, slag, akse, kommune)
    for key, cell in cells(nettsted.sider[adresse], slag, akse):
        statuses = [TILTAK[id_]["status"] for id_ in expected[key]]
        said = text(cell).partition("+")[2]
        assert [int(n) for n in re.findall(r"\d+", said)] == [
            n for s in ("planlagt", "pause") if (n := statuses.count(s))
        ]


@hver_tabell
def test_every_number_leads_to_its_list(nettsted: Nettsted, adresse: str, slag: str, akse: str, kommune: str) -> None:
    """The link of a number leads to a list on the page, without JavaScript, with just those measures."""
    side = nettsted.sider[adresse]
    expected, apart = counted(TELLER, slag, akse, kommune), counted(UTENOM, slag, akse, kommune)
    for key, cell in cells(side, slag, akse):
        if not expected[key]:
            continue
        target = one(side.innhold, f'[id="{str(one(cell, "a")["href"]).removeprefix("#")}"]')
        found = [side.to_root(str(a["href"])).split("/")[1] for a in target.select("li > a")]
        assert len(found) == len(set(found))
        assert set(found) == expected[key] | apart[key], key
        marked = {
            side.to_root(str(one(li, "a")["href"])).split("/")[1]
            for li in target.select("li")
            if li.select(".er-antatt")
        }
        assert marked == {id_ for id_ in expected[key] if assumed(id_, slag, akse)}, key
        where = f"&kommune={kommune}" if kommune else ""
        code = f"vis=ansatt&{slag}={key[0].lower()}&{akse}={key[1]}{where}"  # a factor can be taken away by staff alone
        searches = [str(a["href"]) for a in target.select('a[href*="finn/#"]')]
        assert [s.partition("#")[2] for s in searches] == ([code] if key[1] != "ukjent" else [])


@hver_tabell
def test_gaps_are_named_in_words(nettsted: Nettsted, adresse: str, slag: str, akse: str, kommune: str) -> None:
    """Each empty cell leads to a sentence that names factor and level; nothing else is called a gap."""
    side = nettsted.sider[adresse]
    expected = {
        key
        for key, ids in counted(TELLER, slag, akse, kommune).items()
        if not ids and key[1] != "ukjent" and applies(*key)
    }
    found = set()
    for key, cell in cells(side, slag, akse):
        if cell.select('a[href^="#tom-"]'):
            found.add(key)
            sentence = text(one(side.innhold, f'[id="{str(one(cell, "a")["href"]).removeprefix("#")}"] strong'))
            assert sentence.startswith("Ingen ")
            assert sentence.endswith(key[0])
        elif not applies(*key) and not number(cell):
            assert "Gjelder fra" in text(cell)
    assert found == expected
    heading = int(text(one(side.innhold, "#h-tom")).split()[0])
    assert heading == len(side.innhold.select("#tomme li"))


def test_each_municipality_has_tables_of_its_own(nettsted: Nettsted) -> None:
    """What one has fills no gap in another: each can be chosen, and those with nothing in the tables are named."""
    names = {id_: k["navn"]["nb"] for id_, k in vocabulary("kommuner").items()}
    chosen = {"": "dekning/", **{kommune: f"dekning/kommune/{kommune}/" for kommune in places()}}
    assert {"namsos", "grong"} < set(places()) < set(names)
    for kommune, adresse in chosen.items():
        side = nettsted.sider[adresse]
        links = side.innhold.select(".kommunevalg a")
        assert {side.to_root(str(a["href"])) for a in links} == set(chosen.values())
        (here,) = (text(a) for a in links if a.get("aria-current"))
        assert here == (names[kommune] if kommune else "Alle kommuner")
        assert (names[kommune] if kommune else "vi") in text(one(side.innhold, "h1"))
    said = text(one(nettsted.sider["dekning/"].innhold, ".kommunevalg p"))
    assert {kommune for kommune, navn in names.items() if navn in said} == set(names) - set(places())
    gaps = {
        kommune: text(one(nettsted.sider[a].innhold, ".nokkeltall div:first-child dd")) for kommune, a in chosen.items()
    }
    assert gaps["namsos"] != gaps[""] != gaps["grong"]


def test_a_municipality_leads_its_staff_to_its_own_gaps(nettsted: Nettsted) -> None:
    """The page of a municipality has a part for staff, with one way on; one without tables has none."""
    for kommune in vocabulary("kommuner"):
        side = nettsted.sider[f"kommune/{kommune}/"]
        part = side.innhold.select('section[aria-labelledby="h-fag"]')
        found = [side.to_root(str(a["href"])) for section in part for a in section.select("a")]
        assert found == ([f"dekning/kommune/{kommune}/"] if kommune in places() else [])
        assert all(text(section).startswith("For ansatte") for section in part)


def test_the_table_of_a_municipality_is_its_own(nettsted: Nettsted) -> None:
    """What is downloaded is what is shown."""
    raw = (nettsted.mappe / "dekning" / "kommune" / "namsos" / "dekning.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    expected = [len(ids) for slag in FELT for ids in counted(TELLER, slag, "forebygging", "namsos").values()]
    assert [int(row["Antall"]) for row in rows] == expected
    link = one(nettsted.sider["dekning/kommune/namsos/"].innhold, 'a[href$=".csv"]')
    assert nettsted.sider["dekning/kommune/namsos/"].to_root(str(link["href"])) == "dekning/kommune/namsos/dekning.csv"


def test_a_municipality_alone_has_nothing_to_choose() -> None:
    """Where the list holds one municipality, it is all there is."""
    katalog = catalogue()
    v = dataclasses.replace(katalog.vokabular, kommuner={"namsos": katalog.vokabular.kommuner["namsos"]})
    alone = dataclasses.replace(katalog, vokabular=v)
    assert coverage.places(alone) == ()
    assert coverage.places(katalog) == tuple(places())


def test_a_missing_selective_measure_is_said_plainly(nettsted: Nettsted) -> None:
    """A leader reads «Ingen selektive tiltak mot R2», as the plan's own words would have it."""
    empty = [
        factor
        for (factor, column), ids in counted(TELLER, "risiko", "forebygging").items()
        if column == "selektiv" and not ids
    ]
    said = [text(strong) for strong in nettsted.sider["dekning/"].innhold.select("#tomme strong")]
    assert empty
    assert [s for s in said if "selektive" in s] == [f"Ingen selektive tiltak mot {factor}" for factor in empty]


@pytest.mark.parametrize("akse", AKSER)
def test_page_says_what_the_numbers_cannot_show(nettsted: Nettsted, akse: str) -> None:
    """Before any number stands what they show and what they cannot, and the municipality's own remark."""
    page = text(nettsted.sider[AKSER[akse]].innhold)
    assert page.index("Les tallene med omtanke") < page.index("felt mot risikofaktorer har ingen tiltak")
    assert "De viser ikke alt som finnes" in page
    assert read(ROT / "mkdocs.yml")["extra"]["merknader"]["dekning"] in page


@hver_tabell
def test_what_has_a_factor_but_no_column_is_named(
    nettsted: Nettsted, adresse: str, slag: str, akse: str, kommune: str
) -> None:
    """No measure with a factor is lost: one that stands in no column is named under the table."""
    side = nettsted.sider[adresse]
    counts = {
        id_
        for id_, post in TILTAK.items()
        if post["status"] in TELLER and post["type"] not in ALDRI and post[FELT[slag]] and there(post, kommune)
    }
    placed = set().union(*counted(TELLER, slag, akse, kommune).values())
    section = one(side.innhold, f'section[aria-labelledby="h-{slag}"]')
    named = {side.to_root(str(a["href"])).split("/")[1] for a in section.select(".utelatt a")}
    assert named == counts - placed


def test_csv_holds_every_cell(nettsted: Nettsted) -> None:
    """The file opens as Norwegian spreadsheets expect it, with one line a cell and the same numbers."""
    raw = (nettsted.mappe / "dekning" / "dekning.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    expected = {
        (akse, *key): (len(counted(TELLER, slag, akse)[key]), ids)
        for akse in AKSER
        for slag in FELT
        for key, ids in counted(UTENOM, slag, akse).items()
    }
    assert len(rows) == len(expected)
    for row, ((_, factor, _), (n, apart)) in zip(rows, sorted_as_written(expected), strict=True):
        assert row["Kode"] == factor
        assert int(row["Antall"]) == n == sum(int(row[x]) for x in ("Bekreftet", "Oppgitt", "Antatt"))
        assert int(row["Planlagt"]) + int(row["På pause"]) == len(apart)
        assert len(row["Tiltak"].split("; ")) == max(n, 1)
        assert not re.fullmatch(r"[\d–-]+", row["Verdi"]), "read as a date or a number"


def sorted_as_written(expected: Mapping[tuple[str, str, str], Any]) -> list[tuple[tuple[str, str, str], Any]]:
    """Put the cells in the order of the file: axis, kind of factor, factor, column."""
    order = [(akse, f, c) for akse in AKSER for slag in FELT for f in vocabulary(FELT[slag]) for c in columns(akse)]
    return [(key, expected[key]) for key in order]


@pytest.mark.parametrize(("raw", "safe"), [("=1+1", "'=1+1"), ("-2", "'-2"), ("@x", "'@x"), ("Nivå 1", "Nivå 1")])
def test_csv_text_is_never_a_formula(raw: str, safe: str) -> None:
    """A text that a spreadsheet would run is kept a text."""
    assert plain(raw) == safe


def test_no_cell_of_the_csv_is_a_formula() -> None:
    """Names from every list, of a measure, a factor or a column, are kept texts where they stand."""
    katalog = with_post(navn="=navn")
    v = katalog.vokabular
    factor = dataclasses.replace(v.risikofaktorer["R4"], navn={"nb": "=faktor"})
    level = dataclasses.replace(v.forebyggingsniva["selektiv"], navn={"nb": "=kolonne"})
    lists = dataclasses.replace(
        v,
        risikofaktorer={**v.risikofaktorer, "R4": factor},
        forebyggingsniva={**v.forebyggingsniva, "selektiv": level},
    )
    katalog = dataclasses.replace(katalog, vokabular=lists)
    rows = csv.reader(io.StringIO(as_csv([coverage.matrix(katalog, "risiko", "forebygging")], katalog)), delimiter=";")
    cells = {cell for row in rows for cell in row if "=" in cell}
    assert cells == {"'=navn", "'=faktor", "'=kolonne"}


# ---- the rules themselves, on posts made for them ------------------------------------------------------


@cache
def catalogue() -> Katalog:
    """Return the shipped catalogue, to make variants of."""
    lest = load(ROT, date(2026, 11, 21))
    assert lest.katalog is not None
    return lest.katalog


def with_post(**changes: Any) -> Katalog:  # noqa: ANN401 - any field of a measure
    """Return a catalogue of one measure: a group against R4, selective, stated, running, for 8 to 16."""
    katalog = catalogue()
    base = dataclasses.replace(
        katalog.tiltak["sibs"],
        status="i-drift",
        antatt=(),
        alder=Alder(8, 16),
        risikofaktorer=("R4",),
        beskyttelsesfaktorer=("B6",),
        forebyggingsniva=("selektiv",),
    )
    return dataclasses.replace(katalog, tiltak={"sibs": dataclasses.replace(base, **changes)})


@pytest.mark.parametrize("status", ["i-drift", "pilot", "ukjent"])
def test_running_tried_out_and_unknown_count(status: str) -> None:
    """What may be going on counts."""
    celle = coverage.matrix(with_post(status=status), "risiko", "forebygging").celler["R4", "selektiv"]
    assert (celle.antall, len(celle.utenom)) == (1, 0)


@pytest.mark.parametrize(("status", "apart"), [("planlagt", 1), ("pause", 1), ("avsluttet", 0)])
def test_planned_paused_and_ended_do_not_count(status: str, apart: int) -> None:
    """What is planned or paused stands apart; what has ended is not there at all, and the cell is a gap."""
    m = coverage.matrix(with_post(status=status), "risiko", "forebygging")
    assert (m.celler["R4", "selektiv"].antall, len(m.celler["R4", "selektiv"].utenom)) == (0, apart)
    assert m.celler["R4", "selektiv"] in m.tomme


@pytest.mark.parametrize("status", ["i-drift", "planlagt"])
@pytest.mark.parametrize("kind", sorted(ALDRI))
def test_tools_and_arenas_are_never_there(kind: str, status: str) -> None:
    """A type that the vocabulary keeps out is neither counted nor shown apart."""
    m = coverage.matrix(with_post(type=kind, status=status), "risiko", "forebygging")
    assert all(not c.talt and not c.utenom for c in m.celler.values())


CONFIRMED = Bekreftet(date(2026, 1, 1), "leder")


@pytest.mark.parametrize(
    ("changes", "akse", "grad"),
    [
        ({}, "forebygging", Sikkerhet.OPPGITT),
        ({"bekreftet": CONFIRMED}, "forebygging", Sikkerhet.BEKREFTET),
        ({"bekreftet": CONFIRMED, "antatt": ("forebyggingsniva",)}, "forebygging", Sikkerhet.ANTATT),
        ({"bekreftet": CONFIRMED, "antatt": ("risikofaktorer",)}, "forebygging", Sikkerhet.ANTATT),
        ({"antatt": ("bti",)}, "forebygging", Sikkerhet.OPPGITT),
        ({}, "alder", Sikkerhet.OPPGITT),
        ({"antatt": ("alder",)}, "alder", Sikkerhet.ANTATT),
        ({"alder": None, "malgrupper": ("barn",)}, "alder", Sikkerhet.ANTATT),
        ({"alder": None, "trinn": (3, 8)}, "alder", Sikkerhet.OPPGITT),
        ({"alder": None, "trinn": (3, 8), "antatt": ("trinn",)}, "alder", Sikkerhet.ANTATT),
        ({"alder": None, "malgrupper": ("foresatte",)}, "alder", Sikkerhet.OPPGITT),
    ],
)
def test_a_placement_is_as_sure_as_its_least_sure_field(changes: Mapping[str, Any], akse: str, grad: Sikkerhet) -> None:
    """Factor and axis both decide; what target groups hint at is assumed."""
    m = coverage.matrix(with_post(**changes), "risiko", akse)
    placed = [p for c in m.celler.values() for p in c.talt]
    assert placed
    assert {p.sikkerhet for p in placed} == {grad}


def test_pregnancy_alone_is_in_no_band_but_not_lost() -> None:
    """A measure for pregnancy alone, or for older than 24, is named beside the age table."""
    m = coverage.matrix(with_post(alder=Alder(-1, -1)), "risiko", "alder")
    assert m.plasseringer == 0
    assert [t.id for t in m.utelatt] == ["sibs"]


@pytest.mark.parametrize("changes", [{"status": "planlagt"}, {"status": "pause"}, {"risikofaktorer": ()}])
def test_what_does_not_count_is_not_missed(changes: Mapping[str, Any]) -> None:
    """Beside the table stand those alone that count and hold a factor: what is planned or paused counts nowhere."""
    m = coverage.matrix(with_post(alder=Alder(-1, -1), **changes), "risiko", "alder")
    assert m.utelatt == ()


def test_a_factor_that_begins_later_is_neither_gap_nor_number_before() -> None:
    """B6 holds from the age of ten: the youngest have no gap there, and a measure for all ages no place."""
    m = coverage.matrix(with_post(alder=Alder(0, 18)), "beskyttelse", "alder")
    assert {c.kolonne for c in m.tomme if c.faktor == "B6"} == {"19-24"}
    assert {c.kolonne for c in m.celler.values() if c.faktor == "B6" and c.talt} == {"6-12", "13-18"}


@pytest.mark.parametrize(("fra_alder", "there"), [(12, True), (13, False)])
def test_a_factor_may_begin_in_the_last_year_of_a_band(fra_alder: int, there: bool) -> None:  # noqa: FBT001
    """What holds from the age of twelve can be met by a measure for 6 to 12; from thirteen it cannot."""
    factor = dataclasses.replace(catalogue().vokabular.beskyttelsesfaktorer["B6"], fra_alder=fra_alder)
    assert coverage.applies(factor, "6-12") is there


def test_a_measure_younger_than_its_factor_is_not_lost() -> None:
    """A measure for the youngest alone that claims B6 stands nowhere in the table, and is named beside it."""
    m = coverage.matrix(with_post(alder=Alder(0, 5)), "beskyttelse", "alder")
    assert [t.id for t in m.utelatt] == ["sibs"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"alder": Alder(0, None)}, (Alder(0, None),)),
        ({"alder": Alder(None, 24), "malgrupper": ("ungdom",)}, (Alder(None, 24),)),
        ({"alder": None, "trinn": (3, 8)}, (Alder(8, 8), Alder(13, 13))),
        ({"alder": None, "trinn": (1, 2, 3, "vgs")}, (Alder(6, 8), Alder(16, 18))),
        ({"alder": None, "malgrupper": ("gravide", "spedbarn", "ungdom")}, (Alder(-1, 1), Alder(13, 18))),
        ({"alder": None, "malgrupper": ("ungdom", "voksne")}, (Alder(13, None),)),
        ({"alder": None, "malgrupper": ("foresatte",)}, ()),
    ],
)
def test_ages_keep_their_gaps(changes: Mapping[str, Any], expected: tuple[Alder, ...]) -> None:
    """An age is its own, else its grades', else what its target groups mean, without the years between."""
    katalog = with_post(**changes)
    assert stretches(katalog.tiltak["sibs"], katalog.vokabular) == expected


GAPPED: Mapping[str, dict[str, Any]] = {
    "trinn": {"alder": None, "trinn": ("barnehage", "vgs")},
    "malgrupper": {"alder": None, "trinn": (), "malgrupper": ("spedbarn", "unge-voksne")},
}


@pytest.mark.parametrize("changes", GAPPED.values(), ids=GAPPED)
def test_every_view_gives_the_same_ages(changes: Mapping[str, Any]) -> None:
    """The search page, the life course, the filter of BTI, coverage and the guide know the same gaps."""
    katalog = dataclasses.replace(catalogue(), tiltak=catalogue().tiltak | with_post(**changes).tiltak)
    v = katalog.vokabular
    for t in katalog.tiltak.values():
        spans = stretches(t, v)
        row = life_course.row(t, katalog, card(t, katalog)).aldre
        assert row == bti_filter.facts(t, v)["alder"] == coded(spans), t.id
        told = {band for band, years in AGE_BANDS.items() if meets(spans, *years)}
        unknown = set() if spans else {"ukjent"}
        assert set(facets.held(t, katalog)["alder"].split()) == told | unknown, t.id
        assert set(coverage.columns_of(t, "alder", v)) == (told - {"gravid"}) | unknown, t.id
        guided = {band for band in AGE_BANDS if fits(candidate(t, katalog), band)}
        assert guided == (told if spans else set(AGE_BANDS)) or (spans[0].fra is None and guided < told), t.id
        shared = {
            band
            for band, years in AGE_BANDS.items()
            if overlap(age_of(t, v), Aldersspenn((Alder(*years),), Aldersgrunnlag.OPPGITT))
        }
        assert shared == told, t.id
    sibs = katalog.tiltak["sibs"]
    assert "6-12" not in facets.held(sibs, katalog)["alder"]
    assert age_text(sibs, katalog) in ("barnehage og videregående skole", "omtrent 0–1 år og 19–24 år")


@pytest.mark.parametrize(
    ("spans", "fra", "til", "answer"),
    [
        ((Alder(0, 0),), 0, 0, True),
        ((Alder(8, 8), Alder(13, 13)), 9, 12, False),
        ((Alder(None, 24),), -1, -1, True),
        ((Alder(18, None),), 19, 24, True),
        ((Alder(18, None),), 6, 17, False),
        ((), 0, 99, False),
    ],
)
def test_spans_meet(spans: tuple[Alder, ...], fra: int, til: int, answer: bool) -> None:  # noqa: FBT001
    """Both ends are included, 0 is an age, and an absent end is open."""
    assert meets(spans, fra, til) is answer
