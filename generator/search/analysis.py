"""Norwegian words to search terms: one half of a pair whose other half is ``sok/analyse.js``.

A *form* is a word folded to ``[a-z0-9]``. A *term* is what the index knows: variants made one, double consonants
made single, endings gone. Words of no content are known by their unfolded letters: «far» is not «får». Both
halves are driven by the same rules (``regler.json``), and a test holds them to the same answers. Nothing here
knows what is searched in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

IKKE_FOR_S = "aeiouysrp"
"""Letters after which a final s belongs to the word."""

MINSTE_LEDD = 3
"""How short a part of a compound may be."""

NEKTING, PERSON, HEL, BEGREP = "!", "@", "=", "#"
"""First letter of the terms that are no word: a negation and a class of persons in a phrase; in the index a whole
name or keyword, and a concept."""

_USYNLIG = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff'`\u00b4\u02bc\u2018\u2019\u201b\u2032]")
"""Soft hyphens, zero-width characters and apostrophes: they part no words."""

_FREMMED = re.compile(
    "[^\u0020-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u214f\ufb00-\ufb06\uff01-\uff5e]",
)
"""All that is not Latin letters, digits or punctuation.

The blocks that are let through have been complete since before Unicode 6, so Python and every browser treat
them alike whatever version of Unicode they carry.
"""

_ORD = re.compile("[a-z0-9\u00df-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_ANNET = re.compile("[^a-z0-9]")
_DOBBEL = re.compile(r"([bcdfghjklmnpqrstvwxz])\1+")


class Token(NamedTuple):
    """A word of a text: in small letters with its accents, and folded to ``[a-z0-9]``."""

    raw: str
    form: str


@dataclass(frozen=True)
class Regler:
    """The rules of analysis, compiled: every word in them is folded. Field names are those of ``regler.json``."""

    tegn: Mapping[str, str]
    """Letter to letters, for those that Unicode does not decompose."""
    par: Mapping[str, str]
    """Two letters to one: other ways to write æ, ø, å."""
    stopp: str
    """Words without content, unfolded, parted by spaces, as are all lists here."""
    nekting: str
    """Words of negation, unfolded."""
    svake: str
    """Terms that count for less."""
    hele: str
    """Words that keep their ending."""
    endelser: Mapping[str, str]
    """How many letters must remain, to the endings that may go then."""
    uten_endelse: str
    """What words without an ending may end with."""
    varianter: Mapping[str, str]
    """Base form to the forms that mean it."""
    begynner: Mapping[str, str]
    """The same for how a compound may begin."""
    slutter: Mapping[str, str]
    """The same for how it may end."""
    personer: Mapping[str, str]
    """Class of persons to its words."""
    gjerning: Mapping[str, str]
    """What words say of who does what is done, to the words."""
    fare_alene: Mapping[str, str]
    """Kind of danger to the words that mean it where nothing else is said."""
    korte: str
    """Short terms that may be part of a compound."""
    sperret: str
    """Letters that look like a word but are no part of a compound."""
    krever_s: str
    """Endings after which a part takes an s before the next."""
    faste: Mapping[str, str]
    """Words to their parts, where the rules would miss; an empty text for a word that is whole."""


def lower(text: str) -> str:
    """Text in small letters, without what is neither Latin letters nor digits nor parts words."""
    return unicodedata.normalize("NFKC", _FREMMED.sub(" ", _USYNLIG.sub("", text))).lower()


def fold(word: str, tegn: Mapping[str, str], par: Mapping[str, str]) -> str:
    """Return a word of small letters as ``[a-z0-9]``; letters that have no such form are left out."""
    word = "".join(tegn.get(c, c) for c in unicodedata.normalize("NFD", word))
    word = _ANNET.sub("", word)
    for pair, letter in par.items():
        word = word.replace(pair, letter)
    return word


def _former(grupper: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each form with its base, long forms first."""
    pairs = [(form, base) for base, forms in grupper.items() for form in forms.split()]
    return sorted(pairs, key=lambda p: (-len(p[0]), p[0]))


