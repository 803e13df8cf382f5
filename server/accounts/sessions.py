"""Signed-in devices: their rows, and the tokens that open them."""

from datetime import datetime
from secrets import token_bytes
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, insert, or_, select, update

from server.accounts.device_link import DEVICE_LINK
from server.accounts.errors import AccountDisabledError, SignedOutError
from server.accounts.models import ACCOUNT, KNOWN_DEVICE, SESSION
from server.accounts.rules import (
    ABSOLUTE_LIFE,
    IDLE_LIFE,
    PREVIOUS_LIVES_ON,
    SessionState,
    Verdict,
    is_stepped_up,
    judge,
)
from server.accounts.store import holds_enabled
from server.accounts.tokens import AccountToken, mint_token
from server.core.db import read_transaction, write_transaction

_NONCE_BYTES = 16
MAX_SESSIONS = 30
_STATE = (
    SESSION.c.token_hash,
    SESSION.c.previous_hash,
    SESSION.c.previous_ends_at,
    SESSION.c.nonce,
    SESSION.c.created_on,
    SESSION.c.rotated_at,
    SESSION.c.stepped_up_at,
)

# Every request asks this, so the statement is made once. An account has a handful of sessions: its part of
# the key finds them.
_SHOWN_HASH = bindparam("shown_hash", type_=SESSION.c.token_hash.type)
_IS_SHOWN = and_(
    SESSION.c.account_id == bindparam("shown_account"),
    or_(SESSION.c.token_hash == _SHOWN_HASH, SESSION.c.previous_hash == _SHOWN_HASH),
)
_FIND_SHOWN = select(SESSION.c.id, *_STATE).where(_IS_SHOWN)
_HOLD_SHOWN = _FIND_SHOWN.with_for_update()


class SessionInfo(NamedTuple):
    """Whose session a request came with."""

    account_id: str
    session_id: str
    is_stepped_up: bool


class Opened(NamedTuple):
    """A session, and the token to hand out when the device should change to another."""

    info: SessionInfo
    new_token: AccountToken | None


def open_session(token: AccountToken, now: datetime) -> Opened | None:
    """Return the session this token opens; one query by key, but for the one request a day that rotates."""
    with read_transaction() as connection:
        row = connection.execute(_FIND_SHOWN, _shown(token)).one_or_none()
    if row is None:
        return None
    verdict = judge(_state_of(row), token.hash, now)
    if verdict in {Verdict.ROTATE, Verdict.ACCEPT_FIRST_USE}:
        return _open_and_write(token, now)
    return _opened(row, token, verdict, now)


def start_session(
    connection: Connection, account_id: str, now: datetime, *, is_stepped_up: bool = True
) -> Opened:
    """Sign a device in; sessions that ended are cleared away.

    It is stepped up where its person has just given a secret.

    Every way in ends here, so this is where a disabled account is refused: raises AccountDisabledError.
    """
    if not holds_enabled(connection, account_id):
        raise AccountDisabledError
    ended = and_(
        SESSION.c.account_id == account_id,
        or_(SESSION.c.rotated_at <= now - IDLE_LIFE, SESSION.c.created_on <= (now - ABSOLUTE_LIFE).date()),
    )
    connection.execute(delete(SESSION).where(ended))
    _end_oldest(connection, account_id)
    token, session_id = mint_token(account_id), uuid4().hex
    connection.execute(
        insert(SESSION).values(
            account_id=account_id,
            id=session_id,
            token_hash=token.hash,
            created_on=now.date(),
            rotated_at=now,
            stepped_up_at=now if is_stepped_up else None,
        )
    )
    return Opened(SessionInfo(account_id, session_id, is_stepped_up=is_stepped_up), token)


def _end_oldest(connection: Connection, account_id: str) -> None:
    """Make room for one more session: of those beyond, whoever was away for longest is signed out."""
    of_account = SESSION.c.account_id == account_id
    latest_first = select(SESSION.c.id).where(of_account).order_by(SESSION.c.rotated_at.desc(), SESSION.c.id)
    beyond = latest_first.offset(MAX_SESSIONS - 1)
    connection.execute(delete(SESSION).where(of_account, SESSION.c.id.in_(beyond)))


def hold_session(connection: Connection, info: SessionInfo) -> None:
    """Hold the account's row and the session's until the commit; raises SignedOutError where it is gone.

    First in every transaction that changes what opens the account: whoever ends the session, by a reset link
    or from another device, may have done so since the request began. The account's row comes first, as where
    sessions are ended.
    """
    connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.id == info.account_id).with_for_update())
    held = select(SESSION.c.id).where(_of(info)).with_for_update(read=True, key_share=True)
    if connection.scalar(held) is None:
        raise SignedOutError


def step_up_session(connection: Connection, info: SessionInfo, now: datetime) -> Opened:
    """Give the session a new random token; the one before it lives until that is used, not stepped up."""
    token = mint_token(info.account_id)
    connection.execute(
        update(SESSION)
        .where(_of(info))
        .values(
            previous_hash=SESSION.c.token_hash,
            previous_ends_at=None,
            token_hash=token.hash,
            nonce=None,
            rotated_at=now,
            stepped_up_at=now,
        )
    )
    return Opened(info._replace(is_stepped_up=True), token)


