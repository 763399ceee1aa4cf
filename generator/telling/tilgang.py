"""How one gets the help: the way in, in few words and as a list of ways, as sure as the post is."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Katalog, Tiltak
from generator.telling.present import asked, listed, uncapitalised
from generator.texts import said, words


@dataclass(frozen=True, slots=True)
class Mate:
    """One way to the help: its icon, its name, and what it asks of the reader."""

    ikon: str
    navn: str
    tekst: str
    lenke: str = ""


def is_open(t: Tiltak) -> bool:
    """Tell whether one may make contact oneself: stated, not assumed."""
    return t.tilgang.ta_kontakt_selv == "ja" and "tilgang" not in t.antatt


def is_free(t: Tiltak) -> bool:
    """Tell whether it costs nothing: stated, not assumed."""
    return t.kostnad.type == "gratis" and "kostnad" not in t.antatt


def way_in(t: Tiltak, *, assumed: bool = False) -> str:
    """Say in a few words how one gets in, where it is stated or may be ``assumed``, then with «trolig»; else ``""``."""
    o = words()["tiltak"]
    unsure = "tilgang" in t.antatt
    way = "uten_time" if t.tilgang.dropin == "ja" else {"ja": "selv", "nei": "ikke_selv"}.get(t.tilgang.ta_kontakt_selv)
    if way is None or (unsure and not assumed):
        return ""
    return str(o["vei_inn_trolig"][way] if unsure else o[way])


def must_be_referred(t: Tiltak) -> str:
    """Say that someone must refer one, as sure as the post is; ``""`` where one need not, or nobody told."""
    o = words()["tiltak"]
    if t.tilgang.ta_kontakt_selv != "nei":
        return ""
    return str(o["vei_inn_trolig"]["ikke_selv"] if "tilgang" in t.antatt else o["ikke_selv"])


def referral(t: Tiltak, katalog: Katalog) -> str:
    """Say who may refer one, as sure as the post is; ``""`` where nobody is named."""
    roles = listed([uncapitalised(said(katalog.vokabular.roller[r].navn)) for r in t.tilgang.henvises_av])
    text: str = words()["tiltak"]["mater"]["henvist"]["tekst_trolig" if "tilgang" in t.antatt else "tekst"]
    return text.format(roller=roles) if roles else ""


def ways(t: Tiltak, katalog: Katalog) -> tuple[Mate, ...]:
    """Return the ways to the help. An assumed way is said with «trolig»; where nobody told, that is said."""
    o = words()["tiltak"]["mater"]
    likely = "_trolig" if "tilgang" in t.antatt else ""
    found = []
    if t.tilgang.dropin == "ja":
        found.append(Mate("dor", o["dropin"]["navn"], o["dropin"][f"tekst{likely}"]))
    if t.tilgang.ta_kontakt_selv == "ja":
        found.append(Mate("telefon", o["selv"]["navn"], o["selv"][f"tekst{likely}"]))
    if text := referral(t, katalog):
        found.append(Mate("dokument", o["henvist"]["navn"], text))
    elif t.tilgang.ta_kontakt_selv == "nei":
        found.append(Mate("dokument", o["nei"]["navn"], o["nei"][f"tekst{likely}"]))
    if t.tilgang.skjema:
        found.append(Mate("blyant", o["skjema"]["navn"], o["skjema"][f"tekst{likely}"], t.tilgang.skjema))
    if not found:
        whom = asked(t, katalog.enheter[t.enhet])
        found.append(Mate("ukjent", o["ukjent"]["navn"], o["ukjent"]["tekst"].format(enhet=whom)))
    return tuple(found)
