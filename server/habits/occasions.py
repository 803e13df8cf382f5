"""The row of a habit's occasions, oldest first, and which days are done or off.

Days are ordinals here (`date.toordinal`), so that ten years of them are walked quickly.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from server.habits.history import Checkpoint, Days, Entry, History, Interval, Pause, Plan, Times

# Sums of decimal fractions stray by less than this share: 0.1 + 0.2 meets a target of 0.3.
AMOUNT_TOLERANCE = 1e-9
LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days one plan governs, `first` to `last` (None: no newer plan follows)."""

    plan: Plan
    first: int
    last: int | None


class Occasion(NamedTuple):
    """One time at which a habit is due, `start` to `end`, under the plan of stretch `plan_index`.

    `whole_end` is later than `end` where a newer plan cut the occasion short. `length` is that of the whole
    day, window, week or month, also where it was entered in the middle.
    """

    plan_index: int
    start: int
    end: int
    whole_end: int
    length: int


@dataclass(frozen=True, slots=True)
class Diary:
    """A history made ready: the plans in order, and the days that count.

    `done` are the days that met their target, `off` those of a rest or a pause; neither holds a day before
    `start`, and `done` none after `today`.
    """

    today: int
    start: int
    first_from: int
    week_starts_on: int
    stretches: Sequence[Stretch]
    done: set[int]
    off: set[int]


def open_diary(history: History, checkpoint: Checkpoint | None = None) -> Diary:
    """Sort the facts of `history` by day; with a checkpoint only those of its `before_on` and later."""
    today = history.today.toordinal()
    stretches = _stretches(history.plans)
    first_from = stretches[0].first if stretches else today
    since = checkpoint.before_on.toordinal() if checkpoint else date.min.toordinal()
    totals, rests = _logged(history.entries, since, today)
    start = since if checkpoint else min([first_from, *totals])
    return Diary(
        today=today,
        start=start,
        first_from=checkpoint.first_from_on.toordinal() if checkpoint else first_from,
        week_starts_on=history.week_starts_on,
        stretches=stretches,
        done=_done(stretches, totals),
        off=rests.union(*_paused(history.pauses, start, today + _reach(history.plans))),
    )


def occasions(diary: Diary) -> Iterator[Occasion]:
    """Walk the row from the diary's start to the occasion that holds today, or is the last before it."""
    for index, stretch in enumerate(diary.stretches):
        # Days before the first plan follow its rule too: they were logged before the habit was set up.
        first = diary.start if index == 0 else max(stretch.first, diary.start)
        rule = stretch.plan.rule
        if isinstance(rule, Days):
            yield from _listed_days(diary, index, rule, first)
        elif isinstance(rule, Interval):
            yield from _windows(diary, index, rule, first)
        elif isinstance(rule, Times):
            yield from _weeks_or_months(diary, index, rule, first)


def plan_on(stretches: Sequence[Stretch], day: int) -> Plan:
    """Tell the plan that governs `day`; the first one also governs the days before it."""
    if len(stretches) == 1:
        return stretches[0].plan
    return stretches[max(0, bisect_right(stretches, day, key=_first_day) - 1)].plan


def count_days(days: set[int], first: int, last: int) -> int:
    """Count the members of `days` from `first` to `last`, both included."""
    if first == last:
        return int(first in days)
    return sum(day in days for day in range(first, last + 1))


def _listed_days(diary: Diary, index: int, rule: Days, first: int) -> Iterator[Occasion]:
    for day in range(first, _last_start(diary, index) + 1):
        if _weekday(day) in rule.weekdays:
            yield Occasion(index, day, day, day, 1)


def _windows(diary: Diary, index: int, rule: Interval, first: int) -> Iterator[Occasion]:
    anchor = diary.stretches[index].first
    start = first
    while start <= _last_start(diary, index):
        whole_end = start + rule.days - 1 - (start - anchor) % rule.days
        yield _span(diary, index, start, whole_end, rule.days)
        start = whole_end + 1


def _weeks_or_months(diary: Diary, index: int, rule: Times, first: int) -> Iterator[Occasion]:
    start = first
    while start <= _last_start(diary, index):
        if rule.per == "week":
            length = 7
            whole_end = start + 6 - (_weekday(start) - diary.week_starts_on) % 7
        else:
            on = date.fromordinal(start)
            length = monthrange(on.year, on.month)[1]
            whole_end = start + length - on.day
        yield _span(diary, index, start, whole_end, length)
        start = whole_end + 1


def _span(diary: Diary, index: int, start: int, whole_end: int, length: int) -> Occasion:
    last = diary.stretches[index].last
    end = whole_end if last is None else min(whole_end, last)
    return Occasion(index, start, end, whole_end, length)


def _last_start(diary: Diary, index: int) -> int:
    last = diary.stretches[index].last
    return diary.today if last is None else min(last, diary.today)


def _weekday(day: int) -> int:
    return (day - 1) % 7 + 1


def _first_day(stretch: Stretch) -> int:
    return stretch.first


def _stretches(plans: Iterable[Plan]) -> list[Stretch]:
    plan_by_first = {plan.from_on.toordinal(): plan for plan in plans}
    firsts = sorted(plan_by_first)
    lasts = (following - 1 for following in firsts[1:])
    return [Stretch(plan_by_first[first], first, last) for first, last in zip_longest(firsts, lasts)]


def _logged(entries: Iterable[Entry], since: int, today: int) -> tuple[dict[int, float], set[int]]:
    """Add up what was done on each day, and list the days of rest."""
    totals: dict[int, float] = {}
    rests: set[int] = set()
    for entry in entries:
        day = entry.on.toordinal()
        if entry.withdrawn or not since <= day <= today:
            continue
        if entry.kind == "done":
            totals[day] = totals.get(day, 0.0) + entry.amount
        else:
            rests.add(day)
    return totals, rests


def _done(stretches: Sequence[Stretch], totals: dict[int, float]) -> set[int]:
    if not stretches:
        return set()
    return {day for day, total in totals.items() if _meets(plan_on(stretches, day), total)}


def _meets(plan: Plan, total: float) -> bool:
    slack = AMOUNT_TOLERANCE * max(1.0, plan.amount)
    if plan.direction == "at_least":
        return total >= plan.amount - slack
    return total <= plan.amount + slack


def _paused(pauses: Iterable[Pause], first: int, last: int) -> Iterator[range]:
    for pause in pauses:
        to = last if pause.to_on is None else min(last, pause.to_on.toordinal())
        yield range(max(first, pause.from_on.toordinal()), to + 1)


def _reach(plans: Iterable[Plan]) -> int:
    """Bound how many days today's occasion can go on after today."""
    return max([LONGEST_MONTH, *(plan.rule.days for plan in plans if isinstance(plan.rule, Interval))])
