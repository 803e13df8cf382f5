"""What a partner sees, over days: only what was kept, late and roughly."""

from datetime import date, timedelta

import orjson
import pytest

from tests.factories.clocks import SteppingClock
from tests.factories.couple import LABEL, Scene, Sharer, invite, next_evening, token_of
from tests.factories.people import json_of
from tests.factories.things import record

MONDAY = date(2026, 3, 2)  # when the clock of the tests begins


def test_new_things_show_nothing_to_anybody(ann: Sharer, ben: Sharer, pair: str) -> None:
    """CR-1, CR-2: private by default, and an accepted invitation shares nothing of either."""
    ann.log(MONDAY)

    assert ben.items() == ann.items() == []
    assert ben.shared()["partners"][0]["state"] == "open"


@pytest.mark.parametrize(
    ("level", "more"),
    [
        ("total", {}),
        ("streak", {"current": 0, "best": 0}),
        ("live", {"current": 0, "best": 0, "done_today": False}),
    ],
)
def test_a_level_shows_these_keys_and_no_others(
    ann: Sharer, ben: Sharer, pair: str, level: str, more: dict[str, object]
) -> None:
    """CR-8: the fixed list of keys."""
    share = ann.choose(pair, level=level)

    (item,) = ben.items()
    assert item.pop("label").startswith("v1.")
    assert item == {"share": share, "kind": "habit", "level": level, "unit": "day", "kept": 0, **more}


