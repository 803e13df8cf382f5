"""What is sent, when, and what it holds."""

from tests.factories.nudging import Nudging
from tests.factories.things import entry


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
