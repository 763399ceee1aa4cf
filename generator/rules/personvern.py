"""Rules that keep the names of single persons out of public posts.

Identity numbers, mobiles, personal e-mail addresses and small numbers of people are looked for in ``textchecks.py``.
Whether a word is a name cannot be known: each rule here gives an ADVARSEL, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.problem import Problem
from generator.reading.nodes import Path, scalars
from generator.rules.posts import Alt, Check, Post

CONTACT_FIELDS: tuple[tuple[str, str], ...] = (
    ("kontakt", "besok"),
    ("kontakt", "apningstid"),
    ("kontakt", "merknad"),
    ("kontakt", "chat"),
    ("tilgang", "slik"),
    ("bekreftet", "rolle"),
)
"""Where people write whom to turn to."""

_WORD = r"[A-ZÆØÅÄÖÉŠŽČ][a-zæøåäöéèüšžčŋđáñ]+(?:-[A-ZÆØÅÄÖ][a-zæøåäöéü]+)?"
_WORDS = rf"{_WORD}(?:[ \xa0]+(?:[A-ZÆØÅ]\.[ \xa0]+)?{_WORD})*(?![\w@])"
_RUN = re.compile(rf"(?<![\w.@/-]){_WORDS}")
_AT_LABEL = re.compile(_WORDS)
_SINGLE = re.compile(_WORD)
_STREET = re.compile(
    r"[ \xa0]+(?:(?:gate|gata|gt|vei|veien|veg|vegen|plass|torg|allé)\b|\d{1,3}[ ]?[a-z]?(?=[,.;)\n]|$))", re.IGNORECASE
)
"""What makes the words before it a place: a kind of street, or the number of a house."""
_STRICT = re.compile(rf"(?:\b[vV]/|\b[kK]ontaktperson(?:en)?(?: er|:))[ \xa0]*(?={_WORD})")
_KNOWN = re.compile(
    r"skole|barn|kommune|fylke|senter|stasjon|bas(?:e|en)$|team|tjenest|^nav$|^ppt$|bibliotek|kultur|hus(?:et)?$"
    r"|kontor|enhet|avdeling|sykehus|klinikk|^lege|lege$|^helse(?!th)|ungdom|famili|statsforvalter|direktorat"
    r"|^(?:nord|sør|vest|øst|indre|ytre|midtre|norsk|norge|røde|kors)$|kirken?$|koordinator|veileder|rådgiver|leder$|pleier|^jordmor|psykolog|vakt"
    r"|^(?:facebook|messenger|instagram|snapchat|microsoft|google|word|excel|tuning|kids|mandag|tirsdag|onsdag"
    r"|torsdag|fredag|lørdag|søndag|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november"
    r"|desember)(?:s|er)?$",
    re.IGNORECASE,
)
"""Words for places, units and roles, and other words with a capital letter that are no one's name."""

_LABELS = re.compile(r"v/|kontaktperson|\\")
"""What a text in small letters must hold before ``_STRICT`` can find anything: quick to look for."""


class Funn(NamedTuple):
    """What a rule has found in a text: where it begins, and its words."""

    start: int
    ord: str


def names(text: str, known: frozenset[str] = frozenset()) -> Iterator[Funn]:
    """Yield what looks like a person's name: two or three capitalised words, none of them known."""
    for run in _RUN.finditer(text):
        if _STREET.match(text, run.end()):
            continue
        words: list[re.Match[str]] = []
        for word in [*_SINGLE.finditer(text, run.start(), run.end()), None]:
            if word is not None and not _is_known(word[0], known):
                words.append(word)
                continue
            if len(words) > 1:
                yield Funn(words[0].start(), text[words[0].start() : words[-1].end()])
            words = []


def labelled_names(text: str, known: frozenset[str] = frozenset()) -> Iterator[Funn]:
    """Yield the name after «v/» or «Kontaktperson:», be it a single word; a unit may stand there."""
    for label in _STRICT.finditer(text):
        run = _AT_LABEL.match(text, label.end()) or _SINGLE.match(text, label.end())
        if run is not None and not any(_is_known(word, known) for word in _SINGLE.findall(run[0])):
            yield Funn(run.start(), run[0])


def known_words(alt: Alt) -> frozenset[str]:
    """Return the words of all places, units and measures, which are no one's name."""
    texts = [post.verdi.navn for post in alt.poster]
    texts += [navn for kommune in alt.vokabular.kommuner.values() for navn in kommune.navn.values()]
    texts += [navn for metode in alt.vokabular.metoder.values() for navn in metode.navn.values()]
    return frozenset(word.casefold() for text in texts for word in _SINGLE.findall(text))


def _is_known(word: str, known: frozenset[str]) -> bool:
    low = word.casefold()
    return low in known or low.removesuffix("s") in known or _KNOWN.search(word) is not None


def contacts_name_roles(alt: Alt) -> Iterator[Problem]:
    """Where people are told whom to turn to, a role or a unit stands, never a person's name."""
    known = known_words(alt)
    for post in alt.poster:
        for path, text in _contact_texts(post):
            for found in names(text, known):
                yield post.warning(path, found.start, _named(found.ord))


def texts_name_no_one(alt: Alt) -> Iterator[Problem]:
    """No name of a person stands after «v/» or «Kontaktperson:», in any text."""
    known = known_words(alt)
    for post, path, text in _watched(alt):
        for found in labelled_names(text, known):
            yield post.warning(path, found.start, _named(found.ord))


def roles_are_no_addresses(alt: Alt) -> Iterator[Problem]:
    """Who stands for a post is told by a role, never by an e-mail address."""
    for post, t in alt.tiltak():
        if t.bekreftet and (at := t.bekreftet.rolle.find("@")) >= 0:
            message = "Her står en e-postadresse. Skriv rollen, for eksempel «Leder for Familiebasen»."
            yield post.warning(("bekreftet", "rolle"), at, message)


def _named(word: str) -> str:
    return f"«{word}» ser ut som navnet på en person. Skriv rollen eller enheten."


def _contact_texts(post: Post) -> Iterator[tuple[Path, str]]:
    """Yield the texts of a post that say whom to turn to."""
    for key, inner in CONTACT_FIELDS:
        text = getattr(getattr(post.verdi, key, None), inner, None)
        if isinstance(text, str):
            yield (key, inner), text


def _watched(alt: Alt) -> Iterator[tuple[Post, Path, str]]:
    """Yield every text of the posts that hold a label; the others are not read again."""
    for post in alt.poster:
        if post.watched:
            for path, node in scalars(post.document().root):
                yield post, path, node.value


def is_watched(raw: bytes) -> bool:
    """Tell whether a file may hold a label that a name stands after."""
    return _LABELS.search(raw.decode("utf-8", "replace").lower()) is not None


PRIVACY_CHECKS: tuple[Check, ...] = (
    contacts_name_roles,
    texts_name_no_one,
    roles_are_no_addresses,
)
"""Rules that know the names of all posts."""
