"""An account is deleted while it shares: one of the two waits for the other, and both end well."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import Connection

from server.accounts.errors import SignedOutError
from server.accounts.store import find_by_id
from server.config import Settings
from server.sharing.commands import Command, once
from tests.factories.deleting import PATIENCE_SECONDS, delete, wait_until_somebody_waits
from tests.factories.makers import MakeSettings
from tests.factories.people import sign_up


@pytest.fixture
def settings(make_settings: MakeSettings, migrated_postgresql_url: str) -> Settings:
    """PostgreSQL: on SQLite one would not even begin before the other has ended."""
    return make_settings(DATABASE_URL=migrated_postgresql_url)


def command(account: str, number: int) -> Command:
    return Command(account, f"{number:032x}", "invite", {})


def nothing(_connection: Connection) -> None:
    """Change nothing."""


def test_a_command_under_way_ends_before_its_account_is_deleted(app: Flask) -> None:
    account = sign_up(app.test_client(), "alice").account
    with app.app_context(), ThreadPoolExecutor(1) as pool:
        once(command(account, 1), nothing)
        deleting = []

        def be_deleted(_connection: Connection) -> None:
            deleting.append(pool.submit(delete, app, account))
            wait_until_somebody_waits()

        answer = once(command(account, 2), be_deleted, lambda _connection: {"is": "done"})
        deleting[0].result(PATIENCE_SECONDS)

        assert answer == {"is": "done"}
        assert find_by_id(account) is None


def test_a_command_that_comes_later_finds_nobody(app: Flask) -> None:
    account = sign_up(app.test_client(), "alice").account
    delete(app, account)

    with app.app_context(), pytest.raises(SignedOutError):
        once(command(account, 1), nothing)
