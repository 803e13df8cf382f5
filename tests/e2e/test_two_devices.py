"""One person, two devices: what is kept on one is on the other, and no tick is ever lost."""

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.accounts import DERIVING_MS, Accounts, invitation
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed
from tests.e2e.witness import Witness

WATER = "Canary water 5d1c"
CUE = "Canary cue 90ab"
NOTE = "Canary note 77fe"
RENAMED_ON_PHONE = "Canary tea 31e8"
RENAMED_ON_LAPTOP = "Canary coffee 4b02"


@pytest.fixture
def phone_page(screens: Screens) -> Accounts:
    return Accounts(screens)


def offline(*devices: Accounts) -> None:
    for device in devices:
        device.page.context.set_offline(offline=True)


def online(*devices: Accounts) -> None:
    """And wait until nothing is left to sync."""
    for device in devices:
        device.page.context.set_offline(offline=False)
        device.page.evaluate("dispatchEvent(new Event('online'))")
    for device in devices:
        device.synced()


def rename(device: Accounts, habit: str, name: str) -> None:
    device.screens.open_habit(habit)
    device.screens.link("Edit").click()
    device.page.get_by_label("What will you do?").fill(name)
    device.screens.button("Save").click()
    expect(device.screens.title).to_have_text(name)
    device.screens.go_to("Today")


def tapped(circle: Locator) -> Locator:
    circle.tap()
    return circle


def test_it_keeps_two_devices_equal_through_everything(
    phone_page: Accounts, laptop: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    phone, mine = phone_page, phone_page.screens
    # Ticks without an account.
    mine.open()
    mine.start_practice().tap()
    is_pressed(mine.tick(EYE_CONTACT))
    mine.write_habit(WATER, cue=CUE, times_a_day=8)
    mine.tick(WATER).tap()
    expect(mine.tick(WATER)).to_contain_text("1 of 8")
    mine.log_in_sheet(EYE_CONTACT, note=NOTE)
    is_pressed(mine.tick(EYE_CONTACT))
    # Sign-up carries them along.
    key = phone.sign_up()
    is_pressed(mine.tick(EYE_CONTACT))
    phone.synced()
    # The laptop signs in with the password alone.
    laptop.sign_in()
    its = laptop.screens
    is_pressed(its.tick(EYE_CONTACT))
    expect(its.tick(WATER)).to_contain_text("1 of 8")
    expect(its.page.get_by_text(CUE)).to_be_visible()
    its.open_habit(EYE_CONTACT)
    expect(its.streak).to_have_text("1")
    expect(its.page.get_by_text(NOTE)).to_be_visible()
    its.go_to("Today")
    # Both offline: both tick, both rename.
    offline(phone, laptop)
    mine.tick(WATER).tap()
    its.tick(WATER).click()
    expect(its.tick(WATER)).to_contain_text("2 of 8")
    rename(phone, WATER, RENAMED_ON_PHONE)
    rename(laptop, WATER, RENAMED_ON_LAPTOP)
    # Both online: equal, the later name stands, no tick is lost.
    online(phone)
    online(laptop)
    phone.look_again()
    for device in (phone, laptop):
        expect(device.screens.tick(RENAMED_ON_LAPTOP)).to_contain_text("3 of 8", timeout=DERIVING_MS)
    # Signing out erases; the recovery key brings the words back.
    phone.sign_out("Sign out and erase")
    expect(mine.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible()
    phone.recover(key)
    phone.expect_today()
    expect(mine.tick(RENAMED_ON_LAPTOP)).to_contain_text("3 of 8", timeout=DERIVING_MS)
    is_pressed(mine.tick(EYE_CONTACT))


def test_it_takes_an_undo_to_the_other_device(
    phone_page: Accounts, laptop: Accounts, product: Product
) -> None:
    phone_page.screens.open()
    is_pressed(tapped(phone_page.screens.start_practice()))
    phone_page.sign_up("bea", invite=invitation(product))
    phone_page.synced()
    laptop.sign_in("bea")
    is_pressed(laptop.screens.tick(EYE_CONTACT))

    laptop.screens.tick(EYE_CONTACT).click()
    is_open(laptop.screens.tick(EYE_CONTACT))
    laptop.synced()
    phone_page.look_again()

    is_open(phone_page.screens.tick(EYE_CONTACT))


def test_it_goes_on_while_the_server_is_gone_and_catches_up(
    phone_page: Accounts, laptop: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon_killed_server()
    phone_page.screens.open()
    phone_page.screens.start_practice()
    phone_page.sign_up("cleo", invite=invitation(product))
    phone_page.screens.become_ready_for_offline()
    phone_page.synced()
    product.kill()

    phone_page.screens.tick(EYE_CONTACT).tap()
    is_pressed(phone_page.screens.tick(EYE_CONTACT))
    expect(phone_page.screens.link("1 to sync")).to_be_visible()
    phone_page.page.reload()
    is_pressed(phone_page.screens.tick(EYE_CONTACT))
    expect(phone_page.screens.link("1 to sync")).to_be_visible()
    product.start()
    phone_page.look_again()

    phone_page.synced()
    laptop.sign_in("cleo")
    is_pressed(laptop.screens.tick(EYE_CONTACT))
