"""What is sent, when, and what it holds."""

from flask import Flask
from sqlalchemy import update
from structlog.testing import capture_logs

from server.accounts.disabling import disable_account, enable_account
from server.core.db import write_transaction
from server.nudges.models import NUDGE
from tests.factories.browsers import Browser
from tests.factories.devices import Device
from tests.factories.nudging import EVERY_DAY, Nudging
from tests.factories.people import Person, sign_in
from tests.factories.things import NOW_MS, entry, habit, promise_event, record, sealed, stamp


def test_a_habit_that_waits_is_nudged_about_at_its_time(nudging: Nudging) -> None:
    nudging.remind("20:00")

    assert nudging.work_at(19, 59) == []
    (message,) = nudging.work_at(20, 0)

    notification = message["notification"]
    nudge_id = notification["tag"]
    assert message["web_push"] == 8030
    assert notification["data"] == {
        "kind": "nudge",
        "account": nudging.device.account,
        "id": nudge_id,
        "on": "2026-03-02",
        "items": [{"id": nudge_id, "type": "habit", "subject": "tea", "reminder": "r1", "on": "2026-03-02"}],
    }
    assert notification["navigate"] == (
        f"http://localhost:8000/today?nudge={nudge_id}&about=habit:tea&on=2026-03-02"
    )
    assert [action["action"] for action in notification["actions"]] == ["done", "later"]
    assert nudging.service.refusals == []
    assert nudging.states() == ["sent"]


def test_b15_the_next_day_has_its_own_nudge(nudging: Nudging) -> None:
    nudging.remind("20:00")
    ids = [nudging.work_at(20, 0, day=day)[0]["notification"]["tag"] for day in (2, 3, 4)]

    assert len(set(ids)) == 3
    assert nudging.work_at(21, 0, day=4) == []


def test_what_is_done_is_not_nudged_about(nudging: Nudging) -> None:
    nudging.remind("20:00")
    nudging.device.sync(entry(on="2026-03-02"))

    assert nudging.work_at(20, 0) == []
    assert nudging.states() == ["not_needed"]
    assert len(nudging.work_at(20, 0, day=3)) == 1


def test_b17_paused_archived_and_deleted_habits_are_silent(nudging: Nudging) -> None:
    nudging.remind("20:00", **{"pause:p1": {"from": "2026-03-02", "to": "2026-03-02"}})
    nudging.device.sync(
        habit("walk", **{"reminder:r1": {"time": "20:20", "weekdays": [1]}, "archived": True}),
        habit("read", **{"reminder:r1": {"time": "20:40", "weekdays": [1]}, "deleted": True}),
    )

    assert [nudging.work_at(20, minute) for minute in (0, 20, 40)] == [[], [], []]
    assert nudging.states() == ["not_needed", "not_needed"]
    assert len(nudging.work_at(20, 0, day=3)) == 1


def test_b17_time_off_from_everything_is_silent_too(nudging: Nudging) -> None:
    nudging.remind("20:00")
    nudging.prefer(**{"pause:p1": {"from": "2026-03-01", "to": None}})

    assert nudging.work_at(20, 0) == []


def test_b15_a_habit_that_begins_later_is_silent_until_then(nudging: Nudging) -> None:
    plan = {
        "rule": {"kind": "times", "times": 3, "per": "week"},
        "target": {"amount": 1},
        "direction": "at_least",
    }
    nudging.remind("20:00", EVERY_DAY, **{"plan:2026-01-01": None, "plan:2026-03-04": plan})

    assert [len(nudging.work_at(20, 0, day=day)) for day in (2, 3, 4)] == [0, 0, 1]


def test_a_week_that_is_kept_is_silent_and_yesterday_is_not_today(nudging: Nudging) -> None:
    plan = {
        "rule": {"kind": "times", "times": 2, "per": "week"},
        "target": {"amount": 1},
        "direction": "at_least",
    }
    nudging.remind("20:00", EVERY_DAY, **{"plan:2026-01-01": plan})
    nudging.device.sync(entry(on="2026-03-02"))
    assert [len(nudging.work_at(20, 0, day=day)) for day in (2, 3)] == [0, 1]

    nudging.device.sync(entry(on="2026-03-03"))

    assert nudging.work_at(20, 0, day=4) == []


