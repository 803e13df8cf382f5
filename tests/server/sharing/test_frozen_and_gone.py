"""Two states cannot be told apart from within: frozen, whatever the cause, and gone, whatever the cause."""

from collections.abc import Callable
from datetime import date, timedelta

import orjson
import pytest
from flask import Flask

from tests.factories.clocks import SteppingClock
from tests.factories.couple import Scene, Sharer, evening_of, next_evening
from tests.factories.people import json_of
from tests.factories.statements import statements
from tests.factories.things import Json, entry, habit

MONDAY = date(2026, 3, 2)
DAYS = 10

Ending = Callable[[Sharer, str, str, SteppingClock], None]


def whole_answer(viewer: Sharer) -> tuple[int, list[tuple[str, str]], bytes]:
    """Status, headers and body of a sync, without the server's clock."""
    viewer.sync()
    response = viewer.device.ask()
    body = {**response.get_json(), "now": 0}
    return response.status_code, list(response.headers), orjson.dumps(body)


def pass_days(clock: SteppingClock, viewer: Sharer, days: int = DAYS) -> set[bytes]:
    """Look twice a day for some days; gives all that was seen."""
    seen = {viewer.seen()}
    for _ in range(days):
        evening_of(clock, clock.now().date() + timedelta(1))
        seen.add(viewer.seen())
    return seen


def offline(ann: Sharer, _pair: str, _share: str) -> None:
    """Nothing arrives."""


def paused(ann: Sharer, _pair: str, share: str) -> None:
    ann.done("pause", share=share)


def paused_habit(ann: Sharer, _pair: str, _share: str) -> None:
    time_off: Json = {"pause:p1": {"from": str(ann.clock.now().date()), "to": None}}
    ann.set_habit(**time_off)


def resting(ann: Sharer, _pair: str, _share: str) -> None:
    for day in range(DAYS):
        ann.log(ann.clock.now().date() + timedelta(day), kind="rest")


def not_kept(ann: Sharer, _pair: str, _share: str) -> None:
    """Something arrives on each day, and none of it is enough."""
    for day in range(DAYS):
        ann.log(ann.clock.now().date() + timedelta(day), amount=0.5)


def taken_back(ann: Sharer, _pair: str, _share: str) -> None:
    """A tick is withdrawn that was counted already."""
    ann.write({"type": "entry", "id": f"{1:016x}0", "withdrawn": True})


def strict(ann: Sharer, _pair: str, _share: str) -> None:
    ann.prefer(grace="strict")


@pytest.mark.parametrize("level", ["total", "streak", "live"])
@pytest.mark.parametrize(
    "cause",
    [offline, paused, paused_habit, resting, not_kept, taken_back, strict],
    ids=lambda cause: cause.__name__,
)
def test_frozen_is_one_thing(
    scene: Scene, pair: str, level: str, cause: Callable[[Sharer, str, str], None]
) -> None:
    """CR-10: paused, offline, nothing new, rest, nothing kept: not a byte changes, so all are the same."""
    ann, ben, _, clock = scene
    share = ann.choose(pair, level=level)
    ann.write(entry(f"{1:016x}0", on=str(MONDAY)))
    next_evening(clock)
    before = ben.seen()

    cause(ann, pair, share)

    assert pass_days(clock, ben) == {before}


def work_of(app: Flask, viewer: Sharer) -> list[str]:
    """What a look makes the server ask of its database."""
    with statements(app) as asked:
        viewer.sync()
    return asked


def test_frozen_is_the_same_work(app: Flask, scene: Scene, pair: str) -> None:
    """CR-10: no cause makes the look that publishes, or the next one, longer or shorter."""
    ann, ben, _, clock = scene
    share = ann.choose(pair)
    ann.write(entry(f"{1:016x}0", on=str(MONDAY)))
    seen = []
    for cause in (offline, paused, paused_habit, resting, not_kept, taken_back, strict):
        next_evening(clock)
        ben.sync()
        cause(ann, pair, share)
        next_evening(clock)
        seen.append((work_of(app, ben), work_of(app, ben)))
        ann.step_up()
        ann.done("resume", share=share)

    assert seen == [seen[0]] * len(seen)


