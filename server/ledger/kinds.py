"""What each type of thing may hold (contract/things.toml), as checks.

Fields and types that this server does not know are kept, so that newer apps can sync through it; they may
hold encrypted values, numbers, dates, times and ids, but not even one word in clear.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.contract.limits import MAX_SAFE_INTEGER
from server.contract.things import FACTS, RECORDS, FactThing, RecordThing
from server.ledger.forms import Check, check_of

MAX_UNKNOWN_ITEMS = 200

_MEMBER = re.compile(r"[a-z][a-z0-9_]{0,31}")

is_record_id = check_of("record_id")
is_fact_id = check_of("fact_id")
is_stamp = check_of("stamp")
_is_words = check_of("text")
_NO_WORDS = tuple(map(check_of, ("fact_id", "made_up_id", "local_date", "local_time", "digits")))


def is_harmless(value: object) -> bool:
    """Tell whether a value of an unknown field holds no words in clear."""
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) <= MAX_SAFE_INTEGER
    if isinstance(value, str):
        return is_no_word(value) or _is_words(value)
    if isinstance(value, list):
        return len(value) <= MAX_UNKNOWN_ITEMS and all(map(is_harmless, value))
    if isinstance(value, dict):
        return len(value) <= MAX_UNKNOWN_ITEMS and all(
            _is_member(name) and is_harmless(inner) for name, inner in value.items()
        )
    return False


def is_no_word(text: str) -> bool:
    """Tell whether this can only be a date, a time, a number or an id that a device made up: not a name."""
    return any(check(text) for check in _NO_WORDS)


def _is_member(name: object) -> bool:
    return isinstance(name, str) and (_MEMBER.fullmatch(name) is not None or is_no_word(name))


@dataclass(frozen=True, slots=True)
class RecordKind:
    """The fields of one type of record; `items` are lists kept as one register each, `<list>:<key>`."""

    fields: Mapping[str, Check]
    items: Mapping[str, tuple[Check, Check]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactKind:
    """The members of one type of fact: `subject` names the one that says what it is about."""

    subject: str
    checks: Mapping[str, Check]
    """Those of all members that this server knows."""
    required: frozenset[str]
    plain: frozenset[str] = field(init=False)
    """The names of all that a fact has that has nothing but what is required."""
    is_stamped: bool = field(init=False)

    def __post_init__(self) -> None:
        """Put together once what is asked of every fact."""
        object.__setattr__(self, "plain", frozenset({"type", "id", *self.required}))
        object.__setattr__(self, "is_stamped", "stamp" in self.required)


def _record_kind(thing: RecordThing) -> RecordKind:
    return RecordKind(
        {name: check_of(its.form) for name, its in thing.fields.items()},
        {
            name: (check_of(its.key), check_of(its.form))
            for name, its in thing.lists.items()
            if its.key is not None
        },
    )


def _fact_kind(thing: FactThing) -> FactKind:
    return FactKind(
        thing.subject,
        {name: check_of(its.form) for name, its in thing.fields.items()},
        frozenset(name for name, its in thing.fields.items() if not its.optional),
    )


RECORD_KINDS: Mapping[str, RecordKind] = {name: _record_kind(thing) for name, thing in RECORDS.items()}
FACT_KINDS: Mapping[str, FactKind] = {name: _fact_kind(thing) for name, thing in FACTS.items()}
