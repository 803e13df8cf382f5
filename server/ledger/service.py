"""The one writer of what people record.

One transaction: lock the feed, merge, number, write. Number order is then commit order, so that a reader
who has seen a number has seen all before it (docs/protocol.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from server.accounts.context import context
from server.accounts.errors import SignedOutError
from server.core.db import recover_from_bad_row
from server.core.logs import logger
from server.keys.store import KeyIds, read_key_ids
from server.ledger import store
from server.ledger.changes import (
    Change,
    Key,
    RefusedError,
    latest_stamp,
    read_change_of,
    read_changes,
    read_key,
)
from server.ledger.merge import FactState, State, merge_fact, merge_fields
from server.ledger.old_words import adds_old_words, has_words
from server.ledger.quota import Room, room_of
from server.ledger.refusals import describe
from server.ledger.rows import ROW_BYTES, Thing, size_of

MAX_AHEAD: Final = timedelta(seconds=120)
REJECTED_KEPT: Final = timedelta(days=90)
# A record travels whole: in one request of 256 KiB it must still fit with what is around it.
MAX_RECORD_BYTES: Final = 224 * 1024
OLD_KEY: Final = "old_key"
"""It would store a text under a data key that was replaced."""

Status = Literal["applied", "unchanged", "clock_ahead", "rejected"]


@dataclass(slots=True)
class ChangeResult:
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
    things: int
    stored_bytes: int
    head_token: str | None
    key_id: str
    """Of the account's data key."""
    token_found: str | None = None
    """The token of the head that the opener asked for; None where that head is not known."""
    floor: int = field(init=False)
    """The head before this transaction gave any number."""

    def __post_init__(self) -> None:
        """Remember where the feed stood."""
        self.floor = self.head


@dataclass(slots=True)
class _Batch:
    """A batch while it is merged."""

    latest_stamp: str
    """The latest that a change may carry."""
    present: dict[Key, State]
    room: Room
    keys: KeyIds
    changed: dict[Key, State] = field(default_factory=dict)
    sizes_before: dict[Key, int | None] = field(default_factory=dict)
    """Of what has changed, as it is stored so far; None: it is new."""

    def merge(self, change: Change) -> ChangeResult:
        key, offered = change
        if latest_stamp(change) > self.latest_stamp:
            return ChangeResult(*key, "clock_ahead")
        before = self.present.get(key)
        after = offered if before is None else _merge(before, offered, self.keys.current)
        size = size_of(key, after)
        if not isinstance(after, FactState) and size > MAX_RECORD_BYTES + ROW_BYTES:
            return ChangeResult(*key, "rejected", "record_too_large")
        told = None if after == offered else after
        if after == before:
            return ChangeResult(key.type, key.id, "unchanged", None, told)
        if adds_old_words(before, after, self.keys.retired):
            return ChangeResult(*key, "rejected", OLD_KEY)
        size_before = None if before is None else size_of(key, before)
        is_ended = _is_ended(after) and before is not None and not _is_ended(before)
        if not self.room.take(size, size_before, is_ended=is_ended):
            return ChangeResult(*key, "rejected", "account_full")
        self.sizes_before.setdefault(key, size_before)
        self.present[key] = self.changed[key] = after
        return ChangeResult(key.type, key.id, "applied", None, told)

    def give_back(self, keys: Iterable[Key]) -> None:
        """Take what was not stored out of the count."""
        for key in keys:
            self.room.give_back(size_of(key, self.changed[key]), self.sizes_before[key])


def open_feed(connection: Connection, account_id: str, *, token_at: int = 0) -> OpenFeed:
    """Lock the feed until the commit; one that does not exist is made. Raises SignedOutError.

    `token_at` is the head whose token is wanted.
    """
    feed = store.read_feed(connection, account_id, token_at=token_at, lock=True)
    while feed is None:
        try:
            store.create_feed(connection, account_id)
        except IntegrityError as error:  # the account was deleted since its session was read
            raise SignedOutError from error
        feed = store.read_feed(connection, account_id, token_at=token_at, lock=True)
    return OpenFeed(account_id, *feed)


