"""CHECKS: the rules that need a whole post, other posts, the vocabularies or today's date.

One function a rule, its docstring is the rule. A FEIL stops, so time passing alone never makes one: a day in
the past is an ADVARSEL. A date of confirmation after today is a FEIL, and heals by itself.
"""

# ruff: noqa: D401 - each docstring is a rule, not an order

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile
from operator import attrgetter
from typing import Any, NamedTuple

from generator.model import ALLE_KOMMUNER, Alder, Enhet, Faktor, Tiltak, Vokabular
from generator.problem import Grad, Problem
from generator.reading.folder import CALLED, ENDING, MAPPE_TIL, MAPPER, without_place
from generator.reading.lines import quoted
from generator.reading.nodes import Path
from generator.rules.posts import Alt, Check
from generator.spelling import misspelt, shown
from generator.telling.ages import Aldersgrunnlag, age_of
from generator.telling.organisasjon import is_real
from generator.telling.present import has_channel, listed, long_date, nobody_owns
from generator.views import municipalities, only_staff

A_YEAR = timedelta(days=365)

SAVN = {
    "beskrivelse": "Innbyggere ser bare den korte setningen. Skriv en beskrivelse.",
    "alder": "Innbyggere ser ikke hvilken alder tilbudet er for.",
    "stikkord": "Uten stikkord finner folk tilbudet bare på navnet. Skriv ordene de leter etter.",
    "bekreftet": "Siden sier at enheten ikke har bekreftet opplysningene.",
    "kilder": "Ingen kan se hvor opplysningene kommer fra.",
    "om": "Innbyggere ser ikke hva enheten gjør.",
}
"""What readers miss when a recommended field is absent."""

UKJENT = "ukjent"
"""The value of a field that says nobody has told."""

SPOR_OM = {
    "status": "Siden sier at vi ikke vet om tilbudet er i gang.",
    "tilgang.ta_kontakt_selv": "Innbyggere ser ikke om de kan ta kontakt selv.",
    "kostnad.type": "Innbyggere ser ikke hva det koster, eller om det er gratis.",
}
"""The fields that readers look for first, and what they miss while the value is not known."""

FOR_FAMILIES = ("tilgang.ta_kontakt_selv", "kostnad.type")
"""Those of them that are of no use to one who works with the measure."""

SAVN_ALDER = {
    Aldersgrunnlag.TRINN: "Siden viser trinnet, men ikke hvilken alder tilbudet er for.",
    Aldersgrunnlag.OMTRENT: "Siden viser bare omtrent hvilken alder tilbudet er for, ut fra målgruppene.",
}
"""What readers see in place of an age that is not stated."""


def backward(fra: int | None, til: int | None) -> str:
    """Say that an age ends before it begins; ``""`` when it does not, or an end is open."""
    if fra is None or til is None or fra <= til:
        return ""
    return f"Fra alder ({fra}) er høyere enn til alder ({til}). Har de byttet plass?"


def periods_run_forward(alt: Alt) -> Iterator[Problem]:
    """``fra`` is not after ``til``, neither in ``periode`` nor in ``alder``."""
    for post, t in alt.tiltak():
        if t.periode and t.periode.fra and t.periode.til and t.periode.fra > t.periode.til:
            message = "Perioden slutter før den begynner. Sjekk datoene."
            yield post.problem(("periode", "til"), Grad.FEIL, message)
        if t.alder and (message := backward(t.alder.fra, t.alder.til)):
            yield post.problem(("alder", "til"), Grad.FEIL, message)


def everywhere_stands_alone(alt: Alt) -> Iterator[Problem]:
    """``alle`` stands alone in ``kommuner``: it already holds every municipality."""
    for post in alt.poster:
        if ALLE_KOMMUNER in post.verdi.kommuner and len(post.verdi.kommuner) > 1:
            index = post.verdi.kommuner.index(ALLE_KOMMUNER)
            message = "«alle» må stå alene. Velg enten alle, eller kommunene tilbudet gjelder for."
            yield post.problem(("kommuner", index), Grad.FEIL, message)


def references_lead_somewhere(alt: Alt) -> Iterator[Problem]:
    """An id of a unit or a measure is one that is there."""
    fields: dict[type, tuple[Reference, ...]] = {}
    for post in alt.poster:
        if type(post.verdi) not in fields:
            fields[type(post.verdi)] = tuple(reference_fields(post.skjema.innhold))
        for path, kind, ident in references(post.verdi, fields[type(post.verdi)]):
            known = alt.ids.get(MAPPE_TIL[kind], frozenset())
            if ident in known:
                continue
            bare = ident.strip()
            other = next(mappe for mappe in MAPPER if mappe != MAPPE_TIL[kind])
            is_other = bare in alt.ids.get(other, frozenset())
            near = bare if bare in known else "" if is_other else misspelt(without_place(bare), known)
            message = f"Det står et mellomrom foran eller bak {shown(bare)}. Ta det bort."
            if is_other:
                message = f"{shown(bare)} er {CALLED[other]}, og her skal det stå {CALLED[MAPPE_TIL[kind]]}."
            elif near != bare:
                unknown = "Vi kjenner ikke enheten" if kind == "enhet" else "Vi kjenner ikke tilbudet"
                message = f"{unknown} {shown(ident)}. {f'Mente du «{near}»?' if near else _where(kind)}"
            yield post.problem(path, Grad.FEIL, message, quoted(near) if near else "")


