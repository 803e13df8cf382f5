"""A request that was let in just before its session ended changes nothing that opens the account."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import delete, select

from server.accounts import service
from server.accounts.context import current_time
from server.accounts.errors import SignedOutError
from server.accounts.models import ACCOUNT, PASSKEY, PASSKEY_CHALLENGE, SESSION
from server.accounts.sessions import SessionInfo
from server.accounts.store import Kdf, change_credentials
from server.core.db import read_transaction, write_transaction
from server.core.tokens import from_text
from server.keys.service import KeyChange, change_key
from server.passkeys import store as passkeys
from server.passkeys.ceremonies import NewCredential, creation_options
from server.passkeys.errors import PasskeyRefusedError
from server.passkeys.service import add_passkey
from tests.factories.keys import NEW_KEY
from tests.factories.passkeys import Passkey, add
from tests.factories.people import DATA_KEY, Person, sealed

Change = Callable[[], object]
Prepare = Callable[[SessionInfo, str], Change]


def set_password(info: SessionInfo, _passkey: str) -> Change:
    return partial(service.change_password, info, bytes(32), Kdf(bytes(16), 600_000), sealed("mine"))


def set_recovery_key(info: SessionInfo, _passkey: str) -> Change:
    return partial(service.change_recovery, info, bytes(32), sealed("mine"))


def set_key(info: SessionInfo, _passkey: str) -> Change:
    wrap = sealed("mine", key=NEW_KEY)
    retired = {DATA_KEY: wrap}
    wanted = KeyChange(DATA_KEY, NEW_KEY, wrap, None, bytes(32), wrap, retired, None, ends_others=True)
    return partial(change_key, info, wanted)


def ask_for_a_passkey(info: SessionInfo, _passkey: str) -> Change:
    return partial(passkeys.ask, "add", current_time(), info)


def add_another_passkey(info: SessionInfo, _passkey: str) -> Change:
    now = current_time()
    asked = passkeys.ask("add", now, info)
    made = Passkey().create(creation_options(info.account_id, "alice", asked.challenge, ()))
    names = ("id", "client_data", "attestation")
    key_id, client_data, attestation = (from_text(made[name]) for name in names)
    credential = NewCredential(key_id, client_data, attestation, [])
    return partial(add_passkey, info, asked.id, credential, None, now)


def wrap_by_passkey(info: SessionInfo, passkey: str) -> Change:
    return partial(passkeys.wrap_by_passkey, info, passkey, sealed("mine"))


def remove_passkey(info: SessionInfo, passkey: str) -> Change:
    return partial(passkeys.remove_passkey, info, passkey)


CHANGES = [
    set_password,
    set_recovery_key,
    set_key,
    ask_for_a_passkey,
    add_another_passkey,
    wrap_by_passkey,
    remove_passkey,
]


@pytest.fixture
def passkey(alice: Person) -> str:
    return add(alice.client, Passkey())


@pytest.fixture
def info(alice: Person) -> SessionInfo:
    """What a route was given when it asked for the session."""
    return SessionInfo(alice.account, alice.session, is_stepped_up=True)


def what_opens_it(app: Flask) -> list[tuple[object, ...]]:
    with app.app_context(), read_transaction() as connection:
        tables = (ACCOUNT, PASSKEY, PASSKEY_CHALLENGE)
        return [tuple(row) for table in tables for row in connection.execute(select(table))]


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest, app: Flask, passkey: str, info: SessionInfo) -> Change:
    """All is ready for it, and the session is there."""
    prepare: Prepare = request.param
    with app.app_context():
        return prepare(info, passkey)


def test_it_is_done_while_the_session_is_there(app: Flask, change: Change) -> None:
    before = what_opens_it(app)

    with app.app_context():
        change()

    assert what_opens_it(app) != before


def test_it_waits_for_whoever_ends_the_session_and_is_refused_then(
    app: Flask, info: SessionInfo, change: Change
) -> None:
    def ask() -> None:
        with app.app_context():
            change()

    with ThreadPoolExecutor(1) as threads, app.app_context():
        with write_transaction() as connection:  # as a reset link does
            change_credentials(connection, info.account_id, {})
            connection.execute(delete(SESSION).where(SESSION.c.account_id == info.account_id))
            asked = threads.submit(ask)
            time.sleep(0.2)  # it waits by then; if it does not yet, it is refused all the same
        with pytest.raises(SignedOutError):
            asked.result()


def test_it_is_refused_once_the_account_is_gone(app: Flask, info: SessionInfo, change: Change) -> None:
    with app.app_context():
        service.remove_account(info.account_id)

        with pytest.raises((SignedOutError, PasskeyRefusedError)):
            change()
