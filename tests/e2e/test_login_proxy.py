"""Kept behind a proxy with a login of its own, which runs out while the app is in use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accounts import OTHER_PASSWORD, PASSWORD, Accounts
from tests.e2e.login_proxy import LoginProxy, Refusal
from tests.e2e.phone import phone_context
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.witness import Witness
from tests.factories.kept_process import free_port

HABIT = "canary look up"
SOMETHING_ELSE = "Something in front of your server answered instead"
SIGN_IN = "Sign in to your server"
MANIFEST = """async () => {
  const link = document.querySelector("link[rel=manifest]");
  return [link.crossOrigin, (await (await fetch(link.href)).json()).short_name];
}"""


@pytest.fixture
def proxy(built_app: Path, tmp_path: Path) -> Iterator[LoginProxy]:
    """The proxy, and behind it a server that knows itself by the address of the proxy."""
    port = free_port()
    product = Product(tmp_path, built_app, PUBLIC_URL=f"http://localhost:{port}")
    product.start()
    proxy = LoginProxy(product.port, port)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
        product.kill()


@pytest.fixture
def alice(browser: Browser, collect: Witness, proxy: LoginProxy) -> Iterator[Accounts]:
    """Logged in at the proxy, signed up at Kept, with one habit that is on the server."""
    collect.pardon("401")
    context = phone_context(browser, collect)
    screens = Screens(context.new_page(), proxy.url)
    screens.page.goto(proxy.url)
    screens.page.get_by_role("button", name="Log in").click()
    expect(screens.title).to_have_text("Today")
    alice = Accounts(screens)
    alice.sign_up()
    screens.become_ready_for_offline()
    screens.write_habit(HABIT)
    alice.synced()
    yield alice
    context.close()


@pytest.mark.parametrize("refusal", ["redirect", "unauthorized", "page"])
def test_it_is_noticed_and_sync_goes_on_after_the_login(
    alice: Accounts, proxy: LoginProxy, refusal: Refusal
) -> None:
    screens = alice.screens
    proxy.expire(refusal)
    screens.tick(HABIT).click()
    is_pressed(screens.tick(HABIT))
    alice.look_again()

    notice = screens.notice(SOMETHING_ELSE)
    expect(notice).to_be_visible()
    expect(screens.link("1 to sync")).to_be_visible()
    notice.get_by_role("button", name=SIGN_IN).click()
    expect(screens.page.get_by_role("heading", name="Company login")).to_be_visible()
    screens.page.get_by_role("button", name="Log in").click()

    expect(screens.title).to_have_text("Today")
    is_pressed(screens.tick(HABIT))
    alice.synced()
    expect(notice).to_have_count(0)


def test_it_goes_away_by_itself_where_the_login_was_given_in_another_tab(
    alice: Accounts, proxy: LoginProxy
) -> None:
    proxy.expire("redirect")
    alice.look_again()
    notice = alice.screens.notice(SOMETHING_ELSE)
    expect(notice).to_be_visible()

    other = alice.page.context.new_page()
    other.goto(f"{proxy.url}/server-sign-in")
    other.get_by_role("button", name="Log in").click()
    alice.look_again()

    expect(notice).to_have_count(0)


def test_a_form_says_what_stands_in_the_way(alice: Accounts, proxy: LoginProxy) -> None:
    alice.screens.open("/you/account")
    alice.screens.button("Change password").click()
    proxy.expire("page")
    alice.page.locator("input[name=password]").fill(PASSWORD)
    alice.page.locator("input[name=new-password]").fill(OTHER_PASSWORD)
    alice.screens.sheet.get_by_role("button", name="Save").click()

    expect(alice.problem).to_contain_text("Something in front of the server answered instead.")


def test_the_manifest_is_asked_for_with_the_cookie_of_the_login(alice: Accounts) -> None:
    assert alice.page.evaluate(MANIFEST) == ["use-credentials", "Kept"]
