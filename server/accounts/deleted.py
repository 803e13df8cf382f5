"""What is left of an account that was deleted: enough to delete it again after a restore, and no more."""

import hashlib

from sqlalchemy import Connection, select

from server.accounts.models import DELETED_ACCOUNT
from server.core.db import insert_missing, read_transaction


def hash_of_id(account_id: str) -> bytes:
    """Return what is kept of the id; ids are random, so nobody finds one by trying."""
    return hashlib.sha256(bytes.fromhex(account_id)).digest()


def note_deletion(connection: Connection, account_id: str) -> None:
    """Remember that this account was deleted; to do so twice is no error."""
    insert_missing(connection, DELETED_ACCOUNT, [{"id_hash": hash_of_id(account_id)}])


def was_deleted(account_id: str) -> bool:
    """Tell whether there was an account with this id."""
    found = select(DELETED_ACCOUNT.c.id_hash).where(DELETED_ACCOUNT.c.id_hash == hash_of_id(account_id))
    with read_transaction() as connection:
        return connection.scalar(found) is not None
