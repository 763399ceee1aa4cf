"""What the system refuses to read or write, as one calm sentence."""

from __future__ import annotations

import errno

_WHY = {
    errno.EACCES: "du har ikke tilgang",
    errno.EPERM: "du har ikke tilgang",
    errno.EROFS: "disken kan bare leses",
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "du har ikke mer plass på disken",
    errno.EFBIG: "filen er større enn disken tar imot",
    errno.ENOMEM: "det er ikke nok minne igjen",
    errno.ENOENT: "den finnes ikke",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "det er ingen mappe",
}
"""Why the system refused, in words."""


def refused(error: OSError) -> str:
    """Say what could not be read or written, and why."""
    where = f" {error.filename}" if error.filename else ""
    return f"Det gikk ikke å lese eller skrive{where}: {_WHY.get(error.errno or 0, 'systemet sa nei')}."
