"""Rules on single texts: what may never stand in a public post, wherever in it. Each docstring is the rule.

A file is first searched once, as a whole, for anything a rule could mean; only then is each text looked at.
"""

# ruff: noqa: D401 - each docstring is a rule, not an order

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from generator.fodselsnummer import identity_numbers, said
from generator.judging.blank import is_unfilled
from generator.judging.skjema import Skjema
from generator.problem import Grad, Problem
from generator.reading.mending import AN_ITEM, DOTS, LONG_DASHES
from generator.reading.nodes import Document, Mapping, Path, Scalar, scalars
from generator.rules.linkchecks import LINK_SIGNS, ODD_HOST, links, secure, spaced, wrapped
from generator.rules.text import MARKDOWN, PLAIN, Found, Text
from generator.spelling import shown

_WATCHED = ("\\", "<", "&", "![", "**", "@", "\ufffd", "ã", *LINK_SIGNS)
_PLACEHOLDERS = ("todo", "tbd", "xxx", "xx-xx", "xx–xx", "fyll inn", '"?"', '"-"', '"--"')
_UNWRITTEN = re.compile(
    r"\W*(?:todo|tbd|x{3,}|(?:kl\.? ?)?xx\W+xx|fyll inn(?: her)?)\W*|[?\-\u2010-\u2015]+", re.IGNORECASE
)
"""What people write where something is to be filled in later."""

_PAUSE = r"(?:[ \xa0]?(?:\r?\n[ ]{0,40})?)"
_GAP = r"[\s./,*_\u2010-\u2015\u2212-]{0,40}"
_DIGITS = re.compile(
    rf"\d(?:\d(?:{_GAP}\d{{2}}){{2}}{_GAP}\d{{3}}{_GAP}\d{{2}}|(?<=[49])(?:{_PAUSE}\d){{7}}|(?:[ \xa0]?\d){{10}})"
)
"""What may be a number in a file as it is typed, where it may be broken over two lines: eleven digits, or a mobile.

Both begin with a digit, and what begins with one class of signs is quick to look for.
"""
_MOBILE = re.compile(r"(?<![\d+/=])(?:(?:\+|00)47[ \xa0]?)?([49](?:[ \xa0]?\n?\d){7})(?![ \xa0]?\n?\d)")
_PERSON = re.compile(r"(?<![\w.-])([^\W\d_][\w-]*)\.([^\W\d_][\w.-]*)@", re.IGNORECASE)
_PERSON_JOINED = re.compile(r"(?<![\w.-])([^\W\d_]{2,})([_-])([^\W\d_]{2,})@")
_UNIT = re.compile(
    r"skole|barne|famili|kommune|bibliotek|ungdom|fritid|team|senter|tjenest|stasjon|arena|frisk|psykisk|hjelp|kontor"
    r"|avdeling|enhet|felles|oppvekst|omsorg|sentral|forebygg|flyktning|voksen"
    r"|^(?:ung|rus|hus|huset|liv|miljo|bolig|sfo|bup|dps|iks|bhg)$",
    re.IGNORECASE,
)
"""Words of a unit's address: two words with a hyphen between are oftener a unit than a person."""
_ROLE = re.compile(
    r"post|info|kontakt|servicet|nav|skole|barne|helse|familie|ppt|kommune|kultur|bibliotek|koordinator|leder"
    r"|radgiv|vakt|team|ungdom|fritid|jordmor|bti|admin|firma|resepsjon|noreply",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?=[^\W\d_]|[/!?])(?!(?:https?://|mailto:|tel:|[\w.+-]+@)[^\s<>]*>)|&(?:#\w+|[a-zA-Z]{2,8});")
_HEADING = re.compile(r"^[ ]{0,3}(?:#{1,6}(?:[ ]|$)|(?<=[^\n]\n)(?:=+|-{2,})[ ]*$)", re.MULTILINE)
_VISIBLE = re.compile(r"^[ ]{0,3}[|>]|`|(?:\A|(?<=\n\n))[ ]{0,3}(?:-{3,}|\*{3,}|_{3,})[ ]*$", re.MULTILINE)
"""Markdown that the pages do not have: tables, quotes, lines across and code."""
GONE, LOST = "\ufffd", "En bokstav er blitt borte, og vi vet ikke hvilken. Skriv teksten på nytt."
"""What stands where a program could not read a letter, and what is said of it."""
_BROKEN = re.compile(f"{GONE}|Ã[¥¸¦…˜†]")
"""A letter that is gone, or æ, ø and å in UTF-8 read as something else."""
_DOTTED = re.compile(rf"^[ \t]*([{DOTS}])[ \t\xa0]*(?=[^\s{DOTS}])(.*)", re.MULTILINE)
_DASHED = re.compile(rf"^[ \t]*([{LONG_DASHES}])[ \t\xa0]+(?=\S)(.*)", re.MULTILINE)
_POINT = re.compile(r"[ ]+(?:[-*+]|[0-9]+\.)[ ]")
_URL = re.compile(r"https?://\S+")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n(?![ ]*(?:[-*+]|[0-9]+[.)])[ ]))?)+")
"""Lines under each other, or one item of a list."""
_BOLD = re.compile(r"(?<![\\*])\*\*(?!\*)")
_MARKS = re.compile(r"\]\(|\*\*|^[ ]*[-*#][ ]|(?<![\w*_])([*_])(?=[^\W_])[^*_\n]*(?<=[^\W_])\1(?![\w*_])")

