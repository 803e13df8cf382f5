"""Every screen in every state, on a page in which somebody has lived for two months."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.export_files import to_id
from tests.e2e.lived_in import ARCHIVED, EYE_CONTACT, LIMITED, REST, WATER
from tests.e2e.moments import Notebook
from tests.e2e.screens import Screens
from tests.e2e.waiting import choose


def open_form(home: Screens, path: str) -> None:
    """An empty one, whatever an earlier state has left in it."""
    home.open(path)
    # The heading of Today may be there for a moment before the form is.
    expect(home.page.locator("main form")).to_be_visible()
    over = home.button("Start over")
    if over.count() > 0:
        over.click()
        expect(over).to_have_count(0)


def show_day_of_counted_habit(home: Screens) -> None:
    home.open()
    choose(home.open_sheet(WATER).get_by_label("Done", exact=True))


def show_day_of_a_limit(home: Screens) -> None:
    home.open()
    home.open_sheet(LIMITED)


def show_form_with_a_limit(home: Screens) -> None:
    open_form(home, "/habits/new")
    choose(home.page.get_by_label("Any time"))
    choose(home.page.get_by_label("At most", exact=True))
    home.page.get_by_role("textbox", name="How many, at most?").fill("many")
    expect(home.page.get_by_text("Enter a number, like 2 or 0.5.")).to_be_visible()


def show_rest_day(home: Screens) -> None:
    home.open()
    home.open_sheet(REST)


def show_another_day(home: Screens) -> None:
    home.open()
    home.day(days_ago=1).click()
    expect(home.title).to_have_text("Yesterday")


def show_toast_with_action(home: Screens) -> None:
    """A note that is taken away, and its way back, which is taken in the end."""
    home.open()
    home.tick(EYE_CONTACT).click()
    expect(home.button("Restore")).to_be_visible()


def show_search_without_match(home: Screens) -> None:
    home.open("/practices")
    home.page.get_by_role("searchbox").fill("zzz")
    expect(home.page.get_by_text("No practices found.")).to_be_visible()


def show_form_with_everything_open(home: Screens) -> None:
    open_form(home, "/habits/new")
    choose(home.page.get_by_label("On some days"))
    home.page.get_by_role("group", name="How many?").get_by_label("One more").click()
    home.page.locator("summary").click()


def show_form_with_a_problem(home: Screens) -> None:
    open_form(home, "/habits/new")
    choose(home.page.get_by_label("On some days"))
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        home.button(day).click()
    home.button("Start").click()
    expect(home.page.locator(".field-problem").first).to_be_visible()


def show_erase_dialog(home: Screens) -> None:
    home.open("/you")
    home.button("Erase everything").click()
    expect(home.sheet).to_be_visible()


def show_fault(home: Screens) -> None:
    home.open("/you")
    home.choose_import("not a file of Kept")
    expect(home.toast).to_contain_text("Kept can’t read this file")


def show_clock_notice(home: Screens) -> None:
    home.page.clock.set_fixed_time("2026-02-10T12:00:00+01:00")
    home.open()
    expect(home.notice("This device says it’s")).to_be_visible()
    home.page.clock.set_fixed_time("2026-03-04T12:00:00+01:00")


def show_sign_up_with_problems(home: Screens) -> None:
    home.open("/sign-up")
    home.button("Create account").click()
    expect(home.page.locator(".field-problem:not(:empty)")).to_be_visible()


def show_numbers_of_a_year(home: Screens) -> None:
    home.open(f"/habits/{to_id(EYE_CONTACT)}")
    home.page.get_by_text("Show as numbers").click()
    expect(home.page.get_by_role("table")).to_be_visible()


def show_day_under_the_keys(home: Screens) -> None:
    home.open(f"/habits/{to_id(EYE_CONTACT)}")
    home.page.locator(".year-cursor").focus()
    home.page.keyboard.press("ArrowUp")
    expect(home.page.locator(".year-cursor")).to_be_focused()


def show_sheet_of_time_off(home: Screens) -> None:
    home.open("/you")
    home.button("Plan time off").click()
    home.sheet.get_by_label("Last day off").fill("2026-03-01")
    home.sheet.get_by_role("button", name="Save").click()
    expect(home.sheet.locator(".field-problem")).to_be_visible()


def show_answers(home: Screens) -> None:
    home.open()
    home.page.get_by_text("How did it go?").click()
    expect(home.sheet).to_be_visible()


def show_move(home: Screens) -> None:
    home.open("/promises/call")
    home.button("Move it").click()
    choose(home.sheet.get_by_label("A day", exact=True))


def show_promise_with_a_problem(home: Screens) -> None:
    open_form(home, "/promises/new")
    home.page.get_by_label("Time", exact=True).fill("18:30")
    home.button("Make this promise").click()
    expect(home.page.locator(".field-problem:not(:empty)")).to_be_visible()


def show_what_can_be_added(home: Screens) -> None:
    home.open()
    home.page.get_by_role("button", name="Add", exact=True).click()
    expect(home.sheet).to_be_visible()


def show_search_of_the_notebook(home: Screens) -> None:
    home.open("/reflections")
    home.page.get_by_role("searchbox").fill("zzz")
    expect(home.page.get_by_text("No reflections found.")).to_be_visible()


def show_edit_of_a_reflection(home: Screens) -> None:
    home.open("/reflections/daily-1")
    home.button("Edit").click()
    expect(home.page.locator(".lines")).to_have_count(2)


def show_pulse_in_numbers(home: Screens) -> None:
    home.open("/pulse")
    home.page.get_by_text("Show as numbers").click()
    expect(home.page.locator(".pulse-month")).to_have_count(2)


def show_picture_of_a_week(home: Screens) -> None:
    home.open("/reflections/review-1")
    home.button("Make a picture of this week").click()
    expect(home.sheet).to_be_visible()


def at_step(slug: str, step: int) -> Callable[[Screens], None]:
    """A page of a moment."""

    def show(home: Screens) -> None:
        notebook = Notebook(home)
        notebook.begin(slug)
        start_over = home.button("Start over")
        if start_over.count() == 1:
            start_over.click()
        for _ in range(step):
            notebook.answer("They noticed.")
            notebook.next()

    return show


def show_end_of_a_moment(home: Screens) -> None:
    """And leave the notebook as it was."""
    notebook = Notebook(home)
    notebook.walk("weekly-check-in", "They noticed.")


def show_reminder_with_a_problem(home: Screens) -> None:
    home.open(f"/habits/{to_id(EYE_CONTACT)}")
    home.button("Add a reminder").click()
    home.sheet.get_by_label("Time", exact=True).fill("")
    home.sheet.get_by_role("button", name="Save").click()
    expect(home.sheet.locator(".field-problem")).to_be_visible()


def show_quiet_hours(home: Screens) -> None:
    home.open("/you/nudges")
    home.page.get_by_role("switch", name="Quiet hours").click()
    expect(home.page.get_by_label("From", exact=True)).to_be_visible()


def at(path: str) -> Callable[[Screens], None]:
    def show(home: Screens) -> None:
        home.open(path)

    return show


STATES: dict[str, Callable[[Screens], None]] = {
    "today": at("/"),
    "another day": show_another_day,
    "day of a counted habit": show_day_of_counted_habit,
    "day of rest": show_rest_day,
    "toast with action": show_toast_with_action,
    "fault": show_fault,
    "clock notice": show_clock_notice,
    "practices": at("/practices"),
    "search without match": show_search_without_match,
    "practice": at("/practices/calm-voice"),
    "practice that is a habit": at("/practices/eye-contact"),
    "practice that is not": at("/practices/no-such-practice"),
    "habit with history": at(f"/habits/{to_id(EYE_CONTACT)}"),
    "numbers of a year": show_numbers_of_a_year,
    "day under the keys": show_day_under_the_keys,
    "time off": show_sheet_of_time_off,
    "habit by the week": at("/habits/write-a-letter"),
    "habit in Arabic": at("/habits/arabic"),
    "habit in the archive": at(f"/habits/{to_id(ARCHIVED)}"),
    "habit that is not": at("/habits/no-such-habit"),
    "new habit": at("/habits/new"),
    "form with everything open": show_form_with_everything_open,
    "form with a problem": show_form_with_a_problem,
    "form with a limit": show_form_with_a_limit,
    "day of a limit": show_day_of_a_limit,
    "habit that is never due": at("/habits/sing"),
    "habit with a limit": at("/habits/coffee"),
    "edit": at(f"/habits/{to_id(WATER)}/edit"),
    "edit of what is not": at("/habits/no-such-habit/edit"),
    "what can be added": show_what_can_be_added,
    "promises": at("/promises"),
    "promise": at("/promises/call"),
    "promise with a history": at("/promises/bicycle"),
    "promise that is not": at("/promises/no-such-promise"),
    "new promise with a problem": show_promise_with_a_problem,
    "edit of a promise": at("/promises/call/edit"),
    "answers": show_answers,
    "a promise is moved": show_move,
    "reflections": at("/reflections"),
    "search of the notebook": show_search_of_the_notebook,
    "reflection": at("/reflections/repair-1"),
    "reflection that is a sentence": at("/reflections/i-1"),
    "reflection of a newer app": at("/reflections/newer-1"),
    "reflection that is not": at("/reflections/none"),
    "edit of a reflection": show_edit_of_a_reflection,
    "pulse": show_pulse_in_numbers,
    "picture of a week": show_picture_of_a_week,
    "moment to read": at_step("i-statement", 0),
    "moment to write": at_step("i-statement", 2),
    "moment as a whole": at_step("i-statement", 5),
    "moment to choose": at_step("boundary", 0),
    "moment with a scale": at_step("daily-check-in", 0),
    "moment with a clock": at_step("reflect-back", 1),
    "moment to breathe": at_step("body-pause", 0),
    "moment of the week": at_step("review", 0),
    "moment with habits": at_step("review", 2),
    "moment of one page": at_step("page", 0),
    "moment that is over": show_end_of_a_moment,
    "moment that is not": at("/moments/none"),
    "you": at("/you"),
    "nudges": show_quiet_hours,
    "reminder with a problem": show_reminder_with_a_problem,
    "what a nudge opens": at(f"/today?nudge=3f0a5be1c2d4e6f8&about=habit:{to_id(EYE_CONTACT)}&on=2026-03-04"),
    "arrange": at("/you/arrange"),
    "app lock": at("/you/lock"),
    "people without an account": at("/you/people"),
    "together, alone": at("/together"),
    "invite without an account": at("/together/invite"),
    "paste a code": at("/invite"),
    "sharing without an account": at("/sharing"),
    "help": at("/info"),
    "therapy": at("/info/therapy"),
    "erase": show_erase_dialog,
    "sign up": show_sign_up_with_problems,
    "sign in": at("/sign-in"),
    "recover": at("/recover"),
    "back from a provider in vain": at("/provider?purpose=sign_in&problem=provider_denied"),
    "reset": at("/reset#x"),
    "reset without its token": at("/reset"),
    "code of a device": at("/link"),
    "link of a device": at(f"/link#{'0' * 26}"),
}
