"""Becoming somebody here: who may, and doing it once.

mode     when                                              what it takes
first    no account yet, only this machine reaches us      nothing
set_up   no account yet                                    the link that `kept serve` prints
invite   SIGNUP=invite                                     a link of the server's owner, or of a partner
open     SIGNUP=open                                       nothing
closed   SIGNUP=closed                                     nobody may
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, and_, delete, false, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from server.accounts.context import context
from server.accounts.deleted import was_deleted
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


class Proof(Protocol):
    """By what the person of a new account will sign in."""

    def is_of(self, twin: Account | None) -> bool:
        """Tell whether the account that is there was made by this person: the sign-up was sent again.

        None is an account that does not exist, and must cost the same.
        """

    def auth_hash(self) -> str | None:
        """Return what to keep of the password; None where there is none. It may take long."""

    def store(self, connection: Connection, account: Account, now: datetime) -> None:
        """Keep whatever else the account is signed in to by."""


class NewAccount(NamedTuple):
    """What somebody asks for; the `auth_hash` of the account is still to be made."""

    account: Account
    proof: Proof
    invite: bytes | None


class PasswordProof(NamedTuple):
    """A password."""

    username: str
    auth_secret: bytes

    def is_of(self, twin: Account | None) -> bool:
        """Compare with what was kept.

        An id that nobody has costs the same hash: a former partner knows the id of an account, and must not
        learn that it was deleted.
        """
        same = twin if twin is not None and twin.username == self.username else None
        return is_secret(same.auth_hash if same is not None else None, self.auth_secret)

    def auth_hash(self) -> str:
        """Return the Argon2id hash."""
        return hash_secret(self.auth_secret)

    def store(self, connection: Connection, account: Account, now: datetime) -> None:
        """Nothing more: the hash is a column of the account."""


class _LostRaceError(Exception):
    """Somebody else became the first account, or took the name or the id, at the same moment."""


def signup_mode() -> str:
    """Return who may sign up now."""
    with read_transaction() as connection:
        return _mode(connection)


def check_sign_up(username: str, invite: bytes | None, now: datetime) -> None:
    """Raise what would be wrong with a sign-up under this name; nothing is used up by asking."""
    refusal = _refusal(invite, now)
    if refusal is not None:
        raise refusal
    if find_by_name(username) is not None:
        raise UsernameTakenError


def sign_up_by_password(
    account: Account, auth_secret: bytes, invite: bytes | None, now: datetime
) -> SignedIn:
    """Make this account with a password; guessing that of an account is limited as in sign-in."""
    limit_name("sign_in", account.username, find_by_name(account.username))
    return sign_up(NewAccount(account, PasswordProof(account.username, auth_secret), invite), now)


def sign_up(wanted: NewAccount, now: datetime) -> SignedIn:
    """Make this account and sign in.

    The same sign-up sent again, because its answer was lost, signs in.
    """
    for _ in range(_MAX_ATTEMPTS):
        try:
            return _sign_up_or_in(wanted, now)
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


def _sign_up_or_in(wanted: NewAccount, now: datetime) -> SignedIn:
    account, proof, invite = wanted
    refusal = _refusal(invite, now)  # before the twin: if that one used the invitation up, it is seen below
    twin = find_by_id(account.id)
    if proof.is_of(twin) and twin is not None:
        return start_checked(twin, now)
    if refusal is not None:
        raise refusal
    if twin is not None or was_deleted(account.id):  # said of both alike; a restore would delete it again
        raise AccountTakenError
    hashed = account._replace(auth_hash=proof.auth_hash())
    try:
        with write_transaction() as connection:
            return _make(connection, wanted._replace(account=hashed), now)
    except IntegrityError as error:
        raise _LostRaceError from error
    except AppError as error:
        if find_by_id(account.id) is not None:  # the same sign-up arrived twice at once
            raise _LostRaceError from error
        raise


def _make(connection: Connection, wanted: NewAccount, now: datetime) -> SignedIn:
    """Use the invitation up, then look at the name: only who may sign up learns that one is taken."""
    account = wanted.account
    mode = _mode(connection)
    _use_invite(connection, mode, wanted.invite, now)
    if is_name_taken(connection, account.username):
        raise UsernameTakenError
    account = account._replace(is_owner=mode in _FOR_THE_FIRST)
    insert_account(connection, account, now)
    wanted.proof.store(connection, account, now)
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
