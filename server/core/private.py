"""Files that hold secrets are readable by their owner alone; what was opened to others is closed again."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_OTHERS = 0o077


def close_to_others(paths: Iterable[Path]) -> list[str]:
    """Take the rights of everybody but the owner away; return a sentence for each that had some."""
    return [_close(path) for path in paths if path.is_file() and _is_open(path)]


def _close(path: Path) -> str:
    with suppress(OSError):  # of another user, or a file system without rights: said below
        path.chmod(path.stat().st_mode & 0o700)
    if _is_open(path):
        return f"{path} can be read by other users of this machine, and this user cannot change that"
    return f"{path} could be read by other users of this machine. Kept has closed it to them"


def _is_open(path: Path) -> bool:
    return path.stat().st_mode & _OTHERS != 0
