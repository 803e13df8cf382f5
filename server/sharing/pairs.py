"""Ending what two people have with each other, or everything: at once, silently, without a question."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from server.accounts.sessions import SessionInfo, end_other_sessions
from server.core.db import erase_deleted, insert_missing, read_transaction
from server.sharing import store
from server.sharing.commands import Command, Json, command_turn
from server.sharing.endings import end_pair
from server.sharing.invites import void_invites
from server.sharing.models import BLOCK, Side


def end(command: Command, pair_id: str, now: datetime, *, is_block: bool) -> Json:
    """End a pair for this account: nothing goes or comes any more. The other is told nothing.

    With `is_block` invitations between the two are worth nothing from now on. Raises NotFoundError.
    """
    with command_turn(command, now) as turn:
        if turn.is_first:
            side = store.require_side(turn.connection, command.account_id, pair_id)
            end_pair(turn.connection, command.account_id, pair_id, now)
            if is_block:
                _block(turn.connection, side)
    erase_deleted()
    return {}


def stop_all(command: Command, info: SessionInfo, now: datetime) -> Json:
    """Show nothing to anybody any more, cancel every invitation and sign the other devices out."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            store.delete_shares(turn.connection, command.account_id)
            store.delete_links(turn.connection, command.account_id)
            void_invites(turn.connection, command.account_id, now)
            end_other_sessions(turn.connection, info)
    erase_deleted()
    return {}


def mute(command: Command, pair_id: str, now: datetime, *, is_muted: bool) -> Json:
    """Let no gesture of the other arrive any more, or again; raises NotFoundError."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            store.require_side(turn.connection, command.account_id, pair_id)
            store.update_side(turn.connection, command.account_id, pair_id, is_muted=is_muted)
    return {}


def list_blocks(account_id: str) -> list[Json]:
    """Return whom the account has blocked."""
    with read_transaction() as connection:
        rows = connection.execute(
            select(BLOCK).where(BLOCK.c.account_id == account_id).order_by(BLOCK.c.blocked_name)
        )
        return [{"account": row.blocked_id, "username": row.blocked_name} for row in rows]


def unblock(command: Command, blocked_id: str, now: datetime) -> Json:
    """Let invitations between the two be worth something again; nothing that ended comes back."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            key = (BLOCK.c.account_id == command.account_id) & (BLOCK.c.blocked_id == blocked_id)
            turn.connection.execute(delete(BLOCK).where(key))
    return {}


def _block(connection: Connection, side: Side) -> None:
    row = {
        "account_id": side.account_id,
        "blocked_id": side.partner_id,
        "blocked_name": side.partner_name,
    }
    insert_missing(connection, BLOCK, [row])
