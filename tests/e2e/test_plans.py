"""Every rule that a plan may have, from the form to the row on Today and the habit's own screen."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.export_files import DAILY, Json, make_entry, make_file, make_habit
from tests.e2e.screens import Screens, is_open, is_pressed
from tests.e2e.waiting import choose

HABIT = "Write letters"
NOW = "2026-03-04T12:00:00+01:00"  # a Wednesday
TODAY = date(2026, 3, 4)
RULES = {
    "Every day": ("every day", {"kind": "days", "weekdays": [1, 2, 3, 4, 5, 6, 7]}),
    "On some days": ("Mon · Tue · Wed · Thu · Fri", {"kind": "days", "weekdays": [1, 2, 3, 4, 5]}),
    "Every few days": ("every 3 days", {"kind": "interval", "days": 3}),
    "Times a week": ("3 times a week", {"kind": "times", "times": 3, "per": "week"}),
    "Times a month": ("2 times a month", {"kind": "times", "times": 2, "per": "month"}),
    "Any time": ("any time", {"kind": "anytime"}),
}


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


def fill(screens: Screens, *, name: str = HABIT) -> None:
    screens.page.clock.set_fixed_time(NOW)
    screens.open("/habits/new")
    screens.page.get_by_label("What will you do?").fill(name)


def bring(screens: Screens, done_on: Iterable[date], amount: float = 1, **plan: object) -> None:
    """Today, with a habit that began sixty days ago and was done on these days."""
    first_on = TODAY - timedelta(days=60)
    habit = make_habit(HABIT, first_on, **{f"plan:{first_on}": {**DAILY, **plan}})
    entries = [make_entry(number, HABIT, on, amount=amount) for number, on in enumerate(done_on)]
    screens.page.clock.set_fixed_time(NOW)
    screens.open("/you")
    screens.import_file(make_file([habit], entries))
    expect(screens.toast).to_contain_text("Imported")
    screens.open()


def row(screens: Screens) -> Locator:
    return screens.page.get_by_role("listitem").filter(has=screens.tick(HABIT))


def amounts(screens: Screens, folder: Path) -> list[tuple[str, object]]:
    """The live entries, as the export has them."""
    facts: list[Json] = screens.exported(folder)["facts"]
    return [(str(fact["kind"]), fact["amount"]) for fact in facts if not fact.get("withdrawn")]


@pytest.mark.parametrize("choice", RULES)
def test_it_offers_every_rule_and_brings_it_back_to_the_form(
    screens: Screens, tmp_path: Path, choice: str
) -> None:
    words, rule = RULES[choice]
    fill(screens)
    choose(screens.page.get_by_label(choice, exact=True))
    screens.button("Start").click()
    expect(screens.title).to_have_text("Today")

    screens.open_habit(HABIT)
    expect(screens.page.get_by_role("region", name="The plan")).to_contain_text(words)
    screens.link("Edit").click()
    expect(screens.page.get_by_label(choice, exact=True)).to_be_checked()
    (record,) = screens.exported(tmp_path)["records"]
    assert record["fields"]["plan:2026-03-04"][0]["rule"] == rule


def test_it_counts_the_days_of_the_week_in_progress(screens: Screens) -> None:
    last_week = [TODAY - timedelta(days=ago) for ago in (9, 7, 5)]
    bring(screens, [*last_week, date(2026, 3, 2)], rule=RULES["Times a week"][1])
    expect(row(screens)).to_contain_text("1 of 3 this week")

    screens.tick(HABIT).tap()

    expect(row(screens)).to_contain_text("2 of 3 this week")
    screens.open_habit(HABIT)
    expect(screens.streak).to_have_text("1")
    expect(screens.page.locator(".streak")).to_contain_text("week streak")
    expect(screens.page.locator(".streak")).to_contain_text("2 of 3 this week")


def test_it_leaves_the_past_as_it_was_lived_when_the_target_rises(screens: Screens) -> None:
    """B13: an edit that changes what stands beside it."""
    bring(screens, [TODAY - timedelta(days=ago) for ago in range(10)])
    screens.open_habit(HABIT)
    expect(screens.streak).to_have_text("10")
    screens.link("Edit").click()
    screens.page.get_by_role("textbox", name="How many?").fill("3")
    screens.button("Save").click()

    expect(screens.page.get_by_role("region", name="The plan")).to_contain_text("3 times a day")
    expect(screens.streak).to_have_text("9")
    expect(screens.page.locator(".year-cursor")).to_have_accessible_name("Wednesday 4 March: partly done")
    expect(screens.page.get_by_label("Tuesday 3 March: kept")).to_be_visible()
    for _ in range(2):
        screens.tick(HABIT).tap()
    is_pressed(screens.tick(HABIT))
    expect(screens.streak).to_have_text("10")


def test_it_says_what_a_kept_week_or_month_is_kept_for(screens: Screens) -> None:
    """B17: \"2 days\" where two weeks were meant."""
    bring(screens, [date(2026, 3, 1), date(2026, 3, 2)], rule=RULES["Times a month"][1])

    expect(screens.page.get_by_role("region", name="Done for now")).to_contain_text("Done for this month")
    screens.open_habit(HABIT)
    expect(screens.page.locator(".streak")).to_contain_text("month streak")


