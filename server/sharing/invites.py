"""Invitations: a token that finds the one who invites, for a day and for one person.

Expired, used, cancelled, unknown, one's own and blocked ones are refused after the same questions to the
database and with the same words.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, literal, or_, select, update

from server.accounts.errors import InviteError
from server.accounts.signup import allow_sign_up, forbid_sign_up
from server.accounts.store import username_of
from server.core.db import as_row, as_rows, insert_missing, read_transaction, write_transaction
from server.core.tokens import digest
from server.sharing.commands import Command, Json, command_turn, is_done
from server.sharing.errors import EnoughInvitesError, NotAcceptedError, NotFoundError
from server.sharing.models import BLOCK, INVITE, SIDE, Invite, Side
from server.sharing.rules import CAP_WINDOW, COMMAND_LIFE, INVITE_LIFE, MAX_INVITES_A_DAY
from server.sharing.store import Partner, find_side, partner_of, require_side, update_side

_NOBODY = "0" * 32


def create(command: Command, token: bytes, now: datetime) -> Json:
    """Make an invitation, which also lets one person make an account; raises EnoughInvitesError."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            _forget_old(turn.connection, command.account_id, now)
            if _count_recent(turn.connection, command.account_id, now) >= MAX_INVITES_A_DAY:
                raise EnoughInvitesError
            _insert(turn.connection, command, digest(token), now)
        invite = _find(turn.connection, command.account_id, command.id)
    if invite is None:
        raise NotFoundError
    return {"pair": command.id, "expires_at": invite.expires_at.isoformat(timespec="seconds")}


def look(account_id: str, token: bytes, now: datetime) -> Json:
    """Tell who invites; raises InviteError."""
    inviter = _welcome_inviter(account_id, digest(token))
    with read_transaction() as connection:
        is_free = connection.scalar(select(INVITE.c.pair_id).where(_is_free(account_id, digest(token), now)))
    if inviter is None or is_free is None:
        raise InviteError
    return {"username": inviter.username}


def accept(command: Command, token: bytes, now: datetime) -> Json:
    """Accept for this account, which shares nothing; raises InviteError."""
    if is_done(command):
        with read_transaction() as connection:
            return _tell_accepted(connection, command)
    inviter = _welcome_inviter(command.account_id, digest(token))
    invite = _take(command, digest(token), now, is_welcome=inviter is not None)
    if inviter is None or invite is None:
        raise InviteError
    with command_turn(command, now) as turn:
        if turn.is_first:
            _join(turn.connection, command, invite, inviter)
        return _tell_accepted(turn.connection, command)


def confirm(command: Command, pair_id: str, now: datetime) -> Json:
    """Say that it is the right person who accepted; raises NotFoundError or NotAcceptedError."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            _confirm(turn.connection, command, pair_id)
        answer = _tell_pair(turn.connection, command.account_id, pair_id)
    _close_confirmed(command.account_id, pair_id, now)
    with write_transaction() as connection:
        update_side(connection, answer["partner"]["account"], pair_id, is_open=True)
    return answer


def cancel(command: Command, pair_id: str, now: datetime) -> Json:
    """Take an invitation back, also from who has accepted it; raises NotFoundError."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            is_mine = _find(turn.connection, command.account_id, pair_id) is not None
            if not is_mine or find_side(turn.connection, command.account_id, pair_id) is not None:
                raise NotFoundError
            void_invites(turn.connection, command.account_id, now, pair_id)
    return {}


def void_invites(connection: Connection, account_id: str, now: datetime, pair_id: str | None = None) -> int:
    """Let nothing become any more of the invitation of one pair, or of all that are not confirmed.

    Returns how many that were. Whoever accepted is forgotten. The rest stays until it would have expired: so
    many can be made a day.
    """
    is_meant = INVITE.c.account_id == account_id
    is_meant &= INVITE.c.closed_at.is_(None) if pair_id is None else INVITE.c.pair_id == pair_id
    values = {
        "closed_at": now,
        "accepted_by": None,
        "accepted_name": None,
        "accepted_command": None,
    }
    hashes = connection.scalars(select(INVITE.c.token_hash).where(is_meant)).all()
    connection.execute(update(INVITE).where(is_meant).values(values))
    forbid_sign_up(connection, hashes)
    return len(hashes)


def _close_confirmed(account_id: str, pair_id: str, now: datetime) -> None:
    """Close the invitation of a pair; who accepted it may still have to be told once more."""
    is_meant = and_(
        INVITE.c.account_id == account_id, INVITE.c.pair_id == pair_id, INVITE.c.closed_at.is_(None)
    )
    with write_transaction() as connection:
        connection.execute(update(INVITE).where(is_meant).values(closed_at=now))


def forget_invites(connection: Connection) -> None:
    """Let nothing become of any invitation that was made so far."""
    connection.execute(delete(INVITE))


def read_open(connection: Connection, account_id: str, now: datetime) -> list[Invite]:
    """Return the account's invitations that somebody can still accept, or has accepted."""
    is_alive = or_(INVITE.c.accepted_by.is_not(None), INVITE.c.expires_at > now)
    is_open = and_(INVITE.c.account_id == account_id, INVITE.c.closed_at.is_(None), is_alive)
    rows = connection.execute(select(INVITE).where(is_open).order_by(INVITE.c.pair_id))
    return as_rows(Invite, rows)


