"""More than a year of history: the folded past stays as visible as the recent one."""

import json
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.export_files import make_entry, make_file, make_habit
from tests.e2e.screens import Screens

WALK = "Walk together"
TODAY = date(2026, 3, 4)
DAYS = 400
MONTHS_BACK = 8  # to July 2025
FAR_ON = date(2110, 3, 4)  # two hundred years after the first day
CENTURIES_DAYS = 200 * 365

COUNT_CHECKPOINTS = """() => new Promise((resolve) => {
  const opening = indexedDB.open("kept-local");
  opening.onsuccess = () => {
    const counting = opening.result.transaction("checkpoints").objectStore("checkpoints").count();
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
  };
})"""


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture
def folded(screens: Screens) -> Screens:
    """A habit kept every day for four hundred days, whose old past has been folded into a checkpoint."""
    days = [TODAY - timedelta(days=ago) for ago in range(1, DAYS)]
    notes = {30: "A month ago", 330: "Last spring"}
    facts = [
        make_entry(ago, WALK, on, **({"note": notes[ago]} if ago in notes else {}))
        for ago, on in enumerate(days, start=1)
    ]
    screens.page.clock.set_fixed_time("2026-03-04T12:00:00+01:00")
    screens.open("/you")
    screens.import_file(make_file([make_habit(WALK, days[-1])], facts))
    expect(screens.toast).to_contain_text(f"{DAYS - 1} entries")
    screens.open()
    wait_for_fold(screens)
    screens.open("/habits/walk-together")
    return screens


def wait_for_fold(screens: Screens) -> None:
    for _ in range(600):
        if screens.page.evaluate(COUNT_CHECKPOINTS) == 1:
            return
        screens.page.wait_for_timeout(50)
    raise AssertionError("no checkpoint was written")


def test_it_counts_the_whole_row(folded: Screens) -> None:
    expect(folded.streak).to_have_text(str(DAYS - 1))


def test_it_shows_the_kept_days_of_months_long_ago(folded: Screens) -> None:
    for _ in range(MONTHS_BACK):
        folded.button("Previous month").click()

    expect(folded.page.locator("#month")).to_have_text("July 2025")
    expect(folded.page.locator("button.month-day.kept")).to_have_count(31)


def test_it_opens_a_day_long_ago_as_it_was_logged(folded: Screens) -> None:
    for _ in range(MONTHS_BACK):
        folded.button("Previous month").click()

    folded.page.locator("button.month-day").nth(10).click()

    expect(folded.sheet.get_by_label("Done", exact=True)).to_be_checked()


def test_it_keeps_old_notes_in_sight(folded: Screens) -> None:
    notes = folded.page.get_by_role("region", name="Notes")

    expect(notes.get_by_text("A month ago")).to_be_visible()
    expect(notes.get_by_text("Last spring")).to_be_visible()


def test_two_hundred_years_open(screens: Screens) -> None:
    """Longer than the stack of any engine is deep, were the days passed as arguments."""
    days = [FAR_ON - timedelta(days=ago) for ago in range(1, CENTURIES_DAYS)]
    facts = [make_entry(ago, WALK, on) for ago, on in enumerate(days, start=1)]
    screens.page.clock.set_fixed_time(f"{FAR_ON}T12:00:00+01:00")
    screens.open("/you")
    screens.import_file(make_file([make_habit(WALK, days[-1])], facts))
    expect(screens.toast).to_contain_text(f"{CENTURIES_DAYS - 1:,} entries", timeout=120_000)
    screens.open()
    wait_for_fold(screens)  # from now on a start reads some months, however many years there are

    screens.open()
    expect(screens.tick(WALK)).to_be_visible()
    screens.open_habit(WALK)
    expect(screens.streak).to_have_text(f"{CENTURIES_DAYS - 1:,}")
    expect(screens.page.get_by_role("region", name="Strength", exact=True)).to_be_visible()


def test_a_date_that_nobody_lived_is_refused_with_its_place(screens: Screens) -> None:
    habit = {"name": "Swim", "id": "a1", "records": [{"day": "0202-03-01", "done": True}]}
    screens.open("/you")
    screens.choose_import(json.dumps({"habits": [habit]}))
    expect(screens.page.get_by_text("habits[0].records[0].day")).to_be_visible()
    expect(screens.page.get_by_text("this isn’t a date from 1900 to 2999")).to_be_visible()
