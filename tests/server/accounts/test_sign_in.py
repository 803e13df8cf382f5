"""POST /api/sessions, /api/kdf and /api/sessions/recovery: the right secret, and nothing told to others."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from server.accounts.models import ACCOUNT
from server.core.db import read_transaction, write_transaction
from server.core.tokens import from_text
from tests.factories.people import KDF, Person, invitation, json_of, sealed, secret_of, sign_in, sign_up_body

Attempt = Callable[[FlaskClient, str], TestResponse]

WRONG_SECRET = secret_of("wrong")


def try_secret(client: FlaskClient, username: str) -> TestResponse:
    return client.post("/api/sessions", json={"username": username, "auth_secret": WRONG_SECRET})


def try_recovery(client: FlaskClient, username: str) -> TestResponse:
    body = {"username": username, "recovery_secret": WRONG_SECRET}
    return client.post("/api/sessions/recovery", json=body)


def test_the_password_signs_in(alice: Person, app: Flask) -> None:
    phone = sign_in(app.test_client(), alice)

    answer = json_of(phone.client.get("/api/sessions/current"))

    assert (answer["account"], answer["session"]) == (alice.account, phone.session)
    assert phone.session != alice.session


@pytest.mark.parametrize("attempt", [try_secret, try_recovery])
def test_a_wrong_name_and_a_wrong_secret_answer_alike(alice: Person, app: Flask, attempt: Attempt) -> None:
    known, unknown = (attempt(app.test_client(), name) for name in ("alice", "nobody"))

    assert json_of(known, 401)["code"] == "wrong_sign_in"
    assert (known.status_code, known.data) == (unknown.status_code, unknown.data)
    assert set(known.headers.keys()) == set(unknown.headers.keys())
    assert "Set-Cookie" not in known.headers


def test_a_hash_is_computed_for_an_unknown_name_too(
    real_secrets: None, alice: Person, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify, parameters = PasswordHasher.verify, []

    def count(hasher: PasswordHasher, kept: str, secret: bytes) -> bool:
        parameters.append(kept.split("$")[:4])
        return verify(hasher, kept, secret)

    monkeypatch.setattr(PasswordHasher, "verify", count)
    for name in ("alice", "nobody"):
        try_secret(client, name)

    assert len(parameters) == 2
    assert parameters[0] == parameters[1] == ["", "argon2id", "v=19", "m=19456,t=2,p=1"]


def test_an_unknown_name_takes_about_as_long(real_secrets: None, alice: Person, app: Flask) -> None:
    seconds: dict[str, list[float]] = {"alice": [], "nobody": []}
    client = app.test_client()
    for _ in range(7):
        for name, taken in seconds.items():
            started_at = perf_counter()
            try_secret(client, name)
            taken.append(perf_counter() - started_at)

    assert 1 / 3 < median(seconds["alice"]) / median(seconds["nobody"]) < 3


def test_it_invents_a_stable_salt_for_an_unknown_name(alice: Person, client: FlaskClient) -> None:
    known, *invented = (
        json_of(client.post("/api/kdf", json={"username": name}))
        for name in ("alice", "nobody", "nobody", "anybody")
    )

    assert known == KDF
    assert invented[0] == invented[1] != invented[2]
    assert {len(kdf["salt"]) for kdf in (known, *invented)} == {22}
    assert {kdf["rounds"] for kdf in (known, *invented)} == {600_000}


def test_the_salt_tells_of_no_sign_up_no_new_password_and_no_deletion(alice: Person, app: Flask) -> None:
    def asked() -> dict[str, Any]:
        return json_of(app.test_client().post("/api/kdf", json={"username": "dora"}))

    before = asked()
    dora = app.test_client()
    body = sign_up_body("dora", kdf=before, invite=invitation(dora))
    session = json_of(dora.post("/api/accounts", json=body), 201)
    seen = [asked()]
    new = {"auth_secret": secret_of("new"), "kdf": session["kdf"], "wrap": sealed("new")}
    assert dora.put("/api/account/password", json=new).status_code == 204
    seen.append(asked())
    assert dora.delete("/api/account").status_code == 204

    assert [*seen, asked()] == [before] * 3


def test_the_recovery_key_signs_in_and_steps_up(alice: Person, app: Flask) -> None:
    client = app.test_client()
    body = {"username": "alice", "recovery_secret": alice.recovery_secret}

    assert json_of(client.post("/api/sessions/recovery", json=body), 201)["wraps"]["recovery"]
    assert client.delete("/api/account").status_code == 204


def test_a_hash_with_older_parameters_is_renewed(real_secrets: None, alice: Person, app: Flask) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    old = weak.hash(from_text(alice.auth_secret))
    with app.app_context(), write_transaction() as connection:
        connection.execute(update(ACCOUNT).values(auth_hash=old))

    sign_in(app.test_client(), alice)

    with app.app_context(), read_transaction() as connection:
        renewed = connection.scalar(select(ACCOUNT.c.auth_hash))
    assert "m=19456,t=2,p=1" in str(renewed)
    sign_in(app.test_client(), alice)


def test_signing_in_again_leaves_no_session_behind(alice: Person) -> None:
    sign_in(alice.client, alice)

    assert len(json_of(alice.client.get("/api/sessions"))["sessions"]) == 1
