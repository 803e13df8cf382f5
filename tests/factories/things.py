"""What devices record, in the form in which it travels; words are sealed the way devices do it."""

import json
import os
from base64 import urlsafe_b64encode
from itertools import count
from typing import Any

Json = dict[str, Any]

EVERY_DAY: Json = {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}
NOW_MS = 1_772_400_000_000  # a while before the clock of the tests

_numbers = count()


def sealed(text: str = "words", steps: int = 1) -> str:
    """A value of the right form; nobody here could open it, as on a real server."""
    del text

    def part(size: int) -> str:
        return urlsafe_b64encode(os.urandom(size)).rstrip(b"=").decode()

    return f"v1.{'0123456789abcdef'}.{part(12)}.{part(64 * steps + 16)}"


def stamp(ms: int = NOW_MS, counter: int = 0, replica: int = 1) -> str:
    return f"{ms:012x}{counter:04x}{replica:016x}"


def habit(habit_id: str = "tea", at: str | None = None, /, **values: Any) -> Json:  # noqa: ANN401 - any JSON
    plan = {"rule": EVERY_DAY, "target": {"amount": 1}, "direction": "at_least"}
    fields = {"name": sealed(), "position": 1, "plan:2026-01-01": plan, **values}
    return record("habit", habit_id, at, **fields)


def record(kind: str, record_id: str, at: str | None = None, /, **values: Any) -> Json:  # noqa: ANN401 - any JSON
    return {
        "type": kind,
        "id": record_id,
        "fields": {name: [value, at or stamp()] for name, value in values.items()},
    }


def entry(fact_id: str | None = None, /, **members: Any) -> Json:  # noqa: ANN401 - any JSON
    fact_id = fact_id or f"{7:016x}{next(_numbers)}"
    whole = {"habit": "tea", "on": "2026-03-04", "kind": "done", "amount": 1}
    return {"type": "entry", "id": fact_id, **whole, **members}


def promise_event(fact_id: str | None = None, /, **members: Any) -> Json:  # noqa: ANN401 - any JSON
    fact_id = fact_id or f"{8:016x}{next(_numbers)}"
    whole = {"promise": "call", "on": "2026-03-04", "kind": "kept", "stamp": stamp()}
    return {"type": "promise_event", "id": fact_id, **whole, **members}


def same(left: Any, right: Any) -> bool:  # noqa: ANN401 - any JSON
    """Whether two things are one and the same as JSON."""
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