_PEOPLE = (
    "barn|familier?|ungdommer|ungdom|unge|personer|person|elever|elev|jenter|gutter|brukere?|deltakere?|pasienter?"
)
_COUNT = re.compile(
    rf"(?<![\w.,:/–-])(?:(?:[0-4]|en|to|tre)[ \xa0]?[-–][ \xa0]?)?(?:[1-4]|én|to|tre|fire)[ \xa0]+"
    rf"(?:\w{{2,}}e[ \xa0]+)?(?:{_PEOPLE})(?![\w-])",
    re.IGNORECASE,
)
_FEW = re.compile(rf"(?:[1-4]|én|to|tre|fire)\s+(?:\w{{2,}}e\s+)?(?:{_PEOPLE})|\\")
"""What a file in small letters must hold before ``_COUNT`` can find anything in it: quick to look for."""


MANY = 1000
"""So many of one kind are found in one text. Far fewer are told, and who has so many does not count them."""


def check_texts(document: Document, skjema: Skjema, official: frozenset[str] | None) -> Iterator[Problem]:
    """Judge every text of a document. ``official`` are the help lines' digits; None is for what is no post."""
    whole = "\n".join((document.fil, *document.lines)).lower()
    if official is not None and _FEW.search(whole):
        for text in _texts(document, official):
            yield from (_problem(text, found, skjema) for found in _few_people(text))
    if not (
        any(sign in whole for sign in (*_WATCHED, *_PLACEHOLDERS)) or _DIGITS.search(whole) or ODD_HOST.search(whole)
    ):
        for text in _few_texts(document):
            for found in (*_headings(text), *_visible(text), *_joined(text), *_bulleted(text), *_plain(text)):
                yield _problem(text, found, skjema)
        return
    yield from _identity_numbers(document, skjema)
    rules = (*TEXT_CHECKS, *(CONTACT_CHECKS if official is not None else ()))
    for text in _texts(document, official or frozenset()):
        if is_unfilled(text.node.value, skjema, text.path):
            continue
        for rule in rules:
            yield from (_problem(text, found, skjema) for found in islice(rule(text), MANY))


def _few_texts(document: Document) -> Iterator[Text]:
    """Yield the texts that have rules of their own, without looking at the others."""
    others = document.node(("oversettelser",))
    tags = others.values if isinstance(others, Mapping) else ()
    keys = (*MARKDOWN, *PLAIN)
    paths: list[Path] = [(key,) for key in keys]
    paths += [("oversettelser", tag, key) for tag in tags for key in keys]
    for path in paths:
        node = document.node(path)
        if isinstance(node, Scalar):
            yield Text(document, node, path, frozenset())


def _texts(document: Document, official: frozenset[str]) -> Iterator[Text]:
    """Yield every text of a document."""
    return (Text(document, node, path, official) for path, node in scalars(document.root))


def _problem(text: Text, found: Found, skjema: Skjema) -> Problem:
    place = text.document.text_place(text.node, found.offset)
    line = text.document.line(place.line)
    forslag = line.replace(found.old, found.new) if found.old and found.new and found.old in line else ""
    felt = skjema.title(text.path)
    return Problem(text.document.fil, *place, felt, found.grad, found.melding, forslag)