def test_the_answer_is_the_same_as_a_whole(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    """CR-10: also status, headers and size."""
    share = ann.choose(pair)
    ann.log(MONDAY)
    next_evening(clock)
    before = whole_answer(ben)
    ann.done("pause", share=share)
    ann.log(MONDAY + timedelta(1), MONDAY + timedelta(2))
    next_evening(clock)

    assert whole_answer(ben) == before


def test_a_pause_of_live_stays_as_it_was_for_the_day(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """CR-10: neither the tick before the pause nor one within it can be told from the other."""
    share = ann.choose(pair, level="live")
    ann.log(MONDAY)
    before = ben.seen()
    ann.done("pause", share=share)
    assert ben.seen() == before
    clock.advance(days=1)
    off = ben.seen()
    ann.log(MONDAY + timedelta(1))

    assert ben.seen() == off
    assert ben.items()[0]["done_today"] is False


def test_what_was_kept_in_a_pause_counts_when_it_ends(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    share = ann.choose(pair)
    ann.done("pause", share=share)
    ann.log(MONDAY, MONDAY + timedelta(1))
    next_evening(clock, 2)
    assert ben.items()[0]["kept"] == 0
    ann.step_up()
    ann.done("resume", share=share)
    next_evening(clock)

    assert ben.items()[0]["kept"] == 2


def test_a_number_only_grows(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    """A miss shows nothing; the streak that started again shows its number when more has been kept."""
    ann.prefer(grace="strict")
    ann.choose(pair)
    told = []
    for day in range(8):
        if day not in {3, 4}:
            ann.log(MONDAY + timedelta(day))
        next_evening(clock)
        told.append(ben.items()[0]["current"])

    assert told == [1, 2, 3, 3, 3, 1, 2, 3]


@pytest.mark.parametrize(
    ("rule", "last_day"),
    [
        ({"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}, 14),
        ({"kind": "interval", "days": 5}, 15),
        ({"kind": "times", "times": 1, "per": "week"}, 21),
    ],
    ids=["daily", "every five days", "weekly"],
)
def test_a_still_view_drops_its_streak(
    scene: Scene, pair: str, rule: dict[str, object], last_day: int
) -> None:
    """After three occasions, and at least fourteen days, whatever the cause."""
    ann, ben, _, clock = scene
    plan = {"rule": rule, "target": {"amount": 1}, "direction": "at_least"}
    ann.write(habit("swim", None, **{"plan:2026-01-01": None, "plan:2026-03-02": plan}))
    ann.choose(pair, subject="swim", level="streak")
    ann.log(MONDAY, habit_id="swim")
    evening = MONDAY
    while ben.items()[0]["kept"] == 0:
        evening = next_evening(clock)
    evening_of(clock, evening + timedelta(last_day - 1))
    assert ben.items()[0]["current"] == 1
    still = ben.seen()
    evening_of(clock, evening + timedelta(last_day))

    assert ben.items()[0]["current"] is None
    assert ben.seen() != still
    assert (ben.items()[0]["kept"], ben.items()[0]["best"]) == (1, 1)


def stop(ann: Sharer, _pair: str, share: str, _clock: SteppingClock) -> None:
    ann.done("stop", share=share)


def stop_all(ann: Sharer, _pair: str, _share: str, _clock: SteppingClock) -> None:
    ann.done("stop-all")


def end_pair(ann: Sharer, pair: str, _share: str, _clock: SteppingClock) -> None:
    ann.done("end", pair=pair, is_block=False)


def block(ann: Sharer, pair: str, _share: str, _clock: SteppingClock) -> None:
    ann.done("end", pair=pair, is_block=True)


def delete_habit(ann: Sharer, _pair: str, _share: str, _clock: SteppingClock) -> None:
    ann.set_habit(deleted=True)


def delete_account(ann: Sharer, _pair: str, _share: str, _clock: SteppingClock) -> None:
    assert ann.client.delete("/api/account").status_code == 204


def lapse(_ann: Sharer, _pair: str, _share: str, clock: SteppingClock) -> None:
    clock.instant += timedelta(days=90)


ENDINGS = [stop, stop_all, end_pair, block, delete_habit, delete_account, lapse]


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_gone_is_one_thing(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock, ending: Ending) -> None:
    """CR-10: stopped, blocked, lapsed or deleted: as if nothing had ever been shown, to the headers."""
    before = whole_answer(ben)
    share = ann.choose(pair, level="live")
    ann.log(MONDAY)
    assert whole_answer(ben) != before

    ending(ann, pair, share, clock)
    ben.step_up()

    assert whole_answer(ben) == before
    assert ben.shared()["partners"][0]["state"] == "open"


# What a look costs that finds a share lapsed, or its habit or its owner gone, beside one that finds none.
MAX_MORE_STATEMENTS = 4


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_gone_is_about_the_same_work(app: Flask, scene: Scene, pair: str, ending: Ending) -> None:
    """CR-10: a handful of look-ups by key more or less, whatever the cause: microseconds, no time band."""
    ann, ben, _, clock = scene
    share = ann.choose(pair, level="live")
    stop(ann, pair, share, clock)
    ben.sync()
    stopped = len(work_of(app, ben))
    another = ann.choose(pair, level="live")

    ending(ann, pair, another, clock)
    ben.step_up()
    ben.sync()

    assert abs(len(work_of(app, ben)) - stopped) <= MAX_MORE_STATEMENTS


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_the_other_can_still_do_everything_after_it(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock, ending: Ending
) -> None:
    """CR-13: whoever was stopped or blocked notices nothing in what they themselves do."""
    share = ann.choose(pair)
    ending(ann, pair, share, clock)
    ben.step_up()

    assert ben.done("appreciate", pair=pair, gesture="smile")["left_today"] == 2
    share = ben.choose(pair)
    assert ben.own()["pairs"][0]["shares"][0]["item"]["share"] == share


def test_stopping_mine_leaves_theirs(ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-13: what they share is theirs to stop."""
    mine = ann.choose(pair)
    theirs = ben.choose(pair)
    ann.done("stop", share=mine)

    assert [item["share"] for item in ann.items()] == [theirs]


def test_a_share_lapses_unless_its_owner_renews_it(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """CR-6: after ninety days, renewed from the day of renewing, and never again once it has lapsed."""
    share = ann.choose(pair)
    clock.advance(days=89)
    ben.step_up()
    ann.step_up()
    assert [item["share"] for item in ben.items()] == [share]
    assert ann.done("renew", share=share)["lapses_on"] == str(MONDAY + timedelta(89 + 90))
    clock.advance(days=89)
    ben.step_up()
    assert [item["share"] for item in ben.items()] == [share]
    clock.advance(days=1)
    ann.step_up()

    assert ben.items() == []
    assert ann.own()["pairs"][0]["shares"][0]["item"] is None
    assert json_of(ann.send("renew", share=share), 404)["code"] == "not_found"
