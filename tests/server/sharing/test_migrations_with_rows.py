"""Each migration goes up, down and up again while there are rows, on SQLite and on PostgreSQL."""

from itertools import pairwise

from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import column, func, inspect, select, table

from server.core.db import db
from server.core.migrations import init_migrations
from tests.factories.couple import Sharer

LIVED_IN = {"account", "feed", "record", "fact", "share", "share_side", "share_invite"}
ALEMBICS_OWN = "alembic_version"


def count_rows(app: Flask) -> dict[str, int]:
    with app.app_context(), db.engine.connect() as connection:
        names = set(inspect(connection).get_table_names()) - {ALEMBICS_OWN}
        counts = {
            name: connection.execute(select(func.count()).select_from(table(name, column("x")))).scalar_one()
            for name in names
        }
    return {name: count for name, count in counts.items() if count}


def move(app: Flask, way: str, to: str) -> None:
    with app.app_context():
        getattr(command, way)(init_migrations(app).get_config(), to)
        db.session.remove()
        db.engine.dispose()


def test_each_goes_up_down_and_up_with_rows(app: Flask, ann: Sharer, pair: str) -> None:
    ann.log("2026-03-01")
    ann.choose(pair)
    at_head = count_rows(app)
    assert at_head.keys() >= LIVED_IN
    with app.app_context():
        revisions = [
            script.revision
            for script in ScriptDirectory.from_config(init_migrations(app).get_config()).walk_revisions()
        ]

    for revision, earlier in pairwise(revisions):
        before = count_rows(app)
        move(app, "downgrade", earlier)
        below = count_rows(app)
        move(app, "upgrade", revision)
        assert below.items() <= before.items(), revision
        assert count_rows(app).items() >= below.items(), revision
        move(app, "downgrade", earlier)

    move(app, "upgrade", "head")
    assert count_rows(app)["account"] == at_head["account"]
