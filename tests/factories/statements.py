"""What the server asks of its database: the work of an answer, which no busy machine changes."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from server.core.db import db


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", listen)
        yield asked
        event.remove(db.engine, "before_cursor_execute", listen)
