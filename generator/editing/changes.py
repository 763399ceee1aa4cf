"""What changed between two revisions, as sentences for readers.

The schema decides how a field is told: a text, a choice from a list, several choices, a reference, fields
inside. A new field needs no code here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.editing.revisions import Data, Utgave
from generator.fodselsnummer import mask
from generator.judging.skjema import Json, Skjema, value_name
from generator.judging.typed import build
from generator.model import Bekreftet
from generator.place import MERKE
from generator.reading.folder import ENDING, LISTEMAPPE, MAPPE_TIL, MAPPER
from generator.spelling import SHOWN
from generator.telling.present import listed, long_date, uncapitalised

_TRANSLATED = "oversettelser"

LEFT_BEHIND = "oversettelse"
"""The kind of what is no change, and is told to whoever makes one: a translation that stands as it did."""

_FOLDED = ("kilder", _TRANSLATED)
"""Fields of which it is enough to say that they are changed."""

_LONG = ("beskrivelse", "for_ansatte", "om", "kort")
"""Texts that are too long to be told whole."""


@dataclass(frozen=True, slots=True)
class Endring:
    """One change: of which post, what kind, in which field, and the sentence without the post's name.

    ``diskret`` is the sentence without words that someone has written in a post, where ``tekst`` has such. What is
    taken out because it should never have been there, must not be told again where everyone can read it.
    """

    fil: str
    navn: str
    slag: str
    felt: str
    tekst: str
    diskret: str = ""

    def __post_init__(self) -> None:
        """Take identity numbers out of what is told: it is shown to everyone."""
        mask(self, "navn", "tekst", "diskret")

    @property
    def setning(self) -> str:
        """The whole sentence."""
        if self.slag in ("liste", "side"):
            return f"{self.navn} {self.tekst}"
        return f"{self.navn}: {self.tekst}"


def changes(a: Utgave, b: Utgave) -> Iterator[Endring]:
    """Yield every change from one revision to the other, in order of file: lists, pages, posts."""
    moved = _moved(a, b)
    for fil in sorted({*a.hasher, *b.hasher} - set(moved.values())):
        if a.hasher.get(fil) != b.hasher.get(fil):
            if fil.partition("/")[0] in MAPPER and fil.endswith(ENDING):
                yield from _post(fil, moved.get(fil, fil), a, b)
            elif fil.startswith(f"{LISTEMAPPE}/"):
                name = fil.removeprefix(f"{LISTEMAPPE}/").removesuffix(ENDING)
                yield _whole(fil, f"Listen «{name}»", "liste", a, b)
            elif b.sider and fil.startswith(f"{b.sider}/"):
                name = fil.removeprefix(f"{b.sider}/")
                what = "Siden" if name.endswith(".md") else "Filen"
                yield _whole(fil, f"{what} «{name.removesuffix('.md')}»", "side", a, b)
            elif fil == MERKE:
                yield _whole(fil, f"Oppsettet i {MERKE}", "side", a, b)


def _moved(a: Utgave, b: Utgave) -> Mapping[str, str]:
    """Return the file that each new one was before: one that is gone from the same folder, with the same name."""
    gone = {(fil.partition("/")[0], data["navn"]): fil for fil in a.hasher.keys() - b.hasher if (data := a.data(fil))}
    new = {fil: data["navn"] for fil in sorted(b.hasher.keys() - a.hasher) if (data := b.data(fil))}
    pairs = {fil: gone.pop((fil.partition("/")[0], navn), None) for fil, navn in new.items()}
    return {fil: before for fil, before in pairs.items() if before}


def _whole(fil: str, navn: str, slag: str, a: Utgave, b: Utgave) -> Endring:
    """Return the change of a file whose content is not told."""
    word = "er ny" if fil not in a.hasher else "er endret" if fil in b.hasher else "er fjernet"
    return Endring(fil, navn, slag, "", word)


def _post(fil: str, before: str, a: Utgave, b: Utgave) -> Iterator[Endring]:
    """Yield the changes of one post; ``before`` is the file it was in."""
    old, new = a.data(before), b.data(fil)
    mappe, _, name = fil.partition("/")
    what = "tilbud" if mappe == "tiltak" else "enhet"
    ident = name.removesuffix(ENDING)
    navn = str((new or old or {}).get("navn", ident))
    if fil in b.hasher and new is None:
        yield Endring(fil, navn, "feil", "", "filen har feil og kan ikke leses")
    elif before not in a.hasher and new is not None:
        where = f", {b.navn('enheter', str(new['enhet']))}" if "enhet" in new else ""
        yield Endring(fil, navn, "ny", "", f"{'nytt' if what == 'tilbud' else 'ny'} {what}{where}")
    elif fil not in b.hasher:
        word = "tilbudet er fjernet" if what == "tilbud" else "enheten er fjernet"
        yield Endring(fil, navn, "fjernet", "", word)
    elif old is None:
        yield Endring(fil, navn, "rettet", "", "filen hadde feil, og kan leses igjen")
    elif new is not None:
        if before != fil:
            was = before.partition("/")[2].removesuffix(ENDING)
            words = "ny adresse{}. Gamle lenker virker ikke lenger"
            told = words.format(f", «{ident}», før «{was}»")
            yield Endring(fil, navn, "adresse", "", told, words.format(""))
        teller = _Teller(fil, navn, b.skjemaer[mappe], a, b)
        yield from teller.fields(old, new)


class _Teller:
    """Tells the changes of one post, field by field."""

    def __init__(self, fil: str, navn: str, skjema: Skjema, a: Utgave, b: Utgave) -> None:
        self.fil, self.navn, self.skjema = fil, navn, skjema
        self.a, self.b = a, b

    def fields(self, old: Data, new: Data) -> Iterator[Endring]:
        """Yield what differs, in the order of the schema."""
        known: Mapping[str, Json] = self.skjema.innhold["properties"]
        for key, part in known.items():
            was, now = old.get(key), new.get(key)
            if was != now:
                yield from self._field(key, part, was, now)
        yield from self._left_behind(old, new)

    def _left_behind(self, old: Data, new: Data) -> Iterator[Endring]:
        """Tell of each translation that stands as it did where the text it is of has changed: it may say too much."""
        before = old.get(_TRANSLATED) or {}
        for sprak, texts in (new.get(_TRANSLATED) or {}).items():
            same = before.get(sprak) or {}
            left = [key for key in texts if old.get(key) != new.get(key) and texts[key] == same.get(key)]
            if left:
                language = uncapitalised(self._word(self.skjema.part(("sprak", 0)), sprak))
                titles = listed([uncapitalised(self.skjema.title((key,))) for key in left])
                told = f"{titles} på {language} er ikke endret. Sjekk at oversettelsen fortsatt stemmer"
                yield self._say(LEFT_BEHIND, _TRANSLATED, told)

    def _field(self, key: str, part: Json, was: Any, now: Any) -> Iterator[Endring]:  # noqa: ANN401
        title = str(part.get("title", key))
        if key == "navn":
            yield self._say("navn", key, f"nytt navn, før «{was}»", "nytt navn")
        elif key == "status":
            yield self._say("status", key, f"{self._word(part, was).lower()} → {self._word(part, now).lower()}")
        elif key == "enhet":
            text = f"flyttet fra {self.a.navn('enheter', was)} til {self.b.navn('enheter', now)}"
            yield self._say("flyttet", key, text)
        elif key == "bekreftet":
            yield from self._confirmed(was, now)
        elif key == "antatt":
            yield from self._assumed(set(was or ()), set(now or ()))
        elif key in _FOLDED:
            yield self._say("endret", key, _plain_change(uncapitalised(title), was, now))
        elif isinstance(was or now, dict):
            yield from self._inside(key, part, was or {}, now or {})
        elif isinstance(was or now, list):
            yield from self._several(key, part, was or [], now or [])
        else:
            yield self._say("endret", key, *self._single(key, part, was, now))

    def _inside(self, key: str, part: Json, was: Data, now: Data) -> Iterator[Endring]:
        """Tell of each field inside a field by its own title."""
        for name, inner in part.get("properties", {}).items():
            old, new = was.get(name), now.get(name)
            if old == new:
                continue
            path = f"{key}.{name}"
            if isinstance(old or new, list):
                yield from self._several(path, inner, old or [], new or [])
            else:
                outer = "" if key in ("kontakt", "tilgang") else f"{uncapitalised(str(part.get('title', key)))}, "
                yield self._say("endret", path, *(outer + text for text in self._single(name, inner, old, new)))

    def _several(self, key: str, part: Json, was: list[Any], now: list[Any]) -> Iterator[Endring]:
        """Tell what came to a list and what left it."""
        items = part.get("items", {})
        title = uncapitalised(str(part.get("title", key)))
        came = [self._word(items, value) for value in now if value not in was]
        left = [self._word(items, value) for value in was if value not in now]
        fewer = "" if _is_known(items) else f"{title} er endret"
        if came:
            yield self._say("endret", key, f"{title}: {listed(came)} er lagt til", fewer)
        if left:
            yield self._say("endret", key, f"{title}: {listed(left)} er tatt bort", fewer)
        if not came and not left:
            yield self._say("endret", key, f"{title}: rekkefølgen er endret")

    def _single(self, key: str, part: Json, was: Any, now: Any) -> tuple[str, ...]:  # noqa: ANN401
        """Return how one value is told and, where someone has written it, how it is told without."""
        title = uncapitalised(str(part.get("title", key)))
        plain = _plain_change(title, was, now)
        if now is None or key in _LONG:
            return (plain,)
        old, new = "" if was is None else self._word(part, was), self._word(part, now)
        if max(len(old), len(new)) > SHOWN:
            return (plain,)
        told = f"{title}: {old} → {new}" if old else f"{title}: {new} er lagt til"
        return (told, *(() if _is_known(part) else (plain,)))

    def _confirmed(self, was: Any, now: Any) -> Iterator[Endring]:  # noqa: ANN401
        if now is None:
            yield self._say("bekreftet", "bekreftet", "bekreftelsen er tatt bort")
            return
        bekreftet = build(Bekreftet, now)
        day, again = long_date(bekreftet.dato), " på nytt" if was else ""
        told = f"bekreftet {day} av {bekreftet.rolle}{again}"
        yield self._say("bekreftet", "bekreftet", told, f"bekreftet {day}{again}")

    def _assumed(self, was: set[str], now: set[str]) -> Iterator[Endring]:
        order = list(self.skjema.innhold["properties"])
        left = [uncapitalised(self.skjema.title((key,))) for key in order if key in was - now]
        came = [uncapitalised(self.skjema.title((key,))) for key in order if key in now - was]
        if left:
            yield self._say("antatt", "antatt", f"ikke lenger antatt: {listed(left)}")
        if came:
            yield self._say("antatt", "antatt", f"nå antatt: {listed(came)}")

    def _word(self, part: Json, value: Any) -> str:  # noqa: ANN401
        """Return a value as readers know it: the name of a choice or of a unit, else as it stands."""
        if (name := value_name(part, value)) is not None:
            return name
        if kind := part.get("x-referanse"):
            return self.b.navn(MAPPE_TIL[kind], str(value))
        if isinstance(value, bool):
            return "ja" if value else "nei"
        return str(value)

    def _say(self, slag: str, felt: str, tekst: str, diskret: str = "") -> Endring:
        return Endring(self.fil, self.navn, slag, felt, tekst, diskret)


def _is_known(part: Json) -> bool:
    """Tell whether the values of a field are known to all: choices from a list, references, numbers, dates."""
    return bool({"enum", "x-referanse", "format"} & part.keys()) or part.get("type") in ("integer", "boolean")


def _plain_change(title: str, was: object, now: object) -> str:
    """Say that something was added, taken away or changed, without showing it."""
    if was is None:
        return f"{title} er lagt til"
    changed = "endret" if now is not None else "tatt bort"
    return f"{title} er {changed}"
