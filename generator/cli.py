"""``tiltak``: finds the command, runs it, and turns whatever happens into an exit code and a calm sentence.

0 is done, 1 is a FEIL, 2 is a command we cannot follow. The commands are a table of modules, and only the
one that is asked for is imported: ``tiltak sjekk`` does not wait for MkDocs.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

from generator.place import Sted, UsageError, day, find
from generator.refusals import refused

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


class Command(NamedTuple):
    """One command: its name, the module that does it, what it is for."""

    navn: str
    modul: str
    hjelp: str


COMMANDS = (
    Command("sjekk", "generator.commands.sjekk", "Sjekk alle poster, og si hva som er galt og på hvilken linje."),
    Command(
        "bygg",
        "generator.commands.bygg",
        "Bygg nettstedet. Det nye tar plassen til det gamle når det er helt.",
    ),
    Command("ny", "generator.commands.ny", "Lag en ny post. Vi spør, du svarer."),
    Command("bekreft", "generator.commands.bekreft", "Si at enheten har lest en post og står for den."),
    Command("formater", "generator.commands.formater", "Skriv postene i én fast stil. Innholdet blir likt."),
    Command("status", "generator.commands.status", "Si hva hver enhet bør se på, og på hvilken linje."),
    Command("endringer", "generator.commands.endringer", "Si hva som er endret mellom to versjoner i git."),
    Command("eksporter", "generator.commands.eksporter", "Skriv postene som et regneark (CSV)."),
    Command("importer", "generator.commands.importer", "Ta inn poster fra et regneark, og si hva som er i tvil."),
    Command("sok", "generator.commands.sok", "Søk slik nettstedet søker, og se hva poengene består av."),
    Command("skjema", "generator.commands.skjema", "Skriv valgene fra schema/vokabular inn i skjemaene."),
    Command(
        "github",
        "generator.commands.github",
        "Skriv skjemaene og eierne i .github/ fra skjema, lister og enheter.",
    ),
)

_SECTIONS = {"positional arguments": "argumenter", "options": "valg", "optional arguments": "valg"}

_ERRORS = (
    (r"unrecognized arguments: (.+)", r"Vi kjenner ikke \1."),
    (r"the following arguments are required: (.+)", r"Du må skrive \1."),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\2 går ikke for \1. Velg mellom \3."),
    (r"argument (.+?): expected one argument", r"Du må skrive noe etter \1."),
    (r"argument (.+?): expected at least one argument", r"Du må skrive noe etter \1."),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 tar ingen verdi, men fikk \2."),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 og \2 kan ikke brukes sammen."),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\2 går ikke for \1."),
)


class _Formatter(argparse.HelpFormatter):
    """argparse's layout with Norwegian headings."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Begin with «Bruk:»."""
        super().add_usage(usage, actions, groups, "Bruk: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Name the sections in Norwegian."""
        super().start_section(_SECTIONS.get(heading or "", heading))


class Parser(argparse.ArgumentParser):
    """argparse that speaks Norwegian and takes no abbreviations."""

    def __init__(self, prog: str, description: str) -> None:
        """Make a parser whose only ready-made option is --help."""
        super().__init__(
            prog=prog, description=description, formatter_class=_Formatter, add_help=False, allow_abbrev=False
        )
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong as a Norwegian sentence."""
        for pattern, sentence in _ERRORS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                raise UsageError(found.expand(sentence))
        raise UsageError("Vi forstår ikke hva du mener.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``tiltak`` with the given words, and answer with the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _open_all()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        code = _run(words)
        sys.stdout.flush()
    except (KeyboardInterrupt, Exception) as error:  # noqa: BLE001 - no traceback ever reaches a user
        return _told(error, words[0] if words else "")
    return code


def _told(error: BaseException, navn: str) -> int:
    """Say in one calm sentence what stopped the command of that name, and return its exit code."""
    if isinstance(error, UsageError):
        about = f" {navn}" if any(command.navn == navn for command in COMMANDS) else ""
        return _say(f"{error}\nSkriv «tiltak{about} --help» for hjelp.", USAGE)
    if isinstance(error, KeyboardInterrupt):
        return _say("Avbrutt.", INTERRUPTED)
    if isinstance(error, BrokenPipeError):  # who reads us has enough, as with | head
        return _hush(FAILED)
    if isinstance(error, OSError):
        return _hush(_say(refused(error), FAILED))
    frame = traceback.extract_tb(error.__traceback__)[-1]
    fil, _, linje = next(iter(getattr(error, "__notes__", ())), f"{frame.filename}:{frame.lineno}").rpartition(":")
    where = f"{Path(fil).name}, linje {linje}: {type(error).__name__}"
    return _say(f"Noe gikk galt i programmet selv ({where}). Meld gjerne fra om det.", FAILED)


def _run(words: list[str]) -> int:
    """Find the command and run it."""
    if not words or words[0] in ("-h", "--help"):
        sys.stdout.write(_overview())
        return OK if words else USAGE
    command = next((command for command in COMMANDS if command.navn == words[0]), None)
    if command is None:
        known = ", ".join(command.navn for command in COMMANDS)
        raise UsageError(f"Vi kjenner ikke kommandoen «{words[0]}». Du kan skrive: {known}.")
    day()  # before MkDocs is imported, which reads SOURCE_DATE_EPOCH too, and stops in English
    module = importlib.import_module(command.modul)
    parser = Parser(f"tiltak {command.navn}", command.hjelp)
    module.arguments(parser)
    try:
        args = parser.parse_args(words[1:])
    except SystemExit:  # --help has been shown
        return OK
    sted: Sted = find(Path.cwd())
    code: int = module.run(args, sted)
    return code


def _overview() -> str:
    """Return the help of ``tiltak`` itself."""
    width = max(len(command.navn) for command in COMMANDS)
    rows = "\n".join(f"  {command.navn:<{width}}  {command.hjelp}" for command in COMMANDS)
    return f"Bruk: tiltak KOMMANDO …\n\nkommandoer:\n{rows}\n\nSkriv «tiltak KOMMANDO --help» for mer om hver.\n"


def _open_all() -> None:
    """Let a stream that the caller has closed say nothing, and take everything."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _speak_utf8(stream: IO[str]) -> None:
    """Print and read any character, on any terminal, without stopping; a byte that is none is seen to be lost."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")


def _say(message: str, code: int) -> int:
    """Say one thing to the person, beside the output, and return the code."""
    try:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()
    except OSError:
        return _hush(code)
    return code


def _hush(code: int) -> int:
    """Let nothing more be written to an output that takes nothing more, and return the code."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return code


if __name__ == "__main__":
    sys.exit(main())
