"""Large text, small screens, right-to-left: nothing has to be scrolled sideways or is out of reach."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.lived_in import WATER, move_in, write_notebook
from tests.e2e.locks import Lock
from tests.e2e.phone import DESKTOP_SIZE, PHONE_SIZE, SMALL_SIZE
from tests.e2e.screens import Screens

PATHS = (
    "/",
    "/practices",
    "/practices/eye-contact",
    "/practices/calm-voice",
    "/habits/eye-contact",
    "/habits/drink-water/edit",
    "/habits/new",
    "/habits/no-such-habit",
    "/promises",
    "/promises/new",
    "/promises/bicycle",
    "/promises/call/edit",
    "/moments/daily-check-in",
    "/moments/boundary",
    "/moments/review",
    "/moments/page",
    "/reflections",
    "/reflections/repair-1",
    "/reflections/daily-1",
    "/reflections/i-1",
    "/pulse",
    "/you",
    "/you/arrange",
    "/you/lock",
    "/you/nudges",
    "/today?nudge=3f0a5be1c2d4e6f8&about=habit:eye-contact&on=2026-03-04",
    "/together",
    "/together/invite",
    "/invite",
    "/sharing",
    "/info",
    "/info/therapy",
    "/sign-up",
    "/sign-in",
    "/recover",
    "/reset#x",
)
USUAL_TEXT_PX = 16
RIGHT_TO_LEFT = "document.documentElement.dir = 'rtl'"
BESIDE_THEIR_CIRCLE = """() => [...document.querySelectorAll(".tick-face, .strip-day b")]
  .map((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [text, range.getBoundingClientRect(), text.closest(".tick, b").getBoundingClientRect()];
  })
  .filter(([, words, circle]) => words.width > 0.8 * circle.width)
  .map(([text]) => text.outerHTML)"""
BESIDE_THEIR_PLACE = """() => [...document.querySelectorAll(".segmented span, .weekday-bars span")]
  .filter((text) => !text.matches(".visually-hidden"))
  .map((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [text, range.getBoundingClientRect(), text.closest("label, li").getBoundingClientRect()];
  })
  .filter(([, words, place]) => words.left < place.left || words.right > place.right)
  .map(([text]) => text.outerHTML)"""
OUT_OF_REACH = """() => [...document.querySelectorAll("a, button, input, select, summary, h1, h2, p")]
  .filter((target) => target.checkVisibility() && !target.matches(".skip, .visually-hidden"))
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, { left, right }]) => left < -1 || right > document.scrollingElement.clientWidth + 1)
  .map(([target]) => target.outerHTML)"""


@pytest.fixture(scope="module")
def home(shared: Screens) -> Screens:
    """A page in which somebody has lived for two months."""
    move_in(shared)
    write_notebook(shared)
    return shared


def assert_all_is_in_reach(home: Screens) -> None:
    assert home.fits_its_width()
    assert home.page.evaluate(OUT_OF_REACH) == []


@pytest.mark.parametrize("path", PATHS)
def test_it_fits_every_width(home: Screens, path: str) -> None:
    home.open(path)
    for size in (SMALL_SIZE, PHONE_SIZE, DESKTOP_SIZE):
        home.page.set_viewport_size(size)

        assert_all_is_in_reach(home)


@pytest.fixture
def large_text(home: Screens) -> Iterator[None]:
    """The person has asked the browser for text of twice the size."""
    session = home.page.context.new_cdp_session(home.page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 2 * USUAL_TEXT_PX}})
    yield
    session.send("Page.setFontSizes", {"fontSizes": {"standard": USUAL_TEXT_PX}})
    session.detach()


@pytest.mark.parametrize("path", PATHS)
def test_it_fits_with_text_of_twice_the_size(home: Screens, large_text: None, path: str) -> None:
    home.page.set_viewport_size(PHONE_SIZE)
    home.open(path)

    assert_all_is_in_reach(home)


@pytest.mark.parametrize("path", PATHS)
def test_it_fits_from_right_to_left(home: Screens, path: str) -> None:
    home.open(path)
    home.page.evaluate(RIGHT_TO_LEFT)
    for size in (SMALL_SIZE, PHONE_SIZE, DESKTOP_SIZE):
        home.page.set_viewport_size(size)

        assert_all_is_in_reach(home)


@pytest.mark.parametrize("path", ["/habits/eye-contact", "/habits/new", "/promises", "/promises/new", "/you"])
def test_it_lets_no_words_run_into_others_with_large_text(home: Screens, large_text: None, path: str) -> None:
    home.page.set_viewport_size(PHONE_SIZE)
    home.open(path)
    expect(home.page.locator(".segmented, .weekday-bars").first).to_be_visible()

    assert home.page.evaluate(BESIDE_THEIR_PLACE) == []


def test_it_keeps_numbers_within_their_circles_with_large_text(home: Screens, large_text: None) -> None:
    home.page.set_viewport_size(PHONE_SIZE)
    home.open()
    expect(home.tick(WATER)).to_contain_text("1/3")

    assert home.page.evaluate(BESIDE_THEIR_CIRCLE) == []


def test_it_fits_while_it_is_locked(screens: Screens) -> None:
    lock = Lock(screens)
    lock.turn_on()
    session = screens.page.context.new_cdp_session(screens.page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 2 * USUAL_TEXT_PX}})
    assert_all_is_in_reach(screens)
    lock.lock_now()
    screens.page.evaluate(RIGHT_TO_LEFT)
    for size in (SMALL_SIZE, PHONE_SIZE, DESKTOP_SIZE):
        screens.page.set_viewport_size(size)

        assert_all_is_in_reach(screens)


def test_it_fits_the_sheet_of_a_day_with_large_text(home: Screens, large_text: None) -> None:
    home.page.set_viewport_size(PHONE_SIZE)
    home.open()
    show_sheet(home)

    assert_all_is_in_reach(home)
    assert home.page.evaluate(BESIDE_THEIR_PLACE) == []
    save = home.sheet.get_by_role("button", name="Save")
    save.scroll_into_view_if_needed()
    expect(save).to_be_in_viewport(ratio=1)


def test_it_fits_the_sheet_of_a_day_from_right_to_left(home: Screens) -> None:
    home.page.set_viewport_size(PHONE_SIZE)
    home.open()
    home.page.evaluate(RIGHT_TO_LEFT)
    show_sheet(home)

    assert_all_is_in_reach(home)


def show_sheet(home: Screens) -> None:
    """With a stepper, which is the widest of them."""
    home.open_sheet(WATER).get_by_label("Done", exact=True).check(force=True)