def _where(kind: str) -> str:
    """Say where the ids of posts of a kind are found."""
    gone = "" if kind == "enhet" else " Er tilbudet slettet, sletter du linjen."
    return f"Ingen fil i mappen {MAPPE_TIL[kind]}/ heter det. Id-en er navnet på filen, uten {ENDING}.{gone}"


class Reference(NamedTuple):
    """A field that names units or measures: its key, which of the two, and whether it is a list."""

    key: str
    kind: str
    many: bool


def reference_fields(innhold: Mapping[str, Any]) -> Iterator[Reference]:
    """Yield each field that a schema marks as a reference."""
    for key, part in innhold["properties"].items():
        if kind := part.get("x-referanse"):
            yield Reference(key, kind, many=False)
        elif kind := part.get("items", {}).get("x-referanse"):
            yield Reference(key, kind, many=True)


def references(verdi: Tiltak | Enhet, fields: Iterable[Reference]) -> Iterator[tuple[Path, str, str]]:
    """Yield (path, kind, id) of each reference of a post."""
    for key, kind, many in fields:
        value = getattr(verdi, key, None)
        if many:
            yield from (((key, index), kind, ident) for index, ident in enumerate(value or ()))
        elif value is not None:
            yield (key,), kind, value


def nothing_is_its_own_part(alt: Alt) -> Iterator[Problem]:
    """``del_av`` and ``overordnet`` lead upwards, never round in a circle; ``relatert`` names others."""
    for key in ("del_av", "overordnet"):
        up = {post.verdi.id: target for post in alt.poster if (target := getattr(post.verdi, key, None)) is not None}
        for post in alt.poster:
            chain = _chain(post.verdi.id, up)
            if len(chain) > 1 and chain[-1] == post.verdi.id:
                way = " → ".join(f"«{ident}»" for ident in chain)
                yield post.problem((key,), Grad.FEIL, f"Her går det i ring: {way}. Slett den ene henvisningen.")
    for post, t in alt.tiltak():
        if t.id in t.relatert:
            message = "Tilbudet viser til seg selv. Slett linjen."
            yield post.problem(("relatert", t.relatert.index(t.id)), Grad.ADVARSEL, message)


def _chain(start: str, up: Mapping[str, str]) -> list[str]:
    """Return the way upwards from an id, ending where it stops or meets itself."""
    chain = [start]
    while (following := up.get(chain[-1])) is not None:
        chain.append(following)
        if following in chain[:-1]:
            break
    return chain


def confirmations_are_fresh(alt: Alt) -> Iterator[Problem]:
    """``bekreftet.dato`` is not after today (FEIL), not older than 12 months, and leaves no ``antatt``."""
    for post, t in alt.tiltak():
        if t.bekreftet is None:
            continue
        if t.bekreftet.dato > alt.i_dag:
            message = f"Datoen er etter i dag ({long_date(alt.i_dag)}). Skriv dagen dere leste posten."
            yield post.problem(("bekreftet", "dato"), Grad.FEIL, message, quoted(alt.i_dag.isoformat()))
        elif alt.i_dag - t.bekreftet.dato > A_YEAR:
            message = f"Det er over ett år siden posten ble bekreftet. {_ask(alt, t)}"
            yield post.problem(("bekreftet", "dato"), Grad.ADVARSEL, message)
        if t.antatt:
            message = f"Posten er bekreftet, men {listed(t.antatt)} står fortsatt som antatt. {_ask(alt, t)}"
            yield post.problem(("antatt",), Grad.ADVARSEL, message)


def organisation_numbers_are_real(alt: Alt) -> Iterator[Problem]:
    """The last digit of ``organisasjonsnummer`` is the one that the others give (modulus 11)."""
    for post in alt.poster:
        number = post.verdi.organisasjonsnummer if isinstance(post.verdi, Enhet) else None
        if number is not None and not is_real(number):
            message = f"{shown(number)} finnes ikke: Det siste sifferet stemmer ikke. Se etter i Enhetsregisteret."
            yield post.problem(("organisasjonsnummer",), Grad.FEIL, message)


