"""What a device offers, read strictly: each change becomes a RecordChange or a FactChange, or is refused.

A refusal is a short code for programs; the person's app shows the thing it is about.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from server.ledger.kinds import (
    FACT_KINDS,
    MOST_UNKNOWN_ITEMS,
    RECORD_KINDS,
    FactKind,
    is_fact_id,
    is_harmless,
    is_record_id,
    is_stamp,
)
from server.ledger.merge import FactState, Register

MOST_REGISTERS = 2000

_TYPE = re.compile(r"[a-z][a-z0-9_]{0,31}")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,31}(:[A-Za-z0-9_.-]{1,64})?")
_COMMON_MEMBERS = frozenset({"type", "id", "withdrawn"})


class Key(NamedTuple):
    """What names a thing within a feed."""

    type: str
    id: str


class RecordChange(NamedTuple):
    """Registers of one record."""

    key: Key
    fields: Mapping[str, Register]

    @property
    def stamps(self) -> tuple[str, ...]:
        """The stamps that its author gave."""
        return tuple(stamp for _, stamp in self.fields.values())


class FactChange(NamedTuple):
    """A fact, or its withdrawal."""

    key: Key
    state: FactState

    @property
    def stamps(self) -> tuple[str, ...]:
        """The stamps that its author gave: none where a fact of its type carries none."""
        members = self.state.members or {}
        return (members["stamp"],) if "stamp" in FACT_KINDS[self.key.type].members and members else ()


class RefusedError(Exception):
    """The change cannot be taken as it is; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_key(change: Mapping[str, Any]) -> Key:
    """Return the name of the thing that a change is about; raises RefusedError."""
    kind, thing_id = change.get("type"), change.get("id")
    if not isinstance(kind, str):
        raise RefusedError("bad_type")
    is_fact = kind in FACT_KINDS
    if not is_fact and _TYPE.fullmatch(kind) is None:
        raise RefusedError("bad_type")
    is_right = is_fact_id(thing_id) if is_fact else is_record_id(thing_id)
    if not is_right:
        raise RefusedError("bad_id")
    return Key(kind, str(thing_id))


def read_change(change: Mapping[str, Any]) -> RecordChange | FactChange:
    """Return the change; raises RefusedError when anything about it is not right."""
    key = read_key(change)
    if key.type in FACT_KINDS:
        return FactChange(key, _read_fact(FACT_KINDS[key.type], change))
    if change.keys() != {"type", "id", "fields"}:
        raise RefusedError("bad_members")
    return RecordChange(key, _read_registers(key.type, change["fields"]))


def _read_registers(kind: str, fields: object) -> dict[str, Register]:
    if not isinstance(fields, dict) or not 0 < len(fields) <= MOST_REGISTERS:
        raise RefusedError("bad_fields")
    return {name: _read_register(kind, name, register) for name, register in fields.items()}


def _read_register(kind: str, name: str, register: object) -> Register:
    if _FIELD.fullmatch(name) is None:
        raise RefusedError("bad_field_name")
    if not isinstance(register, list) or len(register) != 2:  # noqa: PLR2004 - a value and its stamp
        raise RefusedError("bad_register")
    value, stamp = register
    if not is_stamp(stamp):
        raise RefusedError("bad_stamp")
    if not _is_value(kind, name, value):
        raise RefusedError("bad_value")
    return value, stamp


def _is_value(kind: str, name: str, value: object) -> bool:
    record_kind = RECORD_KINDS.get(kind)
    if record_kind is None:
        return is_harmless(value)
    if name in record_kind.fields:
        return record_kind.fields[name](value)
    list_name, _, key = name.partition(":")
    if list_name in record_kind.items:
        is_key, is_item = record_kind.items[list_name]
        return is_key(key) and is_item(value)
    return is_harmless(value)


def _read_fact(kind: FactKind, change: Mapping[str, Any]) -> FactState:
    is_withdrawn = change.get("withdrawn", False)
    if not isinstance(is_withdrawn, bool):
        raise RefusedError("bad_members")
    members = {name: value for name, value in change.items() if name not in _COMMON_MEMBERS}
    if not members and is_withdrawn:
        return FactState(None, is_withdrawn=True)
    _check_members(kind, members)
    return FactState(members, is_withdrawn)


def _check_members(kind: FactKind, members: Mapping[str, Any]) -> None:
    if not kind.required <= members.keys() or len(members) > MOST_UNKNOWN_ITEMS:
        raise RefusedError("bad_members")
    for name, value in members.items():
        check = kind.checks.get(name)
        is_right = check(value) if check else is_harmless(value) and _FIELD.fullmatch(name) is not None
        if not is_right:
            raise RefusedError("bad_value")
