"""Whether a habit still waits for something today, from the entries of today's occasion alone."""

from collections.abc import Sequence
from datetime import date, timedelta

from server.habits.history import Anytime, Checkpoint, History, Interval, Plan, Times
from server.habits.occasions import open_diary
from server.habits.rules import FIRST_RESERVE, occasion_progress


def looked_at_since(plans: Sequence[Plan], today: date, week_starts_on: int) -> date:
    """Return the first day of the occasion that holds today: entries before it do not matter today."""
    plan = _plan_on(plans, today)
    match plan.rule:
        case Interval(days=days):
            return today - timedelta(days=(today - plan.from_on).days % days)
        case Times(per="week"):
            return today - timedelta(days=(today.isoweekday() - week_starts_on) % 7)
        case Times():
            return today.replace(day=1)
        case _:
            return today


def is_waiting(history: History) -> bool:
    """Tell whether today is neither done nor off, and could still help its occasion.

    A habit without occasions waits on every day that is not done; one that begins later does not wait yet.
    Entries before `looked_at_since` may be left out of the history.
    """
    first_from_on = min((plan.from_on for plan in history.plans), default=date.max)
    if history.today < first_from_on:
        return False
    checkpoint = _beginning(history, first_from_on)
    diary = open_diary(history, checkpoint)
    if diary.today in diary.done or diary.today in diary.off:
        return False
    if isinstance(_plan_on(history.plans, history.today).rule, Anytime):
        return True
    progress = occasion_progress(history, checkpoint)
    return progress is not None and progress.state == "pending" and progress.is_due


def _plan_on(plans: Sequence[Plan], today: date) -> Plan:
    """Return the plan that governs today; one of them has begun."""
    return max((plan for plan in plans if plan.from_on <= today), key=lambda plan: plan.from_on)


def _beginning(history: History, first_from_on: date) -> Checkpoint:
    """Return an empty fold that begins where today's occasion does: only that one is looked at."""
    return Checkpoint(
        before_on=looked_at_since(history.plans, history.today, history.week_starts_on),
        current=0,
        best=0,
        kept=0,
        covered=0,
        reserve=FIRST_RESERVE,
        strength=0.0,
        first_from_on=first_from_on,
        runs=(),
    )
