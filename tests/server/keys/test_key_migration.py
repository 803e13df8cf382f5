"""Accounts of before know their data key by their wraps, and keep all that belongs to them."""

from alembic import command
from sqlalchemy import text

from server.core.db import db
from server.core.migrations import init_migrations, migrate
from tests.factories.makers import MakeApp, MakeSettings
from tests.factories.people import DATA_KEY, sealed

ACCOUNT = text(
    "INSERT INTO account (id, username, auth_hash, kdf_salt, kdf_rounds, recovery_hash, recovery_wrap,"
    " is_owner, created_on) VALUES (:id, 'alice', 'hash', :salt, 600000, :salt, :wrap, true, '2026-03-02')"
)
FEED = text("INSERT INTO feed (account_id, epoch, head, floor) VALUES (:id, 'e', 0, 0)")


def test_the_key_is_the_one_that_the_recovery_wrap_holds(
    make_app: MakeApp, make_settings: MakeSettings, database_url: str
) -> None:
    app = make_app(make_settings(DATABASE_URL=database_url))
    with app.app_context():
        command.upgrade(init_migrations(app).get_config(), "0011")
        with db.engine.begin() as connection:
            alice = {"id": "a" * 32, "salt": bytes(16), "wrap": sealed("recovery")}
            connection.execute(ACCOUNT, alice)
            connection.execute(FEED, {"id": "a" * 32})
        db.engine.dispose()
    migrate(app)

    with app.app_context(), db.engine.connect() as connection:
        key_id, changes = connection.execute(text("SELECT key_id, credential_changes FROM account")).one()
        assert (key_id, changes) == (DATA_KEY, 0)
        assert connection.scalar(text("SELECT count(*) FROM feed")) == 1
