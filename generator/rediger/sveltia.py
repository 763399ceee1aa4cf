"""Schemas -> the settings of Sveltia CMS, the editor in the browser. Nothing here reads or writes a file.

Every field of the form is a field of the schema: its title is the label, its description the hint, its list
of allowed values the choices, a reference to another post a search among posts. The file name is the slug.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.editing.formhelp import without_yaml
from generator.judging.skjema import Json, always_empty, known_values
from generator.reading.folder import ID_FORM, MAPPE_TIL
from generator.texts import tool_words

LONG = 1000
"""A text that may be this long gets a large box."""

FORMATS: Mapping[str, str] = {"tiltak": "yml", "enhet": "yaml"}
"""Both are YAML in ``.yml`` files. Two names, so that the one who writes knows which kind of post it is."""

_EDIT_URL = re.compile(r"https://(?P<host>[\w.-]+)/(?P<repo>[\w.-]+(?:/[\w.-]+)+?)(?:/-)?/edit/(?P<branch>[\w./-]+?)/?")

_LINKED = re.compile(r"://|@")
"""The form makes a link of an address, and an example is no place to go."""


@dataclass(frozen=True, slots=True)
class Lager:
    """Where the repository is, as the address that «Rediger» leads to says it."""

    host: str
    repo: str
    branch: str

    @property
    def gitlab(self) -> bool:
        """GitLab where the host says so, else GitHub."""
        return "gitlab" in self.host

    @property
    def api(self) -> str:
        """The origin that the form talks to."""
        return "https://api.github.com" if self.host == "github.com" else f"https://{self.host}"


def lager_of(rediger_url: str) -> Lager | None:
    """Read ``https://github.com/owner/name/edit/main/``; anything else is no repository we know."""
    found = _EDIT_URL.fullmatch(rediger_url.strip())
    return Lager(found["host"], found["repo"], found["branch"]) if found else None


def settings(skjemaer: Mapping[str, Json], lager: Lager | None, tittel: str, innlogging: str = "") -> Json:
    """Return Sveltia's settings. ``skjemaer`` holds the filled schemas with references put in place."""
    o = tool_words()["skjema"]
    return {
        "app_title": o["tittel"].format(navn=tittel),
        "backend": _backend(lager, innlogging),
        "publish_mode": "editorial_workflow",
        "media_folder": "sider/bilder",
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "lowercase": True},
        "output": {
            "omit_empty_optional_fields": True,
            "yaml": {"quote": "double", "indent_size": 2, "indent_sequences": True},
        },
        "collections": [_collection(navn, _with_languages(skjemaer[navn])) for navn in MAPPE_TIL],
    }


def _backend(lager: Lager | None, innlogging: str) -> Json:
    """Return where posts are kept. Without a repository only a folder on one's own machine can be edited."""
    o = tool_words()["skjema"]
    common: Json = {
        "repo": lager.repo if lager else "kommune/oversikt",
        "commit_messages": dict(o["melding"]),
        "auth_methods": ["oauth", "token"] if innlogging else ["token"],
        **({"branch": lager.branch} if lager else {}),
        **({"base_url": innlogging} if innlogging else {}),
    }
    if lager and lager.gitlab:
        return {"name": "gitlab", **common, "api_root": f"{lager.api}/api/v4"}
    api = {"api_root": f"{lager.api}/api/v3"} if lager and lager.host != "github.com" else {}
    return {"name": "github", **common, **api, "open_authoring": True, "auth_scope": "public_repo"}


def _collection(navn: str, skjema: Json) -> Json:
    o = tool_words()["skjema"]
    groups = ["enhet", "status", "type"] if navn == "tiltak" else []
    return {
        "name": MAPPE_TIL[navn],
        "label": o["samling"][navn]["flere"],
        "label_singular": o["samling"][navn]["en"],
        "description": skjema["description"],
        "icon": o["samling"][navn]["ikon"],
        "folder": MAPPE_TIL[navn],
        "extension": "yml",
        "format": FORMATS[navn],
        "identifier_field": "navn",
        "slug": {
            "template": "{{navn}}",
            "editable": ["create"],
            "hint": o["filnavn"],
            "pattern": [f"^{ID_FORM.pattern}$", o["filnavn_feil"]],
        },
        "summary": "{{navn}} ({{slug}})",
        "delete": False,
        "publish": False,
        "thumbnail": False,
        "sortable_fields": {"fields": ["navn"], "default": {"field": "navn"}},
        **({"view_groups": [{"label": _label(skjema, name), "field": name} for name in groups]} if groups else {}),
        "fields": list(_fields(skjema)),
    }


