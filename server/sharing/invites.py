"""Invitations: a token that finds the one who invites, for a day and for one person.

Expired, used, cancelled, unknown, one's own and blocked ones are refused after the same questions to the
database and with the same words.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, literal, or_, select, update

from server.accounts.context import context
from server.accounts.errors import InviteError
from server.accounts.signup import allow_sign_up, forbid_sign_up
from server.accounts.store import username_of
from server.core.db import insert_missing, read_transaction, write_transaction
from server.core.tokens import digest
from server.sharing.commands import Command, Json, count_today, find_answer, once
from server.sharing.errors import EnoughInvitesError, NotAcceptedError, NotFoundError
from server.sharing.models import BLOCK, INVITE, SIDE
from server.sharing.rules import INVITE_LIFE, MOST_INVITES_A_DAY
from server.sharing.store import AnyRow, Partner, find_side, update_side

_NOBODY = "0" * 32


def create(command: Command, token: bytes) -> Json:
    """Make an invitation, which also lets one person make an account; raises EnoughInvitesError."""

    def act(connection: Connection) -> Json:
        if count_today(connection, command) >= MOST_INVITES_A_DAY:
            raise EnoughInvitesError
        expires_at = context().clock.now() + INVITE_LIFE
        return {"pair": command.id, "expires_at": expires_at.isoformat(timespec="seconds")}

    answer = once(command, act)
    _insert(command, digest(token), datetime.fromisoformat(answer["expires_at"]))
    return answer


def look(account_id: str, token: bytes) -> Json:
    """Tell who invites; raises InviteError."""
    inviter = _welcome_inviter(account_id, digest(token))
    with read_transaction() as connection:
        is_free = connection.scalar(select(INVITE.c.pair_id).where(_is_free(account_id, digest(token))))
    if inviter is None or is_free is None:
        raise InviteError
    return {"username": inviter.username}


def accept(command: Command, token: bytes) -> Json:
    """Accept for this account, which shares nothing; raises InviteError."""
    done = find_answer(command)
    if done is not None:
        return done
    inviter = _welcome_inviter(command.account_id, digest(token))
    invite = _take(command, digest(token), is_welcome=inviter is not None)
    if inviter is None or invite is None:
        raise InviteError
    return once(command, lambda connection: _join(connection, command.account_id, invite, inviter))


def confirm(command: Command, pair_id: str) -> Json:
    """Say that it is the right person who accepted; raises NotFoundError or NotAcceptedError."""
    answer = once(command, lambda connection: _confirm(connection, command.account_id, pair_id))
    close_invites(command.account_id, pair_id)
    with write_transaction() as connection:
        update_side(connection, answer["partner"]["account"], pair_id, is_open=True)
    return answer


def cancel(command: Command, pair_id: str) -> Json:
    """Take an invitation back, also from who has accepted it; raises NotFoundError."""

    def act(connection: Connection) -> Json:
        is_mine = _find(connection, command.account_id, pair_id) is not None
        if not is_mine or find_side(connection, command.account_id, pair_id) is not None:
            raise NotFoundError
        return {}

    answer = once(command, act)
    close_invites(command.account_id, pair_id)
    return answer


def close_invites(account_id: str, pair_id: str | None = None) -> None:
    """Let nothing become any more of one invitation of the account, or of all."""
    is_meant = (INVITE.c.account_id == account_id) & INVITE.c.closed_at.is_(None)
    if pair_id is not None:
        is_meant &= INVITE.c.pair_id == pair_id
    with write_transaction() as connection:
        hashes = connection.scalars(select(INVITE.c.token_hash).where(is_meant)).all()
        connection.execute(update(INVITE).where(is_meant).values(closed_at=context().clock.now()))
        forbid_sign_up(connection, hashes)


def forget_invites(connection: Connection) -> None:
    """Let nothing become of any invitation that was made so far."""
    connection.execute(delete(INVITE))


def read_open(connection: Connection, account_id: str, now: datetime) -> Sequence[AnyRow]:
    """Return the account's invitations that somebody can still accept, or has accepted."""
    is_alive = or_(INVITE.c.accepted_by.is_not(None), INVITE.c.expires_at > now)
    is_open = and_(INVITE.c.account_id == account_id, INVITE.c.closed_at.is_(None), is_alive)
    return connection.execute(select(INVITE).where(is_open).order_by(INVITE.c.pair_id)).all()


