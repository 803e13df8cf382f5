"""When a nudge is due, and whether it is still worth sending. Everything comes in as an argument.

word        meaning
wall        a local date and time without a zone, as a clock on a wall shows it
local day   a date by the person's own start of the day: it begins at `day_start_hour` and ends where the
            next one begins
due         an instant in UTC
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias

from server.habits.local_clock import LocalClock

QUARTER = timedelta(minutes=15)
LATER = timedelta(minutes=30)
ASK_AFTER = 5
WITHOUT_A_TIME = time(9)
"""From which time of its day `minutes_before` counts, where a promise has none."""

MAX_ATTEMPTS = 8
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=30)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_SEARCHED_DAYS = 29
"""From yesterday on: enough for the same weekday again where the next one does not exist or is over."""

State: TypeAlias = Literal[
    "planned", "not_needed", "quiet", "over_cap", "stale", "no_device", "sent", "retrying"
]


class QuietHours(NamedTuple):
    """From when until when by the wall clock; may pass midnight."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class NudgeClock(LocalClock):
    """The clock of an account, and when and how often it may be nudged."""

    quiet: QuietHours | None = None
    cap: int = 5


@dataclass(frozen=True, slots=True)
class Weekly:
    """At a time of the local days that have one of these ISO weekdays."""

    at: time
    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class Once:
    """At one instant, for the local day that holds it."""

    due_at: datetime


Schedule: TypeAlias = Weekly | Once


class Occurrence(NamedTuple):
    """One time at which a reminder is due: for which local day, and when."""

    on: date
    due_at: datetime


def day_ends_at(day: date, clock: NudgeClock) -> datetime:
    """Return the instant at which a local day is over."""
    return instant_of(datetime.combine(day + _DAY, time(clock.day_start_hour)), clock.zone)


def instant_of(wall: datetime, zone: tzinfo) -> datetime:
    """Return when a wall clock shows this: the first of two times, or the first minute after a gap."""
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return first
    return _end_of_gap(wall, zone)


def _end_of_gap(wall: datetime, zone: tzinfo) -> datetime:
    """Return the first whole minute after the clocks went forward over this time.

    Read with the offset from after the gap it lies before the change, with the one from before behind it.
    """
    low = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    high = wall.replace(tzinfo=zone).astimezone(UTC)
    while high - low > _MINUTE:
        middle = low + (high - low) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            low = middle
        else:
            high = middle
    floor = high.replace(second=0, microsecond=0)
    return floor if floor.astimezone(zone).replace(tzinfo=None) > wall else floor + _MINUTE


def occurrence_on(schedule: Weekly, day: date, clock: NudgeClock) -> Occurrence | None:
    """Return when the schedule is due on a local day; None on other weekdays and on days that do not exist.

    A time that is skipped to the next local day is due in the last minute of its own.
    """
    if day.isoweekday() not in schedule.weekdays:
        return None
    is_after_midnight = schedule.at.hour < clock.day_start_hour
    due_at = instant_of(datetime.combine(day + _DAY * is_after_midnight, schedule.at), clock.zone)
    if clock.day_of(due_at) != day:
        due_at -= _MINUTE
    return Occurrence(day, due_at) if clock.day_of(due_at) == day else None


def occurrences(schedule: Schedule, since: date, clock: NudgeClock) -> Iterator[Occurrence]:
    """Yield the occurrences of four weeks from a local day on, in order, or the only one."""
    if isinstance(schedule, Once):
        yield Occurrence(clock.day_of(schedule.due_at), schedule.due_at)
        return
    for offset in range(_SEARCHED_DAYS):
        occurrence = occurrence_on(schedule, since + _DAY * offset, clock)
        if occurrence is not None:
            yield occurrence


def next_occurrence(
    schedule: Schedule, after: datetime, now: datetime, clock: NudgeClock, *, but: Container[date] = ()
) -> Occurrence | None:
    """Return the first one due after an instant, on a day that is not over and not one of `but`."""
    since = clock.day_of(max(after, now)) - _DAY
    for occurrence in occurrences(schedule, since, clock):
        is_to_come = occurrence.due_at > after and now < day_ends_at(occurrence.on, clock)
        if is_to_come and occurrence.on not in but:
            return occurrence
    return None