def list_sessions(info: SessionInfo) -> list[dict[str, object]]:
    """Return the devices of the account, the newest first."""
    columns = select(SESSION.c.id, SESSION.c.device_name, SESSION.c.created_on)
    newest_first = columns.order_by(SESSION.c.created_on.desc(), SESSION.c.id)
    with read_transaction() as connection:
        rows = connection.execute(newest_first.where(SESSION.c.account_id == info.account_id)).all()
    return [{**row._mapping, "is_current": row.id == info.session_id} for row in rows]  # noqa: SLF001 - public API of SQLAlchemy


def name_session(info: SessionInfo, device_name: str) -> None:
    """Keep the sealed name of this device."""
    with write_transaction() as connection:
        connection.execute(update(SESSION).where(_of(info)).values(device_name=device_name))


def end_session(account_id: str, session_id: str) -> bool:
    """Sign one device of the account out; tell whether there was one."""
    with write_transaction() as connection:
        return end_session_of(connection, account_id, session_id)


def end_session_of(connection: Connection, account_id: str, session_id: str) -> bool:
    """Do the same within a transaction; the account does not know the device any more either.

    The session comes first, as wherever both are deleted.
    """
    key = and_(SESSION.c.account_id == account_id, SESSION.c.id == session_id)
    was_there = connection.execute(delete(SESSION).where(key)).rowcount > 0
    is_its = and_(KNOWN_DEVICE.c.account_id == account_id, KNOWN_DEVICE.c.session_id == session_id)
    connection.execute(delete(KNOWN_DEVICE).where(is_its))
    return was_there


def end_shown_session(token: AccountToken) -> None:
    """Sign the device out that came with this token, if it is signed in; it is known no more either."""
    with write_transaction() as connection:
        session_id: str | None = connection.scalar(_FIND_SHOWN, _shown(token))
        if session_id is not None:
            end_session_of(connection, token.account_id, session_id)


def end_all_sessions(connection: Connection) -> None:
    """Sign every device of everybody out, and know none any more."""
    connection.execute(delete(SESSION))
    connection.execute(delete(KNOWN_DEVICE))


def end_other_sessions(connection: Connection, info: SessionInfo) -> None:
    """Sign every other device of the account out, also one that is about to come in by a link.

    The account knows none of them any more either.
    """
    connection.execute(delete(DEVICE_LINK).where(DEVICE_LINK.c.account_id == info.account_id))
    others = and_(SESSION.c.account_id == info.account_id, SESSION.c.id != info.session_id)
    connection.execute(delete(SESSION).where(others))
    of_others = KNOWN_DEVICE.c.session_id != info.session_id
    connection.execute(delete(KNOWN_DEVICE).where(KNOWN_DEVICE.c.account_id == info.account_id, of_others))


def _open_and_write(token: AccountToken, now: datetime) -> Opened | None:
    """Judge again with the row held, since parallel requests come with the same token, and write."""
    with write_transaction() as connection:
        row = connection.execute(_HOLD_SHOWN, _shown(token)).one_or_none()
        if row is None:
            return None
        verdict = judge(_state_of(row), token.hash, now)
        if verdict is Verdict.ROTATE:
            return _rotate(connection, row, token, now)
        opened = _opened(row, token, verdict, now)
        if verdict is Verdict.ACCEPT_FIRST_USE and opened is not None:
            ends_at = now + PREVIOUS_LIVES_ON
            connection.execute(update(SESSION).where(_of(opened.info)).values(previous_ends_at=ends_at))
        return opened


def _rotate(connection: Connection, row: Row[*tuple[Any, ...]], token: AccountToken, now: datetime) -> Opened:
    """Make the newer token; for a device that never got the last one, the same one again."""
    state = _state_of(row)
    is_current = token.hash == state.token_hash
    nonce = token_bytes(_NONCE_BYTES) if is_current or state.nonce is None else state.nonce
    new_token = token.next(nonce)
    info = SessionInfo(token.account_id, row.id, is_stepped_up(state, token.hash, now))
    connection.execute(
        update(SESSION)
        .where(_of(info))
        .values(
            previous_hash=token.hash,
            previous_ends_at=None,
            token_hash=new_token.hash,
            nonce=nonce,
            rotated_at=now,
        )
    )
    return Opened(info, new_token)


def _opened(
    row: Row[*tuple[Any, ...]], token: AccountToken, verdict: Verdict, now: datetime
) -> Opened | None:
    if verdict is Verdict.REFUSE:
        return None
    state = _state_of(row)
    is_previous = verdict is Verdict.ACCEPT_PREVIOUS
    new_token = token.next(state.nonce) if is_previous and state.nonce is not None else None
    info = SessionInfo(token.account_id, row.id, is_stepped_up(state, token.hash, now))
    return Opened(info, new_token)


def _state_of(row: Row[*tuple[Any, ...]]) -> SessionState:
    return SessionState(**{column.name: getattr(row, column.name) for column in _STATE})


def _shown(token: AccountToken) -> dict[str, object]:
    return {"shown_account": token.account_id, "shown_hash": token.hash}


def _of(info: SessionInfo) -> ColumnElement[bool]:
    return and_(SESSION.c.account_id == info.account_id, SESSION.c.id == info.session_id)
