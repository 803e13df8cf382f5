"""Promises: made in two taps, asked about kindly, and through every outcome on two devices."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.accounts import Accounts, invitation
from tests.e2e.phone import BERLIN, LOCALE, phone_context
from tests.e2e.product import Product
from tests.e2e.screens import Screens, is_open, is_pressed
from tests.e2e.waiting import choose
from tests.e2e.witness import Witness

PROMISE = "canary bring the bicycle 🚲"
TO_WHOM = "Canary סבתא"
MOVED_NOTE = "Canary the shop is closed until Friday"
LET_GO_NOTE = "Canary I told her on the phone"
MENDED_NOTE = "Canary walked it there, twice\nand brought cake"
CALL = "canary call on the way home"


@pytest.fixture
def phone(screens: Screens) -> Accounts:
    return Accounts(screens)


def promise(screens: Screens, text: str, *, to_whom: str = "", day: str = "", time: str = "") -> None:
    """Two taps from Today, and then the words."""
    screens.page.get_by_role("button", name="Add", exact=True).click()
    screens.sheet.get_by_role("link", name="A promise").click()
    screens.page.get_by_label("What did you say you would do?").fill(text)
    screens.page.get_by_label("Who to").fill(to_whom)
    if day:
        choose(screens.page.get_by_label("A day", exact=True))
        screens.page.get_by_label("On which day?").fill(day)
    screens.page.get_by_label("Time", exact=True).fill(time)
    screens.button("Make this promise").click()
    expect(screens.title).to_have_text("Today")


def open_promise(screens: Screens, text: str) -> None:
    screens.page.locator("a").filter(has_text=text).first.click()
    expect(screens.title).to_have_text(text)


def answer(screens: Screens, kind: str, note: str) -> None:
    """Through the sheet that asks, from the page of a promise."""
    screens.button("Something else").click()
    screens.sheet.get_by_role("button", name=kind).click()
    screens.sheet.get_by_role("textbox").last.fill(note)
    screens.sheet.get_by_role("button", name=kind).click()
    expect(screens.sheet).to_have_count(0)


def history(screens: Screens) -> Locator:
    return screens.page.locator(".promise-history > li")


def test_it_is_kept_in_one_tap_and_without_a_server(screens: Screens, product: Product) -> None:
    screens.open()
    screens.become_ready_for_offline()
    product.kill()
    promise(screens, CALL, to_whom=TO_WHOM, time="18:30")
    circle = screens.tick(CALL)
    is_open(circle)
    expect(screens.page.get_by_text("today, 18:30")).to_be_visible()
    circle.click()
    is_pressed(circle)
    expect(screens.toast).to_contain_text("Kept.")
    screens.page.reload()
    is_pressed(screens.tick(CALL))
    screens.tick(CALL).click()
    is_open(screens.tick(CALL))


def test_a_new_one_says_where_it_is_found(screens: Screens) -> None:
    screens.open()
    promise(screens, PROMISE)
    expect(screens.toast).to_contain_text("Noted. It’s on Today.")
    expect(screens.tick(PROMISE)).to_be_visible()

    promise(screens, CALL, day=str(datetime.now(ZoneInfo(BERLIN)).date() + timedelta(days=3)))
    expect(screens.toast).to_contain_text("Noted. It’ll be on Today when its day comes.")


def test_they_can_be_reached_when_none_is_open(screens: Screens) -> None:
    screens.page.clock.set_fixed_time("2026-03-02T12:00:00+01:00")
    screens.open()
    screens.start_practice()
    screens.go_to("You")
    screens.link("All promises What you said you’d do, and how it went").click()
    expect(screens.title).to_have_text("Promises")
    promise(screens, PROMISE)
    screens.page.clock.set_fixed_time("2026-03-04T12:00:00+01:00")
    screens.read_clock()
    expect(screens.page.get_by_role("region", name="You said you would")).to_be_visible()
    screens.link("All promises").click()
    expect(screens.title).to_have_text("Promises")

    screens.go_to("Today")
    screens.tick(PROMISE).tap()
    is_pressed(screens.tick(PROMISE))
    screens.page.clock.set_fixed_time("2026-03-06T12:00:00+01:00")
    screens.read_clock()
    expect(screens.tick(PROMISE)).to_have_count(0)
    screens.link("All promises").click()

    choose(screens.page.get_by_label("Kept", exact=True))
    expect(screens.page.locator("a").filter(has_text=PROMISE)).to_be_visible()


def test_a_kept_one_stands_in_the_look_back_at_its_seven_days(screens: Screens) -> None:
    screens.page.clock.set_fixed_time("2026-03-02T12:00:00+01:00")
    screens.open()
    promise(screens, PROMISE)
    screens.tick(PROMISE).click()
    is_pressed(screens.tick(PROMISE))
    screens.open("/promises")
    # One of one is a count, not yet a share.
    expect(screens.page.locator(".follow-through dd").first).to_have_text("1 of 1")

    for day, is_there in (("08", True), ("09", False)):
        screens.page.clock.set_fixed_time(f"2026-03-{day}T12:00:00+01:00")
        screens.open("/moments/review")
        # Another try begins where the last one stopped.
        expect(screens.page.get_by_text("Your last seven days")).to_be_visible()
        expect(screens.page.locator(".week-row").filter(has_text=PROMISE)).to_have_count(int(is_there))


def test_it_asks_kindly_about_one_whose_day_is_over(screens: Screens) -> None:
    screens.page.clock.set_fixed_time("2026-03-28T12:00:00+01:00")
    screens.open()
    promise(screens, PROMISE, to_whom=TO_WHOM)
    expect(screens.page.get_by_text("How did it go?")).to_have_count(0)
    # The night in which the clocks change.
    screens.page.clock.set_fixed_time("2026-03-29T03:10:00+02:00")
    screens.read_clock()
    screens.page.get_by_text("How did it go?").click()
    for words in ("I kept it", "Move it", "Let it go", "Make it right"):
        expect(screens.sheet.get_by_role("button", name=words)).to_be_visible()
    screens.sheet.get_by_role("button", name="Move it").click()
    screens.sheet.get_by_label("What has changed?").fill(MOVED_NOTE)
    screens.sheet.get_by_role("button", name="Move it").click()
    expect(screens.page.get_by_text("How did it go?")).to_have_count(0)
    expect(screens.page.get_by_text("1 to come")).to_be_visible()
    screens.toast.get_by_role("button", name="Undo").click()
    expect(screens.page.get_by_text("How did it go?")).to_be_visible()


def test_it_means_the_same_instant_in_another_zone(
    browser: Browser, collect: Witness, product: Product
) -> None:
    context = phone_context(browser, collect, timezone_id="Pacific/Auckland")
    screens = Screens(context.new_page(), product.url)
    screens.page.clock.set_fixed_time("2026-03-04T12:00:00+13:00")
    screens.open()
    promise(screens, CALL, day="2026-03-06", time="00:00")
    state = context.storage_state(indexed_db=True)
    context.close()

    at_home = browser.new_context(storage_state=state, locale=LOCALE, timezone_id=BERLIN)
    there = Screens(at_home.new_page(), product.url)
    there.page.clock.set_fixed_time("2026-03-04T12:00:00+01:00")
    there.open("/promises")
    expect(there.page.get_by_text("tomorrow, 12:00 (00:00 in Auckland)")).to_be_visible()
    at_home.close()


def test_it_gives_a_file_for_the_calendar(screens: Screens, tmp_path: Path) -> None:
    screens.page.clock.set_fixed_time("2026-03-04T12:00:00+01:00")
    screens.open()
    promise(screens, PROMISE, day="2026-03-29", time="02:30")
    open_promise(screens, PROMISE)
    with screens.page.expect_download() as waiting:
        screens.button("Add to calendar").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)

    content = path.read_bytes().decode().replace("\r\n ", "")
    assert path.suffix == ".ics"
    # 02:30 does not exist on that day in Berlin; 03:00 is the first minute that does.
    assert "DTSTART;TZID=Europe/Berlin:20260329T030000\r\n" in content
    assert f"SUMMARY:I said I would {PROMISE}\r\n" in content


def test_it_goes_through_every_outcome_on_two_devices(
    phone: Accounts, laptop: Accounts, product: Product, collect: Witness
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    phone.sign_up(invite=invitation(product))
    mine, its = phone.screens, laptop.screens
    mine.open()
    promise(mine, PROMISE, to_whom=TO_WHOM)
    mine.open()
    phone.synced()
    laptop.sign_in()
    is_open(its.tick(PROMISE))
    # Let go, reopened, mended: said on the phone, read on the laptop.
    open_promise(mine, PROMISE)
    answer(mine, "Let it go", LET_GO_NOTE)
    expect(history(mine)).to_have_count(2)
    mine.button("Reopen it").click()
    expect(history(mine)).to_have_count(3)
    mine.go_to("Today")
    phone.synced()
    open_promise(its, PROMISE)
    laptop.arrives(its.page.get_by_text(LET_GO_NOTE))
    expect(its.page.get_by_text("Reopened")).to_be_visible()
    # Both offline: moved on the phone, and later kept on the laptop.
    phone.page.context.set_offline(offline=True)
    laptop.page.context.set_offline(offline=True)
    open_promise(mine, PROMISE)
    answer(mine, "Move it", MOVED_NOTE)
    its.button("I kept it").click()
    expect(its.page.get_by_text("Kept on time")).to_be_visible()
    # Both online: both stand in the history of both, and the later word decides.
    for device in (phone, laptop):
        device.page.context.set_offline(offline=False)
        device.page.evaluate("dispatchEvent(new Event('online'))")
    for device, screens in ((phone, mine), (laptop, its)):
        device.arrives(history(screens).nth(4))
        expect(history(screens)).to_have_count(5)
        expect(screens.page.get_by_text("Kept on time")).to_be_visible()
        expect(screens.page.get_by_text(MOVED_NOTE)).to_be_visible()
    # Mended in the end, with a word that has two lines.
    its.button("Reopen it").click()
    its.page.clock.set_fixed_time("2027-12-01T12:00:00+01:00")
    its.read_clock()
    answer(its, "Make it right", MENDED_NOTE)
    expect(its.page.get_by_text("Made right on 1 December 2027")).to_be_visible()
    its.go_to("Today")
    its.open("/promises")
    choose(its.page.get_by_label("Made right", exact=True))
    expect(its.page.get_by_text(PROMISE)).to_be_visible()
    expect(its.page.get_by_text("0 of 1").first).to_be_visible()


def test_a_promise_reminds_at_any_time_and_says_so_where_it_has_none(screens: Screens) -> None:
    screens.open("/promises/new")
    screens.page.get_by_label("What did you say you would do?").fill(PROMISE)
    screens.page.get_by_label("Time", exact=True).fill("18:30")
    choose(screens.page.get_by_label("1 hour before"))
    screens.button("At another time").click()
    choose(screens.page.get_by_label("The day before", exact=True))
    screens.page.get_by_label("What time?").fill("20:15")
    screens.button("Add this time").click()
    expect(screens.page.get_by_label("the day before, 20:15")).to_be_checked()
    screens.page.get_by_label("Time", exact=True).fill("")
    expect(screens.page.get_by_label("on the day, 08:00")).to_be_checked()
    screens.button("Make this promise").click()
    open_promise(screens, PROMISE)
    expect(screens.page.locator(".promise-facts")).to_contain_text(
        "on the day, 08:00 · the day before, 20:15"
    )
