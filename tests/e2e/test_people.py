"""The owner's page of the people on the server: inviting, helping, disabling, deleting; who finds it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.accounts import ALICE, DERIVING_MS, OTHER_PASSWORD, PASSWORD, Accounts, invitation
from tests.e2e.barriers import MIN_TARGET_PX, SMALL_TARGETS, problems
from tests.e2e.fitting import misfits_everywhere
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens
from tests.e2e.witness import Witness
from tests.factories.kept_process import post_json
from tests.factories.people import sign_up_body

BOB = "bob"
LONG_NAME = "w" * 32


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


@pytest.fixture
def owner(screens: Screens) -> Accounts:
    """Alice, who was the first, on You."""
    alice = Accounts(screens)
    alice.sign_up()
    return alice


def open_people(owner: Accounts) -> None:
    owner.screens.go_to("You")
    owner.screens.page.get_by_role("link", name=re.compile("^People on this server")).click()
    expect(owner.screens.title).to_have_text("People on this server")


def row(owner: Accounts, name: str) -> None:
    """Open the sheet of one person."""
    owner.page.locator(".person-row").filter(has_text=name).click()
    expect(owner.screens.sheet).to_be_visible()


def link_shown(owner: Accounts) -> str:
    """What is copied."""
    owner.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    owner.screens.button("Copy link").click()
    expect(owner.page.locator(".code-said").filter(has_text="Link copied.")).to_be_visible()
    link: str = owner.page.evaluate("navigator.clipboard.readText()")
    return link


def fits_and_is_free_of_barriers(screens: Screens) -> None:
    assert problems(screens.page) == []
    assert screens.page.evaluate(SMALL_TARGETS, MIN_TARGET_PX) == []
    assert misfits_everywhere(screens) == []


@pytest.fixture
def bob(owner: Accounts, tablet: Accounts, product: Product) -> Accounts:
    """He keeps a habit on a tablet, and makes an account by the owner's invitation."""
    open_people(owner)
    owner.screens.button("Invite someone").click()
    path = link_shown(owner).removeprefix(product.url)
    assert path.startswith("/join#")
    fits_and_is_free_of_barriers(owner.screens)
    tablet.screens.open()
    tablet.screens.start_practice()
    tablet.screens.open(path)
    tablet.fill(username=BOB, password=PASSWORD)
    tablet.screens.button("Create account").click()
    tablet.prove_key(tablet.shown_key())
    tablet.expect_today()
    tablet.synced()
    owner.screens.open("/you/people")
    return tablet


def test_only_the_owner_finds_it(bob: Accounts) -> None:
    bob.screens.go_to("You")
    expect(bob.page.get_by_role("link", name=re.compile("^People on this server"))).to_have_count(0)

    bob.screens.open("/you/people")

    expect(bob.screens.title).to_have_text("Nothing here")


def test_who_is_disabled_keeps_everything_and_is_told_when_signing_in(
    owner: Accounts, bob: Accounts, collect: Witness
) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    collect.pardon("403 (FORBIDDEN)")
    row(owner, BOB)
    owner.screens.button("Disable account").click()
    fits_and_is_free_of_barriers(owner.screens)
    owner.screens.sheet.get_by_role("button", name="Disable").click()
    expect(owner.screens.toast).to_contain_text("bob’s account is disabled.")
    expect(owner.page.locator(".person-row").filter(has_text=BOB)).to_contain_text("Disabled")

    bob.look_again()
    expect(bob.screens.notice("Sync is paused.")).to_be_visible()
    expect(bob.screens.tick(EYE_CONTACT)).to_be_visible()
    bob.ask_to_sign_in(BOB)
    expect(bob.problem).to_contain_text("This account is disabled on this server.", timeout=DERIVING_MS)
    bob.ask_to_sign_in(BOB, OTHER_PASSWORD)
    expect(bob.problem).to_contain_text("The username or the password isn’t right.", timeout=DERIVING_MS)

    row(owner, BOB)
    owner.screens.button("Enable account").click()
    expect(owner.screens.toast).to_contain_text("bob can sign in again.")
    bob.sign_in(BOB)
    expect(bob.screens.tick(EYE_CONTACT)).to_be_visible()


def test_a_reset_link_signs_in_and_deleting_is_asked_twice(
    owner: Accounts, bob: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon("401 (UNAUTHORIZED)")
    row(owner, BOB)
    fits_and_is_free_of_barriers(owner.screens)
    owner.screens.button("Make a reset link").click()
    path = link_shown(owner).removeprefix(product.url)
    fits_and_is_free_of_barriers(owner.screens)
    owner.screens.button("Close").click()
    bob.screens.open(path)
    bob.fill(new_password=OTHER_PASSWORD)
    bob.screens.button("Set password and sign in").click()
    bob.expect_today()
    expect(bob.screens.tick(EYE_CONTACT)).to_be_visible()

    row(owner, BOB)
    owner.screens.button("Delete account").click()
    owner.screens.button("Cancel").click()
    owner.screens.button("Delete account").click()
    owner.screens.button("Delete for good").click()
    expect(owner.screens.toast).to_contain_text("bob’s account was deleted.")
    expect(owner.page.locator(".person-row")).to_have_count(1)


def test_it_asks_for_the_password_where_that_was_long_ago(
    owner: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon("403 (FORBIDDEN)")
    post_json(product.port, "/api/accounts", sign_up_body(LONG_NAME, invite=invitation(product)))
    product.move_clock(timedelta(minutes=6))
    open_people(owner)
    expect(owner.page.locator(".person-row")).to_have_count(2)
    fits_and_is_free_of_barriers(owner.screens)

    owner.screens.button("Invite someone").click()
    owner.fill(current=PASSWORD)
    owner.screens.button("Continue").click()

    expect(owner.screens.button("Copy link")).to_be_visible(timeout=DERIVING_MS)
    row(owner, ALICE)
    expect(owner.screens.sheet).to_contain_text("This is your own account.")
    expect(owner.screens.button("Disable account")).to_have_count(0)


def test_without_a_network_it_says_so(owner: Accounts, collect: Witness) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    open_people(owner)
    owner.screens.go_to("You")
    owner.page.context.set_offline(True)

    owner.screens.page.get_by_role("link", name=re.compile("^People on this server")).click()

    expect(owner.page.get_by_text("Your server can’t be reached")).to_be_visible()
    owner.page.context.set_offline(False)
    owner.screens.button("Try again").click()
    expect(owner.page.locator(".person-row")).to_have_count(1)
