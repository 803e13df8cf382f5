"""A storage that is full, missing, dying or from the future: a calm word, and nothing saved is lost."""

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed
from tests.e2e.witness import Witness

FULL = "Not saved: this device is out of space. What you saved before is safe."
LOST = "Not saved: the browser closed its storage. What you saved before is safe."
MISSING = "This browser doesn’t let Kept save anything"
NEWER = "Your data was saved by a newer version of Kept. It’s safe."
BLOCKED = "Kept is being updated in another tab. Please close the other tabs of Kept."
SUPERSEDED = "Kept was updated in another tab. Reload this one to continue."

NO_STORAGE = {
    "null": "Object.defineProperty(globalThis, 'indexedDB', { value: null });",
    "absent": "delete Window.prototype.indexedDB; delete globalThis.indexedDB;",
    "refused": """Object.defineProperty(globalThis, 'indexedDB', {
        get: () => { throw new DOMException('Access is denied', 'SecurityError'); },
    });""",
    "refused when opened": """IDBFactory.prototype.open = () => {
        throw new DOMException('The operation is insecure', 'SecurityError');
    };""",
}

# `globalThis.fails` says how often the next transactions fail, or puts.
DYING_TRANSACTIONS = """(() => {
  const { transaction } = IDBDatabase.prototype;
  globalThis.fails = 0;
  IDBDatabase.prototype.transaction = function (...names) {
    if (globalThis.fails-- > 0) throw new DOMException("The connection is closing", "InvalidStateError");
    return transaction.apply(this, names);
  };
})();"""
ABORTING_WRITES = """(() => {
  const { put } = IDBObjectStore.prototype;
  globalThis.fails = 0;
  IDBObjectStore.prototype.put = function (...values) {
    const request = put.apply(this, values);
    if (globalThis.fails-- > 0) this.transaction.abort();
    return request;
  };
})();"""
FULL_WRITES = """(() => {
  const { put } = IDBObjectStore.prototype;
  globalThis.fails = 0;
  IDBObjectStore.prototype.put = function (...values) {
    if (globalThis.fails-- > 0) throw new DOMException("No room", "QuotaExceededError");
    return put.apply(this, values);
  };
})();"""
ALWAYS = 1_000_000

OPEN_AT_VERSION = """(version) => new Promise((resolve, reject) => {
  const request = indexedDB.open("kept-local", version);
  request.onsuccess = () => { request.result.close(); resolve(); };
  request.onerror = () => reject(request.error);
})"""

HOLD_OPEN = """() => new Promise((resolve) => {
  const request = indexedDB.open("kept-local");
  request.onsuccess = () => { globalThis.held = request.result; resolve(); };
})"""
NEXT_VERSION = """(() => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) { return open.call(this, name, version + 1); };
})();"""


def fail(screens: Screens, times: int) -> None:
    screens.page.evaluate("(times) => { globalThis.fails = times; }", times)


def with_one_habit(screens: Screens, fault: str) -> Screens:
    """Today with one open habit, in a page whose storage can be made to fail."""
    screens.page.add_init_script(fault)
    screens.open()
    screens.start_practice()
    return screens


def test_it_says_that_the_device_is_full_and_saves_once_there_is_room(phone: Phone, product: Product) -> None:
    """The limit is the browser's own: the quota of the origin, set before its first write of a session."""
    first = Screens(phone.open(), product.url)
    first.open()
    first.start_practice()
    phone.close()
    page = phone.open()
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": product.url, "quotaSize": 1})
    screens = Screens(page, product.url)
    screens.open()

    screens.tick(EYE_CONTACT).tap()

    expect(screens.toast).to_contain_text(FULL)
    is_open(screens.tick(EYE_CONTACT))
    session.send("Storage.overrideQuotaForOrigin", {"origin": product.url})
    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))


def test_it_keeps_a_form_that_could_not_be_saved(screens: Screens) -> None:
    screens.page.add_init_script(FULL_WRITES)
    screens.open("/habits/new")
    name = screens.page.get_by_label("What will you do?")
    name.fill("Call my brother")
    fail(screens, ALWAYS)

    screens.button("Start").click()

    expect(screens.page.get_by_role("alert")).to_contain_text(FULL)
    expect(name).to_have_value("Call my brother")
    fail(screens, 0)
    screens.button("Start").click()
    is_open(screens.tick("Call my brother"))


