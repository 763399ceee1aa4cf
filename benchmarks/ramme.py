"""Builds the site in the working directory, and saves the frame of a measure's page with its marks."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from generator import shell
from generator.host import build
from generator.pages.page import Page


def main() -> None:
    """Write the frame to the file that is named."""
    fill = shell.Shell.fill

    def kept(self: shell.Shell, page: Page, prefix: str, exit_strip: str) -> str:
        if page.seksjon == "tiltak":
            Path(sys.argv[1]).write_text("".join(self.parts), encoding="utf-8")
        return fill(self, page, prefix, exit_strip)

    shell.Shell.fill = kept  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as temporary:
        build.render_site(Path.cwd(), Path(temporary) / "site")


if __name__ == "__main__":
    main()
