"""An account as far as its nudges are concerned: its reminders, and whether they still have a point.

The worker reads it from the database; `planning` says what follows.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NamedTuple

from server.core.zones import zone_named
from server.habits.due import is_waiting, looked_at_since
from server.habits.history import Entry, History
from server.habits.local_clock import LocalClock
from server.habits.preferences import Preferences, chosen, preferences_of
from server.habits.registers import members_of
from server.habits.store import habit_of
from server.nudges.rules import NudgeClock, QuietHours, Schedule, State, Weekly, promise_schedule
from server.promises.rules import Due, Event, PromiseStatus, standing

Values = Mapping[str, Any]
"""The values of a record's registers, by name."""

MAX_REMINDERS = 200
EARLIEST, LATEST = "2000-01-01", "2200-01-01"

LONG_RULES = frozenset({"interval", "times"})

CHECK_IN = "preference"
APPRECIATION = "appreciation"
PREFERENCES_ID = "main"


class Subject(NamedTuple):
    """What a nudge is about: a reminder of a habit, of a promise, or of the preferences (the check-in).

    An appreciation has no reminder: its subject is the pair, and the gesture's id stands in its place.
    """

    type: str
    id: str
    reminder: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """A row of the table."""

    id: str
    subject: Subject
    on: date
    due_at: datetime
    try_at: datetime | None
    state: State = "planned"
    lead_id: str | None = None
    is_again: bool = False
    attempts: int = 0
    deliveries: Mapping[str, str] = field(default_factory=dict)


class Over(NamedTuple):
    """How the nudge of one day ended, and when it was due."""

    due_at: datetime
    state: State


@dataclass(frozen=True, slots=True)
class NudgePreferences:
    """What the account prefers, as far as nudges are concerned."""

    clock: NudgeClock | None
    """None where no zone is known: then nothing can be due."""
    account: Preferences
    shows_names: bool
    shows_badge: bool


@dataclass(frozen=True, slots=True)
class AccountState:
    """All that decides about an account's nudges; `facts` are those of the subjects of its reminders."""

    account_id: str
    preferences: NudgePreferences
    records: Mapping[tuple[str, str], Values]
    facts: Mapping[str, Sequence[Mapping[str, Any]]]
    nudges: Sequence[Nudge]
    """Those that are not over."""
    over: Mapping[Subject, Mapping[date, Over]]
    """The days of late, and any to come, whose nudge is over; known where the plan is stale."""
    stale_since: datetime | None
    capped_on: date | None
    capped_count: int
    has_devices: bool


def read_preferences(values: Values) -> NudgePreferences:
    """Read the record of preferences; what it does not say is the default."""
    account = preferences_of(values)
    return NudgePreferences(
        clock=None if account.clock is None else _clock_of(account.clock, values),
        account=account,
        shows_names=chosen(values, "nudge_names"),
        shows_badge=chosen(values, "badge"),
    )


def _clock_of(local: LocalClock, values: Values) -> NudgeClock:
    quiet = chosen(values, "quiet_hours")
    hours = QuietHours(time.fromisoformat(quiet["from"]), time.fromisoformat(quiet["to"])) if quiet else None
    return NudgeClock(local.zone, local.day_start_hour, hours, chosen(values, "nudge_cap"))


def reminders_of(state: AccountState) -> Iterator[tuple[Subject, Schedule]]:
    """Yield every reminder that can be due, with its schedule; beyond MAX_REMINDERS the rest is left out.

    One that makes no sense, such as one for a promise in the year 9999, is passed over.
    """
    reminders = (
        (Subject(kind, record_id, key), reminder)
        for (kind, record_id), values in state.records.items()
        if values.get("deleted") is not True
        for key, reminder in members_of(values, "reminder")
    )
    for subject, reminder in islice(reminders, MAX_REMINDERS):
        with suppress(TypeError, ValueError, KeyError, OverflowError):
            schedule = _schedule_of(state, subject, reminder)
            if schedule is not None:
                yield subject, schedule


def _schedule_of(state: AccountState, subject: Subject, reminder: Mapping[str, Any]) -> Schedule | None:
    if subject.type != "promise":
        weekdays = frozenset(map(int, reminder["weekdays"]))
        return Weekly(time.fromisoformat(reminder["time"]), weekdays)
    due = _status_of(state, subject).due
    clock = state.preferences.clock
    if due is None or clock is None:
        return None
    if not EARLIEST <= due.on <= LATEST:
        return None
    due_time = time.fromisoformat(due.time) if due.time else None
    zone = zone_named(due.zone) or clock.zone
    return promise_schedule(date.fromisoformat(due.on), due_time, zone, reminder)


def _status_of(state: AccountState, subject: Subject) -> PromiseStatus:
    values = state.records.get((subject.type, subject.id), {})
    due_on, due_time, zone = (values.get(name) for name in ("due_on", "due_time", "time_zone"))
    promised = Due(due_on, due_time, zone) if due_on else None
    events = [Event(fact["stamp"], fact["id"], fact) for fact in state.facts.get(subject.id, ())]
    return standing(promised, events)


def is_needed(state: AccountState, subject: Subject, on: date) -> bool:
    """Tell whether there still is something to be nudged about on this local day."""
    if subject.type == APPRECIATION:
        return True
    values = state.records.get((subject.type, subject.id), {})
    if not values or values.get("deleted") is True or values.get("archived") is True:
        return False
    if subject.type == "promise":
        return _status_of(state, subject).is_open
    breaks = state.preferences.account.pauses
    if subject.type == CHECK_IN:
        return not any(pause.from_on <= on and (pause.to_on is None or on <= pause.to_on) for pause in breaks)
    habit = habit_of(subject.id, values)
    entries = [
        Entry(date.fromisoformat(fact["on"]), fact["kind"], fact.get("amount") or 0)
        for fact in state.facts.get(subject.id, ())
    ]
    pauses = (*habit.pauses, *breaks)
    return is_waiting(History(on, habit.plans, entries, pauses, state.preferences.account.week_starts_on))


def count_waiting(state: AccountState, on: date) -> int | None:
    """Return how many habits wait on this local day, for the badge; None where none is wanted."""
    if not state.preferences.shows_badge:
        return None
    return sum(
        kind == "habit" and is_needed(state, Subject(kind, record_id, ""), on)
        for kind, record_id in state.records
    )


def facts_needed_since(values: Values, on: date, week_starts_on: int) -> date:
    """Return from which day on a habit's entries decide whether it still waits on `on`."""
    rules = (plan["rule"]["kind"] for _, plan in members_of(values, "plan"))
    if not LONG_RULES.intersection(rules):
        return on  # its occasions are days; not to read the plans spares most of the time this takes
    plans = habit_of("", values).plans
    has_begun = any(plan.from_on <= on for plan in plans)
    return looked_at_since(plans, on, week_starts_on) if has_begun else on
