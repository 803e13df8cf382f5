"""What was good once before a restore is worth nothing after it."""

from pathlib import Path

from flask import Flask

from server.accounts.context import current_time
from server.config import Settings
from server.core.backup import back_up
from server.core.db import db, write_transaction
from server.oidc.store import use_once
from server.restore.service import restore_folder
from tests.factories.passkeys import Passkey, add, sign_in_body
from tests.factories.people import Person, json_of


def restore(app: Flask, settings: Settings, backup: Path) -> None:
    """Restore as nobody does while Kept runs: its connections are closed before."""
    with app.app_context():
        db.engine.dispose()
    assert restore_folder(settings, backup) is not None


def test_a_question_of_the_backup_is_answered_by_no_passkey(
    app: Flask, settings: Settings, alice: Person, tmp_path: Path
) -> None:
    passkey = Passkey()
    add(alice.client, passkey)
    used, unused = (sign_in_body(app.test_client(), passkey) for _ in range(2))
    back_up(settings, tmp_path / "backup")
    json_of(app.test_client().post("/api/sessions/passkey", json=used), 201)

    restore(app, settings, tmp_path / "backup")

    for body in (used, unused):
        answer = app.test_client().post("/api/sessions/passkey", json=body)
        assert json_of(answer, 403)["code"] == "passkey_refused"
    again = sign_in_body(app.test_client(), passkey)
    json_of(app.test_client().post("/api/sessions/passkey", json=again), 201)


def test_a_flow_that_was_used_since_the_backup_stays_used(
    app: Flask, settings: Settings, alice: Person, tmp_path: Path
) -> None:
    def use(flow_id: str) -> bool:
        now = current_time()
        with app.app_context(), write_transaction() as connection:
            return use_once(connection, flow_id, now.timestamp() + 600, now)

    del alice
    with app.app_context():
        assert use("before")
        back_up(settings, tmp_path / "backup")
        assert use("since")

    restore(app, settings, tmp_path / "backup")

    with app.app_context():
        assert [use(flow_id) for flow_id in ("before", "since", "new")] == [False, False, True]
