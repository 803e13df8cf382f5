"""One data key takes the place of another: in one transaction, or not at all.

Whoever has the new key can open those before it, which are stored encrypted under it; an old key opens none
that came later. The texts themselves are encrypted again by the devices (docs/protocol.md).
"""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from server.accounts.device_link import DEVICE_LINK
from server.accounts.errors import KeyChangedError
from server.accounts.known_devices import forget_devices
from server.accounts.models import PASSKEY, RESET_LINK, RETIRED_KEY
from server.accounts.passwords import hash_secret
from server.accounts.service import own_account
from server.accounts.sessions import SessionInfo, end_other_sessions, hold_session
from server.accounts.store import Account, Kdf, change_credentials, key_id_of_account
from server.core.db import insert_missing, write_transaction
from server.core.tokens import digest
from server.keys.errors import EnoughKeysError
from server.keys.store import read_key_ids
from server.passkeys.store import change_in

MAX_KEYS = 200
"""How many retired keys an account may have: each sign-in sends all of them."""


class NewPassword(NamedTuple):
    """What the server has of a new password."""

    auth_secret: bytes
    kdf: Kdf


class PasskeyWrap(NamedTuple):
    """The new key, as one passkey of the account opens it."""

    id: str
    wrap: str


class KeyChange(NamedTuple):
    """What a device asks for; `password` is None where the password stays."""

    expected_key: str
    key: str
    password_wrap: str | None
    passkey_wrap: PasskeyWrap | None
    recovery_secret: bytes
    recovery_wrap: str
    retired: Mapping[str, str]
    """Keys that were replaced, by id: each encrypted under the new one."""
    password: NewPassword | None
    ends_others: bool


def change_key(info: SessionInfo, change: KeyChange) -> Account:
    """Give the account this key, unless it has it already: the same request may be sent again.

    Raises KeyChangedError where its key is another one than expected or the new one was replaced before,
    PasskeyNotFoundError where it has not the passkey, and EnoughKeysError; nothing is written then.
    """
    columns = _columns(change)
    with write_transaction() as connection:
        hold_session(connection, info)
        present = key_id_of_account(connection, info.account_id)
        if present != change.key:
            known = read_key_ids(connection, info.account_id)
            if present != change.expected_key or change.key in known.retired:
                raise KeyChangedError
            _exchange(connection, info, change, columns)
    return own_account(info)


def _replace_wraps(
    connection: Connection, account_id: str, columns: dict[str, object], passkey_wrap: PasskeyWrap | None
) -> None:
    """Put the wraps of the new key in the place of all others: a wrap that was not given again is gone."""
    change_credentials(connection, account_id, columns)
    of_account = PASSKEY.c.account_id == account_id
    connection.execute(update(PASSKEY).where(of_account).values(wrap=None))
    if passkey_wrap is not None:
        change_in(connection, account_id, passkey_wrap.id, {"wrap": passkey_wrap.wrap})


def _columns(change: KeyChange) -> dict[str, object]:
    columns: dict[str, object] = {
        "key_id": change.key,
        "wrap": change.password_wrap,
        "recovery_hash": digest(change.recovery_secret),
        "recovery_wrap": change.recovery_wrap,
    }
    if change.password is None:
        return columns
    auth_secret, kdf = change.password
    hashed = {"auth_hash": hash_secret(auth_secret), "kdf_salt": kdf.salt, "kdf_rounds": kdf.rounds}
    return columns | hashed


def _exchange(
    connection: Connection, info: SessionInfo, change: KeyChange, columns: dict[str, object]
) -> None:
    _replace_wraps(connection, info.account_id, columns, change.passkey_wrap)
    of_account = {"account_id": info.account_id}
    rows = [{**of_account, "key_id": key, "wrap": wrap} for key, wrap in change.retired.items()]
    insert_missing(connection, RETIRED_KEY, rows)
    _limit_keys(connection, info.account_id)
    for links in (RESET_LINK, DEVICE_LINK):
        connection.execute(delete(links).where(links.c.account_id == info.account_id))
    if change.password is not None:
        forget_devices(connection, info.account_id)
    if change.ends_others or change.password is not None:
        end_other_sessions(connection, info)


def _limit_keys(connection: Connection, account_id: str) -> None:
    count = select(func.count()).select_from(RETIRED_KEY).where(RETIRED_KEY.c.account_id == account_id)
    if (connection.scalar(count) or 0) > MAX_KEYS:
        raise EnoughKeysError
