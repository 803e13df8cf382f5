"""CR-17: a lock of the app on this device, which nothing of a person's words gets past."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.e2e.locks import DERIVING_MS, HABIT, OTHER_PIN, PIN, Lock
from tests.e2e.moments import Notebook
from tests.e2e.phone import Phone
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_pressed
from tests.e2e.witness import Witness

TYPED = "Canary half a sentence 90ab"
WATCH = """(() => {
  globalThis.sightings = [];
  const look = () => {
    const all = document.documentElement.outerHTML + document.title;
    if (all.includes("Canary")) globalThis.sightings.push(all);
  };
  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
})()"""
MINUTE_MS = 60_000
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_it_says_what_a_pin_must_be(screens: Screens) -> None:
    """CR-17: six digits or more, and none of the first that somebody would try."""
    screens.open("/you/lock")
    lock = Lock(screens)
    lock.set_pin("18472")
    expect(screens.sheet.get_by_text("A PIN has at least 6 digits.")).to_be_visible()
    lock.fill_new_pin("123456")
    expect(screens.sheet.get_by_text("one of the first that someone would try")).to_be_visible()
    lock.fill_new_pin(PIN, again=OTHER_PIN)
    expect(screens.sheet.get_by_text("The two PINs don’t match.")).to_be_visible()
    lock.fill_new_pin("١٨٤٧٢٦", again=PIN)
    expect(screens.button("Lock now")).to_be_visible(timeout=DERIVING_MS)


def test_it_opens_for_the_pin_alone(lock: Lock) -> None:
    lock.lock_now()

    lock.try_pin(OTHER_PIN)
    expect(lock.problem).to_have_text("Wrong PIN.")
    lock.expect_locked()

    lock.try_pin()
    lock.expect_open()


def test_it_holds_no_word_while_it_is_locked(lock: Lock) -> None:
    """CR-17: neither in the document nor for a screen reader."""
    lock.screens.open()
    lock.screens.open_habit(HABIT)
    assert lock.holds(HABIT) == [HABIT]
    expect(lock.page).to_have_title(re.compile(HABIT))
    lock.screens.open("/you/lock")
    lock.try_pin()
    lock.lock_now()

    lock.page.go_back()
    lock.expect_locked()
    assert lock.holds(HABIT) == []
    assert "Canary" not in lock.page.locator("html").aria_snapshot()


def test_it_paints_no_word_before_it_is_opened(lock: Lock) -> None:
    """CR-17: a locked start has read nothing; the address that was asked for opens afterwards."""
    lock.page.add_init_script(WATCH)
    lock.screens.open()
    lock.screens.open_habit(HABIT)
    assert lock.page.evaluate("sightings.length") > 0
    lock.screens.open("/you/lock")
    lock.try_pin()
    lock.choose_after("Immediately")

    lock.screens.open()
    lock.expect_locked()
    assert lock.page.evaluate("sightings") == []

    lock.try_pin()
    lock.expect_open()
    habit = lock.page.locator("a.row-words").first.get_attribute("href") or ""
    lock.screens.open(habit)
    lock.expect_locked()
    assert lock.page.evaluate("sightings") == []
    lock.try_pin()
    expect(lock.screens.title).to_have_text(HABIT, timeout=DERIVING_MS)


def test_it_is_blank_as_soon_as_it_is_out_of_sight(lock: Lock) -> None:
    """CR-17: in the very event, for the picture that the system takes; a sheet above the page too."""
    lock.screens.open()
    lock.screens.open_sheet(HABIT)

    lock.hide()
    assert lock.is_covered()

    lock.show()
    assert not lock.is_covered()
    expect(lock.screens.sheet).to_be_visible()


def test_it_is_blank_without_a_pin_where_that_was_chosen(screens: Screens) -> None:
    screens.open("/you/lock")
    screens.page.get_by_role("switch", name="Hide in the app switcher").click()
    expect(screens.page.get_by_role("switch", name="Hide in the app switcher")).to_have_attribute(
        "aria-checked", "true"
    )
    screens.page.reload()
    expect(screens.title).to_have_text("App lock")
    lock = Lock(screens)

    lock.hide()
    assert lock.is_covered()

    lock.show()
    assert not lock.is_covered()
    lock.expect_open()


def test_it_locks_when_it_was_away_for_as_long_as_was_chosen(lock: Lock) -> None:
    """CR-17: what was half written is there again afterwards, and so is an open sheet."""
    lock.page.clock.install(time=NOON)
    lock.screens.open()
    lock.screens.open_sheet(HABIT).get_by_label("Note").fill(TYPED)

    lock.hide()
    lock.page.clock.run_for(MINUTE_MS - 5_000)
    lock.show()
    expect(lock.screens.sheet).to_be_visible()

    lock.hide()
    lock.page.clock.run_for(MINUTE_MS + 1_000)
    assert lock.holds(HABIT, TYPED) == []
    lock.show()
    lock.expect_locked()
    lock.try_pin()
    expect(lock.screens.sheet.get_by_label("Note")).to_have_value(TYPED)
    lock.page.keyboard.press("Escape")
    expect(lock.screens.sheet).to_have_count(0)


def test_a_sheet_that_opens_behind_the_lock_is_there_afterwards(lock: Lock) -> None:
    """CR-17: a long press that a lock overtakes."""
    lock.page.clock.install(time=NOON)
    lock.screens.open()
    lock.hide()
    lock.page.clock.run_for(MINUTE_MS - 200)
    lock.page.locator(".tick").dispatch_event("pointerdown")  # covered, and so without a name
    lock.page.clock.run_for(1_000)
    lock.show()
    lock.expect_locked()

    lock.try_pin()
    expect(lock.screens.sheet.get_by_label("Note")).to_be_visible()
    lock.page.keyboard.press("Escape")
    expect(lock.screens.sheet).to_have_count(0)


def test_it_locks_though_the_phone_slept_or_its_clock_was_set_back(lock: Lock) -> None:
    lock.page.clock.install(time=NOON)
    lock.screens.open()

    lock.hide()
    lock.page.clock.set_system_time(NOON + timedelta(minutes=2))
    lock.show()
    lock.expect_locked()
    lock.try_pin()
    lock.expect_open()

    lock.hide()
    lock.page.clock.set_system_time(NOON)
    lock.show()
    lock.expect_locked()


def test_it_locks_and_opens_all_tabs_at_once(lock: Lock) -> None:
    other = Lock(Screens(lock.page.context.new_page(), lock.screens.url))
    other.screens.open()
    other.expect_open()  # within the minute

    lock.lock_now()
    other.expect_locked()
    assert other.holds(HABIT) == []

    other.try_pin()
    other.expect_open()
    lock.expect_open()


def test_a_tab_that_was_open_before_the_lock_is_set_locks_too(screens: Screens) -> None:
    screens.open()
    screens.become_ready_for_offline()
    screens.write_habit(HABIT)
    other = Lock(Screens(screens.page.context.new_page(), screens.url))
    other.screens.open()
    lock = Lock(screens)
    lock.turn_on()
    other.expect_open()

    lock.lock_now()

    other.expect_locked()
    assert other.holds(HABIT) == []


def test_it_is_locked_after_a_restart_and_opens_without_a_network(
    phone: Phone, product: Product, collect: Witness
) -> None:
    collect.pardon_killed_server()
    screens = Screens(phone.open(), product.url)
    screens.open()
    screens.become_ready_for_offline()
    screens.write_habit(HABIT).click()
    is_pressed(screens.tick(HABIT))
    Lock(screens).turn_on(after="Immediately")
    phone.close()
    product.kill()

    screens = Screens(phone.open(), product.url)
    screens.open()
    lock = Lock(screens)
    lock.expect_locked()
    assert lock.holds(HABIT) == []
    lock.try_pin()

    is_pressed(screens.tick(HABIT))


def test_it_asks_before_it_is_changed_and_is_gone_when_it_is_taken_off(lock: Lock) -> None:
    lock.page.reload()
    expect(lock.page.get_by_text("Enter your PIN to change the lock.")).to_be_visible()
    lock.try_pin()
    lock.screens.button("Change PIN").click()
    lock.fill_new_pin(OTHER_PIN)
    expect(lock.screens.toast).to_contain_text("PIN set.", timeout=DERIVING_MS)
    lock.lock_now()
    lock.try_pin(PIN)
    lock.expect_locked()
    lock.try_pin(OTHER_PIN)
    lock.expect_open()

    lock.screens.button("Turn off lock").click()
    expect(lock.screens.button("Set a PIN")).to_be_visible()
    lock.page.reload()
    lock.expect_open()
    expect(lock.screens.title).to_have_text("App lock")


def test_reflections_ask_once_more(lock: Lock) -> None:
    """CR-17: a lock of their own, which anybody can have and see."""
    lock.screens.open()
    Notebook(lock.screens).walk("page", TYPED)
    lock.screens.open("/you/lock")
    lock.try_pin()
    again = lock.page.get_by_role("switch", name="Ask again before reflections")
    again.click()
    expect(again).to_have_attribute("aria-checked", "true")

    lock.screens.open("/reflections")
    expect(lock.page.get_by_text("Enter your PIN to open what you wrote for yourself.")).to_be_visible()
    assert lock.holds(TYPED) == []
    lock.try_pin()
    lock.page.get_by_text(TYPED).first.click()
    expect(lock.page.get_by_text(TYPED)).to_be_visible()  # from one to the other it stays open

    lock.screens.go_to("Today")
    lock.page.go_back()
    expect(lock.page.get_by_text("Enter your PIN to open what you wrote for yourself.")).to_be_visible()
    assert lock.holds(TYPED) == []

    lock.screens.go_to("You")
    lock.screens.button("Export").click()
    expect(lock.screens.sheet).to_contain_text("The export includes your reflections")
    with lock.page.expect_download():
        lock.try_pin()


def test_help_needs_no_pin(lock: Lock) -> None:
    """CR-20, CR-21: the way to help, and out of it, is there while the app is locked."""
    lock.lock_now()
    lock.screens.link("Help").click()
    expect(lock.screens.title).to_have_text("Help")
    expect(lock.screens.button("Emergency: Exit this page")).to_be_visible()
    assert lock.holds(HABIT) == []

    lock.page.get_by_role("link", name="Couples and relationship therapy").click()
    expect(lock.screens.title).to_have_text("Couples and relationship therapy")
    lock.screens.link("Back").click()
    lock.screens.link("Back").click()
    lock.expect_locked()
    lock.try_pin()
    expect(lock.screens.title).to_have_text("You", timeout=DERIVING_MS)