def apply_changes(
    connection: Connection, feed: OpenFeed, changes: Sequence[Mapping[str, Any]], now: datetime
) -> list[ChangeResult]:
    """Merge each change into the feed and move its head; one outcome each, in their order.

    A change that is refused, or that the database will not store, leaves its neighbours alone.
    """
    account_id = feed.account_id
    read = read_changes(changes)
    present = store.read_things(connection, account_id, _keys_of(changes, read))
    read = [_read_again(*each, present) for each in zip(changes, read, strict=True)]
    room = room_of(context().settings, feed.things, feed.stored_bytes)
    keys = _keys_for(connection, feed, read)
    batch = _Batch(_last_stamp_until(now + MAX_AHEAD), present, room, keys)
    outcomes = [
        _refuse(offered, change) if isinstance(change, RefusedError) else batch.merge(change)
        for offered, change in zip(changes, read, strict=True)
    ]
    feed.things, feed.stored_bytes = room.things, room.stored_bytes
    not_stored = _number_and_write(connection, feed, batch.changed)
    if not_stored:
        batch.give_back(not_stored)
        feed.things, feed.stored_bytes = room.things, room.stored_bytes
        store.write_count(connection, account_id, feed.things, feed.stored_bytes)
    for outcome in outcomes if not_stored else ():
        if Key(outcome.type, outcome.id) in not_stored and outcome.status == "applied":
            outcome.status, outcome.code, outcome.state = "rejected", "not_stored", None
    _keep_rejected(connection, account_id, zip(changes, outcomes, strict=True), now)
    return outcomes


def _keys_of(offered: Sequence[Mapping[str, Any]], read: Sequence[Change | RefusedError]) -> list[Key]:
    return [
        _key_or_none(change) if isinstance(its, RefusedError) else its[0]
        for change, its in zip(offered, read, strict=True)
    ]


def _read_again(
    offered: Mapping[str, Any], read: Change | RefusedError, present: Mapping[Key, State]
) -> Change | RefusedError:
    """Read once more, beside what is stored of the same thing, what was refused by itself."""
    stored = present.get(_key_or_none(offered)) if isinstance(read, RefusedError) else None
    return read if stored is None else read_change_of(stored, offered)


def _last_stamp_until(end: datetime) -> str:
    return f"{int(end.timestamp() * 1000):012x}{'f' * 20}"


def _refuse(offered: Mapping[str, Any], error: RefusedError) -> ChangeResult:
    return ChangeResult(_text(offered.get("type")), _text(offered.get("id")), "rejected", error.code)


def _key_or_none(change: Mapping[str, Any]) -> Key:
    """Return what the change is about; what is no id may be words, and is not kept."""
    try:
        return read_key(change)
    except RefusedError:
        return Key("", "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_ended(state: State) -> bool:
    """Tell whether a thing is deleted or taken back."""
    if isinstance(state, FactState):
        return state.is_withdrawn
    value, _ = state.get("deleted", (False, ""))
    return value is True


def _merge(before: State, offered: State, key_id: str) -> State:
    """Merge two states of one thing: they are of one kind, for its type is part of its key."""
    if isinstance(offered, FactState):
        return merge_fact(before, offered, key_id) if isinstance(before, FactState) else offered
    return offered if isinstance(before, FactState) else merge_fields(before, offered, key_id)


def _keys_for(connection: Connection, feed: OpenFeed, read: Iterable[Change | RefusedError]) -> KeyIds:
    """Return the account's keys; ticks bring no words, so what was replaced does not matter to them."""
    if any(not isinstance(change, RefusedError) and has_words(change[1]) for change in read):
        return read_key_ids(connection, feed.account_id)
    return KeyIds(feed.key_id, frozenset())


def _number_and_write(connection: Connection, feed: OpenFeed, changed: Mapping[Key, State]) -> set[Key]:
    """Write what has changed; returns the keys of what the database would not store."""
    if not changed:
        return set()
    numbered = enumerate(changed.items(), start=feed.head + 1)
    things = [Thing(seq, key, state) for seq, (key, state) in numbered]
    stored = {"things": feed.things, "stored_bytes": feed.stored_bytes}
    feed.head_token = store.move_head(connection, feed.account_id, feed.head, things[-1].seq, **stored)
    feed.head = things[-1].seq
    return _write(connection, feed.account_id, things)


def _write(connection: Connection, account_id: str, things: Sequence[Thing]) -> set[Key]:
    """Write these things; those that the database would not store are found by halving.

    Only what is wrong with a thing itself is caught. That the database has no room or no time now is wrong
    with none of them: the whole request fails, and the device offers all of it again.
    """
    try:
        with recover_from_bad_row(connection):
            store.write_things(connection, account_id, things)
    except (DataError, IntegrityError) as error:
        if len(things) > 1:
            middle = len(things) // 2
            halves = things[:middle], things[middle:]
            return set().union(*(_write(connection, account_id, half) for half in halves))
        logger.error("fault", kind=type(error.orig).__name__, where="ledger")
        return {things[0].key}
    return set()


def _keep_rejected(
    connection: Connection,
    account_id: str,
    offered: Iterable[tuple[Mapping[str, Any], ChangeResult]],
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
