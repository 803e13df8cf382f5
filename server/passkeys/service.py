"""Signing up, in and stepping up by passkey."""

import hmac
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from server.accounts.errors import KeyChangedError, WrongSignInError
from server.accounts.limits import limit_name, limit_session
from server.accounts.models import PasskeyRow
from server.accounts.service import SignedIn, kdf_of, own_account, start_checked
from server.accounts.sessions import SessionInfo, hold_session, step_up_session
from server.accounts.signup import NewAccount, check_sign_up, sign_up
from server.accounts.store import Account, find_by_id, find_by_name
from server.core.db import write_transaction
from server.core.logs import logger
from server.core.sealed import key_id_of
from server.passkeys import store
from server.passkeys.ceremonies import (
    Assertion,
    NewCredential,
    Verified,
    creation_options,
    handle_of,
    request_options,
    verify_assertion,
    verify_new,
)
from server.passkeys.errors import PasskeyRefusedError, PasskeyUnknownError

Json = dict[str, Any]


class Question(NamedTuple):
    """What the browser is to ask a passkey; `challenge` names it when the answer comes."""

    challenge: str
    options: Json


class By(NamedTuple):
    """Who signed in, and the passkey that it was done by."""

    signed_in: SignedIn
    passkey: PasskeyRow


class PasskeyProof(NamedTuple):
    """The new account's passkey; what is sent again has the same one and knows the same recovery key."""

    credential: NewCredential
    challenge: str
    wrap: str | None
    recovery_hash: bytes
    verified: list[Verified]
    """Filled once: a challenge is answered once, whatever is tried again after a lost race."""

    def is_of(self, twin: Account | None) -> bool:
        """Compare with what is there; the recovery key cannot be guessed."""
        kept = twin.recovery_hash if twin is not None else bytes(32)
        if not hmac.compare_digest(kept, self.recovery_hash) or twin is None:
            return False
        return store.find_of_account(twin.id, self.credential.id) is not None

    def auth_hash(self) -> None:
        """There is no password."""

    def store(self, connection: Connection, account: Account, now: datetime) -> None:
        """Keep the passkey with the account."""
        store.add_passkey(connection, account.id, self.verified[0], self.wrap, now)


def ask_to_sign_up(account_id: str, username: str, invite: bytes | None, now: datetime) -> Question:
    """Begin a sign-up; raises what would refuse it, before a passkey is made for nothing."""
    limit_name("sign_up", username, find_by_name(username))
    check_sign_up(username, invite, now)
    asked = store.ask("sign_up", now)
    return Question(asked.id, creation_options(account_id, username, asked.challenge, ()))


def sign_up_by_passkey(
    account: Account, proof: PasskeyProof, invite: bytes | None, now: datetime
) -> SignedIn:
    """Make the account and sign in; raises PasskeyRefusedError and what refuses any sign-up.

    Raises KeyChangedError where the two wraps hold two data keys.
    """
    if proof.wrap is not None and key_id_of(proof.wrap) != account.key_id:
        raise KeyChangedError
    account = account._replace(kdf=kdf_of(account.username))
    if not proof.is_of(find_by_id(account.id)):
        challenge = store.take(proof.challenge, "sign_up", now)
        proof.verified.append(verify_new(proof.credential, challenge))
    return sign_up(NewAccount(account, proof, invite), now)


def ask_to_sign_in(now: datetime) -> Question:
    """Begin a sign-in by whichever passkey the person chooses."""
    asked = store.ask("sign_in", now)
    return Question(asked.id, request_options(asked.challenge))


def sign_in_by_passkey(challenge_id: str, assertion: Assertion, now: datetime) -> By:
    """Sign in; raises PasskeyRefusedError or PasskeyUnknownError."""
    challenge = store.take(challenge_id, "sign_in", now)
    passkey = _find(assertion)
    _check(assertion, passkey, challenge)
    account = find_by_id(passkey.account_id)
    if account is None:  # deleted since
        raise PasskeyUnknownError
    try:
        return By(start_checked(account, now), passkey)
    except WrongSignInError as error:  # deleted, or given another password, at this very moment
        raise PasskeyRefusedError from error


def ask_to_step_up(info: SessionInfo, now: datetime) -> Question:
    """Begin a step-up by one of the account's passkeys; raises TooManyError."""
    limit_session("step_up_question", info.session_id)
    asked = store.ask("step_up", now, info)
    return Question(asked.id, request_options(asked.challenge, store.list_passkeys(info.account_id)))


def step_up_by_passkey(info: SessionInfo, challenge_id: str, assertion: Assertion, now: datetime) -> By:
    """Note that a passkey was used just now; raises PasskeyRefusedError or PasskeyUnknownError."""
    limit_session("step_up", info.session_id)
    challenge = store.take(challenge_id, "step_up", now, info)
    passkey = _find(assertion)
    if passkey.account_id != info.account_id:
        raise PasskeyRefusedError
    _check(assertion, passkey, challenge)
    account = own_account(info)
    with write_transaction() as connection:
        return By(SignedIn(account, step_up_session(connection, info, now)), passkey)


def ask_to_add(info: SessionInfo, now: datetime) -> Question:
    """Begin to add one more passkey to the account."""
    asked = store.ask("add", now, info)
    account = own_account(info)
    present = store.list_passkeys(account.id)
    return Question(asked.id, creation_options(account.id, account.username, asked.challenge, present))


def add_passkey(
    info: SessionInfo, challenge_id: str, credential: NewCredential, wrap: str | None, now: datetime
) -> str:
    """Add it and return its id; sent again, the same. Raises PasskeyRefusedError or EnoughPasskeysError."""
    present = store.find_of_account(info.account_id, credential.id)
    if present is not None:
        return present.id
    challenge = store.take(challenge_id, "add", now, info)
    verified = verify_new(credential, challenge)
    with write_transaction() as connection:
        hold_session(connection, info)
        return store.add_passkey(connection, info.account_id, verified, wrap, now)


def _find(assertion: Assertion) -> PasskeyRow:
    """Return the passkey whose account the answer names too; raises PasskeyUnknownError."""
    for passkey in store.find_by_credential(assertion.id):
        handle = handle_of(passkey.account_id)
        if hmac.compare_digest(assertion.user_handle or b"", handle):
            return passkey
    raise PasskeyUnknownError


def _check(assertion: Assertion, passkey: PasskeyRow, challenge: bytes) -> None:
    """Check the answer and keep its count; one that went back is a copy's, or a fault of the passkey's."""
    count = verify_assertion(assertion, passkey, challenge)
    if 0 < count <= passkey.sign_count or (count == 0 and passkey.sign_count > 0):
        logger.warning("passkey_count_went_back")
    if count != passkey.sign_count:
        store.change_passkey(passkey.account_id, passkey.id, {"sign_count": count})
