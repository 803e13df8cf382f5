"""Rows of the ledger and what they say, read and written in the order of `COLUMNS`.

By name, each value of a row takes three times as long.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Row, Table

from server.core.db import table_of
from server.ledger.changes import Key
from server.ledger.kinds import FACT_KINDS
from server.ledger.merge import FactState, State
from server.ledger.models import Fact, Record

RECORD = table_of(Record)
FACT = table_of(Fact)

Json = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]
Values = tuple[Any, ...]
"""A row to be written: a value for each column, in their order."""

COLUMNS: Mapping[Table, tuple[ColumnElement[Any], ...]] = {
    RECORD: (RECORD.c.type, RECORD.c.id, RECORD.c.seq, RECORD.c.fields),
    FACT: (
        FACT.c.type,
        FACT.c.id,
        FACT.c.seq,
        FACT.c.withdrawn,
        FACT.c.subject_id,
        FACT.c.on_date,
        FACT.c.kind,
        FACT.c.amount,
        FACT.c.more,
    ),
}
_SUBJECTS = {type_name: kind.subject for type_name, kind in FACT_KINDS.items()}
_MEMBERS_IN_COLUMNS = {
    type_name: frozenset({subject, "on", "kind", "amount"}) for type_name, subject in _SUBJECTS.items()
}


ROW_BYTES = 160
"""About as much as a thing without words takes, stored or as JSON."""


class Thing(NamedTuple):
    """A thing as it stands in the feed."""

    seq: int
    key: Key
    state: State


def wire_of(key: Key, state: State) -> Json:
    """Return a thing as it travels."""
    if not isinstance(state, FactState):
        return {"type": key.type, "id": key.id, "fields": state}
    wire: Json = {"type": key.type, "id": key.id, **(state.members or {})}
    if state.is_withdrawn:
        wire["withdrawn"] = True
    return wire


def record_to_wire(row: AnyRow) -> tuple[int, Json]:
    """Return a record's number, and the record as it travels: its fields are JSON already."""
    type_name, record_id, seq, fields = row
    return seq, {"type": type_name, "id": record_id, "fields": orjson.Fragment(fields)}


def fact_to_wire(row: AnyRow) -> tuple[int, Json]:
    """Return a fact's number, and the fact as it travels; a first sync reads a hundred thousand of them."""
    type_name, fact_id, seq, is_withdrawn, subject_id, on_date, kind, amount, more = row
    wire: Json = {"type": type_name, "id": fact_id}
    if subject_id is not None:
        wire[_SUBJECTS[type_name]], wire["on"], wire["kind"] = subject_id, on_date, kind
        if amount is not None:
            wire["amount"] = int(amount) if amount.is_integer() else amount
        if more is not None:
            wire |= orjson.loads(more)
    if is_withdrawn:
        wire["withdrawn"] = True
    return seq, wire


def to_record(row: AnyRow) -> Thing:
    """Return a record, to be merged."""
    type_name, record_id, seq, fields = row
    registers = {name: (value, stamp) for name, (value, stamp) in orjson.loads(fields).items()}
    return Thing(seq, Key(type_name, record_id), registers)


def to_fact(row: AnyRow) -> Thing:
    """Return a fact, to be merged."""
    seq, members = fact_to_wire(row)
    key = Key(members.pop("type"), members.pop("id"))
    is_withdrawn = members.pop("withdrawn", False)
    return Thing(seq, key, FactState(members or None, is_withdrawn))


def size_of(key: Key, state: State) -> int:
    """Return how many bytes a thing takes, as they are counted."""
    if not isinstance(state, FactState):
        return ROW_BYTES + len(orjson.dumps(state))
    members = state.members or {}
    in_columns = _MEMBERS_IN_COLUMNS[key.type]
    return ROW_BYTES if members.keys() <= in_columns else ROW_BYTES + len(_more(members, in_columns))


def record_row(account_id: str, thing: Thing) -> Values:
    """Return the row of a record."""
    return (account_id, *thing.key, thing.seq, orjson.dumps(thing.state).decode())


def fact_row(account_id: str, thing: Thing) -> Values:
    """Return the row of a fact."""
    seq, (type_name, fact_id), state = thing
    if not isinstance(state, FactState):
        raise TypeError("A fact has a FactState")
    members = state.members or {}
    in_columns = _MEMBERS_IN_COLUMNS[type_name]
    more = None if members.keys() <= in_columns else _more(members, in_columns)
    get = members.get
    told = (get(_SUBJECTS[type_name]), get("on"), get("kind"), get("amount"), more)
    # A boolean is adapted by the driver of SQLite, at a tenth of what it takes to store the row.
    return (account_id, type_name, fact_id, seq, int(state.is_withdrawn), *told)


def _more(members: Mapping[str, Any], in_columns: frozenset[str]) -> str:
    return orjson.dumps({name: members[name] for name in members if name not in in_columns}).decode()
