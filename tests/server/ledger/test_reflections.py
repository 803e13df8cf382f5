"""A reflection has no path to anyone else: no table, no endpoint, no schema and no share knows of it."""

import json

import pytest
from flask import Flask

from server.core.db import db
from server.ledger.changes import RefusedError, read_change
from server.ledger.kinds import RECORD_KINDS
from tests.factories.things import record

OWN_PAGES = {"/reflections", "/reflections/<id>"}
"""Of the app, which is one and the same file for everybody."""


def test_no_endpoint_knows_of_it(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if "reflection" in str(rule)}

    assert rules == OWN_PAGES


def test_no_schema_knows_of_it(app: Flask) -> None:
    document = app.test_client().get("/api/openapi.json").get_json()

    assert "components" in document
    assert "reflection" not in json.dumps(document).lower()


def test_no_table_and_no_column_knows_of_it(app: Flask) -> None:
    del app  # its models are known once it is made
    names = [name for table in db.metadata.tables.values() for name in (table.name, *table.columns.keys())]

    assert "record" in names
    assert not any("reflection" in name for name in names)


@pytest.mark.parametrize("level", ["total", "streak", "live", None])
def test_it_cannot_be_chosen_for_a_partner(level: str | None) -> None:
    share = {"kind": "reflection", "subject": "r1", "level": level}

    with pytest.raises(RefusedError, match="bad_value"):
        read_change(record("partner", "b1", **{"share:s1": share}))


def test_it_has_no_field_in_clear_but_its_day() -> None:
    kind = RECORD_KINDS["reflection"]
    in_clear = {name for name, check in kind.fields.items() if check("2026-03-04") or check(True)}  # noqa: FBT003 - a value

    assert in_clear == {"on", "deleted"}
    assert [name for name, (_, check) in kind.items.items() if check("2026-03-04") or check(None)] == []
