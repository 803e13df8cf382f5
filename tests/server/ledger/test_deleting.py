"""An account is deleted while it syncs: one of the two waits for the other, and both end well."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text

from server.accounts.service import delete_account
from server.accounts.sessions import SessionInfo
from server.accounts.store import find_by_id
from server.config import Settings
from server.core.db import read_transaction, write_transaction
from server.ledger.service import apply_changes, open_feed
from tests.factories.makers import MakeSettings
from tests.factories.people import sign_up
from tests.factories.things import entry

POLL_SECONDS = 0.01
PATIENCE_SECONDS = 20


@pytest.fixture
def settings(make_settings: MakeSettings, migrated_postgresql_url: str) -> Settings:
    """PostgreSQL: on SQLite one would not even begin before the other has ended."""
    return make_settings(DATABASE_URL=migrated_postgresql_url)


def delete(app: Flask, account: str) -> None:
    with app.app_context():
        delete_account(SessionInfo(account, "", is_stepped_up=True))


def wait_until_somebody_waits() -> None:
    """Return once a transaction waits for a lock that another holds."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while True:
        with read_transaction() as connection:
            if connection.scalar(waiting):
                return
        assert time.monotonic() < ends_at
        time.sleep(POLL_SECONDS)


def test_a_sync_under_way_ends_before_its_account_is_deleted(app: Flask) -> None:
    account = sign_up(app.test_client(), "alice").account
    with app.app_context(), ThreadPoolExecutor(1) as pool:
        with write_transaction() as connection:
            open_feed(connection, account)
        with write_transaction() as connection:
            feed = open_feed(connection, account)
            deleting = pool.submit(delete, app, account)
            wait_until_somebody_waits()
            outcomes = apply_changes(connection, feed, [entry()], datetime.now(UTC))
        deleting.result(PATIENCE_SECONDS)

        assert [outcome.status for outcome in outcomes] == ["applied"]
        assert find_by_id(account) is None
