"""Publishing: once in each of an owner's days, at a minute drawn for that day, whatever is recorded when.

No clockwork does it. Whoever could notice asks first: a partner before looking, and the owner's own device
before it records anything new. So what is published is what was known at that minute, as if one did.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial, reduce

from sqlalchemy import update

from server.accounts.context import context
from server.core.db import read_transaction, write_transaction
from server.sharing import store
from server.sharing.commands import lock_sharer
from server.sharing.gestures import forget_sent
from server.sharing.items import Share, columns_of
from server.sharing.models import SHARER, Together
from server.sharing.rules import (
    Numbers,
    PromiseState,
    days_due,
    done_days,
    first_needed,
    grown,
    minute_of,
    newly_counted,
    numbers,
    settled,
    shown_together,
)
from server.sharing.subjects import Owner


def publish_due(account_ids: Iterable[str], now: datetime) -> None:
    """Publish what the accounts' minutes have made due since the last time."""
    with read_transaction() as connection:
        waiting = {
            owner.account_id: (owner.published_on, owner.preferences.wall(now))
            for owner in (Owner(connection, account_id) for account_id in account_ids)
            if owner.published_on is not None
        }
    for account_id, (published_on, local_now) in waiting.items():
        days = list(days_due(published_on, local_now, partial(minute_on, account_id)))
        for partner_id, link_id, count in _publish(account_id, days, now) if days else ():
            with write_transaction() as connection:
                store.raise_count(connection, partner_id, link_id, count)


def minute_on(account_id: str, day: date) -> int:
    """Return the minute of this day at which the account's views are published: nobody else can tell it."""
    return minute_of(context().keyed_digest("publish", f"{account_id} {day}".encode()))


def _publish(account_id: str, days: Sequence[date], now: datetime) -> list[tuple[str, str, int]]:
    """Publish the account's views; returns how far the counts of its links have come, by partner."""
    with write_transaction() as connection:
        published_on = lock_sharer(connection, account_id, now).published_on
        left = [day for day in days if day > published_on]  # somebody else may have done some meanwhile
        if not left:
            return []
        owner = Owner(connection, account_id)
        forget_sent(connection, account_id, now)
        for share in store.read_shares(connection, account_id):
            _publish_share(owner, share, left)
        connection.execute(
            update(SHARER).where(SHARER.c.account_id == account_id).values(published_on=left[-1])
        )
        return _count_links(owner, published_on, left[-1] - timedelta(1))


def _publish_share(owner: Owner, share: Share, days: Sequence[date]) -> None:
    if share.lapses_on <= days[-1]:
        return
    published = _next_numbers(owner, share, days) if share.kind == "habit" else _next(owner, share, days)
    if owner.is_disabled or share.is_paused:
        return  # counted all the same: how long an answer takes is not to tell of a pause
    values = columns_of(published)
    if any(getattr(share, name) != value for name, value in values.items()):
        store.update_share(owner.connection, owner.account_id, share.id, **values)


def _next_numbers(owner: Owner, share: Share, days: Sequence[date]) -> Numbers:
    history = owner.history(share.subject_id, share.started_on)
    if history is None:
        return share.numbers
    computed = (numbers(history, share.start, day) for day in days)
    return reduce(grown, computed, share.numbers)


def _next(owner: Owner, share: Share, days: Sequence[date]) -> PromiseState:
    return settled(share.outcome, owner.outcome(share.subject_id), days[-1])


def _count_links(owner: Owner, first: date, last: date) -> list[tuple[str, str, int]]:
    """Note what counts of the days that have ended, and return how far each link has come with it."""
    counts = []
    for link in store.read_links(owner.connection, owner.account_id):
        if link.started_on is None:
            continue
        since = max(link.started_on, first_needed(link.unit, first))
        mine = store.note_counted(owner.connection, link, _newly_counted(owner, link, since, first, last))
        theirs = store.find_link(owner.connection, link.partner_id, link.id)
        # Noted all the same, and shown once both can sign in again. Both are asked about, whatever the first
        # answer is: how long it takes is not to tell who is disabled.
        is_held = owner.is_disabled | Owner(owner.connection, link.partner_id).is_disabled
        if theirs is not None:
            both = 0 if is_held else len(mine & store.counted_of(theirs))
            count = link.count_before + shown_together(both, link.unit)
            store.raise_count(owner.connection, owner.account_id, link.id, count)
            counts.append((link.partner_id, link.id, count))
    return counts


def _newly_counted(owner: Owner, link: Together, since: date, first: date, last: date) -> set[date]:
    history = owner.history(link.habit_id, since)
    done = set() if history is None else done_days(history, since, last)
    return newly_counted(done, link.unit, first, last)
