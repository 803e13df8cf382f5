"""What a person writes stays on the device: nothing leaves the origin, and no request holds a word of it."""

from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, expect

from tests.e2e.phone import Phone
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed
from tests.e2e.waiting import choose
from tests.e2e.witness import Witness

NAME = "canary-name-5d1c"
CUE = "canary-cue-90ab"
NOTE = "canary-note-77fe"
SEARCH = "canary-search-31e8"


def watch_issues(session: CDPSession) -> list[str]:
    """Gives a list that fills with what Chromium itself finds: refused content, cookies, mixed content."""
    found: list[str] = []

    def on_issue(event: dict[str, dict[str, object]]) -> None:
        issue = event["issue"]
        if issue["code"] != "GenericIssue":  # advice on how forms are written
            found.append(str(issue))

    session.on("Audits.issueAdded", on_issue)
    session.send("Audits.enable")
    return found


def walk(screens: Screens, folder: Path) -> None:
    """Go through every screen, and write wherever something can be written."""
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    screens.write_habit(NAME, cue=CUE, times_a_day=2).tap()
    screens.log_in_sheet(NAME, state="Done", note=NOTE)
    screens.open_habit(NAME)
    expect(screens.page.get_by_text(NOTE)).to_be_visible()
    screens.button("Previous month").click()
    screens.link("Edit").click()
    expect(screens.title).to_have_text("Edit habit")
    screens.button("Save").click()
    expect(screens.title).to_have_text(NAME)
    screens.go_to("Practices")
    screens.page.get_by_role("searchbox").fill(SEARCH)
    expect(screens.page.get_by_text("No practices found.")).to_be_visible()
    exported = screens.export(folder)
    screens.choose_import(exported)
    expect(screens.sheet).to_contain_text("Everything in this file is already here.")
    screens.sheet.get_by_role("button", name="Close", exact=True).last.click()
    choose(screens.page.get_by_label("Dark"))
    screens.open("/practices/calm-voice")
    screens.open("/habits/no-such-habit")
    screens.erase()


@pytest.fixture
def walked(phone: Phone, product: Product, tmp_path: Path) -> list[str]:
    """The issues that Chromium found while somebody went through all of the app."""
    page = phone.open()
    issues = watch_issues(page.context.new_cdp_session(page))
    screens = Screens(page, product.url)
    walk(screens, tmp_path)
    screens.become_ready_for_offline()
    return issues


def test_it_sends_nothing_anywhere_else_and_nothing_that_was_written(
    walked: list[str], collect: Witness, product: Product
) -> None:
    assert collect.origins == {product.url}
    assert collect.complaints == []
    assert walked == []
    assert '"route": "/"' in product.log()
    told = [*collect.requests, product.log()]
    for canary in (NAME, CUE, NOTE, SEARCH, CUE.upper()):
        assert not any(canary in text for text in told)
    assert {request.split()[0] for request in collect.requests} == {"GET"}
