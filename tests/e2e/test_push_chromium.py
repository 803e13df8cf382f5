"""Chromium's real path of a push, end to end, on this machine alone.

Chromium subscribes, the server's worker encrypts and sends, a push service of our own under Google's name
passes it on (google_push.py), Chromium decrypts it and wakes the service worker, Done is pressed, and the
entry is synced. Only the press itself is asked of the worker: headless, there is nobody to show a button to.

That Chromium can be led to another push service is documented nowhere, and may end with any version of it.
Where it does, the test says so and is skipped; what it shows is then shown by test_nudges.py with a stub.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import TimeoutError as NeverCameError

from tests.e2e.accounts import Accounts
from tests.e2e.google_push import GooglePush, running_google_push
from tests.e2e.ledger import entries
from tests.e2e.phone import FLAGS, LOCALE, PHONE_SIZE, executable
from tests.e2e.product import Product
from tests.e2e.pushes import NAMED_HINT, PRESS, SHOWN, Json, coming_minute
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.waiting import choose
from tests.e2e.witness import Witness

HABIT = "Canary at the gate"
STEERED_NAMES = Path(__file__).with_name("steered_names")
# With it Chromium never talks to a push service.
SILENT = "--disable-background-networking"
SUBSCRIBE_MS = 60_000
DUE_MS = 120_000
TRIED = "Chromium took the switches for another push service, and yet did not subscribe within a minute."


@pytest.fixture(scope="module")
def google(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GooglePush]:
    with running_google_push(tmp_path_factory.mktemp("google")) as service:
        yield service


@pytest.fixture(scope="module")
def server(
    built_app: Path, google: GooglePush, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """A server for which Google's names lead to this machine, and which trusts the certificate there."""
    product = Product(
        tmp_path_factory.mktemp("product"),
        built_app,
        PUSH_LOOPBACK="1",
        PYTHONPATH=str(STEERED_NAMES),
        STEERED_PORT=str(google.http_port),
        SSL_CERT_FILE=str(google.certificate),
    )
    try:
        yield product
    finally:
        product.kill()
    assert "Traceback" not in product.log()


@pytest.fixture
def chromium(
    playwright: Playwright, collect: Witness, google: GooglePush, tmp_path: Path
) -> Iterator[BrowserContext]:
    """A profile of its own: a private window gets no subscription."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=executable(),
        args=[*(flag for flag in FLAGS if flag != SILENT), *google.flags],
        viewport=PHONE_SIZE,
        locale=LOCALE,
        timezone_id="UTC",
    )
    collect.watch(context)
    yield context
    context.close()


def test_a_nudge_arrives_and_its_done_is_kept_and_synced(
    chromium: BrowserContext, google: GooglePush, product: Product
) -> None:
    chromium.grant_permissions(["notifications"], origin=product.url)
    screens = Screens(chromium.pages[0], product.url)
    Accounts(screens).sign_up()
    screens.write_habit(HABIT)
    turn_on(screens, google)
    choose(screens.page.get_by_label("Habit name"))
    expect(screens.page.get_by_text(NAMED_HINT)).to_be_visible()
    remind(screens)
    nudge = wait_for_nudge(screens.page)
    assert nudge["actions"] == ["done", "later"]
    assert {push.status for push in google.sent} == {201}
    assert all(HABIT.encode() not in push.body for push in google.sent)
    assert entries(product) == []
    chromium.service_workers[0].evaluate(PRESS, ["notificationclick", nudge["tag"], "done"])
    [entry] = wait_for_entries(screens.page, product)
    assert entry == f"{nudge['tag']}done"
    screens.open()
    is_pressed(screens.tick(HABIT))
    turn_off(screens, google)


def turn_on(screens: Screens, google: GooglePush) -> None:
    """Switch nudges on; said only when the worker of this very browser has told the server so."""
    screens.open("/you/nudges")
    screens.become_ready_for_offline()
    screens.button("Turn on reminders").click()
    arrived = screens.page.get_by_text("It arrived.")
    try:
        arrived.wait_for(timeout=SUBSCRIBE_MS)
    except NeverCameError:
        if google.endpoints() == 0:
            pytest.skip(TRIED)
        raise
    assert google.endpoints() == 1


def remind(screens: Screens) -> None:
    """Add a reminder on the habit's own page, for a minute that has not begun yet."""
    screens.open()
    screens.open_habit(HABIT)
    screens.button("Add a reminder").click()
    screens.sheet.get_by_label("Time").fill(coming_minute())
    screens.sheet.get_by_role("button", name="Save").click()
    expect(screens.toast).to_contain_text("Reminder saved.")


def wait_for_nudge(page: Page) -> Json:
    for _ in range(DUE_MS // 250):
        for shown in page.evaluate(SHOWN):
            if shown["title"] == HABIT:
                nudge: Json = shown
                return nudge
        page.wait_for_timeout(250)
    raise AssertionError("The nudge did not arrive")


def wait_for_entries(page: Page, product: Product) -> list[str]:
    for _ in range(600):
        if found := entries(product):
            return [entry.id for entry in found]
        page.wait_for_timeout(100)
    raise AssertionError("The entry did not arrive on the server")


def turn_off(screens: Screens, google: GooglePush) -> None:
    screens.open("/you/nudges")
    screens.page.get_by_role("switch", name="Reminders on this device").click()
    expect(screens.button("Turn on reminders")).to_be_visible()
    assert google.endpoints() == 0
