"""Who is connected with whom, and what has been used, as the services read and write them."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from server.accounts.errors import LastWayInError
from server.accounts.models import PROVIDER_IDENTITY, USED_FLOW
from server.accounts.sessions import SessionInfo, hold_session
from server.accounts.store import change_credentials
from server.accounts.ways_in import read_ways_in
from server.core.db import insert_missing, read_transaction, write_transaction
from server.oidc.errors import IdentityTakenError, NotConnectedError


class Identity(NamedTuple):
    """Somebody, as the provider knows them: the HMAC of issuer and subject."""

    issuer: str
    hash: bytes


def use_once(connection: Connection, flow_id: str, expires_at: float, now: datetime) -> bool:
    """Note that this flow, or its proof, is used; tell whether it was not before."""
    connection.execute(delete(USED_FLOW).where(USED_FLOW.c.expires_at <= now))
    row = {"id": sha256(flow_id.encode()).digest(), "expires_at": datetime.fromtimestamp(expires_at, UTC)}
    return insert_missing(connection, USED_FLOW, [row]) == 1


def carry_over_used(present: Connection, restored: Connection) -> None:
    """Bring along what was used since a backup: flows and proofs live in cookies, which a restore leaves."""
    rows = [dict(row) for row in present.execute(select(USED_FLOW)).mappings()]
    if rows:
        insert_missing(restored, USED_FLOW, rows)


def find_account_id(identity: Identity) -> str | None:
    """Return whose identity it is here."""
    key = PROVIDER_IDENTITY.c.identity_hash == identity.hash
    with read_transaction() as connection:
        account_id: str | None = connection.scalar(select(PROVIDER_IDENTITY.c.account_id).where(key))
    return account_id


def connect(connection: Connection, account_id: str, identity: Identity) -> None:
    """Let the account be signed in to by this identity alone; raises IdentityTakenError."""
    key = PROVIDER_IDENTITY.c.identity_hash == identity.hash
    holder = connection.scalar(select(PROVIDER_IDENTITY.c.account_id).where(key))
    if holder not in (None, account_id):
        raise IdentityTakenError
    change_credentials(connection, account_id, {})
    connection.execute(delete(PROVIDER_IDENTITY).where(PROVIDER_IDENTITY.c.account_id == account_id))
    row = {"account_id": account_id, "issuer": identity.issuer, "identity_hash": identity.hash}
    connection.execute(insert(PROVIDER_IDENTITY).values(row))


def disconnect(info: SessionInfo) -> None:
    """Let nobody sign in to the account by a provider; raises NotConnectedError or LastWayInError."""
    with write_transaction() as connection:
        hold_session(connection, info)
        change_credentials(connection, info.account_id, {})
        ways_in = read_ways_in(connection, info.account_id)
        if ways_in.provider and ways_in.total == 1:
            raise LastWayInError
        key = PROVIDER_IDENTITY.c.account_id == info.account_id
        if connection.execute(delete(PROVIDER_IDENTITY).where(key)).rowcount == 0:
            raise NotConnectedError