def test_several_in_the_same_quarter_of_an_hour_come_as_one(nudging: Nudging) -> None:
    nudging.remind("20:00")
    nudging.device.sync(
        habit("walk", **{"reminder:r1": {"time": "20:14", "weekdays": EVERY_DAY}}),
        habit("read", **{"reminder:r1": {"time": "20:15", "weekdays": EVERY_DAY}}),
        habit("done", **{"reminder:r1": {"time": "20:05", "weekdays": EVERY_DAY}}),
        entry(habit="done", on="2026-03-02"),
    )

    (message,) = nudging.work_at(20, 0)

    notification = message["notification"]
    assert [item["subject"] for item in notification["data"]["items"]] == ["tea", "walk"]
    assert notification["data"]["count"] == 2
    assert [action["action"] for action in notification["actions"]] == ["later"]
    assert notification["navigate"].endswith(f"/today?nudge={notification['tag']}")
    assert nudging.work_at(20, 14) == []
    assert len(nudging.work_at(20, 15)) == 1


def test_the_cap_counts_what_is_sent_as_one_as_one(nudging: Nudging) -> None:
    nudging.prefer(nudge_cap=2)
    nudging.remind("13:00")
    times = ("13:05", "14:00", "15:00")
    nudging.device.sync(
        *(habit(f"h{at[:2]}{at[3:]}", **{"reminder:r1": {"time": at, "weekdays": EVERY_DAY}}) for at in times)
    )

    assert [len(nudging.work_at(hour)) for hour in (13, 14, 15)] == [1, 1, 0]
    assert nudging.states() == ["sent", "sent", "sent", "over_cap"]
    assert len(nudging.work_at(13, 0, day=3)) == 1


def test_quiet_hours_put_a_nudge_off_to_their_end(nudging: Nudging) -> None:
    nudging.prefer(quiet_hours={"from": "13:00", "to": "14:30"})
    nudging.remind("13:30")

    assert nudging.work_at(13, 30) == []
    assert nudging.work_at(14, 29) == []
    assert len(nudging.work_at(14, 30)) == 1


def test_quiet_hours_to_the_end_of_the_day_drop_it(nudging: Nudging) -> None:
    nudging.prefer(quiet_hours={"from": "22:00", "to": "07:00"})
    nudging.remind("23:00")

    assert nudging.work_at(23, 0) == []
    assert nudging.states() == ["quiet"]
    assert nudging.work_at(7, 0, day=3) == []


def test_late_ones_are_sent_on_the_same_day_and_no_later(nudging: Nudging) -> None:
    nudging.remind("13:00")
    nudging.work()

    assert len(nudging.work_at(23, 59)) == 1
    nudging.clock.instant = nudging.clock.instant.replace(day=5, hour=0, minute=1)
    nudging.work()

    assert nudging.states() == ["sent", "stale"]
    assert len(nudging.work_at(13, 0, day=5)) == 1


def test_b15_after_days_without_a_worker_only_today_is_made_up_for(nudging: Nudging) -> None:
    nudging.remind("13:00")
    nudging.work()

    (message,) = nudging.work_at(18, 0, day=6)

    assert message["notification"]["data"]["on"] == "2026-03-06"
    assert nudging.work_at(19, 0, day=6) == []


def test_b15_a_reminder_written_while_no_worker_ran_is_made_up_for(nudging: Nudging) -> None:
    nudging.remind("13:00")

    assert len(nudging.work_at(18, 0)) == 1


def test_a_moved_reminder_is_sent_at_its_new_time_only(nudging: Nudging) -> None:
    nudging.remind("13:00")
    nudging.work()
    later = {"reminder:r1": {"time": "15:00", "weekdays": EVERY_DAY}}
    nudging.device.sync(record("habit", "tea", stamp(NOW_MS + 1), **later))

    assert nudging.work_at(13, 0) == []
    assert len(nudging.work_at(15, 0)) == 1


