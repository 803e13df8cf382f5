"""Large text and small screens where a page has to be led first; all other states: test_accessibility."""

import pytest
from playwright.sync_api import expect

from tests.e2e.fitting import large_text, misfits, misfits_everywhere
from tests.e2e.lived_in import WATER, move_in
from tests.e2e.locks import Lock
from tests.e2e.phone import PHONE_SIZE
from tests.e2e.screens import Screens
from tests.e2e.waiting import choose

ROOT_OF_TWICE_THE_SIZE = "document.documentElement.style.fontSize = '200%'"
PATHS_OF_MANY_COLUMNS = ("/", "/practices/calm-voice", "/habits/new", "/promises/new", "/you", "/info")


@pytest.fixture(scope="module")
def has_worker() -> bool:
    return False


@pytest.mark.parametrize("path", PATHS_OF_MANY_COLUMNS)
def test_it_fits_where_the_page_alone_is_enlarged(screens: Screens, path: str) -> None:
    """As extensions and some phones do it: the media queries still see the usual size."""
    screens.page.set_viewport_size(PHONE_SIZE)
    screens.open(path)
    screens.page.evaluate(ROOT_OF_TWICE_THE_SIZE)

    assert screens.fits_its_width()


@pytest.fixture(scope="module")
def home(shared: Screens) -> Screens:
    """A page in which somebody has lived for two months."""
    move_in(shared)
    return shared


@pytest.mark.parametrize(
    "path", ["/", "/habits/eye-contact", "/habits/new", "/promises/new", "/practices/calm-voice"]
)
def test_it_fits_where_the_text_was_large_from_the_start(home: Screens, path: str) -> None:
    home.page.set_viewport_size(PHONE_SIZE)
    with large_text(home):
        home.open(path)

        assert misfits(home) == []


def test_it_fits_while_it_is_locked(screens: Screens) -> None:
    lock = Lock(screens)
    lock.turn_on()
    assert misfits_everywhere(screens) == []
    lock.lock_now()

    assert misfits_everywhere(screens) == []


def test_it_keeps_save_in_reach_with_large_text(home: Screens) -> None:
    home.page.set_viewport_size(PHONE_SIZE)
    with large_text(home):
        home.open()
        choose(home.open_sheet(WATER).get_by_label("Done", exact=True))
        save = home.sheet.get_by_role("button", name="Save")
        save.scroll_into_view_if_needed()

        expect(save).to_be_in_viewport(ratio=1)
