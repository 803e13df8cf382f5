"""The help page, and the way out of it: there before it is needed, nothing kept, gone in an instant."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.witness import Witness

LINES = 10
ELSEWHERE = "https://www.wikipedia.org/"
HIDES_AT_ONCE = """() => {
  document.querySelector(".exit").click();
  return !document.documentElement.checkVisibility();
}"""
STORED = """async () => [
  ...Object.entries(localStorage), ...Object.entries(sessionStorage), document.cookie,
  (await indexedDB.databases()).map(({ name }) => name),
]"""


@pytest.fixture
def reader(screens: Screens) -> Screens:
    """Somebody who came to the page by way of the app, which answers without a network from now on."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<title>Elsewhere</title>")

    screens.page.context.route(f"{ELSEWHERE}**", answer)
    screens.page.goto("about:blank")
    screens.open()
    screens.become_ready_for_offline()
    screens.go_to("You")
    screens.page.locator("a[href='/info']").click()
    expect(screens.title).to_have_text("Help")
    return screens


def expect_elsewhere(page: Page, target: str = ELSEWHERE) -> None:
    page.wait_for_url(target)
    # Whatever is behind and ahead of it in this tab, it is no page of help.
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_it_names_the_emergency_numbers_first_and_the_day_of_the_last_check(reader: Screens) -> None:
    headings = reader.page.get_by_role("heading", level=2).all_text_contents()
    assert headings[:2] == ["In danger now", "Someone to talk to"]
    expect(reader.link("National Domestic Violence Hotline")).to_have_count(0)
    number = reader.page.locator("a[href='tel:18007997233']")
    expect(number).to_contain_text("National Domestic Violence Hotline")
    expect(reader.page.get_by_text(re.compile(r"Last checked on \d+ \w+ 20\d\d\."))).to_be_visible()
    expect(reader.page.get_by_text("Emotional safety doesn’t apply to an abusive one")).to_be_visible()


def test_it_begins_with_the_country_that_the_clock_and_the_language_tell(reader: Screens) -> None:
    """A phone in Berlin that speaks British English: all others follow."""
    regions = [line.inner_text().splitlines()[0] for line in reader.page.locator(".help-entry").all()]

    assert regions[:3] == ["Germany", "United Kingdom", "United Kingdom"]
    assert len(regions) == LINES
    expect(reader.page.locator("main a[href^='tel:']").first).to_have_attribute("href", "tel:112")


def test_it_says_no_more_than_the_name_of_the_app_outside_of_the_page(reader: Screens) -> None:
    """CR-21: a neutral address and title."""
    expect(reader.page).to_have_title("Kept")
    assert reader.page.url.endswith("/info")
    reader.link("Couples and relationship therapy What it’s for, and how to find it").click()
    expect(reader.title).to_have_text("Couples and relationship therapy")
    expect(reader.page).to_have_title("Kept")


def test_it_asks_nobody_and_keeps_nothing(reader: Screens, product: Product) -> None:
    """CR-21: the page is on the device before it is needed, and nothing tells that it was opened."""
    reader.go_to("You")
    stored = reader.page.evaluate(STORED)
    logged = product.log()

    reader.page.locator("a[href='/info']").click()
    expect(reader.title).to_have_text("Help")
    reader.page.get_by_role("link", name="Couples and relationship therapy").click()
    expect(reader.title).to_have_text("Couples and relationship therapy")

    assert product.log() == logged
    assert reader.page.evaluate(STORED) == stored


def test_it_opens_without_a_network(reader: Screens, collect: Witness) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    reader.page.context.set_offline(offline=True)

    reader.page.reload()

    expect(reader.title).to_have_text("Help")


def test_it_is_hidden_before_anything_else_can_be_painted(reader: Screens) -> None:
    """CR-20: within the task of the press."""
    assert reader.page.evaluate(HIDES_AT_ONCE) is True


def test_it_leaves_the_app_for_good(reader: Screens) -> None:
    """CR-20: Back leaves the app, whatever was opened on the way."""
    reader.link("Couples and relationship therapy What it’s for, and how to find it").click()
    reader.button("Emergency: Exit this page").click()

    expect_elsewhere(reader.page)


def test_it_leaves_without_a_network(reader: Screens, collect: Witness) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    reader.page.context.set_offline(offline=True)

    reader.button("Emergency: Exit this page").click()

    expect_elsewhere(reader.page, "about:blank")


def test_it_leaves_when_the_page_was_loaded_again_in_between(reader: Screens) -> None:
    reader.page.reload()
    expect(reader.title).to_have_text("Help")

    reader.button("Emergency: Exit this page").click()

    expect_elsewhere(reader.page)


def test_it_leaves_when_shift_is_pressed_three_times(reader: Screens) -> None:
    reader.page.keyboard.press("Shift")
    expect(reader.page.get_by_text("Press Shift 2 more times to exit.")).to_be_attached()
    reader.page.keyboard.press("Shift")
    reader.page.keyboard.press("Shift")

    expect_elsewhere(reader.page)


def test_it_shows_no_help_to_who_goes_forward(reader: Screens) -> None:
    reader.button("Emergency: Exit this page").click()
    reader.page.wait_for_url(ELSEWHERE)

    reader.page.go_forward()

    expect(reader.title).to_have_text("Today")
