"""A measure as it stands in a list: the few facts one chooses by."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Katalog, Tiltak
from generator.telling.present import (
    Merkelapp,
    age_text,
    contact_of,
    giver_text,
    has_channel,
    levels,
    likely,
    listed,
    place_text,
    status_icon,
    status_text,
    unconfirmed,
)
from generator.telling.tilgang import is_free, is_open, must_be_referred
from generator.texts import said, words
from generator.views import only_staff


@dataclass(frozen=True, slots=True)
class Kort:
    """One measure in a list. Only what is stated counts as free or open to all."""

    id: str
    navn: str
    kort: str
    kun_ansatt: bool
    status_ord: str
    status_ikon: str
    sted: str
    selv: bool
    henvises: str
    """That someone must refer one, or nothing."""
    gratis: bool
    pris: str
    """What it costs where that is something, as sure as the post is."""
    alder: str
    mangler_kontakt: bool
    nivaer: tuple[Merkelapp, ...]
    hvem: str
    ubekreftet: str
    mangler: str
    antatt_faktor: bool
    """Whether a risk factor or a protective factor that it has is assumed."""

    @property
    def antatt_niva(self) -> bool:
        """Tell whether any of the levels is assumed."""
        return any(m.antatt for m in self.nivaer)


def card(t: Tiltak, katalog: Katalog) -> Kort:
    """Make the card of one measure."""
    o = words()
    running = t.status == "i-drift"
    no_contact = not has_channel(contact_of(t, katalog.enheter[t.enhet]))
    age = age_text(t, katalog)
    lacks = {"pris": t.kostnad.type == "ukjent", "alder": not age, "kontakt": no_contact}
    return Kort(
        id=t.id,
        navn=t.navn,
        kort=t.kort,
        kun_ansatt=only_staff(t),
        status_ord="" if running else status_text(t, katalog.vokabular),
        status_ikon=status_icon(t.status),
        sted=place_text(t, katalog),
        selv=is_open(t),
        henvises=must_be_referred(t),
        gratis=is_free(t),
        pris=_price(t, katalog),
        alder=age,
        mangler_kontakt=no_contact,
        nivaer=levels(t, katalog),
        hvem=giver_text(t, katalog),
        ubekreftet=unconfirmed(t, katalog.enheter[t.enhet]),
        mangler=listed([o["finn"][f"mangler_{name}"] for name, is_so in lacks.items() if is_so]),
        antatt_faktor=any(getattr(t, name) and name in t.antatt for name in ("risikofaktorer", "beskyttelsesfaktorer")),
    )


def _price(t: Tiltak, katalog: Katalog) -> str:
    """Return what kind of price a measure has, where it is known to have one."""
    if t.kostnad.type in ("gratis", "ukjent"):
        return ""
    return likely(t, "kostnad", said(katalog.vokabular.kostnad[t.kostnad.type].navn))
