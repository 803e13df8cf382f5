"""Forced colours, and more contrast where it is asked for: nothing that tells something is lost."""

from base64 import b64encode
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.lived_in import EYE_CONTACT, WATER, WEEKLY, move_in
from tests.e2e.phone import PHONE_SIZE
from tests.e2e.screens import Screens
from tests.e2e.waiting import choose

# How much of a picture is not the colour of its corner.
DRAWN_SHARE = """async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let drawn = 0;
  for (let at = 0; at < data.length; at += 4) {
    const distance = [0, 1, 2].reduce((sum, part) => sum + Math.abs(data[at + part] - data[part]), 0);
    if (distance > 90) drawn += 1;
  }
  return drawn / (data.length / 4);
}"""
CONTRAST = """() => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    const [red, green, blue] = parts.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const card = getComputedStyle(document.querySelector(".rows"));
  const quiet = getComputedStyle(document.querySelector(".section-title"));
  return {
    border: ratio(card.borderTopColor, card.backgroundColor),
    quiet: ratio(quiet.color, getComputedStyle(document.documentElement).backgroundColor),
  };
}"""


@pytest.fixture(scope="module")
def home(shared: Screens) -> Screens:
    """A page in which somebody has lived for two months."""
    move_in(shared)
    return shared


@pytest.fixture
def forced(home: Screens) -> Iterator[Screens]:
    """On a device with a contrast theme."""
    home.page.set_viewport_size(PHONE_SIZE)
    home.page.emulate_media(forced_colors="active")
    yield home
    home.page.emulate_media(forced_colors="none")


def drawn_share(screens: Screens, target: Locator) -> float:
    """What is seen of it, as a share of its box."""
    target.scroll_into_view_if_needed()
    picture = b64encode(target.screenshot(animations="disabled")).decode()
    blank = screens.page.context.new_page()
    share: float = blank.evaluate(DRAWN_SHARE, picture)
    blank.close()
    return share


def test_every_circle_of_today_is_seen(forced: Screens) -> None:
    forced.open()
    expect(forced.tick(WATER)).to_be_visible()

    open_ring = drawn_share(forced, forced.tick(WEEKLY))
    kept = drawn_share(forced, forced.tick(EYE_CONTACT))
    counted = drawn_share(forced, forced.tick(WATER))

    assert open_ring > 0.05
    assert counted > 0.05
    assert kept > 0.4


def test_every_day_of_the_strip_is_seen(forced: Screens) -> None:
    forced.open()
    days = forced.page.locator(".strip-day.some b, .strip-day.all b")
    expect(days.first).to_be_visible()

    assert all(drawn_share(forced, day) > 0.1 for day in days.all())


def test_the_days_of_a_habit_are_told_apart(forced: Screens) -> None:
    forced.open("/habits/eye-contact")
    forced.button("Previous month").click()
    kept = forced.page.locator(".month-day.kept").first
    other = forced.page.locator(".month-day:not(.kept)").first
    expect(kept).to_be_visible()

    assert drawn_share(forced, kept) > 0.4
    assert drawn_share(forced, other) < 0.4


def test_what_is_chosen_is_told_apart(forced: Screens) -> None:
    forced.open("/habits/new")
    choose(forced.page.get_by_label("On some days"))
    chosen = forced.page.locator(".weekdays [aria-pressed='true']").first
    other = forced.page.locator(".weekdays [aria-pressed='false']").first

    assert drawn_share(forced, chosen) > 2 * drawn_share(forced, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_given_where_it_is_asked_for(home: Screens, scheme: str) -> None:
    home.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", contrast="more")
    home.open()
    expect(home.tick(WATER)).to_be_visible()

    contrast = home.page.evaluate(CONTRAST)

    home.page.emulate_media(color_scheme="light", contrast="no-preference")
    assert contrast["border"] >= 3
    assert contrast["quiet"] >= 7
