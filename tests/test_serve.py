"""``make serve``: a saved post is soon seen, a post with a FEIL changes nothing, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.nettsted import copy_example, environment
from tests.test_bygg import rename

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60
"""Seconds before we say that nothing comes. A slow machine needs some; a quick one is not made to wait."""


def wait_for(true: Callable[[], bool], what: str) -> None:
    """Wait until something has happened."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < PATIENCE, what
        time.sleep(0.05)


def read(address: str) -> str:
    """Return a page, or nothing where there is none."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            text: str = answer.read().decode()
            return text
    except (HTTPError, URLError):
        return ""


@contextmanager
def served(rot: Path, temporary: Path) -> Iterator[tuple[str, Path, int]]:
    """Serve a root as «make serve» does; give the address, the file that holds all it says, and the process."""
    said = rot / "sagt.txt"
    temporary.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with said.open("w", encoding="utf-8") as out:
        ours = signal.signal(signal.SIGINT, signal.SIG_DFL)  # one who starts us in the background lets us ignore it
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=rot,
            env=environment(TMPDIR=str(temporary)),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
        signal.signal(signal.SIGINT, ours)
        try:
            wait_for(lambda: "Serving on" in said.read_text("utf-8"), "the site is served")
            yield f"http://127.0.0.1:{port}/", said, server.pid
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(PATIENCE)
            finally:
                server.kill()


def test_what_is_saved_is_shown(tmp_path: Path) -> None:
    """Change a post, break it, mend it, delete another: the pages follow, but for the broken one."""
    rot = copy_example(tmp_path / "rot")
    post = rot / "tiltak" / "minst.yml"
    with served(rot, tmp_path / "midlertidig") as (address, said, _):
        page = f"{address}tiltak/minst/"
        rename(rot, "Først nytt")
        wait_for(lambda: "Først nytt" in read(page), "the new name is shown")
        whole = post.read_text("utf-8")
        post.write_text(whole.replace("enhet:", "enheet:"), "utf-8")
        wait_for(lambda: "enheet" in said.read_text("utf-8"), "the FEIL is told")
        assert "Traceback" not in said.read_text("utf-8")
        assert "Først nytt" in read(page), "the last good site is shown still"
        post.write_text(whole.replace("Først nytt", "Så nyere"), "utf-8")
        wait_for(lambda: "Så nyere" in read(page), "the mended post is shown")
        assert "Så nyere" in read(f"{address}a-aa/")
        post.unlink()
        wait_for(lambda: not read(page), "the page of a deleted post is gone")
    assert list((tmp_path / "midlertidig").iterdir()) == []


def test_what_is_made_after_the_first_pages_is_waited_for(tmp_path: Path) -> None:
    """A browser that loads again at once gets the list, the theme and the names of search as they are now."""
    rot = copy_example(tmp_path / "rot")
    with served(rot, tmp_path / "midlertidig") as (address, said, _):
        for turn, path in enumerate(("finn/", "sok/navn.json", "a-aa/"), start=1):
            rename(rot, f"Navn nummer {turn}")
            wait_for(lambda turn=turn: said.read_text("utf-8").count("Reloading browsers") == turn, "it is built")
            assert f"Navn nummer {turn}" in read(f"{address}{path}"), path
        (rot / "tiltak" / "minst.yml").unlink()
        wait_for(lambda: said.read_text("utf-8").count("Reloading browsers") > turn, "it is built once more")
        assert "Navn nummer" not in read(f"{address}sok/indeks.json")
        assert read(f"{address}sok/indeks.json")


def test_what_is_left_of_a_rebuild_is_made_before_the_next(tmp_path: Path) -> None:
    """Each step is waited for by its number, and two rebuilds never write at once."""
    command = [sys.executable, "-c", STEPS, str(tmp_path / "skrevet")]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert done.stdout.split() == ["b", "b1", "b12", "b12b", "b12b12"]


STEPS = """
import sys, time
from pathlib import Path
from generator.rebuild import Rebuilder
written = Path(sys.argv[1])
def write(word):
    with written.open("a") as file:
        file.write(word)
def finish():
    for step in "12":
        time.sleep(0.3)
        write(step)
        yield
rebuilder = Rebuilder(lambda: write("b") or "", finish, lambda: None)
for step in None, 1, 2, None, 2:
    rebuilder.wait(step) if step else rebuilder()
    print(written.read_text())
