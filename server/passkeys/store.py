"""Passkeys and their challenges as the services read and write them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, and_, delete, insert, select, update

from server.accounts.errors import KeyChangedError, LastWayInError, SignedOutError
from server.accounts.models import PASSKEY, PASSKEY_CHALLENGE, PasskeyRow
from server.accounts.sessions import SessionInfo, hold_session
from server.accounts.store import change_credentials
from server.accounts.ways_in import read_ways_in
from server.core.db import as_row, as_rows, read_transaction, write_transaction
from server.core.sealed import key_id_of
from server.core.tokens import mint_secret
from server.passkeys.ceremonies import Verified
from server.passkeys.errors import (
    EnoughPasskeysError,
    PasskeyNotFoundError,
    PasskeyRefusedError,
)

MAX_PASSKEYS = 10
# As long as a browser may ask (ceremonies.TIMEOUT_MS), a slow phone, and a look for the security key.
CHALLENGE_LIFE = timedelta(minutes=5)
_NOBODY = (None, None)


class Asked(NamedTuple):
    """A challenge and the name it is known by."""

    id: str
    challenge: bytes


def ask(purpose: str, now: datetime, info: SessionInfo | None = None) -> Asked:
    """Make a challenge for one purpose of one session, or of somebody who is not signed in.

    Raises SignedOutError where the session has ended since.
    """
    asked = Asked(uuid4().hex, mint_secret())
    account_id, session_id = (info.account_id, info.session_id) if info else _NOBODY
    with write_transaction() as connection:
        if info is not None:
            hold_session(connection, info)
        connection.execute(delete(PASSKEY_CHALLENGE).where(PASSKEY_CHALLENGE.c.expires_at <= now))
        connection.execute(
            insert(PASSKEY_CHALLENGE).values(
                id=asked.id,
                purpose=purpose,
                challenge=asked.challenge,
                account_id=account_id,
                session_id=session_id,
                expires_at=now + CHALLENGE_LIFE,
            )
        )
    return asked


def take(challenge_id: str, purpose: str, now: datetime, info: SessionInfo | None = None) -> bytes:
    """Return a challenge that was made for this purpose and session, once; raises PasskeyRefusedError.

    It is gone whatever comes of it: a refused answer cannot be tried again with changes.
    """
    account_id, session_id = (info.account_id, info.session_id) if info else _NOBODY
    of_this = and_(
        PASSKEY_CHALLENGE.c.id == challenge_id,
        PASSKEY_CHALLENGE.c.purpose == purpose,
        PASSKEY_CHALLENGE.c.account_id.is_not_distinct_from(account_id),
        PASSKEY_CHALLENGE.c.session_id.is_not_distinct_from(session_id),
        PASSKEY_CHALLENGE.c.expires_at > now,
    )
    taken = delete(PASSKEY_CHALLENGE).where(of_this).returning(PASSKEY_CHALLENGE.c.challenge)
    with write_transaction() as connection:
        challenge: bytes | None = connection.scalar(taken)
    if challenge is None:
        raise PasskeyRefusedError
    return challenge


def list_passkeys(account_id: str) -> list[PasskeyRow]:
    """Return the passkeys of an account, the oldest first."""
    oldest_first = select(PASSKEY).order_by(PASSKEY.c.created_on, PASSKEY.c.id)
    with read_transaction() as connection:
        rows = connection.execute(oldest_first.where(PASSKEY.c.account_id == account_id))
        return as_rows(PasskeyRow, rows)


def find_by_credential(credential_id: bytes) -> list[PasskeyRow]:
    """Return the passkeys with this credential id; several accounts may say that they have it."""
    with read_transaction() as connection:
        rows = connection.execute(select(PASSKEY).where(PASSKEY.c.credential_id == credential_id))
        return as_rows(PasskeyRow, rows)


def find_of_account(account_id: str, credential_id: bytes) -> PasskeyRow | None:
    """Return the account's passkey with this credential id."""
    return next((row for row in find_by_credential(credential_id) if row.account_id == account_id), None)


def add_passkey(
    connection: Connection, account_id: str, verified: Verified, wrap: str | None, now: datetime
) -> str:
    """Keep a passkey and return its id: the same one, where it is there.

    Raises EnoughPasskeysError, and KeyChangedError where the wrap is of another key than the account's.
    """
    change_ways_in(connection, account_id, wrap)
    present = as_rows(
        PasskeyRow, connection.execute(select(PASSKEY).where(PASSKEY.c.account_id == account_id))
    )
    for row in present:
        if row.credential_id == verified.credential_id:
            return row.id
    if len(present) >= MAX_PASSKEYS:
        raise EnoughPasskeysError
    values = {"account_id": account_id, "id": uuid4().hex, "wrap": wrap, "created_on": now.date()}
    connection.execute(insert(PASSKEY).values({**values, **verified._asdict()}))
    return str(values["id"])


def change_passkey(account_id: str, passkey_id: str, values: Mapping[str, Any]) -> None:
    """Change columns of one that open nothing; raises PasskeyNotFoundError."""
    with write_transaction() as connection:
        change_in(connection, account_id, passkey_id, values)


def wrap_by_passkey(info: SessionInfo, passkey_id: str, wrap: str) -> None:
    """Let it open the data key; raises PasskeyNotFoundError, and KeyChangedError for one of another key."""
    with write_transaction() as connection:
        hold_session(connection, info)
        change_ways_in(connection, info.account_id, wrap)
        change_in(connection, info.account_id, passkey_id, {"wrap": wrap})


def change_in(connection: Connection, account_id: str, passkey_id: str, values: Mapping[str, Any]) -> None:
    """Do the same within a transaction."""
    key = and_(PASSKEY.c.account_id == account_id, PASSKEY.c.id == passkey_id)
    if connection.execute(update(PASSKEY).where(key).values(dict(values))).rowcount == 0:
        raise PasskeyNotFoundError


def remove_passkey(info: SessionInfo, passkey_id: str) -> None:
    """Remove one with its wrap; raises PasskeyNotFoundError or LastWayInError."""
    key = and_(PASSKEY.c.account_id == info.account_id, PASSKEY.c.id == passkey_id)
    with write_transaction() as connection:
        hold_session(connection, info)
        change_ways_in(connection, info.account_id, None)
        row = as_row(PasskeyRow, connection.execute(select(PASSKEY).where(key)).one_or_none())
        if row is None:
            raise PasskeyNotFoundError
        if read_ways_in(connection, info.account_id).total == 1:
            raise LastWayInError
        connection.execute(delete(PASSKEY).where(key))


def change_ways_in(connection: Connection, account_id: str, wrap: str | None) -> None:
    """Hold the account until the commit, and count that what opens it has changed.

    Raises KeyChangedError where `wrap` is of another data key than the account has, and SignedOutError where
    there is no wrap and no account.
    """
    key_id = key_id_of(wrap) if wrap is not None else None
    if not change_credentials(connection, account_id, {}, key_id=key_id):
        raise SignedOutError if key_id is None else KeyChangedError


def forget_challenges(connection: Connection) -> None:
    """Let nobody answer a question that was asked before."""
    connection.execute(delete(PASSKEY_CHALLENGE))
