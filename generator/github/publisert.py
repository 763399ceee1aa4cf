"""The version that is published now, as ``FORRIGE`` for the steps that follow in a job. ``make publisert``.

A push says what stood on the branch before it, and that need not be what is published: a build that was stopped
published nothing. The last run that ended well did.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from generator.github.api import Api, given
from generator.place import answered

_COMMIT = re.compile(r"[0-9a-f]{40}")
_WORKFLOW = re.compile(r"/\.github/workflows/([^/@]+)@")


def published(api: Api, workflow: str, branch: str) -> str | None:
    """Return the commit that the last good run of a workflow on a branch was made from; None before the first."""
    runs = api.get(f"actions/workflows/{workflow}/runs", branch=branch, status="success", per_page=1)
    found = [str(run["head_sha"]) for run in (runs or {}).get("workflow_runs", [])]
    return found[0] if found and _COMMIT.fullmatch(found[0]) else None


def main() -> int:
    """Write the version where GitHub reads what later steps get."""
    api, steps = Api.from_environment(), Path(given("GITHUB_ENV"))
    workflow = _WORKFLOW.search(given("GITHUB_WORKFLOW_REF"))
    commit = published(api, workflow[1], given("GITHUB_REF_NAME")) if workflow else None
    if commit is None:
        sys.stderr.write("Her er ikke publisert noe før, så det er ingen versjon å sammenligne med.\n")
        return 0
    with steps.open("a", encoding="utf-8") as file:
        file.write(f"FORRIGE={commit}\n")
    return 0


if __name__ == "__main__":
    sys.exit(answered(main))
