"""The accounts as the server's owner is told of them, read in one statement."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from server.accounts.models import ACCOUNT
from server.core.db import read_transaction
from server.ledger.store import FEED


class Person(NamedTuple):
    """One account; `things` and `stored_bytes` are what its quota counts."""

    account: str
    username: str
    created_on: date
    is_owner: bool
    is_disabled: bool
    things: int
    stored_bytes: int


_PEOPLE = (
    select(
        ACCOUNT.c.id,
        ACCOUNT.c.username,
        ACCOUNT.c.created_on,
        ACCOUNT.c.is_owner,
        ACCOUNT.c.is_disabled,
        func.coalesce(FEED.c.things, 0),
        func.coalesce(FEED.c.stored_bytes, 0),
    )
    .outerjoin(FEED, FEED.c.account_id == ACCOUNT.c.id)
    .order_by(ACCOUNT.c.created_on, ACCOUNT.c.username)
)


def list_people() -> list[Person]:
    """Return every account, the oldest first."""
    with read_transaction() as connection:
        return [Person(*row) for row in connection.execute(_PEOPLE)]
