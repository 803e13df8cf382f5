"""What a restored database takes from the one in whose place it is put: who may sign in, and how.

deleted since the backup        deleted again: `deleted_account` has a hash of each id
changed since the backup        password, recovery key, data key and the keys before it are the present ones
made since the backup           the account itself: its person can sign in, and their devices bring the rest

The text that devices hold comes from them (`begin_new_histories`).
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select, update

from server.accounts.deleted import hash_of_id
from server.accounts.models import (
    ACCOUNT,
    DELETED_ACCOUNT,
    PASSKEY,
    PROVIDER_IDENTITY,
    RETIRED_KEY,
    SERVER_SECRET,
)
from server.core.db import insert_missing

OF_ACCOUNTS: Final[tuple[Table, ...]] = (RETIRED_KEY, PASSKEY, PROVIDER_IDENTITY)
"""Tables beside `account` that say what opens one; each row has the `account_id` that it belongs to."""

Row = Mapping[str, Any]


class CarriedOver(NamedTuple):
    """What was done, by the names of the accounts."""

    deleted: list[str]
    changed: list[str]
    made: list[str]
    older: list[str]
    """Changed more often in the backup than now: what it says of them counts."""
    taken: list[str]
    """Made since the backup, under a name that another account of the backup has: they are not here."""
    is_other_server: bool
    """The two have not the same secret: passkeys and providers of who was made since are not known here."""


def carry_over(present: Connection, restored: Connection) -> CarriedOver:
    """Take from the present database what must not go back in time; both are of this version's form."""
    insert_missing_hashes(present, restored)
    deleted = _delete_again(restored)
    before = _accounts_in(restored)
    now = _accounts_in(present)
    gone = set(restored.scalars(select(DELETED_ACCOUNT.c.id_hash)))
    both = [row for key, row in now.items() if key in before]
    newer = [row for row in both if _is_newer(row, before[row["id"]])]
    older = [row for row in both if not _is_newer(row, before[row["id"]])]
    added = [row for key, row in now.items() if key not in before and hash_of_id(key) not in gone]
    taken_names = {row["username"] for row in before.values()}
    made = [row for row in added if row["username"] not in taken_names]
    _replace(restored, newer)
    for row in older:
        kept = update(ACCOUNT).where(ACCOUNT.c.id == row["id"])
        restored.execute(kept.values(is_disabled=row["is_disabled"]))
    _add(restored, made)
    for table in OF_ACCOUNTS:
        _replace_rows(present, restored, table, [row["id"] for row in (*newer, *made)])
    return CarriedOver(
        deleted,
        [row["username"] for row in newer if _is_other(row, before[row["id"]])],
        [row["username"] for row in made],
        [row["username"] for row in older],
        [row["username"] for row in added if row["username"] in taken_names],
        _secrets(present) != _secrets(restored),
    )


def insert_missing_hashes(present: Connection, restored: Connection) -> None:
    """Bring along which accounts were deleted."""
    hashes = [{"id_hash": id_hash} for id_hash in present.scalars(select(DELETED_ACCOUNT.c.id_hash))]
    if hashes:
        insert_missing(restored, DELETED_ACCOUNT, hashes)


def _secrets(connection: Connection) -> set[tuple[str, bytes]]:
    """Return what the server's user handles and identities are made with; a database without any is new."""
    rows = connection.execute(select(SERVER_SECRET.c.name, SERVER_SECRET.c.value))
    return {(row.name, row.value) for row in rows}


def _delete_again(restored: Connection) -> list[str]:
    gone = set(restored.scalars(select(DELETED_ACCOUNT.c.id_hash)))
    rows = restored.execute(select(ACCOUNT.c.id, ACCOUNT.c.username)).all()
    revived = [(key, name) for key, name in rows if hash_of_id(key) in gone]
    for key, _ in revived:
        restored.execute(delete(ACCOUNT).where(ACCOUNT.c.id == key))
    return [name for _, name in revived]


def _accounts_in(connection: Connection) -> dict[str, Row]:
    rows = connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.created_on, ACCOUNT.c.username))
    return {row["id"]: dict(row) for row in rows.mappings()}


def _is_newer(present: Row, before: Row) -> bool:
    """Tell whether the present row is as new at least: not where an older backup was put back before."""
    is_newer: bool = present["credential_changes"] >= before["credential_changes"]
    return is_newer


def _is_other(present: Row, before: Row) -> bool:
    return bool(present["credential_changes"] != before["credential_changes"])


def _replace(restored: Connection, rows: list[Row]) -> None:
    ids = [row["id"] for row in rows]
    # There is one owner at most, at every step.
    restored.execute(update(ACCOUNT).where(ACCOUNT.c.id.in_(ids)).values(is_owner=False))
    for row in rows:
        restored.execute(update(ACCOUNT).where(ACCOUNT.c.id == row["id"]).values(_owned(restored, row)))


def _add(restored: Connection, rows: list[Row]) -> None:
    for row in rows:
        restored.execute(insert(ACCOUNT).values(_owned(restored, row)))


def _owned(restored: Connection, row: Row) -> dict[str, Any]:
    """Return the row, of whose account nobody is made the owner beside another one."""
    owner = restored.scalar(select(ACCOUNT.c.id).where(ACCOUNT.c.is_owner))
    return {**row, "is_owner": row["is_owner"] and owner in {None, row["id"]}}


def _replace_rows(present: Connection, restored: Connection, table: Table, ids: list[str]) -> None:
    """All of them at once: what belongs to one account now may be another's in the backup."""
    of_accounts = table.c.account_id.in_(ids)
    restored.execute(delete(table).where(of_accounts))
    rows = [dict(row) for row in present.execute(select(table).where(of_accounts)).mappings()]
    if table is PROVIDER_IDENTITY:
        hashes = [row["identity_hash"] for row in rows]
        restored.execute(delete(table).where(table.c.identity_hash.in_(hashes)))
    if rows:
        restored.execute(insert(table), rows)
