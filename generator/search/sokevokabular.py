"""The vocabulary of search: how people say it, and the rules of analysis, as they are written in YAML.

``les_sokevokabular`` reads the files of ``schema/vokabular/``; ``kompiler`` folds the rules into the form that
both sides use.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from generator.cache import Cache, fingerprint, program, remembered
from generator.search.analysis import NEKTING, PERSON, Analyse, Regler, fold, lower
from generator.search.lexicon import Leksikon
from generator.search.phrases import Oppslag

REGLER, VARIANTER, BEGREPER = "sok_regler.yml", "sok_varianter.yml", "sok_begreper.yml"
HJELPERE, FORST = "sok_hjelpere.yml", "sok_forst.yml"
NOK = 3
"""So many terms of an entry are enough to know the concept by."""

MEST = 4
"""An entry of more terms than this is met by hardly anyone."""

LEDD = ("begynner", "slutter")
"""The kinds of variants that are parts of compounds, not words."""


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
    svake: str
    endelser: Mapping[str, str]
    uten_endelse: str
    hele: str
    sammensatt: Mapping[str, Any]
    personer: Mapping[str, Mapping[str, str]]
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
    """Id of a concept to the ids of the measures that one would show first. They may be gone since."""


def les_sokevokabular(folder: Path, husk: Cache | None = None) -> Sokevokabular:
    """Read the vocabulary of search from ``schema/vokabular/``; ``husk`` remembers it."""
    names = (REGLER, VARIANTER, BEGREPER, HJELPERE, FORST)
    return remembered(
        husk,
        "sokevokabular",
        lambda: fingerprint(program(), *((folder / name).read_bytes() for name in names)),
        lambda: _sokevokabular(folder),
    )


def _sokevokabular(folder: Path) -> Sokevokabular:
    """Read the files."""
    begreper = tuple(_begrep(b) for b in _les(folder / BEGREPER)["begreper"])
    hjelpere = tuple(
        Hjelper(str(h["id"]), tuple(map(str, h["navn"])), tuple(map(str, h["med"])))
        for h in _les(folder / HJELPERE)["hjelpere"]
    )
    forst = {str(ident): tuple(map(str, tiltak)) for ident, tiltak in _les(folder / FORST)["forst"].items()}
    known = {b.id for b in begreper}
    for hjelper in hjelpere:
        for ident in set(hjelper.med) - known:
            raise ValueError(f"{HJELPERE}: «{hjelper.id}» hjelper med «{ident}», som ikke står i {BEGREPER}")
    for ident in forst.keys() - known:
        raise ValueError(f"{FORST}: «{ident}» står ikke i {BEGREPER}")
    return Sokevokabular(SokRegler(**_les(folder / REGLER)), _les(folder / VARIANTER), begreper, hjelpere, forst)


def _les(path: Path) -> Any:  # noqa: ANN401  YAML is anything until it is read
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _begrep(data: Mapping[str, Any]) -> SokBegrep:
    """Make a concept of what the file holds; a single text stands for a list of one."""

    def texts(key: str) -> tuple[str, ...]:
        value = data.get(key) or ()
        return (value,) if isinstance(value, str) else tuple(map(str, value))

    return SokBegrep(
        id=str(data["id"]),
        tema=texts("tema"),
        stikkord=texts("stikkord"),
        ord=texts("ord"),
        fraser=texts("fraser"),
        nynorsk=texts("nynorsk"),
        engelsk=texts("engelsk"),
        trygghet=data.get("trygghet") or None,
    )


def kompiler(vokabular: Sokevokabular) -> Regler:
    """Fold the rules: what is written with æ, ø and å becomes what the analysis works on."""
    r = vokabular.regler

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
        varianter=_varianter([v for k, v in vokabular.varianter.items() if k not in LEDD], folded),
        begynner=_varianter([vokabular.varianter["begynner"]], folded),
        slutter=_varianter([vokabular.varianter["slutter"]], folded),
        personer={k: folded(" ".join(_personord(p))) for k, p in r.personer.items()},
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
                    raise ValueError(f"{VARIANTER}: «{form}» står både under «{base_of[form]}» og «{b}»")
                if form != b and form not in out.setdefault(b, []):
                    out[b].append(form)
    for base in out:
        if base_of.get(base, base) != base:
            raise ValueError(f"{VARIANTER}: «{base}» er både grunnform og form av «{base_of[base]}»")
    return {base: " ".join(forms) for base, forms in out.items() if forms}


def lag_oppslag(vokabular: Sokevokabular, analyse: Analyse) -> list[Oppslag]:
    """Analyse what people say for each concept."""
    hvem = frozenset(vokabular.regler.hvem.split())
    utkast = [_utkast(b, analyse, hvem) for b in vokabular.begreper]
    norsk = {t for o in utkast for e in o.norsk for t in e.split()}
    leksikon = Leksikon(analyse, norsk, norsk)
    return [
        replace(
            o,
            norsk=_verdt_plassen(o.norsk, o.trygghet),
            engelsk=sorted(o.engelsk),
            deler=" ".join(_deler(b, o, analyse, leksikon)),
        )
        for b, o in zip(vokabular.begreper, utkast, strict=True)
    ]


def _verdt_plassen(entries: Iterable[str], trygghet: str | None) -> list[str]:
    """Return the entries of a concept without those that only say more around what another says.

    Three terms are enough to know a concept by, so the longer entry would find nothing more. One of very many terms
    is met by so few that it is kept only where it may mean danger. Entries and their terms stand in order: it means
    nothing to search, and the file becomes smaller.
    """
    sets = {frozenset(terms) for e in entries if len(terms := e.split()) <= MEST or trygghet}
    short = [s for s in sets if len(s) >= NOK]
    return sorted(" ".join(sorted(s)) for s in sets if not any(other < s for other in short))


def _utkast(begrep: SokBegrep, analyse: Analyse, hvem: AbstractSet[str]) -> Oppslag:
    """Make the entries of a concept."""

    def entries(texts: Iterable[str]) -> list[str]:
        made = {text: _entry(text, analyse) for text in texts}
        # Without its small words such a way to say it would be met by anything, unless it is one word.
        return list(dict.fromkeys(e for text, e in made.items() if e and (text not in smaord or " " not in e)))

    fraser = (*begrep.fraser, *begrep.nynorsk, *begrep.engelsk) if begrep.trygghet else ()
    smaord = {text: termer for text in fraser if (termer := _i_smaord(text, analyse, hvem))}
    # A keyword of a measure that helps in danger («helsestasjon for ungdom») is no word for the danger itself.
    fag = () if begrep.trygghet else begrep.stikkord
    norsk = entries((*fag, *begrep.ord, *begrep.fraser, *begrep.nynorsk))
    return Oppslag(
        id=begrep.id,
        navn=next(begrep.alt(), begrep.id),
        tema=begrep.tema,
        norsk=norsk,
        engelsk=[e for e in entries(begrep.engelsk) if e not in norsk],
        smaord=_minste(smaord.values()),
        trygghet=begrep.trygghet,
    )


def _i_smaord(text: str, analyse: Analyse, hvem: AbstractSet[str]) -> frozenset[str]:
    """Return the terms of a way to say danger where the small words carry the meaning; none where they do not.

    «vil ikke være her mer» has no word with content, and «onkel tar på meg» has only «tar», which could be anything.
    Who it is about is left out where enough remains, for that varies.
    """
    frase = analyse.frase(text)
    innhold = [t for t in frase if not t.startswith((PERSON, NEKTING))]
    if len(innhold) > 1 or not set(innhold) | {NEKTING} & set(frase):
        return frozenset()
    alle = {t.raw: analyse.fraseterm(t) or analyse.smaord(t) for t in analyse.tokens(text)}
    uten_hvem = {term for raw, term in alle.items() if raw not in hvem}
    if len(uten_hvem) <= max(1, len(frase)):
        return frozenset()
    return frozenset(uten_hvem if len(uten_hvem) >= NOK else alle.values())


def _minste(sets: Iterable[frozenset[str]]) -> list[str]:
    """Return sets of terms as texts, without those that hold another."""
    some = set(sets)
    return sorted(" ".join(sorted(s)) for s in some if not any(other < s for other in some))


def _entry(text: str, analyse: Analyse) -> str:
    """Return the terms of an entry; a lone word for a person stays that word.

    One that says only that someone does not («barnet vil ikke») could mean anything, and is no entry.
    """
    termer = analyse.frase(text)
    if all(t.startswith(PERSON) for t in termer):
        termer = tuple(dict.fromkeys(analyse.termer(text)))
    elif all(t.startswith(PERSON) or t == NEKTING for t in termer):
        return ""
    return " ".join(termer)


def _deler(begrep: SokBegrep, oppslag: Oppslag, analyse: Analyse, leksikon: Leksikon) -> Iterator[str]:
    """Yield the parts of the compounds of a concept that are not words of it anyway."""
    har = {t for e in oppslag.norsk for t in e.split()}
    texts = (*(() if begrep.trygghet else begrep.stikkord), *begrep.ord, *begrep.fraser, *begrep.nynorsk)
    forms = dict.fromkeys(analyse.grunnform(t.form) for text in texts for t in analyse.tokens(text))
    return (p for p in dict.fromkeys(p for f in forms for p in leksikon.deler(f)) if p not in har)
