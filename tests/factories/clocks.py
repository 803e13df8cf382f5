"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class SteppingClock:
    def __init__(self, start: datetime = datetime(2026, 3, 2, 12, tzinfo=UTC)) -> None:
        self.instant = start

    def now(self) -> datetime:
        return self.instant

    def advance(self, **duration: float) -> None:
        """Move on, in the words of `timedelta`: advance(hours=25)."""
        self.instant += timedelta(**duration)
