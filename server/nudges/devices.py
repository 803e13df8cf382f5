"""The devices that nudges reach: a subscription for each signed-in session that wants them."""

from datetime import datetime
from hashlib import sha256
from socket import gaierror, getaddrinfo
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.accounts.context import context
from server.accounts.limits import limit_session
from server.accounts.sessions import SessionInfo
from server.core.db import read_transaction, write_transaction
from server.core.tokens import mint_secret
from server.nudges.agenda import wake
from server.nudges.endpoints import Allowed, is_p256_point, is_public, is_push_service
from server.nudges.errors import (
    BadPushKeyError,
    NotAPushServiceError,
    NotSubscribedError,
    SubscriptionTakenError,
    TooManyDevicesError,
)
from server.nudges.models import SUBSCRIPTION

MAX_DEVICES = 10
TOKEN_BYTES = 16


class Device(NamedTuple):
    """A device that nudges reach; `endpoint` only for the one that asks."""

    session: str
    is_current: bool
    endpoint: str | None
    has_arrived: bool
    test: str


def list_devices(info: SessionInfo) -> list[Device]:
    """Return what the server has."""
    with read_transaction() as connection:
        return _read(connection, info, SUBSCRIPTION.c.account_id == info.account_id)


def subscribe(info: SessionInfo, now: datetime, endpoint: str, p256dh: bytes, auth: bytes) -> Device:
    """Let nudges reach this device; one that the server has as it is stays so, a new one gets a test."""
    _check(endpoint, p256dh)
    new = {"endpoint": endpoint, "p256dh": p256dh, "auth": auth}
    try:
        with write_transaction() as connection:
            row = connection.execute(select(SUBSCRIPTION).where(_of(info, info.session_id))).one_or_none()
            if row is None or any(getattr(row, name) != value for name, value in new.items()):
                _replace(connection, info, new, now)
            return _read(connection, info, _of(info, info.session_id))[0]
    except IntegrityError as error:
        raise SubscriptionTakenError from error


def unsubscribe(info: SessionInfo, session_id: str) -> None:
    """Let no more nudges reach a device of this account."""
    with write_transaction() as connection:
        connection.execute(delete(SUBSCRIPTION).where(_of(info, session_id)))


def request_test(info: SessionInfo, session_id: str, now: datetime) -> Device:
    """Have a worker send something to a device; raises NotSubscribedError."""
    limit_session("push_test", info.session_id)
    test = {**_new_test(), "test_at": now}
    with write_transaction() as connection:
        changed = connection.execute(update(SUBSCRIPTION).where(_of(info, session_id)).values(test))
        if not changed.rowcount:
            raise NotSubscribedError
        wake(connection, info.account_id, now, is_stale=False)
        return _read(connection, info, _of(info, session_id))[0]


def note_arrival(info: SessionInfo, token: bytes) -> None:
    """Note that the last test has arrived on this device; raises NotSubscribedError for any other token."""
    is_last_test = and_(_of(info, info.session_id), SUBSCRIPTION.c.test_token == token)
    arrived = {"has_arrived": True, "test_state": "arrived", "test_at": None}
    with write_transaction() as connection:
        if not connection.execute(update(SUBSCRIPTION).where(is_last_test).values(arrived)).rowcount:
            raise NotSubscribedError


def _check(endpoint: str, p256dh: bytes) -> None:
    settings = context().settings
    allowed = Allowed(settings.push_hosts, settings.push_loopback)
    if not is_push_service(endpoint, allowed) or not _leads_outside(endpoint, settings.push_hosts):
        raise NotAPushServiceError
    if not is_p256_point(p256dh):
        raise BadPushKeyError


def _leads_outside(endpoint: str, push_hosts: frozenset[str]) -> bool:
    """Whether a host that the owner added has public addresses only, as far as it can be told now.

    It is looked up again at every sending, as are the push services of browsers.
    """
    host = urlsplit(endpoint).hostname or ""
    if host not in push_hosts:
        return True
    try:
        found = getaddrinfo(host, None)
    except gaierror:
        return True
    return all(is_public(str(address[0])) for *_, address in found)


def _replace(connection: Connection, info: SessionInfo, new: dict[str, Any], now: datetime) -> None:
    """Put a subscription in place of the session's former one, and of another session's at this address."""
    key = sha256(str(new["endpoint"]).encode()).digest()
    connection.execute(delete(SUBSCRIPTION).where(_of(info, info.session_id)))
    connection.execute(delete(SUBSCRIPTION).where(SUBSCRIPTION.c.endpoint_hash == key))
    others = connection.scalar(
        select(func.count()).select_from(SUBSCRIPTION).where(SUBSCRIPTION.c.account_id == info.account_id)
    )
    if (others or 0) >= MAX_DEVICES:
        raise TooManyDevicesError
    connection.execute(
        insert(SUBSCRIPTION).values(
            account_id=info.account_id,
            session_id=info.session_id,
            endpoint_hash=key,
            has_arrived=False,
            test_at=now,
            **new,
            **_new_test(),
        )
    )
    wake(connection, info.account_id, now, is_stale=False)


def _new_test() -> dict[str, Any]:
    return {"test_token": mint_secret()[:TOKEN_BYTES], "test_state": "waiting", "test_attempts": 0}


def _of(info: SessionInfo, session_id: str) -> ColumnElement[bool]:
    return and_(SUBSCRIPTION.c.account_id == info.account_id, SUBSCRIPTION.c.session_id == session_id)


def _read(connection: Connection, info: SessionInfo, which: ColumnElement[bool]) -> list[Device]:
    rows = connection.execute(select(SUBSCRIPTION).where(which).order_by(SUBSCRIPTION.c.session_id)).all()
    return [
        Device(
            session=row.session_id,
            is_current=row.session_id == info.session_id,
            endpoint=row.endpoint if row.session_id == info.session_id else None,
            has_arrived=row.has_arrived,
            test=row.test_state,
        )
        for row in rows
    ]
