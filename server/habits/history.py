"""The facts from which a streak is computed, and the values that come out.

Dates are local calendar dates, fixed by the device that wrote them; nothing here knows a time or a zone.
docs/streaks.md explains the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["at_least", "at_most"]
Grace: TypeAlias = Literal["gentle", "strict"]
Kind: TypeAlias = Literal["done", "rest"]
Per: TypeAlias = Literal["week", "month"]
State: TypeAlias = Literal["kept", "off", "pending", "missed"]


@dataclass(frozen=True, slots=True)
class Days:
    """Due on the listed ISO weekdays (1 is Monday); all seven is daily."""

    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class Interval:
    """Due once in every window of `days` days, counted from the plan's first day."""

    days: int


@dataclass(frozen=True, slots=True)
class Times:
    """Due on any `times` days of each calendar week or month."""

    times: int
    per: Per


@dataclass(frozen=True, slots=True)
class Anytime:
    """Never due: only totals."""


Rule: TypeAlias = Days | Interval | Times | Anytime


@dataclass(frozen=True, slots=True)
class Plan:
    """How often and how much, from a date until the next plan begins.

    `amount` is the day's target in the habit's own unit; `direction` says on which side of it a day is done.
    """

    from_on: date
    rule: Rule
    amount: float = 1.0
    direction: Direction = "at_least"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time off, both days included; `to_on` None is open-ended, one before `from_on` covers no day."""

    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact about one date; `amount` means something for `done` only."""

    on: date
    kind: Kind = "done"
    amount: float = 1.0
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Everything a streak depends on.

    Of several plans with the same `from_on` the last one listed stands. Entries may come in any order.
    """

    today: date
    plans: Sequence[Plan]
    entries: Sequence[Entry] = ()
    pauses: Sequence[Pause] = ()
    week_starts_on: int = 1
    grace: Grace = "gentle"


@dataclass(frozen=True, slots=True)
class Run:
    """A streak: the first day of its first kept occasion, the last day of its last, and how many it kept."""

    from_on: date
    to_on: date
    length: int


@dataclass(frozen=True, slots=True)
class StreakResult:
    """What the history comes to at `today`.

    `current`, `best`, `kept` and `covered` count occasions; `spares` counts the misses that the reserve is
    worth, though strict grace covers none; `state_today` is None when no occasion holds today; a rate is None
    when no occasion closed in its days; `strength` runs from 0 to 1.
    """

    current: int
    best: int
    kept: int
    covered: int
    spares: int
    state_today: State | None
    done_today: bool
    runs: tuple[Run, ...]
    rate_30: float | None
    rate_90: float | None
    strength: float


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The whole state of the fold between two occasions: everything before `before_on` is in it.

    `first_from_on` is the first day of the first plan; the last of `runs` is open while `current` > 0.
    """

    before_on: date
    current: int
    best: int
    kept: int
    covered: int
    reserve: int
    strength: float
    first_from_on: date
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How the occasion that holds today is going, in days done of days required.

    `is_due` says whether today's list shows it: today counts and is done, or could still help.
    """

    from_on: date
    to_on: date
    done_days: int
    required: int
    state: State
    is_due: bool
