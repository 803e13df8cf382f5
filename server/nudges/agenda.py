"""Asking for a worker: an account's agenda says when it needs one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select, update

from server.contract.things import FACTS, RECORDS
from server.core.db import insert_into
from server.ledger.rows import RECORD
from server.ledger.service import ChangeResult
from server.nudges.models import AGENDA, SUBSCRIPTION
from server.nudges.watch import CLOCK_MARGIN

# What decides about when reminders are due; the rest is looked at when one is.
_FIELDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(name for name, field in thing.fields.items() if field.schedules)
    for kind, thing in RECORDS.items()
}
_EVENTS = frozenset(kind for kind, thing in FACTS.items() if thing.schedules)
_TYPES = frozenset({*_FIELDS, *_EVENTS})

PLAN_REACHES: Final = timedelta(days=16)
"""Further ahead lie only the reminders of promises."""
LEASE: Final = timedelta(minutes=2)
"""How long a worker may take for what it has claimed, before another one does it."""
TEST_WAITS: Final = timedelta(days=1)
_HAS_REMINDER = exists(
    select(RECORD.c.id).where(
        RECORD.c.account_id == AGENDA.c.account_id,
        RECORD.c.type.in_(["habit", "promise", "preference"]),
        RECORD.c.fields.like('%"reminder:%'),
    )
)


def wake(connection: Connection, account_id: str, now: datetime, *, is_stale: bool) -> None:
    """Ask for a worker now; `is_stale` says that reminders may have changed."""
    insert = insert_into(connection.dialect.name, AGENDA).values(
        account_id=account_id,
        wake_at=now,
        stale_since=now if is_stale else None,
        written_at=now,
        marks=1,
        capped_count=0,
    )
    again: dict[str, Any] = {"wake_at": now, "written_at": now, "marks": AGENDA.c.marks + 1}
    stale_since = func.coalesce(AGENDA.c.stale_since, now)
    # What a clock wrote that was ahead must be looked at, also when this takes the sign of it away.
    again["stale_since"] = (
        stale_since if is_stale else case((_is_ahead(now), stale_since), else_=AGENDA.c.stale_since)
    )
    connection.execute(insert.on_conflict_do_update(index_elements=["account_id"], set_=again))


def wake_after_clock_change(connection: Connection, now: datetime) -> None:
    """Plan again for every account of which something was written while the clock was ahead."""
    if _plan_again(connection, _is_ahead(now), now):
        is_late = SUBSCRIPTION.c.test_at > now + TEST_WAITS
        connection.execute(update(SUBSCRIPTION).where(is_late).values(test_at=now))


def wake_asleep(connection: Connection, now: datetime) -> None:
    """Plan again for every account that sleeps for longer than its reminders can need.

    One with a promise that is due later is looked at too: nothing changes for it.
    """
    is_asleep = and_(AGENDA.c.wake_at.is_(None), _HAS_REMINDER)
    _plan_again(connection, or_(AGENDA.c.wake_at > now + PLAN_REACHES, is_asleep), now)


def wake_all(connection: Connection, now: datetime) -> None:
    """Plan again for every account that is planned for."""
    _plan_again(connection, or_(AGENDA.c.wake_at.is_not(None), _HAS_REMINDER), now)


def _is_ahead(now: datetime) -> ColumnElement[bool]:
    return AGENDA.c.written_at > now + CLOCK_MARGIN


def _plan_again(connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
    """Wake these accounts; return how many there are.

    A lease that a worker holds now stays, or its nudges would be sent twice; one from a clock that was ahead
    is over.
    """
    new = {
        "wake_at": now,
        "stale_since": case((AGENDA.c.stale_since < now, AGENDA.c.stale_since), else_=now),
        "written_at": now,
        "leased_until": case((AGENDA.c.leased_until <= now + LEASE, AGENDA.c.leased_until), else_=None),
        "marks": AGENDA.c.marks + 1,
    }
    return connection.execute(update(AGENDA).where(which).values(new)).rowcount


def note_changes(
    connection: Connection,
    account_id: str,
    changes: Sequence[Mapping[str, Any]],
    outcomes: Sequence[ChangeResult],
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
                written_at=now,
                marks=AGENDA.c.marks + 1,
            )
        )


def _names(change: Mapping[str, Any]) -> Iterable[str]:
    fields = change.get("fields")
    return fields if isinstance(fields, dict) else ()


def _is_about_times(change: Mapping[str, Any]) -> bool:
    kind = str(change.get("type"))
    return kind in _EVENTS or not _FIELDS.get(kind, frozenset()).isdisjoint(_names(change))
