"""Passkeys in a real browser: an account by one press, sign-in without a name, and words that open."""

import json

import pytest
from playwright.sync_api import Request, Route, expect

from tests.e2e.accounts import Accounts, invitation
from tests.e2e.passkeys import (
    NO_PRF,
    PRF,
    PRF_WHEN_ASKED_AGAIN,
    Authenticator,
    begin_sign_up,
    press_sign_in,
    read_secret,
    sign_in,
    sign_up,
)
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.witness import Witness

HABIT = "Canary evening walk 61d0"
LOCKED = "What you wrote is locked on this device."
NOT_USED = "The passkey wasn’t used."
NO_FINGERPRINT = {"hasUserVerification": False, "isUserVerified": False}


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


@pytest.fixture
def phone_page(screens: Screens) -> Accounts:
    """A phone on which one thing was kept without an account."""
    screens.open()
    screens.write_habit(HABIT)
    screens.tick(HABIT).tap()
    is_pressed(screens.tick(HABIT))
    return Accounts(screens)


@pytest.mark.parametrize("options", [PRF, PRF_WHEN_ASKED_AGAIN], ids=["prf", "prf when asked again"])
def test_one_press_makes_an_account_and_another_opens_it(
    phone_page: Accounts, options: dict[str, bool]
) -> None:
    Authenticator(phone_page.screens, **options)
    sign_up(phone_page, "erin")
    phone_page.synced()
    is_pressed(phone_page.screens.tick(HABIT))
    phone_page.sign_out("Sign out and erase")
    expect(phone_page.page.get_by_text(HABIT)).to_have_count(0)

    sign_in(phone_page)

    is_pressed(phone_page.screens.tick(HABIT))
    expect(phone_page.page.get_by_text(LOCKED)).to_have_count(0)


def test_what_the_browser_offers_in_the_field_of_the_name_signs_in_too(phone_page: Accounts) -> None:
    authenticator = Authenticator(phone_page.screens, **PRF)
    sign_up(phone_page, "erin")
    phone_page.synced()
    phone_page.sign_out("Sign out and erase")
    authenticator.touch(is_touched=False)
    phone_page.screens.open("/sign-in")
    name = phone_page.page.get_by_role("textbox", name="Username")
    expect(name).to_have_attribute("autocomplete", "username webauthn")

    authenticator.touch(is_touched=True)
    phone_page.page.reload()

    phone_page.expect_today()
    is_pressed(phone_page.screens.tick(HABIT))


def test_without_the_secret_it_signs_in_and_the_recovery_key_opens_the_words(phone_page: Accounts) -> None:
    Authenticator(phone_page.screens, **NO_PRF)
    begin_sign_up(phone_page, "erin")
    key = phone_page.shown_key()
    expect(phone_page.page.get_by_text("it can’t unlock what you wrote on a new device")).to_be_visible()
    phone_page.prove_key(key)
    phone_page.expect_today()
    phone_page.synced()
    phone_page.sign_out("Sign out and erase")

    sign_in(phone_page)
    expect(phone_page.page.get_by_text(LOCKED)).to_be_visible()
    phone_page.screens.open("/you/unlock")
    phone_page.screens.sheet.locator("label").filter(has_text="Recovery key").first.click()
    phone_page.fill(recovery_key=key)
    phone_page.screens.sheet.get_by_role("button", name="Unlock", exact=True).click()

    expect(phone_page.screens.toast).to_contain_text("Unlocked on this device.")
    phone_page.screens.go_to("Today")
    is_pressed(phone_page.screens.tick(HABIT))
    phone_page.screens.open("/you/account")
    expect(phone_page.page.get_by_text("only signs in")).to_be_visible()


def test_the_secret_reaches_neither_the_server_nor_its_log(phone_page: Accounts, product: Product) -> None:
    Authenticator(phone_page.screens, **PRF)
    bodies: list[str] = []

    def note(request: Request) -> None:
        bodies.append(request.post_data or "")

    phone_page.page.on("request", note)
    sign_up(phone_page, "erin")
    phone_page.synced()
    secret = read_secret(phone_page.screens)
    forms = {secret, secret.rstrip("="), secret.rstrip("=").replace("+", "-").replace("/", "_")}
    forms.add(secret.encode("utf-8").hex())

    assert any("credential" in body for body in bodies)
    assert not any(form in body for form in forms for body in bodies)
    assert not any("prf" in body or "clientExtensionResults" in body for body in bodies)
    assert not any(form in product.log() for form in forms)


