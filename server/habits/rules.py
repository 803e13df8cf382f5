"""Streaks, spares and strength: what a habit's history comes to.

docs/streaks.md tells the rule in words; pwa/src/model/streaks.ts is this same function for the app, and
contract/cases/streaks.json binds the two. Everything comes in as an argument; no clock is read.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import sqrt
from typing import NamedTuple

from server.habits.history import (
    Anytime,
    Checkpoint,
    Days,
    Grace,
    History,
    Interval,
    Progress,
    Rule,
    Run,
    State,
    StreakResult,
    Times,
)
from server.habits.occasions import Diary, Occasion, count_days, occasions, open_diary, plan_on

# A habit starts with the worth of six kept days in reserve: one spare.
FIRST_RESERVE = 6
PRICE_UNDER_A_WEEK = 6
PRICE_FROM_A_WEEK = 4
DAYS_OF_A_WEEK = 7
MAX_SPARES = 2
# Kept daily, strength lacks half as much after this many days (the constant of Loop Habit Tracker's score).
HALVING_DAYS = 13
LONGEST_RATE_DAYS = 90


class Verdict(NamedTuple):
    """What came of one occasion, in days done of days required."""

    state: State
    done_days: int
    required: int


class Terms(NamedTuple):
    """What one plan asks of the fold: the price of a miss, and the strength that outlives an occasion."""

    price: int
    decay_by_length: dict[int, float]


class Closing(NamedTuple):
    """An occasion that was due and is over, by its last day."""

    day: int
    is_kept: bool


@dataclass(slots=True)
class Streak:
    """A run in day ordinals; the last one of a fold may still grow."""

    first: int
    last: int
    length: int


@dataclass(slots=True)
class Fold:
    """What the occasions so far come to; docs/streaks.md describes its steps."""

    is_gentle: bool
    current: int = 0
    best: int = 0
    kept: int = 0
    covered: int = 0
    reserve: int = FIRST_RESERVE
    strength: float = 0.0
    runs: list[Streak] = field(default_factory=list)

    def keep(self, occasion: Occasion, price: int) -> None:
        """Count a kept occasion; a reserve saved under a dearer plan may lie above this one's limit."""
        if self.current:
            self.runs[-1].last = occasion.end
            self.runs[-1].length += 1
        else:
            self.runs.append(Streak(occasion.start, occasion.end, 1))
        self.current += 1
        self.kept += 1
        self.best = max(self.best, self.current)
        if self.reserve < MAX_SPARES * price:
            self.reserve += 1

    def miss(self, price: int) -> None:
        """Let a spare cover the miss, or end the streak."""
        if self.is_gentle and self.reserve >= price:
            self.reserve -= price
            self.covered += 1
        else:
            self.current = 0
            self.reserve = 0

    def strengthen(self, value: float, decay: float) -> None:
        """Move the strength towards `value`; the limit only catches rounding."""
        self.strength = min(1.0, self.strength * decay + value * (1.0 - decay))


def evaluate(history: History, checkpoint: Checkpoint | None = None) -> StreakResult:
    """Compute streak, spares, rates and strength at `history.today`.

    With a checkpoint the entries before its `before_on` are not looked at, and the result is that of the
    whole history; only a rate needs `before_on` to lie its 30 or 90 days before today. An `anytime` habit has
    no occasions: nothing but `done_today` ever moves.
    """
    diary = open_diary(history, checkpoint)
    fold = _resume(history.grace, checkpoint)
    state_today, closings = _walk(diary, fold, occasions(diary))
    return StreakResult(
        current=fold.current,
        best=fold.best,
        kept=fold.kept,
        covered=fold.covered,
        spares=_spares(diary, fold),
        state_today=state_today,
        done_today=diary.today in diary.done,
        runs=_runs(fold),
        rate_30=_rate(closings, diary.today - 30),
        rate_90=_rate(closings, diary.today - LONGEST_RATE_DAYS),
        strength=fold.strength,
    )


def checkpoint(history: History, before_on: date, earlier: Checkpoint | None = None) -> Checkpoint | None:
    """Compute the fold's state after the last whole occasion that ends before `before_on`, and before today.

    None when there is none, after `earlier` where that is given: it takes the place of all before it. Its own
    `before_on` is the day after that occasion. A week or month that a newer plan cut short leans on its rest
    days after the cut too, so no checkpoint falls between the two.
    """
    diary = open_diary(history, earlier)
    row = list(occasions(diary))
    length = _boundary(row, min(before_on.toordinal(), diary.today))
    if not length:
        return None
    fold = _resume(history.grace, earlier)
    _walk(diary, fold, row[:length])
    return Checkpoint(
        before_on=date.fromordinal(row[length - 1].end + 1),
        current=fold.current,
        best=fold.best,
        kept=fold.kept,
        covered=fold.covered,
        reserve=fold.reserve,
        strength=fold.strength,
        first_from_on=date.fromordinal(diary.first_from),
        runs=_runs(fold),
    )


def occasion_progress(history: History, checkpoint: Checkpoint | None = None) -> Progress | None:
    """Tell how the occasion that holds today is going; None when none does."""
    diary = open_diary(history, checkpoint)
    newest = deque(occasions(diary), maxlen=1)
    if not newest or newest[0].end < diary.today:
        return None
    occasion = newest[0]
    verdict = _judge(diary, occasion)
    could_help = diary.today >= diary.first_from and diary.today not in diary.off
    return Progress(
        from_on=date.fromordinal(occasion.start),
        to_on=date.fromordinal(occasion.end),
        done_days=verdict.done_days,
        required=verdict.required,
        state=verdict.state,
        is_due=diary.today in diary.done or (verdict.state == "pending" and could_help),
    )