class Analyse:
    """The rules at work."""

    def __init__(self, regler: Regler) -> None:
        """Make the lists of ``regler`` quick to ask."""
        self.regler = regler
        self.stopp = frozenset(regler.stopp.split())
        self.nekting = frozenset(regler.nekting.split())
        self._uten_innhold = self.stopp | self.nekting
        self.hele = frozenset(regler.hele.split())
        self.svake = frozenset(regler.svake.split())
        self.uten_endelse = tuple(regler.uten_endelse.split())
        self.varianter = dict(_former(regler.varianter))
        self._begynner = _former(regler.begynner)
        self._slutter = _former(regler.slutter)
        self._begynnelser = tuple(start for start, _ in self._begynner)
        self._slutt = tuple(end for end, _ in self._slutter)
        self._endelser = {e: int(n) for n, es in regler.endelser.items() for e in es.split()}
        self._lengste = max(map(len, self._endelser), default=0)
        self.gjerning = {hva: frozenset(words.split()) for hva, words in regler.gjerning.items()}
        self._person = {w: k for k, words in regler.personer.items() for w in words.split()}
        self._foldet: dict[str, Token] = {}
        self.grunnform = cache(self._grunnform)
        self.term = cache(self._term)
        self.tokens = cache(self._tokens)
        self.termer = cache(self._termer)
        self.svake_termer = frozenset(map(self.term, self.svake))
        self.fare_alene = {self.term(w): slag for slag, words in regler.fare_alene.items() for w in words.split()}

    def _tokens(self, text: str) -> tuple[Token, ...]:
        """Return the words of a text in order."""
        out = []
        for raw in _ORD.findall(lower(text)):
            token = self._foldet.get(raw)
            if token is None:
                token = self._foldet[raw] = Token(raw, fold(raw, self.regler.tegn, self.regler.par))
            if token.form:
                out.append(token)
        return tuple(out)

    def _term(self, form: str) -> str:
        """Return the term of one folded word."""
        return self.stamme(self.grunnform(form))

    def _grunnform(self, form: str) -> str:
        """Return the word that a form is a variant of, be it whole or at either end of a compound."""
        if form in self.varianter:
            return self.varianter[form]
        # Most forms have neither beginning nor ending, and one question to all of them at once is quick.
        for start, base in self._begynner if form.startswith(self._begynnelser) else ():
            if form.startswith(start) and len(form) - len(start) >= MINSTE_LEDD:
                form = base + form[len(start) :]
                break
        for end, base in self._slutter if form.endswith(self._slutt) else ():
            if form.endswith(end) and len(form) - len(end) >= MINSTE_LEDD:
                return form[: -len(end)] + base
        return form

    def stamme(self, form: str) -> str:
        """Take one ending away, then make double consonants single."""
        if form in self.hele or form.endswith(self.uten_endelse):
            return self.enkel(form)
        for n in range(min(self._lengste, len(form) - 1), 0, -1):
            minst = self._endelser.get(form[-n:])
            if minst is None or len(form) - n < minst:
                continue
            if form[-n:] == "s" and form[-2] in IKKE_FOR_S:
                continue
            return self.enkel(form[:-n])
        return self.enkel(form)

    def enkel(self, form: str) -> str:
        """Return a folded word with double consonants made single, endings kept."""
        return _DOBBEL.sub(r"\1", form)

    def begynner_endelse(self, text: str) -> bool:
        """Say whether an ending begins so."""
        return any(e.startswith(text) for e in self._endelser)

    def er_stopp(self, token: Token) -> bool:
        """Say whether a token carries no content of its own."""
        return token.raw in self._uten_innhold

    def _termer(self, text: str) -> tuple[str, ...]:
        """Return the terms of a text, without those of its stop words."""
        return tuple(self.term(t.form) for t in self.tokens(text) if not self.er_stopp(t))

    def nokkel(self, tokens: Sequence[Token]) -> str:
        """Return the term of a whole name or keyword; where no word has content, they are what there is."""
        innhold = [t for t in tokens if not self.er_stopp(t)]
        return HEL + "_".join(self.term(t.form) for t in innhold or tokens)

    def person(self, form: str) -> str | None:
        """Return the class of persons that a word names, as a term, or None."""
        klasse = self._person.get(form)
        return None if klasse is None else PERSON + klasse

    def fraseterm(self, token: Token) -> str | None:
        """Return what a token is in a phrase: a negation, a person, a term, or nothing."""
        if token.raw in self.nekting:
            return NEKTING
        if token.raw in self.stopp:
            return None
        return self.person(token.form) or self.term(token.form)

    def smaord(self, token: Token) -> str:
        """Return what a word without content of its own is where the small words carry the meaning."""
        return NEKTING if token.raw in self.nekting else self.term(token.form)

    def frase(self, text: str) -> tuple[str, ...]:
        """Return the terms of a phrase, each once, in the order they come."""
        termer = map(self.fraseterm, self.tokens(text))
        return tuple(dict.fromkeys(t for t in termer if t is not None))
