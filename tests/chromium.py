"""Find a Chromium, or get one: the system's, Playwright's own, or Debian's package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_NOT_USED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    *("AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
"""Parts of Chromium that no page sees. The first two are the list under the address bar: two pages of the browser's
own, drawn anew in every window, which took a third of the processor time of opening one. The others are what Playwright
turns off too, and are said again because only the last ``--disable-features`` counts."""

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_NOT_USED)}",
]
"""Headless Chromium as root in a container, and without calls of its own to other hosts."""


def find() -> str | None:
    """Return the path of a Chromium that can be started, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def ensure() -> str:
    """Return a Chromium, and install one first where there is none."""
    found = find()
    if found:
        return found
    print("Henter nettleseren som testene bruker …", flush=True)  # noqa: T201
    said = _said(sys.executable, "-m", "playwright", "install", "chromium")
    if not find() and shutil.which("apt-get"):
        sudo = ["sudo"] if os.geteuid() != 0 else []
        said += _said(*sudo, "apt-get", "update", "-qq")
        said += _said(*sudo, "apt-get", "install", "-y", "-qq", "chromium")
    found = find()
    if not found:
        sys.exit(f"{said}\nFant ingen Chromium. Installer pakken «chromium» og prøv igjen.")
    return found


def _said(*command: str) -> str:
    """Run a command, and return all it said; that matters only when there is no Chromium after it."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout


if __name__ == "__main__":
    ensure()
