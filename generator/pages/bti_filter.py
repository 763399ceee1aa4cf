"""What the measures of a BTI level are narrowed by, in place: age, municipality and theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model import Katalog, Tiltak, Vokabular
from generator.telling.age_choices import choices, coded
from generator.telling.ages import stretches
from generator.texts import said, words
from generator.views import municipalities, norwegian_key


def facts(t: Tiltak, vokabular: Vokabular) -> dict[str, Any]:
    """Return what the browser needs to know of one measure."""
    kommuner = municipalities(t, vokabular)
    return {"alder": coded(stretches(t, vokabular)), "kommune": kommuner, "tema": t.tema}


def context(tiltak: Iterable[Tiltak], katalog: Katalog) -> dict[str, Any]:
    """Gather the choices of the form, and the facts of the measures it narrows."""
    v, o = katalog.vokabular, words()["livslop"]
    tiltak = tuple(tiltak)
    themes = {tema for t in tiltak for tema in t.tema}
    kommuner = sorted(((k.id, said(k.navn)) for k in v.kommuner.values()), key=lambda pair: norwegian_key(pair[1]))
    return {
        "avgrens": [
            ("alder", o["velg_aar"], choices(v)),
            ("kommune", words()["bti"]["kommune"], [("", kommuner)]),
            (
                "tema",
                words()["bti"]["tema"],
                [("", [(b.id, said(b.navn)) for b in v.tema.values() if b.id in themes])],
            ),
        ],
        "avgrens_fakta": {t.id: facts(t, v) for t in tiltak},
    }
