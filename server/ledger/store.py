"""Rows of the ledger, read and written in lists; SQLAlchemy Core, for this is the hottest path there is.

Statements are made once: to build one again for each request takes longer than to execute it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from operator import itemgetter
from secrets import token_hex
from typing import Any, Final, NamedTuple
from uuid import uuid4

import orjson
from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import JSON, psycopg

from server.accounts.models import ACCOUNT
from server.accounts.store import lock_account_id
from server.core.db import insert_into, insert_missing, table_of
from server.ledger.changes import Key
from server.ledger.errors import TooMuchAtOnceError
from server.ledger.kinds import FACT_KINDS
from server.ledger.merge import State
from server.ledger.models import TOKEN_CHARACTERS, Feed, FeedHead, RejectedChange
from server.ledger.rows import (
    COLUMNS,
    FACT,
    RECORD,
    ROW_BYTES,
    Json,
    Thing,
    Values,
    fact_row,
    fact_to_wire,
    record_row,
    record_to_wire,
    to_fact,
    to_record,
)

# A device that is further behind reads its whole feed again, which is hardly more than what it lacks.
MAX_NUMBERS_WITH_TOKEN: Final = 8192
# Old tokens are deleted when the head passes a multiple of this.
PRUNE_EVERY: Final = 1024

MAX_PAGE_BYTES = 1_000_000
MAX_REJECTED = 200
"""Of one account, noted for support."""
_PIECE_ROWS = 64
_FEW_ROWS = 16
MAX_TOUCHED_BYTES = 4_000_000
"""Of what one request is about, as it is stored: the app sends smaller requests where this is too much."""

FEED = table_of(Feed)
FEED_HEAD = table_of(FeedHead)
REJECTED = table_of(RejectedChange)

_DIALECTS = {"sqlite": sqlite.dialect(), "postgresql": psycopg.dialect()}  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so

_ACCOUNT: BindParameter[str] = bindparam("of_account")
_TOKEN_AT = (
    select(FEED_HEAD.c.token)
    .where(FEED_HEAD.c.account_id == FEED.c.account_id, FEED_HEAD.c.head == bindparam("token_at"))
    .scalar_subquery()
)
_KEY_ID = select(ACCOUNT.c.key_id).where(ACCOUNT.c.id == FEED.c.account_id).scalar_subquery()
_FEED = select(
    FEED.c.epoch,
    FEED.c.head,
    FEED.c.things,
    FEED.c.stored_bytes,
    FEED.c.head_token,
    _KEY_ID.label("key_id"),
    _TOKEN_AT.label("token_found"),
)
_READ_FEED = _FEED.where(FEED.c.account_id == _ACCOUNT)
_LOCK_FEED = _FEED.where(FEED.c.account_id == lock_account_id(_ACCOUNT)).with_for_update()
_MOVE_HEAD = update(FEED).where(FEED.c.account_id == _ACCOUNT)
_ADD_HEAD = insert(FEED_HEAD)
_MOVE_AND_ADD_HEAD = insert(FEED_HEAD).from_select(
    [column.name for column in FEED_HEAD.c],
    select(
        _MOVE_HEAD.values(
            {name: bindparam(name) for name in ("floor", "head", "head_token", "things", "stored_bytes")}
        )
        .returning(FEED.c.account_id, FEED.c.head, FEED.c.head_token)
        .cte("moved")
    ),
)
_PRUNE_HEADS = FEED_HEAD.delete().where(
    FEED_HEAD.c.account_id == _ACCOUNT, FEED_HEAD.c.head <= bindparam("up_to")
)


@cache
def _reading_of(dialect_name: str, table: Table) -> Select[Any]:
    """Return a query of the things of one type with these ids, a list in JSON.

    It goes by the whole key, by its own form. PostgreSQL knows nothing of a table that was not analysed
    yet, and would rather read all of an account than look up a thousand keys: the limit on each look-up
    keeps it from joining the two.
    """
    is_of_type = (table.c.account_id == _ACCOUNT) & (table.c.type == bindparam("of_type"))
    query = select(*COLUMNS[table]).where(is_of_type)
    ids = bindparam("ids", type_=Text)
    if dialect_name == "sqlite":
        each = func.json_each(ids).table_valued("value")
        return query.where(table.c.id.in_(select(each.c.value)))
    wanted = func.json_array_elements_text(cast(ids, JSON)).table_valued("value")
    found = query.where(table.c.id == wanted.c.value).limit(1).lateral()
    return select(found).select_from(wanted.join(found, true()))


def _reading_after(table: Table) -> Select[Any]:
    is_new = (table.c.seq > bindparam("after")) & (table.c.seq <= bindparam("up_to"))
    query = select(*COLUMNS[table]).where(table.c.account_id == _ACCOUNT, is_new)
    return query.order_by(table.c.seq).limit(bindparam("most"))


_OF_REJECTED = REJECTED.c.account_id == _ACCOUNT
_TOO_MANY_REJECTED = (
    select(REJECTED.c.type, REJECTED.c.id)
    .where(_OF_REJECTED)
    .order_by(REJECTED.c.rejected_on.desc(), REJECTED.c.type, REJECTED.c.id)
    .offset(MAX_REJECTED)
)
_FORGET_REJECTED = REJECTED.delete().where(
    _OF_REJECTED, REJECTED.c.type == bindparam("of_type"), REJECTED.c.id == bindparam("of_id")
)
_READ_FACTS_ABOUT = (
    select(*COLUMNS[FACT])
    .where(
        FACT.c.account_id == _ACCOUNT,
        FACT.c.type == bindparam("of_type"),
        FACT.c.subject_id == bindparam("subject"),
        FACT.c.on_date >= bindparam("since"),
        FACT.c.withdrawn.is_(False),
    )
    .order_by(FACT.c.on_date, FACT.c.seq)
)
_READ_AFTER = ((_reading_after(RECORD), record_to_wire), (_reading_after(FACT), fact_to_wire))


class FeedState(NamedTuple):
    """Where a feed stands."""

    epoch: str
    head: int
    things: int
    stored_bytes: int
    head_token: str | None
    key_id: str
    token_found: str | None
    """The token of the head that was asked for; None where that head is not known."""


def read_feed(
    connection: Connection, account_id: str, *, token_at: int = 0, lock: bool = False
) -> FeedState | None:
    """Return where the feed stands; with `lock` nobody else can number anything until the commit.

    `token_at` is the head whose token is wanted.
    """
    query = _LOCK_FEED if lock else _READ_FEED
    row = connection.execute(query, {"of_account": account_id, "token_at": token_at}).one_or_none()
    return None if row is None else FeedState(*row)


def create_feed(connection: Connection, account_id: str) -> None:
    """Make an empty feed, unless another process has just made it."""
    row = {"account_id": account_id, "epoch": uuid4().hex, "head": 0, "floor": 0}
    insert_missing(connection, FEED, [row])


def begin_new_histories(connection: Connection) -> None:
    """Give every feed another epoch: the server may lack what it had, and devices offer it again."""
    for account_id in connection.scalars(select(FEED.c.account_id)).all():
        begin_new_history(connection, account_id)


def begin_new_history(connection: Connection, account_id: str) -> str:
    """Give the feed another epoch, which is returned."""
    epoch = uuid4().hex
    renew = _MOVE_HEAD.values(epoch=bindparam("new_epoch"))
    connection.execute(renew, {"of_account": account_id, "new_epoch": epoch})
    return epoch


def write_count(connection: Connection, account_id: str, things: int, stored_bytes: int) -> None:
    """Note how many things and bytes the feed holds."""
    counts = {"things": things, "stored_bytes": stored_bytes}
    connection.execute(_MOVE_HEAD, {"of_account": account_id, **counts})


def move_head(connection: Connection, account_id: str, floor: int, head: int, **stored: int) -> str:
    """Give the numbers from `floor + 1` to `head` to this transaction; returns the token of the new head.

    `stored`: how many `things` and `stored_bytes` there are from now on.
    """
    token = token_hex(TOKEN_CHARACTERS // 2)
    moved = {"floor": floor, "head": head, "head_token": token, **stored}
    if connection.dialect.name == "postgresql":  # one statement, for each is a round trip
        connection.execute(_MOVE_AND_ADD_HEAD, {"of_account": account_id, **moved})
    else:
        connection.execute(_MOVE_HEAD, {"of_account": account_id, **moved})
        connection.execute(_ADD_HEAD, {"account_id": account_id, "head": head, "token": token})
    if head // PRUNE_EVERY > floor // PRUNE_EVERY:
        oldest = {"of_account": account_id, "up_to": head - MAX_NUMBERS_WITH_TOKEN}
        connection.execute(_PRUNE_HEADS, oldest)
    return token


def read_things(connection: Connection, account_id: str, keys: Iterable[Key]) -> dict[Key, State]:
    """Return what is stored under these keys."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        ids[key.type].append(key.id)
    found: dict[Key, State] = {}
    for kind, wanted in ids.items():
        table, to_thing = (FACT, to_fact) if kind in FACT_KINDS else (RECORD, to_record)
        of_these = {"of_account": account_id, "of_type": kind, "ids": orjson.dumps(wanted).decode()}
        query = _reading_of(connection.dialect.name, table)
        limits = _Limits(len(wanted), MAX_TOUCHED_BYTES)
        rows, touched = _read_bounded(connection, query, of_these, limits)
        if touched > MAX_TOUCHED_BYTES:
            raise TooMuchAtOnceError
        found |= {thing.key: thing.state for thing in map(to_thing, rows)}
    return found


