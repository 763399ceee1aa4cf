"""The plan: what it says in numbers, and what has passed its time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.model import PlanTiltak
from generator.pages.plan_page import is_past
from tests.fasit import TILTAK, vocabulary
from tests.nettsted import Nettsted, one, text

I_DAG = date(2026, 11, 21)


def past(value: dict[str, Any]) -> bool:
    """Tell from the vocabulary alone whether the time of a measure is up."""
    return "frist" in value and date.fromisoformat(value["frist"]) < I_DAG


def test_summary_counts_every_measure(nettsted: Nettsted) -> None:
    """The summary counts each status, what has passed its time, what has no owner and what nothing carries."""
    page = nettsted.sider["plan/"].innhold
    plan = vocabulary("plan")
    statuses = [value["status"] for value in plan.values()]
    told = {text(one(li, ".status")): int(text(one(li, "strong"))) for li in page.select(".statustall li")}
    names = {id_: value["navn"]["nb"] for id_, value in vocabulary("status").items()}
    assert told == {names[s]: statuses.count(s) for s in set(statuses)}
    carried = {number for post in TILTAK.values() for number in post.get("plan", [])}
    expected = [
        [n for n, value in plan.items() if past(value)],
        [n for n in plan if n not in carried],
        [n for n, value in plan.items() if value["eier"]["nb"] == "Ikke oppgitt"],
    ]
    for li, numbers in zip(page.select(".planhull li"), expected, strict=True):
        assert [text(a) for a in li.select("a")] == numbers
        assert text(one(li, "strong")) == f"{len(numbers)} av {len(plan)}"


def test_table_and_list_say_the_same(nettsted: Nettsted) -> None:
    """Each measure has owner, time and number of carriers in the table, and leads to its own place."""
    page = nettsted.sider["plan/"].innhold
    rows = {text(one(row, "th")).split()[0]: row for row in page.select(".plantabell tr:not(.gruppe)")[1:]}
    assert list(rows) == list(vocabulary("plan"))
    for number, value in vocabulary("plan").items():
        cells = [text(td) for td in rows[number].select("td")]
        carriers = [id_ for id_, post in TILTAK.items() if number in post.get("plan", [])]
        assert cells[1].endswith(value["eier"]["nb"])
        assert value["frist_tekst"]["nb"] in cells[2]
        assert cells[3].endswith(f" {len(carriers)}")
        place = one(page, str(one(rows[number], "th a")["href"]))
        assert text(one(place, "h3")) == f"{number} {value['navn']['nb']}"
        assert sorted(str(a["href"]).split("/")[-2] for a in place.select(".baerere a")) == sorted(carriers)
        assert ("Tiden er ute" in cells[2]) is past(value)
        assert ("Tiden er ute" in text(place)) is past(value)


@pytest.mark.parametrize(
    ("frist", "answer"),
    [(None, False), (date(2026, 11, 20), True), (date(2026, 11, 21), False), (date(2027, 12, 31), False)],
)
def test_time_is_up_the_day_after(frist: date | None, answer: bool) -> None:  # noqa: FBT001 - the answer
    """The last day itself is not too late, and what has no day has not passed it."""
    p = PlanTiltak("1.1", {"nb": "Noe"}, mal="1", frist=frist)
    assert is_past(p, I_DAG) is answer
