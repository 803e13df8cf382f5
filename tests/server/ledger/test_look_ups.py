"""Looking up what is offered: by the whole key, however much an account holds."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, event, text

from server.core.db import db, read_transaction, write_transaction
from server.ledger.changes import Key
from server.ledger.service import open_feed
from server.ledger.store import move_head, read_things
from tests.factories.people import sign_up

HELD = 20_000
OFFERED = 1000

FILL = """
    INSERT INTO fact (account_id, type, id, seq, withdrawn, subject_id, on_date, kind, amount)
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :held)
    SELECT :account, 'entry', '0000000000000007' || n, n, :no, 'tea', '2026-03-04', 'done', 1 FROM number
"""


@pytest.fixture
def account(app: Flask) -> Iterator[str]:
    """Somebody who has just brought a long history: the database has not looked at its tables since."""
    account = sign_up(app.test_client(), "alice").account
    with app.app_context():
        with write_transaction() as connection:
            if connection.dialect.name == "postgresql":
                # Tests before this one have filled the table and its indexes, and emptied them by DELETE.
                connection.execute(text("TRUNCATE fact"))
                connection.execute(text("ALTER TABLE fact SET (autovacuum_enabled = false)"))
            open_feed(connection, account)
            move_head(connection, account, 0, HELD, things=HELD, stored_bytes=0)
            connection.execute(text(FILL), {"account": account, "held": HELD, "no": False})
        yield account


def plan_of(connection: Connection, account: str, keys: list[Key]) -> list[str]:
    """Look these keys up; gives what the database says about its way to them."""
    asked: list[tuple[str, Any]] = []

    def listen(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", listen)
    found = read_things(connection, account, keys)
    event.remove(db.engine, "before_cursor_execute", listen)
    assert found.keys() == set(keys[: len(found)])
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    [(statement, parameters)] = asked
    return [str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)]


BY_THE_WHOLE_KEY = {
    "sqlite": "SEARCH fact USING INDEX sqlite_autoindex_fact_1 (account_id=? AND type=? AND id=?)",
    "postgresql": "Index Scan using pk_fact on fact",
}


def test_a_thousand_things_are_found_by_their_keys(account: str) -> None:
    keys = [Key("entry", f"{7:016x}{HELD - 10 + number}") for number in range(OFFERED)]
    with read_transaction() as connection:
        plan = plan_of(connection, account, keys)
        way = [step for step in plan if " fact" in step]

    assert len(way) == 1
    assert BY_THE_WHOLE_KEY[db.engine.dialect.name] in way[0], plan
