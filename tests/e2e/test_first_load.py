"""What is loaded when: before Today is there, and while it rests; `make bench` measures both in a browser."""

import gzip
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.accounts import Accounts
from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.witness import Witness

BUDGET_BYTES = 52_000
# As browsers get them: in Brotli where that is smaller.
PRECACHED_BYTES = 200_000
PRECACHED = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => new URL(url).pathname);
}"""
IS_LOADED = "part => performance.getEntriesByType('resource').some(({name}) => name.includes(part))"
IS_SAVED = f"async part => (await ({PRECACHED})()).some((path) => path.includes(part))"
ADDRESS = re.compile(r'<(?:script|link rel="stylesheet")[^>]*?(?:src|href)="/([^"]+)"')


def test_it_stays_within_its_budget(built_app: Path) -> None:
    page = built_app / "index.html"
    linked = ADDRESS.findall(page.read_text(encoding="utf-8"))

    # The style sheet is in the page itself.
    assert {Path(name).suffix for name in linked} == {".js"}
    sizes = {name: len(gzip.compress((built_app / name).read_bytes())) for name in ["index.html", *linked]}
    assert sum(sizes.values()) <= BUDGET_BYTES, sizes


def test_what_is_saved_for_offline_stays_within_its_budget(screens: Screens, built_app: Path) -> None:
    screens.open()
    screens.become_ready_for_offline()
    paths = set(screens.page.evaluate(PRECACHED))

    sizes = {path: _size_as_sent(built_app / (path.removeprefix("/") or "index.html")) for path in paths}
    assert {"/", "/manifest.webmanifest"} < set(sizes)
    assert sum(sizes.values()) <= PRECACHED_BYTES, sizes


def _size_as_sent(path: Path) -> int:
    brotli = path.with_name(f"{path.name}.br")
    return (brotli if brotli.exists() else path).stat().st_size


def test_a_resting_today_has_the_screen_of_a_habit_ready(screens: Screens) -> None:
    screens.open()
    screens.start_practice()
    screens.open()

    screens.page.wait_for_function(IS_LOADED, arg="/assets/screens-")


def test_it_shows_the_head_of_today_at_no_other_address(screens: Screens, collect: Witness) -> None:
    """While the app is on its way."""
    collect.pardon("ERR_FAILED")
    screens.page.route("**/assets/*.js", lambda route: route.abort())

    for path, is_today in (("/", True), ("/you", False)):
        screens.page.goto(f"{screens.url}{path}")
        expect(screens.page.locator("h1")).to_have_text("Today")
        expect(screens.page.locator("h1")).to_be_visible(visible=is_today)


def test_with_an_account_its_screens_are_saved_too(
    screens: Screens, product: Product, collect: Witness
) -> None:
    """Nobody has to have opened them: whoever wants to leave a device may have no connection then."""
    collect.pardon_killed_server()
    Accounts(screens).sign_up()
    screens.become_ready_for_offline()
    screens.open()
    screens.page.wait_for_function(IS_SAVED, arg="/assets/online-")

    product.kill()
    screens.open("/you/account")

    expect(screens.button("Sign out").first).to_be_visible()
    saved = {path for path in screens.page.evaluate(PRECACHED) if path.startswith("/assets/online-")}
    assert {Path(path).suffix for path in saved} == {".css", ".js"}
