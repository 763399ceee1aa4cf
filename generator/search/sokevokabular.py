"""The vocabulary of search: how people say it, and the rules of analysis, as they are written in YAML.

``les_sokevokabular`` reads the files of ``schema/vokabular/``; ``kompiler`` folds the rules into the form that
both sides use.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from generator.cache import Cache, fingerprint, program, remembered
from generator.problem import Grad, Problem
from generator.reading.folder import LISTEMAPPE
from generator.reading.lines import quoted
from generator.search.analysis import Regler, fold, lower
from generator.search.regelform import REGLER_FORM, read_form
from generator.search.written import Written, WrittenError
from generator.spelling import suggest

REGLER, VARIANTER, BEGREPER = "sok_regler.yml", "sok_varianter.yml", "sok_begreper.yml"
HJELPERE, FORST = "sok_hjelpere.yml", "sok_forst.yml"
LISTER = {"tema": "tema.yml", "linjer": "hjelpelinjer.yml"}
"""The fields of a concept that hold ids of a closed list, and the list."""

FIRST = 60
"""So much counts the very first measure of a list; the second half of it, the third a third."""

LEDD = ("begynner", "slutter")
"""The kinds of variants that are parts of compounds, not words."""


class SokevokabularError(Exception):
    """A file of the vocabulary cannot be used."""

    def __init__(self, navn: str, *faults: WrittenError) -> None:
        """Say which file, and what is wrong with it."""
        super().__init__(navn, *faults)
        self.problemer = tuple(
            Problem(f"{LISTEMAPPE}/{navn}", fault.linje, 0, "", Grad.FEIL, fault.melding, fault.forslag)
            for fault in faults
        )


@dataclass(frozen=True, slots=True)
class SokBegrep:
    """One thing that people look for, and the many ways they say it."""

    id: str
    tema: tuple[str, ...] = ()
    """Themes that help where no measure does."""
    stikkord: tuple[str, ...] = ()
    """The words by which measures are tied to it: a keyword or a title of theirs."""
    ord: tuple[str, ...] = ()
    fraser: tuple[str, ...] = ()
    nynorsk: tuple[str, ...] = ()
    engelsk: tuple[str, ...] = ()
    trygghet: str | None = None
    """The kind of danger it may mean, where it means any."""
    bare_helt: bool = False
    smaord_nok: bool = False
    """Whether it means danger only where the query says all of it."""
    linjer: tuple[str, ...] = ()
    """The ids of the help lines to show with the hits."""
    side: str = ""
    """The page of the site to read besides."""

    def alt(self) -> Iterator[str]:
        """Yield every word and phrase."""
        yield from (*self.stikkord, *self.ord, *self.fraser, *self.nynorsk, *self.engelsk)


@dataclass(frozen=True, slots=True)
class Hjelper:
    """A kind of service, and what it helps with also where no keyword of it says so."""

    id: str
    navn: tuple[str, ...]
    """What measures of the kind are called, without the name of a place."""
    med: tuple[str, ...]
    """The ids of concepts."""


@dataclass(frozen=True, slots=True)
class SokRegler:
    """``sok_regler.yml`` as it is written."""

    tegn: Mapping[str, str]
    par: Mapping[str, str]
    stopp: Mapping[str, str]
    nekting: str
    hvem: str
    ikke_tomme: str
    fare: str
    """Words that mean danger whatever else is said."""
    fare_alene: Mapping[str, str]
    """Kind of danger to the words that mean it where nothing else is said."""
    svake: str
    tjenester: str
    """Words that are the name of a service, which is told to be missing where no measure is called so."""
    endelser: Mapping[str, str]
    uten_endelse: str
    hele: str
    sammensatt: Mapping[str, Any]
    personer: Mapping[str, Mapping[str, str]]
    gjerning: Mapping[str, str]
    """Words that tell who does what is done."""
    vekter: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sokevokabular:
    """All that search knows about language."""

    regler: SokRegler
    varianter: Mapping[str, Mapping[str, str]]
    """Kind of variant to base form to forms."""
    begreper: tuple[SokBegrep, ...] = ()
    hjelpere: tuple[Hjelper, ...] = ()
    forst: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a concept to the ids of the measures that one would show first, the very first of all at the head.

    They may be gone since.
    """
    aldri_forst: frozenset[str] = frozenset()
    """The ids of measures that were looked at too, and that one would show first for nothing."""

    def forst_om(self) -> dict[str, tuple[str, ...]]:
        """Return for each theme the measures one would show first for what it is about, the most fitting first.

        One that counts less than a tenth of the first is named for something at the edge of the theme, and left out.
        """
        points: dict[str, Counter[str]] = defaultdict(Counter)
        for begrep in self.begreper:
            for place, tiltak in enumerate(self.forst.get(begrep.id, ()), 1):
                for tema in begrep.tema:
                    points[tema][tiltak] += FIRST // place
        ordered = {tema: sorted(found.items(), key=lambda pair: (-pair[1], pair[0])) for tema, found in points.items()}
        return {tema: tuple(i for i, n in pairs if 10 * n >= pairs[0][1]) for tema, pairs in ordered.items()}


