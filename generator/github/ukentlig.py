"""Once a week: what has expired and which links are dead, per unit, in one issue. ``make ukentlig``.

Nothing here stops anyone: the list is for those who own the posts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.github.api import BOT, Api, login
from generator.github.lenker import FELLES, Dom, Svar, ask_all, exceptions, links
from generator.github.markdown import code, safe
from generator.load import load
from generator.model import Katalog
from generator.place import answered, find
from generator.problem import Grad, Problem
from generator.telling.present import long_date
from generator.texts import tool_words

MAX_CHARS = 60_000


@dataclass(frozen=True, slots=True)
class Funn:
    """What the week found: the problems, the links with their places and verdicts, the exceptions."""

    katalog: Katalog
    problemer: Sequence[Problem]
    steder: Mapping[str, tuple[str, ...]]
    svar: Mapping[str, Svar]
    unntak: Mapping[str, str]


def body(funn: Funn, i_dag: date) -> tuple[str, bool]:
    """Return the text of the issue, and whether there is anything to do."""
    o = tool_words()["github"]["uke"]
    told = _by_unit(funn)
    parts = [o["ingress"].format(dato=long_date(i_dag))]
    parts += [f"## {safe(name)}\n\n" + "\n".join(lines) for name, lines in sorted(told.items())]
    unsure = [f"- {code(url)} ({reason(svar)})" for url, svar in funn.svar.items() if svar.dom is Dom.USIKKER]
    if unsure:
        parts.append("\n".join([o["treg"], "", *unsure]))
    if left := list(_left_alone(funn)):
        parts.append("\n".join([f"## {o['unntak']}", "", *left]))
    if not told:
        parts.append(o["ingenting"])
    text = "\n\n".join(parts)
    return (text if len(text) <= MAX_CHARS else text[:MAX_CHARS].rpartition("\n")[0]), bool(told)


def reason(svar: Svar) -> str:
    """Say in words why a link is thought dead."""
    text: str = tool_words()["github"]["uke"]["grunn"][svar.grunn]
    return text.format(kode=svar.kode)


def _by_unit(funn: Funn) -> dict[str, list[str]]:
    """Return what each unit has to do, as lines; how much is missing stands last."""
    o = tool_words()["github"]["uke"]
    told: dict[str, list[str]] = {}
    for problem in funn.problemer:
        if problem.grad is Grad.ADVARSEL:
            said = f"- {code(problem.fil)}: {safe(problem.melding)}"
            told.setdefault(owner(funn.katalog, problem.fil), []).append(said)
    for url, svar in funn.svar.items():
        if svar.dom is Dom.DOD:
            for fil in funn.steder.get(url, ()):
                dead = o["dod"].format(adresse=code(url), grunn=reason(svar))
                said = f"- {code(fil)}: {dead}" if fil else f"- {dead}"
                told.setdefault(owner(funn.katalog, fil), []).append(said)
    for name, lines in told.items():
        missing = {p.fil for p in funn.problemer if p.grad is Grad.MANGLER and owner(funn.katalog, p.fil) == name}
        if missing:
            text = o["mangler_en"] if len(missing) == 1 else o["mangler"].format(antall=len(missing))
            lines.append(f"- {text}")
    return told


def owner(katalog: Katalog, fil: str) -> str:
    """Return the name of the unit that a file belongs to."""
    mappe, _, name = fil.partition("/")
    ident = name.removesuffix(".yml")
    if mappe == "tiltak" and ident in katalog.tiltak:
        ident = katalog.tiltak[ident].enhet
    if fil != FELLES and ident in katalog.enheter:
        return katalog.enheter[ident].navn
    return str(tool_words()["github"]["uke"]["felles"])


def _left_alone(funn: Funn) -> Iterator[str]:
    """Yield each exception with its reason, or what is wrong with it."""
    o = tool_words()["github"]["uke"]
    for url, why in funn.unntak.items():
        if not why:
            yield f"- {o['unntak_uten_grunn'].format(adresse=code(url))}"
        elif url not in funn.steder:
            yield f"- {o['unntak_ubrukt'].format(adresse=code(url))}"
        else:
            yield f"- {o['unntak_brukt'].format(adresse=code(url), grunn=safe(why))}"


def search(rot: Path, i_dag: date, asker: Callable[[Sequence[str]], dict[str, Svar]]) -> Funn | None:
    """Find everything; None when the data have a FEIL, which the check of each change tells.

    ``asker`` asks for addresses; it is generator.github.lenker.ask_all.
    """
    lest = load(rot, i_dag)
    if lest.katalog is None:
        return None
    steder, unntak = links(lest.katalog), exceptions(rot)
    asked = [url for url in steder if not unntak.get(url)]
    return Funn(lest.katalog, lest.problemer, steder, asker(asked), unntak)


def publish(api: Api, text: str, *, todo: bool) -> None:
    """Write the one issue: open while there is anything to do, closed when there is not."""
    o = tool_words()["github"]["uke"]
    content = {"title": o["tittel"], "body": text, "state": "open" if todo else "closed"}
    known = api.get("issues", labels=o["merke"], state="all", per_page=100) or []
    ours = [issue for issue in known if login(issue) == BOT and "pull_request" not in issue]
    if ours:
        api.send("PATCH", f"issues/{ours[0]['number']}", content)
    elif todo:
        api.send("POST", "issues", {"title": o["tittel"], "body": text, "labels": [o["merke"]]})


def main(argv: list[str]) -> int:
    """Write the issue; with ``--vis`` only show what would stand there."""
    sted = find(Path.cwd())
    api = None if "--vis" in argv else Api.from_environment()  # what lacks is told before every link is asked
    funn = search(sted.rot, sted.i_dag, ask_all)
    if funn is None:
        sys.stderr.write("Dataene har feil. Kjør «tiltak sjekk».\n")
        return 0
    text, todo = body(funn, sted.i_dag)
    if api is None:
        sys.stdout.write(f"{text}\n")
    else:
        publish(api, text, todo=todo)
    return 0


if __name__ == "__main__":
    sys.exit(answered(lambda: main(sys.argv[1:])))
