"""No column of the database can be set by a request that names it, but where a schema says so."""

from collections.abc import Iterator

import pytest
from marshmallow import RAISE
from sqlalchemy.orm import DeclarativeBase

from server.core.db import Base
from server.core.schemas import BaseSchema


def schemas_below(schema: type[BaseSchema]) -> Iterator[type[BaseSchema]]:
    for one in schema.__subclasses__():
        yield from (one, *schemas_below(one))


def columns_of(base: type[DeclarativeBase]) -> set[str]:
    return {column.name for table in base.metadata.tables.values() for column in table.columns}


SCHEMAS = {
    schema.__name__: schema for schema in schemas_below(BaseSchema) if schema.__name__ != "ProbeSchema"
}


def test_it_knows_schemas_and_columns() -> None:
    assert {"SignUpSchema", "SyncRequestSchema", "SubscriptionSchema"} <= SCHEMAS.keys()
    assert {"is_owner", "auth_hash", "account_id", "stepped_up_at"} <= columns_of(Base)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_takes_no_column_it_does_not_name(name: str) -> None:
    schema = SCHEMAS[name]()
    known = {field.data_key or key for key, field in schema.fields.items()}
    columns = columns_of(Base) - known

    errors = schema.validate(dict.fromkeys(columns, 1))

    assert schema.unknown == RAISE
    assert {column for column in columns if errors.get(column) != ["Unknown field."]} == set()
