"""The histories of an export file, as the rules take them; server/habits/history_json.py lists the fields."""

import json
from collections import defaultdict
from pathlib import Path
from typing import TypedDict

Json = dict[str, object]
PLAN = "plan:"
ENTRY_FIELDS = ("on", "kind", "amount")


class Record(TypedDict):
    """A habit's registers: a value and its stamp by field."""

    type: str
    id: str
    fields: dict[str, tuple[object, str]]


class History(TypedDict):
    """What one habit's streak is computed from."""

    today: str
    plans: list[Json]
    entries: list[Json]
    pauses: list[Json]
    week_starts_on: int
    grace: str


def histories_of(export_file: Path) -> list[History]:
    """Read one history for each habit, as of the newest day of them all."""
    file = json.loads(export_file.read_text(encoding="utf-8"))
    entries: defaultdict[str, list[Json]] = defaultdict(list)
    for fact in file["facts"]:
        entries[fact["habit"]].append({name: fact[name] for name in ENTRY_FIELDS})
    today = max(fact["on"] for fact in file["facts"])
    habits = [record for record in file["records"] if record["type"] == "habit"]
    return [_history(habit, entries[habit["id"]], today) for habit in habits]


def _history(habit: Record, entries: list[Json], today: str) -> History:
    return {
        "today": today,
        "plans": [
            {"from": name.removeprefix(PLAN), **plan}
            for name, (plan, _stamp) in habit["fields"].items()
            if name.startswith(PLAN) and isinstance(plan, dict)
        ],
        "entries": entries,
        "pauses": [],
        "week_starts_on": 1,
        "grace": "gentle",
    }
