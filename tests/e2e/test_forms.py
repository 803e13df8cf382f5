"""What forms say of a fault, and for how long; and that what destroys something looks so."""

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.accounts import Accounts, invitation
from tests.e2e.product import Product
from tests.e2e.screens import Screens

NAME_EMPTY = "Give it a name, so you’ll recognise it."
BACKGROUND = "(button) => getComputedStyle(button).backgroundColor"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


def is_wrong(field: Locator) -> None:
    expect(field).to_have_attribute("aria-invalid", "true")


def is_right(field: Locator) -> None:
    expect(field).to_have_attribute("aria-invalid", "false")


def test_a_habit_without_a_name_is_mended_by_typing_one(screens: Screens) -> None:
    screens.open("/habits/new")
    name = screens.page.get_by_label("What will you do?")
    screens.button("Start").click()
    is_wrong(name)
    expect(screens.page.get_by_text(NAME_EMPTY)).to_be_visible()

    name.fill("Look up")

    is_right(name)
    expect(screens.page.get_by_text(NAME_EMPTY)).to_have_count(0)
    name.fill(" ")
    screens.button("Start").click()
    is_wrong(name)


def test_a_promise_without_words_is_mended_by_typing_some(screens: Screens) -> None:
    screens.open("/promises/new")
    text = screens.page.get_by_label("What did you say you would do?")
    screens.button("Make this promise").click()
    is_wrong(text)

    text.fill("Bring the bicycle")

    is_right(text)


def test_the_form_of_an_account_says_what_is_wrong_until_it_is_mended(screens: Screens) -> None:
    screens.open("/sign-up")
    name = screens.page.get_by_role("textbox", name="Username", exact=True)
    name.fill("a")
    screens.button("Create account").click()
    is_wrong(name)

    name.fill("alice")

    is_right(name)


def test_the_code_of_an_invitation_may_be_typed_after_all(screens: Screens) -> None:
    screens.open("/invite")
    code = screens.page.get_by_role("textbox")
    screens.button("View invitation").click()
    is_wrong(code)

    code.fill("a")

    is_right(code)


def test_a_group_without_a_name_is_mended_by_typing_one(screens: Screens) -> None:
    screens.open("/you/arrange")
    screens.button("New group").click()
    name = screens.sheet.get_by_role("textbox")
    screens.sheet.get_by_role("button", name="Save").click()
    is_wrong(name)

    name.fill("Mornings")

    is_right(name)


def test_a_time_off_that_ends_before_it_begins_is_mended_by_either_day(screens: Screens) -> None:
    screens.open("/you")
    screens.button("Plan time off").click()
    first = screens.sheet.get_by_label("First day off")
    last = screens.sheet.get_by_label("Last day off")
    first.fill("2026-03-10")
    last.fill("2026-03-01")
    screens.sheet.get_by_role("button", name="Save").click()
    is_wrong(last)

    first.fill("2026-02-20")

    is_right(last)


def test_what_erases_everything_at_the_end_of_a_session_looks_so(screens: Screens, product: Product) -> None:
    Accounts(screens).sign_up(invite=invitation(product))
    screens.open("/you/account")
    delete = screens.button("Delete account")
    expect(delete).to_have_class("button destructive")
    screens.button("Sign out").last.click()
    erase = screens.sheet.get_by_role("button", name="Sign out and erase")

    red = delete.evaluate("(button) => getComputedStyle(button).color")

    assert erase.evaluate(BACKGROUND) == red
