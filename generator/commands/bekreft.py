"""``tiltak bekreft``: the unit has read the post and stands for it; what was assumed is asked about."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from generator.editing.confirm import confirmed
from generator.editing.onefile import replace_file
from generator.editing.trial import judged as judged_whole
from generator.judging.judge import judge
from generator.judging.skjema import Skjema, value_name
from generator.load_vokabular import read_grunnlag
from generator.model import Bekreftet
from generator.place import Sted, UsageError
from generator.problem import Grad, Problem, stopping
from generator.reading.folder import ENDING, read_bytes, without_place
from generator.reading.yamlfile import read
from generator.report import as_text
from generator.spelling import suggest

_YES = ("j", "ja", "y")
_NO = ("n", "nei", "")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("id", metavar="ID", help="posten dere har lest, for eksempel familierad")
    parser.add_argument(
        "--rolle", metavar="ROLLE", help="rollen din, ikke navnet: «Leder for Familiebasen»; ellers blir du spurt"
    )
    parser.add_argument("--ja", action="store_true", help="svar ja på alt, uten å spørre")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Ask about each assumption, and write the confirmation; answer 1 when the post has a FEIL."""
    fil = f"tiltak/{_known(args.id, sted)}{ENDING}"
    grunnlag = read_grunnlag(sted.rot)
    raw = read_bytes(sted.rot, fil)
    if isinstance(raw, Problem) or not grunnlag.filled:
        return _stopped([raw] if isinstance(raw, Problem) else list(grunnlag.problemer))
    skjema = grunnlag.skjema("tiltak")
    judged = judge(read(raw, fil, skjema.titler), skjema)
    if judged.data is None:
        return _stopped(stopping(judged.problems))
    rolle = _role(args.rolle, ja=args.ja)
    out = _asked(judged.data, skjema, ja=args.ja)
    if out is None:
        sys.stdout.write("Ingenting er endret.\n")
        return 0
    text = confirmed(raw, fil, skjema, out, Bekreftet(sted.i_dag, rolle))
    found = judged_whole(sted.rot, sted.i_dag, {fil: text})
    of_role = skjema.title(("bekreftet", "rolle"))  # a name is found here, before it stays in the history
    if wrong := [problem for problem in found if problem.grad is Grad.FEIL or problem.felt == of_role]:
        return _stopped(wrong)
    replace_file(sted.rot / fil, text)
    left = [key for key in judged.data.get("antatt", ()) if key not in out]
    rest = f" {len(left)} felt er fortsatt antatt." if left else ""
    sys.stdout.write(f"{fil} er bekreftet {sted.i_dag} av {rolle}.{rest}\n")
    return 0


def _known(ident: str, sted: Sted) -> str:
    """Return the id of a measure that is there."""
    known = {path.name.removesuffix(ENDING): path for path in (sted.rot / "tiltak").glob(f"*{ENDING}")}
    wanted = without_place(ident)
    if wanted in known:
        return wanted
    names = {name: _name(path) for name, path in known.items()}
    near = suggest(wanted, names)
    hint = f" Mente du «{near}» ({names[near]})?" if near else ""
    if (sted.rot / "enheter" / f"{wanted}{ENDING}").is_file():
        hint = " Det er en enhet. Skriv id-en til ett av tilbudene."
    raise UsageError(f"Vi kjenner ikke tilbudet «{wanted}».{hint}")


def _name(path: Path) -> str:
    """Return what a measure is called, as it stands in its file, good or bad."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    found = re.search(r"^navn:[ ]*(.*)$", text, re.MULTILINE)
    return found[1].strip("\"' ") if found else ""


def _role(given: str | None, *, ja: bool) -> str:
    """Return the role of the person, asked for where it is not given."""
    if given is None and not ja:
        sys.stdout.write("Hva er rollen din? Skriv rollen, ikke navnet, for eksempel Leder for Familiebasen: ")
        sys.stdout.flush()
        given = sys.stdin.readline()
    rolle = " ".join((given or "").split())
    if not rolle:
        raise UsageError("Skriv rollen din etter --rolle, for eksempel «Leder for Familiebasen».")
    return rolle


def _stopped(problemer: list[Problem]) -> int:
    sys.stdout.write(f"{as_text(problemer)}\n\nIngenting er endret. Rett feilen først.\n")
    return 1


def _asked(data: dict[str, Any], skjema: Skjema, *, ja: bool) -> set[str] | None:
    """Return the assumptions that are confirmed; None when the person does not stand for the post."""
    antatt: list[str] = data.get("antatt", [])
    if ja:
        return set(antatt)
    guessed = f"{len(antatt)} felt er antatt. Svar ja eller nei på hvert." if antatt else "Ingen felt er antatt."
    sys.stdout.write(f"{data['navn']}: {guessed}\n")
    told = {key: f"{skjema.title((key,))}: {_told(data.get(key), skjema, key)}" for key in antatt}
    out = {key for key in antatt if _yes(f"{told[key]}. Stemmer det?")}
    if not _yes("Har dere lest hele posten, og stemmer resten?"):
        return None
    return out


def _yes(question: str) -> bool:
    """Ask until the answer is yes or no; Enter is no."""
    while True:
        sys.stdout.write(f"{question} [j/N] ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        answer = line.strip().casefold()
        if not line:
            raise UsageError("Svarene tok slutt. Ingenting er endret. Med --ja svarer du ja på alt.")
        if answer in _YES or answer in _NO:
            return answer in _YES
        sys.stdout.write("Svar j eller n.\n")


def _told(value: Any, skjema: Skjema, key: str) -> str:  # noqa: ANN401 - any value of a post
    """Return a value as people read it: the names of choices, fields with their titles."""
    if isinstance(value, list):
        return ", ".join(_told(item, skjema, key) for item in value) or "ingen"
    if isinstance(value, dict):
        return ", ".join(f"{skjema.title((key, name)).lower()} {item}" for name, item in value.items())
    part = skjema.part((key,))
    return value_name(part.get("items", part), value) or str(value)
