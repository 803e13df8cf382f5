"""What a device offers, read strictly: each change is what it says of which thing, or is refused.

A refusal is a short code for programs; the person's app shows the thing it is about.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from server.ledger.forms import Check
from server.ledger.kinds import (
    FACT_KINDS,
    MAX_UNKNOWN_ITEMS,
    RECORD_KINDS,
    FactKind,
    is_fact_id,
    is_harmless,
    is_no_word,
    is_record_id,
    is_stamp,
)
from server.ledger.merge import FactState, Fields, Register, State

MAX_REGISTERS = 2000

_TYPE = re.compile(r"[a-z][a-z0-9_]{0,31}")
_SIMPLE = frozenset({str, int, float})
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,31}(:[A-Za-z0-9_.-]{1,64})?")


class Key(NamedTuple):
    """What names a thing within a feed."""

    type: str
    id: str


Change = tuple[Key, State]
"""What is offered of a thing: registers of a record, or a fact."""


class RefusedError(Exception):
    """The change cannot be taken as it is; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_key(change: Mapping[str, Any]) -> Key:
    """Return the name of the thing that a change is about; raises RefusedError."""
    kind: object = change.get("type")
    thing_id: Any = change.get("id")
    if not isinstance(kind, str):
        raise RefusedError("bad_type")
    is_fact = kind in FACT_KINDS
    if not is_fact and _TYPE.fullmatch(kind) is None:
        raise RefusedError("bad_type")
    if not (is_fact_id(thing_id) if is_fact else is_record_id(thing_id)):
        raise RefusedError("bad_id")
    return Key(kind, thing_id)


def read_changes(changes: Sequence[Mapping[str, Any]]) -> list[Change | RefusedError]:
    """Read each change, or say why not.

    Facts come by the thousand and are alike: where they have no member but the required ones, each member
    is checked for all of them at once, and what many of them share is checked once.
    """
    types = [_plain_type(change) for change in changes]
    right = {
        name
        for name in set(types) & FACT_KINDS.keys()
        if _are_right(
            FACT_KINDS[name], [change for change, its in zip(changes, types, strict=True) if its == name]
        )
    }
    return [
        _plain_fact(its, change) if its in right else _read_or_refuse(change)
        for change, its in zip(changes, types, strict=True)
    ]


def latest_stamp(change: Change) -> str:
    """Return the latest of the stamps that its author gave: "" where a fact of its type carries none."""
    key, state = change
    if not isinstance(state, FactState):
        return max(stamp for _, stamp in state.values())
    if state.members is None or not FACT_KINDS[key.type].is_stamped:
        return ""
    stamp: str = state.members["stamp"]
    return stamp


def _plain_type(change: Mapping[str, Any]) -> str:
    """Return the type of a fact that has all required members and no other; no type for anything else."""
    name = change.get("type")
    kind = FACT_KINDS.get(name) if isinstance(name, str) else None
    return str(name) if kind is not None and change.keys() == kind.plain else ""


def _are_right(kind: FactKind, facts: Sequence[Mapping[str, Any]]) -> bool:
    return all(is_fact_id(fact["id"]) for fact in facts) and all(
        _are_all(kind.checks[name], [fact[name] for fact in facts]) for name in kind.required
    )


def _are_all(check: Check, values: Sequence[Any]) -> bool:
    """Check what may be in a set; there, a boolean would be the same as a number."""
    return _SIMPLE.issuperset(map(type, values)) and all(map(check, set(values)))


def _plain_fact(name: str, change: Mapping[str, Any]) -> Change:
    members = {**change}
    del members["type"], members["id"]
    return Key(name, change["id"]), FactState(members, is_withdrawn=False)


def read_change_of(stored: State, change: Mapping[str, Any]) -> Change | RefusedError:
    """Read a change of a thing that is stored: what it repeats of it was taken once, and is not checked.

    A thing that is older than a limit can so still be changed, taken back and deleted.
    """
    return _read_or_refuse(change, stored)


def _read_or_refuse(change: Mapping[str, Any], stored: State | None = None) -> Change | RefusedError:
    try:
        return read_change(change, stored)
    except RefusedError as error:
        return error


def read_change(change: Mapping[str, Any], stored: State | None = None) -> Change:
    """Return the change; raises RefusedError when anything about it is not right.

    `stored`: what is known of the thing already, or None.
    """
    key = read_key(change)
    if key.type in FACT_KINDS:
        known = stored.members if isinstance(stored, FactState) else None
        return key, _read_fact(FACT_KINDS[key.type], change, known)
    if change.keys() != {"type", "id", "fields"}:
        raise RefusedError("bad_members")
    return key, _read_registers(key.type, change["fields"], {} if isinstance(stored, FactState) else stored)


def _read_registers(kind: str, fields: object, stored: Fields | None) -> dict[str, Register]:
    if not isinstance(fields, dict) or not 0 < len(fields) <= MAX_REGISTERS:
        raise RefusedError("bad_fields")
    known = stored or {}
    return {
        name: known[name] if _is_known(known.get(name), register) else _read_register(kind, name, register)
        for name, register in fields.items()
    }


def _is_known(known: Register | None, register: object) -> bool:
    """Compare as JSON: for Python, true is 1."""
    return known is not None and isinstance(register, list) and _same(list(known), register)


def _same(left: object, right: object) -> bool:
    return left == right and json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


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
    list_name, _, key = name.partition(":")
    is_unknown = (key == "" or is_no_word(key)) and is_harmless(value)
    if record_kind is None:
        return is_unknown
    if name in record_kind.fields:
        return record_kind.fields[name](value)
    if list_name in record_kind.items:
        is_key, is_item = record_kind.items[list_name]
        return is_key(key) and is_item(value)
    return is_unknown


def _read_fact(kind: FactKind, change: Mapping[str, Any], known: Mapping[str, Any] | None) -> FactState:
    members = dict(change)
    del members["type"], members["id"]
    is_withdrawn = members.pop("withdrawn", False)
    if is_withdrawn is not True and is_withdrawn is not False:
        raise RefusedError("bad_members")
    if not members and is_withdrawn:
        return FactState(None, is_withdrawn=True)
    if known is None or not _same(dict(known), members):
        _check_members(kind, members)
    return FactState(members, is_withdrawn)


def _check_members(kind: FactKind, members: Mapping[str, Any]) -> None:
    if not kind.required <= members.keys() or len(members) > MAX_UNKNOWN_ITEMS:
        raise RefusedError("bad_members")
    checks = kind.checks
    for name, value in members.items():
        check = checks.get(name)
        if not (check(value) if check else is_harmless(value) and _FIELD.fullmatch(name) is not None):
            raise RefusedError("bad_value")
