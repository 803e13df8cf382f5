"""A gesture arrives as a nudge like any other, that tells a lock screen nothing."""

import pytest

from tests.factories.couple import Sharer, couple, sharer
from tests.factories.nudging import Nudging
from tests.factories.people import Person


@pytest.fixture
def ben(bob: Person, nudging: Nudging) -> Sharer:
    return sharer(bob, nudging.clock)


@pytest.fixture
def pair(nudging: Nudging, ben: Sharer, alice: Person) -> str:
    """Of Bob, who sends, and Alice, whose phone nudges reach."""
    nudging.prefer(time_zone="Europe/Lisbon")
    return couple(sharer(alice, nudging.clock), ben)


def test_it_arrives_at_once_and_looks_like_any_other(nudging: Nudging, ben: Sharer, pair: str) -> None:
    """CR-18: the same words as on every other day, and nothing to press."""
    gesture = ben.done("appreciate", pair=pair, gesture="well_done")["command"]

    (message,) = nudging.work_at(12, 1)

    notification = message["notification"]
    assert (notification["title"], notification["body"]) == ("A small nudge", "Something small for today.")
    assert notification["actions"] == []
    assert notification["navigate"] == f"http://localhost:8000/together?nudge={notification['tag']}"
    (item,) = notification["data"]["items"]
    assert (item["type"], item["subject"], item["reminder"]) == ("appreciation", pair, gesture)
    assert "well_done" not in str(message)
    assert nudging.states() == []


def test_sent_again_it_comes_once(nudging: Nudging, ben: Sharer, pair: str) -> None:
    again = {"pair": pair, "gesture": "smile", "command": "a" * 32}
    for _ in range(3):
        ben.done("appreciate", **again)
    assert len(nudging.work_at(12, 1)) == 1
    ben.done("appreciate", **again)

    assert nudging.work_at(12, 2) == nudging.work_at(12, 0, day=3) == []


def test_quiet_hours_put_it_off(nudging: Nudging, ben: Sharer, pair: str) -> None:
    nudging.prefer(quiet_hours={"from": "12:00", "to": "14:00"})
    ben.done("appreciate", pair=pair, gesture="smile")

    assert nudging.work_at(13, 59) == []
    assert len(nudging.work_at(14, 1)) == 1


def test_from_who_is_muted_nothing_comes(nudging: Nudging, ben: Sharer, pair: str) -> None:
    """CR-12."""
    nudging.device.client.post(
        "/api/sharing/mute", json={"command": "b" * 32, "pair": pair, "is_muted": True}
    )
    ben.done("appreciate", pair=pair, gesture="smile")

    assert nudging.work_at(12, 1) == []


def test_it_outlives_a_new_plan_of_reminders(nudging: Nudging, ben: Sharer, pair: str) -> None:
    ben.done("appreciate", pair=pair, gesture="smile")
    nudging.remind("20:00")

    assert len(nudging.work_at(12, 1)) == 1
    assert len(nudging.work_at(20, 0)) == 1
