"""The contract with the app: the same cases run in pwa/src/model/streaks.test.ts."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.habits.history_json import history_from_json, progress_to_json, result_to_json
from server.habits.rules import evaluate, occasion_progress

CONTRACT = Path(__file__).parents[2] / "contract" / "streaks.json"
CASES: list[dict[str, Any]] = json.loads(CONTRACT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_keeps_the_contract(case: dict[str, Any]) -> None:
    history = history_from_json(case["history"])
    result = result_to_json(evaluate(history))
    fractions = {"rate_30", "rate_90", "strength"}
    assert {name: result[name] for name in result.keys() - fractions} == {
        name: case["result"][name] for name in case["result"].keys() - fractions
    }
    for name in fractions:
        assert result[name] == pytest.approx(case["result"][name], abs=1e-12)
    if "progress" in case:
        assert progress_to_json(occasion_progress(history)) == case["progress"]


def test_its_names_are_told_apart() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 120
