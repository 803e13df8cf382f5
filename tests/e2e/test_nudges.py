"""Nudges on the device: what is shown, what its buttons do, with a line and without.

These tests subscribe by a stub and deliver over the DevTools protocol (pushes.py), and say so: what a nudge
does does not depend on how it came. The real paths are in test_push_firefox.py and test_push_chromium.py.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accounts import Accounts, invitation
from tests.e2e.ledger import read
from tests.e2e.locks import Lock
from tests.e2e.phone import Phone, phone_context
from tests.e2e.product import Product
from tests.e2e.pushes import PushedPhone, deliver, nudge, username_of
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed
from tests.e2e.witness import Witness
from tests.factories.push_service import PushService, running_push_service


@pytest.fixture(scope="module")
def service(request: pytest.FixtureRequest) -> Iterator[PushService]:
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    assert reporter is not None
    reporter.write_line(" Chromium: pushes come by a stub and DevTools, not from Google's push service.")
    with running_push_service() as running:
        yield running
    assert running.refusals == []


@pytest.fixture(scope="module")
def server(built_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = Product(tmp_path_factory.mktemp("product"), built_app, PUSH_LOOPBACK="1", SIGNUP="open")
    try:
        yield product
    finally:
        product.kill()
    assert "Traceback" not in product.log()


@pytest.fixture
def nudged(
    browser: Browser, collect: Witness, product: Product, service: PushService, request: pytest.FixtureRequest
) -> Iterator[PushedPhone]:
    """A phone of somebody who is signed in, has a habit and wants nudges."""
    context = phone_context(browser, collect)
    phone = PushedPhone(context, product.url, service, f"phone-{request.node.name[:40]}")
    Accounts(phone.screens).sign_up(username_of(request.node.name), invite=invitation(product))
    phone.screens.start_practice(EYE_CONTACT)
    phone.turn_on()
    yield phone
    context.close()


def test_a_test_is_said_to_have_arrived_only_when_the_worker_has_said_so(nudged: PushedPhone) -> None:
    nudged.wait_for("Nudges can reach you here")
    expect(nudged.page.get_by_text("It arrived.")).to_be_visible()
    nudged.screens.button("Send a test").click()
    expect(nudged.page.get_by_text("The push service has it. Waiting for this device …")).to_be_visible()
    expect(nudged.page.get_by_text("It arrived.")).to_have_count(0)
    nudged.receive()
    expect(nudged.page.get_by_text("It arrived.")).to_be_visible()


def titles(phone: PushedPhone) -> list[str]:
    return [one["title"] for one in phone.shown() if one["tag"] != "test"]


def test_a_nudge_names_nothing_unless_its_person_chose_so_here(nudged: PushedPhone) -> None:
    """Neither the server's word in the push nor the register that syncs is enough: the device has to."""
    deliver(nudged, nudge(nudged))
    deliver(nudged, nudge(nudged, "5f0a5be1c2d4e6f8", mutable=True))
    assert titles(nudged) == ["A small nudge"] * 2
    nudged.choose_names()
    nudged.screens.open()
    Accounts(nudged.screens).synced()
    nudged.choose_names("Generic text")
    deliver(nudged, nudge(nudged, "6f0a5be1c2d4e6f8", mutable=True))
    assert titles(nudged) == ["A small nudge"] * 3

    nudged.choose_names()
    nudged.page.reload()
    expect(nudged.page.get_by_label("Habit name")).to_be_checked()
    deliver(nudged, nudge(nudged, "4f0a5be1c2d4e6f8", mutable=True))
    named = nudged.wait_for(EYE_CONTACT)
    assert named["actions"] == ["done", "later"]
    assert not named["silent"]


def test_a_nudge_names_nothing_where_the_app_has_a_lock(nudged: PushedPhone) -> None:
    """CR-17: whatever was chosen; its buttons do what they did, while the app is locked too."""
    nudged.choose_names()
    push = nudge(nudged, mutable=True)
    lock = Lock(nudged.screens)
    lock.turn_on(after="Immediately")
    lock.lock_now()

    tag = deliver(nudged, push)
    shown = next(one for one in nudged.shown() if one["tag"] == tag)
    assert (shown["title"], shown["actions"]) == ("A small nudge", ["done", "later"])
    nudged.press(tag, "done")

    lock.try_pin()
    lock.expect_open()
    nudged.screens.go_to("Today")
    is_pressed(nudged.screens.tick(EYE_CONTACT))


def test_what_is_no_push_of_ours_is_shown_in_plain_words(nudged: PushedPhone) -> None:
    """B14: a push without a visible notification costs the permission, so that there is always one."""
    odd = nudge(nudged)
    odd["notification"]["data"] = {"kind": "of another age"}
    for payload in ("", "{", "[]", '{"notification": {"title": ""}}', json.dumps(odd)):
        nudged.page.evaluate(
            "async () => (await (await navigator.serviceWorker.ready).getNotifications())"
            ".forEach((one) => one.close())"
        )
        # A closing that is still on its way would take the next one of the same tag along.
        nudged.wait_until(lambda: nudged.shown() == [], "empty tray")
        nudged.deliver(payload)
        nudged.wait_for("A small nudge")


def test_a_nudge_is_shown_while_the_storage_is_gone(nudged: PushedPhone) -> None:
    """B14."""
    push = nudge(nudged, mutable=True)
    nudged.worker.evaluate("() => { IDBFactory.prototype.open = () => { throw new Error('gone'); }; }")
    nudged.worker.evaluate(
        "() => { IDBDatabase.prototype.transaction = () => { throw new Error('gone'); }; }"
    )
    deliver(nudged, push)
    nudged.wait_for("A small nudge")


