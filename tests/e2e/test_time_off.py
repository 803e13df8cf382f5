"""Time off with dates, and starts in the past and to come: what is off neither counts nor breaks."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.export_files import make_entry, make_file, make_habit
from tests.e2e.phone import WITH_WORKER
from tests.e2e.screens import EYE_CONTACT, Screens
from tests.e2e.waiting import choose

WALK = "Walk together"
SING = "Sing"
TODAY = date(2026, 3, 4)
NOW = "2026-03-04T12:00:00+01:00"
KEPT_DAYS = 20
AWAY_DAYS = 10  # up to yesterday


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def away(screens: Screens) -> Screens:
    """Two habits, kept for twenty days; then ten days of silence, which ended both rows."""
    first_on = TODAY - timedelta(days=AWAY_DAYS + KEPT_DAYS)
    facts = [
        make_entry(at + 100 * number, habit, first_on + timedelta(days=at))
        for number, habit in enumerate((WALK, SING))
        for at in range(KEPT_DAYS)
    ]
    screens.page.clock.set_fixed_time(NOW)
    screens.open("/you")
    habits = [make_habit(WALK, first_on), make_habit(SING, first_on, position=2)]
    screens.import_file(make_file(habits, facts))
    expect(screens.toast).to_contain_text("Imported")
    screens.open()
    return screens


def plan_time_off(screens: Screens, from_on: date, to_on: date | None) -> None:
    screens.button("Plan time off").click()
    screens.sheet.get_by_label("First day off").fill(str(from_on))
    if to_on is None:
        choose(screens.sheet.get_by_label("No end date"))
    else:
        screens.sheet.get_by_label("Last day off").fill(str(to_on))
    screens.sheet.get_by_role("button", name="Save").click()
    expect(screens.sheet).to_have_count(0)


def time_off(screens: Screens) -> Locator:
    return screens.page.get_by_role("region", name="Time off")


def later(screens: Screens) -> Locator:
    return screens.page.get_by_role("region", name="Later")


def test_it_holds_the_streak_of_the_days_that_were_off(away: Screens) -> None:
    away.open_habit(WALK)
    expect(away.streak).to_have_count(0)

    plan_time_off(away, TODAY - timedelta(days=AWAY_DAYS), TODAY - timedelta(days=1))

    expect(away.streak).to_have_text(str(KEPT_DAYS))
    expect(time_off(away)).to_contain_text("22 Feb 2026 \u2013 3 Mar 2026")
    expect(time_off(away)).to_contain_text("over")
    away.page.reload()
    expect(away.streak).to_have_text(str(KEPT_DAYS))
    away.open("/habits/sing")
    expect(away.streak).to_have_count(0)


def test_it_takes_a_habit_off_today_until_one_is_back(away: Screens) -> None:
    away.open_habit(WALK)
    plan_time_off(away, TODAY - timedelta(days=AWAY_DAYS), None)
    expect(time_off(away)).to_contain_text("Since 22 Feb 2026")
    away.open()
    expect(later(away).get_by_role("listitem").filter(has_text=WALK)).to_contain_text("Time off")

    away.open_habit(WALK)
    away.button("I’m back").click()

    expect(time_off(away)).to_contain_text("22 Feb 2026 \u2013 3 Mar 2026")
    expect(away.streak).to_have_text(str(KEPT_DAYS))
    away.open()
    expect(later(away)).to_have_count(0)


def test_it_is_changed_and_removed(away: Screens) -> None:
    away.open_habit(WALK)
    plan_time_off(away, TODAY - timedelta(days=AWAY_DAYS), TODAY)
    time_off(away).get_by_role("button", name="4 Mar 2026").click()
    away.sheet.get_by_label("Last day off").fill(str(TODAY - timedelta(days=2)))
    away.sheet.get_by_role("button", name="Save").click()
    expect(time_off(away)).to_contain_text("22 Feb 2026 \u2013 2 Mar 2026")

    time_off(away).get_by_role("button", name="2 Mar 2026").click()
    away.sheet.get_by_role("button", name="Remove").click()

    expect(time_off(away)).to_contain_text("Going away, or a hard time ahead?")
    expect(away.streak).to_have_count(0)


def test_it_refuses_an_end_before_the_beginning_and_says_why(away: Screens) -> None:
    away.open_habit(WALK)
    away.button("Plan time off").click()
    away.sheet.get_by_label("Last day off").fill(str(TODAY - timedelta(days=1)))
    away.sheet.get_by_role("button", name="Save").click()

    expect(away.sheet).to_contain_text("The last day off can’t be before the first one.")


@WITH_WORKER
def test_it_gives_all_habits_time_off_at_once_offline_too(away: Screens) -> None:
    away.become_ready_for_offline()
    away.page.context.set_offline(True)
    away.go_to("You")

    plan_time_off(away, TODAY - timedelta(days=AWAY_DAYS), TODAY + timedelta(days=3))

    expect(time_off(away)).to_contain_text("now")
    away.go_to("Today")
    expect(away.page.get_by_text("Nothing is due today.")).to_be_visible()
    expect(later(away).get_by_text("Time off until 7 March 2026")).to_have_count(2)
    for habit in (WALK, SING):
        away.open_habit(habit)
        expect(away.streak).to_have_text(str(KEPT_DAYS))
        expect(time_off(away)).to_contain_text("All your habits have time off right now")
        away.go_to("Today")


def test_it_shows_a_habit_to_come_under_later_with_its_day(screens: Screens) -> None:
    screens.page.clock.set_fixed_time(NOW)
    write_habit_from(screens, TODAY + timedelta(days=5))

    expect(later(screens).get_by_role("listitem")).to_contain_text("Starts on 9 March 2026")
    screens.page.clock.set_fixed_time("2026-03-09T12:00:00+01:00")
    screens.read_clock()
    expect(later(screens)).to_have_count(0)
    expect(screens.tick(WALK)).to_be_visible()


def test_it_counts_from_a_start_in_the_past_and_takes_days_after_the_fact(screens: Screens) -> None:
    screens.page.clock.set_fixed_time(NOW)
    write_habit_from(screens, TODAY - timedelta(days=3))
    screens.open_habit(WALK)

    for day in ("Sunday 1 March", "Monday 2 March", "Tuesday 3 March"):
        screens.page.locator("button.month-day").and_(screens.page.get_by_label(f"{day}: ")).click()
        choose(screens.sheet.get_by_label("Done", exact=True))
        screens.sheet.get_by_label("Note").fill(f"Written later, on {day}")
        screens.sheet.get_by_role("button", name="Save").click()
        expect(screens.sheet).to_have_count(0)

    expect(screens.streak).to_have_text("3")
    expect(screens.page.get_by_role("region", name="Notes").get_by_role("listitem")).to_have_count(3)


def test_it_changes_a_plan_from_a_day_on_and_keeps_the_one_before(away: Screens) -> None:
    away.open("/habits/walk-together/edit")
    choose(away.page.get_by_label("Times a week", exact=True))
    away.page.get_by_label("New plan starts on").fill(str(TODAY + timedelta(days=5)))
    away.button("Save").click()

    plan = away.page.get_by_role("region", name="The plan")
    expect(plan).to_contain_text("every day")
    expect(plan).to_contain_text("From 9 March 2026: 3 times a week")


def test_it_refuses_a_start_that_is_no_day(screens: Screens) -> None:
    screens.open("/habits/new")
    screens.page.get_by_label("What will you do?").fill(EYE_CONTACT)
    begins_on = screens.page.get_by_label("Starts on")
    for day, words in (("", "Choose a day."), ("9999-01-01", "Choose one within twenty years.")):
        begins_on.fill(day)
        screens.button("Start").click()

        expect(screens.page.get_by_text(words)).to_be_visible()


def write_habit_from(screens: Screens, from_on: date) -> None:
    screens.open("/habits/new")
    screens.page.get_by_label("What will you do?").fill(WALK)
    screens.page.get_by_label("Starts on").fill(str(from_on))
    screens.button("Start").click()
    expect(screens.title).to_have_text("Today")