def test_it_shows_a_week_that_is_kept_as_done(screens: Screens) -> None:
    bring(screens, [date(2026, 3, 2)], rule={"kind": "times", "times": 1, "per": "week"})
    circle = screens.tick(HABIT)

    expect(circle).to_have_accessible_name(f"{HABIT}: Done for this week")
    expect(circle.locator(".icon")).to_be_visible()
    is_open(circle)  # it is not done today
    expect(screens.page.get_by_role("region", name="Later")).to_have_count(0)
    screens.open_habit(HABIT)
    expect(circle).to_have_accessible_name(f"{HABIT}: Done for this week")

    circle.tap()
    is_pressed(circle)
    expect(circle).to_have_accessible_name(f"{HABIT}: done")


def test_it_speaks_of_a_week_that_is_over_as_over(screens: Screens) -> None:
    bring(screens, [date(2026, 2, 23)], rule=RULES["Times a week"][1])
    expect(row(screens)).to_contain_text("0 of 3 this week")

    screens.day(4).click()  # Saturday of the week before

    expect(row(screens)).to_contain_text("1 of 3 that week")
    expect(screens.tick(HABIT)).to_have_accessible_name(f"{HABIT}: not done")


def test_it_says_until_when_a_window_is_open_or_kept(screens: Screens) -> None:
    bring(screens, [], rule={"kind": "interval", "days": 5})
    expect(row(screens)).to_contain_text("by Sunday")

    screens.tick(HABIT).tap()
    expect(row(screens)).not_to_contain_text("by Sunday")
    screens.page.clock.set_fixed_time("2026-03-05T12:00:00+01:00")
    screens.read_clock()

    expect(screens.page.get_by_role("region", name="Done for now")).to_contain_text("Done until Sunday")


def test_it_never_asks_for_what_may_be_done_any_time(screens: Screens) -> None:
    bring(screens, [date(2026, 2, 20), date(2026, 3, 1)], rule={"kind": "anytime"})
    anytime = screens.page.get_by_role("region", name="Any time")
    expect(anytime.get_by_role("listitem")).to_have_count(1)
    expect(screens.page.get_by_text("Nothing is due today.")).to_be_visible()

    screens.tick(HABIT).tap()
    is_pressed(screens.tick(HABIT))
    screens.open_habit(HABIT)

    expect(screens.streak).to_have_text("3")
    expect(screens.page.get_by_role("region", name="How often")).to_contain_text("days · since")
    expect(screens.page.get_by_text("spare")).to_have_count(0)


def test_it_takes_a_target_that_is_typed_with_its_unit(screens: Screens, tmp_path: Path) -> None:
    fill(screens)
    screens.page.get_by_role("textbox", name="How many?").fill("2.5")
    screens.page.get_by_label("Unit").fill("litres")
    screens.button("Start").click()
    circle = screens.tick(HABIT)

    circle.tap()
    expect(circle).to_have_accessible_name(f"{HABIT}: 1 of 2.5")
    circle.tap()
    circle.tap()

    is_pressed(circle)
    assert amounts(screens, tmp_path) == [("done", 1), ("done", 1), ("done", 0.5)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("abc", "Enter a number, like 2 or 0.5."),
        ("", "Enter a number, like 2 or 0.5."),
        ("-1", "Enter a number, like 2 or 0.5."),
        ("0.1234", "At most three digits after the decimal point, like 0.5."),
        ("0", "Enter a number above 0."),
        ("2,000,000,000", "Enter a number from 0 to 1,000,000,000."),
    ],
)
def test_it_takes_no_target_that_is_none(screens: Screens, text: str, said: str) -> None:
    fill(screens)
    screens.page.get_by_role("textbox", name="How many?").fill(text)
    screens.button("Start").click()

    expect(screens.page.get_by_text(said)).to_be_visible()
    expect(screens.title).to_have_text("A habit of your own")


