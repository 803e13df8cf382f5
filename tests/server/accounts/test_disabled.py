"""A disabled account: nobody gets in, whatever they know; enabled again, everything is as it was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from server.accounts.context import current_time
from server.accounts.disabling import disable_account, enable_account
from server.accounts.models import ACCOUNT
from server.accounts.reset import mint_reset_link
from server.accounts.sessions import start_session
from server.accounts.store import find_by_id
from server.core.db import write_transaction
from tests.factories.couple import new_id, token_of
from tests.factories.people import KDF, Person, json_of, secret_of, sign_in, sign_up_body

WayIn = Callable[..., TestResponse]
WRONG = secret_of("a guess")
SOON_SECONDS = 1
"""How long the other side is given to come as far as it can; a test passes however little that is."""


def by_password(client: FlaskClient, person: Person, *, is_right: bool) -> TestResponse:
    secret = person.auth_secret if is_right else WRONG
    return client.post("/api/sessions", json={"username": person.username, "auth_secret": secret})


def by_recovery_key(client: FlaskClient, person: Person, *, is_right: bool) -> TestResponse:
    secret = person.recovery_secret if is_right else WRONG
    return client.post(
        "/api/sessions/recovery", json={"username": person.username, "recovery_secret": secret}
    )


def by_reset_link(client: FlaskClient, person: Person, *, is_right: bool) -> TestResponse:
    token = reset_token(client.application, person) if is_right else "A" * 64
    return client.post(
        "/api/sessions/reset", json={"token": token, "auth_secret": secret_of("new"), "kdf": KDF}
    )


def by_the_same_sign_up(client: FlaskClient, person: Person, *, is_right: bool) -> TestResponse:
    changes = {} if is_right else {"auth_secret": WRONG}
    return client.post("/api/accounts", json=sign_up_body(person.username, **changes))


WAYS_IN = [by_password, by_recovery_key, by_reset_link, by_the_same_sign_up]


def reset_token(app: Flask, person: Person) -> str:
    with app.app_context():
        account = find_by_id(person.account)
        assert account is not None
        return mint_reset_link(account, current_time()).partition("#")[2].partition(".")[0]


def disable(app: Flask, person: Person) -> None:
    with app.app_context():
        disable_account(person.account)


def enable(app: Flask, person: Person) -> None:
    with app.app_context():
        enable_account(person.account)


@pytest.mark.parametrize("way_in", WAYS_IN, ids=lambda way_in: way_in.__name__)
def test_the_right_secret_is_told_and_a_wrong_one_is_not(
    app: Flask, alice: Person, bob: Person, way_in: WayIn
) -> None:
    wrong = way_in(app.test_client(), bob, is_right=False)
    disable(app, bob)

    right = json_of(way_in(app.test_client(), bob, is_right=True), 403)
    wrong_now = way_in(app.test_client(), bob, is_right=False)

    assert right["code"] == "account_disabled"
    assert (wrong_now.status_code, wrong_now.data) == (wrong.status_code, wrong.data)


def test_every_device_is_signed_out_at_once(app: Flask, alice: Person, bob: Person) -> None:
    devices = [bob, sign_in(app.test_client(), bob)]

    disable(app, bob)

    assert [who.client.get("/api/sessions/current").status_code for who in (*devices, alice)] == [
        401,
        401,
        200,
    ]


def test_enabled_again_its_secrets_work_and_its_old_sessions_do_not(
    app: Flask, alice: Person, bob: Person
) -> None:
    disable(app, bob)
    enable(app, bob)

    assert bob.client.get("/api/sessions/current").status_code == 401
    assert by_password(app.test_client(), bob, is_right=True).status_code == 201
    assert by_recovery_key(app.test_client(), bob, is_right=True).status_code == 201


def test_a_reset_link_that_was_refused_works_once_it_is_enabled(
    app: Flask, alice: Person, bob: Person
) -> None:
    token = reset_token(app, bob)
    body = {"token": token, "auth_secret": secret_of("new"), "kdf": KDF}
    disable(app, bob)
    assert app.test_client().post("/api/sessions/reset", json=body).status_code == 403
    enable(app, bob)

    assert app.test_client().post("/api/sessions/reset", json=body).status_code == 201


def test_its_invitations_let_nobody_in(app: Flask, alice: Person, bob: Person) -> None:
    body = {"command": new_id(), "token": token_of("a secret")}
    json_of(bob.client.post("/api/sharing/invites", json=body))

    disable(app, bob)

    guest = sign_up_body("bob-again", invite=token_of("a secret"))
    assert json_of(app.test_client().post("/api/accounts", json=guest), 403)["code"] == "invite_not_valid"


def test_nothing_tells_outsiders_of_it(app: Flask, alice: Person, bob: Person) -> None:
    asked = {"username": "bob"}
    before = app.test_client().post("/api/kdf", json=asked).data
    disable(app, bob)

    assert app.test_client().post("/api/kdf", json=asked).data == before


def test_a_session_that_starts_at_the_same_moment_is_ended_too(app: Flask, bob: Person) -> None:
    """Disabling waits for whoever is signing in, and finds that session."""
    with app.app_context(), ThreadPoolExecutor(1) as threads:
        with write_transaction() as connection:
            token = start_session(connection, bob.account, current_time()).new_token
            disabling = threads.submit(disable, app, bob)
            wait([disabling], timeout=SOON_SECONDS)
        disabling.result()

    assert token is not None
    client = app.test_client()
    client.set_cookie("kept", token.text)
    assert client.get("/api/sessions/current").status_code == 401


def test_who_signs_in_while_it_is_being_disabled_is_refused(app: Flask, bob: Person) -> None:
    is_bob = ACCOUNT.c.id == bob.account
    with app.app_context(), ThreadPoolExecutor(1) as threads:
        with write_transaction() as connection:
            connection.execute(update(ACCOUNT).where(is_bob).values(is_disabled=True))
            signing_in = threads.submit(by_recovery_key, app.test_client(), bob, is_right=True)
            wait([signing_in], timeout=SOON_SECONDS)
        answer = signing_in.result()

    assert json_of(answer, 403)["code"] == "account_disabled"
