"""Which day a tick counts for: the day's own beginning, other time zones, and nights with a clock change."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed

AUCKLAND = "Pacific/Auckland"
HONOLULU = "Pacific/Honolulu"

# Instants of nights with a clock change in Berlin, and the local date that each one is.
NIGHTS = {
    "before spring": ("2026-03-28T23:30:00Z", "2026-03-29", "Sunday 29 March"),  # 00:30
    "spring, the hour that is missing": ("2026-03-29T01:30:00Z", "2026-03-29", "Sunday 29 March"),  # 03:30
    "spring, its last minute": ("2026-03-29T21:59:00Z", "2026-03-29", "Sunday 29 March"),  # 23:59
    "after spring": ("2026-03-29T22:00:00Z", "2026-03-30", "Monday 30 March"),  # 00:00
    "autumn, 01:30": ("2026-10-24T23:30:00Z", "2026-10-25", "Sunday 25 October"),
    "autumn, 02:30 for the first time": ("2026-10-25T00:30:00Z", "2026-10-25", "Sunday 25 October"),
    "autumn, 02:30 again": ("2026-10-25T01:30:00Z", "2026-10-25", "Sunday 25 October"),
    "autumn, its last minute": ("2026-10-25T22:59:00Z", "2026-10-25", "Sunday 25 October"),
    "after autumn": ("2026-10-25T23:00:00Z", "2026-10-26", "Monday 26 October"),
}


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


def logged_days(screens: Screens, folder: Path) -> list[str]:
    return [fact["on"] for fact in json.loads(screens.export(folder))["facts"]]


def choose_day_start(screens: Screens, hour: str) -> None:
    screens.go_to("You")
    screens.page.get_by_label("A new day starts at").select_option(label=hour)
    expect(screens.toast).to_contain_text("Your streaks have been recalculated.")
    screens.go_to("Today")


def test_it_counts_a_tick_past_midnight_for_the_day_before(screens: Screens, tmp_path: Path) -> None:
    """B5: a day start of one's own that not everything honours."""
    screens.page.clock.set_fixed_time("2026-03-05T00:30:00+01:00")
    screens.open()
    screens.start_practice()
    expect(screens.date).to_have_text("Thursday 5 March")

    choose_day_start(screens, "04:00")
    expect(screens.date).to_have_text("Wednesday 4 March")
    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))

    screens.page.clock.set_fixed_time("2026-03-05T04:00:00+01:00")
    screens.read_clock()
    expect(screens.date).to_have_text("Thursday 5 March")
    is_open(screens.tick(EYE_CONTACT))
    assert logged_days(screens, tmp_path) == ["2026-03-04"]


def test_it_means_one_day_by_today_on_every_screen(screens: Screens) -> None:
    """B5: at 00:30, with a day that begins at four: list, strip, tick, streak, year, month and form."""
    screens.page.clock.set_fixed_time("2026-03-05T00:30:00+01:00")
    screens.open()
    screens.start_practice()
    choose_day_start(screens, "04:00")
    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))
    expect(screens.day(days_ago=0)).to_contain_text("Wednesday 4 March")

    screens.open_habit(EYE_CONTACT)

    is_pressed(screens.tick(EYE_CONTACT))
    expect(screens.streak).to_have_text("1")
    expect(screens.page.locator(".year-cursor")).to_have_accessible_name("Wednesday 4 March: kept")
    month = screens.page.locator("button.month-day")
    expect(month.and_(screens.page.locator("[aria-current=date]"))).to_have_text("4")
    expect(month.filter(has_text="5").first).to_be_disabled()
    screens.open("/habits/new")
    expect(screens.page.get_by_label("Starts on")).to_have_value("2026-03-04")


