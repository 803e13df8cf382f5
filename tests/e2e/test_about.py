"""You → About: the version, and the licences of what the app carries."""

from playwright.sync_api import expect

from server.core.version import version
from tests.e2e.screens import Screens
from tests.e2e.witness import Witness


def test_it_says_its_version_and_opens_the_licences_beside_it(screens: Screens, collect: Witness) -> None:
    collect.pardon("404 (NOT FOUND)")  # a text file names no icon, and browsers guess one
    screens.open("/you")
    screens.become_ready_for_offline()
    expect(screens.page.get_by_text(f"Version {version()}")).to_be_visible()

    with screens.page.context.expect_page() as opened:
        screens.link("Licences").click()

    expect(opened.value.locator("body")).to_contain_text("MIT")
    expect(opened.value.locator("body")).to_contain_text("preact")
    expect(screens.title).to_have_text("You")
