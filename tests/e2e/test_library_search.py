"""The search of the library: on the device, and as people type."""

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import WITH_WORKER
from tests.e2e.product import Product
from tests.e2e.screens import Screens


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ÉYE contact", "Eye contact"),
        ("contact eye", "Eye contact"),
        ("brush my teeth", "Daily check-in"),
        ("unclench", "Pause before a talk"),
    ],
)
def test_it_finds_a_practice_by_its_words_its_steps_and_its_cues(
    screens: Screens, query: str, found: str
) -> None:
    screens.open("/practices")
    screens.page.get_by_role("searchbox").fill(query)
    practices = screens.page.locator("main a[href^='/practices/']")
    expect(practices.filter(has_text=found)).to_be_visible()
    expect(practices).to_have_count(1)


@WITH_WORKER
def test_it_searches_without_a_server(screens: Screens, product: Product) -> None:
    screens.open()
    screens.become_ready_for_offline()
    product.kill()
    screens.go_to("Practices")
    screens.page.get_by_role("searchbox").fill("BENEFIT DOUBT")
    expect(screens.page.locator("a[href='/practices/benefit-of-the-doubt']")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "way_on"),
    [
        ("/practices/none", "/practices"),
        ("/habits/none", "/"),
        ("/habits/none/edit", "/"),
        ("/promises/none", "/promises"),
        ("/moments/none", "/practices"),
        ("/reflections/none", "/reflections"),
    ],
)
def test_it_leads_on_from_an_address_of_nothing(screens: Screens, address: str, way_on: str) -> None:
    screens.open(address)

    expect(screens.page.locator(f"main a.button[href='{way_on}']")).to_be_visible()