def test_it_counts_within_a_limit_and_shows_what_exceeds_it(screens: Screens, tmp_path: Path) -> None:
    bring(screens, [], target={"amount": 2}, direction="at_most")
    circle = screens.tick(HABIT)
    is_open(circle)

    for count in ("1 of at most 2", "2 of at most 2"):
        circle.tap()
        expect(circle).to_have_accessible_name(f"{HABIT}: {count}")
        is_pressed(circle)
    circle.tap()

    expect(circle).to_have_accessible_name(f"{HABIT}: 3 of at most 2")
    is_open(circle)
    screens.toast.get_by_role("button", name="Undo").click()
    is_pressed(circle)
    assert amounts(screens, tmp_path) == [("done", 1), ("done", 1)]


def test_an_empty_day_does_not_keep_a_limit_and_a_zero_does(screens: Screens, tmp_path: Path) -> None:
    bring(screens, [], target={"amount": 2}, direction="at_most")
    sheet = screens.open_sheet(HABIT)
    expect(sheet.get_by_label("Not logged yet")).to_be_checked()
    expect(sheet.get_by_label("Note")).to_have_count(0)

    choose(sheet.get_by_label("Counted", exact=True))
    sheet.get_by_label("Note").fill("None today")
    sheet.get_by_role("button", name="Save").click()

    expect(screens.tick(HABIT)).to_have_accessible_name(f"{HABIT}: 0 of at most 2")
    is_pressed(screens.tick(HABIT))
    assert amounts(screens, tmp_path) == [("done", 0)]


def test_it_says_with_one_tap_that_there_was_none_and_takes_it_back(screens: Screens, tmp_path: Path) -> None:
    bring(screens, [], target={"amount": 0}, direction="at_most")

    screens.tick(HABIT).tap()
    is_pressed(screens.tick(HABIT))
    screens.tick(HABIT).tap()

    is_open(screens.tick(HABIT))
    assert amounts(screens, tmp_path) == []


def test_it_asks_how_much_of_a_large_limit(screens: Screens) -> None:
    bring(screens, [], target={"amount": 60}, direction="at_most")
    screens.tick(HABIT).tap()

    choose(screens.sheet.get_by_label("Counted", exact=True))
    screens.sheet.get_by_role("textbox", name="How much?").fill("45")
    screens.sheet.get_by_role("button", name="Save").click()

    expect(screens.tick(HABIT)).to_have_accessible_name(f"{HABIT}: 45 of at most 60")


def test_it_gives_back_the_words_of_a_day_that_is_no_longer_counted(screens: Screens) -> None:
    bring(screens, [], target={"amount": 2}, direction="at_most")
    screens.log_in_sheet(HABIT, state="Counted", note="Only one")
    sheet = screens.open_sheet(HABIT)
    choose(sheet.get_by_label("Not logged yet"))
    sheet.get_by_role("button", name="Save").click()
    is_open(screens.tick(HABIT))

    screens.toast.get_by_role("button", name="Restore").click()

    is_pressed(screens.tick(HABIT))
    expect(screens.open_sheet(HABIT).get_by_label("Note")).to_have_value("Only one")


def test_it_shows_no_spares_where_none_are_given(screens: Screens) -> None:
    bring(screens, [TODAY - timedelta(days=1)])
    screens.go_to("You")
    choose(screens.page.get_by_label("Strict"))
    expect(screens.toast).to_contain_text("Your streaks have been recalculated.")
    screens.go_to("Today")
    screens.open_habit(HABIT)

    expect(screens.streak).to_have_text("1")
    expect(screens.page.get_by_text("spare")).to_have_count(0)


def test_it_says_what_a_number_or_a_day_of_a_plan_may_be(screens: Screens) -> None:
    screens.open("/habits/new")
    choose(screens.page.get_by_label("Times a week", exact=True))
    screens.page.get_by_role("textbox", name="How many times a week?").fill("8")
    expect(screens.page.get_by_text("Enter a whole number from 1 to 7.")).to_be_visible()

    choose(screens.page.get_by_label("Every day"))
    screens.page.get_by_label("What will you do?").fill(HABIT)
    screens.page.get_by_label("Starts on").fill("")
    screens.button("Start").click()
    expect(screens.page.get_by_text("Choose a day.")).to_be_visible()


def test_it_asks_for_the_first_day_off_beside_its_field(screens: Screens) -> None:
    screens.open("/you")
    screens.button("Plan time off").click()
    screens.sheet.get_by_label("First day off").fill("")
    screens.sheet.get_by_role("button", name="Save").click()

    expect(screens.sheet.get_by_label("First day off")).to_have_accessible_description("Choose a day.")
    expect(screens.sheet.locator(".field-problem")).to_have_count(1)
