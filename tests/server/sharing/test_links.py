"""Together: what both did counts; it only grows, and either can leave without a word."""

from datetime import date, timedelta
from typing import Any

import pytest

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


@pytest.mark.parametrize(("unit", "expected"), [("day", [0, 1, 1, 2, 2]), ("week", [0, 1, 1, 1, 1])])
def test_it_counts_what_both_did(scene: Scene, pair: str, unit: str, expected: list[int]) -> None:
    ann, ben, _, clock = scene
    link(ann, ben, pair, unit)
    told = []
    for day, (is_ann_done, is_ben_done) in enumerate(
        [(True, True), (True, False), (True, True), (False, True), (False, False)]
    ):
        told.append(counts(ann))
        if is_ann_done:
            ann.log(MONDAY + timedelta(day), habit_id="walk")
        if is_ben_done:
            ben.log(MONDAY + timedelta(day), habit_id="tea")
        next_evening(clock)

    assert told == [[count] for count in expected]
    assert counts(ann) == counts(ben)


def test_weeks_are_counted_one_by_one(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    """Different days of one week do: the two need not meet."""
    link(ann, ben, pair, "week")
    for week in range(3):
        ann.log(MONDAY + timedelta(7 * week), habit_id="walk")
        ben.log(MONDAY + timedelta(7 * week + 2), habit_id="tea")
    next_evening(clock, 21)
    for who in (ann, ben):
        who.step_up()

    assert counts(ann, ben) == [3, 3]


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
    link(ann, ben, pair)
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
    next_evening(clock)
    assert counts(ann, ben) == [1, 1]
    ann.write({**tick, "withdrawn": True})
    next_evening(clock)

    assert counts(ann, ben) == [1, 1]


@pytest.mark.parametrize("leaving", ["leave", "stop-all", "end", "delete"])
def test_leaving_is_silent(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock, leaving: str) -> None:
    """CR-10: for the other the count stays where it is, as when nothing more was done together."""
    together = link(ann, ben, pair)
    for who, habit in ((ann, "walk"), (ben, "tea")):
        who.log(MONDAY, MONDAY + timedelta(1), MONDAY + timedelta(2), habit_id=habit)
    next_evening(clock)
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
