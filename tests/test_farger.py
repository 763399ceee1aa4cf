"""The colours that follow from the municipality's two: as drawn, readable, and all the sheets ask for."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from generator import farger

CSS = Path(__file__).parents[1] / "site-overrides" / "assets" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
FJORD, MOLTE = "#0d4b4b", "#f0b23c"

LIGHT = {
    "farge-hoved": "#0d4b4b",
    "farge-hoved-mork": "#003737",
    "farge-hoved-svak": "#ebf4f4",
    "farge-hoved-svak-2": "#c6dddc",
    "farge-figur": "#568282",
    "farge-felt-3": "#447273",
    "farge-dyp": "#0d4b4b",
    "farge-dyp-2": "#003232",
    "farge-pa-dyp-dempet": "#d1e2e2",
    "farge-aksent": "#f0b23c",
    "fjell-1": "#356e6d",
    "fjell-2": "#245d5d",
    "fjell-3": "#004241",
    "fjell-4": "#003030",
}
"""What the two colours of the visual target become in the light scheme, as it was drawn."""

DARK = {
    "farge-hoved": "#9ed3d2",
    "farge-hoved-mork": "#c0e7e6",
    "farge-hoved-svak": "#1d3130",
    "farge-hoved-svak-2": "#325454",
    "farge-figur": "#6a9796",
    "farge-felt-3": "#6aa3a5",
    "farge-dyp": "#0a3c3c",
    "farge-dyp-2": "#082020",
}
"""The same in the dark scheme."""

ROUNDING = 6
"""Steps of 255: the target's table was rounded by hand, its figures the most."""


def _distance(a: str, b: str) -> int:
    """Return how far apart two hex colours are in the channel where they differ most."""
    return max(abs(int(a[i : i + 2], 16) - int(b[i : i + 2], 16)) for i in (1, 3, 5))


@pytest.mark.parametrize(("name", "expected"), LIGHT.items())
def test_light_is_as_drawn(name: str, expected: str) -> None:
    """The light scheme has the colours of the visual target."""
    assert _distance(farger.derive(FJORD, MOLTE).light[name], expected) <= ROUNDING


@pytest.mark.parametrize(("name", "expected"), DARK.items())
def test_dark_is_as_drawn(name: str, expected: str) -> None:
    """The dark scheme has the colours of the visual target."""
    assert _distance(farger.derive(FJORD, MOLTE).dark[name], expected) <= ROUNDING


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777", "#fff", 4.48),
    ],
)
def test_contrast_is_that_of_wcag(a: str, b: str, expected: float) -> None:
    """Contrast is what WCAG's own examples say, and alike both ways."""
    assert farger.contrast(a, b) == pytest.approx(expected, abs=0.005)
    assert farger.contrast(b, a) == farger.contrast(a, b)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FJORD, MOLTE),
        ("#ffff00", "#0000ff"),
        ("#ff2400", "#ff2400"),
        ("#808080", "#808080"),
        ("#000000", "#000000"),
        ("#ffffff", "#ffffff"),
    ],
    ids=["fjord and molte", "yellow", "scarlet", "grey", "black", "white"],
)
def test_extreme_colours_can_be_read(first: str, second: str) -> None:
    """Whatever the municipality chooses, text and figures keep their contrast in both schemes."""
    assert farger.check(first, second, TOKENS) == []


def test_every_hue_can_be_read() -> None:
    """No corner of what a screen can show gives too little contrast."""
    for channels in product((0, 85, 170, 255), repeat=3):
        colour = "#{:02x}{:02x}{:02x}".format(*channels)
        assert farger.check(colour, colour, TOKENS) == [], colour


@pytest.mark.parametrize(
    ("was", "becomes", "visning"),
    [("--farge-dempet: #4b5b5e", "--farge-dempet: #98a4a6", "lys"), ("#b6c1c0", "#4b5b5e", "mørk")],
)
def test_weak_colours_are_found(was: str, becomes: str, visning: str) -> None:
    """A pair that cannot be read is told with its names, its contrast and the scheme it is in."""
    assert was in TOKENS
    pairs = farger.check(FJORD, MOLTE, TOKENS.replace(was, becomes))
    assert {(pair.front, pair.visning) for pair in pairs} == {("farge-dempet", visning)}
    assert all(pair.contrast < pair.required == farger.TEXT for pair in pairs)
    assert re.fullmatch(
        rf"farge-dempet på farge-flate har kontrast \d,\d i {visning} visning\. Kravet er 4,5\.",
        str(pairs[0]),
    )


def test_hue_is_the_municipalitys() -> None:
    """A scarlet municipality gets red links and buttons, light and dark."""
    palette = farger.derive("#ff2400", MOLTE)
    for colour in (palette.light["farge-hoved"], palette.dark["farge-hoved"], palette.light["farge-figur"]):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert red > green >= 0
        assert red > blue >= 0


@pytest.mark.parametrize("grey", ["#000000", "#808080", "#818080", "#ffffff"])
def test_grey_has_no_hue_to_lend(grey: str) -> None:
    """A grey, or what is nearly one, gives greys and not the colour its rounding points to."""
    palette = farger.derive(grey, grey)
    assert all(_distance(f"#{c[1:3] * 3}", c) <= 2 for c in (*palette.light.values(), *palette.dark.values()))


def test_short_and_long_hex_are_one() -> None:
    """Three digits, six digits and capitals say the same colour."""
    assert farger.derive("#0F0", "#abc") == farger.derive("#00ff00", "#AABBCC")


@pytest.mark.parametrize("wrong", ["rød", "", "#12", "#12345", "0d4b4b", "#0d4b4g", "#0d4b4bff"])
def test_what_is_no_colour_is_said(wrong: str) -> None:
    """Something else than a hex colour is answered in Norwegian, with an example."""
    with pytest.raises(ValueError, match=r"er ikke en farge\. Skriv den som # og seks tegn"):
        farger.stylesheet(wrong, MOLTE)


def test_stylesheet_has_every_colour_in_its_scheme() -> None:
    """The style sheet declares each derived colour, light for all and dark for screens in the dark."""
    palette = farger.derive(FJORD, MOLTE)
    light, dark = farger.stylesheet(FJORD, MOLTE).split(farger.DARK_SCHEME)
    for text, colours in ((light, palette.light), (dark, palette.dark)):
        assert dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text)) == colours
    assert set(palette.dark) < set(palette.light)


def test_style_sheets_and_colours_agree() -> None:
    """Every custom property the style sheets use is set somewhere, and none is set for nothing."""
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CSS.glob("*.css")))
    pictures = (CSS.parents[2] / "generator" / "templates" / "_landskap.svg.jinja").read_text(encoding="utf-8")
    written = sheets + farger.stylesheet(FJORD, MOLTE)
    used = set(re.findall(r"var\(--([\w-]+)", sheets + pictures))
    declared = set(re.findall(r"--([\w-]+):", written))
    assert sorted(used - declared) == []
    assert sorted(declared - used) == []
