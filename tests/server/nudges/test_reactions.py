"""What people do with nudges, and what follows."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import update

from server.core.db import write_transaction
from server.core.zones import RULES_IN_USE
from server.nudges.models import AGENDA, NUDGE
from tests.factories.nudging import EVERY_DAY, Nudging
from tests.factories.people import Person, json_of, sign_in
from tests.factories.things import Json, entry, habit, record, stamp


def react(nudging: Nudging, nudge_id: str, kind: str, **more: int) -> str | None:
    body = nudging.device.client.post(f"/api/nudges/{nudge_id}/reaction", json={"kind": kind, **more})
    again_at: str | None = json_of(body)["again_at"]
    return again_at


def listing(nudging: Nudging) -> Json:
    return json_of(nudging.device.client.get("/api/nudges"))


def test_b16_done_twice_is_once_and_nothing_comes_back_after_an_undo(nudging: Nudging) -> None:
    """Two presses, on two devices, take one id from the nudge; for the day that it was sent for."""
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    data = message["notification"]["data"]
    done = entry(data["id"] + "done", on=data["on"], source=1)

    first = nudging.device.sync(done)
    second = nudging.device.sync(done)
    assert [answer["results"][0]["status"] for answer in (first, second)] == ["applied", "unchanged"]

    nudging.device.sync({"type": "entry", "id": done["id"], "withdrawn": True})
    (result,) = nudging.device.sync(done)["results"]
    assert result["record"]["withdrawn"] is True


def test_b16_done_counts_for_the_day_the_nudge_was_for(nudging: Nudging) -> None:
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    data = message["notification"]["data"]
    nudging.clock.instant = nudging.clock.instant.replace(day=3, hour=9)
    nudging.device.sync(entry(data["id"] + "done", on=data["on"]))

    assert listing(nudging)["nudges"][0]["reaction"] == "done"
    assert len(nudging.work_at(20, 0, day=3)) == 1  # Tuesday still waits


def test_later_brings_it_back_after_half_an_hour(nudging: Nudging) -> None:
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    nudge_id = message["notification"]["tag"]

    assert react(nudging, nudge_id, "later") == "2026-03-02T20:30:00+00:00"
    nudging.clock.advance(minutes=5)
    assert react(nudging, nudge_id, "later") == "2026-03-02T20:30:00+00:00"  # pressed twice

    assert nudging.work_at(20, 29) == []
    (again,) = nudging.work_at(20, 30)
    assert again["notification"]["tag"] == nudge_id
    assert nudging.work_at(21, 30) == []
    assert len(nudging.work_at(20, 0, day=3)) == 1


def test_a_later_before_its_nudge_is_recorded_as_sent_is_not_lost(nudging: Nudging) -> None:
    """The phone has it, and its person presses, while the worker still waits for the service's answer."""
    nudging.remind("20:00")
    assert nudging.work_at(19, 0) == []
    nudging.clock.instant = nudging.clock.instant.replace(hour=20)
    again_at: list[str | None] = []

    def press_once() -> None:
        if nudging.service.pushes and not again_at:
            assert nudging.rows()[0].state == "planned"
            again_at.append(react(nudging, nudging.rows()[0].id, "later"))

    nudging.work(press_once)

    assert again_at == ["2026-03-02T20:30:00+00:00"]
    assert nudging.work_at(20, 29) == []
    assert len(nudging.work_at(20, 30)) == 1
    assert nudging.work_at(21, 30) == []


def test_later_counts_from_when_it_was_pressed(nudging: Nudging) -> None:
    """Pressed at 20:10 without a line, heard of at 20:30."""
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    assert nudging.work_at(20, 30) == []

    again_at = react(nudging, message["notification"]["tag"], "later", seconds_ago=20 * 60)

    assert again_at == "2026-03-02T20:40:00+00:00"
    assert nudging.work_at(20, 39) == []
    (again,) = nudging.work_at(20, 40)
    assert again["notification"]["data"]["on"] == "2026-03-02"


def test_a_later_that_is_heard_of_too_late_comes_at_once_and_once(nudging: Nudging) -> None:
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    nudging.clock.instant = nudging.clock.instant.replace(hour=22)

    again_at = react(nudging, message["notification"]["tag"], "later", seconds_ago=110 * 60)

    assert again_at == "2026-03-02T22:00:00+00:00"
    assert len(nudging.work_at(22, 0)) == 1
    assert nudging.work_at(22, 40) == []


def test_a_later_of_yesterday_does_not_come_today(nudging: Nudging) -> None:
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    nudging.clock.instant = nudging.clock.instant.replace(day=3, hour=9)

    react(nudging, message["notification"]["tag"], "later", seconds_ago=12 * 3600)

    assert nudging.work_at(9, 0, day=3) == []
    assert listing(nudging)["nudges"][0]["state"] == "stale"
    assert len(nudging.work_at(20, 0, day=3)) == 1


@pytest.mark.parametrize("seconds_ago", [366 * 24 * 3600, 24 * 3600])
def test_nothing_was_pressed_before_it_was_due(nudging: Nudging, seconds_ago: int) -> None:
    """A device whose clock was set meanwhile may say anything."""
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    nudging.clock.advance(minutes=5)

    again_at = react(nudging, message["notification"]["tag"], "later", seconds_ago=seconds_ago)

    assert again_at == "2026-03-02T20:30:00+00:00"


