"""What holds of every history, whatever is in it; docs/streaks.md says why it must."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from server.habits.history import (
    Anytime,
    Checkpoint,
    Days,
    Entry,
    History,
    Interval,
    Pause,
    Plan,
    Rule,
    StreakResult,
    Times,
)
from server.habits.history_json import checkpoint_from_json, checkpoint_to_json
from server.habits.rules import checkpoint, evaluate, occasion_progress

FIRST = date(2023, 10, 16)
SPAN_DAYS = 150
# What a letter of a life in letters stands for: one day each.
ENTRY_BY_LETTER = {
    "d": Entry(FIRST),
    "h": Entry(FIRST, amount=0.1),
    "z": Entry(FIRST, amount=0.0),
    "m": Entry(FIRST, amount=3.0),
    "r": Entry(FIRST, "rest", 0.0),
    "w": Entry(FIRST, withdrawn=True),
}

many = settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])

dates = st.integers(0, SPAN_DAYS).map(lambda days: FIRST + timedelta(days))
spaced_rules: SearchStrategy[Rule] = st.one_of(
    st.frozensets(st.integers(1, 7), min_size=1).map(Days), st.integers(1, 12).map(Interval)
)
weekly_rules: SearchStrategy[Rule] = st.builds(Times, st.integers(1, 7), st.just("week"))
monthly_rules: SearchStrategy[Rule] = st.builds(Times, st.integers(1, 31), st.just("month"))
rules = st.one_of(spaced_rules, weekly_rules, monthly_rules, st.just(Anytime()))
done_entries = st.builds(Entry, dates, st.just("done"), st.sampled_from([0.0, 0.1, 0.2, 0.3, 1.0, 2.0]))
rests = st.builds(Entry, dates, st.just("rest"), st.just(0.0))
pauses = st.builds(Pause, dates, st.none() | dates)


def _entries(letters: str, strays: list[Entry]) -> list[Entry]:
    days = enumerate(letters)
    lived = [
        replace(ENTRY_BY_LETTER[letter], on=FIRST + timedelta(day)) for day, letter in days if letter != "."
    ]
    return lived + strays


entries = st.builds(
    _entries,
    st.sampled_from([0, 30, 90]).flatmap(
        lambda size: st.text(st.sampled_from("dddddddd..rhwzm"), min_size=size, max_size=SPAN_DAYS)
    ),
    st.lists(st.one_of(done_entries, rests), max_size=6),
)


def histories(rules: SearchStrategy[Rule], directions: str = "at_least at_most") -> SearchStrategy[History]:
    plans = st.builds(
        Plan, dates, rules, st.sampled_from([0.0, 0.3, 1.0, 2.0]), st.sampled_from(directions.split())
    )
    return st.builds(
        History,
        today=dates,
        plans=st.lists(plans, min_size=1, max_size=3),
        entries=entries,
        pauses=st.lists(pauses, max_size=2),
        week_starts_on=st.integers(1, 7),
        grace=st.sampled_from(["gentle", "gentle", "strict"]),
    )


def and_also(history: History, *more: Entry) -> History:
    return replace(history, entries=[*history.entries, *more])


@many
@given(histories(rules, "at_least"), done_entries)
def test_it_never_loses_by_one_more_done_entry(history: History, entry: Entry) -> None:
    before, after = evaluate(history), evaluate(and_also(history, entry))
    assert after.current >= before.current
    assert after.best >= before.best
    assert after.kept >= before.kept
    assert after.strength >= before.strength - 1e-12


@many
@given(histories(rules), rests)
def test_it_gets_no_done_day_from_a_rest_and_loses_nothing(history: History, rest: Entry) -> None:
    before, after = evaluate(history), evaluate(and_also(history, rest))
    assert after.done_today == before.done_today
    assert after.current >= before.current
    on_that_day = replace(history, today=rest.on)
    assert evaluate(and_also(on_that_day, rest)).done_today == evaluate(on_that_day).done_today


@many
@given(histories(spaced_rules), rests)
def test_it_keeps_no_more_days_and_windows_by_a_rest(history: History, rest: Entry) -> None:
    assert evaluate(and_also(history, rest)).kept == evaluate(history).kept


@many
@given(histories(rules), st.integers(1, 60), st.sampled_from(["done", "rest"]))
def test_it_does_not_know_what_is_dated_after_today(history: History, days: int, kind: str) -> None:
    on = history.today + timedelta(days)
    more = and_also(history, Entry(on) if kind == "done" else Entry(on, "rest", 0.0))
    assert evaluate(more) == evaluate(history)
    assert occasion_progress(more) == occasion_progress(history)


@many
@given(histories(rules), st.randoms(use_true_random=False))
def test_it_may_be_told_in_any_order(history: History, random: Random) -> None:
    mixed = random.sample(history.entries, len(history.entries))
    assert evaluate(replace(history, entries=mixed)) == evaluate(history)


@many
@given(histories(rules), st.floats(0, 1))
def test_it_may_split_an_amount_over_several_entries(history: History, share: float) -> None:
    split = [
        replace(entry, amount=entry.amount * part) for entry in history.entries for part in (share, 1 - share)
    ]
    assert evaluate(replace(history, entries=split)) == evaluate(history)


@many
@given(histories(st.one_of(spaced_rules, weekly_rules)), st.integers(-300, 300))
def test_it_shifts_by_whole_weeks_and_stays_the_same(history: History, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    shifted = replace(
        history,
        today=history.today + shift,
        plans=[replace(plan, from_on=plan.from_on + shift) for plan in history.plans],
        pauses=[
            Pause(pause.from_on + shift, pause.to_on and pause.to_on + shift) for pause in history.pauses
        ],
        entries=[replace(entry, on=entry.on + shift) for entry in history.entries],
    )
    expected = evaluate(history)
    runs = tuple(replace(run, from_on=run.from_on + shift, to_on=run.to_on + shift) for run in expected.runs)
    assert evaluate(shifted) == replace(expected, runs=runs)


@many
@given(histories(rules))
def test_it_may_leave_withdrawn_entries_out(history: History) -> None:
    live = [entry for entry in history.entries if not entry.withdrawn]
    assert evaluate(replace(history, entries=live)) == evaluate(history)


@many
@given(histories(rules))
def test_it_comes_to_numbers_that_agree(history: History) -> None:
    result = evaluate(history)
    lengths = [run.length for run in result.runs]
    assert sum(lengths) == result.kept
    assert max([0, *lengths]) == result.best
    assert not result.current or lengths[-1] == result.current
    assert 0 <= result.strength <= 1
    assert history.grace == "gentle" or result.covered == 0
    progress = occasion_progress(history)
    assert result.state_today == (progress.state if progress else None)


@many
@given(histories(rules), dates, st.integers(0, 40))
def test_it_may_start_at_a_checkpoint(history: History, before_on: date, days: int) -> None:
    start = checkpoint(history, before_on)
    if start is None:
        return
    assert start.before_on <= min(before_on, history.today)
    later = replace(history, today=history.today + timedelta(days))
    tail = [entry for entry in history.entries if entry.on >= start.before_on]
    expected = _exact(evaluate(later), later, start)
    assert _exact(evaluate(replace(later, entries=tail), start), later, start) == expected
    assert _exact(evaluate(later, start), later, start) == expected
    assert occasion_progress(replace(later, entries=tail), start) == occasion_progress(later)


@many
@given(histories(rules), dates, st.integers(0, 60))
def test_a_checkpoint_may_be_made_from_an_earlier_one(history: History, before_on: date, days: int) -> None:
    later_on = before_on + timedelta(days)
    whole = checkpoint(history, later_on)
    earlier = checkpoint(history, before_on)
    assert (checkpoint(history, later_on, earlier) or earlier) == whole


@many
@given(histories(rules), dates)
def test_it_sends_a_checkpoint_as_json(history: History, before_on: date) -> None:
    start = checkpoint(history, before_on)
    assert start is None or checkpoint_from_json(checkpoint_to_json(start)) == start


def _exact(result: StreakResult, history: History, start: Checkpoint) -> StreakResult:
    """Leave out the rates whose days the checkpoint has taken in."""
    days = (history.today - start.before_on).days
    return replace(
        result,
        rate_30=result.rate_30 if days >= 30 else None,
        rate_90=result.rate_90 if days >= 90 else None,
    )
