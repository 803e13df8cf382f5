"""A device that is signed in lets another one in.

The one that is signed in makes a link, sees that somebody has claimed it, and chooses the number that the
new device shows; then the new device collects its session and the wrapped data key. Each step may be sent
again after a lost answer.
"""

from datetime import datetime
from secrets import SystemRandom
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, and_
from sqlalchemy.exc import IntegrityError

from server.accounts.device_link import DEVICE_LINK, DeviceLink
from server.accounts.errors import KeyChangedError
from server.accounts.service import SignedIn
from server.accounts.sessions import SessionInfo, end_session_of, hold_session, start_session
from server.accounts.store import find_by_id, key_id_of_account
from server.core.db import read_transaction, write_transaction
from server.core.sealed import key_id_of
from server.linking.errors import LinkError, LinkOverError, NotYetError, WrongNumberError
from server.linking.rules import LINK_LIFE, NUMBERS, NUMBERS_SHOWN, seconds_left, state_of
from server.linking.store import (
    Claim,
    change_link,
    clear_expired,
    delete_link,
    find_link,
    hold_link,
    hold_secrets,
    is_living_own,
    is_own,
    put_link,
)

_RANDOM = SystemRandom()


class Standing(NamedTuple):
    """How a link stands, for the device that made it."""

    link: str
    state: str
    seconds_left: int
    numbers: list[str]


class Claimed(NamedTuple):
    """What the new device shows."""

    number: str
    seconds_left: int


class Collected(NamedTuple):
    """What lets the new device in, and the wrapped data key."""

    signed_in: SignedIn
    wrap: str


def make_link(info: SessionInfo, token_hash: bytes, now: datetime) -> Standing:
    """Make the account's one link, which ends an earlier one; raises LinkError for a token in use."""
    row = {
        "account_id": info.account_id,
        "id": uuid4().hex,
        "session_id": info.session_id,
        "token_hash": token_hash,
        "expires_at": now + LINK_LIFE,
    }
    try:
        with write_transaction() as connection:
            clear_expired(connection, now)
            hold_session(connection, info)
            put_link(connection, {**row, "secrets_hash": hold_secrets(connection, info.account_id)})
    except IntegrityError as error:
        raise LinkError from error
    return read_link(info, str(row["id"]), now)


def read_link(info: SessionInfo, link_id: str, now: datetime) -> Standing:
    """Tell how the link stands that this session made; raises LinkOverError."""
    with read_transaction() as connection:
        link = find_link(connection, is_living_own(info, link_id, now))
    if link is None:
        raise LinkOverError
    return _standing(link, now)


def claim(shown: Claim, now: datetime) -> Claimed:
    """Let a new device have the link, if it is the first; raises LinkError."""
    numbers = _RANDOM.sample(NUMBERS, NUMBERS_SHOWN)
    is_free = and_(
        DEVICE_LINK.c.token_hash == shown.token_hash,
        DEVICE_LINK.c.claim_hash.is_(None),
        DEVICE_LINK.c.expires_at > now,
    )
    with write_transaction() as connection:
        values = {"numbers": " ".join(numbers), "number": _RANDOM.choice(numbers)}
        change_link(connection, is_free, claim_hash=shown.claim_hash, **values)
        link = find_link(connection, shown.is_alive(now))
    if link is None or link.number is None:
        raise LinkError
    return Claimed(link.number, seconds_left(link.expires_at, now))


def confirm(info: SessionInfo, link_id: str, number: str, wrap: str, now: datetime) -> None:
    """Let the new device have the key if this is its number, else end the link.

    Raises LinkOverError, WrongNumberError once it has ended, or KeyChangedError where the wrap holds another
    key than the account's: this device does not have that yet.
    """
    own = is_living_own(info, link_id, now)
    with write_transaction() as connection:
        link = hold_link(connection, own)
        if link is None or link.number is None:
            raise LinkOverError
        is_right = link.number == number
        if not is_right:
            delete_link(connection, own)
        elif key_id_of(wrap) != key_id_of_account(connection, info.account_id):
            raise KeyChangedError
        elif link.wrap is None:
            change_link(connection, own, wrap=wrap)
    if not is_right:
        raise WrongNumberError


def cancel(info: SessionInfo, link_id: str) -> None:
    """End the link that this session made, if it is there; whoever collected it stays signed in."""
    with write_transaction() as connection:
        delete_link(connection, is_own(info, link_id))


def collect(shown: Claim, now: datetime) -> Collected:
    """Sign the new device in; raises NotYetError until the number was chosen, and LinkError.

    Sent again it signs in again and ends the session before, unless somebody else has ended that.
    """
    with read_transaction() as connection:
        link = find_link(connection, shown.is_alive(now))
    if link is None:
        raise LinkError
    if link.wrap is None:
        raise NotYetError
    with write_transaction() as connection:
        secrets_hash = hold_secrets(connection, link.account_id)
        held = hold_link(connection, and_(shown.is_alive(now), DEVICE_LINK.c.secrets_hash == secrets_hash))
        if held is None or not _end_collected(connection, held):
            raise LinkError
        opened = start_session(connection, held.account_id, now, is_stepped_up=False)
        change_link(connection, shown.is_alive(now), collected_session_id=opened.info.session_id)
    account = find_by_id(link.account_id)
    if account is None:  # deleted since
        raise LinkError
    return Collected(SignedIn(account, opened), link.wrap)


def _end_collected(connection: Connection, link: DeviceLink) -> bool:
    """End the session that was collected before; False where that was signed out meanwhile."""
    session_id = link.collected_session_id
    return session_id is None or end_session_of(connection, link.account_id, session_id)


def _standing(link: DeviceLink, now: datetime) -> Standing:
    state = state_of(
        is_claimed=link.claim_hash is not None,
        is_confirmed=link.wrap is not None,
        is_collected=link.collected_session_id is not None,
    )
    return Standing(link.id, state, seconds_left(link.expires_at, now), (link.numbers or "").split())
