"""Every screen in every state: axe finds nothing, light and dark, and everything fits and can be reached."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accounts import Accounts
from tests.e2e.barriers import MIN_TARGET_PX, SMALL_TARGETS, problems
from tests.e2e.fitting import misfits_everywhere
from tests.e2e.lived_in import EYE_CONTACT, move_in, write_notebook
from tests.e2e.locks import OTHER_PIN, Lock
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.states import STATES

MIN_TICK_PX = 48


@pytest.fixture(scope="module")
def home(shared: Screens) -> Screens:
    """A page in which somebody has lived for two months."""
    move_in(shared)
    write_notebook(shared)
    return shared


@pytest.mark.parametrize("state", STATES)
def test_it_is_free_of_barriers_in_every_state(home: Screens, state: str) -> None:
    STATES[state](home)

    assert problems(home.page) == []
    assert home.page.evaluate(SMALL_TARGETS, MIN_TARGET_PX) == []
    assert misfits_everywhere(home) == []


def test_it_is_free_of_barriers_on_the_first_visit(screens: Screens) -> None:
    screens.open()
    assert problems(screens.page) == []

    screens.start_practice()
    assert problems(screens.page) == []
    screens.open_habit("Eye contact")
    assert problems(screens.page) == []


def test_it_is_free_of_barriers_with_an_account(screens: Screens) -> None:
    screens.open()
    alice = Accounts(screens)
    alice.ask_for_account()
    key = alice.shown_key()
    assert problems(screens.page) == []
    alice.prove_key(key)
    alice.expect_today()
    screens.open("/you/account")
    expect(screens.page.locator(".device-row")).to_be_visible()
    assert problems(screens.page) == []
    for opener in ("Rename", "Change password", "New recovery key", "Sign out", "Delete account"):
        screens.button(opener).click()
        expect(screens.sheet).to_be_visible()
        assert problems(screens.page) == []
        assert screens.page.evaluate(SMALL_TARGETS, MIN_TARGET_PX) == []
        screens.button("Close").click()


def test_it_is_free_of_barriers_while_it_is_locked(screens: Screens) -> None:
    screens.open("/you/lock")
    lock = Lock(screens)
    lock.set_pin("123456")
    expect(screens.page.locator(".field-problem:not(:empty)")).to_be_visible()
    assert problems(screens.page) == []
    screens.button("Close").click()
    lock.turn_on()
    assert problems(screens.page) == []
    lock.lock_now()
    for _ in range(5):
        lock.try_pin(OTHER_PIN)
    expect(screens.page.get_by_text("You can try again in")).to_be_visible()
    assert problems(screens.page) == []
    assert screens.page.evaluate(SMALL_TARGETS, MIN_TARGET_PX) == []
    screens.button("Forgot PIN?").click()
    assert problems(screens.page) == []


def test_it_is_free_of_barriers_where_nothing_can_be_saved(screens: Screens) -> None:
    screens.page.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: null });")
    screens.open()

    assert problems(screens.page) == []


def test_it_gives_the_finger_a_large_circle(home: Screens) -> None:
    home.open()
    circles = home.page.locator(".tick")
    expect(circles).to_have_count(9)  # seven habits and two promises
    sizes = [box for circle in circles.all() if (box := circle.bounding_box())]

    assert len(sizes) == 9
    assert all(min(box["width"], box["height"]) >= MIN_TICK_PX for box in sizes)


def test_it_keeps_still_for_who_wants_less_motion(screens: Screens) -> None:
    screens.page.emulate_media(reduced_motion="reduce")
    screens.open()
    screens.start_practice().click()
    is_pressed(screens.tick(EYE_CONTACT))
    screens.open_sheet(EYE_CONTACT)

    longest = "Math.max(0, ...document.getAnimations().map((each) => each.effect.getTiming().duration))"
    assert screens.page.evaluate(longest) <= 1
    fill = "(circle) => parseFloat(getComputedStyle(circle, '::before').transitionDuration)"
    assert screens.tick(EYE_CONTACT).evaluate(fill) <= 0.001


def test_it_speaks_the_streak_after_a_tick(screens: Screens) -> None:
    screens.open()
    screens.start_practice().click()

    spoken = screens.page.get_by_role("status").filter(has_text=f"{EYE_CONTACT}: 1-day streak")
    expect(spoken).to_be_attached()


def test_it_tells_the_reader_which_screen_was_opened(screens: Screens) -> None:
    screens.open()
    screens.go_to("Practices")

    expect(screens.title).to_be_focused()
    expect(screens.page).to_have_title("Practices · Kept")
