"""Merging what two devices know of one thing; pwa/src/model/merge.ts is its twin.

Each function is commutative, associative and idempotent, so that things may arrive in any order and any
number of times. `contract/cases/merge.json` holds the cases that both programs pass.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import rfc8785

Register = tuple[Any, str]
"""A value and the stamp of its last edit."""

Fields = Mapping[str, Register]


class FactState(NamedTuple):
    """A fact as it is known: `members` is None when only its withdrawal has arrived."""

    members: Mapping[str, Any] | None
    is_withdrawn: bool


State = Fields | FactState
"""What is known of a thing: the registers of a record, or a fact."""


def canonical_json(value: object) -> str:
    """Return JSON with sorted keys and no spaces (RFC 8785): equal values have equal text."""
    return rfc8785.dumps(value).decode("utf-8")  # type: ignore[arg-type]  # only JSON is ever handed in


def later_register(left: Register, right: Register, key_id: str = "") -> Register:
    """Return the one with the larger stamp.

    Equal stamps: the one that is encrypted under the account's data key (`key_id`), for it was encrypted
    again, which is no edit; then the one with the larger canonical JSON.
    """
    if left[1] != right[1]:
        return left if left[1] > right[1] else right
    return left if _order(left[0], key_id) >= _order(right[0], key_id) else right


def merge_fields(left: Fields, right: Fields, key_id: str = "") -> dict[str, Register]:
    """Merge field by field; one that is present on one side only is kept."""
    merged = dict(left)
    for name, register in right.items():
        present = merged.get(name)
        merged[name] = register if present is None else later_register(present, register, key_id)
    return merged


def merge_fact(left: FactState, right: FactState, key_id: str = "") -> FactState:
    """Withdrawn wins. Members never change, but a note that was encrypted again: it stands.

    Should two ever differ otherwise, the larger canonical JSON does.
    """
    is_withdrawn = left.is_withdrawn or right.is_withdrawn
    if left.members is None or right.members is None:
        return FactState(left.members if right.members is None else right.members, is_withdrawn)
    is_left = left.members == right.members or _order(left.members, key_id) >= _order(right.members, key_id)
    return FactState(left.members if is_left else right.members, is_withdrawn)


def _order(value: object, key_id: str) -> tuple[bool, bytes]:
    """Order by the key, then texts as JavaScript does: by UTF-16 units."""
    return _is_under(value, key_id), canonical_json(value).encode("utf-16-be")


def _is_under(value: object, key_id: str) -> bool:
    """Tell whether this text, or one of the members of a fact, is encrypted under this key."""
    if isinstance(value, Mapping):
        return any(_is_under(member, key_id) for member in value.values() if isinstance(member, str))
    return key_id != "" and isinstance(value, str) and value.startswith(f"v1.{key_id}.")
