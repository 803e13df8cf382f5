"""What each type of thing may hold: the form of every field, and which of them are sealed.

A check tells whether a value will do. Fields and types that this server does not know are kept, so that
newer apps can sync through it; they may hold sealed words, numbers, dates, times and ids, but not even
one word in clear.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from server.core.sealed import is_sealed

Check = Callable[[object], bool]

MOST_SAFE_INTEGER = 2**53 - 1
# Sealed, as bytes. The app counts characters as people do, each of at most 36 bytes: what it takes must fit.
MOST_WORDS_BYTES = 128 * 1024
MOST_LINE_BYTES = 5 * 1024
MOST_AMOUNT = 1_000_000_000
MAX_INTERVAL_DAYS = 3650
MAX_TIMES: Mapping[Literal["week", "month"], int] = {"week": 7, "month": 31}
MOST_UNKNOWN_ITEMS = 200
MOST_MINUTES_BEFORE = 7 * 24 * 60
MOST_DAYS_BEFORE = 30
MOST_NUDGES_A_DAY = 20

# Between these, no history is so long that computing it could hold up a server.
FIRST_ON: Final = date(1900, 1, 1)
LAST_ON: Final = date(2999, 12, 31)

_RECORD_ID = re.compile(r"[a-z0-9-]{1,64}")
_FACT_ID = re.compile(r"[0-9a-f]{16}[0-9a-z]{1,12}")
_LOCAL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOCAL_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}")
_STAMP = re.compile(r"[0-9a-f]{32}")
# Numbers as text, and the ids that devices make up: 128 random bits.
_DIGITS = re.compile(r"[0-9]{1,16}")
_MADE_UP_ID = re.compile(r"[0-9a-f]{32}")
_MEMBER = re.compile(r"[a-z][a-z0-9_]{0,31}")


def is_record_id(value: object) -> bool:
    """Tell whether this is the id of a record."""
    return isinstance(value, str) and _RECORD_ID.fullmatch(value) is not None


def is_fact_id(value: object) -> bool:
    """Tell whether this is a replica's id and its running number in base 36."""
    return isinstance(value, str) and _FACT_ID.fullmatch(value) is not None


def is_stamp(value: object) -> bool:
    """Tell whether this is the stamp of an edit."""
    return isinstance(value, str) and _STAMP.fullmatch(value) is not None


def is_local_date(value: object) -> bool:
    """Tell whether this is a date that exists between FIRST_ON and LAST_ON, as YYYY-MM-DD."""
    if not isinstance(value, str) or _LOCAL_DATE.fullmatch(value) is None:
        return False
    try:
        return FIRST_ON <= date.fromisoformat(value) <= LAST_ON
    except ValueError:
        return False


def is_integer(value: object, least: int, most: int) -> bool:
    """Tell whether this is a whole number within limits; a boolean is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return least <= value <= most and value == int(value)


def is_amount(value: object) -> bool:
    """Tell whether this is a number of what was done."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_AMOUNT


def is_harmless(value: object) -> bool:
    """Tell whether a value of an unknown field holds no words in clear."""
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return math.isfinite(value) and abs(value) <= MOST_SAFE_INTEGER
    if isinstance(value, str):
        return is_no_word(value) or _is_words(value)
    if isinstance(value, list):
        return len(value) <= MOST_UNKNOWN_ITEMS and all(map(is_harmless, value))
    if isinstance(value, dict):
        return len(value) <= MOST_UNKNOWN_ITEMS and all(
            _is_member(name) and is_harmless(inner) for name, inner in value.items()
        )
    return False


def is_no_word(text: str) -> bool:
    """Tell whether this can only be a date, a time, a number or an id that a device made up: not a name."""
    is_id = is_fact_id(text) or _MADE_UP_ID.fullmatch(text) is not None
    return is_id or is_local_date(text) or _is_local_time(text) or _DIGITS.fullmatch(text) is not None


def _is_member(name: object) -> bool:
    return isinstance(name, str) and (_MEMBER.fullmatch(name) is not None or is_no_word(name))


def _is_line(value: object) -> bool:
    return isinstance(value, str) and is_sealed(value, MOST_LINE_BYTES)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and is_sealed(value, MOST_WORDS_BYTES)


def _is_boolean(value: object) -> bool:
    return isinstance(value, bool)


def _is_position(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_SAFE_INTEGER


def _is_local_time(value: object) -> bool:
    return isinstance(value, str) and _LOCAL_TIME.fullmatch(value) is not None


def _is_zone(value: object) -> bool:
    return isinstance(value, str) and _ZONE.fullmatch(value) is not None


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _within(least: int, most: int) -> Check:
    return lambda value: is_integer(value, least, most)


def _members(**checks: Check) -> Check:
    """Make a check of an object that has exactly these members."""

    def check_members(value: object) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() == checks.keys()
            and all(check(value[name]) for name, check in checks.items())
        )

    return check_members


def _is_weekdays(value: object) -> bool:
    return isinstance(value, list) and 1 <= len(value) <= 7 and all(is_integer(day, 1, 7) for day in value)  # noqa: PLR2004 - days of a week


_TIMES = {
    per: _members(kind=_one_of("times"), times=_within(1, most), per=_one_of(per))
    for per, most in MAX_TIMES.items()
}


def _is_times(value: object) -> bool:
    return any(check(value) for check in _TIMES.values())


