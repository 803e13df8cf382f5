"""Encrypt everything again: old passwords and old copies open nothing new, and nothing is lost on the way."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.accounts import DERIVING_MS, OTHER_PASSWORD, PASSWORD, Accounts
from tests.e2e.export_files import make_file, make_habit
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.test_two_devices import offline, rename
from tests.e2e.unsealing import DataKey, data_key, key_ids_in, texts_of
from tests.e2e.witness import Witness

WATER = "Canary water 0b77"
RENAMED = "Canary rename 5e1f"
NOTE = "Canary note 91c3"
AGAIN = "Encrypt everything again"
LOCKED = "What you wrote is locked on this device."
MANY = 320
LOOKS = 60


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False  # requests of a worker could not be held


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


@pytest.fixture
def phone(screens: Screens) -> Accounts:
    return Accounts(screens)


def turn_on(device: Accounts) -> None:
    switch = device.screens.sheet.get_by_role("switch", name=AGAIN)
    switch.click()
    expect(switch).to_be_checked()


def save_new_key(device: Accounts) -> None:
    """What follows wherever everything is encrypted again."""
    device.prove_key(device.shown_key())
    expect(device.screens.toast).to_contain_text("Your encryption key has been changed.", timeout=DERIVING_MS)


def change_password(device: Accounts) -> None:
    device.screens.open("/you/account")
    device.screens.button("Change password").click()
    device.screens.sheet.get_by_label("Current password").fill(PASSWORD)
    device.fill(new_password=OTHER_PASSWORD)
    turn_on(device)
    device.screens.sheet.get_by_role("button", name="Save").click()
    save_new_key(device)


def change_recovery_key(device: Accounts) -> None:
    device.screens.open("/you/account")
    device.screens.button("New recovery key").click()
    device.fill(current=PASSWORD)
    turn_on(device)
    device.screens.button("Make a new key").click()
    save_new_key(device)


def key_now(product: Product, file: Path, password: str) -> DataKey:
    key = data_key(product.keep(file), password)
    assert key is not None
    return key


def words_in(product: Product, file: Path, password: str) -> set[str]:
    """All that this password reads; there must be nothing else."""
    key = key_now(product, file, password)
    return {str(key.read(text)) for text in texts_of(file)}


def all_is_under_one_key(device: Accounts, product: Product, file: Path) -> set[str]:
    """Wait until nothing on the server is under any other key than the present one."""
    for _ in range(LOOKS):
        device.look_again()
        found = key_ids_in(product.keep(file))
        if len(found) == 1:
            return found
        device.page.wait_for_timeout(500)
    raise AssertionError("Something is still under an older key")


def test_an_old_password_and_an_old_copy_open_nothing_that_was_written_later(
    phone: Accounts, laptop: Accounts, product: Product, collect: Witness, tmp_path: Path
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    collect.pardon("401 (UNAUTHORIZED)")
    phone.screens.open()
    phone.screens.write_habit(WATER, cue="Canary cue 44aa")
    phone.screens.tick(WATER).tap()
    phone.screens.log_in_sheet(WATER, note=NOTE)
    phone.sign_up()
    phone.synced()
    laptop.sign_in()
    is_pressed(laptop.screens.tick(WATER))
    old = product.keep(tmp_path / "old.db")
    old_key = data_key(old, PASSWORD)
    assert old_key is not None
    assert all(map(old_key.opens, texts_of(old)))

    offline(laptop)
    rename(laptop, WATER, RENAMED)
    change_password(phone)
    phone.screens.go_to("Today")
    phone.synced()
    laptop.page.context.set_offline(offline=False)
    laptop.sign_in(password=OTHER_PASSWORD)

    expect(laptop.screens.tick(RENAMED)).to_be_visible(timeout=DERIVING_MS)
    laptop.synced()
    phone.arrives(phone.screens.tick(RENAMED))
    laptop.screens.open_habit(RENAMED)
    expect(laptop.page.get_by_text(NOTE)).to_be_visible()
    file = tmp_path / "new.db"
    assert old_key.id not in all_is_under_one_key(laptop, product, file)
    assert data_key(file, PASSWORD) is None
    assert not any(map(old_key.opens, texts_of(file)))
    assert {RENAMED, NOTE} <= words_in(product, file, OTHER_PASSWORD)


def test_a_device_that_stays_signed_in_unlocks_and_brings_what_it_wrote_offline(
    phone: Accounts, laptop: Accounts, product: Product, collect: Witness, tmp_path: Path
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    phone.screens.open()
    phone.screens.write_habit(WATER)
    phone.sign_up()
    phone.synced()
    laptop.sign_in()
    expect(laptop.screens.tick(WATER)).to_be_visible()

    offline(laptop)
    rename(laptop, WATER, RENAMED)
    laptop.screens.tick(RENAMED).click()
    change_recovery_key(phone)
    phone.screens.go_to("Today")
    phone.synced()
    laptop.page.context.set_offline(offline=False)
    laptop.page.evaluate("dispatchEvent(new Event('online'))")
    notice = laptop.screens.notice(LOCKED)
    expect(notice).to_be_visible(timeout=DERIVING_MS)
    # What it could read, it still shows; the tick has gone, the name waits.
    is_pressed(laptop.screens.tick(RENAMED))
    phone.arrives(phone.screens.tick(WATER).and_(phone.page.locator("[aria-pressed=true]")))
    expect(phone.screens.tick(RENAMED)).to_have_count(0)
    notice.get_by_role("button", name="Unlock").click()
    laptop.screens.sheet.get_by_label("Your password").fill(PASSWORD)
    laptop.screens.sheet.get_by_role("button", name="Unlock").click()
    expect(laptop.screens.toast).to_contain_text("Unlocked on this device.", timeout=DERIVING_MS)
    expect(notice).to_have_count(0)

    laptop.screens.go_to("Today")
    laptop.synced()
    phone.arrives(phone.screens.tick(RENAMED))
    file = tmp_path / "new.db"
    all_is_under_one_key(laptop, product, file)
    assert RENAMED in words_in(product, file, PASSWORD)


def test_a_page_that_is_closed_in_the_middle_goes_on_at_the_next_start(
    phone: Accounts, product: Product, tmp_path: Path
) -> None:
    phone.screens.open()
    phone.screens.import_file(
        make_file([make_habit(f"Row {number}", date(2026, 1, 1)) for number in range(MANY)], [])
    )
    phone.sign_up()
    phone.synced()
    before = key_now(product, tmp_path / "before.db", PASSWORD)
    held: list[Route] = []
    sent = 0

    def hold(route: Route) -> None:
        """Let one page through, and keep the next under way."""
        nonlocal sent
        changes = (route.request.post_data_json or {}).get("changes", [])
        sent += len(changes) > 1
        if sent > 1:
            held.append(route)
        else:
            route.continue_()

    phone.page.route("**/api/sync", hold)
    change_recovery_key(phone)
    phone.screens.go_to("You")
    expect(phone.page.get_by_text(f"Encrypting again: 100 of {MANY}")).to_be_visible(timeout=DERIVING_MS)
    file = tmp_path / "middle.db"
    assert before.id in key_ids_in(product.keep(file))
    context = phone.page.context
    phone.page.close()
    next_page = Accounts(Screens(context.new_page(), product.url))
    next_page.screens.open()

    assert before.id not in all_is_under_one_key(next_page, product, file)
    next_page.synced()
    assert {f"Row {number}" for number in range(MANY)} <= words_in(product, file, PASSWORD)
    next_page.screens.go_to("You")
    expect(next_page.page.get_by_text("Encrypting again")).to_have_count(0)


def test_a_device_is_signed_out_and_everything_is_encrypted_again(
    phone: Accounts, laptop: Accounts, product: Product, collect: Witness, tmp_path: Path
) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    phone.screens.open()
    phone.screens.write_habit(WATER)
    phone.sign_up()
    phone.synced()
    laptop.sign_in()
    before = key_now(product, tmp_path / "before.db", PASSWORD)
    phone.screens.open("/you/account")

    phone.page.locator(".device-row").get_by_role("button", name="Sign out").click()
    turn_on(phone)
    phone.fill(current="not the password")
    phone.screens.sheet.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.problem).to_contain_text("That’s not your password.", timeout=DERIVING_MS)
    phone.fill(current=PASSWORD)
    phone.screens.sheet.get_by_role("button", name="Sign out", exact=True).click()
    save_new_key(phone)

    expect(phone.page.locator(".device-row")).to_have_count(1)
    laptop.screens.open("/you/account")
    expect(laptop.screens.notice("Sync is paused.")).to_be_visible(timeout=DERIVING_MS)
    assert before.id not in all_is_under_one_key(phone, product, tmp_path / "new.db")


def test_stop_all_offers_it_from_the_start(phone: Accounts, product: Product, tmp_path: Path) -> None:
    phone.screens.open()
    phone.screens.write_habit(WATER)
    phone.sign_up()
    phone.synced()
    before = key_now(product, tmp_path / "before.db", PASSWORD)
    phone.screens.open("/sharing")

    phone.screens.button("Stop all").click()
    phone.screens.sheet.get_by_role("button", name="Stop all").click()
    expect(phone.screens.sheet.get_by_role("switch", name=AGAIN)).to_be_checked(timeout=DERIVING_MS)
    phone.fill(current=PASSWORD)
    phone.screens.button("Make a new key").click()
    save_new_key(phone)

    assert before.id not in all_is_under_one_key(phone, product, tmp_path / "new.db")
