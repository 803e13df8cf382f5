"""The circle of a habit: what a tap, a long press, a key and the sheet do to a day."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.screens import EYE_CONTACT, Screens, hold, is_open, is_pressed

MAX_TABS = 40
WATER = "Drink water"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def today(screens: Screens) -> Screens:
    """Today with one habit, open."""
    screens.open()
    screens.start_practice()
    return screens


def test_it_ticks_with_a_tap_and_takes_it_back_with_the_next(today: Screens) -> None:
    circle = today.tick(EYE_CONTACT)

    circle.tap()
    is_pressed(circle)
    expect(today.page.get_by_text("All kept. That’s enough for today.")).to_be_visible()

    circle.tap()
    is_open(circle)
    today.page.reload()
    is_open(circle)


def test_it_counts_up_to_the_target_and_takes_back_the_last_step(screens: Screens) -> None:
    circle = screens.write_habit(WATER, times_a_day=3)

    for words in ("0 of 3", "1 of 3", "2 of 3"):
        expect(circle).to_have_accessible_name(f"{WATER}: {words}")
        is_open(circle)
        circle.tap()
    expect(circle).to_have_accessible_name(f"{WATER}: done")
    is_pressed(circle)

    circle.tap()
    expect(circle).to_have_accessible_name(f"{WATER}: 2 of 3")


def test_it_makes_one_entry_of_a_fast_double_tap(today: Screens, tmp_path: Path) -> None:
    """B16: done twice is done once."""
    circle = today.tick(EYE_CONTACT)

    circle.evaluate("(button) => { button.click(); button.click(); }")

    is_pressed(circle)
    facts = json.loads(today.export(tmp_path))["facts"]
    assert [fact["amount"] for fact in facts] == [1]


def test_it_is_done_once_after_an_undo(today: Screens, tmp_path: Path) -> None:
    """B16: done, taken back and done again."""
    for is_shown in (is_pressed, is_open, is_pressed):
        today.tick(EYE_CONTACT).tap()
        is_shown(today.tick(EYE_CONTACT))

    facts = json.loads(today.export(tmp_path))["facts"]
    assert [fact["amount"] for fact in facts if not fact.get("withdrawn")] == [1]
    today.go_to("Today")
    today.open_habit(EYE_CONTACT)
    expect(today.streak).to_have_text("1")


def test_it_opens_the_day_after_a_long_press_of_a_finger(today: Screens) -> None:
    circle = today.tick(EYE_CONTACT)
    session = today.page.context.new_cdp_session(today.page)

    hold(session, circle, until=today.sheet)

    today.sheet.get_by_label("Note").fill("The sheet stays when the finger is lifted")
    today.page.keyboard.press("Escape")
    expect(today.sheet).to_have_count(0)
    is_open(circle)


def test_it_opens_the_day_after_a_long_press_of_a_mouse(today: Screens) -> None:
    circle = today.tick(EYE_CONTACT)
    circle.hover()
    today.page.mouse.down()
    expect(today.sheet).to_be_visible()
    today.page.mouse.up()

    today.page.keyboard.press("Escape")
    expect(today.sheet).to_have_count(0)
    is_open(circle)
    circle.click()
    is_pressed(circle)


def test_it_hears_the_first_key_after_a_long_press(today: Screens) -> None:
    circle = today.tick(EYE_CONTACT)
    session = today.page.context.new_cdp_session(today.page)
    hold(session, circle, until=today.sheet)
    today.page.keyboard.press("Escape")
    expect(today.sheet).to_have_count(0)

    circle.focus()
    today.page.keyboard.press("Enter")

    is_pressed(circle)


def test_it_opens_the_day_from_the_context_menu(today: Screens) -> None:
    circle = today.tick(EYE_CONTACT)

    circle.click(button="right")

    expect(today.sheet).to_be_visible()
    today.sheet.get_by_role("button", name="Close").click()
    is_open(circle)
    circle.click()
    is_pressed(circle)


def test_it_shows_a_rest_and_takes_it_back_with_a_tap(today: Screens) -> None:
    circle = today.tick(EYE_CONTACT)

    today.log_in_sheet(EYE_CONTACT, state="Rest day")
    expect(circle).to_have_accessible_name(f"{EYE_CONTACT}: resting")
    is_open(circle)

    circle.tap()
    expect(circle).to_have_accessible_name(f"{EYE_CONTACT}: not done yet")


def test_it_is_all_kept_though_something_rests(today: Screens) -> None:
    today.write_habit(WATER)
    today.tick(EYE_CONTACT).tap()
    expect(today.page.get_by_text("1 of 2 kept", exact=True)).to_be_visible()

    today.log_in_sheet(WATER, state="Rest day")

    expect(today.page.get_by_text("1 of 1 kept", exact=True)).to_be_visible()
    expect(today.page.get_by_text("All kept.")).to_be_visible()
    expect(today.day(0)).to_have_accessible_name(re.compile("everything kept$"))


def test_it_asks_for_nothing_where_all_rests(today: Screens) -> None:
    today.log_in_sheet(EYE_CONTACT, state="Rest day")

    expect(today.page.get_by_text("Nothing is due today. Rest is part of it.")).to_be_visible()
    expect(today.page.get_by_text(re.compile(r"\bof \d+ kept"))).to_have_count(0)
    expect(today.tick(EYE_CONTACT)).to_be_visible()


def test_it_says_of_no_day_that_is_over_that_it_is_still_to_come(today: Screens) -> None:
    week = today.page.get_by_role("img", name=re.compile("^The (last )?seven days"))
    expect(week).to_have_accessible_name(re.compile("still to come$"))

    today.day(2).click()

    expect(today.link("Today")).to_be_visible()
    expect(week).to_have_accessible_name(re.compile("^The seven days up to "))
    expect(week).not_to_have_accessible_name(re.compile("still to come"))


def test_an_archived_habit_that_was_never_kept_asks_for_nothing(today: Screens) -> None:
    today.write_habit(WATER)
    today.open_habit(WATER)
    expect(today.page.get_by_text("It starts with one small step.")).to_be_visible()
    expect(today.date).to_have_count(0)  # it has no cue, so no line over its name
    today.button("Archive").click()
    today.go_to("You")
    today.link(WATER).click()

    expect(today.page.get_by_text("No streak right now.")).to_be_visible()
    expect(today.page.get_by_text("It starts with one small step.")).to_have_count(0)
    expect(today.page.get_by_text("Start whenever you like")).to_have_count(0)
    expect(today.page.get_by_text("After a few times")).to_have_count(0)


def test_it_keeps_a_note(today: Screens) -> None:
    today.log_in_sheet(EYE_CONTACT, state="Done", note="We laughed.\nTwice.")
    is_pressed(today.tick(EYE_CONTACT))
    today.page.reload()

    sheet = today.open_sheet(EYE_CONTACT)
    expect(sheet.get_by_label("Note")).to_have_value("We laughed.\nTwice.")
    sheet.get_by_role("link", name="Open the habit").click()

    notes = today.page.get_by_role("region", name="Notes")
    expect(notes.get_by_text("We laughed.")).to_be_visible()


def test_it_offers_back_a_note_that_a_tap_took_away(today: Screens) -> None:
    today.log_in_sheet(EYE_CONTACT, state="Done", note="We laughed.")
    today.tick(EYE_CONTACT).tap()
    is_open(today.tick(EYE_CONTACT))

    today.button("Restore").tap()

    is_pressed(today.tick(EYE_CONTACT))
    sheet = today.open_sheet(EYE_CONTACT)
    expect(sheet.get_by_label("Note")).to_have_value("We laughed.")


def test_it_logs_another_day_from_the_date_strip(today: Screens) -> None:
    today.day(days_ago=1).tap()
    expect(today.title).to_have_text("Yesterday")
    today.tick(EYE_CONTACT).tap()
    is_pressed(today.tick(EYE_CONTACT))

    today.button("Back to today").tap()
    expect(today.title).to_have_text("Today")
    is_open(today.tick(EYE_CONTACT))

    today.page.reload()
    expect(today.day(days_ago=1)).to_have_accessible_name(re.compile(": everything kept$"))


def test_it_can_be_used_by_keyboard_alone(today: Screens) -> None:
    keyboard = today.page.keyboard
    circle = today.tick(EYE_CONTACT)
    for _ in range(MAX_TABS):
        keyboard.press("Tab")
        if circle.evaluate("(button) => button === document.activeElement"):
            break

    keyboard.press("Enter")
    is_pressed(circle)
    keyboard.press("Space")
    is_open(circle)
    keyboard.press("Shift+F10")
    expect(today.sheet).to_be_visible()
    keyboard.press("Escape")
    expect(circle).to_be_focused()


def test_it_keeps_the_focus_in_the_sheet_until_escape(today: Screens) -> None:
    picture = today.button(f"Rest, note or amount: {EYE_CONTACT}")
    picture.focus()
    today.page.keyboard.press("Enter")
    expect(today.sheet).to_be_visible()

    for _ in range(MAX_TABS):
        today.page.keyboard.press("Tab")
        place = "document.activeElement.closest('dialog')?.nodeName ?? document.activeElement.nodeName"
        assert today.page.evaluate(place) in {"DIALOG", "BODY"}  # the body stands for the browser's own bar

    today.page.keyboard.press("Escape")
    expect(today.sheet).to_have_count(0)
    expect(picture).to_be_focused()


def test_it_keeps_the_sheet_when_a_selection_is_dragged_out_of_it(today: Screens) -> None:
    sheet = today.open_sheet(EYE_CONTACT)
    note = sheet.get_by_label("Note")
    note.fill("Something worth keeping")
    note.hover()

    today.page.mouse.down()
    today.page.mouse.move(200, 40)
    today.page.mouse.up()

    expect(note).to_have_value("Something worth keeping")
    today.page.mouse.click(200, 40)
    expect(sheet).to_have_count(0)