def test_a_streak_grows_by_closed_days(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    ann.choose(pair)
    told = []
    for day in range(4):
        ann.log(MONDAY + timedelta(day))
        told.append([ben.items()[0][key] for key in ("kept", "current", "best")])
        next_evening(clock)

    assert told == [[0, 0, 0], [1, 1, 1], [2, 2, 2], [3, 3, 3]]


def test_what_comes_after_the_minute_waits_for_the_next_day(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """CR-9: also when nobody looked at that minute, so that a look tells nothing of when something came."""
    ann.choose(pair)
    next_evening(clock)
    ann.log(MONDAY)
    assert ben.items()[0]["kept"] == 0
    next_evening(clock)

    assert ben.items()[0]["kept"] == 1


def test_nothing_from_before_sharing_counts(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """CR-4: the server looks at nothing from before the day of choosing."""
    ann.log(*(MONDAY - timedelta(day) for day in range(1, 40)))
    ann.choose(pair)
    next_evening(clock)
    ann.log(*(MONDAY - timedelta(day) for day in range(41, 60)))
    next_evening(clock)

    assert [ben.items()[0][key] for key in ("kept", "current", "best")] == [0, 0, 0]


def test_the_streak_from_before_may_be_taken_along_once(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    ann.log(*(MONDAY - timedelta(day) for day in range(1, 6)))
    share = ann.choose(pair, include_before=True)
    assert [ben.items()[0][key] for key in ("kept", "current", "best")] == [0, 5, 5]
    ann.log(MONDAY, *(MONDAY - timedelta(day) for day in range(6, 9)))
    next_evening(clock)
    assert [ben.items()[0][key] for key in ("kept", "current", "best")] == [1, 6, 6]

    ann.choose(pair, share=share, include_before=True)

    assert [ben.items()[0][key] for key in ("kept", "current", "best")] == [1, 6, 6]


def test_the_preview_is_what_the_partner_gets(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """CR-3: byte for byte, before choosing and on every day after."""
    ann.log(MONDAY, MONDAY - timedelta(1))
    ann.step_up()
    choice = ann.choice(pair, level="live", include_before=True)
    preview = ann.client.post("/api/sharing/preview", json=choice).get_data()
    assert ben.items() == []

    answer = ann.done("choose", **choice)

    for _ in range(4):
        assert preview == orjson.dumps({"item": ben.items()[0]})
        assert ann.own()["pairs"][0]["shares"][0]["item"] == ben.items()[0]
        assert answer.get("item", ben.items()[0]) == ben.items()[0]
        ann.log(next_evening(clock))
        answer = {}
        preview = ann.client.post("/api/sharing/preview", json=choice).get_data()


def test_a_preview_of_another_level_is_what_choosing_it_shows(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    """CR-3."""
    share = ann.choose(pair, level="total")
    ann.log(MONDAY)
    next_evening(clock)
    choice = ann.choice(pair, share=share, level="live")
    preview = json_of(ann.client.post("/api/sharing/preview", json=choice))["item"]
    assert ben.items()[0] != preview

    ann.choose(**choice)

    assert ben.items()[0] == preview


def test_live_shows_today_as_it_is_logged(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    ann.choose(pair, level="live")
    assert ben.items()[0]["done_today"] is False
    ann.log(MONDAY)
    assert ben.items()[0]["done_today"] is True
    next_evening(clock)
    assert ben.items()[0]["done_today"] is False


def test_a_day_is_the_owners_own(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    """In Auckland it is Tuesday already when it is noon on Monday in UTC."""
    ann.prefer(time_zone="Pacific/Auckland")
    ann.choose(pair, level="live")
    ann.log(MONDAY + timedelta(1))

    assert ben.items()[0]["done_today"] is True


def test_a_renamed_habit_is_not_republished(ann: Sharer, ben: Sharer, pair: str) -> None:
    ann.choose(pair)
    before = ben.seen()

    ann.set_habit(name="v1.0123456789abcdef.AAAAAAAAAAAAAAAA." + "A" * 107)

    assert ben.seen() == before


def test_a_promise_shows_label_date_and_that_it_was_kept(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    ann.write(record("promise", "call", text=ann.choice(pair)["label"], due_on="2026-03-04"))
    share = ann.choose(pair, kind="promise", subject="call", level=None)
    (item,) = ben.items()
    assert item.pop("label").startswith("v1.")
    assert item == {"share": share, "kind": "promise", "due_on": "2026-03-04", "kept": False}

    event = {
        "type": "promise_event",
        "id": f"{9:016x}1",
        "promise": "call",
        "on": "2026-03-02",
        "kind": "kept",
    }
    ann.write({**event, "stamp": ann.now_stamp()})
    assert ben.items()[0]["kept"] is False  # until the day's minute has come
    next_evening(clock)

    assert (ben.items()[0]["kept"], ben.items()[0]["due_on"]) == (True, None)


def test_a_promise_is_never_overdue(ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock) -> None:
    """CR-8: once its date is over, the date is not shown any more, whatever became of it."""
    ann.write(record("promise", "call", due_on="2026-03-03"), record("promise", "post", due_on="2026-03-03"))
    for subject in ("call", "post"):
        ann.choose(pair, kind="promise", subject=subject, level=None)
    event = {"type": "promise_event", "id": f"{9:016x}2", "promise": "post", "on": "2026-03-03"}
    ann.write({**event, "kind": "let_go", "stamp": ann.now_stamp()})
    next_evening(clock, 2)

    assert [(item["due_on"], item["kept"]) for item in ben.items()] == [(None, False)] * 2


def test_a_promise_that_moved_shows_its_new_date(
    ann: Sharer, ben: Sharer, pair: str, clock: SteppingClock
) -> None:
    ann.write(record("promise", "call", due_on="2026-03-03"))
    ann.choose(pair, kind="promise", subject="call", level=None)
    event = {"type": "promise_event", "id": f"{9:016x}3", "promise": "call", "on": "2026-03-02"}
    ann.write({**event, "kind": "moved", "to_on": "2026-03-09", "stamp": ann.now_stamp()})
    next_evening(clock)

    assert ben.items()[0]["due_on"] == "2026-03-09"


def key_paths(value: object, path: str = "") -> set[str]:
    """Every name in a document, with the names above it."""
    if isinstance(value, dict):
        inner = (key_paths(member, f"{path}.{name}") for name, member in value.items())
        return {f"{path}.{name}" for name in value}.union(*inner)
    if isinstance(value, list):
        return set().union(*(key_paths(member, path) for member in value))
    return set()


def test_the_document_has_these_keys_and_no_others(scene: Scene, pair: str) -> None:
    """CR-8, CR-10: the whole of what one can learn of another, and none of it says how fresh it is or why."""
    ann, ben, eve, _ = scene
    ann.write(record("promise", "call", due_on="2026-03-09"))
    for level in ("total", "streak", "live"):
        ann.choose(pair, level=level)
    ann.choose(pair, kind="promise", subject="call", level=None)
    ann.done("appreciate", pair=pair, gesture="smile")
    ann.done("together", pair=pair, habit="tea", label=LABEL, unit="day")
    invite(ben, "for Eve")
    eve.done("accept", token=token_of("for Eve"))

    partners = ".partners"
    item = {"share", "kind", "level", "label", "unit", "kept", "current", "best", "done_today", "due_on"}
    assert key_paths(ben.shared()) == {
        ".lives_for_seconds",
        ".accepted",
        *(f".accepted.{name}" for name in ("pair", "partner", "partner.account", "partner.username")),
        partners,
        *(f"{partners}.{name}" for name in ("pair", "partner", "partner.account", "partner.username")),
        *(f"{partners}.{name}" for name in ("state", "items", "together", "appreciations")),
        *(f"{partners}.items.{name}" for name in item),
        *(
            f"{partners}.together.{name}"
            for name in ("together", "label", "unit", "count", "state", "is_mine")
        ),
        *(f"{partners}.appreciations.{name}" for name in ("id", "gesture", "on")),
    }
