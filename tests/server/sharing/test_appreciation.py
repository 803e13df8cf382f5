"""Appreciation: a warm gesture, a few times a day; whoever sends one learns that it was sent, and no more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from server.core.db import read_transaction
from server.sharing.models import SENT
from tests.factories.clocks import SteppingClock
from tests.factories.couple import Scene, Sharer, couple
from tests.factories.people import json_of


def arrived(who: Sharer) -> list[str]:
    (partner,) = who.shared()["partners"]
    return sorted(one["gesture"] for one in partner["appreciations"])


def test_it_arrives_with_its_date_and_nothing_else(ann: Sharer, ben: Sharer, pair: str) -> None:
    command = ann.done("appreciate", pair=pair, gesture="well_done")["command"]

    (partner,) = ben.shared()["partners"]
    assert partner["appreciations"] == [{"id": command, "gesture": "well_done", "on": "2026-03-02"}]
    assert arrived(ann) == []


THREE = ["thank_you", "i_noticed", "well_done"]
ZONES = ["Pacific/Kiritimati", "Pacific/Auckland", "America/Anchorage", "Pacific/Niue", "UTC"]


def test_three_in_24_hours(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    """CR-12, looser by design: three, not one."""
    left = [ann.done("appreciate", pair=pair, gesture=gesture)["left_today"] for gesture in THREE]
    assert left == [2, 1, 0]
    refused = ann.send("appreciate", pair=pair, gesture="smile")
    assert json_of(refused, 409)["code"] == "enough_today"
    assert arrived(ben) == sorted(THREE)
    assert ann.own()["pairs"][0]["left_today"] == 0
    clock.advance(hours=23)
    assert ann.send("appreciate", pair=pair, gesture="smile").status_code == 409
    clock.advance(hours=1)

    assert ann.done("appreciate", pair=pair, gesture="smile")["left_today"] == 2


@pytest.mark.parametrize("zone", ZONES)
def test_another_time_zone_gives_no_more(ann: Sharer, ben: Sharer, pair: str, zone: str) -> None:
    """CR-12: three have been sent, also where it is tomorrow or still yesterday."""
    for _ in range(3):
        ann.done("appreciate", pair=pair, gesture="smile")
    ann.clock.advance(seconds=1)
    ann.prefer(time_zone=zone)

    assert json_of(ann.send("appreciate", pair=pair, gesture="smile"), 409)["code"] == "enough_today"
    assert arrived(ben) == ["smile"] * 3


def test_what_was_sent_is_forgotten(app: Flask, ann: Sharer, pair: str, clock: SteppingClock) -> None:
    """CR-16: the rows that count gestures are none of what somebody once sent."""
    ann.done("appreciate", pair=pair, gesture="smile")
    clock.advance(days=2)
    ann.sync()

    with app.app_context(), read_transaction() as connection:
        assert connection.execute(select(SENT)).all() == []


def test_a_second_pair_with_the_same_person_gives_no_more(ann: Sharer, ben: Sharer, pair: str) -> None:
    for _ in range(3):
        ann.done("appreciate", pair=pair, gesture="smile")

    assert ann.send("appreciate", pair=couple(ann, ben, "again"), gesture="smile").status_code == 409


@pytest.mark.parametrize("gesture", ["", "hurry_up", "thank you", 1, None, ["smile"]])
def test_there_are_no_other_gestures(ann: Sharer, ben: Sharer, pair: str, gesture: object) -> None:
    """CR-12: nobody can write, remind or comment through it."""
    assert ann.send("appreciate", pair=pair, gesture=gesture).status_code == 422
    assert arrived(ben) == []


def muted(scene: Scene, pair: str) -> None:
    scene.ben.done("mute", pair=pair, is_muted=True)


def ended(scene: Scene, pair: str) -> None:
    scene.ben.done("end", pair=pair, is_block=False)


def blocked(scene: Scene, pair: str) -> None:
    scene.ben.done("end", pair=pair, is_block=True)


def deleted(scene: Scene, _pair: str) -> None:
    assert scene.ben.client.delete("/api/account").status_code == 204


@pytest.mark.parametrize("cause", [muted, ended, blocked, deleted], ids=lambda cause: cause.__name__)
def test_the_sender_always_sees_that_it_was_sent(
    scene: Scene, pair: str, cause: Callable[[Scene, str], None]
) -> None:
    """CR-12: muted, ended, blocked or gone: the answer is the same but for the command's id."""
    eve, ann = scene.eve, scene.ann
    expected = ann.send("appreciate", pair=couple(ann, eve, "for Eve"), gesture="smile", command="a" * 32)
    before = scene.ben.seen()
    cause(scene, pair)
    seen = None if cause is deleted else scene.ben.seen()
    ann.sync()

    answer = ann.send("appreciate", pair=pair, gesture="smile", command="b" * 32)

    assert answer.get_data() == expected.get_data().replace(b"a" * 32, b"b" * 32)
    assert (answer.status_code, answer.headers) == (expected.status_code, expected.headers)
    if cause is muted:
        assert seen == before
    if seen is not None:
        assert scene.ben.seen() == seen


def test_muting_is_silent_and_can_be_taken_back(ann: Sharer, ben: Sharer, pair: str) -> None:
    before = ann.seen()
    ben.done("mute", pair=pair, is_muted=True)
    assert ann.seen() == before
    assert ben.own()["pairs"][0]["is_muted"] is True
    ann.done("appreciate", pair=pair, gesture="smile")
    ben.done("mute", pair=pair, is_muted=False)
    assert arrived(ben) == []
    ann.done("appreciate", pair=pair, gesture="thank_you")

    assert arrived(ben) == ["thank_you"]


def test_it_is_there_for_two_weeks(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    ann.done("appreciate", pair=pair, gesture="smile")
    clock.instant += timedelta(days=14)
    assert arrived(ben) == ["smile"]
    clock.instant += timedelta(days=1)

    assert arrived(ben) == []
