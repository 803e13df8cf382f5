"""How often something may be tried, and that nobody can lock anybody else out."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.accounts.models import RATE_BUCKET
from server.core.db import read_transaction
from tests.factories.clocks import SteppingClock
from tests.factories.people import KDF, Person, json_of, secret_of, sign_in, sign_up_body

WRONG = secret_of("wrong")
BY_NAME: list[tuple[str, dict[str, Any]]] = [
    ("/api/kdf", {"username": "alice"}),
    ("/api/sessions", {"username": "alice", "auth_secret": WRONG}),
    ("/api/sessions/recovery", {"username": "alice", "recovery_secret": WRONG}),
]
BY_ADDRESS: list[tuple[str, dict[str, Any]]] = [
    ("/api/sessions/reset", {"token": "A" * 64, "auth_secret": WRONG, "kdf": KDF}),
    ("/api/accounts", sign_up_body("charlie")),
]
Try = Callable[[], TestResponse]


def from_address(client: FlaskClient, path: str, body: object, address: str = "192.0.2.1") -> TestResponse:
    return client.post(path, json=body, environ_base={"REMOTE_ADDR": address})


def tries_until_refused(attempt: Try) -> int:
    return next(tried for tried in range(1000) if attempt().status_code == 429)


@pytest.mark.parametrize(("path", "body"), BY_NAME)
def test_a_name_may_be_tried_ten_times_and_then_once_a_minute(
    alice: Person, app: Flask, clock: SteppingClock, path: str, body: dict[str, Any]
) -> None:
    addresses = (f"192.0.2.{number}" for number in range(1, 255))
    client = app.test_client()

    def attempt() -> TestResponse:
        return from_address(client, path, body, next(addresses))

    assert tries_until_refused(attempt) == 10
    refused = attempt()
    assert json_of(refused, 429)["code"] == "too_many"
    assert refused.headers["Retry-After"] == "60"
    clock.advance(seconds=60)
    assert tries_until_refused(attempt) == 1


def test_names_that_do_not_exist_are_limited_alike(app: Flask) -> None:
    client = app.test_client()

    assert tries_until_refused(lambda: client.post("/api/kdf", json={"username": "nobody"})) == 10


@pytest.mark.parametrize(("path", "body"), [*BY_ADDRESS, ("/api/kdf", None)])
def test_an_address_may_try_sixty_times(
    alice: Person, app: Flask, path: str, body: dict[str, Any] | None
) -> None:
    client = app.test_client()
    names = (f"name{number}" for number in range(1000))

    def attempt(address: str = "192.0.2.1") -> TestResponse:
        return from_address(client, path, body or {"username": next(names)}, address)

    assert tries_until_refused(attempt) == 60
    assert attempt("192.0.2.2").status_code != 429


def test_a_network_of_64_bits_counts_as_one_address(alice: Person, app: Flask) -> None:
    path, body = BY_ADDRESS[0]
    addresses = (f"2001:db8::{number:x}" for number in range(1, 100))

    assert tries_until_refused(lambda: from_address(app.test_client(), path, body, next(addresses))) == 60


def test_guessing_does_not_lock_the_owners_own_device_out(alice: Person, app: Flask) -> None:
    stranger = app.test_client()
    for path, body in BY_NAME:
        tries_until_refused(partial(stranger.post, path, json=body))

    assert alice.client.post("/api/kdf", json={"username": "alice"}).status_code == 200
    alice.client.delete("/api/sessions/current")
    sign_in(alice.client, alice)


def test_a_device_of_one_account_gives_nothing_for_another(alice: Person, bob: Person) -> None:
    path, body = BY_NAME[1]

    assert tries_until_refused(lambda: bob.client.post(path, json=body)) == 10


def test_a_device_is_not_taken_at_its_word(alice: Person, app: Flask) -> None:
    forger = app.test_client()
    forger.set_cookie("kept-device", "A" * 86)
    path, body = BY_NAME[1]

    assert tries_until_refused(lambda: forger.post(path, json=body)) == 10


def test_a_known_device_cannot_guess_for_ever(alice: Person) -> None:
    path, body = BY_NAME[1]

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
        assert connection.scalar(select(func.count()).select_from(RATE_BUCKET)) == 3
