"""What a person does in a guided moment, and in the notebook of what they wrote."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.screens import Screens
from tests.e2e.waiting import choose, wait_until

SLUGS = (
    "daily-check-in",
    "weekly-check-in",
    "body-pause",
    "i-statement",
    "reflect-back",
    "benefit-of-the-doubt",
    "feedback",
    "boundary",
    "repair",
    "rebuild",
    "page",
    "pulse",
    "review",
)
MAX_STEPS = 10
IS_KEPT = """(text) => new Promise((resolve) => {
  const opening = indexedDB.open("kept-local");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("drafts").objectStore("drafts").getAll();
    reading.onsuccess = () => {
      opening.result.close();
      resolve(JSON.stringify(reading.result).includes(text));
    };
  };
})"""


class Notebook:
    """The moments and reflections of one page of the app."""

    def __init__(self, screens: Screens) -> None:
        self.screens = screens
        self.page = screens.page

    def begin(self, slug: str) -> None:
        self.page.goto(f"{self.screens.url}/moments/{slug}")
        expect(self.question).to_be_visible()

    @property
    def question(self) -> Locator:
        return self.page.locator(".guide h1")

    @property
    def lines(self) -> Locator:
        """The page to write on, of the present step."""
        return self.page.locator(".lines textarea")

    @property
    def closing(self) -> Locator:
        return self.page.locator(".closing")

    def write(self, text: str) -> None:
        """And wait until it is on the disk, which takes no longer than putting the phone away."""
        self.lines.fill(text)
        wait_until(self.page, IS_KEPT, text)

    def next(self) -> None:
        """To the next step."""
        before = self.question.text_content() or ""
        self.screens.button("Next").click()
        expect(self.question).not_to_have_text(before)

    def answer(self, text: str) -> bool:
        """Write, or take the second of what is offered; tells whether there was something to write."""
        if self.page.get_by_role("radio").count() > 1:
            choose(self.page.get_by_role("radio").nth(1))
        if self.lines.count() == 0:
            return False
        self.lines.fill(text)
        return True

    def walk(self, slug: str, words: str) -> list[str]:
        """From the first step to the last page; gives what was written."""
        self.begin(slug)
        written: list[str] = []
        for step in range(MAX_STEPS):
            text = f"{words} {slug} {step}"
            if self.answer(text):
                written.append(text)
            if self.screens.button("Done").count() == 1:
                break
            self.next()
        self.screens.button("Done").click()
        expect(self.closing).to_be_visible()
        return written

    def read_again(self) -> None:
        self.screens.link("Read it again").click()
        expect(self.page.locator("article h1")).to_be_visible()

    def row(self, text: str) -> Locator:
        """Of the list of reflections."""
        return self.page.locator("a.reflection-row").filter(has_text=text)

    def open_row(self, text: str) -> None:
        self.screens.open("/reflections")
        self.row(text).click()
        expect(self.page.locator("article h1")).to_be_visible()

    def edit(self, question: str, text: str) -> None:
        """Change one answer of the reflection that is open."""
        self.screens.button("Edit").click()
        self.page.get_by_role("textbox", name=re.compile(re.escape(question))).fill(text)
        self.screens.button("Save").click()
        expect(self.page.get_by_text(text, exact=True)).to_be_visible()
