"""A server on this machine that answers like the few parts of GitHub we use, and keeps what it was sent."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from generator.github.api import BOT, Api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPO = "kommunen/oversikten"
HOVED = "a" * 40


@dataclass
class GitHub:
    """What the repository holds: branches with their files and commits, pull requests, issues, comments."""

    refs: dict[str, str] = field(default_factory=lambda: {"main": HOVED})
    filer: dict[tuple[str, str], str] = field(default_factory=dict)
    commits: dict[str, list[str]] = field(default_factory=dict)
    laget: dict[str, dict[str, str]] = field(default_factory=dict)
    """The trees and commits that were made, each with the files that it changes."""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    kommentarer: list[dict[str, Any]] = field(default_factory=list)
    artefakter: dict[str, bytes] = field(default_factory=dict)
    runs: list[dict[str, str]] = field(default_factory=list)
    kall: list[tuple[str, str]] = field(default_factory=list)
    uten_token: list[str] = field(default_factory=list)
    ligger_hos: str = ""
    """The address of the host where the artifacts really lie; ``""`` where they lie here."""

    def answer(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> Any:  # noqa: ANN401
        """Answer one call; None is «not found»."""
        self.kall.append((method, path))
        for pattern, act in self._routes():
            if (found := re.fullmatch(pattern, f"{method} {path}")) is not None:
                return act(found.groups(), query, body)
        message = f"no such call: {method} {path}"
        raise AssertionError(message)

    def _routes(self) -> tuple[tuple[str, Callable[..., Any]], ...]:
        return (
            (r"GET ", lambda *_: {"default_branch": "main"}),
            (r"GET git/ref/heads/(.+)", self._ref),
            (r"POST git/refs", lambda _, __, b: self._point(b["ref"].removeprefix("refs/heads/"), b["sha"])),
            (r"PATCH git/refs/heads/(.+)", lambda g, _, b: self._point(g[0], b["sha"])),
            (r"GET git/commits/(.+)", lambda g, *_: {"tree": {"sha": f"tree-{g[0]}"}}),
            (r"POST git/trees", self._tree),
            (r"POST git/commits", self._made),
            (r"GET compare/main\.\.\.(.+)", self._compare),
            (r"GET pulls", self._pulls),
            (r"POST pulls", self._pull),
            (r"PATCH pulls/(\d+)", lambda g, _, b: self.pulls[int(g[0]) - 100].update(b) or {}),
            (r"GET issues/(\d+)/comments", self._comments),
            (r"POST issues/(\d+)/comments", self._comment),
            (r"PATCH issues/comments/(\d+)", lambda g, _, b: self.kommentarer[int(g[0])].update(b) or {}),
            (r"GET issues", lambda *_: self.issues),
            (r"POST issues", self._issue),
            (r"PATCH issues/(\d+)", lambda g, _, b: self.issues[int(g[0]) - 1].update(b) or {}),
            (r"GET actions/workflows/([a-z.]+)/runs", self._runs),
            (r"GET actions/runs/\d+/artifacts", self._artifacts),
            (r"GET actions/artifacts/(\d+)/zip", lambda g, *_: list(self.artefakter.values())[int(g[0])]),
        )

    def _ref(self, groups: tuple[str], *_: object) -> Any:  # noqa: ANN401
        return {"object": {"sha": self.refs[groups[0]]}} if groups[0] in self.refs else None

    def _point(self, branch: str, sha: str) -> dict[str, Any]:
        """Move a branch. One without commits of its own closes its pull request."""
        self.refs[branch] = sha
        new = self.laget.get(sha, {})
        self.commits[branch] = [BOT] if new else []
        self.filer = {key: text for key, text in self.filer.items() if key[0] != branch}
        self.filer |= {(branch, fil): text for fil, text in new.items()}
        for pull in self.pulls if not new else ():
            if pull["head"]["ref"] == branch:
                pull["state"] = "closed"
        return {}

    def _tree(self, _: object, __: object, body: dict[str, Any]) -> dict[str, Any]:
        assert body["base_tree"] == f"tree-{HOVED}"
        sha = f"tree-{len(self.laget)}"
        self.laget[sha] = {one["path"]: one["content"] for one in body["tree"]}
        return {"sha": sha}

    def _made(self, _: object, __: object, body: dict[str, Any]) -> dict[str, Any]:
        assert body["parents"] == [HOVED]
        sha = f"{len(self.laget)}" * 40
        self.laget[sha] = self.laget[body["tree"]]
        return {"sha": sha}

    def _compare(self, groups: tuple[str], *_: object) -> dict[str, Any]:
        return {"commits": [{"author": {"login": name}} for name in self.commits.get(groups[0], [])]}

    def _pulls(self, _: object, query: dict[str, str], __: object) -> list[dict[str, Any]]:
        open_ = (pull for pull in self.pulls if pull.get("state", "open") == query["state"])
        return [pull for pull in open_ if query["head"] == f"{pull['eier']}:{pull['head']['ref']}"]

    def _pull(self, _: object, __: object, body: dict[str, Any]) -> dict[str, Any]:
        pull = {**body, "number": 100 + len(self.pulls), "head": {"ref": body["head"]}, "eier": "kommunen"}
        self.pulls.append(pull)
        return pull

    def _comments(self, groups: tuple[str], query: dict[str, str], _: object) -> list[dict[str, Any]]:
        ours = [c for c in self.kommentarer if c["sak"] == int(groups[0])]
        first = (int(query["page"]) - 1) * 100
        return ours[first : first + 100]

    def _comment(self, groups: tuple[str], _: object, body: dict[str, Any]) -> dict[str, Any]:
        said = {"id": len(self.kommentarer), "sak": int(groups[0]), "user": {"login": BOT}, **body}
        self.kommentarer.append(said)
        return said

    def _issue(self, _: object, __: object, body: dict[str, Any]) -> dict[str, Any]:
        issue = {"number": len(self.issues) + 1, "user": {"login": BOT}, "state": "open", **body}
        self.issues.append(issue)
        return issue

    def _runs(self, groups: tuple[str], query: dict[str, str], _: object) -> dict[str, Any]:
        asked = {"file": groups[0], "head_branch": query["branch"], "conclusion": query["status"]}
        found = [run for run in reversed(self.runs) if asked.items() <= run.items()]  # the newest first
        return {"workflow_runs": found[: int(query["per_page"])]}

    def _artifacts(self, *_: object) -> dict[str, Any]:
        return {"artifacts": [{"id": n, "name": name} for n, name in enumerate(self.artefakter)]}


@contextmanager
def github() -> Iterator[tuple[Api, GitHub]]:
    """Start the server, and give what speaks to it and what it holds."""
    state = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Authorization") != "Bearer hemmelig":
                state.uten_token.append(self.path)
            path = parts.path.removeprefix(f"/repos/{REPO}").removeprefix("/")
            if state.ligger_hos and path.endswith("/zip"):
                self.send_response(302)
                self.send_header("Location", f"{state.ligger_hos}{self.path}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            answer = state.answer(self.command, path, query, json.loads(raw) if raw else {})
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(404 if answer is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = _do  # noqa: N815 - the names the base class looks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Api(f"http://127.0.0.1:{server.server_port}", REPO, "hemmelig"), state
        server.shutdown()
        thread.join()
