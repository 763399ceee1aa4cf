"""What ``sok_regler.yml`` must hold: each field by its name, and the kind of its value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from generator.search.written import Written

TEKST, ORD, ENDELSER, PERSONER, TALL = "tekst", "ord", "endelser", "personer", "tall"
"""The kinds: a text, texts by any names, texts by a number, words for classes of persons, a number."""

Form = str | Mapping[str, "Form"]


def _numbers(names: str) -> dict[str, Form]:
    return dict.fromkeys(names.split(), TALL)


REGLER_FORM: Final[Mapping[str, Form]] = {
    "tegn": ORD,
    "par": ORD,
    "stopp": ORD,
    **dict.fromkeys(("nekting", "hvem", "ikke_tomme", "fare", "svake", "tjenester"), TEKST),
    "fare_alene": ORD,
    "endelser": ENDELSER,
    "uten_endelse": TEKST,
    "hele": TEKST,
    "sammensatt": {"korte": TEKST, "sperret": TEKST, "krever_s": TEKST, "faste": ORD},
    "personer": PERSONER,
    "gjerning": dict.fromkeys(("jeg", "mellom", "skader", "er", "slik", "unntatt", "andre"), TEKST),
    "vekter": {
        "felt": _numbers("navn stikkord deler kort tekst sted annet hel begrep nar tema"),
        "b": TALL,
        "uansett_lengde": TEKST,
        "ansatt": TALL,
        "ledd": _numbers(
            "prefiks prefiks_kjent inni fuge_s halv_endelse biter deler kjente_deler nabo svak hel begrep dekning hale"
            " forstatt dempet like sted her nar selv"
        ),
        "begrep": _numbers(
            "sjelden trinn minst nekting person terskel smaord alene halv metning pose begge vis sikker trygghet"
            " trygghet_andel trygghet_blant trygghet_sikkert trygghet_nesten ett_ord trygghet_lik"
        ),
        "forst": _numbers("blant aller tiltro styrke"),
        "stemmer": _numbers("vekt navn aller blant begrep nar tema"),
    },
}
"""The whole file. Both the program and the page count on every one of them."""


def read_form(value: Written, form: Form) -> Any:  # noqa: ANN401 - what the form says
    """Return a value of a form, in the order of the file; WrittenError on the line where it is not so."""
    if isinstance(form, Mapping):
        return {name: read_form(field, form[name]) for name, field in value.fields(tuple(form)).items()}
    if form == TEKST:
        return value.text()
    if form == TALL:
        return _number(value)
    if form == PERSONER:
        return {name: _person(field) for name, field in value.entries().items()}
    found = value.entries()
    for name, field in found.items():
        if form == ENDELSER and not re.fullmatch("[0-9]+", name):
            raise field.fault(f"«{name}» er ikke et tall. Skriv hvor mange bokstaver som minst må stå igjen.")
    return {name: "" if field.is_nothing() else field.text() for name, field in found.items()}


def _person(value: Written) -> dict[str, str]:
    """Return the words for one class of persons; what is said of an age is said with a number."""
    needed = ("ord", "tall") if "alder" in value.entries() else ("ord",)
    return {name: field.text() for name, field in value.fields(needed, ("alder", "tall")).items()}


def _number(value: Written) -> int | float:
    """Return a number."""
    text = value.text()
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        raise value.fault(f"«{text}» er ikke et tall. Skriv et tall, med punktum foran desimaler.")
    return float(text) if "." in text else int(text)
