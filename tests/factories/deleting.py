"""An account that is deleted while something else is under way, on PostgreSQL."""

import time

from flask import Flask
from sqlalchemy import text

from server.accounts.service import delete_account
from server.accounts.sessions import SessionInfo
from server.core.db import read_transaction

POLL_SECONDS = 0.01
PATIENCE_SECONDS = 20


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
