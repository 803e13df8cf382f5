"""Which data keys an account has and had, for whoever has to judge what is encrypted under them."""

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from server.accounts.models import ACCOUNT, RETIRED_KEY


class KeyIds(NamedTuple):
    """The id of the data key, and of those that it replaced."""

    current: str
    retired: frozenset[str]


_READ = (
    select(ACCOUNT.c.key_id, RETIRED_KEY.c.key_id)
    .outerjoin_from(ACCOUNT, RETIRED_KEY)
    .where(ACCOUNT.c.id == bindparam("of_account"))
)


def read_key_ids(connection: Connection, account_id: str) -> KeyIds:
    """Return the ids of the account's keys.

    Where something is to be written by them, the account must be held before: a statement that waits for it
    would see what was there when it began to wait.
    """
    rows = connection.execute(_READ, {"of_account": account_id}).all()
    return KeyIds(rows[0][0] if rows else "", frozenset(row[1] for row in rows if row[1] is not None))
