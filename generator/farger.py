"""The municipality's two colours -> every colour the site derives from them, as plain hex.

Lightness is fixed and only the hue is borrowed (and the chroma, where the colour is to be recognised), so
contrast holds whatever the municipality chooses. ``oklch(from …)`` in CSS is the same sum, but old phones
lack it. The colour spaces, the gamut and the contrast are coloraide's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from generator.late import late

Colours: TypeAlias = Mapping[str, str]
"""Hex colours by the name of their custom property, without ``--``."""

DARK_SCHEME = "@media screen and (prefers-color-scheme: dark)"
HEX = re.compile(r"#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
PROPERTY = re.compile(r"--([\w-]+):\s*(?:(#[0-9a-f]{3,6})|var\(--([\w-]+)\))\s*;", re.IGNORECASE)

ACHROMATIC = 0.01
"""A chroma below this is a grey, and the hue of a grey is noise."""

TEXT = 4.5
"""The contrast WCAG 2.2 asks of text (1.4.3)."""

FIGURE = 3.0
"""The contrast WCAG 2.2 asks of controls, figures and focus marks (1.4.11)."""


coloraide = late("coloraide")
"""Its many colour spaces take long to load, and what it says is remembered."""


class Oklch(NamedTuple):
    """A colour as people see it: lightness 0–1, chroma, and hue in degrees."""

    lightness: float
    chroma: float
    hue: float


Shade: TypeAlias = Callable[[Oklch], Oklch]
"""A rule that makes one colour of another."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of each scheme; ``dark`` holds only those that differ from ``light``."""

    light: Colours
    dark: Colours


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Two colours that meet on the page with too little contrast between them."""

    visning: str
    front: str
    back: str
    contrast: float
    required: float

    def __str__(self) -> str:
        """Say it to whoever chose the colours."""
        contrast, required = (f"{n:.1f}".replace(".", ",") for n in (self.contrast, self.required))
        return f"{self.front} på {self.back} har kontrast {contrast} i {self.visning} visning. Kravet er {required}."


def tint(lightness: float, chroma: float) -> Shade:
    """Return the rule for a colour that borrows the hue alone."""
    return lambda c: Oklch(lightness, 0.0 if c.chroma < ACHROMATIC else chroma, c.hue)


def toned(lightness: float, share: float = 1.0) -> Shade:
    """Return the rule for a colour that borrows the hue and a share of the chroma."""
    return lambda c: Oklch(lightness, c.chroma * share, c.hue)


def at_most(lightness: float) -> Shade:
    """Return the rule for the colour itself, darkened where it is lighter than this."""
    return lambda c: c._replace(lightness=min(c.lightness, lightness))


def at_least(lightness: float) -> Shade:
    """Return the rule for the colour itself, lightened where it is darker than this."""
    return lambda c: c._replace(lightness=max(c.lightness, lightness))


def shifted(shade: Shade, by: float) -> Shade:
    """Return the rule for what another rule makes, so much lighter or (negative) darker."""

    def moved(colour: Oklch) -> Oklch:
        made = shade(colour)
        return made._replace(lightness=made.lightness + by)

    return moved


def landscape(deep: Shade) -> dict[str, Shade]:
    """Return the rules for the hills on the home page, from the farthest to the nearest."""
    steps = (0.12, 0.065, -0.035, -0.1)
    return {f"fjell-{n}": shifted(deep, by) for n, by in enumerate(steps, start=1)}


DEEP = at_most(0.4)
DEEP_DARK = tint(0.325, 0.05)

LIGHT: Mapping[str, Shade] = {
    "farge-hoved": at_most(0.42),
    "farge-hoved-mork": toned(0.3),
    "farge-hoved-svak": tint(0.96, 0.009),
    "farge-hoved-svak-2": tint(0.88, 0.024),
    "farge-figur": tint(0.58, 0.045),
    "farge-felt-3": tint(0.52, 0.05),
    "farge-dyp": DEEP,
    "farge-dyp-2": toned(0.285, 0.85),
    "farge-pa-dyp-dempet": tint(0.9, 0.018),
    **landscape(DEEP),
}
"""What the first colour becomes in the light scheme; ``farge-pa-dyp-dempet`` is alike in both."""

DARK: Mapping[str, Shade] = {
    "farge-hoved": tint(0.83, 0.055),
    "farge-hoved-mork": tint(0.9, 0.04),
    "farge-hoved-svak": tint(0.295, 0.025),
    "farge-hoved-svak-2": tint(0.42, 0.04),
    "farge-figur": tint(0.65, 0.045),
    "farge-felt-3": tint(0.67, 0.06),
    "farge-dyp": DEEP_DARK,
    "farge-dyp-2": tint(0.225, 0.03),
    **landscape(DEEP_DARK),
}
"""What the first colour becomes in the dark scheme."""

ACCENT: Mapping[str, Shade] = {"farge-aksent": at_least(0.74)}
"""What the second colour becomes, in both schemes."""

PAGE = ("farge-flate", "farge-ansatt", "farge-hoved-svak")
DEEP_SURFACES = ("farge-dyp", "farge-dyp-2")

TEXT_ON: Mapping[str, tuple[str, ...]] = {
    "farge-tekst": (*PAGE, "farge-ansatt-2", "farge-hoved-svak-2", "farge-fare-svak", "farge-merk"),
    "farge-dempet": PAGE,
    "farge-hoved": (*PAGE, "farge-fare-svak", "farge-merk"),
    "farge-pa-hoved": ("farge-hoved", "farge-hoved-mork"),
    "farge-pa-dyp": DEEP_SURFACES,
    "farge-pa-dyp-dempet": DEEP_SURFACES,
    "farge-pa-aksent": ("farge-aksent",),
    "farge-pa-felt": ("farge-felt-3", "farge-felt-4"),
    "farge-fare": ("farge-flate", "farge-fare-svak"),
}
"""Colours of text, and the surfaces it stands on."""

FIGURE_ON: Mapping[str, tuple[str, ...]] = {
    "farge-strek-kontroll": PAGE,
    "farge-figur": ("farge-flate",),
    "farge-fokus": (*PAGE, "farge-fare-svak"),
    "farge-aksent": DEEP_SURFACES,
    "farge-felt-3": ("farge-flate",),
}
"""Colours of control borders, figures and focus marks, and the surfaces they stand on."""


def derive(first: str, second: str) -> Palette:
    """Return all colours that follow from the municipality's two."""
    one, two = _oklch(first), _oklch(second)
    accent = {name: _hex(shade(two)) for name, shade in ACCENT.items()}
    return Palette(
        light={name: _hex(shade(one)) for name, shade in LIGHT.items()} | accent,
        dark={name: _hex(shade(one)) for name, shade in DARK.items()},
    )


