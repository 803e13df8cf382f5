"""Guided moments, from the first step to the notebook: with and without a network, and through a reload."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accounts import DERIVING_MS, Accounts
from tests.e2e.moments import SLUGS, Notebook
from tests.e2e.phone import WITH_WORKER, phone_context
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed
from tests.e2e.waiting import choose
from tests.e2e.witness import Witness

WORDS = "Canary of the heart 4e71 😀"
ARABIC = "اشتقت إليك كثيرًا 🌙"
LONG = "Canary of a long night. " * 400  # close to 10,000 characters
SUNDAY = "2026-03-01T12:00:00+01:00"
MONDAY = "2026-03-02T12:00:00+01:00"
MIN_PICTURE_BYTES = 10_000
RESUMED = "Picking up where you left off."
UNFINISHED = "Canary half a thought 8d20"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def notebook(screens: Screens) -> Notebook:
    return Notebook(screens)


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_guided_from_the_first_step_to_the_notebook(notebook: Notebook, slug: str) -> None:
    written = notebook.walk(slug, WORDS)
    notebook.read_again()

    for text in written:
        expect(notebook.page.get_by_text(text)).to_be_visible()
    notebook.screens.open("/reflections")
    expect(notebook.page.locator("a.reflection-row")).to_have_count(1)


def test_it_ends_in_a_promise(notebook: Notebook) -> None:
    notebook.walk("repair", WORDS)
    notebook.screens.button("Make a promise of it").click()
    sheet = notebook.screens.sheet
    expect(sheet.get_by_label("What did you say you would do?")).to_have_value(f"{WORDS} repair 4")
    sheet.get_by_role("button", name="Make this promise").click()
    expect(notebook.page.get_by_text("Noted. It’s on Today.")).to_be_visible()

    notebook.screens.open("/promises")
    expect(notebook.page.get_by_text(f"{WORDS} repair 4")).to_be_visible()


def test_it_ends_in_a_practice(notebook: Notebook) -> None:
    notebook.walk("i-statement", WORDS)
    notebook.screens.link("Make it a small habit").click()
    notebook.screens.button("Start with this").click()

    expect(notebook.screens.title).to_have_text("Today")
    expect(notebook.screens.tick("An “I” statement")).to_be_visible()


def test_it_may_be_left_empty(notebook: Notebook) -> None:
    notebook.begin("daily-check-in")
    notebook.next()
    notebook.next()
    notebook.screens.button("Done").click()
    notebook.read_again()

    expect(notebook.page.get_by_text("Without text")).to_be_visible()


@WITH_WORKER
def test_it_needs_no_network(notebook: Notebook, product: Product, collect: Witness) -> None:
    collect.pardon_killed_server()
    notebook.screens.open()
    notebook.screens.become_ready_for_offline()
    product.kill()

    written = notebook.walk("repair", WORDS)
    notebook.page.reload()
    notebook.open_row("Repair")

    for text in written:
        expect(notebook.page.get_by_text(text)).to_be_visible()


def test_it_goes_on_where_it_was_left(notebook: Notebook) -> None:
    notebook.begin("repair")
    notebook.next()
    notebook.write(UNFINISHED)
    notebook.next()
    notebook.write(ARABIC)
    notebook.page.reload()

    expect(notebook.question).to_have_text("Which part of it is yours?")
    expect(notebook.page.get_by_text(RESUMED)).to_be_visible()
    expect(notebook.lines).to_have_value(ARABIC)
    notebook.screens.open("/practices")
    notebook.screens.button("All moments").click()
    expect(notebook.page.get_by_role("link", name="Repair Half done")).to_be_visible()

    notebook.begin("repair")
    notebook.screens.button("Back").click()
    expect(notebook.lines).to_have_value(UNFINISHED)
    for _ in range(3):
        notebook.next()
    notebook.screens.button("Done").click()
    notebook.read_again()
    expect(notebook.page.get_by_text(ARABIC)).to_have_css("direction", "rtl")
    notebook.begin("repair")
    expect(notebook.question).to_have_text("Only your half")


def test_it_holds_ten_thousand_characters_and_says_what_is_too_much(notebook: Notebook) -> None:
    notebook.begin("page")
    notebook.lines.fill(LONG + "x" * 1_000)
    notebook.screens.button("Done").click()
    expect(notebook.screens.toast).to_contain_text("Nothing is cut off")
    notebook.lines.fill(LONG)
    notebook.screens.button("Done").click()
    notebook.read_again()

    expect(notebook.page.locator("dd")).to_have_text(LONG.strip())


def test_it_is_found_edited_deleted_and_put_back(notebook: Notebook) -> None:
    notebook.walk("boundary", WORDS)
    notebook.walk("page", "Canary apple tree")
    notebook.screens.open("/reflections")
    search = notebook.page.get_by_role("searchbox")
    search.fill("APPLE")
    expect(notebook.page.locator("a.reflection-row")).to_have_count(1)
    search.fill("nothing like it")
    expect(notebook.page.get_by_text("No reflections found.")).to_be_visible()
    search.fill("")

    notebook.open_row("A page of your own")
    notebook.edit("What’s on your mind?", "Canary pear tree")
    notebook.screens.button("Delete").click()
    expect(notebook.screens.title).to_have_text("Reflections")
    expect(notebook.row("pear")).to_have_count(0)
    notebook.screens.button("Undo").click()
    expect(notebook.row("pear")).to_be_visible()


def test_an_edit_outlives_a_reload(notebook: Notebook) -> None:
    notebook.walk("page", WORDS)
    notebook.read_again()
    notebook.screens.button("Edit").click()
    notebook.write(UNFINISHED)
    notebook.page.reload()

    expect(notebook.lines).to_have_value(UNFINISHED)
    notebook.screens.button("Save").click()
    expect(notebook.page.get_by_text(UNFINISHED)).to_be_visible()


def test_two_devices_that_edit_one_reflection_offline_keep_both_edits(
    browser: Browser, collect: Witness, product: Product
) -> None:
    collect.pardon("ERR_INTERNET_DISCONNECTED")
    contexts = [phone_context(browser, collect) for _ in range(2)]
    phone, tablet = (Accounts(Screens(context.new_page(), product.url)) for context in contexts)
    on_phone, on_tablet = Notebook(phone.screens), Notebook(tablet.screens)
    on_phone.walk("repair", WORDS)
    # What is half done comes along too.
    on_phone.begin("rebuild")
    on_phone.next()
    on_phone.write(UNFINISHED)
    phone.sign_up()
    on_phone.begin("rebuild")
    expect(on_phone.lines).to_have_value(UNFINISHED)
    phone.screens.open("/you")
    expect(phone.page.get_by_text("Everything is on your server.")).to_be_visible(timeout=DERIVING_MS)
    tablet.sign_in()
    on_tablet.open_row("Repair")

    on_phone.open_row("Repair")
    for context in contexts:
        context.set_offline(offline=True)
    on_phone.edit("What happened?", "Canary from the phone")
    on_tablet.edit("Which part of it is yours?", "Canary from the tablet")
    for context in contexts:
        context.set_offline(offline=False)
    for device in (phone, tablet, phone):
        device.page.evaluate("dispatchEvent(new Event('online'))")
        device.sent()
        expect(device.page.get_by_text("Canary from the phone")).to_be_visible(timeout=DERIVING_MS)
    for device in (phone, tablet):
        expect(device.page.get_by_text("Canary from the tablet")).to_be_visible(timeout=DERIVING_MS)
    for context in contexts:
        context.close()


def test_today_shows_what_was_tapped_of_a_check_in(notebook: Notebook) -> None:
    screens = notebook.screens
    screens.open()
    screens.start_practice()
    scale = notebook.page.get_by_role("group", name="How connected do you feel today?")
    scale.get_by_label("4 of 5").click()
    expect(notebook.question).to_have_text("One good thing")
    expect(notebook.page.get_by_text(RESUMED)).to_have_count(0)

    screens.link("Close").click()
    expect(scale.get_by_label("4 of 5")).to_have_attribute("aria-pressed", "true")
    scale.get_by_label("2 of 5").click()
    expect(notebook.question).to_have_text("One good thing")
    expect(notebook.page.get_by_text(RESUMED)).to_have_count(0)
    notebook.lines.fill(WORDS)
    screens.link("Close").click()

    expect(scale.get_by_label("2 of 5")).to_have_attribute("aria-pressed", "true")
    expect(scale.get_by_label("4 of 5")).to_have_attribute("aria-pressed", "false")
    screens.link("Continue where you left off").click()
    expect(notebook.lines).to_have_value(WORDS)
    expect(notebook.page.get_by_text(RESUMED)).to_be_visible()


def test_a_check_in_that_was_left_is_saved_before_the_next_day_begins_one(notebook: Notebook) -> None:
    screens = notebook.screens
    notebook.page.clock.set_fixed_time(SUNDAY)
    screens.open()
    screens.start_practice()
    scale = notebook.page.get_by_role("group", name="How connected do you feel today?")
    scale.get_by_label("4 of 5").click()
    notebook.write(WORDS)

    notebook.page.clock.set_fixed_time(MONDAY)
    screens.open()
    scale.get_by_label("2 of 5").click()
    expect(notebook.lines).to_have_value("")

    screens.open("/reflections")
    expect(notebook.page.get_by_text(WORDS)).to_be_visible()


def test_today_offers_a_check_in_until_it_is_done(notebook: Notebook) -> None:
    notebook.page.clock.set_fixed_time(SUNDAY)
    screens = notebook.screens
    screens.open()
    screens.start_practice()
    expect(notebook.page.get_by_role("link", name="Weekly check-in")).to_be_visible()

    notebook.page.get_by_role("group", name="How connected do you feel today?").get_by_label("4 of 5").click()
    expect(notebook.question).to_have_text("One good thing")
    notebook.lines.fill(WORDS)
    notebook.next()
    screens.button("Done").click()
    screens.link("Go to Today").click()

    expect(notebook.page.get_by_role("link", name="Weekly check-in")).to_be_visible()
    expect(notebook.page.get_by_text("How connected do you feel today?")).to_have_count(0)
    screens.open("/reflections")
    expect(notebook.row(WORDS)).to_be_visible()


def test_check_ins_can_be_kept_off_today(notebook: Notebook) -> None:
    notebook.page.clock.set_fixed_time(SUNDAY)
    screens = notebook.screens
    screens.open()
    screens.start_practice()
    expect(notebook.page.get_by_text("How connected do you feel today?")).to_be_visible()
    screens.open("/you")
    choices = notebook.page.get_by_role("region", name="Check-ins on Today")
    choose(choices.get_by_label("Hide"))
    expect(screens.toast).to_contain_text("Saved.")

    screens.go_to("Today")
    expect(notebook.page.get_by_role("link", name="Weekly check-in")).to_be_visible()
    expect(notebook.page.get_by_text("How connected do you feel today?")).to_have_count(0)
    screens.go_to("You")
    choices.get_by_label("Weekly check-in and look back").select_option("Wednesday")
    screens.go_to("Today")
    expect(notebook.page.get_by_role("link", name="Weekly check-in")).to_have_count(0)


def test_the_pulse_is_felt_once_a_month_and_drawn_beside_what_was_kept(notebook: Notebook) -> None:
    screens = notebook.screens
    notebook.page.clock.set_fixed_time("2026-02-20T12:00:00+01:00")
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    notebook.walk("pulse", WORDS)
    screens.open("/moments/pulse")
    expect(screens.title).to_have_text("You’ve done this month’s pulse.")

    notebook.page.clock.set_fixed_time("2026-03-04T12:00:00+01:00")
    screens.open("/pulse")
    screens.link("Start this month’s pulse").click()
    notebook.walk("pulse", WORDS)
    screens.open("/pulse")
    expect(notebook.page.get_by_role("img", name="I feel heard. 2, 2")).to_be_visible()
    expect(notebook.page.get_by_role("img", name="Eye contact 1, 0")).to_be_visible()
    expect(notebook.page.get_by_text("This is a mirror, not a verdict.")).to_be_visible()
    notebook.page.get_by_text("Show as numbers").click()
    expect(notebook.page.get_by_role("region", name="20 February 2026")).to_contain_text("Eye contact1 day")


def test_a_week_becomes_a_picture_without_names(notebook: Notebook, tmp_path: Path) -> None:
    screens = notebook.screens
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    notebook.walk("review", WORDS)
    screens.button("Make a picture of this week").click()
    picture = screens.sheet.get_by_role("img")
    expect(picture).to_have_accessible_name(re.compile("^1 small thing kept, "))
    with notebook.page.expect_download() as waiting:
        screens.button("Save picture").click()

    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    content = saved.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > MIN_PICTURE_BYTES
    assert EYE_CONTACT.encode() not in content


def test_a_habit_is_made_smaller_after_the_week(notebook: Notebook) -> None:
    screens = notebook.screens
    screens.open()
    screens.page.get_by_role("link", name=re.compile(f"^{EYE_CONTACT}")).click()
    choose(screens.page.get_by_label("Small"))
    screens.button("Start with this").click()
    expect(screens.tick(EYE_CONTACT)).to_be_visible()
    notebook.begin("review")
    notebook.next()
    notebook.next()
    choose(notebook.page.get_by_role("radio", name=EYE_CONTACT))
    screens.button("Done").click()
    screens.button("Make it smaller").click()

    expect(screens.toast).to_contain_text("From today: One unhurried look as you say hello")


def test_breathing_is_paced_and_keeps_still_for_who_wants_less_motion(notebook: Notebook) -> None:
    notebook.page.clock.install()
    notebook.page.emulate_media(reduced_motion="reduce")
    notebook.begin("body-pause")
    notebook.screens.button("Start").click()
    said = notebook.page.locator(".breath").get_by_role("status")
    expect(said).to_have_text("Breathe in")
    notebook.page.clock.run_for(5_000)
    expect(said).to_have_text("Breathe out")
    air = "(air) => getComputedStyle(air).transform"
    assert notebook.page.locator(".breath-air").evaluate(air) == "matrix(0.72, 0, 0, 0.72, 0, 0)"
    notebook.page.clock.run_for(26_000)
    expect(said).to_have_text("Stay a breath longer if it feels good.")