@pytest.mark.parametrize("seconds_ago", [-1, 366 * 24 * 3600 + 1, 1.5, "1", True, None])
def test_what_is_no_time_ago_is_refused(nudging: Nudging, seconds_ago: object) -> None:
    """The future above all."""
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    path = f"/api/nudges/{message['notification']['tag']}/reaction"

    answer = nudging.device.client.post(path, json={"kind": "later", "seconds_ago": seconds_ago})

    assert answer.status_code == 422
    assert nudging.work_at(20, 30) == []


def test_later_does_not_bring_back_what_was_done_meanwhile(nudging: Nudging) -> None:
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    react(nudging, message["notification"]["tag"], "later")
    nudging.device.sync(entry(on="2026-03-02"))

    assert nudging.work_at(20, 30) == []


@pytest.mark.parametrize("quiet", [{"from": "20:15", "to": "07:00"}, None])
def test_later_in_the_night_is_tomorrow_at_its_own_time(nudging: Nudging, quiet: Json | None) -> None:
    hour, minute = (20, 0) if quiet else (23, 45)
    nudging.prefer(quiet_hours=quiet)
    nudging.remind(f"{hour}:{minute:02}", [1])  # Mondays only, but it was asked for
    (message,) = nudging.work_at(hour, minute)

    again_at = react(nudging, message["notification"]["tag"], "later")

    assert again_at == f"2026-03-03T{hour}:{minute:02}:00+00:00"
    assert nudging.work_at(hour, minute + 10, day=2) == []
    (again,) = nudging.work_at(hour, minute, day=3)
    assert again["notification"]["data"]["on"] == "2026-03-03"


def test_a_reaction_to_several_is_one_to_all(nudging: Nudging) -> None:
    nudging.remind("20:00")
    nudging.device.sync(habit("walk", **{"reminder:r1": {"time": "20:05", "weekdays": EVERY_DAY}}))
    (message,) = nudging.work_at(20, 0)

    react(nudging, message["notification"]["tag"], "opened")

    assert [nudge["reaction"] for nudge in listing(nudging)["nudges"]] == ["opened", "opened"]


def test_after_five_without_a_reaction_the_app_is_to_ask(nudging: Nudging) -> None:
    nudging.remind("20:00")
    for day in range(2, 6):
        nudging.work_at(20, 0, day=day)
    assert listing(nudging)["unanswered"] == []

    (message,) = nudging.work_at(20, 0, day=6)

    (asked,) = listing(nudging)["unanswered"]
    assert asked == {"type": "habit", "subject": "tea", "reminder": "r1", "count": 5}
    react(nudging, message["notification"]["tag"], "keep")
    assert listing(nudging)["unanswered"] == []


def test_a_moved_reminder_starts_again(nudging: Nudging) -> None:
    nudging.remind("20:00")
    for day in range(2, 7):
        nudging.work_at(20, 0, day=day)
    now_ms = int(nudging.clock.now().timestamp() * 1000)
    moved = {"reminder:r1": {"time": "19:00", "weekdays": EVERY_DAY}}
    nudging.device.sync(record("habit", "tea", stamp(now_ms + 1), **moved))

    assert listing(nudging)["unanswered"] == []


def test_what_was_ticked_in_the_app_is_a_reaction(nudging: Nudging) -> None:
    nudging.remind("20:00")
    for day in range(2, 7):
        nudging.work_at(20, 0, day=day)
        nudging.device.sync(entry(on=f"2026-03-{day:02}"))

    assert listing(nudging)["unanswered"] == []


def test_nudges_of_others_are_not_there(nudging: Nudging, bob: Person) -> None:
    nudging.remind("20:00")
    (message,) = nudging.work_at(20, 0)
    path = f"/api/nudges/{message['notification']['tag']}/reaction"

    assert bob.client.post(path, json={"kind": "later"}).status_code == 404
    assert json_of(bob.client.get("/api/nudges"))["nudges"] == []


def test_an_unknown_reaction_is_refused(nudging: Nudging) -> None:
    response = nudging.device.client.post(f"/api/nudges/{'0' * 16}/reaction", json={"kind": "done"})

    assert response.status_code == 422


def test_the_listing_says_when_a_reminder_comes_next_by_the_rules_of_the_server(
    nudging: Nudging, app: Flask, alice: Person
) -> None:
    """Which know that Morocco is back on its former time in December 2026."""
    nudging.remind("08:00")
    nudging.prefer(time_zone="Africa/Casablanca")
    nudging.work()
    nudging.clock.instant = datetime(2026, 11, 30, 12, tzinfo=UTC)
    nudging.work()
    laptop = sign_in(app.test_client(), alice)

    assert json_of(laptop.client.get("/api/nudges"))["planned"] == [
        {"type": "habit", "subject": "tea", "reminder": "r1", "due_at": "2026-12-01T08:00:00+00:00"}
    ]


def test_new_rules_for_zones_are_planned_by_at_once(nudging: Nudging) -> None:
    """What was planned by older ones, here three hours too late, is planned again, and only once."""
    nudging.remind("20:00")
    nudging.work(is_search_due=True)
    in_vain = datetime(2026, 3, 2, 23, tzinfo=UTC)
    with nudging.app.app_context(), write_transaction() as connection:
        connection.execute(update(NUDGE).values(due_at=in_vain, try_at=in_vain))
        connection.execute(update(AGENDA).values(wake_at=in_vain))
    nudging.work(is_search_due=True)
    assert [row.due_at for row in nudging.rows()] == [in_vain]
    (nudging.settings.data_dir / "time-zone-rules").write_text("2025b\n", encoding="ascii")

    nudging.work(is_search_due=True)

    assert [row.due_at.hour for row in nudging.rows()] == [20]
    assert (nudging.settings.data_dir / "time-zone-rules").read_text("ascii") == f"{RULES_IN_USE.version}\n"
