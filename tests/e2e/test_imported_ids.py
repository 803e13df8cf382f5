"""The host can't read the names of imported habits from their ids, and one file still merges with itself."""

import hashlib
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.e2e import ledger
from tests.e2e.accounts import Accounts, invitation
from tests.e2e.canaries import IMPORTED, hashed_words, words_in_clear
from tests.e2e.foreign_files import make_loop_zip
from tests.e2e.product import Product
from tests.e2e.screens import Screens

MEDITATE = "Meditate"
FILE = make_loop_zip([(date(2026, 3, day), "YES_MANUAL", "") for day in (2, 3, 4)])
HERE_ALREADY = "Everything in this file is already here."


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


def ids(product: Product, username: str) -> set[str]:
    """Of all that the server has of an account."""
    of_account = "account_id = (SELECT id FROM account WHERE username = ?)"
    rows = [
        *ledger.read(product, f"SELECT id FROM record WHERE {of_account}", username),  # noqa: S608 - a constant
        *ledger.read(product, f"SELECT id FROM fact WHERE {of_account}", username),  # noqa: S608 - a constant
    ]
    return {str(row[0]) for row in rows}


def expect_here_already(device: Accounts) -> None:
    device.screens.go_to("You")
    device.screens.choose_import(FILE)
    expect(device.screens.sheet).to_contain_text(HERE_ALREADY)
    device.page.keyboard.press("Escape")
    device.screens.go_to("Today")


def test_what_was_imported_before_signing_up_is_keyed_and_met_again(
    screens: Screens, laptop: Accounts, product: Product
) -> None:
    screens.open("/you")
    screens.import_file(FILE)
    phone = Accounts(screens)
    phone.sign_up("dora", invite=invitation(product))
    phone.synced()

    assert len(ids(product, "dora")) >= 4  # a habit and three days
    assert words_in_clear(product) == []
    expect_here_already(phone)
    laptop.sign_in("dora")
    laptop.arrives(laptop.screens.tick(MEDITATE))
    expect_here_already(laptop)


def test_two_accounts_that_import_one_file_share_no_id(
    screens: Screens, laptop: Accounts, product: Product
) -> None:
    for device, name in ((Accounts(screens), "edith"), (laptop, "frank")):
        device.sign_up(name, invite=invitation(product))
        device.screens.go_to("You")
        device.screens.import_file(FILE)
        device.screens.go_to("Today")
        device.synced()

    theirs = [ids(product, name) for name in ("edith", "frank")]
    assert all(len(each) >= 4 for each in theirs)
    # The preferences have one id in every account.
    assert {each for each in theirs[0] & theirs[1] if each != "main"} == set()
    assert words_in_clear(product) == []


@pytest.mark.parametrize("word", IMPORTED)
@pytest.mark.parametrize("key", ["kept/import|loop|name|{}", "name|{}", "{}", "kept/import|beaver|name|{}|2"])
def test_the_canaries_find_a_hash_of_a_word(word: str, key: str) -> None:
    digest = hashlib.sha256(key.format(word).encode())
    text = digest.hexdigest()
    for held in (text, text[:32], text[32:48], text[:12], f"x{text[16:40].upper()}y"):
        assert hashed_words(held.encode()) == [word]
    assert hashed_words(b"\x00" + digest.digest() + b"\x00") == [word]
    assert hashed_words(hashlib.sha256(b"another word").hexdigest().encode()) == []
