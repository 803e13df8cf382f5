"""Signing in, and what the person of an account can do with it.

Argon2 is always done before a transaction begins: while one writes, nothing else may be waited for.
"""

import hmac
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete

from server.accounts.context import context
from server.accounts.deleted import note_deletion
from server.accounts.errors import KeyChangedError, SignedOutError, WrongSignInError
from server.accounts.known_devices import forget_devices
from server.accounts.limits import limit_name, limit_session
from server.accounts.models import ACCOUNT, RESET_LINK
from server.accounts.passwords import hash_secret, is_secret, needs_rehash
from server.accounts.sessions import (
    Opened,
    SessionInfo,
    end_other_sessions,
    hold_session,
    start_session,
    step_up_session,
)
from server.accounts.store import (
    Account,
    Kdf,
    change_credentials,
    find_by_id,
    find_by_name,
    holds_hash,
    password_columns,
    update_account,
)
from server.core.db import erase_deleted, write_transaction
from server.core.sealed import key_id_of
from server.core.tokens import digest

KDF_ROUNDS = 600_000
SALT_BYTES = 16


class SignedIn(NamedTuple):
    """An account, and the session that was opened for it."""

    account: Account
    opened: Opened


def kdf_of(username: str) -> Kdf:
    """Return how the password of this name is derived; for an unknown name a stable invention.

    The app signs up with what is invented for its name and keeps it when the password changes: so neither
    a new account, a new password nor a deletion changes the answer.
    """
    account = find_by_name(username)
    invented = Kdf(context().keyed_digest("salt", username.encode())[:SALT_BYTES], KDF_ROUNDS)
    return account.kdf if account else invented


def sign_in(username: str, auth_secret: bytes, now: datetime) -> SignedIn:
    """Sign in by password; raises WrongSignInError."""
    account = find_by_name(username)
    limit_name("sign_in", username, account)
    is_right = is_secret(account.auth_hash if account else None, auth_secret)
    if account is None or not is_right:
        raise WrongSignInError
    return start_checked(_with_better_hash(account, auth_secret), now)


def start_checked(account: Account, now: datetime, *, is_stepped_up: bool = True) -> SignedIn:
    """Sign in by what was checked just now, unless the password was changed since.

    It is stepped up where the person has just given a secret or was recognised.
    """
    with write_transaction() as connection:
        if not holds_hash(connection, account):
            raise WrongSignInError
        opened = start_session(connection, account.id, now, is_stepped_up=is_stepped_up)
        return SignedIn(account, opened)


def _with_better_hash(account: Account, auth_secret: bytes) -> Account:
    """Hash the password again where it was hashed with other parameters than today's."""
    if account.auth_hash is None or not needs_rehash(account.auth_hash):
        return account
    better = account._replace(auth_hash=hash_secret(auth_secret))
    with write_transaction() as connection:
        if not holds_hash(connection, account):
            raise WrongSignInError
        update_account(connection, account.id, {"auth_hash": better.auth_hash})
    return better


def recover(username: str, recovery_secret: bytes, now: datetime) -> SignedIn:
    """Sign in by recovery key; raises WrongSignInError."""
    account = find_by_name(username)
    kept = account.recovery_hash if account else bytes(32)
    if not hmac.compare_digest(kept, digest(recovery_secret)) or account is None:
        raise WrongSignInError
    return start_checked(account, now)


def own_account(info: SessionInfo) -> Account:
    """Return the account of the session."""
    account = find_by_id(info.account_id)
    if account is None:  # deleted since the session was read
        raise SignedOutError
    return account


def step_up(info: SessionInfo, auth_secret: bytes, now: datetime) -> SignedIn:
    """Note that the password was given just now; raises WrongSignInError."""
    limit_session("step_up", info.session_id)
    account = own_account(info)
    if not is_secret(account.auth_hash, auth_secret):
        raise WrongSignInError
    with write_transaction() as connection:
        return SignedIn(account, step_up_session(connection, info, now))


def change_password(info: SessionInfo, auth_secret: bytes, kdf: Kdf, wrap: str) -> None:
    """Set a new password; every other device is signed out, and a reset link is worth nothing any more.

    Raises KeyChangedError where the wrap holds another data key than the account's.
    """
    auth_hash = hash_secret(auth_secret)
    columns = password_columns(auth_hash, kdf, wrap)
    with write_transaction() as connection:
        hold_session(connection, info)
        if not change_credentials(connection, info.account_id, columns, key_id=key_id_of(wrap)):
            raise KeyChangedError
        end_other_sessions(connection, info)
        forget_devices(connection, info.account_id)
        connection.execute(delete(RESET_LINK).where(RESET_LINK.c.account_id == info.account_id))


def change_recovery(info: SessionInfo, recovery_secret: bytes, recovery_wrap: str) -> None:
    """Set a new recovery key; the old one opens nothing any more. Raises KeyChangedError."""
    values = {"recovery_hash": digest(recovery_secret), "recovery_wrap": recovery_wrap}
    key_id = key_id_of(recovery_wrap)
    with write_transaction() as connection:
        hold_session(connection, info)
        if not change_credentials(connection, info.account_id, dict(values), key_id=key_id):
            raise KeyChangedError


def delete_account(info: SessionInfo) -> None:
    """Delete the account and, by the keys of the tables, everything that belongs to it."""
    remove_account(info.account_id)


def remove_account(account_id: str) -> None:
    """Delete this account and everything that belongs to it; the server's owner may ask for that too."""
    with write_transaction() as connection:
        connection.execute(delete(ACCOUNT).where(ACCOUNT.c.id == account_id))
        note_deletion(connection, account_id)
    erase_deleted()
