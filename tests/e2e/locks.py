"""What a person does with the lock of the app, and how a phone hides it and shows it again."""

from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.e2e.screens import Screens
from tests.e2e.waiting import wait_until

HABIT: Final = "Canary tea at dawn 51c2"
PIN: Final = "184726"
OTHER_PIN: Final = "902175"
DERIVING_MS = 90_000
"""600,000 rounds take a while on a busy machine."""

SIGHT = """(isHidden) => {
  Object.defineProperty(document, "hidden", { get: () => isHidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
IS_COVERED = """() => [...document.body.querySelectorAll("*")].every(
  (each) => getComputedStyle(each).visibility === "hidden")"""

IS_STORED = """(seconds) => new Promise((resolve) => {
  const opening = indexedDB.open("kept-device");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("device").objectStore("device").get("guard");
    reading.onsuccess = () => {
      opening.result.close();
      resolve(reading.result?.lock?.afterSeconds === seconds);
    };
  };
})"""
SECONDS: Final = {"Immediately": 0, "After 1 minute": 60}


class Lock:
    """The lock's side of one page of the app."""

    def __init__(self, screens: Screens) -> None:
        self.screens = screens
        self.page: Page = screens.page

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("PIN", exact=True)

    @property
    def problem(self) -> Locator:
        return self.page.locator(".pin-form [role=alert]")

    def set_pin(self, pin: str = PIN, *, again: str | None = None) -> None:
        """From the screen of the lock, which asks for no other PIN yet."""
        self.screens.button("Set a PIN").click()
        self.fill_new_pin(pin, again=again)

    def fill_new_pin(self, pin: str, *, again: str | None = None) -> None:
        sheet = self.screens.sheet
        sheet.get_by_label("New PIN").fill(pin)
        sheet.get_by_label("Repeat PIN").fill(pin if again is None else again)
        sheet.get_by_role("button", name="Set PIN").click()

    def turn_on(self, *, after: str = "After 1 minute") -> None:
        """Set the lock, from any screen; the app is open afterwards, at the screen of the lock."""
        self.screens.open("/you/lock")
        self.set_pin()
        choice = self.page.get_by_label("Auto-lock")
        expect(choice).to_be_visible(timeout=DERIVING_MS)
        self.choose_after(after)

    def choose_after(self, after: str) -> None:
        """Choose when it locks, and wait until the disk has it."""
        self.page.get_by_label("Auto-lock").select_option(label=after)
        wait_until(self.page, IS_STORED, SECONDS[after])

    def lock_now(self) -> None:
        self.screens.button("Lock now").click()
        self.expect_locked()

    def try_pin(self, pin: str = PIN) -> None:
        """Type it and send it; it is answered when the field is empty again, or is gone."""
        self.field.fill(pin)
        self.field.press("Enter")
        expect(self.page.locator(".pin-form[aria-busy=true]")).to_have_count(0, timeout=DERIVING_MS)

    def expect_locked(self) -> None:
        """Nothing but the lock: neither the bar nor the title of a screen."""
        expect(self.page.get_by_text("Locked on this device")).to_be_visible()
        expect(self.page.get_by_role("navigation")).to_have_count(0)
        expect(self.page).to_have_title("Kept")

    def expect_open(self) -> None:
        expect(self.page.get_by_role("navigation")).to_be_visible(timeout=DERIVING_MS)

    def hide(self) -> None:
        """Go to another app."""
        self.page.evaluate(SIGHT, arg=True)

    def show(self) -> None:
        """Come back."""
        self.page.evaluate(SIGHT, arg=False)

    def is_covered(self) -> bool:
        covered: bool = self.page.evaluate(IS_COVERED)
        return covered

    def holds(self, *words: str) -> list[str]:
        """Those of the words that are anywhere in the document, what is typed in its fields included."""
        held: list[str] = self.page.evaluate(
            """(words) => {
              const typed = [...document.querySelectorAll("input, textarea")].map(({ value }) => value);
              const all = [document.documentElement.outerHTML, document.title, ...typed].join(" ");
              return words.filter((word) => all.includes(word));
            }""",
            list(words),
        )
        return held
