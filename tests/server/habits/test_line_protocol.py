"""What `kept streaks` answers, line by line; test_differential.py compares it with the app's."""

import json
from collections.abc import Iterator

from server.habits.line_protocol import stream

DAILY = {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
HISTORY = {
    "today": "2026-01-06",
    "plans": [{"from": "2026-01-05", "rule": DAILY}],
    "entries": [{"on": "2026-01-05", "kind": "done", "amount": 1}],
}
CHECKPOINT = {
    "before": "2026-01-06",
    "current": 5,
    "best": 9,
    "kept": 20,
    "covered": 3,
    "reserve": 12,
    "strength": 0.5,
    "first_from": "2025-01-01",
    "runs": [{"from": "2026-01-01", "to": "2026-01-05", "length": 5}],
}


def test_it_works() -> None:
    (answer,) = stream([json.dumps(HISTORY)])
    result = json.loads(answer)
    assert (result["current"], result["state_today"]) == (1, "pending")
    assert result["runs"] == [{"from": "2026-01-05", "to": "2026-01-05", "length": 1}]


def test_it_goes_on_after_a_bad_line() -> None:
    answers = [json.loads(answer) for answer in stream(["{", "", "7", json.dumps(HISTORY)])]
    assert ["error" in answer for answer in answers] == [True, True, True, False]
    assert answers[2] == {"error": "history: is not an object"}


def test_it_answers_one_line_at_a_time() -> None:
    def lines_until_asked() -> Iterator[str]:
        yield json.dumps(HISTORY)
        raise AssertionError("asked for a second line before the first was answered")

    assert "current" in next(stream(lines_until_asked()))


def test_it_starts_at_a_checkpoint() -> None:
    (answer,) = stream([json.dumps({**HISTORY, "checkpoint": CHECKPOINT})])
    result = json.loads(answer)
    # The entry of the 5th is in the checkpoint already.
    assert (result["current"], result["best"], result["kept"], result["covered"]) == (5, 9, 20, 3)
    assert result["spares"] == 2


def test_it_refuses_a_checkpoint_that_is_none() -> None:
    (answer,) = stream([json.dumps({**HISTORY, "checkpoint": {**CHECKPOINT, "strength": 2}})])
    assert json.loads(answer) == {"error": "strength: is above 1"}
