"""What an account prefers that its days and streaks depend on, from the registers of its preferences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from server.core.zones import zone_named
from server.habits.history import Grace, Pause
from server.habits.history_json import pause_from_json
from server.habits.local_clock import IN_UTC, LocalClock
from server.habits.registers import items_of


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the days and streaks of an account depend on."""

    clock: LocalClock | None = None
    """None where no zone is known: then streaks go by UTC, and nothing is nudged."""
    week_starts_on: int = 1
    grace: Grace = "gentle"
    pauses: tuple[Pause, ...] = ()

    def wall(self, now: datetime) -> datetime:
        """Return what the account's clock shows, less the hour at which a new day begins."""
        return (self.clock or IN_UTC).wall(now)

    def today(self, now: datetime) -> date:
        """Return the local date that holds this instant."""
        return self.wall(now).date()


def preferences_of(values: Mapping[str, Any]) -> Preferences:
    """Return what these registers say; what they do not say is as the app has it."""
    zone = zone_named(values.get("time_zone"))
    return Preferences(
        clock=None if zone is None else LocalClock(zone, int(values.get("day_start_hour") or 0)),
        week_starts_on=int(values.get("week_starts_on") or 1),
        grace=values.get("grace") or "gentle",
        pauses=tuple(items_of(values, "pause", pause_from_json)),
    )
