"""The version of Kept: pyproject.toml has it, for the server and for the build of the app."""

import tomllib
from functools import cache

from server.config import ROOT


@cache
def version() -> str:
    """Return the version as PEP 440 writes it; the file is read once."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
