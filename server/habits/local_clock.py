"""The clock of an account: a zone, and the hour at which a new day begins."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final


@dataclass(frozen=True, slots=True)
class LocalClock:
    """A zone, and the hour at which a new day begins there."""

    zone: tzinfo
    day_start_hour: int = 0

    def wall(self, instant: datetime) -> datetime:
        """Return what a clock on the wall shows, less the hour at which a new day begins."""
        local = instant.astimezone(self.zone).replace(tzinfo=None)
        return local - timedelta(hours=self.day_start_hour)

    def day_of(self, instant: datetime) -> date:
        """Return the local day that holds this instant."""
        return self.wall(instant).date()


IN_UTC: Final = LocalClock(UTC)
