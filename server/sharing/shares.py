"""Choosing what is shown to whom, and taking it back: item by item, person by person."""

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert

from server.accounts.context import context
from server.core.db import erase_deleted, read_transaction
from server.sharing import store
from server.sharing.commands import Command, Json, once
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


def preview(account_id: str, choice: Choice) -> Json:
    """Return the item that the partner would get, and change nothing; raises as `choose` does."""
    now = context().clock.now()
    with read_transaction() as connection:
        return {"item": _preview(connection, account_id, choice, now)}


def choose(command: Command, choice: Choice) -> Json:
    """Show something, or change its level and label; returns the item that the partner gets.

    Raises NotFoundError, NotConfirmedError, NotSyncedError or EnoughSharesError.
    """
    now = context().clock.now()

    def act(connection: Connection) -> None:
        share = _chosen(Owner(connection, command.account_id), choice, now)
        if store.find_share(connection, command.account_id, choice.share) is None:
            row = {name: getattr(share, name) for name in Share.__dataclass_fields__}
            connection.execute(insert(SHARE).values({"account_id": command.account_id, **row}))
        else:
            values = {"level": share.level, "label": share.label}
            store.update_share(connection, command.account_id, share.id, **values)

    def tell(connection: Connection) -> Json:
        share = store.require_share(connection, command.account_id, choice.share)
        return {"item": item_of(Owner(connection, command.account_id), share, now)}

    return once(command, act, tell)


def pause(command: Command, share_id: str, *, is_paused: bool) -> Json:
    """Freeze what is shown, or let it go on; raises NotFoundError."""
    now = context().clock.now()

    def act(connection: Connection) -> None:
        owner = Owner(connection, command.account_id)
        share = store.require_share(connection, command.account_id, share_id)
        today = owner.preferences.today(now)
        done_on = today if is_paused and is_shown_done(owner, share, today) else None
        values = {"is_paused": is_paused, "done_on": done_on}
        store.update_share(connection, command.account_id, share_id, **values)

    return once(command, act)


def stop(command: Command, share_id: str) -> Json:
    """Show it no more; raises NotFoundError."""

    def act(connection: Connection) -> None:
        store.require_share(connection, command.account_id, share_id)
        store.delete_shares(connection, command.account_id, [share_id])

    answer = once(command, act)
    erase_deleted()
    return answer


def renew(command: Command, share_id: str) -> Json:
    """Show it for ninety days more from today; raises NotFoundError, also when it has lapsed."""
    now = context().clock.now()

    def act(connection: Connection) -> None:
        today = Owner(connection, command.account_id).preferences.today(now)
        share = store.require_share(connection, command.account_id, share_id)
        if share.lapses_on <= today:
            raise NotFoundError
        store.update_share(connection, command.account_id, share_id, renewed_on=today)

    def tell(connection: Connection) -> Json:
        share = store.require_share(connection, command.account_id, share_id)
        return {"lapses_on": share.lapses_on.isoformat()}

    return once(command, act, tell)


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
