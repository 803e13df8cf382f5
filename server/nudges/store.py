"""Rows of nudges, read and written for many accounts at once; SQLAlchemy Core, with statements made once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    BindParameter,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from server.core.columns import Instant
from server.core.db import as_rows, insert_into
from server.nudges.models import AGENDA, NUDGE, SUBSCRIPTION, NudgeRow
from server.nudges.state import Nudge, Over, Subject

_NOW: BindParameter[datetime] = bindparam("now", type_=Instant)
_ACCOUNTS: BindParameter[str] = bindparam("accounts", expanding=True)

_IS_WANTED = and_(
    AGENDA.c.wake_at <= _NOW, or_(AGENDA.c.leased_until.is_(None), AGENDA.c.leased_until <= _NOW)
)
_WANTED = select(AGENDA.c.account_id).where(_IS_WANTED).order_by(AGENDA.c.wake_at).limit(bindparam("most"))
_CLAIM = (
    update(AGENDA)
    .where(AGENDA.c.account_id.in_(_WANTED.with_for_update(skip_locked=True)))
    .values(leased_until=bindparam("until", type_=Instant), written_at=_NOW)
    .returning(AGENDA)
)
_WRITTEN_AT: BindParameter[datetime] = bindparam("now_written", type_=Instant)
_IS_NOT_OVERTAKEN = AGENDA.c.marks == bindparam("marks_seen")
_RELEASE = (
    update(AGENDA)
    .where(
        AGENDA.c.account_id == bindparam("of_account"),
        AGENDA.c.leased_until == bindparam("lease", type_=Instant),
    )
    .values(
        leased_until=bindparam("new_lease", type_=Instant),
        wake_at=case((_IS_NOT_OVERTAKEN, bindparam("next_at", type_=Instant)), else_=AGENDA.c.wake_at),
        stale_since=case((_IS_NOT_OVERTAKEN, None), else_=AGENDA.c.stale_since),
        # The later of both: a clock that was ahead must remain to be seen.
        written_at=case((AGENDA.c.written_at > _WRITTEN_AT, AGENDA.c.written_at), else_=_WRITTEN_AT),
        capped_on=bindparam("on_day"),
        capped_count=bindparam("count"),
    )
)
_CHANGED_COLUMNS = ("due_at", "try_at", "state", "lead_id", "attempts", "deliveries")
# The web may have changed a row since: a person's "later" must not be written over.
_CHANGE = update(NUDGE).where(
    NUDGE.c.account_id == bindparam("of_account"),
    NUDGE.c.id == bindparam("of_id"),
    NUDGE.c.state == bindparam("state_seen"),
    NUDGE.c.attempts == bindparam("attempts_seen"),
    NUDGE.c.try_at == bindparam("try_at_seen", type_=Instant),
)
_DROP = delete(NUDGE).where(NUDGE.c.account_id == bindparam("of_account"), NUDGE.c.id == bindparam("of_id"))
_END_SUBSCRIPTION = delete(SUBSCRIPTION).where(
    SUBSCRIPTION.c.account_id == bindparam("of_account"), SUBSCRIPTION.c.endpoint == bindparam("of_endpoint")
)
_CHANGE_TEST = update(SUBSCRIPTION).where(
    SUBSCRIPTION.c.account_id == bindparam("of_account"),
    SUBSCRIPTION.c.session_id == bindparam("of_session"),
    SUBSCRIPTION.c.test_token == bindparam("of_token"),
    SUBSCRIPTION.c.test_state != "arrived",
)
_READ_OPEN = select(NUDGE).where(NUDGE.c.account_id.in_(_ACCOUNTS), NUDGE.c.try_at.is_not(None))
_READ_OVER = select(
    NUDGE.c.account_id,
    NUDGE.c.type,
    NUDGE.c.subject_id,
    NUDGE.c.reminder_id,
    NUDGE.c.on_date,
    NUDGE.c.due_at,
    NUDGE.c.state,
).where(
    NUDGE.c.account_id.in_(_ACCOUNTS),
    NUDGE.c.due_at >= bindparam("since", type_=Instant),
    NUDGE.c.try_at.is_(None),
)
_READ_SUBSCRIPTIONS = select(SUBSCRIPTION).where(SUBSCRIPTION.c.account_id.in_(_ACCOUNTS))
_FORGET = delete(NUDGE).where(
    NUDGE.c.account_id.in_(_ACCOUNTS),
    NUDGE.c.due_at < bindparam("before", type_=Instant),
    NUDGE.c.try_at.is_(None),
)


class Claimed(NamedTuple):
    """An account that is this worker's until the lease ends."""

    account_id: str
    leased_until: datetime
    marks: int
    stale_since: datetime | None
    capped_on: date | None
    capped_count: int


