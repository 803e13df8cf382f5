"""Two tabs of one phone: each shows what the other does, and nothing is lost between them."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed

WATER = "Drink water"


@pytest.fixture
def tabs(screens: Screens) -> tuple[Screens, Screens]:
    """Today in two tabs, with two open habits."""
    screens.open()
    screens.start_practice()
    screens.write_habit(WATER)
    other = Screens(screens.page.context.new_page(), screens.url)
    other.open()
    screens.page.bring_to_front()  # a browser slows down what lies behind
    return screens, other


def test_it_shows_the_tick_of_another_tab_without_a_reload(tabs: tuple[Screens, Screens]) -> None:
    one, other = tabs

    one.tick(EYE_CONTACT).tap()
    is_pressed(other.tick(EYE_CONTACT))

    other.tick(EYE_CONTACT).tap()
    is_open(one.tick(EYE_CONTACT))


def test_it_loses_no_tick_of_two_tabs(tabs: tuple[Screens, Screens], tmp_path: Path) -> None:
    one, other = tabs

    click = "(button) => button.click()"
    one.tick(EYE_CONTACT).evaluate(click)
    other.tick(WATER).evaluate(click)

    for screens in tabs:
        is_pressed(screens.tick(EYE_CONTACT))
        is_pressed(screens.tick(WATER))
        screens.page.reload()
        is_pressed(screens.tick(EYE_CONTACT))
        is_pressed(screens.tick(WATER))
    assert len(json.loads(one.export(tmp_path))["facts"]) == 2


def test_it_shows_the_new_habit_and_the_new_name_of_another_tab(tabs: tuple[Screens, Screens]) -> None:
    one, other = tabs
    one.write_habit("Say thank you")
    is_open(other.tick("Say thank you"))

    one.open_habit("Say thank you")
    one.link("Edit").click()
    one.page.get_by_label("What will you do?").fill("Say it with a smile")
    one.button("Save").click()

    is_open(other.tick("Say it with a smile"))
    expect(other.tick("Say thank you")).to_have_count(0)


def test_it_empties_a_tab_when_another_erases_everything(tabs: tuple[Screens, Screens]) -> None:
    one, other = tabs

    one.erase()

    expect(other.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible()
