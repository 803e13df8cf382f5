"""An account is deleted while it shares: one of the two waits for the other, and both end well."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask

from server.accounts.errors import SignedOutError
from server.accounts.store import find_by_id
from server.config import Settings
from server.sharing.commands import Command, command_turn
from tests.factories.deleting import PATIENCE_SECONDS, delete, wait_until_somebody_waits
from tests.factories.makers import MakeSettings
from tests.factories.people import sign_up

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def settings(make_settings: MakeSettings, migrated_postgresql_url: str) -> Settings:
    """PostgreSQL: on SQLite one would not even begin before the other has ended."""
    return make_settings(DATABASE_URL=migrated_postgresql_url)


def command(account: str, number: int) -> Command:
    return Command(account, f"{number:032x}", "invite", {})


def test_a_command_under_way_ends_before_its_account_is_deleted(app: Flask) -> None:
    account = sign_up(app.test_client(), "alice").account
    with app.app_context(), ThreadPoolExecutor(1) as pool:
        with command_turn(command(account, 1), NOW):
            pass
        with command_turn(command(account, 2), NOW) as turn:
            deleting = pool.submit(delete, app, account)
            wait_until_somebody_waits()
            assert turn.is_first
        deleting.result(PATIENCE_SECONDS)

        assert find_by_id(account) is None


def test_a_command_that_comes_later_finds_nobody(app: Flask) -> None:
    account = sign_up(app.test_client(), "alice").account
    delete(app, account)

    with app.app_context(), pytest.raises(SignedOutError), command_turn(command(account, 1), NOW):
        pass
