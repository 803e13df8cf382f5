"""The rules: an allowance never gives more than it promises."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.accounts.rules import Allowance, Level, refilled, spent, wait_seconds

START = datetime(2026, 3, 2, tzinfo=UTC)
ALLOWANCES = st.builds(
    Allowance, tries=st.integers(1, 50), seconds_per_try=st.floats(0.1, 3600, allow_nan=False)
)
STEPS = st.lists(st.floats(-100, 10_000, allow_nan=False), max_size=60)


@given(ALLOWANCES, STEPS)
def test_it_never_allows_more_than_the_burst_and_the_time_give(
    allowance: Allowance, steps: list[float]
) -> None:
    level, now, allowed = Level(float(allowance.tries), START), START, 0
    for step in steps:
        now += timedelta(seconds=step)
        level = refilled(level, allowance, now)
        assert 0 <= level.tokens <= allowance.tries
        if wait_seconds(level, allowance) == 0:
            level, allowed = spent(level), allowed + 1

    assert allowed <= allowance.tries + sum(max(0.0, step) for step in steps) / allowance.seconds_per_try + 1


@given(ALLOWANCES, st.floats(0, 50, allow_nan=False))
def test_it_allows_a_try_after_the_wait_it_named(allowance: Allowance, tokens: float) -> None:
    level = Level(min(tokens, allowance.tries), START)
    wait = timedelta(seconds=wait_seconds(level, allowance) + 0.001)

    assert wait_seconds(refilled(level, allowance, START + wait), allowance) == 0


@given(ALLOWANCES)
def test_it_is_full_again_in_the_end(allowance: Allowance) -> None:
    full_at = START + timedelta(seconds=allowance.tries * allowance.seconds_per_try + 0.001)

    assert refilled(Level(0.0, START), allowance, full_at).tokens == allowance.tries
