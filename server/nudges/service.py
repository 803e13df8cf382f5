"""What has become of nudges, and what people said to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from server.core.db import as_rows, insert_missing, read_transaction, write_transaction
from server.ledger.changes import Key
from server.ledger.merge import FactState
from server.ledger.rows import FACT
from server.ledger.store import read_things
from server.nudges.agenda import wake
from server.nudges.errors import NudgeNotFoundError
from server.nudges.models import NUDGE, NudgeRow
from server.nudges.rules import (
    ASK_AFTER,
    NudgeClock,
    count_unanswered,
    instant_of,
    later_at,
    nudge_id,
)
from server.nudges.state import (
    APPRECIATION,
    CHECK_IN,
    PREFERENCES_ID,
    NudgePreferences,
    Subject,
    read_preferences,
)

LISTED = timedelta(days=30)
MAX_LISTED = 50

Reaction: TypeAlias = Literal["opened", "dismissed", "later", "keep"]


class Told(NamedTuple):
    """What became of a nudge."""

    id: str
    type: str
    subject: str
    reminder: str
    on: str
    due_at: datetime
    state: str
    reaction: str | None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A reminder of which the last nudges had no reaction."""

    type: str
    subject: str
    reminder: str
    count: int


class Planned(NamedTuple):
    """The next nudge of a reminder."""

    type: str
    subject: str
    reminder: str
    due_at: datetime


class Listing(NamedTuple):
    """The last nudges, newest first, the reminders to ask about, and what comes next, soonest first."""

    nudges: list[Told]
    unanswered: list[Unanswered]
    planned: list[Planned]


def list_nudges(account_id: str, now: datetime) -> Listing:
    """Return what became of the account's last nudges."""
    since = now - LISTED
    is_of_reminder = NUDGE.c.type != APPRECIATION
    is_told = and_(NUDGE.c.state != "planned", is_of_reminder)
    wanted = and_(NUDGE.c.account_id == account_id, NUDGE.c.due_at >= since, is_told)
    is_planned = and_(NUDGE.c.account_id == account_id, NUDGE.c.state == "planned", is_of_reminder)
    soonest = select(NUDGE).where(is_planned, NUDGE.c.try_at.is_not(None)).order_by(NUDGE.c.try_at)
    with read_transaction() as connection:
        rows = as_rows(
            NudgeRow, connection.execute(select(NUDGE).where(wanted).order_by(NUDGE.c.due_at.desc()))
        )
        planned = as_rows(NudgeRow, connection.execute(soonest))
        done = _read_done(connection, account_id, rows)
        edited_at = _read_edits(connection, account_id, rows)
    nudges = [_told(row, done) for row in rows]
    return Listing(
        nudges[:MAX_LISTED],
        _unanswered(nudges, edited_at),
        [Planned(row.type, row.subject_id, row.reminder_id, row.try_at) for row in planned if row.try_at],
    )


def announce_appreciation(
    connection: Connection, account_id: str, pair_id: str, appreciation_id: str, now: datetime
) -> None:
    """Plan a nudge for a gesture that has just arrived; who has no zone gets none.

    It looks like any other. Quiet hours put it off, the day's number does not count for it.
    """
    clock = _read_preferences(connection, account_id).clock
    if clock is None:
        return
    subject, on = Subject(APPRECIATION, pair_id, appreciation_id), clock.day_of(now)
    new = {
        "account_id": account_id,
        "id": nudge_id(account_id, subject, on),
        "type": subject.type,
        "subject_id": subject.id,
        "reminder_id": subject.reminder,
        "on_date": on.isoformat(),
        "due_at": now,
        "try_at": now,
        "state": "planned",
        "is_again": True,  # so that no plan of reminders drops it
        "attempts": 0,
    }
    insert_missing(connection, NUDGE, [new])
    wake(connection, account_id, now, is_stale=False)


def react(account_id: str, key: str, kind: Reaction, ago: timedelta, now: datetime) -> datetime | None:
    """Note what somebody did so long `ago` with a nudge; `later` brings it back, and it is told when.

    Those that were sent as one share the reaction; raises NudgeNotFoundError.
    """
    is_meant = and_(NUDGE.c.account_id == account_id, or_(NUDGE.c.id == key, NUDGE.c.lead_id == key))
    with write_transaction() as connection:
        rows = as_rows(NudgeRow, connection.execute(select(NUDGE).where(is_meant).with_for_update()))
        if not rows:
            raise NudgeNotFoundError
        connection.execute(update(NUDGE).where(is_meant).values(reaction=kind))
        clock = _read_preferences(connection, account_id).clock
        if kind != "later" or clock is None:
            return None
        times = [_put_off(connection, row, max(now - ago, row.due_at), now, clock) for row in rows]
        wake(connection, account_id, now, is_stale=False)
    return max(min(times), now)


