"""Back, in a Kept that was opened directly, leads where one came from and keeps the scroll."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.e2e.export_files import make_file, make_habit
from tests.e2e.screens import EYE_CONTACT, Screens

FAR_DOWN = 1200
SCROLL_TO = "(y) => scrollTo(0, y)"
SCROLLED = "scrollY"
HAS_SCROLLED = "(y) => Math.abs(scrollY - y) < 2"


@pytest.fixture
def many(screens: Screens) -> Screens:
    """Thirty habits; the page was opened by its address."""
    screens.open("/you")
    screens.import_file(make_file([make_habit(f"Habit {n:02}", date(2026, 1, 1)) for n in range(30)], []))
    screens.open()
    expect(screens.page.locator("a.row-words")).to_have_count(30)
    return screens


def go_back(screens: Screens, title: str) -> None:
    screens.link("Back").click()
    expect(screens.title).to_have_text(title)


def test_it_returns_to_where_today_was_scrolled_to(many: Screens) -> None:
    page = many.page
    page.evaluate(SCROLL_TO, FAR_DOWN)
    row = page.locator("a.row-words").filter(has_text="Habit 17")
    row.scroll_into_view_if_needed()
    scrolled = page.evaluate(SCROLLED)
    assert scrolled > 0
    row.click()
    expect(many.title).to_have_text("Habit 17")

    go_back(many, "Today")

    page.wait_for_function(HAS_SCROLLED, arg=scrolled)


def test_it_returns_to_where_the_practices_were_scrolled_to(screens: Screens) -> None:
    screens.open("/practices")
    link = screens.page.locator("a[href^='/practices/']").nth(30)
    link.scroll_into_view_if_needed()
    scrolled = screens.page.evaluate(SCROLLED)
    assert scrolled > FAR_DOWN
    link.click()
    expect(screens.button("Start with this")).to_be_visible()

    go_back(screens, "Practices")

    screens.page.wait_for_function(HAS_SCROLLED, arg=scrolled)


def test_it_leaves_nothing_behind_for_the_phones_own_back(screens: Screens) -> None:
    screens.open("/practices")
    screens.open()
    screens.start_practice()
    screens.open_habit(EYE_CONTACT)

    go_back(screens, "Today")
    screens.page.go_back()

    expect(screens.title).not_to_have_text(EYE_CONTACT)


def test_it_leads_from_arranging_to_today(many: Screens) -> None:
    many.link("Arrange habits").click()
    expect(many.title).to_have_text("Arrange")

    go_back(many, "Today")


def test_it_leads_from_a_practice_to_the_first_visit(screens: Screens) -> None:
    screens.open()
    screens.page.get_by_role("link", name=EYE_CONTACT).click()
    expect(screens.title).to_have_text(EYE_CONTACT)

    go_back(screens, "Today")


def test_it_leads_from_signing_up_to_together(screens: Screens) -> None:
    screens.open("/together")
    screens.link("Create account").click()
    expect(screens.title).to_have_text("Create an account")

    go_back(screens, "Together")


def test_it_leads_to_the_screen_above_where_nothing_of_ours_lies_before(screens: Screens) -> None:
    """And does not lead back down from there."""
    screens.open()
    screens.start_practice()
    screens.open("/promises/none")
    screens.open("/you/arrange")

    go_back(screens, "You")
    screens.page.go_back()

    expect(screens.title).not_to_have_text("Arrange")


def test_it_knows_the_way_after_a_reload(many: Screens) -> None:
    many.open_habit("Habit 03")
    many.page.reload()
    many.link("Edit").click()
    expect(many.title).to_have_text("Edit habit")
    many.page.reload()

    go_back(many, "Habit 03")
    go_back(many, "Today")


def test_an_edited_habit_is_not_left_twice(many: Screens) -> None:
    many.open_habit("Habit 03")
    many.link("Edit").click()
    many.page.get_by_label("What will you do?").fill("Habit three")
    many.button("Save").click()
    expect(many.title).to_have_text("Habit three")

    go_back(many, "Today")


def test_the_page_of_a_deleted_habit_is_not_come_back_to(many: Screens) -> None:
    many.open_habit("Habit 03")
    many.button("Delete").click()
    expect(many.title).to_have_text("Today")

    many.link("Arrange habits").click()
    expect(many.title).to_have_text("Arrange")
    many.page.go_back()
    expect(many.title).to_have_text("Today")
    many.page.go_back()

    expect(many.title).to_have_text("You")


def test_it_closes_a_moment_that_was_interrupted_for_help(screens: Screens) -> None:
    screens.open("/practices")
    screens.page.locator(".more-moments").click()
    screens.page.locator("a[href='/moments/rebuild']").click()
    screens.page.locator("main a[href='/info']").click()
    expect(screens.title).to_have_text("Help")
    screens.link("Back").click()
    expect(screens.link("Close")).to_be_visible()

    screens.link("Close").click()

    expect(screens.title).to_have_text("Practices")


def test_help_leads_back_to_together(screens: Screens) -> None:
    screens.open("/together")
    screens.page.locator("main a[href='/info']").click()
    expect(screens.title).to_have_text("Help")

    go_back(screens, "Together")


def test_the_way_past_the_bar_leaves_no_step_of_its_own(many: Screens) -> None:
    many.open_habit("Habit 03")
    many.page.locator(".skip").focus()
    many.page.keyboard.press("Enter")
    expect(many.title).to_be_focused()

    go_back(many, "Today")
