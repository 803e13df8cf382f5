"""As much of icalendar as a test uses."""

from datetime import tzinfo
from typing import Any

class Timezone(dict[str, Any]):
    def to_tz(self) -> tzinfo: ...

class Calendar:
    timezones: list[Timezone]
    events: list[dict[str, Any]]
    @classmethod
    def from_ical(cls, st: str) -> Calendar: ...