def _identity_numbers(document: Document, skjema: Skjema) -> Iterator[Problem]:
    """A national identity number (valid control digits) stands nowhere in a file, nor in its comments.

    It is looked for as read, since an escape in its place or a line break may hide it, as typed, and in the name of the
    file, which becomes an address.
    """
    told = set()
    for text in _texts(document, frozenset()):
        for digits, found in _found_numbers(text.node.value):
            problem = _problem(text, found, skjema)
            told.add((digits, problem.linje))
            yield problem
    for number, line in enumerate((document.fil, *document.lines)):
        for digits, found in _found_numbers(line):
            if (digits, number) not in told:
                yield Problem(document.fil, number, found.offset + 1 if number else 0, "", found.grad, found.melding)


def _found_numbers(text: str) -> Iterator[tuple[str, Found]]:
    """Yield each identity number in a text: its digits, and what is said of it."""
    for found, digits in identity_numbers(text):
        message = (
            f"«{said(found)}» ser ut som et fødselsnummer. Slett det. "
            "Er det alt lagt på GitHub, må det også fjernes fra historikken."
        )
        yield digits, Found(found.start(), Grad.FEIL, message)


def _html(text: Text) -> Iterator[Found]:
    """No text holds HTML: no tags, no comments, no entities."""
    if found := _TAG.search(text.node.value):
        message = "Her står HTML. Skriv ren tekst uten < foran ord; i beskrivelsen kan du bruke Markdown."
        if found[0].startswith("&"):
            message = f"«{found[0]}» er HTML. Skriv tegnet selv."
        yield Found(found.start(), Grad.FEIL, message)


def _headings(text: Text) -> Iterator[Found]:
    """Markdown has no headings: the page has its own."""
    if text.markdown and (found := _HEADING.search(text.node.value)):
        yield Found(found.start(), Grad.FEIL, "Beskrivelsen kan ikke ha overskrifter. Bruk avsnitt og lister.")


def _visible(text: Text) -> Iterator[Found]:
    """Markdown has no tables, quotes, lines across or code: readers see the signs."""
    if text.markdown and (found := _VISIBLE.search(text.node.value)):
        message = f"Leserne ser tegnet {found[0].strip()[:1]}. Du kan bruke avsnitt, lister, utheving og lenker."
        yield Found(found.start(), Grad.ADVARSEL, message)


def _unwritten(text: Text) -> Iterator[Found]:
    """No text is only a mark that something is to be written: readers would see the mark."""
    if _UNWRITTEN.fullmatch(text.node.value.strip()):
        message = (
            f"{shown(text.node.value)} ser ut som noe som skal fylles inn. Skriv det som gjelder, eller slett linjen."
        )
        yield Found(0, Grad.ADVARSEL, message)


def _broken(text: Text) -> Iterator[Found]:
    """Every letter is whole: a file that is saved the wrong way has lost æ, ø and å."""
    if found := _BROKEN.search(text.node.value):
        if found[0] == GONE:
            yield Found(found.start(), Grad.FEIL, LOST)
            return
        letter = found[0].encode("cp1252").decode()
        message = f"Tegnene {found[0]} var «{letter}» før filen ble lagret på feil måte. Skriv bokstaven på nytt."
        yield Found(found.start(), Grad.FEIL, message, found[0], letter)


def _joined(text: Text) -> Iterator[Found]:
    """A list in Markdown stands in a text that keeps its lines."""
    node = text.node
    if text.markdown and node.style in ("", ">") and node.stop.line > node.start.line:
        inside = text.document.lines[node.start.line : node.stop.line + 1]
        if any(_POINT.match(line) for line in inside[1:]):
            message = "Punktene i listen blir til én linje. Skriv tegnet | etter kolonet, så blir hvert punkt stående."
            yield Found(0, Grad.ADVARSEL, message)


