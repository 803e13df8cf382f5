"""Time as a parameter: rules and services are handed a clock, so that tests can choose the moment."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return an aware instant in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return an aware instant in UTC."""
        return datetime.now(UTC)
