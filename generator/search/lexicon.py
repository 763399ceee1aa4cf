"""The terms that search knows, and how a word that is not among them is led to those that are.

Twin of ``sok/leksikon.js``. Three ways, in this order: a word not finished yet is continued; a compound is
taken apart into terms that are known; a misspelling is led to its nearest neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from generator.search.analysis import MINSTE_LEDD, Analyse

MINSTE_PREFIKS = 3
MAKS_PREFIKS = 8
MAKS_NABOER = 4
MINSTE_INNI = 4
KORT_ORD, LANGT_ORD = 4, 8
"""One error is forgiven from the first length, two from the second."""

MINSTE_SAMMENSATT = 7
MAKS_SAMMENSATT = 40
FUGER = frozenset(("", "e", "er", "ing", "ning", "het", "ering"))
"""What a part that is not the last may have after its term."""


class Leksikon:
    """Every term there is, and those of them that may be part of a Norwegian compound."""

    def __init__(self, analyse: Analyse, termer: Iterable[str], ledd: Iterable[str]) -> None:
        """Take ``termer``, all that is known, and ``ledd``, those that are Norwegian words of content."""
        self._analyse = analyse
        self.termer = sorted(set(termer))
        self._kjent = frozenset(self.termer)
        self._ledd = frozenset(ledd)
        self._korte = frozenset(map(analyse.term, analyse.regler.korte.split()))
        self._sperret = frozenset(analyse.regler.sperret.split())
        self._krever_s = tuple(analyse.regler.krever_s.split())
        self._per_lengde: dict[int, list[str]] = {}
        for t in self.termer:
            self._per_lengde.setdefault(len(t), []).append(t)
        self.deler = lru_cache(maxsize=None)(self._deler)
        self.naboer = lru_cache(maxsize=None)(self._naboer)

    def kjent(self, term: str) -> bool:
        """Say whether a term is known."""
        return term in self._kjent

    # ---- a word that is still being typed ---------------------------------------------------------------

    def fortsett(self, form: str) -> list[str]:
        """Return the terms that a word may become, the shortest first."""
        start = self._analyse.enkel(form)
        if len(start) < MINSTE_PREFIKS:
            return []
        out = []
        for i in range(bisect_left(self.termer, start), len(self.termer)):
            term = self.termer[i]
            if not term.startswith(start):
                break
            out.append(term)
        return sorted(out, key=lambda t: (len(t), t))[:MAKS_PREFIKS]

    def halv_endelse(self, form: str) -> str | None:
        """Return the term of a word whose ending is half typed: «mobbin» is on its way to «mobbing»."""
        for n in range(1, 5):
            stem = self._analyse.enkel(form[:-n])
            if len(stem) >= MINSTE_LEDD and self.kjent(stem) and self._analyse.begynner_endelse(form[-n:]):
                return stem
        return None

    # ---- compounds --------------------------------------------------------------------------------------

    def _deler(self, form: str, *, slakk: bool = False) -> tuple[str, ...]:
        """Return the terms of the parts of a compound, or nothing where it has none.

        With ``slakk`` the s between parts may be missing, as it often is where people type.
        """
        fast = self._analyse.regler.faste.get(form)
        if fast is not None:
            return tuple(map(self._analyse.term, fast.split()))
        word = self._analyse.enkel(form)
        n = len(word)
        if not MINSTE_SAMMENSATT <= n <= MAKS_SAMMENSATT:
            return ()
        best: list[tuple[int, tuple[str, ...]] | None] = [None] * (n + 1)
        best[0] = (0, ())
        for i in range(n - MINSTE_LEDD + 1):
            here = best[i]
            if here is None:
                continue
            for j in range(i + MINSTE_LEDD, n + 1):
                if i == 0 and j == n:
                    continue
                term = self._et_ledd(word[i:j], siste=j == n)
                if term is None:
                    continue
                price = here[0] + 1000 - (j - i) ** 2
                parts = (*here[1], term)
                krever_s = not slakk and word[i:j].endswith(self._krever_s)
                if j == n or not krever_s:
                    _bedre(best, j, price, parts)
                if j < n - MINSTE_LEDD and word[j] == "s":
                    _bedre(best, j + 1, price, parts)
        found = best[n]
        return found[1] if found else ()

    def _et_ledd(self, text: str, *, siste: bool) -> str | None:
        """Return the term of one part, where it is one."""
        if text in self._sperret:
            return None
        term = self._analyse.term(text)
        if term not in self._ledd or (len(text) <= MINSTE_LEDD and term not in self._korte):
            return None
        if siste or not text.startswith(term):
            return term
        return term if text[len(term) :] in FUGER else None

    def fuge_s(self, form: str) -> list[str]:
        """Return the terms that differ from a word by one s inside: «barnevernstjeneste», «barneverntjeneste»."""
        if len(form) < LANGT_ORD:
            return []
        inner = range(MINSTE_LEDD, len(form) - MINSTE_LEDD + 1)
        without = (form[:i] + form[i + 1 :] for i in inner if form[i] == "s")
        with_s = (f"{form[:i]}s{form[i:]}" for i in inner if form[i] != "s" and form[i - 1] != "s")
        terms = dict.fromkeys(self._analyse.term(f) for f in (*without, *with_s))
        own = self._analyse.term(form)
        return [t for t in terms if t != own and self.kjent(t)]

    def biter(self, form: str) -> list[str]:
        """Return the longest term that a word begins with and the longest it ends with, as parts of it."""
        word = self._analyse.enkel(form)
        out = []
        for k in range(len(word) - MINSTE_LEDD, MINSTE_LEDD - 1, -1):
            term = self._et_ledd(word[:k], siste=False)
            if term:
                out.append(term)
                break
        for k in range(MINSTE_LEDD, len(word) - MINSTE_LEDD + 1):
            term = self._et_ledd(word[k:], siste=True)
            if term and len(word) - k > MINSTE_LEDD:
                out.append(term)
                break
        return out

    def inni(self, form: str) -> list[str]:
        """Return the terms that a word is the end or the beginning of, the shortest first."""
        term = self._analyse.term(form)
        if len(term) < MINSTE_INNI:
            return []
        hits = [t for t in self.termer if len(t) > len(term) and (t.endswith(term) or t.startswith(term))]
        return sorted(hits, key=lambda t: (len(t), t))[:MAKS_PREFIKS]

    # ---- misspellings -----------------------------------------------------------------------------------

    def _naboer(self, form: str) -> tuple[tuple[str, int], ...]:
        """Return the nearest terms to a word, each with how many letters are wrong."""
        hits: dict[str, int] = {}
        for word in dict.fromkeys((self._analyse.term(form), self._analyse.enkel(form))):
            lov = (len(word) >= KORT_ORD) + (len(word) >= LANGT_ORD)
            if not lov:
                continue
            fri_start = 6 <= len(word) < LANGT_ORD  # noqa: PLR2004
            for lengde in range(len(word) - lov, len(word) + lov + 1):
                for term in self._per_lengde.get(lengde, ()):
                    if not fri_start and term[0] != word[0]:
                        continue
                    grense = min(lov, hits.get(term, lov))
                    d = avstand(word, term, grense)
                    if d <= grense:
                        hits[term] = d
        if not hits:
            return ()
        best = min(hits.values())
        near = sorted((t, d) for t, d in hits.items() if d == best)
        return tuple(near[:MAKS_NABOER])


def _bedre(best: list[tuple[int, tuple[str, ...]] | None], at: int, price: int, parts: tuple[str, ...]) -> None:
    """Keep the cheaper way to a place in the word; the first of two that cost the same."""
    old = best[at]
    if old is None or price < old[0]:
        best[at] = (price, parts)


def avstand(a: str, b: str, lov: int) -> int:
    """Return how many letters are wrong, swapped neighbours counting as one; ``lov + 1`` where it is more."""
    if abs(len(a) - len(b)) > lov:
        return lov + 1
    two_ago: list[int] = []
    ago = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i] + [0] * len(b)
        for j, y in enumerate(b, 1):
            row[j] = min(ago[j] + 1, row[j - 1] + 1, ago[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                row[j] = min(row[j], two_ago[j - 2] + 1)
        if min(row) > lov:
            return lov + 1
        two_ago, ago = ago, row
    return ago[-1]
