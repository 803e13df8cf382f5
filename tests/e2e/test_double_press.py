"""A form that is sent twice before the first answer is there makes and counts everything once."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.screens import EYE_CONTACT, Screens
from tests.e2e.waiting import choose

SEND_TWICE = "(form) => { form.requestSubmit(); form.requestSubmit(); }"


def send_twice(screens: Screens) -> None:
    """Press the button of the open sheet twice at once; wait until it's closed."""
    screens.sheet.locator("form").evaluate(SEND_TWICE)
    expect(screens.sheet).to_have_count(0)


def fields(screens: Screens, folder: Path, prefix: str) -> list[str]:
    """The names of all fields of the export that begin so."""
    records = screens.exported(folder)["records"]
    return [name for record in records for name in record["fields"] if name.startswith(prefix)]


def test_a_reminder_and_a_time_off_are_made_once(screens: Screens, tmp_path: Path) -> None:
    screens.open()
    screens.start_practice()
    screens.open_habit(EYE_CONTACT)
    screens.button("Add a reminder").click()
    send_twice(screens)
    screens.button("Plan time off").click()
    send_twice(screens)

    assert len(fields(screens, tmp_path, "reminder:")) == 1
    assert len(fields(screens, tmp_path, "pause:")) == 1


def test_a_group_is_made_once(screens: Screens, tmp_path: Path) -> None:
    screens.open()
    screens.start_practice()
    screens.open("/you/arrange")
    screens.button("New group").click()
    screens.sheet.get_by_label("Group name").fill("Mornings")
    send_twice(screens)

    assert [record["type"] for record in screens.exported(tmp_path)["records"]].count("group") == 1


def test_an_amount_is_counted_once(screens: Screens, tmp_path: Path) -> None:
    screens.open()
    screens.start_practice()
    sheet = screens.open_sheet(EYE_CONTACT)
    choose(sheet.get_by_label("Done", exact=True))
    send_twice(screens)

    live = [fact for fact in screens.exported(tmp_path)["facts"] if "withdrawn" not in fact]
    assert [fact["amount"] for fact in live] == [1]


def test_a_word_about_a_promise_is_said_once(screens: Screens, tmp_path: Path) -> None:
    screens.open("/promises/new")
    screens.page.get_by_label("What did you say you would do?").fill("Bring the bicycle")
    screens.button("Make this promise").click()
    expect(screens.title).to_have_text("Today")
    screens.page.locator("a").filter(has_text="Bring the bicycle").first.click()
    screens.button("Something else").click()
    screens.sheet.get_by_role("button", name="Let it go").click()
    send_twice(screens)

    assert [fact["kind"] for fact in screens.exported(tmp_path)["facts"]] == ["let_go"]
