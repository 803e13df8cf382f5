"""When reminders are due: once a local day, in every zone there is, whatever clocks do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.nudges.rules import (
    NudgeClock,
    Once,
    Weekly,
    instant_of,
    next_occurrence,
    occurrence_on,
    promise_schedule,
    quiet_until,
)
from server.nudges.rules import QuietHours as Quiet

ZONES = sorted(available_timezones() - {"localtime"})
EVERY_DAY = frozenset(range(1, 8))
FIRST, LAST = date(2021, 1, 1), date(2030, 12, 31)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
HALF_HOUR = HOUR / 2

TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
HOURS = st.integers(0, 23)
INSTANTS = st.integers(1_609_459_200, 1_924_992_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def offset_of(zone: ZoneInfo, instant: datetime) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def changes_of(zone: ZoneInfo) -> Iterator[datetime]:
    """The instants (to the hour) at which its clocks change in ten years, and when Samoa left out a day."""
    weeks = [datetime(FIRST.year, 1, 1, tzinfo=UTC) + 7 * DAY * step for step in range(522)]
    spans = [*pairwise(weeks), (datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 2, tzinfo=UTC))]
    for low, high in spans:
        before = offset_of(zone, low)
        if before == offset_of(zone, high):
            continue
        hours = range(int((high - low) / HOUR) + 1)
        has_changed = [offset_of(zone, low + HOUR * hour) != before for hour in hours]
        yield low + HOUR * has_changed.index(True)


@cache
def zones_that_differ() -> list[tuple[ZoneInfo, list[datetime]]]:
    """One of all zones whose clocks change alike, with the changes."""
    distinct = {}
    for zone in map(ZoneInfo, ZONES):
        changes = list(changes_of(zone))
        offsets = tuple(offset_of(zone, change + HOUR) for change in changes)
        distinct[(*changes, *offsets, offset_of(zone, datetime(FIRST.year, 1, 1, tzinfo=UTC)))] = (
            zone,
            changes,
        )
    return list(distinct.values())


def fired(
    schedule: Weekly, clock: NudgeClock, since: datetime, until: datetime
) -> Iterator[tuple[date, datetime]]:
    """What a worker would send that is never late: one occurrence after the other."""
    occurrence = next_occurrence(schedule, since, since, clock)
    while occurrence is not None and occurrence.due_at < until:
        yield occurrence
        occurrence = next_occurrence(schedule, occurrence.due_at, occurrence.due_at, clock)


@settings(max_examples=25)
@given(st.sampled_from(ZONES), TIMES, HOURS)
def test_b6_a_reminder_fires_exactly_once_a_local_day_for_ten_years(
    zone_name: str, at: time, day_start_hour: int
) -> None:
    clock = NudgeClock(ZoneInfo(zone_name), day_start_hour)
    since = datetime(FIRST.year, 1, 1, tzinfo=UTC) - 2 * DAY
    until = datetime(LAST.year + 1, 1, 1, tzinfo=UTC) + 3 * DAY

    days = [on for on, _ in fired(Weekly(at, EVERY_DAY), clock, since, until)]

    wanted = [FIRST + DAY * offset for offset in range((LAST - FIRST).days + 1)]
    assert [on for on in days if FIRST <= on <= LAST] == wanted


@pytest.mark.parametrize("day_start_hour", [0, 3])
def test_b6_gaps_and_folds_of_every_zone_neither_swallow_nor_repeat_one(day_start_hour: int) -> None:
    """On each local day around each change of each zone's clocks, at every half past."""
    for zone, changes in zones_that_differ():
        for change in changes:
            check_around(change, NudgeClock(zone, day_start_hour))


