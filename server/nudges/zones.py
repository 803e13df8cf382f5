"""Time zones by name, those that this server knows."""

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@cache
def zone_named(name: str | None) -> ZoneInfo | None:
    """Return the zone; None where there is no name, or one that is newer than this server's zones."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones, such as "America"
        return None
