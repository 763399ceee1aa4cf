"""The municipality's two colours -> every colour the site derives from them, as plain hex.

Lightness is fixed and only the hue is borrowed (and the chroma, where the colour is to be recognised), so
contrast holds whatever the municipality chooses. ``oklch(from …)`` in CSS is the same sum, but old phones
lack it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

Colours: TypeAlias = Mapping[str, str]
"""Hex colours by the name of their custom property, without ``--``."""

DARK_SCHEME = "@media screen and (prefers-color-scheme: dark)"
HEX = re.compile(r"#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
PROPERTY = re.compile(r"--([\w-]+):\s*(?:(#[0-9a-f]{3,6})|var\(--([\w-]+)\))\s*;", re.IGNORECASE)

SRGB_TOE = 0.04045
"""Channels of sRGB up to here are linear."""

ACHROMATIC = 0.01
"""A chroma below this is a grey, and the hue of a grey is noise."""

JUST_NOTICEABLE = 0.02
"""The difference in OKLab that CSS Color 4 lets gamut mapping make."""

HALVINGS = 16
"""So many times the search for the largest chroma halves its span: finer than a step of hex."""

TEXT = 4.5
"""The contrast WCAG 2.2 asks of text (1.4.3)."""

FIGURE = 3.0
"""The contrast WCAG 2.2 asks of controls, figures and focus marks (1.4.11)."""


class Rgb(NamedTuple):
    """A colour as light: red, green and blue, linear. A screen shows 0–1."""

    red: float
    green: float
    blue: float


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
    one, two = _oklch(_linear(first)), _oklch(_linear(second))
    accent = {name: _hex(shade(two)) for name, shade in ACCENT.items()}
    return Palette(
        light={name: _hex(shade(one)) for name, shade in LIGHT.items()} | accent,
        dark={name: _hex(shade(one)) for name, shade in DARK.items()},
    )


def stylesheet(first: str, second: str) -> str:
    """Return the text of ``assets/css/farger.css``."""
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
    darker, lighter = sorted(_luminance(_linear(colour)) for colour in (a, b))
    return (lighter + 0.05) / (darker + 0.05)


def _properties(css: str) -> dict[str, str]:
    """Return the custom properties in some CSS that are a hex colour or another property's name."""
    return {name: value or alias for name, value, alias in PROPERTY.findall(css)}


def _value(name: str, colours: Colours) -> str:
    """Return the hex colour that a property ends in."""
    value = colours[name]
    return value if value.startswith("#") else _value(value, colours)


def _linear(colour: str) -> Rgb:
    """Return a hex colour as light."""
    if not HEX.fullmatch(colour):
        raise ValueError(f"«{colour}» er ikke en farge. Skriv den som # og seks tegn, for eksempel #0d4b4b.")
    digits = colour[1:] if len(colour) > len("#rgb") else "".join(d * 2 for d in colour[1:])
    return Rgb(*(_decode(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4)))


def _decode(channel: float) -> float:
    """Return the light of one sRGB channel."""
    return channel / 12.92 if channel <= SRGB_TOE else ((channel + 0.055) / 1.055) ** 2.4


def _encode(light: float) -> float:
    """Return the sRGB channel of some light."""
    return light * 12.92 if light <= SRGB_TOE / 12.92 else 1.055 * light ** (1 / 2.4) - 0.055


def _luminance(rgb: Rgb) -> float:
    """Return how bright WCAG says a colour is, 0–1."""
    return 0.2126 * rgb.red + 0.7152 * rgb.green + 0.0722 * rgb.blue


def _oklch(rgb: Rgb) -> Oklch:
    """Return a colour as people see it."""
    red, green, blue = rgb
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)))


def _rgb(colour: Oklch) -> Rgb:
    """Return a colour as light; it may lie outside what a screen can show."""
    a, b = _ab(colour)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return Rgb(
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _ab(colour: Oklch) -> tuple[float, float]:
    """Return the two colour axes of OKLab."""
    angle = math.radians(colour.hue)
    return colour.chroma * math.cos(angle), colour.chroma * math.sin(angle)


def _clip(rgb: Rgb) -> Rgb:
    """Return the colour with each channel held inside what a screen can show."""
    return Rgb(*(min(1.0, max(0.0, channel)) for channel in rgb))


def _is_near(colour: Oklch, other: Oklch) -> bool:
    """Tell whether two colours look alike."""
    return math.dist((colour.lightness, *_ab(colour)), (other.lightness, *_ab(other))) < JUST_NOTICEABLE


def _fit(colour: Oklch) -> Rgb:
    """Return the colour as a screen can show it, with less chroma where need be (CSS Color 4, 13.2)."""
    if not 0.0 < colour.lightness < 1.0:
        return _clip(_rgb(colour._replace(chroma=0.0)))
    low, chroma, high = 0.0, colour.chroma, colour.chroma
    for _ in range(HALVINGS):
        wanted = colour._replace(chroma=chroma)
        if _is_near(_oklch(_clip(_rgb(wanted))), wanted):
            low = chroma
        else:
            high = chroma
        chroma = (low + high) / 2
    return _clip(_rgb(colour._replace(chroma=low)))


def _hex(colour: Oklch) -> str:
    """Return a colour as CSS writes it."""
    return "#" + "".join(f"{round(_encode(channel) * 255):02x}" for channel in _fit(colour))
