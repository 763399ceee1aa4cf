"""The body of an issue -> a post, as text and file name, or every problem in Norwegian.

GitHub gives the answers as Markdown: a heading for each question, then what was written. What is written
there comes from anyone: a heading that stands twice is refused, not guessed at, and no text becomes a path, a
command or YAML of its own. Nothing here reads or writes a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.editing.sporsmal import put
from generator.editing.style import write
from generator.github.felt import Sporsmal
from generator.judging.skjema import Skjema, always_empty
from generator.problem import Grad, Problem
from generator.spelling import fold
from generator.texts import tool_words

EMPTY = "_No response_"
MAX_CHARS = 65536
MAX_SLUG = 60

_BOX = re.compile(r"- \[(?P<mark>[ xX])\] (?P<text>.*)")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


@dataclass(frozen=True, slots=True)
class Svar:
    """What an answer came to: the id of the post, the text of its file, and what is wrong."""

    ident: str
    tekst: str
    problemer: tuple[Problem, ...]

    @property
    def fil(self) -> str:
        """The file the post goes into."""
        return f"tiltak/{self.ident}.yml"


def read_answer(body: str, asked: Sequence[Sporsmal], skjema: Skjema, taken: set[str]) -> Svar:
    """Make a post of an answer; ``taken`` holds the ids in use."""
    o = tool_words()["nytt_tilbud"]["feil"]
    if len(body) > MAX_CHARS:
        return Svar("", "", (_problem("", o["for_langt"]),))
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", body))
    promise = tool_words()["issue"]["personvern"]
    labels = [*(question.label for question in asked), promise]
    answers, problem = _split(text, labels)
    if problem:
        return Svar("", "", (problem,))
    problems: list[Problem] = []
    data: dict[str, Any] = {key: [] for key in always_empty(skjema.innhold)}
    for question in asked:
        value = _value(question, answers.get(question.label, ""), problems)
        if value is not None and (value != [] or _may_be_empty(question)):
            put(data, question.path, value)
    promised = [box["mark"] for line in answers.get(promise, "").split("\n") if (box := _BOX.fullmatch(line.rstrip()))]
    if not promised or " " in promised:
        problems.append(_problem(promise, o["personvern"]))
    ident = fold(str(data.get("navn", "")))[:MAX_SLUG].strip("-")
    problems += _name_problems(ident, data, taken)
    fil = f"tiltak/{ident}.yml"
    return Svar(ident, "" if problems else write(data, fil, skjema), tuple(problems))


def _split(text: str, labels: Sequence[str]) -> tuple[dict[str, str], Problem | None]:
    """Return the answer under each heading. Headings must stand once each, in the order of the form."""
    o = tool_words()["nytt_tilbud"]["feil"]
    known = {f"### {label}": label for label in labels}
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if label := known.get(line.rstrip()):
            found.append((label, []))
        elif found:
            found[-1][1].append(line)
    named = [label for label, _ in found]
    twice = next((label for label in named if named.count(label) > 1), None)
    if twice:
        return {}, _problem(twice, o["to_ganger"].format(label=twice))
    if named != [label for label in labels if label in named] or not named:
        return {}, _problem("", o["ikke_skjema"])
    return {label: "\n".join(lines).strip("\n ") for label, lines in found}, None


def _value(question: Sporsmal, answer: str, problems: list[Problem]) -> object:  # noqa: PLR0911 - one a kind
    """Return the value of one answer, or None where there is none or it cannot be used."""
    if question.kind == "checkboxes":
        return _boxes(question, answer, problems)
    fault = _fault(question, answer)
    if fault:
        problems.append(_problem(question.label, tool_words()["nytt_tilbud"]["feil"][fault]))
        return None
    if question.kind == "dropdown" or _is_empty(answer):
        return question.valg.get(answer)
    if question.path == ("stikkord",):
        parts = (part.strip() for part in re.split(r"[,;\n]", answer))
        return list(dict.fromkeys(part for part in parts if part))
    if question.path[0] == "alder":
        return int(answer)
    if question.kind == "textarea":
        return f"{answer}\n" if "\n" in answer else answer
    return " ".join(answer.split())


def _fault(question: Sporsmal, answer: str) -> str:
    """Return the key of what is wrong with one answer, or nothing."""
    if _is_empty(answer):
        return "mangler" if question.required else ""
    if _CONTROL.search(answer):
        return "usynlig"
    if question.kind == "dropdown" and answer not in question.valg:
        return "ikke_valg"
    if question.path[0] == "alder" and not re.fullmatch(r"-?[0-9]{1,9}", answer):
        return "ikke_tall"
    return ""


def _is_empty(answer: str) -> bool:
    return answer in ("", EMPTY, "None")


def _boxes(question: Sporsmal, answer: str, problems: list[Problem]) -> list[Any] | None:
    """Return what is ticked. A line that is no box of the form is refused."""
    o = tool_words()["nytt_tilbud"]["feil"]
    ticked = []
    for line in answer.split("\n"):
        if not line.strip() or line == EMPTY:
            continue
        box = _BOX.fullmatch(line.rstrip())
        if box is None or box["text"] not in question.valg:
            problems.append(_problem(question.label, o["ikke_valg"]))
            return None
        if box["mark"] != " ":
            ticked.append(question.valg[box["text"]])
    if question.required and not ticked:
        problems.append(_problem(question.label, o["mangler"]))
    return ticked


def _may_be_empty(question: Sporsmal) -> bool:
    """Tell whether an empty list is an answer: only one at the top, and no keywords are no answer."""
    return len(question.path) == 1 and question.path != ("stikkord",)


def _name_problems(ident: str, data: Mapping[str, Any], taken: set[str]) -> Iterator[Problem]:
    """Say why the name can give no file: it has no letters, or the file is there already."""
    o = tool_words()["nytt_tilbud"]
    label = o["label"].get("navn", "Navn")
    if "navn" in data and (not ident or _WINDOWS.fullmatch(ident)):
        yield _problem(label, o["feil"]["ingen_bokstaver"])
    elif ident in taken:
        yield _problem(label, o["feil"]["finnes"].format(ident=ident))


def _problem(felt: str, message: str) -> Problem:
    return Problem("", 0, 0, felt, Grad.FEIL, message)
