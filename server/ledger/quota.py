"""How much an account may still store: so many things, and so many bytes."""

from dataclasses import dataclass
from typing import Final

from server.config import Settings

_MEGABYTE: Final = 1_000_000
# What is there already can still be edited, deleted and taken back in a full account, and a little beyond.
_MAX_EDIT_BYTES: Final = 1024
_MAX_EDITED_SHARE: Final = 1.1


@dataclass(slots=True)
class Room:
    """What an account stores, and its limits."""

    things: int
    stored_bytes: int
    max_things: int
    max_bytes: int

    def take(self, size: int, size_before: int | None) -> bool:
        """Count a thing that is new (no size before) or that has changed; False: there is no room for it."""
        growth = size - (size_before or 0)
        if growth > 0 and self.stored_bytes + growth > self._limit_of(growth, size_before):
            return False
        if size_before is None and self.things >= self.max_things:
            return False
        self.things += size_before is None
        self.stored_bytes += growth
        return True

    def _limit_of(self, growth: int, size_before: int | None) -> float:
        is_small_edit = size_before is not None and growth <= _MAX_EDIT_BYTES
        return self.max_bytes * (_MAX_EDITED_SHARE if is_small_edit else 1)


def room_of(settings: Settings, things: int, stored_bytes: int) -> Room:
    """Return the room of an account that stores so much."""
    return Room(things, stored_bytes, settings.account_rows, settings.account_megabytes * _MEGABYTE)