def test_put_away_nothing_has_changed_and_a_password_does_it_too(phone_page: Accounts) -> None:
    authenticator = Authenticator(phone_page.screens, **PRF)
    authenticator.verify(is_verified=False)
    begin_sign_up(phone_page, "erin")
    expect(phone_page.problem).to_contain_text(NOT_USED)

    phone_page.screens.button("Use a password instead").click()
    expect(phone_page.page.get_by_role("textbox", name="Username")).to_have_value("erin")
    phone_page.fill(password="kettle river bronze sofa")  # noqa: S106 - of nobody
    phone_page.screens.button("Create account").click()
    phone_page.prove_key(phone_page.shown_key())

    phone_page.expect_today()
    is_pressed(phone_page.screens.tick(HABIT))


def test_a_lost_answer_is_asked_for_again(phone_page: Accounts, collect: Witness) -> None:
    collect.pardon("ERR_FAILED")
    authenticator = Authenticator(phone_page.screens, **PRF)
    lost: list[int] = []

    def lose_first(route: Route) -> None:
        answer = route.fetch()
        lost.append(answer.status)
        if len(lost) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    phone_page.page.route("**/api/accounts/passkey", lose_first)
    begin_sign_up(phone_page, "erin")
    expect(phone_page.problem).to_contain_text("The server isn’t answering.")
    phone_page.screens.button("Create account with a passkey").click()
    phone_page.prove_key(phone_page.shown_key())

    phone_page.expect_today()
    assert lost == [201, 201]
    assert len(authenticator.credentials()) == 1


def test_a_password_account_gains_passkeys_and_loses_them(phone_page: Accounts, product: Product) -> None:
    screens = phone_page.screens
    Authenticator(screens, **PRF)
    sign_up_by_password(phone_page)
    screens.open("/you/account")
    screens.button("Add a passkey").click()
    expect(screens.toast).to_contain_text("It signs you in and unlocks what you wrote.")
    row = screens.page.locator("section[aria-labelledby='passkeys'] li")
    expect(row).to_contain_text("Chrom")

    row.click()
    screens.sheet.get_by_label("Name").fill("Canary thumb 8a71")
    screens.button("Save").click()
    expect(row).to_contain_text("Canary thumb 8a71")
    phone_page.sign_out("Sign out and erase")
    sign_in(phone_page)
    is_pressed(screens.tick(HABIT))

    screens.open("/you/account")
    row.click()
    screens.button("Remove passkey").click()
    expect(screens.toast).to_contain_text("Passkey removed.")
    expect(row).to_have_count(0)
    assert "Canary" not in product.log()


def test_a_passkey_that_was_removed_is_not_known_and_leaves_the_browser(
    phone_page: Accounts, laptop: Accounts, collect: Witness
) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    authenticator = Authenticator(phone_page.screens, **PRF)
    sign_up_by_password(phone_page)
    phone_page.synced()
    phone_page.screens.open("/you/account")
    phone_page.screens.button("Add a passkey").click()
    expect(phone_page.screens.toast).to_contain_text("Passkey added.")
    laptop.sign_in("erin")
    laptop.screens.open("/you/account")
    laptop.page.locator("section[aria-labelledby='passkeys'] li").click()
    laptop.screens.button("Remove passkey").click()
    expect(laptop.screens.toast).to_contain_text("Passkey removed.")
    phone_page.sign_out("Sign out and erase")

    press_sign_in(phone_page)

    expect(phone_page.problem).to_contain_text("This server doesn’t know that passkey")
    assert authenticator.credentials() == []


