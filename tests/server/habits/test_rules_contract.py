"""The contract with the app: the same cases run in pwa/src/model/streaks.test.ts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from server.habits.history_json import (
    checkpoint_from_json,
    checkpoint_to_json,
    history_from_json,
    progress_to_json,
    result_to_json,
)
from server.habits.rules import checkpoint, evaluate, occasion_progress

CONTRACT = Path(__file__).parents[3] / "contract/cases/streaks.json"
CASES: list[dict[str, Any]] = json.loads(CONTRACT.read_text(encoding="utf-8"))


FRACTIONS = {"rate_30", "rate_90", "strength"}


def cases_with(member: str) -> pytest.MarkDecorator:
    cases = [case for case in CASES if member in case]
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


@cases_with("result")
def test_it_comes_to_the_result(case: dict[str, Any]) -> None:
    history = history_from_json(case["history"])
    assert result_to_json(evaluate(history)) == _rounded(case["result"])


@cases_with("progress")
def test_it_tells_the_progress_of_today(case: dict[str, Any]) -> None:
    progress = occasion_progress(history_from_json(case["history"]))
    assert progress_to_json(progress) == case["progress"]


@cases_with("checkpoint")
def test_it_makes_the_checkpoint(case: dict[str, Any]) -> None:
    before_on, value = date.fromisoformat(case["checkpoint"]["before_on"]), case["checkpoint"]["value"]
    made = checkpoint(history_from_json(case["history"]), before_on)
    assert (made and checkpoint_to_json(made)) == (value and _rounded(value))


@cases_with("checkpoint")
def test_it_starts_at_the_checkpoint(case: dict[str, Any]) -> None:
    history, value = history_from_json(case["history"]), case["checkpoint"]["value"]
    start = value and checkpoint_from_json(value)
    result = result_to_json(evaluate(history, start))
    # These checkpoints lie within the days of the rates.
    assert {**result, "rate_30": None, "rate_90": None} == {
        **_rounded(case["result"]),
        "rate_30": None,
        "rate_90": None,
    }


def test_its_names_are_told_apart() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 120


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    """Let the fractions stray by their rounding."""
    return {
        name: pytest.approx(value, abs=1e-12) if name in FRACTIONS and value is not None else value
        for name, value in values.items()
    }
