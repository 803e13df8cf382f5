"""Push services as they behave: how much each takes at once, and which one is left alone for a while.

A service that hangs or refuses must not hold up the others. So each has its own number of places, and once
it has not answered for a while, what is meant for it is given back instead of waiting here.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MAX_AT_ONCE = 128
MAX_UNTIL_PROVEN = 16
STALLED_AFTER_SECONDS = 2.0
STALLED_REST_SECONDS = 15.0
FAILURES_UNTIL_REST = 5
FIRST_REST_SECONDS = 30.0
LONGEST_REST_SECONDS = 3600.0


class RestingError(Exception):
    """This service is left alone; `seconds` tells for how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__("resting")
        self.seconds = seconds


@dataclass(slots=True)
class Origin:
    """One push service, on the clock of the event loop."""

    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_AT_ONCE))
    first_places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_UNTIL_PROVEN))
    is_proven: bool = False
    in_flight: int = 0
    failures: int = 0
    rests_until: float = 0.0
    quiet_since: float = 0.0
    """When it last answered, or since when something is under way to it."""

    def check(self, now: float) -> None:
        """Raise RestingError if nothing may be sent to it now."""
        if now < self.rests_until:
            raise RestingError(self.rests_until - now)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place; raises RestingError when the service stopped answering meanwhile."""
        clock = asyncio.get_running_loop().time
        self.check(clock())
        places = self.places if self.is_proven else self.first_places
        await self._acquire(places)
        try:
            self.check(clock())
            async with self._under_way(clock()):
                yield
        finally:
            places.release()

    @asynccontextmanager
    async def _under_way(self, now: float) -> AsyncIterator[None]:
        if not self.in_flight:
            self.quiet_since = now
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1

    async def _acquire(self, places: asyncio.Semaphore) -> None:
        """Take a place, unless all of them wait for a service that says nothing."""
        clock = asyncio.get_running_loop().time
        while places.locked():
            try:
                async with asyncio.timeout(STALLED_AFTER_SECONDS):
                    await places.acquire()
            except TimeoutError:
                if clock() - self.quiet_since > STALLED_AFTER_SECONDS:
                    raise RestingError(STALLED_REST_SECONDS) from None
            else:
                return
        await places.acquire()

    def answered(self, now: float) -> None:
        """Note that it works."""
        self.quiet_since = now
        self.failures = 0
        self.is_proven = True

    def failed(self, now: float) -> None:
        """Note that it did not answer, or that it could not; after some of these in a row it rests."""
        self.failures += 1
        self.is_proven = False
        if self.failures >= FAILURES_UNTIL_REST:
            doublings = min(self.failures // FAILURES_UNTIL_REST - 1, 6)
            self.rest(now, FIRST_REST_SECONDS * 2**doublings)

    def rest(self, now: float, seconds: float | None) -> None:
        """Leave it alone for as long as it said, or for a while."""
        wanted = FIRST_REST_SECONDS if seconds is None else min(max(seconds, 1.0), LONGEST_REST_SECONDS)
        self.rests_until = max(self.rests_until, now + wanted)
