"""Files that are no export of Kept, or a damaged one: a word about it, and nothing is changed."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.export_files import STAMP, Json, make_entry, make_file, make_habit
from tests.e2e.screens import EYE_CONTACT, Screens, is_open, is_pressed

WALK = "Walk together"
BEGINS_ON = date(2026, 3, 2)

NOT_KEPT = (
    "Kept can’t read this file. It can read its own exports, and those of Loop Habit Tracker and "
    "Beaver Habits. Nothing was changed."
)
DAMAGED = "This file is damaged at {place}: {reason}. Nothing was changed."
NO_SENSE = "this value makes no sense here"


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


def with_entry(**values: object) -> str:
    return make_file([], [{**make_entry(1, WALK, BEGINS_ON), **values}])


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", NOT_KEPT),
    "not JSON": ("Dear diary, today", NOT_KEPT),
    "bytes": (b"\x89PNG\r\n\x1a\n\x00\xff", NOT_KEPT),
    "a list": ("[]", NOT_KEPT),
    "nothing": ("null", NOT_KEPT),
    "another app": ('{"format": "habits-plus", "version": 1}', NOT_KEPT),
    "cut off": (with_entry()[:-40], "damaged at line 1: the end isn’t there. Nothing was changed."),
    "a newer version": (
        make_file([], [], version=2),
        "This file is from a newer Kept (version 2). Update the app and try again. Nothing was changed.",
    ),
    "a day that is not": (
        with_entry(on="2026-02-30"),
        DAMAGED.format(place="facts[0].on", reason="this isn’t a date from 1900 to 2999"),
    ),
    "an amount below nothing": (
        with_entry(amount=-1),
        DAMAGED.format(place="facts[0].amount", reason=NO_SENSE),
    ),
    "an unknown kind": (with_entry(kind="promise"), DAMAGED.format(place="facts[0].kind", reason=NO_SENSE)),
    "facts that are no list": (
        make_file([], []).replace('"facts": []', '"facts": {}'),
        DAMAGED.format(place="facts", reason="something else was expected here"),
    ),
}


def start(screens: Screens) -> Screens:
    """One habit, kept today."""
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    return screens


@pytest.fixture(scope="module")
def unharmed(shared: Screens) -> Screens:
    """A page that no broken file has changed."""
    return start(shared)


@pytest.mark.parametrize("kind", BROKEN)
def test_it_says_what_is_wrong_with_a_file_and_changes_nothing(
    unharmed: Screens, tmp_path: Path, kind: str
) -> None:
    """B11: a file of another version, or a broken one, costs nothing that is here."""
    content, words = BROKEN[kind]
    before = unharmed.export(tmp_path)

    unharmed.choose_import(content)

    expect(unharmed.toast).to_contain_text(words)
    assert unharmed.export(tmp_path) == before


def test_it_adds_a_good_file_to_what_is_there_and_only_once(screens: Screens) -> None:
    start(screens)
    file = make_file([make_habit(WALK, BEGINS_ON)], [make_entry(1, WALK, BEGINS_ON)])

    screens.import_file(file)
    expect(screens.toast).to_contain_text("Imported: 1 change, 1 entry.")
    screens.choose_import(file)
    expect(screens.sheet).to_contain_text("Everything in this file is already here.")
    screens.sheet.get_by_role("button", name="Close").last.click()

    screens.go_to("Today")
    is_pressed(screens.tick(EYE_CONTACT))
    is_open(screens.tick(WALK))


def test_it_leaves_out_what_makes_no_sense_and_brings_the_rest(screens: Screens) -> None:
    """One odd value in a sound export costs neither its habit nor its neighbours."""
    start(screens)
    habit = make_habit(
        WALK, BEGINS_ON, **{"plan:2026-03-03": {"rule": "often"}, "plan:2026-13-01": {}, "cue": 7}
    )
    entries = [make_entry(1, WALK, BEGINS_ON), make_entry(2, WALK, "2026-02-30")]
    preferences: Json = {"type": "preference", "id": "main", "fields": {"day_start_hour": [25, STAMP]}}

    screens.choose_import(make_file([habit, preferences], entries))
    expect(screens.sheet).to_contain_text("5 parts of this file can’t be read")
    for place in (
        "records[0].fields.plan:2026-03-03",
        "records[0].fields.plan:2026-13-01",
        "records[0].fields.cue",
        "records[1].fields.day_start_hour",
        "facts[1].on",
    ):
        expect(screens.sheet).to_contain_text(place)
    screens.sheet.get_by_role("button", name="Import", exact=True).click()
    expect(screens.toast).to_contain_text("Imported: 1 change, 1 entry.")

    screens.go_to("Today")
    is_open(screens.tick(WALK))


ODD: dict[str, Json] = {
    "without a field": {"type": "habit", "id": "odd", "fields": {}},
    "with fields of other types": make_habit(
        "odd", BEGINS_ON, cue=7, glyph=[], hue=None, practice={}, position=1e9
    ),
}


@pytest.mark.parametrize("kind", ODD)
def test_it_draws_every_screen_with_an_odd_but_readable_habit(screens: Screens, kind: str) -> None:
    start(screens)
    screens.import_file(make_file([ODD[kind]], [make_entry(1, "odd", BEGINS_ON)]))
    expect(screens.toast).to_contain_text("Imported")

    screens.go_to("Today")
    is_pressed(screens.tick(EYE_CONTACT))
    screens.page.goto(f"{screens.url}/habits/odd")
    expect(screens.link("Edit")).to_be_visible()
    screens.open("/habits/odd/edit")
    expect(screens.title).to_have_text("Edit habit")
