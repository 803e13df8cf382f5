"""Export files, made by hand: what another device, another year or a vandal may bring."""

import json
from datetime import date

Json = dict[str, object]

REPLICA = "00000000000000e2"
STAMP = f"{1_700_000_000_000:012x}0000{REPLICA}"  # November 2023
DAILY: Json = {
    "rule": {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]},
    "target": {"amount": 1},
    "direction": "at_least",
}


def make_habit(name: str, begins_on: date, **values: object) -> Json:
    """A daily habit; its id is its name in lower case."""
    words = {"name": name, "cue": "", "unit": "", "practice": None, "step": None}
    look = {"glyph": "leaf", "hue": "sage", "position": 1}
    registers = {**words, **look, f"plan:{begins_on}": DAILY, **values}
    fields = {field: [value, STAMP] for field, value in registers.items()}
    return {"type": "habit", "id": to_id(name), "fields": fields}


def make_promise(promise_id: str, text: str, due_on: date, **values: object) -> Json:
    """A promise for a day; its id is given, for its words may be anything."""
    registers = {"text": text, "to_whom": "", "due_on": str(due_on), "due_time": None, "time_zone": None}
    fields = {field: [value, STAMP] for field, value in {**registers, **values}.items()}
    return {"type": "promise", "id": promise_id, "fields": fields}


def make_event(number: int, promise_id: str, kind: str, on: date, **values: object) -> Json:
    """What became of the promise with this id; a larger number is a later word."""
    fact = {"type": "promise_event", "id": f"{REPLICA}{number}", "promise": promise_id, "on": str(on)}
    return {**fact, "kind": kind, "stamp": f"{STAMP[:12]}{number:04x}{REPLICA}", **values}


def make_entry(number: int, habit: str, on: date | str, **values: object) -> Json:
    """One kept day of the habit with this name."""
    fact = {"type": "entry", "id": f"{REPLICA}{number}", "habit": to_id(habit), "on": str(on)}
    return {**fact, "kind": "done", "amount": 1, **values}


def to_id(name: str) -> str:
    return name.lower().replace(" ", "-")


def make_file(records: list[Json], facts: list[Json], **values: object) -> str:
    return json.dumps({"format": "kept", "version": 1, "records": records, "facts": facts, **values})