def _bulleted(text: Text) -> Iterator[Found]:
    """A list in Markdown has plain hyphens."""
    node = text.node
    if not text.path or text.path[-1] not in MARKDOWN:
        return
    if node.style in ("", ">") and node.stop.line > node.start.line:
        typed = "\n".join(text.document.lines[node.start.line : node.stop.line + 1])
        for found in _bullets(typed)[:1]:
            message = f"Leserne ser tegnet {found[1]}. {AN_ITEM} Skriv tegnet | etter kolonet."
            yield Found(0, Grad.ADVARSEL, message)
        return
    for found in _bullets(node.value):
        message = f"Leserne ser tegnet {found[1]}. {AN_ITEM}"
        yield Found(found.start(1), Grad.ADVARSEL, message, found[0].lstrip(), f"- {found[2]}")


def _bullets(text: str) -> list[re.Match[str]]:
    """Return the lines that are points of a list. One alone that begins with a dash may be what someone says."""
    dashed = list(_DASHED.finditer(text))
    return [*_DOTTED.finditer(text), *(dashed if len(dashed) > 1 else ())]


def _images(text: Text) -> Iterator[Found]:
    """Markdown has no images."""
    if text.markdown and (offset := text.node.value.find("![")) >= 0:
        yield Found(offset, Grad.FEIL, "Beskrivelsen kan ikke ha bilder. Si det med ord.")


def _unclosed(text: Text) -> Iterator[Found]:
    """Emphasis that begins also ends in its paragraph, else readers see the signs."""
    for paragraph in _PARAGRAPH.finditer(text.node.value) if text.markdown and "**" in text.node.value else ():
        signs = list(_BOLD.finditer(paragraph[0]))
        if len(signs) % 2:
            message = "Uthevingen har ** bare på den ene siden, så leserne ser tegnene. Skriv ** på begge sider."
            yield Found(paragraph.start() + signs[-1].start(), Grad.ADVARSEL, message)


def _plain(text: Text) -> Iterator[Found]:
    """The name and the sentences of their own are plain text, without Markdown."""
    if text.path and text.path[-1] in PLAIN and (found := _MARKS.search(text.node.value)):
        message = "Her skal det stå ren tekst. Tegnene for utheving og lenker blir synlige for leserne."
        yield Found(found.start(), Grad.ADVARSEL, message)


def _person(text: Text) -> Iterator[Found]:
    """An e-mail address belongs to a unit, not to a person (fornavn.etternavn@, fornavn-etternavn@)."""
    for found in _PERSON.finditer(text.node.value):
        if not _ROLE.match(found[1]) and not _ROLE.match(found[2]):
            yield _one_person(found.start(), f"{found[1]}.{found[2]}")
    for found in _PERSON_JOINED.finditer(text.node.value):
        if not any(_ROLE.match(word) or _UNIT.search(word) for word in (found[1], found[3])):
            yield _one_person(found.start(), "".join(found.groups()))


def _one_person(offset: int, who: str) -> Found:
    message = f"«{who}@…» ser ut som en enkeltperson. Bruk enhetens felles adresse."
    return Found(offset, Grad.ADVARSEL, message)


def _mobile(text: Text) -> Iterator[Found]:
    """A mobile number belongs to a unit, not to a person; the national help lines are known."""
    value = _URL.sub(lambda url: " " * len(url[0]), text.node.value)
    for found in _MOBILE.finditer(value):
        if re.sub(r"\D", "", found[1]) not in text.official:
            message = f"{shown(found[0])} ser ut som en mobil. Er det enhetens felles nummer, ikke en persons?"
            yield Found(found.start(), Grad.ADVARSEL, message)


def small_counts(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of people under five that a text tells of."""
    return _COUNT.finditer(text)


def _few_people(text: Text) -> Iterator[Found]:
    """No text tells of fewer than five people: in a small municipality they are known."""
    for found in small_counts(text.node.value):
        message = f"«{found[0]}» er så få at noen kan bli kjent igjen. Er det et antall, så ta det bort."
        yield Found(found.start(), Grad.ADVARSEL, message)


TextCheck = Callable[[Text], Iterator[Found]]

TEXT_CHECKS: tuple[TextCheck, ...] = (
    _html,
    _headings,
    _visible,
    _unwritten,
    _broken,
    _joined,
    _bulleted,
    _unclosed,
    _images,
    links,
    secure,
    spaced,
    wrapped,
    _plain,
)
"""The rules on every text, vocabularies included."""

CONTACT_CHECKS: tuple[TextCheck, ...] = (_person, _mobile)
"""The rules on the texts of posts."""
