"""Habits as the ledger keeps them, read into what the rules take (docs/storage.md lists the registers).

What a device wrote was checked when it came; a register that still makes no sense, such as eight times a
week, is passed over, so it spoils nothing but itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from server.contract.limits import FIRST_ON, LAST_ON
from server.habits.history import Entry, History, Pause, Plan
from server.habits.history_json import pause_from_json, plan_from_json
from server.habits.preferences import Preferences, preferences_of
from server.habits.registers import items_of, members_of, readable
from server.ledger.changes import Key
from server.ledger.merge import FactState, State
from server.ledger.rows import Thing
from server.ledger.store import read_facts_about, read_things

PREFERENCES = Key("preference", "main")


@dataclass(frozen=True, slots=True)
class Habit:
    """What the server can know of a habit."""

    id: str
    is_deleted: bool
    plans: tuple[Plan, ...]
    pauses: tuple[Pause, ...]


def read_preferences(connection: Connection, account_id: str) -> Preferences:
    """Return what the account prefers; what it never said is as the app has it, in UTC."""
    return preferences_of(_values(read_things(connection, account_id, [PREFERENCES]).get(PREFERENCES)))


def read_habits(connection: Connection, account_id: str, habit_ids: Iterable[str]) -> dict[str, Habit]:
    """Return the habits of these ids that the server has heard of."""
    things = read_things(connection, account_id, [Key("habit", habit_id) for habit_id in habit_ids])
    return {key.id: habit_of(key.id, _values(state)) for key, state in things.items()}


def read_history(
    connection: Connection, account_id: str, habit: Habit, preferences: Preferences, since_on: date
) -> History:
    """Return the history of a habit with its entries from `since_on` on; its `today` is that date too."""
    facts = read_facts_about(connection, account_id, "entry", habit.id, since_on)
    return History(
        today=since_on,
        plans=habit.plans,
        entries=tuple(_entries(facts)),
        pauses=habit.pauses + preferences.pauses,
        week_starts_on=preferences.week_starts_on,
        grace=preferences.grace,
    )


def habit_of(habit_id: str, values: Mapping[str, Any]) -> Habit:
    """Return a habit from the values of its registers."""
    plans = (
        {"from": from_on, **plan} for from_on, plan in members_of(values, "plan") if isinstance(plan, dict)
    )
    return Habit(
        id=habit_id,
        is_deleted=values.get("deleted") is True,
        plans=tuple(readable(plans, plan_from_json)),
        pauses=tuple(items_of(values, "pause", pause_from_json)),
    )


def _values(state: State | None) -> dict[str, Any]:
    if state is None or isinstance(state, FactState):
        return {}
    return {name: value for name, (value, _) in state.items()}


def _entries(facts: Iterable[Thing]) -> Iterator[Entry]:
    for fact in facts:
        if isinstance(fact.state, FactState) and fact.state.members is not None:
            members = fact.state.members
            on = date.fromisoformat(members["on"])
            if FIRST_ON <= on <= LAST_ON:
                yield Entry(on, members["kind"], members.get("amount", 0.0))
