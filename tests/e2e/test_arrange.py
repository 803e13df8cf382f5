"""Groups, order, search and the bin: each habit stands where one wants it, and none is lost by mistake."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.barriers import MIN_TARGET_PX, SMALL_TARGETS, problems
from tests.e2e.export_files import Json, make_file, make_habit
from tests.e2e.fitting import misfits
from tests.e2e.phone import SMALL_SIZE
from tests.e2e.screens import Screens

NOW = "2026-03-04T12:00:00+01:00"
FIRST_DAY = date(2026, 3, 1)
WALK, WATER, LETTER = "Walk together", "Drink water", "Write a letter"
NAMES = (WALK, WATER, LETTER)
MORNINGS = "Mornings"
MANY = 13
BIN_DAYS = 30


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


def bring(screens: Screens, habits: list[Json]) -> None:
    screens.page.clock.set_fixed_time(NOW)
    screens.open("/you")
    screens.import_file(make_file(habits, []))
    expect(screens.toast).to_contain_text("Imported")


@pytest.fixture
def home(screens: Screens) -> Screens:
    """Three habits, in no group."""
    bring(screens, [make_habit(name, FIRST_DAY, position=at) for at, name in enumerate(NAMES)])
    return screens


def arrange(screens: Screens) -> None:
    screens.open()
    screens.link("Arrange habits").click()
    expect(screens.title).to_have_text("Arrange")
    expect(screens.title).to_be_focused()  # a screen that opens takes the focus, a moment after it is drawn


def make_group(screens: Screens, name: str = MORNINGS) -> None:
    screens.button("New group").click()
    screens.sheet.get_by_label("Group name").fill(name)
    screens.sheet.get_by_role("button", name="Save").click()
    expect(screens.sheet).to_have_count(0)


def handle(screens: Screens, name: str) -> Locator:
    return screens.page.locator(".arranged-row").filter(has_text=name).locator(".handle")


def group(screens: Screens, name: str = MORNINGS) -> Locator:
    return screens.page.get_by_role("region", name=name, exact=True)


def drag(screens: Screens, grip: Locator, onto: Locator) -> None:
    """Down to the lower half of another row."""
    start, end = grip.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    mouse = screens.page.mouse
    mouse.move(start["x"] + 20, start["y"] + 20)
    mouse.down()
    mouse.move(start["x"] + 20, end["y"] + end["height"] * 0.8, steps=8)
    expect(screens.page.locator("[data-drop]")).to_have_count(1)
    mouse.up()


def test_it_makes_a_group_and_moves_a_habit_into_it_by_keyboard(home: Screens) -> None:
    arrange(home)
    make_group(home)
    expect(group(home)).to_contain_text("Nothing here yet")

    handle(home, LETTER).focus()
    home.page.keyboard.press("ArrowDown")

    expect(group(home).locator(".arranged-row")).to_have_text([LETTER])
    expect(handle(home, LETTER)).to_be_focused()
    said = home.page.get_by_role("status").filter(has_text=f"{LETTER}: 1 of 1, {MORNINGS}")
    expect(said).to_be_attached()
    home.page.reload()
    expect(group(home).locator(".arranged-row")).to_have_text([LETTER])


def test_it_keeps_the_focus_on_what_goes_up_and_down(home: Screens) -> None:
    arrange(home)
    handle(home, LETTER).focus()
    for order in ([WALK, LETTER, WATER], [LETTER, WALK, WATER]):
        home.page.keyboard.press("ArrowUp")
        expect(home.page.locator(".arranged-row")).to_have_text(order)
        expect(handle(home, LETTER)).to_be_focused()


def test_it_moves_a_habit_by_dragging_its_handle(home: Screens) -> None:
    arrange(home)
    drag(home, handle(home, WALK), home.page.locator(".arranged-row").filter(has_text=LETTER))

    expect(home.page.locator(".arranged-row")).to_have_text([WATER, LETTER, WALK])
    home.open()
    expect(home.page.locator(".row-name")).to_have_text([WATER, LETTER, WALK])


def test_it_drags_a_habit_into_an_empty_group(home: Screens) -> None:
    arrange(home)
    make_group(home)
    drag(home, handle(home, WATER), group(home).locator(".empty-group"))

    expect(group(home).locator(".arranged-row")).to_have_text([WATER])


def test_it_moves_by_taps_alone(home: Screens) -> None:
    arrange(home)
    make_group(home)
    handle(home, WALK).click()
    home.sheet.get_by_role("button", name="Down").click()
    expect(home.sheet).to_contain_text(f"{WALK}: 2 of 3, Not in a group")
    home.sheet.get_by_role("button", name=MORNINGS).click()

    expect(group(home).locator(".arranged-row")).to_have_text([WALK])


def test_it_moves_a_group_above_another(home: Screens) -> None:
    arrange(home)
    make_group(home)
    home.page.clock.set_fixed_time("2026-03-04T12:00:09+01:00")
    make_group(home, "Evenings")
    home.button("Move the group Evenings: 2 of 2").focus()
    home.page.keyboard.press("ArrowUp")

    expect(home.button("Move the group Evenings: 1 of 2")).to_be_focused()


def test_it_folds_a_group_on_today_and_leaves_it_folded(home: Screens) -> None:
    arrange(home)
    make_group(home)
    handle(home, LETTER).focus()
    home.page.keyboard.press("ArrowDown")
    expect(group(home).locator(".arranged-row")).to_have_text([LETTER])
    home.open()
    expect(home.tick(LETTER)).to_be_visible()

    home.page.locator("summary").filter(has_text=MORNINGS).click()

    expect(home.tick(LETTER)).to_be_hidden()
    home.page.reload()
    expect(home.tick(WALK)).to_be_visible()
    expect(home.tick(LETTER)).to_be_hidden()
    assert problems(home.page) == []
    home.page.locator("summary").filter(has_text=MORNINGS).click()
    expect(home.tick(LETTER)).to_be_visible()
    assert problems(home.page) == []


def test_it_deletes_a_group_and_brings_it_back(home: Screens) -> None:
    arrange(home)
    make_group(home)
    handle(home, LETTER).focus()
    home.page.keyboard.press("ArrowDown")
    home.button(f"Edit the group {MORNINGS}").click()
    home.sheet.get_by_role("button", name="Delete group").click()

    expect(group(home)).to_have_count(0)
    expect(home.page.locator(".arranged-row")).to_have_text([WALK, WATER, LETTER])
    home.button("Undo").click()
    expect(group(home).locator(".arranged-row")).to_have_text([LETTER])


def test_it_searches_when_there_are_many(screens: Screens) -> None:
    names = [f"Habit {number:02}" for number in range(MANY - 1)]
    bring(screens, [make_habit(name, FIRST_DAY, position=at) for at, name in enumerate(names)])
    screens.open()
    expect(screens.tick(names[0])).to_be_visible()
    expect(screens.page.get_by_role("searchbox")).to_have_count(0)
    screens.write_habit(WALK)

    screens.page.get_by_role("searchbox", name="Search your habits").fill("wALK")

    expect(screens.page.locator(".row:visible")).to_have_count(1)
    expect(screens.tick(WALK).locator("visible=true")).to_be_visible()
    assert problems(screens.page) == []
    screens.page.get_by_role("searchbox").fill("zzz")
    expect(screens.page.get_by_text("No habits found.")).to_be_visible()
    screens.page.get_by_role("searchbox").fill("")
    expect(screens.page.locator(".row:visible")).to_have_count(MANY)


def test_it_keeps_what_was_deleted_for_thirty_days(home: Screens) -> None:
    home.open()
    home.open_habit(WALK)
    home.button("Delete").click()
    expect(home.toast).to_contain_text("is deleted")
    home.go_to("You")
    deleted = home.page.get_by_role("region", name="Recently deleted")
    expect(deleted).to_contain_text("Deleted on 4 Mar 2026")
    assert problems(home.page) == []

    last_day = date(2026, 3, 4) + timedelta(days=BIN_DAYS)
    home.page.clock.set_fixed_time(f"{last_day + timedelta(days=1)}T12:00:00+02:00")
    home.open("/you")
    expect(home.button("Export")).to_be_visible()
    expect(deleted).to_have_count(0)
    home.page.clock.set_fixed_time(f"{last_day}T12:00:00+02:00")
    home.open("/you")
    home.button(f"Restore {WALK}").click()

    expect(deleted).to_have_count(0)
    home.go_to("Today")
    expect(home.tick(WALK)).to_be_visible()


def test_it_is_free_of_barriers_and_fits_small_screens(home: Screens) -> None:
    arrange(home)
    make_group(home)
    assert problems(home.page) == []
    assert home.page.evaluate(SMALL_TARGETS, MIN_TARGET_PX) == []
    home.page.set_viewport_size(SMALL_SIZE)
    assert misfits(home) == []
    for opener in (handle(home, WALK), home.button(f"Edit the group {MORNINGS}")):
        opener.click()
        expect(home.sheet).to_be_visible()
        assert problems(home.page) == []
        assert misfits(home) == []
        home.button("Close").click()
