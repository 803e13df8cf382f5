"""Together: what both did counts; it only grows, and either can leave without a word."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from server.core.db import write_transaction
from server.sharing.models import TOGETHER
from tests.factories.clocks import SteppingClock
from tests.factories.couple import LABEL, Scene, Sharer, next_evening
from tests.factories.people import json_of

Json = dict[str, Any]

MONDAY = date(2026, 3, 2)


def offer(who: Sharer, pair: str, unit: str = "day") -> str:
    who.step_up()
    body = {"pair": pair, "habit": "walk", "label": LABEL, "unit": unit}
    together: str = who.done("together", **body)["together"]
    return together


def link(ann: Sharer, ben: Sharer, pair: str, unit: str = "day") -> str:
    together = offer(ann, pair, unit)
    ben.step_up()
    ben.done("together/join", pair=pair, together=together, habit="tea")
    return together


def links(who: Sharer) -> list[Json]:
    (partner,) = who.shared()["partners"]
    found: list[Json] = partner["together"]
    return found


def counts(*people: Sharer) -> list[int]:
    return [links(who)[0]["count"] for who in people]


def test_one_offers_and_the_other_joins(ann: Sharer, ben: Sharer, pair: str) -> None:
    together = offer(ann, pair)
    offered = {"together": together, "label": LABEL, "unit": "day", "count": 0, "state": "offered"}
    assert links(ann) == [{**offered, "is_mine": True}]
    assert links(ben) == [{**offered, "is_mine": False}]
    ben.step_up()
    ben.done("together/join", pair=pair, together=together, habit="tea")

    linked = {**offered, "state": "linked"}
    assert links(ann) == [{**linked, "is_mine": True}]
    assert links(ben) == [{**linked, "is_mine": False}]


def live(scene: Scene, days: Sequence[tuple[bool, bool]]) -> list[int]:
    """Let days pass on which Ann, or Ben, or both do theirs; gives the count before each and at the end."""
    ann, ben, _, clock = scene
    told = []
    for is_ann_done, is_ben_done in days:
        today = clock.now().date()
        told += counts(ann)
        if is_ann_done:
            ann.log(today, habit_id="walk")
        if is_ben_done:
            ben.log(today, habit_id="tea")
        next_evening(clock)
    assert counts(ann) == counts(ben)
    return told + counts(ann)


def test_days_of_both_show_in_sevens(scene: Scene, pair: str) -> None:
    """CR-8: one day more or less shows nothing."""
    link(scene.ann, scene.ben, pair, "day")
    both, one, none = (True, True), (True, False), (False, False)

    told = live(scene, [both] * 6 + [one, none] + [both] * 2)

    assert told == [0] * 9 + [7, 7]


def test_weeks_count_once_they_are_over(scene: Scene, pair: str) -> None:
    """CR-8: different days of one week do, and which of them were they never shows."""
    link(scene.ann, scene.ben, pair, "week")
    week = [(True, False), (False, False), (False, True), (False, False), (True, True), (False, False)]

    told = live(scene, [*week, (False, False), *week, (False, False), (True, False)])

    assert told == [0] * 7 + [1] * 7 + [2, 2]


@pytest.mark.parametrize("unit", ["day", "week"])
def test_a_past_day_that_is_filled_in_tells_nothing(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock, unit: str
) -> None:
    """CR-8: Ben fills in one past day after the other and reads the count: it stays as it is."""
    link(ann, ben, pair, unit)
    days = [MONDAY + timedelta(day) for day in range(14)]
    for day in days:
        if day.day % 3:
            ann.log(day, habit_id="walk")
        next_evening(clock)
    ben.step_up()
    before = counts(ben)
    seen = set()
    for day in days[::2]:
        ben.step_up()
        ben.log(day, habit_id="tea")
        next_evening(clock)
        seen.add(tuple(counts(ben)))

    assert seen == {tuple(before)} == {(0,)}


def test_what_was_counted_before_days_were_noted_stays(app: Flask, scene: Scene, pair: str) -> None:
    together = link(scene.ann, scene.ben, pair, "day")
    with app.app_context(), write_transaction() as connection:
        of_link = update(TOGETHER).where(TOGETHER.c.id == together)
        connection.execute(of_link.values(count=5, count_before=5))

    assert live(scene, [(True, True)] * 7)[-1] == 12


def test_nothing_from_before_the_link_counts(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """CR-4."""
    for who, habit in ((ann, "walk"), (ben, "tea")):
        who.log(*(MONDAY - timedelta(day) for day in range(1, 9)), habit_id=habit)
    link(ann, ben, pair)
    next_evening(clock)

    assert counts(ann, ben) == [0, 0]


def test_it_never_shrinks(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    link(ann, ben, pair, "week")
    ben.log(MONDAY)
    tick = {
        "type": "entry",
        "id": f"{3:016x}0",
        "habit": "walk",
        "on": str(MONDAY),
        "kind": "done",
        "amount": 1,
    }
    ann.write(tick)
    next_evening(clock, 7)
    assert counts(ann, ben) == [1, 1]
    ann.write({**tick, "withdrawn": True})
    next_evening(clock, 7)

    assert counts(ann, ben) == [1, 1]


@pytest.mark.parametrize("leaving", ["leave", "stop-all", "end", "delete"])
def test_leaving_is_silent(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock, leaving: str) -> None:
    """CR-10: for the other the count stays where it is, as when nothing more was done together."""
    together = link(ann, ben, pair, "week")
    for who, habit in ((ann, "walk"), (ben, "tea")):
        who.log(MONDAY, MONDAY + timedelta(1), MONDAY + timedelta(2), habit_id=habit)
    next_evening(clock, 8)
    ben.step_up()
    assert counts(ben) == [1]
    before = ben.seen()
    ann.step_up()
    if leaving == "delete":
        assert ann.client.delete("/api/account").status_code == 204
    else:
        bodies: dict[str, Json] = {
            "leave": {"together": together},
            "end": {"pair": pair, "is_block": True},
            "stop-all": {},
        }
        ann.done({"leave": "together/leave"}.get(leaving, leaving), **bodies[leaving])

    for _ in range(3):
        next_evening(clock)
        assert ben.seen() == before


def test_an_offer_can_be_taken_back(ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-7: one open offer at a time; one that is ignored asks for nothing."""
    before = ben.seen()
    together = offer(ann, pair)
    body = {"pair": pair, "habit": "tea", "label": LABEL, "unit": "day"}
    assert json_of(ann.send("together", **body), 409)["code"] == "together_offered"
    ann.done("together/leave", together=together)
    ben.step_up()

    assert ben.seen() == before
    assert ben.send("together/join", pair=pair, together=together, habit="tea").status_code == 404


def test_an_own_offer_cannot_be_joined(ann: Sharer, ben: Sharer, pair: str) -> None:
    together = offer(ann, pair)

    assert ann.send("together/join", pair=pair, together=together, habit="tea").status_code == 404


def test_what_was_joined_cannot_be_joined_again(ann: Sharer, ben: Sharer, pair: str) -> None:
    together = link(ann, ben, pair)
    ben.done("together/leave", together=together)

    assert ben.send("together/join", pair=pair, together=together, habit="tea").status_code == 404
