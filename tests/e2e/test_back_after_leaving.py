"""The pages that a browser keeps for Back: none from before signing out comes up again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.e2e.accounts import DERIVING_MS, Accounts
from tests.e2e.phone import FLAGS, LOCALE, PHONE_SIZE, executable
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens
from tests.e2e.witness import Witness

IS_KEPT = "addEventListener('pageshow', ({ persisted }) => { globalThis.cameBack = String(persisted); })"
CAME_BACK = "globalThis.cameBack"
BLANK = "data:text/html,<title>Elsewhere</title>"


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


@pytest.fixture
def context(playwright: Playwright, collect: Witness, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that keeps pages for Back, which Playwright switches off."""
    opened = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=executable(),
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
        viewport=PHONE_SIZE,
        locale=LOCALE,
    )
    collect.watch(opened)
    opened.add_init_script(IS_KEPT)
    yield opened
    opened.close()


@pytest.fixture
def left(context: BrowserContext, product: Product) -> Screens:
    """A tab that showed Today of an account, and has gone elsewhere."""
    screens = Screens(context.pages[0], product.url)
    screens.open()
    screens.start_practice()
    Accounts(screens).sign_up()
    # A request that is still under way would keep the page from being kept.
    Accounts(screens).synced()
    screens.become_ready_for_offline()
    screens.page.goto(BLANK)
    return screens


def go_back(screens: Screens) -> str:
    """Tell whether the page came up as it was left: "true" or "false"."""
    screens.page.bring_to_front()
    screens.page.go_back(wait_until="commit")
    expect(screens.title).to_have_text("Today", timeout=DERIVING_MS)
    came_back: str = screens.page.evaluate(CAME_BACK)
    return came_back


def test_a_page_is_kept_for_back(left: Screens) -> None:
    """Else the next test would tell nothing."""
    assert go_back(left) == "true"
    expect(left.tick(EYE_CONTACT)).to_be_visible()


def test_none_comes_back_after_signing_out_and_erasing(
    left: Screens, context: BrowserContext, product: Product
) -> None:
    other = Accounts(Screens(context.new_page(), product.url))
    other.screens.open()
    other.sign_out("Sign out and erase")

    assert go_back(left) == "false"
    expect(left.page.get_by_role("heading", name="What would you like to keep?")).to_be_visible(
        timeout=DERIVING_MS
    )
    expect(left.tick(EYE_CONTACT)).to_have_count(0)
