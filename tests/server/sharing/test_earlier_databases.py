"""A database from when commands stored answers: these go, and who accepted has a name."""

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import text

from server.core.db import db
from server.core.migrations import init_migrations, migrate
from tests.factories.makers import MakeApp, MakeSettings

ANN, BEN, PAIR, COMMAND = "a" * 32, "b" * 32, "c" * 32, "d" * 32
ACCOUNTS = """
    INSERT INTO account (id, username, auth_hash, kdf_salt, kdf_rounds, recovery_hash, recovery_wrap,
        is_owner, created_on)
    VALUES (:id, :name, '', :bytes, 1, :bytes, '', false, '2026-03-02')
"""
INVITE = """
    INSERT INTO share_invite (token_hash, account_id, pair_id, expires_at, accepted_by, accepted_command)
    VALUES (:bytes, :ann, :pair, '2026-03-03 12:00:00+00', :ben, :command)
"""
SIDE = """
    INSERT INTO share_side (account_id, pair_id, partner_id, partner_name, is_open, is_muted)
    VALUES (:ben, :pair, :ann, 'ann', true, false)
"""
ANSWERED = """
    INSERT INTO share_command (account_id, id, name, body_hash, answer, done_on)
    VALUES (:ben, :command, 'accept', :bytes, 'who it was', '2026-03-02')
"""


@pytest.fixture
def old_app(make_app: MakeApp, make_settings: MakeSettings, database_url: str) -> Flask:
    app = make_app(make_settings(DATABASE_URL=database_url))
    values = {"ann": ANN, "ben": BEN, "pair": PAIR, "command": COMMAND, "bytes": bytes(32)}
    with app.app_context():
        command.upgrade(init_migrations(app).get_config(), "0005")
        with db.engine.begin() as connection:
            for account, name in ((ANN, "ann"), (BEN, "ben")):
                connection.execute(text(ACCOUNTS), {"id": account, "name": name, "bytes": bytes(32)})
            for statement in (INVITE, SIDE, ANSWERED):
                connection.execute(text(statement), values)
    return app


def test_what_commands_answered_is_gone(old_app: Flask) -> None:
    migrate(old_app)

    with old_app.app_context(), db.engine.connect() as connection:
        (accepted,) = connection.execute(text("SELECT accepted_name FROM share_invite")).scalars()
        (side,) = connection.execute(text("SELECT command_id FROM share_side")).scalars()
        columns = connection.execute(text("SELECT * FROM share_command")).keys()
    assert (accepted, side) == ("ben", COMMAND)
    assert sorted(columns) == ["account_id", "body_hash", "done_on", "id"]
