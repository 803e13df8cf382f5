"""A worker that waits looks once a second, and must not read everybody's agenda for that."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from server.core.db import db, read_transaction, write_transaction
from server.nudges.watch import AHEAD, DUE
from tests.factories.crowd import Crowd, write_crowd

PEOPLE = 2_000
LOOKS = {
    "sqlite": ("EXPLAIN QUERY PLAN ", "'2026-03-02 12:00:00.000000'"),
    "postgresql": ("EXPLAIN ", "'2026-03-02 12:00:00+00'"),
}


@pytest.fixture
def crowded(app: Flask) -> Flask:
    """Nobody's nudge is due, and the database has not looked at its tables since they came."""
    with app.app_context(), write_transaction() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE nudge_agenda SET (autovacuum_enabled = false)"))
        tomorrow = datetime(2026, 3, 3, tzinfo=UTC) + timedelta(hours=12)
        write_crowd(connection, Crowd(PEOPLE, ["http://127.0.0.1:1"], tomorrow))
    return app


@pytest.mark.parametrize(
    ("query", "index"), [(DUE, "ix_nudge_agenda_wake_at"), (AHEAD, "ix_nudge_agenda_written_at")]
)
def test_it_finds_who_is_due_by_the_index(crowded: Flask, query: str, index: str) -> None:
    with crowded.app_context(), read_transaction() as connection:
        explain, now = LOOKS[db.engine.dialect.name]
        plan = [str(row[-1]) for row in connection.exec_driver_sql(explain + query.format(now))]
    assert any(index in step for step in plan), plan