def test_it_keeps_the_sheet_and_its_note_that_could_not_be_saved(screens: Screens) -> None:
    with_one_habit(screens, FULL_WRITES)
    sheet = screens.open_sheet(EYE_CONTACT)
    sheet.get_by_label("Note").fill("We laughed.")
    fail(screens, ALWAYS)

    sheet.get_by_role("button", name="Save").click()

    expect(sheet.get_by_text(FULL)).to_be_visible()
    expect(sheet.get_by_label("Note")).to_have_value("We laughed.")


@pytest.mark.parametrize("storage", NO_STORAGE)
def test_it_says_calmly_that_nothing_can_be_saved_here(screens: Screens, storage: str) -> None:
    screens.page.add_init_script(NO_STORAGE[storage])
    screens.open()

    expect(screens.title).to_have_text("Kept")
    expect(screens.page.get_by_role("alert")).to_contain_text(MISSING)
    screens.button("Try again").click()
    expect(screens.page.get_by_role("alert")).to_contain_text(MISSING)


def test_it_opens_a_dead_storage_again_without_a_word(screens: Screens) -> None:
    with_one_habit(screens, DYING_TRANSACTIONS)
    fail(screens, 1)

    screens.tick(EYE_CONTACT).tap()

    is_pressed(screens.tick(EYE_CONTACT))
    screens.page.reload()
    is_pressed(screens.tick(EYE_CONTACT))


@pytest.mark.parametrize("fault", [DYING_TRANSACTIONS, ABORTING_WRITES], ids=["closing", "aborting"])
def test_it_leaves_the_circle_open_when_the_storage_stays_dead(screens: Screens, fault: str) -> None:
    with_one_habit(screens, fault)
    fail(screens, ALWAYS)

    screens.tick(EYE_CONTACT).tap()

    expect(screens.toast).to_contain_text(LOST)
    is_open(screens.tick(EYE_CONTACT))
    fail(screens, 0)
    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))
    screens.page.reload()
    is_pressed(screens.tick(EYE_CONTACT))


def test_it_does_not_touch_what_a_newer_kept_has_saved(screens: Screens, collect: Witness) -> None:
    collect.pardon("404 (NOT FOUND)")  # a text file names no icon, and browsers guess one
    screens.page.goto(f"{screens.url}/robots.txt")
    screens.page.evaluate(OPEN_AT_VERSION, 99)

    screens.open()

    expect(screens.page.get_by_role("alert")).to_contain_text(NEWER)


def test_it_makes_way_for_a_newer_kept_in_another_tab(screens: Screens, collect: Witness) -> None:
    collect.pardon("404 (NOT FOUND)")
    screens.open()
    screens.start_practice()
    other = screens.page.context.new_page()
    other.goto(f"{screens.url}/robots.txt")

    other.evaluate(OPEN_AT_VERSION, 99)

    expect(screens.notice(SUPERSEDED)).to_be_visible()
    screens.tick(EYE_CONTACT).tap()
    expect(screens.toast).to_contain_text(NEWER)
    is_open(screens.tick(EYE_CONTACT))


def test_it_asks_to_close_a_tab_that_keeps_a_newer_kept_waiting(screens: Screens, collect: Witness) -> None:
    collect.pardon("404 (NOT FOUND)")
    screens.open()
    screens.start_practice()
    screens.page.goto(f"{screens.url}/robots.txt")
    screens.page.evaluate(HOLD_OPEN)
    newer = Screens(screens.page.context.new_page(), screens.url)
    newer.page.add_init_script(NEXT_VERSION)

    newer.page.goto(screens.url)

    expect(newer.notice(BLOCKED)).to_be_visible()
    screens.page.close()
    is_open(newer.tick(EYE_CONTACT))


def test_it_works_in_a_private_window_and_says_that_it_may_be_cleared(screens: Screens) -> None:
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    screens.page.reload()
    is_pressed(screens.tick(EYE_CONTACT))

    screens.go_to("You")

    expect(screens.page.get_by_text("This browser may clear it when space runs out.")).to_be_visible()