def _with_languages(skjema: Json) -> Json:
    """Return a schema where the texts in each language are called what the language is called."""
    fields = skjema["properties"]
    if "oversettelser" not in fields:
        return skjema
    named, texts = known_values(fields["sprak"]["items"]), fields["oversettelser"]
    each = {tag: part | {"title": named[tag]} for tag, part in texts["properties"].items()}
    return skjema | {"properties": fields | {"oversettelser": texts | {"properties": each}}}


def _label(skjema: Json, name: str) -> str:
    return str(skjema["properties"][name]["title"])


def _fields(part: Json) -> Iterator[Json]:
    """Yield the fields of one mapping, in the schema's order; none that can hold nothing."""
    nothing = always_empty(part) if "required" in part else ()
    for name, child in part["properties"].items():
        if name in nothing:
            continue
        yield field(name, child, required=name in part.get("required", ()))


def field(name: str, part: Json, *, required: bool) -> Json:
    """Return one field. A list that must be there but may be empty is no required field of a form."""
    common: Json = {
        "name": name,
        "label": part.get("title", name),
        "hint": _hint(part),
        "required": required and (part.get("type") != "array" or bool(part.get("minItems"))),
    }
    return common | _kind(name, part)


def _kind(name: str, part: Json) -> Json:
    """Return what a field is: its widget and what belongs to that."""
    if "x-referanse" in part:
        return _relation(part)
    if part.get("enum"):
        return {"widget": "select", "options": _options(part)}
    if part.get("format") == "date":
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    kinds = {"array": _several, "object": _group, "integer": _number, "boolean": _switch}
    return kinds.get(str(part.get("type")), _text)(name, part)


def _group(_name: str, part: Json) -> Json:
    return {"widget": "object", "fields": list(_fields(part))}


def _number(_name: str, part: Json) -> Json:
    limits = {"min": part.get("minimum"), "max": part.get("maximum")}
    known = {key: value for key, value in limits.items() if value is not None}
    return {"widget": "number", "value_type": "int", **known}


def _switch(_name: str, _part: Json) -> Json:
    return {"widget": "boolean"}


def _text(_name: str, part: Json) -> Json:
    """Return a text: one line, or a large box, with the schema's rules in the schema's words."""
    limit = part.get("maxLength")
    rules: Json = {"widget": "text" if limit and limit >= LONG else "string", "use_emoji_autocomplete": False}
    if limit:
        rules["maxlength"] = limit
    if "pattern" in part and "patternErrorMessage" in part:
        rules["pattern"] = [part["pattern"], part["patternErrorMessage"]]
    return rules


def _several(name: str, part: Json) -> Json:
    """Return a list: of choices, of posts, of texts, or of small groups of fields."""
    items = part["items"]
    least = {"min": part["minItems"]} if part.get("minItems") else {}
    if "x-referanse" in items:
        return {**_relation(items), "multiple": True, **least}
    if items.get("enum"):
        return {"widget": "select", "multiple": True, "options": _options(items), **least}
    title = items.get("title", name)
    if items.get("type") == "object":
        summary = " · ".join(f"{{{{fields.{key}}}}}" for key in items["properties"])
        fields = list(_fields(items))
        shown = {"collapsed": True, "summary": summary}
        return {"widget": "list", "label_singular": title, "fields": fields, **shown}
    inner = field(name, items, required=True) | {"label": title}
    inner.pop("hint")
    return {"widget": "list", "label_singular": title, "field": inner}


def _relation(part: Json) -> Json:
    return {
        "widget": "relation",
        "collection": MAPPE_TIL[part["x-referanse"]],
        "value_field": "{{slug}}",
        "display_fields": ["navn"],
        "search_fields": ["navn", "{{slug}}"],
    }


def _options(part: Json) -> list[Json]:
    """Return the choices by name; a code (R8, 3.3, 2) stands before its name: people know it by that."""
    names: list[str] = part.get("enumDescriptions") or part["enum"]
    return [
        {"label": _option(value, str(name)), "value": value} for value, name in zip(part["enum"], names, strict=True)
    ]


def _option(value: int | str, name: str) -> str:
    coded = not re.search(r"[a-z]", str(value)) and str(value) not in name
    return f"{value} {name}" if coded else name


def _hint(part: Json) -> str:
    """Return the description without what is about YAML, and an example where it is a short text."""
    said = without_yaml(str(part.get("description", "")))
    example = next(iter(part.get("examples", ())), "")
    plain = part.get("type") == "string" and not part.get("enum") and "x-referanse" not in part
    if not plain or not example or _LINKED.search(str(example)):
        return said
    return f"{said} {tool_words()['skjema']['eksempel'].format(eksempel=example)}"
