"""What is loaded when: before Today is there, and while it rests; `make bench` measures both in a browser."""

import gzip
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.screens import Screens
from tests.e2e.witness import Witness

BUDGET_BYTES = 52_000
IS_LOADED = "part => performance.getEntriesByType('resource').some(({name}) => name.includes(part))"
ADDRESS = re.compile(r'<(?:script|link rel="stylesheet")[^>]*?(?:src|href)="/([^"]+)"')


def test_it_stays_within_its_budget(built_app: Path) -> None:
    page = built_app / "index.html"
    linked = ADDRESS.findall(page.read_text(encoding="utf-8"))

    # The style sheet is in the page itself.
    assert {Path(name).suffix for name in linked} == {".js"}
    sizes = {name: len(gzip.compress((built_app / name).read_bytes())) for name in ["index.html", *linked]}
    assert sum(sizes.values()) <= BUDGET_BYTES, sizes


def test_a_resting_today_has_the_screen_of_a_habit_ready(screens: Screens) -> None:
    screens.open()
    screens.start_practice()
    screens.open()

    screens.page.wait_for_function(IS_LOADED, arg="/assets/habit-")


def test_it_shows_the_head_of_today_at_no_other_address(screens: Screens, collect: Witness) -> None:
    """While the app is on its way."""
    collect.pardon("ERR_FAILED")
    screens.page.route("**/assets/*.js", lambda route: route.abort())

    for path, is_today in (("/", True), ("/you", False)):
        screens.page.goto(f"{screens.url}{path}")
        expect(screens.page.locator("h1")).to_have_text("Today")
        expect(screens.page.locator("h1")).to_be_visible(visible=is_today)
