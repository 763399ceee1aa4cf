"""The weekly list: expired posts and dead links per unit, in one issue, each exception with a reason."""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from generator.github.lenker import UNNTAK, Dom, Svar, _urls, ask, ask_all, exceptions, in_ascii, links, verdict
from generator.github.ukentlig import Funn, body, publish, search
from generator.load import load
from generator.place import UsageError
from tests.githubtjener import BOT, github
from tests.prosjekt import I_DAG, POST, ROT, lag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


@contextmanager
def nettsteder() -> Iterator[tuple[str, list[str]]]:
    """Serve pages that answer as their address says: /200, /404, /405-head, /500, /503-en-gang, /404-en-gang."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(f"{self.command} {self.path}")
            code = self.path.strip("/").partition("-")[0]
            head_only = self.path == "/405-head" and self.command == "GET"
            second = self.path.endswith("-en-gang") and asked.count(f"{self.command} {self.path}") > 1
            self.send_response(200 if head_only or second else int(code))
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - the name the base class looks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.fixture
def rot(tmp_path: Path) -> Path:
    """Make a small project with a measure that has run out."""
    rot = lag(tmp_path / "p")
    text = POST.replace("Baby", "Gammel ").replace("2026-11-01", "2024-01-01")
    (rot / "tiltak" / "gammel.yml").write_text(text, "utf-8")
    return rot


def near(web: str) -> Callable[[Sequence[str]], dict[str, Svar]]:
    """Ask for the addresses on this machine alone."""
    return lambda urls: ask_all([url for url in urls if web and url.startswith(web)], 0)


def with_link(rot: Path, url: str) -> None:
    """Give the measure an address."""
    path = rot / "tiltak" / "gammel.yml"
    path.write_text(f'{path.read_text("utf-8")}kontakt: {{nettside: "{url}"}}\n', "utf-8")


def test_a_link_that_answers_is_not_dead() -> None:
    """Gone is dead; a fault of the server or a refusal is unsure; what answers the second time works."""
    with nettsteder() as (web, asked):
        names = ("200", "404", "410", "405-head", "500", "403", "503-en-gang", "404-en-gang", "200-blåbær?q=ø#å")
        urls = [f"{web}/{name}" for name in names]
        doms = {url.rpartition("/")[2]: svar.dom for url, svar in ask_all(urls, 0).items()}
    assert doms == {
        "200": Dom.VIRKER,
        "404": Dom.DOD,
        "410": Dom.DOD,
        "405-head": Dom.VIRKER,
        "500": Dom.USIKKER,
        "403": Dom.USIKKER,
        "503-en-gang": Dom.VIRKER,
        "404-en-gang": Dom.VIRKER,
        "200-blåbær?q=ø#å": Dom.VIRKER,
    }
    assert asked.count("HEAD /200") == 1
    assert "GET /200" not in asked


def test_an_address_without_a_host_is_dead() -> None:
    """A name that no one has is dead, a false certificate too; a network that is down proves nothing."""
    assert verdict(socket.gaierror(socket.EAI_NONAME, "no such name")).dom is Dom.DOD
    assert verdict(socket.gaierror(socket.EAI_AGAIN, "try again")).dom is Dom.USIKKER
    assert verdict(ssl.SSLCertVerificationError("expired")).dom is Dom.DOD
    assert ask("http://127.0.0.1:9/").dom is Dom.USIKKER


@pytest.mark.parametrize("answer", [b"hei\r\n\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"x" * 100_000, b""])
def test_an_answer_that_is_no_answer_is_unsure(answer: bytes) -> None:
    """Who answers with something else than HTTP, or with nothing, stops no list."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(answer)

        Thread(target=serve, daemon=True).start()
        assert ask(f"http://127.0.0.1:{server.getsockname()[1]}/").dom is Dom.USIKKER
    assert ask("http://127.0.0.1:port/").dom is Dom.USIKKER
    assert ask("https://[abc").dom is Dom.USIKKER


def test_an_address_is_sent_in_ascii() -> None:
    """Letters of a path and of a host are sent as signs that may be; what is so already is left as it is."""
    assert in_ascii("https://blåbær.no/ær?ø=å#x") == "https://xn--blbr-roah.no/%C3%A6r?%C3%B8=%C3%A5"
    assert in_ascii("https://a.no:8080/a%20b/(c)?d=e&f=g;h") == "https://a.no:8080/a%20b/(c)?d=e&f=g;h"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://no.eksempel.org/wiki/Namsos_(kommune)", ["https://no.eksempel.org/wiki/Namsos_(kommune)"]),
        ("https://eksempel.no/o'brien", ["https://eksempel.no/o'brien"]),
        (
            "Se https://eksempel.no/a_(b), og (https://eksempel.no/c).",
            ["https://eksempel.no/a_(b)", "https://eksempel.no/c"],
        ),
        ("[mer](https://eksempel.no/d)", ["https://eksempel.no/d"]),
    ],
)
def test_an_address_is_taken_whole(text: str, found: list[str]) -> None:
    """Brackets that belong to an address are asked for; those around it are not."""
    assert list(_urls(text)) == found


