"""Real push, end to end, on this machine alone.

The server's worker encrypts and sends, a push service of our own passes it on, Firefox decrypts it and wakes
the service worker, a button is pressed, and the entry is synced.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.accounts import ALICE, DERIVING_MS, PASSWORD
from tests.e2e.autopush import Autopush, running_autopush
from tests.e2e.firefox import Firefox, executable
from tests.e2e.ledger import entries
from tests.e2e.product import Product
from tests.e2e.pushes import NAMED_HINT, coming_minute

HABIT = "Canary on the sill"
DUE_SECONDS = 120
"""A reminder for the next minute but one, and a busy machine."""

TYPE_TIME = """
const input = document.querySelector("input[type=time]");
Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, a[0]);
input.dispatchEvent(new Event("input", { bubbles: true }));
"""
WHERE = "return `${location.pathname} ${document.querySelector('main h1')?.textContent}`"


@pytest.fixture(scope="module")
def autopush() -> Iterator[Autopush]:
    with running_autopush() as service:
        yield service


@pytest.fixture(scope="module")
def server(built_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = Product(tmp_path_factory.mktemp("product"), built_app, PUSH_LOOPBACK="1")
    try:
        yield product
    finally:
        product.kill()
    assert "Traceback" not in product.log()


@pytest.fixture(scope="module")
def firefox(
    server: Product, autopush: Autopush, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Firefox]:
    """A browser that is signed in and has a habit."""
    if executable() is None and shutil.which("apt-get") is None:
        pytest.skip("There is no firefox-esr on this machine, and no apt-get to install it with.")
    server.start()
    firefox = Firefox(tmp_path_factory.mktemp("firefox"), autopush.websocket)
    try:
        sign_up(firefox, server.url)
        write_habit(firefox, server.url)
        yield firefox
    finally:
        firefox.close()


def sign_up(firefox: Firefox, url: str) -> None:
    firefox.open(f"{url}/sign-up")
    firefox.fill("Username", ALICE)
    firefox.fill("Password", PASSWORD)
    firefox.press("Create account")
    firefox.wait_for_text("The last four characters", seconds=DERIVING_MS / 1000)
    groups = firefox.page("return document.querySelector('.recovery-key-groups').textContent")
    firefox.fill("The last four characters", "".join(groups.split())[-4:])
    firefox.press("I’ve saved it")
    # The bar says "Today" all the time; the account is there once the page was reloaded.
    firefox.wait_until(lambda: firefox.page(WHERE) == "/ Today", "Today")


def write_habit(firefox: Firefox, url: str) -> None:
    firefox.open(f"{url}/habits/new")
    firefox.fill("What will you do?", HABIT)
    firefox.press("Start")
    firefox.wait_for_text(HABIT)


def remind(firefox: Firefox) -> None:
    """Add a reminder on the habit's own page, for a minute that has not begun yet."""
    firefox.click("a.row-words")
    firefox.press("Add a reminder")
    firefox.wait_until(lambda: firefox.page("return !!document.querySelector('dialog form')"), "sheet")
    firefox.page(TYPE_TIME, coming_minute())
    firefox.press("Save")
    firefox.wait_for_text("Reminder saved.")


def test_a_nudge_arrives_and_its_done_is_kept_and_synced(
    firefox: Firefox, autopush: Autopush, server: Product
) -> None:
    firefox.open(f"{server.url}/you/nudges")
    firefox.press("Turn on reminders")
    # Said only when the worker of this very browser has told the server so.
    firefox.wait_for_text("It arrived.")
    assert len(autopush.endpoints()) == 1
    firefox.press("Habit name")
    firefox.wait_for_text(NAMED_HINT)
    firefox.open(server.url)
    remind(firefox)
    firefox.wait_until(lambda: HABIT in titles(firefox), "nudge", seconds=DUE_SECONDS)
    [nudge] = [shown for shown in firefox.shown() if shown["title"] == HABIT]
    assert nudge["actions"] == ["Done", "Later"]
    assert not nudge["silent"]
    assert_soundly_sent(autopush)
    assert entries(server) == []
    firefox.press_in_notification(HABIT, "Done")
    firefox.wait_until(lambda: len(entries(server)) == 1, "entry on the server")
    [entry] = entries(server)
    assert entry.id.endswith("done")
    assert not entry.is_withdrawn
    assert HABIT not in titles(firefox)
    firefox.open(server.url)
    firefox.wait_for_text("1 of 1")


def titles(firefox: Firefox) -> list[str]:
    return [shown["title"] for shown in firefox.shown()]


def assert_soundly_sent(autopush: Autopush) -> None:
    """As push services want it, and without a word of the habit."""
    assert {push.status for push in autopush.sent} == {201}
    for push in autopush.sent:
        assert int(push.headers["ttl"]) > 0
        assert HABIT.encode() not in push.body