def check_around(change: datetime, clock: NudgeClock) -> None:
    instants = [change - 40 * HOUR + HALF_HOUR * step for step in range(160)]
    days_that_exist = sorted({clock.day_of(instant) for instant in instants})[1:-1]
    for hour in range(24):
        at = time(hour, 30)
        found = list(fired(Weekly(at, EVERY_DAY), clock, instants[0], instants[-1]))
        days = [on for on, _ in found if days_that_exist[0] <= on <= days_that_exist[-1]]
        assert days == days_that_exist
        assert all(clock.day_of(due_at) == on for on, due_at in found)


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        # Europe/Berlin: 02:00 to 03:00 does not exist; 02:00 to 03:00 comes twice.
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"),
        ("Africa/Cairo", "2026-04-24T00:30", "2026-04-23T22:00"),
        ("Asia/Kathmandu", "2026-03-29T02:30", "2026-03-28T20:45"),
    ],
)
def test_b6_a_skipped_time_is_the_next_valid_minute_and_a_repeated_one_the_first(
    zone: str, wall: str, utc: str
) -> None:
    found = instant_of(datetime.fromisoformat(wall), ZoneInfo(zone))

    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_b6_a_day_that_never_was_has_no_nudge() -> None:
    clock = NudgeClock(ZoneInfo("Pacific/Apia"))  # went from 29 to 31 December 2011

    assert occurrence_on(Weekly(time(9), EVERY_DAY), date(2011, 12, 30), clock) is None
    assert occurrence_on(Weekly(time(9), EVERY_DAY), date(2011, 12, 31), clock) is not None


def test_b6_it_follows_the_zone_the_person_moved_to() -> None:
    at_eight = Weekly(time(8), EVERY_DAY)
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    at_home = next_occurrence(at_eight, now, now, NudgeClock(ZoneInfo("Europe/Lisbon")))
    in_tokyo = next_occurrence(at_eight, now, now, NudgeClock(ZoneInfo("Asia/Tokyo")))

    assert at_home == (date(2026, 3, 3), datetime(2026, 3, 3, 8, tzinfo=UTC))
    assert in_tokyo == (date(2026, 3, 3), datetime(2026, 3, 2, 23, tzinfo=UTC))


def test_b15_weekdays_are_those_of_the_local_day() -> None:
    """Half past midnight of a day that starts at four belongs to the evening before."""
    clock = NudgeClock(ZoneInfo("Pacific/Auckland"), 4)
    on_mondays = Weekly(time(0, 30), frozenset({1}))
    now = datetime(2026, 3, 2, 0, tzinfo=UTC)  # Monday 13:00 there

    occurrence = next_occurrence(on_mondays, now, now, clock)

    assert occurrence == (date(2026, 3, 2), datetime(2026, 3, 2, 11, 30, tzinfo=UTC))
    assert occurrence.due_at.astimezone(clock.zone).isoweekday() == 2


def test_after_a_pause_of_the_server_today_is_caught_up_and_no_day_before() -> None:
    clock = NudgeClock(ZoneInfo("Europe/Berlin"))
    sent_at = datetime(2026, 3, 2, 7, tzinfo=UTC)
    now = datetime(2026, 3, 5, 15, tzinfo=UTC)

    occurrence = next_occurrence(Weekly(time(8), EVERY_DAY), sent_at, now, clock)

    assert occurrence == (date(2026, 3, 5), datetime(2026, 3, 5, 7, tzinfo=UTC))


@settings(max_examples=200)
@given(st.sampled_from(ZONES), INSTANTS, TIMES, TIMES)
def test_quiet_hours_end_after_now_and_then_are_over(
    zone: str, now: datetime, begins: time, ends: time
) -> None:
    clock = NudgeClock(ZoneInfo(zone), quiet=Quiet(begins, ends))

    until = quiet_until(now, clock)

    if until is not None:
        assert now < until <= now + timedelta(hours=26)
        assert quiet_until(until, clock) in {None, until + timedelta(minutes=1)}


@pytest.mark.parametrize(
    ("reminder", "due_time", "utc"),
    [
        ({"minutes_before": 60}, time(18), "2026-05-04T20:00"),
        ({"minutes_before": 0}, time(18), "2026-05-04T21:00"),
        ({"minutes_before": 30}, None, "2026-05-04T11:30"),
        ({"days_before": 1, "time": "20:15"}, time(18), "2026-05-03T23:15"),
        ({"days_before": 0, "time": "07:00"}, None, "2026-05-04T10:00"),
    ],
)
def test_a_promise_reminds_relative_to_when_it_is_due(
    reminder: dict[str, object], due_time: time | None, utc: str
) -> None:
    schedule = promise_schedule(date(2026, 5, 4), due_time, ZoneInfo("America/Halifax"), reminder)

    assert schedule == Once(datetime.fromisoformat(utc).replace(tzinfo=UTC))  # three hours ahead in summer