def test_every_link_of_the_shipped_data_is_found() -> None:
    """Addresses in posts and lists are found, each with the files it stands in."""
    katalog = load(ROT, I_DAG).katalog
    assert katalog is not None
    found = links(katalog)
    assert len(found) > 20
    written = "".join(p.read_text("utf-8") for p in (ROT / "tiltak").glob("*.yml"))
    assert all(url in written for url, files in found.items() if files[0].startswith("tiltak/"))
    assert not [url for url in found if url.endswith((".", ",", ")"))]


def test_the_list_tells_each_unit_what_to_do(rot: Path) -> None:
    """Expired and dead stand under the unit that owns the post; what is missing is only counted."""
    with nettsteder() as (web, _):
        with_link(rot, f"{web}/404")
        funn = search(rot, I_DAG, near(web))
        assert funn is not None
        text, todo = body(funn, I_DAG)
    assert todo
    assert "## Eksempelenheten\n\n- `tiltak/gammel.yml`: " in text
    assert f"- `tiltak/gammel.yml`: Lenken virker ikke: `{web}/404` (siden finnes ikke)" in text
    assert "21. november 2026" in text


def test_nothing_to_do_is_said(tmp_path: Path) -> None:
    """Without anything expired or dead the list says so."""
    lest = load(lag(tmp_path / "p"), I_DAG)
    assert lest.katalog is not None
    text, todo = body(Funn(lest.katalog, (), {}, {}, {}), I_DAG)
    assert not todo
    assert text.endswith("Ingenting har gått ut, og alle lenker virker.")


def test_an_exception_must_have_a_reason(rot: Path) -> None:
    """A link with a reason is not asked for; one without is, and the list says that it lacks one."""
    with nettsteder() as (web, asked):
        with_link(rot, f"{web}/404")
        path = rot / UNNTAK
        path.parent.mkdir()
        path.write_text(
            f'unntak:\n  - adresse: "{web}/404"\n    grunn: "Svarer bare nettlesere."\n'
            '  - adresse: "https://uten.example/"\n'
            '  - adresse: "https://borte.example/"\n    grunn: "Gammel"\n',
            "utf-8",
        )
        lest = load(rot, I_DAG)
        assert lest.katalog is not None
        funn = search(rot, I_DAG, near(web))
        assert funn is not None
        text, _ = body(funn, I_DAG)
    assert not [call for call in asked if call.endswith("/404")]
    assert f"`{web}/404`: Svarer bare nettlesere" in text
    assert "Unntaket «`https://uten.example/`» mangler grunn." in text
    assert "Unntaket «`https://borte.example/`» trengs ikke lenger." in text


def test_there_is_one_issue() -> None:
    """It is made once, written over each week, closed when there is nothing, opened again."""
    with github() as (api, state):
        publish(api, "ingenting", todo=False)
        assert state.issues == []
        publish(api, "en", todo=True)
        publish(api, "to", todo=True)
        assert [(i["body"], i["state"], i["user"]["login"]) for i in state.issues] == [("to", "open", BOT)]
        publish(api, "tom", todo=False)
        assert [i["state"] for i in state.issues] == ["closed"]
        publish(api, "tre", todo=True)
        assert [(i["body"], i["state"]) for i in state.issues] == [("tre", "open")]


def test_a_pull_request_is_not_the_issue() -> None:
    """GitHub lists the bot's pull requests among the issues; the list is written over none of them."""
    with github() as (api, state):
        state.issues.append({"number": 1, "user": {"login": BOT}, "state": "open", "body": "PR", "pull_request": {}})
        publish(api, "en", todo=True)
        assert [issue["body"] for issue in state.issues] == ["PR", "en"]


def test_data_with_a_fault_make_no_list(rot: Path) -> None:
    """A FEIL is told by the check of each change; the week goes by in silence."""
    (rot / "tiltak" / "gammel.yml").write_text("navn: [", "utf-8")
    assert search(rot, I_DAG, near("")) is None


@pytest.mark.parametrize("wrong", ['- "https://x.no"', "- grunn: x", "- https://x.no: x"])
def test_a_slip_in_the_links_left_alone_is_told(rot: Path, wrong: str) -> None:
    """Someone writes that file by hand: what is not as it must be is said, with how to write it."""
    (rot / UNNTAK).parent.mkdir(exist_ok=True)
    for text in (f"unntak:\n  {wrong}\n", "unntak: [\n", "unntak: x\n"):
        (rot / UNNTAK).write_text(text, "utf-8")
        with pytest.raises(UsageError, match=str(UNNTAK)):
            exceptions(rot)
