"""What the server will not take is safe on the device, in sight, and can be offered again."""

import sqlite3

from playwright.sync_api import expect

from tests.e2e.accounts import DERIVING_MS, Accounts, invitation
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed

BREAK = "CREATE TRIGGER broken BEFORE INSERT ON fact BEGIN SELECT RAISE(ABORT, 'broken'); END"
MEND = "DROP TRIGGER broken"


def change_database(product: Product, statement: str) -> None:
    """What a disk, a bug or a careless hand might do to the server."""
    with sqlite3.connect(product.database_files()[0]) as connection:
        connection.execute(statement)
    connection.close()


def test_it_keeps_what_was_refused_in_sight_and_offers_it_again(screens: Screens, product: Product) -> None:
    accounts = Accounts(screens)
    screens.open()
    screens.start_practice()
    accounts.sign_up("dora", invite=invitation(product))
    expect(screens.link("Synced")).to_be_visible(timeout=DERIVING_MS)
    change_database(product, BREAK)

    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))
    screens.go_to("You")
    expect(screens.page.get_by_role("heading", name="The server didn’t accept 1 change")).to_be_visible(
        timeout=DERIVING_MS
    )
    expect(screens.page.get_by_text("1 change isn’t on your server yet")).to_be_visible()
    screens.go_to("Today")
    expect(screens.link("Synced")).to_have_count(0)
    is_pressed(screens.tick(EYE_CONTACT))
    change_database(product, MEND)
    screens.go_to("You")
    screens.button("Try again").click()

    expect(screens.page.get_by_text("Everything is on your server.")).to_be_visible(timeout=DERIVING_MS)
    expect(screens.page.get_by_text("The server didn’t accept")).to_have_count(0)


FILL = "UPDATE feed SET stored_bytes = 1000000000000"
EMPTY = "UPDATE feed SET stored_bytes = 0"


def test_a_full_account_says_what_is_safe_and_goes_on_when_there_is_room(
    screens: Screens, product: Product
) -> None:
    accounts = Accounts(screens)
    screens.open()
    screens.start_practice()
    accounts.sign_up("emma", invite=invitation(product))
    expect(screens.link("Synced")).to_be_visible(timeout=DERIVING_MS)
    change_database(product, FILL)

    screens.tick(EYE_CONTACT).tap()
    is_pressed(screens.tick(EYE_CONTACT))
    screens.go_to("You")
    expect(screens.page.get_by_text("Your account on this server is full.")).to_be_visible(
        timeout=DERIVING_MS
    )
    expect(screens.page.get_by_text("safe on this device and in every export")).to_be_visible()
    screens.go_to("Today")
    is_pressed(screens.tick(EYE_CONTACT))
    change_database(product, EMPTY)
    screens.page.reload()

    expect(screens.link("Synced")).to_be_visible(timeout=DERIVING_MS)
    is_pressed(screens.tick(EYE_CONTACT))
