"""A module that is loaded when it is first used: told at the top like any other, paid for only when needed.

The recipe is Python's own (importlib, «Implementing lazy imports»).
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any


def late(name: str) -> Any:  # noqa: ANN401 - a module, whichever it is
    """Return a package that takes long to load."""
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
