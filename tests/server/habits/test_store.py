"""Habits read from the ledger, on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from server.config import Settings
from server.core.db import read_transaction
from server.habits.history import Days, Entry, Pause, Plan, Times
from server.habits.local_clock import LocalClock
from server.habits.preferences import Preferences
from server.habits.store import habit_of, read_habits, read_history, read_preferences
from tests.factories.devices import Device
from tests.factories.people import Person
from tests.factories.things import EVERY_DAY, Json, entry, habit, record

DAILY = {"rule": EVERY_DAY, "target": {"amount": 1}, "direction": "at_least"}
WEEKLY = {
    "rule": {"kind": "times", "times": 8, "per": "week"},
    "target": {"amount": 1},
    "direction": "at_least",
}


@pytest.fixture
def settings(settings_on_each: Settings) -> Settings:
    return settings_on_each


@pytest.fixture
def phone(alice: Person) -> Device:
    return Device(alice.client, alice.account)


def sync(phone: Device, *changes: Json) -> None:
    assert {result["status"] for result in phone.sync(*changes)["results"]} == {"applied"}


def prefer(**values: Any) -> Json:  # noqa: ANN401 - any JSON
    return record("preference", "main", None, **values)


def test_it_reads_a_habit_with_its_entries_since_a_date(app: Flask, phone: Device) -> None:
    tea = habit("tea", None, **{"pause:p1": {"from": "2026-02-01", "to": None}, "plan:2026-02-01": None})
    gone = entry(None, on="2026-03-01")
    sync(phone, tea, prefer(week_starts_on=7, **{"pause:p2": {"from": "2026-02-03", "to": "2026-02-04"}}))
    sync(phone, gone, entry(None, on="2026-02-27"), entry(None, on="2026-03-02", amount=2))
    sync(phone, entry(None, on="2026-03-02", habit="coffee"), entry(None, on="2026-03-01", kind="rest"))
    sync(phone, {**gone, "withdrawn": True})

    with app.app_context(), read_transaction() as connection:
        preferences = read_preferences(connection, phone.account)
        read = read_habits(connection, phone.account, ["tea", "coffee"])["tea"]
        history = read_history(connection, phone.account, read, preferences, date(2026, 3, 1))

    assert history.plans == (Plan(date(2026, 1, 1), Days(frozenset(range(1, 8)))),)
    assert history.entries == (Entry(date(2026, 3, 1), "rest", 1), Entry(date(2026, 3, 2), "done", 2))
    open_end, two_days = Pause(date(2026, 2, 1)), Pause(date(2026, 2, 3), date(2026, 2, 4))
    assert history.pauses == (open_end, two_days)
    assert (history.week_starts_on, history.grace, read.is_deleted) == (7, "gentle", False)


def test_what_makes_no_sense_spoils_nothing_else(app: Flask, phone: Device) -> None:
    """Rows may have been written by a version that took more."""
    plans = {"plan:0001-01-01": DAILY, "plan:2026-02-01": WEEKLY, "plan:2026-03-01": DAILY}
    read = habit_of("tea", {**plans, "deleted": True})
    sync(phone, prefer(time_zone="Nowhere/Atall"))

    with app.app_context(), read_transaction() as connection:
        preferences = read_preferences(connection, phone.account)

    assert [plan.from_on for plan in read.plans] == [date(2026, 3, 1)]
    assert not any(isinstance(plan.rule, Times) for plan in read.plans)
    assert read.is_deleted
    assert preferences.clock is None
    assert preferences.today(datetime(2026, 3, 8, 23, 59, tzinfo=UTC)) == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("zone", "hour", "today"),
    [
        ("UTC", 0, "2026-03-08"),
        ("Pacific/Pago_Pago", 0, "2026-03-07"),
        ("America/New_York", 4, "2026-03-07"),
    ],
)
def test_today_is_the_local_date_less_the_hour_the_day_starts(zone: str, hour: int, today: str) -> None:
    preferences = Preferences(LocalClock(ZoneInfo(zone), hour))

    # In New York the clocks went forward an hour before, from 02:00 to 03:00.
    assert preferences.today(datetime(2026, 3, 8, 7, 59, tzinfo=UTC)) == date.fromisoformat(today)