_RULES: Mapping[str, Check] = {
    "times": _is_times,
    "days": _members(kind=_one_of("days"), weekdays=_is_weekdays),
    "interval": _members(kind=_one_of("interval"), days=_within(1, MAX_INTERVAL_DAYS)),
    "anytime": _members(kind=_one_of("anytime")),
}


def _is_rule(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    kind = value.get("kind")
    return isinstance(kind, str) and kind in _RULES and _RULES[kind](value)


_is_plan = _members(
    rule=_is_rule, target=_members(amount=is_amount), direction=_one_of("at_least", "at_most")
)
_is_choice = _members(
    kind=_one_of("habit", "promise"),
    subject=is_record_id,
    level=_or_null(_one_of("total", "streak", "live")),
)
_is_pause = _members(**{"from": is_local_date, "to": _or_null(is_local_date)})
_is_weekly_reminder = _members(time=_is_local_time, weekdays=_is_weekdays)
_is_quiet_hours = _members(**{"from": _is_local_time, "to": _is_local_time})
_IS_PROMISE_REMINDER = (
    _members(minutes_before=_within(0, MOST_MINUTES_BEFORE)),
    _members(days_before=_within(0, MOST_DAYS_BEFORE), time=_is_local_time),
)


def _is_promise_reminder(value: object) -> bool:
    return any(check(value) for check in _IS_PROMISE_REMINDER)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """The fields of one type of record; `items` are lists kept as one register each, `<list>:<key>`."""

    fields: Mapping[str, Check]
    items: Mapping[str, tuple[Check, Check]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactKind:
    """The members of one type of fact: `subject` names the one that says what it is about."""

    subject: str
    kinds: frozenset[str]
    members: Mapping[str, Check]
    optional: Mapping[str, Check]
    required: frozenset[str] = field(init=False)
    plain: frozenset[str] = field(init=False)
    """The names of all that a fact has that has nothing but what is required."""
    is_stamped: bool = field(init=False)
    checks: Mapping[str, Check] = field(init=False)
    """Those of all members that this server knows."""

    def __post_init__(self) -> None:
        """Put together once what is asked of every fact."""
        always = {
            self.subject: is_record_id,
            "on": is_local_date,
            "kind": _one_of(*self.kinds),
            **self.members,
        }
        object.__setattr__(self, "required", frozenset(always))
        object.__setattr__(self, "plain", frozenset({"type", "id", *always}))
        object.__setattr__(self, "is_stamped", "stamp" in self.members)
        object.__setattr__(self, "checks", {**self.optional, **always})


_PAUSES = {"pause": (is_record_id, _or_null(_is_pause))}
_REMINDERS = {"reminder": (is_record_id, _or_null(_is_weekly_reminder))}
_PROMISE_REMINDERS = {"reminder": (is_record_id, _or_null(_is_promise_reminder))}

RECORD_KINDS: Mapping[str, RecordKind] = {
    "habit": RecordKind(
        {
            **dict.fromkeys(
                ("name", "cue", "unit", "practice", "step", "step_from", "glyph", "hue", "origin"), _is_line
            ),
            "position": _is_position,
            "archived": _is_boolean,
            "deleted": _is_boolean,
            "group": _or_null(is_record_id),
        },
        {
            "plan": (is_local_date, _or_null(_is_plan)),
            "offer": (is_record_id, _is_line),
            **_PAUSES,
            **_REMINDERS,
        },
    ),
    "group": RecordKind({"name": _is_line, "position": _is_position, "deleted": _is_boolean}),
    "preference": RecordKind(
        {
            "week_starts_on": _within(1, 7),
            "grace": _one_of("gentle", "strict"),
            "day_start_hour": _within(0, 23),
            "time_zone": _is_zone,
            "quiet_hours": _or_null(_is_quiet_hours),
            "nudge_cap": _within(1, MOST_NUDGES_A_DAY),
            "nudge_names": _is_boolean,
            "badge": _is_boolean,
            **dict.fromkeys(("check_in_daily", "check_in_weekly"), _is_line),
        },
        {**_PAUSES, **_REMINDERS},
    ),
    "promise": RecordKind(
        {
            "text": _is_words,
            "to_whom": _is_line,
            "due_on": _or_null(is_local_date),
            "due_time": _or_null(_is_local_time),
            "time_zone": _or_null(_is_zone),
            "deleted": _is_boolean,
        },
        _PROMISE_REMINDERS,
    ),
    "reflection": RecordKind(
        {
            **dict.fromkeys(("kind", "mood"), _is_line),
            "on": is_local_date,
            "deleted": _is_boolean,
        },
        {"answer": (is_record_id, _is_words)},
    ),
    "partner": RecordKind(
        {"label": _is_line, "secret": _is_line, "deleted": _is_boolean},
        {"share": (is_record_id, _or_null(_is_choice))},
    ),
}

FACT_KINDS: Mapping[str, FactKind] = {
    "entry": FactKind("habit", frozenset({"done", "rest"}), {"amount": is_amount}, {"note": _is_words}),
    "promise_event": FactKind(
        "promise",
        frozenset({"kept", "moved", "let_go", "mended", "reopened"}),
        {"stamp": is_stamp},
        {
            "note": _is_words,
            "to_on": is_local_date,
            "to_time": _or_null(_is_local_time),
            "to_zone": _or_null(_is_zone),
        },
    ),
}
