"""A reminder comes back on each of its weekdays, whatever became of the one before: a year, day by day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.db import db
from server.habits.preferences import Preferences
from server.nudges.planning import Decision, decide, settle
from server.nudges.rules import NudgeClock, QuietHours, Weekly, day_ends_at, next_occurrence
from server.nudges.state import AccountState, Nudge, NudgePreferences, Over, Subject
from tests.factories.nudging import Nudging
from tests.factories.things import Json, entry, habit, record

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
YEAR_DAYS = 366
# Both hemispheres, half an hour, a change at midnight, one that has ended, and none at all.
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Kathmandu",
    "UTC",
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
WEEKDAYS = st.frozensets(st.integers(1, 7), min_size=1)
SCHEDULES = st.builds(Weekly, TIMES, WEEKDAYS)
ALL_ZONES = st.sampled_from(ZONES) | st.sampled_from(sorted(available_timezones() - {"localtime"}))
FRAMES = st.builds(NudgeClock, ALL_ZONES.map(ZoneInfo), st.integers(0, 23))
STARTS = st.integers(1_767_225_600, 1_798_761_600).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def instants_of(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """When a clock there shows this time: never, once or twice."""
    near = [wall.replace(tzinfo=UTC) + timedelta(hours=hours) for hours in range(-30, 31, 6)]
    offsets = {instant.astimezone(zone).utcoffset() or timedelta() for instant in near}
    candidates = {wall.replace(tzinfo=UTC) - offset for offset in offsets}
    return sorted(one for one in candidates if one.astimezone(zone).replace(tzinfo=None) == wall)


def first_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at this time, or the first minute after the gap that holds it."""
    while not instants_of(wall, zone):
        wall += MINUTE
    return instants_of(wall, zone)[0]


def enumerated(schedule: Weekly, first: date, clock: NudgeClock) -> Iterator[tuple[date, datetime]]:
    """Every occurrence of a year, found day by day."""
    assert isinstance(clock.zone, ZoneInfo)
    for day in (first + DAY * offset for offset in range(YEAR_DAYS)):
        if day.isoweekday() in schedule.weekdays:
            date_there = day + DAY if schedule.at.hour < clock.day_start_hour else day
            due_at = first_instant(datetime.combine(date_there, schedule.at), clock.zone)
            is_next_day = clock.day_of(due_at) != day
            yield day, due_at - MINUTE if is_next_day else due_at


def walked(
    schedule: Weekly, since: datetime, until: datetime, clock: NudgeClock
) -> Iterator[tuple[date, datetime]]:
    """The same, each found from the one before, as plans are made."""
    occurrence = next_occurrence(schedule, since, since, clock)
    while occurrence is not None and occurrence.due_at < until:
        yield occurrence
        at = occurrence.due_at
        occurrence = next_occurrence(schedule, at, at, clock, but={occurrence.on})


@settings(max_examples=30, deadline=None)
@given(FRAMES, SCHEDULES, STARTS)
def test_a_year_of_occurrences_is_that_of_a_plain_enumeration(
    clock: NudgeClock, schedule: Weekly, since: datetime
) -> None:
    all_of_them = list(enumerated(schedule, clock.day_of(since) - DAY, clock))
    until = all_of_them[-1][1]

    found = list(walked(schedule, since, until, clock))

    assert found == [one for one in all_of_them if since < one[1] < until]


@pytest.mark.parametrize("weekday", range(1, 8))
@pytest.mark.parametrize("minutes", [-1, 0, 1, 60])
def test_one_made_after_its_time_comes_the_next_week(weekday: int, minutes: int) -> None:
    clock, schedule = NudgeClock(ZoneInfo("Europe/Berlin")), Weekly(time(20), frozenset({weekday}))
    on = date(2026, 3, 22) + DAY * weekday  # in the week in which the clocks go forward, on its Sunday
    due_at = datetime.combine(on, time(20), clock.zone)
    now = due_at + MINUTE * minutes

    occurrence = next_occurrence(schedule, now, now, clock)

    wanted = on if minutes < 0 else on + 7 * DAY
    assert occurrence == (wanted, datetime.combine(wanted, time(20), clock.zone))


SUBJECT = Subject("habit", "tea", "r1")


