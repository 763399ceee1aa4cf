"""What the schema refuses -> a Norwegian sentence at the exact key, with a line to paste.

One function per word of JSON Schema that our schemas use. An unknown word still gives a sentence.
"""

# ruff: noqa: D401 - a docstring here names the fault that its function explains

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.judging.blank import advice, instead, lines_of
from generator.judging.case import Case
from generator.judging.coerce import ANYTHING
from generator.judging.forms import Said, read_date, wrong_date, wrong_form
from generator.judging.groups import lines_said, to_fill, under
from generator.judging.meant import as_yaml, items_said, meant_as_yaml, value_meant, values_in
from generator.judging.skjema import FEW, Skjema, choices, known_values
from generator.judging.unknown import fields_meant, unknown_keys
from generator.problem import Grad, Problem
from generator.reading.lines import Line, quoted, split_line
from generator.reading.nodes import Document, Path, Scalar, Sequence
from generator.reading.nodes import Mapping as Fields
from generator.spelling import are_grades, is_part_of_a_year, shown, whole

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_AROUND = "“”„«»\"'"
"""Quotation marks of all kinds: no part of a number or a truth value."""

_QUOTED_FIRST = re.compile(r"""["']([^"']+)["']\s*\S""")
"""A text in quotation marks with something after it."""

_NONE = frozenset(("ingen", "ingenting", "tom", "nei", "none", "-", "–", "—"))
"""What people write in a list that is to hold nothing."""

_GRADES = "Skoletrinn skrives i feltet «trinn», ikke som alder."

_YEARS = "Alder skrives i hele år. Er det under ett år, skriv 0."


def explain(document: Document, skjema: Skjema, error: ValidationError) -> Iterator[tuple[Path, Problem]]:
    """Turn one refusal of the schema into problems, each with the path it belongs to."""
    case = Case(error, tuple(error.absolute_path), document, skjema)
    if error.validator == "required":
        yield from _required(case)
    elif error.validator == "additionalProperties":
        yield from unknown_keys(case)
    elif error.validator == "uniqueItems":
        yield from _doubles(case)
    else:
        said = _SAYERS.get(str(error.validator), _other)(case)
        node = document.node(case.path)
        place = document.place(case.path)
        forslag = _line(case, said.verdi) if said.verdi else said.linjer
        felt = skjema.title(case.path)
        if isinstance(node, Scalar) and case.path:
            place = node.place
        yield case.path, Problem(document.fil, *place, felt, Grad.FEIL, said.melding, forslag)


def _line(case: Case, value: str) -> str:
    """Return the line of a field with another value: in place where it stands in one line.

    Other words of the same list that are as wrong, and meant as surely, are mended along with it.
    """
    node = case.document.node(case.path)
    if isinstance(node, Scalar):
        return case.document.rewrite(node, value, others=_beside(case))
    return case.document.unlisted(case.path, value) if isinstance(node, Sequence) else ""


def _beside(case: Case) -> Iterator[tuple[Scalar, str]]:
    """Yield each other word of a list that the schema does not know, with the value that was meant."""
    around = case.document.node(case.path[:-1])
    if "enum" not in case.part or not isinstance(around, Sequence) or len(around.items) > FEW:
        return
    for index, item in enumerate(around.items):
        if index != case.path[-1] and isinstance(item, Scalar) and (value := meant_as_yaml(item.value, case.part)):
            yield item, value


def _required(case: Case) -> Iterator[tuple[Path, Problem]]:
    """A field that must be there is not: told at the field around it, or for the file as a whole."""
    index = case.path[-1] if case.path else ""
    if isinstance(index, int) and (run := _one_in_pieces(case, index)):
        if index != run.start:
            yield case.path, _dash_too_many(case)
        return
    missing = [key for key in case.limit if isinstance(case.value, dict) and key not in case.value]
    key = next((key for key in missing if f"'{key}'" in case.error.message.partition(" is a ")[0]), "")
    if key in fields_meant(case).values():
        return  # it is there, misspelt, and that is told where it stands
    path = (*case.path, key)
    part = case.skjema.part(path)
    title = str(part.get("title", key))
    added = lines_of(key, part)
    lines = case.document.with_field(case.path, added)
    message = f"Feltet «{title}» ({key}) mangler."
    place = case.document.fields_place(case.path)
    yield path, Problem(case.document.fil, *place, title, Grad.FEIL, message, lines)