def open_confirmed(connection: Connection, account_id: str, side: Side) -> None:
    """Open the account's half where the other has confirmed before it was there."""
    if not side.is_open and find_side(connection, side.partner_id, side.pair_id) is not None:
        update_side(connection, account_id, side.pair_id, is_open=True)


def _insert(connection: Connection, command: Command, token_hash: bytes, now: datetime) -> None:
    expires_at = now + INVITE_LIFE
    row = {
        "token_hash": token_hash,
        "account_id": command.account_id,
        "pair_id": command.id,
        "expires_at": expires_at,
    }
    if insert_missing(connection, INVITE, [row]):
        allow_sign_up(connection, command.account_id, token_hash, expires_at, now)


def _forget_old(connection: Connection, account_id: str, now: datetime) -> None:
    """Delete the account's invitations that expired, and those whose accepting nobody repeats any more."""
    is_lost = and_(INVITE.c.accepted_by.is_(None), INVITE.c.expires_at <= now)
    is_settled = and_(INVITE.c.closed_at.is_not(None), INVITE.c.expires_at <= now - COMMAND_LIFE)
    connection.execute(delete(INVITE).where(INVITE.c.account_id == account_id, or_(is_lost, is_settled)))


def _count_recent(connection: Connection, account_id: str, now: datetime) -> int:
    """Count the invitations that were made in the last 24 hours, whatever became of them."""
    made_since = now - CAP_WINDOW
    is_recent = INVITE.c.expires_at > made_since + INVITE_LIFE
    recent = select(func.count()).select_from(INVITE).where(INVITE.c.account_id == account_id, is_recent)
    return connection.scalar(recent) or 0


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


def _take(command: Command, token_hash: bytes, now: datetime, *, is_welcome: bool) -> Invite | None:
    """Accept the invitation unless somebody was faster; returns it where this command has."""
    is_ours = and_(
        INVITE.c.token_hash == token_hash,
        INVITE.c.accepted_by == command.account_id,
        INVITE.c.accepted_command == command.id,
    )
    can_take = and_(_is_free(command.account_id, token_hash, now), literal(is_welcome))
    with write_transaction() as connection:
        values = {
            "accepted_by": command.account_id,
            "accepted_name": username_of(connection, command.account_id),
            "accepted_command": command.id,
        }
        connection.execute(update(INVITE).where(can_take).values(values))
        taken = as_row(Invite, connection.execute(select(INVITE).where(is_ours)).one_or_none())
        forbid_sign_up(connection, [token_hash] if taken else [])
    return taken


def _join(connection: Connection, command: Command, invite: Invite, inviter: Partner) -> None:
    is_confirmed = find_side(connection, inviter.account, invite.pair_id) is not None
    if invite.closed_at is not None and not is_confirmed:  # declined, or ended, before this was sent again
        raise InviteError
    _insert_side(connection, command, invite.pair_id, inviter, is_open=is_confirmed)


def _confirm(connection: Connection, command: Command, pair_id: str) -> None:
    invite = _find(connection, command.account_id, pair_id)
    if invite is None or invite.closed_at is not None:
        raise NotFoundError
    if invite.accepted_by is None or invite.accepted_name is None:
        raise NotAcceptedError
    partner = Partner(invite.accepted_by, invite.accepted_name)
    _insert_side(connection, command, pair_id, partner, is_open=True)


def _tell_accepted(connection: Connection, command: Command) -> Json:
    """Read what accepting answers: from the account's own rows, so it tells nothing of the inviter."""
    is_ours = and_(SIDE.c.account_id == command.account_id, SIDE.c.command_id == command.id)
    pair_id = connection.scalar(select(SIDE.c.pair_id).where(is_ours))
    return _tell_pair(connection, command.account_id, pair_id or "")


def _tell_pair(connection: Connection, account_id: str, pair_id: str) -> Json:
    side = require_side(connection, account_id, pair_id)
    return {"pair": pair_id, "partner": partner_of(side).wire}


def _insert_side(
    connection: Connection, command: Command, pair_id: str, partner: Partner, *, is_open: bool
) -> None:
    row = {
        "account_id": command.account_id,
        "command_id": command.id,
        "pair_id": pair_id,
        "partner_id": partner.account,
        "partner_name": partner.username,
        "is_open": is_open,
        "is_muted": False,
    }
    connection.execute(insert(SIDE).values(row))


def _find(connection: Connection, account_id: str, pair_id: str) -> Invite | None:
    key = and_(INVITE.c.account_id == account_id, INVITE.c.pair_id == pair_id)
    return as_row(Invite, connection.execute(select(INVITE).where(key)).one_or_none())


def _is_free(account_id: str, token_hash: bytes, now: datetime) -> ColumnElement[bool]:
    """Tell whether this account could accept the invitation."""
    return and_(
        INVITE.c.token_hash == token_hash,
        INVITE.c.account_id != account_id,
        INVITE.c.accepted_by.is_(None),
        INVITE.c.closed_at.is_(None),
        INVITE.c.expires_at > now,
    )
