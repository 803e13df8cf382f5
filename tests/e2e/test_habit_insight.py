"""The screen of a habit: its years as squares, the same in words, and what the ladder offers."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.export_files import Json, make_entry, make_file, make_habit
from tests.e2e.phone import SMALL_SIZE
from tests.e2e.screens import Screens
from tests.e2e.waiting import choose

WALK = "Walk together"
TODAY = date(2026, 3, 4)
NOW = "2026-03-04T12:00:00+01:00"
PITCH_PX = 20
ROW_OF_TODAY = 2  # a Wednesday, in weeks that start on Monday
MAX_NODES = 60
SMALL_ACT = "The first minute of one talk a day"
TINY_ACT = "One unhurried look as you say hello"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


def bring(screens: Screens, first_on: date, entries: Iterable[Json], **values: object) -> None:
    """Open the screen of a habit that was lived like this."""
    screens.page.clock.set_fixed_time(NOW)
    screens.open("/you")
    screens.import_file(make_file([make_habit(WALK, first_on, **values)], list(entries)))
    expect(screens.toast).to_contain_text("Imported")
    screens.open("/habits/walk-together")


def kept(days_ago: Iterable[int]) -> list[Json]:
    return [make_entry(ago, WALK, TODAY - timedelta(days=ago)) for ago in days_ago]


@pytest.fixture
def two_years(screens: Screens) -> Screens:
    """Kept on every day but each tenth for two years."""
    days = [ago for ago in range(1, 730) if ago % 10]
    bring(screens, TODAY - timedelta(days=730), kept(days))
    return screens


def squares(screens: Screens) -> Locator:
    """The drawing of the newest year."""
    return screens.page.locator(".year-squares svg").first


def tap_day(screens: Screens, weeks_ago: int, row: int) -> None:
    """Touch the square of that week and weekday, counted from the end of the year."""
    box = squares(screens).bounding_box()
    assert box is not None
    x = box["width"] - (weeks_ago + 0.5) * PITCH_PX
    squares(screens).click(position={"x": x, "y": (row + 0.5) * PITCH_PX})


def test_it_takes_a_day_of_the_year_back_by_a_tap_and_gives_it_again(two_years: Screens) -> None:
    expect(two_years.streak).to_have_text("657")
    tap_day(two_years, weeks_ago=1, row=ROW_OF_TODAY - 2)

    expect(two_years.sheet).to_contain_text("Monday 23 February")
    choose(two_years.sheet.get_by_label("Nothing yet"))
    two_years.sheet.get_by_role("button", name="Save").click()

    expect(two_years.streak).to_have_text("656")
    tap_day(two_years, weeks_ago=1, row=ROW_OF_TODAY - 2)
    expect(two_years.sheet.get_by_label("Nothing yet")).to_be_checked()
    choose(two_years.sheet.get_by_label("Done", exact=True))
    two_years.sheet.get_by_label("Note").fill("It did happen after all")
    two_years.sheet.get_by_role("button", name="Save").click()
    expect(two_years.streak).to_have_text("657")
    expect(two_years.page.get_by_role("region", name="Notes")).to_contain_text("It did happen after all")


def test_it_begins_at_this_week_and_scrolls_to_the_first_day(two_years: Screens) -> None:
    scroller = two_years.page.locator(".year-scroller")
    expect(two_years.page.locator(".year-today")).to_be_in_viewport()
    parts = two_years.page.locator(".year-part")
    expect(parts).to_have_count(1)

    for years in (2, 3):
        scroller.evaluate("(line) => line.scrollTo({ left: -line.scrollWidth, behavior: 'instant' })")
        expect(parts).to_have_count(years)

    expect(two_years.page.locator(".year-months").filter(has_text="2025")).to_have_count(1)


def test_it_draws_a_year_with_few_nodes(two_years: Screens) -> None:
    count = two_years.page.locator(".year-part").first.evaluate("(part) => part.querySelectorAll('*').length")

    assert count < MAX_NODES


def test_it_moves_from_day_to_day_by_the_keys(two_years: Screens) -> None:
    cursor = two_years.page.locator(".year-cursor")
    cursor.focus()
    expect(cursor).to_have_accessible_name("Wednesday 4 March: still to come")

    two_years.page.keyboard.press("ArrowUp")
    expect(cursor).to_be_focused()
    expect(cursor).to_have_accessible_name("Tuesday 3 March: kept")
    two_years.page.keyboard.press("ArrowLeft")
    expect(cursor).to_have_accessible_name("Tuesday 24 February: kept")
    two_years.page.keyboard.press("PageDown")
    expect(cursor).to_have_accessible_name("Wednesday 4 March: still to come")
    two_years.page.keyboard.press("ArrowUp")
    expect(cursor).to_be_focused()
    two_years.page.keyboard.press("Enter")

    expect(two_years.sheet).to_contain_text("Tuesday 3 March")
    two_years.page.keyboard.press("Escape")
    expect(two_years.sheet).to_have_count(0)
    expect(cursor).to_be_focused()


def test_it_moves_sideways_as_it_looks_from_right_to_left(two_years: Screens) -> None:
    two_years.page.evaluate("document.documentElement.dir = 'rtl'")
    two_years.page.locator(".year-cursor").focus()

    two_years.page.keyboard.press("ArrowRight")

    expect(two_years.page.locator(".year-cursor")).to_have_accessible_name("Wednesday 25 February: kept")


def test_it_says_the_same_in_numbers(two_years: Screens) -> None:
    two_years.page.get_by_text("Show as numbers").click()

    february = two_years.page.get_by_role("row", name=re.compile("^February 2026"))
    expect(february.get_by_role("cell")).to_have_text(["25", "3", "0"])


def test_it_shows_the_counts_behind_the_rates(two_years: Screens) -> None:
    stats = two_years.page.locator(".stats")

    expect(stats).to_contain_text("27 of 30")
    expect(stats).to_contain_text("81 of 90")


def test_it_says_in_words_what_it_draws(two_years: Screens) -> None:
    curve = two_years.page.get_by_role("img", name=re.compile(r"^Strength \d+% on 3 March 2026"))
    expect(curve).to_be_visible()
    weekdays = two_years.page.get_by_role("region", name="Weekdays").get_by_role("listitem")
    expect(weekdays).to_have_count(7)
    expect(weekdays.first).to_contain_text(re.compile(r"Monday: \d+ of \d+ kept"))
    runs = two_years.page.get_by_role("region", name="Streaks").get_by_role("listitem")
    expect(runs.first).to_contain_text("day streak")


def test_it_is_calm_where_nothing_was_kept_yet(screens: Screens) -> None:
    bring(screens, TODAY, [])

    expect(screens.page.get_by_text("Each kept day fills a square.")).to_be_visible()
    expect(screens.page.get_by_text("After a few times you’ll see here")).to_be_visible()
    expect(screens.page.get_by_role("region", name="Streaks")).to_have_count(0)


def test_it_is_calm_after_one_day_and_fits_a_small_screen(screens: Screens) -> None:
    bring(screens, TODAY, kept([0]))
    screens.page.set_viewport_size(SMALL_SIZE)

    expect(screens.streak).to_have_text("1")
    expect(screens.page.get_by_text("After a few times you’ll see here")).to_be_visible()
    assert screens.fits_its_width()


def test_it_groups_notes_by_day_and_opens_the_day(screens: Screens) -> None:
    notes = [
        make_entry(1, WALK, TODAY, note="In the morning"),
        make_entry(2, WALK, TODAY, note="And at night"),
        *(make_entry(ago, WALK, TODAY - timedelta(days=ago), note=f"Day {ago}") for ago in range(3, 20)),
    ]
    bring(screens, TODAY - timedelta(days=20), notes)
    region = screens.page.get_by_role("region", name="Notes")
    expect(region.get_by_role("listitem")).to_have_count(10)
    expect(region.get_by_role("listitem").first).to_contain_text("In the morning")
    expect(region.get_by_role("listitem").first).to_contain_text("And at night")

    screens.button("Show earlier notes").click()
    expect(region.get_by_role("listitem")).to_have_count(18)
    screens.button("Open Sunday 15 February").click()

    expect(screens.sheet.get_by_label("Note")).to_have_value("Day 17")


def test_it_says_of_which_year_an_old_day_is(screens: Screens) -> None:
    day = date(2024, 10, 20)
    bring(screens, day, [make_entry(1, WALK, day, note="Long ago")])

    screens.button("Open 20 October 2024").click()

    expect(screens.sheet).to_contain_text("20 October 2024")


@pytest.fixture
def steady(screens: Screens) -> Screens:
    """A tiny practice, kept on each of thirty days."""
    first_on = TODAY - timedelta(days=30)
    bring(screens, first_on, kept(range(30)), practice="eye-contact", step="tiny")
    return screens


def offer(screens: Screens) -> Locator:
    return screens.page.locator(".offer")


def test_it_offers_the_next_size_when_it_is_steady_and_takes_it(steady: Screens) -> None:
    expect(offer(steady)).to_contain_text("Ready for a little more?")
    expect(offer(steady)).to_contain_text(SMALL_ACT)

    steady.button("Try it").click()

    expect(offer(steady)).to_have_count(0)
    plan = steady.page.get_by_role("region", name="The plan")
    expect(plan).to_contain_text(f"Small: {SMALL_ACT}")
    expect(steady.streak).to_have_text("30")
    steady.toast.get_by_role("button", name="Undo").click()
    expect(plan).to_contain_text(f"Tiny: {TINY_ACT}")
    expect(offer(steady)).to_be_visible()


def test_it_asks_once(steady: Screens) -> None:
    steady.button("Stay").click()

    expect(offer(steady)).to_have_count(0)
    steady.page.reload()
    expect(steady.page.get_by_role("region", name="The plan")).to_contain_text(f"Tiny: {TINY_ACT}")
    expect(offer(steady)).to_have_count(0)


def test_it_offers_a_smaller_size_after_a_hard_fortnight(screens: Screens) -> None:
    first_on = TODAY - timedelta(days=60)
    bring(screens, first_on, kept([2, 6, *range(15, 60)]), practice="eye-contact", step="small")

    expect(offer(screens)).to_contain_text("Make it smaller for a while?")
    screens.button("Try it").click()

    plan = screens.page.get_by_role("region", name="The plan")
    expect(plan).to_contain_text(f"Tiny: {TINY_ACT}")
    expect(offer(screens)).to_have_count(0)
