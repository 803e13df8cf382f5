"""Together: two people link one practice each, and only what both did counts. Leaving is silent."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert

from server.core.db import erase_deleted, write_transaction
from server.sharing import store
from server.sharing.commands import Command, Json, command_turn, today_of
from server.sharing.errors import EnoughSharesError, NotFoundError, TogetherOfferedError
from server.sharing.models import TOGETHER, Side, Together
from server.sharing.rules import MAX_LINKS
from server.sharing.subjects import Owner


class Offer(NamedTuple):
    """What somebody offers to do together."""

    pair: str
    habit: str
    label: str
    unit: str


def offer(command: Command, what: Offer, now: datetime) -> Json:
    """Offer to link a habit.

    Raises NotFoundError, NotConfirmedError, NotSyncedError, TogetherOfferedError or EnoughSharesError.
    """
    with command_turn(command, now) as turn:
        if turn.is_first:
            side = store.require_open_side(turn.connection, command.account_id, what.pair)
            links = store.read_links(turn.connection, command.account_id, what.pair)
            if any(link.is_mine and link.started_on is None for link in links):
                raise TogetherOfferedError
            _insert(turn.connection, side, command.id, what)
    return {"together": command.id}


def join(command: Command, pair_id: str, link_id: str, habit_id: str, now: datetime) -> Json:
    """Link a habit of one's own with what the other offers.

    Raises NotFoundError, NotSyncedError or EnoughSharesError.
    """
    with command_turn(command, now) as turn:
        if turn.is_first:
            side = store.require_open_side(turn.connection, command.account_id, pair_id)
            offered = store.find_link(turn.connection, side.partner_id, link_id)
            if offered is None or offered.pair_id != pair_id or not _is_offer(offered):
                raise NotFoundError
            what = Offer(pair_id, habit_id, offered.label, offered.unit)
            today = today_of(turn.connection, command.account_id, now)
            _insert(turn.connection, side, link_id, what, joined_on=today)
    _begin_theirs(command.account_id, link_id)
    return {}


def leave(command: Command, link_id: str, now: datetime) -> Json:
    """Leave a link, or take an offer back: the other's count stays where it is. Raises NotFoundError."""
    with command_turn(command, now) as turn:
        if turn.is_first and not store.delete_links(turn.connection, command.account_id, [link_id]):
            raise NotFoundError
    erase_deleted()
    return {}


def _is_offer(link: Together) -> bool:
    return bool(link.is_mine) and link.started_on is None


def _insert(
    connection: Connection, side: Side, link_id: str, what: Offer, joined_on: date | None = None
) -> None:
    """Make the account's half of a link: of one that it offers, or has joined."""
    Owner(connection, side.account_id).require("habit", what.habit)
    if len(store.read_links(connection, side.account_id, side.pair_id)) >= MAX_LINKS:
        raise EnoughSharesError
    if store.find_link(connection, side.account_id, link_id) is not None:
        raise NotFoundError
    row = {
        "account_id": side.account_id,
        "id": link_id,
        "pair_id": side.pair_id,
        "partner_id": side.partner_id,
        "habit_id": what.habit,
        "label": what.label,
        "unit": what.unit,
        "is_mine": joined_on is None,
        "started_on": joined_on,
        "count": 0,
    }
    connection.execute(insert(TOGETHER).values(row))


def _begin_theirs(account_id: str, link_id: str) -> None:
    """Begin the other's half on the same date."""
    with write_transaction() as connection:
        mine = store.find_link(connection, account_id, link_id)
        if mine is not None and mine.started_on is not None:  # else left since
            store.begin_link(connection, mine.partner_id, link_id, mine.started_on)