@dataclass
class Simulated:
    """An account whose rows are here; it is worked on at the instants that its own plan names."""

    clock: NudgeClock
    reminder: Json
    now: datetime
    rows: dict[str, Nudge] = field(default_factory=dict)
    done_on: set[date] = field(default_factory=set)
    stale_since: datetime | None = None
    capped_on: date | None = None

    def work(self, clock: NudgeClock, fate: str = "sent", *, has_devices: bool = True) -> None:
        state = AccountState(
            account_id="a" * 32,
            preferences=NudgePreferences(clock, Preferences(clock), shows_names=False, shows_badge=False),
            records={("habit", "tea"): self._habit()},
            facts={"tea": [{"on": on.isoformat(), "kind": "done", "amount": 1} for on in self.done_on]},
            nudges=[nudge for nudge in self.rows.values() if nudge.try_at is not None],
            over={SUBJECT: self._over()},
            stale_since=self.stale_since,
            capped_on=self.capped_on,
            capped_count=clock.cap,
            has_devices=has_devices,
        )
        self._write(decide(state, self.now), fate)

    def _habit(self) -> Mapping[str, Any]:
        fields = habit("tea", **{"reminder:r1": self.reminder})["fields"]
        return {name: value for name, (value, _) in fields.items()}

    def _over(self) -> Mapping[date, Over]:
        over = (nudge for nudge in self.rows.values() if nudge.try_at is None)
        return {nudge.on: Over(nudge.due_at, nudge.state) for nudge in over}

    def _write(self, decision: Decision, fate: str) -> None:
        for key in decision.dropped:
            del self.rows[key]
        self.rows |= decision.planned | decision.changed
        for message in decision.messages:
            after = settle(message, {"phone": fate}, self.now, self.now)
            self.rows |= {nudge.id: nudge for nudge in after}
        self.stale_since = None

    @property
    def wakes_at(self) -> datetime | None:
        return min((nudge.try_at for nudge in self.rows.values() if nudge.try_at is not None), default=None)

    @property
    def planned(self) -> Nudge:
        (nudge,) = (nudge for nudge in self.rows.values() if nudge.state == "planned")
        return nudge

    def over_on(self) -> list[date]:
        return sorted(nudge.on for nudge in self.rows.values() if nudge.try_at is None)


def end(account: Simulated, fate: str) -> None:
    """Let the nudge that is due end in this way."""
    nudge = account.planned
    clock = account.clock
    match fate:
        case "not_needed":
            account.done_on.add(nudge.on)
        case "over_cap":
            account.capped_on = nudge.on
        case "quiet":
            ends = (datetime.combine(nudge.on, time(clock.day_start_hour)) + timedelta(minutes=1)).time()
            begins = (datetime.combine(nudge.on, time(clock.day_start_hour)) + timedelta(minutes=2)).time()
            clock = replace(clock, quiet=QuietHours(begins, ends))
        case "stale":
            account.now = day_ends_at(nudge.on, clock)
    account.work(clock, "retry" if fate == "retried" else "sent", has_devices=fate != "no_device")
    if fate == "retried":
        change_reminder(account)
    while (at := account.wakes_at) is not None and any(
        one.on == nudge.on and one.try_at is not None for one in account.rows.values()
    ):
        account.now = max(account.now, at)
        account.work(account.clock)


def change_reminder(account: Simulated) -> None:
    """On the very day: the time moves on by a minute, there and back."""
    account.reminder = {**account.reminder, "label": str(account.now)}
    account.stale_since = account.now
    account.work(account.clock)


FATES = ("sent", "not_needed", "over_cap", "no_device", "quiet", "stale", "retried", "changed")


@settings(max_examples=30, deadline=None)
@given(FRAMES, SCHEDULES, STARTS, st.lists(st.sampled_from(FATES), min_size=1, max_size=8))
def test_however_a_nudge_ends_the_next_one_is_planned(
    clock: NudgeClock, schedule: Weekly, since: datetime, fates: Sequence[str]
) -> None:
    reminder = {"time": f"{schedule.at:%H:%M}", "weekdays": sorted(schedule.weekdays)}
    account = Simulated(clock, reminder, since, stale_since=since)
    all_of_them = list(enumerated(schedule, clock.day_of(since) - DAY, clock))
    wanted = [on for on, due_at in all_of_them if since < due_at < all_of_them[-1][1]]
    account.work(clock)

    for fate in cycle(fates):
        at_next = account.wakes_at
        assert at_next is not None, "it sleeps"
        if at_next >= all_of_them[-1][1]:
            break
        account.now = max(account.now, at_next)
        end(account, fate)
        if fate == "changed":
            change_reminder(account)

    assert account.over_on() == wanted


