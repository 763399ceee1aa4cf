"""What people say for each concept -> the entries that search knows it by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from generator.cache import Cache, fingerprint, of_values, program, remembered
from generator.search.analysis import NEKTING, PERSON, Analyse
from generator.search.lexicon import Leksikon
from generator.search.phrases import Oppslag
from generator.search.sokevokabular import SokBegrep, Sokevokabular, kompiler

NOK = 3
"""So many terms of an entry are enough to know the concept by."""

MEST = 4
"""An entry of more terms than this is met by hardly anyone."""


Skrevet = Mapping[str, Mapping[str, int]]
"""Term to the words that are written for it, each to how often it is."""


@dataclass(frozen=True, slots=True)
class Sagt:
    """What the vocabulary gives whatever measures there are: the concepts as search knows them, and its words."""

    oppslag: Sequence[Oppslag]
    skrevet: Skrevet


def les_sagt(vokabular: Sokevokabular, store: Cache | None = None) -> Sagt:
    """Analyse all that people say; ``store`` remembers it."""
    return remembered(store, "sagt", lambda: fingerprint(program(), of_values(vokabular)), lambda: _sagt(vokabular))


def _sagt(vokabular: Sokevokabular) -> Sagt:
    analyse = Analyse(kompiler(vokabular))
    return Sagt(lag_oppslag(vokabular, analyse), skrevet((s for b in vokabular.begreper for s in b.alt()), analyse))


def skrevet(texts: Iterable[str], analyse: Analyse) -> Skrevet:
    """Count how often each word is written in some texts, under its term."""
    tokens = [token for text in texts for token in analyse.tokens(text)]
    forms = {token.raw: token.form for token in tokens}
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for raw, times in Counter(token.raw for token in tokens).items():
        counted[analyse.term(forms[raw])][raw] = times
    return dict(counted)


def lag_oppslag(vokabular: Sokevokabular, analyse: Analyse) -> list[Oppslag]:
    """Analyse what people say for each concept."""
    hvem = frozenset(vokabular.regler.hvem.split())
    fare = frozenset(analyse.termer(vokabular.regler.fare))
    utkast = [_utkast(b, analyse, hvem) for b in vokabular.begreper]
    norsk = {t for o in utkast for e in o.norsk for t in e.split()}
    leksikon = Leksikon(analyse, norsk, norsk)
    return [
        replace(
            o,
            norsk=_verdt_plassen(o.norsk, o.trygghet),
            engelsk=sorted(o.engelsk),
            deler=" ".join(_deler(b, o, analyse, leksikon)),
            fare=sorted(fare.intersection((*o.norsk, *o.engelsk))) if o.trygghet else (),
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
        # Without its small words such a way to say danger would be met by anything.
        return list(dict.fromkeys(e for text, e in made.items() if e and not (begrep.trygghet and text in smaord)))

    # What is no danger may be known by one word with content, but what has none at all would else never be.
    alle = (*begrep.fraser, *begrep.nynorsk, *begrep.engelsk)
    fraser = alle if begrep.trygghet else [text for text in alle if not _innhold(analyse.frase(text))]
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
        deler=" ".join(dict.fromkeys(t for text in smaord for t in analyse.frase(text) if t[0].isalnum())),
        smaord=_minste(smaord.values()),
        trygghet=begrep.trygghet,
        bare_helt=begrep.bare_helt,
        smaord_nok=begrep.smaord_nok,
        linjer=begrep.linjer,
        side=begrep.side,
    )


def _i_smaord(text: str, analyse: Analyse, hvem: AbstractSet[str]) -> frozenset[str]:
    """Return the terms of a way to say danger where the small words carry the meaning; none where they do not.

    «vil ikke være her mer» has no word with content, and «onkel tar på meg» has only «tar», which could be anything.
    Who it is about is left out where enough remains, for that varies; of «he hit me» nothing is, since «hit» is «here»
    in Norwegian.
    """
    frase = analyse.frase(text)
    if len(_innhold(frase)) > 1:
        return frozenset()
    alle = {t.raw: analyse.fraseterm(t) or analyse.smaord(t) for t in analyse.tokens(text)}
    uten_hvem = {term for raw, term in alle.items() if raw not in hvem}
    nok = len(uten_hvem) > max(1, len(frase)) or (not frase and len(alle) >= NOK)
    return frozenset(() if not nok else uten_hvem if len(uten_hvem) >= NOK else alle.values())


def _innhold(frase: Iterable[str]) -> list[str]:
    """Return the terms of a phrase that are more than a person or a negation."""
    return [t for t in frase if not t.startswith((PERSON, NEKTING))]


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
    """Yield the parts of the compounds of a concept, and the terms that its small words go with, not its own anyway."""
    har = {t for e in oppslag.norsk for t in e.split()}
    texts = (*(() if begrep.trygghet else begrep.stikkord), *begrep.ord, *begrep.fraser, *begrep.nynorsk)
    forms = dict.fromkeys(analyse.grunnform(t.form) for text in texts for t in analyse.tokens(text))
    parts = (p for f in forms for p in leksikon.deler(f))
    return (p for p in dict.fromkeys((*parts, *oppslag.deler.split())) if p not in har)
