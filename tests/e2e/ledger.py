"""What the server has of what people recorded, read from its database beside it."""

import sqlite3
from contextlib import closing
from typing import Any, NamedTuple

from tests.e2e.product import Product


class Entry(NamedTuple):
    id: str
    on: str
    amount: float
    is_withdrawn: bool


def entries(product: Product) -> list[Entry]:
    """All entries of all habits, by their ids."""
    rows = read(product, "SELECT id, on_date, amount, withdrawn FROM fact WHERE type = 'entry' ORDER BY id")
    return [Entry(row[0], str(row[1]), float(row[2]), bool(row[3])) for row in rows]


def read(product: Product, query: str, *values: object) -> list[tuple[Any, ...]]:
    database = next(path for path in product.database_files() if path.suffix == ".db")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()
