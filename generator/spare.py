"""The site before the last, kept in ``.cache/``: the next site is made of it.

To make and remove as many folders as there are pages is the slowest a disk does. So the folders of the site that was
replaced last are used again, and with them the files that both sites share. It is never trusted. What stays in it is
only what the next build would give the same name, and each file is looked at again by who writes it (generator.swap).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from contextlib import suppress
from pathlib import Path

NAVN = "forrige"
"""The folder in the cache."""


def put_by(site: Path, cache: Path) -> None:
    """Move a site that has been replaced into the cache; one that cannot lie there is removed.

    What lies there already has another name before it is removed: a build into another folder may be taking it.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        site.rename(cache / NAVN)
    except OSError:  # another disk, or one lies there that nobody has used
        shutil.rmtree(site, ignore_errors=True)
        with suppress(OSError):
            (cache / NAVN).rename(site)
        shutil.rmtree(site, ignore_errors=True)


def take(cache: Path, folder: Path, known: Container[str]) -> None:
    """Let ``folder``, where nothing is yet, be the kept site with only the files that are ``known`` by their paths.

    Without one, and where it cannot be cleared out, there is no such folder, and everything is made anew.
    """
    spare = cache / NAVN
    if spare.is_symlink() or not spare.is_dir():
        return
    with suppress(OSError):
        folder.mkdir()
        mode = folder.stat().st_mode
        folder.rmdir()
        _clear_out(str(spare), mode, known)
        spare.rename(folder)


def _clear_out(spare: str, mode: int, known: Container[str]) -> None:
    """Remove what is not known, and the folders that are empty then; the others get the mode of a new one."""
    for folder, folders, names in os.walk(spare, topdown=False):
        inside = os.path.relpath(folder, spare).replace(os.sep, "/")
        at = "" if inside == "." else f"{inside}/"
        os.chmod(folder, mode)  # noqa: PTH101 - a thousand of them; os.walk gives strings
        links = (name for name in folders if os.path.islink(f"{folder}/{name}"))  # noqa: PTH114 - likewise
        stays = False
        for name in (*names, *links):
            if f"{at}{name}" in known:
                stays = True
            else:
                os.unlink(f"{folder}/{name}")  # noqa: PTH108 - likewise
        if not stays:
            with suppress(OSError):  # folders that stay are in it
                os.rmdir(folder)  # noqa: PTH106 - likewise
