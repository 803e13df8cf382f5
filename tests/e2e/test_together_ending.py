"""Two people stop showing each other something: at once, offline too, and for good."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accounts import DERIVING_MS
from tests.e2e.barriers import problems
from tests.e2e.couple import LABEL, Couple, Person
from tests.e2e.phone import phone_context
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.witness import Witness

WHEN_ONLINE = "It takes effect when you’re online."
NOTHING = "isn’t sharing anything right now, and that’s fine"


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


def test_it_takes_back_offline_and_means_it(couple: Couple, collect: Witness) -> None:
    """CR-11: it says when a stop takes effect, and then it does, before anything else."""
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    alice, bob = couple.alice, couple.bob
    alice.choose(LABEL, "Today too", name="bob")
    alice.screens.become_ready_for_offline()
    bob.open_together()
    expect(bob.items).to_have_count(1, timeout=DERIVING_MS)
    alice.page.context.set_offline(offline=True)

    alice.screens.button("Stop").click()

    expect(alice.screens.toast).to_contain_text(WHEN_ONLINE, timeout=DERIVING_MS)
    expect(alice.items).to_have_count(0)
    alice.page.reload()
    expect(alice.page.get_by_text("takes effect when you’re online")).to_be_visible(timeout=DERIVING_MS)
    expect(alice.items).to_have_count(0)
    alice.page.context.set_offline(offline=False)
    alice.look_again()
    expect(alice.page.get_by_text("takes effect when you’re online")).to_have_count(0, timeout=DERIVING_MS)
    bob.open_together()
    expect(bob.page.get_by_text(NOTHING)).to_be_visible(timeout=DERIVING_MS)


def test_a_stop_is_one_request_and_one_look(couple: Couple) -> None:
    """Neither the commit, nor the sync, nor the change that other tabs are told of asks once more."""
    page = couple.alice.page
    couple.alice.choose(LABEL, "How often", name="bob")
    expect(couple.alice.items).to_have_count(1, timeout=DERIVING_MS)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {urlsplit(request.url).path}"))

    couple.alice.screens.button("Stop").click()
    expect(couple.alice.screens.toast).to_contain_text("stopped", timeout=DERIVING_MS)
    expect(couple.alice.items).to_have_count(0)
    with page.expect_response("**/api/sharing"):  # whatever the stop has asked, it has asked before
        couple.alice.screens.button("Hide bob’s messages").click()

    look = "GET /api/sharing"
    of_sharing = [request for request in asked if "/api/sharing" in request]
    assert of_sharing == ["POST /api/sharing/stop", look, "POST /api/sharing/mute", look]


def test_it_shows_nothing_after_eight_days_without_a_network(couple: Couple, collect: Witness) -> None:
    """CR-11: a view does not outlive its time on a device that never asks again."""
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    couple.alice.choose(LABEL, "How often", name="bob")
    bob = couple.bob
    bob.open_together()
    expect(bob.items).to_have_count(1, timeout=DERIVING_MS)
    bob.screens.become_ready_for_offline()
    bob.page.context.set_offline(offline=True)

    couple.to_day(6)
    bob.page.reload()
    expect(bob.items).to_have_count(1)
    couple.to_day(8)
    bob.page.reload()

    expect(bob.page.get_by_text(NOTHING)).to_be_visible()
    expect(bob.items).to_have_count(0)


def test_it_ends_and_blocks_for_good(couple: Couple, collect: Witness) -> None:
    """CR-15: the invitations of somebody who is blocked answer as an old link does."""
    collect.pardon("403 (FORBIDDEN)")
    alice, bob = couple.alice, couple.bob
    alice.choose(LABEL, "Streak", name="bob")
    bob.screens.open("/sharing")
    bob.screens.button("Stop sharing with alice").click()
    bob.screens.sheet.get_by_role("button", name="Stop and block").click()
    expect(bob.screens.toast).to_contain_text("they’re blocked", timeout=DERIVING_MS)
    bob.open_together()
    expect(bob.page.get_by_role("heading", name="Kept works on its own, too")).to_be_visible(
        timeout=DERIVING_MS
    )
    # Nothing tells Alice, who invites again.
    alice.open_together()
    expect(alice.page.get_by_text(NOTHING)).to_be_visible(timeout=DERIVING_MS)
    code = alice.invite()

    bob.paste(code)

    expect(bob.page.get_by_role("alert")).to_have_text("This invitation isn’t valid any more.")
    bob.paste("0" * 26)
    expect(bob.page.get_by_role("alert")).to_have_text("This invitation isn’t valid any more.")


def test_it_stops_everything_with_one_tap(couple: Couple) -> None:
    """CR-14."""
    alice, bob = couple.alice, couple.bob
    alice.choose(LABEL, "Streak", name="bob")
    alice.invite()
    alice.screens.open("/sharing")
    expect(alice.page.get_by_text("Open until")).to_be_visible(timeout=DERIVING_MS)

    alice.screens.button("Stop all").click()
    alice.screens.sheet.get_by_role("button", name="Stop all").click()

    expect(alice.screens.toast).to_contain_text("Everything has been stopped.", timeout=DERIVING_MS)
    expect(alice.screens.sheet).to_contain_text("A new recovery key too?")
    alice.screens.sheet.get_by_role("button", name="Not now").click()
    expect(alice.items).to_have_count(0)
    expect(alice.page.get_by_text("Open until")).to_have_count(0)
    bob.open_together()
    expect(bob.page.get_by_text(NOTHING)).to_be_visible(timeout=DERIVING_MS)


def test_it_signs_the_other_devices_out_with_the_same_tap(
    couple: Couple, browser: Browser, collect: Witness
) -> None:
    """CR-14: nobody looks on from another device; what was recorded there stays on it."""
    collect.pardon("401 (UNAUTHORIZED)")
    context = phone_context(browser, collect)
    tablet = Person(Screens(context.new_page(), couple.alice.screens.url))
    couple.people.append(tablet)
    couple.to_day(0)
    tablet.sign_in()
    expect(tablet.screens.tick(LABEL)).to_be_visible(timeout=DERIVING_MS)
    alice = couple.alice
    alice.screens.open("/sharing")
    alice.screens.button("Stop all").click()
    alice.screens.sheet.get_by_role("button", name="Stop all").click()
    expect(alice.screens.toast).to_contain_text("Everything has been stopped.", timeout=DERIVING_MS)

    tablet.screens.open()
    tablet.look_again()

    expect(tablet.screens.notice("Sync is paused.")).to_be_visible(timeout=DERIVING_MS)
    tablet.screens.tick(LABEL).tap()
    is_pressed(tablet.screens.tick(LABEL))
    tablet.page.reload()
    is_pressed(tablet.screens.tick(LABEL))
    alice.screens.open()
    alice.look_again()
    expect(alice.screens.link("Synced")).to_be_visible(timeout=DERIVING_MS)
    context.close()


def test_it_asks_now_and_then_whether_to_go_on_showing(couple: Couple, collect: Witness) -> None:
    """CR-6: after 30 days for a week, after 80 until it is answered; who says nothing lets it lapse."""
    collect.pardon("403 (FORBIDDEN)")
    alice = couple.alice
    alice.choose(LABEL, "Streak", name="bob")
    card = alice.page.locator(".renewal")
    for day, is_asked in ((20, False), (31, True), (38, False), (60, False), (79, False), (81, True)):
        couple.to_day(day)
        alice.open_together()
        expect(alice.page.get_by_role("heading", name="bob", exact=True)).to_be_visible()
        alice.page.wait_for_load_state("networkidle")  # what is shown has been asked for
        expect(card).to_have_count(int(is_asked))
    assert problems(alice.page) == []

    card.get_by_role("button", name="Keep sharing").click()
    alice.prove()

    expect(card).to_have_count(0, timeout=DERIVING_MS)
    couple.to_day(95)  # beyond the day on which it would have lapsed
    alice.screens.open("/sharing")
    expect(alice.items).to_have_count(1, timeout=DERIVING_MS)


def test_pausing_takes_one_tap_and_resuming_the_password(couple: Couple, collect: Witness) -> None:
    """CR-11, T24: whoever holds the phone can show less, not more."""
    collect.pardon("403 (FORBIDDEN)")
    alice = couple.alice
    alice.choose(LABEL, "Streak", name="bob")
    couple.to_day(1)  # the password was given long ago
    alice.screens.open("/sharing")
    alice.screens.button("Pause").click()
    expect(alice.screens.toast).to_contain_text("Paused.", timeout=DERIVING_MS)

    alice.screens.button("Resume").click()
    alice.screens.sheet.get_by_role("button", name="Close").click()
    expect(alice.screens.button("Resume")).to_be_enabled()
    alice.screens.button("Resume").click()
    alice.prove()

    expect(alice.screens.button("Pause")).to_be_visible(timeout=DERIVING_MS)
    expect(alice.screens.toast).to_contain_text("Resumed.", timeout=DERIVING_MS)
