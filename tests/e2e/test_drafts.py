"""What was typed outlives a tap beside the sheet and leaving a form, until it is saved or started over."""

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.screens import EYE_CONTACT, Screens
from tests.e2e.waiting import choose

NAME = "Canary look up from the screen"
NOTE = "Canary they smiled first"
PROMISE = "Canary bring the bicycle"
RESUMED = "Picking up where you left off."


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def ready(screens: Screens) -> Screens:
    """Somebody with one habit, on Today."""
    screens.open()
    screens.start_practice()
    return screens


def tap_beside(screens: Screens) -> None:
    """The dimmed page over the sheet."""
    screens.page.mouse.click(195, 20)
    expect(screens.sheet).to_have_count(0)


def note_of(screens: Screens) -> Locator:
    return screens.open_sheet(EYE_CONTACT).get_by_label("Note")


def test_a_note_survives_a_tap_beside_its_sheet(ready: Screens) -> None:
    note_of(ready).fill(NOTE)
    tap_beside(ready)

    note = note_of(ready)

    expect(note).to_have_value(NOTE)
    expect(ready.sheet.get_by_text(RESUMED)).to_be_visible()
    choose(ready.sheet.get_by_label("Done", exact=True))
    ready.sheet.get_by_role("button", name="Save").click()
    expect(ready.sheet).to_have_count(0)
    expect(note_of(ready)).to_have_value(NOTE)
    expect(ready.sheet.get_by_text(RESUMED)).to_have_count(0)


def test_a_note_that_is_not_wanted_is_begun_again(ready: Screens) -> None:
    note_of(ready).fill(NOTE)
    tap_beside(ready)
    note_of(ready)
    ready.sheet.get_by_role("button", name="Start over").click()
    expect(ready.sheet.get_by_label("Note")).to_have_value("")
    tap_beside(ready)

    expect(note_of(ready)).to_have_value("")
    expect(ready.sheet.get_by_text(RESUMED)).to_have_count(0)


def test_a_new_habit_goes_on_where_it_was_left(ready: Screens) -> None:
    page = ready.page
    ready.open("/habits/new")
    page.get_by_label("What will you do?").fill(NAME)
    choose(page.get_by_label("On some days"))
    ready.button("Monday").click()
    ready.go_to("Today")
    page.reload()

    ready.open("/habits/new")

    expect(page.get_by_label("What will you do?")).to_have_value(NAME)
    expect(page.get_by_label("On some days")).to_be_checked()
    expect(ready.button("Monday")).to_have_attribute("aria-pressed", "false")
    ready.button("Start").click()
    expect(ready.title).to_have_text("Today")
    ready.open("/habits/new")
    expect(page.get_by_label("What will you do?")).to_have_value("")
    expect(page.get_by_text(RESUMED)).to_have_count(0)


def test_a_goal_goes_on_where_it_was_left_and_starts_over(ready: Screens) -> None:
    page = ready.page
    ready.open("/habits/new")
    goal = page.get_by_role("textbox", name="How many?")
    page.get_by_label("What will you do?").fill(NAME)
    goal.fill("20")
    ready.go_to("Today")

    ready.open("/habits/new")
    expect(goal).to_have_value("20")
    ready.button("Start over").click()
    expect(goal).to_have_value("1")


def test_a_double_tap_starts_one_habit(ready: Screens) -> None:
    ready.open("/habits/new")
    ready.page.get_by_label("What will you do?").fill(NAME)
    # Both presses in one task, before anything could be drawn.
    ready.button("Start").evaluate("(button) => { button.click(); button.click(); }")
    expect(ready.title).to_have_text("Today")

    expect(ready.tick(NAME)).to_have_count(1)
    ready.page.reload()
    expect(ready.tick(NAME)).to_have_count(1)


def test_a_double_tap_makes_one_promise(ready: Screens) -> None:
    ready.open("/promises/new")
    ready.page.get_by_label("What did you say you would do?").fill(PROMISE)
    ready.button("Make this promise").evaluate("(button) => { button.click(); button.click(); }")
    expect(ready.title).to_have_text("Today")

    expect(ready.tick(PROMISE)).to_have_count(1)
    ready.page.reload()
    expect(ready.tick(PROMISE)).to_have_count(1)


def test_a_new_promise_goes_on_where_it_was_left(ready: Screens) -> None:
    page = ready.page
    ready.open("/promises/new")
    page.get_by_label("What did you say you would do?").fill(PROMISE)
    choose(page.get_by_label("Tomorrow"))
    ready.link("Back").click()
    expect(ready.title).to_have_text("Today")

    ready.open("/promises/new")

    expect(page.get_by_label("What did you say you would do?")).to_have_value(PROMISE)
    expect(page.get_by_label("Tomorrow")).to_be_checked()
    ready.button("Make this promise").click()
    expect(ready.title).to_have_text("Today")
    ready.open("/promises/new")
    expect(page.get_by_label("What did you say you would do?")).to_have_value("")


def test_the_word_about_a_promise_survives_a_tap_beside_its_sheet(ready: Screens) -> None:
    page = ready.page
    ready.open("/promises/new")
    page.get_by_label("What did you say you would do?").fill(PROMISE)
    ready.button("Make this promise").click()
    page.locator("a").filter(has_text=PROMISE).first.click()
    ready.button("Something else").click()
    ready.sheet.get_by_role("button", name="Let it go").click()
    ready.sheet.get_by_role("textbox").last.fill(NOTE)
    tap_beside(ready)

    ready.button("Something else").click()
    ready.sheet.get_by_role("button", name="Let it go").click()

    expect(ready.sheet.get_by_role("textbox").last).to_have_value(NOTE)


def test_an_erased_device_holds_no_draft(ready: Screens) -> None:
    ready.open("/habits/new")
    ready.page.get_by_label("What will you do?").fill(NAME)
    ready.go_to("You")
    ready.erase()

    ready.open("/habits/new")

    expect(ready.page.get_by_label("What will you do?")).to_have_value("")
    expect(ready.page.get_by_text(RESUMED)).to_have_count(0)