def is_occurrence(occurrence: Occurrence, schedule: Schedule, clock: NudgeClock) -> bool:
    """Tell whether the schedule, as it is now, is due on that day at that instant."""
    if isinstance(schedule, Once):
        return occurrence == Occurrence(clock.day_of(schedule.due_at), schedule.due_at)
    return occurrence_on(schedule, occurrence.on, clock) == occurrence


def promise_schedule(
    due_on: date, due_time: time | None, zone: tzinfo, reminder: Mapping[str, object]
) -> Once:
    """Return when a promise's reminder is due; `zone` is the one in which it was promised."""
    minutes, days, at = (reminder.get(name) for name in ("minutes_before", "days_before", "time"))
    if isinstance(minutes, int | float):
        due_at = instant_of(datetime.combine(due_on, due_time or WITHOUT_A_TIME), zone)
        return Once(due_at - timedelta(minutes=int(minutes)))
    if not isinstance(days, int | float) or not isinstance(at, str):
        raise TypeError("The ledger takes no other form")
    return Once(
        instant_of(datetime.combine(due_on - timedelta(days=int(days)), time.fromisoformat(at)), zone)
    )


def nudge_id(account_id: str, subject: Sequence[str], on: date) -> str:
    """Return the name of a reminder's one nudge of a day; `subject` is type, id and reminder."""
    text = "|".join(("kept/nudge/v1", account_id, *subject, on.isoformat()))
    return sha256(text.encode()).hexdigest()[:16]


def quiet_until(now: datetime, clock: NudgeClock) -> datetime | None:
    """Return when the quiet hours end that hold this instant; None when it is in none."""
    if clock.quiet is None or clock.quiet.begins == clock.quiet.ends:
        return None
    begins, ends = clock.quiet
    wall = now.astimezone(clock.zone).replace(tzinfo=None)
    is_over_midnight = begins > ends
    is_late = wall.time() >= begins
    is_early = wall.time() < ends
    if not (is_late or is_early if is_over_midnight else is_late and is_early):
        return None
    ends_on = wall.date() + _DAY * (is_over_midnight and is_late)
    # The repeated hour of autumn: its second pass still is quiet, but its end has been.
    return max(instant_of(datetime.combine(ends_on, ends), clock.zone), now + _MINUTE)


class Wait(NamedTuple):
    """Not now, but then."""

    until: datetime


def timing(on: date, now: datetime, clock: NudgeClock) -> State | Wait | None:
    """Tell what the clock says of a nudge that is due: too late, not now, or (None) nothing."""
    ends_at = day_ends_at(on, clock)
    if now >= ends_at:
        return "stale"
    until = quiet_until(now, clock)
    if until is None:
        return None
    return Wait(until) if until < ends_at else "quiet"


def quarter_of(instant: datetime) -> int:
    """Number the quarters of an hour; every zone's begin at the same instants."""
    return int(instant.timestamp() // QUARTER.total_seconds())


def later_at(on: date, pressed_at: datetime, clock: NudgeClock) -> datetime | None:
    """Return when a nudge that was put off comes again; None where that would be quiet or another day."""
    at = pressed_at + LATER
    return at if quiet_until(at, clock) is None and at < day_ends_at(on, clock) else None


def retry_at(now: datetime, attempts: int, share: float) -> datetime:
    """Return when to try again after so many attempts; `share` (0 to 1) spreads what failed together."""
    wait = min(_FIRST_WAIT * int(2 ** (attempts - 1)), _LONGEST_WAIT)
    return now + wait * (0.75 + share / 2)


def count_unanswered(reactions: Iterable[bool]) -> int:
    """Count the newest nudges that nobody reacted to; they come newest first."""
    count = 0
    for has_reaction in reactions:
        if has_reaction:
            break
        count += 1
    return count
