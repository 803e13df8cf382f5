"""Over plain http on a network: the app says that it needs HTTPS and how, and works while it is online."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.e2e.phone import launch
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed
from tests.e2e.witness import Witness

HOST = "kept.test"
NOTICE = "Kept needs a secure address. Over plain http it can’t be installed, and it won’t open offline."


@pytest.fixture(scope="module")
def server(built_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A server that people open by a name that is not localhost."""
    product = Product(tmp_path_factory.mktemp("product"), built_app, host=HOST)
    try:
        yield product
    finally:
        product.kill()


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser that finds the name on this machine, where it is no secure context."""
    launched = launch(playwright, f"--host-resolver-rules=MAP {HOST} 127.0.0.1")
    yield launched
    launched.close()


@pytest.fixture
def insecure(screens: Screens, collect: Witness) -> Screens:
    # The browser says by itself that the header means nothing here.
    collect.pardon("Cross-Origin-Opener-Policy header has been ignored")
    screens.open()
    return screens


def test_it_says_that_https_is_needed_and_how(insecure: Screens) -> None:
    assert insecure.page.evaluate("isSecureContext") is False
    notice = insecure.notice(NOTICE)

    expect(notice).to_contain_text("put it behind HTTPS")
    notice.get_by_role("button", name="Close this message").click()
    expect(notice).to_have_count(0)

    insecure.go_to("You")
    expect(insecure.page.get_by_role("region", name="Install").get_by_text(NOTICE)).to_be_visible()


def test_it_works_while_it_is_online(insecure: Screens, tmp_path: Path) -> None:
    insecure.start_practice().tap()
    is_pressed(insecure.tick(EYE_CONTACT))
    insecure.write_habit("Drink water", times_a_day=2)

    insecure.page.reload()

    is_pressed(insecure.tick(EYE_CONTACT))
    assert b"Drink water" in insecure.export(tmp_path)
