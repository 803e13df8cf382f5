"""Signing out, deleting the account, and what stays on the device for whom."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accounts import (
    ALICE,
    DERIVING_MS,
    PASSWORD,
    Accounts,
    invitation,
)
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed
from tests.e2e.waiting import wait_until
from tests.e2e.witness import Witness

PAUSED = "Sync is paused."
SIGN_OUT_IS_SENT = """() => new Promise((resolve) => {
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
def server(own_server: Product) -> Product:
    return own_server


@pytest.fixture
def alice(screens: Screens) -> Accounts:
    """Her phone, on which she has kept one thing and then signed up."""
    screens.open()
    circle = screens.start_practice()
    circle.tap()
    is_pressed(circle)
    return Accounts(screens)


def account_databases(accounts: Accounts) -> list[str]:
    return [name for name in accounts.databases() if ACCOUNT_DATABASE.fullmatch(name)]


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
    told = "1 change isn’t on the server yet" if is_offline else "Everything on this device is on the server."
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
        wait_until(alice.page, SIGN_OUT_IS_SENT)
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
    expect(alice.screens.title).to_have_text("Add what’s on this device?")
    alice.screens.button("Add it").click()
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
    expect(tablet.problem).to_contain_text("The username or the password isn’t right.", timeout=DERIVING_MS)


def test_it_moves_every_tab_to_the_account(alice: Accounts) -> None:
    other = Screens(alice.page.context.new_page(), alice.screens.url)
    other.open("/practices")

    alice.sign_up()

    expect(other.title).to_have_text("Today")
    is_pressed(other.tick(EYE_CONTACT))
