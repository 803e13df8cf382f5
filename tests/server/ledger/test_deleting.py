"""An account is deleted while it syncs: one of the two waits for the other, and both end well."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask

from server.accounts.store import find_by_id
from server.config import Settings
from server.core.db import write_transaction
from server.ledger.service import apply_changes, open_feed
from tests.factories.deleting import PATIENCE_SECONDS, delete, wait_until_somebody_waits
from tests.factories.makers import MakeSettings
from tests.factories.people import sign_up
from tests.factories.things import entry


@pytest.fixture
def settings(make_settings: MakeSettings, migrated_postgresql_url: str) -> Settings:
    """PostgreSQL: on SQLite one would not even begin before the other has ended."""
    return make_settings(DATABASE_URL=migrated_postgresql_url)


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