def mondays_at_eight() -> list[datetime]:
    """In Berlin: in winter, in summer and in winter again."""
    berlin = ZoneInfo("Europe/Berlin")
    mondays = (date(2026, 3, 23) + 7 * DAY * week for week in range(33))
    return [datetime.combine(monday, time(20), berlin).astimezone(UTC) for monday in mondays]


def test_every_monday_is_nudged_over_both_clock_changes(nudging: Nudging) -> None:
    """As the whole product does it; made on a Monday at nine in the evening."""
    nudging.prefer(time_zone="Europe/Berlin")
    nudging.work()
    nudging.clock.instant = datetime(2026, 3, 16, 20, tzinfo=UTC)
    nudging.device.sync(habit(**{"reminder:r1": {"time": "20:00", "weekdays": [1]}}))
    nudging.work()
    sent = []
    for due_at in mondays_at_eight():
        for instant in (due_at - timedelta(minutes=30), due_at):
            nudging.clock.instant = instant
            nudging.work()
            sent += [instant] * len(nudging.service.pushes)
            nudging.service.pushes.clear()

    assert sent == mondays_at_eight()


@pytest.mark.parametrize("fate", ["sent", "not_needed", "over_cap", "no_device", "quiet", "stale"])
def test_one_weekday_comes_again_in_whatever_state_the_last_one_ended(nudging: Nudging, fate: str) -> None:
    nudging.remind("20:00", [1])
    match fate:
        case "not_needed":
            nudging.device.sync(entry(on="2026-03-02"))
        case "over_cap":
            nudging.prefer(nudge_cap=1)
            nudging.device.sync(habit("walk", **{"reminder:r1": {"time": "19:00", "weekdays": [1]}}))
            nudging.work_at(19)
        case "no_device":
            nudging.switch_off()
        case "quiet":
            nudging.prefer(quiet_hours={"from": "19:30", "to": "00:00"})
    nudging.work()  # plans
    at_hour, on_day = (1, 3) if fate == "stale" else (20, 2)
    nudging.work_at(at_hour, day=on_day)
    assert nudging.states()[-1] == fate

    nudging.subscribe()
    nudging.work()
    nudging.clock.advance(minutes=1)
    nudging.prefer(quiet_hours=None, nudge_cap=5)

    assert nudging.work_at(19, 59, day=9)[-1:] == [] or fate == "over_cap"
    assert len(nudging.work_at(20, day=9)) == 1


def test_one_that_is_changed_on_its_day_while_it_is_tried_again_does_not_end(nudging: Nudging) -> None:
    """The push service does not answer, and meanwhile the time of the reminder changes."""
    nudging.subscribe("500", port=2)
    nudging.remind("20:00")
    nudging.work_at(20)
    assert nudging.states() == ["retrying"]
    at = f"{int(nudging.clock.now().timestamp() * 1000):012x}".ljust(32, "0")
    nudging.device.sync(record("habit", "tea", at, **{"reminder:r1": {"time": "21:00", "weekdays": [1, 2]}}))
    nudging.subscribe()

    assert nudging.work_at(20, 10) != []
    assert len(nudging.work_at(21, 0, day=3)) == 1


def test_accounts_asleep_since_an_older_version_are_woken(app: Flask, nudging: Nudging) -> None:
    """Its one nudge was sent, and no time was written when the account is due again."""
    nudging.remind("20:00", [1])
    nudging.work(is_search_due=True)  # the first one plans for everybody
    assert len(nudging.work_at(20)) == 1
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM nudge WHERE state = 'planned'")
        connection.exec_driver_sql("UPDATE nudge_agenda SET wake_at = NULL")

    nudging.clock.instant = nudging.clock.instant.replace(day=9, hour=19)
    nudging.work()
    assert nudging.rows()[-1].state == "sent", "it should still sleep, or this shows nothing"

    nudging.work(is_search_due=True)

    assert len(nudging.work_at(20, 0, day=9)) == 1
