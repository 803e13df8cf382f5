"""A clock that is wrong, or that moves on while the app is open: nothing lost, and every tick on its day."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed

WEDNESDAY_NOON = "2026-03-04T12:00:00+01:00"
THURSDAY_MORNING = "2026-03-05T07:30:00+01:00"
NEXT_MONDAY = "2026-03-09T12:00:00+01:00"
A_YEAR_BEFORE = "2025-03-04T12:00:00+01:00"
TEN_YEARS_LATER = "2036-03-04T12:00:00+01:00"

NOTICE = "This device says it’s {today}, but you’ve logged up to 4 March 2026. Nothing is lost."


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def wednesday(screens: Screens) -> Screens:
    """Today, a Wednesday, with one habit that is kept."""
    screens.page.clock.set_fixed_time(WEDNESDAY_NOON)
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    return screens


def test_it_says_that_the_clock_was_set_back_and_goes_on_saving(wednesday: Screens) -> None:
    wednesday.page.clock.set_fixed_time(A_YEAR_BEFORE)
    wednesday.open()

    expect(wednesday.notice(NOTICE.format(today="4 March 2025"))).to_be_visible()
    is_open(wednesday.tick(EYE_CONTACT))
    wednesday.tick(EYE_CONTACT).tap()
    is_pressed(wednesday.tick(EYE_CONTACT))

    wednesday.page.clock.set_fixed_time(WEDNESDAY_NOON)
    wednesday.open()
    expect(wednesday.page.locator(".notices").get_by_role("status")).to_have_count(0)
    is_pressed(wednesday.tick(EYE_CONTACT))


def test_it_keeps_what_was_renamed_while_the_clock_was_a_year_behind(wednesday: Screens) -> None:
    wednesday.page.clock.set_fixed_time(A_YEAR_BEFORE)
    wednesday.open()
    wednesday.open_habit(EYE_CONTACT)
    wednesday.link("Edit").click()
    wednesday.page.get_by_label("What will you do?").fill("Look up")
    wednesday.button("Save").click()
    expect(wednesday.title).to_have_text("Look up")

    wednesday.page.clock.set_fixed_time(THURSDAY_MORNING)
    wednesday.open()

    is_open(wednesday.tick("Look up"))


def test_it_loses_nothing_to_a_clock_that_was_ten_years_ahead(wednesday: Screens, tmp_path: Path) -> None:
    wednesday.page.clock.set_fixed_time(TEN_YEARS_LATER)
    wednesday.open()
    wednesday.tick(EYE_CONTACT).tap()
    is_pressed(wednesday.tick(EYE_CONTACT))

    wednesday.page.clock.set_fixed_time(THURSDAY_MORNING)
    wednesday.open()

    expect(wednesday.page.get_by_text("but you’ve logged up to 4 March 2036")).to_be_visible()
    wednesday.day(days_ago=1).tap()
    is_pressed(wednesday.tick(EYE_CONTACT))
    assert wednesday.export(tmp_path).count(b'"kind":"done"') == 2


def test_it_brings_the_new_day_by_itself_and_leaves_the_tick_on_its_own(wednesday: Screens) -> None:
    wednesday.page.clock.set_fixed_time(THURSDAY_MORNING)
    wednesday.read_clock()

    expect(wednesday.date).to_have_text("Thursday 5 March")
    is_open(wednesday.tick(EYE_CONTACT))
    wednesday.day(days_ago=1).tap()
    expect(wednesday.title).to_have_text("Yesterday")
    is_pressed(wednesday.tick(EYE_CONTACT))


def test_it_shows_today_when_a_day_looked_back_at_is_still_open_the_next_morning(wednesday: Screens) -> None:
    wednesday.day(days_ago=2).tap()
    expect(wednesday.title).to_have_text("Monday")

    wednesday.page.clock.set_fixed_time(THURSDAY_MORNING)
    wednesday.read_clock()

    expect(wednesday.title).to_have_text("Today")


def test_it_reads_the_clock_by_itself_within_a_minute(screens: Screens) -> None:
    screens.page.clock.install(time="2026-03-04T23:58:30+01:00")
    screens.open()
    screens.start_practice()
    expect(screens.date).to_have_text("Wednesday 4 March")

    screens.page.clock.run_for("03:00")

    expect(screens.date).to_have_text("Thursday 5 March")


def test_it_welcomes_back_after_a_gap_without_a_reproach(wednesday: Screens) -> None:
    wednesday.page.clock.set_fixed_time(NEXT_MONDAY)
    wednesday.read_clock()

    expect(wednesday.page.get_by_role("heading", name="Welcome back. Start small today.")).to_be_visible()
