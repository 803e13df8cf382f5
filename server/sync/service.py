"""One sync: merge what is offered, then read what the device has not seen, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from server.core.db import erase_deleted, read_transaction, write_transaction
from server.core.logs import logger
from server.ledger.changes import Key
from server.ledger.rows import Json, wire_of
from server.ledger.service import ChangeResult, OpenFeed, apply_changes, open_feed
from server.ledger.store import begin_new_history, read_after, read_feed
from server.nudges.agenda import note_changes
from server.sharing import service as sharing
from server.sharing.views import NOTHING, shared_document
from server.sync.errors import OtherAccountError, TooNewError, UpdateNeededError
from server.sync.history import HeadToken, History, compare, head_token_of
from server.sync.schemas import MAX_PROTOCOL, MIN_PROTOCOL

# What the device then knows from the result itself; it must hear of anything else.
_TOLD = frozenset({"applied", "unchanged"})


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """What a device offers and how far it has read; `epoch` is None before the first answer.

    `head_token` is what it got with its cursor, or None.
    """

    protocol: int
    account: str
    epoch: str | None
    cursor: int
    changes: Sequence[Mapping[str, Any]]
    limit: int
    head_token: str | None = None


def sync(account_id: str, request: SyncRequest, now: datetime) -> Json:
    """Return the answer as JSON; raises OtherAccountError, UpdateNeededError or TooNewError.

    What is due is published before the account records or sees anything. Whoever begins to share at this
    very moment has nothing that is due yet.
    """
    _check(account_id, request)
    is_sharer = sharing.prepare(account_id, now)
    answer = None if request.changes else _read(account_id, request, now)
    if answer is None:
        answer = _write_and_read(account_id, request, now)
    if not is_sharer:
        return {**answer, "shared": NOTHING}
    _agree(account_id, request, answer)
    return {**answer, "shared": _shared(account_id, now)}


def _read(account_id: str, request: SyncRequest, now: datetime) -> Json | None:
    """Answer without writing anything; None where there is no feed yet, or its history must be renewed."""
    token = HeadToken.parse(request.head_token)
    with read_transaction() as connection:
        feed = read_feed(connection, account_id, token_at=token.head)
        opened = None if feed is None else OpenFeed(account_id, *feed)
        if opened is None or _compare(opened, request, token) == History.LOST:
            return None
        return _answer(connection, opened, request, [], now)


def _write_and_read(account_id: str, request: SyncRequest, now: datetime) -> Json:
    token = HeadToken.parse(request.head_token)
    with write_transaction() as connection:
        opened = open_feed(connection, account_id, token_at=token.head)
        history = _compare(opened, request, token)
        if history == History.LOST:  # before anything is shown to others: what they may see is lost too
            opened.epoch = begin_new_history(connection, account_id)
            logger.warning("history_lost")
            return _answer(connection, opened, request, [], now)
        is_same = history == History.SAME
        outcomes = apply_changes(connection, opened, request.changes, now) if is_same else []
        has_deleted = sharing.apply_endings_in_records(connection, account_id, outcomes, now)
        if outcomes:
            note_changes(connection, account_id, request.changes, outcomes, now)
        answer = _answer(connection, opened, request, outcomes, now)
    if has_deleted:
        erase_deleted()
    return answer


def _shared(account_id: str, now: datetime) -> Json:
    """Return what others show, read after all that this request has changed."""
    with read_transaction() as connection:
        return shared_document(connection, account_id, now)


def _agree(account_id: str, request: SyncRequest, answer: Json) -> None:
    """Let a device that has offered and read everything end what a restore has suspended."""
    is_even = not request.changes and not answer["more"] and request.epoch == answer["epoch"]
    if is_even and request.cursor == answer["cursor"]:
        sharing.agree(account_id, answer["epoch"])


def _check(account_id: str, request: SyncRequest) -> None:
    if request.protocol < MIN_PROTOCOL:
        raise UpdateNeededError
    if request.protocol > MAX_PROTOCOL:
        raise TooNewError
    if request.account != account_id:
        raise OtherAccountError


def _compare(feed: OpenFeed, request: SyncRequest, token: HeadToken) -> History:
    return compare(feed, request.epoch, request.cursor, token)


def _answer(
    connection: Connection,
    feed: OpenFeed,
    request: SyncRequest,
    outcomes: Sequence[ChangeResult],
    now: datetime,
) -> Json:
    """Return all of the answer but what others show."""
    is_same = _compare(feed, request, HeadToken.parse(request.head_token)) == History.SAME
    things, cursor, is_more = _read_page(connection, feed, request) if is_same else ([], 0, feed.head > 0)
    told = {(outcome.type, outcome.id) for outcome in outcomes if outcome.status in _TOLD} if things else ()
    return {
        "protocol": [MIN_PROTOCOL, MAX_PROTOCOL],
        "account": feed.account_id,
        "epoch": feed.epoch,
        "key": feed.key_id,
        "now": int(now.timestamp() * 1000),
        "results": [_result(outcome) for outcome in outcomes],
        "records": [thing for thing in things if (thing["type"], thing["id"]) not in told]
        if told
        else things,
        "cursor": cursor,
        "head_token": head_token_of(feed) if is_same else None,
        "more": is_more,
    }


def _read_page(connection: Connection, feed: OpenFeed, request: SyncRequest) -> tuple[list[Json], int, bool]:
    """Return what follows the cursor, the next cursor, and whether there is more after that."""
    if request.cursor == feed.floor:  # nothing has followed but what this request offered
        return [], feed.head, False
    page = read_after(connection, feed.account_id, request.cursor, feed.head, request.limit)
    cursor = page.numbered[-1][0] if page.is_more else feed.head
    return [thing for _, thing in page.numbered], cursor, page.is_more


def _result(outcome: ChangeResult) -> Json:
    result: Json = {"type": outcome.type, "id": outcome.id, "status": outcome.status}
    if outcome.code is not None:
        result["code"] = outcome.code
    if outcome.state is not None:
        result["record"] = wire_of(Key(outcome.type, outcome.id), outcome.state)
    return result
