"""By what an account can be signed in to, day by day; the recovery key is for when all of it is lost."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from server.accounts.context import context
from server.accounts.models import ACCOUNT, PASSKEY, PROVIDER_IDENTITY
from server.core.db import read_transaction


class WaysIn(NamedTuple):
    """What an account has."""

    password: bool
    passkeys: int
    provider: bool
    """Whether the provider that this server has now is connected."""

    @property
    def total(self) -> int:
        """Return how many there are: one that is left may not be removed."""
        return int(self.password) + self.passkeys + int(self.provider)


def ways_in_of(account_id: str) -> WaysIn:
    """Return the ways into this account; of one that was deleted, none."""
    with read_transaction() as connection:
        return read_ways_in(connection, account_id)


def read_ways_in(connection: Connection, account_id: str) -> WaysIn:
    """Return them within a transaction."""
    has_password = select(ACCOUNT.c.auth_hash.is_not(None)).where(ACCOUNT.c.id == account_id)
    passkeys = select(func.count()).select_from(PASSKEY).where(PASSKEY.c.account_id == account_id)
    return WaysIn(
        bool(connection.scalar(has_password)),
        connection.scalar(passkeys) or 0,
        _has_provider(connection, account_id),
    )


def _has_provider(connection: Connection, account_id: str) -> bool:
    oidc = context().settings.oidc
    if oidc is None:
        return False
    is_connected = PROVIDER_IDENTITY.c.issuer == oidc.issuer
    connected = select(PROVIDER_IDENTITY.c.account_id).where(
        PROVIDER_IDENTITY.c.account_id == account_id, is_connected
    )
    return connection.scalar(connected) is not None
