"""A server clock that was ahead for a moment: nothing that it made must silence nudges until then."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import text, update

from server.core.db import read_transaction, write_transaction
from server.nudges import watch
from server.nudges.models import AGENDA
from server.nudges.starting import worker_environment
from server.nudges.store import claim
from server.nudges.watch import DATABASE, SEARCHED_AT, is_search_due, searched_at, wait_until_due
from tests.factories.couple import Sharer, couple, sharer
from tests.factories.nudging import Nudging
from tests.factories.people import Person, json_of
from tests.factories.things import habit

DAYS_AHEAD = (
    timedelta(days=1),
    timedelta(days=10),
    datetime(2038, 1, 19, tzinfo=UTC) - datetime(2026, 3, 2, tzinfo=UTC),
)
THREAD_SECONDS = 60


@contextmanager
def clock_ahead(nudging: Nudging, by: timedelta, hour: int = 19) -> Iterator[None]:
    """For a moment, on 2 March at this hour."""
    right = nudging.clock.instant.replace(hour=hour, minute=0)
    nudging.clock.instant = right + by
    yield
    nudging.clock.instant = right


@pytest.mark.parametrize("by", DAYS_AHEAD)
def test_each_day_has_its_nudge_after_a_clock_was_ahead(nudging: Nudging, by: timedelta) -> None:
    """Today's too, which that clock took for one of a day that is over."""
    nudging.remind("20:00")
    nudging.work()
    with clock_ahead(nudging, by):
        nudging.work()

    nudging.work()

    for day in range(2, 16):
        assert nudging.work_at(19, 59, day=day) == []
        assert len(nudging.work_at(20, 0, day=day)) == 1, day


@pytest.mark.parametrize("by", DAYS_AHEAD)
def test_the_day_to_which_it_jumped_has_its_nudge_again(nudging: Nudging, by: timedelta) -> None:
    nudging.remind("20:00")
    nudging.work()
    nudging.clock.instant = nudging.clock.instant.replace(day=2, hour=20) + by - timedelta(minutes=30)
    nudging.work()
    nudging.clock.advance(minutes=30)
    nudging.work()
    nudging.service.pushes.clear()

    assert nudging.work_at(19, day=2) == []
    assert [len(nudging.work_at(20, 0, day=day)) for day in range(2, 16)] == [1] * 14


def test_what_was_sent_too_early_today_is_not_sent_again(nudging: Nudging) -> None:
    """One nudge a day: three hours ahead, and back."""
    nudging.remind("20:00")
    nudging.work()
    with clock_ahead(nudging, timedelta(hours=3), hour=17):
        nudging.work()
    assert len(nudging.service.pushes) == 1

    assert nudging.work_at(17, 1) == nudging.work_at(20) == []
    assert len(nudging.work_at(20, day=3)) == 1


def test_what_was_put_off_early_or_tried_in_vain_does_not_stay_ahead(nudging: Nudging) -> None:
    nudging.subscribe("500", port=2)
    nudging.remind("20:00")
    nudging.work()
    with clock_ahead(nudging, timedelta(days=10), hour=20):
        nudging.work()
        assert nudging.states()[-1] == "retrying"
    nudging.subscribe()

    nudging.work()

    assert [len(nudging.work_at(21, 0, day=day)) for day in range(3, 15)] == [1] * 12


def test_a_worker_that_was_killed_then_holds_no_account(app: Flask, nudging: Nudging) -> None:
    nudging.remind("20:00")
    nudging.work()
    with clock_ahead(nudging, timedelta(days=10)), app.app_context(), write_transaction() as connection:
        now = nudging.clock.now()
        assert len(claim(connection, now, now + timedelta(minutes=2), 9)) == 1

    assert len(nudging.work_at(20)) == 1


def test_what_a_device_wrote_then_is_planned_for(nudging: Nudging) -> None:
    nudging.prefer(time_zone="Europe/Lisbon")
    nudging.work()
    with clock_ahead(nudging, timedelta(days=10)):
        nudging.device.sync(habit(**{"reminder:r1": {"time": "20:00", "weekdays": [1]}}))
    nudging.work()

    assert len(nudging.work_at(20)) == 1


def test_a_request_takes_no_sign_of_it_away(nudging: Nudging) -> None:
    """It asks for a worker and writes the time; the plan is from before that."""
    nudging.remind("20:00")
    nudging.work()
    with clock_ahead(nudging, timedelta(days=10)):
        nudging.work()
    nudging.subscribe()

    nudging.work()

    assert len(nudging.work_at(20)) == 1


