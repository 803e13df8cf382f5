"""Appreciation: one of a few warm gestures, a few times a day. Its sender learns that it was sent."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from server.accounts.context import context
from server.core.db import insert_missing, write_transaction
from server.habits.store import read_preferences
from server.nudges.service import announce_appreciation
from server.sharing import store
from server.sharing.commands import Command, Json, once, today_of
from server.sharing.errors import EnoughTodayError
from server.sharing.models import APPRECIATION, SENT
from server.sharing.rules import APPRECIATION_LIFE, MOST_APPRECIATIONS_A_DAY


def appreciate(command: Command, pair_id: str, gesture: str) -> Json:
    """Send a gesture; raises NotFoundError, NotConfirmedError or EnoughTodayError."""

    def act(connection: Connection) -> Json:
        partner_id = store.require_open_side(connection, command.account_id, pair_id).partner_id
        left = left_today(connection, command.account_id, partner_id)
        if left == 0:
            raise EnoughTodayError
        today = today_of(connection, command.account_id)
        row = {"account_id": command.account_id, "id": command.id, "partner_id": partner_id, "sent_on": today}
        connection.execute(insert(SENT).values(row))
        return {"left_today": left - 1}

    answer = once(command, act)
    _deliver(command, pair_id, gesture, context().clock.now())
    return answer


def left_today(connection: Connection, account_id: str, partner_id: str) -> int:
    """Return how many gestures the account may still send to this person on its present day."""
    of_today = (
        (SENT.c.account_id == account_id)
        & (SENT.c.partner_id == partner_id)
        & (SENT.c.sent_on == today_of(connection, account_id))
    )
    sent = connection.scalar(select(func.count()).select_from(SENT).where(of_today)) or 0
    return max(0, MOST_APPRECIATIONS_A_DAY - sent)


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
