"""The files under ``.github/`` that follow from schema and units: issue forms and CODEOWNERS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.github.felt import Sporsmal, questions
from generator.judging.skjema import Json, always_empty, inlined
from generator.load import Lest
from generator.model import Katalog
from generator.texts import tool_words

NYTT = ".github/ISSUE_TEMPLATE/nytt-tilbud.yml"
FEIL = ".github/ISSUE_TEMPLATE/noe-er-feil.yml"
EIERE = ".github/CODEOWNERS"

_QUOTED_KEY = re.compile(r'^([ ]*(?:- )?)"(\w+)":', re.MULTILINE)


def github_files(katalog: Katalog, skjema: Json) -> dict[str, str]:
    """Return the text of every file that is made, by its path. ``skjema`` is that of a measure, filled."""
    return {
        NYTT: _yaml(new_offer(questions(skjema, unit_names(katalog)))),
        FEIL: _yaml(something_wrong(skjema)),
        EIERE: code_owners(katalog),
    }


def outdated(rot: Path, lest: Lest) -> dict[str, str]:
    """Return the text of every file that is not as the data says, by its path; nothing while the data has a FEIL."""
    if lest.katalog is None:
        return {}
    wanted = github_files(lest.katalog, inlined(lest.skjemaer["tiltak"]))
    return {fil: text for fil, text in wanted.items() if _there(rot / fil) != text}


def _there(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def unit_names(katalog: Katalog) -> dict[str, str]:
    """Return the name of each unit by its id, in the order of names."""
    names = {enhet.id: enhet.navn for enhet in katalog.enheter.values()}
    return dict(sorted(names.items(), key=lambda item: (item[1].casefold(), item[0])))


def new_offer(asked: tuple[Sporsmal, ...]) -> Json:
    """Return the form «Nytt tilbud»."""
    o = tool_words()["nytt_tilbud"]
    return _form(o, [_asked(question) for question in asked])


def something_wrong(skjema: Json) -> Json:
    """Return the form «Noe er feil»."""
    o = tool_words()["noe_er_feil"]
    unknown = (*o["ikke_felt"], *always_empty(skjema))
    titles = [str(part["title"]) for name, part in skjema["properties"].items() if name not in unknown]
    fields = [
        _element("input", "tilbud", o["tilbud"], required=True),
        _element("dropdown", "felt", o["felt"], required=True, options=[*dict.fromkeys(titles), o["annet"]]),
        _element("textarea", "galt", o["galt"], required=True),
        _element("textarea", "riktig", o["riktig"], required=False),
        _element("input", "kilde", o["kilde"], required=False),
    ]
    return _form(o, fields)


def _form(o: Mapping[str, Any], fields: list[Json]) -> Json:
    """Return a form in its own words: what it is for, the fields, and the promise about persons."""
    return {
        "name": o["navn"],
        "description": o["beskrivelse"],
        "title": o["tittel"],
        "labels": [o["merke"]],
        "body": [_markdown(o["ingress"]), *fields, _promise()],
    }


def code_owners(katalog: Katalog) -> str:
    """Return who reviews which file: the editor of a unit, for the unit and its measures."""
    return "\n".join([f"# {line}" for line in tool_words()["eiere"]] + list(_owned(katalog))) + "\n"


def _owned(katalog: Katalog) -> Iterator[str]:
    for enhet in katalog.enheter.values():
        if enhet.redaktor:
            yield f"/enheter/{enhet.id}.yml {enhet.redaktor}"
            for t in katalog.tiltak.values():
                if t.enhet == enhet.id:
                    yield f"/tiltak/{t.id}.yml {enhet.redaktor}"


def _asked(question: Sporsmal) -> Json:
    ident = "-".join(question.path).replace("_", "-")
    said = {"label": question.label, "description": question.hjelp}
    if question.kind == "checkboxes":
        options = [{"label": label} for label in question.valg]
        return {"type": "checkboxes", "id": ident, "attributes": {**said, "options": options}}
    more: Json = {}
    if question.kind == "dropdown":
        more["options"] = list(question.valg)
    elif question.eksempel:
        more["placeholder"] = question.eksempel
    attributes = {**said, **more}
    return {
        "type": question.kind,
        "id": ident,
        "attributes": attributes,
        "validations": {"required": question.required},
    }


def _element(kind: str, ident: str, said: Mapping[str, str], *, required: bool, **more: object) -> Json:
    return {
        "type": kind,
        "id": ident,
        "attributes": {**said, **more},
        "validations": {"required": required},
    }


def _markdown(text: str) -> Json:
    return {"type": "markdown", "attributes": {"value": text}}


def _promise() -> Json:
    """Return the box every form ends with: nothing about persons."""
    o = tool_words()["issue"]
    options = [{"label": line, "required": True} for line in o["lover"]]
    attributes = {"label": o["personvern"], "description": o["hjelp"], "options": options}
    return {"type": "checkboxes", "id": "personvern", "attributes": attributes}


def _yaml(form: Json) -> str:
    head = f"# {tool_words()['issue']['laget']}\n"
    text = yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return head + _QUOTED_KEY.sub(r"\1\2:", text)


class _Dumper(yaml.SafeDumper):
    """Writes every text in double quotes, and lists with an indentation, as the rest of the project."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists too."""
        super().increase_indent(flow, indentless=False)


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Dumper.add_representer(str, _quoted)
