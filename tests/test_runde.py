"""One full round in real repositories: a fault, its lines, the mending, the sentences, the merge, the site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.nettsted import build, copy_example, environment, text

if TYPE_CHECKING:
    from pathlib import Path

FIL = "tiltak/minst.yml"
FEIL = ('kommuner:\n  - "namsos"', 'kommuner:\n  - "namsoss"')
MANGLER = "Zumba i hallen – Kontakt"
SETNINGER = [
    "Zumba i hallen: usikkert om det er i gang → i drift",
    "Zumba i hallen: Snapchat: #zumbaihallen er lagt til",
    "Zumba i hallen: åpningstid: Tirsdag kl. 18.00 er lagt til",
]
KONTAKT = 'kontakt:\n  snapchat: #zumbaihallen\n  apningstid: "Tirsdag kl. 18.00"\n'


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, with a name of its own."""
    who = ("-c", "user.name=Enhet", "-c", "user.email=enhet@eksempel.no", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run(rot: Path, module: str, *words: str) -> tuple[int, str]:
    """Run a module as a person or a workflow does; return its code and what it prints."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=rot, env=environment(), capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def line_of(path: Path, start: str) -> int:
    """Return the number of the line that begins so."""
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip().startswith(start))


def test_from_a_fault_to_the_site(tmp_path: Path) -> None:
    """An owner's branch is checked, mended by what is proposed, told in sentences, merged, and read on the site."""
    felles, hoved, eier = tmp_path / "felles.git", tmp_path / "hoved", tmp_path / "eier"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(felles))
    copy_example(hoved)
    git(hoved, "init", "-q", "-b", "main")
    git(hoved, "add", "-A")
    git(hoved, "commit", "-qm", "Slik det er")
    git(hoved, "push", "-q", str(felles), "main")
    before = build(hoved, tmp_path / "for")
    _, status = run(hoved, "generator.cli", "status", "--enhet", "kommunen")

    # The owner changes the post, with two faults in it.
    git(tmp_path, "clone", "-q", str(felles), str(eier))
    git(eier, "switch", "-qc", "rett-kontakt")
    path = eier / FIL
    path.write_text(path.read_text("utf-8").replace(*FEIL).replace('status: "ukjent"', 'status: "i-drift"') + KONTAKT)
    git(eier, "commit", "-qam", "Ny kontakt")
    code, said = run(eier, "generator.cli", "sjekk", "--format", "github")
    marks = re.findall(r"^::error file=(.+?),line=(\d+),", said, re.MULTILINE)
    assert code == 1
    assert marks == [(FIL, str(line_of(path, '- "namsoss"'))), (FIL, str(line_of(path, "snapchat:")))]
    assert run(eier, "generator.github.rapport", "main", "rapport")[0] == 0
    told = json.loads((eier / "rapport" / "rapport.json").read_text("utf-8"))
    assert [(p["fil"], str(p["linje"])) for p in told["problemer"] if p["grad"] == "FEIL"] == marks

    # What is proposed is pasted over the lines.
    _, said = run(eier, "generator.cli", "sjekk", FIL, "--format", "json")
    lines = path.read_text("utf-8").split("\n")
    for problem in json.loads(said):
        if problem["grad"] == "FEIL":
            lines[problem["linje"] - 1] = problem["forslag"]
    path.write_text("\n".join(lines), "utf-8")
    git(eier, "commit", "-qm", "Rettet", "--", FIL)
    code, said = run(eier, "generator.cli", "sjekk", "--format", "github")
    assert (code, "::error" in said) == (0, False)
    code, said = run(eier, "generator.cli", "endringer", "main..HEAD")
    assert (code, said.splitlines()) == (0, SETNINGER)
    run(eier, "generator.github.rapport", "main", "rapport")
    told = json.loads((eier / "rapport" / "rapport.json").read_text("utf-8"))
    assert [p for p in told["problemer"] if p["grad"] == "FEIL"] == []
    assert told["endringer"] == SETNINGER

    # The proposal is merged, and the site shows it.
    git(eier, "push", "-q", "origin", "rett-kontakt")
    git(hoved, "fetch", "-q", str(felles), "rett-kontakt")
    git(hoved, "merge", "-q", "--no-ff", "-m", "Flett", "FETCH_HEAD")
    after = build(hoved, tmp_path / "etter")
    shown = text(after.sider["tiltak/minst/"].innhold)
    for word in ("Tirsdag kl. 18.00", "#zumbaihallen"):
        assert word in shown
        assert word not in text(before.sider["tiltak/minst/"].innhold)
    assert MANGLER in status
    assert MANGLER not in run(hoved, "generator.cli", "status", "--enhet", "kommunen")[1]
    assert text(after.sider["status/kommunen/"].innhold) != text(before.sider["status/kommunen/"].innhold)
