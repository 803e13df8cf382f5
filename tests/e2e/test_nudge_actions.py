"""What the buttons of a nudge do, with a line and without: once, on the right day, in the right window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accounts import Accounts, invitation
from tests.e2e.ledger import entries, read
from tests.e2e.phone import phone_context
from tests.e2e.product import Product
from tests.e2e.pushes import PushedPhone, deliver, nudge, username_of, watch_windows, windows_of
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed
from tests.e2e.witness import Witness
from tests.factories.push_service import PushService, running_push_service

PROMISE = "Canary call on Sunday"


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


def test_done_works_offline_twice_is_once_and_it_syncs(
    nudged: PushedPhone, product: Product, collect: Witness
) -> None:
    """B16: the entry takes its id from the nudge, so that two presses are one."""
    collect.pardon_killed_server()
    # An id of its own: the tests of this file share the server's database.
    push = nudge(nudged, "8f0a5be1c2d4e6f8")
    tag = deliver(nudged, push)
    product.kill()
    nudged.press(tag, "done")
    assert [one for one in nudged.shown() if one["tag"] == tag] == []
    is_pressed(nudged.screens.tick(EYE_CONTACT))
    deliver(nudged, push)
    nudged.press(tag, "done")
    is_pressed(nudged.screens.tick(EYE_CONTACT))
    before = entries(product)
    product.start()
    nudged.screens.open("/")
    nudged.wait_until(lambda: len(entries(product)) == len(before) + 1, "entry on the server")
    assert [entry.id for entry in entries(product) if entry not in before] == [f"{tag}done"]


def test_what_is_ticked_here_is_not_asked_for_again(nudged: PushedPhone) -> None:
    """B16, B17: the server does not know yet; the notification says so without a sound."""
    nudged.choose_names()
    push = nudge(nudged, mutable=True)
    nudged.screens.tick(EYE_CONTACT).click()
    is_pressed(nudged.screens.tick(EYE_CONTACT))
    deliver(nudged, push)
    kept = nudged.wait_for(EYE_CONTACT)
    assert kept["silent"]
    assert kept["body"] == "Already kept. Nothing to do."
    assert kept["actions"] == []


def test_done_in_the_app_and_then_in_the_notification_stays_done(nudged: PushedPhone) -> None:
    """B16: no second press takes back the first."""
    tag = deliver(nudged, nudge(nudged))
    nudged.screens.tick(EYE_CONTACT).click()
    is_pressed(nudged.screens.tick(EYE_CONTACT))
    # What was done elsewhere is taken away; one that is pressed before that changes nothing.
    nudged.wait_until(lambda: all(one["tag"] != tag for one in nudged.shown()), "closed notification")
    nudged.screens.tick(EYE_CONTACT).click()
    is_open(nudged.screens.tick(EYE_CONTACT))


def test_done_after_an_undo_does_not_come_back(nudged: PushedPhone) -> None:
    """B16."""
    push = nudge(nudged)
    tag = deliver(nudged, push)
    nudged.press(tag, "done")
    is_pressed(nudged.screens.tick(EYE_CONTACT))
    nudged.screens.tick(EYE_CONTACT).click()
    is_open(nudged.screens.tick(EYE_CONTACT))
    deliver(nudged, push)
    nudged.press(tag, "done")  # returns when the worker has done all that it does
    nudged.screens.open()
    is_open(nudged.screens.tick(EYE_CONTACT))


def test_a_stale_nudge_counts_for_the_day_it_was_for(nudged: PushedPhone) -> None:
    """B16: pressed today, it is yesterday's."""
    yesterday = nudged.page.evaluate("new Intl.DateTimeFormat('sv').format(Date.now() - 86_400_000)")
    tag = deliver(nudged, nudge(nudged, on=yesterday))
    nudged.press(tag, "done")
    is_open(nudged.screens.tick(EYE_CONTACT))
    nudged.screens.day(1).click()
    is_pressed(nudged.screens.tick(EYE_CONTACT))


def test_a_paused_habit_is_not_nudged_by_name(nudged: PushedPhone) -> None:
    """B17: time off that the server has not heard of yet."""
    nudged.choose_names()
    push = nudge(nudged, mutable=True)
    nudged.screens.open_habit(EYE_CONTACT)
    nudged.screens.button("Plan time off").click()
    nudged.screens.sheet.get_by_role("button", name="Save").click()
    expect(nudged.screens.sheet).to_have_count(0)
    deliver(nudged, push)
    assert nudged.wait_for(EYE_CONTACT)["silent"]