def test_what_was_sent_today_is_not_sent_again_for_a_later_time(nudging: Nudging) -> None:
    nudging.remind("13:00")
    assert len(nudging.work_at(13, 0)) == 1
    later = {"reminder:r1": {"time": "15:00", "weekdays": EVERY_DAY}}
    nudging.device.sync(record("habit", "tea", stamp(NOW_MS + 1), **later))

    assert nudging.work_at(15, 0) == []
    assert len(nudging.work_at(15, 0, day=3)) == 1


def test_an_edit_does_not_swallow_what_is_overdue(nudging: Nudging) -> None:
    nudging.remind("13:00")
    nudging.work()
    nudging.clock.instant = nudging.clock.instant.replace(hour=13, minute=5)
    nudging.device.sync(habit("walk", **{"reminder:r1": {"time": "22:00", "weekdays": EVERY_DAY}}))

    assert len(nudging.work_at(13, 6)) == 1


def test_a_removed_reminder_is_silent(nudging: Nudging) -> None:
    nudging.remind("13:00")
    nudging.work()
    nudging.device.sync(record("habit", "tea", stamp(NOW_MS + 1), **{"reminder:r1": None}))

    assert nudging.work_at(13, 0) == []
    assert nudging.rows() == []


def test_b6_it_follows_the_zone_that_a_device_writes(nudging: Nudging) -> None:
    nudging.remind("20:00")
    nudging.work()
    nudging.clock.advance(minutes=1)
    nudging.prefer(time_zone="Asia/Tokyo")

    assert nudging.work_at(20, 0) == []
    assert len(nudging.work_at(11, 0, day=3)) == 1


def test_without_a_zone_nothing_is_sent(nudging: Nudging) -> None:
    nudging.device.sync(habit(**{"reminder:r1": {"time": "13:00", "weekdays": EVERY_DAY}}))

    assert nudging.work_at(13, 0) == []


def test_a_promise_is_nudged_about_until_it_is_settled(nudging: Nudging) -> None:
    nudging.prefer(time_zone="Europe/Lisbon")
    due = {"due_on": "2026-03-02", "due_time": "18:00", "time_zone": "Europe/Lisbon"}
    for number in (1, 2):
        reminder = {"reminder:r1": {"minutes_before": 60 * number}}
        nudging.device.sync(record("promise", f"p{number}", None, text=sealed(), **due, **reminder))
    nudging.device.sync(promise_event(promise="p2", kind="kept", on="2026-03-02"))

    assert nudging.work_at(16, 0) == []
    (message,) = nudging.work_at(17, 0)

    (item,) = message["notification"]["data"]["items"]
    assert (item["type"], item["subject"]) == ("promise", "p1")
    assert nudging.states() == ["not_needed", "sent"]


def test_a_moved_promise_reminds_at_its_new_time(nudging: Nudging) -> None:
    nudging.prefer(time_zone="Europe/Lisbon")
    due = {"due_on": "2026-03-02", "due_time": "18:00", "time_zone": "Europe/Lisbon"}
    nudging.device.sync(record("promise", "p1", None, **due, **{"reminder:r1": {"minutes_before": 30}}))
    nudging.work()
    moved = {"to_on": "2026-03-03", "to_time": "09:00", "to_zone": "Europe/Lisbon"}
    nudging.device.sync(promise_event(promise="p1", kind="moved", on="2026-03-02", **moved))

    assert nudging.work_at(17, 30) == []
    assert len(nudging.work_at(8, 30, day=3)) == 1


def test_the_check_in_has_no_done(nudging: Nudging) -> None:
    nudging.prefer(time_zone="Europe/Lisbon", **{"reminder:r1": {"time": "18:00", "weekdays": [7]}})

    assert nudging.work_at(18, 0) == []
    (message,) = nudging.work_at(18, 0, day=8)

    assert [action["action"] for action in message["notification"]["actions"]] == ["later"]


