"""lunr.js as a module of the page: taken from an installed package when the site is built, never copied here.

lunr.js is a classic script that hangs itself on ``this``, which a module does not have. Where it sees CommonJS it
hands itself over instead, so it gets the two names it looks for, and an ``export`` after it. Nothing in it is
changed, nothing is evaluated, and ``script-src 'self'`` holds.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

PAKKE = "mkdocs"
STI = "contrib/search/templates/search/lunr.js"
LAGES_SOM = "assets/js/lunr.js"
"""Where the site has it."""

_FORAN = "const module = { exports: {} };\nconst exports = module.exports;\n"
_BAK = "\nexport default module.exports;\n"


def lunr_modul() -> str:
    """Return the text of lunr.js as an ES module."""
    spec = find_spec(PAKKE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{PAKKE} er ikke installert, og lunr.js ligger der")
    return _FORAN + (Path(spec.origin).parent / STI).read_text(encoding="utf-8") + _BAK