def open_confirmed(connection: Connection, account_id: str, side: AnyRow) -> None:
    """Open the account's half where the other has confirmed before it was there."""
    if not side.is_open and find_side(connection, side.partner_id, side.pair_id) is not None:
        update_side(connection, account_id, side.pair_id, is_open=True)


def _insert(command: Command, token_hash: bytes, expires_at: datetime) -> None:
    """Add the invitation, unless it was added before, and forget those that are over."""
    row = {
        "token_hash": token_hash,
        "account_id": command.account_id,
        "pair_id": command.id,
        "expires_at": expires_at,
    }
    is_lost = and_(INVITE.c.accepted_by.is_(None), INVITE.c.expires_at <= context().clock.now())
    is_over = and_(INVITE.c.account_id == command.account_id, INVITE.c.pair_id != command.id, is_lost)
    with write_transaction() as connection:
        connection.execute(delete(INVITE).where(is_over))
        if insert_missing(connection, INVITE, [row]):
            allow_sign_up(connection, command.account_id, token_hash, expires_at)


def _welcome_inviter(account_id: str, token_hash: bytes) -> Partner | None:
    """Return who invites by this token, if neither of the two has blocked the other."""
    with read_transaction() as connection:
        inviter = connection.scalar(select(INVITE.c.account_id).where(INVITE.c.token_hash == token_hash))
        inviter_id: str = inviter or _NOBODY
        username = username_of(connection, inviter_id)
        blocks = [
            connection.scalar(
                select(BLOCK.c.blocked_id).where(BLOCK.c.account_id == one, BLOCK.c.blocked_id == other)
            )
            for one, other in ((account_id, inviter_id), (inviter_id, account_id))
        ]
    return Partner(inviter_id, username) if username is not None and blocks == [None, None] else None


def _take(command: Command, token_hash: bytes, *, is_welcome: bool) -> AnyRow | None:
    """Accept the invitation unless somebody was faster; returns it where this command has."""
    is_ours = and_(
        INVITE.c.token_hash == token_hash,
        INVITE.c.accepted_by == command.account_id,
        INVITE.c.accepted_command == command.id,
    )
    can_take = and_(_is_free(command.account_id, token_hash), literal(is_welcome))
    values = {"accepted_by": command.account_id, "accepted_command": command.id}
    with write_transaction() as connection:
        connection.execute(update(INVITE).where(can_take).values(values))
        taken = connection.execute(select(INVITE).where(is_ours)).one_or_none()
        forbid_sign_up(connection, [token_hash] if taken else [])
    return taken


def _join(connection: Connection, account_id: str, invite: AnyRow, inviter: Partner) -> Json:
    is_confirmed = find_side(connection, inviter.account, invite.pair_id) is not None
    if invite.closed_at is not None and not is_confirmed:  # declined, or ended, before this was sent again
        raise InviteError
    _insert_side(connection, account_id, invite.pair_id, inviter, is_open=is_confirmed)
    return {"pair": invite.pair_id, "partner": inviter.wire}


def _confirm(connection: Connection, account_id: str, pair_id: str) -> Json:
    invite = _find(connection, account_id, pair_id)
    if invite is None or invite.closed_at is not None:
        raise NotFoundError
    username = username_of(connection, invite.accepted_by or _NOBODY)
    if username is None:
        raise NotAcceptedError
    partner = Partner(invite.accepted_by, username)
    _insert_side(connection, account_id, pair_id, partner, is_open=True)
    return {"pair": pair_id, "partner": partner.wire}


def _insert_side(
    connection: Connection, account_id: str, pair_id: str, partner: Partner, *, is_open: bool
) -> None:
    row = {
        "account_id": account_id,
        "pair_id": pair_id,
        "partner_id": partner.account,
        "partner_name": partner.username,
        "is_open": is_open,
        "is_muted": False,
    }
    connection.execute(insert(SIDE).values(row))


def _find(connection: Connection, account_id: str, pair_id: str) -> AnyRow | None:
    key = and_(INVITE.c.account_id == account_id, INVITE.c.pair_id == pair_id)
    return connection.execute(select(INVITE).where(key)).one_or_none()


def _is_free(account_id: str, token_hash: bytes) -> ColumnElement[bool]:
    """Tell whether this account could accept the invitation."""
    return and_(
        INVITE.c.token_hash == token_hash,
        INVITE.c.account_id != account_id,
        INVITE.c.accepted_by.is_(None),
        INVITE.c.closed_at.is_(None),
        INVITE.c.expires_at > context().clock.now(),
    )