def test_a_gesture_comes_when_the_clock_is_right_again(nudging: Nudging, alice: Person, bob: Person) -> None:
    nudging.prefer(time_zone="Europe/Lisbon")
    ben: Sharer = sharer(bob, nudging.clock)
    pair = couple(sharer(alice, nudging.clock), ben)
    nudging.work()
    with clock_ahead(nudging, timedelta(hours=30)):
        ben.done("appreciate", pair=pair, gesture="smile")

    assert len(nudging.work_at(19, 1)) == 1
    assert nudging.work_at(19, 2) == nudging.work_at(20, day=4) == []


def test_a_test_that_waits_for_that_day_is_sent_now(nudging: Nudging) -> None:
    with clock_ahead(nudging, timedelta(days=10)):
        nudging.subscribe("500", port=2)
        nudging.work()
    nudging.service.pushes.clear()

    nudging.work()

    assert len(nudging.service.pushes) == 1
    (device,) = json_of(nudging.device.client.get("/api/push"))["subscriptions"]
    assert device["test"] == "retrying"


def test_a_search_once_a_day_finds_what_lies_too_far_ahead(app: Flask, nudging: Nudging) -> None:
    """Without any sign of the clock that wrote it, as an older version left it."""
    nudging.remind("20:00")
    nudging.work(is_search_due=True)  # the first one plans for everybody
    with app.app_context(), write_transaction() as connection:
        far = datetime(2038, 1, 19, tzinfo=UTC)
        connection.execute(update(AGENDA).values(wake_at=far, written_at=None))
        connection.execute(text("UPDATE nudge SET due_at = :far, try_at = :far"), {"far": stored(app, far)})
    assert nudging.work_at(20) == []

    nudging.work(is_search_due=True)

    assert len(nudging.work_at(20, day=3)) == 1


def stored(app: Flask, instant: datetime) -> object:
    is_sqlite = app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")
    return instant.strftime("%Y-%m-%d %H:%M:%S.000000") if is_sqlite else instant


@pytest.mark.parametrize("hours", [24, 25, -1, 24 * 400])
def test_it_is_searched_once_a_day_and_when_the_clock_is_behind_the_last_time(hours: int) -> None:
    last = datetime(2026, 3, 2, 12, tzinfo=UTC)

    assert is_search_due(last, last + timedelta(hours=hours))
    assert is_search_due(None, last)
    assert not is_search_due(last, last + timedelta(hours=23))


def test_a_waiting_worker_sees_that_the_clock_has_gone_back(
    app: Flask, nudging: Nudging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is due for years, but what was written is of a time that has not come."""
    now = datetime.now(UTC)
    nudging.remind("20:00")
    with app.app_context(), write_transaction() as connection:
        connection.execute(update(AGENDA).values(wake_at=now + timedelta(days=999), written_at=now))
    monkeypatch.setenv(SEARCHED_AT, now.isoformat())
    watched = worker_environment(nudging.settings)[DATABASE]
    waiting = Thread(target=wait_until_due, args=(watched,), daemon=True)
    waiting.start()
    with app.app_context(), read_transaction() as connection:  # it looks meanwhile, and goes on waiting
        connection.execute(text("SELECT 1"))
    assert waiting.is_alive()

    with app.app_context(), write_transaction() as connection:
        connection.execute(update(AGENDA).values(written_at=now + timedelta(days=10)))
    waiting.join(THREAD_SECONDS)

    assert not waiting.is_alive()


def test_a_waiting_worker_searches_a_while_after_its_start(
    nudging: Nudging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SEARCHED_AT, "")
    monkeypatch.setattr(watch, "FIRST_SEARCH_AFTER", timedelta())

    wait_until_due(worker_environment(nudging.settings)[DATABASE])  # returns at once


def test_a_start_does_not_wait_for_a_search(nudging: Nudging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SEARCHED_AT, "")
    watched = worker_environment(nudging.settings)[DATABASE]
    Thread(target=wait_until_due, args=(watched,), daemon=True).start()
    ends_at = time.monotonic() + THREAD_SECONDS
    while searched_at() is None and time.monotonic() < ends_at:
        time.sleep(0.01)

    now = datetime.now(UTC)
    assert not is_search_due(searched_at(), now)
    assert is_search_due(searched_at(), now + watch.FIRST_SEARCH_AFTER)