class Subscription(NamedTuple):
    """A device that can be reached; `test_at` is when it is to get a test, if it is."""

    account_id: str
    session_id: str
    endpoint: str
    p256dh: bytes
    auth: bytes
    test_token: bytes
    test_state: str
    test_attempts: int
    test_at: datetime | None


def claim(connection: Connection, now: datetime, until: datetime, most: int) -> list[Claimed]:
    """Lease the accounts that have waited longest; on PostgreSQL those that nobody else is about to lease."""
    rows = connection.execute(_CLAIM, {"now": now, "until": until, "most": most})
    return [
        Claimed(
            row.account_id,
            row.leased_until,
            row.marks,
            row.stale_since,
            date.fromisoformat(row.capped_on) if row.capped_on else None,
            row.capped_count,
        )
        for row in rows
    ]


def read_open(connection: Connection, accounts: Sequence[str]) -> dict[str, list[Nudge]]:
    """Return the nudges of each account that are not over."""
    found: defaultdict[str, list[Nudge]] = defaultdict(list)
    for row in as_rows(NudgeRow, connection.execute(_READ_OPEN, {"accounts": accounts})):
        found[row.account_id].append(_to_nudge(row))
    return found


def read_over(
    connection: Connection, accounts: Sequence[str], since: datetime
) -> dict[str, dict[Subject, dict[date, Over]]]:
    """Return how each reminder's nudges ended, by local day, of those that were due since then."""
    found: defaultdict[str, dict[Subject, dict[date, Over]]] = defaultdict(dict)
    if accounts:
        for row in connection.execute(_READ_OVER, {"accounts": accounts, "since": since}):
            days = found[row.account_id].setdefault(Subject(row.type, row.subject_id, row.reminder_id), {})
            days[date.fromisoformat(row.on_date)] = Over(row.due_at, row.state)
    return found


def read_subscriptions(connection: Connection, accounts: Sequence[str]) -> dict[str, list[Subscription]]:
    """Return the devices of each account."""
    found: defaultdict[str, list[Subscription]] = defaultdict(list)
    for row in connection.execute(_READ_SUBSCRIPTIONS, {"accounts": accounts}):
        fields = (getattr(row, name) for name in Subscription._fields)
        found[row.account_id].append(Subscription(*fields))
    return found


@dataclass(slots=True)
class WorkResult:
    """What is to be written for a claimed account; `changed` pairs each nudge with what was read."""

    claimed: Claimed
    decided_at: datetime
    """The latest time that the clock showed while this was decided."""
    changed: list[tuple[Nudge, Nudge]] = field(default_factory=list)
    planned: list[Nudge] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    gone: list[Subscription] = field(default_factory=list)
    tests: list[Subscription] = field(default_factory=list)
    wake_at: datetime | None = None
    set_aside_until: datetime | None = None
    """Until when nobody is to work on it, for it cannot be worked on as it is."""
    capped_on: date | None = None
    capped_count: int = 0


