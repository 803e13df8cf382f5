"""Steps that Playwright's own do not do: its wait takes a promise for a yes, its check does not wait."""

import time

from playwright.sync_api import Locator, Page, expect

MAX_SECONDS = 60
PAUSE_MS = 50


def wait_until(page: Page, question: str, given: str | int | None = None) -> None:
    """Ask the page until the promise of `question` is fulfilled with true."""
    ends_at = time.monotonic() + MAX_SECONDS
    while page.evaluate(question, given) is not True:
        assert time.monotonic() < ends_at, question
        page.wait_for_timeout(PAUSE_MS)


def choose(option: Locator) -> None:
    """Tap the label of a radio button or checkbox as a person does, and wait until it's chosen."""
    if not option.is_checked():
        option.locator("xpath=ancestor::label[1]").click()
    expect(option).to_be_checked()
