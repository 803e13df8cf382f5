"""The main job on one phone: from nothing to a kept streak, with the server dead for most of it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed

MAX_TAPS = 3

COUNT_TAPS = """
globalThis.taps = 0;
addEventListener("click", (event) => { if (event.isTrusted) globalThis.taps += 1; }, true);
"""

TITLES = {
    "/": "Today",
    "/practices": "Practices",
    "/practices/eye-contact": EYE_CONTACT,
    "/practices/phone-away": "Face them, phone away",
    "/habits/new": "A habit of your own",
    "/you": "You",
}


@pytest.fixture
def offline(phone: Phone, product: Product) -> Screens:
    """The app on a phone with one habit, not ticked; the server is dead."""
    screens = Screens(phone.open(), product.url)
    screens.open()
    screens.start_practice()
    screens.become_ready_for_offline()
    product.kill()
    screens.open()
    return screens


def reopen(phone: Phone, product: Product) -> Screens:
    phone.close()
    screens = Screens(phone.open(), product.url)
    screens.open()
    return screens


def test_it_takes_at_most_three_taps_from_the_first_visit_to_a_habit(screens: Screens) -> None:
    screens.page.add_init_script(COUNT_TAPS)
    screens.open()

    screens.page.get_by_role("link", name=EYE_CONTACT).tap()
    screens.button("Start with this").tap()

    is_open(screens.tick(EYE_CONTACT))
    assert screens.page.evaluate("globalThis.taps") <= MAX_TAPS


def test_it_ticks_with_the_server_dead_and_remembers_it_in_a_new_browser(
    offline: Screens, phone: Phone, product: Product
) -> None:
    offline.page.reload()
    circle = offline.tick(EYE_CONTACT)
    is_open(circle)
    circle.tap()
    is_pressed(circle)

    screens = reopen(phone, product)

    assert not product.is_running
    is_pressed(screens.tick(EYE_CONTACT))
    screens.open_habit(EYE_CONTACT)
    expect(screens.streak).to_have_text("1")


def test_it_brings_back_after_an_erase_what_was_exported(offline: Screens, tmp_path: Path) -> None:
    """B11: a backup that does not bring everything back."""
    offline.tick(EYE_CONTACT).tap()
    is_pressed(offline.tick(EYE_CONTACT))
    exported = offline.export(tmp_path)

    offline.erase()
    offline.go_to("Today")
    expect(offline.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible()

    offline.go_to("You")
    offline.import_file(exported)
    expect(offline.toast).to_contain_text("Imported: 1 change, 1 entry.")
    assert offline.export(tmp_path) == exported
    offline.go_to("Today")
    is_pressed(offline.tick(EYE_CONTACT))


def test_it_opens_every_address_offline(offline: Screens) -> None:
    for path, title in TITLES.items():
        offline.open(path)

        expect(offline.title).to_have_text(title)


def test_it_moves_through_every_screen_offline(offline: Screens) -> None:
    offline.open_habit(EYE_CONTACT)
    month = offline.page.locator("#month")
    shown = month.inner_text()
    offline.button("Previous month").tap()
    expect(month).not_to_have_text(shown)
    offline.link("Edit").tap()
    expect(offline.title).to_have_text("Edit habit")
    offline.go_to("Practices")
    offline.page.get_by_role("link", name="Calm voice").tap()
    expect(offline.title).to_have_text("Calm voice")
    offline.go_to("Practices")
    offline.link("Write your own").tap()
    expect(offline.title).to_have_text("A habit of your own")
    offline.go_to("You")
