"""Help in the editor: what the YAML language server shows while one types, written into the schemas.

It reads words of its own beside those of JSON Schema: ``errorMessage``, ``patternErrorMessage``,
``markdownDescription`` and ``defaultSnippets``. Its own messages do not exist in Norwegian, so ours stand in
their place. Where a message must name the very field that is missing, the server's own is left, since the
words here cannot hold a name: ``tiltak sjekk`` says it in Norwegian.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

Json = dict[str, Any]

FEW = 12
"""Up to so many allowed values are named in a message; the rest are for the list that the editor opens."""

_OURS = ("errorMessage", "patternErrorMessage", "markdownDescription", "defaultSnippets")

DATO = (
    r"^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-9]))$"
)
"""The form of a date, with no day that its month never has: editors know forms, and no calendar."""

_FORMS: Mapping[str, str] = {
    r"\S": "Feltet er tomt. Fyll det ut, eller slett linjen.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Skriv navnet på filen uten .yml: små bokstaver a–z, tall og bindestrek.",
    DATO: "Skriv datoen som år, måned og dag, for eksempel {eksempel}.",
    r'^https?://[^\s"]+$': "Skriv hele adressen, med https:// foran og uten mellomrom.",
    r"^(?:\+47(?: ?[0-9]){8}|\+(?!47)[0-9](?: ?[0-9]){7,13}|[0-9](?: ?[0-9]){2,5}|[0-9](?: ?[0-9]){7})$": (
        "Dette er ikke et telefonnummer. Skriv ett nummer, bare med sifre og mellomrom."
    ),
    r'^[^@\s,;:<>"]+@[^@\s.,;:<>"]+(\.[^@\s.,;:<>"]+)+$': (
        "Dette er ikke en e-postadresse. Skriv den for eksempel slik: {eksempel}."
    ),
    r"^[0-9]{3} ?[0-9]{3} ?[0-9]{3}$": "Skriv de ni sifrene i organisasjonsnummeret, for eksempel {eksempel}.",
    r"^@[A-Za-z0-9-]+(/[A-Za-z0-9._-]+)?$": "Skriv bruker eller team på GitHub slik: {eksempel}.",
    r"^[0-9]+(-[0-9]+)?(; [0-9]+(-[0-9]+)?)*$": "Skriv linjenumrene slik: {eksempel}.",
}
"""What each pattern of the schemas asks for, in words."""

_TYPES: Mapping[str, str] = {
    "string": "Her skal det stå tekst. Sett den i anførselstegn.",
    "integer": "Her skal det stå et helt tall, uten anførselstegn.",
    "boolean": "Skriv true eller false, uten anførselstegn.",
    "array": "Her skal det stå en liste: én verdi på hver linje, med bindestrek foran.",
}

_QUOTED: Mapping[str, str] = {"label": '"…"', "description": "Tekst i anførselstegn", "body": '^"$1"'}
"""The editor would else put the example itself in, and without quotation marks."""


def with_help(filled: Json) -> Json:
    """Put the help into a filled schema, in place of what stood there; the same each time."""
    _write(filled, "")
    for part in (filled, *filled.get("definitions", {}).values()):
        _inside(part)
    for part in filled.get("definitions", {}).values():
        _write(part, "")
    return filled


def _inside(part: Json) -> None:
    """Write the help of every field inside one part."""
    for name, child in part.get("properties", {}).items():
        wanted = "**Må være med.**" if name in part.get("required", ()) else ""
        _write(child, wanted or ("Bør være med." if name in part.get("x-anbefalt", ()) else ""))
        _inside(child)
    if isinstance(items := part.get("items"), dict):
        _write(items, "")
        _inside(items)


def _write(part: Json, wanted: str) -> None:
    """Write the help of one field; ``wanted`` says whether it must be there."""
    for word in _OURS:
        part.pop(word, None)
    if "description" not in part:
        return
    if message := _message(part):
        part["errorMessage"] = message
    example = str(next(iter(part.get("examples", ())), ""))
    if said := _FORMS.get(part.get("pattern", "")):
        part["patternErrorMessage"] = said.format(eksempel=example)
    rules = " ".join(rule for rule in (wanted, *_rules(part)) if rule)
    part["markdownDescription"] = "\n\n".join(text for text in (part["description"], rules) if text)
    if part.get("type") == "object" and part.get("required"):
        body = "\n".join(_fields(part, count(1)))
        part["defaultSnippets"] = [{"label": f"{part['title']}: det som må være med", "bodyText": body}]
    if part.get("type") == "string" and "enum" not in part:
        part["defaultSnippets"] = [_QUOTED]


def _message(part: Json) -> str:
    """Say what a field may hold, for a value that is of the wrong kind or in no list."""
    enum: Sequence[Any] = part.get("enum", ())
    if len(enum) > FEW:
        return f"Verdien er ikke i listen «{part['title']}». Trykk Ctrl og mellomrom for å se hele listen."
    if enum:
        return f"Velg en av disse: {', '.join(map(str, enum))}."
    known = part.get("properties", {})
    if known and len(known) <= FEW and part.get("additionalProperties") is False:
        wanted = part.get("required", ())
        must = f" Må være med: {', '.join(wanted)}." if wanted else ""
        return f"Her kan disse feltene stå: {', '.join(known)}.{must}"
    return _TYPES.get(str(part.get("type")), "")


def _rules(part: Json) -> Iterator[str]:
    """Say what the schema demands beyond the description."""
    if limit := part.get("maxLength"):
        yield f"Høyst {limit} tegn."
    if part.get("type") == "array":
        yield "Minst ett punkt." if part.get("minItems") else "Kan være tom: skriv `[]`."


def _fields(part: Json, stops: Iterator[int]) -> Iterator[str]:
    """Yield the lines of the fields that must be there, ready to fill in with the tabulator key."""
    for name in part["required"]:
        child = part["properties"][name]
        if child.get("type") == "object":
            yield f"{name}:"
            yield from (f"  {line}" for line in _fields(child, stops))
        elif child.get("type") == "array" and not child.get("minItems"):
            yield f"{name}: []"
        elif child.get("type") == "array":
            yield f"{name}:"
            yield f"  - {_stop(child['items'], next(stops))}"
        else:
            yield f"{name}: {_stop(child, next(stops))}"


def _stop(part: Json, number: int) -> str:
    """Return one place to fill in, in quotation marks: a choice where the list is short, else the example."""
    enum = [str(value) for value in part.get("enum", ())]
    if 0 < len(enum) <= FEW:
        return f'"${{{number}|{",".join(enum)}|}}"'
    example = str(next(iter(part.get("examples", ())), part.get("title", "")))
    return f'"${{{number}:{example}}}"'
