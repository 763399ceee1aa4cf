"""A client for the YAML language server: speaks its protocol over standard input and output."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from tests.nettsted import ROT

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVER = ROT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


class Sprakserver:
    """One running server whose workspace is a folder, with the settings of that folder."""

    def __init__(self, rot: Path, node: str = "node") -> None:
        """Start the server and shake hands."""
        self._rot = rot
        self._settings = settings(rot)
        self._next = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], cwd=rot, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        folder = {"uri": rot.as_uri(), "name": rot.name}
        abilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": rot.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": abilities,
                "locale": "nb",
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def __enter__(self) -> Self:
        """Give the running server."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ask the server to stop, and wait until it has."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        self._process.communicate(timeout=30)

    def open(self, fil: str, text: str) -> list[dict[str, Any]]:
        """Open a file with a text, and return what the server finds wrong in it."""
        uri = (self._rot / fil).as_uri()
        self._diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._diagnostics:
            self._receive()
        return self._diagnostics[uri]

    def close(self, fil: str) -> None:
        """Close a file."""
        self._tell("textDocument/didClose", {"textDocument": {"uri": (self._rot / fil).as_uri()}})

    def hover(self, fil: str, line: int, column: int) -> str:
        """Return the help at a place, both from 1, as Markdown."""
        answer = self._ask("textDocument/hover", self._at(fil, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def complete(self, fil: str, line: int, column: int) -> list[dict[str, Any]]:
        """Return what the server proposes at a place, both from 1."""
        answer = self._ask("textDocument/completion", self._at(fil, line, column))
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer
        return items

    def _at(self, fil: str, line: int, column: int) -> dict[str, Any]:
        place = {"line": line - 1, "character": column - 1}
        return {"textDocument": {"uri": (self._rot / fil).as_uri()}, "position": place}

    def _ask(self, method: str, params: object) -> Any:  # noqa: ANN401 - JSON
        self._next += 1
        number = self._next
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, Any]) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Read one message; answer what the server asks, and keep what it finds wrong."""
        stdout = self._process.stdout
        assert stdout is not None
        message = _read(stdout)
        method = message.get("method", "")
        if method == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            sections = [self._settings.get(item.get("section")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": sections})
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _read(stream: IO[bytes]) -> dict[str, Any]:
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    assert length, "the language server closed its output"
    message: dict[str, Any] = json.loads(stream.read(length))
    return message


def settings(rot: Path) -> dict[str, Any]:
    """Return the folder's VS Code settings as the server asks for them: nested by their names' parts."""
    flat: dict[str, Any] = json.loads((rot / ".vscode" / "settings.json").read_text("utf-8"))
    nested: dict[str, Any] = {}
    for name, value in flat.items():
        if name.startswith("["):
            nested[name] = value
            continue
        *path, last = name.split(".")
        place = nested
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return nested
