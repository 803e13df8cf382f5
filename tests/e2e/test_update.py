"""A new version waits until a person agrees to it, and takes nothing away."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.product import Product
from tests.e2e.screens import EYE_CONTACT, Screens, is_pressed

NOTICE = "A new version of Kept is ready."
NEXT_DESCRIPTION = "The next Kept"
FIRST_PAGE = re.compile(r"(url:[`\"']/[`\"'],revision:[`\"'])[0-9a-f]+")
WAITING = "The new version opens by itself"
# A browser in which the old version has something to finish: it hears nothing of the new one yet.
BUSY = "ServiceWorker.prototype.postMessage = () => undefined"
# Chromium lets an idle worker go after 30 s, and sometimes not before (its "lame duck").
TAKE_OVER_MS = 75_000
DESCRIPTION = "document.querySelector('meta[name=description]').content"


@pytest.fixture
def app_dir(built_app: Path, tmp_path: Path) -> Path:
    """A build that the test may change."""
    copied: Path = shutil.copytree(built_app, tmp_path / "app")
    return copied


@pytest.fixture
def product(app_dir: Path, tmp_path: Path) -> Iterator[Product]:
    own = Product(tmp_path, app_dir)
    own.start()
    yield own
    own.kill()


@pytest.fixture
def visited(phone: Phone, product: Product) -> Screens:
    """Today with one kept habit, ready for offline."""
    screens = Screens(phone.open(), product.url)
    screens.open()
    screens.start_practice().tap()
    is_pressed(screens.tick(EYE_CONTACT))
    screens.become_ready_for_offline()
    return screens


def publish_next_version(app_dir: Path) -> None:
    """Change the first page and its revision in the worker's list, as a build would."""
    page = app_dir / "index.html"
    text = page.read_text(encoding="utf-8")
    text, count = re.subn(r'(name="description"\s+content=")[^"]*', rf"\g<1>{NEXT_DESCRIPTION}", text)
    assert count == 1
    page.write_text(text, encoding="utf-8")
    worker = app_dir / "sw.js"
    text, count = FIRST_PAGE.subn(r"\g<1>0123456789abcdef", worker.read_text(encoding="utf-8"))
    assert count == 1
    worker.write_text(text, encoding="utf-8")
    for name in ("index.html", "sw.js"):
        for suffix in (".br", ".gz"):
            (app_dir / f"{name}{suffix}").unlink()


def agree(screens: Screens) -> None:
    with screens.page.expect_event("load", timeout=TAKE_OVER_MS):
        screens.button("Update").click()


def test_it_updates_when_a_person_agrees_and_keeps_the_ticks(visited: Screens, app_dir: Path) -> None:
    publish_next_version(app_dir)
    visited.page.reload()
    expect(visited.notice(NOTICE)).to_be_visible()

    agree(visited)

    expect(visited.title).to_have_text("Today")
    assert visited.page.evaluate(DESCRIPTION) == NEXT_DESCRIPTION
    is_pressed(visited.tick(EYE_CONTACT))
    expect(visited.notice(NOTICE)).to_have_count(0)


def test_it_stays_as_it_is_until_a_person_agrees(visited: Screens, app_dir: Path) -> None:
    publish_next_version(app_dir)
    for _ in range(2):
        visited.page.reload()
        visited.page.evaluate("globalThis.isStillHere = true")
        expect(visited.notice(NOTICE)).to_be_visible()

        visited.go_to("Practices")
        visited.go_to("Today")
        is_pressed(visited.tick(EYE_CONTACT))
        assert visited.page.evaluate("globalThis.isStillHere") is True
        assert visited.page.evaluate(DESCRIPTION) != NEXT_DESCRIPTION


def test_it_says_so_while_the_old_version_is_still_busy(visited: Screens, app_dir: Path) -> None:
    publish_next_version(app_dir)
    visited.page.reload()
    visited.page.evaluate(BUSY)

    visited.button("Update").click()

    expect(visited.notice(WAITING)).to_be_visible()
    expect(visited.notice(NOTICE)).to_have_count(0)
    is_pressed(visited.tick(EYE_CONTACT))


def test_it_updates_with_the_server_dead_once_the_new_version_is_here(
    visited: Screens, app_dir: Path, product: Product
) -> None:
    publish_next_version(app_dir)
    visited.page.reload()
    expect(visited.notice(NOTICE)).to_be_visible()
    product.kill()

    agree(visited)

    is_pressed(visited.tick(EYE_CONTACT))
    assert visited.page.evaluate(DESCRIPTION) == NEXT_DESCRIPTION


def test_each_tab_reloads_when_a_person_agrees_in_it(visited: Screens, app_dir: Path) -> None:
    publish_next_version(app_dir)
    visited.page.reload()
    expect(visited.notice(NOTICE)).to_be_visible()
    other = Screens(visited.page.context.new_page(), visited.url)
    other.open()
    other.page.evaluate("globalThis.isStillHere = true")
    expect(other.notice(NOTICE)).to_be_visible()

    agree(visited)

    is_pressed(visited.tick(EYE_CONTACT))
    other.go_to("You")
    assert other.page.evaluate("globalThis.isStillHere") is True

    # The new version has taken over already; this tab still shows the page of the old one.
    agree(other)
    assert other.page.evaluate(DESCRIPTION) == NEXT_DESCRIPTION
