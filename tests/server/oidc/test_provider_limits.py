"""What a sign-in by the provider is not good for, and where its identities go in a restore."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server.config import Oidc, Settings
from server.core.backup import back_up
from server.core.db import db
from server.restore.messages import messages_of
from server.restore.service import restore_folder
from tests.factories.clocks import SteppingClock
from tests.factories.identity_provider import CLIENT_ID, CLIENT_SECRET, ToldProvider
from tests.factories.makers import MakeSettings
from tests.factories.passkeys import Passkey, add
from tests.factories.provider_browser import Browser, at, sign_up_by_provider

STEP_UP = "/api/sessions/current/step-up"


@pytest.fixture
def settings(make_settings: MakeSettings, told: ToldProvider) -> Settings:
    """A backup is of SQLite."""
    oidc = Oidc(issuer=told.issuer, client_id=CLIENT_ID, client_secret=CLIENT_SECRET, name="Home")
    return replace(make_settings(), oidc=oidc, signup="open")


def test_a_sign_in_by_the_provider_is_no_step_up(app: Flask, browser: Browser, told: ToldProvider) -> None:
    """The browser may still be signed in there: whoever holds the phone has shown nothing."""
    sign_up_by_provider(browser, "ada", "ada")
    again = at(app, told)
    again.go("sign_in", "ada")

    assert again.client.post("/api/sessions/provider").status_code == 201

    assert again.client.get(STEP_UP).status_code == 403
    assert again.client.post("/api/passkeys/options").status_code == 403


def test_an_identity_that_has_moved_since_the_backup_stays_where_it_is(
    app: Flask, told: ToldProvider, settings: Settings, tmp_path: Path, clock: SteppingClock
) -> None:
    zoe, adas = at(app, told), at(app, told)
    sign_up_by_provider(zoe, "zoe", "shared")
    add(zoe.client, Passkey())
    sign_up_by_provider(adas, "ada", "adas")
    let_go(app)
    back_up(settings, tmp_path / "backup")
    assert zoe.client.delete("/api/account/provider").status_code == 204
    adas.go("connect", "shared")
    assert adas.client.put("/api/account/provider").status_code == 204
    let_go(app)

    carried_over = restore_folder(settings, tmp_path / "backup")

    assert carried_over is not None
    assert sorted(carried_over.changed) == ["ada", "zoe"]
    visitor = at(app, told)
    visitor.go("sign_in", "shared")
    assert visitor.client.post("/api/sessions/provider").get_json()["username"] == "ada"


def test_a_backup_of_another_server_says_what_does_not_sign_in_any_more(
    app: Flask, browser: Browser, settings: Settings, tmp_path: Path
) -> None:
    sign_up_by_provider(browser, "ada", "ada")
    let_go(app)
    back_up(settings, tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup" / "kept.db")) as backup, backup:
        backup.execute("PRAGMA foreign_keys = ON")
        backup.execute("DELETE FROM account")
        backup.execute("UPDATE server_secret SET value = randomblob(32)")

    carried_over = restore_folder(settings, tmp_path / "backup")

    assert carried_over is not None
    assert (carried_over.made, carried_over.is_other_server) == (["ada"], True)
    assert "passkeys and connected providers" in " ".join(messages_of(carried_over))


def let_go(app: Flask) -> None:
    """Close the connections to the database file."""
    with app.app_context():
        db.engine.dispose()
