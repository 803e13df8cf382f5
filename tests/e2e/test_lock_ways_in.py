"""CR-17: the ways past the lock of the app: its PIN, a passkey, the password; and what wrong ones cost."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, expect

from tests.e2e.accounts import PASSWORD, Accounts, invitation
from tests.e2e.locks import DERIVING_MS, HABIT, OTHER_PIN, PIN, Lock
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.witness import Witness

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_wrong_pins_have_to_wait_and_neither_a_reload_nor_a_clock_helps(lock: Lock) -> None:
    """CR-17: five are free; then half a minute, and twice as long after each."""
    lock.page.clock.install(time=NOON)
    lock.screens.open("/you/lock")
    for _ in range(5):
        lock.try_pin(OTHER_PIN)
    expect(lock.page.get_by_text("You can try again in 30 seconds.")).to_be_visible()

    lock.page.reload()
    lock.page.clock.set_system_time(NOON - timedelta(days=1))
    lock.page.reload()
    expect(lock.page.get_by_text("You can try again in 30 seconds.")).to_be_visible()
    expect(lock.screens.button("Unlock").or_(lock.screens.button("Continue"))).to_have_attribute(
        "aria-disabled", "true"
    )
    lock.field.fill(PIN)
    lock.field.press("Enter")
    expect(lock.field).to_have_value(PIN)  # it was not even sent

    lock.page.clock.run_for(31_000)
    expect(lock.page.get_by_text("You can try again in")).to_have_count(0)
    lock.try_pin(OTHER_PIN)
    expect(lock.page.get_by_text("You can try again in 60 seconds.")).to_be_visible()
    lock.page.clock.run_for(61_000)
    lock.try_pin()
    lock.expect_open()


def test_two_tabs_have_no_more_tries_than_one(lock: Lock) -> None:
    other = Lock(Screens(lock.page.context.new_page(), lock.screens.url))
    lock.lock_now()
    other.screens.open()
    for each in (lock, other, lock, other, lock):
        each.try_pin(OTHER_PIN)

    other.try_pin()

    expect(other.page.get_by_text("You can try again in")).to_be_visible()
    other.expect_locked()


@pytest.fixture
def authenticator(lock: Lock) -> tuple[CDPSession, str]:
    """The device can recognise its person."""
    session = lock.page.context.new_cdp_session(lock.page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, added["authenticatorId"]


def test_it_opens_as_the_device_is_opened(lock: Lock, authenticator: tuple[CDPSession, str]) -> None:
    """CR-17: by a passkey of this device, with its person recognised; without a server."""
    session, authenticator_id = authenticator
    lock.screens.open("/you")
    lock.page.locator("a[href='/you/lock']").click()
    lock.try_pin()
    passkey = lock.page.get_by_role("switch", name="Unlock with fingerprint or face")
    passkey.click()
    expect(passkey).to_have_attribute("aria-checked", "true")
    lock.page.context.set_offline(offline=True)
    lock.lock_now()

    verified = {"authenticatorId": authenticator_id, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", verified)
    lock.screens.button("Unlock with fingerprint or face").click()
    expect(lock.problem).to_contain_text("The device didn’t recognise you.", timeout=DERIVING_MS)
    lock.expect_locked()

    session.send("WebAuthn.setUserVerified", {**verified, "isUserVerified": True})
    lock.screens.button("Unlock with fingerprint or face").click()
    lock.expect_open()


def test_it_offers_no_passkey_where_the_device_has_none(lock: Lock) -> None:
    expect(lock.page.get_by_role("switch", name="Ask again before reflections")).to_be_visible()
    expect(lock.page.get_by_role("switch", name="Unlock with fingerprint or face")).to_have_count(0)


def test_a_forgotten_pin_without_an_account_leaves_only_to_erase(lock: Lock) -> None:
    lock.lock_now()
    lock.screens.button("Forgot PIN?").click()
    expect(lock.screens.sheet).to_contain_text("There’s no account whose password could open Kept.")
    expect(lock.screens.sheet.get_by_label("Your password")).to_have_count(0)
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    expect(lock.screens.sheet).to_contain_text("They’re nowhere else, unless you made an export.")
    lock.screens.sheet.get_by_role("button", name="Keep my data").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()

    expect(lock.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible(
        timeout=DERIVING_MS
    )
    assert lock.holds(HABIT) == []
    lock.screens.open("/you/lock")
    expect(lock.screens.button("Set a PIN")).to_be_visible()


def test_a_forgotten_pin_opens_by_the_password_and_nothing_is_lost(
    lock: Lock, product: Product, collect: Witness
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    collect.pardon("401 (UNAUTHORIZED)")
    collect.pardon("403 (FORBIDDEN)")
    account = Accounts(lock.screens)
    account.sign_up("forgetful", invite=invitation(product))
    lock.page.context.set_offline(offline=True)
    lock.screens.tick(HABIT).click()
    is_pressed(lock.screens.tick(HABIT))
    lock.page.reload()
    lock.screens.go_to("You")
    lock.page.locator("a[href='/you/lock']").click()
    lock.try_pin()
    lock.lock_now()
    lock.screens.button("Forgot PIN?").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    expect(lock.screens.sheet).to_contain_text(
        re.compile(r"\d+ changes? (isn’t|aren’t) on the server yet and would be gone for good")
    )
    lock.screens.sheet.get_by_role("button", name="Keep my data").click()

    account.fill(current=PASSWORD)
    lock.screens.sheet.get_by_role("button", name="Unlock", exact=True).click()
    expect(lock.page.locator(".field-problem:not(:empty)")).to_be_visible(timeout=DERIVING_MS)
    lock.page.context.set_offline(offline=False)
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    expect(lock.screens.sheet).to_contain_text("Everything is on the server.")
    lock.screens.sheet.get_by_role("button", name="Keep my data").click()
    account.fill(current="not the password of alice")
    lock.screens.sheet.get_by_role("button", name="Unlock", exact=True).click()
    expect(lock.page.locator(".field-problem:not(:empty)")).to_have_text(
        "That’s not your password.", timeout=DERIVING_MS
    )
    lock.expect_locked()
    account.fill(current=PASSWORD)
    lock.screens.sheet.get_by_role("button", name="Unlock", exact=True).click()

    lock.expect_open()
    expect(lock.screens.button("Set a PIN")).to_be_visible()
    lock.screens.go_to("Today")
    is_pressed(lock.screens.tick(HABIT))


def test_signing_out_and_erasing_takes_the_lock_along(lock: Lock, product: Product) -> None:
    """CR-19: nothing is left of whoever has left."""
    account = Accounts(lock.screens)
    account.sign_up("locker", invite=invitation(product))
    account.sign_out("Sign out and erase")

    lock.screens.open("/you/lock")

    expect(lock.screens.button("Set a PIN")).to_be_visible()


def test_what_is_left_beside_an_account_is_not_bare_after_erasing(
    lock: Lock, product: Product, tmp_path: Path
) -> None:
    """What was recorded without an account lies in a database of its own, and goes too."""
    account = Accounts(lock.screens)
    account.sign_up("twofold", invite=invitation(product))
    lock.page.evaluate(
        """async () => {
          const opening = indexedDB.open("kept-local");
          const database = await new Promise((resolve) => {
            opening.onsuccess = () => resolve(opening.result);
          });
          const store = database.transaction("records", "readwrite").objectStore("records");
          store.put({ type: "habit", id: "h1", fields: { name: ["Canary left behind", "1"] } });
          await new Promise((resolve) => { store.transaction.oncomplete = resolve; });
          database.close();
        }"""
    )
    lock.screens.open("/you/lock")
    lock.try_pin()
    lock.lock_now()
    lock.screens.button("Forgot PIN?").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()

    expect(lock.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible(
        timeout=DERIVING_MS
    )
    exported = lock.screens.exported(tmp_path)
    assert exported["records"] == []
