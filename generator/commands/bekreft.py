"""``tiltak bekreft``: the unit has read the post and stands for it; what was assumed is asked about."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

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
from generator.rules.checks import A_YEAR
from generator.spelling import suggest

_YES = ("j", "ja", "y")
_NO = ("n", "nei", "")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "id", metavar="ID", nargs="+", help="postene dere har lest, for eksempel familierad, eller enheten som har dem"
    )
    parser.add_argument(
        "--rolle", metavar="ROLLE", help="rollen din, ikke navnet: «Leder for Familiebasen»; ellers blir du spurt"
    )
    parser.add_argument("--ja", action="store_true", help="svar ja på alt, uten å spørre")


def run(args: argparse.Namespace, sted: Sted) -> int:
    """Ask about each assumption of each post, and write the confirmations; answer 1 when one has a FEIL."""
    idents = list(dict.fromkeys(ident for given in args.id for ident in _known(given, sted)))
    named = {without_place(given) for given in args.id}
    grunnlag = read_grunnlag(sted.rot)
    if not grunnlag.filled:
        return _stopped(list(grunnlag.problemer))
    skjema, rolle, code = grunnlag.skjema("tiltak"), args.rolle, 0
    for number, ident in enumerate(idents, 1):
        fil = f"tiltak/{ident}{ENDING}"
        if len(idents) > 1:
            gap = "\n" if number > 1 else ""
            sys.stdout.write(f"{gap}{number} av {len(idents)}: {fil}\n")
        raw = read_bytes(sted.rot, fil)
        if isinstance(raw, Problem):
            code = _stopped([raw])
            continue
        judged = judge(read(raw, fil, skjema.titler), skjema)
        if judged.data is None:
            code = _stopped(stopping(judged.problems))
            continue
        if ident not in named and _is_fresh(judged.data, sted.i_dag):
            sys.stdout.write("Den er bekreftet det siste året.\n")
            continue
        rolle = _role(rolle, ja=args.ja)
        code = _confirm(_Post(fil, raw, judged.data), skjema, rolle, sted, ja=args.ja) or code
    return code


def _is_fresh(data: Mapping[str, Any], i_dag: date) -> bool:
    """Tell whether a post was confirmed so short a time ago that nobody asks for it again."""
    held = data.get("bekreftet")
    return held is not None and i_dag - date.fromisoformat(held["dato"]) <= A_YEAR


class _Post(NamedTuple):
    """A post that may be confirmed: its file, its bytes, its data."""

    fil: str
    raw: bytes
    data: dict[str, Any]


def _confirm(post: _Post, skjema: Skjema, rolle: str, sted: Sted, *, ja: bool) -> int:
    """Ask about one post, and write its confirmation; answer 1 when that would be wrong."""
    out = _asked(post.data, skjema, ja=ja)
    if out is None:
        sys.stdout.write("Ingenting er endret.\n")
        return 0
    text = confirmed(post.raw, post.fil, skjema, out, Bekreftet(sted.i_dag, rolle))
    found = judged_whole(sted.rot, sted.i_dag, {post.fil: text})
    of_role = skjema.title(("bekreftet", "rolle"))  # a name is found here, before it stays in the history
    if wrong := [problem for problem in found if problem.grad is Grad.FEIL or problem.felt == of_role]:
        return _stopped(wrong)
    replace_file(sted.rot / post.fil, text)
    left = [key for key in post.data.get("antatt", ()) if key not in out]
    rest = f" {len(left)} felt er fortsatt antatt." if left else ""
    sys.stdout.write(f"{post.fil} er bekreftet {sted.i_dag} av {rolle}.{rest}\n")
    return 0


def _known(ident: str, sted: Sted) -> list[str]:
    """Return the ids of the measures that an id means: the one that is called so, or all that a unit has.

    Where both are called so it is the measure, unless the folder of the unit is said.
    """
    known = {path.name.removesuffix(ENDING): path for path in sorted((sted.rot / "tiltak").glob(f"*{ENDING}"))}
    wanted = without_place(ident)
    if wanted in known and Path(ident).parent.name != "enheter":
        return [wanted]
    if (sted.rot / "enheter" / f"{wanted}{ENDING}").is_file():
        if owned := [name for name, path in known.items() if _value(path, "enhet") == wanted]:
            return owned
        raise UsageError(f"Enheten «{wanted}» har ingen tilbud i tiltak/.")
    names = {name: _value(path, "navn") for name, path in known.items()}
    near = suggest(wanted, names)
    hint = f" Mente du «{near}» ({names[near]})?" if near else ""
    raise UsageError(f"Vi kjenner ikke tilbudet «{wanted}».{hint}")


def _value(path: Path, key: str) -> str:
    """Return the text of a field as it stands in a file, good or bad."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    found = re.search(rf"^{key}:[ ]*([^#\n]*)", text, re.MULTILINE)
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
            raise UsageError("Svarene tok slutt, og denne posten er ikke endret. Med --ja svarer du ja på alt.")
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
