"""How often something may be tried, and that nobody can lock anybody else out."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.accounts.errors import TooManyError
from server.accounts.limits import limit_name
from server.accounts.models import RATE_BUCKET
from server.core.db import read_transaction
from tests.factories.clocks import SteppingClock
from tests.factories.people import KDF, Person, json_of, secret_of, sign_in, sign_up_body

WRONG = secret_of("wrong")
OPEN: list[tuple[str, dict[str, Any]]] = [
    ("/api/kdf", {"username": "alice"}),
    ("/api/sessions", {"username": "alice", "auth_secret": WRONG}),
    ("/api/sessions/recovery", {"username": "alice", "recovery_secret": WRONG}),
    ("/api/sessions/reset", {"token": "A" * 64, "auth_secret": WRONG, "kdf": KDF}),
    ("/api/accounts", sign_up_body("charlie")),
]
SIGN_IN = OPEN[1]
RESET = OPEN[3]
HASHED = [path for path, _ in OPEN if path not in {"/api/kdf", "/api/sessions/recovery"}]
Try = Callable[[], TestResponse]


def from_address(client: FlaskClient, path: str, body: object, address: str = "192.0.2.1") -> TestResponse:
    return client.post(path, json=body, environ_base={"REMOTE_ADDR": address})


def tries_until_refused(attempt: Try) -> int:
    return next(tried for tried in range(1000) if attempt().status_code == 429)


def test_a_name_may_be_tried_ten_times_from_a_network_and_then_once_a_minute(
    alice: Person, app: Flask, clock: SteppingClock
) -> None:
    addresses = (f"2001:db8:0:{number:x}::1" for number in range(1, 255))
    client = app.test_client()

    def attempt() -> TestResponse:
        return from_address(client, *SIGN_IN, next(addresses))

    assert tries_until_refused(attempt) == 10
    refused = attempt()
    assert json_of(refused, 429)["code"] == "too_many"
    assert refused.headers["Retry-After"] == "60"
    clock.advance(seconds=60)
    assert tries_until_refused(attempt) == 1


def tries_of_name(app: Flask, username: str, networks: int) -> int:
    """Count the tries that a name allows, asked from so many networks in turn."""
    allowed = 0
    for number in range(networks * 11):
        address = f"192.0.{number % networks // 250}.{number % 250}"
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}), suppress(TooManyError):
            limit_name("sign_in", username, None)
            allowed += 1
    return allowed


def test_guessing_a_name_is_bounded_over_all_networks(app: Flask, clock: SteppingClock) -> None:
    assert tries_of_name(app, "alice", 30) == 200
    clock.advance(minutes=10)
    assert tries_of_name(app, "alice", 30) == 60


def test_names_that_do_not_exist_are_limited_alike(alice: Person, app: Flask) -> None:
    client = app.test_client()
    body = {"username": "nobody", "auth_secret": WRONG}

    assert tries_until_refused(lambda: client.post("/api/sessions", json=body)) == 10


@pytest.mark.parametrize("path", HASHED)
def test_an_address_may_try_sixty_times_whatever_it_sends(alice: Person, app: Flask, path: str) -> None:
    client = app.test_client()

    def attempt(address: str = "192.0.2.1") -> TestResponse:
        return client.post(path, data=b"{", environ_base={"REMOTE_ADDR": address})

    assert tries_until_refused(attempt) == 60
    assert attempt("192.0.2.2").status_code != 429


@pytest.mark.parametrize("path", ["/api/kdf", "/api/sessions/recovery"])
def test_what_cannot_be_guessed_may_be_asked_more_often(app: Flask, path: str) -> None:
    client = app.test_client()

    assert tries_until_refused(lambda: client.post(path, data=b"{")) == 600


def test_a_network_of_64_bits_counts_as_one_address(alice: Person, app: Flask) -> None:
    addresses = (f"2001:db8::{number:x}" for number in range(1, 100))

    assert tries_until_refused(lambda: from_address(app.test_client(), *RESET, next(addresses))) == 60


def test_a_network_of_48_bits_has_an_allowance_of_its_own(alice: Person, app: Flask) -> None:
    addresses = (f"2001:db8:1:{number:x}::1" for number in range(1, 1000))

    assert tries_until_refused(lambda: from_address(app.test_client(), *RESET, next(addresses))) == 240
    assert from_address(app.test_client(), *RESET, "2001:db8:2::1").status_code == 403


def test_addresses_that_came_over_a_socket_for_both_kinds_are_told_apart(alice: Person, app: Flask) -> None:
    client = app.test_client()

    assert tries_until_refused(lambda: from_address(client, *RESET, "::ffff:192.0.2.1")) == 60
    assert from_address(client, *RESET, "::ffff:192.0.2.2").status_code == 403
    assert from_address(client, *RESET, "192.0.2.1").status_code == 429


def test_a_stranger_who_hammers_does_not_keep_a_new_device_out(alice: Person, app: Flask) -> None:
    stranger = app.test_client()

    def attempt() -> TestResponse:
        return from_address(stranger, *SIGN_IN, "198.51.100.7")

    assert tries_until_refused(attempt) == 10
    for path, body in OPEN:
        from_address(stranger, path, body, "198.51.100.7")
    phone = app.test_client()
    body = {"username": "alice", "auth_secret": alice.auth_secret}

    assert from_address(phone, "/api/kdf", {"username": "alice"}).status_code == 200
    assert from_address(phone, "/api/sessions", body).status_code == 201
    assert attempt().status_code == 429


def test_a_recovery_key_works_whatever_others_try(alice: Person, app: Flask) -> None:
    tries_of_name(app, "alice", 30)
    phone = app.test_client()
    password = {"username": "alice", "auth_secret": alice.auth_secret}
    recovery = {"username": "alice", "recovery_secret": alice.recovery_secret}

    assert from_address(phone, "/api/sessions", password, "203.0.113.9").status_code == 429
    assert from_address(phone, "/api/sessions/recovery", recovery, "203.0.113.9").status_code == 201


def test_guessing_does_not_keep_the_owners_own_device_out(alice: Person, app: Flask) -> None:
    stranger = app.test_client()
    tries_until_refused(partial(stranger.post, "/api/sessions", data=b"{"))

    assert alice.client.post("/api/kdf", json={"username": "alice"}).status_code == 200
    alice.client.delete_cookie("kept")  # as when the session has ended by itself
    sign_in(alice.client, alice)


def test_a_device_of_one_account_gives_nothing_for_another(alice: Person, bob: Person, app: Flask) -> None:
    tries_of_name(app, "alice", 30)
    path, body = SIGN_IN

    assert bob.client.post(path, json=body).status_code == 429


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/api/account/password"), ("PATCH", "/api/sessions/current"), ("PUT", "/api/push/current")],
)
def test_who_is_not_signed_in_has_no_body_read(client: FlaskClient, method: str, path: str) -> None:
    assert client.open(path, method=method, data=b"{").status_code == 401


def test_a_known_device_cannot_guess_forever(alice: Person) -> None:
    path, body = SIGN_IN

    assert tries_until_refused(lambda: alice.client.post(path, json=body)) == 10


def test_guesses_within_a_session_are_limited(alice: Person) -> None:
    path = "/api/sessions/current/step-up"

    assert tries_until_refused(lambda: alice.client.post(path, json={"auth_secret": WRONG})) == 10


def test_the_table_knows_neither_names_nor_addresses_and_forgets(
    alice: Person, app: Flask, clock: SteppingClock
) -> None:
    client = app.test_client()
    from_address(client, "/api/kdf", {"username": "alice"}, "192.0.2.77")
    with app.app_context(), read_transaction() as connection:
        rows = repr(connection.execute(select(RATE_BUCKET)).all())
    assert "alice" not in rows
    assert "192.0.2.77" not in rows

    clock.advance(days=2)
    from_address(client, "/api/kdf", {"username": "nobody"}, "192.0.2.78")

    with app.app_context(), read_transaction() as connection:
        assert connection.scalar(select(func.count()).select_from(RATE_BUCKET)) == 2
