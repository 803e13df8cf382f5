"""What the JSON of a history may leave out, and what it says where something is wrong."""

import json
from datetime import date

import pytest

from server.habits.history import Days, Entry, History, Plan
from server.habits.history_json import HistoryError, checkpoint_from_json, history_from_json

DAILY = {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
HISTORY = {"today": "2026-01-05", "plans": [{"from": "2026-01-05", "rule": DAILY}]}
CHECKPOINT = {
    "before": "2026-01-05",
    "current": 1,
    "best": 1,
    "kept": 1,
    "covered": 0,
    "reserve": 7,
    "strength": 0.05,
    "first_from": "2026-01-04",
    "runs": [{"from": "2026-01-04", "to": "2026-01-04", "length": 1}],
}


def test_it_works() -> None:
    assert history_from_json(HISTORY) == History(
        today=date(2026, 1, 5), plans=(Plan(date(2026, 1, 5), Days(frozenset(range(1, 8)))),)
    )


def test_it_reads_a_rest_without_an_amount() -> None:
    history = history_from_json({**HISTORY, "entries": [{"on": "2026-01-05", "kind": "rest"}]})
    assert history.entries == (Entry(date(2026, 1, 5), "rest", 0.0),)


def test_it_reads_whole_numbers_however_they_are_written() -> None:
    rule = json.loads('{"kind": "interval", "days": 3.0}')
    assert history_from_json({**HISTORY, "plans": [{"from": "2026-01-05", "rule": rule}]})


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999", "1" + "0" * 400, "-1", "true", "null", '"1"'])
def test_it_refuses_an_amount_that_is_none(text: str) -> None:
    entry = {"on": "2026-01-05", "kind": "done", "amount": json.loads(text)}
    with pytest.raises(HistoryError, match=r"^entries\[0\]\.amount: is "):
        history_from_json({**HISTORY, "entries": [entry]})


@pytest.mark.parametrize(
    "text", ["2026-02-30", "20260205", "2026-W05-1", "2026-2-5", "1899-12-31", "3000-01-01", ""]
)
def test_it_refuses_a_date_that_is_none(text: str) -> None:
    with pytest.raises(HistoryError) as caught:
        history_from_json({**HISTORY, "today": text})
    assert caught.value.where == "today"


def test_it_names_the_place_and_the_reason() -> None:
    plans = [*HISTORY["plans"], {"from": "2026-01-06", "rule": {"kind": "times", "times": 8, "per": "week"}}]
    with pytest.raises(HistoryError) as caught:
        history_from_json({**HISTORY, "plans": plans})
    assert str(caught.value) == "plans[1].rule.times: is not a whole number from 1 to 7"


def test_it_refuses_a_field_it_does_not_know() -> None:
    with pytest.raises(HistoryError, match="history: has an unknown field week_start"):
        history_from_json({**HISTORY, "week_start": 7})


@pytest.mark.parametrize("field", sorted(CHECKPOINT))
def test_it_refuses_a_checkpoint_that_lacks_a_field(field: str) -> None:
    rest = {name: value for name, value in CHECKPOINT.items() if name != field}
    with pytest.raises(HistoryError, match=f"has no {field}"):
        checkpoint_from_json(rest)


@pytest.mark.parametrize(
    ("field", "value"),
    [("current", -1), ("reserve", 0.5), ("strength", 1.1), ("runs", [{}]), ("before", None)],
)
def test_it_refuses_a_checkpoint_that_is_wrong(field: str, value: object) -> None:
    with pytest.raises(HistoryError, match=f"^{field}"):
        checkpoint_from_json({**CHECKPOINT, field: value})
