"""GitHub's REST interface, as much of it as is needed: JSON over HTTPS with the token of the workflow."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from generator.place import UsageError

TIMEOUT = 30
MAX_BYTES = 20_000_000
NOT_FOUND = 404
BOT = "github-actions[bot]"


def given(name: str) -> str:
    """Return what GitHub gives every job under a name."""
    if name not in os.environ:
        raise UsageError(f"{name} mangler. Dette kjøres av GitHub, som gir verdien til hver jobb.")
    return os.environ[name]


def event() -> Any:  # noqa: ANN401 - JSON
    """Return what GitHub tells of what has happened."""
    path = Path(given("GITHUB_EVENT_PATH"))
    return _json(path.read_bytes(), str(path))


def _json(raw: bytes, hvor: str) -> Any:  # noqa: ANN401 - JSON
    """Read what GitHub wrote somewhere."""
    try:
        return json.loads(raw)
    except ValueError:
        raise UsageError(f"Det GitHub ga oss i {hvor}, er ikke JSON.") from None


@dataclass(frozen=True, slots=True)
class Api:
    """One repository on one GitHub."""

    url: str
    repo: str
    token: str

    @classmethod
    def from_environment(cls) -> Api:
        """Read what GitHub gives every job."""
        return cls(*(given(name) for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN")))

    @property
    def owner(self) -> str:
        """Who owns the repository."""
        return self.repo.partition("/")[0]

    def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON
        """Read; an address that is not there is None."""
        asked = f"?{urllib.parse.urlencode(query)}" if query else ""
        return self._send("GET", f"/repos/{self.repo}/{path}".rstrip("/") + asked, None)

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Write."""
        return self._send(method, f"/repos/{self.repo}/{path}", body)

    def download(self, path: str) -> bytes:
        """Read a file, up to a size no file of ours has. The token is not sent on to where it really lies."""
        raw = self._answer("GET", f"/repos/{self.repo}/{path}", None)
        if raw is None:
            raise UsageError(f"GitHub har ikke {path}.")
        if len(raw) > MAX_BYTES:
            raise UsageError(f"{path} hos GitHub er for stor til å være laget av oss.")
        return raw

    def _send(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:  # noqa: ANN401 - JSON
        raw = self._answer(method, path, body)
        return _json(raw, f"{method} {path}") if raw else None

    def _answer(self, method: str, path: str, body: Mapping[str, Any] | None) -> bytes | None:
        """Return what GitHub answers, None where what is asked for is not there; any other refusal is told."""
        try:
            with urllib.request.urlopen(self._request(method, path, body), timeout=TIMEOUT) as answer:  # noqa: S310
                raw: bytes = answer.read(MAX_BYTES + 1)
        except urllib.error.HTTPError as error:
            if method == "GET" and error.code == NOT_FOUND:
                return None
            raise UsageError(f"GitHub svarte {error.code} ({error.reason}) på {method} {path}.") from error
        except (OSError, HTTPException) as error:  # no network, no answer in time, or half of one
            raise UsageError(f"GitHub svarte ikke på {method} {path}: {error}") from error
        return raw

    def _request(self, method: str, path: str, body: Mapping[str, Any] | None) -> urllib.request.Request:
        headers = {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "User-Agent": "tiltaksoversikt",
        }
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)  # noqa: S310
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        return request


def login(written: Mapping[str, Any]) -> str:
    """Return who wrote a comment or an issue; ``""`` where the account is gone."""
    return str((written.get("user") or {}).get("login", ""))


def upsert_comment(api: Api, number: int, mark: str, text: str) -> None:
    """Write the one comment of ours on an issue or a pull request: in place where it is there already."""
    page = 1
    while comments := api.get(f"issues/{number}/comments", per_page=100, page=page):
        for comment in comments:
            if login(comment) == BOT and str(comment["body"]).startswith(mark):
                api.send("PATCH", f"issues/comments/{comment['id']}", {"body": f"{mark}\n{text}"})
                return
        page += 1
    api.send("POST", f"issues/{number}/comments", {"body": f"{mark}\n{text}"})
