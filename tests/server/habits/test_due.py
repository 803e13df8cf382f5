"""Whether a habit still waits today: what the whole history says, told from today's occasion alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from server.habits.due import is_waiting, looked_at_since
from server.habits.history import Anytime, Days, Entry, History, Pause, Plan, Times
from server.habits.history_json import history_from_json
from server.habits.occasions import open_diary
from server.habits.rules import occasion_progress
from tests.server.habits.histories import random_history, seeded

MONDAY = date(2026, 3, 2)
EVERY_DAY = Plan(date(2026, 1, 1), Days(frozenset(range(1, 8))))
DONE = Entry(MONDAY)


def says_the_whole_history(history: History) -> bool:
    diary = open_diary(history)
    progress = occasion_progress(history)
    is_open = diary.today not in diary.done and diary.today not in diary.off
    return is_open and progress is not None and progress.state == "pending" and progress.is_due


@pytest.mark.parametrize("seed", range(20))
def test_it_agrees_with_the_whole_history(seed: int) -> None:
    random = seeded(f"due {seed}")
    for _ in range(60):
        history = history_from_json(random_history(random))
        has_begun = any(plan.from_on <= history.today for plan in history.plans)
        if not has_begun or any(isinstance(plan.rule, Anytime) for plan in history.plans):
            continue
        since = looked_at_since(history.plans, history.today, history.week_starts_on)
        recent = [entry for entry in history.entries if entry.on >= since]

        assert is_waiting(replace(history, entries=recent)) == says_the_whole_history(history)


@pytest.mark.parametrize(
    ("history", "waits"),
    [
        (History(MONDAY, [EVERY_DAY]), True),
        (History(MONDAY, [EVERY_DAY], [DONE]), False),
        (History(MONDAY, [EVERY_DAY], [replace(DONE, withdrawn=True)]), True),
        (History(MONDAY, [EVERY_DAY], [replace(DONE, on=MONDAY - timedelta(days=1))]), True),
        (History(MONDAY, [EVERY_DAY], [replace(DONE, kind="rest")]), False),
        (History(MONDAY, [EVERY_DAY], (), [Pause(MONDAY)]), False),
        (
            History(MONDAY, [EVERY_DAY], (), [Pause(MONDAY - timedelta(days=9), MONDAY - timedelta(days=1))]),
            True,
        ),
        (History(MONDAY, [replace(EVERY_DAY, amount=3)], [DONE]), True),
        (History(MONDAY, [replace(EVERY_DAY, from_on=MONDAY + timedelta(days=1))]), False),
        (History(MONDAY, [replace(EVERY_DAY, rule=Days(frozenset({2})))]), False),
        (History(MONDAY, [replace(EVERY_DAY, rule=Times(1, "week"))], [DONE]), False),
        (History(MONDAY + timedelta(days=1), [replace(EVERY_DAY, rule=Times(1, "week"))], [DONE]), False),
        (History(MONDAY + timedelta(days=1), [replace(EVERY_DAY, rule=Times(2, "week"))], [DONE]), True),
        (History(MONDAY, [replace(EVERY_DAY, rule=Anytime())]), True),
        (History(MONDAY, [replace(EVERY_DAY, rule=Anytime())], [DONE]), False),
        (History(MONDAY, []), False),
    ],
)
def test_b17_it_waits_only_where_something_can_be_done(history: History, waits: bool) -> None:  # noqa: FBT001 - the expected value
    assert is_waiting(history) is waits
