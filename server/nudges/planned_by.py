"""By which version of the time zone rules everything is planned: a file beside the database."""

from contextlib import suppress
from pathlib import Path
from typing import Final

_NAME: Final = "time-zone-rules"


def read_planned_by(data_dir: Path) -> str | None:
    """Return the version; None where nothing was planned yet, or nobody can tell."""
    with suppress(OSError):
        return (data_dir / _NAME).read_text(encoding="ascii", errors="replace").strip()
    return None


def write_planned_by(data_dir: Path, version: str) -> None:
    """Remember the version; where that cannot be written, everything is planned again another time."""
    with suppress(OSError):
        if read_planned_by(data_dir) != version:
            (data_dir / _NAME).write_text(f"{version}\n", encoding="ascii")
