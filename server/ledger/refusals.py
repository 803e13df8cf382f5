"""What is kept of a refused change: its shape, and not one character of what a person may have written."""

from collections.abc import Mapping
from typing import Any

import orjson

MAX_BODY_CHARACTERS = 4096


def describe(change: Mapping[str, Any]) -> str:
    """Return the shape of a change as JSON: which members it has, and how long each is.

    >>> describe({"type": "habit", "fields": {"name": ["Tea", "00"]}})
    '{"fields":"object of 1","type":"text of 5"}'
    """
    shape = {name: _shape(value) for name, value in sorted(change.items()) if name in _KNOWN_MEMBERS}
    return orjson.dumps(shape).decode()[:MAX_BODY_CHARACTERS]


_KNOWN_MEMBERS = frozenset(
    {
        *("type", "id", "fields", "habit", "promise", "on", "kind", "amount", "note", "withdrawn"),
        *("stamp", "to_on", "to_time", "to_zone"),
    }
)


def _shape(value: object) -> str:
    if isinstance(value, str):
        return f"text of {len(value)}"
    if isinstance(value, list | dict):
        return f"{'list' if isinstance(value, list) else 'object'} of {len(value)}"
    return type(value).__name__
