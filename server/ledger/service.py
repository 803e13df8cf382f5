"""The one writer of what people record.

One transaction: lock the feed, merge, number, write. Number order is then commit order, so that a reader
who has seen a number has seen all before it (docs/protocol.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal

import orjson
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from server.accounts.errors import SignedOutError
from server.core.db import survivable
from server.core.logs import logger
from server.ledger import store
from server.ledger.changes import FactChange, Key, RecordChange, RefusedError, read_change, read_key
from server.ledger.merge import FactState, merge_fact, merge_fields
from server.ledger.refusals import describe
from server.ledger.store import State, Thing

MOST_AHEAD: Final = timedelta(seconds=120)
REJECTED_KEPT: Final = timedelta(days=90)
# A record travels whole: in one request of 256 KiB it must still fit with what is around it.
MOST_RECORD_BYTES: Final = 224 * 1024

Status = Literal["applied", "unchanged", "clock_ahead", "rejected"]


@dataclass(slots=True)
class Outcome:
    """What became of one change; `state` is the merged one where it differs from what was offered."""

    type: str
    id: str
    status: Status
    code: str | None = None
    state: State | None = None


@dataclass(slots=True)
class OpenFeed:
    """A feed that this transaction has locked."""

    account_id: str
    epoch: str
    head: int
    floor: int = field(init=False)
    """The head before this transaction gave any number."""

    def __post_init__(self) -> None:
        """Remember where the feed stood."""
        self.floor = self.head


@dataclass(slots=True)
class _Batch:
    """A batch while it is merged."""

    latest_ms: float
    """The latest time that a stamp may carry."""
    present: dict[Key, State]
    changed: dict[Key, State] = field(default_factory=dict)

    def merge(self, change: RecordChange | FactChange) -> Outcome:
        if self._is_ahead(change):
            return Outcome(*change.key, "clock_ahead")
        before = self.present.get(change.key)
        offered = change.fields if isinstance(change, RecordChange) else change.state
        after = _merge(before, offered)
        if isinstance(after, Mapping) and len(orjson.dumps(after)) > MOST_RECORD_BYTES:
            return Outcome(*change.key, "rejected", "record_too_large")
        state = None if after == offered else after
        if after == before:
            return Outcome(*change.key, "unchanged", state=state)
        self.present[change.key] = self.changed[change.key] = after
        return Outcome(*change.key, "applied", state=state)

    def _is_ahead(self, change: RecordChange | FactChange) -> bool:
        return any(int(stamp[:12], 16) > self.latest_ms for stamp in change.stamps)


def open_feed(connection: Connection, account_id: str) -> OpenFeed:
    """Lock the feed until the commit; one that does not exist is made. Raises SignedOutError."""
    feed = store.read_feed(connection, account_id, lock=True)
    while feed is None:
        try:
            store.create_feed(connection, account_id)
        except IntegrityError as error:  # the account was deleted since its session was read
            raise SignedOutError from error
        feed = store.read_feed(connection, account_id, lock=True)
    return OpenFeed(account_id, feed.epoch, feed.head)


def apply_changes(
    connection: Connection, feed: OpenFeed, changes: Sequence[Mapping[str, Any]], now: datetime
) -> list[Outcome]:
    """Merge each change into the feed and move its head; one outcome each, in their order.

    A change that is refused, or that the database will not store, leaves its neighbours alone.
    """
    account_id = feed.account_id
    read = [_read(change) for change in changes]
    keys = [change.key for change in read if not isinstance(change, Outcome)]
    latest_ms = (now + MOST_AHEAD).timestamp() * 1000
    batch = _Batch(latest_ms, store.read_things(connection, account_id, keys))
    outcomes = [change if isinstance(change, Outcome) else batch.merge(change) for change in read]
    not_stored = _number_and_write(connection, feed, batch.changed)
    for outcome in outcomes if not_stored else ():
        if Key(outcome.type, outcome.id) in not_stored and outcome.status == "applied":
            outcome.status, outcome.code, outcome.state = "rejected", "not_stored", None
    _keep_rejected(connection, account_id, zip(changes, outcomes, strict=True), now)
    return outcomes


def _read(change: Mapping[str, Any]) -> RecordChange | FactChange | Outcome:
    try:
        return read_change(change)
    except RefusedError as error:
        return Outcome(_text(change.get("type")), _text(change.get("id")), "rejected", error.code)


def _key_or_none(change: Mapping[str, Any]) -> Key:
    """Return what the change is about; what is no id may be words, and is not kept."""
    try:
        return read_key(change)
    except RefusedError:
        return Key("", "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _merge(before: State | None, offered: State) -> State:
    if isinstance(offered, FactState):
        return merge_fact(before, offered) if isinstance(before, FactState) else offered
    return merge_fields(before, offered) if isinstance(before, Mapping) else dict(offered)


def _number_and_write(connection: Connection, feed: OpenFeed, changed: Mapping[Key, State]) -> set[Key]:
    """Write what has changed; returns the keys of what the database would not store."""
    if not changed:
        return set()
    things = [Thing(seq, *change) for seq, change in enumerate(changed.items(), start=feed.head + 1)]
    store.move_head(connection, feed.account_id, feed.head, things[-1].seq)
    feed.head = things[-1].seq
    if _try_to_write(connection, feed.account_id, things):
        return set()
    return {thing.key for thing in things if not _try_to_write(connection, feed.account_id, [thing])}


def _try_to_write(connection: Connection, account_id: str, things: Sequence[Thing]) -> bool:
    """Tell whether all of these things were written; if not, they can be one by one.

    Only what is wrong with a thing itself is caught. That the database has no room or no time now is wrong
    with none of them: the whole request fails, and the device offers all of it again.
    """
    try:
        with survivable(connection):
            store.write_things(connection, account_id, things)
    except (DataError, IntegrityError) as error:
        logger.error("fault", kind=type(error.orig).__name__, where="ledger")
        return False
    return True


def _keep_rejected(
    connection: Connection,
    account_id: str,
    offered: Iterable[tuple[Mapping[str, Any], Outcome]],
    now: datetime,
) -> None:
    rejected = {
        key: {
            "account_id": account_id,
            "type": key.type,
            "id": key.id,
            "code": outcome.code or "",
            "body": describe(change),
            "rejected_on": now.date().isoformat(),
        }
        for change, outcome in offered
        if outcome.status == "rejected"
        for key in [_key_or_none(change)]
    }
    if rejected:
        oldest_on = (now - REJECTED_KEPT).date().isoformat()
        store.write_rejected(connection, list(rejected.values()), oldest_on=oldest_on)