def test_the_page_that_a_nudge_opens_offers_done_and_later(nudged: PushedPhone, collect: Witness) -> None:
    """Where notifications have no buttons; opening it alone changes nothing."""
    collect.pardon("404")  # the server never sent this one, and wants no reaction to it
    push = nudge(nudged)
    address = push["notification"]["navigate"].removeprefix(nudged.screens.url)
    nudged.screens.open(address)
    expect(nudged.screens.sheet).to_contain_text(EYE_CONTACT)
    nudged.screens.open("/")
    is_open(nudged.screens.tick(EYE_CONTACT))
    nudged.screens.open(address)
    nudged.screens.sheet.get_by_role("button", name="Done").click()
    expect(nudged.screens.sheet).to_have_count(0)
    is_pressed(nudged.screens.tick(EYE_CONTACT))
    nudged.screens.open(address)
    expect(nudged.screens.sheet).to_contain_text("Already kept. Nothing to do.")


def test_a_nudge_that_is_pressed_uses_the_window_that_shows_one(
    nudged: PushedPhone, collect: Witness
) -> None:
    """Also at the address of a nudge, where the last press has left it; no second window opens."""
    collect.pardon("404")  # the server never sent this one, and wants no reaction to it
    push = nudge(nudged)
    target = push["notification"]["navigate"]
    for address in (f"{nudged.screens.url}/", target.replace("3f0a", "4f0a"), target):
        nudged.page.goto(address)
        nudged.screens.tick(EYE_CONTACT).wait_for()
        tag = deliver(nudged, push)
        watch_windows(nudged)

        nudged.press(tag)

        moved = [] if address == target else [["navigate", target]]
        assert windows_of(nudged) == [["focus", address], *moved]


def test_a_nudge_that_is_pressed_leaves_a_window_alone_where_one_writes(
    nudged: PushedPhone, collect: Witness
) -> None:
    collect.pardon("404")
    push = nudge(nudged)
    nudged.screens.open("/promises/new")
    tag = deliver(nudged, push)
    watch_windows(nudged)

    nudged.press(tag)

    assert windows_of(nudged) == [["open", push["notification"]["navigate"]]]


def test_a_promise_is_kept_from_its_nudge(nudged: PushedPhone, product: Product) -> None:
    nudged.choose_names()
    nudged.screens.open("/promises/new")
    nudged.page.get_by_label("What did you say you would do?").fill(PROMISE)
    nudged.screens.button("Make this promise").click()
    nudged.page.locator("a").filter(has_text=PROMISE).first.click()
    expect(nudged.screens.title).to_have_text(PROMISE)
    promise = nudged.page.url.rsplit("/", 1)[1]
    push = nudge(nudged, about=("promise", promise), mutable=True)
    tag = deliver(nudged, push)
    assert nudged.wait_for(PROMISE)["actions"] == ["done", "later"]
    nudged.press(tag, "done")
    nudged.press_again(push, "done")
    query = "SELECT id FROM fact WHERE type = 'promise_event' AND subject_id = ?"
    nudged.wait_until(lambda: read(product, query, promise) == [(f"{tag}done",)], "event on the server")


def test_the_nudge_of_the_check_in_opens_it(nudged: PushedPhone, collect: Witness) -> None:
    """And Today lies behind it."""
    collect.pardon("404")  # the server never sent this one, and wants no reaction to it
    push = nudge(nudged, about=("preference", "main"))
    deliver(nudged, push)
    address = push["notification"]["navigate"].removeprefix(nudged.screens.url)
    nudged.screens.open(address)
    expect(nudged.page).to_have_url(f"{nudged.screens.url}/moments/weekly-check-in")
    expect(nudged.screens.title).not_to_have_text("Today")
    nudged.page.go_back()
    expect(nudged.screens.title).to_have_text("Today")


def test_what_was_done_on_another_device_is_taken_away(
    nudged: PushedPhone, browser: Browser, collect: Witness, request: pytest.FixtureRequest
) -> None:
    tag = deliver(nudged, nudge(nudged))
    context = phone_context(browser, collect)
    elsewhere = Screens(context.new_page(), nudged.screens.url)
    laptop = Accounts(elsewhere)
    laptop.sign_in(username_of(request.node.name))
    elsewhere.tick(EYE_CONTACT).click()
    is_pressed(elsewhere.tick(EYE_CONTACT))
    laptop.synced()
    context.close()
    assert nudged.is_shown(tag)
    nudged.screens.open()
    nudged.wait_until(lambda: not nudged.is_shown(tag), "closed notification")