class _Limits(NamedTuple):
    """How much may be read: so many rows can come at most, and after so many bytes no more are read."""

    rows: int
    bytes: int


class Page(NamedTuple):
    """Things as they travel, each under its number, in order; `is_more`: others follow them."""

    numbered: list[tuple[int, Json]]
    is_more: bool


def read_after(connection: Connection, account_id: str, after: int, up_to: int, most: int) -> Page:
    """Return things numbered from `after + 1` to `up_to`: `most` at most, of MAX_PAGE_BYTES at most.

    One thing alone may be larger.
    """
    window = {"of_account": account_id, "after": after, "up_to": up_to, "most": most + 1}
    limits = _Limits(min(most + 1, up_to - after), MAX_PAGE_BYTES)
    sized: list[tuple[int, Json, int]] = []
    for query, to_wire in _READ_AFTER:
        rows, _ = _read_bounded(connection, query, window, limits)
        sized += [(*to_wire(row), _size_of(row)) for row in rows]
    sized.sort(key=itemgetter(0))
    fitting = min(most, _count_fitting([size for _, _, size in sized]))
    return Page([(seq, thing) for seq, thing, _ in sized[:fitting]], is_more=fitting < len(sized))


def _read_bounded(
    connection: Connection, query: Select[Any], parameters: Mapping[str, object], limits: _Limits
) -> tuple[Sequence[Row[Any]], int]:
    """Read rows until they are more bytes than the limit, which the last ones may make them; tell the bytes.

    In pieces: one by one, SQLAlchemy takes as long to hand a row on as it takes to read it; all at once, a
    thousand rows may be 200 MB.
    """
    if limits.rows <= _FEW_ROWS:  # on PostgreSQL, pieces take three requests more
        few = connection.execute(query, parameters).all()
        return few, sum(map(_size_of, few))
    rows: list[Row[Any]] = []
    total = 0
    with connection.execute(query, parameters, execution_options={"yield_per": _PIECE_ROWS}) as result:
        for piece in result.partitions():
            rows += piece
            total += sum(map(_size_of, piece))
            if total > limits.bytes:
                break
    return rows, total


