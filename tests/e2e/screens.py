"""What a person does on the screens of Kept, and what they see there."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.e2e.waiting import choose

HAS_CONTROLLER = """(mostMs) => new Promise((resolve, reject) => {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller !== null) resolve();
  serviceWorker.addEventListener("controllerchange", () => resolve(), { once: true });
  setTimeout(() => reject(new Error("No service worker took control of the page")), mostMs);
})"""
MAX_WAIT_MS = 60_000
CLOCK_IS_READ = "document.dispatchEvent(new Event('visibilitychange'))"
FITS = """() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  return scrollWidth <= clientWidth;
}"""

EYE_CONTACT = "Eye contact"


class Screens:
    """One page of the app."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def open(self, path: str = "/") -> None:
        self.page.goto(f"{self.url}{path}")
        expect(self.title).to_be_visible()

    def become_ready_for_offline(self) -> None:
        """Wait until the service worker answers for this page."""
        self.page.evaluate(HAS_CONTROLLER, MAX_WAIT_MS)

    @property
    def title(self) -> Locator:
        """The heading that a screen has once it is drawn, as opposed to the shell of index.html."""
        return self.page.locator("main#main h1")

    @property
    def date(self) -> Locator:
        """The line over the title; on Today it is the day that is shown."""
        return self.page.locator(".head .over")

    @property
    def toast(self) -> Locator:
        return self.page.locator(".toast-place")

    @property
    def sheet(self) -> Locator:
        return self.page.get_by_role("dialog")

    def notice(self, text: str) -> Locator:
        return self.page.locator(".notices").get_by_role("status").filter(has_text=text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def tick(self, habit: str) -> Locator:
        """The circle of a habit: its name begins with the habit's."""
        return self.page.get_by_role("button", name=re.compile(f"^{re.escape(habit)}: "))

    def go_to(self, place: str) -> None:
        """Use the bar at the bottom."""
        self.page.get_by_role("navigation").get_by_role("link", name=place, exact=True).click()
        expect(self.title).to_have_text(place)

    def start_practice(self, name: str = EYE_CONTACT) -> Locator:
        """Two taps on the first visit; gives the circle of the new habit."""
        self.page.get_by_role("link", name=re.compile(f"^{name}")).click()
        self.button("Start with this").click()
        expect(self.title).to_have_text("Today")
        expect(self.tick(name)).to_be_visible()
        return self.tick(name)

    def write_habit(self, name: str, *, cue: str = "", times_a_day: int = 1) -> Locator:
        """Fill in the form from its own address; gives the circle of the new habit."""
        self.open("/habits/new")
        self.page.get_by_label("What will you do?").fill(name)
        self.page.get_by_label("After what?").fill(cue)
        more = self.page.get_by_role("group", name="How many?").get_by_label("One more")
        for _ in range(times_a_day - 1):
            more.click()
        self.button("Start").click()
        expect(self.title).to_have_text("Today")
        return self.tick(name)

    def open_habit(self, name: str) -> None:
        """Open its own screen, from Today."""
        self.page.locator("a.row-words").filter(has_text=name).click()
        expect(self.title).to_have_text(name)

    @property
    def streak(self) -> Locator:
        """The large number on the screen of a habit."""
        return self.page.locator(".streak-number")

    def open_sheet(self, habit: str) -> Locator:
        """By the picture of the habit on Today."""
        self.button(f"Rest, note or amount: {habit}").click()
        expect(self.sheet).to_be_visible()
        return self.sheet

    def log_in_sheet(self, habit: str, *, state: str | None = None, note: str | None = None) -> None:
        sheet = self.open_sheet(habit)
        if state is not None:
            choose(sheet.get_by_label(state))
        if note is not None:
            sheet.get_by_label("Note").fill(note)
        sheet.get_by_role("button", name="Save").click()
        expect(self.sheet).to_have_count(0)

    def day(self, days_ago: int) -> Locator:
        """A day of the date strip."""
        return (
            self.page.get_by_role("group", name="The last seven days").get_by_role("button").nth(6 - days_ago)
        )

    def read_clock(self) -> None:
        """What happens when a phone is woken: the app looks at the clock again."""
        self.page.evaluate(CLOCK_IS_READ)

    def export(self, folder: Path) -> bytes:
        """Give the bytes of an export file, downloaded from You."""
        self.go_to("You")
        with self.page.expect_download() as waiting:
            self.button("Export").click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path.read_bytes()

    def exported(self, folder: Path) -> dict[str, Any]:
        """Give what an export file holds."""
        content: dict[str, Any] = json.loads(self.export(folder))
        return content

    def choose_import(self, content: str | bytes) -> None:
        """Choose a file of this content on You: what it would bring is shown, or why it cannot be read."""
        if self.title.text_content() != "You":
            self.open("/you")
        buffer = content.encode() if isinstance(content, str) else content
        self.page.locator("input[type=file]").set_input_files(
            {"name": "kept.json", "mimeType": "application/json", "buffer": buffer}
        )

    def import_file(self, content: str | bytes) -> None:
        """Choose a file that brings something, and bring it; what it brought is said in the toast."""
        self.choose_import(content)
        self.sheet.get_by_role("button", name="Import", exact=True).click()
        expect(self.sheet).to_have_count(0)

    def erase(self) -> None:
        """Erase everything, from any screen."""
        self.go_to("You")
        self.button("Erase everything").click()
        self.sheet.get_by_role("button", name="Erase everything").click()
        expect(self.toast).to_contain_text("Everything on this device has been erased.")

    def fits_its_width(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        fits: bool = self.page.evaluate(FITS)
        return fits


def is_pressed(circle: Locator) -> None:
    expect(circle).to_have_attribute("aria-pressed", "true")


def is_open(circle: Locator) -> None:
    expect(circle).to_have_attribute("aria-pressed", "false")


def hold(session: CDPSession, target: Locator, until: Locator) -> None:
    """Lay a finger on something, wait until the other thing is there, and lift the finger."""
    box = target.bounding_box()
    assert box is not None
    finger = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    expect(until).to_be_visible()
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