def _one_in_pieces(case: Case, index: int) -> range | None:
    """Return which items are one that has a dash before each of its fields, where the item at an index is of them."""
    around = case.document.node(case.path[:-1])
    items = around.items if isinstance(around, Sequence) else ()
    keys = [set(item.keys) if isinstance(item, Fields) else set() for item in items]
    start, whole = 0, set(case.limit)
    while start <= index:
        gathered: set[str] = set()
        stop = start
        while stop < len(keys) and keys[stop] and not keys[stop] & gathered and keys[stop] <= whole:
            gathered |= keys[stop]
            stop += 1
        if gathered == whole and index < stop and stop - start > 1:
            return range(start, stop)
        start = max(stop, start + 1)
    return None


def _dash_too_many(case: Case) -> Problem:
    """A dash before a field that goes on with the item above."""
    place = case.document.key_place(case.path)
    line = case.document.line(place.line)
    message = "Bare den første linjen i hvert punkt skal ha strek foran. Ta bort streken her."
    forslag = line.replace("- ", "  ", 1) if split_line(line).dash == "- " else ""
    return Problem(case.document.fil, *place, case.skjema.title(case.path), Grad.FEIL, message, forslag)


def _doubles(case: Case) -> Iterator[tuple[Path, Problem]]:
    """The first item of a list that stands there already."""
    items = case.value
    index = next((i for i, item in enumerate(items) if item in items[:i]), 0)
    path = (*case.path, index)
    what = "det samme punktet" if isinstance(items[index], dict) else items[index]
    node = case.document.node(path)
    place = node.place if isinstance(node, Scalar) else case.document.place(path)
    line = case.document.without(path)
    message = f"{shown(what)} står flere ganger i listen. {'Skriv det én gang.' if line else 'Slett den ene linjen.'}"
    yield path, Problem(case.document.fil, *place, case.skjema.title(case.path), Grad.FEIL, message, line)


def _enum(case: Case) -> Said:
    """A word that is in no list."""
    known = known_values(case.part)
    if isinstance(case.value, list | dict):
        only = _only(case.value)
        right = as_yaml(only, case.part["enum"]) if only in known else ""
        return Said(f"Her skal det stå én verdi, {choices(case.part)}.", right)
    bare = str(case.value).strip()
    begun = _QUOTED_FIRST.match(bare)
    if bare in known or (begun and begun[1] in known):
        told, value = f"Det står et mellomrom foran eller bak {shown(bare)}.", bare
        if begun and bare not in known:
            told, value = f"Etter {shown(begun[1])} kan det ikke stå noe.", begun[1]
        return Said(f"{told} Ta det bort.", as_yaml(value, case.part["enum"]))
    melding = f"Vi kjenner ikke {shown(case.value)}."
    if len(each := values_in(str(case.value), known)) > 1:
        return _each(case, melding, each)
    if near := value_meant(bare, case.part):
        return Said(f"{melding} Mente du «{near}»?", as_yaml(near, case.part["enum"]))
    return Said(f"{melding} {_from_list(case)}")


def _from_list(case: Case) -> str:
    """Return what may stand there, or what to do where the municipality's own list is empty."""
    if told := choices(case.part, case.value):
        return f"Du kan velge mellom {told}."
    around = case.path[:-1]
    instead = "Slett linjen."
    if case.skjema.requires(case.path):
        instead = f"Legg verdien inn i listen «{case.part.get('x-vokabular', '')}» der først."
    elif case.skjema.requires(around):
        instead = f"Ta bort verdiene, og skriv {around[-1]}: []"
    return f"Listen i schema/vokabular er tom. {instead}"


