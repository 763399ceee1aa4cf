"""How well a search answers: recall@5, MRR@10 and nDCG@10 per class of query."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

SEARCHES = Path(__file__).resolve().parent.parent / "tests" / "sok"

Search = Callable[[str], Sequence[str]]
"""A query as typed -> ids, the best first."""


@dataclass(frozen=True, slots=True)
class Sporring:
    """A query with what a fair person would want to find: 2 among the first five, 1 is relevant too."""

    klasse: str
    tekst: str
    rel: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Maal:
    """Three measures from 0 to 1, and how many queries they stand for."""

    recall: float
    mrr: float
    ndcg: float
    antall: int


def read(name: str) -> list[Sporring]:
    """Return the queries of one of the project's own files."""
    rows = json.loads((SEARCHES / f"{name}.json").read_text(encoding="utf-8"))
    return [Sporring(r["klasse"], r["sporring"], r["rel"]) for r in rows]


def read_fictional() -> list[Sporring]:
    """Return the queries of the fictional collection."""
    rows = json.loads((SEARCHES / "utvikling.json").read_text(encoding="utf-8"))["sporringer"]
    return [Sporring(r["cls"], r["q"], r["rel"]) for r in rows]


def read_danger() -> tuple[list[str], list[str]]:
    """Return what someone in danger may search for, and what looks like it and is not."""
    said = json.loads((SEARCHES / "fare.json").read_text(encoding="utf-8"))
    return said["fare"], said["ikke_fare"]


def score(found: Sequence[str], rel: Mapping[str, int]) -> tuple[float, float, float]:
    """Return recall@5, reciprocal rank among ten, and nDCG@10 of one answer."""
    must = [i for i, grade in rel.items() if grade == 2]  # noqa: PLR2004 - the grade that must be found
    recall = sum(i in found[:5] for i in must) / len(must)
    rank = next((1 / (n + 1) for n, i in enumerate(found[:10]) if i in must), 0.0)
    gain = sum((2 ** rel.get(i, 0) - 1) / math.log2(n + 2) for n, i in enumerate(found[:10]))
    best = sorted(rel.values(), reverse=True)[:10]
    ideal = sum((2**grade - 1) / math.log2(n + 2) for n, grade in enumerate(best))
    return recall, rank, gain / ideal


def measure(search: Search, sporringer: Iterable[Sporring]) -> dict[str, Maal]:
    """Return the measures of every class, and of all together under «alle»."""
    scores: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for s in sporringer:
        one = score(search(s.tekst), s.rel)
        scores[s.klasse].append(one)
        scores["alle"].append(one)
    return {klasse: mean(rows) for klasse, rows in scores.items()}


def mean(rows: Sequence[tuple[float, float, float]]) -> Maal:
    """Return the mean of each measure."""
    recall, rank, gain = (fmean(column) for column in zip(*rows, strict=True))
    return Maal(recall, rank, gain, len(rows))