def stylesheet(first: str, second: str) -> str:
    """Return the part of the style sheet that gives every colour its value, in both schemes."""
    palette = derive(first, second)
    light, dark = (
        "".join(f"{indent}--{name}: {value};\n" for name, value in colours.items())
        for indent, colours in (("  ", palette.light), ("    ", palette.dark))
    )
    return (
        "/* Skrevet av byggingen ut fra kommunens to farger. */\n"
        f":root {{\n{light}}}\n\n{DARK_SCHEME} {{\n  :root {{\n{dark}  }}\n}}\n"
    )


def check(first: str, second: str, tokens: str) -> list[Unreadable]:
    """Return every pair that meets on the page with too little contrast, in both schemes.

    ``tokens`` is the text of ``assets/css/tokens.css``, which holds the colours that follow no municipality.
    """
    derived = derive(first, second)
    before, _, after = tokens.partition(DARK_SCHEME)
    light = {**_properties(before), **derived.light}
    dark = {**light, **_properties(after), **derived.dark}
    return [
        Unreadable(visning, front, back, ratio, required)
        for visning, colours in (("lys", light), ("mørk", dark))
        for required, pairs in ((TEXT, TEXT_ON), (FIGURE, FIGURE_ON))
        for front, backs in pairs.items()
        for back in backs
        if (ratio := contrast(_value(front, colours), _value(back, colours))) < required
    ]


def contrast(a: str, b: str) -> float:
    """Return the contrast of two hex colours by WCAG 2.2: from 1 (equal) to 21 (black on white)."""
    return float(coloraide.Color(a).contrast(b, method="wcag21"))


def _properties(css: str) -> dict[str, str]:
    """Return the custom properties in some CSS that are a hex colour or another property's name."""
    return {name: value or alias for name, value, alias in PROPERTY.findall(css)}


def _value(name: str, colours: Colours) -> str:
    """Return the hex colour that a property ends in."""
    value = colours[name]
    return value if value.startswith("#") else _value(value, colours)


def _oklch(colour: str) -> Oklch:
    """Return a hex colour as people see it."""
    if not HEX.fullmatch(colour):
        raise ValueError(f"«{colour}» er ikke en farge. Skriv den som # og seks tegn, for eksempel #0d4b4b.")
    return Oklch(*coloraide.Color(colour).convert("oklch").coords(nans=False))


def _hex(colour: Oklch) -> str:
    """Return a colour as CSS writes it, with less chroma where a screen cannot show it (CSS Color 4, 13.2)."""
    return str(coloraide.Color("oklch", colour).convert("srgb").fit(method="oklch-chroma").to_string(hex=True))
