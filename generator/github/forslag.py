"""An answer in the form «Nytt tilbud» -> a branch with the file, and a pull request. ``make forslag``.

Everything is done over GitHub's interface, from the repository's own main branch: nothing of what was written
in the issue is ever part of a command, and the name of the branch is the number of the issue.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator.editing.trial import judged
from generator.github.api import BOT, Api, event, upsert_comment
from generator.github.felt import questions
from generator.github.filer import unit_names
from generator.github.markdown import safe
from generator.github.svar import Svar, read_answer
from generator.load import load
from generator.load_vokabular import read_grunnlag
from generator.place import answered, find
from generator.problem import Problem, stopping
from generator.texts import tool_words

MANY = 30
"""Up to so many problems are told at once."""


def judge_answer(rot: Path, i_dag: date, body: str) -> Svar:
    """Make a post of the body of an issue, and let the rules of the whole overview judge it."""
    lest = load(rot, i_dag)
    if lest.katalog is None:
        return Svar("", "", tuple(stopping(lest.problemer)))
    skjema = read_grunnlag(rot).skjema("tiltak")
    asked = questions(skjema.innhold, unit_names(lest.katalog))
    svar = read_answer(body, asked, skjema, set(lest.katalog.tiltak))
    if not svar.tekst:
        return svar
    problemer = judged(rot, i_dag, {svar.fil: svar.tekst})
    return Svar(svar.ident, "" if stopping(problemer) else svar.tekst, problemer)


def told(problemer: Sequence[Problem]) -> str:
    """Return problems as a list, whatever their words hold."""
    o = tool_words()["github"]
    lines = [f"- {f'**{safe(p.felt)}:** ' if p.felt else ''}{safe(p.melding)}" for p in problemer[:MANY]]
    if len(problemer) > MANY:
        lines.append(f"- {o['flere'].format(antall=len(problemer) - MANY)}")
    return "\n".join(lines)


def propose(api: Api, issue: Mapping[str, Any], svar: Svar) -> None:
    """Write the branch and the pull request, or tell in the issue what is wrong."""
    o = tool_words()["github"]
    number = int(issue["number"])
    if not svar.tekst:
        upsert_comment(api, number, o["merke"], f"{o['svar']['feil']}\n\n{told(stopping(svar.problemer))}")
        return
    branch = f"nytt-tilbud/{number}"
    base = str(api.get("")["default_branch"])
    head = api.get(f"git/ref/heads/{base}")["object"]["sha"]
    kept = _someone_elses(api, base, branch)
    if not kept:
        _write_branch(api, branch, head, svar, number)
    proposal = _pull_request(api, base, branch, svar, number)
    said = o["svar"]["endret" if kept else "takk"].format(nummer=proposal)
    upsert_comment(api, number, o["merke"], said)


def _someone_elses(api: Api, base: str, branch: str) -> bool:
    """Tell whether a person has worked on the branch; then it is left alone."""
    if api.get(f"git/ref/heads/{branch}") is None:
        return False
    commits = (api.get(f"compare/{base}...{branch}") or {}).get("commits", [])
    return any((commit.get("author") or {}).get("login") != BOT for commit in commits)


def _write_branch(api: Api, branch: str, head: str, svar: Svar, number: int) -> None:
    """Put the branch at the newest main with one file more.

    In one step: if the branch stood at main for a moment, GitHub would close the pull request.
    """
    file = {"path": svar.fil, "mode": "100644", "type": "blob", "content": svar.tekst}
    base = api.get(f"git/commits/{head}")["tree"]["sha"]
    tree = api.send("POST", "git/trees", {"base_tree": base, "tree": [file]})["sha"]
    message = tool_words()["github"]["svar"]["melding"].format(ident=svar.ident, nummer=number)
    new = api.send("POST", "git/commits", {"message": message, "tree": tree, "parents": [head]})["sha"]
    if api.get(f"git/ref/heads/{branch}") is None:
        api.send("POST", "git/refs", {"ref": f"refs/heads/{branch}", "sha": new})
    else:
        api.send("PATCH", f"git/refs/heads/{branch}", {"sha": new, "force": True})


def _pull_request(api: Api, base: str, branch: str, svar: Svar, number: int) -> int:
    """Return the number of the pull request of a branch; make it where there is none."""
    o = tool_words()["github"]["svar"]
    rest = f"\n\n{o['gjenstar']}\n\n{told(svar.problemer)}" if svar.problemer else ""
    text = f"{o['forslag'].format(nummer=number)}{rest}\n\n{o['sjekk']}\n\n{o['lukker'].format(nummer=number)}"
    title = o["melding"].format(ident=svar.ident, nummer=number)
    there = api.get("pulls", head=f"{api.owner}:{branch}", state="open")
    if there:
        api.send("PATCH", f"pulls/{there[0]['number']}", {"title": title, "body": text})
        return int(there[0]["number"])
    made = api.send("POST", "pulls", {"title": title, "body": text, "head": branch, "base": base})
    return int(made["number"])


def main() -> int:
    """Answer the issue that GitHub tells of."""
    sted = find(Path.cwd())
    issue = event()["issue"]
    svar = judge_answer(sted.rot, sted.i_dag, str(issue.get("body") or ""))
    propose(Api.from_environment(), issue, svar)
    return 0


if __name__ == "__main__":
    sys.exit(answered(main))
