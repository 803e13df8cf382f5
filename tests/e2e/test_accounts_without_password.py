"""An account without a password: made by a passkey, brought to a second device, and given a new key."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.accounts import DERIVING_MS, Accounts
from tests.e2e.linking import NewDevice, OldDevice
from tests.e2e.passkeys import PRF, Authenticator, press_sign_in, sign_up
from tests.e2e.phone import WITH_WORKER
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.test_new_key import all_is_under_one_key, save_new_key
from tests.e2e.test_two_devices import offline, online, rename
from tests.e2e.unsealing import key_ids_in
from tests.e2e.witness import Witness

WATER = "Canary water 18f3"
BY_PHONE = "Canary tea 7c02"
BY_TABLET = "Canary notes 99ae"
AGAIN = "Encrypt everything again"
LOCKED = "What you wrote is locked on this device."


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


@pytest.fixture
def phone_page(screens: Screens, collect: Witness) -> Accounts:
    """A phone that recognises its person, with an account by one press."""
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    for status in ("401 (UNAUTHORIZED)", "403 (FORBIDDEN)", "404 (NOT FOUND)", "409 (CONFLICT)"):
        collect.pardon(status)
    accounts = Accounts(screens)
    Authenticator(screens, **PRF)
    screens.open()
    screens.write_habit(WATER)
    screens.tick(WATER).tap()
    is_pressed(screens.tick(WATER))
    sign_up(accounts, "erin")
    accounts.synced()
    return accounts


def link(phone: Accounts, tablet: Accounts) -> None:
    """Bring the second device in by a link, with no password anywhere."""
    old, new = OldDevice(phone), NewDevice(tablet)
    new.follow(old.offer())
    number = new.shown_number()
    expect(old.numbers).to_have_count(3, timeout=DERIVING_MS)
    old.choose(number)
    old.says("Your other device is signed in.")
    phone.screens.button("Done").click()
    tablet.expect_today()


@WITH_WORKER
def test_a_second_device_comes_in_and_both_edit_offline(phone_page: Accounts, tablet: Accounts) -> None:
    link(phone_page, tablet)
    is_pressed(tablet.screens.tick(WATER))
    phone_page.screens.open()
    offline(phone_page, tablet)
    rename(phone_page, WATER, BY_PHONE)
    tablet.screens.write_habit(BY_TABLET)
    tablet.screens.tick(BY_TABLET).click()
    is_pressed(tablet.screens.tick(BY_TABLET))

    online(phone_page, tablet)

    phone_page.arrives(phone_page.screens.tick(BY_TABLET))
    tablet.arrives(tablet.screens.tick(BY_PHONE))
    for device in (phone_page, tablet):
        is_pressed(device.screens.tick(BY_TABLET))
        is_pressed(device.screens.tick(BY_PHONE))


def test_stop_all_gives_it_a_new_key_that_its_passkey_opens(
    phone_page: Accounts, tablet: Accounts, product: Product, tmp_path: Path
) -> None:
    link(phone_page, tablet)
    (before,) = key_ids_in(product.keep(tmp_path / "before.db"))
    phone_page.screens.open("/sharing")
    phone_page.screens.button("Stop all").click()
    phone_page.screens.sheet.get_by_role("button", name="Stop all").click()
    expect(phone_page.screens.sheet.get_by_role("switch", name=AGAIN)).to_be_checked(timeout=DERIVING_MS)
    phone_page.screens.button("Make a new key").click()
    save_new_key(phone_page)
    phone_page.screens.go_to("Today")
    rename(phone_page, WATER, BY_PHONE)

    assert before not in all_is_under_one_key(phone_page, product, tmp_path / "after.db")
    # The other device is signed out, and reads nothing new.
    tablet.look_again()
    expect(tablet.screens.notice("Sync is paused.")).to_be_visible(timeout=DERIVING_MS)
    expect(tablet.screens.tick(BY_PHONE)).to_have_count(0)
    # The passkey opens the new key on a device that holds nothing.
    phone_page.synced()
    phone_page.sign_out("Sign out and erase")
    press_sign_in(phone_page)
    phone_page.expect_today()
    is_pressed(phone_page.screens.tick(BY_PHONE))
    expect(phone_page.page.get_by_text(LOCKED)).to_have_count(0)
    phone_page.screens.open("/you/account")
    expect(phone_page.page.locator("section[aria-labelledby='passkeys'] li")).to_contain_text("Chrom")


def test_a_passkey_that_was_not_asked_only_signs_in_until_it_is(
    phone_page: Accounts, product: Product
) -> None:
    """Of a password account: the password wraps the new key, and the passkey is let in again."""
    screens = phone_page.screens
    screens.open("/you/account")
    screens.page.get_by_role("button", name="Set a password").click()
    phone_page.fill(new_password="window seven pepper moss")  # noqa: S106 - of nobody
    screens.sheet.get_by_role("button", name="Save").click()
    expect(screens.toast).to_contain_text("Password set.", timeout=DERIVING_MS)

    screens.button("New recovery key").click()
    screens.sheet.get_by_role("switch", name=AGAIN).click()
    expect(screens.button("Use a passkey instead")).to_have_count(0)
    phone_page.fill(current="window seven pepper moss")
    screens.button("Make a new key").click()
    save_new_key(phone_page)
    screens.open("/you/account")
    row = screens.page.locator("section[aria-labelledby='passkeys'] li")
    expect(row).to_contain_text("only signs in")
    row.click()
    screens.button("Let it unlock what I wrote").click()

    expect(screens.toast).to_contain_text("It unlocks what you wrote from now on.")
    expect(row).not_to_contain_text("only signs in")
    assert "Traceback" not in product.log()
