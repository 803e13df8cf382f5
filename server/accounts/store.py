"""Accounts as the services read and write them."""

from datetime import datetime
from typing import NamedTuple, Self

from sqlalchemy import BindParameter, ColumnElement, Connection, ScalarSelect, and_, insert, select, update

from server.accounts.models import ACCOUNT, RETIRED_KEY, AccountRow
from server.core.db import as_row, read_transaction

_IS_DISABLED = select(ACCOUNT.c.is_disabled)


class Kdf(NamedTuple):
    """How the device makes its master secret from the password."""

    salt: bytes
    rounds: int


# Of a sign-up without a password, until the salt of its name is known.
NO_KDF = Kdf(b"", 0)


class Account(NamedTuple):
    """One row of the table, without what only the server's owner asks of others."""

    id: str
    username: str
    auth_hash: str | None
    kdf: Kdf
    wrap: str | None
    recovery_hash: bytes
    recovery_wrap: str
    key_id: str
    is_owner: bool = False

    @classmethod
    def of(cls, row: AccountRow) -> Self:
        """Return the account of a row."""
        return cls(
            id=row.id,
            username=row.username,
            auth_hash=row.auth_hash,
            kdf=Kdf(row.kdf_salt, row.kdf_rounds),
            wrap=row.wrap,
            recovery_hash=row.recovery_hash,
            recovery_wrap=row.recovery_wrap,
            is_owner=row.is_owner,
            key_id=row.key_id,
        )


def find_by_name(username: str) -> Account | None:
    """Return the account of this name."""
    return _find(ACCOUNT.c.username == username)


def find_by_id(account_id: str) -> Account | None:
    """Return the account with this id."""
    return _find(ACCOUNT.c.id == account_id)


def username_of(connection: Connection, account_id: str) -> str | None:
    """Return the name of the account with this id."""
    name: str | None = connection.scalar(select(ACCOUNT.c.username).where(ACCOUNT.c.id == account_id))
    return name


def has_accounts(connection: Connection) -> bool:
    """Tell whether anybody has an account here."""
    return connection.scalar(select(ACCOUNT.c.id).limit(1)) is not None


def is_name_taken(connection: Connection, username: str) -> bool:
    """Tell whether somebody has this name."""
    return connection.scalar(select(ACCOUNT.c.id).where(ACCOUNT.c.username == username)) is not None


def holds_hash(connection: Connection, account: Account) -> bool:
    """Hold the account's row, and tell whether its password is still the one that was read before."""
    held = select(ACCOUNT.c.auth_hash).where(ACCOUNT.c.id == account.id).with_for_update()
    row = connection.execute(held).one_or_none()
    return row is not None and row.auth_hash == account.auth_hash


def is_disabled(connection: Connection, account_id: str) -> bool:
    """Tell whether the server's owner has disabled the account; one that is gone is not."""
    return connection.scalar(_IS_DISABLED.where(ACCOUNT.c.id == account_id)) is True


def holds_enabled(connection: Connection, account_id: str) -> bool:
    """Hold the account's row, and tell whether it is not disabled: who disables it waits until the commit."""
    held = _IS_DISABLED.where(ACCOUNT.c.id == account_id).with_for_update()
    return connection.scalar(held) is not True


def lock_account_id(account_id: str | BindParameter[str]) -> ScalarSelect[str]:
    """Return the account's id for a statement that holds a row of the account: the account is held before.

    Who deletes an account holds it first too. If somebody held a row of it first and then added another,
    which holds the account, the two would wait for each other.
    """
    held = select(ACCOUNT.c.id).where(ACCOUNT.c.id == account_id)
    return held.with_for_update(read=True, key_share=True).scalar_subquery()


def insert_account(connection: Connection, account: Account, now: datetime) -> None:
    """Add a row; raises IntegrityError where somebody else was faster."""
    values = {**_columns(account), "is_owner": account.is_owner, "created_on": now.date()}
    connection.execute(insert(ACCOUNT).values(values))


def update_account(connection: Connection, account_id: str, values: dict[str, object]) -> None:
    """Change columns of one row."""
    connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account_id).values(values))


def password_columns(auth_hash: str | None, kdf: Kdf, wrap: str | None) -> dict[str, object]:
    """Return the columns that a new password changes."""
    return {"auth_hash": auth_hash, "kdf_salt": kdf.salt, "kdf_rounds": kdf.rounds, "wrap": wrap}


def change_credentials(
    connection: Connection, account_id: str, values: dict[str, object], *, key_id: str | None = None
) -> bool:
    """Change what opens the account, and count that; with `key_id` only while that is its data key."""
    is_it = ACCOUNT.c.id == account_id
    if key_id is not None:
        is_it = and_(is_it, ACCOUNT.c.key_id == key_id)
    counted = {**values, "credential_changes": ACCOUNT.c.credential_changes + 1}
    return connection.execute(update(ACCOUNT).where(is_it).values(counted)).rowcount > 0


def key_id_of_account(connection: Connection, account_id: str) -> str | None:
    """Hold the account's row, and return the id of its data key."""
    held = select(ACCOUNT.c.key_id).where(ACCOUNT.c.id == account_id).with_for_update()
    key_id: str | None = connection.scalar(held)
    return key_id


class WrappedKey(NamedTuple):
    """A retired data key, encrypted under a later one."""

    key: str
    wrap: str


def retired_keys_of(account_id: str) -> list[WrappedKey]:
    """Return the data keys that the account had before its present one."""
    columns = select(RETIRED_KEY.c.key_id, RETIRED_KEY.c.wrap)
    of_account = columns.where(RETIRED_KEY.c.account_id == account_id).order_by(RETIRED_KEY.c.key_id)
    with read_transaction() as connection:
        return [WrappedKey(*row) for row in connection.execute(of_account)]


def _columns(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "username": account.username,
        "recovery_hash": account.recovery_hash,
        "recovery_wrap": account.recovery_wrap,
        "key_id": account.key_id,
        **password_columns(account.auth_hash, account.kdf, account.wrap),
    }


def _find(condition: ColumnElement[bool]) -> Account | None:
    with read_transaction() as connection:
        row = as_row(AccountRow, connection.execute(select(ACCOUNT).where(condition)).one_or_none())
    return Account.of(row) if row is not None else None
