"""How much an account may still store: so many things, and so many bytes."""

import math
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

    def take(self, size: int, size_before: int | None, *, is_ended: bool = False) -> bool:
        """Count a thing that is new (no size before) or that has changed; False: there is no room for it.

        `is_ended`: it is deleted or taken back by this change, which needs room only once.
        """
        growth = size - (size_before or 0)
        if growth > 0 and self.stored_bytes + growth > self._limit_of(growth, size_before, is_ended):
            return False
        if size_before is None and self.things >= self.max_things:
            return False
        self.things += size_before is None
        self.stored_bytes += growth
        return True

    def give_back(self, size: int, size_before: int | None) -> None:
        """Take back what `take` has counted."""
        self.things -= size_before is None
        self.stored_bytes -= size - (size_before or 0)

    def _limit_of(self, growth: int, size_before: int | None, is_ended: bool) -> float:  # noqa: FBT001 - as take has it
        is_small = growth <= _MAX_EDIT_BYTES
        if size_before is not None and is_ended and is_small:
            return math.inf  # also where the limit was lowered below what is stored
        may_exceed = size_before is not None and (is_ended or is_small)
        return self.max_bytes * (_MAX_EDITED_SHARE if may_exceed else 1)


def room_of(settings: Settings, things: int, stored_bytes: int) -> Room:
    """Return the room of an account that stores so much."""
    return Room(things, stored_bytes, settings.account_rows, settings.account_megabytes * _MEGABYTE)
