"""Plain language, measured: how long a sentence is, how heavy a text is, and which words have a plainer one.

The measures are pure functions on a text. The rules at the end use them on every text of a post that readers
see. All are an ADVARSEL: a machine can say that a text is heavy, not that it is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.model import Form, Stoppord, Tiltak
from generator.problem import Grad, Problem
from generator.reading.nodes import Path
from generator.rules.posts import Alt, Check, Post

LONGEST_SENTENCE = 25
"""A sentence of more words than this is told. The words of the site itself keep to 20."""

LIX_FROM_WORDS = 60
"""LIX says nothing about a text shorter than this."""

HEAVIEST_LIX = 45
"""Above this a text is as heavy as a white paper."""

LONG_WORD = 6
"""LIX counts the words of more letters than this."""

TEXTS: tuple[Path, ...] = (
    ("kort",),
    ("beskrivelse",),
    ("resultat",),
    ("for_ansatte",),
    ("tilgang", "slik"),
    ("tilgang", "samtykke"),
    ("kostnad", "merknad"),
    ("kontakt", "apningstid"),
    ("kontakt", "merknad"),
    ("periode", "finansiering"),
    ("varsel", "tekst"),
    ("om",),
)
"""Where a post holds running text that readers see. Names, quotes and search words are left alone."""

_MARKS = re.compile(r"\]\([^)]*\)|https?://\S+|[*_`\[]")
_WORD = re.compile(r"\w+(?:[-–'’./:]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[»\")]*(?=\s+[«\"(]?[A-ZÆØÅ0-9]|\s*$)|\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)")
_TOKEN = re.compile(r"\w+")
_ITEM = re.compile(r"\s*(?:(?:[-*+]|\d+\.)\s+)?")
_ABBREVIATED = re.compile(r"(?:^|[\s(«])(?:kl|nr|ca|s|tlf|jf|bl\.a|f\.eks|dvs|pga)\.$", re.IGNORECASE)
_TAIL = 10
"""So many characters are more than any abbreviation and what stands before it."""


@dataclass(frozen=True, slots=True)
class Setning:
    """One sentence or list item: where it begins in its text, and what it says."""

    start: int
    tekst: str

    @property
    def ord(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.tekst))


def without_marks(text: str) -> str:
    """Return the text with Markdown and addresses blanked out; every other character keeps its place."""
    return _MARKS.sub(lambda found: " " * len(found[0]), text)


@lru_cache(maxsize=1024)
def word_count(text: str) -> int:
    """Return how many words a text has; several rules ask it of the same text."""
    return len(_WORD.findall(without_marks(text)))


def sentences(text: str) -> Iterator[Setning]:
    """Yield the sentences of a text. A list item is a sentence of its own; «kl. 08.00» ends none."""
    plain = without_marks(text)
    start = 0
    for end in _SENTENCE_END.finditer(plain):
        before = plain[start : end.start() + 1]
        if end.end() < len(plain) and (_ABBREVIATED.search(before[-_TAIL:]) or before.strip()[:-1].isdigit()):
            continue
        yield from _sentence(plain, start, end.end())
        start = end.end()
    yield from _sentence(plain, start, len(plain))


def _sentence(plain: str, start: int, end: int) -> Iterator[Setning]:
    """Yield what stands between two places, without the sign of its list item; nothing without a word."""
    lead = _ITEM.match(plain, start, end)
    begin = lead.end() if lead else start
    if _WORD.search(plain, begin, end):
        yield Setning(begin, plain[begin:end].rstrip())


def lix(text: str) -> int:
    """Return the readability index LIX: words per sentence, plus long words per hundred. 0 without words."""
    words = _WORD.findall(without_marks(text))
    if not words:
        return 0
    long = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / sum(1 for _ in sentences(text)) + 100 * long / len(words))


@dataclass(frozen=True, slots=True)
class Tungt:
    """A heavy word in a text: where it begins, how it is written there, and what the list says of it."""

    start: int
    skrevet: str
    form: Form
    stoppord: Stoppord

    @property
    def plainer(self) -> str:
        """What can take its place as it stands; empty when the sentence must be written anew."""
        word = self.form.skriv
        return word[:1].upper() + word[1:] if self.skrevet[:1].isupper() else word

    @property
    def advice(self) -> str:
        """What to do, in a sentence."""
        how = self.stoppord.forklaring.get("nb", "")
        return how or f"Skriv heller «{self.plainer or self.stoppord.former[0].skriv}»."


class Ordliste:
    """The heavy words, ready to look for."""

    def __init__(self, stoppord: Mapping[str, Stoppord]) -> None:
        """Gather every spelling of every word, by a word that no text without it can hold."""
        self._known = {form.ord.casefold(): (form, s) for s in stoppord.values() for form in s.former}
        self._by_token: dict[str, list[str]] = defaultdict(list)
        for spelling in self._known:
            if tokens := _TOKEN.findall(spelling):
                self._by_token[max(tokens, key=lambda token: (len(token), token))].append(spelling)
        self._pattern = cache(self._pattern_of)

    def _pattern_of(self, tokens: frozenset[str]) -> re.Pattern[str]:
        """Return the pattern for the spellings that some words may be part of, the longest first."""
        spellings = sorted((s for token in tokens for s in self._by_token[token]), key=lambda s: (-len(s), s))
        either = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in spellings)
        return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Tungt]:
        """Yield the words of a text that have a plainer one. Most texts have none."""
        may_be = frozenset(self._by_token.keys() & _TOKEN.findall(text.casefold()))
        for found in self._pattern(may_be).finditer(without_marks(text)) if may_be else ():
            if known := self._known.get(" ".join(found[0].casefold().split())):  # «ı» is found as an i, and is none
                yield Tungt(found.start(), found[0], *known)


def texts_of(post: Post) -> Iterator[tuple[Path, str]]:
    """Yield the running texts of a post with their paths."""
    for path in TEXTS:
        value: object = post.verdi
        for step in path:
            value = getattr(value, str(step), None)
        if isinstance(value, str):
            yield path, value


def sentences_are_short(alt: Alt) -> Iterator[Problem]:
    """No sentence has more than 25 words."""
    for post in alt.poster:
        for path, text in texts_of(post):
            if word_count(text) <= LONGEST_SENTENCE:
                continue  # a text with so few words has no sentence with more
            for sentence in sentences(text):
                if sentence.ord > LONGEST_SENTENCE:
                    message = f"Setningen har {sentence.ord} ord. Del den, så den blir lettere å lese."
                    yield post.warning(path, sentence.start, message)


def texts_are_light(alt: Alt) -> Iterator[Problem]:
    """Warn when the short sentence and the description together, from 60 words on, have a LIX above 45."""
    for post in alt.poster:
        if isinstance(post.verdi, Tiltak):
            kort, beskrivelse = post.verdi.kort, post.verdi.beskrivelse or ""
            long_enough = word_count(kort) + word_count(beskrivelse) >= LIX_FROM_WORDS
            if long_enough and (weight := lix(f"{kort}\n\n{beskrivelse}")) > HEAVIEST_LIX:
                message = (
                    f"Teksten er tung å lese (LIX {weight}, og målet er {HEAVIEST_LIX} eller lavere). "
                    "Skriv kortere setninger og kortere ord."
                )
                yield post.problem(("beskrivelse",), Grad.ADVARSEL, message)


def words_are_plain(alt: Alt) -> Iterator[Problem]:
    """No word stands on the list of words that have a plainer one."""
    ordliste = Ordliste(alt.vokabular.klarsprak)
    for post in alt.poster:
        for path, text in texts_of(post):
            for heavy in ordliste.find(text):
                message = f"«{heavy.skrevet}» er tungt å lese. {heavy.advice}"
                yield post.warning(path, heavy.start, message, (heavy.skrevet, heavy.plainer))


PLAIN_CHECKS: tuple[Check, ...] = (
    sentences_are_short,
    texts_are_light,
    words_are_plain,
)
