"""Texts under a data key that was replaced: what is stored stays, and none is added (docs/protocol.md).

Whoever has an old key must open nothing that was written later.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

import orjson

from server.ledger.merge import FactState, State

_KEY_ID: Final = re.compile(rb'"v1\.([0-9a-f]{16})\.')


def adds_old_words(before: State | None, after: State, retired: AbstractSet[str]) -> bool:
    """Tell whether `after` holds a text under one of the retired keys that was not stored there already."""
    if not retired:
        return False
    known = {} if before is None else _values_of(before)
    return any(
        value != known.get(name) and not retired.isdisjoint(_key_ids_in(value))
        for name, value in _values_of(after).items()
    )


def has_words(state: State) -> bool:
    """Tell whether anything in it is encrypted."""
    return any(_key_ids_in(value) for value in _values_of(state).values())


def _values_of(state: State) -> Mapping[str, Any]:
    if isinstance(state, FactState):
        return state.members or {}
    return {name: value for name, (value, _) in state.items()}


def _key_ids_in(value: object) -> list[str]:
    """Return the key ids of the texts in a value; a field that this server does not know may hold a list."""
    if value is None or isinstance(value, int | float):
        return []
    if isinstance(value, str) and not value.startswith("v1."):  # most are dates and ids
        return []
    return [found.decode() for found in _KEY_ID.findall(orjson.dumps(value))]