def write_results(connection: Connection, results: Sequence[WorkResult], forget_before: datetime) -> None:
    """Write what became of claimed accounts, and give them back."""
    _execute(connection, _CHANGE_SEEN, [row for result in results for row in _change_rows(result)])
    dropped = [_key(result, nudge_id) for result in results for nudge_id in result.dropped]
    _execute(connection, _DROP, dropped)
    planned = [_planned_row(result, nudge) for result in results for nudge in result.planned]
    _execute(connection, _insert_missing_of(connection.dialect.name), planned)
    gone = [{"of_account": one.account_id, "of_endpoint": one.endpoint} for r in results for one in r.gone]
    _execute(connection, _END_SUBSCRIPTION, gone)
    _execute(connection, _CHANGE_TEST_ROWS, [_test_row(one) for result in results for one in result.tests])
    older = [result.claimed.account_id for result in results if result.planned]
    if older:
        connection.execute(_FORGET, {"accounts": older, "before": forget_before})
    _execute(connection, _RELEASE, [_release_row(result) for result in results])


def _execute(connection: Connection, statement: Any, rows: Sequence[Mapping[str, Any]]) -> None:  # noqa: ANN401 - any statement
    if rows:
        connection.execute(statement, rows)


_CHANGE_SEEN = _CHANGE.values(
    {name: bindparam(f"new_{name}", type_=NUDGE.c[name].type) for name in _CHANGED_COLUMNS}
)
_CHANGE_TEST_ROWS = _CHANGE_TEST.values(
    test_state=bindparam("new_state"),
    test_attempts=bindparam("new_attempts"),
    test_at=bindparam("new_at", type_=Instant),
)


@cache
def _insert_missing_of(dialect_name: str) -> sqlite.Insert | postgresql.Insert:
    return insert_into(dialect_name, NUDGE).on_conflict_do_nothing()


def _key(result: WorkResult, nudge_id: str) -> dict[str, Any]:
    return {"of_account": result.claimed.account_id, "of_id": nudge_id}


def _change_rows(result: WorkResult) -> list[dict[str, Any]]:
    return [
        {
            **_key(result, after.id),
            "state_seen": before.state,
            "attempts_seen": before.attempts,
            "try_at_seen": before.try_at,
            "new_due_at": after.due_at,
            "new_try_at": after.try_at,
            "new_state": after.state,
            "new_lead_id": after.lead_id,
            "new_attempts": after.attempts,
            "new_deliveries": _to_json(after.deliveries),
        }
        for before, after in result.changed
    ]


def _planned_row(result: WorkResult, nudge: Nudge) -> dict[str, Any]:
    return {
        "account_id": result.claimed.account_id,
        "id": nudge.id,
        "type": nudge.subject.type,
        "subject_id": nudge.subject.id,
        "reminder_id": nudge.subject.reminder,
        "on_date": nudge.on.isoformat(),
        "due_at": nudge.due_at,
        "try_at": nudge.try_at,
        "state": nudge.state,
        "lead_id": nudge.lead_id,
        "is_again": nudge.is_again,
        "attempts": nudge.attempts,
        "deliveries": _to_json(nudge.deliveries),
    }


def _test_row(subscription: Subscription) -> dict[str, Any]:
    return {
        "of_account": subscription.account_id,
        "of_session": subscription.session_id,
        "of_token": subscription.test_token,
        "new_state": subscription.test_state,
        "new_attempts": subscription.test_attempts,
        "new_at": subscription.test_at,
    }


def _release_row(result: WorkResult) -> dict[str, Any]:
    return {
        "of_account": result.claimed.account_id,
        "lease": result.claimed.leased_until,
        "new_lease": result.set_aside_until,
        "marks_seen": -1 if result.set_aside_until else result.claimed.marks,
        "next_at": result.wake_at,
        "now_written": result.decided_at,
        "on_day": result.capped_on.isoformat() if result.capped_on else None,
        "count": result.capped_count,
    }


def _to_json(deliveries: Mapping[str, str]) -> str | None:
    return orjson.dumps(deliveries).decode() if deliveries else None


def _to_nudge(row: NudgeRow) -> Nudge:
    return Nudge(
        row.id,
        Subject(row.type, row.subject_id, row.reminder_id),
        date.fromisoformat(row.on_date),
        row.due_at,
        row.try_at,
        row.state,
        row.lead_id,
        row.is_again,
        row.attempts,
        orjson.loads(row.deliveries) if row.deliveries else {},
    )