def _put_off(
    connection: Connection, row: NudgeRow, pressed_at: datetime, now: datetime, clock: NudgeClock
) -> datetime:
    """Bring a nudge back a while after the press, or, where that is too late for its day, on the next one.

    The press may have waited for a line until that is in the past: then it comes at once, if its day lasts.
    It may also come before the worker has noted that the nudge was sent: then it is still planned, for now.
    """
    if row.state == "planned" and row.try_at is not None and row.try_at > now:  # asked for twice
        return row.try_at
    again_at = later_at(date.fromisoformat(row.on_date), pressed_at, clock)
    if again_at is None:
        return _bring_tomorrow(connection, row, pressed_at, clock)
    again: dict[str, Any] = {
        "state": "planned",
        "try_at": again_at,
        "is_again": True,
        "attempts": 0,
        "deliveries": None,
        "lead_id": None,
    }
    of_row = and_(NUDGE.c.account_id == row.account_id, NUDGE.c.id == row.id)
    connection.execute(update(NUDGE).where(of_row).values(again))
    return again_at


def _bring_tomorrow(
    connection: Connection, row: NudgeRow, pressed_at: datetime, clock: NudgeClock
) -> datetime:
    """Plan the nudge of the next day at the same time of day, whatever weekdays the reminder has."""
    subject = Subject(row.type, row.subject_id, row.reminder_id)
    on = clock.day_of(pressed_at) + timedelta(days=1)
    wall = row.due_at.astimezone(clock.zone).replace(tzinfo=None)
    past_its_day = wall.date() - date.fromisoformat(row.on_date)
    due_at = instant_of(datetime.combine(on + past_its_day, wall.time()), clock.zone)
    new = {
        "account_id": row.account_id,
        "id": nudge_id(row.account_id, subject, on),
        **{name: getattr(row, name) for name in ("type", "subject_id", "reminder_id")},
        "on_date": on.isoformat(),
        "due_at": due_at,
        "try_at": due_at,
        "state": "planned",
        "is_again": True,
        "attempts": 0,
    }
    insert_missing(connection, NUDGE, [new])
    return due_at


def _read_preferences(connection: Connection, account_id: str) -> NudgePreferences:
    key = Key(CHECK_IN, PREFERENCES_ID)
    state = read_things(connection, account_id, [key]).get(key, {})
    fields = {} if isinstance(state, FactState) else state
    return read_preferences({name: value for name, (value, _) in fields.items()})


def _read_done(connection: Connection, account_id: str, rows: Sequence[NudgeRow]) -> set[tuple[str, str]]:
    """Return subject and day of whatever was recorded as done for one of these nudges."""
    if not rows:
        return set()
    is_done: ColumnElement[bool] = and_(
        FACT.c.account_id == account_id,
        FACT.c.subject_id.in_({row.subject_id for row in rows}),
        FACT.c.on_date >= min(row.on_date for row in rows),
        FACT.c.kind.in_(["done", "kept"]),
        FACT.c.withdrawn.is_(False),
    )
    found = connection.execute(select(FACT.c.subject_id, FACT.c.on_date).where(is_done))
    return {(row.subject_id, row.on_date) for row in found}


def _read_edits(
    connection: Connection, account_id: str, rows: Sequence[NudgeRow]
) -> Mapping[Subject, datetime]:
    """Return when each reminder that still exists was last written: what was before says nothing of it."""
    keys = {Key(row.type, row.subject_id) for row in rows}
    edits: dict[Subject, datetime] = {}
    for key, state in read_things(connection, account_id, keys).items():
        fields = {} if isinstance(state, FactState) else state
        for name, (value, stamp) in fields.items():
            if name.startswith("reminder:") and value is not None:
                edited_at = datetime.fromtimestamp(int(stamp[:12], 16) / 1000, UTC)
                edits[Subject(key.type, key.id, name.partition(":")[2])] = edited_at
    return edits


def _told(row: NudgeRow, done: set[tuple[str, str]]) -> Told:
    is_done = (row.subject_id, row.on_date) in done
    return Told(
        id=row.id,
        type=row.type,
        subject=row.subject_id,
        reminder=row.reminder_id,
        on=row.on_date,
        due_at=row.due_at,
        state=row.state,
        reaction="done" if is_done else row.reaction,
    )


def _unanswered(nudges: Iterable[Told], edited_at: Mapping[Subject, datetime]) -> list[Unanswered]:
    reactions: defaultdict[Subject, list[bool]] = defaultdict(list)
    for nudge in nudges:
        subject = Subject(nudge.type, nudge.subject, nudge.reminder)
        if nudge.state == "sent" and subject in edited_at and nudge.due_at >= edited_at[subject]:
            reactions[subject].append(nudge.reaction is not None)
    counts = {subject: count_unanswered(of_one) for subject, of_one in reactions.items()}
    return [Unanswered(*subject, count) for subject, count in counts.items() if count >= ASK_AFTER]
