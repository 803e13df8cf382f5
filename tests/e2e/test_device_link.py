"""A second device comes in by a link, without a password, and nobody else does."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from playwright.sync_api import Page, Route, expect

from tests.e2e.accounts import DERIVING_MS, OTHER_PASSWORD, PASSWORD, Accounts, reset_token
from tests.e2e.linking import NOT_VALID, UNREACHABLE, NewDevice, OldDevice
from tests.e2e.phone import WITH_WORKER
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed
from tests.e2e.witness import Witness

WATER = "Canary water 6f2c"
TEN_MORE = "It works once, for 10 more minutes."
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# The data key is in a script's hands while it is wrapped for the device, and at no other time.
NOTE_DATA_KEY = """const { subtle } = crypto;
const importKey = subtle.importKey.bind(subtle);
subtle.importKey = (format, key, algorithm, ...rest) => {
  if (format === "raw" && algorithm.name === "AES-GCM") globalThis.noteDataKey(Array.from(key));
  return importKey(format, key, algorithm, ...rest);
};"""


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


@pytest.fixture
def old(screens: Screens) -> OldDevice:
    """Her phone, on which she has kept one thing and signed up."""
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    accounts = Accounts(screens)
    accounts.sign_up()
    accounts.synced()
    return OldDevice(accounts)


@pytest.fixture
def new(tablet: Accounts) -> NewDevice:
    return NewDevice(tablet)


@pytest.fixture
def refusals(collect: Witness) -> None:
    """What the browser says of answers that these tests cause."""
    for status in ("401 (UNAUTHORIZED)", "403 (FORBIDDEN)", "404 (NOT FOUND)", "409 (CONFLICT)"):
        collect.pardon(status)


def arrived(old: OldDevice, new: NewDevice) -> None:
    old.says("Your other device is signed in.")
    new.accounts.expect_today()
    is_pressed(new.screens.tick(EYE_CONTACT))


def lose_answer(page: Page, address: str, method: str = "POST") -> None:
    """Let the next request arrive, and its answer not."""
    lost = 0

    def lose(route: Route) -> None:
        nonlocal lost
        if route.request.method != method or lost == 1:
            route.fallback()
            return
        lost = 1
        route.fetch()
        route.abort()

    page.route(address, lose)


def forms_of(secret: bytes) -> list[bytes]:
    """How bytes could stand in a file or a request."""
    text = base64.b64encode(secret).rstrip(b"=")
    return [secret, secret.hex().encode(), text, base64.urlsafe_b64encode(secret).rstrip(b"=")]


def bytes_of(code: str) -> bytes:
    number = 0
    for character in code:
        number = number * len(CROCKFORD) + CROCKFORD.index(character)
    return number.to_bytes(16)


def derived(secret: bytes, info: str) -> bytes:
    return HKDF(SHA256(), 32, b"", info.encode()).derive(secret)


@WITH_WORKER
@pytest.mark.usefixtures("refusals")
def test_a_second_device_comes_in_and_both_stay_equal(
    old: OldDevice, new: NewDevice, product: Product, collect: Witness
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    old.screens.write_habit(WATER, times_a_day=8)
    old.accounts.synced()
    code = old.offer()
    old.says(TEN_MORE)
    new.follow(code)
    expect(new.screens.page).to_have_url(f"{product.url}/link")
    number = new.shown_number()
    expect(old.numbers).to_have_count(3, timeout=DERIVING_MS)

    old.choose(number)

    arrived(old, new)
    old.sheet.get_by_role("button", name="Done").click()
    expect(old.screens.page.locator(".device-row")).to_have_count(2)
    old.screens.go_to("Today")
    for device, name in ((old, "Canary tea 09d4"), (new, "Canary coffee 77b1")):
        device.screens.become_ready_for_offline()
        device.screens.page.context.set_offline(offline=True)
        device.screens.tick(WATER).tap()
        expect(device.screens.tick(WATER)).to_contain_text("1 of 8")
        device.screens.write_habit(name)
    for device in (old, new, old):
        device.screens.page.context.set_offline(offline=False)
        device.screens.page.evaluate("dispatchEvent(new Event('online'))")
        device.accounts.synced()
        device.accounts.look_again()
    for device in (old, new):
        expect(device.screens.tick(WATER)).to_contain_text("2 of 8", timeout=DERIVING_MS)
        for name in ("Canary tea 09d4", "Canary coffee 77b1"):
            expect(device.screens.tick(name)).to_be_visible(timeout=DERIVING_MS)


@pytest.mark.usefixtures("refusals")
def test_the_server_sees_neither_the_secret_nor_a_key(
    old: OldDevice, new: NewDevice, product: Product, collect: Witness
) -> None:
    keys: list[bytes] = []
    new.screens.page.expose_function("noteDataKey", lambda key: keys.append(bytes(key)))
    new.screens.page.add_init_script(NOTE_DATA_KEY)
    code = old.offer()
    new.follow(code)
    old.choose(new.shown_number())
    arrived(old, new)
    secret = bytes_of(code)

    (data_key,) = set(keys)
    wrapping_key = derived(secret, "kept/link-wrap/v1")
    stored = [path.read_bytes() for path in (*product.database_files(), product.output)]
    sent = "\n".join(collect.requests).encode()
    for hidden in (secret, wrapping_key, data_key):
        assert not any(form in content for form in forms_of(hidden) for content in (*stored, sent))
    assert not any(code.encode() in content for content in (*stored, sent))
    # What is looked for would be found: the token, which derives from the secret too, is sent.
    token = derived(secret, "kept/link-token/v1")
    assert any(form in sent for form in forms_of(token))
    assert not any(form in content for form in forms_of(token) for content in stored)


@pytest.mark.usefixtures("refusals")
def test_an_installed_app_takes_the_code_and_what_it_holds_along(
    old: OldDevice, new: NewDevice, product: Product
) -> None:
    new.screens.write_habit(WATER)
    product.move_clock(timedelta(minutes=6))
    old.ask_for_link()
    old.prove()
    new.paste("no code at all")
    new.says("That doesn’t look like the code of a device.")
    new.screens.page.get_by_label("Code or link").fill(f"{product.url}/link#{old.code().lower()}")
    new.screens.button("Continue").click()
    number = new.shown_number()
    product.move_clock(timedelta(minutes=12))
    old.choose(number)
    old.prove()
    old.says("Your other device is signed in.")

    expect(new.screens.title).to_have_text("Add what’s on this device?", timeout=DERIVING_MS)
    expect(new.screens.page.get_by_text("alice’s account")).to_be_visible()
    new.screens.button("Add it").click()

    new.accounts.expect_today()
    expect(new.screens.tick(WATER)).to_be_visible(timeout=DERIVING_MS)
    is_pressed(new.screens.tick(EYE_CONTACT))
    new.screens.open("/link")
    expect(new.screens.title).to_have_text("You’re signed in on this device")


@pytest.mark.usefixtures("refusals")
def test_another_number_ends_it_calmly_on_both(old: OldDevice, new: NewDevice) -> None:
    new.follow(old.offer())
    old.choose_wrong(new.shown_number())

    old.says("That’s another number.")
    new.says(NOT_VALID)
    old.sheet.get_by_role("button", name="Make a new link").click()
    new.screens.button("Use another code").click()
    new.screens.page.get_by_label("Code or link").fill(old.code())
    new.screens.button("Continue").click()
    old.choose(new.shown_number())
    arrived(old, new)


@pytest.mark.usefixtures("refusals")
def test_each_answer_may_be_lost(old: OldDevice, new: NewDevice, collect: Witness) -> None:
    collect.pardon("ERR_FAILED")
    its, theirs = old.screens.page, new.screens.page
    lose_answer(its, "**/api/links")
    old.ask_for_link()
    old.says("The server isn’t answering.")
    old.sheet.get_by_role("button", name="Try again").click()
    code = old.code()
    lose_answer(theirs, "**/api/links/claim")
    lose_answer(its, "**/api/links/*", "GET")
    new.follow(code)
    number = new.shown_number()
    expect(old.numbers).to_have_count(3, timeout=DERIVING_MS)
    lose_answer(its, "**/api/links/*/confirm")
    lose_answer(theirs, "**/api/links/collect")
    old.choose(number)

    arrived(old, new)
    new.accounts.expect_signed_in()
    old.sheet.get_by_role("button", name="Done").click()
    expect(old.screens.page.locator(".device-row")).to_have_count(2)


@pytest.mark.usefixtures("refusals")
def test_a_page_that_was_thrown_away_shows_the_same_number(old: OldDevice, new: NewDevice) -> None:
    new.follow(old.offer())
    number = new.shown_number()

    new.screens.page.reload()

    assert new.shown_number() == number
    old.choose(number)
    arrived(old, new)


@pytest.mark.usefixtures("refusals")
def test_whoever_is_second_is_told(old: OldDevice, new: NewDevice, laptop: Accounts) -> None:
    code = old.offer()
    first = NewDevice(laptop)
    first.follow(code)
    first.shown_number()

    new.follow(code)
    new.says(NOT_VALID)
    other_tab = NewDevice(Accounts(Screens(laptop.page.context.new_page(), new.screens.url)))
    other_tab.follow(code)
    other_tab.says(NOT_VALID)

    old.says("If it shows another number, or none")
    old.sheet.get_by_role("button", name="Cancel").click()
    expect(old.sheet).to_have_count(0)
    first.says(NOT_VALID)


@pytest.mark.usefixtures("refusals")
def test_a_link_of_another_tab_takes_the_place_of_the_first(old: OldDevice, new: NewDevice) -> None:
    old.offer()
    tab = OldDevice(Accounts(Screens(old.screens.page.context.new_page(), old.screens.url)))
    code = tab.offer()

    old.says("This link has ended.")
    new.follow(code)
    tab.choose(new.shown_number())
    arrived(tab, new)


@pytest.mark.usefixtures("refusals")
def test_it_goes_on_after_being_offline(old: OldDevice, new: NewDevice, collect: Witness) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    code = old.offer()
    new.screens.open(f"/link#{code}")
    expect(new.screens.button("Continue")).to_be_visible()
    for device in (old, new):
        device.screens.page.context.set_offline(offline=True)
    new.screens.button("Continue").click()
    new.says(UNREACHABLE)
    old.says(UNREACHABLE)

    for device in (old, new):
        device.screens.page.context.set_offline(offline=False)

    old.choose(new.shown_number())
    arrived(old, new)


@pytest.mark.usefixtures("refusals")
def test_the_clocks_of_the_devices_do_not_matter(old: OldDevice, new: NewDevice) -> None:
    now = datetime.now(UTC)
    old.screens.page.clock.set_fixed_time(now + timedelta(minutes=10))
    new.screens.page.clock.set_fixed_time(now - timedelta(minutes=10))
    code = old.offer()
    old.says(TEN_MORE)
    new.follow(code)
    old.choose(new.shown_number())
    arrived(old, new)


@pytest.mark.usefixtures("refusals")
def test_it_ends_after_ten_minutes(old: OldDevice, new: NewDevice, product: Product) -> None:
    new.follow(old.offer())
    new.shown_number()

    product.move_clock(timedelta(minutes=10, seconds=1))

    old.says("This link has ended.")
    new.says(NOT_VALID)


@pytest.mark.usefixtures("refusals")
def test_it_ends_with_the_sheet(old: OldDevice, new: NewDevice) -> None:
    new.follow(old.offer())
    new.shown_number()

    old.sheet.get_by_role("button", name="Close").click()

    new.says(NOT_VALID)


def sign_others_out(laptop: Accounts) -> None:
    laptop.screens.open("/you/account")
    laptop.screens.button("Sign out all other devices").click()
    laptop.screens.sheet.get_by_role("button", name="Sign out", exact=True).click()


def delete_account(laptop: Accounts) -> None:
    laptop.screens.open("/you/account")
    laptop.screens.button("Delete account").click()
    laptop.fill(current=PASSWORD)
    laptop.screens.button("Delete for good").click()


@pytest.mark.usefixtures("refusals")
@pytest.mark.parametrize("end", [sign_others_out, delete_account])
def test_it_ends_with_the_session_and_with_the_account(
    old: OldDevice, new: NewDevice, laptop: Accounts, end: Callable[[Accounts], None]
) -> None:
    laptop.sign_in()
    new.follow(old.offer())
    new.shown_number()

    end(laptop)

    new.says(NOT_VALID)
    expect(old.screens.link("Sign in")).to_be_visible(timeout=DERIVING_MS)
    expect(old.screens.tick(EYE_CONTACT)).to_have_count(0)
    old.screens.go_to("Today")
    is_pressed(old.screens.tick(EYE_CONTACT))


@pytest.mark.usefixtures("refusals")
def test_a_device_whose_words_are_locked_has_no_key_to_pass_on(
    old: OldDevice, tablet: Accounts, product: Product
) -> None:
    tablet.screens.open(f"/reset#{reset_token(product)}")
    tablet.fill(new_password=OTHER_PASSWORD)
    tablet.screens.button("Set password and sign in").click()
    tablet.expect_today()
    locked = OldDevice(tablet)

    locked.ask_for_link()

    locked.says("What you wrote is locked on this device")
    locked.sheet.get_by_role("link", name="Unlock").click()
    expect(tablet.screens.page.get_by_role("dialog", name="Unlock what you wrote")).to_be_visible()


@pytest.mark.usefixtures("refusals")
def test_an_export_on_a_device_that_gave_no_secret_asks_for_one(old: OldDevice, new: NewDevice) -> None:
    new.follow(old.offer())
    number = new.shown_number()
    expect(old.numbers).to_have_count(3, timeout=DERIVING_MS)
    old.choose(number)
    arrived(old, new)

    new.screens.go_to("You")
    new.screens.button("Export").click()
    asked = new.screens.page.get_by_role("dialog", name="Confirm it’s you")
    expect(asked).to_be_visible(timeout=DERIVING_MS)
    asked.get_by_label("Your password").fill(PASSWORD)
    with new.screens.page.expect_download(timeout=DERIVING_MS):
        asked.get_by_role("button", name="Continue").click()
    # For the next minutes it is known, and without a connection nothing depends on it.
    with new.screens.page.expect_download():
        new.screens.button("Export").click()
