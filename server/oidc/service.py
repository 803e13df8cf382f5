"""Signing up, in and stepping up by the provider, and connecting an account with it.

A flow ends in a proof of who someone is, good for one purpose, once and for minutes. What is done with it is
asked for by the app itself, so that no other site can let a browser do it.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe
from typing import NamedTuple

from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from server.accounts.context import context
from server.accounts.errors import WrongSignInError
from server.accounts.rules import STEP_UP_LIFE
from server.accounts.service import SignedIn, kdf_of, own_account, start_checked
from server.accounts.sessions import SessionInfo, hold_session, step_up_session
from server.accounts.signup import NewAccount, sign_up
from server.accounts.store import Account, find_by_id
from server.core.db import write_transaction
from server.core.tokens import from_text, to_text
from server.oidc import store
from server.oidc.cookies import LIFE, Flow, Proof
from server.oidc.errors import (
    DeniedError,
    FlowOverError,
    IdentityTakenError,
    IdentityUnknownError,
    NotProvenError,
    ProviderRefusedError,
)
from server.oidc.provider import Provider, Question
from server.oidc.store import Identity

EXTENSION = "kept_oidc"
PURPOSES = ("sign_in", "connect", "step_up")
_SECRET_BYTES = 32


class Begun(NamedTuple):
    """Where the browser is to go, and what it is to show when it comes back."""

    address: str
    flow: Flow


class IdentityProof(NamedTuple):
    """By what the person of a new account will sign in; sent again, it knows the same recovery key."""

    proof: Proof
    recovery_hash: bytes

    def is_of(self, twin: Account | None) -> bool:
        """Compare with what is there; the recovery key cannot be guessed."""
        kept = twin.recovery_hash if twin is not None else bytes(32)
        if not hmac.compare_digest(kept, self.recovery_hash) or twin is None:
            return False
        return store.find_account_id(_identity_of(self.proof)) == twin.id

    def auth_hash(self) -> None:
        """There is no password."""

    def store(self, connection: Connection, account: Account, now: datetime) -> None:
        """Use the proof up and connect the account; raises NotProvenError or IdentityTakenError."""
        if not store.use_once(connection, self.proof.id, self.proof.expires_at, now):
            raise NotProvenError
        store.connect(connection, account.id, _identity_of(self.proof))


def provider() -> Provider | None:
    """Return the provider of this server."""
    found: Provider | None = current_app.extensions[EXTENSION]
    return found


def begin(purpose: str, info: SessionInfo | None, now: datetime) -> Begun:
    """Begin a flow; raises FlowError."""
    asked = provider()
    if asked is None or purpose not in PURPOSES or (purpose != "sign_in" and info is None):
        raise FlowOverError
    flow = Flow(
        id=token_urlsafe(_SECRET_BYTES),
        purpose=purpose,
        account=info.account_id if info is not None and purpose != "sign_in" else "",
        state=token_urlsafe(_SECRET_BYTES),
        nonce=token_urlsafe(_SECRET_BYTES),
        verifier=token_urlsafe(_SECRET_BYTES * 2),
        expires_at=(now + LIFE).timestamp(),
    )
    return Begun(asked.address_for(_question_of(flow)), flow)


def finish(flow: Flow | None, answer: Mapping[str, str], now: datetime) -> Proof:
    """End a flow with what the browser brought back; raises FlowError.

    An answer to another flow uses nothing up: it may come from another tab.
    """
    asked = provider()
    if asked is None or flow is None or not is_answer_to(flow, answer):
        raise FlowOverError
    with write_transaction() as connection:
        if not store.use_once(connection, flow.id, flow.expires_at, now):
            raise FlowOverError
    if "error" in answer:
        raise DeniedError if answer["error"] == "access_denied" else ProviderRefusedError
    subject = asked.identify(answer, _question_of(flow), now)
    identity = context().keyed_digest("identity", json.dumps([asked.oidc.issuer, subject]).encode())
    return Proof(
        id=token_urlsafe(_SECRET_BYTES),
        purpose=flow.purpose,
        account=flow.account,
        issuer=asked.oidc.issuer,
        identity=to_text(identity),
        expires_at=(now + (STEP_UP_LIFE if flow.purpose == "step_up" else LIFE)).timestamp(),
    )


def is_answer_to(flow: Flow, answer: Mapping[str, str]) -> bool:
    """Tell whether the browser brings the answer to this flow."""
    return hmac.compare_digest(answer.get("state", "").encode(), flow.state.encode())


def sign_in(proof: Proof | None, now: datetime) -> SignedIn:
    """Sign in, not stepped up: the provider may have asked for nothing, for its own session goes on.

    Raises NotProvenError, or IdentityUnknownError: then the proof is good for a sign-up.
    """
    proven = _of_purpose(proof, "sign_in")
    account_id = store.find_account_id(_identity_of(proven))
    account = find_by_id(account_id) if account_id is not None else None
    if account is None:
        raise IdentityUnknownError
    _use(proven, now)
    try:
        return start_checked(account, now, is_stepped_up=False)
    except WrongSignInError as error:  # deleted, or given another password, at this very moment
        raise NotProvenError from error


def sign_up_by_provider(
    account: Account, proof: Proof | None, invite: bytes | None, now: datetime
) -> SignedIn:
    """Make an account without a password; raises NotProvenError, IdentityTakenError, or as any sign-up."""
    proven = _of_purpose(proof, "sign_in")
    account = account._replace(kdf=kdf_of(account.username))
    return sign_up(NewAccount(account, IdentityProof(proven, account.recovery_hash), invite), now)


def connect(info: SessionInfo, proof: Proof | None, now: datetime) -> None:
    """Connect the account of the session; raises NotProvenError or IdentityTakenError."""
    proven = _of_session(proof, "connect", info)
    try:
        with write_transaction() as connection:
            hold_session(connection, info)
            if not store.use_once(connection, proven.id, proven.expires_at, now):
                raise NotProvenError
            store.connect(connection, info.account_id, _identity_of(proven))
    except IntegrityError as error:  # connected with another account at the same moment
        raise IdentityTakenError from error


def step_up(info: SessionInfo, proof: Proof | None, now: datetime) -> SignedIn:
    """Note that the person signed in at the provider just now; raises NotProvenError."""
    proven = _of_session(proof, "step_up", info)
    if store.find_account_id(_identity_of(proven)) != info.account_id:
        raise NotProvenError
    account = own_account(info)
    with write_transaction() as connection:
        if not store.use_once(connection, proven.id, proven.expires_at, now):
            raise NotProvenError
        return SignedIn(account, step_up_session(connection, info, now))


def _use(proof: Proof, now: datetime) -> None:
    with write_transaction() as connection:
        if not store.use_once(connection, proof.id, proof.expires_at, now):
            raise NotProvenError


def _of_purpose(proof: Proof | None, purpose: str) -> Proof:
    """Return the proof, if it is one for this purpose by the provider of today."""
    asked = provider()
    if proof is None or asked is None or (proof.purpose, proof.issuer) != (purpose, asked.oidc.issuer):
        raise NotProvenError
    return proof


def _of_session(proof: Proof | None, purpose: str, info: SessionInfo) -> Proof:
    proven = _of_purpose(proof, purpose)
    if proven.account != info.account_id:
        raise NotProvenError
    return proven


def _question_of(flow: Flow) -> Question:
    return Question(flow.state, flow.nonce, flow.verifier, is_fresh=flow.purpose == "step_up")


def _identity_of(proof: Proof) -> Identity:
    return Identity(proof.issuer, from_text(proof.identity))