def les_sokevokabular(folder: Path, store: Cache | None = None) -> Sokevokabular:
    """Read the vocabulary of search from ``schema/vokabular/``; ``store`` remembers it."""
    names = (REGLER, VARIANTER, BEGREPER, HJELPERE, FORST)
    return remembered(
        store,
        "sokevokabular",
        lambda: fingerprint(program(), *(_raw(folder, name) for name in names), *_lists_as_typed(folder)),
        lambda: _sokevokabular(folder),
    )


def sokefeil(folder: Path, store: Cache | None = None) -> tuple[Problem, ...]:
    """Return what stops the vocabulary of search from being used: every unknown id of a file, else one fault."""
    try:
        kompiler(les_sokevokabular(folder, store))
    except SokevokabularError as error:
        return error.problemer
    return ()


def forst_borte(folder: Path, tiltak: Collection[str]) -> tuple[Problem, ...]:
    """Return an ADVARSEL for each measure that ``sok_forst.yml`` names and that is gone: the lists go on without it.

    The file is one that can be read. Where all are gone, as in another municipality, that is told once.
    """
    felt = _top(_written(folder, FORST), "forst", "aldri")
    lister = [*felt["forst"].entries().values(), *(felt[name] for name in ("aldri",) if name in felt)]
    places: dict[str, list[Written]] = defaultdict(list)
    for punkt in (punkt for liste in lister for punkt in liste.items()):
        places[punkt.text()].append(punkt)
    gone = {ident: found for ident, found in places.items() if ident not in tiltak}
    if len(gone) == len(places) > 1:
        faults = [felt["forst"].fault("Ingen av tiltakene i filen finnes. Slett dem, og la det bare stå «forst: {}».")]
    else:
        faults = [_gone(ident, found) for ident, found in gone.items()]
    return tuple(Problem(f"{LISTEMAPPE}/{FORST}", fault.linje, 0, "", Grad.ADVARSEL, fault.melding) for fault in faults)


def _gone(ident: str, places: Sequence[Written]) -> WrittenError:
    """Return what is told of a measure that is gone, at the first of the places where it stands.

    None is proposed in its place: a measure that is nearly called the same helps others.
    """
    first, *more = places
    lines = sorted({place.fault("").linje for place in more})
    also = f" Det står også på linje {', '.join(map(str, lines))}." if lines else ""
    return first.fault(f"Tiltaket «{ident}» finnes ikke. Ta det bort, eller rett det hvis det er skrevet feil.{also}")


def _raw(folder: Path, navn: str) -> bytes:
    """Return the bytes of one file."""
    with _told(navn):
        return (folder / navn).read_bytes()


def _sokevokabular(folder: Path) -> Sokevokabular:
    """Read the files."""
    with _told(BEGREPER):
        begreper = _begreper(_written(folder, BEGREPER), _lister(folder))
    known = {b.id for b in begreper}
    with _told(HJELPERE):
        hjelpere = _hjelpere(_written(folder, HJELPERE), known)
    with _told(FORST):
        forst, aldri_forst = _forst(_written(folder, FORST), known)
    with _told(REGLER):
        regler = SokRegler(**read_form(_written(folder, REGLER), REGLER_FORM))
    with _told(VARIANTER):
        varianter = _kinds(_written(folder, VARIANTER))
    return Sokevokabular(regler, varianter, begreper, hjelpere, forst, aldri_forst)


