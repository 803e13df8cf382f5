"""Signing up, in and out, and back in when the password is lost: nothing recorded is ever lost by it."""

import json
import re

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.accounts import (
    ALICE,
    DERIVING_MS,
    OTHER_PASSWORD,
    PASSWORD,
    Accounts,
    invitation,
    reset_token,
)
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed
from tests.e2e.witness import Witness
from tests.factories.kept_process import post_json

LOCKED = "What you wrote is locked on this device."
PAUSED = "Sync is paused."
ACCOUNT_DATABASE = re.compile(r"kept-[0-9a-f]{32}")


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


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
    alice.screens.button("I’ve saved it").click()

    expect(alice.problem).to_contain_text("These aren’t the last four characters")
    alice.prove_key(key)
    alice.expect_today()


def test_it_says_what_is_wrong_beside_the_field(alice: Accounts, collect: Witness) -> None:
    alice.ask_for_account("al")
    expect(alice.problem).to_contain_text("lowercase letters, digits, dots, underscores")
    alice.ask_for_account(password="1234567890")  # noqa: S106 - what is refused here
    expect(alice.problem).to_contain_text("easy to guess")
    alice.ask_for_account(password="P@ssw0rd2024!")  # noqa: S106 - what is refused here
    expect(alice.problem).to_contain_text("one of the first that someone would try")
    alice.ask_for_account(password="my name is alice")  # noqa: S106 - a password of a test
    expect(alice.problem).to_contain_text("Leave your username out")
    assert collect.complaints == []


def test_it_refuses_a_name_that_somebody_has(
    alice: Accounts, tablet: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon("409 (CONFLICT)")
    alice.sign_up()

    tablet.ask_for_account(ALICE, invite=invitation(product))

    expect(tablet.problem).to_contain_text("That username is taken", timeout=DERIVING_MS)
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
    expect(alice.problem).to_contain_text("The server isn’t answering.", timeout=DERIVING_MS)

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
    expect(tablet.problem).to_contain_text("The username or the password isn’t right.", timeout=DERIVING_MS)
    tablet.sign_in()

    tablet.expect_signed_in()
    tablet.screens.open("/you/account")
    expect(tablet.page.locator(".device-row")).to_have_count(2)
    expect(tablet.page.locator(".notices").get_by_text(LOCKED)).to_have_count(0)


@pytest.mark.parametrize(("answer", "there"), [("Add it", 1), ("Leave it here", 0)])
def test_it_asks_what_becomes_of_the_things_on_the_device(
    alice: Accounts, tablet: Accounts, answer: str, there: int
) -> None:
    alice.sign_up()
    tablet.screens.write_habit("Drink water")

    tablet.ask_to_sign_in()
    expect(tablet.screens.title).to_have_text("Add what’s on this device?", timeout=DERIVING_MS)
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
    alice.screens.sheet.get_by_role("button", name="Sign out", exact=True).click()

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
    expect(tablet.problem).to_contain_text("don’t belong together", timeout=DERIVING_MS)
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
    expect(tablet.screens.toast).to_contain_text("Unlocked on this device.", timeout=DERIVING_MS)
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
    sheet.get_by_label("Current password").fill("not the password")
    alice.fill(new_password=OTHER_PASSWORD)
    sheet.get_by_role("button", name="Save").click()
    expect(alice.problem).to_contain_text("That’s not your password.", timeout=DERIVING_MS)
    sheet.get_by_label("Current password").fill(PASSWORD)
    sheet.get_by_role("button", name="Save").click()
    expect(alice.screens.toast).to_contain_text("Password changed.", timeout=DERIVING_MS)

    alice.screens.button("New recovery key").click()
    alice.fill(current=OTHER_PASSWORD)
    alice.screens.button("Make a new key").click()
    key = alice.shown_key()
    alice.prove_key(key)

    expect(alice.screens.toast).to_contain_text("Your new recovery key is ready.")
    assert asked_salt(product) == salt
    tablet.recover(key, PASSWORD)
    tablet.expect_today()
    tablet.expect_signed_in()
    assert asked_salt(product) == salt