def nothing_has_run_out(alt: Alt) -> Iterator[Problem]:
    """A ``periode.til`` or ``varsel.til`` that has passed is told, and a pilot says when it ends."""
    for post, t in alt.tiltak():
        end = t.periode.til if t.periode else None
        if end is not None and end < alt.i_dag and t.status != "avsluttet":
            todo = "Er den forlenget, blitt fast eller avsluttet?"
            message = f"Perioden sluttet {long_date(end)}. {todo} {_ask(alt, t)}"
            yield post.problem(("periode", "til"), Grad.ADVARSEL, message)
        if end is None and t.status == "pilot":
            message = f"En pilot må ha en sluttdato i periode. {_ask(alt, t)}"
            yield post.lacking("periode", message, "til")
        if t.varsel and t.varsel.til < alt.i_dag:
            message = f"Varselet gikk ut {long_date(t.varsel.til)} og vises ikke lenger. Slett det."
            yield post.problem(("varsel", "til"), Grad.ADVARSEL, message)


def factors_fit_the_age(alt: Alt) -> Iterator[Problem]:
    """A factor that holds from an age on (B3, B6) does not stand on a measure for younger children alone."""
    for post, t in alt.tiltak():
        oldest = _oldest(t, alt.vokabular)
        if oldest is None:
            continue
        for key in ("risikofaktorer", "beskyttelsesfaktorer"):
            known: Mapping[str, Faktor] = getattr(alt.vokabular, key)
            for index, code in enumerate(getattr(t, key)):
                start = known[code].fra_alder
                if start is not None and oldest < start:
                    message = f"{code} gjelder fra {start} år, men tilbudet er for barn til og med {oldest} år."
                    yield post.problem((key, index), Grad.ADVARSEL, message)


def _oldest(t: Tiltak, vokabular: Vokabular) -> int | None:
    """Return the highest age a measure is for: as stated, else as its grades mean; None when open."""
    if t.alder is not None:
        return t.alder.til
    ages: list[Alder | None] = [vokabular.trinn[grade].alder for grade in t.trinn]
    ends = [age.til if age else None for age in ages]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def assumptions_are_about_something(alt: Alt) -> Iterator[Problem]:
    """``antatt`` names fields that the post has."""
    for post in alt.poster:
        for index, key in enumerate(post.verdi.antatt):
            if getattr(post.verdi, key) in (None, ()):
                message = f"«{key}» står som antatt, men har ingen verdi i posten. Slett linjen."
                yield post.problem(("antatt", index), Grad.ADVARSEL, message)


def assumptions_are_not_keywords(alt: Alt) -> Iterator[Problem]:
    """The last keywords are no fields that may be assumed: then the line ``antatt:`` above them is gone."""
    for post, t in alt.tiltak():
        fields = frozenset(post.skjema.innhold["properties"]["antatt"]["items"]["enum"])
        last = list(takewhile(fields.__contains__, reversed(t.stikkord)))
        if not last or t.antatt:
            continue
        message = (
            f"«{last[-1]}» er også navnet på et felt. Er det et stikkord, skriv det foran et annet. "
            "Ellers er linjen «antatt:» over det blitt borte."
        )
        problem = post.problem(("stikkord", len(t.stikkord) - len(last)), Grad.FEIL, message)
        if post.raw.splitlines()[problem.linje - 1].lstrip().startswith(b"- "):
            yield replace(problem, forslag=f"antatt:\n  - {quoted(last[-1])}")


_AGE_FROM = ("trinn", "malgrupper")
"""What the age is taken from where it is not stated: while one of them is wrong, nobody knows what readers see."""


def recommended_fields_are_there(alt: Alt) -> Iterator[Problem]:
    """What the schema recommends is there; else readers see the gap."""
    enheter = alt.enheter()
    for post in alt.poster:
        for key in post.skjema.innhold.get("x-anbefalt", ()):
            if key == "kilder" and not alt.vokabular.dokumenter:
                continue  # the municipality is its own source, and lists none that a post may name
            unsure = {key, *_AGE_FROM} & post.wrong if key == "alder" else {key} & post.wrong
            if key != "kontakt" and not unsure and getattr(post.verdi, key) in (None, ()):
                savn = SAVN.get(key) or f"{post.skjema.title((key,))} er ikke fylt ut."
                if key == "alder" and isinstance(post.verdi, Tiltak):
                    savn = SAVN_ALDER.get(age_of(post.verdi, alt.vokabular).grunnlag, savn)
                message = f"{savn} {_ask(alt, post.verdi, enheter)}"
                yield post.lacking(key, message.strip())


