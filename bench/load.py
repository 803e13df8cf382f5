"""The first visit of a slow phone on a slow network, beside a floor page in the same round."""

from typing import NamedTuple

from playwright.sync_api import Playwright, sync_playwright

from bench.floor import floor_server
from bench.lab import Lab
from bench.report import Figure, Row, median_row
from bench.rounds import Round, quietest_rounds

ROUNDS = 5
SUGGESTION = ".suggestion"
PAINT_SECONDS = 0.8
USABLE_SECONDS = 1.3
# After the list is there, the largest paint may still be reported.
AFTER_MS = 1_000


class Load(NamedTuple):
    """Seconds since the navigation began."""

    largest_paint: float
    usable: float


class Pair(NamedTuple):
    """The product and the floor, one after the other."""

    kept: Load
    floor: Load


def measure(lab: Lab) -> list[Row]:
    """Load both a few times, each time with an empty profile."""
    with sync_playwright() as playwright, lab.product() as product, floor_server() as floor_url:

        def load_both() -> Pair:
            return Pair(load(lab, playwright, product.url), load(lab, playwright, floor_url))

        rounds = quietest_rounds(ROUNDS, load_both)
    return [*paint_rows(rounds), *usable_rows(rounds)]


def load(lab: Lab, playwright: Playwright, url: str) -> Load:
    """Open the page on a new phone."""
    with lab.new_phone(playwright) as phone:
        phone.slow_down(network=True)
        phone.watch_for(SUGGESTION)
        usable_ms = phone.open(url)
        phone.page.wait_for_timeout(AFTER_MS)
        largest_paint_ms: float = phone.page.evaluate("largestPaintMs")
        return Load(largest_paint_ms / 1_000, usable_ms / 1_000)


def paint_rows(rounds: list[Round[Pair]]) -> list[Row]:
    """Return the rows of the largest paint."""
    floor = median_row(
        Figure("floor page, 45 KB of JS: LCP", "s"),
        [one.map(lambda pair: pair.floor.largest_paint) for one in rounds],
    )
    ours = median_row(
        Figure("first visit, throttled: LCP", "s", PAINT_SECONDS, beside="Beaver 3.4 s, HabitTrove 4.7 s"),
        [one.map(lambda pair: pair.kept.largest_paint) for one in rounds],
    )
    return [_beside_floor(ours, floor), floor]


def usable_rows(rounds: list[Round[Pair]]) -> list[Row]:
    """Return the rows of the first suggestion that can be touched."""
    floor = median_row(
        Figure("floor page: list usable", "s"), [one.map(lambda pair: pair.floor.usable) for one in rounds]
    )
    ours = median_row(
        Figure("first visit: list usable", "s", USABLE_SECONDS, beside="Beaver 3.4 s, HabitTrove 5.1 s"),
        [one.map(lambda pair: pair.kept.usable) for one in rounds],
    )
    return [_beside_floor(ours, floor), floor]


def _beside_floor(row: Row, floor: Row) -> Row:
    return row.with_beside(f"{row.value / floor.value:.2f} × the floor; {row.beside}")  # noqa: RUF001 - the sign of multiplication
