"""Reads the files of `contract/`: tables of names, numbers and words."""

import tomllib
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parents[2] / "contract"


def read_table(name: str) -> dict[str, Any]:
    """Return what `contract/<name>.toml` holds."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
