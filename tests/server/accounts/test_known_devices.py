"""Devices that an account knows: from when, until when, and what a copy of their cookie is worth."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.accounts.known_devices import MAX_DEVICES, KnownDevice, find_device
from server.accounts.models import KNOWN_DEVICE
from server.accounts.reset import mint_reset_link
from server.accounts.sessions import end_all_sessions
from server.accounts.store import find_by_id
from server.core.db import read_transaction, write_transaction
from server.core.tokens import from_text, to_text
from tests.factories.clocks import SteppingClock
from tests.factories.people import KDF, Person, sealed, secret_of, sign_in


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("kept-device")
    assert cookie is not None
    return cookie.value


def known_device(app: Flask, clock: SteppingClock, cookie: str) -> KnownDevice | None:
    with app.app_context():
        return find_device(from_text(cookie), clock.now())


@pytest.fixture
def is_known(app: Flask, clock: SteppingClock) -> Callable[[str], bool]:
    """Tell whether an account knows the device with this cookie."""
    return lambda cookie: known_device(app, clock, cookie) is not None


IsKnown = Callable[[str], bool]


def test_who_signs_in_is_known_by_another_secret_each_time(
    alice: Person, app: Flask, clock: SteppingClock, is_known: IsKnown
) -> None:
    first = cookie_of(alice.client)
    sign_in(alice.client, alice)

    device = known_device(app, clock, cookie_of(alice.client))

    assert device is not None
    assert device.account_id == alice.account
    assert cookie_of(alice.client) != first
    assert not is_known(first)


@pytest.mark.parametrize("value", ["", "A", "A" * 43, "A" * 86, "not base64!", to_text(bytes(48))])
def test_a_device_is_not_taken_at_its_word(alice: Person, app: Flask, value: str) -> None:
    forger = app.test_client()
    forger.set_cookie("kept-device", value)
    body = {"username": "alice", "auth_secret": secret_of("wrong")}

    elsewhere = {"REMOTE_ADDR": "192.0.2.1"}
    statuses = [
        forger.post("/api/sessions", json=body, environ_base=elsewhere).status_code for _ in range(11)
    ]

    assert statuses == [401] * 10 + [429]
    of_alice = alice.client.post("/api/sessions", json=body, environ_base=elsewhere)
    assert of_alice.status_code == 401


def test_its_cookie_and_its_row_tell_nothing_of_each_other(alice: Person, app: Flask) -> None:
    secret = from_text(cookie_of(alice.client))
    with app.app_context(), read_transaction() as connection:
        (row,) = connection.execute(select(KNOWN_DEVICE)).all()

    assert bytes.fromhex(alice.account) not in secret
    assert secret not in row


def test_a_device_is_known_for_a_year(alice: Person, clock: SteppingClock, is_known: IsKnown) -> None:
    cookie = cookie_of(alice.client)
    clock.advance(days=364)
    assert is_known(cookie)

    clock.advance(days=1)

    assert not is_known(cookie)


def test_a_session_that_ends_by_itself_leaves_its_device_known(
    alice: Person, clock: SteppingClock, is_known: IsKnown
) -> None:
    clock.advance(days=31)

    assert alice.client.get("/api/sessions").status_code == 401
    assert is_known(cookie_of(alice.client))


def sign_out(alice: Person) -> None:
    assert alice.client.delete("/api/sessions/current").status_code == 204


def sign_out_without_a_session(alice: Person) -> None:
    alice.client.delete_cookie("kept")
    sign_out(alice)


def sign_out_where_the_cookie_was_cleared(alice: Person) -> None:
    alice.client.delete_cookie("kept-device")
    sign_out(alice)


def delete_account(alice: Person) -> None:
    assert alice.client.delete("/api/account").status_code == 204


def change_password(alice: Person) -> None:
    body = {"auth_secret": secret_of("new"), "kdf": KDF, "wrap": sealed("new")}
    assert alice.client.put("/api/account/password", json=body).status_code == 204


def change_password_where_the_cookie_was_cleared(alice: Person) -> None:
    alice.client.delete_cookie("kept-device")
    change_password(alice)


ENDINGS = [
    sign_out,
    sign_out_without_a_session,
    delete_account,
    change_password,
    change_password_where_the_cookie_was_cleared,
    sign_out_where_the_cookie_was_cleared,
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_copy_of_its_cookie_ends_with_what_its_person_ends(
    alice: Person, is_known: IsKnown, ending: Callable[[Person], None]
) -> None:
    copied = cookie_of(alice.client)
    assert is_known(copied)

    ending(alice)

    assert not is_known(copied)


@pytest.mark.parametrize("ending", [sign_out, delete_account])
def test_the_browser_forgets_it_too(alice: Person, ending: Callable[[Person], None]) -> None:
    ending(alice)

    assert alice.client.get_cookie("kept-device") is None
    assert alice.client.get_cookie("kept") is None


def test_after_a_password_change_only_the_device_that_made_it_is_known(
    alice: Person, app: Flask, is_known: IsKnown
) -> None:
    phone = sign_in(app.test_client(), alice)

    change_password(alice)

    assert is_known(cookie_of(alice.client))
    assert not is_known(cookie_of(phone.client))


def test_a_device_that_another_one_signs_out_is_not_known(
    alice: Person, app: Flask, is_known: IsKnown
) -> None:
    phone, laptop = (sign_in(app.test_client(), alice) for _ in range(2))

    assert alice.client.delete(f"/api/sessions/{phone.session}").status_code == 204

    assert not is_known(cookie_of(phone.client))
    assert is_known(cookie_of(laptop.client))
    assert alice.client.delete("/api/sessions").status_code == 204
    assert not is_known(cookie_of(laptop.client))
    assert is_known(cookie_of(alice.client))


def test_a_reset_link_forgets_all_devices(
    alice: Person, app: Flask, clock: SteppingClock, is_known: IsKnown
) -> None:
    with app.app_context():
        account = find_by_id(alice.account)
        assert account is not None
        link = mint_reset_link(account, clock.now())
    token = link.rpartition("#")[2].partition(".")[0]
    phone = app.test_client()
    body = {"token": token, "auth_secret": secret_of("new"), "kdf": KDF}

    assert phone.post("/api/sessions/reset", json=body).status_code == 201

    assert not is_known(cookie_of(alice.client))
    assert is_known(cookie_of(phone))


def test_a_restore_forgets_all_devices(alice: Person, app: Flask, is_known: IsKnown) -> None:
    with app.app_context(), write_transaction() as connection:
        end_all_sessions(connection)

    assert not is_known(cookie_of(alice.client))


def test_the_next_person_at_a_browser_takes_the_place_of_the_one_before(
    alice: Person, bob: Person, app: Flask, clock: SteppingClock, is_known: IsKnown
) -> None:
    before = cookie_of(alice.client)

    sign_in(alice.client, bob)

    assert not is_known(before)
    device = known_device(app, clock, cookie_of(alice.client))
    assert device is not None
    assert device.account_id == bob.account


def test_an_account_knows_so_many_devices_and_the_oldest_go(
    alice: Person, app: Flask, clock: SteppingClock, is_known: IsKnown
) -> None:
    first = cookie_of(alice.client)
    for _ in range(MAX_DEVICES - 1):
        clock.advance(days=1)
        second = sign_in(app.test_client(), alice)
    assert is_known(first)
    clock.advance(days=1)

    newest = sign_in(app.test_client(), alice)

    assert not is_known(first)
    assert is_known(cookie_of(second.client))
    assert is_known(cookie_of(newest.client))
    with app.app_context(), read_transaction() as connection:
        assert connection.scalar(select(func.count()).select_from(KNOWN_DEVICE)) == MAX_DEVICES
