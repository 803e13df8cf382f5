"""A phone on which somebody has lived with Kept for two months: every state that a habit can be in."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.e2e.export_files import (
    DAILY,
    STAMP,
    Json,
    make_entry,
    make_event,
    make_file,
    make_habit,
    make_promise,
)
from tests.e2e.screens import Screens

NOW = "2026-03-04T12:00:00+01:00"
TODAY = date(2026, 3, 4)
FIRST_DAY = TODAY - timedelta(days=60)

EYE_CONTACT = "Eye contact"
WATER = "Drink water"
REST = "Walk together"
WEEKLY = "Write a letter"
LIMITED = "Coffee"
ANYTIME = "Sing"
ARCHIVED = "Piano"
ARABIC = "أنظر في عينيك"
MISSED_DAYS = (9, 23, 24)


def of_today() -> list[Json]:
    return [
        make_entry(1, EYE_CONTACT, TODAY, note="They noticed."),
        make_entry(2, WATER, TODAY),
        make_entry(3, REST, TODAY, kind="rest", amount=0),
        make_entry(4, WEEKLY, TODAY - timedelta(days=1)),
        make_entry(5, WEEKLY, TODAY - timedelta(days=2)),
        make_entry(7, LIMITED, TODAY),
        make_entry(8, LIMITED, TODAY - timedelta(days=1), amount=3),
        make_entry(9, ANYTIME, TODAY - timedelta(days=8)),
        make_entry(6, EYE_CONTACT, TODAY - timedelta(days=5), kind="rest", amount=0),
    ]


def of_the_past() -> list[Json]:
    """Two months, with some days missed."""
    ago = [days for days in range(1, 60) if days not in MISSED_DAYS]
    return [make_entry(100 + days, EYE_CONTACT, TODAY - timedelta(days=days)) for days in ago]


def habits() -> list[Json]:
    counted = {**DAILY, "target": {"amount": 3}}
    weekly = {**DAILY, "rule": {"kind": "times", "times": 2, "per": "week"}}
    limited = {**DAILY, "target": {"amount": 2}, "direction": "at_most"}
    anytime = {**DAILY, "rule": {"kind": "anytime"}}
    plan = f"plan:{FIRST_DAY}"
    away = {"archived": True, "pause:0000000000000001": {"from": "2026-02-01", "to": None}}
    return [
        make_habit(EYE_CONTACT, FIRST_DAY, practice="eye-contact", cue="After I sit down", hue="clay"),
        make_habit(WATER, FIRST_DAY, **{plan: counted}, unit="glasses", hue="sky", position=2),
        make_habit(REST, FIRST_DAY, hue="plum", position=3),
        make_habit(WEEKLY, FIRST_DAY, **{plan: weekly}, hue="honey", position=4),
        {**make_habit(ARABIC, FIRST_DAY, cue="بعد العشاء", hue="rose", position=5), "id": "arabic"},
        make_habit(LIMITED, FIRST_DAY, **{plan: limited}, unit="cups", hue="moss", position=6),
        make_habit(ANYTIME, FIRST_DAY, **{plan: anytime}, hue="stone", position=7),
        make_habit(ARCHIVED, FIRST_DAY, **away),
    ]


def promises() -> list[Json]:
    """One that waits for an answer, one of today, one to come, one with a history."""
    evening = {"due_time": "18:30", "time_zone": "Europe/Berlin", "to_whom": "Mum"}
    reminders = {"reminder:0a": {"minutes_before": 60}, "reminder:0b": {"days_before": 1, "time": "19:00"}}
    return [
        make_promise("book", "return the book I borrowed", TODAY - timedelta(days=1), to_whom="Bob"),
        make_promise("call", "call on the way home", TODAY, **evening, **reminders),
        make_promise("arabic-call", "أتصل بك قبل أن أنام", TODAY + timedelta(days=3), to_whom="أمي"),
        make_promise("bicycle", "bring the bicycle to be mended 🚲", TODAY - timedelta(days=9)),
    ]


def of_promises() -> list[Json]:
    moved = {"to_on": str(TODAY - timedelta(days=4)), "note": "The shop is closed this week."}
    return [
        make_event(900, "bicycle", "moved", TODAY - timedelta(days=9), **moved),
        make_event(901, "bicycle", "mended", TODAY - timedelta(days=2), note="Walked it there."),
    ]


def move_in(screens: Screens) -> None:
    """Bring it all here, at noon of the fourth of March."""
    screens.page.clock.set_fixed_time(NOW)
    screens.open("/you")
    screens.import_file(make_file([*habits(), *promises()], [*of_today(), *of_the_past(), *of_promises()]))
    expect(screens.toast).to_contain_text("Imported: 12 changes")
    screens.open()


def make_reflection(
    reflection_id: str, kind: str, on: date, *answers: str | int, mood: int | None = None
) -> Json:
    given = {f"answer:{slot}": answer for slot, answer in enumerate(answers, start=1)}
    values = {"kind": kind, "on": str(on), "mood": mood, **given}
    fields = {field: [value, STAMP] for field, value in values.items()}
    return {"type": "reflection", "id": reflection_id, "fields": fields}


def write_notebook(screens: Screens) -> None:
    """Bring what somebody wrote for themselves in those two months."""
    records = [
        make_reflection("pulse-1", "pulse", date(2026, 1, 20), 2, 3, 2, 3, 4),
        make_reflection("pulse-2", "pulse", date(2026, 2, 20), 3, 3, 4, 4, 5),
        make_reflection(
            "repair-1", "repair", TODAY, "They noticed.", "I was late.", "She ate alone.", "Call."
        ),
        make_reflection(
            "i-1", "i-statement", TODAY, "alone", "the phone is on the table", "", "to put it away"
        ),
        make_reflection("daily-1", "daily-check-in", TODAY - timedelta(days=1), ARABIC, "Rest", mood=4),
        make_reflection(
            "review-1", "review", TODAY - timedelta(days=3), "A long" + " walk" * 80, "drink-water"
        ),
        make_reflection("newer-1", "from-a-newer-app", TODAY - timedelta(days=3), "They noticed."),
    ]
    screens.open("/you")
    screens.import_file(make_file(records, []))
    screens.open("/reflections")
    expect(screens.page.locator("a.reflection-row")).to_have_count(len(records))
