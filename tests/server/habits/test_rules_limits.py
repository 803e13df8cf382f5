"""What a rule, plan, amount, date and pause may be: one answer everywhere (contract/cases/rules.json).

The app's side is pwa/src/ui/rules.contract.test.ts.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from marshmallow import ValidationError

from server.habits.history_json import HistoryError, history_from_json
from server.habits.store import habit_of
from server.ledger.changes import RefusedError, read_change
from server.practices.schemas import PlanSchema
from tests.factories.things import Json, entry, habit, promise_event, record

Decide = Callable[[Any], bool]

CASES = json.loads(Path("contract/cases/rules.json").read_text(encoding="utf-8"))
DAILY: Json = {"rule": {"kind": "anytime"}, "target": {"amount": 1}, "direction": "at_least"}
ON = "2026-05-01"


def takes(change: Json) -> bool:
    """Tell whether the ledger takes a change of one value."""
    try:
        read_change(change)
    except RefusedError as refusal:
        assert refusal.code in {"bad_value", "bad_field_name"}  # noqa: PT017 - others are about another part
        return False
    return True


def is_history(**parts: Any) -> bool:  # noqa: ANN401 - any JSON
    try:
        history_from_json({"today": ON, "plans": [], **parts})
    except HistoryError:
        return False
    return True


def with_rule(rule: object) -> Json:
    return {**DAILY, "rule": rule}


def with_amount(amount: object) -> Json:
    return {**DAILY, "target": {"amount": amount}}


def is_read_plan(plan: Any) -> bool:  # noqa: ANN401 - any JSON
    return len(habit_of("tea", {f"plan:{ON}": plan}).plans) == 1


def is_taken_plan(plan: object) -> bool:
    return takes(habit(**{f"plan:{ON}": plan}))


def is_history_plan(plan: object) -> bool:
    return isinstance(plan, dict) and is_history(plans=[{"from": ON, **plan}])


DECIDERS: dict[str, dict[str, Decide]] = {
    "rules": {
        "ledger": lambda rule: is_taken_plan(with_rule(rule)),
        "reader": lambda rule: is_read_plan(with_rule(rule)),
        "history": lambda rule: is_history_plan(with_rule(rule)),
    },
    "plans": {
        "ledger": lambda plan: is_taken_plan(plan) or plan is None,
        "reader": is_read_plan,
        "history": is_history_plan,
    },
    "amounts": {
        "ledger, entry": lambda amount: takes(entry(amount=amount)),
        "ledger, target": lambda amount: is_taken_plan(with_amount(amount)),
        "reader": lambda amount: is_read_plan(with_amount(amount)),
        "history": lambda amount: is_history(entries=[{"on": ON, "kind": "done", "amount": amount}]),
    },
    "dates": {
        "ledger, entry": lambda on: takes(entry(on=on)),
        "ledger, promise event": lambda on: takes(promise_event(on=on)),
        "ledger, moved": lambda on: takes(promise_event(kind="moved", to_on=on)),
        "ledger, plan": lambda on: takes(habit(**{f"plan:{on}": DAILY})),
        "ledger, pause": lambda on: takes(habit(**{"pause:p1": {"from": on, "to": None}})),
        "ledger, end of a pause": lambda on: (
            on is not None and takes(record("preference", "main", **{"pause:p1": {"from": ON, "to": on}}))
        ),
        "ledger, due": lambda on: on is not None and takes(record("promise", "p1", due_on=on)),
        "ledger, reflection": lambda on: takes(record("reflection", "r1", on=on)),
        "reader": lambda on: len(habit_of("tea", {"pause:p1": {"from": on, "to": None}}).pauses) == 1,
        "history": lambda on: is_history(entries=[{"on": on, "kind": "rest"}]),
    },
    "pauses": {
        "ledger": lambda pause: takes(habit(**{"pause:p1": pause})),
        "ledger, of all": lambda pause: takes(record("preference", "main", **{"pause:p1": pause})),
        "reader": lambda pause: len(habit_of("tea", {"pause:p1": pause}).pauses) == 1,
        "history": lambda pause: is_history(pauses=[pause]),
    },
}


def decisions() -> Iterator[Any]:
    for group, deciders in DECIDERS.items():
        for name, decide in deciders.items():
            for case in CASES[group]:
                value = case["value"]
                yield pytest.param(
                    decide, value, case["is_allowed"], id=f"{group}-{name}-{json.dumps(value)}"
                )


@pytest.mark.parametrize(("decide", "value", "is_allowed"), [*decisions()])
def test_all_decide_alike(decide: Decide, value: object, is_allowed: object) -> None:
    assert decide(value) is is_allowed


@pytest.mark.parametrize("case", [case for case in CASES["rules"] if not case["is_allowed"]])
def test_the_library_offers_nothing_that_no_habit_may_have(case: Json) -> None:
    """It offers less than a habit may have: whole amounts, and intervals of up to a year."""
    with pytest.raises(ValidationError):
        PlanSchema().load(with_rule(case["value"]))