def _size_of(row: Row[Any]) -> int:
    return ROW_BYTES + len(row[-1] or "")  # what may be long is in the last column


def _count_fitting(sizes: Sequence[int]) -> int:
    """Return how many fit into a page; the first always does, for no page could carry it otherwise."""
    fitting = sum(1 for total in accumulate(sizes) if total <= MAX_PAGE_BYTES)
    return max(fitting, min(1, len(sizes)))


def read_facts_about(
    connection: Connection, account_id: str, kind: str, subject_id: str, since_on: date
) -> list[Thing]:
    """Return the facts of this type about one habit or promise from a date on, by date; none withdrawn."""
    window = {"of_account": account_id, "of_type": kind, "subject": subject_id, "since": since_on.isoformat()}
    return [to_fact(row) for row in connection.execute(_READ_FACTS_ABOUT, window)]


def write_things(connection: Connection, account_id: str, things: Sequence[Thing]) -> None:
    """Write each thing under its number, whether it is new or not."""
    records = [record_row(account_id, thing) for thing in things if thing.key.type not in FACT_KINDS]
    facts = [fact_row(account_id, thing) for thing in things if thing.key.type in FACT_KINDS]
    _upsert(connection, RECORD, records)
    _upsert(connection, FACT, facts)


def write_rejected(connection: Connection, rows: list[dict[str, str]], *, oldest_on: str) -> None:
    """Note what was refused to an account; forget what was refused before `oldest_on`, or is too much."""
    _upsert(connection, REJECTED, [tuple(row[column.name] for column in REJECTED.c) for row in rows])
    connection.execute(REJECTED.delete().where(REJECTED.c.rejected_on < oldest_on))
    of_account = {"of_account": rows[0]["account_id"]}
    beyond = [
        {**of_account, "of_type": key.type, "of_id": key.id}
        for key in connection.execute(_TOO_MANY_REJECTED, of_account)
    ]
    if beyond:
        connection.execute(_FORGET_REJECTED, beyond)


def _upsert(connection: Connection, table: Table, rows: list[Values]) -> None:
    """Write the rows past SQLAlchemy, which takes longer to hand them on than SQLite to store them.

    So each value must be what the driver and the column take as it is. PostgreSQL gets all of them in one
    JSON: its driver takes longer to hand on a row than it takes to store one.
    """
    if not rows:
        return
    dialect_name = connection.dialect.name
    if dialect_name == "sqlite":
        connection.exec_driver_sql(_upsert_of(dialect_name, table), rows)
        return
    names = [column.name for column in table.c]
    json = orjson.dumps([dict(zip(names, row, strict=True)) for row in rows]).decode()
    connection.exec_driver_sql(_upsert_of(dialect_name, table), {"rows": json})


@cache
def _upsert_of(dialect_name: str, table: Table) -> str:
    insert = insert_into(dialect_name, table)
    if dialect_name == "postgresql":
        given = func.json_to_recordset(cast(bindparam("rows", type_=Text), JSON))
        columns = [column(one.name, one.type) for one in table.c]
        row = given.table_valued(*columns).render_derived(name="given", with_types=True)
        insert = insert.from_select([one.name for one in table.c], select(*row.c))
    key = [column.name for column in table.primary_key]
    new = {column.name: insert.excluded[column.name] for column in table.c if column.name not in key}
    upsert = insert.on_conflict_do_update(index_elements=key, set_=new)
    return str(upsert.compile(dialect=_DIALECTS[dialect_name]))
