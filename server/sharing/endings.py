"""How a share or a pair ends: once, for the command that asks for it and for the register that says it.

Both are there for a reason. The command passes where a sync is refused (an app that is too old, a clock that
is ahead); the register travels with the owner's own record, so a server that was restored from an older
backup learns again what has ended.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from server.sharing import store
from server.sharing.invites import void_invites


def stop_shares(connection: Connection, account_id: str, ids: Collection[str]) -> bool:
    """End the shares, and the halves of together links, that have these ids; tells whether there were any."""
    shares = store.delete_shares(connection, account_id, ids)
    return store.delete_links(connection, account_id, ids) + shares > 0


def end_pair(connection: Connection, account_id: str, pair_id: str, now: datetime) -> bool:
    """End all that the account has with the other of a pair; tells whether there was anything."""
    voided = void_invites(connection, account_id, now, pair_id)
    return store.delete_side(connection, account_id, pair_id) + voided > 0