rebuilder.stop()
"""


def test_only_what_is_new_is_written(tmp_path: Path) -> None:
    """A rebuild leaves the other files as they are, and takes away a hand-written page that is gone."""
    rot, temporary = copy_example(tmp_path / "rot"), tmp_path / "midlertidig"
    own = rot / "sider" / "egen.md"
    own.write_text("# Egen side\n", "utf-8")
    with served(rot, temporary) as (address, said, _):
        (site,) = temporary.iterdir()
        before = {path: path.stat() for path in site.rglob("*.html")}
        rename(rot, "Noe nytt")
        wait_for(lambda: "Reloading browsers" in said.read_text("utf-8"), "the site is built again")
        assert "Noe nytt" in read(f"{address}tiltak/minst/")
        same = {path for path, was in before.items() if path.stat().st_mtime_ns == was.st_mtime_ns}
        assert site / "tiltak" / "for-fodselen" / "index.html" in same
        assert site / "tiltak" / "minst" / "index.html" not in same
        own.unlink()
        wait_for(lambda: said.read_text("utf-8").count("Reloading browsers") > 1, "the site is built once more")
        assert not (site / "egen").exists()
        assert read(f"{address}om/")


def test_a_broken_frame_changes_nothing(tmp_path: Path) -> None:
    """A template or settings that cannot be read are told in Norwegian, and every page is there still."""
    rot = copy_example(tmp_path / "rot")
    with served(rot, tmp_path / "midlertidig") as (address, said, _):
        for name, right, wrong, told in (
            ("site-overrides/main.html", "{% block", "{% blokk", "Malen «main.html», linje"),
            ("mkdocs.yml", "theme:", "theme: [", "FEIL  mkdocs.yml, linje"),
        ):
            file = rot / name
            whole = file.read_text("utf-8")
            file.write_text(whole.replace(right, wrong), "utf-8")
            wait_for(lambda told=told: told in said.read_text("utf-8"), f"{name} is told about")
            assert read(f"{address}om/"), name
            assert read(f"{address}tiltak/minst/"), name
            file.write_text(whole, "utf-8")
        rename(rot, "Etterpå")
        wait_for(lambda: "Etterpå" in read(f"{address}tiltak/minst/"), "it goes on")
        assert "Traceback" not in said.read_text("utf-8")


def refused(rot: Path, port: int) -> str:
    """Serve a root where it cannot be done; return what is said."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    done = subprocess.run(
        command, cwd=rot, env=environment(), capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_an_address_that_is_taken_is_told(tmp_path: Path) -> None:
    """Who serves in another window already is told so, with another address to choose."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(copy_example(tmp_path / "rot"), port)
    assert f"Adressen 127.0.0.1:{port} er opptatt" in said
    assert f"make serve ADRESSE=127.0.0.1:{port + 1}" in said


def test_a_frame_that_is_broken_from_the_start_is_told(tmp_path: Path) -> None:
    """There is no last good site to show then, and no traceback to read."""
    rot = copy_example(tmp_path / "rot")
    main = rot / "site-overrides" / "main.html"
    main.write_text(main.read_text("utf-8").replace("{% block", "{% blokk"), "utf-8")
    assert "Malen «main.html», linje" in refused(rot, 0)


def test_what_is_served_leads_nowhere_else(tmp_path: Path) -> None:
    """No QR code on paper leads to this machine."""
    rot = copy_example(tmp_path / "rot")
    with served(rot, tmp_path / "midlertidig") as (address, _, _):
        assert read(f"{address}tiltak/minst/")
        assert not read(f"{address}tiltak/minst/qr.svg")


def test_ctrl_c_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    """Ctrl-C reaches every program of a terminal at once; nothing is said but that it ends, and nothing is left."""
    rot = copy_example(tmp_path / "rot")
    with served(rot, tmp_path / "midlertidig") as (_, said, server):
        rename(rot, "Nytt")
        wait_for(lambda: "Detected" in said.read_text("utf-8"), "a rebuild begins")
        os.killpg(server, signal.SIGINT)
        wait_for(lambda: not is_running(server), "it ends")
    assert "Shutting down" in said.read_text("utf-8")
    assert "Traceback" not in said.read_text("utf-8")
    assert list((tmp_path / "midlertidig").iterdir()) == []


KILLED = """
import os, signal, sys
from functools import partial
from pathlib import Path
from generator.rebuild import Rebuilder, put_aside, put_back
site, ours = Path(sys.argv[1]), os.getpid()
def build():
    if os.getpid() != ours:
        put_aside(site)
        os.kill(os.getpid(), signal.SIGKILL)
    return ", ".join(path.name for path in site.iterdir())
print(Rebuilder(build, lambda: iter(()), partial(put_back, site))())
"""


def test_a_rebuild_that_is_killed_is_undone(tmp_path: Path) -> None:
    """Killed with the site put aside, the copy leaves the site to the server as it was."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("hei", "utf-8")
    command = [sys.executable, "-c", KILLED, str(site)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert done.stdout == "index.html\n"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def children(process: int) -> list[int]:
    """Return the processes that a process has started and not waited for."""
    return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()]


def test_what_makes_rebuilds_may_be_stopped(tmp_path: Path) -> None:
    """When the system stops the program that rebuilds, the server rebuilds by itself."""
    rot = copy_example(tmp_path / "rot")
    with served(rot, tmp_path / "midlertidig") as (address, _, server):
        page = f"{address}tiltak/minst/"
        (rebuilder,) = children(server)
        os.kill(rebuilder, signal.SIGKILL)
        rename(rot, "Likevel nytt")
        wait_for(lambda: "Likevel nytt" in read(page), "the new name is shown")
        assert children(server) == []
    assert list((tmp_path / "midlertidig").iterdir()) == []


def test_nothing_rebuilds_for_a_server_that_is_gone(tmp_path: Path) -> None:
    """When the system stops the server, the program that rebuilds ends too."""
    rot = copy_example(tmp_path / "rot")
    with served(rot, tmp_path / "midlertidig") as (_, _, server):
        (rebuilder,) = children(server)
        os.kill(server, signal.SIGKILL)
        wait_for(lambda: not is_running(rebuilder), "it ends")


def is_running(process: int) -> bool:
    """Tell whether a process is there and does more than wait to be buried."""
    try:
        facts = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return facts.rpartition(")")[2].split()[0] != "Z"
