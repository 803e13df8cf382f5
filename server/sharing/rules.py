"""What a partner is shown, pure: the few numbers that are published, and when (docs/consent.md).

Numbers are published on one of the owner's days, over the days before it. They replace the last ones only if
more was kept: whatever else has happened leaves everything as it was.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from server.habits.history import Anytime, Checkpoint, Days, History, Interval, Rule, Run, Times
from server.habits.occasions import Diary, open_diary, plan_on
from server.habits.rules import FIRST_RESERVE, checkpoint

INVITE_LIFE = timedelta(hours=24)
SHARE_LIFE = timedelta(days=90)
VIEW_LIFE = timedelta(days=7)
APPRECIATION_LIFE = timedelta(days=14)
COMMAND_LIFE = timedelta(days=90)
CAP_WINDOW = timedelta(hours=24)
"""What is capped is counted over this much real time: days would begin again wherever the clock is set."""
MAX_INVITES_A_DAY = 5
MAX_APPRECIATIONS_A_DAY = 3
MAX_SHARES = 30
"""With one person: each is in every sync of theirs, and is published each day."""
MAX_LINKS = 10
"""Together with one person."""
MAX_COMMANDS = 1000
"""Of one account, remembered to be done only once."""

TOGETHER_STEPS = {"day": 7, "week": 1}

MINUTES_OF_A_DAY = 24 * 60
DAYS_OF_A_WEEK = 7
_TO_SUNDAY = timedelta(6)
LONGEST_MONTH_DAYS = 31
MIN_STALE_DAYS = 14
STALE_OCCASIONS = 3
# After a longer silence nothing can close any more that would be shown with its own date.
MAX_DAYS_LATE = 120


@dataclass(frozen=True, slots=True)
class Start:
    """Where the shown history begins, and what its owner took along from before."""

    on: date
    head_start: int = 0
    reserve: int = FIRST_RESERVE


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is published of a habit. `stale_days` after `grown_on` no current streak is shown any more."""

    kept: int
    current: int
    best: int
    unit: str
    stale_days: int
    grown_on: date


@dataclass(frozen=True, slots=True)
class PromiseState:
    """What is published of a promise."""

    is_kept: bool
    due_on: date | None


def numbers(history: History, start: Start, on: date) -> Numbers:
    """Compute what can be published on this day: over the closed days before it, from the start on.

    No entry from before the start is looked at. Done days of a habit that is never due count as kept.
    """
    until = replace(history, today=on)
    opening = _opening(until, start)
    fold = checkpoint(until, on, opening) or opening
    diary = open_diary(until, opening)
    rule = plan_on(diary.stretches, on.toordinal()).rule if diary.stretches else Anytime()
    return Numbers(
        kept=fold.kept + _done_anytime(diary),
        current=fold.current,
        best=fold.best,
        unit=_unit(rule),
        stale_days=max(MIN_STALE_DAYS, STALE_OCCASIONS * _occasion_days(rule)),
        grown_on=on,
    )


def start_with_streak(history: History, on: date) -> Start:
    """Take the streak of the days before `on` along."""
    fold = checkpoint(replace(history, today=on), on)
    return Start(on) if fold is None else Start(on, fold.current, fold.reserve)


def grown(published: Numbers, computed: Numbers) -> Numbers:
    """Return what stands published now: the newer only if more was kept."""
    return computed if computed.kept > published.kept else published


def settled(published: PromiseState, computed: PromiseState, on: date) -> PromiseState:
    """Return what stands published of a promise: kept for good, and only a date that is still to come."""
    if published.is_kept or computed.is_kept:
        return PromiseState(is_kept=True, due_on=None)
    is_to_come = computed.due_on is None or computed.due_on >= on
    return computed if is_to_come else published


def shown_streak(published: Numbers, on: date) -> int | None:
    """Return the current streak as it is shown on this day, or None when it has been still for too long."""
    return None if (on - published.grown_on).days >= published.stale_days else published.current


def shown_due(published: PromiseState, on: date) -> date | None:
    """Return the date of a promise while it is to come."""
    is_to_come = published.due_on is not None and published.due_on >= on and not published.is_kept
    return published.due_on if is_to_come else None


def minute_of(randomness: bytes) -> int:
    """Draw a minute of a day."""
    return int.from_bytes(randomness) % MINUTES_OF_A_DAY


def days_due(published_on: date, local_now: datetime, minute: Callable[[date], int]) -> Iterator[date]:
    """Yield the days after `published_on` whose minute has come, oldest first.

    `local_now` is on the owner's wall, less the hour at which their day begins.
    """
    today = local_now.date()
    day = max(published_on + timedelta(1), today - timedelta(MAX_DAYS_LATE))
    while day <= today:
        if day < today or local_now.hour * 60 + local_now.minute >= minute(day):
            yield day
        day += timedelta(1)


def lapses_on(renewed_on: date) -> date:
    """Return the first day on which nothing is shown any more."""
    return renewed_on + SHARE_LIFE


def done_days(history: History, first: date, last: date) -> set[date]:
    """Return the days from `first` to `last` that met their target."""
    days = open_diary(replace(history, today=max(first, last))).done
    return {on for on in map(date.fromordinal, days) if first <= on <= last}


def newly_counted(done: Collection[date], unit: str, first: date, last: date) -> set[date]:
    """Return what counts from the days that ended from `first` to `last`: dates, or Mondays of whole weeks.

    What is logged later for a day that has ended counts for nothing here: somebody who fills in one past day
    after the other would read in the count on which of them the other had done theirs.
    """
    if unit == "day":
        return {on for on in done if first <= on <= last}
    return {monday for monday in map(_monday, done) if first <= monday + _TO_SUNDAY <= last}


def first_needed(unit: str, first: date) -> date:
    """Return the first day that can matter to `newly_counted`."""
    return first if unit == "day" else first - _TO_SUNDAY


def shown_together(both: int, unit: str) -> int:
    """Return the count that is shown of so many days or weeks of both: days only in whole sevens."""
    return both - both % TOGETHER_STEPS[unit]


def _opening(history: History, start: Start) -> Checkpoint:
    """Make the fold's state at the start, as if nothing had been before but what was taken along."""
    runs = (Run(start.on, start.on, start.head_start),) if start.head_start else ()
    return Checkpoint(
        before_on=start.on,
        current=start.head_start,
        best=start.head_start,
        kept=0,
        covered=0,
        reserve=start.reserve,
        strength=0.0,
        first_from_on=max(start.on, min((plan.from_on for plan in history.plans), default=start.on)),
        runs=runs,
    )


def _done_anytime(diary: Diary) -> int:
    return sum(
        day < diary.today and isinstance(plan_on(diary.stretches, day).rule, Anytime) for day in diary.done
    )


def _unit(rule: Rule) -> str:
    match rule:
        case Days():
            return "day"
        case Times(per=per):
            return per
        case _:
            return "times"


def _occasion_days(rule: Rule) -> int:
    match rule:
        case Days(weekdays=weekdays):
            return -(-DAYS_OF_A_WEEK // len(weekdays))
        case Interval(days=days):
            return days
        case Times(per="week"):
            return DAYS_OF_A_WEEK
        case Times():
            return LONGEST_MONTH_DAYS
        case _:
            return 1


def _monday(on: date) -> date:
    return on - timedelta(on.weekday())
