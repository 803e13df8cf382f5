"""Signing up and in by a real OpenID provider, on a phone: it says who someone is, and opens no words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.accounts import DERIVING_MS, PASSWORD, Accounts, invitation
from tests.e2e.barriers import MIN_TARGET_PX, SMALL_TARGETS, problems
from tests.e2e.canaries import words_in_clear
from tests.e2e.fitting import misfits_everywhere
from tests.e2e.phone import WITH_WORKER
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens
from tests.e2e.witness import Witness
from tests.factories.identity_provider import running_provider, settings_of
from tests.factories.kept_process import free_port

NAME = "Our house"
LOCKED = "What you wrote is locked on this device."


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def server(built_app: Path, tmp_path: Path) -> Iterator[Product]:
    """A server where nobody has been, with a provider beside it."""
    port = free_port()
    told: dict[str, Any] = settings_of(f"http://127.0.0.1:{port}", tmp_path, OIDC_NAME=NAME)
    product = Product(tmp_path, built_app, **told)
    try:
        with running_provider(f"{product.url}/oidc/callback", port):
            yield product
    finally:
        product.kill()
    assert "Traceback" not in product.log()
    assert words_in_clear(product) == []


@pytest.fixture
def alice(screens: Screens) -> Accounts:
    screens.open()
    screens.start_practice()
    return Accounts(screens)


def sign_in_there(page: Page, server: Product, name: str = "ada") -> None:
    """Fill in the forms of the provider, until the app is back."""
    page.wait_for_url(re.compile("127.0.0.1"))
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill("anything")
    page.get_by_role("button").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{server.url}/provider*")


def note_request(asked: Request, there: set[bool]) -> None:
    """Of each request to the provider: whether it is the browser itself that goes there."""
    if urlsplit(asked.url).hostname == "127.0.0.1":
        there.add(asked.is_navigation_request())


def fits_and_is_free_of_barriers(screens: Screens) -> None:
    assert problems(screens.page) == []
    assert screens.page.evaluate(SMALL_TARGETS, MIN_TARGET_PX) == []
    assert misfits_everywhere(screens) == []


def sign_up(who: Accounts, server: Product) -> str:
    """From the button to Today; gives the recovery key."""
    who.screens.open("/sign-up")
    who.screens.button(f"Continue with {NAME}").click()
    sign_in_there(who.page, server)
    expect(who.screens.title).to_have_text("Create an account")
    who.fill(username="ada")
    who.screens.button("Create account").click()
    key = who.shown_key()
    who.prove_key(key)
    who.expect_today()
    return key


def test_it_signs_up_and_in_and_opens_no_words(
    alice: Accounts, tablet: Accounts, server: Product, collect: Witness
) -> None:
    collect.pardon("404 (NOT FOUND)")
    collect.pardon("403 (FORBIDDEN)")
    there = set[bool]()
    for page in (alice.page, tablet.page):
        page.on("request", lambda asked: note_request(asked, there))
    key = sign_up(alice, server)
    expect(alice.screens.tick(EYE_CONTACT)).to_be_visible()
    alice.expect_signed_in("ada")
    alice.screens.open("/")
    alice.synced()

    tablet.screens.open("/sign-in")
    tablet.screens.button(f"Continue with {NAME}").click()
    sign_in_there(tablet.page, server)
    expect(tablet.page.get_by_text("It can’t open what you wrote.")).to_be_visible()
    fits_and_is_free_of_barriers(tablet.screens)
    tablet.screens.button("Continue").click()
    tablet.expect_today()
    notice = tablet.screens.notice(LOCKED)
    expect(notice).to_be_visible()

    notice.get_by_role("button", name="Unlock").click()
    tablet.fill(recovery_key=key)
    tablet.screens.sheet.get_by_role("button", name="Unlock").click()
    expect(tablet.screens.toast).to_contain_text("Unlocked on this device.", timeout=DERIVING_MS)
    tablet.screens.open("/")
    expect(tablet.screens.tick(EYE_CONTACT)).to_be_visible()
    # The provider is gone to, and never asked by a request of the app.
    assert there == {True}
    assert collect.origins == {server.url, server.environment()["OIDC_ISSUER"]}


def test_an_account_is_connected_and_disconnected(
    alice: Accounts, tablet: Accounts, server: Product, collect: Witness
) -> None:
    collect.pardon("404 (NOT FOUND)")
    collect.pardon("403 (FORBIDDEN)")
    alice.sign_up()
    alice.screens.open("/you/account")
    fits_and_is_free_of_barriers(alice.screens)
    alice.screens.button(f"Connect {NAME}").click()
    sign_in_there(alice.page, server)
    expect(alice.screens.button(f"Disconnect {NAME}")).to_be_visible()

    tablet.screens.open("/sign-in")
    tablet.screens.button(f"Continue with {NAME}").click()
    sign_in_there(tablet.page, server)
    tablet.screens.button("Continue").click()
    tablet.expect_today()
    expect(tablet.screens.notice(LOCKED)).to_be_visible()
    tablet.screens.notice(LOCKED).get_by_role("button", name="Unlock").click()
    tablet.screens.sheet.get_by_label("Your password").fill(PASSWORD)
    tablet.screens.sheet.get_by_role("button", name="Unlock").click()
    expect(tablet.screens.toast).to_contain_text("Unlocked on this device.", timeout=DERIVING_MS)

    alice.screens.button(f"Disconnect {NAME}").click()
    expect(alice.screens.button(f"Connect {NAME}")).to_be_visible()


def test_who_has_only_the_provider_confirms_by_it(
    alice: Accounts, tablet: Accounts, server: Product, collect: Witness
) -> None:
    """A sign-in by it is no confirmation; once more there, what was asked for can be done."""
    for status in ("401 (UNAUTHORIZED)", "403 (FORBIDDEN)", "404 (NOT FOUND)"):
        collect.pardon(status)
    sign_up(alice, server)
    tablet.screens.open("/sign-in")
    tablet.screens.button(f"Continue with {NAME}").click()
    sign_in_there(tablet.page, server)
    tablet.screens.button("Continue").click()
    tablet.expect_today()
    tablet.screens.open("/you/account")
    tablet.screens.button("Delete account").click()
    expect(tablet.screens.sheet).to_contain_text(f"sign in with {NAME} once more")
    fits_and_is_free_of_barriers(tablet.screens)

    tablet.screens.sheet.get_by_role("button", name=f"Continue with {NAME}").click()

    tablet.page.wait_for_url(re.compile("127.0.0.1"))
    tablet.page.locator("input[name=login]").fill("ada")
    tablet.page.locator("input[name=password]").fill("anything")
    tablet.page.get_by_role("button").click()
    expect(tablet.screens.toast).to_contain_text("Thanks, it’s you.")
    expect(tablet.screens.title).to_have_text("ada")
    tablet.screens.button("Delete account").click()
    tablet.screens.button("Delete for good").click()
    tablet.expect_today()
    alice.look_again()
    expect(alice.screens.notice("Sync is paused.")).to_be_visible(timeout=DERIVING_MS)


def test_an_invitation_comes_along(
    alice: Accounts, tablet: Accounts, server: Product, collect: Witness
) -> None:
    collect.pardon("404 (NOT FOUND)")
    alice.sign_up()
    tablet.screens.open(f"/join#{invitation(server)}")
    tablet.screens.button(f"Continue with {NAME}").click()
    sign_in_there(tablet.page, server, "ben")
    tablet.fill(username="ben")

    tablet.screens.button("Create account").click()

    tablet.prove_key(tablet.shown_key())
    tablet.expect_today()


def test_who_cancels_there_is_told_that_nothing_changed(alice: Accounts, server: Product) -> None:
    alice.screens.open("/sign-in")
    alice.screens.button(f"Continue with {NAME}").click()
    alice.page.wait_for_url(re.compile("127.0.0.1"))
    alice.page.get_by_role("link", name=re.compile("Cancel")).click()

    expect(alice.page.get_by_text("The sign-in was cancelled at your provider.")).to_be_visible()
    fits_and_is_free_of_barriers(alice.screens)
    alice.screens.button("Try again").click()
    alice.page.wait_for_url(re.compile("127.0.0.1"))


@WITH_WORKER
def test_the_service_worker_lets_the_way_there_and_back_through(
    alice: Accounts, server: Product, collect: Witness
) -> None:
    collect.pardon("404 (NOT FOUND)")
    alice.screens.become_ready_for_offline()

    sign_up(alice, server)

    alice.expect_signed_in("ada")
