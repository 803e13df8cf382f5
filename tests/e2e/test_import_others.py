"""What people kept elsewhere comes in by the real screens, under the real content policy, and only once."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.export_files import make_file, make_habit
from tests.e2e.foreign_files import SKIP, YES, make_beaver, make_loop_db, make_loop_zip
from tests.e2e.phone import WITH_WORKER
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed
from tests.e2e.witness import Witness

TODAY = date(2026, 3, 4)
NOW = "2026-03-04T12:00:00+01:00"
HERE_ALREADY = "Everything in this file is already here."
IMPORT = "Import"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.fixture(autouse=True)
def noon(screens: Screens) -> None:
    """No midnight comes between the file that a test makes and what it looks for on Today."""
    screens.page.clock.set_fixed_time(NOW)


def days_before(count: int) -> list[date]:
    return [TODAY - timedelta(days=days) for days in range(1, count + 1)]


def loop_db(folder: Path) -> bytes:
    walks = [(on, YES, "Along the river") for on in days_before(9)]
    pages = [(on, 22_500, "") for on in days_before(4)] + [(TODAY - timedelta(days=5), SKIP, "")]
    return make_loop_db(folder / "loop.db", walks, pages)


def loop_zip(_folder: Path) -> bytes:
    marks = [(on, "YES_MANUAL", "") for on in days_before(6)]
    return make_loop_zip([*marks, (TODAY - timedelta(days=7), "YES_AUTO", "")])


def beaver(_folder: Path) -> bytes:
    return make_beaver(days_before(5))


# What it is, the first habit, how many days it has, how many habits and entries the file holds.
FILES: dict[str, tuple[Callable[[Path], bytes], str, str, str, str]] = {
    "loop-db": (
        loop_db,
        "A backup from Loop Habit Tracker",
        "Walk",
        "9 days",
        "2 changes, 14 entries",
    ),
    "loop-csv": (
        loop_zip,
        "An export from Loop Habit Tracker",
        "Meditate",
        "6 days",
        "1 change, 6 entries",
    ),
    "beaver": (beaver, "An export from Beaver Habits", "Order pizz", "5 days", "1 change, 5 entries"),
}


@pytest.mark.parametrize("kind", FILES)
def test_it_shows_what_a_file_would_bring_and_brings_it_once(
    screens: Screens, tmp_path: Path, kind: str
) -> None:
    make, source, habit, days, sums = FILES[kind]
    content = make(tmp_path)
    screens.open("/you")

    screens.choose_import(content)
    expect(screens.sheet).to_contain_text(source)
    expect(screens.sheet).to_contain_text(f"New: {sums}")
    expect(screens.sheet.get_by_role("listitem").filter(has_text=habit).first).to_contain_text(days)
    screens.sheet.get_by_role("button", name=IMPORT, exact=True).click()
    expect(screens.toast).to_contain_text(f"Imported: {sums}.")
    once = screens.export(tmp_path)

    screens.choose_import(content)
    expect(screens.sheet).to_contain_text(HERE_ALREADY)
    expect(screens.sheet.get_by_role("button", name=IMPORT, exact=True)).to_have_count(0)
    screens.page.keyboard.press("Escape")
    assert screens.export(tmp_path) == once

    screens.go_to("Today")
    is_open(screens.tick(habit))


def test_it_keeps_the_way_on_in_sight_however_much_a_file_brings(screens: Screens) -> None:
    many = [make_habit(f"Habit {number}", TODAY) for number in range(40)]
    screens.open("/you")

    screens.choose_import(make_file(many, []))

    bring = screens.sheet.get_by_role("button", name=IMPORT, exact=True)
    expect(bring).to_be_in_viewport(ratio=1)


def test_it_brings_nothing_when_the_preview_is_closed(screens: Screens, tmp_path: Path) -> None:
    screens.open("/you")
    before = screens.export(tmp_path)

    screens.choose_import(beaver(tmp_path))
    screens.sheet.get_by_role("button", name="Not now").click()

    expect(screens.sheet).to_have_count(0)
    assert screens.export(tmp_path) == before


def test_it_does_not_bring_back_what_was_taken_back_here(screens: Screens, tmp_path: Path) -> None:
    screens.open("/you")
    content = make_beaver([TODAY, *days_before(2)])
    screens.import_file(content)
    screens.go_to("Today")
    circle = screens.tick("Order pizz")
    is_pressed(circle)
    circle.click()
    is_open(circle)

    later = make_beaver([TODAY, *days_before(3)])
    screens.go_to("You")
    screens.choose_import(later)
    expect(screens.sheet).to_contain_text("Undone here, and staying that way: 1 entry")
    expect(screens.sheet).to_contain_text("4 days, 1 new")
    screens.sheet.get_by_role("button", name=IMPORT, exact=True).click()
    expect(screens.toast).to_contain_text("Imported: 0 changes, 1 entry.")
    screens.go_to("Today")
    is_open(screens.tick("Order pizz"))


@WITH_WORKER
def test_it_reads_a_loop_database_without_a_network_once_it_has_read_one(
    screens: Screens, tmp_path: Path
) -> None:
    screens.open("/you")
    screens.become_ready_for_offline()
    screens.choose_import(loop_db(tmp_path))
    expect(screens.sheet).to_contain_text("Walk")
    screens.page.keyboard.press("Escape")

    screens.page.context.set_offline(offline=True)
    screens.page.reload()
    screens.import_file((tmp_path / "loop.db").read_bytes())

    expect(screens.toast).to_contain_text("Imported: 2 changes, 14 entries.")


@WITH_WORKER
def test_it_says_that_it_has_to_be_online_for_the_first_file_of_another_app(
    screens: Screens, tmp_path: Path, collect: Witness
) -> None:
    collect.pardon("Failed to load resource")
    screens.open("/you")
    screens.become_ready_for_offline()
    screens.page.context.set_offline(offline=True)

    screens.choose_import(beaver(tmp_path))
    expect(screens.toast).to_contain_text("To read a file from another app for the first time")
    screens.page.context.set_offline(offline=False)
    screens.choose_import(beaver(tmp_path))

    expect(screens.sheet.get_by_role("button", name=IMPORT, exact=True)).to_be_visible()


BROKEN: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "a database cut off": (lambda folder: loop_db(folder)[:9000], "damaged at SQLite: "),
    "an archive cut off": (lambda folder: loop_zip(folder)[:-30], "damaged at zip: the end isn’t there"),
    "of an app it cannot read yet": (
        lambda _folder: json.dumps({"habits": [{"id": "h"}], "completions": [], "intervals": []}).encode(),
        "This file is from HabitKit, which Kept",
    ),
}


def write_ahead(content: bytes) -> bytes:
    """As Loop before 1.8.7 left its backups (SQLite file format, 1.3: bytes 18 and 19)."""
    return content[:18] + b"\x02\x02" + content[20:]


def test_it_brings_what_is_sure_and_lists_what_it_cannot_read(screens: Screens, tmp_path: Path) -> None:
    screens.open("/you")
    odd = beaver(tmp_path).replace(str(TODAY - timedelta(days=2)).encode(), b"2026-02-30")

    screens.choose_import(odd)

    expect(screens.sheet).to_contain_text("be read, and is left out. Everything else is here.")
    expect(screens.sheet).to_contain_text("habits[0].records[1].day: this isn’t a date")
    screens.sheet.get_by_role("button", name=IMPORT, exact=True).click()
    expect(screens.toast).to_contain_text("Imported: 1 change, 4 entries.")


def test_it_says_that_a_backup_may_lack_its_newest_days(screens: Screens, tmp_path: Path) -> None:
    screens.open("/you")

    screens.choose_import(write_ahead(loop_db(tmp_path)))

    expect(screens.sheet).to_contain_text("This backup may not have its newest days")
    screens.sheet.get_by_role("button", name=IMPORT, exact=True).click()
    expect(screens.toast).to_contain_text("Imported: 2 changes, 14 entries.")


def test_it_brings_back_by_choice_what_was_deleted_long_ago(screens: Screens, tmp_path: Path) -> None:
    screens.open()
    screens.start_practice()
    exported = screens.export(tmp_path)
    screens.go_to("Today")
    screens.open_habit(EYE_CONTACT)
    screens.button("Delete").click()
    expect(screens.toast).to_contain_text("Undo")
    # Long after the bin has let go of it.
    screens.page.clock.set_fixed_time("2026-06-04T12:00:00+02:00")
    screens.open("/")
    expect(screens.tick(EYE_CONTACT)).to_have_count(0)

    screens.choose_import(exported)
    bring = screens.sheet.get_by_role("button", name=IMPORT, exact=True)
    expect(bring).to_have_count(0)
    screens.sheet.get_by_role("switch", name=f"Restore what was deleted here: {EYE_CONTACT}").click()
    bring.click()

    expect(screens.toast).to_contain_text("Imported: 1 change, 0 entries.")
    screens.go_to("Today")
    expect(screens.tick(EYE_CONTACT)).to_be_visible()


@pytest.mark.parametrize("kind", BROKEN)
def test_it_says_where_a_file_is_damaged_and_changes_nothing(
    screens: Screens, tmp_path: Path, kind: str
) -> None:
    make, words = BROKEN[kind]
    screens.open("/you")
    before = screens.export(tmp_path)

    screens.choose_import(make(tmp_path))

    expect(screens.toast).to_contain_text(words)
    assert screens.export(tmp_path) == before


def test_it_exports_the_entries_for_spreadsheets(screens: Screens, tmp_path: Path) -> None:
    screens.open("/you")
    screens.import_file(make_loop_zip([(date(2026, 3, 2), "YES_MANUAL", "=1+1, with love")]))
    with screens.page.expect_download() as waiting:
        screens.button("Export as CSV").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)

    assert path.suffix == ".csv"
    assert path.read_bytes().decode() == (
        '\ufeffdate,habit,kind,amount,unit,note\r\n2026-03-02,Meditate,done,1,,"\'=1+1, with love"\r\n'
    )
