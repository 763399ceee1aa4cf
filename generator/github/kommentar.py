"""A report -> the one comment on a pull request, kept up to date. ``make kommentar``.

The report comes from a job that ran someone else's files. It is read as data: a size, a form, and text that
is made harmless before it is shown. Which pull request it belongs to is asked of GitHub, not of the report.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.github.api import Api, event, upsert_comment
from generator.github.markdown import block, code, safe
from generator.github.rapport import FIL
from generator.place import answered
from generator.problem import Grad
from generator.report import indented
from generator.texts import tool_words

RAPPORT = "rapport"
NETTSTED = "forhandsvisning"
MAX_BYTES = 1_000_000
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How GitHub packs a report; the other ways answer a broken one each in its own manner."""

MANY = 50
MAX_COMMENT = 60_000
MAX_PROPOSAL = 1_000


@dataclass(frozen=True, slots=True)
class Kjoring:
    """One run of the check: where it can be read, whether it left a site to look at."""

    adresse: str
    nettsted: bool


def read_report(raw: bytes) -> Mapping[str, Any] | None:
    """Read a report out of its archive; anything that is no report of ours is None."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if archive.getinfo(FIL).compress_type not in PACKED:
                return None
            with archive.open(FIL) as stream:
                text = stream.read(MAX_BYTES + 1)
        report = json.loads(text) if len(text) <= MAX_BYTES else None
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        RecursionError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        return None
    return report if isinstance(report, dict) else None


def comment(report: Mapping[str, Any] | None, kjoring: Kjoring) -> str:
    """Return the comment in Markdown."""
    o = tool_words()["github"]
    if report is None:
        return str(o["ukjent"].format(adresse=kjoring.adresse))
    parts = list(_parts(report, kjoring))
    text = "\n\n".join(parts)
    if len(text) <= MAX_COMMENT:
        return text
    whole_lines, _, _ = text[:MAX_COMMENT].rpartition("\n")
    return f"{whole_lines}\n\n…"


def _parts(report: Mapping[str, Any], kjoring: Kjoring) -> Iterator[str]:
    """Yield the parts: what is wrong, what changes, how to look at it."""
    o = tool_words()["github"]
    problems = [p for p in _list(report.get("problemer")) if isinstance(p, dict)]
    stop = sum(p.get("grad") == Grad.FEIL for p in problems)
    title = (
        o["feil_en"]
        if stop == 1
        else o["feil_tittel"].format(antall=stop)
        if stop
        else o["ingen_stopper" if problems else "i_orden"]
    )
    yield f"### {title}"
    yield "\n".join(_problems(problems)) if problems else str(o["ingen_feil"])
    lines = report.get("endringer")
    if not isinstance(lines, list):
        yield f"### {o['endringer']}\n\n{o['uten_endringer']}"
    else:
        told = [f"- {safe(str(line).lstrip('-* '))}" for line in lines[:MANY]]
        if len(lines) > MANY:
            told.append(f"- {o['flere'].format(antall=len(lines) - MANY)}")
        yield f"### {o['endringer']}\n\n" + ("\n".join(told) or str(o["ingen_endringer"]))
    if kjoring.nettsted:
        yield str(o["vis"].format(navn=NETTSTED, adresse=kjoring.adresse))
    elif stop:
        yield str(o["ikke_bygget"])
    if report.get("eldre") is True:
        yield str(o["eldre"])


def _problems(problems: list[dict[str, Any]]) -> Iterator[str]:
    o = tool_words()["github"]
    for p in problems[:MANY]:
        line = p.get("linje")
        where = code(str(p.get("fil", "")))
        place = f"{where}, {o['linje'].format(linje=line)}" if isinstance(line, int) and line else where
        field = f" – {safe(str(p['felt']))}" if p.get("felt") else ""
        grad = p.get("grad") if p.get("grad") in tuple(Grad) else Grad.FEIL
        said = f"- **{grad}** {place}{field}: {safe(str(p.get('melding', '')))}"
        yield said + _proposal(str(p.get("forslag") or "").rstrip().lstrip("\n"))
    if len(problems) > MANY:
        yield f"- {o['flere'].format(antall=len(problems) - MANY)}"


def _proposal(forslag: str) -> str:
    """Return the line or lines to paste; none where they are too long to be shown whole."""
    skriv = f" {tool_words()['github']['skriv']}"
    if not forslag.strip() or len(forslag) > MAX_PROPOSAL:
        return ""
    if "\n" in forslag:
        return f"{skriv}:\n{block(forslag)}"
    return f"{skriv}{indented(forslag)}: {code(forslag.strip(), MAX_PROPOSAL)}"


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def publish(api: Api, run: Mapping[str, Any]) -> None:
    """Write the comment on every open pull request whose newest commit this run was about."""
    artifacts = (api.get(f"actions/runs/{int(run['id'])}/artifacts", per_page=100) or {}).get("artifacts", [])
    by_name = {str(artifact["name"]): int(artifact["id"]) for artifact in artifacts}
    report = None
    if RAPPORT in by_name:
        report = read_report(api.download(f"actions/artifacts/{by_name[RAPPORT]}/zip"))
    text = comment(report, Kjoring(str(run["html_url"]), NETTSTED in by_name))
    if not run["head_repository"]:
        return  # whoever proposed it has deleted their copy since
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    for pull in api.get("pulls", state="open", head=head, per_page=100) or []:
        if pull["head"]["sha"] == run["head_sha"]:
            upsert_comment(api, int(pull["number"]), tool_words()["github"]["merke"], text)


def main() -> int:
    """Answer the run that GitHub tells of."""
    publish(Api.from_environment(), event()["workflow_run"])
    return 0


if __name__ == "__main__":
    sys.exit(answered(main))
