"""Device links as the services read and write them.

Whoever writes a link holds the account's row first, as whoever deletes the account does.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from server.accounts.device_link import DEVICE_LINK, DeviceLink
from server.accounts.models import ACCOUNT
from server.accounts.sessions import SessionInfo
from server.core.db import as_row, insert_into
from server.core.tokens import digest

_SECRETS = (ACCOUNT.c.auth_hash, ACCOUNT.c.wrap, ACCOUNT.c.recovery_hash, ACCOUNT.c.recovery_wrap)
_CLEARED_AT_ONCE = 100


class Claim(NamedTuple):
    """What the new device shows for itself: hashes of the link's token and of its own secret."""

    token_hash: bytes
    claim_hash: bytes

    def is_alive(self, now: datetime) -> ColumnElement[bool]:
        """Tell whether this device has claimed the link, and that still lives."""
        return and_(
            DEVICE_LINK.c.token_hash == self.token_hash,
            DEVICE_LINK.c.claim_hash == self.claim_hash,
            DEVICE_LINK.c.expires_at > now,
        )


def is_own(info: SessionInfo, link_id: str) -> ColumnElement[bool]:
    """Tell whether it is the link that this session made."""
    return and_(
        DEVICE_LINK.c.account_id == info.account_id,
        DEVICE_LINK.c.session_id == info.session_id,
        DEVICE_LINK.c.id == link_id,
    )


def is_living_own(info: SessionInfo, link_id: str, now: datetime) -> ColumnElement[bool]:
    """Tell whether that still lives."""
    return and_(is_own(info, link_id), DEVICE_LINK.c.expires_at > now)


def find_link(connection: Connection, condition: ColumnElement[bool]) -> DeviceLink | None:
    """Return the one link of which this is true."""
    return as_row(DeviceLink, connection.execute(select(DEVICE_LINK).where(condition)).one_or_none())


def hold_link(connection: Connection, condition: ColumnElement[bool]) -> DeviceLink | None:
    """Return the one link of which this is true, its row held."""
    held = select(DEVICE_LINK).where(condition).with_for_update()
    return as_row(DeviceLink, connection.execute(held).one_or_none())


def change_link(connection: Connection, condition: ColumnElement[bool], **values: object) -> None:
    """Change the link of which this is true, if there is one."""
    connection.execute(update(DEVICE_LINK).where(condition).values(values))


def delete_link(connection: Connection, condition: ColumnElement[bool]) -> None:
    """Delete it."""
    connection.execute(delete(DEVICE_LINK).where(condition))


def put_link(connection: Connection, row: dict[str, object]) -> None:
    """Write the account's link, in the place of an older one.

    Raises IntegrityError where another account's has this token.
    """
    unused = dict.fromkeys(("claim_hash", "numbers", "number", "wrap", "collected_session_id"))
    insert = insert_into(connection.dialect.name, DEVICE_LINK).values(unused | row)
    connection.execute(insert.on_conflict_do_update(index_elements=["account_id"], set_=unused | row))


def clear_expired(connection: Connection, now: datetime) -> None:
    """Delete some links that expired, whosever they are, passing over those that somebody holds."""
    expired = (
        select(DEVICE_LINK.c.account_id)
        .where(DEVICE_LINK.c.expires_at <= now)
        .limit(_CLEARED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    connection.execute(delete(DEVICE_LINK).where(DEVICE_LINK.c.account_id.in_(expired)))


def hold_secrets(connection: Connection, account_id: str) -> bytes | None:
    """Hold the account's row, and return what changes with its secrets; None where there is no account."""
    held = select(*_SECRETS).where(ACCOUNT.c.id == account_id).with_for_update(key_share=True)
    row = connection.execute(held).one_or_none()
    return None if row is None else digest(repr(tuple(row)).encode())
