"""What a clock that was ahead for a while has made of an account's nudges, and taking that back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from server.nudges.rules import NudgeClock, day_ends_at, nudge_id
from server.nudges.state import APPRECIATION, AccountState, Nudge, Over, Subject
from server.nudges.watch import CLOCK_MARGIN

_DAY = timedelta(days=1)


@dataclass(slots=True)
class Undone:
    """Rows to delete, rows to write after that, and for which days each reminder's nudge remains over."""

    dropped: list[str] = field(default_factory=list)
    planned: list[Nudge] = field(default_factory=list)
    over: defaultdict[Subject, set[date]] = field(default_factory=lambda: defaultdict(set))


def undo_clock_ahead(state: AccountState, clock: NudgeClock, now: datetime) -> Undone:
    """Return what to do about nudges of days that have not come, and about those dropped as late too early.

    What was sent for today stays sent, even if its time has not come: one nudge a day.
    """
    undone = Undone()
    _undo_open(undone, state, clock, now)
    for subject, on, over in _over_of(state):
        key = nudge_id(state.account_id, subject, on)
        is_dropped_too_early = over.state == "stale" and now < day_ends_at(on, clock)
        is_to_come = over.due_at > now + CLOCK_MARGIN and on > clock.day_of(now)
        if not (is_dropped_too_early or is_to_come):
            undone.over[subject].add(on)
            continue
        undone.dropped.append(key)
        if is_dropped_too_early:
            is_asked_for = subject.type == APPRECIATION
            undone.planned.append(Nudge(key, subject, on, over.due_at, over.due_at, is_again=is_asked_for))
    return undone


def _undo_open(undone: Undone, state: AccountState, clock: NudgeClock, now: datetime) -> None:
    today = clock.day_of(now)
    for nudge in state.nudges:
        if nudge.due_at <= now + CLOCK_MARGIN:
            continue
        is_gesture = nudge.subject.type == APPRECIATION
        is_tried = nudge.state != "planned" and nudge.on > today
        is_put_off = nudge.is_again and nudge.on > today + _DAY
        if is_gesture or is_tried or is_put_off:
            undone.dropped.append(nudge.id)
        if is_gesture:  # it was to come at once
            key = nudge_id(state.account_id, nudge.subject, today)
            undone.planned.append(Nudge(key, nudge.subject, today, now, now, is_again=True))


def _over_of(state: AccountState) -> Iterator[tuple[Subject, date, Over]]:
    for subject, days in state.over.items():
        for on, over in days.items():
            yield subject, on, over
