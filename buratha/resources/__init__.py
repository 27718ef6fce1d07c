"""Data files. Read through importlib.resources: in a deployed egg they have no path."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Read a TOML resource of this package. Treat what comes back as read-only: it is shared."""
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
