"""Numbers are typed as the browser's region writes them, whatever the language of the app."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.phone import phone_context
from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.waiting import choose
from tests.e2e.witness import Witness

HABIT = "Drink water"

Abroad = Callable[[str], Screens]


@pytest.fixture
def abroad(browser: Browser, collect: Witness, product: Product) -> Iterator[Abroad]:
    contexts: list[BrowserContext] = []

    def open_in(locale: str) -> Screens:
        context = phone_context(browser, collect, locale=locale)
        contexts.append(context)
        screens = Screens(context.new_page(), product.url)
        screens.open("/habits/new")
        screens.page.get_by_label("What will you do?").fill(HABIT)
        return screens

    yield open_in
    for context in contexts:
        context.close()


def target_of(screens: Screens, folder: Path) -> object:
    """The goal of the one habit, as the export has it."""
    (habit,) = [record for record in screens.exported(folder)["records"] if record["type"] == "habit"]
    fields: dict[str, Any] = habit["fields"]
    (plan,) = [value for name, (value, _) in fields.items() if name.startswith("plan:")]
    return plan["target"]["amount"]


@pytest.mark.parametrize(
    ("locale", "typed", "amount"),
    [
        ("de-DE", "0,250", 0.25),
        ("fr-FR", "1,250", 1.25),
        ("de-DE", "1.250", 1250),
        ("en-GB", "0,125", 0.125),
        ("en-GB", "1,250", 1250),
        ("en-GB", ".5", 0.5),
        ("ar-EG", "\u0661\u0662\u066b\u0665", 12.5),
        ("hi-IN", "१२.५", 12.5),
    ],
)
def test_a_goal_is_stored_as_the_region_writes_it(
    abroad: Abroad, tmp_path: Path, locale: str, typed: str, amount: float
) -> None:
    screens = abroad(locale)
    screens.page.get_by_role("textbox", name="How many?").fill(typed)
    screens.button("Start").click()
    expect(screens.title).to_have_text("Today")

    assert target_of(screens, tmp_path) == amount


def test_what_may_be_two_numbers_is_asked_about(abroad: Abroad, tmp_path: Path) -> None:
    screens = abroad("fr-FR")
    field = screens.page.get_by_role("textbox", name="How many?")
    field.fill("1.250")
    screens.button("Start").click()
    words = "That can be read in two ways. Is it 1250 or 1,25?"
    expect(screens.page.get_by_text(words)).to_be_visible()
    expect(field).to_be_focused()

    field.fill("1,25")
    expect(screens.page.get_by_text(words)).to_have_count(0)
    screens.button("Start").click()
    assert target_of(screens, tmp_path) == 1.25


def test_an_amount_of_a_day_that_is_not_clear_is_not_saved(abroad: Abroad, tmp_path: Path) -> None:
    screens = abroad("de-DE")
    screens.page.get_by_role("textbox", name="How many?").fill("2,5")
    screens.button("Start").click()
    sheet = screens.open_sheet(HABIT)
    choose(sheet.get_by_label("Done", exact=True))
    field = sheet.get_by_role("textbox")
    expect(field.first).to_have_value("2,5")
    field.first.fill("viel")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_text("Enter a number, like 2 or 0,5.")).to_be_visible()
    expect(field.first).to_be_focused()

    field.first.fill("1,250")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).to_have_count(0)
    expect(screens.tick(HABIT)).to_have_accessible_name(f"{HABIT}: 1,25 of 2,5")
    assert [fact["amount"] for fact in screens.exported(tmp_path)["facts"]] == [1.25]


def test_a_daily_number_of_nudges_stays_while_none_is_typed(abroad: Abroad) -> None:
    screens = abroad("en-GB")
    screens.open("/you/nudges")
    field = screens.page.locator(".stepper input")
    before = field.input_value()
    field.fill("1.5")
    expect(screens.page.get_by_text("Enter a whole number from 1 to")).to_be_visible()
    screens.page.reload()
    expect(field).to_have_value(before)
