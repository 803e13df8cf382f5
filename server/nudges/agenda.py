"""Asking for a worker: an account's agenda says when it needs one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, update

from server.core.db import insert_into
from server.ledger.service import Outcome
from server.nudges.models import AGENDA

# What decides about when reminders are due; the rest is looked at when one is.
_FIELDS: Mapping[str, frozenset[str]] = {
    "habit": frozenset({"deleted"}),
    "promise": frozenset({"deleted", "due_on", "due_time", "time_zone"}),
    "preference": frozenset({"time_zone", "day_start_hour"}),
}
_EVENTS = "promise_event"
_TYPES = frozenset({*_FIELDS, _EVENTS})


def wake(connection: Connection, account_id: str, now: datetime, *, is_stale: bool) -> None:
    """Ask for a worker now; `is_stale` says that reminders may have changed."""
    insert = insert_into(connection.dialect.name, AGENDA).values(
        account_id=account_id,
        wake_at=now,
        stale_since=now if is_stale else None,
        marks=1,
        capped_count=0,
    )
    again: dict[str, Any] = {"wake_at": insert.excluded.wake_at, "marks": AGENDA.c.marks + 1}
    if is_stale:
        again["stale_since"] = func.coalesce(AGENDA.c.stale_since, insert.excluded.stale_since)
    connection.execute(insert.on_conflict_do_update(index_elements=["account_id"], set_=again))


def note_changes(
    connection: Connection,
    account_id: str,
    changes: Sequence[Mapping[str, Any]],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> None:
    """Ask for a worker where a sync has changed when something is due.

    Within the transaction of the sync: whatever happens after it, the change is not forgotten.
    """
    applied = [
        change
        for change, outcome in zip(changes, outcomes, strict=True)
        if outcome.type in _TYPES and outcome.status == "applied"
    ]
    if any(name.startswith("reminder:") for change in applied for name in _names(change)):
        wake(connection, account_id, now, is_stale=True)
    elif any(_is_about_times(change) for change in applied):
        connection.execute(
            update(AGENDA)
            .where(AGENDA.c.account_id == account_id)
            .values(
                wake_at=now,
                stale_since=func.coalesce(AGENDA.c.stale_since, now),
                marks=AGENDA.c.marks + 1,
            )
        )


def _names(change: Mapping[str, Any]) -> Iterable[str]:
    fields = change.get("fields")
    return fields if isinstance(fields, dict) else ()


def _is_about_times(change: Mapping[str, Any]) -> bool:
    kind = str(change.get("type"))
    return kind == _EVENTS or not _FIELDS.get(kind, frozenset()).isdisjoint(_names(change))
