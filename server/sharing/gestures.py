"""Appreciation: one of a few warm gestures, a few times a day. Its sender learns that it was sent."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from server.core.db import insert_missing, write_transaction
from server.habits.store import read_preferences
from server.nudges.service import announce_appreciation
from server.sharing import store
from server.sharing.commands import Command, Json, command_turn
from server.sharing.errors import EnoughTodayError
from server.sharing.models import APPRECIATION, SENT
from server.sharing.rules import APPRECIATION_LIFE, CAP_WINDOW, MAX_APPRECIATIONS_A_DAY


def appreciate(command: Command, pair_id: str, gesture: str, now: datetime) -> Json:
    """Send a gesture; raises NotFoundError, NotConfirmedError or EnoughTodayError."""
    with command_turn(command, now) as turn:
        if turn.is_first:
            _note_sent(turn.connection, command, pair_id, now)
        partner_id = store.require_side(turn.connection, command.account_id, pair_id).partner_id
        answer = {"left_today": left_today(turn.connection, command.account_id, partner_id, now)}
    _deliver(command, pair_id, gesture, now)
    return answer


def left_today(connection: Connection, account_id: str, partner_id: str, now: datetime) -> int:
    """Return how many more gestures the account may send to this person now."""
    is_recent = SENT.c.sent_at > now - CAP_WINDOW
    recent = (SENT.c.account_id == account_id) & (SENT.c.partner_id == partner_id) & is_recent
    sent = connection.scalar(select(func.count()).select_from(SENT).where(recent)) or 0
    return max(0, MAX_APPRECIATIONS_A_DAY - sent)


def forget_sent(connection: Connection, account_id: str, now: datetime) -> None:
    """Forget the gestures that count no more: the account's rows are no list of what it once sent."""
    is_old = SENT.c.sent_at <= now - CAP_WINDOW
    connection.execute(delete(SENT).where(SENT.c.account_id == account_id, is_old))


def _note_sent(connection: Connection, command: Command, pair_id: str, now: datetime) -> None:
    partner_id = store.require_open_side(connection, command.account_id, pair_id).partner_id
    if left_today(connection, command.account_id, partner_id, now) == 0:
        raise EnoughTodayError
    forget_sent(connection, command.account_id, now)
    row = {
        "account_id": command.account_id,
        "id": command.id,
        "partner_id": partner_id,
        "sent_at": _hour_of(now),
    }
    connection.execute(insert(SENT).values(row))


def _hour_of(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)


def _deliver(command: Command, pair_id: str, gesture: str, now: datetime) -> None:
    """Put the gesture before the other, unless they are muted, have ended the pair, or are gone."""
    with write_transaction() as connection:
        recipient_id = connection.scalar(
            select(SENT.c.partner_id).where(SENT.c.account_id == command.account_id, SENT.c.id == command.id)
        )
        side = store.find_side(connection, recipient_id or "", pair_id)
        if side is None or side.is_muted:
            return
        today = read_preferences(connection, side.account_id).today(now)
        row = {
            "account_id": side.account_id,
            "id": command.id,
            "pair_id": pair_id,
            "gesture": gesture,
            "sent_on": today,
        }
        is_old = APPRECIATION.c.sent_on < today - APPRECIATION_LIFE
        connection.execute(delete(APPRECIATION).where(APPRECIATION.c.account_id == side.account_id, is_old))
        if insert_missing(connection, APPRECIATION, [row]):
            announce_appreciation(connection, side.account_id, pair_id, command.id, now)
