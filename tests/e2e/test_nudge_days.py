"""Nudges as they come over hours and days: from the server's plan to the phone, from a press to the next.

The server's clock is moved (moved_clock/), the phone's is not; pushes come by stub and DevTools (pushes.py).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.accounts import Accounts, invitation
from tests.e2e.ledger import read
from tests.e2e.phone import phone_context
from tests.e2e.product import Product
from tests.e2e.pushes import Json, PushedPhone, habit_id, username_of
from tests.e2e.screens import EYE_CONTACT, is_pressed
from tests.e2e.witness import Witness
from tests.factories.push_service import PushService, running_push_service

DAYS_UNTIL_ASKED = 5
SOON = timedelta(minutes=3)
SHOWN_AS = """(ms) => new Intl.DateTimeFormat(navigator.language, { dateStyle: "medium", timeStyle: "short" })
  .format(ms)"""


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with running_push_service() as running:
        yield running
    assert running.refusals == []


@pytest.fixture(scope="module")
def server(built_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    product = Product(folder, built_app, is_movable=True, PUSH_LOOPBACK="1", SIGNUP="open")
    try:
        yield product
    finally:
        product.kill()
    assert "Traceback" not in product.log()


class Days:
    """A phone that is nudged, and the server's clock."""

    def __init__(self, phone: PushedPhone, product: Product) -> None:
        self.phone, self.product = phone, product
        self.screens = phone.screens
        product.move_clock(timedelta())
        phone.screens.open()
        self.habit = habit_id(phone)
        self.due_at = (datetime.now(UTC) + SOON).replace(second=0, microsecond=0)

    def remind(self) -> None:
        """Add a reminder that is due at `due_at`, and wait until the server has it."""
        self.screens.open()
        self.screens.open_habit(EYE_CONTACT)
        self.screens.button("Add a reminder").click()
        self.screens.sheet.get_by_label("Time").fill(f"{self.due_at + noon():%H:%M}")
        self.screens.sheet.get_by_role("button", name="Save").click()
        expect(self.screens.toast).to_contain_text("Reminder saved.")
        self.phone.wait_until(lambda: self.planned() != [], "plan")

    def planned(self) -> list[str]:
        """For which days the server has nudges that are still to come."""
        query = "SELECT on_date FROM nudge WHERE subject_id = ? AND try_at IS NOT NULL ORDER BY on_date"
        return [on for (on,) in read(self.product, query, self.habit)]

    def said(self) -> list[str | None]:
        """What was said to each nudge that was sent, oldest first."""
        query = "SELECT reaction FROM nudge WHERE subject_id = ? AND state = 'sent' ORDER BY on_date"
        return [said for (said,) in read(self.product, query, self.habit)]

    def move_to(self, instant: datetime) -> None:
        """Let the server's clock show a little more than this."""
        self.product.move_clock(instant - datetime.now(UTC) + timedelta(seconds=2))

    def nudge(self) -> Json:
        """Wait for the next nudge on the phone; gives it as it is shown."""
        payload = self.phone.receive()
        tag = payload["notification"]["tag"]
        self.phone.wait_until(lambda: any(one["tag"] == tag for one in self.phone.shown()), "notification")
        return next(one for one in self.phone.shown() if one["tag"] == tag)

    def has_nothing_at(self, instant: datetime) -> None:
        """Hold that at this instant the worker sends nothing but the tests that it is asked for.

        What is due with the first test is claimed with it, so it is on its way before the second.
        """
        self.move_to(instant)
        before = self.phone.count_pushes()
        self.phone.send_test()
        self.phone.send_test()
        assert self.phone.count_pushes() == before + 2


def noon() -> timedelta:
    """The offset of a zone in which it is about noon, so that no local day ends while a test runs."""
    return timedelta(hours=12 - datetime.now(UTC).hour)


