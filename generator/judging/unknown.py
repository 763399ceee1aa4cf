"""A field that the schema does not know: misspelt, under another name, or at home elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.judging.case import Case
from generator.judging.groups import lines_said, under
from generator.judging.meant import items_said, meant_as_yaml
from generator.judging.skjema import FEW, Json, choices, known_values
from generator.problem import Grad, Problem
from generator.reading.lines import Line, split_line
from generator.reading.nodes import Path, Scalar
from generator.spelling import fold, shown, suggest
from generator.texts import LANGUAGES


def unknown_keys(case: Case) -> Iterator[tuple[Path, Problem]]:
    """Yield what is wrong with each key that the schema does not know."""
    known, meant = case.part.get("properties", {}), fields_meant(case)
    for key in case.value:
        if key not in known:
            path, near = (*case.path, key), meant.get(key, "")
            message, line = _told(case, key, near)
            felt = case.skjema.title((*case.path, near))
            yield path, Problem(case.document.fil, *case.document.key_place(path), felt, Grad.FEIL, message, line)


def _told(case: Case, key: str, near: str) -> tuple[str, str]:
    """Return what is told of an unknown key, and its line as it should be where that is known."""
    of_language, home = "x-sprak" in case.part, _home(case, key)
    if of_language and key in LANGUAGES:  # the others that the site may have are all known
        return f"Postene er på dette språket. Rett teksten i feltet selv, og slett den under {shown(key)}.", ""
    if near and not home:
        return f"Vi kjenner ikke feltet {shown(key)}. Mente du «{near}»?", _renamed(case, (*case.path, key), near)
    inner = _inner_home(case, key)
    if where := f"«{home}»" if home else f"«{inner[0]}», og heter «{inner[1]}»" if inner else "":
        return f"Feltet {shown(key)} hører hjemme under {where}. Flytt linjen dit, med innrykk.", ""
    if of_language:
        return f"Vi kjenner ikke språket {shown(key)}. Du kan bruke: {choices(_languages(case))}.", ""
    return _strange(case, key), ""


def _strange(case: Case, key: str) -> str:
    """Return what is told of a key that is at home nowhere in this kind of file."""
    known = case.part.get("properties", {})
    if not case.path and (mappe := case.skjema.andre_felt.get(key)):
        return f"Feltet {shown(key)} står i filene i mappen {mappe}/, ikke her. Flytt det dit, eller slett det."
    todo = f"Du kan bruke: {', '.join(known)}." if len(known) <= FEW else "Sjekk stavemåten, eller slett linjen."
    return f"Vi kjenner ikke feltet {shown(key)}. {todo}"


def _renamed(case: Case, path: Path, name: str) -> str:
    """Return the line of a field with the name it should have, and its value as a field of that name holds it."""
    key, node = str(path[-1]), case.document.node(path)
    line = split_line(case.document.line(case.document.key_place(path).line))
    part = case.part["properties"][name]
    if isinstance(node, Scalar) and line.name == key and node.place.line == node.end.line:
        named = Line(line.indent, line.dash, name, line.value, line.comment)
        if part.get("type") == "object" and (fields := lines_said(node.value, part)):
            return under(named, fields)
        if value := _as_held(node.value, part):
            return named.write(value)
    return case.document.line(case.document.key_place(path).line).replace(key, name, 1)


def _as_held(text: str, part: Json) -> str:
    """Return a text as YAML of what a field holds: a list, or one word of a list; nothing where neither is certain."""
    if part.get("type") == "array":
        items = items_said(text, part.get("items", {}))
        return f"[{', '.join(items)}]" if items else ""
    return meant_as_yaml(text, part) if "enum" in part else ""


def fields_meant(case: Case) -> Mapping[str, str]:
    """Return each key the schema does not know, with the known key that it most likely is."""
    known = case.part.get("properties", {})
    free = {key: child for key, child in known.items() if key not in case.value}
    names = tuple((key, str(child.get("title", ""))) for key, child in free.items())
    others = tuple((fold(other), key) for key, child in free.items() for other in child.get("x-ogsa", ()))
    if "x-sprak" in case.part:  # people write the name of the language
        names = tuple(known_values(_languages(case)).items())
    return _nearest(tuple(key for key in case.value if key not in known and not _home(case, key)), names, others)


@lru_cache(maxsize=4)
def _nearest(
    unknown: tuple[str, ...], names: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]
) -> Mapping[str, str]:
    """Return the nearest name of each key that has one; it is asked for every field that is missing."""
    near = {key: suggest(key, dict(names)) or dict(others).get(fold(key), "") for key in unknown}
    return {key: name for key, name in near.items() if name}


def _home(case: Case, key: str) -> str:
    """Return the field that a misplaced key belongs under."""
    top = case.skjema.innhold.get("properties", {})
    if case.path and (key in top or "x-sprak" in case.skjema.part(case.path[:1])):
        return ""
    homes = [name for name, part in top.items() if key in part.get("properties", {})]
    if len(homes) != 1 or (homes[0],) == case.path or (case.path and _sibling(case, key)):
        return ""
    return str(homes[0])


def _inner_home(case: Case, key: str) -> tuple[str, str] | None:
    """Return the field, and the one in it, that a key at the margin is another name for, where there is one such."""
    top = case.skjema.innhold.get("properties", {}) if not case.path else {}
    homes = [
        (name, inner)
        for name, part in top.items()
        for inner, child in part.get("properties", {}).items()
        if fold(key) in (fold(inner), *map(fold, child.get("x-ogsa", ())))
    ]
    return homes[0] if len(homes) == 1 else None


def _languages(case: Case) -> Json:
    """Return what the schema says about the languages that a post may be translated to."""
    part = case.skjema.part(("sprak", 0))
    own = [value for value in known_values(part) if value in case.part.get("properties", {})]
    return {"enum": own, "enumDescriptions": [known_values(part)[value] for value in own]}


def _sibling(case: Case, key: str) -> str:
    """Return the field beside a misspelt key that is not there, and that the key nearly is."""
    known = case.part.get("properties", {})
    return suggest(key, {name: name for name in known if name not in case.value})
