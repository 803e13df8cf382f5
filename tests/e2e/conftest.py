"""Fixtures of the end-to-end tests: the real product, a real browser at phone size, and a witness."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.e2e.accounts import Accounts
from tests.e2e.canaries import words_in_clear, words_in_files
from tests.e2e.couple import Couple, Person, tomorrow_noon
from tests.e2e.locks import HABIT, Lock
from tests.e2e.phone import BERLIN, DESKTOP_SIZE, LOCALE, Phone, launch, phone_context
from tests.e2e.product import Product
from tests.e2e.screens import Screens
from tests.e2e.witness import Witness
from tests.factories.kept_process import ROOT

BUILT_APP = ROOT / "pwa" / "dist"

# How long a screen takes is measured in bench/; here a busy machine is no failure.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def built_app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built app, so that a build during the tests does not change what they see."""
    if not (BUILT_APP / "sw.js").is_file():
        pytest.fail("The app is not built yet: run make build.")
    copied: Path = shutil.copytree(BUILT_APP, tmp_path_factory.mktemp("built") / "app")
    return copied


@pytest.fixture(scope="module")
def server(built_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One server for the tests of a file."""
    product = Product(tmp_path_factory.mktemp("product"), built_app)
    try:
        yield product
    finally:
        product.kill()
    assert "Traceback" not in product.log()
    assert words_in_clear(product) == []


@pytest.fixture
def product(server: Product) -> Product:
    """The server, running; a test that kills it does not have to restart it."""
    server.start()
    return server


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for the private windows of a file."""
    launched = launch(playwright)
    yield launched
    launched.close()


@pytest.fixture
def collect() -> Iterator[Witness]:
    """Fails a test whose browser complained of anything."""
    witness = Witness()
    yield witness
    assert witness.unexpected() == []


@pytest.fixture
def phone(playwright: Playwright, collect: Witness, tmp_path: Path) -> Iterator[Phone]:
    """A phone with an empty profile, switched off."""
    handset = Phone(playwright, tmp_path / "profile", collect)
    yield handset
    handset.close()


@pytest.fixture(scope="module")
def has_worker() -> bool:
    """Whether the windows of a file get the service worker, as in most browsers.

    A file overrides this with False where no test is about being offline, pushes, updates or what's stored:
    then the browser refuses the worker, as some private windows do, and the app goes on without it.
    """
    return True


@pytest.fixture
def screens(browser: Browser, collect: Witness, product: Product, *, has_worker: bool) -> Iterator[Screens]:
    """A page at phone size that has never been here before; its address is not opened yet."""
    context = phone_context(browser, collect, has_worker=has_worker)
    yield Screens(context.new_page(), product.url)
    context.close()


@pytest.fixture
def laptop(browser: Browser, collect: Witness, product: Product) -> Iterator[Accounts]:
    """A second device, with a large screen, of whoever signs in on it."""
    context = browser.new_context(viewport=DESKTOP_SIZE, locale=LOCALE, timezone_id=BERLIN)
    collect.watch(context)
    yield Accounts(Screens(context.new_page(), product.url))
    context.close()


@pytest.fixture(scope="module")
def shared(browser: Browser, server: Product, *, has_worker: bool) -> Iterator[Screens]:
    """The same for all tests of a file, which leave it as they found it."""
    server.start()
    witness = Witness()
    context = phone_context(browser, witness, has_worker=has_worker)
    yield Screens(context.new_page(), server.url)
    context.close()
    assert witness.unexpected() == []


@pytest.fixture
def lock(screens: Screens) -> Lock:
    """Somebody with one habit, who has set the lock; the page is open."""
    screens.open()
    screens.become_ready_for_offline()
    screens.write_habit(HABIT)
    lock = Lock(screens)
    lock.turn_on()
    return lock


@pytest.fixture(scope="module")
def cleared(built_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, Path]]:
    """One server for the tests of a file, and its database as it was before anybody came."""
    folder = tmp_path_factory.mktemp("cleared")
    product = Product(folder, built_app, is_movable=True)
    try:
        product.start()
        yield product, product.keep(folder / "empty.db")
    finally:
        product.kill()
    assert "Traceback" not in product.log()
    assert words_in_clear(product) == []


@pytest.fixture
def own_server(cleared: tuple[Product, Path]) -> Iterator[Product]:
    """A server where nobody has been: who signs up first needs no invitation. The test may move its clock."""
    product, empty = cleared
    product.start()
    product.move_clock(timedelta())
    product.restore(empty)
    yield product
    assert words_in_files(*product.database_files()) == []


@pytest.fixture(scope="module")
def met(browser: Browser, cleared: tuple[Product, Path]) -> tuple[Path, datetime]:
    """Alice and Bob find each other: the server's database of then, and the noon on which it was."""
    product, empty = cleared
    product.start()
    product.restore(empty)
    noon = tomorrow_noon()
    witness = Witness()
    with _two_phones(browser, witness, product, noon) as two:
        two.meet()
        two.bob.screens.open()
        two.bob.synced()
    assert witness.unexpected() == []
    return product.keep(empty.with_name("met.db")), noon


@pytest.fixture
def couple(
    met: tuple[Path, datetime], browser: Browser, collect: Witness, product: Product, *, has_worker: bool
) -> Iterator[Couple]:
    """Alice and Bob have found each other, nothing is shown yet, and both are at new phones, signed in."""
    database, noon = met
    product.restore(database)
    with _two_phones(browser, collect, product, noon, has_worker=has_worker) as two:
        two.come_back()
        yield two


@contextmanager
def _two_phones(
    browser: Browser, witness: Witness, product: Product, noon: datetime, *, has_worker: bool = True
) -> Iterator[Couple]:
    contexts = [phone_context(browser, witness, has_worker=has_worker) for _ in range(2)]
    alice, bob = (Person(Screens(context.new_page(), product.url)) for context in contexts)
    try:
        yield Couple(alice, bob, product, noon)
    finally:
        for context in contexts:
            context.close()


@pytest.fixture
def tablet(browser: Browser, collect: Witness, product: Product, *, has_worker: bool) -> Iterator[Accounts]:
    """Her second device, where she has not been yet."""
    context = phone_context(browser, collect, has_worker=has_worker)
    yield Accounts(Screens(context.new_page(), product.url))
    context.close()
