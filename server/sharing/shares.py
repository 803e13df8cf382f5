"""Choosing what is shown to whom, and taking it back: item by item, person by person."""

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert

from server.core.db import erase_deleted, read_transaction
from server.sharing import store
from server.sharing.commands import Command, Json, Turn, command_turn
from server.sharing.endings import stop_shares
from server.sharing.errors import EnoughSharesError, NotFoundError, NotSyncedError
from server.sharing.items import Item, Share, columns_of
from server.sharing.models import SHARE
from server.sharing.rules import MAX_SHARES, PromiseState, numbers, start_with_streak
from server.sharing.subjects import Owner
from server.sharing.views import is_shown_done, item_of


class Choice(NamedTuple):
    """What somebody chooses to show."""

    pair: str
    share: str
    kind: str
    subject: str
    level: str | None
    label: str
    include_before: bool


def preview(account_id: str, choice: Choice, now: datetime) -> Json:
    """Return the item that the partner would get, and change nothing; raises as `choose` does."""
    with read_transaction() as connection:
        return {"item": _preview(connection, account_id, choice, now)}


def choose(command: Command, choice: Choice, now: datetime) -> Json:
    """Show something, or change its level and label; returns the item that the partner gets.

    Raises NotFoundError, NotConfirmedError, NotSyncedError or EnoughSharesError.
    """
    with command_turn(command, now) as turn:
        if turn.is_first:
            _write(turn.connection, command.account_id, _chosen(_owner(turn, command), choice, now))
        share = store.require_share(turn.connection, command.account_id, choice.share)
        return {"item": item_of(_owner(turn, command), share, now)}


def pause(command: Command, share_id: str, now: datetime) -> Json:
    """Freeze what is shown; raises NotFoundError."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            owner = _owner(turn, command)
            share = store.require_share(turn.connection, command.account_id, share_id)
            today = owner.preferences.today(now)
            done_on = today if is_shown_done(owner, share, today) else None
            values = {"is_paused": True, "done_on": done_on}
            store.update_share(turn.connection, command.account_id, share_id, **values)
    return {}


def resume(command: Command, share_id: str, now: datetime) -> Json:
    """Let what is shown go on; raises NotFoundError."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            store.require_share(turn.connection, command.account_id, share_id)
            values = {"is_paused": False, "done_on": None}
            store.update_share(turn.connection, command.account_id, share_id, **values)
    return {}


def stop(command: Command, share_id: str, now: datetime) -> Json:
    """Show it no more; raises NotFoundError."""
    with command_turn(command, now) as turn:
        if turn.is_first and not stop_shares(turn.connection, command.account_id, [share_id]):
            raise NotFoundError
    erase_deleted()
    return {}


def renew(command: Command, share_id: str, now: datetime) -> Json:
    """Show it for ninety days more from today; raises NotFoundError, also when it has lapsed."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            today = _owner(turn, command).preferences.today(now)
            if store.require_share(turn.connection, command.account_id, share_id).lapses_on <= today:
                raise NotFoundError
            store.update_share(turn.connection, command.account_id, share_id, renewed_on=today)
        share = store.require_share(turn.connection, command.account_id, share_id)
        return {"lapses_on": share.lapses_on.isoformat()}


def _owner(turn: Turn, command: Command) -> Owner:
    return Owner(turn.connection, command.account_id)


def _write(connection: Connection, account_id: str, share: Share) -> None:
    if store.find_share(connection, account_id, share.id) is None:
        row = {name: getattr(share, name) for name in Share.__dataclass_fields__}
        connection.execute(insert(SHARE).values({"account_id": account_id, **row}))
    else:
        store.update_share(connection, account_id, share.id, level=share.level, label=share.label)


def _preview(connection: Connection, account_id: str, choice: Choice, now: datetime) -> Item | None:
    owner = Owner(connection, account_id)
    return item_of(owner, _chosen(owner, choice, now), now)


def _chosen(owner: Owner, choice: Choice, now: datetime) -> Share:
    """Return the share as it will be: a known one with its level and label changed, or a new one.

    A share that has lapsed counts among those there can be: its owner still sees it, and can stop it.
    """
    store.require_open_side(owner.connection, owner.account_id, choice.pair)
    owner.require(choice.kind, choice.subject)
    known = store.find_share(owner.connection, owner.account_id, choice.share)
    if known is None:
        if store.count_shares(owner.connection, owner.account_id, choice.pair) >= MAX_SHARES:
            raise EnoughSharesError
        return _new_share(owner, choice, owner.preferences.today(now))
    is_about_the_same = (known.pair_id, known.kind, known.subject_id) == (
        choice.pair,
        choice.kind,
        choice.subject,
    )
    if not is_about_the_same or known.lapses_on <= owner.preferences.today(now):
        raise NotFoundError
    return replace(known, level=choice.level, label=choice.label)


def _new_share(owner: Owner, choice: Choice, today: date) -> Share:
    share = Share(
        id=choice.share,
        pair_id=choice.pair,
        kind=choice.kind,
        subject_id=choice.subject,
        level=choice.level,
        label=choice.label,
        is_paused=False,
        started_on=today,
        renewed_on=today,
        head_start=0,
        reserve=0,
        kept=0,
        current=0,
        best=0,
        unit="",
        stale_days=0,
        grown_on=today,
        due_on=None,
        done_on=None,
    )
    if choice.kind == "promise":
        # That it was kept before it was shown stays between its owner and the past.
        due_on = owner.outcome(choice.subject).due_on
        return replace(share, **columns_of(PromiseState(is_kept=False, due_on=due_on)))
    whole = owner.history(choice.subject, date.min)
    if whole is None:  # deleted since it was required
        raise NotSyncedError
    start = start_with_streak(whole, today) if choice.include_before else share.start
    share = replace(share, head_start=start.head_start, reserve=start.reserve)
    return replace(share, **columns_of(numbers(whole, share.start, today)))
