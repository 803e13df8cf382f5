"""What is published, and when, as pure rules: properties of every history."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from random import Random
from statistics import correlation

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from server.habits.history import Anytime, Days, Entry, History, Interval, Pause, Plan, Rule, Times
from server.habits.rules import evaluate
from server.sharing.rules import (
    MAX_DAYS_LATE,
    MIN_STALE_DAYS,
    Numbers,
    PromiseState,
    Start,
    days_due,
    done_days,
    first_needed,
    grown,
    minute_of,
    newly_counted,
    numbers,
    settled,
    shown_due,
    shown_streak,
    shown_together,
    start_with_streak,
)

FIRST = date(2026, 1, 5)
JANUARY = [date(2026, 1, day) for day in range(1, 32)]
SPAN_DAYS = 60

many = settings(max_examples=200)
dates = st.integers(0, SPAN_DAYS).map(lambda days: FIRST + timedelta(days))
rules: SearchStrategy[Rule] = st.one_of(
    st.frozensets(st.integers(1, 7), min_size=1).map(Days),
    st.integers(1, 9).map(Interval),
    st.builds(Times, st.integers(1, 7), st.sampled_from(["week", "month"])),
    st.just(Anytime()),
)
entries = st.builds(Entry, dates, st.sampled_from(["done", "rest"]), st.sampled_from([0.0, 0.5, 1.0, 2.0]))
histories = st.builds(
    History,
    today=st.just(FIRST),
    plans=st.lists(st.builds(Plan, dates, rules), min_size=1, max_size=3),
    entries=st.lists(entries, max_size=60),
    pauses=st.lists(st.builds(Pause, dates, st.none() | dates), max_size=2),
    week_starts_on=st.integers(1, 7),
    grace=st.sampled_from(["gentle", "strict"]),
)


@many
@given(histories, dates, dates, st.lists(entries, max_size=20))
def test_nothing_from_before_the_start_matters(
    history: History, start_on: date, on: date, others: list[Entry]
) -> None:
    """CR-4: whatever was recorded of the days before, the numbers are the same."""
    since = tuple(entry for entry in history.entries if entry.on >= start_on)
    before = tuple(entry for entry in others if entry.on < start_on)
    start = Start(start_on)

    expected = numbers(replace(history, entries=since), start, on)

    assert (
        numbers(history, start, on)
        == numbers(replace(history, entries=since + before), start, on)
        == expected
    )


@many
@given(histories, dates, dates, st.lists(entries, max_size=20), st.randoms())
def test_nothing_of_days_that_are_not_over_matters(
    history: History, start_on: date, on: date, others: list[Entry], random: Random
) -> None:
    """CR-8: nor does the order in which things were recorded."""
    closed = [entry for entry in history.entries if entry.on < on]
    open_ones = [entry for entry in others if entry.on >= on]
    shuffled = random.sample([*closed, *open_ones], len(closed) + len(open_ones))
    start = Start(start_on)

    expected = numbers(replace(history, entries=closed), start, on)

    assert numbers(replace(history, entries=shuffled), start, on) == expected


@many
@given(histories, dates, dates)
def test_numbers_never_count_more_than_was_done(history: History, start_on: date, on: date) -> None:
    done = done_days(history, start_on, on - timedelta(1)) if start_on < on else set()

    assert numbers(history, Start(start_on), on).kept <= max(len(done), 0)


@many
@given(histories, dates, st.lists(dates, min_size=1, max_size=8).map(sorted))
def test_what_is_published_only_grows(history: History, start_on: date, days: list[date]) -> None:
    """CR-8: of all that follows, only more that was kept changes anything."""
    published = numbers(history, Start(start_on), days[0])
    for on in days[1:]:
        computed = numbers(history, Start(start_on), on)
        following = grown(published, computed)
        assert following.kept >= published.kept
        assert (following == published) or following.kept > published.kept
        published = following


@many
@given(histories, dates)
def test_a_streak_that_is_taken_along_is_the_owners_own(history: History, on: date) -> None:
    start = start_with_streak(history, on)
    yesterday = replace(history, today=on, entries=[entry for entry in history.entries if entry.on < on])

    assert start.head_start <= evaluate(yesterday).best
    assert numbers(history, start, on).current == start.head_start


def test_a_daily_streak_goes_on_from_what_was_taken_along() -> None:
    ticks = [Entry(FIRST + timedelta(day)) for day in range(10)]
    history = History(FIRST, [Plan(FIRST, Days(frozenset(range(1, 8))))], ticks)
    start = start_with_streak(history, FIRST + timedelta(4))

    told = numbers(history, start, FIRST + timedelta(10))

    assert (start.head_start, told.kept, told.current, told.best) == (4, 6, 10, 10)


@given(st.integers(0, 200), st.integers(14, 93), st.integers(0, 300))
def test_a_still_view_shows_no_streak(current: int, stale_days: int, days: int) -> None:
    """Whatever the reason is, the same days give the same answer."""
    published = Numbers(current, current, current, "day", stale_days, FIRST)

    shown = shown_streak(published, FIRST + timedelta(days))

    assert shown == (current if days < stale_days else None)


@given(histories, dates)
def test_it_takes_fourteen_days_at_least(history: History, on: date) -> None:
    assert numbers(history, Start(FIRST), on).stale_days >= MIN_STALE_DAYS


outcomes = st.builds(PromiseState, st.booleans(), st.none() | dates)


@given(outcomes, outcomes, dates, st.integers(0, 30))
def test_a_promise_is_never_shown_late(
    published: PromiseState, computed: PromiseState, on: date, days: int
) -> None:
    """CR-8: a date is shown while it is to come, and a promise that was kept stays kept."""
    following = settled(published, computed, on)
    shown = shown_due(following, on + timedelta(days))

    assert shown is None or shown >= on + timedelta(days)
    assert following.is_kept == (published.is_kept or computed.is_kept)


@given(st.binary(min_size=32, max_size=32))
def test_a_minute_is_one_of_the_day(randomness: bytes) -> None:
    assert 0 <= minute_of(randomness) < 24 * 60


def test_the_minute_knows_nothing_of_when_something_was_done() -> None:
    """CR-9: over a thousand days the minute and the hour of the check-in go their own ways."""
    random = Random(7)  # noqa: S311 - no secret hangs on it
    check_ins = [random.gauss(8 * 60, 40) for _ in range(1000)]
    minutes = [minute_of(sha256(str(day).encode()).digest()) for day in range(1000)]

    assert abs(correlation(check_ins, minutes)) < 0.1
    assert {minute // 60 for minute in minutes} == set(range(24))


def test_each_day_has_its_minute() -> None:
    noon = datetime(2026, 1, 8, 12, 0)  # noqa: DTZ001 - on the owner's wall
    for minute, last in ((0, 8), (720, 8), (721, 7)):
        due = list(days_due(date(2026, 1, 5), noon, dict.fromkeys(JANUARY, minute).__getitem__))
        assert due == [date(2026, 1, day) for day in range(6, last + 1)]


def test_a_day_is_never_published_twice_however_the_owner_travels() -> None:
    wall = datetime(2026, 1, 8, 0, 5)  # noqa: DTZ001 - on the owner's wall
    for hours_back in range(30):
        earlier = wall - timedelta(hours=hours_back)
        assert list(days_due(date(2026, 1, 8), earlier, lambda _: 0)) == []


def test_a_long_silence_is_made_up_for_in_steps_that_end() -> None:
    wall = datetime(2036, 1, 8, 23, 59)  # noqa: DTZ001 - on the owner's wall

    assert len(list(days_due(FIRST, wall, lambda _: 0))) == MAX_DAYS_LATE + 1


@given(st.sets(dates), st.sampled_from(["day", "week"]), st.lists(dates, max_size=5))
def test_each_day_or_week_counts_once_when_it_is_over(done: set[date], unit: str, ends: list[date]) -> None:
    """However the days that end are parted among publications: as if all had ended at once."""
    edges = [FIRST, *sorted(ends), FIRST + timedelta(SPAN_DAYS + 7)]
    parts = [newly_counted(done, unit, first, until - timedelta(1)) for first, until in pairwise(edges)]

    assert sum(map(len, parts)) == len(set().union(*parts))
    assert set().union(*parts) == newly_counted(done, unit, edges[0], edges[-1] - timedelta(1))
    expected = done if unit == "day" else {on - timedelta(on.weekday()) for on in done}
    assert set().union(*parts) == expected


@given(st.sets(dates), st.sampled_from(["day", "week"]), dates, dates)
def test_no_day_before_the_first_needed_counts(done: set[date], unit: str, first: date, last: date) -> None:
    needed = {on for on in done if on >= first_needed(unit, first)}

    assert newly_counted(needed, unit, first, last) == newly_counted(done, unit, first, last)


def test_days_together_show_in_whole_sevens() -> None:
    assert [shown_together(both, "day") for both in (0, 6, 7, 13, 14)] == [0, 0, 7, 7, 14]
    assert [shown_together(both, "week") for both in (0, 1, 2)] == [0, 1, 2]
