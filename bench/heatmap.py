"""Opening a habit of ten years until its heatmap is painted: the newest year, and the month below it.

The first opening of a browser also loads the screen's own chunk from the service worker.
"""

from typing import NamedTuple

from playwright.sync_api import Playwright, sync_playwright

from bench.lab import Lab
from bench.life import LARGE, Lived
from bench.phone import Phone
from bench.report import Figure, Row, median_row, share_row
from bench.rounds import quietest_rounds
from bench.tap import open_today

ROUNDS = 5
OPENINGS = 6
BUDGET_MS = 100
YEAR = ".year-squares path"
ROW = "section[aria-labelledby=due] .row-words"
REST_MS = 600


class Openings(NamedTuple):
    """Ms from the lifted finger to the painted year."""

    first: float
    later: list[float]


def measure(lab: Lab) -> list[Row]:
    """Open some habits in each round."""
    with sync_playwright() as playwright:
        lived = lab.lived(playwright, LARGE)
        rounds = quietest_rounds(ROUNDS, lambda: open_habits(lab, playwright, lived))
    what = f"habit of {LARGE.days:,} days → year painted"
    first = [one.map(lambda openings: openings.first) for one in rounds]
    later = [one.map(lambda openings: openings.later) for one in rounds]
    return [
        median_row(Figure(f"{what}: first opening", "ms", BUDGET_MS), first),
        share_row(Figure(f"{what}: later ones, p50", "ms", BUDGET_MS), later, 50),
        share_row(Figure(f"{what}: later ones, p95", "ms", BUDGET_MS), later, 95),
    ]


def open_habits(lab: Lab, playwright: Playwright, lived: Lived) -> Openings:
    """Switch on, open Today, then one habit after the other."""
    with lab.phone_of(playwright, lived) as phone:
        open_today(phone, lived)
        times = [open_habit(phone, number) for number in range(OPENINGS)]
        return Openings(times[0], times[1:])


def open_habit(phone: Phone, number: int) -> float:
    """Open a habit by its row, then go back to Today."""
    row = phone.page.locator(ROW).nth(number)
    row.evaluate("row => row.scrollIntoView({ block: 'center', behavior: 'instant' })")
    phone.page.evaluate("selector => watchAppearance(selector)", YEAR)
    phone.page.wait_for_timeout(REST_MS)
    phone.touch(row)
    painted_ms = phone.touched()
    phone.page.evaluate("history.back()")
    row.wait_for()
    return painted_ms
