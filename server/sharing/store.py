"""Rows of sharing as the services read and write them. Each function stays within one account's rows."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from server.core.db import as_row, as_rows
from server.ledger.store import FEED
from server.sharing.errors import NotConfirmedError, NotFoundError
from server.sharing.items import Share
from server.sharing.models import APPRECIATION, SHARE, SHARER, SIDE, TOGETHER, Appreciation, Side, Together


class _OfPair(NamedTuple):
    """A reading of all rows of an account, and one of those of one pair."""

    of_all: Select[Any]
    of_one: Select[Any]


# What every sync asks: made once, for to build a statement takes longer than to execute it.
_ACCOUNT: BindParameter[str] = bindparam("of_account")
_PAIR: BindParameter[str] = bindparam("of_pair")
_READ_SHARER = (
    select(SHARER.c.account_id, SHARER.c.epoch, SHARER.c.published_on, FEED.c.epoch)
    .join(FEED, FEED.c.account_id == SHARER.c.account_id)
    .where(SHARER.c.account_id == _ACCOUNT)
)
_READ_SIDES = select(SIDE).where(SIDE.c.account_id == _ACCOUNT).order_by(SIDE.c.pair_id)
_READ_APPRECIATIONS = (
    select(APPRECIATION)
    .where(
        APPRECIATION.c.account_id == _ACCOUNT,
        APPRECIATION.c.pair_id == _PAIR,
        APPRECIATION.c.sent_on >= bindparam("since_on"),
    )
    .order_by(APPRECIATION.c.sent_on.desc(), APPRECIATION.c.id)
)


def _of_pair(table: Table, *order: ColumnElement[Any]) -> _OfPair:
    of_all = select(table).where(table.c.account_id == _ACCOUNT).order_by(*order)
    return _OfPair(of_all, of_all.where(table.c.pair_id == _PAIR))


_READ_SHARES = _of_pair(SHARE, SHARE.c.started_on, SHARE.c.id)
_READ_LINKS = _of_pair(TOGETHER, TOGETHER.c.id)


class Sharer(NamedTuple):
    """An account that has to do with sharing, and the history its feed has now."""

    account_id: str
    epoch: str
    published_on: date
    feed_epoch: str

    @property
    def is_suspended(self) -> bool:
        """Tell whether the history is another than the one a device of the account last agreed with."""
        return self.epoch != self.feed_epoch


class Partner(NamedTuple):
    """Who somebody is, to the other of a pair."""

    account: str
    username: str

    @property
    def wire(self) -> dict[str, str]:
        """Return the form in which it travels."""
        return self._asdict()


def partner_of(side: Side) -> Partner:
    """Return the other of a pair."""
    return Partner(side.partner_id, side.partner_name)


def read_sharer(connection: Connection, account_id: str) -> Sharer | None:
    """Return the row of an account that has to do with sharing."""
    row = connection.execute(_READ_SHARER, {"of_account": account_id}).one_or_none()
    return None if row is None else Sharer(*row)


def read_sides(connection: Connection, account_id: str) -> list[Side]:
    """Return the account's pairs."""
    return as_rows(Side, connection.execute(_READ_SIDES, {"of_account": account_id}))


def find_side(connection: Connection, account_id: str, pair_id: str) -> Side | None:
    """Return the account's half of a pair."""
    key = (SIDE.c.account_id == account_id) & (SIDE.c.pair_id == pair_id)
    return as_row(Side, connection.execute(select(SIDE).where(key)).one_or_none())


def require_side(connection: Connection, account_id: str, pair_id: str) -> Side:
    """Return the account's half of a pair, confirmed or not; raises NotFoundError."""
    side = find_side(connection, account_id, pair_id)
    if side is None:
        raise NotFoundError
    return side


def require_open_side(connection: Connection, account_id: str, pair_id: str) -> Side:
    """Return the account's half of a confirmed pair; raises NotFoundError or NotConfirmedError."""
    side = require_side(connection, account_id, pair_id)
    if not side.is_open:
        raise NotConfirmedError
    return side


def update_side(connection: Connection, account_id: str, pair_id: str, **values: object) -> None:
    """Change columns of one half, if it is there."""
    key = (SIDE.c.account_id == account_id) & (SIDE.c.pair_id == pair_id)
    connection.execute(update(SIDE).where(key).values(values))


def delete_side(connection: Connection, account_id: str, pair_id: str) -> int:
    """Delete the account's half of a pair and all that belongs to it; returns how many rows that were."""
    deleted = 0
    for table in (SHARE, TOGETHER, APPRECIATION, SIDE):
        key = (table.c.account_id == account_id) & (table.c.pair_id == pair_id)
        deleted += connection.execute(delete(table).where(key)).rowcount
    return deleted


