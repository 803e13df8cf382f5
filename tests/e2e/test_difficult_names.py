"""Names that people really have, and some that they do not: each is shown whole, or refused with a reason."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.e2e.export_files import make_file, make_habit
from tests.e2e.phone import DESKTOP_SIZE, PHONE_SIZE, SMALL_SIZE
from tests.e2e.screens import Screens, is_open, is_pressed

EMPTY = "Give it a name, so you’ll recognise it."
TOO_LONG = "That’s too long: at most 80 characters."

FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
ARABIC = "أنظر في عينيك عندما نتحدث ولا أنظر إلى الهاتف"
MIXED = "شكراً for dinner, יקירתי"
DIFFICULT = {
    "a family": FAMILY,
    "eighty families": FAMILY * 80,
    "Arabic": ARABIC,
    "both directions": MIXED,
    "a long word": "Donaudampfschifffahrtsgesellschaft" * 2,
    "markup": '<img src=x onerror=alert(1)> & "quotes" {count}',
    "accents on accents": "Za" + "\N{COMBINING DOUBLE VERTICAL LINE ABOVE}" * 40 + "lgo",
}
MAX_ROW_PX = 160
SIZES = (SMALL_SIZE, PHONE_SIZE, DESKTOP_SIZE)


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.mark.parametrize("name", ["", "   ", "\t\u202e", "\u0000\u0007"])
def test_it_asks_for_a_name(screens: Screens, name: str) -> None:
    screens.open("/habits/new")
    field = screens.page.get_by_label("What will you do?")
    field.fill(name)

    screens.button("Start").click()

    expect(screens.page.get_by_text(EMPTY)).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_it_refuses_ten_thousand_characters_and_keeps_them_in_the_field(screens: Screens) -> None:
    screens.open("/habits/new")
    field = screens.page.get_by_label("What will you do?")
    field.fill("a" * 10_000)

    screens.button("Start").click()

    expect(screens.page.get_by_text(TOO_LONG)).to_be_visible()
    expect(field).to_have_value("a" * 10_000)
    field.fill("a" * 80)
    screens.button("Start").click()
    is_open(screens.tick("a" * 80))


@pytest.mark.parametrize("kind", DIFFICULT)
def test_it_shows_a_difficult_name_whole_on_every_screen_at_every_width(screens: Screens, kind: str) -> None:
    name = DIFFICULT[kind]
    circle = screens.write_habit(name, cue=name)
    circle.click()
    is_pressed(circle)

    assert_it_fits(screens)
    screens.open_sheet(name)
    expect(screens.sheet.get_by_role("heading")).to_have_text(name)
    assert_it_fits(screens)
    screens.page.keyboard.press("Escape")
    screens.open_habit(name)
    assert_it_fits(screens)
    screens.link("Edit").click()
    expect(screens.page.get_by_label("What will you do?")).to_have_value(name)
    assert_it_fits(screens)


def assert_it_fits(screens: Screens) -> None:
    for size in SIZES:
        screens.page.set_viewport_size(size)
        assert screens.fits_its_width(), f"{screens.page.url} at {size}"


def test_it_fits_a_long_name_into_what_it_says_and_into_the_archive(screens: Screens) -> None:
    name = DIFFICULT["a long word"]
    screens.write_habit(name)
    screens.open_habit(name)

    screens.button("Archive").click()

    expect(screens.toast).to_contain_text(f"{name} is archived.")
    assert_it_fits(screens)
    screens.go_to("You")
    expect(screens.page.get_by_role("link", name=name)).to_be_visible()
    assert_it_fits(screens)


def test_it_keeps_the_row_of_a_name_from_elsewhere_short(screens: Screens) -> None:
    name = "Way" + " way" * 49
    screens.open("/you")
    screens.import_file(make_file([{**make_habit(name, date(2026, 1, 1)), "id": "way"}], []))
    screens.go_to("Today")

    row = screens.page.locator(".row").bounding_box()
    assert row is not None
    assert row["height"] < MAX_ROW_PX


def test_it_takes_marks_out_of_a_name_that_would_turn_the_text_around(screens: Screens) -> None:
    screens.write_habit("Say \u202egnihtyna\u2066 kind")

    is_open(screens.tick("Say gnihtyna kind"))
