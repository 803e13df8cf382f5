"""Two people show each other something, by consent: from the invitation to its end."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accounts import DERIVING_MS
from tests.e2e.barriers import MIN_TARGET_PX, SMALL_TARGETS, problems
from tests.e2e.couple import LABEL, OTHER, Couple, Person
from tests.e2e.phone import DESKTOP_SIZE, PHONE_SIZE, SMALL_SIZE, WITH_WORKER
from tests.e2e.product import Product
from tests.e2e.screens import is_pressed
from tests.e2e.waiting import choose
from tests.e2e.witness import Witness

PROMISE = "Canary call 4e0d"
NICKNAME = "Canary robin 77e1"
NOTHING = "isn’t sharing anything right now, and that’s fine"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def server(own_server: Product) -> Product:
    return own_server


def keep(person: Person, habit: str) -> None:
    """Tick it today, and wait until the server has it."""
    person.screens.open()
    person.screens.tick(habit).tap()
    is_pressed(person.screens.tick(habit))
    person.synced()


def test_it_goes_from_an_invitation_to_its_end(couple: Couple) -> None:
    alice, bob = couple.alice, couple.bob
    # CR-1, CR-2: accepting has shown nothing, to either.
    for person in (alice, bob):
        person.open_together()
        expect(person.page.get_by_text(NOTHING)).to_be_visible(timeout=DERIVING_MS)
    # CR-3: what the preview shows is what the partner gets.
    previewed = alice.choose(LABEL, "Streak", name="bob")
    bob.open_together()
    expect(bob.items).to_have_count(1, timeout=DERIVING_MS)
    bob.sees(previewed)
    expect(bob.items).to_contain_text("just started")
    # The row grows over days that are over.
    for day in range(4):
        couple.to_day(day)
        keep(alice, LABEL)
    couple.to_day(5)
    alice.screens.open()
    bob.open_together()
    bob.number(4)
    # Warmth: sent once, seen by the other.
    bob.screens.button("Thank you").click()
    expect(bob.screens.toast).to_contain_text("Sent to alice: Thank you")
    alice.open_together()
    expect(alice.page.get_by_role("list", name="From bob")).to_contain_text("Thank you", timeout=DERIVING_MS)
    # CR-10: standing still keeps the very view, whatever is kept meanwhile.
    alice.screens.open("/sharing")
    alice.screens.button("Pause").click()
    expect(alice.page.get_by_text(re.compile("paused"))).to_be_visible(timeout=DERIVING_MS)
    frozen = bob.items.inner_text()
    for day in (5, 6):
        couple.to_day(day)
        keep(alice, LABEL)
    couple.to_day(8)
    alice.screens.open()
    bob.open_together()
    expect(bob.page.get_by_text("shares one thing with you")).to_be_visible(timeout=DERIVING_MS)
    bob.sees(frozen)
    # CR-11: a stop is one tap, and gone at the other's next look.
    alice.screens.open("/sharing")
    alice.screens.button("Stop").click()
    expect(alice.screens.toast).to_contain_text("You’ve stopped sharing it.", timeout=DERIVING_MS)
    expect(alice.items).to_have_count(0)
    bob.open_together()
    expect(bob.page.get_by_text(NOTHING)).to_be_visible(timeout=DERIVING_MS)
    expect(bob.items).to_have_count(0)


def test_it_shows_a_label_of_markup_as_text(couple: Couple) -> None:
    alice, bob = couple.alice, couple.bob
    markup = "<img src=x onerror=alert(1)><b>tea</b>"
    alice.screens.write_habit(markup)
    alice.synced()

    alice.choose(markup, "Streak", name="bob")

    bob.open_together()
    bob.arrives(bob.items.filter(has_text=markup))
    expect(bob.items.locator("img, b", has_text="tea")).to_have_count(0)


def test_it_tells_of_news_until_they_are_seen(couple: Couple) -> None:
    """And tells nobody that they were."""
    alice, bob = couple.alice, couple.bob
    bob.screens.go_to("Today")
    alice.open_together()
    alice.screens.button("Thank you").click(timeout=DERIVING_MS)
    expect(alice.screens.toast).to_contain_text("Sent to bob: Thank you")
    bob.arrives(bob.news.get_by_text("alice sends you a little warmth: Thank you"))
    expect(bob.dot).to_be_visible()
    bob.news.get_by_role("link", name="View").click()
    expect(bob.dot).to_have_count(0)
    bob.screens.go_to("Today")
    expect(bob.news).to_have_count(0)

    alice.screens.button("A smile").click()
    bob.arrives(bob.news.get_by_text("alice sends you a little warmth: A smile"))
    expect(bob.dot).to_be_visible()
    asked: list[str] = []
    bob.page.on("request", lambda request: asked.append(request.url))
    bob.news.get_by_role("button", name="Dismiss").click()

    expect(bob.news).to_have_count(0)
    expect(bob.dot).to_have_count(0)
    assert {url.split("/api/")[1] for url in asked if "/api/" in url} <= {"sync"}
    bob.page.reload()
    bob.synced()
    expect(bob.news).to_have_count(0)


@WITH_WORKER
def test_it_says_when_it_is_not_current(couple: Couple, product: Product, collect: Witness) -> None:
    collect.pardon_killed_server()
    bob = couple.bob
    bob.screens.become_ready_for_offline()
    bob.open_together()
    note = bob.page.get_by_text("Your server can’t be reached. This is how things were on")
    expect(note).to_have_count(0)

    product.kill()
    bob.arrives(note)
    product.start()
    bob.look_again()

    expect(note).to_have_count(0, timeout=DERIVING_MS)


def test_it_counts_what_both_keep(couple: Couple) -> None:
    alice, bob = couple.alice, couple.bob
    bob.screens.write_habit(OTHER)
    alice.open_together()
    alice.page.get_by_role("button", name="Keep a habit together").click()
    alice.page.get_by_role("switch", name="Count days instead of weeks").click()
    expect(alice.page.get_by_text("Anyone who logs every day can work out")).to_be_visible()
    alice.page.get_by_role("switch", name="Count days instead of weeks").click()
    alice.screens.sheet.get_by_role("button", name=LABEL).click()
    expect(alice.page.get_by_text("offered to bob")).to_be_visible(timeout=DERIVING_MS)
    bob.open_together()
    bob.screens.button("Join").click(timeout=DERIVING_MS)
    bob.screens.sheet.get_by_role("button", name=OTHER).click()
    expect(bob.page.get_by_text("starts with the first week of both")).to_be_visible(timeout=DERIVING_MS)

    couple.to_day(0)
    keep(alice, LABEL)
    keep(bob, OTHER)
    couple.to_day(8)
    alice.screens.open()
    bob.screens.open()

    for person in (alice, bob):
        person.open_together()
        person.arrives(person.page.get_by_text("1 week together"))
    bob.screens.button("Leave").click()
    expect(bob.page.get_by_text("1 week together")).to_have_count(0, timeout=DERIVING_MS)


def test_it_calls_the_other_what_their_person_likes(couple: Couple) -> None:
    alice, bob = couple.alice, couple.bob
    alice.open_together()
    alice.screens.button("Rename bob").click()
    name = alice.screens.sheet.get_by_role("textbox", name="Name")
    name.fill("  ")
    alice.screens.sheet.get_by_role("button", name="Save").click()
    expect(alice.screens.sheet.locator(".field-problem:not(:empty)")).to_be_visible()
    assert problems(alice.page) == []
    name.fill(NICKNAME)
    alice.screens.sheet.get_by_role("button", name="Save").click()

    expect(alice.page.get_by_role("heading", name=NICKNAME)).to_be_visible()
    alice.screens.open("/sharing")
    expect(alice.page.get_by_role("heading", name=f"{NICKNAME} sees")).to_be_visible(timeout=DERIVING_MS)
    # Nobody is told: the other sees the very same as before.
    bob.open_together()
    expect(bob.page.get_by_role("heading", name="alice", exact=True)).to_be_visible(timeout=DERIVING_MS)
    expect(bob.page.get_by_text("Canary")).to_have_count(0)


def test_it_shows_a_promise_with_its_day(couple: Couple) -> None:
    alice, bob = couple.alice, couple.bob
    alice.screens.open("/promises/new")
    alice.page.get_by_label("What did you say you would do?").fill(PROMISE)
    alice.page.locator("form button[type=submit]").click()
    expect(alice.screens.title).to_have_text("Today")
    alice.screens.open("/together")
    alice.page.get_by_role("link", name="Share something with bob").click()
    choose(alice.page.get_by_label(PROMISE))
    expect(alice.preview).to_contain_text(PROMISE, timeout=DERIVING_MS)
    expect(alice.preview).to_contain_text("a promise, by")
    previewed = alice.preview.inner_text()

    alice.screens.button("Share this with bob").click()
    expect(alice.screens.title).to_have_text("What I share", timeout=DERIVING_MS)

    bob.open_together()
    expect(bob.items).to_have_count(1, timeout=DERIVING_MS)
    bob.sees(previewed)


def test_it_is_free_of_barriers_on_every_screen(couple: Couple) -> None:
    alice, bob = couple.alice, couple.bob
    alice.screens.open("/together")
    alice.page.get_by_role("link", name="Share something with bob").click()
    choose(alice.page.get_by_label(LABEL))
    expect(alice.preview).to_contain_text(LABEL, timeout=DERIVING_MS)
    assert problems(alice.page) == []
    alice.screens.button("Share this with bob").click()
    expect(alice.items).to_have_count(1, timeout=DERIVING_MS)
    assert problems(alice.page) == []
    for opener in ("Stop sharing with bob", "Stop all"):
        alice.screens.button(opener).click()
        assert problems(alice.page) == []
        alice.screens.button("Close").click()
    alice.invite()
    assert problems(alice.page) == []
    bob.open_together()
    bob.screens.button("A smile").click(timeout=DERIVING_MS)
    expect(bob.items).to_have_count(1, timeout=DERIVING_MS)
    assert problems(bob.page) == []
    for person, path in ((bob, "/together"), (alice, "/together"), (alice, "/sharing")):
        person.screens.open(path)
        expect(person.page.get_by_text("bob" if person is alice else "alice").first).to_be_visible(
            timeout=DERIVING_MS
        )
        assert person.page.evaluate(SMALL_TARGETS, MIN_TARGET_PX) == []
        for size in (SMALL_SIZE, PHONE_SIZE, DESKTOP_SIZE):
            person.page.set_viewport_size(size)
            assert person.screens.fits_its_width()


def test_it_says_that_sharing_is_free_and_what_its_limits_are(couple: Couple) -> None:
    """CR-24, CR-25: always, not only where something looks like a risk."""
    alice = couple.alice
    alice.open_together()
    expect(
        alice.page.get_by_text("Share only what feels free to share. You can stop any time")
    ).to_be_visible(timeout=DERIVING_MS)
    alice.screens.open("/sharing")
    for words in ("What someone has seen can’t be unseen.", "A screenshot stays."):
        expect(alice.page.get_by_text(words)).to_be_visible(timeout=DERIVING_MS)
    alice.open_together()
    alice.page.locator(".together-foot a[href='/info']").click()
    expect(alice.page.get_by_text("Someone who holds your unlocked phone")).to_be_visible(timeout=DERIVING_MS)
