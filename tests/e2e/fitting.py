"""Whether a page fits: nothing has to be scrolled sideways, is out of reach or runs into something else."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.phone import DESKTOP_SIZE, PHONE_SIZE, SMALL_SIZE
from tests.e2e.screens import Screens

USUAL_TEXT_PX = 16
RIGHT_TO_LEFT = "document.documentElement.dir = 'rtl'"
LEFT_TO_RIGHT = "document.documentElement.removeAttribute('dir')"
BESIDE_THEIR_CIRCLE = """() => [...document.querySelectorAll(".tick-face, .strip-day b")]
  .map((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [text, range.getBoundingClientRect(), text.closest(".tick, b").getBoundingClientRect()];
  })
  .filter(([, words, circle]) => words.width > 0.8 * circle.width)
  .map(([text]) => text.outerHTML)"""
BESIDE_THEIR_PLACE = """() => [...document.querySelectorAll(".segmented span, .weekday-bars span")]
  .filter((text) => !text.matches(".visually-hidden"))
  .map((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [text, range.getBoundingClientRect(), text.closest("label, li").getBoundingClientRect()];
  })
  .filter(([, words, place]) => words.left < place.left || words.right > place.right)
  .map(([text]) => text.outerHTML)"""
OUT_OF_REACH = """() => [...document.querySelectorAll("a, button, input, select, summary, h1, h2, p")]
  .filter((target) => target.checkVisibility() && !target.matches(".skip, .visually-hidden"))
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, { left, right }]) => left < -1 || right > document.scrollingElement.clientWidth + 1)
  .map(([target]) => target.outerHTML)"""


def misfits(screens: Screens) -> list[str]:
    """What of the page as it stands is out of reach or beside its place."""
    found: list[str] = []
    if not screens.fits_its_width():
        found.append("it is wider than the screen")
    for look in (OUT_OF_REACH, BESIDE_THEIR_PLACE, BESIDE_THEIR_CIRCLE):
        found += screens.page.evaluate(look)
    return found


def misfits_everywhere(screens: Screens) -> list[str]:
    """The same at every width, in both directions of writing, and with text of twice the size."""
    found: list[str] = []
    for direction in (LEFT_TO_RIGHT, RIGHT_TO_LEFT):
        screens.page.evaluate(direction)
        for size in (SMALL_SIZE, DESKTOP_SIZE, PHONE_SIZE):
            screens.page.set_viewport_size(size)
            found += [f"{direction} {size['width']}: {misfit}" for misfit in misfits(screens)]
    screens.page.evaluate(LEFT_TO_RIGHT)
    with large_text(screens):
        found += [f"large text: {misfit}" for misfit in misfits(screens)]
    return found


@contextmanager
def large_text(screens: Screens) -> Iterator[None]:
    """The person has asked the browser for text of twice the size."""
    session = screens.page.context.new_cdp_session(screens.page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 2 * USUAL_TEXT_PX}})
    yield
    session.send("Page.setFontSizes", {"fontSizes": {"standard": USUAL_TEXT_PX}})
    session.detach()