def test_the_last_way_in_is_not_removed(phone_page: Accounts, collect: Witness) -> None:
    collect.pardon("409 (CONFLICT)")
    screens = phone_page.screens
    Authenticator(screens, **PRF)
    sign_up(phone_page, "erin")
    screens.open("/you/account")
    screens.page.locator("section[aria-labelledby='passkeys'] li").click()
    screens.button("Remove passkey").click()
    expect(screens.toast).to_contain_text("This is your only way to sign in.")

    screens.page.get_by_role("button", name="Set a password").click()
    phone_page.fill(new_password="window seven pepper moss")  # noqa: S106 - of nobody
    screens.sheet.get_by_role("button", name="Save").click()
    expect(screens.toast).to_contain_text("Password set.")
    screens.page.locator("section[aria-labelledby='passkeys'] li").click()
    screens.button("Remove passkey").click()
    expect(screens.toast).to_contain_text("Passkey removed.")


def test_a_clock_ten_minutes_off_changes_nothing(phone_page: Accounts) -> None:
    """The server counts how long a question is open."""
    Authenticator(phone_page.screens, **PRF)
    phone_page.page.add_init_script("const now = Date.now; Date.now = () => now() - 600000;")
    sign_up(phone_page, "erin")
    phone_page.synced()
    phone_page.sign_out("Sign out and erase")

    sign_in(phone_page)

    is_pressed(phone_page.screens.tick(HABIT))


def test_an_answer_of_somebody_elses_passkey_opens_nothing_of_mine(
    phone_page: Accounts, product: Product
) -> None:
    """A server that asks for one passkey and answers with the account of another."""
    authenticator = Authenticator(phone_page.screens, **PRF)
    sign_up(phone_page, "erin")
    phone_page.synced()
    phone_page.sign_out("Sign out and erase")
    authenticator.forget()
    sign_up(phone_page, "frank", invite=invitation(product))
    phone_page.synced()
    phone_page.sign_out("Sign out and erase")

    def with_another_wrap(route: Route) -> None:
        answer = route.fetch()
        body = answer.json()
        head, _, rest = body["wrap"].partition(".")
        mangled = f"{head}.{rest[:-2]}{'AA' if not rest.endswith('AA') else 'BB'}"
        route.fulfill(response=answer, body=json.dumps({**body, "wrap": mangled}))

    phone_page.page.route("**/api/sessions/passkey", with_another_wrap)
    sign_in(phone_page)

    expect(phone_page.page.get_by_text(LOCKED)).to_be_visible()
    expect(phone_page.page.get_by_text(HABIT)).to_have_count(0)


def sign_up_by_password(phone: Accounts) -> None:
    """The account of erin, whose device could have made a passkey."""
    phone.screens.open("/sign-up")
    phone.screens.button("Use a password instead").click()
    phone.fill(username="erin", password="kettle river bronze sofa")  # noqa: S106 - of nobody
    phone.screens.button("Create account").click()
    phone.prove_key(phone.shown_key())
    phone.expect_today()


def test_who_has_lost_the_last_passkey_comes_back_by_the_recovery_key(phone_page: Accounts) -> None:
    authenticator = Authenticator(phone_page.screens, **PRF)
    key = sign_up(phone_page, "erin")
    phone_page.synced()
    phone_page.sign_out("Sign out and erase")
    authenticator.forget()

    phone_page.recover(key, username="erin")

    phone_page.expect_today()
    is_pressed(phone_page.screens.tick(HABIT))
    phone_page.screens.open("/you/account")
    expect(phone_page.page.get_by_role("button", name="Change password")).to_be_visible()


def test_without_a_connection_each_step_says_so_and_goes_on_later(
    phone_page: Accounts, collect: Witness
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    authenticator = Authenticator(phone_page.screens, **PRF)
    context = phone_page.page.context
    phone_page.screens.open("/sign-up")
    phone_page.fill(username="erin")
    expect(phone_page.screens.button("Create account with a passkey")).to_be_visible()
    context.set_offline(offline=True)
    phone_page.screens.button("Create account with a passkey").click()
    expect(phone_page.problem).to_contain_text("The server isn’t answering.")
    assert authenticator.credentials() == []

    context.set_offline(offline=False)
    phone_page.screens.button("Create account with a passkey").click()
    phone_page.prove_key(phone_page.shown_key())
    phone_page.expect_today()

    assert len(authenticator.credentials()) == 1
    is_pressed(phone_page.screens.tick(HABIT))
