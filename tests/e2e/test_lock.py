"""CR-17: a lock of the app on this device, which nothing of a person's words gets past."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, expect

from tests.e2e.accounts import PASSWORD, Accounts, invitation
from tests.e2e.locks import DERIVING_MS, OTHER_PIN, PIN, Lock
from tests.e2e.moments import Notebook
from tests.e2e.phone import Phone
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.witness import Witness

HABIT = "Canary tea at dawn 51c2"
TYPED = "Canary half a sentence 90ab"
WATCH = """(() => {
  globalThis.sightings = [];
  const look = () => {
    const all = document.documentElement.outerHTML + document.title;
    if (all.includes("Canary")) globalThis.sightings.push(all);
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
})()"""
MINUTE_MS = 60_000
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def lock(screens: Screens) -> Lock:
    """Somebody with one habit, who has set the lock; the page is open."""
    screens.open()
    screens.become_ready_for_offline()
    screens.write_habit(HABIT)
    lock = Lock(screens)
    lock.turn_on()
    return lock


def test_it_says_what_a_pin_must_be(screens: Screens) -> None:
    """CR-17: six digits or more, and none of the first that somebody would try."""
    screens.open("/you/lock")
    lock = Lock(screens)
    lock.set_pin("18472")
    expect(screens.sheet.get_by_text("A PIN has 6 digits or more.")).to_be_visible()
    lock.fill_new_pin("123456")
    expect(screens.sheet.get_by_text("one of the first that somebody would try")).to_be_visible()
    lock.fill_new_pin(PIN, again=OTHER_PIN)
    expect(screens.sheet.get_by_text("This is not the same PIN.")).to_be_visible()
    lock.fill_new_pin("١٨٤٧٢٦", again=PIN)
    expect(screens.button("Lock now")).to_be_visible(timeout=DERIVING_MS)


def test_it_opens_for_the_pin_alone(lock: Lock) -> None:
    lock.lock_now()

    lock.try_pin(OTHER_PIN)
    expect(lock.problem).to_have_text("This is not the PIN.")
    lock.expect_locked()

    lock.try_pin()
    lock.expect_open()


def test_it_holds_no_word_while_it_is_locked(lock: Lock) -> None:
    """CR-17: neither in the document nor for a screen reader."""
    lock.screens.open()
    lock.screens.open_habit(HABIT)
    assert lock.holds(HABIT) == [HABIT]
    expect(lock.page).to_have_title(re.compile(HABIT))
    lock.screens.open("/you/lock")
    lock.try_pin()
    lock.lock_now()

    lock.page.go_back()
    lock.expect_locked()
    assert lock.holds(HABIT) == []
    assert "Canary" not in lock.page.locator("html").aria_snapshot()


def test_it_paints_no_word_before_it_is_opened(lock: Lock) -> None:
    """CR-17: a locked start has read nothing; the address that was asked for opens afterwards."""
    lock.page.add_init_script(WATCH)
    lock.screens.open()
    lock.screens.open_habit(HABIT)
    assert lock.page.evaluate("sightings.length") > 0
    lock.screens.open("/you/lock")
    lock.try_pin()
    lock.choose_after("At once")

    lock.screens.open()
    lock.expect_locked()
    assert lock.page.evaluate("sightings") == []

    lock.try_pin()
    lock.expect_open()
    habit = lock.page.locator("a.row-words").first.get_attribute("href") or ""
    lock.screens.open(habit)
    lock.expect_locked()
    assert lock.page.evaluate("sightings") == []
    lock.try_pin()
    expect(lock.screens.title).to_have_text(HABIT, timeout=DERIVING_MS)


def test_it_is_blank_as_soon_as_it_is_out_of_sight(lock: Lock) -> None:
    """CR-17: in the very event, for the picture that the system takes; a sheet above the page too."""
    lock.screens.open()
    lock.screens.open_sheet(HABIT)

    lock.hide()
    assert lock.is_covered()

    lock.show()
    assert not lock.is_covered()
    expect(lock.screens.sheet).to_be_visible()


def test_it_is_blank_without_a_pin_where_that_was_chosen(screens: Screens) -> None:
    screens.open("/you/lock")
    screens.page.get_by_role("switch", name="Blank in the list of open apps").click()
    expect(screens.page.get_by_role("switch", name="Blank")).to_have_attribute("aria-checked", "true")
    screens.page.reload()
    expect(screens.title).to_have_text("App lock")
    lock = Lock(screens)

    lock.hide()
    assert lock.is_covered()

    lock.show()
    assert not lock.is_covered()
    lock.expect_open()


def test_it_locks_when_it_was_away_for_as_long_as_was_chosen(lock: Lock) -> None:
    """CR-17: what was half written is there again afterwards, and so is an open sheet."""
    lock.page.clock.install(time=NOON)
    lock.screens.open()
    lock.screens.open_sheet(HABIT).get_by_label("Note").fill(TYPED)

    lock.hide()
    lock.page.clock.run_for(MINUTE_MS - 5_000)
    lock.show()
    expect(lock.screens.sheet).to_be_visible()

    lock.hide()
    lock.page.clock.run_for(MINUTE_MS + 1_000)
    assert lock.holds(HABIT, TYPED) == []
    lock.show()
    lock.expect_locked()
    lock.try_pin()
    expect(lock.screens.sheet.get_by_label("Note")).to_have_value(TYPED)
    lock.page.keyboard.press("Escape")
    expect(lock.screens.sheet).to_have_count(0)


def test_it_locks_though_the_phone_slept_or_its_clock_was_set_back(lock: Lock) -> None:
    lock.page.clock.install(time=NOON)
    lock.screens.open()

    lock.hide()
    lock.page.clock.set_system_time(NOON + timedelta(minutes=2))
    lock.show()
    lock.expect_locked()
    lock.try_pin()
    lock.expect_open()

    lock.hide()
    lock.page.clock.set_system_time(NOON)
    lock.show()
    lock.expect_locked()


def test_it_locks_and_opens_all_tabs_at_once(lock: Lock) -> None:
    other = Lock(Screens(lock.page.context.new_page(), lock.screens.url))
    other.screens.open()
    other.expect_open()  # within the minute

    lock.lock_now()
    other.expect_locked()
    assert other.holds(HABIT) == []

    other.try_pin()
    other.expect_open()
    lock.expect_open()


def test_a_tab_that_was_open_before_the_lock_is_set_locks_too(screens: Screens) -> None:
    screens.open()
    screens.become_ready_for_offline()
    screens.write_habit(HABIT)
    other = Lock(Screens(screens.page.context.new_page(), screens.url))
    other.screens.open()
    lock = Lock(screens)
    lock.turn_on()
    other.expect_open()

    lock.lock_now()

    other.expect_locked()
    assert other.holds(HABIT) == []


def test_it_is_locked_after_a_restart_and_opens_without_a_network(
    phone: Phone, product: Product, collect: Witness
) -> None:
    collect.pardon("ERR_CONNECTION_REFUSED")
    screens = Screens(phone.open(), product.url)
    screens.open()
    screens.become_ready_for_offline()
    screens.write_habit(HABIT).click()
    is_pressed(screens.tick(HABIT))
    Lock(screens).turn_on(after="At once")
    phone.close()
    product.kill()

    screens = Screens(phone.open(), product.url)
    screens.open()
    lock = Lock(screens)
    lock.expect_locked()
    assert lock.holds(HABIT) == []
    lock.try_pin()

    is_pressed(screens.tick(HABIT))


def test_wrong_pins_have_to_wait_and_neither_a_reload_nor_a_clock_helps(lock: Lock) -> None:
    """CR-17: five are free; then half a minute, and twice as long after each."""
    lock.page.clock.install(time=NOON)
    lock.screens.open("/you/lock")
    for _ in range(5):
        lock.try_pin(OTHER_PIN)
    expect(lock.page.get_by_text("The next try is possible in 30 seconds.")).to_be_visible()

    lock.page.reload()
    lock.page.clock.set_system_time(NOON - timedelta(days=1))
    lock.page.reload()
    expect(lock.page.get_by_text("The next try is possible in 30 seconds.")).to_be_visible()
    expect(lock.screens.button("Open").or_(lock.screens.button("Go on"))).to_have_attribute(
        "aria-disabled", "true"
    )
    lock.field.fill(PIN)
    lock.field.press("Enter")
    expect(lock.field).to_have_value(PIN)  # it was not even sent

    lock.page.clock.run_for(31_000)
    expect(lock.page.get_by_text("The next try is possible")).to_have_count(0)
    lock.try_pin(OTHER_PIN)
    expect(lock.page.get_by_text("The next try is possible in 60 seconds.")).to_be_visible()
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

    expect(other.page.get_by_text("The next try is possible in")).to_be_visible()
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
    passkey = lock.page.get_by_role("switch", name="Open as you open this device")
    passkey.click()
    expect(passkey).to_have_attribute("aria-checked", "true")
    lock.page.context.set_offline(offline=True)
    lock.lock_now()

    verified = {"authenticatorId": authenticator_id, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", verified)
    lock.screens.button("Open as you open this device").click()
    expect(lock.problem).to_contain_text("The device did not recognise you.", timeout=DERIVING_MS)
    lock.expect_locked()

    session.send("WebAuthn.setUserVerified", {**verified, "isUserVerified": True})
    lock.screens.button("Open as you open this device").click()
    lock.expect_open()


def test_it_offers_no_passkey_where_the_device_has_none(lock: Lock) -> None:
    expect(lock.page.get_by_role("switch", name="Ask again before reflections")).to_be_visible()
    expect(lock.page.get_by_role("switch", name="Open as you open this device")).to_have_count(0)


def test_it_asks_before_it_is_changed_and_is_gone_when_it_is_taken_off(lock: Lock) -> None:
    lock.page.reload()
    expect(lock.page.get_by_text("To change the lock, show that it is yours.")).to_be_visible()
    lock.try_pin()
    lock.screens.button("Change the PIN").click()
    lock.fill_new_pin(OTHER_PIN)
    expect(lock.screens.toast).to_contain_text("The PIN is set.", timeout=DERIVING_MS)
    lock.lock_now()
    lock.try_pin(PIN)
    lock.expect_locked()
    lock.try_pin(OTHER_PIN)
    lock.expect_open()

    lock.screens.button("Take the lock off").click()
    expect(lock.screens.button("Set a PIN")).to_be_visible()
    lock.page.reload()
    lock.expect_open()
    expect(lock.screens.title).to_have_text("App lock")


def test_reflections_ask_once_more(lock: Lock) -> None:
    """CR-17: a lock of their own, which anybody can have and see."""
    lock.screens.open()
    Notebook(lock.screens).walk("page", TYPED)
    lock.screens.open("/you/lock")
    lock.try_pin()
    again = lock.page.get_by_role("switch", name="Ask again before reflections")
    again.click()
    expect(again).to_have_attribute("aria-checked", "true")

    lock.screens.open("/reflections")
    expect(lock.page.get_by_text("What you write for yourself is behind your PIN.")).to_be_visible()
    assert lock.holds(TYPED) == []
    lock.try_pin()
    lock.page.get_by_text(TYPED).first.click()
    expect(lock.page.get_by_text(TYPED)).to_be_visible()  # from one to the other it stays open

    lock.screens.go_to("Today")
    lock.page.go_back()
    expect(lock.page.get_by_text("What you write for yourself is behind your PIN.")).to_be_visible()
    assert lock.holds(TYPED) == []

    lock.screens.go_to("You")
    lock.screens.button("Export").click()
    expect(lock.screens.sheet).to_contain_text("The export holds your reflections too")
    with lock.page.expect_download():
        lock.try_pin()


def test_help_needs_no_pin(lock: Lock) -> None:
    """CR-20, CR-21: the way to help, and out of it, is there while the app is locked."""
    lock.lock_now()
    lock.screens.link("Help").click()
    expect(lock.screens.title).to_have_text("Help")
    expect(lock.screens.button("Emergency: Exit this page")).to_be_visible()
    assert lock.holds(HABIT) == []

    lock.page.get_by_role("link", name="Couples and relationship therapy").click()
    expect(lock.screens.title).to_have_text("Couples and relationship therapy")
    lock.screens.link("Back").click()
    lock.screens.link("Back").click()
    lock.expect_locked()
    lock.try_pin()
    expect(lock.screens.title).to_have_text("You", timeout=DERIVING_MS)


def test_a_forgotten_pin_without_an_account_leaves_only_to_erase(lock: Lock) -> None:
    lock.lock_now()
    lock.screens.button("PIN forgotten?").click()
    expect(lock.screens.sheet).to_contain_text("There is no account whose password could open Kept.")
    expect(lock.screens.sheet.get_by_label("Your password")).to_have_count(0)
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    expect(lock.screens.sheet).to_contain_text("They are nowhere else, unless you made an export.")
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
    lock.screens.button("PIN forgotten?").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    expect(lock.screens.sheet).to_contain_text(
        re.compile(r"\d+ changes? (has|have) not reached the server and would be gone for good")
    )
    lock.screens.sheet.get_by_role("button", name="Keep my data").click()

    account.fill(current=PASSWORD)
    lock.screens.button("Open with the password").click()
    expect(lock.page.locator(".field-problem:not(:empty)")).to_be_visible(timeout=DERIVING_MS)
    lock.page.context.set_offline(offline=False)
    account.fill(current="not the password of alice")
    lock.screens.button("Open with the password").click()
    expect(lock.page.locator(".field-problem:not(:empty)")).to_have_text(
        "This is not your password.", timeout=DERIVING_MS
    )
    lock.expect_locked()
    account.fill(current=PASSWORD)
    lock.screens.button("Open with the password").click()

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
    lock.screens.button("PIN forgotten?").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()
    lock.screens.sheet.get_by_role("button", name="Erase this device").click()

    expect(lock.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible(
        timeout=DERIVING_MS
    )
    exported = lock.screens.exported(tmp_path)
    assert exported["records"] == []