def what_is_not_known_is_asked_for(alt: Alt) -> Iterator[Problem]:
    """What readers look for first is known: if it is running and, of help for families, the way in and the cost."""
    enheter = alt.enheter()
    for post, t in alt.tiltak():
        if {"type", "synlighet", *(felt.partition(".")[0] for felt in SPOR_OM)} & post.wrong:
            continue
        for_families = alt.vokabular.type[t.type].i_dekning and not only_staff(t)
        for felt, savn in SPOR_OM.items():
            if (for_families or felt not in FOR_FAMILIES) and attrgetter(felt)(t) == UKJENT:
                path = tuple(felt.split("."))
                known = " eller ".join(ident for ident in post.skjema.part(path)["enum"] if ident != UKJENT)
                message = f"{savn} {_ask(alt, t, enheter)}"
                yield post.unknown(path, UKJENT, message.strip(), f'"<{known}>"')


def someone_can_be_reached(alt: Alt) -> Iterator[Problem]:
    """There is a way to make contact, in the post or in its unit; of a unit that cannot be read, nobody knows."""
    enheter = alt.enheter()
    for post in alt.poster:
        if "kontakt" in post.wrong:
            continue
        own = [post.verdi.kontakt]
        if isinstance(post.verdi, Tiltak):
            if post.verdi.enhet not in enheter:
                continue
            own.append(enheter[post.verdi.enhet].kontakt)
        if not any(kontakt and has_channel(kontakt) for kontakt in own):
            message = f"Innbyggere ser: «Kontaktinformasjon mangler». {_ask(alt, post.verdi, enheter)}"
            yield post.lacking("kontakt", message.strip())


_REACHED_BY = ("telefon", "epost", "nettside", "chat")


def notes_of_units_fit(alt: Alt) -> Iterator[Problem]:
    """A post that has what its unit lacks says so itself: else the unit's note about what is missing stands there."""
    enheter = alt.enheter()
    for post, t in alt.tiltak():
        own, unit = t.kontakt, enheter[t.enhet].kontakt if t.enhet in enheter else None
        if own is None or own.merknad or unit is None or not unit.merknad or "mangler" not in unit.merknad:
            continue
        if any(getattr(own, key) and not getattr(unit, key) for key in _REACHED_BY):
            message = f"På siden står også merknaden fra enheten: «{unit.merknad}» Skriv en egen hvis den ikke stemmer."
            missing = 'merknad: "<Noe folk må vite når de tar kontakt>"'
            forslag = post.document().with_field(("kontakt",), [missing])
            yield replace(post.problem(("kontakt",), Grad.ADVARSEL, message), forslag=forslag)


def names_tell_apart(alt: Alt) -> Iterator[Problem]:
    """Two measures of one municipality have two names; each that has the name of another is told of it."""
    called: dict[tuple[str, str], list[str]] = {}
    for _, t in alt.tiltak():
        for kommune in municipalities(t, alt.vokabular):
            called.setdefault((t.navn.casefold().strip(), kommune), []).append(t.id)
    for post, t in alt.tiltak():
        names = ((t.navn.casefold().strip(), kommune) for kommune in municipalities(t, alt.vokabular))
        other = next((ident for name in names for ident in called[name] if ident != t.id), "")
        if other:
            message = f"«{other}» har samme navn i samme kommune. Er det samme tilbud to ganger?"
            yield post.problem(("navn",), Grad.ADVARSEL, message)


def _ask(alt: Alt, verdi: Tiltak | Enhet, enheter: Mapping[str, Enhet] | None = None) -> str:
    """Return whom to ask: the unit itself, or the one that owns the measure; nobody where no owner is known."""
    if isinstance(verdi, Enhet):
        return "" if ALLE_KOMMUNER in verdi.kommuner or not verdi.navn else f"Spør: {verdi.navn}."
    enhet = (alt.enheter() if enheter is None else enheter).get(verdi.enhet)
    return f"Spør: {enhet.navn}." if enhet and enhet.navn and not nobody_owns(verdi, enhet) else ""


FIELD_CHECKS: tuple[Check, ...] = (
    periods_run_forward,
    everywhere_stands_alone,
    references_lead_somewhere,
    nothing_is_its_own_part,
    organisation_numbers_are_real,
    confirmations_are_fresh,
    nothing_has_run_out,
)
"""Those that look at one field at a time, so what is wrong elsewhere in a post does not keep them from telling."""

GAP_CHECKS: tuple[Check, ...] = (
    recommended_fields_are_there,
    what_is_not_known_is_asked_for,
    someone_can_be_reached,
)
"""Those that tell what a post lacks: so do they of one where something else is wrong, but for what is wrong itself."""

CHECKS: tuple[Check, ...] = (
    *FIELD_CHECKS,
    *GAP_CHECKS,
    factors_fit_the_age,
    assumptions_are_about_something,
    assumptions_are_not_keywords,
    notes_of_units_fit,
    names_tell_apart,
)
