"""Votes: what a query may mean, and the words that name a measure, decide which of many hits come first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.relevans import measure, read
from benchmarks.sok import shipped
from generator.search.analysis import BEGREP
from generator.search.index import bygg_sokefiler
from generator.search.phrases import FULL, Begreper, Begrepstreff, Oppslag
from generator.search.query import Indeks, sok
from generator.search.sokevokabular import les_sokevokabular
from generator.search.votes import Valg

VOKABULAR = Path(__file__).parents[1] / "schema" / "vokabular"


@pytest.fixture(scope="module")
def indeks() -> Indeks:
    """Return the index of the shipped data."""
    files = bygg_sokefiler(shipped(), les_sokevokabular(VOKABULAR))
    return Indeks(files.regler, files.indeks)


@contextmanager
def without_votes(indeks: Indeks) -> Iterator[None]:
    """Let votes count for nothing for a while."""
    before = indeks.stemmevekter
    indeks.stemmevekter = {**before, "vekt": 0}
    try:
        yield
    finally:
        indeks.stemmevekter = before


def test_votes_follow_how_closely_a_measure_is_tied(indeks: Indeks) -> None:
    """The very first to show gets most, then the other first ones, then what helps, what is near, and the theme."""
    valg = Valg([Begrepstreff(0, likhet=2)], [[7, 8]], indeks.stemmevekter)
    felter = [(7, "begrep"), (8, "begrep"), (9, "begrep"), (9, "nar"), (9, "tema")]
    stemmer = [valg.stemmer(nr, {f"{BEGREP}0": [felt]}) for nr, felt in felter]
    assert stemmer == sorted(set(stemmer), reverse=True)
    assert valg.stemmer(9, {"ord": ["kort"]}) == 0


def test_every_concept_votes_as_much_as_it_is_like_the_query(indeks: Indeks) -> None:
    """A measure that two concepts are tied to gets the votes of both."""
    en, to = Begrepstreff(0, likhet=300), Begrepstreff(1, likhet=500)
    felter = {f"{BEGREP}{b.nr}": ["begrep"] for b in (en, to)}
    votes = [Valg(velgere, [[], []], indeks.stemmevekter).stemmer(0, felter) for velgere in ([en], [to], [en, to])]
    assert votes[0] < votes[1]
    assert votes[2] == votes[0] + votes[1]


def test_likeness_adds_up_over_what_is_said(indeks: Indeks) -> None:
    """The same words are a thousand alike, a second way to say nearly the same adds to it, and half of it is little."""
    en = Oppslag("en", "en", norsk=["sover dårlig"])
    to = Oppslag("to", "to", norsk=["sover dårlig", "sover lite dårlig"])
    begreper = Begreper([en, to], indeks.begreper.vekter)

    def likhet(*words: str) -> dict[str, int]:
        return {begreper.oppslag[b.nr].id: b.likhet for b in begreper.treff([{w: 100} for w in words])}

    assert likhet("sover", "dårlig")["en"] == FULL
    assert likhet("sover", "dårlig")["to"] > FULL
    assert likhet("sover")["en"] < FULL // 2


def test_votes_find_more_of_what_people_ask(indeks: Indeks) -> None:
    """In everyday words, more right measures are among the first five with votes than without."""

    def found() -> float:
        lay = (s for s in read("kontroll") if s.klasse == "hverdagsord")
        return measure(lambda text: [t.id for t in sok(indeks, text, 10).treff], lay)["alle"].recall

    with_votes = found()
    with without_votes(indeks):
        assert with_votes > found()


def test_words_that_name_a_measure_vote_for_it(indeks: Indeks) -> None:
    """Who writes the name in two words finds it first, though what the words may mean votes for others."""
    answer = sok(indeks, "ressurs gruppe", 5)
    assert answer.treff[0].id == "ressursgruppe-ungdom"
    with without_votes(indeks):
        assert sok(indeks, "ressurs gruppe", 5).treff[0].poeng < answer.treff[0].poeng