@contextmanager
def _told(navn: str) -> Iterator[None]:
    """Tell what is wrong with one file, and where."""
    try:
        yield
    except FileNotFoundError as error:
        raise SokevokabularError(navn, WrittenError("Filen mangler. Hent den tilbake.", 0)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SokevokabularError(navn, WrittenError("Filen kan ikke leses som tekst.", 0)) from error
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        fault = WrittenError("Filen er ikke gyldig YAML.", mark.line + 1 if mark else 0)
        raise SokevokabularError(navn, fault) from error
    except WrittenError as error:
        raise SokevokabularError(navn, error) from error


def _written(folder: Path, navn: str) -> Written:
    return Written.of((folder / navn).read_text(encoding="utf-8"))


def _lists_as_typed(folder: Path) -> Iterator[bytes]:
    """Yield the bytes of each closed list that concepts point into, where it can be read."""
    for navn in LISTER.values():
        with suppress(OSError):
            yield (folder / navn).read_bytes()


def _lister(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the ids of each closed list that concepts point into; one that cannot be read is told elsewhere."""
    found = {}
    for felt, navn in LISTER.items():
        with suppress(OSError, UnicodeDecodeError, KeyError, yaml.YAMLError, WrittenError):
            values = _written(folder, navn).entries()["verdier"].items()
            found[felt] = tuple(value.entries()["id"].text() for value in values)
    return found


def _kinds(fil: Written) -> dict[str, dict[str, str]]:
    """Return each kind of variants: base form to forms. Those that are parts of compounds are there."""
    kinds = fil.entries()
    for kind in LEDD:
        if kind not in kinds:
            raise fil.fault(f"Feltet «{kind}» mangler.")
    return {kind: {base: forms.text() for base, forms in words.entries().items()} for kind, words in kinds.items()}


def _begreper(fil: Written, lister: Mapping[str, Collection[str]]) -> tuple[SokBegrep, ...]:
    """Return the concepts; the themes and the help lines that they name are in their lists."""
    optional = [f.name for f in fields(SokBegrep) if f.name != "id"]
    poster = _poster(fil, "begreper", ("id",), optional)
    wrong: list[WrittenError] = []
    for felt in poster:
        for navn, known in lister.items():
            for punkt in felt[navn].items() if navn in felt else ():
                wrong += _unknown(punkt, punkt.text(), known, f"«{felt['id'].text()}»: ", LISTER[navn])
    if wrong:
        raise SokevokabularError(BEGREPER, *wrong)
    return tuple(map(_begrep, poster))


def _begrep(felt: Mapping[str, Written]) -> SokBegrep:
    """Make a concept of what the file holds."""

    def texts(key: str) -> tuple[str, ...]:
        return felt[key].texts() if key in felt else ()

    return SokBegrep(
        id=felt["id"].text(),
        tema=texts("tema"),
        stikkord=texts("stikkord"),
        ord=texts("ord"),
        fraser=texts("fraser"),
        nynorsk=texts("nynorsk"),
        engelsk=texts("engelsk"),
        trygghet=felt["trygghet"].text() if "trygghet" in felt else None,
        bare_helt="bare_helt" in felt and felt["bare_helt"].text() == "true",
        smaord_nok="smaord_nok" in felt and felt["smaord_nok"].text() == "true",
        linjer=texts("linjer"),
        side=felt["side"].text() if "side" in felt else "",
    )


def _hjelpere(fil: Written, known: Collection[str]) -> tuple[Hjelper, ...]:
    """Return the kinds of services; what they help with is among the concepts that are known."""
    found = []
    wrong: list[WrittenError] = []
    for felt in _poster(fil, "hjelpere", ("id", "navn", "med")):
        hjelper = Hjelper(felt["id"].text(), felt["navn"].texts(), felt["med"].texts())
        for begrep in felt["med"].items():
            wrong += _unknown(begrep, begrep.text(), known, f"«{hjelper.id}»: ")
        found.append(hjelper)
    if wrong:
        raise SokevokabularError(HJELPERE, *wrong)
    return tuple(found)


def _forst(fil: Written, known: Collection[str]) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return what comes first for each concept, and what never does."""
    felt = _top(fil, "forst", "aldri")
    forst = felt["forst"].entries()
    if wrong := [fault for ident, tiltak in forst.items() for fault in _unknown(tiltak, ident, known)]:
        raise SokevokabularError(FORST, *wrong)
    aldri = felt["aldri"].texts() if "aldri" in felt else ()
    return {ident: tiltak.texts() for ident, tiltak in forst.items()}, frozenset(aldri)


def _top(fil: Written, needed: str, *optional: str) -> dict[str, Written]:
    """Return the fields of a file."""
    if not isinstance(fil.node, yaml.MappingNode):
        raise fil.fault(f"Filen må begynne med «{needed}:» på en egen linje.")
    return fil.fields((needed,), optional)


def _poster(fil: Written, navn: str, needed: Sequence[str], optional: Sequence[str] = ()) -> list[dict[str, Written]]:
    """Return the entries of a file, each with an id of its own."""
    poster = [post.fields(needed, optional) for post in _top(fil, navn)[navn].items()]
    seen: set[str] = set()
    for felt in poster:
        ident = felt["id"].text()
        if ident in seen:
            raise felt["id"].fault(f"Id-en «{ident}» står to ganger i listen.")
        seen.add(ident)
    return poster


def _unknown(
    where: Written, ident: str, known: Collection[str], whose: str = "", fil: str = BEGREPER
) -> Iterator[WrittenError]:
    """Yield the fault of an id that a file does not have, with a line to paste where one was nearly written."""
    if ident in known:
        return
    near = suggest(ident, {other: other for other in sorted(known)})
    hint = f"Mente du «{near}»?" if near else "Velg en som står der, eller ta den bort."
    line = (where.renamed(near) or where.instead(quoted(near))) if near else ""
    yield where.fault(f"{whose}«{ident}» står ikke i {fil}. {hint}", line)


def kompiler(vokabular: Sokevokabular) -> Regler:
    """Fold the rules: what is written with æ, ø and å becomes what the analysis works on."""
    kinds = dict(vokabular.varianter)
    begynner, slutter = (kinds.pop(kind) for kind in LEDD)
    return _kompilert(vokabular.regler, list(kinds.values()), begynner, slutter)


def _kompilert(
    r: SokRegler, words: Iterable[Mapping[str, str]], begynner: Mapping[str, str], slutter: Mapping[str, str]
) -> Regler:
    """Return the rules and the variants of whole words and of parts of compounds, folded."""

    def folded(text: str) -> str:
        return " ".join(dict.fromkeys(fold(lower(w), r.tegn, r.par) for w in text.split()))

    return Regler(
        tegn=dict(r.tegn),
        par=dict(r.par),
        stopp=_skrivemater(" ".join(r.stopp.values()), r.ikke_tomme.split()),
        nekting=_skrivemater(r.nekting, ()),
        svake=folded(r.svake),
        hele=folded(r.hele),
        endelser={str(n): es for n, es in r.endelser.items()},
        uten_endelse=r.uten_endelse,
        varianter=_varianter(words, folded),
        begynner=_varianter([begynner], folded),
        slutter=_varianter([slutter], folded),
        personer={k: folded(" ".join(_personord(p))) for k, p in r.personer.items()},
        gjerning={k: folded(words) for k, words in r.gjerning.items()},
        fare_alene={k: folded(words) for k, words in r.fare_alene.items()},
        korte=folded(r.sammensatt["korte"]),
        sperret=folded(r.sammensatt["sperret"]),
        krever_s=r.sammensatt["krever_s"],
        faste={folded(w): folded(parts) for w, parts in r.sammensatt["faste"].items()},
    )


def _personord(person: Mapping[str, str]) -> Iterator[str]:
    """Yield the words for a class of persons; those for a child of some years are made of a number and its age."""
    yield person["ord"]
    for alder in person.get("alder", "").split():
        yield alder
        yield from (tall + alder for tall in person["tall"].split())


def _skrivemater(words: str, ikke_tomme: Collection[str]) -> str:
    """Return words as written, with aa for å, and without their dots and rings where that is no other word."""
    out: dict[str, None] = {}
    for word in words.split():
        aa = word.replace("å", "aa").replace("æ", "ae").replace("ø", "oe")
        bare = word.replace("å", "a").replace("æ", "a").replace("ø", "o")
        out.update(dict.fromkeys(w for w in (word, aa, bare) if w == word or w not in ikke_tomme))
    return " ".join(out)


def _varianter(kinds: Iterable[Mapping[str, str]], folded: Callable[[str], str]) -> dict[str, str]:
    """Return base form to forms, folded. A form that would mean two things is refused."""
    out: dict[str, list[str]] = {}
    base_of: dict[str, str] = {}
    for kind in kinds:
        for base, forms in kind.items():
            b = folded(base)
            for form in folded(forms).split():
                if base_of.setdefault(form, b) != b:
                    message = f"«{form}» står både under «{base_of[form]}» og «{b}»."
                    raise SokevokabularError(VARIANTER, WrittenError(message, 0))
                if form != b and form not in out.setdefault(b, []):
                    out[b].append(form)
    for base in out:
        if base_of.get(base, base) != base:
            message = f"«{base}» er både grunnform og form av «{base_of[base]}»."
            raise SokevokabularError(VARIANTER, WrittenError(message, 0))
    return {base: " ".join(forms) for base, forms in out.items() if forms}