@pytest.fixture
def days(
    browser: Browser, collect: Witness, product: Product, service: PushService, request: pytest.FixtureRequest
) -> Iterator[Days]:
    """A phone of somebody with nudges, a habit, and a reminder that is due in a few minutes."""
    collect.pardon_killed_server()
    hours = int(noon() / timedelta(hours=1))
    context = phone_context(browser, collect, timezone_id=f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT")
    phone = PushedPhone(context, product.url, service, request.node.name[:40])
    Accounts(phone.screens).sign_up(username_of(request.node.name), invite=invitation(product))
    phone.screens.start_practice(EYE_CONTACT)
    phone.turn_on()
    days = Days(phone, product)
    days.remind()
    yield days
    context.close()
    # What is planned for one person must not be sent while the clock is moved for another.
    product.kill()


def test_later_brings_it_back_once_for_the_same_day(days: Days) -> None:
    days.move_to(days.due_at)
    first = days.nudge()
    days.phone.press(first["tag"], "later")
    assert not days.phone.is_shown(first["tag"])
    days.phone.wait_until(lambda: days.said() == [], "plan for later")
    days.has_nothing_at(days.due_at + timedelta(minutes=29))
    days.move_to(days.due_at + timedelta(minutes=31))
    again = days.nudge()
    assert again["data"]["items"] == first["data"]["items"]
    days.has_nothing_at(days.due_at + timedelta(minutes=65))
    days.phone.press(again["tag"], "done")
    days.screens.open()
    is_pressed(days.screens.tick(EYE_CONTACT))


def test_later_without_a_line_counts_from_the_press(days: Days) -> None:
    """Twenty minutes on the phone's own clock pass before the server hears of it."""
    days.move_to(days.due_at)
    first = days.nudge()
    # A server that dies between sending and recording may send once more.
    days.phone.wait_until(lambda: days.said() == [None], "record of the nudge")
    days.product.kill()
    days.phone.press(first["tag"], "later")
    assert not days.phone.is_shown(first["tag"])
    days.phone.age_reactions(timedelta(minutes=20))
    days.move_to(days.due_at + timedelta(minutes=20))
    days.product.start()
    days.screens.open()
    days.phone.wait_until(lambda: days.said() == [], "plan for later")
    days.has_nothing_at(days.due_at + timedelta(minutes=28))
    days.move_to(days.due_at + timedelta(minutes=32))
    assert days.nudge()["data"]["items"] == first["data"]["items"]


def test_b15_a_reminder_outlives_the_restart_of_the_server(days: Days) -> None:
    """B15: planned before a power cut, due while there is no server, and no page was opened since.

    That yesterday's was done takes nothing from today's.
    """
    days.move_to(days.due_at)
    days.phone.press(days.nudge()["tag"], "done")
    days.phone.wait_until(lambda: len(days.planned()) == 1, "plan for tomorrow")
    days.phone.page.goto("about:blank")
    days.product.kill()
    days.move_to(days.due_at + timedelta(days=1, minutes=10))
    days.product.start()
    days.phone.wait_until(days.phone.has_push, "push")
    days.screens.open()
    [item] = days.nudge()["data"]["items"]
    assert item["on"] == f"{days.due_at + noon() + timedelta(days=1):%Y-%m-%d}"


def test_five_without_an_answer_are_asked_about_and_one_put_away_is_an_answer(days: Days) -> None:
    for day in range(DAYS_UNTIL_ASKED):
        days.move_to(days.due_at + timedelta(days=day))
        last = days.nudge()
    question = days.screens.page.get_by_role("heading", name="Does this still help?")
    days.phone.wait_until(lambda: len(days.said()) == DAYS_UNTIL_ASKED, "record of the fifth")
    days.screens.open()
    expect(question).to_be_visible()
    days.phone.put_away(last["tag"])
    days.phone.wait_until(lambda: days.said()[-1] == "dismissed", "reaction")
    days.screens.open("/you/nudges")
    expect(days.screens.page.get_by_text("Dismissed")).to_have_count(1)
    expect(question).to_have_count(0)


def test_it_says_what_it_is_about_only_to_who_chose_that(days: Days) -> None:
    days.move_to(days.due_at)
    assert days.nudge()["title"] == "A small nudge"
    days.phone.choose_names()
    days.screens.open()
    Accounts(days.screens).synced()
    days.move_to(days.due_at + timedelta(days=1))
    assert days.nudge()["title"] == EYE_CONTACT


def test_the_app_shows_the_instant_at_which_the_server_sends_it(days: Days) -> None:
    """Not the time on the wall by this browser's rules for the zone, which may be older than the server's."""
    in_an_hour = days.due_at + timedelta(hours=1)
    plan = f"{in_an_hour:%Y-%m-%d %H:%M:%S.000000}"
    database = next(path for path in days.product.database_files() if path.suffix == ".db")
    with closing(sqlite3.connect(database, timeout=30)) as connection, connection:
        connection.execute("UPDATE nudge SET due_at = ?, try_at = ? WHERE try_at IS NOT NULL", (plan, plan))

    days.screens.open("/you/nudges")

    shown = days.screens.page.evaluate(SHOWN_AS, in_an_hour.timestamp() * 1000)
    expect(days.screens.page.get_by_text(f"Next: {shown}")).to_be_visible()
