"""An invitation of a partner outlives a mistyped code, signing up or in, and a page that is reloaded."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.accounts import ALICE, DERIVING_MS, PASSWORD, Accounts, invitation
from tests.e2e.couple import Person
from tests.e2e.phone import phone_context
from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.witness import Witness

NO_CODE = "That doesn’t look like an invitation code. It has 26 characters."
BOB = "bob"


@pytest.fixture
def alice(laptop: Accounts, product: Product) -> Person:
    """Signed up on the laptop, by whatever name is free."""
    person = Person(laptop.screens)
    name = f"{ALICE}-{len(product.log())}"
    person.sign_up(name, invite=invitation(product))
    return person


@pytest.fixture
def bob(screens: Screens) -> Person:
    """Nobody yet, on a phone that was never here before."""
    return Person(screens)


def field(person: Person) -> Locator:
    return person.page.get_by_label("Code or link")


def create_account(person: Person, username: str) -> None:
    """From the invitation to the check of the recovery key."""
    person.screens.link("Create account").click()
    person.fill(username=username, password=PASSWORD)
    person.screens.button("Create account").click()
    person.prove_key(person.shown_key())


def expect_invitation(person: Person, code: str) -> None:
    """Who invites, and that it can be accepted."""
    expect(person.screens.title).to_have_text("Invitation", timeout=DERIVING_MS)
    expect(person.page.get_by_role("heading", name="invites you")).to_be_visible(timeout=DERIVING_MS)
    expect(person.screens.button("Accept")).to_be_visible()
    assert code not in person.page.url


def test_a_mistyped_code_can_be_put_right(bob: Person) -> None:
    bob.paste("abc")

    expect(bob.problem).to_have_text(NO_CODE)
    expect(field(bob)).to_have_value("abc")
    field(bob).fill("abcd")
    expect(bob.problem).to_have_count(0)
    bob.screens.open("/invite")
    expect(field(bob)).to_have_value("")
    bob.screens.button("View invitation").click()
    expect(bob.problem).to_have_text(NO_CODE)


def test_a_link_that_was_cut_short_can_be_put_right(bob: Person) -> None:
    bob.screens.open("/invite#abc")

    expect(bob.problem).to_have_text(NO_CODE)
    expect(field(bob)).to_have_value("abc")


def test_it_is_accepted_right_after_the_recovery_key(alice: Person, bob: Person, product: Product) -> None:
    code = alice.invite()
    bob.paste(code[:-1])
    expect(bob.problem).to_have_text(NO_CODE)
    field(bob).fill(code)
    bob.screens.button("View invitation").click()

    create_account(bob, f"{BOB}-{len(product.log())}")

    expect_invitation(bob, code)
    bob.page.reload()
    expect_invitation(bob, code)
    bob.screens.link("Not now").click()
    bob.screens.link("You opened an invitation. View it now.").click()
    bob.screens.button("Accept").click(timeout=DERIVING_MS)
    expect(bob.page.get_by_text("hasn’t confirmed yet")).to_be_visible(timeout=DERIVING_MS)
    expect(bob.page.get_by_text("You opened an invitation.")).to_have_count(0)
    # Whoever invited is told on Today.
    alice.screens.open()
    alice.arrives(alice.news.get_by_text("has accepted your invitation."))
    expect(alice.dot).to_be_visible()
    # And whoever was invited, once it is confirmed.
    bob.screens.go_to("Today")
    alice.news.get_by_role("link", name="View").click()
    alice.screens.button("Yes, that’s right").click(timeout=DERIVING_MS)
    bob.arrives(bob.news.get_by_text("has confirmed."))


def test_it_waits_for_whoever_signs_in(
    alice: Person, bob: Person, product: Product, browser: Browser, collect: Witness
) -> None:
    name = f"{BOB}-{len(product.log())}"
    bob.sign_up(name, invite=invitation(product))
    code = alice.invite()
    context = phone_context(browser, collect)
    tablet = Person(Screens(context.new_page(), product.url))

    tablet.paste(code)
    tablet.screens.link("Sign in").click()
    tablet.fill(username=name, password=PASSWORD)
    tablet.screens.button("Sign in").click()

    expect_invitation(tablet, code)
    context.close()


def test_one_that_is_void_is_not_offered_again(
    alice: Person, bob: Person, product: Product, collect: Witness
) -> None:
    collect.pardon("403 (FORBIDDEN)")
    bob.sign_up(f"{BOB}-{len(product.log())}", invite=invitation(product))
    alice.invite()

    bob.paste("0" * 26)

    expect(bob.page.get_by_role("alert")).to_have_text("This invitation isn’t valid any more.")
    bob.screens.open("/together")
    expect(bob.screens.link("I have a code")).to_be_visible()
    expect(bob.page.get_by_text("You opened an invitation.")).to_have_count(0)