def test_names_are_put_in_by_the_device_only_where_it_was_chosen(nudging: Nudging) -> None:
    nudging.remind("13:00")
    assert "mutable" not in nudging.work_at(13, 0)[0]["notification"]
    nudging.clock.advance(minutes=1)
    nudging.prefer(nudge_names=True)

    assert nudging.work_at(13, 0, day=3)[0]["notification"]["mutable"] is True


def test_each_device_gets_it_and_a_signed_out_one_does_not(
    nudging: Nudging, app: Flask, alice: Person
) -> None:
    laptop = sign_in(app.test_client(), alice)
    tablet = sign_in(app.test_client(), alice)
    for person, name in ((laptop, "laptop"), (tablet, "tablet")):
        browser = Browser(nudging.service.endpoint("201", name))
        nudging.browsers[f"/201/{name}"] = browser
        assert person.client.put("/api/push/current", json=browser.to_json()).status_code == 200
    nudging.work()
    nudging.service.pushes.clear()
    tablet.client.delete("/api/sessions/current")
    nudging.remind("13:00")

    nudging.work_at(13, 0)

    assert sorted(push.path for push in nudging.service.pushes) == ["/201/laptop", "/201/phone"]
    assert len({push.headers["Topic"] for push in nudging.service.pushes}) == 1


def test_an_account_without_devices_loses_nothing_but_the_nudge(nudging: Nudging) -> None:
    assert nudging.switch_off().status_code == 204
    nudging.remind("13:00")

    assert nudging.work_at(13, 0) == []
    assert nudging.states() == ["no_device"]


def test_of_a_disabled_account_nothing_is_sent(nudging: Nudging) -> None:
    """Its devices are signed out; once it is enabled, those that sign in get theirs again."""
    nudging.remind("20:00")
    with nudging.app.app_context():
        disable_account(nudging.device.account)

    assert nudging.work_at(20, 0) == []
    with nudging.app.app_context():
        enable_account(nudging.device.account)
    assert nudging.work_at(20, 0, day=3) == []


def test_the_badge_counts_what_waits_where_it_is_wanted(nudging: Nudging) -> None:
    nudging.remind("13:00")
    nudging.device.sync(habit("walk"), habit("read"), habit("done"), habit("old", None, archived=True))
    nudging.device.sync(entry(habit="done", on="2026-03-02"))
    assert "app_badge" not in nudging.work_at(13, 0)[0]
    nudging.clock.advance(minutes=1)
    nudging.prefer(badge=True)

    (message,) = nudging.work_at(13, 0, day=3)

    assert message["app_badge"] == message["notification"]["app_badge"] == 4


def test_a_reminder_that_makes_no_sense_spoils_no_other(nudging: Nudging) -> None:
    nudging.remind("13:00")
    for due_on in ("2999-12-31", "1900-01-01"):
        answer = nudging.device.sync(
            record("promise", f"p{due_on}", None, due_on=due_on, **{"reminder:r1": {"minutes_before": 0}})
        )
        assert [result["status"] for result in answer["results"]] == ["applied"]

    assert len(nudging.work_at(13, 0)) == 1


def test_what_goes_wrong_for_one_account_holds_up_no_other(nudging: Nudging, bob: Person) -> None:
    """A bug in deciding, here a row that no version has written, sets that account aside for a while."""
    of_bob = Nudging(
        nudging.app, nudging.settings, nudging.clock, Device(bob.client, bob.account), nudging.service
    )
    of_bob.subscribe("201", "bobs-phone")
    of_bob.remind("13:00")
    nudging.remind("13:00")
    nudging.work()
    with nudging.app.app_context(), write_transaction() as connection:
        connection.execute(
            update(NUDGE).where(NUDGE.c.account_id == bob.account).values(on_date="9999-12-31")
        )
    nudging.service.pushes.clear()

    with capture_logs() as logs:
        assert len(nudging.work_at(13, 0)) == 1

    assert [line["event"] for line in logs] == ["fault"]
    assert nudging.work_at(13, 30) == []
