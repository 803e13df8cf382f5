"""What a partner sees of an account that the server's owner has disabled: it is frozen, like any other."""

from datetime import date, timedelta

import pytest
from flask import Flask

from server.accounts.disabling import disable_account, enable_account
from tests.factories.clocks import SteppingClock
from tests.factories.couple import Scene, Sharer, next_evening
from tests.factories.people import json_of
from tests.server.sharing.test_frozen_and_gone import pass_days, work_of
from tests.server.sharing.test_links import counts, link

MONDAY = date(2026, 3, 2)


def disable(app: Flask, who: Sharer) -> None:
    with app.app_context():
        disable_account(who.account)


def enable(app: Flask, who: Sharer) -> None:
    with app.app_context():
        enable_account(who.account)
    who.step_up()


@pytest.mark.parametrize("level", ["total", "streak", "live"])
def test_nothing_new_is_shown(app: Flask, scene: Scene, pair: str, level: str) -> None:
    """CR-10: not a byte changes, though something was logged that would have been published today."""
    ann, ben, _, clock = scene
    ann.choose(pair, level=level)
    ann.log(MONDAY)
    next_evening(clock)
    before = ben.seen()
    ann.log(MONDAY - timedelta(1) if level == "live" else clock.now().date())

    disable(app, ann)

    assert pass_days(clock, ben) == {before}


def test_a_still_view_drops_its_streak_all_the_same(app: Flask, scene: Scene, pair: str) -> None:
    """CR-10: as after any silence; one that stayed would tell of it."""
    ann, ben, _, clock = scene
    ann.choose(pair)
    ann.log(MONDAY)
    next_evening(clock)
    assert ben.items()[0]["current"] == 1

    disable(app, ann)
    next_evening(clock, 14)

    assert ben.items()[0]["current"] is None


def test_it_is_the_same_work_as_being_offline(app: Flask, scene: Scene, pair: str) -> None:
    """CR-10: of a share and of what two do together."""
    ann, ben, _, clock = scene
    ann.choose(pair)
    link(ann, ben, pair)
    seen = []
    for is_disabled in (False, True):
        next_evening(clock)
        ben.sync()
        if is_disabled:
            disable(app, ann)
        next_evening(clock)
        seen.append((work_of(app, ben), work_of(app, ben)))

    assert seen[0] == seen[1]


def test_what_was_kept_before_shows_once_it_is_enabled(
    app: Flask, ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    ann.choose(pair)
    ann.log(MONDAY)
    disable(app, ann)
    next_evening(clock, 2)
    assert ben.items()[0]["kept"] == 0

    enable(app, ann)
    next_evening(clock)

    assert ben.items()[0]["kept"] == 1


def test_what_both_did_shows_once_both_are_enabled(
    app: Flask, ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """Whoever of the two is disabled, and whose minute comes first."""
    link(ann, ben, pair)
    for day in range(7):
        ann.log(MONDAY + timedelta(day), habit_id="walk")
        ben.log(MONDAY + timedelta(day), habit_id="tea")
        if day < 6:
            next_evening(clock)
    disable(app, ann)
    next_evening(clock, 3)
    assert counts(ben) == [0]

    enable(app, ann)
    next_evening(clock)
    ann.sync()

    assert counts(ann, ben) == [7, 7]


def test_the_other_can_still_do_everything(app: Flask, ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-13: whoever looks at it from outside notices nothing in what they themselves do."""
    disable(app, ann)
    ben.step_up()

    assert ben.done("appreciate", pair=pair, gesture="smile")["left_today"] == 2
    share = ben.choose(pair)
    assert json_of(ben.send("stop", share=share))
