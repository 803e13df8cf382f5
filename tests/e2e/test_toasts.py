"""A message at the foot of the screen ends with what it speaks of, and covers no other screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed

PROMISE = "Canary bring the bicycle"
NOTE = "Canary they smiled first"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def ready(screens: Screens) -> Screens:
    """Somebody with one habit, on Today."""
    screens.open()
    screens.start_practice()
    screens.open()
    return screens


def promise_circle(screens: Screens) -> None:
    screens.open("/promises/new")
    screens.page.get_by_label("What did you say you would do?").fill(PROMISE)
    screens.button("Make this promise").click()
    expect(screens.tick(PROMISE)).to_be_visible()


def test_it_ends_when_a_kept_promise_is_open_again(ready: Screens) -> None:
    promise_circle(ready)
    ready.tick(PROMISE).click()
    is_pressed(ready.tick(PROMISE))
    expect(ready.button("Undo")).to_be_visible()

    ready.tick(PROMISE).click()

    is_open(ready.tick(PROMISE))
    expect(ready.button("Undo")).to_have_count(0)


def test_it_ends_when_a_circle_is_tapped_again(ready: Screens) -> None:
    ready.log_in_sheet(EYE_CONTACT, state="Done", note=NOTE)
    ready.tick(EYE_CONTACT).click()
    expect(ready.button("Restore")).to_be_visible()

    ready.tick(EYE_CONTACT).click()

    is_pressed(ready.tick(EYE_CONTACT))
    expect(ready.button("Restore")).to_have_count(0)


def test_it_does_not_ride_along_to_another_screen(ready: Screens) -> None:
    promise_circle(ready)
    ready.tick(PROMISE).click()
    expect(ready.button("Undo")).to_be_visible()

    ready.go_to("Practices")

    expect(ready.button("Undo")).to_have_count(0)


def test_it_is_seen_on_the_screen_that_it_was_meant_for_and_on_no_further_one(ready: Screens) -> None:
    ready.open_habit(EYE_CONTACT)
    ready.button("Delete").click()
    expect(ready.title).to_have_text("Today")
    expect(ready.toast).to_have_text(re.compile("deleted", re.IGNORECASE))
    expect(ready.button("Undo")).to_be_visible()

    ready.go_to("You")

    expect(ready.button("Undo")).to_have_count(0)