def _each(case: Case, melding: str, idents: list[str]) -> Said:
    """Several words of a list that stand as one: in a list, each is an item of its own."""
    each = [as_yaml(ident, case.part["enum"]) for ident in idents]
    melding = f"{melding} Her står {' og '.join(f'«{ident}»' for ident in idents)}."
    node = case.document.node(case.path)
    if not isinstance(case.path[-1], int) or not isinstance(node, Scalar):
        return Said(f"{melding} Skriv bare én.")
    line = split_line(case.document.line(node.place.line))
    if not line.is_item:
        return Said(f"{melding} Skriv hver for seg.", ", ".join(each))
    return Said(f"{melding} Skriv hver på sin linje.", linjer="\n".join(line.write(value) for value in each))


def _type(case: Case) -> Said:
    """A value of the wrong kind."""
    kind = case.limit[0] if isinstance(case.limit, list) else case.limit
    return _KINDS.get(str(kind), _other)(case)


def _list(case: Case) -> Said:
    """A single value where a list is wanted."""
    part = case.part.get("items", {})
    if part.get("type") == "object":
        return Said(f"Her skal det stå en liste. Hvert punkt har strek foran og feltene {', '.join(part['required'])}.")
    if isinstance(case.value, str | int):
        found = items_said(str(case.value), part)
        if not found and str(case.value).strip(" .").lower() in _NONE:
            return _nothing(case)
        melding = "Her skal det stå en liste, også når det bare er én."
        if not found and part.get("enum"):
            melding += f" Vi kjenner ikke {shown(case.value)}. Du kan velge mellom {choices(part, case.value)}."
        return Said(melding, f"[{', '.join(found)}]" if found else "")
    return Said("Her skal det stå en liste: én linje for hvert punkt, med strek foran.")


def _nothing(case: Case) -> Said:
    """A word for nothing where a list is wanted: it is empty then, or not there."""
    if case.skjema.requires(case.path) and not case.part.get("minItems"):
        return Said("En liste uten noe i skrives slik.", "[]")
    if case.skjema.requires(case.path):
        return Said("Her må det stå minst ett punkt.")
    return Said("Er det ingen, så slett linjen.")


def _fields(case: Case) -> Said:
    """A single value where fields are wanted."""
    if not case.path:
        return Said("Filen må bestå av felt: et navn, et kolon og en verdi på hver linje.")
    known = case.part.get("properties", {})
    names = ", ".join(list(known)[:FEW])
    melding = f"Her skal det stå felt med innrykk på linjene under: {names}."
    if isinstance(case.value, list):
        return Said(f"{melding} Ta bort strekene foran dem.")
    if not isinstance(case.value, str | int):
        return Said(melding)
    text, numbers = str(case.value), any(part.get("type") == "integer" for part in known.values())
    if numbers and (is_part_of_a_year(text) or are_grades(text)):
        melding += f" {_YEARS if is_part_of_a_year(text) else _GRADES}"
        return Said(melding, linjer=_under_its_key(case, []))
    return Said(melding, linjer=_under_its_key(case, lines_said(text, case.part)))


def _under_its_key(case: Case, said: list[str]) -> str:
    """Return the lines of a field with what was said as fields under it, or in braces where it shares its line.

    Where nothing certain was said, they are those it must have, to be filled in.
    """
    node, key = case.document.node(case.path), case.path[-1]
    if not isinstance(node, Scalar) or not isinstance(key, str):
        return ""
    line = split_line(case.document.line(node.place.line))
    if line.name != key or node.place.line != node.end.line:
        return case.document.rewrite(node, f"{{{', '.join(said)}}}") if said else ""
    return under(line, said or to_fill(key, case.part))


def _text(case: Case) -> Said:
    """A list or fields where a text is wanted."""
    if "enum" in case.part:
        return _enum(case)
    if only := _only(case.value):
        return Said("Her skal det stå én tekst, ikke en liste. Skriv teksten rett etter kolonet.", quoted(only))
    if isinstance(case.value, dict) and (item := _with_colon(case)):
        return Said("Det er kolon inne i teksten, og da må hele teksten stå i anførselstegn.", linjer=item)
    kind = "en liste" if isinstance(case.value, list) else "felt under hverandre"
    todo = "Skriv alt på én linje" if case.part.get("pattern", ANYTHING) == ANYTHING else "Skriv bare én"
    example = f", slik: {shown(case.part['examples'][0])}" if case.part.get("examples") else ""
    return Said(f"Her skal det stå én tekst, ikke {kind}. {todo}{example}.")


