"""What one person gets to see of another: the `shared` part of a sync's answer (docs/protocol.md).

It holds nothing that depends on why something is not there, and nothing that says how fresh it is.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from server.habits.store import read_preferences
from server.sharing import store
from server.sharing.invites import read_open
from server.sharing.items import Item, Share, habit_item, promise_item
from server.sharing.models import Side, Together
from server.sharing.rules import APPRECIATION_LIFE, VIEW_LIFE, done_days
from server.sharing.subjects import Owner

Json = dict[str, Any]

LIVES_FOR_SECONDS = int(VIEW_LIFE.total_seconds())
NOTHING: Json = {"lives_for_seconds": LIVES_FOR_SECONDS, "accepted": [], "partners": []}


def shared_document(connection: Connection, account_id: str, now: datetime) -> Json:
    """Return all that this account gets to see of others."""
    sides = store.read_sides(connection, account_id)
    since_on = read_preferences(connection, account_id).today(now) - APPRECIATION_LIFE
    return {
        "lives_for_seconds": LIVES_FOR_SECONDS,
        "accepted": [
            {"pair": pair_id, "partner": partner.wire}
            for pair_id, partner in accepted_partners(connection, account_id, now).items()
        ],
        "partners": [_partner_view(connection, side, since_on, now) for side in sides],
    }


def accepted_partners(connection: Connection, account_id: str, now: datetime) -> dict[str, store.Partner]:
    """Return who has accepted an invitation of this account that it has not confirmed, by pair."""
    partners = {}
    for invite in read_open(connection, account_id, now):
        if invite.accepted_by is not None and invite.accepted_name is not None:
            partners[invite.pair_id] = store.Partner(invite.accepted_by, invite.accepted_name)
    return partners


def item_of(owner: Owner, share: Share, now: datetime) -> Item | None:
    """Return the item a partner gets now, or None where there is none."""
    today = owner.preferences.today(now)
    published_on = owner.published_on
    if published_on is None or share.lapses_on <= today:
        return None
    if not owner.is_there(share.kind, share.subject_id):
        return None
    if share.kind == "promise":
        return promise_item(share, published_on)
    return habit_item(share, published_on, is_done=is_shown_done(owner, share, today))


def is_shown_done(owner: Owner, share: Share, today: date) -> bool:
    """Tell whether today shows as done; while paused, as it did when the pause began."""
    if share.level != "live":
        return False
    if share.is_paused:
        return share.done_on == today
    history = owner.history(share.subject_id, today)
    return history is not None and today in done_days(history, today, today)


def state_of(side: Side) -> str:
    """Return the word for whether the pair is confirmed."""
    return "open" if side.is_open else "waiting"


def _partner_view(connection: Connection, side: Side, since_on: date, now: datetime) -> Json:
    partner = store.partner_of(side)
    owner = Owner(connection, partner.account)
    shares = store.read_shares(connection, partner.account, side.pair_id) if side.is_open else []
    items = (item_of(owner, share, now) for share in shares)
    return {
        "pair": side.pair_id,
        "partner": partner.wire,
        "state": state_of(side),
        "items": [item for item in items if item is not None],
        "together": _links(owner, side),
        "appreciations": _appreciations(connection, side, since_on),
    }


def _links(partner: Owner, side: Side) -> list[Json]:
    """Return the account's links with the partner, and what the partner offers."""
    mine = store.read_links(partner.connection, side.account_id, side.pair_id)
    known = {link.id for link in mine}
    can_offer = side.is_open and partner.published_on is not None
    theirs = store.read_links(partner.connection, side.partner_id, side.pair_id) if can_offer else []
    offers = [link for link in theirs if link.is_mine and link.started_on is None and link.id not in known]
    return [_link(link, is_mine=link.is_mine) for link in mine] + [
        _link(link, is_mine=False) for link in offers
    ]


def _link(link: Together, *, is_mine: bool) -> Json:
    return {
        "together": link.id,
        "label": link.label,
        "unit": link.unit,
        "count": link.count,
        "state": "linked" if link.started_on else "offered",
        "is_mine": is_mine,
    }


def _appreciations(connection: Connection, side: Side, since_on: date) -> list[Json]:
    rows = store.read_appreciations(connection, side.account_id, side.pair_id, since_on)
    return [{"id": row.id, "gesture": row.gesture, "on": row.sent_on.isoformat()} for row in rows]
