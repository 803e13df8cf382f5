"""Time zones by name, by the newest rules there are: the system's, or those of the locked package `tzdata`.

`zoneinfo` takes the system's files wherever there are any, however old they are: a stable distribution may be
a year behind, and every reminder of a zone whose rules have changed comes at the wrong hour. So whoever needs
a zone asks here, and importing this module makes `zoneinfo` of the whole process read the newer of the two.
"""

import re
import zoneinfo
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzdata

_VERSION: Final = re.compile(r"# version ([0-9]{4}[a-z]+)")
_SYSTEM_FOLDERS: Final = zoneinfo.TZPATH
"""As the system and PYTHONTZPATH have it."""


class Rules(NamedTuple):
    """A set of zone files: its version, such as 2026a, and its folder; None for the package."""

    version: str
    folder: Path | None

    def __str__(self) -> str:
        """Return both in words."""
        return f"{self.version} ({self.folder or 'the tzdata package'})"


def newest_rules(folders: Iterable[str] = _SYSTEM_FOLDERS) -> Rules:
    """Return the newest; files that do not say their version are taken for old."""
    rules = [Rules(tzdata.IANA_VERSION, None)]
    for folder in map(Path, folders):
        version = _version_of(folder)
        if version is not None:
            rules.append(Rules(version, folder))
    return max(rules, key=lambda one: one.version)  # of two that are alike the package, which is locked


def _version_of(folder: Path) -> str | None:
    try:
        with (folder / "tzdata.zi").open(encoding="utf-8", errors="replace") as file:
            found = _VERSION.match(file.readline(100))
    except OSError:
        return None
    return found[1] if found else None


def _use(rules: Rules) -> Rules:
    """Let `zoneinfo` read these; what is not among them it takes from the package."""
    zoneinfo.reset_tzpath(to=[str(rules.folder.absolute())] if rules.folder else [])
    ZoneInfo.clear_cache()
    return rules


RULES_IN_USE: Final = _use(newest_rules())


@cache
def zone_named(name: str | None) -> ZoneInfo | None:
    """Return the zone; None where there is no name, or one that is newer than this server's zones."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones, such as "America"
        return None