def _with_colon(case: Case) -> str:
    """Return the line of a list item that is a text with a colon, in quotation marks; nothing where it is more."""
    line = split_line(case.document.line(case.document.place(case.path).line))
    if len(case.value) != 1 or not line.dash:
        return ""
    ((key, text),) = case.value.items()
    node = case.document.node((*case.path, key))
    if not isinstance(node, Scalar) or node.place.line != node.end.line:
        return ""
    return Line(line.indent, line.dash, comment=line.comment).write(quoted(f"{key}: {text}"))


def _only(value: object) -> str:
    """Return what a list holds when it is one text."""
    return str(value[0]) if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str | int) else ""


def _integer(case: Case) -> Said:
    """Something that is no whole number."""
    if isinstance(case.value, list | dict):
        return Said("Her skal det stå ett helt tall.")
    text, limits = str(case.value), case.part
    melding = f"{shown(text)} er ikke et helt tall."
    if is_part_of_a_year(text):
        return Said(f"{melding} {_YEARS}")
    number = whole(text.rstrip(";,.").strip(_AROUND))
    if not re.search(r"\w", text):
        return Said(
            f"{melding} {'Skriv tallet' if case.skjema.requires(case.path) else 'Skriv tallet, eller slett linjen'}."
        )
    allowed = number is not None and limits.get("minimum", number) <= number <= limits.get("maximum", number)
    return Said(melding, str(number) if allowed else "")


def _boolean(case: Case) -> Said:
    """Something that is neither true nor false."""
    if isinstance(case.value, list | dict):
        return Said("Her skal det stå true eller false.")
    word = str(case.value).rstrip(";,.").strip(_AROUND).lower()
    guess = "true" if word in ("true", "ja", "yes", "y", "j", "on", "1", "sant") else ""
    guess = "false" if word in ("false", "nei", "no", "n", "off", "0", "usant") else guess
    return Said(f"{shown(case.value)} går ikke her. Skriv true eller false.", guess)


def _max_length(case: Case) -> Said:
    return Said(f"Teksten er {len(case.value)} tegn. Den kan ikke være lengre enn {case.limit}.")


def _empty(case: Case) -> Said:
    what, lines = advice(case.document, case.skjema, case.path)
    return Said(f"Feltet er tomt. {what}", linjer=lines)


def _min_items(case: Case) -> Said:
    if case.skjema.requires(case.path):
        return Said("Listen er tom. Skriv minst ett punkt.", linjer=instead(case.document, case.skjema, case.path))
    return Said("Listen er tom. Skriv minst ett punkt, eller slett feltet.")


def _min_properties(case: Case) -> Said:
    names = ", ".join(case.part.get("properties", {}))
    return Said(f"Her står ingenting. Skriv minst ett av feltene {names}, eller slett hele feltet.")


def _minimum(case: Case) -> Said:
    return Said(f"{case.value} er for lite. Det minste er {case.limit}.")


def _maximum(case: Case) -> Said:
    return Said(f"{case.value} er for mye. Det største er {case.limit}.")


def _pattern(case: Case) -> Said:
    return wrong_form(str(case.value), case.part) if str(case.value).strip() else _empty(case)


def _date(case: Case) -> Said:
    text = str(case.value)
    if text != (bare := text.strip()) and (day := read_date(bare)) and day.isoformat() == bare:
        return Said(f"Det står et mellomrom foran eller bak {shown(bare)}. Ta det bort.", quoted(bare))
    return wrong_date(bare)


def _other(case: Case) -> Said:
    return Said(f"{shown(case.value)} passer ikke her.")


_KINDS: Mapping[str, Callable[[Case], Said]] = {
    "array": _list,
    "object": _fields,
    "string": _text,
    "integer": _integer,
    "boolean": _boolean,
}

_SAYERS: Mapping[str, Callable[[Case], Said]] = {
    "enum": _enum,
    "type": _type,
    "maxLength": _max_length,
    "minLength": _empty,
    "pattern": _pattern,
    "format": _date,
    "minItems": _min_items,
    "minProperties": _min_properties,
    "minimum": _minimum,
    "maximum": _maximum,
}
