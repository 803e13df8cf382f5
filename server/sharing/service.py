"""Sharing as sync and the account's own screen see it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, update

from server.core.db import read_transaction, write_transaction
from server.ledger.changes import Key
from server.ledger.merge import FactState, State
from server.ledger.service import ChangeResult
from server.ledger.store import read_things
from server.sharing import store
from server.sharing.endings import end_pair, stop_shares
from server.sharing.gestures import left_today
from server.sharing.invites import open_confirmed, read_open
from server.sharing.items import Share
from server.sharing.models import SHARER, Side
from server.sharing.publishing import publish_due
from server.sharing.subjects import Owner
from server.sharing.views import accepted_partners, item_of, state_of

Json = dict[str, Any]

PARTNER = "partner"


def prepare(account_id: str, now: datetime) -> bool:
    """Publish what is due before this account records or sees anything.

    Returns whether the account has to do with sharing at all; if not, nothing is due.
    """
    with read_transaction() as connection:
        if store.read_sharer(connection, account_id) is None:
            return False
        sides = store.read_sides(connection, account_id)
    publish_due(dict.fromkeys([account_id, *(side.partner_id for side in sides)]), now)
    waiting = [side for side in sides if not side.is_open]
    if waiting:
        with write_transaction() as connection:
            for side in waiting:
                open_confirmed(connection, account_id, side)
    return True


def apply_endings_in_records(
    connection: Connection, account_id: str, merged: Iterable[ChangeResult], now: datetime
) -> bool:
    """End what the account's own records, as they have just been merged, say is over.

    Returns whether something was deleted.
    """
    partners = [Key(one.type, one.id) for one in merged if one.type == PARTNER]
    if not partners:
        return False
    has_deleted = False
    for key, state in read_things(connection, account_id, partners).items():
        stopped, is_ended = _stopped(state)
        has_deleted |= stop_shares(connection, account_id, stopped)
        if is_ended:
            has_deleted |= end_pair(connection, account_id, key.id, now)
    return has_deleted


def agree(account_id: str, epoch: str) -> None:
    """Show again what a restored server held back: a device has brought all that it knows."""
    with read_transaction() as connection:
        sharer = store.read_sharer(connection, account_id)
    if sharer is not None and sharer.is_suspended:
        with write_transaction() as connection:
            is_meant = SHARER.c.account_id == account_id
            connection.execute(update(SHARER).where(is_meant).values(epoch=epoch))


def own_sharing(account_id: str, now: datetime) -> Json:
    """Return all that the account shows, as its partners get it, and its open invitations."""
    prepare(account_id, now)
    with read_transaction() as connection:
        owner = Owner(connection, account_id)
        sides = store.read_sides(connection, account_id)
        accepted = accepted_partners(connection, account_id, now)
        invites = read_open(connection, account_id, now)
        return {
            "invites": [
                {
                    "pair": invite.pair_id,
                    "expires_at": invite.expires_at.isoformat(timespec="seconds"),
                    "accepted_by": accepted[invite.pair_id].wire if invite.pair_id in accepted else None,
                }
                for invite in invites
                if invite.accepted_by is None or invite.pair_id in accepted
            ],
            "pairs": [_own_pair(owner, side, now) for side in sides],
        }


def _own_pair(owner: Owner, side: Side, now: datetime) -> Json:
    shares = store.read_shares(owner.connection, owner.account_id, side.pair_id)
    return {
        "pair": side.pair_id,
        "partner": store.partner_of(side).wire,
        "state": state_of(side),
        "is_muted": side.is_muted,
        "left_today": left_today(owner.connection, owner.account_id, side.partner_id, now),
        "shares": [_own_share(owner, share, now) for share in shares],
    }


def _own_share(owner: Owner, share: Share, now: datetime) -> Json:
    return {
        "share": share.id,
        "kind": share.kind,
        "subject": share.subject_id,
        "level": share.level,
        "is_paused": share.is_paused,
        "started_on": share.started_on.isoformat(),
        "renewed_on": share.renewed_on.isoformat(),
        "lapses_on": share.lapses_on.isoformat(),
        "item": item_of(owner, share, now),
    }


def _stopped(state: State) -> tuple[list[str], bool]:
    """Return the shares and links that a partner record says are over, and whether all of the pair is."""
    if isinstance(state, FactState):
        return [], False
    values: Mapping[str, Any] = {name: value for name, (value, _) in state.items()}
    stopped = [
        name.removeprefix("share:")
        for name, value in values.items()
        if name.startswith("share:") and value is None
    ]
    return stopped, values.get("deleted") is True
