"""What a person does to have an account: signing up, in and out, and what the host does for them."""

import json
import re
import subprocess
from contextlib import suppress
from typing import Final
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as BrowserTimeoutError

from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.waiting import wait_until
from tests.factories.kept_process import KEPT

ALICE = "alice"
PASSWORD: Final = "kettle river bronze sofa"  # noqa: S105 - of somebody who does not exist
OTHER_PASSWORD: Final = "window seven pepper moss"  # noqa: S105 - a password of a test
DATABASES = "async () => (await indexedDB.databases()).map(({ name }) => name).sort()"
KEY_CHARACTERS = 27
LOOKS_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
LOOKS = 30
ALL_SENT = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const own = names.find((name) => /^kept-[0-9a-f]{32}$/.test(name));
  if (own === undefined) return false;
  return new Promise((resolve) => {
    const opening = indexedDB.open(own);
    opening.onsuccess = () => {
      const counting = opening.result.transaction("outbox").objectStore("outbox").count();
      counting.onsuccess = () => { opening.result.close(); resolve(counting.result === 0); };
    };
  });
}"""
DERIVING_MS = 90_000
"""600,000 rounds take a while on a busy machine."""


class Accounts:
    """The account's side of one page of the app."""

    def __init__(self, screens: Screens) -> None:
        self.screens = screens
        self.page: Page = screens.page

    def fill(self, **values: str) -> None:
        """Fill in fields by name: username, password, new_password, recovery_key."""
        labels = {
            "username": "Username",
            "password": "Password",
            "new_password": "New password",
            "recovery_key": "Recovery key",
            "current": "Your password",
        }
        for field, value in values.items():
            self.page.get_by_role("textbox", name=labels[field], exact=True).fill(value)

    @property
    def problem(self) -> Locator:
        """What is said to be wrong."""
        return self.page.locator(".field-problem:not(:empty)")

    def ask_for_account(self, username: str = ALICE, password: str = PASSWORD, *, invite: str = "") -> None:
        """Fill in the form and send it."""
        self.screens.open(f"/join#{invite}" if invite else "/sign-up")
        self.fill(username=username, password=password)
        self.screens.button("Create account").click()

    def shown_key(self) -> str:
        """Read the recovery key from the screen."""
        groups = self.page.locator(".recovery-key-groups")
        expect(groups).to_be_visible(timeout=DERIVING_MS)
        key = re.sub(r"\s", "", groups.text_content() or "")
        assert len(key) == KEY_CHARACTERS
        return key

    def prove_key(self, key: str) -> None:
        """Type its end, in small letters."""
        self.page.get_by_label("The last four characters").fill(key[-4:].lower())
        self.screens.button("I’ve saved it").click()

    def sign_up(self, username: str = ALICE, *, invite: str = "") -> str:
        """From the form to Today; gives the recovery key."""
        self.ask_for_account(username, invite=invite)
        key = self.shown_key()
        self.prove_key(key)
        self.expect_today()
        return key

    def ask_to_sign_in(self, username: str = ALICE, password: str = PASSWORD) -> None:
        self.screens.open("/sign-in")
        self.fill(username=username, password=password)
        self.screens.button("Sign in").click()

    def sign_in(self, username: str = ALICE, password: str = PASSWORD) -> None:
        """On a device that holds nothing of its own."""
        self.ask_to_sign_in(username, password)
        self.expect_today()

    def recover(self, key: str, password: str = OTHER_PASSWORD, username: str = ALICE) -> None:
        self.screens.open("/recover")
        self.fill(username=username, recovery_key=key, new_password=password)
        self.screens.button("Set new password").click()

    def expect_today(self) -> None:
        """Wait until the page was reloaded."""
        expect(self.screens.title).to_have_text("Today", timeout=DERIVING_MS)

    def expect_signed_in(self, username: str = ALICE) -> None:
        """As You says."""
        self.screens.go_to("You")
        row = self.page.locator("a[href='/you/account']")
        expect(row).to_contain_text(username)
        expect(row).to_contain_text("Devices, passkeys, password, sign out")

    def look_again(self) -> None:
        """What happens when somebody picks the device up: it syncs, and shows what came."""
        self.page.evaluate(LOOKS_AGAIN)

    def sent(self) -> None:
        """Wait until the disk holds nothing that the server has not; the screens say so a moment later."""
        wait_until(self.page, ALL_SENT)

    def synced(self) -> None:
        """Wait, on Today, until the server has everything and the screen says so."""
        self.sent()
        expect(self.screens.link("Synced")).to_be_visible(timeout=DERIVING_MS)

    def arrives(self, what: Locator) -> None:
        """Look again until it is there: nobody tells a device that another one has synced."""
        for _ in range(LOOKS):
            self.look_again()
            with suppress(BrowserTimeoutError):
                what.wait_for(timeout=2_000)
                return
        raise AssertionError(f"It did not arrive: {what}")

    def sign_out(self, way: str) -> None:
        """Way: "Sign out and erase" or "Sign out, keep the data"."""
        self.screens.go_to("You")
        self.page.locator("a[href='/you/account']").click()
        self.screens.button("Sign out").last.click()
        self.screens.sheet.get_by_role("button", name=way).click()
        self.expect_today()

    def databases(self) -> list[str]:
        """The names of all databases of this device."""
        names: list[str] = self.page.evaluate(DATABASES)
        return names


def invitation(product: Product) -> str:
    """What the host hands out: the token at the end of an invitation; the first needs none."""
    with urlopen(f"{product.url}/api/signup", timeout=10) as answer:  # noqa: S310 - our own server
        is_first = json.load(answer)["mode"] == "first"
    return "" if is_first else _token(product, "people", "invite")


def reset_token(product: Product, username: str = ALICE) -> str:
    """The same of `kept people reset-link`."""
    return _token(product, "people", "reset-link", username)


def _token(product: Product, *command: str) -> str:
    printed = subprocess.run(
        [str(KEPT), *command], env=product.environment(), check=True, capture_output=True, text=True
    )
    match = re.search(r"#([\w.-]+)", printed.stdout)
    assert match is not None
    return match[1]
