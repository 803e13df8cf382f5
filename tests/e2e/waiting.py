"""Waiting for what only a promise tells: Playwright's own wait takes the promise itself for a yes."""

import time

from playwright.sync_api import Page

MOST_SECONDS = 60
PAUSE_MS = 50


def wait_until(page: Page, question: str, given: str | int | None = None) -> None:
    """Ask the page until the promise of `question` is fulfilled with true."""
    ends_at = time.monotonic() + MOST_SECONDS
    while page.evaluate(question, given) is not True:
        assert time.monotonic() < ends_at, question
        page.wait_for_timeout(PAUSE_MS)
