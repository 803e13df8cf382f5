"""Signing up, in and out, and back in when the password is lost: nothing recorded is ever lost by it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.e2e.accounts import (
    ALICE,
    DERIVING_MS,
    OTHER_PASSWORD,
    PASSWORD,
    Accounts,
    invitation,
    reset_token,
)
from tests.e2e.phone import phone_context
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed
from tests.e2e.waiting import wait_until
from tests.e2e.witness import Witness
from tests.factories.kept_process import post_json

LOCKED = "Your words are locked on this device."
PAUSED = "Sync is paused."
FAREWELL_IS_SAID = """() => new Promise((resolve) => {
  const opening = indexedDB.open("kept-device");
  opening.onsuccess = () => {
    const counting = opening.result.transaction("device").objectStore("device").count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result === 0); };
  };
})"""
CACHED_ADDRESSES = """async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => new URL(url).pathname);
}"""
STORED = """async () => {
  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const found = [{ ...localStorage }, { ...sessionStorage }];
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store);
      found.push([name, store, await answered(rows.getAllKeys()), await answered(rows.getAll())]);
    }
    database.close();
  }
  return JSON.stringify(found);
}"""
ACCOUNT_DATABASE = re.compile(r"kept-[0-9a-f]{32}")


@pytest.fixture
def server(built_app: Path, tmp_path: Path) -> Iterator[Product]:
    """A server of its own for each test: whoever signs up first needs no invitation."""
    product = Product(tmp_path, built_app)
    yield product
    product.kill()
    assert "Traceback" not in product.log()


@pytest.fixture
def alice(screens: Screens) -> Accounts:
    """Her phone, on which she has kept one thing and then signed up."""
    screens.open()
    circle = screens.start_practice()
    circle.tap()
    is_pressed(circle)
    return Accounts(screens)


@pytest.fixture
def tablet(browser: Browser, collect: Witness, product: Product) -> Iterator[Accounts]:
    """Her second device, where she has not been yet."""
    context = phone_context(browser, collect)
    yield Accounts(Screens(context.new_page(), product.url))
    context.close()


def account_databases(accounts: Accounts) -> list[str]:
    return [name for name in accounts.databases() if ACCOUNT_DATABASE.fullmatch(name)]


def asked_salt(product: Product) -> str:
    """What the server tells everybody who asks how the password of this name is derived."""
    salt: str = json.loads(post_json(product.port, "/api/kdf", {"username": ALICE}).body)["salt"]
    return salt


def test_it_carries_over_what_was_recorded_before(alice: Accounts) -> None:
    alice.sign_up()

    is_pressed(alice.screens.tick(EYE_CONTACT))
    alice.expect_signed_in()
    alice.page.reload()
    alice.screens.go_to("Today")
    is_pressed(alice.screens.tick(EYE_CONTACT))
    assert len(account_databases(alice)) == 1


def test_it_goes_on_only_with_the_end_of_the_recovery_key(alice: Accounts) -> None:
    alice.ask_for_account()
    key = alice.shown_key()

    alice.page.get_by_label("The last four characters").fill("????")
    alice.screens.button("I have kept it").click()

    expect(alice.problem).to_contain_text("These are not the last four characters")
    alice.prove_key(key)
    alice.expect_today()


def test_it_says_what_is_wrong_beside_the_field(alice: Accounts, collect: Witness) -> None:
    alice.ask_for_account("al")
    expect(alice.problem).to_contain_text("A name has 3 to 32")
    alice.ask_for_account(password="1234567890")  # noqa: S106 - what is refused here
    expect(alice.problem).to_contain_text("easy to guess")
    alice.ask_for_account(password="P@ssw0rd2024!")  # noqa: S106 - what is refused here
    expect(alice.problem).to_contain_text("one of the first that somebody would try")
    alice.ask_for_account(password="my name is alice")  # noqa: S106 - a password of a test
    expect(alice.problem).to_contain_text("Leave your name out")
    assert collect.complaints == []


def test_it_refuses_a_name_that_somebody_has(
    alice: Accounts, tablet: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon("409 (CONFLICT)")
    alice.sign_up()

    tablet.ask_for_account(ALICE, invite=invitation(product))

    expect(tablet.problem).to_contain_text("Somebody has this name already", timeout=DERIVING_MS)
    tablet.fill(username="bob")
    tablet.screens.button("Create account").click()
    tablet.prove_key(tablet.shown_key())
    tablet.expect_today()
    tablet.expect_signed_in("bob")


def test_it_signs_up_again_when_the_answer_was_lost(alice: Accounts, collect: Witness) -> None:
    collect.pardon("ERR_FAILED")
    lost = 0

    def lose(route: Route) -> None:
        nonlocal lost
        lost += 1
        route.fetch()
        route.abort()

    alice.page.route("**/api/accounts", lose, times=1)
    alice.ask_for_account()
    expect(alice.problem).to_contain_text("The server does not answer.", timeout=DERIVING_MS)

    alice.screens.button("Create account").click()

    assert lost == 1
    alice.prove_key(alice.shown_key())
    alice.expect_today()
    is_pressed(alice.screens.tick(EYE_CONTACT))


def test_it_signs_in_on_a_second_device_with_the_right_password_only(
    alice: Accounts, tablet: Accounts, collect: Witness
) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    alice.sign_up()

    tablet.ask_to_sign_in(password=OTHER_PASSWORD)
    expect(tablet.problem).to_contain_text("The name or the password is not right.", timeout=DERIVING_MS)
    tablet.sign_in()

    tablet.expect_signed_in()
    tablet.screens.open("/you/account")
    expect(tablet.page.locator(".device-row")).to_have_count(2)
    expect(tablet.page.locator(".notices").get_by_text(LOCKED)).to_have_count(0)


@pytest.mark.parametrize(("answer", "there"), [("Bring it in", 1), ("Leave it here", 0)])
def test_it_asks_what_becomes_of_the_things_on_the_device(
    alice: Accounts, tablet: Accounts, answer: str, there: int
) -> None:
    alice.sign_up()
    tablet.screens.write_habit("Drink water")

    tablet.ask_to_sign_in()
    expect(tablet.screens.title).to_have_text("Bring in what is on this device?", timeout=DERIVING_MS)
    tablet.screens.button(answer).click()

    tablet.expect_today()
    expect(tablet.screens.tick("Drink water")).to_have_count(there)
    tablet.sign_out("Sign out and erase")
    expect(tablet.screens.tick("Drink water")).to_have_count(1 - there)


def test_it_signs_other_devices_out(alice: Accounts, tablet: Accounts, collect: Witness) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    alice.sign_up()
    tablet.sign_in()
    alice.screens.open("/you/account")

    alice.screens.button("Sign out all other devices").click()

    expect(alice.page.locator(".device-row")).to_have_count(1)
    tablet.screens.open("/you/account")
    expect(tablet.screens.notice(PAUSED)).to_be_visible()
    tablet.sign_in()
    expect(tablet.screens.notice(PAUSED)).to_have_count(0)


def test_it_sets_a_new_password_by_the_recovery_key(
    alice: Accounts, tablet: Accounts, collect: Witness
) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    key = alice.sign_up()

    tablet.recover("0" * 27)
    expect(tablet.problem).to_contain_text("do not belong together", timeout=DERIVING_MS)
    tablet.recover(key.lower())
    tablet.expect_today()

    tablet.expect_signed_in()
    expect(tablet.screens.notice(LOCKED)).to_have_count(0)
    alice.screens.open("/you/account")
    expect(alice.screens.notice(PAUSED)).to_be_visible()
    alice.sign_in(password=OTHER_PASSWORD)
    is_pressed(alice.screens.tick(EYE_CONTACT))


def test_it_locks_the_words_after_a_reset_until_the_recovery_key_is_given(
    alice: Accounts, tablet: Accounts, product: Product
) -> None:
    salt = asked_salt(product)
    key = alice.sign_up()
    assert asked_salt(product) == salt
    tablet.screens.open(f"/reset#{reset_token(product)}")
    expect(tablet.page).to_have_url(f"{product.url}/reset")

    tablet.fill(new_password=OTHER_PASSWORD)
    tablet.screens.button("Set password and sign in").click()
    tablet.expect_today()
    assert asked_salt(product) == salt

    tablet.screens.notice(LOCKED).get_by_role("button", name="Unlock").click()
    sheet = tablet.screens.sheet
    tablet.fill(recovery_key=key, current=OTHER_PASSWORD)
    sheet.get_by_role("button", name="Unlock").click()
    expect(tablet.screens.toast).to_contain_text("Your words are open", timeout=DERIVING_MS)
    tablet.page.reload()
    expect(tablet.screens.title).to_have_text(ALICE)
    expect(tablet.screens.notice(LOCKED)).to_have_count(0)


def test_it_changes_the_password_and_the_recovery_key(
    alice: Accounts, tablet: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    alice.sign_up()
    salt = asked_salt(product)
    alice.screens.open("/you/account")
    alice.screens.button("Change password").click()
    sheet = alice.screens.sheet
    sheet.get_by_label("Your present password").fill("not the password")
    alice.fill(new_password=OTHER_PASSWORD)
    sheet.get_by_role("button", name="Save").click()
    expect(alice.problem).to_contain_text("This is not your password.", timeout=DERIVING_MS)
    sheet.get_by_label("Your present password").fill(PASSWORD)
    sheet.get_by_role("button", name="Save").click()
    expect(alice.screens.toast).to_contain_text("Your password is changed.", timeout=DERIVING_MS)

    alice.screens.button("New recovery key").click()
    alice.fill(current=OTHER_PASSWORD)
    alice.screens.button("Make a new key").click()
    key = alice.shown_key()
    alice.prove_key(key)

    expect(alice.screens.toast).to_contain_text("Your new recovery key is in place.")
    assert asked_salt(product) == salt
    tablet.recover(key, PASSWORD)
    tablet.expect_today()
    tablet.expect_signed_in()
    assert asked_salt(product) == salt


@pytest.mark.parametrize("is_offline", [False, True], ids=["online", "offline"])
def test_it_leaves_nothing_after_signing_out_and_erasing(
    alice: Accounts, collect: Witness, *, is_offline: bool
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    alice.sign_up()
    alice.screens.become_ready_for_offline()
    expect(alice.screens.link("Synced")).to_be_visible()
    alice.page.context.set_offline(is_offline)
    if is_offline:
        alice.screens.tick(EYE_CONTACT).tap()
        is_open(alice.screens.tick(EYE_CONTACT))
    alice.screens.go_to("You")
    alice.page.locator("a[href='/you/account']").click()

    alice.screens.button("Sign out").last.click()
    told = "1 change has not reached the server yet" if is_offline else "has reached the server"
    expect(alice.screens.sheet.get_by_role("status")).to_contain_text(told)
    alice.screens.sheet.get_by_role("button", name="Sign out and erase").click()

    expect(alice.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible(
        timeout=DERIVING_MS
    )
    assert account_databases(alice) == []
    alice.page.context.set_offline(offline=False)
    alice.page.reload()
    if is_offline:
        expect(alice.screens.title).to_have_text("Today")
        wait_until(alice.page, FAREWELL_IS_SAID)
    assert alice.page.request.get(f"{alice.screens.url}/api/sessions").status == 401
    assert alice.page.context.cookies() == []
    cached = alice.page.evaluate(CACHED_ADDRESSES)
    assert cached != []
    assert [path for path in cached if path.startswith("/api/")] == []


def test_it_leaves_nothing_of_one_person_for_the_next(alice: Accounts, product: Product) -> None:
    marker = "Canary heron 19c2"
    alice.screens.write_habit(marker)
    alice.sign_up()
    alice.synced()
    before = alice.page.evaluate(STORED)
    assert marker in before
    assert f'"{ALICE}"' in before
    account = account_databases(alice)[0].removeprefix("kept-")

    alice.sign_out("Sign out and erase")
    alice.sign_up("bob", invite=invitation(product))

    after = alice.page.evaluate(STORED)
    assert '"bob"' in after
    assert [text for text in (marker, f'"{ALICE}"', account) if text in after] == []


def test_it_keeps_what_is_there_for_who_signs_out_and_wants_so(alice: Accounts) -> None:
    alice.sign_up()

    alice.sign_out("Sign out, keep the data")

    is_pressed(alice.screens.tick(EYE_CONTACT))
    expect(alice.screens.notice(PAUSED)).to_be_visible()
    expect(alice.screens.link("Sync paused")).to_be_visible()
    expect(alice.screens.link("Synced")).to_have_count(0)
    alice.sign_in()
    is_pressed(alice.screens.tick(EYE_CONTACT))
    expect(alice.screens.notice(PAUSED)).to_have_count(0)


def test_it_starts_offline_with_the_account(alice: Accounts, collect: Witness) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    alice.sign_up()
    alice.screens.become_ready_for_offline()
    alice.page.context.set_offline(offline=True)

    alice.page.reload()

    is_pressed(alice.screens.tick(EYE_CONTACT))
    alice.expect_signed_in()


def test_it_finds_the_account_again_when_the_pointer_is_lost(alice: Accounts) -> None:
    alice.sign_up()

    alice.page.evaluate("() => { indexedDB.deleteDatabase('kept-device'); }")
    alice.page.reload()

    is_pressed(alice.screens.tick(EYE_CONTACT))
    expect(alice.screens.notice(PAUSED)).to_be_visible()
    alice.sign_in()
    is_pressed(alice.screens.tick(EYE_CONTACT))


def test_it_brings_everything_into_a_new_account_when_the_server_has_lost_the_old_one(
    alice: Accounts, tablet: Accounts, collect: Witness, product: Product
) -> None:
    collect.pardon("Failed to load resource")
    alice.sign_up()
    is_pressed(alice.screens.tick(EYE_CONTACT))
    product.kill()
    for file in product.database_files():
        file.unlink()
    product.start()
    alice.page.reload()
    expect(alice.screens.notice(PAUSED)).to_be_visible()

    alice.ask_for_account()
    alice.prove_key(alice.shown_key())
    expect(alice.screens.title).to_have_text("Bring in what is on this device?")
    alice.screens.button("Bring it in").click()
    alice.expect_today()

    is_pressed(alice.screens.tick(EYE_CONTACT))
    alice.synced()
    tablet.sign_in()
    is_pressed(tablet.screens.tick(EYE_CONTACT))


def test_it_leaves_to_a_former_account_what_is_of_no_concern_to_the_new_one(
    alice: Accounts, product: Product
) -> None:
    alice.sign_up()
    alice.sign_out("Sign out, keep the data")

    alice.ask_for_account("bob", invite=invitation(product))
    alice.prove_key(alice.shown_key())
    alice.screens.button("Leave it here").click()
    alice.expect_today()
    expect(alice.screens.tick(EYE_CONTACT)).to_have_count(0)

    alice.sign_out("Sign out and erase")
    is_pressed(alice.screens.tick(EYE_CONTACT))
    alice.sign_in()
    is_pressed(alice.screens.tick(EYE_CONTACT))


def test_it_deletes_the_account_for_good(alice: Accounts, tablet: Accounts, collect: Witness) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    alice.sign_up()
    alice.screens.open("/you/account")
    alice.screens.button("Delete account").click()
    alice.fill(current=PASSWORD)

    alice.screens.button("Delete for good").click()

    expect(alice.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible(
        timeout=DERIVING_MS
    )
    assert account_databases(alice) == []
    tablet.ask_to_sign_in()
    expect(tablet.problem).to_contain_text("The name or the password is not right.", timeout=DERIVING_MS)


def test_it_moves_every_tab_to_the_account(alice: Accounts) -> None:
    other = Screens(alice.page.context.new_page(), alice.screens.url)
    other.open("/practices")

    alice.sign_up()

    expect(other.title).to_have_text("Today")
    is_pressed(other.tick(EYE_CONTACT))