def test_the_subscription_is_mended_at_the_next_start(nudged: PushedPhone, service: PushService) -> None:
    """B14: lost by the browser, it is made again without a word; switched off, it stays off."""
    nudged.page.evaluate("localStorage.removeItem('stub-push')")
    nudged.screens.open("/")
    made = "localStorage.getItem('stub-push') !== null"
    nudged.wait_until(lambda: bool(nudged.page.evaluate(made)), "subscription")
    nudged.screens.open("/you/nudges")
    nudged.page.get_by_role("switch", name="Reminders on this device").click()
    expect(nudged.screens.button("Turn on reminders")).to_be_visible()
    # The app asks for what was unanswered once it has looked after the subscription.
    with nudged.page.expect_response("**/api/nudges*"):
        nudged.screens.open("/")
    assert not nudged.page.evaluate(made)


def test_the_number_on_the_icon_follows_for_whoever_switched_it_on(nudged: PushedPhone) -> None:
    nudged.watch_badge()
    deliver(nudged, nudge(nudged, app_badge=3))
    nudged.wait_until(lambda: nudged.badge_of_worker() == 3, "number from the push")
    deliver(nudged, nudge(nudged, "4f0a5be1c2d4e6f8", app_badge=0))
    nudged.wait_until(lambda: nudged.badge_of_worker() == 0, "cleared number")
    assert nudged.badge_of_page() == 0
    nudged.screens.open("/you/nudges")
    nudged.page.get_by_role("switch", name="Badge").click()
    nudged.wait_until(lambda: nudged.badge_of_page() == 1, "number of what is open")
    nudged.screens.go_to("Today")
    nudged.screens.tick(EYE_CONTACT).click()
    nudged.wait_until(lambda: nudged.badge_of_page() == 0, "cleared number")
    nudged.screens.tick(EYE_CONTACT).click()
    nudged.wait_until(lambda: nudged.badge_of_page() == 1, "number of what is open again")


def test_a_subscription_that_the_browser_has_changed_is_replaced_once(
    nudged: PushedPhone, product: Product, service: PushService, collect: Witness
) -> None:
    """B14: by the worker, while no page looks."""
    query = "SELECT endpoint FROM push_subscription WHERE endpoint LIKE ?"
    mine = f"%{nudged.name}%"
    [(before,)] = read(product, query, mine)
    assert before.endswith(nudged.name)
    nudged.page.goto("about:blank")
    nudged.change_subscription(service.endpoint("201", f"{nudged.name}-2"))
    [(after,)] = read(product, query, mine)
    assert after.endswith(f"{nudged.name}-2")
    nudged.wait_until(lambda: len(service.to(f"{nudged.name}-2")) == 1, "test of the new one")


def test_a_new_habit_can_begin_with_a_reminder(nudged: PushedPhone, product: Product) -> None:
    nudged.screens.open("/habits/new")
    nudged.page.get_by_label("What will you do?").fill("Water the fern")
    nudged.page.get_by_role("switch", name="Remind me").click()
    nudged.page.get_by_label("When?").fill("07:45")
    nudged.screens.button("Start").click()
    expect(nudged.screens.title).to_have_text("Today")
    expect(nudged.screens.toast).not_to_contain_text("off on this device")
    nudged.screens.open_habit("Water the fern")
    expect(nudged.page.get_by_text("07:45")).to_be_visible()
    habit = nudged.page.url.rsplit("/", 1)[1]
    query = "SELECT on_date FROM nudge WHERE subject_id = ?"
    nudged.wait_until(lambda: len(read(product, query, habit)) == 1, "plan on the server")


def test_where_nudges_are_off_a_reminder_asks_for_nothing_and_says_where_to_switch_them_on(
    screens: Screens,
) -> None:
    screens.open("/habits/new")
    screens.page.get_by_label("What will you do?").fill("Water the fern")
    screens.page.get_by_role("switch", name="Remind me").click()
    screens.page.get_by_label("When?").fill("")
    screens.button("Start").click()
    expect(screens.page.get_by_text("Choose a time and at least one weekday")).to_be_visible()
    screens.page.get_by_label("When?").fill("07:45")
    screens.button("Start").click()
    expect(screens.toast).to_contain_text("Started. Reminders are still off on this device.")
    screens.toast.get_by_role("button", name="Set up").click()
    expect(screens.title).to_have_text("Reminders")
    expect(screens.page.get_by_text("Water the fern")).to_be_visible()


def test_reminders_travel_only_with_the_device_that_travels(
    phone: Phone, browser: Browser, collect: Witness, product: Product
) -> None:
    """B6: a device writes its zone when its own has changed, and a laptop at home flips nothing back."""
    screens = Screens(phone.open(), product.url)
    Accounts(screens).sign_up("traveller", invite=invitation(product))
    screens.start_practice(EYE_CONTACT)
    screens.open_habit(EYE_CONTACT)
    screens.button("Add a reminder").click()
    screens.sheet.get_by_role("button", name="Save").click()
    expect(screens.toast).to_contain_text("Reminder saved.")
    expect_zone(screens, "Berlin")
    phone.close()
    screens = Screens(phone.open(timezone_id="Asia/Tokyo"), product.url)
    expect_zone(screens, "Tokyo")
    screens.open()
    Accounts(screens).synced()
    context = phone_context(browser, collect)
    at_home = Screens(context.new_page(), product.url)
    Accounts(at_home).sign_in("traveller")
    expect_zone(at_home, "Tokyo")
    at_home.open("/")
    expect_zone(at_home, "Tokyo")
    context.close()


def expect_zone(screens: Screens, city: str) -> None:
    screens.open("/you/nudges")
    expect(screens.page.get_by_text(f"All times are in {city}.")).to_be_visible()
