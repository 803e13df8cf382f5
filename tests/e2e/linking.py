"""Adding a device by a link: the one that shows it, and the one that comes in."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.accounts import DERIVING_MS, PASSWORD, Accounts

NOT_VALID = "This link isn’t valid any more"
UNREACHABLE = "The server can’t be reached right now."


class OldDevice:
    """The account screen of a device that is signed in."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.screens = accounts.screens

    @property
    def sheet(self) -> Locator:
        return self.screens.page.get_by_role("dialog", name="Add a device")

    def ask_for_link(self) -> None:
        self.screens.open("/you/account")
        self.screens.button("Add a device").click()

    def code(self) -> str:
        """Read the code of the link from the sheet."""
        shown = self.sheet.locator(".shown-code")
        expect(shown).to_be_visible(timeout=DERIVING_MS)
        return "".join((shown.text_content() or "").split())

    def offer(self) -> str:
        """Make a link; gives its code."""
        self.ask_for_link()
        return self.code()

    def prove(self) -> None:
        """Give the password where it is asked for."""
        asked = self.screens.page.get_by_role("dialog", name="Confirm it’s you")
        asked.get_by_label("Your password").fill(PASSWORD)
        asked.get_by_role("button", name="Continue").click()
        expect(asked).to_have_count(0, timeout=DERIVING_MS)

    @property
    def numbers(self) -> Locator:
        return self.sheet.locator(".link-numbers button")

    def choose(self, number: str) -> None:
        self.sheet.get_by_role("button", name=number, exact=True).click()

    def choose_wrong(self, number: str) -> None:
        expect(self.numbers).to_have_count(3, timeout=DERIVING_MS)
        self.numbers.filter(has_not_text=number).first.click()

    def says(self, text: str) -> None:
        expect(self.sheet.get_by_text(text)).to_be_visible(timeout=DERIVING_MS)


class NewDevice:
    """A device that nobody is signed in on."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.screens = accounts.screens

    def follow(self, code: str) -> None:
        self.screens.open(f"/link#{code}")
        self.screens.button("Continue").click()

    def paste(self, text: str) -> None:
        """As in an installed app, which links do not open."""
        self.screens.open("/sign-in")
        self.screens.link("Paste a code from another device").click()
        self.screens.page.get_by_label("Code or link").fill(text)
        self.screens.button("Continue").click()

    @property
    def number(self) -> Locator:
        return self.screens.page.locator(".link-number")

    def shown_number(self) -> str:
        expect(self.number).to_have_text(re.compile(r"^\d\d$"), timeout=DERIVING_MS)
        return self.number.text_content() or ""

    def says(self, text: str) -> None:
        expect(self.screens.page.get_by_text(text)).to_be_visible(timeout=DERIVING_MS)