def read_shares(connection: Connection, account_id: str, pair_id: str | None = None) -> list[Share]:
    """Return what the account shows, to one partner or to all, in the order in which it was chosen."""
    return [_share(row) for row in _read_of_pair(connection, _READ_SHARES, account_id, pair_id)]


def count_shares(connection: Connection, account_id: str, pair_id: str) -> int:
    """Return how much the account shows to one partner."""
    of_pair = (SHARE.c.account_id == account_id) & (SHARE.c.pair_id == pair_id)
    return connection.scalar(select(func.count()).select_from(SHARE).where(of_pair)) or 0


def find_share(connection: Connection, account_id: str, share_id: str) -> Share | None:
    """Return one thing that the account shows."""
    row = _find(connection, SHARE, account_id, share_id)
    return None if row is None else _share(row)


def require_share(connection: Connection, account_id: str, share_id: str) -> Share:
    """Return one thing that the account shows; raises NotFoundError."""
    share = find_share(connection, account_id, share_id)
    if share is None:
        raise NotFoundError
    return share


def update_share(connection: Connection, account_id: str, share_id: str, **values: object) -> None:
    """Change columns of one share, if it is there."""
    key = (SHARE.c.account_id == account_id) & (SHARE.c.id == share_id)
    connection.execute(update(SHARE).where(key).values(values))


def delete_shares(connection: Connection, account_id: str, share_ids: Iterable[str] | None = None) -> int:
    """Delete these shares, or all of the account; returns how many there were."""
    return _delete(connection, SHARE, account_id, share_ids)


def read_links(connection: Connection, account_id: str, pair_id: str | None = None) -> list[Together]:
    """Return the account's halves of together links, with one partner or with all."""
    return as_rows(Together, _read_of_pair(connection, _READ_LINKS, account_id, pair_id))


def find_link(connection: Connection, account_id: str, link_id: str) -> Together | None:
    """Return the account's half of a together link."""
    return as_row(Together, _find(connection, TOGETHER, account_id, link_id))


def begin_link(connection: Connection, account_id: str, link_id: str, started_on: date) -> None:
    """Begin a link that was offered, unless it has begun."""
    key = (TOGETHER.c.account_id == account_id) & (TOGETHER.c.id == link_id)
    is_offered = TOGETHER.c.started_on.is_(None)
    connection.execute(update(TOGETHER).where(key, is_offered).values(started_on=started_on))


def raise_count(connection: Connection, account_id: str, link_id: str, count: int) -> None:
    """Let the count of a link grow to this; it never shrinks."""
    key = (TOGETHER.c.account_id == account_id) & (TOGETHER.c.id == link_id)
    connection.execute(update(TOGETHER).where(key, TOGETHER.c.count < count).values(count=count))


def note_counted(connection: Connection, link: Together, new: Iterable[date]) -> set[date]:
    """Add days or weeks to those that count for this half of a link; returns all of them."""
    counted = counted_of(link).union(new)
    key = (TOGETHER.c.account_id == link.account_id) & (TOGETHER.c.id == link.id)
    text = json.dumps(sorted(on.isoformat() for on in counted))
    connection.execute(update(TOGETHER).where(key).values(counted=text))
    return counted


def counted_of(link: Together) -> set[date]:
    """Return the days or weeks that count for this half of a link."""
    return {date.fromisoformat(on) for on in json.loads(link.counted)}


def delete_links(connection: Connection, account_id: str, link_ids: Iterable[str] | None = None) -> int:
    """Delete these halves of links, or all of the account; returns how many there were."""
    return _delete(connection, TOGETHER, account_id, link_ids)


def read_appreciations(
    connection: Connection, account_id: str, pair_id: str, since_on: date
) -> list[Appreciation]:
    """Return the gestures that have arrived since then, newest first."""
    window = {"of_account": account_id, "of_pair": pair_id, "since_on": since_on}
    return as_rows(Appreciation, connection.execute(_READ_APPRECIATIONS, window))


def _read_of_pair(
    connection: Connection, statements: _OfPair, account_id: str, pair_id: str | None
) -> Sequence[Row[Any]]:
    if pair_id is None:
        return connection.execute(statements.of_all, {"of_account": account_id}).all()
    return connection.execute(statements.of_one, {"of_account": account_id, "of_pair": pair_id}).all()


def _share(row: Row[Any]) -> Share:
    return Share(**{name: row._mapping[name] for name in Share.__dataclass_fields__})  # noqa: SLF001 - public API of SQLAlchemy


def _find(connection: Connection, table: Table, account_id: str, row_id: str) -> Row[Any] | None:
    key = (table.c.account_id == account_id) & (table.c.id == row_id)
    return connection.execute(select(table).where(key)).one_or_none()


def _delete(connection: Connection, table: Table, account_id: str, ids: Iterable[str] | None) -> int:
    statement = delete(table).where(table.c.account_id == account_id)
    chosen = statement if ids is None else statement.where(table.c.id.in_(list(ids)))
    return connection.execute(chosen).rowcount