def test_it_logs_the_day_before_a_clock_change_on_the_day_after(screens: Screens, tmp_path: Path) -> None:
    """B6: the day before the clocks changed, which could not be chosen any more."""
    screens.page.clock.set_fixed_time("2026-03-28T12:00:00+01:00")
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))

    screens.page.clock.set_fixed_time("2026-03-30T12:00:00+02:00")
    screens.read_clock()
    for days_ago, on in ((2, "Saturday 28 March"), (1, "Sunday 29 March")):
        screens.day(days_ago).tap()
        expect(screens.date).to_have_text(on)
    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))

    assert sorted(logged_days(screens, tmp_path)) == ["2026-03-28", "2026-03-29"]
    screens.open()
    screens.open_habit(EYE_CONTACT)
    expect(screens.streak).to_have_text("2")


def test_it_knows_a_leap_day_and_the_days_beside_it(screens: Screens, tmp_path: Path) -> None:
    for day in ("2028-02-28", "2028-02-29", "2028-03-01"):
        screens.page.clock.set_fixed_time(f"{day}T12:00:00+01:00")
        if day.endswith("28"):
            screens.open()
            screens.start_practice()
        screens.read_clock()
        is_open(screens.tick(EYE_CONTACT))
        screens.tick(EYE_CONTACT).tap()
        is_pressed(screens.tick(EYE_CONTACT))

    screens.open_habit(EYE_CONTACT)
    expect(screens.streak).to_have_text("3")
    screens.button("Previous month").click()
    leap_day = screens.page.locator("button.month-day").filter(has_text="29")
    expect(leap_day).to_have_accessible_name("Tuesday 29 February: kept")
    assert sorted(logged_days(screens, tmp_path)) == ["2028-02-28", "2028-02-29", "2028-03-01"]


@pytest.mark.parametrize("night", NIGHTS)
def test_it_knows_the_day_in_a_night_with_a_clock_change(
    screens: Screens, tmp_path: Path, night: str
) -> None:
    """B1: a clock change that makes a day too many, or one too few."""
    instant, on, words = NIGHTS[night]
    screens.page.clock.set_fixed_time(instant)
    screens.open()
    screens.start_practice().tap()

    is_pressed(screens.tick(EYE_CONTACT))
    expect(screens.date).to_have_text(words)
    assert logged_days(screens, tmp_path) == [on]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-03-29T01:59:00Z", "2026-03-29T02:00:00Z"),  # 03:59 and 04:00, three hours into the day
        ("2026-10-25T02:59:00Z", "2026-10-25T03:00:00Z"),  # the same, five hours into it
    ],
    ids=["spring", "autumn"],
)
def test_it_begins_the_day_at_four_by_the_clock_on_the_wall(
    screens: Screens, before: str, after: str
) -> None:
    """B6: what shifts by an hour with the clocks."""
    screens.page.clock.set_fixed_time(before)
    screens.open()
    screens.start_practice()
    choose_day_start(screens, "04:00")
    expect(screens.date).to_contain_text("Saturday")

    screens.page.clock.set_fixed_time(after)
    screens.read_clock()

    expect(screens.date).to_contain_text("Sunday")


def test_it_keeps_every_tick_on_its_date_when_somebody_travels(
    phone: Phone, product: Product, tmp_path: Path
) -> None:
    """B2 and B3: journeys, and days counted in UTC."""
    page = phone.open(timezone_id=AUCKLAND)
    page.clock.set_fixed_time("2026-03-04T09:00:00+13:00")
    screens = Screens(page, product.url)
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    phone.close()

    page = phone.open(timezone_id=HONOLULU)
    page.clock.set_fixed_time("2026-03-04T09:00:00+13:00")  # the same instant: there it is the 3rd
    screens = Screens(page, product.url)
    screens.open()
    expect(screens.date).to_have_text("Tuesday 3 March")
    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))

    assert sorted(logged_days(screens, tmp_path)) == ["2026-03-03", "2026-03-04"]
    assert page.locator(".notices").get_by_role("status").count() == 0
    screens.go_to("Today")
    screens.open_habit(EYE_CONTACT)
    expect(screens.streak).to_have_text("1")  # the 4th, lived in Auckland, counts once it comes here
    page.clock.set_fixed_time("2026-03-05T09:00:00+13:00")
    screens.read_clock()
    expect(screens.streak).to_have_text("2")
