"""Becoming somebody here: who may, and doing it once.

mode     when                                              what it takes
first    no account yet, only this machine reaches us      nothing
set_up   no account yet                                    the link that `kept serve` prints
invite   SIGNUP=invite                                     a link of `kept invite`
open     SIGNUP=open                                       nothing
closed   SIGNUP=closed                                     nobody may
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, false, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from server.accounts.context import context
from server.accounts.errors import AccountTakenError, InviteError, SignUpClosedError, UsernameTakenError
from server.accounts.limits import limit_name
from server.accounts.models import INVITATION, RESET_LINK
from server.accounts.passwords import hash_secret, is_secret
from server.accounts.rules import INVITATION_LIFE
from server.accounts.service import SignedIn, start_checked
from server.accounts.sessions import start_session
from server.accounts.store import (
    Account,
    find_by_id,
    find_by_name,
    has_accounts,
    insert_account,
    is_name_taken,
)
from server.core.db import insert_missing, read_transaction, write_transaction
from server.core.errors import AppError
from server.core.tokens import digest, mint_secret, to_text

_FOR_THE_FIRST = ("first", "set_up")
_KIND_BY_MODE = {"set_up": "set_up", "invite": "sign_up"}
_MAX_ATTEMPTS = 3


class _LostRaceError(Exception):
    """Somebody else became the first account, or took the name or the id, at the same moment."""


def signup_mode() -> str:
    """Return who may sign up now."""
    with read_transaction() as connection:
        return _mode(connection)


def sign_up(account: Account, auth_secret: bytes, invite: bytes | None, now: datetime) -> SignedIn:
    """Make this account, whose `auth_hash` is still to be made, and sign in.

    The same sign-up sent again, because its answer was lost, signs in.
    """
    limit_name("sign_in", account.username, find_by_name(account.username))  # see _is_sent_again
    for _ in range(_MAX_ATTEMPTS):
        try:
            return _sign_up_or_in(account, auth_secret, invite, now)
        except _LostRaceError:
            continue
    raise AccountTakenError


def mint_invitation(kind: str, now: datetime) -> str:
    """Return the address of a new link; a `set_up` one takes the place of those before it."""
    token = mint_secret()
    is_over = or_(INVITATION.c.expires_at <= now, INVITATION.c.used_at.is_not(None))
    is_replaced = INVITATION.c.kind == "set_up" if kind == "set_up" else false()
    row = {"token_hash": digest(token), "kind": kind, "expires_at": now + INVITATION_LIFE}
    with write_transaction() as connection:
        connection.execute(delete(INVITATION).where(or_(is_over, is_replaced)))
        connection.execute(insert(INVITATION).values(row))
    return f"{context().settings.public_url}/join#{to_text(token)}"


def allow_sign_up(
    connection: Connection, account_id: str, token_hash: bytes, expires_at: datetime, now: datetime
) -> None:
    """Let one person make an account with a token of this account's, as long as that is there."""
    connection.execute(delete(INVITATION).where(INVITATION.c.expires_at <= now))
    row = {
        "token_hash": token_hash,
        "kind": "sign_up",
        "account_id": account_id,
        "expires_at": expires_at,
    }
    insert_missing(connection, INVITATION, [row])


def forbid_sign_up(connection: Connection, token_hashes: Iterable[bytes]) -> None:
    """Take it back, where it was not used."""
    connection.execute(delete(INVITATION).where(INVITATION.c.token_hash.in_(list(token_hashes))))


def forget_links(connection: Connection) -> None:
    """Let no link that was made so far do anything any more, of invitations and of resets."""
    connection.execute(delete(INVITATION))
    connection.execute(delete(RESET_LINK))


def _mode(connection: Connection) -> str:
    settings = context().settings
    if has_accounts(connection):
        return settings.signup
    return "first" if settings.is_local else "set_up"


def _sign_up_or_in(account: Account, auth_secret: bytes, invite: bytes | None, now: datetime) -> SignedIn:
    refusal = _refusal(invite, now)  # before the twin: if that one used the invitation up, it is seen below
    twin = find_by_id(account.id)
    if _is_sent_again(twin, account, auth_secret) and twin is not None:
        return start_checked(twin, auth_secret, now)
    if refusal is not None:
        raise refusal
    if twin is not None:
        raise AccountTakenError
    hashed = account._replace(auth_hash=hash_secret(auth_secret))
    try:
        with write_transaction() as connection:
            return _make(connection, hashed, invite, now)
    except IntegrityError as error:
        raise _LostRaceError from error
    except AppError as error:
        if find_by_id(account.id) is not None:  # the same sign-up arrived twice at once
            raise _LostRaceError from error
        raise


def _is_sent_again(twin: Account | None, account: Account, auth_secret: bytes) -> bool:
    """Tell whether the account that is there was made by this person; guessing is limited as in sign-in.

    An id that nobody has costs the same tries and the same hash: a former partner knows the id of an
    account, and must not learn that it was deleted.
    """
    same = twin if twin is not None and twin.username == account.username else None
    return is_secret(same.auth_hash if same is not None else None, auth_secret)


def _make(connection: Connection, account: Account, invite: bytes | None, now: datetime) -> SignedIn:
    """Use the invitation up, then look at the name: only who may sign up learns that one is taken."""
    mode = _mode(connection)
    _use_invite(connection, mode, invite, now)
    if is_name_taken(connection, account.username):
        raise UsernameTakenError
    insert_account(connection, account, is_owner=mode in _FOR_THE_FIRST, now=now)
    return SignedIn(account, start_session(connection, account.id, now))


def _refusal(invite: bytes | None, now: datetime) -> AppError | None:
    """Return what is wrong before anything is written."""
    with read_transaction() as connection:
        mode = _mode(connection)
        if mode == "closed":
            return SignUpClosedError()
        if mode not in _KIND_BY_MODE:
            return None
        valid = select(INVITATION.c.kind).where(_is_valid(_KIND_BY_MODE[mode], invite, now))
        return InviteError() if connection.scalar(valid) is None else None


def _use_invite(connection: Connection, mode: str, invite: bytes | None, now: datetime) -> None:
    if mode == "closed":
        raise SignUpClosedError
    if mode in _KIND_BY_MODE:
        use = update(INVITATION).where(_is_valid(_KIND_BY_MODE[mode], invite, now))
        if connection.execute(use.values(used_at=now)).rowcount == 0:
            raise InviteError


def _is_valid(kind: str, invite: bytes | None, now: datetime) -> ColumnElement[bool]:
    return and_(
        INVITATION.c.token_hash == digest(invite or b""),
        INVITATION.c.kind == kind,
        INVITATION.c.used_at.is_(None),
        INVITATION.c.expires_at > now,
    )
