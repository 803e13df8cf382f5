"""A start from the home screen with the server gone, until the first circle is painted.

Each round is a browser process of its own with a copy of the phone's profile: the service worker, the
database and the compiled code are where a phone that was switched off has them. In the same round the page
is opened again in the browser that now runs, and the floor page is started in the same two ways.
"""

from typing import NamedTuple

from playwright.sync_api import Playwright, sync_playwright

from bench.floor import floor_server
from bench.lab import Lab
from bench.life import LARGE, SMALL, TICK, Life, Visited
from bench.phone import switched_on
from bench.report import Figure, Row, median_row, plain_row, say
from bench.rounds import Round, quietest_rounds

ROUNDS = 7
BUDGET_SECONDS = {SMALL: 0.5, LARGE: 1.0}
PEERS = {SMALL: "peers: not at all", LARGE: "Beaver online 6.8 s, HabitTrove > 180 s"}
SUGGESTION = ".suggestion"
KEEP_MS = 2_000


class Start(NamedTuple):
    """Seconds from the navigation: in a new browser process, and again in the same one."""

    first: float
    again: float


def measure(lab: Lab) -> list[Row]:
    """Start the floor page, then the product with both lives."""
    with sync_playwright() as playwright:
        floor = visit_floor(lab, playwright)
        floor_rounds = take_rounds(lab, playwright, floor, SUGGESTION)
        rows = start_rows(Figure("offline start, floor page", "s"), floor_rounds)
        for life in (SMALL, LARGE):
            rows += life_rows(lab, playwright, life)
    return rows


def life_rows(lab: Lab, playwright: Playwright, life: Life) -> list[Row]:
    """Return the rows of the starts with this life, and how it came onto the phone."""
    lived = lab.lived(playwright, life)
    figure = Figure(f"offline start, {life}", "s", BUDGET_SECONDS[life], beside=PEERS[life])
    return [
        *start_rows(figure, take_rounds(lab, playwright, lived, TICK)),
        plain_row(Figure(f"import of {life}, CPU at full speed", "s"), lived.import_seconds),
        plain_row(
            Figure(f"first start after the import of {life}, the same", "s"), lived.first_start_ms / 1_000
        ),
    ]


def start_rows(figure: Figure, rounds: list[Round[Start]]) -> list[Row]:
    """Return the row of the first starts, and that of the second ones."""
    again = Figure(f"{figure.what}: again in the running browser", "s")
    return [
        median_row(figure, [one.map(lambda start: start.first) for one in rounds]),
        median_row(again, [one.map(lambda start: start.again) for one in rounds]),
    ]


def take_rounds(lab: Lab, playwright: Playwright, visited: Visited, selector: str) -> list[Round[Start]]:
    """Start some times."""
    rounds = quietest_rounds(ROUNDS, lambda: start(lab, playwright, visited, selector))
    say("  " + ", ".join(f"{one.value.first:.2f} s at {one.contention:.2f}" for one in rounds))
    return rounds


def start(lab: Lab, playwright: Playwright, visited: Visited, selector: str) -> Start:
    """Switch on and open the page twice."""
    with lab.phone_of(playwright, visited) as phone:
        phone.slow_down()
        phone.watch_for(selector)
        first = phone.open(visited.url) / 1_000
        phone.page.wait_for_timeout(KEEP_MS)
        return Start(first, phone.open(visited.url) / 1_000)


def visit_floor(lab: Lab, playwright: Playwright) -> Visited:
    """Let a phone keep the floor page."""
    profile = lab.new_folder("floor")
    with floor_server() as url, switched_on(playwright, profile) as phone:
        phone.page.goto(url)
        phone.page.evaluate("readyForOffline()")
        phone.page.wait_for_timeout(KEEP_MS)
        phone.page.goto(url)  # once more, as the product was
        phone.page.wait_for_timeout(KEEP_MS)
    return Visited(profile, url)
