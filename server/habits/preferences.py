"""What an account prefers that its days and streaks depend on, from the registers of its preferences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from server.contract.things import RECORDS
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


_DEFAULTS: Final = {name: field.default for name, field in RECORDS["preference"].fields.items()}


def chosen(values: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - contract/things.toml says what it is
    """Return what these registers say about a preference; its default as long as nobody has chosen."""
    value = values.get(name)
    return _DEFAULTS[name] if value is None else value


def preferences_of(values: Mapping[str, Any]) -> Preferences:
    """Return what these registers say; what they do not say is as the app has it."""
    zone = zone_named(chosen(values, "time_zone"))
    return Preferences(
        clock=None if zone is None else LocalClock(zone, chosen(values, "day_start_hour")),
        week_starts_on=chosen(values, "week_starts_on"),
        grace=chosen(values, "grace"),
        pauses=tuple(items_of(values, "pause", pause_from_json)),
    )