def _walk(diary: Diary, fold: Fold, row: Iterable[Occasion]) -> tuple[State | None, list[Closing]]:
    """Add each occasion of `row` to the fold; answer today's state and what closed in the last 90 days."""
    terms = [_terms(stretch.plan.rule) for stretch in diary.stretches]
    earliest = diary.today - LONGEST_RATE_DAYS
    closings: list[Closing] = []
    state_today: State | None = None
    for occasion in row:
        state, done_days, required = _judge(diary, occasion)
        if occasion.end >= diary.today:
            state_today = state
        if state in {"off", "pending"}:
            continue
        price, decay_by_length = terms[occasion.plan_index]
        if state == "kept":
            fold.keep(occasion, price)
        else:
            fold.miss(price)
        fold.strengthen(min(1.0, done_days / required), decay_by_length[occasion.length])
        if earliest <= occasion.end < diary.today:
            closings.append(Closing(occasion.end, state == "kept"))
    return state_today, closings


def _judge(diary: Diary, occasion: Occasion) -> Verdict:
    """Decide one occasion, in the order of the table of states in docs/streaks.md."""
    done_days = count_days(diary.done, occasion.start, occasion.end)
    required = _required(diary, occasion)
    state: State = "kept" if done_days >= required else _state_unless_kept(diary, occasion)
    return Verdict(state, done_days, required)


def _required(diary: Diary, occasion: Occasion) -> int:
    rule = diary.stretches[occasion.plan_index].plan.rule
    if not isinstance(rule, Times):
        return 1
    # Rounded up in whole numbers; a short month cannot ask for more days than it has.
    asked = min(rule.times, occasion.length)
    return max(1, -(-asked * _available(diary, occasion) // occasion.length))


def _state_unless_kept(diary: Diary, occasion: Occasion) -> State:
    is_cut = occasion.whole_end > occasion.end
    if is_cut or occasion.end < diary.first_from or _available(diary, occasion) == 0:
        return "off"
    if occasion.end >= diary.today:
        return "pending"
    # A habit set up late in the day or the week has not failed its first occasion.
    return "off" if occasion.start <= diary.first_from else "missed"


def _available(diary: Diary, occasion: Occasion) -> int:
    """Count the days that are neither off nor before the first plan, also those that a newer plan took."""
    first = max(occasion.start, diary.first_from)
    if first > occasion.whole_end:
        return 0
    return occasion.whole_end - first + 1 - count_days(diary.off, first, occasion.whole_end)


def _terms(rule: Rule) -> Terms:
    price = PRICE_UNDER_A_WEEK if _spacing(rule) < DAYS_OF_A_WEEK else PRICE_FROM_A_WEEK
    return Terms(price, {length: _decay(rule, length) for length in _lengths(rule)})


def _lengths(rule: Rule) -> Sequence[int]:
    match rule:
        case Days():
            return (1,)
        case Interval(days=days):
            return (days,)
        case Times(per="week"):
            return (DAYS_OF_A_WEEK,)
        case Times():
            return (28, 29, 30, 31)
        case _:
            return ()


def _spacing(rule: Rule) -> float:
    """Tell the mean days between due times; a month counts as longer than a week, whatever its length."""
    match rule:
        case Days(weekdays=weekdays):
            return DAYS_OF_A_WEEK / len(weekdays)
        case Interval(days=days):
            return days
        case _:
            return DAYS_OF_A_WEEK


def _decay(rule: Rule, length: int) -> float:
    """Tell the share of strength that outlives one occasion of `length` days."""
    days = float(length)
    days_between = days
    match rule:
        case Days():
            days = days_between = _spacing(rule)
        case Times(times=times):
            days_between = days / min(times, length)
        case _:
            pass
    return float(0.5 ** (days * sqrt(1.0 / days_between) / HALVING_DAYS))


def _boundary(row: Sequence[Occasion], before: int) -> int:
    """Count the occasions of `row` up to the last one that a checkpoint before `before` can follow."""
    count = 0
    reach = 0
    for index, occasion in enumerate(row):
        reach = max(reach, occasion.whole_end)
        if occasion.end < before and reach == occasion.end:
            count = index + 1
    return count


def _resume(grace: Grace, checkpoint: Checkpoint | None) -> Fold:
    is_gentle = grace == "gentle"
    if checkpoint is None:
        return Fold(is_gentle)
    return Fold(
        is_gentle,
        current=checkpoint.current,
        best=checkpoint.best,
        kept=checkpoint.kept,
        covered=checkpoint.covered,
        reserve=checkpoint.reserve,
        strength=checkpoint.strength,
        runs=[Streak(run.from_on.toordinal(), run.to_on.toordinal(), run.length) for run in checkpoint.runs],
    )


def _runs(fold: Fold) -> tuple[Run, ...]:
    return tuple(
        Run(date.fromordinal(run.first), date.fromordinal(run.last), run.length) for run in fold.runs
    )


def _spares(diary: Diary, fold: Fold) -> int:
    """Count what the reserve is worth by the plan of today; where nothing is due there is no price."""
    if not diary.stretches:
        return 0
    rule = plan_on(diary.stretches, diary.today).rule
    return 0 if isinstance(rule, Anytime) else fold.reserve // _terms(rule).price


def _rate(closings: Sequence[Closing], since: int) -> float | None:
    """Tell the kept share of what closed from day `since` on; None when nothing did."""
    recent = closings[bisect_left(closings, since, key=lambda closing: closing.day) :]
    return sum(closing.is_kept for closing in recent) / len(recent) if recent else None
