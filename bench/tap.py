"""A tap on a circle with the server gone, until its new state is painted.

The taps go round the rows that are due: a plain habit is ticked, then unticked; a counted one goes up by one.
The new state is shown when the disk has the entry, so the time holds a transaction too.
"""

from itertools import count

from playwright.sync_api import Playwright, sync_playwright

from bench.lab import Lab
from bench.life import LARGE, SMALL, TICK, Life, Lived
from bench.phone import Phone
from bench.report import Figure, Row, say, share_row
from bench.rounds import quietest_rounds

BATCHES = 12
TAPS_IN_BATCH = 5
BUDGET_MS = 50
DUE = "section[aria-labelledby=due] .tick"
# The next tap comes when the drop of ink has filled and nothing is left to do.
REST_MS = 400
PEERS = "Beaver 243–387 ms, HabitTrove 540 ms (online); floor 29 ms"  # noqa: RUF001 - a range


def measure(lab: Lab) -> list[Row]:
    """Tap through both lives."""
    with sync_playwright() as playwright:
        return [row for life in (SMALL, LARGE) for row in tap_rows(lab, playwright, life)]


def tap_rows(lab: Lab, playwright: Playwright, life: Life) -> list[Row]:
    """Return the rows of the middle and of the slow taps."""
    lived = lab.lived(playwright, life)
    with lab.phone_of(playwright, lived) as phone:
        open_today(phone, lived)
        numbers = count()
        rounds = quietest_rounds(BATCHES, lambda: [tap(phone, next(numbers)) for _ in range(TAPS_IN_BATCH)])
    what = f"tap → painted, {life}"
    say(f"  {what}: {[[round(ms) for ms in one.value] for one in rounds]}")
    slow = Figure(f"{what}: p95 of {BATCHES * TAPS_IN_BATCH}", "ms", BUDGET_MS, beside=PEERS)
    return [share_row(slow, rounds, 95), share_row(Figure(f"{what}: p50", "ms"), rounds, 50)]


def open_today(phone: Phone, lived: Lived) -> None:
    """Open Today and wait until it has nothing left to do."""
    phone.slow_down()
    phone.watch_for(TICK)
    phone.open(lived.url)
    phone.page.wait_for_timeout(3_000)


def tap(phone: Phone, number: int) -> float:
    """Tap the circle whose turn it is; tells the ms until it was painted again."""
    circles = phone.page.locator(DUE)
    # Two taps in a row on each, so that ticks and their undoing take turns.
    circle = circles.nth(number // 2 % circles.count())
    circle.evaluate("circle => circle.scrollIntoView({ block: 'center', behavior: 'instant' })")
    circle.evaluate("circle => watchTick(circle)")
    phone.page.wait_for_timeout(REST_MS)
    phone.touch(circle)
    return phone.touched()
