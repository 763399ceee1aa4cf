"""The page of the form: its policy, its import map, and the files it is made of. ``make rediger``.

The rest of the site talks to no one. This page alone may reach the host of the repository, and nobody else:
Sveltia's fonts and languages are served from the site itself, and what it would fetch from other hosts is
refused by the page's own policy.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import oppsett, oppsettfeil
from generator.judging.skjema import Json, inlined
from generator.load_vokabular import read_grunnlag
from generator.place import UsageError, answered, find
from generator.problem import stopping
from generator.rediger import sveltia
from generator.rediger.sveltia import Lager
from generator.render import Renderer
from generator.report import as_text
from generator.texts import tool_words

PAKKE = Path("node_modules/@sveltia/cms")
MAPPE = Path("rediger/skjema")
SVELTIA = "sveltia"
"""Under the page, the folder that holds the package."""

_PARTS = (
    "npm/index.js",
    "npm/chunks/react-*.js",
    "npm/chunks/react-dom-*.js",
    "npm/assets/*.woff2",
    "npm/assets/*.txt",
)
"""What of the package the form uses: no picture codecs, maps or code highlighting."""

NEAREST = "da"
"""Sveltia has no Norwegian and no way to add a language: a Norwegian browser gets its Danish with our words in."""

_CDN_FONT = re.compile(
    r"https://cdn\.jsdelivr\.net/fontsource/fonts/(?P<family>[a-z0-9-]+)(?::vf)?@[\d.]+/(?P<subset>[a-z0-9-]+)\.woff2"
)


def policy(lager: Lager | None, import_map: str, innlogging: str = "") -> str:
    """Return the Content-Security-Policy of this page alone: itself, and the host of the repository."""
    digest = base64.b64encode(hashlib.sha256(import_map.encode()).digest()).decode()
    hosts = [lager.api] if lager else []
    pictures = ["https://avatars.githubusercontent.com"] if lager and not lager.gitlab else hosts
    connect = " ".join(["'self'", "data:", *hosts, *([innlogging] if innlogging else [])])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'sha256-{digest}'",
            "style-src 'self' 'unsafe-inline'",  # Svelte writes its style elements as it draws
            "font-src 'self'",
            " ".join(("img-src 'self' data: blob:", *pictures)),
            f"connect-src {connect}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def import_map(pakke: Path) -> str:
    """Return the import map: languages are JSON, which browsers import only as modules of ours."""
    base = f"./{SVELTIA}"
    names = sorted(path.stem for path in (pakke / "locales").glob("*.json"))
    imports = {f"{base}/locales/{name}.json": f"{base}/locales/{name}.js" for name in names}
    return json.dumps({"imports": imports}, separators=(",", ":"))


def make(rot: Path, skjemaer: dict[str, Json], til: Path) -> None:
    """Write the page and everything it needs into a built site."""
    extra = read_extra(rot)
    url, innlogging = str(extra.get("rediger_url") or ""), str(extra.get(oppsett.SIGN_IN) or "")
    lager = sveltia.lager_of(url)
    pakke = rot / PAKKE
    goal = til / MAPPE
    shutil.rmtree(goal / SVELTIA, ignore_errors=True)
    _copy(pakke, goal / SVELTIA)
    tittel = str(extra.get("merke") or "")
    config = sveltia.settings(skjemaer, lager, tittel, innlogging)
    poster = {format_: _post(navn, skjemaer[navn]) for navn, format_ in sveltia.FORMATS.items()}
    kart = import_map(pakke)
    render = Renderer({"redaksjonen": tool_words()})
    page = render("skjema", csp=policy(lager, kart, innlogging), kart=kart, tittel=tittel)
    _write(goal / "index.html", page)
    _write(goal / "config.json", json.dumps({"cms": config, "poster": poster}, ensure_ascii=False, indent=1))


def read_extra(rot: Path) -> dict[str, Any]:
    """Return ``extra`` of mkdocs.yml as MkDocs reads it; UsageError when the address to sign in at is wrong."""
    found = oppsett.setting(rot, "extra")
    extra = found if isinstance(found, dict) else {}
    if wrong := oppsett.located(rot, list(oppsettfeil.sign_in_fault(extra))):
        raise UsageError(as_text(wrong))
    return extra


def _post(navn: str, skjema: Json) -> Json:
    """Return what a post is written by: its schema, its fields in order, the lists that may stand empty."""
    fields = skjema["properties"]
    empty = [name for name in skjema["required"] if fields[name].get("type") == "array"]
    return {"skjema": navn, "felt": list(fields), "lister": empty}


def _copy(pakke: Path, goal: Path) -> None:
    """Copy what the form uses of the package; each language becomes a module, each font our own."""
    for path in _files(pakke):
        target = goal / path.relative_to(pakke)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    script = goal / "npm" / "index.js"
    fonts = tuple(path.name for path in sorted((goal / "npm" / "assets").glob("*.woff2")))
    _write(script, own_fonts(script.read_text("utf-8"), fonts))
    for path in sorted((pakke / "locales").glob("*.json")):
        strings = json.loads(path.read_text("utf-8"))
        if path.stem == NEAREST:
            norwegian(strings, tool_words()["skjema"]["ord"])
        text = json.dumps(strings, ensure_ascii=False, separators=(",", ":"))
        _write(goal / "locales" / f"{path.stem}.js", f"export default {text};\n")


def norwegian(strings: Json, ours: Mapping[str, str]) -> None:
    """Put our words in place of Sveltia's. A key that Sveltia does not have is a KeyError, so an update is seen."""
    for key, text in ours.items():
        *path, last = key.split(".")
        place = strings
        for step in path:
            place = place[step]
        if last not in place:
            raise KeyError(key)
        place[last] = text


def own_fonts(script: str, fonts: tuple[str, ...]) -> str:
    """Let the style sheet in the script ask for the fonts that lie beside it, not for those of another host.

    The package loads its own fonts too, but names the other host as well; the policy would refuse it.
    """

    def own(found: re.Match[str]) -> str:
        wanted = f"{found['family']}-{found['subset']}-"
        name = next(name for name in fonts if name.startswith(wanted))
        return f"{SVELTIA}/npm/assets/{name}"

    return _CDN_FONT.sub(own, script)


def _files(pakke: Path) -> Iterator[Path]:
    yield pakke / "LICENSE.txt"
    for pattern in _PARTS:
        yield from sorted(pakke.glob(pattern))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def main(argv: list[str]) -> int:
    """Put the form into the built site of this project."""
    sted = find(Path.cwd())
    til = Path(argv[0]) if argv else oppsett.site_dir(sted.rot)
    if not (sted.rot / PAKKE / "npm" / "index.js").is_file():
        sys.stderr.write("Sveltia CMS er ikke installert. Kjør «make rediger».\n")
        return 1
    if not (til / "index.html").is_file():
        sys.stderr.write(f"Fant ikke noe nettsted i {til}. Kjør «make site» først.\n")
        return 1
    grunnlag = read_grunnlag(sted.rot)
    if feil := stopping(grunnlag.problemer):
        sys.stderr.write(f"{as_text(feil)}\n")
        return 1
    make(sted.rot, {navn: inlined(filled) for navn, filled in grunnlag.filled.items()}, til)
    sys.stdout.write(f"Skjemaet ligger i {til / MAPPE}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(answered(lambda: main(sys.argv[1:])))
