"""Addresses that lead nowhere say so and lead on."""

import pytest
from playwright.sync_api import expect

from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.witness import Witness

NOTHING = "Nothing here"


@pytest.fixture
def forgiving(screens: Screens, collect: Witness) -> Screens:
    """A browser that may say in its console that a page was not found."""
    collect.pardon("404")
    return screens


def test_an_unknown_address_is_a_page_that_leads_to_today(forgiving: Screens) -> None:
    """On a first visit, without the service worker."""
    forgiving.open("/nowhere/at/all")
    expect(forgiving.title).to_have_text(NOTHING)

    forgiving.link("Go to Today").click()

    expect(forgiving.title).to_have_text("Today")


def test_it_is_the_same_with_the_service_worker_and_without_a_server(
    forgiving: Screens, product: Product
) -> None:
    forgiving.open()
    forgiving.become_ready_for_offline()
    forgiving.open("/nowhere")
    expect(forgiving.title).to_have_text(NOTHING)
    product.kill()

    forgiving.open("/nowhere")

    expect(forgiving.title).to_have_text(NOTHING)


def test_a_malformed_address_leads_to_today(forgiving: Screens) -> None:
    """It could not even be decoded: cut off in the middle of a letter. First without the service worker."""
    forgiving.open("/habits/%zz")
    expect(forgiving.title).to_have_text("Today")
    expect(forgiving.page).to_have_url(f"{forgiving.url}/")
    forgiving.become_ready_for_offline()

    for path in ("/habits/%", "/promises/%E0%A4", "/%zz"):
        forgiving.open(path)
        expect(forgiving.title).to_have_text("Today")
        expect(forgiving.page).to_have_url(f"{forgiving.url}/")


def test_a_reset_link_without_its_secret_leads_on(screens: Screens) -> None:
    screens.open("/reset")
    screens.page.locator("main").get_by_role("link", name="Sign in", exact=True).click()

    expect(screens.title).to_have_text("Sign in")
